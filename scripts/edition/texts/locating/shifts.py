"""How far the parts of a text have moved since an older version of it, as its quotations tell."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.texts.locating.likeness import TELLING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.texts.locating.sought import Asked, Target

_PIECE = 16
"""Characters of a piece by which the shift of a part of the text is known: fewer stand too often, more too seldom."""

ROOMS = (150, 600)
"""Characters on each side of where a quotation is awaited in which it is looked for first."""

DRIFT = 0.06
"""The share of a text by which its parts may have moved where nothing tells how far."""

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

_VOTING = 2000
"""So many characters of a quotation are asked: where it begins is what is wanted."""


class Shifts:
    """How far the parts of an older text have moved, told by pieces of its quotations that stand in the new one."""

    def __init__(self, target: Target, asked: Sequence[Asked]) -> None:
        self._size = len(target.chars)
        hinted = [one for one in asked if one.hint is not None]
        votes = sorted(vote for one in hinted for vote in _votes(target, one)) if len(hinted) >= _FEW_VOTES else []
        self._votes = _likeliest(votes)
        self._old = [vote.old for vote in self._votes]

    def around(self, asked: Asked) -> Awaited | None:
        """Where a quotation is awaited; `None` if nothing is known of it."""
        if asked.hint is None:
            return None
        drift = max(int(self._size * DRIFT), ROOMS[-1])
        mapped = len(self._votes) >= _FEW_VOTES
        if not mapped:
            # A single quotation says nothing that it would not say of a copy of itself.
            return Awaited(asked.hint, asked.hint, drift)
        after = bisect.bisect_right(self._old, asked.hint)
        beside = self._votes[max(after - 1, 0) : after + 1]
        places = [vote.new + asked.hint - vote.old for vote in beside]
        # What is told from one side alone may be wrong by what was put in or taken out since.
        apart = min(abs(asked.hint - vote.old) for vote in beside)
        sure = max(vote.weight for vote in beside) > 1 and (len(beside) > 1 or apart <= TELLING)
        return Awaited(
            min(places), max(places), ROOMS[0] if sure else min(ROOMS[0] + apart // 4, drift), sure, is_told=True
        )


@dataclass(frozen=True, slots=True)
class Awaited:
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
        """Between the two offsets."""
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


def _votes(target: Target, asked: Asked) -> Iterator[_Vote]:
    """What the pieces of a quotation say, those together that say nearly the same."""
    first = (asked.hint or 0) - len(asked.before)
    found: dict[int, list[int]] = {}
    for index in range(0, min(len(asked.whole), _VOTING) - _PIECE + 1, _PIECE):
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
