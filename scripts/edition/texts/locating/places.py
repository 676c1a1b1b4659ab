"""The places where a quotation may stand in a stretch of a changed text, each with how alike it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import edlib

from edition.model import Span
from edition.texts.locating.ends import inward, jointed, settled, through, trimmed
from edition.texts.locating.likeness import TELLING, beside, coded, errors, steps_between
from edition.texts.locating.sought import NEIGHBOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.texts.locating.shifts import Awaited
    from edition.texts.locating.sought import Asked, Target

PLAIN = 0.25
"""Errors per character up to which a place is plain: nothing farther away is looked at."""

_UTMOST = 0.62
"""Errors per character from which two passages of English are no more alike than chance makes them."""

_ALIKE = 0.6
"""The likeness from which words are taken for the same, if a neighbour says so too."""

_SOMEWHAT_ALIKE = 0.45
"""The likeness that is more than chance makes, for words that stand just where they are awaited."""

_HOLDING = 0.72
"""The likeness of both neighbours that holds a place between them, whatever stands there."""

_TOGETHER = 1.55
"""The sum of the likenesses of words and of a neighbour from which one makes good what the other lacks."""

_VERY_ALIKE = 0.78
"""The likeness from which words speak for themselves."""


class Nearness(Enum):
    """How near a place is to where it is awaited."""

    NOWHERE = auto()
    """Where it cannot be, as other quotations tell."""
    FAR = auto()
    ABOUT = auto()
    THERE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate: where it is, the errors per character of its alignment, and likenesses from 0 to 1."""

    span: Span
    errors: float
    words: float
    before: float
    after: float
    is_closed: bool
    """Whether what followed the words would as well follow what stood before them: they are gone."""

    def is_sure(self, asked: Asked, nearness: Nearness) -> bool:
        """Whether this is the place: by its words and a neighbour, by its words alone, or by both neighbours."""
        told = asked.before or asked.after
        match nearness:
            case Nearness.NOWHERE:
                return False
            case Nearness.FAR if told:
                return self.words >= _VERY_ALIKE and self._worst >= _ALIKE
            case _ if not told:
                return self.words >= _VERY_ALIKE and (nearness is not Nearness.FAR or len(asked.exact) >= TELLING)
            case Nearness.ABOUT:
                return self._is_alike(asked)
        return self._is_alike(asked) or self._makes_good(asked)

    @property
    def _best(self) -> float:
        return max(self.before, self.after)

    @property
    def _worst(self) -> float:
        return min(self.before, self.after)

    def _is_alike(self, asked: Asked) -> bool:
        """Whether the words are those, with a neighbour to say so where they are few."""
        many = len(asked.exact) >= TELLING
        if self.words >= _VERY_ALIKE:
            return many or self._best >= _VERY_ALIKE
        return self.words >= _ALIKE and self._best >= _ALIKE and (many or self._worst >= _SOMEWHAT_ALIKE)

    def _makes_good(self, asked: Asked) -> bool:
        """Whether neighbours make good what the words lack."""
        if self.words >= _SOMEWHAT_ALIKE and self._best >= _VERY_ALIKE and self.words + self._best >= _TOGETHER:
            return True
        # A word changed for another: its neighbours hold its place.
        size = len(asked.exact)
        changed = size <= TELLING and size <= 3 * (self.span.end - self.span.start) <= 9 * size
        return self._worst >= _HOLDING and changed and not self.is_closed


def candidates(target: Target, asked: Asked, room: Span, awaited: Awaited | None) -> Iterator[Place]:
    """Candidates between two offsets: by the quotation with both neighbours, with either, and alone."""
    before, exact, after = asked.before, asked.exact, asked.after
    seen = set()
    for words, skipped in ((asked.whole, len(before)), (before + exact, len(before)), (exact + after, 0), (exact, 0)):
        span = _fitted(target, words, Span(skipped, skipped + len(exact)), room, awaited)
        if span is None or span in seen:
            continue
        seen.add(span)
        if place := _settled(target, asked, inward(target, asked, jointed(target, asked, span))):
            yield place
            if place.errors <= PLAIN:
                return


def _settled(target: Target, asked: Asked, span: Span) -> Place | None:
    """The candidate at a place, its ends settled where a neighbour is not plainly beside them."""
    place = _judged(target, asked, trimmed(target, asked, span))
    if place is None or min(place.before, place.after) >= _VERY_ALIKE:
        return place
    begins, ends = place.before < _VERY_ALIKE, place.after < _VERY_ALIKE
    found = settled(target, asked, place.span, begins=begins, ends=ends)
    return _judged(target, asked, trimmed(target, asked, found)) if found else None


def _fitted(target: Target, words: str, inner: Span, room: Span, awaited: Awaited | None) -> Span | None:
    """Where the inner part of some words comes to stand, when the whole is laid where it has the fewest errors."""
    low = room.start
    query, passage = coded(words), target.bytes[low : room.end]
    found = edlib.align(query, passage, mode="HW", task="locations", k=int(len(words) * _UTMOST) + 1)
    if found["editDistance"] < 0:
        return None
    places = [(first or 0, last + 1) for first, last in found["locations"]]
    middle = awaited.middle - low - inner.start if awaited else 0
    first, last = min(places, key=lambda place: abs(place[0] - middle))
    ends = through(steps_between(query, passage[first:last]), inner)
    return ends and Span(low + first + ends.start, low + first + ends.end)


def _judged(target: Target, asked: Asked, span: Span) -> Place | None:
    """A candidate with its likenesses; `None` if nothing is left of it."""
    if span.start >= span.end:
        return None
    words = target.chars[span.start : span.end]
    wrong = errors(asked.exact, words)
    left = target.chars[max(span.start - 2 * NEIGHBOURS, 0) : span.start]
    right = target.chars[span.end : span.end + 2 * NEIGHBOURS]
    before, after = asked.before.strip(), asked.after.strip()
    missing_before, missing_after = beside(before[::-1], left.strip()[::-1]), beside(after, right.strip())
    whole = len(asked.exact) + len(before) + len(after)
    return Place(
        span,
        (wrong + missing_before + missing_after) / whole,
        max(1 - wrong / len(asked.exact), 0),
        1 - missing_before / len(before) if before else 0,
        1 - missing_after / len(after) if after else 0,
        bool(after) and beside(after, target.chars[span.start : span.start + 2 * NEIGHBOURS]) <= missing_after,
    )
