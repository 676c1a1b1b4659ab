"""Decide which notes stand open in the margin and which show only their title.

A margin has a capacity: notes that are taller than the text beside them run away from their passages. So
every height is estimated from its characters, and gists are opened one by one, the most wanted kinds first,
as long as no note is pushed further from its paragraph than `FURTHEST`.
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

FURTHEST = 50
"""How far, in px, a note may stand below the end of its paragraph."""

# The measures of the reading page at 1440 px, see overrides/assets/edition.css.
TEXT_CHARS = 72
TEXT_LINE = 29
TEXT_GAP = 18
HEADING = 90
NOTE_CHARS = 44
TITLE_CHARS = 36
NOTE_LINE = 20
FOLDED_GAP = 9
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

    @property
    def height(self) -> int:
        """The height of the block, in px, without the gap below it."""
        return HEADING if self.heading else math.ceil(self.chars / TEXT_CHARS) * TEXT_LINE


def opened(rows: Sequence[Row]) -> frozenset[str]:
    """The slugs of the notes that stand open beside these rows."""
    wanted = sorted(
        (item for row in rows for item in row.items),
        key=lambda item: KINDS_FIRST.index(item.kind),
    )
    open_now: frozenset[str] = frozenset()
    limit = max(FURTHEST, _furthest(rows, open_now))
    for item in wanted:
        if _furthest(rows, open_now | {item.slug}) <= limit:
            open_now |= {item.slug}
    return open_now


def _furthest(rows: Sequence[Row], open_now: frozenset[str]) -> int:
    """The greatest distance, in px, from the end of a paragraph down to the top of one of its notes.

    Follows the double float of the page: notes begin beside their paragraph or below the notes before
    them, and no paragraph begins above the notes before it.
    """
    text = margin = furthest = 0
    for row in rows:
        top = max(margin, text)
        if row.items:
            heights = [item.opened if item.slug in open_now else item.folded for item in row.items]
            tops = list(itertools.accumulate([top, *heights]))
            furthest = max(furthest, tops[-2] - (text + row.height))
            margin = tops[-1]
        if row.heading:
            text = margin = max(text, margin)
        text = max(text + row.height + TEXT_GAP, top if row.items else 0)
    return furthest
