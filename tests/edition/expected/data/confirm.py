"""Confirm that the pages of an edition say what its texts say. It needs Python 3.11 or newer and nothing else.

    python3 confirm.py SITE SEEDS

SITE is the address of the site (https://example.org/edition/) or a folder that holds it. SEEDS is a folder that holds
the texts as you have them, for instance as the repository keeps them, or copies you fetched long ago; the published
copies at /data/ are compared with them. For every text it is confirmed that the published copy is yours, byte for
byte; that /data/hashes.json tells its hash and those of its blocks, in their order, and that the blocks leave out
nothing but white space; and that on its page every block stands once, in order, where it can be seen, with the very
words of the text, runs of white space counting as one. Earlier versions are confirmed as texts are.

On the pages of parallels, and on those of what was changed in a text, it is confirmed that every passage which says
that it is of a text can be seen and has its words; that the passages which /data/parallels.json tells of are there, and
no others; and that where two texts, or two versions, face each other each stands whole, in its order, with no other
words among its own. Whole is a text with all that is not told in /data/hashes.json to be a comment or furniture of the
page it came from, and a version with all but the comments behind a content notice. It is confirmed besides that the
words which /data/annotations.jsonld says that notes are about stand in the texts where it says; and that these, and
the passages of parallels, are the words that the pages of the texts mark for them.

What is in a fold that opens on request can be seen if a line says so; none but comments, and passages on pages of what
was changed, may be in one. Elements and attributes that are not known to show words as they are count as hiding them.
The first difference of each text is printed; the exit code is 1 if there is one.

It proves nothing of who wrote a text, of the notes, or of what your browser does with styles and scripts.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INSIDE = {"a", "mark", "br", "span", "th", "td"}
CHANGED = {"del", "ins"}  # what stands in words besides where two versions are compared
AROUND = {
    "html", "body", "main", "article", "div", "section", "details", "summary", "blockquote", "table", "tbody",
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "tr",
}  # fmt: skip
FACTS_INSIDE = {"class", "href", "rel", "role"}
FACTS_AROUND = {"class", "id", "role", "lang", "dir", "open"}


class Differs(Exception):  # noqa: N818 - it is what was found, not an error
    """What was found to differ."""


FAULTS = (Differs, OSError, ValueError, LookupError, TypeError, AttributeError)


def fetch(site: str, path: str) -> bytes:
    """The bytes of a file of the site."""
    if re.match("https?://", site):
        with urlopen(f"{site.rstrip('/')}/{path}", timeout=60) as answer:  # noqa: S310 - the user names the address
            return bytes(answer.read())
    return (Path(site) / path).read_bytes()


class Page(HTMLParser):
    """The blocks of a page: id, text, span and words, and what stands in its texts beside them.

    Of the page of a text named, what is inside that text; of another page, what is marked as words of any.
    """

    def __init__(self, html: str, text: str = "", inside: set[str] = INSIDE) -> None:
        super().__init__()
        self.text = text
        self.may_be_inside = inside
        self.blocks: list[dict[str, Any]] = []
        self.loose: list[str] = []
        self.ids: list[str | None] = []
        root = {
            "tag": "",
            "ours": False,
            "hidden": False,
            "block": None,
            "inside": False,
            "folds": (),
            "line": None,
            "marks": (),
        }
        self.open: list[dict[str, Any]] = [root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is inside of what."""
        facts = dict(reversed(attrs))  # of two of a name the first counts
        classes = (facts.get("class") or "").split()
        above = self.open[-1]
        within = above["block"] is not None
        known = FACTS_INSIDE if within else FACTS_AROUND
        self.ids.append(facts.get("id"))
        shows = tag in AROUND | INSIDE | CHANGED and all(key in known or key.startswith("data-") for key in facts)
        begins = facts.get("data-text") == self.text if self.text else "here" in classes
        state: dict[str, Any] = {
            "tag": tag,
            "ours": above["ours"] or "data-editorial" in facts,
            "hidden": above["hidden"] or not shows or "unseen" in classes,
            "block": above["block"],
            "inside": above["inside"] or begins,
            "folds": above["folds"],
            "line": above["folds"][-1] if tag == "summary" and above["tag"] == "details" else above["line"],
            "marks": (
                *above["marks"],
                *(
                    f"{sort}-{slug}"
                    for sort in ("note", "parallel")
                    for slug in (facts.get(f"data-{sort}s") or "").split()
                ),
            ),
        }
        if tag == "style":
            raise Differs("the page has a style of its own, which may hide words or add to them")
        if tag == "details":
            state["folds"] = (*above["folds"], [])  # the letters of the line that says what opens
        if "data-span" in facts:
            if within or (self.text and not state["inside"]):
                raise Differs(f"#{facts.get('id')} stands inside another block, or outside of the text")
            self.blocks.append({
                "id": facts.get("id"), "text": facts.get("data-seed"), "span": facts["data-span"], "words": [],
                "marks": [], "inside": state["inside"], "folded": bool(state["folds"]),
                "bad": state["ours"] or state["hidden"] or not all(state["folds"]),
            })  # fmt: skip
            state["block"] = len(self.blocks) - 1
        elif within and not state["ours"]:
            block = self.blocks[above["block"]]
            if tag not in self.may_be_inside:
                raise Differs(f"<{tag}> stands among the words of {block['span']}")
            block["bad"] |= state["hidden"]
            block["words"] += ["\n"] * (tag == "br")
        if tag not in VOID:
            self.open.append(state)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that was left open in it."""
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index]["tag"] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Words: of a line that says what opens, of a block, of the text beside the blocks, or of ours."""
        here = self.open[-1]
        if here["line"] is not None and not here["hidden"]:
            here["line"] += filter(str.isalnum, data)
        if here["block"] is not None and not here["ours"]:
            self.blocks[here["block"]]["words"].append(data)
            self.blocks[here["block"]]["marks"] += [here["marks"]] * len("".join(data.split()))
        elif here["inside"] and not here["ours"]:
            self.loose.append(data)


