"""Say when a page of a text comes near the weight at which readers begin to wait for it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from edition.pages.text import text_page

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
