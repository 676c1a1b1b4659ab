"""Find again, in a text that was changed, the words that quotations had in an older version of it.

No note is placed by it in a build, where a quotation is found exactly or is a problem (`texts.anchoring`, which asks
here only for the nearest words to show). A text that is renewed needs more: words may have been changed, moved along
or taken out. All quotations of a text are placed together. Pieces of them that stand once in the new text say how far
each part of it was moved; then each quotation is aligned, with its neighbours, with the text about where it is
awaited, and with ever more of it until the likeness is plain (Myers' bit-vector algorithm, as edlib has it). What is
not plain is refused.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from edition.model import Quotation, Span
from edition.texts.locating.likeness import TELLING
from edition.texts.locating.places import PLAIN, Nearness, Place, candidates
from edition.texts.locating.shifts import DRIFT, ROOMS, Shifts
from edition.texts.locating.sought import NEIGHBOURS, Asked, Sought, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.texts.locating.shifts import Awaited
    from edition.texts.locating.sought import Target

_FAR = 0.4
"""Errors per character that a place far from where it is awaited counts as if it had besides."""

_LONG = 1500
"""A longer quotation is placed by its two ends, each of `_END` characters."""

_END = 500

_RIVALS = 60
"""So many quotations that begin at or after a place are looked at for one that claims it too."""


def locate(chars: str, sought: Sequence[Sought]) -> tuple[Span | None, ...]:
    """The span of each quotation in `chars`, in the order given; `None` where it was taken out or cannot be told.

    Offsets are characters of `chars`, half-open.
    """
    target = target_of(chars)
    asked = [Asked(one) for one in sought]
    shifts = Shifts(target, asked)
    return _apart(asked, [_place(target, one, shifts) for one in asked])


def _apart(asked: Sequence[Asked], found: Sequence[Span | None]) -> tuple[Span | None, ...]:
    """The places, less those that two quotations claim whose words stood apart: one of them is led to its like.

    Each is held against those shortly after it, so that the work grows with their number alone.
    """
    placed = sorted((span, number) for number, span in enumerate(found) if span and asked[number].hint is not None)
    lost = set()
    for index, (span, number) in enumerate(placed):
        for other, rival in placed[index + 1 : index + 1 + _RIVALS]:
            shared = min(span.end, other.end) - other.start
            if 2 * shared > min(span.end - span.start, other.end - other.start) and _stood_apart(
                asked[number], asked[rival]
            ):
                lost |= {number, rival}
    return tuple(None if number in lost else span for number, span in enumerate(found))


def _stood_apart(one: Asked, other: Asked) -> bool:
    first, last = sorted((one, other), key=lambda asked: asked.hint or 0)
    return (first.hint or 0) + len(first.exact) <= (last.hint or 0)


def _place(target: Target, asked: Asked, shifts: Shifts) -> Span | None:
    """Where a quotation stands, if that is sure."""
    if not asked.exact:
        return None
    awaited = shifts.around(asked)
    if (verbatim := _verbatim(target, asked, awaited)) is not None:
        if not (awaited and awaited.is_sure and awaited.strayed(verbatim.start) > TELLING):
            return verbatim
        return _best(target, asked, awaited, [*islice(_rooms(target, asked, awaited), 1)]) or verbatim
    if len(asked.exact) > _LONG:
        return _by_its_ends(target, asked, shifts)
    return _best(target, asked, awaited, _rooms(target, asked, awaited))


def _best(target: Target, asked: Asked, awaited: Awaited | None, rooms: Iterable[Span]) -> Span | None:
    """The best place in the first of some stretches that has one, if it is sure."""
    best: Place | None = None
    for room in rooms:
        places = [
            place
            for place in candidates(target, asked, room, awaited)
            if place.is_sure(asked, _nearness(target, asked, place.span, awaited))
        ]
        nearest = min(places, key=lambda place: _rank(target, place, awaited), default=None)
        if nearest is None or _is_cut(target, nearest.span, room):
            continue
        best = min(filter(None, [best, nearest]), key=lambda place: _rank(target, place, awaited))
        if best.errors <= PLAIN or (awaited and awaited.is_told and awaited.strayed(best.span.start) <= awaited.slack):
            break
    return best.span if best else None


def _is_cut(target: Target, span: Span, room: Span) -> bool:
    """Whether the neighbours of a place lie outside the stretch that was looked at: a larger one tells more."""
    begins = room.start > 0 and span.start - room.start < NEIGHBOURS
    return begins or (room.end < len(target.chars) and room.end - span.end < NEIGHBOURS)


def _verbatim(target: Target, asked: Asked, awaited: Awaited | None) -> Span | None:
    """Where a quotation stands to the letter between its neighbours: once, or just where it is awaited."""
    whole, high = asked.whole, len(target.chars)
    low = 0
    if awaited:
        low = max(awaited.low - awaited.slack - len(asked.before), 0)
        high = max(awaited.high + awaited.slack, 0) + len(whole)
    at = target.chars.find(whole, low, high)
    if at < 0 or (awaited is None and not (asked.before or asked.after) and len(asked.exact) < TELLING):
        return None
    if target.chars.find(whole, at + 1, high) >= 0:
        if awaited is None:
            return None
        middle = max(awaited.middle - len(asked.before), 0)
        left = target.chars.rfind(whole, low, middle + len(whole))
        right = target.chars.find(whole, middle, high)
        at = min((at for at in (left, right) if at >= 0), key=lambda at: abs(at - middle))
    start = at + len(asked.before)
    return Span(start, start + len(asked.exact))


def _by_its_ends(target: Target, asked: Asked, shifts: Shifts) -> Span | None:
    """Where a long quotation stands: from where its first words are to where its last words are."""
    head = Quotation(asked.exact[:_END], asked.before, asked.exact[_END : _END + NEIGHBOURS])
    tail = Quotation(asked.exact[-_END:], asked.exact[-_END - NEIGHBOURS : -_END], asked.after)
    later = None if asked.hint is None else asked.hint + len(asked.exact) - _END
    first = _place(target, Asked(Sought(head, asked.hint)), shifts)
    last = _place(target, Asked(Sought(tail, later)), shifts)
    if first is None or last is None or not len(asked.exact) < 2 * (last.end - first.start) < 4 * len(asked.exact):
        return None
    return Span(first.start, last.end)


def _rooms(target: Target, asked: Asked, awaited: Awaited | None) -> Iterator[Span]:
    """The stretches of the text in which a quotation is looked for, the likeliest first, the last the whole."""
    size = len(target.chars)
    if awaited:
        # Just where it is awaited a passage is better than its like that stands near it.
        for room in (TELLING, *ROOMS) if awaited.is_sure else sorted({*ROOMS, max(int(size * DRIFT), ROOMS[-1])}):
            low = max(awaited.low - len(asked.before) - room, 0)
            high = min(awaited.high + len(asked.exact) + len(asked.after) + room, size)
            if low < high:
                yield Span(low, high)
    if not (awaited and awaited.is_sure):
        yield Span(0, size)


def _nearness(target: Target, asked: Asked, span: Span, awaited: Awaited | None) -> Nearness:
    if awaited is None:
        return Nearness.ABOUT if asked.before or asked.after else Nearness.FAR
    strayed = awaited.strayed(span.start)
    if strayed <= awaited.slack:
        return Nearness.THERE
    if awaited.is_sure:
        return Nearness.NOWHERE
    if strayed <= max(ROOMS[-1], len(target.chars) * DRIFT):
        return Nearness.ABOUT
    return Nearness.NOWHERE if awaited.is_told else Nearness.FAR


def _rank(target: Target, place: Place, awaited: Awaited | None) -> float:
    """The less, the better: errors, and how far off the place is."""
    if awaited is None:
        return place.errors
    strayed = max(awaited.strayed(place.span.start) - awaited.slack, 0)
    return place.errors + _FAR * min(strayed / max(len(target.chars) * DRIFT, 1), 1)
