"""Confirm that the pages of an edition say what its texts say. It needs Python 3.11 or newer and nothing else.

    python3 confirm.py SITE SEEDS

SITE is the address of the site (https://example.org/edition/) or a folder that holds it. SEEDS is a folder that holds
the texts as you have them, for instance as the repository keeps them, or copies you fetched long ago; the published
copies at /data/ are compared with them. For every text it is confirmed that the published copy is yours, byte for
byte; that /data/hashes.json tells its hash and those of its blocks, in their order, and that the blocks leave out
nothing but white space; and that on its page every block stands once, in order, where it can be seen, with the very
words of the text, runs of white space counting as one. On the pages of parallels (those that /parallels/ leads to), and
on those of what was changed in a text, it is confirmed that every passage which says that it is of a text can be seen
and has its words, and that where two texts, or two versions, face each other each stands in its order with no other
words among its own. Earlier versions are confirmed as texts are. The first difference of each text is printed; the exit
code is 1 if there is one.

It proves nothing of who wrote a text, of the notes, or of what your browser does with styles and scripts.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.request import urlopen

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HIDING = {"template", "script", "style", "noscript", "dialog", "textarea"}
INSIDE = {"a", "mark", "br", "span", "th", "td"}
CHANGED = {"del", "ins"}  # what stands in words besides where two versions are compared


class Differs(Exception):  # noqa: N818 - it is what was found, not an error
    """What was found to differ."""


def fetch(site: str, path: str) -> bytes:
    """The bytes of a file of the site."""
    if re.match("https?://", site):
        with urlopen(f"{site.rstrip('/')}/{path}", timeout=60) as answer:  # noqa: S310 - the user names the address
            return bytes(answer.read())
    return (Path(site) / path).read_bytes()


class Page(HTMLParser):
    """The blocks of a page: id, text, span and words, and what stands in its texts beside them.

    Of the page of a text named, what is inside that text; of a page of parallels, what is marked as words of any.
    """

    def __init__(self, html: str, text: str = "") -> None:
        super().__init__()
        self.text = text
        self.blocks: list[dict[str, Any]] = []
        self.loose: list[str] = []
        self.open: list[dict[str, Any]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is inside of what."""
        facts = dict(attrs)
        above = self.open[-1] if self.open else {"ours": False, "hidden": False, "block": None, "inside": False}
        hidden = "hidden" in facts or "style" in facts or facts.get("aria-hidden") == "true" or tag in HIDING
        begins = facts.get("data-text") == self.text if self.text else "here" in (facts.get("class") or "").split()
        state: dict[str, Any] = {
            "tag": tag,
            "ours": above["ours"] or "data-editorial" in facts,
            "hidden": above["hidden"] or hidden,
            "block": above["block"],
            "inside": above["inside"] or begins,
        }
        if "data-span" in facts:
            if above["block"] is not None or (self.text and not state["inside"]):
                raise Differs(f"#{facts.get('id')} stands inside another block, or outside of the text")
            block: dict[str, Any] = {
                "id": facts.get("id"),
                "text": facts.get("data-seed"),
                "span": facts["data-span"],
                "words": [],
            }
            self.blocks.append(block | {"bad": state["ours"] or state["hidden"], "inside": state["inside"]})
            state["block"] = len(self.blocks) - 1
        elif state["block"] is not None and not state["ours"]:
            if tag not in INSIDE | (set() if self.text else CHANGED) and not state["hidden"]:
                raise Differs(f"<{tag}> stands among the words of {self.blocks[state['block']]['span']}")
            self.blocks[state["block"]]["bad"] |= state["hidden"]
        if tag not in VOID:
            self.open.append(state)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all that was left open in it."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index]["tag"] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Words: of a block, of the text beside the blocks, or of ours."""
        if not self.open or self.open[-1]["ours"]:
            return
        block = self.open[-1]["block"]
        if block is not None:
            self.blocks[block]["words"].append(data)
        elif self.open[-1]["inside"]:
            self.loose.append(data)


def spaced(words: str) -> str:
    """Words with each run of white space as one space; of what is before and after them, none of any kind."""
    return re.sub("[ \t\r\n\f]+", " ", words).strip()


def span_of(block: dict[str, Any], size: int) -> tuple[int, int]:
    """The offsets of a block."""
    match = re.fullmatch(r"(\d+):(\d+)", str(block["span"]))
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 0 <= start < end <= size:
        raise Differs(f"the span {block['span']} of {block['id']} is none of the text")
    return start, end


