"""What helps a reader to come back, to go on, to look ahead and to share."""

import gzip
import re

from conftest import ROOT
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


def test_a_link_to_a_note_or_a_paragraph_shows_what_stands_there(visit):
    """On focus, as that of a term does."""
    links = """() => document.querySelector('.md-content__inner').insertAdjacentHTML('afterbegin',
      `<p><a id="to-p3" href="../texts/canal-plan/#p3">x</a>
      <a id="to-note" href="../texts/canal-plan/#note-form-of-hope">y</a></p>`)"""
    shown = "words => document.querySelector('#preview').textContent.toLowerCase().includes(words)"
    with visit("/notes/") as page:
        page.evaluate(links)
        for name, words in (("to-p3", "three words return on every page"), ("to-note", "hope")):
            page.locator(f"#{name}").focus()
            page.wait_for_function(shown, arg=words)


def test_the_scripts_of_parallels_and_places_stay_small():
    """Both together: a reading page has them from the beginning."""
    names = ("joined.js", "place.js")
    scripts = (jsmin((ROOT / "overrides/assets" / name).read_text(encoding="utf-8")) for name in names)
    assert sum(len(gzip.compress(script.encode(), 9)) for script in scripts) < MOST
