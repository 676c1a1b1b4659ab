"""The search finds what people type, in every script, and leads to its very place."""

import gzip
import json
import re
import tomllib
from pathlib import Path

import pytest
from making import entry_of
from playwright.sync_api import expect

from edition.model import NativeForm
from edition.pages import finding
from edition.written.body import parse

QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
TEXT = "/texts/russia-china-vote/"

HITS = """() => [...document.querySelectorAll('.md-search-result__link')]
  .filter(link => link.checkVisibility())
  .map(link => [link.firstChild.dataset.what, new URL(link.href).pathname + new URL(link.href).hash])"""

ANSWERED = """() => {
  const meta = document.querySelector('.md-search-result__meta').textContent
  const hits = [...document.querySelectorAll('.md-search-result__article')]
  return !/^(Init|Type)/.test(meta) && (hits.length ? hits.every(hit => hit.dataset.what) : /^Nothing/.test(meta))
}"""


@pytest.fixture(scope="module")
def index(site):
    """The search index of the built site."""
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))


def asked(page, query):
    """The visible hits of a query that is typed into the search box: what each is, and where it leads."""
    box = page.locator(".md-search__input")
    meta = page.locator(".md-search-result__meta")
    box.focus()
    box.fill("")
    page.keyboard.press("End")
    expect(meta).to_have_text("Type to start searching")
    page.keyboard.insert_text(query)
    page.keyboard.press("End")  # the theme listens to keys, and what is not Latin is typed without any
    page.wait_for_function(ANSWERED)
    return page.evaluate(HITS)


def test_the_queries_are_many_and_of_every_sort():
    """At least sixty, and none of the families is empty."""
    families = {**QUERIES["entries"], **QUERIES["places"], "nothing": QUERIES["nothing"]}
    assert len(families) == 14
    assert all(len(queries) >= 3 for queries in families.values())
    assert sum(map(len, families.values())) >= 60


@pytest.mark.parametrize("family", QUERIES["entries"])
def test_the_entry_one_looks_for_is_the_first_hit(visit, family):
    """By its names, abbreviations and spellings, in every script, with words in any order."""
    with visit("/") as page:
        first = {query: asked(page, query)[:1] for query in QUERIES["entries"][family]}
    assert first == {
        query: [["entry", f"/glossary/{slug}/"]] for query, slug in QUERIES["entries"][family].items()
    }  # fmt: skip


@pytest.mark.parametrize("family", QUERIES["places"])
def test_the_place_one_looks_for_is_among_the_first_three_hits(visit, family):
    """Words that stand only in a note, only in a comment, and phrases of a text."""
    places = {query: f"/texts/{place.replace('#', '/#')}" for query, place in QUERIES["places"][family].items()}
    with visit("/") as page:
        hits = {query: asked(page, query)[:3] for query in places}
    assert {query: hits[query] for query in places if places[query] not in [at for _, at in hits[query]]} == {}


def test_absent_words_find_nothing_but_the_nearest_names_are_offered(visit):
    """A slip or an inflected form that is not known leads to the entry all the same."""
    with visit("/") as page:
        for query, slug in QUERIES["nothing"].items():
            hits = asked(page, query)
            assert page.locator(".md-search-result__meta").inner_text().startswith("Nothing found."), query
            assert 0 < len(hits) <= 3
            assert all(what == "entry" for what, _ in hits)
            assert not slug or ["entry", f"/glossary/{slug}/"] in hits, query
        page.locator(".md-search-result__link").first.click()
        expect(page.locator("h1")).to_have_text("Transrapid")


def test_the_search_follows_while_one_types(visit):
    """Key by key, on a reading page too, where the theme's script comes only when it is wanted."""
    with visit(TEXT) as page:
        page.locator(".md-search__input").focus()
        page.keyboard.type("MIC2025")
        expect(page.locator(".md-search-result__article h1").first).to_have_text("Made in China 2025")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/made-in-china-2025/**")


def test_a_search_can_be_linked_to(visit):
    """`?q=` opens the search with its hits, on any page."""
    for path in ("/?q=十五五", f"{TEXT}?q=十五五"):
        with visit(path) as page:
            page.wait_for_function(ANSWERED)
            assert page.evaluate(HITS)[0] == ["entry", "/glossary/fifteenth-five-year-plan/"]


def test_hits_that_come_before_the_script_that_arranges_them_are_arranged_too(visit):
    """On a reading page both are on their way at the same time."""
    with visit(TEXT) as page:
        held = []
        page.route("**/assets/find.js", lambda route: held.append(route))  # noqa: PLW0108 - a method has no attributes
        page.locator(".md-search__input").focus()
        page.keyboard.insert_text("Valdai")
        page.keyboard.press("End")
        page.locator(".md-search-result__article").first.wait_for()
        held[0].continue_()
        page.wait_for_function(ANSWERED)
        assert page.evaluate(HITS)[0] == ["entry", "/glossary/valdai-discussion-club/"]


def test_hits_say_what_they_are(visit):
    """Text, note, entry, comment, parallel: in words that one sees."""
    with visit("/") as page:
        kinds = {what for query in ("quantum", "maglev", "robotics") for what, _ in asked(page, query)}
        kinds |= {what for what, _ in asked(page, "dinner party")}
        assert kinds == {"text", "note", "entry", "comment", "parallel"}
        label = page.locator(".md-search-result__article").first.evaluate(
            "e => getComputedStyle(e, '::before').content"
        )
        assert label in {'"text"', "attr(data-what)"}


