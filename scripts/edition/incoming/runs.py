"""What a run of lines without a blank line is: verse, a speech, a list, a quotation, prose, or a line by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from edition.incoming.naming import Piece, joined, words_of
from edition.incoming.notes import listed
from edition.incoming.shape import SHORT_ROW, VERSE_LINE, VERSE_LINES, Shape, indent, is_halved, is_verse, is_wrapped
from edition.incoming.signs import (
    ANSWERED,
    ATTRIBUTION,
    CREDIT,
    DASH,
    END,
    ITEM,
    LABELLED,
    STAGE,
    STAMPED,
    has_words,
    is_attribution,
    is_furniture,
    is_heading,
    is_part,
    speaks,
)
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FAR_RIGHT = 16
_FEW_ROWS = 3
_PART_WORDS = 8
_COLUMNS = re.compile(r"\S {2,}(?!\d+$)\S|[|+].*[|+]")
"""What lines have that are set in columns, or drawn with signs."""


def cut(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:  # noqa: C901, PLR0912 - a table of what a run may be
    """A run of lines as blocks."""
    rows = [words_of(chars, row) for row in group]
    if not any(map(has_words, rows)):
        yield from (Piece(BlockKind.ORNAMENT, row) for row in group)
    elif all(map(ANSWERED.match, rows)):
        yield from _answered(chars, group)
    elif shape.is_dialogue and any(map(DASH.match, rows)):
        yield from _turns(group, [bool(DASH.match(row)) for row in rows])
    elif ITEM.match(rows[0]) or LABELLED.match(rows[0]):
        yield from listed(chars, group)
    elif shape.is_play and rows[0] in shape.speakers and len(group) > 1:
        yield Piece(BlockKind.SPEAKER, group[0])
        yield from _speech(chars, group[1:], shape)
    elif shape.is_play and len(group) > 1 and speaks(rows[0]):
        yield from _acted(chars, group)
    elif sum(map(bool, map(STAMPED.match, rows))) > 1:
        yield from _turns(group, [bool(STAMPED.match(row)) for row in rows])
    elif len(group) > 1 and all("\t" in row for row in rows):
        yield from (_row(row, is_first=row is group[0]) for row in group)
    elif len(group) >= _FEW_ROWS and all(map(_COLUMNS.search, rows)) and not is_halved(rows):
        yield Piece(BlockKind.CODE, joined(group), doubt="is this set in columns, or drawn?")
    elif len(group) > 1 and all(map(ITEM.match, rows[1:])):
        yield _single(chars, group[0], shape)
        yield from listed(chars, group[1:])
    elif len(group) == 1:
        yield _single(chars, group[0], shape)
    elif _is_headed(rows):
        yield Piece(BlockKind.HEADING, group[0])
        yield from _below_heading(chars, group[1:], shape)
    elif _is_attributed(chars, group):
        yield Piece(BlockKind.EPIGRAPH, joined(group[:-1]), doubt="is this quoted, and who said it?")
        yield Piece(BlockKind.CREDIT, group[-1])
    elif shape.is_verse and not shape.is_play and is_verse(rows) and not _is_listed(rows):
        yield from (_verse(chars, row) for row in group)
    elif _looks_like_verse(rows) and not shape.is_play:
        yield from (replace(_verse(chars, row), doubt="is this verse?" if row is group[0] else "") for row in group)
    else:
        yield from _prose(chars, group, shape)


def _looks_like_verse(rows: Sequence[str]) -> bool:
    """Whether a run of lines is verse though the text is not."""
    is_short = len(rows) >= VERSE_LINES and max(map(len, rows)) <= SHORT_ROW
    is_couplet = len(rows) > 1 and (is_halved(rows) or rows[-1].endswith("॥"))
    return (is_short or is_couplet) and is_verse(rows) and not _is_listed(rows)


def _is_listed(rows: Sequence[str]) -> bool:
    """Whether short lines all begin with a number: so much of this, so many of that."""
    return len(rows) > 1 and all(row[0].isdigit() and len(row) <= SHORT_ROW for row in rows)


def _row(row: Span, *, is_first: bool) -> Piece:
    doubt = "is this a table? A tab parts its cells." if is_first else ""
    return Piece(BlockKind.ROW, row, follows=not is_first, doubt=doubt)


def _answered(chars: str, group: Sequence[Span]) -> Iterator[Piece]:
    """Words of other letters, a block for each that stands below another, and who wrote them."""
    for _, run in groupby(group, key=lambda row: words_of(chars, row).partition(" ")[0].count(">")):
        rows = list(run)
        bare = [ANSWERED.sub("", words_of(chars, row), count=1) for row in rows]
        signed = is_attribution(bare[-1]) and not any(map(ATTRIBUTION.match, bare[:-1]))
        if quoted := rows[:-1] if signed else rows:
            yield Piece(BlockKind.QUOTE, joined(quoted), keeps_breaks=len(quoted) > 1)
        if signed:
            yield Piece(BlockKind.CREDIT, rows[-1])


def _turns(group: Sequence[Span], begins: Sequence[bool]) -> Iterator[Piece]:
    """A paragraph for each line that begins one, with the lines that go on below it."""
    starts = [number for number, begin in enumerate(begins) if begin or number == 0]
    for start, end in pairwise([*starts, len(group)]):
        yield Piece(BlockKind.PARAGRAPH, joined(group[start:end]))


def _acted(chars: str, group: Sequence[Span]) -> Iterator[Piece]:
    """What is said in a play, the names in the same lines, and what is done meanwhile."""
    for piece in _turns(
        group, [bool(speaks(words_of(chars, row)) or STAGE.match(words_of(chars, row))) for row in group]
    ):
        yield replace(piece, kind=BlockKind.STAGE) if STAGE.match(words_of(chars, piece.span)) else piece


def _is_headed(rows: Sequence[str]) -> bool:
    """Whether the first line of a run begins a part of the text: it is no line of prose that goes on below."""
    first = rows[0]
    is_short = len(first) <= SHORT_ROW and (len(first) < 0.72 * max(map(len, rows[1:])) or len(rows) <= _FEW_ROWS)
    return is_part(first) and is_short and len(first.split()) <= _PART_WORDS


def _below_heading(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """What stands just below the number of a part: its name, or the text itself."""
    if len(group) == 1 and words_of(chars, group[0])[-1] not in ".,;:!?。" and not shape.is_verse:
        yield Piece(BlockKind.HEADING, group[0], doubt="is this the name of the part?", level=3)
    else:
        yield from cut(chars, group, shape)


def _prose(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """Several lines of prose: set in, or broken by the width of a page, or a paragraph each."""
    rows = [words_of(chars, row) for row in group]
    if _is_listed(rows):
        yield from (
            Piece(BlockKind.ITEM, row, level=1, doubt="is this a list?" if row is group[0] else "") for row in group
        )
    elif all(indent(chars, row) >= shape.indent + 3 for row in group):
        if _is_signed(rows):
            yield from (Piece(BlockKind.PARAGRAPH, row, doubt="is this a signature?") for row in group)
        else:
            yield Piece(BlockKind.QUOTE, joined(group))
    elif shape.is_play and max(map(len, rows)) < SHORT_ROW:
        yield from (Piece(BlockKind.ITEM, row, level=1) for row in group)
    elif shape.is_wrapped or is_wrapped(rows) or shape.is_play:
        yield from _turns(group, _first_lines(chars, group))
    else:
        yield from (_single(chars, row, shape) for row in group)


def _is_signed(rows: Sequence[str]) -> bool:
    """Whether a few short lines, set in, end a letter."""
    return len(rows) <= _FEW_ROWS and all(len(row.split()) <= _FEW_ROWS and row[-1] not in ".!?;:" for row in rows)


def _first_lines(chars: str, group: Sequence[Span]) -> list[bool]:
    """Which lines of a run stand further in than most of them: each begins a paragraph."""
    indents = [indent(chars, row) for row in group]
    begins = [deep >= min(indents) + 2 for deep in indents]
    return begins if sum(begins) * 2 <= len(begins) else [False] * len(begins)


def _speech(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """What somebody says in a play: verse where most of it is, else prose; first what is done, in brackets."""
    rows = [words_of(chars, row) for row in group]
    if len(group) > 1 and STAGE.match(rows[0]):
        yield Piece(BlockKind.STAGE, group[0])
        yield from _speech(chars, group[1:], shape)
        return
    if shape.is_verse and (is_verse(rows) or len(rows) == 1) and len(rows[0]) <= VERSE_LINE:
        yield from (_verse(chars, row) for row in group)
    else:
        yield Piece(BlockKind.PARAGRAPH, joined(group))


def _is_attributed(chars: str, group: Sequence[Span]) -> bool:
    """Whether the last of some lines says who wrote them: after a dash, or far to the right."""
    first, last = chars[group[0].start : group[0].end], chars[group[-1].start : group[-1].end]
    if ATTRIBUTION.match(first) or len(last) > SHORT_ROW:
        return False
    return bool(ATTRIBUTION.match(last)) or indent(chars, group[-1]) >= indent(chars, group[0]) + _FAR_RIGHT


def _verse(chars: str, row: Span) -> Piece:
    printed = re.search(r"\s{2,}(\d{1,5})$", chars[row.start : row.end])
    return Piece(BlockKind.LINE, row, number=printed[1] if printed else "")


def _single(chars: str, row: Span, shape: Shape) -> Piece:  # noqa: PLR0911 - a table of what a line may be
    """A line that stands alone."""
    words = chars[row.start : row.end]
    if not has_words(words) or END.match(words):
        return Piece(BlockKind.ORNAMENT, row)
    if CREDIT.fullmatch(words) or re.fullmatch(r"\((re)?published .*\)", words, re.IGNORECASE):
        return Piece(BlockKind.CREDIT, row)
    if is_furniture(words):
        return Piece(BlockKind.FURNITURE, row, doubt="is this part of a web page, not of the text?")
    if shape.is_play and STAGE.match(words):
        return Piece(BlockKind.STAGE, row)
    if shape.is_play and is_part(words) and re.match(r"\w+ (\d+|[IVXLC]+)\b", words):
        return Piece(BlockKind.HEADING, row, doubt="is this a heading?" if words.endswith(".") else "")
    if is_part(words):
        kind = BlockKind.PARAGRAPH if words.endswith((".", "?", "!")) and len(words.split()) > 4 else BlockKind.HEADING  # noqa: PLR2004
        return Piece(kind, row)
    if is_heading(words):
        return Piece(BlockKind.HEADING, row, doubt="is this a heading?")
    if shape.is_verse and not shape.is_play and len(words) <= VERSE_LINE:
        return _verse(chars, row)
    if indent(chars, row) >= shape.indent + 4 and not shape.is_play:
        return Piece(BlockKind.QUOTE, row)
    return Piece(BlockKind.PARAGRAPH, row)
