"""Find again, in a text that was changed, the words that quotations had in an older version of it.

Nothing here is part of a build, where a quotation is found exactly or is a problem (`texts.anchoring`). A text that
is renewed needs more: words may have been changed, moved along or taken out. All quotations of a text are placed
together. Pieces of them that stand once in the new text say how far each part of it was moved; then each quotation
is aligned, with its neighbours, with the text about where it is awaited, and with ever more of it until the likeness
is plain (Myers' bit-vector algorithm, as edlib has it). What is not plain is refused.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

import edlib

from edition.model import Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NEIGHBOURS = 32
"""Characters of a prefix and a suffix that are compared: more would only reach into the next changes."""

_PIECE = 16
"""Characters of a piece by which the shift of a part of the text is known: fewer stand too often, more too seldom."""

_ROOMS = (150, 600)
"""Characters on each side of where a quotation is awaited in which it is looked for first."""

_DRIFT = 0.06
"""The share of a text by which its parts may have moved where nothing tells how far."""

_PLAIN = 0.25
"""Errors per character up to which a place is plain: nothing farther away is looked at."""

_UTMOST = 0.62
"""Errors per character from which two passages of English are no more alike than chance makes them."""

_FAR = 0.4
"""Errors per character that a place far from where it is awaited counts as if it had besides."""

_COPIES = 3
"""A piece that stands more often tells nothing."""

_FEW_VOTES = 3
"""So many quotations make a map of the shifts."""

_LOOKED_BACK = 60
"""So many votes before it may come next before a vote."""

_JUMP = 100
"""Characters of a jump between two shifts that weigh as much as one piece."""

_DEAREST = 4
"""No jump weighs more pieces than this."""

_JOINT = 14
"""Characters on each side of an end by which that end is found again when something was put in near it."""

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

_TELLING = 24
"""So many characters are not written alike by chance."""

_LONG = 1500
"""A longer quotation is placed by its two ends, each of `_END` characters."""

_END = 500

_WORD = 20
"""Characters put in that may be a word for a word; more are a sentence of their own."""

_PUT_IN = 10
"""A sentence put in between the words counts as so many errors: a place without one is likelier."""

_SURE_SIGNS = 3
"""So many equal characters after what was put in say that the words go on unchanged."""

_STEP = re.compile(r"(\d+)(.)")

_SNAP = 4
"""Characters by which an end is moved to the edge of a word, if it was at one."""

_SAME = (
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\t\n\r\f\v\u00a0\u2009\u202f\u3000", " ")
    | {"ё": "е", "Ё": "Е"}
)
"""Variants that are one character each: offsets stay, unlike in `fold`."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation of an older text; `hint` is the offset at which it began there, if that is known."""

    quotation: Quotation
    hint: int | None = None


def locate(chars: str, sought: Sequence[Sought]) -> tuple[Span | None, ...]:
    """The span of each quotation in `chars`, in the order given; `None` where it was taken out or cannot be told.

    Offsets are characters of `chars`, half-open.
    """
    target = _target(chars)
    asked = [_Asked(one) for one in sought]
    shifts = _Shifts(target, asked)
    return tuple(_place(target, one, shifts) for one in asked)


class _Target:
    """A text to be searched, and the same as bytes, which edlib aligns without translating them."""

    def __init__(self, chars: str) -> None:
        self.chars = _plain(chars)
        self.bytes = _bytes(self.chars)


@functools.lru_cache(maxsize=1)
def _target(chars: str) -> _Target:
    """A text that is asked for again and again is prepared once."""
    return _Target(chars)


