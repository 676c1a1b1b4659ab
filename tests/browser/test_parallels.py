"""Parallels as readers meet them: in a text, and where two texts face each other."""

import re

import pytest
from playwright.sync_api import expect
from searching import asked

PAIR = "/parallels/canal-plan--inspectors-reply/"

MOST = 120_000
"""Bytes of a page with its styles and scripts, as a host sends them."""


def test_pointing_at_words_of_a_parallel_names_it_and_lights_its_counterpart(visit):
    """In a text, by pointer and by keyboard; a click leads to the words of the other."""
    with visit("/texts/canal-plan/") as page:
        sign = page.locator("a.joint[data-parallel='depth-and-reserve']")
        words = page.locator("mark[data-parallels~='depth-and-reserve']").first
        words.hover()
        expect(sign).to_contain_class("joined")
        assert "Depth and reserve" in sign.evaluate("sign => getComputedStyle(sign, '::after').content")
        page.mouse.move(0, 0)
        sign.focus()
        expect(words).to_contain_class("joined")
        sign.press("Enter")
        page.wait_for_url(f"**{PAIR}#parallel-depth-and-reserve")
        assert page.locator("#parallel-depth-and-reserve").is_visible()


def test_the_marks_of_a_parallel_and_of_a_note_are_both_seen(visit):
    """A line of each below the same words."""
    with visit("/texts/canal-plan/") as page:
        mark = page.locator("mark[data-parallels~='gates-of-1911'][data-notes]").first
        style = mark.evaluate(
            "mark => [getComputedStyle(mark).borderBottomStyle, getComputedStyle(mark).textDecorationLine]"
        )
    assert style == ["dashed", "underline"]


def test_the_words_of_a_passage_have_an_address(visit):
    """They are in view and lit, with and without a script."""
    for script in (True, False):
        with visit("/texts/inspectors-reply/#parallel-gates-twice", java_script_enabled=script) as page:
            mark = page.locator("mark[data-parallels~='gates-twice']").last
            assert mark.evaluate("mark => getComputedStyle(mark).borderBottomStyle") == "solid"


def test_texts_face_each_other_on_a_wide_screen_and_follow_each_other_on_a_phone(visit):
    """A passage and its counterpart begin at the same height, or stand one above the other; so do two versions."""
    boxes = """() => [...document.querySelectorAll('.row:not(.alone)')].map(row =>
      [...row.querySelectorAll(':scope > div')].slice(0, 2).map(part => part.getBoundingClientRect())
        .map(({x, y}) => [x, y]))"""
    for path in (PAIR, "/texts/zametka-o-kanale/changes-1/"):
        with visit(path) as page:
            for width, beside in ((1440, True), (390, False)):
                page.set_viewport_size({"width": width, "height": 900})
                places = page.evaluate(boxes)
                assert places
                for (x, y), (to, down) in places:
                    assert (to > x and abs(y - down) < 1) if beside else (to == x and down > y)


def test_a_pair_is_joined_under_the_pointer(visit):
    """The passage, its counterpart, its essay and its line in the picture."""
    with visit(PAIR) as page:
        page.locator(".here mark[data-parallels~='gates-of-1911']").first.hover()
        page.locator(".joined").first.wait_for()
        joined = page.evaluate(
            "[...document.querySelectorAll('.joined')].map(node => node.getAttribute('class').split(' ')[0])"
        )
    assert {"parallel", "there", "why", "return", "agree"} <= set(joined)


def test_a_facing_page_is_light(chromium, host):
    """With everything it fetches, fonts apart, which all pages share."""
    context = chromium.new_context()
    page = context.new_page()
    sizes = {}
    page.on("response", lambda r: sizes.update({r.url: int(r.headers.get("content-length", 0))}))
    page.goto(host + PAIR, wait_until="networkidle")
    context.close()
    assert sum(size for url, size in sizes.items() if not url.endswith((".woff2", ".json"))) < MOST


def test_the_search_finds_the_essay_of_a_parallel_where_its_texts_face_each_other(visit):
    """Words of the texts are found in the texts."""
    with visit("/") as page:
        assert asked(page, "asks what happens when it is dry")[0] == ["parallel", f"{PAIR}#parallel-depth-and-reserve"]
        assert asked(page, "inspection")[0][1].startswith("/texts/")


def test_what_is_ours_stands_on_a_ground_of_its_own_and_what_is_compared_on_a_dashed_line(visit):
    """As the key above the texts says."""
    with visit(PAIR) as page:
        ground = "node => getComputedStyle(node).backgroundColor"
        ours = set(page.locator(".facing-view .why").evaluate_all(f"nodes => nodes.map({ground})"))
        assert len(ours) == 1
        assert ours.isdisjoint({page.locator("body").evaluate(ground), "rgba(0, 0, 0, 0)"})
        line = page.locator(".facing-view .here mark").first.evaluate(
            "mark => getComputedStyle(mark).borderBottomStyle"
        )
        assert line == "dashed"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_picture_keeps_its_colours_apart(visit, media):
    """In light, in dark, in print and in the colours of the reader's system: lines are seen on the ground."""
    colours = """() => [getComputedStyle(document.querySelector('.picture path')).stroke,
      getComputedStyle(document.body).backgroundColor]"""
    for settings in ({}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        with visit(PAIR, **settings) as page:
            page.emulate_media(media=media)
            line, ground = page.evaluate(colours)
            assert line not in {ground, "none"}


def test_every_page_with_a_picture_has_its_style_and_a_text_without_one_is_sent_none(site):
    """The tree of a thread is one, wherever comments answer one another."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    pictured = {path for path, page in pages.items() if 'class="picture"' in page or 'class="who"' in page}
    assert site / "texts/canal-plan/index.html" in pictured
    assert [path for path in pictured if "css/pictures.css" not in pages[path]] == []
    assert "css/pictures.css" not in pages[site / "texts/inspectors-reply/index.html"]


def test_every_page_with_blocks_that_few_texts_have_has_their_style_and_a_text_without_is_sent_none(site):
    """Lines of verse, items, rows, code, what an author notes."""
    few = re.compile('class="(line|speaker|stage|item|items|rows|code|authors-note|ornament)[ "]')
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    of_few = {path for path, page in pages.items() if few.search(page)}
    assert len(of_few & set(site.glob("texts/*/index.html"))) > 0
    assert [path for path in of_few if "css/kinds.css" not in pages[path]] == []
    plain = set(site.glob("texts/*/index.html")) - of_few
    assert plain
    assert [path for path in plain if "css/kinds.css" in pages[path]] == []


@pytest.mark.parametrize(
    "path", [PAIR, "/parallels/", "/parallels/depth-and-reserve/", "/timeline/", "/texts/canal-plan/"]
)
def test_what_is_folded_looks_the_same_on_every_page(visit, path):
    """A line with a sign before it, in the colour of links; never the theme's box."""
    with visit(path) as page:
        looks = page.locator(".md-content details:not(.gist, .more) > summary, .md-content details.more > summary")
        said = looks.evaluate_all(
            """nodes => nodes.filter(node => node.checkVisibility() && !node.closest('.note')).map(node => {
              const {borderTopWidth, backgroundColor} = getComputedStyle(node.parentElement)
              return [borderTopWidth, backgroundColor, getComputedStyle(node, '::before').content].join(' ')
            })"""
        )
        assert said
        assert set(said) <= {'0px rgba(0, 0, 0, 0) "+"', '0px rgba(0, 0, 0, 0) "–"'}