def test_a_hit_shows_the_form_by_which_it_was_found_and_no_hidden_words(visit):
    """Of the many names of an entry only the found one is shown, and none of the words for the search alone."""
    with visit("/") as page:
        asked(page, "MIC2025")
        hit = page.locator(".md-search-result__item").first
        assert hit.locator(".md-tag").evaluate_all(
            "tags => tags.filter(t => t.checkVisibility()).map(t => t.innerText)"
        ) == ["MIC2025"]
        asked(page, "Sochi")
        assert hit.locator("sub").count() == 1
        assert not hit.locator("sub").is_visible()
        assert "Russian discussion forum" in hit.inner_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("The state is a necessary fixture", "The state is a necessary fixture"),
        ("academician", "academician"),
        ("respirators", "respirators"),
        ("Guinness", "Guinness"),
        ("dinner party", "dinner party"),
    ],
)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_hit_leads_to_its_very_place_which_is_lit(visit, query, words, width):
    """One paragraph, inside whatever was folded: the comments, a note, the detail of a note."""
    with visit("/", width=width) as page:
        if width < 1000:
            page.get_by_role("button", name="Search").first.click()
        place = next(at for _, at in asked(page, query)[:3] if "#" in at)
        page.locator(f".md-search-result__link[href$='{place.partition('#')[2]}']").click()
        page.wait_for_url(f"**{place.partition('#')[0]}?h=*")
        lit = page.locator(".found")
        expect(lit).to_be_visible()
        expect(lit).to_contain_text(words, use_inner_text=True)
        expect(lit).to_be_in_viewport()
        assert len(lit.inner_text()) < 1500


def test_comments_behind_a_notice_are_never_found(edition, index, visit):
    """No run of four of their words is in the index, no hit leads to them; notes on them are found."""
    found = " ".join(_words(f"{doc['title']} {doc['text']} {' '.join(doc.get('tags', []))}") for doc in index["docs"])
    text = edition.text["russia-china-vote"].text
    unseen = [block for block in text.blocks if text.notice(block.comment)]
    shown = " ".join(_words(text.words(block.span)) for block in text.blocks if not text.notice(block.comment))
    runs = {run for block in unseen for run in _runs(_words(text.words(block.span)), 4) if run not in shown}
    assert len(runs) > 100
    assert [run for run in runs if f" {run} " in f" {found} "] == []
    places = [doc["location"].partition("#")[2] for doc in index["docs"]]
    assert not [place for place in places if re.match(r"comment-(1|12)(-|$)", place)]
    assert "note-gauge-changing-trains-in-spain-title" in places
    with visit("/") as page:
        for block in unseen:
            hits = [at for _, at in asked(page, text.words(block.span)[:60])]
            assert not [at for at in hits if re.search(r"#comment-(1|12)(-|$)", at)]


def _words(text):
    return " ".join(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text).replace("&amp;", "&")))


def _runs(words, length):
    split = words.split()
    return {" ".join(split[n : n + length]) for n in range(len(split) - length + 1)}


def test_the_index_is_small_and_lists_are_not_in_it(site, index):
    """60 kB as it is sent, and no page that repeats what stands elsewhere."""
    assert len(gzip.compress((site / "search/search_index.json").read_bytes(), 9)) <= 60_000
    pages = {doc["location"].split("/")[0] for doc in index["docs"]}
    assert pages == {"texts", "glossary", "parallels"}
    assert "glossary/" not in {doc["location"] for doc in index["docs"]}


def test_scripts_for_finding_are_small(site):
    """2.5 kB as they are sent."""
    assert len(gzip.compress((site / "assets/find.js").read_bytes(), 9)) <= 2_500


def test_names_come_with_their_spellings():
    """Without marks, with е for ё, with s for z; Chinese ones end in what no query has, short Pinyin also joined."""
    native = (
        NativeForm("zh-Hans", "双循环", "shuāng xúnhuán"),
        NativeForm("ru", "Чёрный план", "Chërnyy plan"),
    )
    entry = entry_of("plan", "civilization plan", "“五”规划", search=("FYP", "plan"), native=native)
    assert finding.names(entry) == [
        "civilization plan",
        "civilisation plan",
        "五规划\u2060",
        "双循环\u2060",
        "shuāng xúnhuán",
        "shuang xunhuan",
        "shuangxunhuan",
        "Чёрный план",
        "Черный план",
        "Chërnyy plan",
        "Chernyy plan",
        "FYP",
    ]


def test_the_ends_of_chinese_names_are_found():
    """From the second character on, each of two characters or more; not those of a whole sentence."""
    entry = entry_of("plan", "plan", "五年规划", "中共中央关于制定五年规划的建议", search=("十五五",))
    assert list(finding.ends(entry)) == ["年规划\u2060", "规划\u2060", "五五\u2060"]


def test_hidden_words_are_those_one_does_not_see_once_each():
    """Neither shown words nor their beginnings, no small words, other spellings of both."""
    shown, folded = (
        parse("The plans of Zhōngguó."),
        parse("A plan was the [modernization](term:x) of 3.5 in 2020, 12 US."),
    )
    words = finding.hidden(shown.gist, folded.gist)
    assert words == " <sub hidden>2020 3.5 modernisation modernization us zhongguo</sub>"
    assert finding.hidden(parse("The plan.").gist, parse("A plan.").gist) == ""
