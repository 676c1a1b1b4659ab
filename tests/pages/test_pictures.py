"""Pictures stand beside the lists they are made from; the timeline, the notes and the sources are found by filters."""

import re
from dataclasses import replace

import pytest
from making import entry_of, note_of, one_space, to_html

from edition.pages.article.text import text_page
from edition.pages.lists.filters import years
from edition.pages.lists.notes import notes_page
from edition.pages.lists.sources import sources_page
from edition.pages.lists.timeline import timeline_page
from edition.pages.pictures.charts import kinds_chart, verdicts_chart
from edition.pages.pictures.thread import thread_picture


def as_html(page):
    """A generated page as the site shows it."""
    return to_html(page.content.decode().split("---\n", 2)[2])


@pytest.fixture(scope="module")
def timeline(edition):
    """The timeline of the made-up edition."""
    return as_html(timeline_page(edition))


@pytest.mark.parametrize("make", [timeline_page, notes_page])
def test_a_picture_has_words_for_who_does_not_see_it_and_its_table(edition, make):
    """A title and a description, by ids that are there once; nothing that needs a script or a style of its own."""
    page = as_html(make(edition))
    figures = page.xpath("//figure")
    assert figures
    ids = page.xpath("//@id")
    for figure in figures:
        (svg,) = figure.xpath("./svg")
        named = svg.get("aria-labelledby").split()
        assert all(ids.count(name) == 1 and page.xpath(f'string(//*[@id="{name}"])') for name in named)
        assert svg.get("role") == "img"
        assert not svg.xpath(".//@style | .//script | .//@fill | .//@stroke")
        assert figure.xpath("following-sibling::*[1]//table//td")


def test_plans_are_bars_texts_lines_and_events_points(timeline):
    """Each at its years; what is earlier than all of them is only in the list."""
    svg = timeline.xpath("//figure/svg")[0]
    (bar,) = svg.xpath('.//rect[@class="bar"]')
    left, width = float(bar.get("x")), float(bar.get("width"))
    lines = [float(re.match(r"M([\d.]+)", path.get("d"))[1]) for path in svg.xpath('.//path[@class="text"]')]
    dots = [float(dot.get("cx")) for dot in svg.xpath(".//circle")]
    assert (len(lines), len(dots)) == (2, 3)
    assert left < dots[0] < lines[0] < left + width
    assert "1 earlier events" in svg.xpath("string(./desc)")
    assert one_space(timeline.xpath("//table")[0].text_content()).startswith(
        "Plan or text From To Works plan 2011 2025 Заметка о канале 2021 A Canal for the Next Ten Years April 2021"
    )


def test_an_edition_without_plans_and_dates_of_texts_has_a_list_alone(edition):
    """A picture of nothing would not help."""
    texts = tuple(replace(text, text=replace(text.text, date="")) for text in edition.texts)
    bare = replace(edition, texts=texts, entries=tuple(replace(entry, period="") for entry in edition.entries))
    page = as_html(timeline_page(bare))
    assert page.xpath("//figure") == []
    assert len(page.xpath('//*[contains(@class, "item")]')) == 4


def test_the_timeline_leads_to_decades_and_keeps_the_addresses_of_years(timeline):
    """To the first year of each that has an event."""
    jumps = timeline.xpath('//p[@class="letters"]/a')
    assert [(a.text, a.get("href")) for a in jumps] == [("1960s", "#y1962"), ("2010s", "#y2011"), ("2020s", "#y2021")]
    assert timeline.xpath("//h2/@id") == ["y1962", "y2011", "y2021"]


def test_events_are_found_by_text_kind_and_year(timeline):
    """An event of an entry belongs to the texts that name the entry."""
    items = [dict(item.attrib) for item in timeline.xpath('//*[contains(@class, "item")]')]
    assert [(i["data-text"], i["data-kind"], i["data-year"]) for i in items] == [
        ("canal-plan|inspectors-reply", "entry", "1962"),
        ("canal-plan|inspectors-reply|zametka-o-kanale", "entry", "2011"),
        ("canal-plan", "fact-check", "2021"),
        ("canal-plan", "fact-check", "2021"),
    ]
    assert timeline.xpath("//form//select/@name") == ["text", "kind", "year"]


def test_the_years_of_a_note_are_those_it_names_and_those_of_its_events():
    """Four figures of another sort are no year."""
    note = note_of("one", "In 1962 and 2021–2025, 2019% of v1.2020 and 3000.")
    assert years(note) == ["1962", "2021", "2025"]
    assert years(entry_of("two", body="Nothing.")) == []


