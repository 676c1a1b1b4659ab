"""Align two versions of a text: which words went where, and with them which blocks.

Words are compared after folding, so that typography moves nothing. The alignment is that of the fewest words put in,
taken out or changed (Levenshtein's, as rapidfuzz has it). A block keeps its id where its words are; one whose words
are gone is retired; one that is new gets an id of its own beside that of its neighbour, and nothing is numbered anew.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from edition.fold import UNSPACED, folded
from edition.model import Block, BlockKind, Comment, RetiredBlock, Span
from edition.texts.listing import IN_COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edition.model import Text

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
"""A word, a character of a script without spaces, or another sign."""

_HALF = 0.5
"""The share of a block's words from which they say where it is: passages of one language share a third by chance."""

_MOVED = 90
"""The likeness (0 to 100, rapidfuzz) from which a block is one that stood elsewhere."""

_TELLING = 24
"""A shorter block may stand elsewhere by chance."""

_SLIDE = 40
"""By so many words at most the beginning of what was put in or taken out is moved to that of a line."""

_TELLING_WORDS = 4
"""A line of fewer words may stand in both texts by chance."""

_COSTLY = 4_000_000_000
"""So many comparisons of words take seconds."""

_OPENING = 60
"""So many characters of a block that is taken out tell which it was."""

_RUN_BEGINS = re.compile(r"(?:\A|\n)[^\S\n]*\n\s*|\A\s*")
_LINE_BEGINS = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)


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