def check(site: str, seeds: Path, slug: str, told: dict[str, Any], others: dict[str, Page]) -> tuple[int, int]:
    """Confirm one text; `Differs` says what is not so. Returns the number of its blocks, and that of its passages."""
    name = Path(str(told["file"])).name
    mine = (seeds / name).read_bytes()
    if fetch(site, f"data/{slug}.txt") != mine:
        raise Differs(f"data/{slug}.txt is not {name}, byte for byte")
    if hashlib.sha256(mine).hexdigest() != told["sha256"]:
        raise Differs("data/hashes.json tells another hash of the whole")
    chars = mine.decode("utf-8")
    check_hashes(chars, told["blocks"])
    check_page(Page(fetch(site, f"texts/{slug}/index.html").decode("utf-8"), slug), chars, told["blocks"])
    passages = 0
    for path, page in others.items():
        here = [block for block in page.blocks if block["text"] == slug]
        check_passages(path, here, chars)
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


def check_passages(path: str, blocks: list[dict[str, Any]], chars: str) -> None:
    """Confirm what another page has of a text: the words of each passage, and their order in its column."""
    end = 0
    for block in blocks:
        name = f"{path}: {block['span']}"
        check_words(name, block, chars)
        start, last = span_of(block, len(chars))
        if block["inside"] and start < end:
            raise Differs(f"{name} stands after what follows it in the text, or twice")
        end = last if block["inside"] else end


def read_parallels(site: str, texts: set[str]) -> dict[str, Page]:
    """The pages of parallels by their paths: /parallels/, if it is there, and those below that it leads to."""
    first = "parallels/index.html"
    try:
        listed = fetch(site, first).decode("utf-8")
    except OSError:
        return {}
    links = (posixpath.normpath(f"parallels/{link}") for link in re.findall(r'href="([^"#?:]+)["#?]', listed))
    paths = [first, *(f"{link}/index.html" for link in dict.fromkeys(links) if re.fullmatch("parallels/[^/.]+", link))]
    return read_pages(site, paths, texts)


def read_changes(site: str, texts: set[str]) -> dict[str, Page]:
    """The pages of what was changed when an earlier version of a text was replaced."""
    versions = (re.fullmatch(r"(.+)/version-(\d+)", slug) for slug in sorted(texts))
    return read_pages(site, [f"texts/{v[1]}/changes-{v[2]}/index.html" for v in versions if v], texts)


def read_pages(site: str, paths: list[str], texts: set[str]) -> dict[str, Page]:
    """Pages that print words of several texts, by their paths."""
    pages = {path: Page(fetch(site, path).decode("utf-8")) for path in paths}
    for path, page in pages.items():
        if other := {str(block["text"]) for block in page.blocks} - texts:
            raise Differs(f"{path}: has words of {min(other)}, which is not there")
        if loose := spaced("".join(page.loose)):
            raise Differs(f'{path}: has words among those of a text that are of nobody: "{loose[:60]}"')
    return pages


def main(arguments: list[str]) -> int:
    """Check every text of a site."""
    try:
        site, folder = arguments
    except ValueError:
        print(__doc__, file=sys.stderr)
        return 2
    seeds, code = Path(folder), 0
    try:
        hashes = json.loads(fetch(site, "data/hashes.json"))
    except (OSError, ValueError) as error:
        print(f"data/hashes.json cannot be read: {error}", file=sys.stderr)
        return 1
    for file in sorted(seeds.glob("*.txt")):
        if file.name not in {told.get("file") for told in hashes.values()}:
            print(f"{file.name}: the site has no such text", file=sys.stderr)
            code = 1
    others = {}
    try:
        others = read_parallels(site, set(hashes)) | read_changes(site, set(hashes))
    except (Differs, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        code = 1
    for slug, told in hashes.items():
        try:
            blocks, passages = check(site, seeds, slug, told, others)
            count = f"{blocks} blocks, and {passages} passages on other pages,"
            print(f"{slug}: {count} say what {told['file']} says; sha256 {told['sha256']}")
        except (Differs, OSError, ValueError, LookupError, TypeError) as error:
            print(f"{slug}: {error if isinstance(error, (Differs, OSError)) else repr(error)}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
