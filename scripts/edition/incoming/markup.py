"""Take the text out of a file that has mark-up: Markdown, HTML, DOCX.

What the mark-up says of a block is kept as its kind: a heading with its level, a quotation, an item, a row of a table.
Emphasis and links are given up; their words stay. An item of a numbered list gets the number that a reader of the file
sees before it; cells are parted by tabs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.fold import folded
from edition.incoming.elements import elements
from edition.incoming.footnotes import link_notes, without_signs
from edition.incoming.formats import text_of, tree_of
from edition.incoming.guess import Guess
from edition.incoming.naming import Piece, blocks_of
from edition.incoming.notes import with_endnotes
from edition.incoming.shape import VERSE_LINE
from edition.incoming.signs import BYLINE, LABELLED, QUOTED, is_attribution
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOVE_TEXT = {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.EPIGRAPH, BlockKind.CREDIT, BlockKind.FURNITURE}
_NAMED = re.compile(r"(?P<label>\[[^\]\[\s]{1,12}\])[^\S\n]*\S")
"""A note of Markdown with a name for its sign."""

_START = 200
"""So many characters into a text the author's name may still follow the title."""


def guess_marked_up(ending: str, raw: bytes, title: str) -> tuple[str, Guess, tuple[Span, ...]]:
    """The text of a file, its blocks, and where something was counted that the file does not spell out.

    `title` is what the table of texts calls it. `Unreadable` says why there is no text.
    """
    root = tree_of(ending, raw)
    link_notes(root)
    pieces = _with_one_title(list(elements(text_of(root))), title)
    chars, placed, counted = "", list[Piece](), list[Span]()
    for part, row in _with_mottos([row for piece, words in pieces for row in _rows(piece, words)]):
        if placed:
            chars += "\n" if part.follows and placed[-1].kind is part.kind else "\n\n"
        chars += row[: len(row) - len(row.lstrip())]
        bare, added = without_signs(row.strip(), len(chars) + len(part.counted))
        placed.append(_told(part, chars, f"{part.counted}{bare}"))
        counted += [Span(len(chars), len(chars) + len(part.counted))] if part.counted else []
        counted += added
        chars += f"{part.counted}{bare}"
    placed = with_endnotes(chars, placed)
    doubtful = tuple((piece.span.start, piece.doubt) for piece in placed if piece.doubt)
    return f"{chars}\n", Guess(blocks_of(chars, placed), (), doubtful), tuple(counted)


def _with_one_title(pieces: list[tuple[Piece, str]], title: str) -> Iterator[tuple[Piece, str]]:
    """The pieces with one title; the other headings of the first level are those of parts, and the rest below them."""
    pieces = [(piece, words) for piece, words in pieces if words]
    named = [number for number, (piece, _) in enumerate(pieces) if piece.kind is BlockKind.TITLE]
    called = folded(title).casefold()
    first = next((number for number in named if folded(pieces[number][1]).casefold() == called), min(named, default=0))
    for number, (piece, words) in enumerate(pieces):
        if piece.kind is BlockKind.TITLE and number != first:
            yield replace(piece, kind=BlockKind.HEADING, level=2), words
        elif piece.kind is BlockKind.HEADING and len(named) > 1:
            yield replace(piece, level=min(piece.level + 1, 6)), words
        else:
            yield piece, words


def _with_mottos(rows: list[tuple[Piece, str]]) -> Iterator[tuple[Piece, str]]:
    """The rows, those quotations mottos that stand above the text, and have quotation marks or name their source."""
    above = True
    for number, (piece, words) in enumerate(rows):
        is_credited = any(other.kind is BlockKind.CREDIT for other, _ in rows[number + 1 : number + 2])
        if above and piece.kind is BlockKind.QUOTE and (is_credited or words.startswith(QUOTED)):
            yield replace(piece, kind=BlockKind.EPIGRAPH, doubt="is this a motto?"), words
        else:
            above = above and piece.kind in _ABOVE_TEXT
            yield piece, words


def _rows(piece: Piece, words: str) -> Iterator[tuple[Piece, str]]:
    """The lines of a paragraph that was broken on purpose, each a block; else the one block it is."""
    if piece.kind is BlockKind.CODE:
        yield from ((piece, part) for part in re.split(r"\n(?:[^\S\n]*\n)+", words) if part.strip())
        return
    if piece.kind not in {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LINE}:
        yield from [(piece, re.sub(r"\n{2,}", "\n", words))] if words else []
        return
    rows = [(bool(before), row) for before, row in re.findall(r"(\A|\n[^\S\n]*\n|)\n?([^\n]*\S[^\n]*)", words)]
    credit = rows.pop()[1] if piece.kind is BlockKind.QUOTE and _is_signed([row for _, row in rows]) else ""
    is_verse_ = len(rows) > 1 and all(len(row) <= VERSE_LINE and not _is_labelled(row) for _, row in rows)
    for begins, row in rows:
        if is_verse_ or piece.kind is BlockKind.LINE:
            doubt = (piece.doubt or "is this verse?") if row is rows[0][1] else ""
            yield replace(piece, kind=BlockKind.LINE, follows=not begins, doubt=doubt), row
        elif len(rows) == 1 and is_attribution(row) and piece.kind is BlockKind.QUOTE and piece.follows:
            yield replace(piece, kind=BlockKind.CREDIT, follows=False), row
        else:
            yield replace(piece, follows=False), row.strip()
    if credit:
        yield Piece(BlockKind.CREDIT, Span(0, 0)), credit


def _is_signed(rows: list[str]) -> bool:
    """Whether the last line of a quotation says who wrote it."""
    return len(rows) > 1 and is_attribution(rows[-1]) and not any(map(is_attribution, rows[:-1]))


def _is_labelled(words: str) -> bool:
    """Whether words begin with the sign of a note."""
    return bool(LABELLED.match(words))


def _told(piece: Piece, chars: str, words: str) -> Piece:
    """A piece that mark-up calls a paragraph, with its place after `chars`, and what its words tell besides."""
    span = Span(len(chars), len(chars) + len(words))
    labelled = LABELLED.match(words) or _NAMED.match(words)
    if piece.kind is BlockKind.PARAGRAPH and labelled:
        label = labelled["label"]
        if re.match(r"\[\d", label) or label in chars:
            return replace(piece, kind=BlockKind.NOTE, span=span, label=label, doubt="is this a note of the author’s?")
    if piece.kind is BlockKind.PARAGRAPH and BYLINE.match(words) and len(words) <= VERSE_LINE and len(chars) < _START:
        return replace(piece, kind=BlockKind.BYLINE, span=span, doubt="is this the author?")
    return replace(piece, span=span)