class _Asked:
    """A quotation as it is compared."""

    def __init__(self, sought: Sought) -> None:
        before, exact, after = (
            _plain(words) for words in (sought.quotation.prefix, sought.quotation.exact, sought.quotation.suffix)
        )
        lead = len(exact) - len(exact.lstrip())
        self.exact = exact.strip()
        # White space at the ends of the words belongs to the neighbours: a reviser may put a sentence there.
        self.before = (before + exact[:lead])[-_NEIGHBOURS:]
        self.after = (exact[lead + len(self.exact) :] + after)[:_NEIGHBOURS]
        self.whole = self.before + self.exact + self.after
        self.hint = None if sought.hint is None else sought.hint + lead
        self.begins_a_word = not _within_a_word(self.before + self.exact, len(self.before))
        self.ends_a_word = not _within_a_word(self.exact + self.after, len(self.exact))


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate: where it is, the errors per character of its alignment, and likenesses from 0 to 1."""

    span: Span
    errors: float
    words: float
    before: float
    after: float
    is_closed: bool
    """Whether what followed the words would as well follow what stood before them: they are gone."""

    def is_sure(self, asked: _Asked, nearness: _Nearness) -> bool:
        """Whether this is the place: by its words and a neighbour, by its words alone, or by both neighbours."""
        told = asked.before or asked.after
        match nearness:
            case _Nearness.NOWHERE:
                return False
            case _Nearness.FAR if told:
                return self.words >= _VERY_ALIKE and self._worst >= _ALIKE
            case _ if not told:
                return self.words >= _VERY_ALIKE and (nearness is not _Nearness.FAR or len(asked.exact) >= _TELLING)
            case _Nearness.ABOUT:
                return self._is_alike(asked)
        return self._is_alike(asked) or self._makes_good(asked)

    @property
    def _best(self) -> float:
        return max(self.before, self.after)

    @property
    def _worst(self) -> float:
        return min(self.before, self.after)

    def _is_alike(self, asked: _Asked) -> bool:
        """Whether the words are those, with a neighbour to say so where they are few."""
        many = len(asked.exact) >= _TELLING
        if self.words >= _VERY_ALIKE:
            return many or self._best >= _VERY_ALIKE
        return self.words >= _ALIKE and self._best >= _ALIKE and (many or self._worst >= _SOMEWHAT_ALIKE)

    def _makes_good(self, asked: _Asked) -> bool:
        """Whether neighbours make good what the words lack."""
        if self.words >= _SOMEWHAT_ALIKE and self._best >= _VERY_ALIKE and self.words + self._best >= _TOGETHER:
            return True
        # A word changed for another: its neighbours hold its place.
        size = len(asked.exact)
        changed = size <= _TELLING and size <= 3 * (self.span.end - self.span.start) <= 9 * size
        return self._worst >= _HOLDING and changed and not self.is_closed


class _Nearness(Enum):
    """How near a place is to where it is awaited."""

    NOWHERE = auto()
    """Where it cannot be, as other quotations tell."""
    FAR = auto()
    ABOUT = auto()
    THERE = auto()


class _Shifts:
    """How far the parts of an older text have moved, told by pieces of its quotations that stand in the new one."""

    def __init__(self, target: _Target, asked: Sequence[_Asked]) -> None:
        self._size = len(target.chars)
        hinted = [one for one in asked if one.hint is not None]
        votes = sorted(vote for one in hinted for vote in _votes(target, one)) if len(hinted) >= _FEW_VOTES else []
        self._votes = _likeliest(votes)
        self._old = [vote.old for vote in self._votes]

    def around(self, asked: _Asked) -> _Awaited | None:
        """Where a quotation is awaited; `None` if nothing is known of it."""
        if asked.hint is None:
            return None
        drift = max(int(self._size * _DRIFT), _ROOMS[-1])
        mapped = len(self._votes) >= _FEW_VOTES
        if not mapped:
            # A single quotation says nothing that it would not say of a copy of itself.
            return _Awaited(asked.hint, asked.hint, drift)
        after = bisect.bisect_right(self._old, asked.hint)
        beside = self._votes[max(after - 1, 0) : after + 1]
        places = [vote.new + asked.hint - vote.old for vote in beside]
        # What is told from one side alone may be wrong by what was put in or taken out since.
        apart = min(abs(asked.hint - vote.old) for vote in beside)
        sure = max(vote.weight for vote in beside) > 1 and (len(beside) > 1 or apart <= _TELLING)
        return _Awaited(
            min(places), max(places), _ROOMS[0] if sure else min(_ROOMS[0] + apart // 4, drift), sure, is_told=True
        )


@dataclass(frozen=True, slots=True)
class _Awaited:
    """The least and greatest offset at which a quotation is awaited, and how far from them it may yet be."""

    low: int
    high: int
    slack: int
    is_sure: bool = False
    """Whether the quotations around it tell it: it is nowhere else then."""
    is_told: bool = False
    """Whether other quotations tell it, from however far."""

    @property
    def middle(self) -> int:
        return (self.low + self.high) // 2

    def strayed(self, at: int) -> int:
        """How many characters an offset lies outside."""
        return max(self.low - at, at - self.high, 0)


@dataclass(frozen=True, slots=True, order=True)
class _Vote:
    """That what was at one offset is now at another, and how many pieces of a quotation say so."""

    old: int
    new: int
    weight: int


def _votes(target: _Target, asked: _Asked) -> Iterator[_Vote]:
    """What the pieces of a quotation say, those together that say nearly the same."""
    first = (asked.hint or 0) - len(asked.before)
    found: dict[int, list[int]] = {}
    for index in range(0, min(len(asked.whole), 4 * _END) - _PIECE + 1, _PIECE):
        for at in _few(target.chars, asked.whole[index : index + _PIECE]):
            shift = at - index - first
            near = next((known for known in found if abs(known - shift) <= _PIECE // 2), shift)
            found.setdefault(near, []).append(shift)
    for shifts in found.values():
        yield _Vote(asked.hint or 0, (asked.hint or 0) + shifts[len(shifts) // 2], len(shifts))


def _few(chars: str, piece: str) -> list[int]:
    """Where a piece stands; nowhere, if it stands too often to tell anything."""
    places: list[int] = []
    at = chars.find(piece)
    while at >= 0 and len(places) <= _COPIES:
        places.append(at)
        at = chars.find(piece, at + 1)
    return places if len(places) <= _COPIES else []


def _likeliest(votes: Sequence[_Vote]) -> list[_Vote]:
    """The votes that agree: in the order of both texts, with the most pieces and the fewest and smallest jumps.

    A chain of fragments, scored as by Myers and Miller (1995); each looks at those shortly before it.
    """
    best: list[float] = []
    behind: list[int] = []
    for index, vote in enumerate(votes):
        score, back = -min(abs(vote.new - vote.old) / _JUMP, _DEAREST), -1
        for before in range(max(index - _LOOKED_BACK, 0), index):
            other = votes[before]
            if other.old < vote.old and other.new < vote.new:
                jump = abs((vote.new - vote.old) - (other.new - other.old))
                if (sum_ := best[before] - min(jump / _JUMP, _DEAREST)) > score:
                    score, back = sum_, before
        best.append(score + vote.weight)
        behind.append(back)
    run: list[_Vote] = []
    index = max(range(len(best)), key=best.__getitem__, default=-1)
    while index >= 0:
        run.append(votes[index])
        index = behind[index]
    return run[::-1]


def _place(target: _Target, asked: _Asked, shifts: _Shifts) -> Span | None:
    """Where a quotation stands, if that is sure."""
    if not asked.exact:
        return None
    awaited = shifts.around(asked)
    if (verbatim := _verbatim(target, asked, awaited)) is not None:
        if not (awaited and awaited.is_sure and awaited.strayed(verbatim.start) > _TELLING):
            return verbatim
        return _best(target, asked, awaited, [*islice(_rooms(target, asked, awaited), 1)]) or verbatim
    if len(asked.exact) > _LONG:
        return _by_its_ends(target, asked, shifts)
    return _best(target, asked, awaited, _rooms(target, asked, awaited))


def _best(target: _Target, asked: _Asked, awaited: _Awaited | None, rooms: Iterable[Span]) -> Span | None:
    """The best place in the first of some stretches that has one, if it is sure."""
    best: _Place | None = None
    for room in rooms:
        places = (
            place
            for place in _aligned(target, asked, room, awaited)
            if not _is_cut(target, place.span, room)
            and place.is_sure(asked, _nearness(target, asked, place.span, awaited))
        )
        best = min((*places, *filter(None, [best])), key=lambda place: _rank(target, place, awaited), default=None)
        if best and (
            best.errors <= _PLAIN or (awaited and awaited.is_told and awaited.strayed(best.span.start) <= awaited.slack)
        ):
            break
    return best.span if best else None


def _is_cut(target: _Target, span: Span, room: Span) -> bool:
    """Whether the neighbours of a place lie outside the stretch that was looked at: a larger one tells more."""
    begins = room.start > 0 and span.start - room.start < _NEIGHBOURS
    return begins or (room.end < len(target.chars) and room.end - span.end < _NEIGHBOURS)


def _verbatim(target: _Target, asked: _Asked, awaited: _Awaited | None) -> Span | None:
    """Where a quotation stands to the letter between its neighbours: once, or just where it is awaited."""
    whole, high = asked.whole, len(target.chars)
    low = 0
    if awaited:
        low = max(awaited.low - awaited.slack - len(asked.before), 0)
        high = max(awaited.high + awaited.slack, 0) + len(whole)
    at = target.chars.find(whole, low, high)
    if at < 0 or (awaited is None and not (asked.before or asked.after) and len(asked.exact) < _TELLING):
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


def _by_its_ends(target: _Target, asked: _Asked, shifts: _Shifts) -> Span | None:
    """Where a long quotation stands: from where its first words are to where its last words are."""
    head = Quotation(asked.exact[:_END], asked.before, asked.exact[_END : _END + _NEIGHBOURS])
    tail = Quotation(asked.exact[-_END:], asked.exact[-_END - _NEIGHBOURS : -_END], asked.after)
    later = None if asked.hint is None else asked.hint + len(asked.exact) - _END
    first = _place(target, _Asked(Sought(head, asked.hint)), shifts)
    last = _place(target, _Asked(Sought(tail, later)), shifts)
    if first is None or last is None or not len(asked.exact) < 2 * (last.end - first.start) < 4 * len(asked.exact):
        return None
    return Span(first.start, last.end)


def _rooms(target: _Target, asked: _Asked, awaited: _Awaited | None) -> Iterator[Span]:
    """The stretches of the text in which a quotation is looked for, the likeliest first, the last the whole."""
    size = len(target.chars)
    if awaited:
        # Just where it is awaited a passage is better than its like that stands near it.
        for room in (_TELLING, *_ROOMS) if awaited.is_sure else sorted({*_ROOMS, max(int(size * _DRIFT), _ROOMS[-1])}):
            low = max(awaited.low - len(asked.before) - room, 0)
            high = min(awaited.high + len(asked.exact) + len(asked.after) + room, size)
            if low < high:
                yield Span(low, high)
    if not (awaited and awaited.is_sure):
        yield Span(0, size)


def _nearness(target: _Target, asked: _Asked, span: Span, awaited: _Awaited | None) -> _Nearness:
    if awaited is None:
        return _Nearness.ABOUT if asked.before or asked.after else _Nearness.FAR
    strayed = awaited.strayed(span.start)
    if strayed <= awaited.slack:
        return _Nearness.THERE
    if awaited.is_sure:
        return _Nearness.NOWHERE
    if strayed <= max(_ROOMS[-1], len(target.chars) * _DRIFT):
        return _Nearness.ABOUT
    return _Nearness.NOWHERE if awaited.is_told else _Nearness.FAR


def _rank(target: _Target, place: _Place, awaited: _Awaited | None) -> float:
    """The less, the better: errors, and how far off the place is."""
    if awaited is None:
        return place.errors
    strayed = max(awaited.strayed(place.span.start) - awaited.slack, 0)
    return place.errors + _FAR * min(strayed / max(len(target.chars) * _DRIFT, 1), 1)


def _aligned(target: _Target, asked: _Asked, room: Span, awaited: _Awaited | None) -> Iterator[_Place]:
    """Candidates between two offsets: by the quotation with both neighbours, with either, and alone."""
    before, exact, after = asked.before, asked.exact, asked.after
    seen = set()
    for words, skipped in ((asked.whole, len(before)), (before + exact, len(before)), (exact + after, 0), (exact, 0)):
        span = _fitted(target, words, Span(skipped, skipped + len(exact)), room, awaited)
        if span is None or span in seen:
            continue
        seen.add(span)
        span = _inward(target, asked, _jointed(target, asked, span))
        place = _judged(target, asked, _trimmed(target, asked, span))
        if place and min(place.before, place.after) < _ALIKE:
            place = _judged(target, asked, _trimmed(target, asked, _shorn(target, asked, place)))
        if place:
            yield place
            if place.errors <= _PLAIN:
                return


def _fitted(target: _Target, words: str, inner: Span, room: Span, awaited: _Awaited | None) -> Span | None:
    """Where the inner part of some words comes to stand, when the whole is laid where it has the fewest errors."""
    low = room.start
    query, passage = _bytes(words), target.bytes[low : room.end]
    found = edlib.align(query, passage, mode="HW", task="locations", k=int(len(words) * _UTMOST) + 1)
    if found["editDistance"] < 0:
        return None
    places = [(first or 0, last + 1) for first, last in found["locations"]]
    middle = awaited.middle - low - inner.start if awaited else 0
    first, last = min(places, key=lambda place: abs(place[0] - middle))
    path = edlib.align(query, passage[first:last], mode="NW", task="path")
    ends = _through(path["cigar"] or "", inner)
    return ends and Span(low + first + ends.start, low + first + ends.end)


def _through(cigar: str, inner: Span) -> Span | None:
    """Where a part of a query stands in the passage it was aligned with, by an extended CIGAR string.

    A few characters put in at an end belong to the part if its own are changed there: a word was put for a word.
    """
    steps = [(int(count), sign) for count, sign in _STEP.findall(cigar)]
    start = _reached(steps, inner.start)
    size = sum(count for count, sign in steps if sign != "D")
    passage = sum(count for count, sign in steps if sign != "I")
    end = passage - _reached(steps[::-1], size - inner.end)
    return Span(start, end) if start < end else None


def _reached(steps: Sequence[tuple[int, str]], goal: int) -> int:
    """The characters of a passage before those that answer to a query from `goal` on."""
    query = passage = 0
    for index, (count, sign) in enumerate(steps):
        if query == goal and sign == "D":
            follows = steps[index + 1] if index + 1 < len(steps) else (0, "=")
            is_changed = goal and count <= _WORD and (follows[1] != "=" or follows[0] < _SURE_SIGNS)
            return passage if is_changed else passage + count
        if sign != "D" and query + count > goal:
            return passage + (goal - query if sign != "I" else 0)
        query += count * (sign != "D")
        passage += count * (sign != "I")
    return passage


def _jointed(target: _Target, asked: _Asked, span: Span) -> Span:
    """The same place, with each end at its neighbour, if that stands a little farther out.

    An aligner of single characters gives up the words before a sentence that was put in, rather than the sentence.
    """
    reach = 300 + len(asked.exact)
    begins = max(span.start - reach, 0)
    left = target.chars[begins : span.start + _NEIGHBOURS][::-1]
    start = span.start - _outward(
        asked.exact[::-1], asked.before[::-1], left, min(_NEIGHBOURS, span.start + _NEIGHBOURS - begins)
    )
    right = target.chars[max(span.end - _NEIGHBOURS, 0) : span.end + reach]
    end = span.end + _outward(asked.exact, asked.after, right, min(_NEIGHBOURS, span.end))
    return Span(max(start, 0), end)


def _inward(target: _Target, asked: _Asked, span: Span) -> Span:
    """The same place, with an end farther in where the words have ended before, and what follows was put in."""
    words = target.chars[span.start : span.end]
    end = _least(asked.exact, words)
    start = end - _least(asked.exact[::-1], words[:end][::-1])
    return Span(span.start + start, span.start + end)


def _least(exact: str, words: str) -> int:
    """The length of the beginning of some words that has no more errors than the whole, if the rest is a sentence."""
    if len(words) - len(exact) <= _WORD:
        return len(words)
    found = edlib.align(_bytes(exact), _bytes(words), mode="SHW", task="locations")
    return found["locations"][0][1] + 1 if found["editDistance"] <= _errors(exact, words) else len(words)


def _shorn(target: _Target, asked: _Asked, place: _Place) -> Span:
    """The same place without what was put beside words that were taken out with their neighbour."""
    words = target.chars[place.span.start : place.span.end]
    found = edlib.align(_bytes(asked.exact), _bytes(words), mode="NW", task="path")
    steps = [(int(count), sign) for count, sign in _STEP.findall(found["cigar"] or "")]
    first = _unlike(steps) if asked.before and place.before < _ALIKE else 0
    last = _unlike(steps[::-1]) if asked.after and place.after < _ALIKE else 0
    return Span(place.span.start + first, place.span.end - last) if first + last < len(words) else place.span


def _unlike(steps: Sequence[tuple[int, str]]) -> int:
    """The characters of a passage before the first that are surely those of the query, if few of them are alike."""
    passage = alike = 0
    for count, sign in steps:
        if sign == "=" and count >= _SURE_SIGNS:
            return passage if alike < _SOMEWHAT_ALIKE * passage else 0
        passage += count * (sign != "I")
        alike += count * (sign == "=")
    return 0


def _outward(exact: str, after: str, passage: str, at: int) -> int:
    """By how many characters a quotation ends later than at `at` in a passage, which begins shortly before its end.

    It does if what follows it stands plainly later, and the last words of the quotation right before that.
    """
    after = after.strip()
    if len(after) < _JOINT:
        return 0
    here = passage[at : at + len(after) + _JOINT]
    if _beside(after, here.strip()) <= len(after) // 3:
        return 0
    found = edlib.align(_bytes(after), _bytes(passage[at:]), mode="HW", task="locations", k=len(after) // 4)
    if found["editDistance"] < 0 or len({last for _, last in found["locations"]}) > _COPIES:
        return 0
    later = found["locations"][0][0] or 0
    tail, between = exact[-_NEIGHBOURS:], passage[: at + later].rstrip()
    begins = passage[max(at - len(tail), 0) :]
    return len(between) - at if _errors_of_parts(tail, begins, between) + 1 < _beside(tail, begins) else 0


def _trimmed(target: _Target, asked: _Asked, span: Span) -> Span:
    """The same place without spaces at its ends, and with whole words where the quotation had them."""
    start, end = span.start, span.end
    chars = target.chars
    if asked.begins_a_word and _within_a_word(chars, start):
        start = _edge(chars, start)
    if asked.ends_a_word and _within_a_word(chars, end):
        end = _edge(chars, end)
    while start < end and chars[start] == " ":
        start += 1
    while start < end and chars[end - 1] == " ":
        end -= 1
    return Span(start, end)


def _edge(chars: str, at: int) -> int:
    """The nearest edge of the word an offset is in, if it is very near."""
    near = (at + way * step for step in range(1, _SNAP + 1) for way in (-1, 1))
    return next((edge for edge in near if 0 <= edge <= len(chars) and not _within_a_word(chars, edge)), at)


def _within_a_word(chars: str, at: int) -> bool:
    return 0 < at < len(chars) and chars[at - 1].isalnum() and chars[at].isalnum()


def _judged(target: _Target, asked: _Asked, span: Span) -> _Place | None:
    """A candidate with its likenesses; `None` if nothing is left of it."""
    if span.start >= span.end:
        return None
    words = target.chars[span.start : span.end]
    errors = _errors(asked.exact, words)
    left = target.chars[max(span.start - 2 * _NEIGHBOURS, 0) : span.start]
    right = target.chars[span.end : span.end + 2 * _NEIGHBOURS]
    before, after = asked.before.strip(), asked.after.strip()
    missing_before, missing_after = _beside(before[::-1], left.strip()[::-1]), _beside(after, right.strip())
    whole = len(asked.exact) + len(before) + len(after)
    put_in = _PUT_IN if len(words) - len(asked.exact) > _WORD else 0
    return _Place(
        span,
        (errors + missing_before + missing_after + put_in) / whole,
        max(1 - errors / len(asked.exact), 0),
        1 - missing_before / len(before) if before else 0,
        1 - missing_after / len(after) if after else 0,
        bool(after) and _beside(after, target.chars[span.start : span.start + 2 * _NEIGHBOURS]) <= missing_after,
    )


def _errors(words: str, others: str) -> int:
    """The errors of some words in a passage, a sentence put in between them not counted."""
    errors = int(edlib.align(_bytes(words), _bytes(others), mode="NW")["editDistance"])
    put_in = len(others) - len(words)
    if put_in <= _WORD:
        return errors
    # Of much more than was asked for the letters of any words can be picked out.
    if len(words) > 2 * _TELLING and put_in <= len(words):
        return errors - put_in
    return min(errors, _errors_of_parts(words, others, others))


def _errors_of_parts(words: str, begins: str, ends: str) -> int:
    """The least errors of some words cut in two, the first at the beginning of a passage, the second at an end."""
    cuts = [index for index in range(len(words)) if index == 0 or words[index - 1] == " "]
    return min(_beside(words[:cut].rstrip(), begins) + _beside(words[cut:].rstrip()[::-1], ends[::-1]) for cut in cuts)


def _beside(words: str, passage: str) -> int:
    """The errors of a neighbour at the beginning of a passage."""
    if not words or not passage:
        return len(words)
    return int(edlib.align(_bytes(words), _bytes(passage[: 2 * len(words)]), mode="SHW")["editDistance"])


def _plain(chars: str) -> str:
    # Many times as fast as `translate`, where not all characters are of ASCII.
    for variant, same in _SAME.items():
        chars = chars.replace(variant, same)
    return chars


def _bytes(chars: str) -> bytes:
    """The low byte of each character: those of different scripts may share one, which only blurs a likeness."""
    return chars.encode("utf-32-le", "surrogatepass")[::4]
