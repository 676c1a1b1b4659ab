"""What the site around the pages needs to know: its name, its menu, its colours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.model import Page
from edition.pages import common
from edition.vocabulary import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition

_HOME, _INTRODUCTION, _NOT_FOUND = "index.md", "introduction.md", "404.md"


def frame(edition: Edition) -> Iterator[Page]:
    """The style sheet of colours, and what the hook of MkDocs puts into its configuration."""
    yield Page("assets/css/colours.css", _colours(edition).encode())
    settings = edition.settings
    site = {"name": settings.name, "description": settings.description, "menu": list(_menu(edition))}
    yield Page("snippets/site.json", (json.dumps(site, ensure_ascii=False, indent=1) + "\n").encode())


def _colours(edition: Edition) -> str:
    rows = "".join(
        f"  --{name}: light-dark({light}, {dark});\n"
        for name, (light, dark) in (COLOURS | dict(edition.settings.colours)).items()
    )
    head = "/* Each colour, for light and for dark; stated in seeds/edition.toml. */"
    return f"{head}\n[data-md-color-scheme] {{\n{rows}}}\n"


def _menu(edition: Edition) -> Iterator[dict[str, str]]:
    """The pages in the order of the menu: home, introduction, texts, lists that are not empty, what else is written."""
    own = {page.path: page.label for page in edition.own_pages}
    for path in (_HOME, _INTRODUCTION):
        if path in own:
            yield {own.pop(path): path}
    for text in edition.texts:
        yield {common.label(text): common.text_path(text.text.slug)}
    for label, path in lists(edition):
        yield {label: path}
    for path, label in own.items():
        if path != _NOT_FOUND:
            yield {label: path}


def lists(edition: Edition) -> Iterator[tuple[str, str]]:
    """The pages that list something, with their names; those that would be empty are not there.

    The glossary is always there: its page is where the first entry can be suggested.
    """
    yield "Glossary", common.GLOSSARY
    for label, path, has_any in (
        ("Notes", common.NOTES, edition.notes),
        ("Parallels", common.PARALLELS, edition.parallels),
        ("Timeline", common.TIMELINE, edition.has_events),
        ("Sources", common.SOURCES, edition.has_sources),
    ):
        if has_any:
            yield label, path
