"""Guess what the lines of a text are, whatever its shape: prose, verse, a play, lists, notes, a thread of comments.

A guess is made once, when a text comes in; it is written down as the list of the text's blocks, and a person corrects
that. What cannot be told for certain is said to be doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from edition.fold import UNSPACED, folded
from edition.incoming.article import lines
from edition.incoming.comments import read_comments
from edition.incoming.discussion import read_discussion
from edition.incoming.naming import Piece, blocks_of, numbered_furniture, sign_of
from edition.incoming.shape import SHORT_ROW, VERSE_LINE, VERSE_LINES, Shape, indent, is_verse, is_wrapped, shape_of
from edition.incoming.signs import (
    ANSWERED,
    ATTRIBUTION,
    BYLINE,
    CREDIT,
    DASH,
    GENRE,
    GREAT_PART,
    ITEM,
    LABELLED,
    LETTER_END,
    NUMBERED,
    QUOTED,
    SPEAKER,
    STAGE,
    is_furniture,
    is_heading,
    is_part,
    speaks,
)
from edition.incoming.thread import rebuild, with_lost_embeds
from edition.model import Block, BlockKind, Comment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE_WORDS = 25
_FAR_RIGHT = 16
_ABOVE = 4
"""So many of the first runs of lines may be title, author and the like."""

_SECOND_TITLES = 3
_PART_WORDS = 8
_ADDRESSED_WORDS = 5


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text seems to consist of."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    doubtful: tuple[tuple[int, str], ...]
    """Offsets of what a person should look at, each with the reason."""


def guess(chars: str, title: str) -> Guess:
    """The blocks of a text of these characters; `title` is what the table of texts calls it."""
    threads = (read_comments(chars), read_discussion(chars))
    begins, comment_blocks, printed = next((thread for thread in threads if thread[1]), (len(chars), (), ()))
    pieces = _settle(chars, list(_pieces(chars, begins, title)))
    article = blocks_of(chars, pieces, (block.id for block in comment_blocks))
    blocks = with_lost_embeds(chars, (*article, *comment_blocks))
    blocks = tuple(numbered_furniture(sorted(blocks, key=lambda block: block.span)))
    doubtful = tuple((piece.span.start, piece.doubt) for piece in pieces if piece.doubt)
    return Guess(blocks, rebuild(chars, blocks, printed), doubtful)


# Cutting


def _pieces(chars: str, end: int, title: str) -> Iterator[Piece]:
    groups = list(_groups(chars, end))
    shape = shape_of(chars, groups)
    titled = next((number for number, group in enumerate(groups[:_ABOVE]) if _rows_called(chars, group, title)), None)
    for number, group in enumerate(groups):
        if number == titled:
            yield from _below_title(chars, group, _rows_called(chars, group, title), shape)
        else:
            opens = _opening(chars, group, number, shape, has_title=titled is not None)
            yield from opens or _cut(chars, group, shape)


def _groups(chars: str, end: int) -> Iterator[list[Span]]:
    """The lines of each run without a blank line in it."""
    group: list[Span] = []
    for row in lines(chars, 0, end):
        if group and chars.count("\n", group[-1].end, row.start) > 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _opening(chars: str, group: list[Span], number: int, shape: Shape, *, has_title: bool) -> list[Piece]:
    """The title, and the line of the author below it; nothing, if the run of lines is neither."""
    words = " ".join(chars[row.start : row.end] for row in group)
    if number == 0 and not has_title:
        return _guessed_title(chars, group, shape)
    if not 0 < number < _ABOVE:
        return []
    if _is_signature(chars, group):
        return [_second_title(chars, row) for row in group]
    is_second = number == 1 and len(group) == 1 and (shape.is_verse or shape.is_play) and len(words) <= SHORT_ROW
    return [_second_title(chars, group[0])] if is_second and not _is_text(words) else []


def _is_text(words: str) -> bool:
    """Whether a line below a title is no second title: it begins a part, is spoken, or goes on."""
    return is_part(words) or words.startswith(("—", "―", "–", *QUOTED)) or words.endswith((",", ";", ":"))


def _guessed_title(chars: str, group: list[Span], shape: Shape) -> list[Piece]:
    """The first lines of a text, if they look like its title, though the table calls it otherwise."""
    words = " ".join(chars[row.start : row.end] for row in group)
    first = chars[group[0].start : group[0].end]
    title = Piece(BlockKind.TITLE, group[0], doubt="is this the title?")
    if len(group) == 1 and len(words.split()) <= _TITLE_WORDS and len(words) < 2 * VERSE_LINE:
        return [] if words.endswith((".", "。", ";", ":", ",")) else [title]
    if shape.is_wrapped or (shape.is_verse and not shape.is_play) or not is_heading(first) or is_part(first):
        return []
    if len(group) > 1 and _is_signature(chars, group[1:]):
        return [title, *(_second_title(chars, row) for row in group[1:])]
    if _is_address(chars, group):
        return []
    return [title, *(_cut(chars, group[1:], shape) if group[1:] else ())]


def _rows_called(chars: str, group: list[Span], title: str) -> int:
    """How many of the first lines of a run are together the title that the table of texts has; 0 if none."""
    called = folded(title).casefold()
    joined = ("".join(f"{chars[row.start : row.end]} " for row in group[:count]) for count in range(1, len(group) + 1))
    return next((count for count, words in enumerate(joined, 1) if folded(words).casefold() == called), 0)


def _below_title(chars: str, group: list[Span], count: int, shape: Shape) -> Iterator[Piece]:
    """The title, of so many lines, and what stands below it in the same run."""
    yield Piece(BlockKind.TITLE, _joined(group[:count]))
    below = group[count:]
    short = all(row.end - row.start <= SHORT_ROW and chars[row.end - 1] not in ".;:,。" for row in below)
    if below and len(below) <= _SECOND_TITLES and short and not is_part(_of(chars, below[0])):
        yield from (_second_title(chars, row) for row in below)
    elif below:
        yield from _cut(chars, below, shape)


def _second_title(chars: str, row: Span) -> Piece:
    is_named = BYLINE.match(_of(chars, row)) or re.fullmatch(rf"[{UNSPACED}・\s]{{2,10}}", _of(chars, row))
    return Piece(BlockKind.BYLINE, row, doubt="is this the author?" if is_named else "is this a second title?")


def _is_signature(chars: str, group: Sequence[Span]) -> bool:
    """Whether short lines below a title name the author, or say what kind of writing it is."""
    rows = [_of(chars, row) for row in group]
    if len(rows) > _SECOND_TITLES or any(len(row) > VERSE_LINE or is_part(row) for row in rows):
        return False
    is_named = len(rows) == 1 and re.fullmatch(rf"[{UNSPACED}・\s]{{2,10}}", rows[0])
    return bool(is_named) or any(BYLINE.match(row) or GENRE.match(row) for row in rows)


def _of(chars: str, span: Span) -> str:
    return chars[span.start : span.end]


def _is_address(chars: str, group: Sequence[Span]) -> bool:
    """Whether a line is followed by one as short: a street, a town, a date."""
    return len(group) > 1 and is_heading(chars[group[1].start : group[1].end])


def _cut(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:  # noqa: C901, PLR0912 - a table of what a run may be
    """A run of lines as blocks."""
    rows = [_of(chars, row) for row in group]
    if not any(char.isalnum() for row in rows for char in row):
        yield from (Piece(BlockKind.ORNAMENT, row) for row in group)
    elif all(map(ANSWERED.match, rows)):
        yield from _answered(chars, group)
    elif shape.is_dialogue and any(map(DASH.match, rows)):
        yield from _turns(group, [bool(DASH.match(row)) for row in rows])
    elif ITEM.match(rows[0]) or LABELLED.match(rows[0]):
        yield from _listed(chars, group)
    elif shape.is_play and SPEAKER.match(rows[0]) and len(group) > 1:
        yield Piece(BlockKind.SPEAKER, group[0])
        yield from _speech(chars, group[1:], shape)
    elif shape.is_play and len(group) > 1 and speaks(rows[0]):
        yield from _acted(chars, group)
    elif len(group) > 1 and all(map(ITEM.match, rows[1:])):
        yield _single(chars, group[0], shape)
        yield from _listed(chars, group[1:])
    elif len(group) == 1:
        yield _single(chars, group[0], shape)
    elif _is_headed(rows):
        yield Piece(BlockKind.HEADING, group[0])
        yield from _below_heading(chars, group[1:], shape)
    elif _is_attributed(chars, group):
        yield Piece(BlockKind.EPIGRAPH, _joined(group[:-1]), doubt="is this a motto and who said it?")
        yield Piece(BlockKind.CREDIT, group[-1])
    elif shape.is_verse and not shape.is_play and is_verse(rows):
        yield from (_verse(chars, row) for row in group)
    elif len(group) >= VERSE_LINES and is_verse(rows) and max(map(len, rows)) <= SHORT_ROW and not shape.is_play:
        yield from (replace(_verse(chars, row), doubt="is this verse?" if row is group[0] else "") for row in group)
    else:
        yield from _prose(chars, group, shape)


def _answered(chars: str, group: Sequence[Span]) -> Iterator[Piece]:
    """Words of other letters, a block for each that stands below another."""
    for _, rows in groupby(group, key=lambda row: _of(chars, row).partition(" ")[0].count(">")):
        yield Piece(BlockKind.QUOTE, _joined(list(rows)))


def _turns(group: Sequence[Span], begins: Sequence[bool]) -> Iterator[Piece]:
    """A paragraph for each line that begins one, with the lines that go on below it."""
    starts = [number for number, begin in enumerate(begins) if begin or number == 0]
    for start, end in pairwise([*starts, len(group)]):
        yield Piece(BlockKind.PARAGRAPH, _joined(group[start:end]))


def _acted(chars: str, group: Sequence[Span]) -> Iterator[Piece]:
    """What is said in a play, the names in the same lines, and what is done meanwhile."""
    for piece in _turns(group, [bool(speaks(_of(chars, row)) or STAGE.match(_of(chars, row))) for row in group]):
        yield replace(piece, kind=BlockKind.STAGE) if STAGE.match(_words(chars, piece)) else piece


def _is_headed(rows: Sequence[str]) -> bool:
    """Whether the first line of a run begins a part of the text: it is no line of prose that goes on below."""
    first = rows[0]
    is_short = len(first) <= SHORT_ROW and (len(first) < 0.72 * max(map(len, rows[1:])) or len(rows) <= _SECOND_TITLES)
    return is_part(first) and is_short and len(first.split()) <= _PART_WORDS


def _below_heading(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """What stands just below the number of a part: its name, or the text itself."""
    if len(group) == 1 and _of(chars, group[0])[-1] not in ".,;:!?。" and not shape.is_verse:
        yield Piece(BlockKind.HEADING, group[0], doubt="is this the name of the part?", level=3)
    else:
        yield from _cut(chars, group, shape)


def _prose(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """Several lines of prose: set in, or broken by the width of a page, or a paragraph each."""
    rows = [_of(chars, row) for row in group]
    if all(indent(chars, row) >= shape.indent + 3 for row in group):
        yield Piece(BlockKind.QUOTE, _joined(group))
    elif shape.is_play and max(map(len, rows)) < SHORT_ROW:
        yield from (Piece(BlockKind.ITEM, row, level=1) for row in group)
    elif shape.is_wrapped or is_wrapped(rows) or shape.is_play:
        yield from _turns(group, _first_lines(chars, group))
    else:
        yield from (_single(chars, row, shape) for row in group)


def _first_lines(chars: str, group: Sequence[Span]) -> list[bool]:
    """Which lines of a run stand further in than most of them: each begins a paragraph."""
    indents = [indent(chars, row) for row in group]
    begins = [deep >= min(indents) + 2 for deep in indents]
    return begins if sum(begins) * 2 <= len(begins) else [False] * len(begins)


def _speech(chars: str, group: list[Span], shape: Shape) -> Iterator[Piece]:
    """What somebody says in a play: verse where most of it is, else prose."""
    rows = [chars[row.start : row.end] for row in group]
    if shape.is_verse and (is_verse(rows) or len(rows) == 1) and len(rows[0]) <= VERSE_LINE:
        yield from (_verse(chars, row) for row in group)
    else:
        yield Piece(BlockKind.PARAGRAPH, _joined(group))


def _is_attributed(chars: str, group: Sequence[Span]) -> bool:
    """Whether the last of some lines says who wrote them: after a dash, or far to the right."""
    first, last = chars[group[0].start : group[0].end], chars[group[-1].start : group[-1].end]
    if ATTRIBUTION.match(first) or len(last) > SHORT_ROW:
        return False
    return bool(ATTRIBUTION.match(last)) or indent(chars, group[-1]) >= indent(chars, group[0]) + _FAR_RIGHT


def _joined(group: Sequence[Span]) -> Span:
    return Span(group[0].start, group[-1].end)


def _verse(chars: str, row: Span) -> Piece:
    printed = re.search(r"\s{2,}(\d{1,5})$", chars[row.start : row.end])
    return Piece(BlockKind.LINE, row, number=printed[1] if printed else "")


def _listed(chars: str, group: list[Span]) -> Iterator[Piece]:
    """Items and the author's notes, each with the lines that go on below it."""
    begun: list[Span] = []
    for row in [*group, None]:
        begins = row is None or ITEM.match(chars, row.start) or LABELLED.match(chars, row.start)
        if begun and begins:
            yield _item_or_note(chars, _joined(begun))
            begun = []
        begun += [row] if row else []


