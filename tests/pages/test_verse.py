"""A line of verse begins a stanza after a blank line or after something else, and nowhere else."""

import hashlib

import pytest
from conftest import SOUND

from edition.assembly import read_edition
from edition.pages.article.text import text_page
from edition.pages.passages import whole_block
from edition.pages.records import records
from edition.problems import Problems

SEED = "Of a boat.\n\nIt went down\n  and came up.\n\nNobody saw\nthat it did.\n"
LIST = "paragraph p1 | Of a boat.\nline l1 | It went\nline l2 | and came\nline l3 | Nobody\nline l4 | that it\n"


@pytest.fixture
def verse(made):
    """An edition whose first text has two stanzas below a paragraph."""
    table = SOUND["seeds/edition.toml"].replace(
        "1ddf6a16f66700525905cdb924589c3f5c711a25dd9e25013f3fd899e5bd2392", hashlib.sha256(SEED.encode()).hexdigest()
    )
    gone = dict.fromkeys(path for path in SOUND if path.startswith(("seeds/annotations", "seeds/parallels")))
    files = {"seeds/texts/first.txt": SEED, "seeds/texts/first.blocks": LIST, "seeds/edition.toml": table}
    return read_edition(made({**files, **gone}), Problems())


def test_the_page_sets_stanzas_apart(verse):
    """By a class on the first line of each."""
    page = text_page(verse, verse.texts[0]).content.decode()
    assert [line.split()[1] for line in page.splitlines() if ".line" in line and ".begins" in line] == ["#l1", "#l3"]


def test_stanzas_keep_their_form_where_a_text_faces_another(verse):
    """Lines stand as far in as in the seed, and a blank line parts what it parts there."""
    text = verse.texts[0].text
    lines = [whole_block(verse, "parallels/first--second.md", text, block) for block in text.blocks]
    assert [line.partition("\n")[0] for line in lines[1:3]] == [
        "It went down",
        '<span class="indent">  </span>and came up.',
    ]
    assert [".begins" in line for line in lines] == [False, True, False, True, False]


def test_the_search_finds_a_stanza_as_one_passage(verse):
    """At its first line."""
    found = [(r.place, r.words) for r in records(verse) if r.kind == "text" and r.texts == ("first",)]
    assert found == [
        ("p1", "Of a boat."),
        ("l1", "It went down and came up."),
        ("l3", "Nobody saw that it did."),
    ]
