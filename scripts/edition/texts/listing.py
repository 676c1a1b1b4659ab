"""The list of a text's blocks: what each is, under which id, and with which words it opens.

It stands beside the seed, a line a block, in the order of the seed: `kind id facts | opening words`. The openings
are found one after another, and a block reaches to the next one; so the blocks and the white space between them are
the whole seed by construction. A block has no blank line in it, and each run of lines begins with a block of its own.
"""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from edition.fold import cuts_a_word
from edition.model import Answer, Block, BlockKind, Comment, Inference, RetiredBlock, Span
from edition.problems import did_you_mean, shortened
from edition.vocabulary import LANGUAGE, OWN_IDS, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from edition.problems import Problems

_LINE = re.compile(r'(?P<kind>\S+)[ \t]+(?P<id>\S+)(?P<facts>(?:[ \t]+[a-z]+=(?:"(?:[^"\\]|\\.)*"|[^\s"|]+))*)[ \t]+\|')
_FACT = re.compile(r'(?P<key>[a-z]+)=(?P<value>"(?:[^"\\]|\\.)*"|[^\s"|]+)')
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

_ID_CHARACTERS = 120
_VALUE_CHARACTERS = 500
_REACH = 20_000
"""So far ahead in one run of lines an opening is looked for; the work stays in proportion to the seed."""

_OPENING = 40
"""About so many characters of a block are written as its opening, if they tell it from what comes before."""

_HEAD = """\
# The blocks of {seed}, a line each, in order: kind, id and facts | the words it opens with.
# An id is an address for ever. HACKING.md, “A new text”, explains kinds and facts.
"""

IN_COMMENT = frozenset({BlockKind.COMMENT_HEAD, BlockKind.ADDRESS, BlockKind.COMMENT_PARAGRAPH, BlockKind.REPLIES})
"""The kinds that are parts of a comment."""

_OF_ONE_LINE = {BlockKind.LINE: "a line of verse", BlockKind.ROW: "a row of a table"}

RETIRED = "retired"
"""The word in place of a kind for a block whose words were taken out: its address stays, and says so."""

