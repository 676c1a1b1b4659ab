"""Write the pages of the edition as Markdown that a person can read, and its data for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.pages.article.text import text_page
from edition.pages.article.versions import version_pages
from edition.pages.data import data_pages
from edition.pages.frame import frame, lists
from edition.pages.lists.changes import changes_pages
from edition.pages.lists.feed import feed
from edition.pages.lists.glossary import entry_page, glossary_page, retired_page
from edition.pages.lists.notes import notes_page
from edition.pages.lists.sources import sources_page
from edition.pages.lists.timeline import timeline_page
from edition.pages.parallels.essays import parallel_pages, parallels_page
from edition.pages.parallels.facing import facing_page, retired_pages
from edition.pages.parallels.pairs import pairs_of
from edition.pages.search import search_pages
from edition.pages.snippets import snippets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model import Edition, Page

FOLDERS = (
    "assets", "changes", "data", "glossary", "notes", "parallels", "search", "snippets", "sources", "texts", "timeline",
)  # fmt: skip
"""The generated folders of `docs/`."""


def all_pages(edition: Edition, seeds: Mapping[str, bytes]) -> Iterator[Page]:
    """Every generated file; `seeds` has the bytes of each version of each text by its slug."""
    for text in edition.texts:
        yield text_page(edition, text)
        yield from version_pages(edition, text)
    yield glossary_page(edition)
    for entry in edition.entries:
        yield entry_page(edition, entry)
    for entry in edition.retired_entries:
        yield retired_page(edition, entry)
    there = {path for _, path in lists(edition)}
    for page in (notes_page, parallels_page, sources_page, timeline_page):
        made = page(edition)
        if made.path in there:
            yield made
    for pair in pairs_of(edition):
        yield facing_page(edition, pair)
    yield from retired_pages(edition)
    yield from parallel_pages(edition)
    yield from changes_pages(edition)
    yield from feed(edition)
    yield from frame(edition)
    yield from snippets(edition)
    yield from data_pages(edition, seeds)
    yield from search_pages(edition)