class Other(NamedTuple):
    """A page that prints words of several texts: the passages that it has, and the texts that stand there whole."""

    path: str
    passages: list[tuple[str, str]]  # of which text, and its span
    ids: dict[str, str]  # of each whole text how an element is named after its block; empty if it is not
    met: list[dict[str, str]]  # the passages of the parallels that two texts share

    @property
    def compares(self) -> bool:
        """Whether it compares two versions of a text."""
        return any(self.ids.values())


def spaced(words: str) -> str:
    """Words with each run of white space as one space; of what is before and after them, none of any kind."""
    return re.sub("[ \t\r\n\f]+", " ", words).strip()


def offsets(span: object) -> tuple[int, int]:
    """The offsets of a span; of what is none, two that are the same."""
    match = re.fullmatch(r"(\d+):(\d+)", str(span))
    return (int(match[1]), int(match[2])) if match else (0, 0)


def span_of(block: dict[str, Any], size: int) -> tuple[int, int]:
    """The offsets of a block."""
    start, end = offsets(block["span"])
    if not 0 <= start < end <= size:
        raise Differs(f"the span {block['span']} of {block['id']} is none of the text")
    return start, end


class Copy(NamedTuple):
    """A site and the texts that it is compared with."""

    site: str
    seeds: Path
    notes: list[dict[str, Any]]  # as annotations
    parallels: list[dict[str, Any]]
    others: list[tuple[Other, Page]]


