"""Parallels of any number of passages, the signs after their words, the pages on which two texts face each other."""

import shutil

import pytest
from conftest import MADE_UP, SOUND
from lxml import html
from making import one_space, shown, text_of, to_html

from edition.assembly import read_edition
from edition.model import BlockKind, Span
from edition.pages import all_pages, common
from edition.pages.article.text import text_page
from edition.pages.parallels.essays import parallel_pages, parallels_page
from edition.pages.parallels.facing import facing_page
from edition.pages.parallels.pairs import pairs_of
from edition.pages.passages import sentence
from edition.problems import Problems


def as_html(page):
    """A generated page as the site shows it."""
    return to_html(page.content.decode().split("---\n", 2)[2])


@pytest.fixture(scope="module")
def pair(edition):
    """The column and the reply."""
    return pairs_of(edition)[0]


@pytest.fixture(scope="module")
def page(edition, pair):
    """The page on which they face each other."""
    return as_html(facing_page(edition, pair))


def test_a_parallel_joins_any_passages_of_any_texts(edition):
    """Four of three texts, two of one; each has an address of its own."""
    placed = {placed.parallel.slug: placed for placed in edition.parallels}
    assert [(p.text, p.id) for p in placed["gates-twice"].passages] == [
        ("canal-plan", "parallel-gates-twice"),
        ("inspectors-reply", "parallel-gates-twice"),
        ("inspectors-reply", "parallel-gates-twice--2"),
        ("zametka-o-kanale", "parallel-gates-twice"),
    ]
    assert placed["two-targets"].texts == ("canal-plan",)


def test_parallels_stand_in_the_order_of_the_texts_and_their_words(made):
    """And not of offsets in different texts."""
    second = SOUND["seeds/parallels/plans.md"].replace("first\n    quote: plan of 2021", "second\n    quote: The plan")
    third = SOUND["seeds/parallels/plans.md"].replace("plan of 2021", "on trade")
    third = third.replace("text: first\n", "text: first\n    prefix: and\n")
    root = made({"seeds/parallels/a.md": second, "seeds/parallels/z.md": third})
    assert [placed.parallel.slug for placed in read_edition(root, Problems()).parallels] == ["plans", "z", "a"]


def test_every_pair_of_texts_that_share_a_parallel_faces_each_other(edition):
    """At one address, whichever is named first."""
    assert [pair.path for pair in pairs_of(edition)] == [
        "parallels/canal-plan--inspectors-reply.md",
        "parallels/canal-plan--zametka-o-kanale.md",
        "parallels/inspectors-reply--zametka-o-kanale.md",
    ]
    assert common.pair_path("b", "a") == common.pair_path("a", "b")
    paths = [page.path for page in all_pages(edition, {})]
    assert {pair.path for pair in pairs_of(edition)} <= set(paths)
    assert len(paths) == len(set(paths))


def test_both_texts_are_there_whole_and_in_their_order(page, pair):
    """Every block once, to the letter, beside the other's answers; page furniture and comments apart."""
    for annotated in (pair.one, pair.other):
        text = annotated.text
        blocks = page.xpath(f'//*[@class="here"]//*[@data-seed="{text.slug}"]')
        wanted = [b for b in text.blocks if b.comment is None and b.kind is not BlockKind.FURNITURE]
        assert [block.get("data-span") for block in blocks] == [str(block.span) for block in wanted]
        assert [shown(block) for block in blocks] == [one_space(text.words(block.span)) for block in wanted]


def test_passage_counterpart_and_essay_follow_each_other(page):
    """As they are read without styles."""
    (meeting,) = page.xpath('//section[.//*[@id="parallel-depth-and-reserve"]]')
    words = one_space(meeting.text_content())
    parts = (
        "It wants sixteen new locks",
        "Depth and reserve",
        "can’t be kept in a dry year",
        "differ",
        "The column wants",
    )
    assert [words.find(part) for part in parts] == sorted(words.find(part) for part in parts)
    assert -1 not in [words.find(part) for part in parts]


