"""Say when a text has nearly as many notes as its readers can wait for, and as its margin can show."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from edition.pages.article.reading import reading_of
from edition.pages.article.text import text_page

if TYPE_CHECKING:
    from edition.model import Edition
    from edition.problems import Problems

MOST_PACKED = 79_000
"""Bytes of a page's words and notes as a host sends them, packed; frame, styles and scripts come to 21 kB besides."""

_NEAR = 0.9


def warn_of_weight(edition: Edition, problems: Problems) -> None:
    """Find the texts whose page is near its weight or above it: a warning to editors, no fault of a contribution."""
    for text in edition.texts:
        packed = len(gzip.compress(text_page(edition, text).content, 9))
        if packed > MOST_PACKED * _NEAR:
            what = (
                f"the page of this text has {packed / 1000:.0f} kB, of {MOST_PACKED / 1000:.0f} it should have at most"
            )
            problems.warn(
                text.text.file, 1, what, "Nothing is wrong with this contribution; join notes before adding many more."
            )


_SEEN = 0.9
"""So much of the notes on an article should tell something at rest."""


def warn_of_margins(edition: Edition, problems: Problems) -> None:
    """Find the texts beside which many notes show no more than their title at rest; comments do not count."""
    for text in edition.texts:
        shown = reading_of(edition, text).lines_shown
        notes = [placed.note.slug for placed in text.notes if text.block_at(placed.span).comment is None]
        closed = sum(not shown[slug] for slug in notes)
        if closed > (1 - _SEEN) * len(notes):
            what = f"of {len(notes)} notes beside this text {closed} show only their titles until they are opened"
            mend = "Nothing is wrong with this contribution; join notes, or move some to words with room beside them."
            problems.warn(text.text.file, 1, what, mend)