def check(copy: Copy, slug: str, told: dict[str, Any]) -> tuple[int, int]:
    """Confirm one text; `Differs` says what is not so. Returns the number of its blocks, and that of its passages."""
    name = Path(str(told["file"])).name
    mine = (copy.seeds / name).read_bytes()
    if fetch(copy.site, f"data/{slug}.txt") != mine:
        raise Differs(f"data/{slug}.txt is not {name}, byte for byte")
    if hashlib.sha256(mine).hexdigest() != told["sha256"]:
        raise Differs("data/hashes.json tells another hash of the whole")
    chars = mine.decode("utf-8")
    check_hashes(chars, told["blocks"])
    page = Page(fetch(copy.site, f"texts/{slug}/index.html").decode("utf-8"), slug)
    check_page(page, chars, told["blocks"])
    marks = marks_of(page, chars)
    for note in copy.notes:
        if note["target"]["source"] == f"data/{slug}.txt":
            check_note(note, chars, f"texts/{slug}/", page.ids, marks)
    blocks = {block["id"]: block["span"] for block in told["blocks"]}
    for parallel in copy.parallels:
        here = [passage for passage in parallel["passages"] if passage["text"] == slug]
        check_parallel(f"parallel-{parallel['slug']}", here, chars, blocks, marks)
    if marks:
        raise Differs(f"the page marks words for {min(marks)}, of which nothing is told")
    passages = 0
    for other, page in copy.others:
        here = [block for block in page.blocks if block["text"] == slug]
        check_passages(other, [span for text, span in other.passages if text == slug], here, chars)
        if slug in other.ids:
            check_whole(other, slug, told, {block["span"]: block["id"] for block in here if block["inside"]})
        passages += len(here)
    return len(told["blocks"]), passages


def check_hashes(chars: str, blocks: list[dict[str, Any]]) -> None:
    """Confirm that the published blocks are the whole text, each with its hash, and no id stands twice."""
    end = 0
    for number, block in enumerate(blocks):
        start, last = span_of(block, len(chars))
        if start < end or chars[end:start].strip():
            raise Differs(f"data/hashes.json: before {block['id']} words are left out, or told twice")
        if hashlib.sha256(chars[start:last].encode()).hexdigest() != block["sha256"]:
            raise Differs(f"data/hashes.json tells another hash of {block['id']}")
        if any(other["id"] == block["id"] for other in blocks[:number]):
            raise Differs(f"data/hashes.json: the id {block['id']} stands twice")
        end = last
    if chars[end:].strip():
        raise Differs("data/hashes.json: the last words are left out")


def check_page(page: Page, chars: str, blocks: list[dict[str, Any]]) -> None:
    """Confirm that the page has these blocks, each in sight and with its words, and nothing else that is not ours."""
    for block, one in zip(blocks, page.blocks):  # noqa: B905 - their numbers are compared below
        span_of(one, len(chars))
        if (block["id"], block["span"]) != (one["id"], one["span"]):
            raise Differs(f"the page has #{one['id']} ({one['span']}) in place of {block['id']} ({block['span']})")
        check_words(f"#{one['id']}", one, chars)
        if one["folded"] and "comment" not in block:
            raise Differs(f"#{one['id']} is in a fold, though it is of no comment")
    if len(page.blocks) != len(blocks):
        raise Differs(f"the page has {len(page.blocks)} blocks, not {len(blocks)}")
    if loose := spaced("".join(page.loose)):
        raise Differs(f'the page has words that are of nobody: "{loose[:60]}"')


def check_words(name: str, block: dict[str, Any], chars: str) -> None:
    """Confirm that a block is in sight and has the words of its span."""
    start, last = span_of(block, len(chars))
    if block["bad"]:
        raise Differs(f"{name} cannot be seen, or is marked as not of the text")
    said, printed = spaced("".join(block["words"])), spaced(chars[start:last])
    if said != printed:
        at = next((i for i, (a, b) in enumerate(zip(said, printed)) if a != b), min(len(said), len(printed)))  # noqa: B905
        raise Differs(f'{name} says "{said[max(at - 20, 0) : at + 20]}" where the text has'
                      f' "{printed[max(at - 20, 0) : at + 20]}", after {at} characters')  # fmt: skip


def seen(chars: str, start: int, end: int) -> list[int]:
    """The offsets from one to another at which there is no white space."""
    return [at for at in range(start, end) if not chars[at].isspace()]