def test_every_parallel_of_the_pair_has_one_place_on_its_page(page):
    """Though it has several passages; from its second text a link leads to it."""
    ids = page.xpath("//h3/@id")
    assert ids == ["parallel-depth-and-reserve", "parallel-gates-of-1911", "parallel-gates-twice"]
    for name in ids:
        assert page.xpath(f'//*[@class="there"]//a[@href="#{name}"]')


def test_quoted_words_name_their_seed_and_their_place_in_it(edition, page):
    """Whatever of a seed is on the page, and nothing else has such a place."""
    elements = page.xpath("//*[@data-span]")
    assert len(elements) > 30
    for element in elements:
        start, end = map(int, element.get("data-span").split(":"))
        assert shown(element) == one_space(edition.text[element.get("data-seed")].text.chars[start:end])


def test_what_each_text_leaves_out_is_said(page):
    """In numbers of paragraphs, after who wrote the texts and when."""
    dated, said = [one_space(part.text_content()) for part in page.xpath("//p")[:2]]
    assert dated.startswith("A Canal for the Next Ten Years (Edda Marlow · Harbour Gazette · Spring 2021); ")
    assert said.startswith("3 places where the two texts speak of the same thing.")
    assert "has no counterpart to paragraphs 1–2, 4 and 6–14 of “A Canal for the Next Ten Years”." in said
    assert "has no counterpart to paragraphs 1 and 3 of “The Inspector”." in said


def test_beside_what_the_other_text_leaves_out_it_is_said_in_a_line(page):
    """Of each paragraph that nothing joins, what it says; where that is told of none, which they are."""
    rows = page.xpath('//div[@class="row alone"]')
    assert [said for row in rows if (said := one_space(row.xpath('string(./div[@class="there"])')))] == [
        "Not in “The Inspector”: paragraphs 1–2.",
        "Not in “The Inspector”: paragraph 4.",
        "Not in “The Inspector”: paragraphs 6–14.",
        "Not in “A Canal for the Next Ten Years”: 1 The Inspectorate says what its “reply” is about & to whom.",
        "Not in “A Canal for the Next Ten Years”: paragraph 3.",
    ]


def test_further_parallels_of_a_paragraph_follow_with_the_words_they_mean(made):
    """The paragraph itself stands once."""
    more = SOUND["seeds/parallels/plans.md"].replace("Two plans", "Another").replace("plan of 2021", "in Beijing")
    edition = read_edition(made({"seeds/parallels/zwei.md": more}), Problems())
    page = as_html(facing_page(edition, pairs_of(edition)[0]))
    rows = page.xpath('//section[@class="row"][div[@class="why"]]')
    assert [[part.get("class") for part in row] for row in rows] == [
        ["here", "there", "why"],
        ["again", "there", "why"],
    ]
    assert one_space(rows[1][0].text_content()) == "Another in Beijing"


def test_a_passage_is_quoted_in_its_sentence(edition):
    """Within its block, with the marks that close it."""
    text = edition.text["canal-plan"].text
    (placed,) = [placed for placed in edition.parallels if placed.parallel.slug == "depth-and-reserve"]
    assert text.words(sentence(text, placed.passages[0].span)) == "It wants sixteen new locks."


def test_a_passage_of_a_script_without_spaces_is_quoted_in_its_sentence():
    """With the mark that closes what was said in it."""
    chars = "渠成于春。「水甚浅！」众人曰。无人问之。\n"
    text = text_of(chars, language="zh")
    for words, whole in (("成于", "渠成于春。"), ("甚浅", "「水甚浅！」"), ("无人", "无人问之。")):
        at = chars.index(words)
        assert text.words(sentence(text, Span(at, at + len(words)))) == whole


def test_a_passage_over_several_paragraphs_is_a_counterpart_to_each_of_them(made):
    """None of them is said to be left out."""
    long = SOUND["seeds/parallels/plans.md"].replace("quote: plan of 2021", "quote: in Beijing. It “rests”")
    edition = read_edition(made({"seeds/parallels/plans.md": long}), Problems())
    page = as_html(facing_page(edition, pairs_of(edition)[0]))
    said = one_space(page.xpath("//p")[1].text_content())
    assert "“The second text” has no counterpart to paragraph 3 of “The first text”." in said