_OF_RETIRED = {"now": SLUG, "number": "[1-9][0-9]{0,4}"}
_OF_ALL = {"lang": LANGUAGE, "lost": "embed", "breaks": "kept", "summary": ".+"}
_OF_KIND: dict[BlockKind, dict[str, str]] = {
    BlockKind.HEADING: {"level": "[2-6]"},
    BlockKind.ITEM: {"level": "[1-6]"},
    BlockKind.LINE: {"n": r"\S{1,12}"},
    BlockKind.ROW: {"role": "label"},
    BlockKind.NOTE: {"label": r"\S{1,12}", "from": f"{SLUG}(,{SLUG})*"},
    BlockKind.COMMENT_HEAD: {
        "number": "[1-9][0-9]{0,4}", "name": ".+", "inferred": ".+", "certainty": "certain|very likely|likely",
        "evidence": ".+", "date": ".+", "state": ".+", "answers": "[1-9][0-9]{0,4} .+",
    },
}  # fmt: skip
"""The facts a line may give, each with the pattern of its value; `answers` may be given several times."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    line: int
    """Of the file, from 1."""
    kind: BlockKind | None
    """`None` for a block that is retired."""
    id: str
    facts: tuple[tuple[str, str], ...]
    opening: str

    def get(self, key: str) -> str:
        """The value of a fact, or nothing."""
        return dict(self.facts).get(key, "")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a seed."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    lines: tuple[int, ...] = ()
    """The line of the list, from 1, of each block."""
    retired: tuple[RetiredBlock, ...] = ()


# Reading


def read_list(root: Path, file: Path, seed: Path, chars: str, problems: Problems) -> Listed | None:
    """The blocks of a seed of these characters by the list in `file`; `None`, and problems at its lines, if faulty."""
    try:
        written = (root / file).read_text(encoding="utf-8")
    except OSError:
        what = f"there is no list of the blocks of {seed.name}"
        problems.add(file, 1, what, "`edition new text` writes one; HACKING.md, “A new text”, explains it.")
        return None
    except UnicodeDecodeError:
        problems.add(file, 1, "the list is not UTF-8 text", "Save it as UTF-8.")
        return None
    return read_written(written, file, seed, chars, problems)


def read_written(written: str, file: Path, seed: Path, chars: str, problems: Problems) -> Listed | None:
    """What a list that is already read says of a seed; `None`, and problems, as above."""
    before = len(problems)
    every = tuple(_rows(file, written, problems))
    _check_ids(file, every, problems)
    rows = tuple(row for row in every if row.kind)
    spans = _spans(file, seed, chars, rows, problems)
    if not rows and len(problems) == before:
        problems.add(file, 1, "the list names no block", f"Name each block of {seed} on a line of its own.")
    if len(problems) > before:
        return None
    blocks = tuple(_blocks(rows, spans))
    _check_blocks(file, chars, rows, blocks, problems)
    if len(problems) > before:
        return None
    retired = tuple(
        RetiredBlock(row.id, row.opening, row.get("now"), int(row.get("number") or 0) or None)
        for row in every
        if not row.kind
    )
    return Listed(blocks, tuple(_comments(rows, blocks)), tuple(row.line for row in rows), retired)


def _rows(file: Path, written: str, problems: Problems) -> Iterator[Row]:
    for number, line in enumerate(written.split("\n"), 1):
        line = line.strip()  # noqa: PLW2901
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        opening = line[match.end() :].strip() if match else ""
        if not match or not opening:
            mend = "Write `kind id | opening words`, with facts before the bar: `heading part-2 level=3 | The words`."
            problems.add(file, number, f'this is not a line of a list: "{shortened(line)}"', mend)
        elif match["kind"] not in {*BlockKind, RETIRED}:
            known = [*(kind.value for kind in BlockKind), RETIRED]
            what = f'there is no kind of block "{shortened(match["kind"])}"'
            problems.add(file, number, what, did_you_mean(match["kind"], known, "Kinds are"))
        else:
            kind = None if match["kind"] == RETIRED else BlockKind(match["kind"])
            facts = tuple(_facts(file, number, kind, match["facts"], problems))
            yield Row(number, kind, match["id"], facts, opening)


def _facts(
    file: Path, line: int, kind: BlockKind | None, written: str, problems: Problems
) -> Iterator[tuple[str, str]]:
    allowed = _OF_ALL | _OF_KIND.get(kind, {}) if kind else _OF_RETIRED
    seen: set[str] = set()
    for match in _FACT.finditer(written):
        key, value = match["key"], _value(match["value"])
        if key not in allowed:
            mend = did_you_mean(key, list(allowed), "Known are")
            problems.add(file, line, f'a {kind or "retired block"} has no fact "{key}"', mend)
        elif key in seen and key != "answers":
            problems.add(file, line, f'"{key}" stands twice', "Leave one.")
        elif value is None or len(value) > _VALUE_CHARACTERS or not re.fullmatch(allowed[key], value):
            mend = f"It is written as the pattern {allowed[key]} says, in at most {_VALUE_CHARACTERS} characters."
            problems.add(file, line, f'the value of "{key}" cannot be right: {shortened(match["value"])}', mend)
        else:
            yield key, value
        seen.add(key)


def _value(written: str) -> str | None:
    """A value without its quotation marks; `None` if what is in them is not a string of JSON."""
    if not written.startswith('"'):
        return written
    try:
        return str(json.loads(written))
    except ValueError:
        return None


def _check_ids(file: Path, rows: Sequence[Row], problems: Problems) -> None:
    """An id is an address for ever: it stands once, and is not one the page needs itself."""
    first: dict[str, int] = {}
    numbers: dict[str, int] = {}
    inside = False
    for row in rows:
        if not re.fullmatch(SLUG, row.id) or len(row.id) > _ID_CHARACTERS:
            mend = f"Small letters, digits and hyphens between them, at most {_ID_CHARACTERS}."
            problems.add(file, row.line, f'"{shortened(row.id)}" cannot be an id', mend)
        elif re.fullmatch(OWN_IDS, row.id):
            problems.add(file, row.line, f'the page itself has the id "{row.id}"', "Choose another.")
        if row.id in first:
            what = f'the id "{shortened(row.id)}" stands on line {first[row.id]} already'
            problems.add(file, row.line, what, "Each block needs one of its own.")
        first.setdefault(row.id, row.line)
        number = row.get("number")
        if number in numbers:
            problems.add(
                file, row.line, f"comment {number} stands on line {numbers[number]} already", "Number it anew."
            )
        elif number:
            numbers[number] = row.line
        if row.kind:
            inside = row.kind is BlockKind.COMMENT_HEAD or (inside and row.kind in IN_COMMENT | {BlockKind.FURNITURE})
            _check_row(file, row, inside, problems)
    standing = [row for row in rows if row.kind]
    comments = [row.get("number") for row in standing]
    _check_references(file, rows, [row.id for row in standing], filter(None, comments), problems)


def _check_row(file: Path, row: Row, inside: bool, problems: Problems) -> None:  # noqa: FBT001
    if row.kind is BlockKind.COMMENT_HEAD and not row.get("number"):
        problems.add(file, row.line, "a comment-head needs its number", "Write it: number=1.")
    if row.kind in IN_COMMENT and not inside:
        problems.add(file, row.line, f"this {row.kind} belongs to no comment", "A comment begins with a comment-head.")
    if bool(row.get("inferred")) != bool(row.get("evidence") and row.get("certainty")):
        mend = "A name is inferred with its evidence and how certain it is; without a name there is neither."
        problems.add(file, row.line, "inferred, certainty and evidence stand together", mend)
    if row.get("from") and not row.get("label"):
        problems.add(file, row.line, "a note that is referred to needs its label", "Write it: label=[1].")


def _check_references(
    file: Path, rows: Sequence[Row], ids: Iterable[str], numbers: Iterable[str], problems: Problems
) -> None:
    """What a line says of other blocks and comments is of such as are there."""
    known, comments = set(ids), set(numbers)
    for row in rows:
        for key in ("from", "now"):
            for named in filter(None, row.get(key).split(",")):
                if named not in known:
                    what = f'`{key}` names a block that is not there: "{named}"'
                    problems.add(file, row.line, what, "Correct its id.")
        for key, value in row.facts:
            parent = value.partition(" ")[0]
            if key == "answers" and (parent not in comments or parent == row.get("number")):
                what = f"`answers` names comment {parent}, which is not there or is this one"
                problems.add(file, row.line, what, "Correct the number.")


def _check_blocks(file: Path, chars: str, rows: Sequence[Row], blocks: Sequence[Block], problems: Problems) -> None:
    """A line of verse and a row are one line, and a block that refers to a note prints its label."""
    words = {block.id: chars[block.span.start : block.span.end] for block in blocks}
    for row, block in zip(rows, blocks, strict=True):
        if block.kind in _OF_ONE_LINE and "\n" in words[block.id]:
            opening = shortened(words[block.id].splitlines()[1].strip())
            mend = f"Give its second line one of its own, after this: `{block.kind} some-id | {opening}`."
            what = f"{block.id} is {_OF_ONE_LINE[block.kind]}, and has two lines in it"
            problems.add(file, row.line, what, mend)
        for named in block.referred:
            if block.label not in words[named]:
                what = f"`from` names {named}, which does not print the label {block.label}"
                problems.add(file, row.line, what, "Name the block in which it stands, or leave `from` out.")


# Finding the openings


def _spans(file: Path, seed: Path, chars: str, rows: Sequence[Row], problems: Problems) -> list[Span]:
    """The blocks' spans, in order; problems where they are not the whole seed."""
    cursor = _Cursor(chars)
    starts: list[int] = []
    last: Row | None = None
    for row, following in zip(rows, [*(row.opening for row in rows[1:]), ""], strict=False):
        start = cursor.find(row.opening, following)
        if start is None:
            # A run of lines that was passed over is told as such, where it is missed.
            start = next((run.start for run in cursor.runs if chars.startswith(row.opening, run.start)), None)
        if start is None:
            what = f'the opening of {row.id} is not found after the one before it: "{shortened(row.opening)}"'
            mend = f"Copy the block’s first words from {seed}, in or just after the lines from {cursor.line} on."
            problems.add(file, row.line, what, mend)
            continue
        if stray := cursor.stray(start, is_first=last is None):
            problems.add(file, (last or row).line, *_in_no_block(seed, chars, stray, last))
        starts.append(start)
        cursor.position, last = start + len(row.opening), row
    if last and (stray := cursor.stray(len(chars), is_first=False)):
        problems.add(file, last.line, *_in_no_block(seed, chars, stray, last))
    ends = [*starts[1:], len(chars)] if starts else []
    return [Span(start, start + len(chars[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]


def _in_no_block(seed: Path, chars: str, stray: Span, last: Row | None) -> tuple[str, str]:
    """That some words need a line of the list, and how it is written."""
    line = chars.count("\n", 0, stray.start) + 1
    opening = shortened(chars[stray.start : stray.end].splitlines()[0].strip())
    what = f"{last.id} would have a blank line in it" if last else "words stand before the first block"
    where = "after" if last else "before"
    return (
        what,
        f"Give the words of {seed}:{line} a line of their own {where} this one: `paragraph some-id | {opening}`.",
    )


class _Cursor:
    """Finds one opening after another in a seed."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self.runs = deque(_runs(chars))
        """What is left of the runs of lines without a blank line in them."""
        self.position = 0
        """The end of the last opening."""

    @property
    def line(self) -> int:
        """The line of the seed, from 1, that was reached."""
        return self.chars.count("\n", 0, self.position) + 1

    def find(self, opening: str, following: str) -> int | None:
        """Where an opening stands: in what is left of the run of lines, or where the next begins.

        A whole line comes before the beginning of a line, that before a beginning that cuts a word, and that before
        words inside a line; of equals the first. But where the next run begins with the opening, and the one that is
        `following` stands neither there nor before, no other block is left for that run.
        """
        while self.runs and self.runs[0].end <= self.position:
            self.runs.popleft()
        places = sorted(self._places(opening))
        if len(places) > 1 and self.runs[0].start < self.position and len(self.runs) > 1:
            begins, end = self.runs[1].start, places[0][1] + len(opening)
            has_other = self.chars.startswith(following, begins) or self.chars.find(following, end, begins) >= 0
            if not (following and has_other) and any(place == begins for _, place in places):
                return begins
        return places[0][1] if places else None

    def _places(self, opening: str) -> Iterator[tuple[int, int]]:
        """The places that come into question, each after its rank."""
        for run in islice(self.runs, 2):
            if run.start >= self.position and self.chars.startswith(opening, run.start):
                yield self._rank(run.start, opening), run.start
            first = max(run.start + (run.start >= self.position), self.position)
            at = self.chars.find(opening, first, min(run.end, first + _REACH))
            while at >= 0:
                yield self._rank(at, opening), at
                at = self.chars.find(opening, at + 1, min(run.end, first + _REACH))
            if run.start >= self.position:
                return

    def _rank(self, at: int, opening: str) -> int:
        begins = self.chars.rfind("\n", 0, at) + 1
        ends = self.chars.find("\n", at)
        if self.chars[begins:at].strip():
            return 3
        if self.chars[begins : ends if ends >= 0 else len(self.chars)].strip() == opening:
            return 0
        return 1 + cuts_a_word(self.chars, at + len(opening))

    def stray(self, end: int, *, is_first: bool) -> Span | None:
        """The words up to an offset that no block has: those before the first, or after a blank line."""
        words = self.chars[self.position : end]
        gap = None if is_first else _BLANK_LINE.search(words)
        begins = 0 if is_first else gap.end() if gap else len(words)
        rest = words[begins:].lstrip()
        return Span(end - len(rest), end) if rest else None


def _runs(chars: str) -> Iterator[Span]:
    """The runs of lines without a blank line in them."""
    edges = [0, *(edge for match in _BLANK_LINE.finditer(chars) for edge in match.span()), len(chars)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = chars[start:end]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


# What the rows say


def _blocks(rows: Sequence[Row], spans: Sequence[Span]) -> Iterator[Block]:
    comment: int | None = None
    for row, span in zip(rows, spans, strict=True):
        if row.kind is None:
            continue
        if row.kind is BlockKind.COMMENT_HEAD:
            comment = int(row.get("number"))
        yield Block(
            row.id,
            row.kind,
            span,
            comment if row.kind in IN_COMMENT else None,
            level=int(row.get("level") or 0),
            language=row.get("lang"),
            number=row.get("n"),
            label=row.get("label"),
            referred=tuple(filter(None, row.get("from").split(","))),
            summary=row.get("summary"),
            is_cut=bool(row.get("lost")),
            keeps_breaks=bool(row.get("breaks")),
            has_labels=bool(row.get("role")),
        )


def _comments(rows: Sequence[Row], blocks: Sequence[Block]) -> Iterator[Comment]:
    for row in rows:
        if row.kind is not BlockKind.COMMENT_HEAD:
            continue
        number = int(row.get("number"))
        inferred = Inference(row.get("inferred"), row.get("evidence"), row.get("certainty"))
        answers = (value.split(" ", 1) for key, value in row.facts if key == "answers")
        yield Comment(
            number,
            row.get("name"),
            tuple(block for block in blocks if block.comment == number),
            inferred if inferred.name else None,
            tuple(Answer(number, int(parent), evidence) for parent, evidence in answers),
            row.get("date"),
            row.get("state"),
        )


# Writing


def list_of(
    seed: str,
    chars: str,
    blocks: Sequence[Block],
    comments: Sequence[Comment] = (),
    retired: Sequence[RetiredBlock] = (),
) -> str:
    """The list of these blocks of a seed, which is the file `seed`, with those that are retired at its end.

    Read back, it gives the same blocks wherever openings can tell them.
    """
    by_number = {comment.number: comment for comment in comments}
    cursor, lines = _Cursor(chars), [_HEAD.format(seed=seed)]
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        opening = _opening(cursor, block.span, _first_line(chars, following) if following else "")
        head = by_number[block.comment] if block.kind is BlockKind.COMMENT_HEAD and block.comment else None
        facts = "".join(f" {key}={_written(value)}" for key, value in _facts_of(block, head))
        lines.append(f"{block.kind} {block.id}{facts} | {opening}\n")
        cursor.position = block.span.start + len(opening)
    if retired:
        lines.append("# What was taken out: its addresses stay, and say so.\n")
    for gone in retired:
        facts = f" now={gone.now}" if gone.now else ""
        facts += f" number={gone.number}" if gone.number else ""
        lines.append(f"{RETIRED} {gone.id}{facts} | {gone.opening}\n")
    return "".join(lines)


def _first_line(chars: str, block: Block) -> str:
    return chars[block.span.start : block.span.end].splitlines()[0].rstrip()


def _opening(cursor: _Cursor, span: Span, following: str) -> str:
    """The first words of a block: about as many as are easily read, or as many as tell it from what is before it.

    `following` is the first line of the next block.
    """
    line = cursor.chars[span.start : span.end].splitlines()[0].rstrip()
    for length in (_OPENING, 2 * _OPENING, 4 * _OPENING):
        cut = line[:length]
        if len(line) > length and " " in cut.strip():
            cut = cut[: cut.rindex(" ")]
        if cursor.find(cut.rstrip(), following) == span.start:
            return cut.rstrip()
    return line


def _facts_of(block: Block, head: Comment | None) -> Iterator[tuple[str, str]]:
    given: Mapping[str, str] = {
        "level": str(block.level or ""), "n": block.number, "label": block.label, "from": ",".join(block.referred),
        "lang": block.language, "lost": "embed" if block.is_cut else "", "breaks": "kept" if block.keeps_breaks else "",
        "role": "label" if block.has_labels else "", "summary": block.summary,
    }  # fmt: skip
    yield from ((key, value) for key, value in given.items() if value)
    if head:
        inferred = head.inferred or Inference("", "", "")
        said = {
            "number": str(head.number), "name": head.name, "inferred": inferred.name,
            "certainty": inferred.certainty, "evidence": inferred.evidence, "date": head.date, "state": head.state,
        }  # fmt: skip
        yield from ((key, value) for key, value in said.items() if value)
        yield from (("answers", f"{answer.parent} {answer.evidence}") for answer in head.answers)


def _written(value: str) -> str:
    return value if re.fullmatch(r'[^\s"|]+', value) else json.dumps(value, ensure_ascii=False)
