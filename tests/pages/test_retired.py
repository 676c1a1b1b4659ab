"""A retired note leaves the margin, and its address says why and where to look instead."""

from dataclasses import replace

import pytest
from conftest import SOUND
from making import to_html

from edition.assembly import read_edition
from edition.pages import all_pages
from edition.pages.data import data_pages
from edition.pages.text import text_page
from edition.problems import Problems

NOTE = "seeds/annotations/first/adopted.md"
SEEDS = {"first": b"", "second": b""}


def retired(instead=""):
    """A note that was retired; its words are no longer in the text."""
    note = (
        SOUND[NOTE].replace("adopted in Beijing", "words the text has lost").replace("Adopted where", "An *old* title")
    )
    key = f"replaced_by: {instead}\n" if instead else ""
    return note.replace("kind:", f"retired: The entry says it, with “<b>” and all.\n{key}kind:")


@pytest.fixture
def edition_with(made):
    """A function that reads the sound edition with further files."""

    def read(files, repo_url=""):
        problems = Problems()
        edition = read_edition(made(files), problems, repo_url)
        assert not problems.in_order()
        return edition

    return read


def page_of(edition, slug="first"):
    """The text page of an edition, as HTML."""
    markdown = text_page(edition, edition.text[slug]).content.decode()
    return to_html(markdown.split("---\n", 2)[2])


def test_the_address_of_a_retired_note_says_why(edition_with):
    """As words, whatever they look like, and marked as ours."""
    page = page_of(edition_with({"seeds/annotations/first/old.md": retired()}))
    (stub,) = page.xpath('//*[@id="note-old"]')
    words = " ".join(stub.text_content().split())
    assert words.startswith("“An *old* title” was retired: The entry says it, with “<b>” and all.")
    assert stub.get("data-editorial") is not None
    assert "seeds/annotations/first/old.md" in words


def test_the_address_of_a_retired_note_says_where_to_look_instead(edition_with):
    """Also if that is beside another text."""
    files = {
        "seeds/annotations/first/old.md": retired("adopted"),
        "seeds/annotations/first/older.md": retired("another"),
        "seeds/annotations/second/another.md": SOUND[NOTE].replace("adopted in Beijing", "another plan"),
    }
    page = page_of(edition_with(files))
    links = [page.xpath(f'//*[@id="note-{name}"]//a/@href')[0] for name in ("old", "older")]
    assert links == ["#note-adopted", "second.md#note-another"]


def test_a_retired_note_stands_nowhere_else(edition_with):
    """Not in the margin, on no other page, in no data; all numbers are those of the notes that stand."""
    without = edition_with({})
    edition = edition_with({"seeds/annotations/first/old.md": retired("adopted")})
    shown = replace(edition, texts=tuple(replace(text, retired=()) for text in edition.texts))
    assert list(all_pages(shown, SEEDS)) == list(all_pages(without, SEEDS))
    assert list(data_pages(edition, SEEDS)) == list(data_pages(without, SEEDS))


def test_an_edition_without_retired_notes_says_nothing_of_them(edition_with):
    """No empty heading."""
    assert page_of(edition_with({})).xpath('//*[@id="retired"]') == []
