"""Decide how much of each gist is seen in the margin before anyone opens it: all of it, its first lines, none.

A margin has a capacity: the text never makes room for its notes, so notes that are taller than the text beside them
run away from their passages. Every height is estimated from its characters. All gists get their first line before any
gets a second one, and so on, the most wanted kinds first, as long as no note begins further below its paragraph than
`FURTHEST`, and the last note does not end further below the text than `OVERHANG`.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS_FIRST = ("fact-check", "quotation", "variant", "context", "allusion", "term", "person", "parallel")
"""The order in which notes are opened while there is room; editors may change it."""

WHOLE = 100
"""More lines than a gist has: it stands open, with what may be read besides."""

STEPS = (1, 2, 3, WHOLE)
"""How many lines of its gist a note may show; less than that is its title alone."""

FURTHEST = 40
"""How far, in px, a note may begin below the end of its paragraph."""

OVERHANG = 100
"""How far, in px, the last note may reach below the end of the text."""

# The measures of the reading page at 1440 px, see overrides/assets/css/tokens.css.
TEXT_CHARS = 72
TEXT_LINE = 29
TEXT_GAP = 18
HEADING = 90
NOTE_CHARS = 44
TITLE_CHARS = 36
NOTE_LINE = 20
NOTE_GAP = 9
PARALLEL_CHARS = 38
PARALLEL_GAP = 12
OPENED_EXTRA = 60
"""The line of kind and "More", what stands around the gist, and the rest of a line that a claim leaves."""
BEGUN_EXTRA = 3
"""What stands above the first lines of a gist."""


@dataclass(frozen=True, slots=True)
class Item:
    """A note as the margin sees it."""

    slug: str
    kind: str
    title: str
    gist: str

    def height(self, lines: int) -> int:
        """Its height, in px, with the title and so many lines of its gist."""
        title = math.ceil(len(self.title) / TITLE_CHARS) * NOTE_LINE + NOTE_GAP
        if not lines:
            return title
        whole = math.ceil(len(self.gist) / NOTE_CHARS)
        return title + (whole * NOTE_LINE + OPENED_EXTRA if lines == WHOLE else lines * NOTE_LINE + BEGUN_EXTRA)


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


def lines_shown(rows: Sequence[Row]) -> Mapping[str, int]:
    """How many lines of their gists the notes beside these rows show, by slug; `WHOLE` stands open."""
    wanted = sorted(
        (item for row in rows for item in row.items),
        key=lambda item: KINDS_FIRST.index(item.kind),
    )
    shown = dict.fromkeys((item.slug for item in wanted), 0)
    limits = [max(most, strain) for most, strain in zip(_limits(rows), _strains(rows, shown), strict=True)]
    for lines, item in itertools.product(STEPS, wanted):
        more = shown | {item.slug: lines}
        if all(strain <= most for strain, most in zip(_strains(rows, more), limits, strict=True)):
            shown = more
    return shown


def _limits(rows: Sequence[Row]) -> list[int]:
    return [*(FURTHEST for _ in rows), OVERHANG]


def _strains(rows: Sequence[Row], shown: Mapping[str, int]) -> list[int]:
    """How far, in px, the last note of each row begins below it; then, how far the last of all reaches below the text.

    A note begins beside its paragraph, or below the notes before it.
    """
    text = margin = 0
    strains = []
    for row in rows:
        end = text + row.height
        below = 0
        if row.items or row.facing:
            heights = [item.height(shown[item.slug]) for item in row.items]
            tops = list(itertools.accumulate(heights, initial=max(margin, text)))
            below = max(0, tops[-2] - end) if row.items else 0
            margin = tops[-1] + row.facing
        strains.append(below)
        text = end + TEXT_GAP
    return [*strains, max(0, margin - text)]
