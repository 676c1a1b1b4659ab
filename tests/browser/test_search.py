"""The search finds what people type, in every script, and leads to its very place."""

import gzip
import json
import re

import pytest
from making import entry_of
from playwright.sync_api import expect
from searching import ANSWERED, HITS, asked

from edition.model import NativeForm
from edition.pages import finding
from edition.written.body import parse

TEXT = "/texts/canal-plan/"


@pytest.fixture(scope="module")
def index(site):
    """The search index of the built site."""
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))


def test_the_search_follows_while_one_types(visit):
    """Key by key, on a reading page too, where the theme's script comes only when it is wanted."""
    with visit(TEXT) as page:
        page.locator(".md-search__input").focus()
        page.keyboard.type("TWP")
        expect(page.locator(".md-search-result__article h1").first).to_have_text("Works plan")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/works-plan/**")


def test_a_search_can_be_linked_to(visit):
    """`?q=` opens the search with its hits, on any page."""
    for path in ("/?q=五年规划", f"{TEXT}?q=五年规划"):
        with visit(path) as page:
            page.wait_for_function(ANSWERED)
            assert page.evaluate(HITS)[0] == ["entry", "/glossary/works-plan/"]


def test_hits_that_come_before_the_script_that_arranges_them_are_arranged_too(visit):
    """On a reading page both are on their way at the same time."""
    with visit(TEXT) as page:
        held = []
        page.route("**/assets/find.js", lambda route: held.append(route))  # noqa: PLW0108 - a method has no attributes
        page.locator(".md-search__input").focus()
        page.keyboard.insert_text("plan of works")
        page.keyboard.press("End")
        page.locator(".md-search-result__article").first.wait_for()
        held[0].continue_()
        page.wait_for_function(ANSWERED)
        assert page.evaluate(HITS)[0] == ["entry", "/glossary/works-plan/"]


def test_hits_say_what_they_are(visit):
    """Text, note, entry, comment, parallel: in words that one sees."""
    with visit("/") as page:
        kinds = {what for query in ("gates", "barge", "works plan") for what, _ in asked(page, query)}
        kinds |= {what for what, _ in asked(page, "telephone that somebody answers")}
        assert kinds == {"text", "note", "entry", "comment", "parallel"}
        label = page.locator(".md-search-result__article").first.evaluate(
            "e => getComputedStyle(e, '::before').content"
        )
        assert label in {'"text"', "attr(data-what)"}


def test_a_hit_shows_the_form_by_which_it_was_found_and_no_hidden_words(visit):
    """Of the many names of an entry only the found one is shown, and none of the words for the search alone."""
    with visit("/") as page:
        asked(page, "TWP")
        hit = page.locator(".md-search-result__item").first
        assert hit.locator(".md-tag").evaluate_all(
            "tags => tags.filter(t => t.checkVisibility()).map(t => t.innerText)"
        ) == ["TWP"]
        asked(page, "older")
        assert hit.locator("sub").count() == 1
        assert not hit.locator("sub").is_visible()
        assert "authority that judges" in hit.inner_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a good plan for a wet decade", "a good plan for a wet decade"),
        ("median depth", "median depth"),
        ("shallowest place", "shallowest place"),
        ("protocol gives", "protocol gives"),
        ("a telephone that somebody answers", "a telephone that somebody answers"),
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
    text = edition.text["canal-plan"].text
    unseen = [block for block in text.blocks if text.notice(block.comment)]
    shown = " ".join(_words(text.words(block.span)) for block in text.blocks if not text.notice(block.comment))
    runs = {run for block in unseen for run in _runs(_words(text.words(block.span)), 4) if run not in shown}
    assert len(runs) > 10
    assert [run for run in runs if f" {run} " in f" {found} "] == []
    places = [doc["location"].partition("#")[2] for doc in index["docs"]]
    assert not [place for place in places if re.match(r"comment-5(-|$)", place)]
    assert "note-behind-notice-title" in places
    with visit("/") as page:
        for block in unseen:
            hits = [at for _, at in asked(page, text.words(block.span)[:60])]
            assert not [at for at in hits if re.search(r"#comment-5(-|$)", at)]


def _words(text):
    return " ".join(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text).replace("&amp;", "&")))


def _runs(words, length):
    split = words.split()
    return {" ".join(split[n : n + length]) for n in range(len(split) - length + 1)}


def test_the_index_is_small_and_lists_are_not_in_it(site, index):
    """300 bytes for each place that can be found, as it is sent; and no page that repeats what stands elsewhere."""
    size = len(gzip.compress((site / "search/search_index.json").read_bytes(), 9))
    assert size <= 300 * len(index["docs"])
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
