"""What is retired keeps its address alone, which says why and where to look instead."""

from dataclasses import replace

import pytest
from conftest import SOUND
from making import to_html

from edition.assembly import read_edition
from edition.pages import all_pages
from edition.pages.article.text import text_page
from edition.pages.data import data_pages
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
    assert words == "“An *old* title” was retired: The entry says it, with “<b>” and all."
    assert stub.get("data-editorial") is not None


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


ENTRY, PAIR = "seeds/glossary/plan.md", "seeds/parallels/plans.md"
FURTHER = {
    "seeds/glossary/scheme.md": SOUND[ENTRY]
    .replace("Plan", "A *scheme*")
    .replace("forms:", "retired: It says the same.\nreplaced_by: plan\nforms:"),
    "seeds/parallels/old.md": SOUND[PAIR]
    .replace("Two plans", "An old pair")
    .replace("plan of 2021", "words that are gone")
    .replace("relation:", "retired: It was joined.\nreplaced_by: term:plan\nrelation:"),
}


def pages_of(edition):
    """All pages by their paths, as words."""
    return {page.path: page.content.decode() for page in all_pages(edition, SEEDS)}


def test_a_retired_entry_keeps_its_page_and_a_retired_parallel_its_place(edition_with):
    """Each with its reason and the way to what replaces it, of whatever sort."""
    pages = pages_of(edition_with(FURTHER))
    entry = to_html(pages["glossary/scheme.md"].split("---\n", 2)[2])
    assert "“A *scheme*” was retired: It says the same. Read instead: Plan." in " ".join(entry.text_content().split())
    assert entry.xpath("//a/@href")[0] == "plan.md"
    pair = to_html(pages["parallels/index.md"].split("---\n", 2)[2]).xpath('//*[@id="parallel-old"]')[0]
    assert "“An old pair” was retired: It was joined. Read instead: Plan." in " ".join(pair.text_content().split())
    assert pair.xpath(".//a/@href")[0] == "../glossary/plan.md"


def test_the_glossary_has_a_line_that_leads_on_in_place_of_a_retired_entry(edition_with):
    """Under its old address, in the order of the alphabet, and not counted."""
    further = FURTHER | {"seeds/glossary/old.md": FURTHER["seeds/glossary/scheme.md"].replace("A *scheme*", "Old")}
    further["seeds/glossary/old.md"] = (
        further["seeds/glossary/old.md"].replace("replaced_by: plan\n", "").replace("latin: [plan]", "latin: [old]")
    )
    page = to_html(pages_of(edition_with(further))["glossary/index.md"].split("---\n", 2)[2])
    lines = [" ".join(line.text_content().split()) for line in page.xpath("//*[contains(@class, 'item')]")]
    assert lines[0] == "A *scheme*: see Plan"
    assert lines[1] == "Old: retired"
    assert lines[2].startswith("Plan A document")
    assert page.xpath("//*[@id='scheme']//a/@href") == ["#plan"]
    assert page.xpath("//*[@id='old']//a/@href") == ["old.md"]
    assert "1 entry:" in page.text_content()


def test_a_retired_parallel_keeps_all_its_addresses(edition_with):
    """Its page, its passages in the texts, and where its texts faced each other."""
    pages = {path: to_html(words.split("---\n", 2)[2]) for path, words in pages_of(edition_with(FURTHER)).items()
             if path.startswith(("parallels/", "texts/"))}  # fmt: skip
    for path in ("parallels/first--second.md", "parallels/index.md", "texts/first.md", "texts/second.md"):
        (stub,) = pages[path].xpath("//*[@id='parallel-old']")
        assert "“An old pair” was retired" in stub.text_content()
    assert "“An old pair” was retired" in pages["parallels/old.md"].text_content()
    alone = FURTHER | {PAIR: FURTHER["seeds/parallels/old.md"], "seeds/parallels/old.md": None}
    assert "“An old pair” was retired" in pages_of(edition_with(alone))["parallels/first--second.md"]


def test_a_retired_entry_or_parallel_stands_nowhere_else(edition_with):
    """Not in the lists, in no data, in no text."""
    with_them, without = pages_of(edition_with(FURTHER)), pages_of(edition_with({}))
    gone = {"glossary/scheme.md", "glossary/index.md", "parallels/index.md", "parallels/old.md"}
    gone |= {"parallels/first--second.md", "texts/first.md", "texts/second.md"}
    assert {path: words for path, words in with_them.items() if path not in gone} == {
        path: words for path, words in without.items() if path not in gone
    }