def marks_of(page: Page, chars: str) -> dict[str, set[int]]:
    """Where the page marks words for each note and each parallel; its blocks have been confirmed."""
    marks: dict[str, set[int]] = {}
    for block in page.blocks:
        for at, names in zip(seen(chars, *span_of(block, len(chars))), block["marks"], strict=True):
            for name in names:
                marks.setdefault(name, set()).add(at)
    return marks


def check_note(note: dict[str, Any], chars: str, path: str, ids: list[str | None], marks: dict[str, set[int]]) -> None:
    """Confirm that the words which a note is about stand where that is told, and are marked for it on the page."""
    quoted, place = note["target"]["selector"]
    start, end = place["start"], place["end"]
    words = chars[max(start - 32, 0) : start], chars[start:end], chars[end : end + 32]
    said = f'data/annotations.jsonld: "{quoted["exact"][:60]}" is not what'
    if words != (quoted["prefix"], quoted["exact"], quoted["suffix"]):
        raise Differs(f"{said} stands there")
    where, _, name = note["id"].partition("#")
    if where != path or ids.count(name) != 1:
        raise Differs(f"data/annotations.jsonld: {note['id']} leads to no note")
    if marks.pop(name, set()) != set(seen(chars, start, end)):
        raise Differs(f"{said} the page marks for {name}")


def check_parallel(
    name: str, passages: list[dict[str, str]], chars: str, blocks: dict[str, str], marks: dict[str, set[int]]
) -> None:
    """Confirm that the passages of a parallel begin in the blocks told, and are marked for it on the page."""
    told: set[int] = set()
    for passage in passages:
        (start, end), (first, last) = offsets(passage["span"]), offsets(blocks.get(passage["block"]))
        if not first <= start < min(end, last) or end > len(chars):
            raise Differs(f"data/parallels.json: {passage['span']} does not begin in {passage['block']}")
        told.update(seen(chars, start, end))
    if marks.pop(name, set()) != told:
        raise Differs(f"data/parallels.json: the page marks other words for {name}")


def check_passages(other: Other, awaited: list[str], blocks: list[dict[str, Any]], chars: str) -> None:
    """Confirm what another page has of a text: the words of each passage, their order in its column, and how many."""
    end = 0
    for block in blocks:
        name = f"{other.path}: {block['span']}"
        check_words(name, block, chars)
        if block["folded"] and not other.compares:
            raise Differs(f"{name} is in a fold")
        start, last = span_of(block, len(chars))
        if block["inside"] and start < end:
            raise Differs(f"{name} stands after what follows it in the text, or twice")
        end = last if block["inside"] else end
    found = [block["span"] for block in blocks if not block["inside"]]
    if found != awaited and (not other.ids or sorted(found) != sorted(awaited)):
        raise Differs(f"{other.path}: has not all passages, each once and in order: {found}, not {awaited}")


def check_whole(other: Other, slug: str, told: dict[str, Any], there: dict[str, str | None]) -> None:
    """Confirm that a text which faces another has all its blocks; `there` has their ids by their spans."""
    met = [offsets(passage["span"]) for passage in other.met if passage["text"] == slug]
    for block in told["blocks"]:
        start, last = offsets(block["span"])
        is_met = any(begin < last and start < end for begin, end in met)
        apart = ("comment" in block or block["kind"] == "furniture") and not is_met
        if block.get("comment") in told["notices"] if other.compares else apart:
            continue
        if block["span"] not in there:
            raise Differs(f"{other.path}: the text is not whole, {block['id']} is missing")
        if there[block["span"]] != (other.ids[slug].format(block["id"]) or None):
            raise Differs(f"{other.path}: {block['id']} has the id {there[block['span']]}")


