"""What hangs together is told together: items are a list, rows a table; code keeps its white space."""

import re

import pytest
from making import note_of, site_of, text_of, to_html

from edition.model import AnnotatedText, Block, BlockKind, Edition, PlacedNote, Span
from edition.pages.article.text import text_page
from edition.site.proof.verify import Difference, verify

SEED = """\
Boats:

1. oak
  - of the river
    - and its mouth
  - of the sea
2. elm

Year\tBoats
1911\t\tnone
\tthree

    if wet:
        row()  # and wait
\tstop()

So.
"""
KINDS = ["paragraph", "item 1", "item 2", "item 3", "item 2", "item 1", "row label", "row", "row", "code", "paragraph"]
ONE_LINE = re.compile(r"\S[^\n]*")


def _blocks():
    """The blocks of the seed: a line each, but for the code, which is three."""
    spans = [Span(*match.span()) for match in ONE_LINE.finditer(SEED)]
    spans[9:12] = [Span(spans[9].start, spans[11].end)]
    for number, (kind, span) in enumerate(zip(KINDS, spans, strict=True), 1):
        sort, _, fact = kind.partition(" ")
        level = int(fact) if fact.isdigit() else 0
        yield Block(f"b{number}", BlockKind(sort), span, level=level, has_labels=fact == "label")


def edition_with(*notes):
    """An edition of that seed; a note on each of these words."""
    text = text_of(SEED, blocks=tuple(_blocks()))
    placed = []
    for number, words in enumerate(notes, 1):
        span = Span(SEED.index(words), SEED.index(words) + len(words))
        placed.append(PlacedNote(note_of(f"n{number}"), span, number))
    return Edition((AnnotatedText(text, tuple(placed), (), ()),), (), (), "")


def page_of(*notes):
    """The page of that text as HTML."""
    edition = edition_with(*notes)
    return to_html(text_page(edition, edition.texts[0]).content.decode().partition("\n---\n")[2])


def outline(element):
    """The items of a list by their first words, those inside each after it."""
    return [
        (item.xpath("string(p[@data-span])"), *[outline(inner) for inner in item.xpath("*[@role='list']")])
        for item in element.xpath("*[@role='listitem']")
    ]


@pytest.mark.parametrize("notes", [(), ("of the river", "oak")])
def test_items_are_a_list_and_deeper_ones_a_list_in_the_item_above(notes):
    """A note stands in the item it is about, and breaks no list."""
    page = page_of(*notes)
    lists = page.xpath("//*[@role='list'][not(ancestor::*[@role='list'])]")
    for number in page.xpath("//p[@data-span]/a"):
        number.drop_tree()
    assert [outline(found) for found in lists] == [
        [("1. oak", [("- of the river", [("- and its mouth",)]), ("- of the sea",)]), ("2. elm",)]
    ]
    assert len(page.xpath("//*[@role='listitem']/*[@class='notes']")) == len(notes)


def test_rows_are_a_table_with_empty_cells_and_labels():
    """Of as many columns as its longest row; what is said of a row stands below that."""
    page = page_of("1911")
    rows = page.xpath("//table[@class='rows']//tr[@data-span]")
    cells = [[cell.xpath("string(text()|mark)").strip() for cell in row] for row in rows]
    assert cells == [["Year", "Boats"], ["1911", "", "none"], ["", "three"]]
    assert [cell.tag for cell in rows[0]] == ["th", "th"]
    (below,) = page.xpath("//tr[@data-editorial]/td[@colspan='3']")
    assert below.xpath("string(../preceding-sibling::tr[1]/@id)") == "b8"
    assert len(below.xpath(".//aside")) == 1


def test_lists_tables_and_code_are_proven(tmp_path):
    """A space of the code that is lost is named."""
    edition = edition_with("1911", "row()", "of the sea")
    text = edition.texts[0].text
    (tmp_path / text.file).parent.mkdir(parents=True)
    (tmp_path / text.file).write_text(SEED, encoding="utf-8")
    site = site_of(tmp_path, edition)
    assert verify(site, edition)[0].blocks == len(KINDS)
    page = site / "texts/first/index.html"
    built = page.read_text(encoding="utf-8")
    for old, new in (("  # and wait", " # and wait"), ('<span class="indent">    </span>', "")):
        assert old in built
        page.write_text(built.replace(old, new), encoding="utf-8")
        with pytest.raises(Difference, match=r"#b10: (its white space is not that|stands 0 characters in)"):
            verify(site, edition)
