"""Decide which notes stand open in the margin and which show only their title.

A margin has a capacity: notes that are taller than the text beside them run away from their passages. So
every height is estimated from its characters, and gists are opened one by one, the most wanted kinds first,
as long as no note is pushed further from its paragraph than `FURTHEST`, and no paragraph further from the
one before it than `WIDEST_GAP`.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS_FIRST = ("fact-check", "quotation", "variant", "context", "allusion", "term", "person", "parallel")
"""The order in which notes are opened while there is room; editors may change it."""

FURTHEST = 75
"""How far, in px, a note may stand below the end of its paragraph."""

WIDEST_GAP = 30
"""How far, in px, the notes of a paragraph may push the next paragraph down."""

# The measures of the reading page at 1440 px, see overrides/assets/edition.css.
TEXT_CHARS = 72
TEXT_LINE = 29
TEXT_GAP = 18
HEADING = 90
NOTE_CHARS = 44
TITLE_CHARS = 36
NOTE_LINE = 20
FOLDED_GAP = 9
PARALLEL_CHARS = 38
PARALLEL_GAP = 12
OPENED_EXTRA = 56
"""Kind, the line "More", and the greater gap below an open note."""


@dataclass(frozen=True, slots=True)
class Item:
    """A note as the margin sees it."""

    slug: str
    kind: str
    title: str
    gist: str

    @property
    def folded(self) -> int:
        """Its height, in px, with the title alone."""
        return math.ceil(len(self.title) / TITLE_CHARS) * NOTE_LINE + FOLDED_GAP

    @property
    def opened(self) -> int:
        """Its height, in px, with title and gist."""
        return self.folded + math.ceil(len(self.gist) / NOTE_CHARS) * NOTE_LINE + OPENED_EXTRA


@dataclass(frozen=True, slots=True)
class Row:
    """A block of text and the notes beside it."""

    chars: int
    items: tuple[Item, ...]
    heading: bool = False
    parallels: str = ""
    """The line below its notes that leads to parallels."""

    @property
    def height(self) -> int:
        """The height of the block, in px, without the gap below it."""
        return HEADING if self.heading else math.ceil(self.chars / TEXT_CHARS) * TEXT_LINE

    @property
    def facing(self) -> int:
        """The height of the line of parallels, in px."""
        lines = math.ceil(len(self.parallels) / PARALLEL_CHARS)
        return lines * NOTE_LINE + PARALLEL_GAP if lines else 0


def opened(rows: Sequence[Row]) -> frozenset[str]:
    """The slugs of the notes that stand open beside these rows."""
    wanted = sorted(
        (item for row in rows for item in row.items),
        key=lambda item: KINDS_FIRST.index(item.kind),
    )
    open_now: frozenset[str] = frozenset()
    limits = [(max(FURTHEST, below), max(WIDEST_GAP, gap)) for below, gap in _laid_out(rows, open_now)]
    for item in wanted:
        strains = _laid_out(rows, open_now | {item.slug})
        fits = (below <= most and gap <= widest for (below, gap), (most, widest) in zip(strains, limits, strict=True))
        if all(fits):
            open_now |= {item.slug}
    return open_now


def _laid_out(rows: Sequence[Row], open_now: frozenset[str]) -> list[tuple[int, int]]:
    """For each row, in px: how far its last note begins below it, and the gap it leaves in the text after it.

    Follows the double float of the page: notes begin beside their paragraph or below the notes before
    them, and no paragraph begins above the notes before it.
    """
    text = margin = 0
    strains = []
    for row in rows:
        below = gap = 0
        end = text + row.height
        if row.items:
            top = max(margin, text)
            heights = [item.opened if item.slug in open_now else item.folded for item in row.items]
            tops = list(itertools.accumulate(heights, initial=top))
            below = max(0, tops[-2] - end)
            gap = max(0, top - end - TEXT_GAP)
            margin = tops[-1] + row.facing
        text = end + TEXT_GAP + gap
        if row.heading:
            text = margin = max(text, margin)
        strains.append((below, gap))
    return strains