def others_of(hashes: dict[str, Any], parallels: list[dict[str, Any]]) -> list[Other]:
    """The pages that print words of several texts, with what they are to print."""
    others, every = [], []
    for parallel in parallels:
        printed = [passage for passage in parallel["passages"] if "sentence" in passage]
        for passage in printed:
            (start, end), (first, last) = offsets(passage["span"]), offsets(passage["sentence"])
            if not first <= start < end <= last:
                raise Differs(f"data/parallels.json: {passage['span']} is not in its sentence, {passage['sentence']}")
        sentences = [(passage["text"], passage["sentence"]) for passage in printed]
        others.append(Other(f"parallels/{parallel['slug']}/index.html", sentences, {}, []))
        every += sentences
    if parallels:
        others.append(Other("parallels/index.html", every, {}, []))
    for pair in combinations(hashes, 2):
        shared = [one["passages"] for one in parallels if {p["text"] for p in one["passages"]}.issuperset(pair)]
        met = [p for passages in shared for p in passages if p["text"] in pair and "sentence" in p]
        said = [(p["text"], p["sentence"]) for p in met] + [(p["text"], p["span"]) for p in met if p["text"] == pair[0]]
        if shared:
            others.append(Other(f"parallels/{'--'.join(sorted(pair))}/index.html", said, dict.fromkeys(pair, ""), met))
    for slug in hashes:
        if match := re.fullmatch(r"(.+)/version-(\d+)", slug):
            newer = f"{match[1]}/version-{int(match[2]) + 1}"
            ids = {slug: "{}-before", newer if newer in hashes else match[1]: "{}"}
            others.append(Other(f"texts/{match[1]}/changes-{match[2]}/index.html", [], ids, []))
    return others


def read(site: str, other: Other, texts: set[str]) -> Page:
    """A page that prints words of several texts, and of nobody among them."""
    try:
        inside = INSIDE | CHANGED if other.compares else INSIDE
        page = Page(fetch(site, other.path).decode("utf-8"), inside=inside)
    except Differs as error:
        raise Differs(f"{other.path}: {error}") from None
    if strange := {str(block["text"]) for block in page.blocks} - texts:
        raise Differs(f"{other.path}: has words of {min(strange)}, which is not there")
    if loose := spaced("".join(page.loose)):
        raise Differs(f'{other.path}: has words among those of a text that are of nobody: "{loose[:60]}"')
    return page


def main(arguments: list[str]) -> int:
    """Check every text of a site."""
    try:
        site, folder = arguments
    except ValueError:
        print(__doc__, file=sys.stderr)
        return 2
    copy, code = Copy(site, Path(folder), [], [], []), 0
    try:
        hashes = json.loads(fetch(site, "data/hashes.json"))
    except (OSError, ValueError) as error:
        print(f"data/hashes.json cannot be read: {error}", file=sys.stderr)
        return 1
    for file in sorted(copy.seeds.glob("*.txt")):
        if file.name not in {told.get("file") for told in hashes.values()}:
            print(f"{file.name}: the site has no such text", file=sys.stderr)
            code = 1
    try:
        copy.notes.extend(json.loads(fetch(site, "data/annotations.jsonld"))["items"])
        strange = {note["target"]["source"] for note in copy.notes} - {f"data/{slug}.txt" for slug in hashes}
        if strange:
            raise Differs(f"data/annotations.jsonld: has a note on {min(strange)}, which is not there")
        copy.parallels.extend(json.loads(fetch(site, "data/parallels.json")))
        others = others_of(hashes, copy.parallels)
        copy.others.extend((other, read(site, other, set(hashes))) for other in others)
    except FAULTS as error:
        print(error if isinstance(error, (Differs, OSError)) else repr(error), file=sys.stderr)
        code = 1
    for slug, told in hashes.items():
        try:
            blocks, passages = check(copy, slug, told)
            count = f"{blocks} blocks, and {passages} passages on other pages,"
            print(f"{slug}: {count} say what {told['file']} says; sha256 {told['sha256']}")
        except FAULTS as error:
            print(f"{slug}: {error if isinstance(error, (Differs, OSError)) else repr(error)}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
