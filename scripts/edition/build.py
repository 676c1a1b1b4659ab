"""Write what an edition becomes: its pages and its data, below `docs/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import speaking
from edition.pages import FOLDERS, all_pages
from edition.site.folder import make_equal

if TYPE_CHECKING:
    from pathlib import Path

    from edition.model import Edition


def write_edition(root: Path, edition: Edition) -> int:
    """Write all generated pages and data below `root/docs`; returns how many files changed."""
    versions = [version for text in edition.texts for version in text.text.versions]
    seeds = {version.slug: (root / version.file).read_bytes() for version in versions}
    with speaking(edition.settings.language):
        return make_equal(root / "docs", all_pages(edition, seeds), FOLDERS)