def test_a_sign_after_its_words_names_a_parallel_and_leads_to_its_counterpart(edition):
    """In the text, beside the number of a note on the same words; each passage has an address."""
    page = as_html(text_page(edition, edition.text["inspectors-reply"]))
    signs = {sign.get("id"): sign for sign in page.xpath('//a[contains(@class, "joint")]')}
    assert list(signs) == [
        "parallel-depth-and-reserve", "parallel-gates-of-1911", "parallel-gates-twice--2", "parallel-gates-twice",
    ]  # fmt: skip
    sign = signs["parallel-gates-twice--2"]
    assert sign.get("aria-label") == "Parallel: Steel for the gates"
    assert sign.get("href") == "../parallels/canal-plan--inspectors-reply.md#parallel-gates-twice"
    assert sign.get("data-editorial") is not None


def test_a_mark_of_a_parallel_is_there_under_that_of_a_note(edition):
    """No piece of its words is without it."""
    page = as_html(text_page(edition, edition.text["canal-plan"]))
    pieces = page.xpath('//mark[contains(concat(" ", @data-parallels, " "), " gates-of-1911 ")]')
    assert "".join(piece.text_content() for piece in pieces) == "the gates of 1911 [sic]"
    assert all(piece.get("data-notes") for piece in pieces)


def test_a_parallel_within_one_text_is_read_in_the_list(edition):
    """And its sign leads there."""
    page = as_html(text_page(edition, edition.text["canal-plan"]))
    signs = page.xpath('//a[@data-parallel="two-targets" and contains(@class, "joint")]')
    assert [(sign.get("id"), sign.get("href")) for sign in signs] == [
        ("parallel-two-targets", "../parallels/index.md#parallel-two-targets"),
        ("parallel-two-targets--2", "../parallels/index.md#parallel-two-targets"),
    ]


def test_the_list_and_the_page_of_a_parallel_lead_to_words_and_to_the_texts(edition):
    """Old addresses on the list stay."""
    listed = as_html(parallels_page(edition))
    assert listed.xpath('//*[@id="parallel-adopted"]//a/@href')[:2] == [
        "adopted.md",
        "../texts/canal-plan.md#parallel-adopted",
    ]
    pages = {page.path: as_html(page) for page in parallel_pages(edition)}
    assert pages["parallels/adopted.md"].xpath("//a/@href")[0] == "canal-plan--zametka-o-kanale.md#parallel-adopted"


def test_words_behind_a_notice_are_not_quoted(made):
    """Neither beside the other text nor in the list; the way to them is."""
    quote = "drowned in their own lock"
    words = f"---\ntitle: A pair\nrelation: agree\npassages:\n  - text: canal-plan\n    quote: {quote}\n"
    words += "  - text: inspectors-reply\n    quote: Findings\n---\nBoth.\n"
    root = made()
    shutil.rmtree(root / "seeds")
    shutil.copytree(MADE_UP / "seeds", root / "seeds")
    (root / "seeds/parallels/behind.md").write_text(words, encoding="utf-8")
    edition = read_edition(root, Problems())
    pages = [facing_page(edition, pairs_of(edition)[0]), parallels_page(edition), *parallel_pages(edition)]
    for page in pages:
        assert quote not in one_space(as_html(page).text_content()), page.path
    assert "../texts/canal-plan.md#parallel-behind" in as_html(pages[0]).xpath("//a/@href")


def test_a_picture_says_in_words_and_in_a_table_what_it_shows(page):
    """Its title and description are named by it; a line for each pair of passages, a row for each parallel."""
    (svg,) = page.xpath("//figure/svg")
    ids = svg.get("aria-labelledby").split()
    assert [svg.xpath(f'string(.//*[@id="{name}"])')[:16] for name in ids] == ["Which paragraphs", "4 lines join the"]
    assert len(svg.xpath(".//path[@data-parallel]")) == 4
    assert len(page.xpath("//details/table/tbody/tr")) == 3
    assert not html.tostring(svg).count(b"style=")
