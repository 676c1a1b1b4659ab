"""The pairs of texts that share parallels, and what of each text faces the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.pages import common

if TYPE_CHECKING:
    from edition.model import AnnotatedText, Block, Edition, PlacedParallel


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and the parallels they share."""

    one: AnnotatedText
    other: AnnotatedText
    parallels: tuple[PlacedParallel, ...]

    @property
    def path(self) -> str:
        """The page on which they face each other."""
        return common.pair_path(self.one.text.slug, self.other.text.slug)


def pairs_of(edition: Edition) -> tuple[Pair, ...]:
    """The pairs of texts that share a parallel, in the order of the texts."""
    pairs = (
        Pair(one, other, tuple(placed for placed in one.parallels if other.text.slug in placed.texts))
        for one, other in itertools.combinations(edition.texts, 2)
    )
    return tuple(pair for pair in pairs if pair.parallels)


def numbered(annotated: AnnotatedText) -> list[Block]:
    """The numbered paragraphs of a text."""
    return [b for b in annotated.text.blocks if b.comment is None and common.paragraph_number(b)]


def met(pair: Pair, here: AnnotatedText) -> frozenset[str]:
    """The ids of the blocks of a text that have a passage of a parallel of the pair."""
    return frozenset(
        block.id
        for placed in pair.parallels
        for passage in placed.passages_in(here.text.slug)
        for block in here.text.blocks_in(passage.span)
    )


def shown(pair: Pair, here: AnnotatedText) -> list[Block]:
    """The blocks of a text that face the other: those of the text itself, and comments that have a passage."""
    joined = met(pair, here)
    return [
        block
        for block in here.text.blocks
        if not here.text.notice(block.comment)
        and (block.id in joined or (block.comment is None and block.kind is not BlockKind.FURNITURE))
    ]
