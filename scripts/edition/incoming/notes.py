"""Which lines are items of a list, and which are notes of the author's own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.incoming.naming import Piece, joined, words_of
from edition.incoming.shape import indent
from edition.incoming.signs import ITEM, LABELLED, NOTES
from edition.model import BlockKind, Span
from edition.texts.note_signs import sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?:[.)]|\b)[ \t]*(?=\D)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAY_BE_NOTES = {BlockKind.ITEM, BlockKind.PARAGRAPH}


def listed(chars: str, group: list[Span]) -> Iterator[Piece]:
    """Items and the author's notes, each with the lines that go on below it."""
    begun: list[Span] = []
    for row in [*group, None]:
        begins = row is None or ITEM.match(chars, row.start) or LABELLED.match(chars, row.start)
        if begun and begins:
            yield _item_or_note(chars, joined(begun))
            begun = []
        begun += [row] if row else []


def _item_or_note(chars: str, span: Span) -> Piece:
    """A note if the text prints its sign after a word before, else an item."""
    labelled = LABELLED.match(chars, span.start)
    label = labelled["label"] if labelled else ""
    if label and ((label[0] == "[" and label[1].isdigit()) or re.search(sign_of(label), chars[: span.start])):
        return Piece(BlockKind.NOTE, span, label=label)
    if not ITEM.match(chars, span.start):
        return Piece(BlockKind.PARAGRAPH, span)
    return Piece(BlockKind.ITEM, span, level=1 + min(indent(chars, span) // 2, 5))


def with_endnotes(chars: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which numbered ones are notes, where they count from 1 and the text above prints the number of each.

    Below a heading that says so they are notes though the text refers to none.
    """
    found: list[Piece] = []
    start = 0
    taken = {piece.label for piece in pieces if piece.kind is BlockKind.NOTE}
    for begins, run in _counted(chars, pieces):
        above = chars[start : run[0].span.start]
        is_named = bool(found) and bool(NOTES.fullmatch(words_of(chars, found[-1].span)))
        forms = _forms(above, len(run), taken) if begins else None
        if forms or (begins and is_named):
            labels = forms or [""] * len(run)
            found += [_note(piece, label) for piece, label in zip(run, labels, strict=True)]
            start = run[-1].span.end
        else:
            found += run
    return found


def _counted(chars: str, pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Runs of pieces: such as are numbered one after another from 1, and what is between."""
    run: list[Piece] = []
    counted = 0
    for piece in pieces:
        numbered = _NUMBERED.match(chars, piece.span.start) if piece.kind in _MAY_BE_NOTES else None
        number = int(numbered["number"]) if numbered else 0
        if run and number != (counted + 1 if counted else 1):
            yield bool(counted), run
            run, counted = [], 0
        if number == 1 and not counted and run:
            yield False, run
            run = []
        counted = number if number == counted + 1 else 0
        run.append(piece)
    if run:
        yield bool(counted), run


def _forms(above: str, count: int, taken: set[str]) -> list[str] | None:
    """The signs by which a text refers to so many notes, all of one form; `None`, if one is missing or taken."""
    numbers = [str(number) for number in range(1, count + 1)]
    forms = [[form.format(number) for number in numbers] for form in ("[{}]", "({})", "{}")]
    forms.append([number.translate(_RAISED) for number in numbers])
    fits = (form for form in forms if all(re.search(sign_of(label), above) for label in form))
    return next((form for form in fits if taken.isdisjoint(form)), None)


def _note(piece: Piece, label: str) -> Piece:
    return replace(piece, kind=BlockKind.NOTE, level=0, label=label, doubt="is this a note of the author’s?")
