"""Carry the blocks of a text over to its newer words.

A block keeps its id where its words are; one whose words are gone is retired; one that is new gets an id of its own
beside that of its neighbour, and nothing is numbered anew.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from edition.fold import folded
from edition.model import Block, BlockKind, Comment, RetiredBlock, Span
from edition.texts.listing import IN_COMMENT
from edition.texts.note_signs import own_sign, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edition.model import Text
    from edition.texts.aligning import Alignment

_PLAIN = {BlockKind.PARAGRAPH, BlockKind.COMMENT_PARAGRAPH}
"""What any words look like."""

_HALF = 0.5
"""The share of a block's words from which they say where it is: passages of one language share a third by chance."""

_MOVED = 90
"""The likeness (0 to 100, rapidfuzz) from which a block is one that stood elsewhere."""

_TELLING = 24
"""A shorter block may stand elsewhere by chance."""

_OPENING = 60
"""So many characters of a block that is taken out tell which it was."""

_RUN_BEGINS = re.compile(r"(?:\A|\n)[^\S\n]*\n\s*|\A\s*")
_LINE_BEGINS = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)


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
    origins = _origins(text.blocks, spans, shared, alignment)
    blocks, told = _with_comments(text, tuple(_named(text, spans, of, origins, guessed)), of, comments)
    kept = {block.id for block in blocks}
    homes = _homes(text, blocks, shared, alignment)
    blocks = tuple(_with_signs(text, chars, blocks, homes, guessed))
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


def _origins(
    old: Sequence[Block], new: Sequence[Span], shared: Mapping[tuple[int, int], int], alignment: Alignment
) -> dict[int, tuple[Block, bool]]:
    """From which older block each newer span has most words that stayed, and whether they are half of its own."""
    most = dict(sorted(shared, key=lambda both: (shared[both], -both[1])))
    return {
        place: (old[index], shared[place, index] >= _HALF * len(alignment.new.within(new[place])))
        for place, index in most.items()
    }


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


# The author's notes


def _with_signs(
    text: Text, chars: str, blocks: Sequence[Block], homes: Mapping[str, Sequence[str]], guessed: Sequence[Block]
) -> Iterator[Block]:
    """The newer blocks; a note of the author's has the sign that it begins with, and names the blocks that print it.

    They are sought where those went that printed it before; for a note that is new, or begins with another sign, both
    are guessed. Where no block prints the sign, those that did are still named, and the check of the list asks.
    """
    words = {block.id: chars[block.span.start : block.span.end] for block in blocks}
    known = {block.id for block in text.blocks}
    looks = {look.span.start: look for look in guessed if look.label}
    for block in blocks:
        label, named = block.label, [home for name in block.referred for home in homes.get(name, ())]
        look = looks.get(block.span.start)
        if look and (block.id not in known or (label and not own_sign(words[block.id], label))):
            label, there = look.label, [other.span for other in guessed if other.id in look.referred]
            named = [other.id for other in blocks if any(other.span.overlaps(span) for span in there)]
        printed = [name for name in dict.fromkeys(named) if sign_in(words[name], label) >= 0]
        before = [name for name in block.referred if name in words and block.id in known]
        yield replace(block, label=label, referred=tuple(printed or before))


# What they are called


def _named(
    text: Text,
    spans: Sequence[Span],
    of: Mapping[int, int],
    origins: Mapping[int, tuple[Block, bool]],
    guessed: Sequence[Block],
) -> Iterator[Block]:
    """The newer blocks: as they were declared, and for what is new as it was guessed, or as what it was cut from."""
    taken = _ids(text)
    before = ""
    for place, span in enumerate(spans):
        if place in of:
            block = replace(text.blocks[of[place]], span=span)
        else:
            block = replace(_like(span, origins.get(place), guessed), span=span)
            # The parts of a comment are named when it is known to which they belong.
            block = block if block.kind in IN_COMMENT else replace(block, id=_new_id(block, before, taken))
            taken.add(block.id)
        before = block.id if block.kind in _LETTER else before
        yield block


def _ids(text: Text) -> set[str]:
    """All ids that blocks of a text have, or had."""
    return {block.id for block in text.blocks} | {gone.id for gone in text.retired}


def _like(span: Span, origin: tuple[Block, bool] | None, guessed: Sequence[Block]) -> Block:
    """What a new block is: what the block was from which it was cut, if it looks like nothing else; else what it does.

    `origin` is an older block with which it shares words, and whether half of its own are of that one.
    """
    first = next((block for block in guessed if block.span.start <= span.start < block.span.end), None)
    whole, is_part = origin or (None, False)
    looks = first is not None and first.span.start == span.start and not (is_part and first.kind in _PLAIN)
    if whole is None or looks:
        return first or Block("p", BlockKind.PARAGRAPH, span)
    kind = BlockKind.COMMENT_PARAGRAPH if whole.kind is BlockKind.COMMENT_HEAD else whole.kind
    return Block(whole.id, kind, span, level=whole.level, language=whole.language, keeps_breaks=whole.keeps_breaks)


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
    taken, used = _ids(text), {gone.number for gone in text.retired if gone.number} | known.keys()
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
    return _free(base, taken, lettered=bool(stems) or base in taken)