@dataclass(frozen=True, slots=True)
class Carried:
    """The blocks of a text that is renewed."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    retired: tuple[RetiredBlock, ...]
    """All that are, with those that were before."""
    put_in: tuple[str, ...]
    """The ids of the new blocks."""
    moved: tuple[str, ...]
    """The ids of the blocks that stand elsewhere now."""
    homes: Mapping[str, tuple[str, ...]]
    """The ids of the blocks in which the words of an older block are now, its own first; none, if it is gone."""


def carry(text: Text, alignment: Alignment, guessed: Sequence[Block], comments: Sequence[Comment]) -> Carried:
    """The blocks of a text carried over to its newer words.

    `guessed` and `comments` are a first guess at the newer text, used for what is new in it alone.
    """
    chars = alignment.new.chars
    starts = sorted(_starts(text, alignment, guessed))
    edges = zip(starts, [*starts[1:], len(chars)], strict=True)
    spans = [Span(start, start + len(chars[start:end].rstrip())) for start, end in edges]
    shared = _shared(text.blocks, spans, alignment)
    of = _paired(text.blocks, spans, shared, alignment)
    moved = _moved(text, spans, of, alignment)
    of |= moved
    blocks = tuple(_named(text, spans, of, shared, guessed))
    kept = {block.id for block in blocks}
    blocks = tuple(replace(block, referred=tuple(id_ for id_ in block.referred if id_ in kept)) for block in blocks)
    blocks, told = _with_comments(text, blocks, of, comments)
    homes = _homes(text, blocks, shared, alignment)
    return Carried(
        blocks,
        told,
        (*(replace(gone, now=homes.get(gone.now, ("",))[0]) for gone in text.retired), *_retired(text, kept, homes)),
        tuple(block.id for index, block in enumerate(blocks) if index not in of),
        tuple(text.blocks[old].id for old in moved.values()),
        homes,
    )


# Where blocks begin


def _starts(text: Text, alignment: Alignment, guessed: Sequence[Block]) -> set[int]:
    """Where a block begins in the newer text: after each blank line, where one began, and where new words do."""
    chars = alignment.new.chars
    runs = [match.end() for match in _RUN_BEGINS.finditer(chars) if match.end() < len(chars)]
    lines = sorted({match.end() for match in _LINE_BEGINS.finditer(chars)} | set(runs))
    found = set(runs) | {at for block in text.blocks if (at := _start(text, block, alignment, runs, lines)) is not None}
    kept = sorted(alignment.pairs.values())
    for block in guessed:
        words = alignment.new.within(block.span)
        first = bisect.bisect_left(kept, words.start)
        stay = bisect.bisect_left(kept, words.stop) - first
        if stay < _HALF * len(words) or kept[first] != words.start:
            found.add(block.span.start)
    return found


def _start(text: Text, block: Block, alignment: Alignment, runs: Sequence[int], lines: Sequence[int]) -> int | None:
    """Where a block of the older text begins in the newer one; `None` if nothing tells, or it was joined to another."""
    words = alignment.old.within(block.span)
    kept = [alignment.pairs[index] for index in words if index in alignment.pairs]
    began_line = not text.chars[text.chars.rfind("\n", 0, block.span.start) + 1 : block.span.start].strip()
    if len(kept) < _HALF * len(words):
        return None
    if words.start in alignment.pairs:
        at = alignment.new.spans[alignment.pairs[words.start]].start
        return at if not began_line or at in lines[_place(lines, at) : _place(lines, at) + 1] else None
    if not kept or not began_line:
        return None
    before = next((alignment.pairs[i] for i in range(words.start - 1, -1, -1) if i in alignment.pairs), None)
    low = 0 if before is None else alignment.new.spans[before].end
    high = alignment.new.spans[kept[0]].start
    between = [at for begins in (runs, lines) for at in reversed(begins[_place(begins, low) :]) if at <= high]
    return between[0] if between else None


def _place(offsets: Sequence[int], at: int) -> int:
    return bisect.bisect_left(offsets, at)


# Which block is which


def _shared(old: Sequence[Block], new: Sequence[Span], alignment: Alignment) -> Mapping[tuple[int, int], int]:
    """How many words each of the newer spans shares with each older block, where it shares any."""
    counts: Counter[tuple[int, int]] = Counter()
    starts = [span.start for span in new]
    for index, block in enumerate(old):
        for place in alignment.reached(block.span):
            counts[bisect.bisect_right(starts, place.start) - 1, index] += 1
    return counts


def _paired(
    old: Sequence[Block], new: Sequence[Span], shared: Mapping[tuple[int, int], int], alignment: Alignment
) -> dict[int, int]:
    """The older block that each newer span is: each is the other's nearest, and half of the shorter is in both.

    A block that is cut is still the first of its parts that has half as many words as the largest.
    """
    best_old: dict[int, int] = {}
    best_new: dict[int, int] = {}
    for place, block in sorted(shared, key=lambda both: (shared[both], -both[0])):
        best_old[place], best_new[block] = block, place
    for place, block in sorted(shared, reverse=True):
        least = _HALF * max(shared[best_new[block], block], len(alignment.new.within(new[place])))
        if shared[place, block] >= least and best_old[place] == block:
            best_new[block] = place
    return {
        place: block
        for place, block in best_old.items()
        if best_new[block] == place and _shares_half(old[block].span, new[place], shared[place, block], alignment)
    }


def _shares_half(old: Span, new: Span, words: int, alignment: Alignment) -> bool:
    """Whether so many words are half of the shorter of two passages."""
    return words >= _HALF * min(len(alignment.old.within(old)), len(alignment.new.within(new)))


def _moved(text: Text, new: Sequence[Span], of: Mapping[int, int], alignment: Alignment) -> dict[int, int]:
    """The older blocks that stand elsewhere now, for those spans that are no block yet."""
    taken, found = set(of.values()), {}
    left = {index: folded(text.words(block.span)) for index, block in enumerate(text.blocks) if index not in taken}
    for place, span in enumerate(new):
        words = folded(alignment.new.chars[span.start : span.end])
        if place in of or len(words) < _TELLING:
            continue
        nearest = process.extractOne(words, left, scorer=fuzz.ratio, score_cutoff=_MOVED)
        if nearest:
            found[place] = nearest[2]
            del left[nearest[2]]
    return found


def _homes(
    text: Text, new: Sequence[Block], shared: Mapping[tuple[int, int], int], alignment: Alignment
) -> dict[str, tuple[str, ...]]:
    """The newer blocks in which the words of each older one are."""
    found: dict[str, list[str]] = {block.id: [block.id] for block in new}
    homes = {block.id: found.get(block.id, []) for block in text.blocks}
    for (place, index), words in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        old = text.blocks[index]
        if new[place].id not in homes[old.id] and _shares_half(old.span, new[place].span, words, alignment):
            homes[old.id].append(new[place].id)
    return {name: tuple(ids) for name, ids in homes.items() if ids}


def _retired(text: Text, kept: set[str], homes: Mapping[str, tuple[str, ...]]) -> Iterator[RetiredBlock]:
    for block in text.blocks:
        if block.id not in kept:
            opening = text.words(block.span).splitlines()[0][:_OPENING].rstrip()
            number = block.comment if block.kind is BlockKind.COMMENT_HEAD else None
            yield RetiredBlock(block.id, opening, homes.get(block.id, ("",))[0], number)


# What they are called


def _named(
    text: Text,
    spans: Sequence[Span],
    of: Mapping[int, int],
    shared: Mapping[tuple[int, int], int],
    guessed: Sequence[Block],
) -> Iterator[Block]:
    """The newer blocks: as they were declared, and for what is new as it was guessed, or as what it was cut from."""
    taken = _ids(text)
    before = ""
    for place, span in enumerate(spans):
        if place in of:
            block = replace(text.blocks[of[place]], span=span)
        else:
            block = replace(_like(text, place, span, shared, guessed), span=span)
            # The parts of a comment are named when it is known to which they belong.
            block = block if block.kind in IN_COMMENT else replace(block, id=_new_id(block, before, taken))
            taken.add(block.id)
        before = block.id if block.kind in _LETTER else before
        yield block


def _ids(text: Text) -> set[str]:
    """All ids that blocks of a text have, or had."""
    ids = {block.id for version in text.versions for block in version.blocks}
    return ids | {gone.id for version in text.versions for gone in version.retired}


def _like(text: Text, place: int, span: Span, shared: Mapping[tuple[int, int], int], guessed: Sequence[Block]) -> Block:
    """What a new block is: what the block was from which it was cut, else what it looks like."""
    cut = max((index for at, index in shared if at == place), key=lambda index: shared[place, index], default=None)
    first = next((block for block in guessed if block.span.start <= span.start < block.span.end), None)
    if cut is not None and (first is None or first.span.start != span.start):
        whole = text.blocks[cut]
        kind = BlockKind.COMMENT_PARAGRAPH if whole.kind is BlockKind.COMMENT_HEAD else whole.kind
        return Block(whole.id, kind, span, level=whole.level, language=whole.language)
    return first or Block("p", BlockKind.PARAGRAPH, span)


_LETTER = {BlockKind.PARAGRAPH: "p", BlockKind.QUOTE: "p", BlockKind.LINE: "l"}
"""With which letter the ids of a kind begin that are numbered."""


def _new_id(block: Block, before: str, taken: Iterable[str]) -> str:
    """An id that no block has or had: that of the paragraph before with a letter, `p7a`; else a name with a number."""
    letter = _LETTER.get(block.kind)
    stem = re.match(rf"{letter}\d+", before) if letter else None
    base = (stem[0] if stem else f"{letter}0") if letter else block.id
    return _free(base, taken, lettered=letter is not None)


def _free(base: str, taken: Iterable[str], *, lettered: bool) -> str:
    """A name that is free: `p7a`, `p7b`; or `a-heading`, `a-heading-2`."""
    if lettered:
        return next(name for number in count() if (name := f"{base}{_letters(number)}") not in taken)
    return next(name for number in count(1) if (name := base if number == 1 else f"{base}-{number}") not in taken)


def _letters(number: int) -> str:
    """Of a count from 0: a, b, …, z, aa, ab, …."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)  # noqa: PLR2004


