"""What the made-up edition becomes is, file by file, what stands in tests/edition/expected.

After a change on purpose `REWRITE=1 pytest tests/test_expected.py` renews it: what differs is then read in the
difference that git shows.
"""

import difflib
import json
import os
import shutil

import pytest
from conftest import MADE_UP

from edition.build import write_edition
from edition.model import BlockKind
from edition.pages.records import records

EXPECTED = MADE_UP / "expected"
INDEX = EXPECTED / "index.json"


def files(folder):
    """Every file below a folder, by its path, with its lines."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != INDEX)
    paths = [path for path in paths if path.parent.name != "search"]  # its places are in INDEX
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8").splitlines() for path in paths}


@pytest.fixture(scope="module")
def written(edition, tmp_path_factory):
    """What `edition build` writes."""
    root = tmp_path_factory.mktemp("made")
    shutil.copytree(MADE_UP / "seeds", root / "seeds")
    write_edition(root, edition)
    if os.environ.get("REWRITE"):
        index = INDEX.read_bytes() if INDEX.exists() else b"[]"
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(root / "docs", EXPECTED, ignore=shutil.ignore_patterns("search"))
        INDEX.write_bytes(index)
    return files(root / "docs")


def test_every_page_and_every_file_of_data_is_as_expected(written):
    """To the letter; what differs is shown as a reviewer would see it."""
    expected = files(EXPECTED)
    lines = [
        line
        for path in sorted(expected.keys() | written.keys())
        for line in difflib.unified_diff(
            expected.get(path, []), written.get(path, []), f"expected/{path}", f"written/{path}", n=0, lineterm=""
        )
    ]
    assert not lines, "\n".join(lines)


def test_the_search_has_these_places_and_no_others(edition):
    """Each with its title, in the order in which the search meets them."""
    places = [[record.kind, record.address, record.title] for record in records(edition)]
    if os.environ.get("REWRITE"):
        INDEX.write_text(json.dumps(places, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert places == json.loads(INDEX.read_text(encoding="utf-8"))


def test_the_made_up_edition_has_every_kind_of_block(edition):
    """So that what is tried on it is tried on all of them."""
    assert {block.kind for text in edition.texts for block in text.text.blocks} == set(BlockKind)
