"""Write the pages of the edition as Markdown that a person can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.pages.glossary import entry_page, glossary_page
from edition.pages.indexes import notes_page, parallels_page, sources_page, timeline_page
from edition.pages.snippets import snippets
from edition.pages.text import text_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition
    from edition.publish import Page


def all_pages(edition: Edition) -> Iterator[Page]:
    """Every generated page and snippet."""
    for text in edition.texts:
        yield text_page(edition, text)
    yield glossary_page(edition)
    for entry in edition.entries:
        yield entry_page(edition, entry)
    yield notes_page(edition)
    yield parallels_page(edition)
    yield sources_page(edition)
    yield timeline_page(edition)
    yield from snippets(edition)
