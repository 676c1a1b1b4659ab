"""What faces what between two versions of a text: passages by their ids and words, and which words differ."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from edition.model import Span
from edition.texts.aligning import Piece, align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, Text

_STRAY = 2
"""So few words that stay between two changes would only tear them apart."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two versions has in a row; it may be nothing."""

    text: Text
    blocks: tuple[Block, ...]
    sign: str
    """The element of words that are not so in the other version: `del` in the older one, `ins` in the newer."""
    differing: tuple[Span, ...] = ()
    """Those words, in stretches, each within a block."""

    def place(self, block: Block) -> str:
        """The id of a block where both versions stand."""
        return f"{block.id}-before" if self.sign == "del" else block.id


@dataclass(frozen=True, slots=True)
class Row:
    """Passages of the older version and what they are in the newer one."""

    old: Side
    new: Side
    pieces: tuple[Piece, ...]
    """The words of both."""

    @property
    def is_changed(self) -> bool:
        """Whether words differ; where a paragraph begins does not count."""
        return bool(self.old.differing or self.new.differing)

    @property
    def block(self) -> Block:
        """The passage whose name it has."""
        return (self.new.blocks or self.old.blocks)[0]

    @property
    def is_moved(self) -> bool:
        """Whether its passage is in both versions, in two places."""
        other = self.new.text if not self.new.blocks else self.old.text if not self.old.blocks else None
        return other is not None and any(block.id == self.block.id for block in other.blocks)


@functools.lru_cache(maxsize=8)
def rows_of(old: Text, new: Text) -> tuple[Row, ...]:
    """Two versions cut into rows, as small as no passage of one row has become part of another, in the order of both.

    A passage that was moved is in two rows: where it was, and where it is. The page of changes, the notes named on it
    and the index ask for the same two versions: they are aligned once.
    """
    words = [
        (piece, piece.old and old.blocks_in(piece.old)[0], piece.new and new.blocks_in(piece.new)[0])
        for piece in align(old.chars, new.chars).pieces()
    ]
    kin = _kin(old, new, [(was.id if was else "", block.id) for _, was, block in words if block])
    cut = list(_cut(old, new, kin))
    row_of_old = {block.id: number for number, (blocks, _) in enumerate(cut) for block in blocks}
    row_of_new = {block.id: number for number, (_, blocks) in enumerate(cut) for block in blocks}
    pieces: list[list[Piece]] = [[] for _ in cut]
    for piece, was, block in words:
        places = [row_of_old[was.id]] if was else []
        places += [row_of_new[block.id]] if block else []
        # Words that two passages share by chance are in both of them.
        by_chance = len(set(places)) > 1
        parts = (Piece(piece.old, None), Piece(None, piece.new)) if by_chance else (piece,)
        for place, part in zip(places, parts, strict=False):
            pieces[place].append(part)
    return tuple(_row(old, new, olds, news, some) for (olds, news), some in zip(cut, pieces, strict=True))


def _kin(old: Text, new: Text, words: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Which older and newer block are one, as places: by their id, by what was joined, or if one was cut from another.

    None of these cross: what was moved is no such pair. `words` has for each word of the newer text the block in which
    it was, or nothing, and the one in which it is.
    """
    joined = {gone.id: gone.now for gone in new.retired}
    olds = {block.id: place for place, block in enumerate(old.blocks)}
    news = {block.id: place for place, block in enumerate(new.blocks)}
    shared, sizes = Counter(words), Counter(block for _, block in words)
    kin = [
        (olds[was], news[block])
        for (was, block), count in shared.items()
        if was and (joined.get(was, was) == block or (block not in olds and 2 * count >= sizes[block]))
    ]
    for name in olds.keys() & news.keys():  # words that were all replaced in their place
        place, now = olds[name], news[name]
        if all((place - one) * (now - other) > 0 for one, other in kin):
            kin.append((place, now))
    return sorted(kin)


def _cut(old: Text, new: Text, kin: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """The blocks of both texts in rows: those that are kin and what stands between them, each of the others alone."""
    groups: list[tuple[int, int, int, int]] = []
    for one, other in kin:
        first, stop, begin, end = groups[-1] if groups else (0, 0, 0, 0)
        if one < stop or other < end:
            groups[-1] = (first, one + 1, begin, other + 1)
        else:
            groups.append((one, one + 1, other, other + 1))
    done_old = done_new = 0
    for first, stop, begin, end in groups:
        yield from _alone(old.blocks[done_old:first], new.blocks[done_new:begin])
        yield old.blocks[first:stop], new.blocks[begin:end]
        done_old, done_new = stop, end
    yield from _alone(old.blocks[done_old:], new.blocks[done_new:])


def _alone(olds: Sequence[Block], news: Sequence[Block]) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Blocks that are in one version only, or were moved."""
    yield from (((block,), ()) for block in olds)
    yield from (((), (block,)) for block in news)


def _row(old: Text, new: Text, olds: tuple[Block, ...], news: tuple[Block, ...], pieces: Sequence[Piece]) -> Row:
    runs = [run for stays, run in _runs(pieces) if not stays]
    return Row(
        Side(old, olds, "del", _stretches(olds, [[piece.old for piece in run if piece.old] for run in runs])),
        Side(new, news, "ins", _stretches(news, [[piece.new for piece in run if piece.new] for run in runs])),
        tuple(pieces),
    )


def _stretches(blocks: Sequence[Block], runs: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """Each run of words as a stretch in each block in which it has any."""
    return tuple(
        Span(words[0].start, words[-1].end)
        for block in blocks
        for run in runs
        if (words := [word for word in run if block.span.covers(word)])
    )


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Runs of words that stay or do not; a few that stay between two greater changes count as changed with them."""
    runs = [(stays, list(run)) for stays, run in groupby(pieces, lambda piece: piece.stays)]
    out: list[tuple[bool, list[Piece]]] = []
    for index, (stays, run) in enumerate(runs):
        inside = stays and 0 < index < len(runs) - 1
        beside = [len(runs[at][1]) for at in (index - 1, index + 1)] if inside else []
        is_stray = inside and len(run) <= _STRAY and min(beside) > _STRAY
        if out and out[-1][0] is False and (is_stray or not stays):
            out[-1][1].extend(run)
        else:
            out.append((stays, run))
    yield from out
