"""Guess what the lines of a text are, whatever its shape: prose, verse, a play, lists, notes, a thread of comments.

A guess is made once, when a text comes in; it is written down as the list of the text's blocks, and a person corrects
that. What cannot be told for certain is said to be doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edition.incoming.article import lines
from edition.incoming.dated_comments import read_discussion
from edition.incoming.naming import Piece, blocks_of, numbered_furniture, words_of
from edition.incoming.notes import with_endnotes
from edition.incoming.numbered_comments import read_comments
from edition.incoming.opening import ABOVE, below_title, opening, rows_called
from edition.incoming.runs import cut
from edition.incoming.shape import shape_of
from edition.incoming.signs import GREAT_PART, LETTER_END, NUMBERED, QUOTED, is_dateline, is_name
from edition.incoming.thread import rebuild, with_lost_embeds
from edition.model import Block, BlockKind, Comment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    pieces = _closed(chars, with_endnotes(chars, _settle(chars, list(_pieces(chars, begins, title)))))
    article = blocks_of(chars, pieces, (block.id for block in comment_blocks))
    blocks = with_lost_embeds(chars, (*article, *comment_blocks))
    blocks = tuple(numbered_furniture(sorted(blocks, key=lambda block: block.span)))
    doubtful = tuple((piece.span.start, piece.doubt) for piece in pieces if piece.doubt)
    return Guess(blocks, rebuild(chars, blocks, printed), doubtful)


# Cutting


def _pieces(chars: str, end: int, title: str) -> Iterator[Piece]:
    groups = list(_groups(chars, end))
    shape = shape_of(chars, groups)
    titled = next((number for number, group in enumerate(groups[:ABOVE]) if rows_called(chars, group, title)), None)
    for number, group in enumerate(groups):
        if number == titled:
            yield from below_title(chars, group, rows_called(chars, group, title), shape)
        else:
            opens = opening(chars, group, number, shape, has_title=titled is not None)
            yield from opens or cut(chars, group, shape)


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


# The whole


def _settle(chars: str, pieces: list[Piece]) -> list[Piece]:
    """What can be told only from what stands around."""
    settled: list[Piece] = []
    begun = False
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        words = chars[piece.span.start : piece.span.end]
        last = settled[-1] if settled else None
        if _is_second_title(settled, piece, following):
            piece = replace(piece, kind=BlockKind.BYLINE, doubt="is this a second title?")  # noqa: PLW2901
        elif piece.kind is BlockKind.HEADING and piece.doubt and last and _is_dated(chars, last):
            piece = replace(piece, kind=BlockKind.BYLINE, doubt="is this who signed it?")  # noqa: PLW2901
        elif piece.kind is BlockKind.EPIGRAPH and begun:
            piece = replace(piece, kind=BlockKind.QUOTE)  # noqa: PLW2901
        elif piece.kind is BlockKind.QUOTE and not begun and (words.startswith(QUOTED) or _is_credited(following)):
            piece = replace(piece, kind=BlockKind.EPIGRAPH, doubt="is this a motto?")  # noqa: PLW2901
        elif piece.kind is BlockKind.HEADING and piece.doubt and _is_of_a_letter(chars, piece, last, following):
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


def _is_credited(following: Piece | None) -> bool:
    return following is not None and following.kind is BlockKind.CREDIT


def _closed(chars: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces in which what stands below the text says who wrote it, and when; what ends a letter belongs to that."""
    at = len(pieces)
    while at and pieces[at - 1].kind in _BELOW_TEXT:
        at -= 1
    end = at
    while at > 1 and _is_closing(words_of(chars, pieces[at - 1].span), pieces[at - 1]):
        at -= 1
    words = words_of(chars, pieces[at - 1].span) if at else ""
    if at == end or LETTER_END.fullmatch(words) or pieces[at - 1].kind is BlockKind.HEADING:
        return pieces
    closing = (
        replace(piece, kind=BlockKind.BYLINE, level=0, doubt="is this who wrote it?") for piece in pieces[at:end]
    )
    return [*pieces[:at], *closing, *pieces[end:]]


def _is_closing(words: str, piece: Piece) -> bool:
    is_short = piece.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    is_one_line = "\n" not in words and not words.endswith(".")
    return is_short and is_one_line and (is_name(words) or is_dateline(words))


_BELOW_TEXT = {BlockKind.NOTE, BlockKind.ORNAMENT, BlockKind.FURNITURE, BlockKind.CREDIT}


def _is_second_title(before: list[Piece], piece: Piece, following: Piece | None) -> bool:
    """Whether a line that looks like a heading stands between the title and another such line."""
    is_above = bool(before) and all(other.kind in {BlockKind.TITLE, BlockKind.BYLINE} for other in before)
    return bool(
        is_above and piece.kind is BlockKind.HEADING and piece.doubt
        and following and following.kind in {BlockKind.HEADING, BlockKind.BYLINE}
    )  # fmt: skip


def _is_dated(chars: str, last: Piece) -> bool:
    """Whether a paragraph ends a document: it says where and when that was made."""
    return last.kind is BlockKind.PARAGRAPH and is_dateline(words_of(chars, last.span))


def _is_of_a_letter(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a short line stands below the end of a letter, or above the name of the one it is written to."""
    if re.match(r"([IVXLC]+|\d+)[.)]\s", words_of(chars, piece.span)):
        return False
    named = words_of(chars, following.span) if following else ""
    is_addressed = LETTER_END.fullmatch(named) and len(named.split()) <= _ADDRESSED_WORDS
    return bool(is_addressed or (last and LETTER_END.fullmatch(words_of(chars, last.span))))


_BESIDE_VERSE = {BlockKind.LINE, BlockKind.SPEAKER}


def _is_numbered_heading(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line with a number is no item of a list: it has no end, and prose or another kind of list follows."""
    words = words_of(chars, piece.span)
    if following is None or not NUMBERED.match(words) or words.endswith((".", ";", ",", ":", "?", "!")):
        return False
    beside = [words_of(chars, other.span) for other in (last, following) if other and other.kind is BlockKind.ITEM]
    return not any(map(NUMBERED.match, beside)) and chars.count("\n", piece.span.end, following.span.start) > 1


def _is_neighbour(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line is one of several short ones that stand together, as an address or a date does."""
    return bool(
        (following and following.doubt and chars.count("\n", piece.span.end, following.span.start) == 1)
        or (last and last.doubt and chars.count("\n", last.span.end, piece.span.start) == 1)
    )


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
    return piece.kind is BlockKind.HEADING and bool(GREAT_PART.match(words_of(chars, piece.span)))