def test_sources_stand_below_what_they_are_and_the_name_of_their_publisher(edition):
    """Each once, with every note and entry that uses it, by which it is found."""
    page = as_html(sources_page(edition))
    jumps = [(a.text, a.get("href")) for a in page.xpath('//p[@class="letters"]/a')]
    assert jumps == [(h.text, f"#{h.get('id')}") for h in page.xpath("//h2")]
    urls = [item.xpath(".//a/@href")[0] for item in page.xpath('//*[contains(@class, "item")]')]
    used = {s.url for written in edition.written for s in written.sources}
    assert len(urls) == len(set(urls)) == len(used)
    item = next(
        item for item in page.xpath('//div[contains(@class, "item")]') if "record/2" in item.xpath(".//a/@href")[0]
    )
    assert "Works plan" in item.text_content()
    assert "entry" in item.get("data-kind").split("|")
    assert {"text", "kind", "standing"} <= set(page.xpath("//form//select/@name"))


def test_notes_are_counted_by_kind(edition):
    """A bar and a row for each kind that is there, with its number."""
    page = to_html(kinds_chart(edition))
    rows = {row[0].text: int(row[1].text) for row in page.xpath("//tbody/tr")}
    assert sum(rows.values()) == len(edition.notes)
    assert len(page.xpath("//rect")) == len(rows) == len({note.note.kind for _, note in edition.notes})


def test_verdicts_stand_above_their_paragraphs(edition):
    """Each as its sign, and those that are there are explained; a text without fact-checks has no such picture."""
    canal = edition.text["canal-plan"]
    page = to_html(verdicts_chart(canal))
    judged = [n.note.verdict for n in canal.notes if n.note.verdict and canal.block_at(n.span).comment is None]
    assert len(page.xpath('//*[@class="verdict"]')) == len(judged) + len(set(judged))
    assert set(page.xpath('//*[@class="verdict"]/following-sibling::*[1][self::text][not(@class)]/text()')) == set(
        judged
    )
    on_comments = replace(canal, notes=tuple(n for n in canal.notes if canal.block_at(n.span).comment is not None))
    assert any(n.note.verdict for n in on_comments.notes)
    assert verdicts_chart(on_comments) == verdicts_chart(edition.text["zametka-o-kanale"]) == ""


def test_who_answers_whom_is_a_tree_of_links(edition):
    """What answers a comment is in the list below it; what nothing ties to another is not in it."""
    page = as_html(text_page(edition, edition.text["canal-plan"]))
    (tree,) = page.xpath('//nav[@class="tree"]')
    first = tree.xpath("./ul/li")
    assert [li.xpath("string(./a)") for li in first] == ["comment 1", "comment 5", "comment 6"]
    assert first[0].xpath("./ul/li/a/@href") == ["#comment-2", "#comment-3"]
    assert tree.getparent().get("data-editorial") is not None


def test_the_tree_names_who_is_printed_and_who_is_inferred(edition):
    """The latter in brackets, as all that is ours in a text."""
    page = as_html(text_page(edition, edition.text["canal-plan"]))
    said = {
        li.xpath("string(./a)"): one_space(li.xpath("string(./text())"))
        for li in page.xpath('//nav[@class="tree"]//li')
    }
    assert said["comment 1"] == ", Anna Weir"
    assert said["comment 2"] == ", [old_bargee]"
    assert "comment 4" not in said


def test_the_thread_is_a_picture_too(edition):
    """A circle for each comment, a line for each answer, from left to right; words say what a line means."""
    text = edition.text["canal-plan"].text
    picture = to_html(thread_picture(text))
    (svg,) = picture.xpath("//svg")
    circles, lines = svg.xpath("./circle"), svg.xpath("./path")
    assert sorted(int(label.text) for label in svg.xpath("./text")) == [c.number for c in text.comments]
    assert len(lines) == sum(len(comment.answers) for comment in text.comments)
    for line in lines:
        start, end = (float(x) for x in re.findall(r"^M([\d.]+)|([\d.]+) [\d.]+$", line.get("d"))[0:2] for x in x if x)
        assert start < end
    assert len({(circle.get("cx"), circle.get("cy")) for circle in circles}) == len(circles)
    assert thread_picture(edition.text["inspectors-reply"].text) == ""
