"""What helps a reader to come back, to go on, to look ahead and to share."""

import gzip
import re

import pytest
from conftest import ROOT
from lxml import etree, html
from rjsmin import jsmin

TEXT = "/texts/canal-plan/"

MOST = 1_000
"""Bytes of the scripts that light parallels and keep a place, as a host sends them."""


def test_a_reader_who_comes_back_is_offered_the_place_where_they_stopped(visit):
    """And it is gone once it is taken."""
    with visit(TEXT, height=500) as page:
        page.evaluate("document.querySelector('#p12').scrollIntoView()")
        page.goto(page.url.replace(TEXT, "/about/"))
        page.goto(page.url.replace("/about/", TEXT))
        page.locator("a.resume").click()
        page.wait_for_function("/^#p1/.test(location.hash) && scrollY > 500")
        assert page.locator("a.resume").count() == 0


def test_a_note_leads_to_the_one_before_and_the_one_after(site, edition):
    """By links that need no script; the first and the last have one of them."""
    page = (site / "texts/canal-plan/index.html").read_text(encoding="utf-8")
    first, second, *_, last = [placed.id for placed in edition.text["canal-plan"].notes]
    tails = {
        name: re.search(rf'<aside[^>]* id="{name}".*?</aside>', page, re.DOTALL)[0] for name in (first, second, last)
    }
    assert f'href="#{second}"' in tails[first]
    assert f'href="#{first}"' in tails[second]
    assert "→</a>" not in tails[last]


def test_a_link_to_a_note_a_paragraph_or_a_parallel_shows_what_stands_there(visit):
    """On focus, as that of a term does; of words that a parallel means their paragraph."""
    essay = "depth and reserve the passages differ. the column wants locks;"
    places = {
        "texts/canal-plan/#p3": "three words return on every page",
        "texts/canal-plan/#note-form-of-hope": "a form of hope the director’s speech was printed in full",
        "texts/canal-plan/#parallel-depth-and-reserve": "three words return on every page",
        "parallels/#parallel-depth-and-reserve": essay,
        "parallels/canal-plan--inspectors-reply/#parallel-depth-and-reserve": essay,
    }
    links = "".join(f'<a href="../{place}">x</a> ' for place in places)
    shown = """words => [...document.querySelectorAll('#preview p')].map(part => part.textContent).join(' ')
      .toLowerCase().includes(words)"""
    with visit("/notes/") as page:
        page.evaluate(f"document.querySelector('.md-content__inner').insertAdjacentHTML('afterbegin', `{links}`)")
        for place, words in places.items():
            page.locator(f"a[href='../{place}']").first.focus()
            page.wait_for_function(shown, arg=words)
        assert "↩" not in page.locator("#preview").inner_text()
    with visit(f"{TEXT}#note-form-of-hope") as page:
        page.locator("#note-form-of-hope .address").hover()
        page.locator("#note-form-of-hope .sources a, #note-form-of-hope .kind").first.hover()
        assert not page.locator("#preview:visible").count()


def test_the_scripts_of_parallels_and_places_stay_small():
    """Both together: a reading page has them from the beginning."""
    names = ("joined.js", "place.js")
    scripts = (jsmin((ROOT / "overrides/assets" / name).read_text(encoding="utf-8")) for name in names)
    assert sum(len(gzip.compress(script.encode(), 9)) for script in scripts) < MOST


def page_of(site, path):
    """A built page."""
    return html.document_fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def test_the_line_of_progress_grows_as_one_reads(visit):
    """By styles alone; a page that is no text has none."""
    line = "getComputedStyle(document.querySelector('.md-header'), '::after')"
    with visit(TEXT, java_script_enabled=True) as page:
        assert page.evaluate(f"{line}.scale") == "0 1"
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function(f"{line}.scale !== '0 1' && parseFloat({line}.scale) > .98")
    with visit("/about/") as page:
        assert page.evaluate(f"{line}.content") == "none"


def test_a_list_that_has_filters_has_their_script(site):
    """Without it they are not seen."""
    with_filters = [path for path in site.rglob("*.html") if '<form class="filter"' in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in with_filters} >= {
        "glossary",
        "notes",
        "sources",
        "timeline",
        "notes-canal-plan",
    }
    for path in with_filters:
        assert "assets/lists.js" in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    "address", ["/sources/?find=harbour&kind=fact-check", "/timeline/?year=2021", "/notes/?kind=term"]
)
def test_an_address_keeps_its_filters_and_what_is_empty_is_away(visit, address):
    """Opened anew, it shows the same; a heading without items is not shown."""
    with visit(address) as page:
        shown, everything = map(int, re.findall(r"\d+", page.locator(".filter output").inner_text()))
        assert 0 < shown < everything
        assert page.locator(".item:visible").count() == shown
        assert page.url.endswith(address)
        for heading in page.locator("section h2:visible, .publisher h3:visible").all():
            assert heading.locator("xpath=..").locator(".item:visible").count()


# Links from elsewhere, feeds


def test_every_page_announces_the_feed_which_leads_to_pages_that_are_there(site):
    """By an address relative to the page; the feed's are relative to it."""
    for path in site.rglob("*.html"):
        (link,) = html.document_fromstring(path.read_text(encoding="utf-8")).xpath(
            "//link[@type='application/atom+xml']"
        )
        if path.name == "index.html":
            assert (path.parent / link.get("href")).resolve() == site / "changes/feed.xml"
        assert (link.get("rel"), link.get("title")) == ("alternate", "Changes")
    feed = etree.parse(site / "changes/feed.xml")
    links = [*feed.xpath("//@href"), *re.findall('href="(.*?)"', "".join(feed.xpath("//*[@type='html']/text()")))]
    assert len(links) > 10
    for link in links:
        path, _, name = link.partition("#")
        page = page_of(site / "changes", path)
        assert not name or page.xpath(f"//*[@id='{name}']"), link


def test_the_first_page_keeps_its_promises_without_a_script(site, edition):
    """The texts in their order of time, each with its date; the picture; three notes; search; how to contribute."""
    page = page_of(site, ".")
    dates = [date.text for date in page.xpath("//section[@class='card']/p[@class='when']")]
    assert dates == ["2021", "Spring 2021"]
    assert page.xpath("(//section[@class='card']/h2/a)[1]/@href") == ["texts/zametka-o-kanale/"]
    assert page.xpath("//figure/svg/title")
    assert page.xpath("//p[@class='way']/a/@href") == ["parallels/canal-plan--inspectors-reply/"]
    starts = page.xpath("//*[@class='starts']//li/a[1]/@href")
    assert [re.sub(".*#note-", "", link) in edition.note for link in starts] == [True] * 3
    assert {"introduction/", "contribute/"} & set(page.xpath("//p[@class='introduction']/a/@href"))
    assert page.xpath("//p[@class='introduction']/kbd")


def test_the_first_page_says_what_it_is_in_one_screen(visit):
    """Its heading, its texts, their picture and the first note are seen at once; on a phone nothing is cut off."""
    with visit("/", height=1000) as page:
        for query in ("h1", ".lead", ".card >> nth=1", ".picture", ".way", ".introduction", ".starts a"):
            box = page.locator(query).first.bounding_box()
            assert box["y"] < 1000, query
    with visit("/", width=390) as page:
        assert page.locator(".introduction").bounding_box()["y"] < 1000