def _item_or_note(chars: str, span: Span) -> Piece:
    """A note if the text prints its sign after a word before, else an item."""
    labelled = LABELLED.match(chars, span.start)
    label = labelled["label"] if labelled else ""
    if label and (label[0] == "[" or re.search(sign_of(label), chars[: span.start])):
        return Piece(BlockKind.NOTE, span, label=label)
    if not ITEM.match(chars, span.start):
        return Piece(BlockKind.PARAGRAPH, span)
    return Piece(BlockKind.ITEM, span, level=1 + min(indent(chars, span) // 2, 5))


def _single(chars: str, row: Span, shape: Shape) -> Piece:  # noqa: PLR0911 - a table of what a line may be
    """A line that stands alone."""
    words = chars[row.start : row.end]
    if not any(char.isalnum() for char in words):
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


# The whole


def _settle(chars: str, pieces: list[Piece]) -> list[Piece]:
    """What can be told only from what stands around."""
    settled: list[Piece] = []
    begun = False
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        words = chars[piece.span.start : piece.span.end]
        last = settled[-1] if settled else None
        if piece.kind is BlockKind.EPIGRAPH and begun:
            piece = replace(piece, kind=BlockKind.QUOTE)  # noqa: PLW2901
        elif piece.kind is BlockKind.QUOTE and not begun and words.startswith(QUOTED):
            piece = replace(piece, kind=BlockKind.EPIGRAPH, doubt="is this a motto?")  # noqa: PLW2901
        elif piece.kind is BlockKind.HEADING and piece.doubt and _is_of_a_letter(chars, last, following):
            piece = replace(piece, kind=BlockKind.PARAGRAPH, doubt="")  # noqa: PLW2901
        elif (
            piece.kind is BlockKind.HEADING
            and piece.doubt
            and (following is None or _is_neighbour(chars, piece, last, following))
        ):
            piece = replace(piece, kind=BlockKind.PARAGRAPH)  # noqa: PLW2901
        elif piece.kind is BlockKind.ITEM and _is_numbered_heading(chars, piece, last, following):
            piece = replace(piece, kind=BlockKind.HEADING, level=0, doubt="is this a heading?")  # noqa: PLW2901
        elif piece.kind is BlockKind.LINE and not any(p and p.kind in _BESIDE_VERSE for p in (last, following)):
            piece = replace(piece, kind=BlockKind.PARAGRAPH, number="")  # noqa: PLW2901
        begun = begun or piece.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LINE}
        settled.append(piece)
    return _levels(chars, settled)


def _is_of_a_letter(chars: str, last: Piece | None, following: Piece | None) -> bool:
    """Whether a short line stands below the end of a letter, or above the name of the one it is written to."""
    named = _words(chars, following) if following else ""
    is_addressed = LETTER_END.fullmatch(named) and len(named.split()) <= _ADDRESSED_WORDS
    return bool(is_addressed or (last and LETTER_END.fullmatch(_words(chars, last))))


_BESIDE_VERSE = {BlockKind.LINE, BlockKind.SPEAKER}


def _is_numbered_heading(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line with a number is no item of a list: it has no end, and prose or another kind of list follows."""
    words = _words(chars, piece)
    if following is None or not NUMBERED.match(words) or words.endswith((".", ";", ",", ":", "?", "!")):
        return False
    beside = [_words(chars, other) for other in (last, following) if other and other.kind is BlockKind.ITEM]
    return not any(map(NUMBERED.match, beside)) and chars.count("\n", piece.span.end, following.span.start) > 1


def _is_neighbour(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line is one of several short ones that stand together, as an address or a date does."""
    return bool(
        (following and following.doubt and chars.count("\n", piece.span.end, following.span.start) == 1)
        or (last and last.doubt and chars.count("\n", last.span.end, piece.span.start) == 1)
    )


def _words(chars: str, piece: Piece) -> str:
    return chars[piece.span.start : piece.span.end]


def _levels(chars: str, pieces: list[Piece]) -> list[Piece]:
    """Headings under those that name a greater part stand one level lower."""
    pieces = [_with_level(chars, piece) for piece in pieces]
    great = {number for number, piece in enumerate(pieces) if _is_great(chars, piece)}
    if not great:
        return pieces
    first = min(great)
    return [
        replace(piece, level=max(piece.level, 3))
        if piece.kind is BlockKind.HEADING and number not in great and number > first
        else piece
        for number, piece in enumerate(pieces)
    ]


def _with_level(chars: str, piece: Piece) -> Piece:
    """A heading numbered 1.2 stands one level below one numbered 1."""
    numbered = NUMBERED.match(chars, piece.span.start) if piece.kind is BlockKind.HEADING else None
    return replace(piece, level=min(2 + numbered["number"].count("."), 6)) if numbered else piece


def _is_great(chars: str, piece: Piece) -> bool:
    return piece.kind is BlockKind.HEADING and bool(GREAT_PART.match(_words(chars, piece)))
