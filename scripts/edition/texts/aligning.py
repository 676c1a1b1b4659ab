"""Align two versions of a text, word by word.

Words are compared after folding, so that typography moves nothing. The alignment is that of the fewest words put in,
taken out or changed (Levenshtein's, as rapidfuzz has it).
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from edition.fold import UNSPACED, folded
from edition.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
"""A word, a character of a script without spaces, or another sign."""

_SLIDE = 40
"""By so many words at most the beginning of what was put in or taken out is moved to that of a line."""

_TELLING_WORDS = 4
"""A line of fewer words may stand in both texts by chance."""

_COSTLY = 4_000_000_000
"""So many comparisons of words take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, were taken out or were put in: their places in the older and in the newer text."""

    old: Span | None
    new: Span | None

    @property
    def stays(self) -> bool:
        """Whether the words are in both texts."""
        return self.old is not None and self.new is not None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, each with its place."""

    chars: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, chars: str) -> Words:
        """The words of some characters."""
        return cls(chars, tuple(Span(*match.span()) for match in _TOKEN.finditer(chars)))

    def __getitem__(self, index: int) -> str:
        return self.chars[self.spans[index].start : self.spans[index].end]

    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [folded(self[index]) for index in range(len(self.spans))]

    def begins_line(self, index: int) -> bool:
        """Whether a word is the first of its line."""
        return index == 0 or "\n" in self.chars[self.spans[index - 1].end : self.spans[index].start]

    def within(self, span: Span) -> range:
        """Which words stand in a span."""
        first = bisect.bisect_left(self.spans, span.start, key=lambda word: word.start)
        return range(first, bisect.bisect_left(self.spans, span.end, key=lambda word: word.start))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts, word by word."""

    old: Words
    new: Words
    pairs: Mapping[int, int]
    """Which word of the newer text a word of the older one is, in order."""

    def reached(self, span: Span) -> list[Span]:
        """Where the words of a span of the older text that stay are in the newer one."""
        return [self.new.spans[self.pairs[index]] for index in self.old.within(span) if index in self.pairs]

    def pieces(self) -> Iterator[Piece]:
        """The words in the order of both texts: those that stay one by one, before them what was changed.

        A word whose typography changed is taken out and put in.
        """
        done_old = done_new = 0
        for old, new in [*self.pairs.items(), (len(self.old.spans), len(self.new.spans))]:
            for index in range(done_old, old):
                yield Piece(self.old.spans[index], None)
            for index in range(done_new, new):
                yield Piece(None, self.new.spans[index])
            done_old, done_new = old + 1, new + 1
            if old == len(self.old.spans):
                return
            if self.old[old] == self.new[new]:
                yield Piece(self.old.spans[old], self.new.spans[new])
            else:
                yield Piece(self.old.spans[old], None)
                yield Piece(None, self.new.spans[new])


def align(old: str, new: str) -> Alignment:
    """The alignment of two texts: by their words, and of long ones first by the lines that stand once in both."""
    one, other = Words.of(old), Words.of(new)
    words, others = one.folded(), other.folded()
    pairs: dict[int, int] = {}
    done_old = done_new = 0
    lines = _same_lines(one, other) if len(words) * len(others) > _COSTLY else []
    for old_line, new_line in [*lines, (range(len(words), len(words)), range(len(others), len(others)))]:
        between = words[done_old : old_line.start], others[done_new : new_line.start]
        pairs |= {done_old + a: done_new + b for a, b in _same_words(*between)}
        pairs |= dict(zip(old_line, new_line, strict=False))
        done_old, done_new = old_line.stop, new_line.stop
    pairs = _slid(one, pairs)
    back = _slid(other, {new: old for old, new in pairs.items()})
    return Alignment(one, other, {old: new for new, old in back.items()})


def _slid(words: Words, pairs: Mapping[int, int]) -> dict[int, int]:
    """The same alignment, with each run of words that the other text lacks beginning a line, where it may as well.

    Between two sentences that end alike an aligner may keep the end of one for that of the other.
    """
    slid = dict(pairs)
    for (before, one), (after, other) in pairwise(pairs.items()):
        first = before + 1
        if first == after or other != one + 1:
            continue
        steps = _steps(words, first, after, slid)
        for step in range(steps):
            slid[first + step] = slid.pop(after + step)
        for step in range(1, 1 - steps):
            slid[after - step] = slid.pop(first - step)
    return dict(sorted(slid.items()))


def _steps(words: Words, first: int, after: int, pairs: Mapping[int, int]) -> int:
    """How many words later (or, below 0, earlier) a run may begin that lacks in the other text, to begin a line."""
    for step in range(_SLIDE):
        if words.begins_line(first + step):
            return step
        if after + step not in pairs or words[first + step] != words[after + step]:
            break
    for step in range(1, _SLIDE):
        if first - step not in pairs or words[first - step] != words[after - step]:
            break
        if words.begins_line(first - step):
            return -step
    return 0


def _same_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which words are the same; none where two stretches without a line in common would cost too much."""
    if len(old) * len(new) > _COSTLY:
        return
    for block in Levenshtein.opcodes(old, new).as_matching_blocks():
        yield from ((block.a + index, block.b + index) for index in range(block.size))


def _same_lines(old: Words, new: Words) -> list[tuple[range, range]]:
    """The lines that stand once in both texts, in the order of both, as ranges of words (patience sorting)."""
    places = _once(new)
    found = [(line, places[chars]) for chars, line in _once(old).items() if chars in places]
    tops: list[int] = []
    before: list[int] = []
    piles: list[int] = []
    for index, (_, line) in enumerate(found):
        pile = bisect.bisect_left(tops, line.start)
        tops[pile : pile + 1] = [line.start]
        piles[pile : pile + 1] = [index]
        before.append(piles[pile - 1] if pile else -1)
    chain, index = [], piles[-1] if piles else -1
    while index >= 0:
        chain.append(found[index])
        index = before[index]
    return chain[::-1]


def _once(words: Words) -> dict[str, range]:
    """The lines of a text that stand in it once, and their words; in order."""
    lines = [
        (match[0].strip(), words.within(Span(*match.span()))) for match in re.finditer(r"[^\n]*\S[^\n]*", words.chars)
    ]
    counts = Counter(chars for chars, _ in lines)
    return {chars: line for chars, line in lines if counts[chars] == 1 and len(line) >= _TELLING_WORDS}
