"""Write what an edition becomes: its pages and its data, below `docs/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.exports import all_exports
from edition.pages import all_pages
from edition.pages.common import FOLDERS
from edition.publish import Page, publish
from edition.schemas import all_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.model import Edition


def write_edition(root: Path, edition: Edition) -> int:
    """Write all generated pages and data below `root/docs`; returns how many files changed."""
    seeds = {text.text.slug: (root / text.text.file).read_bytes() for text in edition.texts}
    pages = [*all_pages(edition), *all_exports(edition, seeds), *_schema_pages()]
    return publish(root / "docs", pages, FOLDERS)


def _schema_pages() -> Iterator[Page]:
    """The rules of the files people write, for editors."""
    for name, schema in all_schemas().items():
        yield Page(f"data/schemas/{name}.json", (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode())