# Comments


def _with_comments(
    text: Text, blocks: Sequence[Block], carried: Mapping[int, int], guessed: Sequence[Comment]
) -> tuple[tuple[Block, ...], tuple[Comment, ...]]:
    """The blocks with the comments they belong to, and the comments as they were declared, or guessed if new.

    `carried` has the indices of the blocks that were there.
    A comment that is new has the number it is printed with, if no other has it or had it.
    """
    known, looks = ({comment.number: comment for comment in some} for some in (text.comments, guessed))
    taken, used = _ids(text), {comment.number for version in text.versions for comment in version.comments}
    used |= {gone.number for gone in text.retired if gone.number}
    out: list[Block] = []
    told: dict[int, Comment] = {}
    number = None
    for index, block in enumerate(blocks):
        is_known = index in carried
        if block.kind is BlockKind.COMMENT_HEAD and is_known:
            number = block.comment
            told[number or 0] = known[number or 0]
        elif block.kind is BlockKind.COMMENT_HEAD:
            guess = looks.get(block.comment or 0)
            number = block.comment if block.comment and block.comment not in used else max(used, default=0) + 1
            used.add(number)
            told[number] = Comment(number, guess.name if guess else "", (), date=guess.date if guess else "")
        if block.kind in IN_COMMENT:
            name = block.id if is_known else _part_id(block, number or 0, out, taken)
            taken.add(name)
            block = replace(block, id=name, comment=number)  # noqa: PLW2901
        out.append(block)
    comments = tuple(
        replace(
            comment,
            blocks=tuple(block for block in out if block.comment == comment.number),
            answers=tuple(answer for answer in comment.answers if answer.parent in told),
        )
        for comment in told.values()
    )
    return tuple(out), comments


def _part_id(block: Block, number: int, before: Sequence[Block], taken: Iterable[str]) -> str:
    """The id of a new part of a comment."""
    if block.kind is not BlockKind.COMMENT_PARAGRAPH:
        sort = "head" if block.kind is BlockKind.COMMENT_HEAD else block.kind.value
        return _free(f"comment-{number}-{sort}", taken, lettered=False)
    stems = [
        match[0]
        for other in before
        if other.comment == number and (match := re.match(rf"comment-{number}-p\d+", other.id))
    ]
    base = stems[-1] if stems else f"comment-{number}-p1"
    return _free(base, taken, lettered=bool(stems))
