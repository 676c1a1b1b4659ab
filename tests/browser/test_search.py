"""The search box: how it is opened, asked and left, what it shows, and where a hit leads."""

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from searching import HITS, answered, asked, opened

from edition.pages.records import records

TEXT = "/texts/canal-plan/"
KINDS_OF_PAGES = ("/", TEXT, "/glossary/", "/glossary/works-plan/", "/notes/", "/about/", "/404.html")
DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError") }})"""


def hits(page):
    """The visible hits: what each is, and where it leads."""
    return page.evaluate(HITS)


def focus(page):
    """What has the focus, in a word."""
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def status(page):
    """What the box says of its answer."""
    return page.locator(".search [role=status]").inner_text()


@pytest.mark.parametrize("path", KINDS_OF_PAGES)
def test_the_search_follows_while_one_types_on_every_kind_of_page(visit, path):
    """Opened by a key, key by key, to the first hit by Enter."""
    with visit(path) as page:
        page.keyboard.press("/")
        page.keyboard.type("TWP")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/works-plan/")
        expect(page.locator("h1")).to_have_text("Works plan")
        assert page.said == []


def test_a_click_opens_it_and_words_that_come_without_a_key_are_searched(visit):
    """As pasted by the mouse, dictated, or written by an input method."""
    with visit("/") as page:
        page.get_by_role("button", name="Search").click()
        page.evaluate("document.execCommand('insertText', false, '五年规划')")
        answered(page, "五年规划")
        assert hits(page)[0] == ["entry", "/glossary/works-plan/"]


def hold_search(page):
    """Open the box and keep its script back; returns the one request that can be let through."""
    held = []
    page.route("**/assets/search.js", lambda route: held.append(route), times=1)  # noqa: PLW0108 - as events want it
    with page.expect_request("**/assets/search.js"):
        page.get_by_role("button", name="Search").click()
    return held


def test_what_is_typed_before_the_script_has_come_is_searched(visit):
    """The box takes it at once; Enter waits for the answer."""
    with visit(TEXT) as page:
        held = hold_search(page)
        page.keyboard.type("plan of works")
        expect(page.locator(".search input")).to_have_value("plan of works")
        held[0].continue_()
        answered(page, "plan of works")
        assert hits(page)[0] == ["entry", "/glossary/works-plan/"]


def test_enter_before_the_script_has_come_leads_to_the_first_hit(visit):
    """As soon as there is one; the page is not loaded anew meanwhile."""
    with visit(TEXT) as page:
        held = hold_search(page)
        page.keyboard.type("TWP")
        page.keyboard.press("Enter")
        assert page.evaluate("location.search") == ""
        held[0].continue_()
        page.wait_for_url("**/glossary/works-plan/")


def test_escape_leads_back_to_the_place_one_came_from(visit):
    """The focus is where it was, and the page is where it was."""
    with visit(TEXT) as page:
        link = page.locator(".edition a.term").first
        link.focus()
        before = page.evaluate("scrollY")
        asked(page, "gates")
        page.keyboard.press("Escape")
        expect(page.locator(".search")).to_be_hidden()
        expect(link).to_be_focused()
        assert page.evaluate("scrollY") == before


def test_arrows_go_through_the_hits_and_letters_go_on_with_the_question(visit):
    """Down from the field to the first hit, up again; a letter on a hit is one more of the question."""
    with visit("/") as page:
        asked(page, "gates")
        page.keyboard.press("ArrowDown")
        assert focus(page) == "hit"
        page.keyboard.press("ArrowDown")
        expect(page.locator(".search a.hit:visible").nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert focus(page) == "query"
        page.keyboard.press("ArrowDown")
        page.keyboard.type("x")
        assert page.locator(".search input").input_value() == "gatesx"


def test_keys_of_the_page_do_nothing_in_the_box(visit):
    """The letter j steps through the notes of a text, but is a letter here."""
    with visit(TEXT) as page:
        asked(page, "gates")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("j")
        assert page.locator(".search input").input_value() == "gatesj"
        expect(page.locator(".search")).to_be_visible()


def test_tab_leads_from_the_field_to_the_hits_which_stay(visit):
    """By way of the button that closes and the two filters, and never out of the box."""
    with visit("/") as page:
        asked(page, "gates")
        reached = []
        for _ in range(5):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.name || document.activeElement.className"))
        assert reached[:4] == ["close", "what", "in", "hit"]
        assert hits(page)


def test_a_search_can_be_linked_to_with_its_filters_and_leaves_no_trace_when_it_is_closed(visit):
    """On any page; what else the address keeps stays."""
    for path in ("/", TEXT, "/404.html"):
        with visit(f"{path}?q=gates&what=note&in=canal-plan") as page:
            answered(page, "gates")
            assert {what for what, _ in hits(page)} == {"note"}
            assert page.locator(".search select[name=in]").input_value() == "canal-plan"
            page.keyboard.press("Escape")
            page.wait_for_url(lambda url, path=path: url.endswith(path))
    with visit("/glossary/?category=place") as page:
        asked(page, "gates")
        assert page.url.endswith("/glossary/?category=place&q=gates")
        page.keyboard.press("Escape")
        page.wait_for_url(lambda url: url.endswith("/glossary/?category=place"))


def test_hits_say_what_they_are_and_what_a_note_is_about(visit):
    """Text, note, entry, comment, parallel: in words."""
    with visit("/") as page:
        questions = ("gates", "barge", "works plan", "telephone that somebody answers")
        assert {what for query in questions for what, _ in asked(page, query)} == {
            "text",
            "note",
            "entry",
            "comment",
            "parallel",
        }
        asked(page, "protocol gives")
        note = page.locator(".search a.hit[data-what=note]").first
        assert note.locator(".what").inner_text() == "note"
        assert re.match(r"fact-check: \w+ · on “.+” · .+", note.locator(".where").inner_text())
        assert note.locator("mark").all_inner_texts() == ["protocol", "gives"]


def test_a_hit_shows_the_name_by_which_it_was_found(visit):
    """Of the many names of an entry only that one; none if it is found by its title."""
    with visit("/") as page:
        asked(page, "TWP")
        assert page.locator(".search a.hit").first.locator(".by").all_inner_texts() == ["TWP"]
        asked(page, "works plan")
        assert page.locator(".search a.hit").first.locator(".by").count() == 0


def test_hits_of_one_page_stand_together(visit):
    """The best, and those as good; the others are folded and opened by the keyboard too."""
    with visit("/") as page:
        pages = [at.split("#")[0] for _, at in asked(page, "canal")]
        assert len([n for n, at in enumerate(pages) if at != pages[n - 1]]) == len(set(pages)) > 2
        folded = page.locator(".search summary").first
        assert re.fullmatch(r"\d+ more on this page", folded.inner_text())
        shown = len(pages)
        folded.focus()
        page.keyboard.press("Enter")
        assert len(hits(page)) > shown


def test_filters_by_kind_and_text(visit):
    """Each shows what it says; a parallel is of both its texts."""
    with visit("/") as page:
        everything = asked(page, "gates")
        page.locator(".search select[name=what]").select_option("text")
        page.wait_for_function("() => [...document.querySelectorAll('.hit')].every(hit => hit.dataset.what === 'text')")
        assert 0 < len(hits(page)) < len(everything)
        page.locator(".search select[name=what]").select_option("")
        page.locator(".search select[name=in]").select_option("inspectors-reply")
        page.wait_for_function("() => !document.querySelector('.hit[href*=\"texts/canal-plan\"]')")
        assert {"text", "parallel"} <= {what for what, _ in hits(page)}


def test_nothing_found_offers_the_nearest_names_and_what_else_one_can_try(visit):
    """And a way out of the filters, if they are why."""
    with visit("/?what=comment&q=Inspectrate") as page:
        answered(page, "Inspectrate")
        assert status(page) == "Nothing found. The nearest names in the glossary:"
        assert ["entry", "/glossary/inspectorate/"] in hits(page)
        assert "Try fewer words" in page.locator(".search .else").inner_text()
        opened(page).fill("TWP")
        answered(page, "TWP")
        assert status(page).startswith("Nothing found.")
        page.get_by_role("button", name="Search everything").click()
        expect(page.locator(".search [role=status]")).to_have_text("Hits: 1.")
        assert hits(page) == [["entry", "/glossary/works-plan/"]]


def test_words_that_stand_nowhere_are_named_and_left_out(visit):
    """What has the others is found; where nothing has all of them, what has most."""
    with visit("/") as page:
        assert asked(page, "xyzzy plan of works")[0] == ["entry", "/glossary/works-plan/"]
        assert status(page).startswith("Nowhere here: “xyzzy”. Without that:")
        assert asked(page, "telephone median depth protocol")
        assert status(page).startswith("Nothing has all of these words. What has most of them:")


def test_signs_alone_ask_for_a_word(visit):
    """Nothing is searched, and nothing breaks."""
    with visit("/") as page:
        assert asked(page, "!!! *") == []
        assert status(page) == "Type a word."
        assert asked(page, "  ") == []
        assert status(page) == ""
        assert page.said == []


@pytest.mark.parametrize(
    ("words", "width"),
    [
        ("a good plan for a wet decade", 1440),
        ("median depth", 1440),
        ("median depth", 390),
        ("shallowest place", 1440),
        ("protocol gives", 1440),
        ("protocol gives", 390),
        ("a telephone that somebody answers", 1440),
    ],
)
def test_a_hit_leads_to_its_very_place_which_is_lit_and_leaves_no_trace(visit, words, width):
    """One paragraph, inside whatever was folded: the comments, a note, the detail of a note."""
    with visit("/", width=width) as page:
        if width < 1000:
            page.get_by_role("button", name="Search").click()
        place = next(at for _, at in asked(page, words)[:3] if "#" in at)
        page.locator(f".search a.hit[href$='{place.partition('#')[2]}']").click()
        page.wait_for_url(f"**{place}")
        lit = page.locator(".found")
        expect(lit).to_be_visible()
        expect(lit).to_contain_text(words, use_inner_text=True)
        expect(lit).to_be_in_viewport()
        assert len(lit.inner_text()) < 1500
        assert "?" not in page.url
        page.reload()
        page.locator(".edition").wait_for()
        assert page.locator(".found").count() == 0


def test_a_hit_on_the_same_page_closes_the_box_and_is_lit(visit):
    """Even when the address has that place already."""
    with visit(TEXT) as page:
        for _ in range(2):
            place = next(at for what, at in asked(page, "protocol gives") if what == "note")
            page.locator(f".search a.hit[href$='{place.partition('#')[2]}']").click()
            expect(page.locator(".search")).to_be_hidden()
            expect(page.locator(".found")).to_contain_text("protocol gives")
            assert page.url.endswith(place)


def test_back_leads_to_the_hits_again(visit):
    """The page one came from keeps the question in its address."""
    with visit("/") as page:
        asked(page, "TWP")
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/works-plan/")
        page.go_back()
        answered(page, "TWP")
        assert hits(page) == [["entry", "/glossary/works-plan/"]]


def test_it_works_where_the_browser_denies_storage(visit):
    """It is asked, its hit leads to the place; what a reader chose is not kept, and nothing complains."""
    with visit("/about/", fresh=True) as page:
        page.add_init_script(DENIED)
        for path in (TEXT, "/"):
            page.goto(
                re.sub(r"/about/$", path, page.url.split("?")[0]) if path == TEXT else page.url.split("/texts")[0]
            )
            assert asked(page, "protocol gives")[0][0] == "note"
            page.keyboard.press("Enter")
            page.wait_for_url("**#note-*")
            expect(page.locator(".note:target")).to_be_in_viewport()
        assert page.said == []


@pytest.mark.parametrize("size", [(390, 800), (320, 256)])
def test_it_works_on_a_phone_and_at_400_per_cent(visit, size):
    """The first hit can be reached and followed, and nothing is wider than the window."""
    with visit("/", width=size[0], height=size[1]) as page:
        page.get_by_role("button", name="Search").click()
        page.keyboard.insert_text("TWP")
        answered(page, "TWP")
        assert page.evaluate("document.querySelector('.search').scrollWidth <= innerWidth")
        page.locator(".search a.hit").first.click()
        page.wait_for_url("**/glossary/works-plan/")


def test_a_piece_that_does_not_come_is_said(visit):
    """And asked for again with the next question."""
    with visit("/") as page:
        page.route("**/search/*.js", lambda route: route.abort())
        opened(page).fill("gates")
        expect(page.locator(".search [role=status]")).to_contain_text("could not be fetched")
        page.unroute("**/search/*.js")
        assert asked(page, "TWP")


def test_no_index_and_no_engine_before_a_search_and_little_script(visit):
    """On any kind of page; 5 kB of scripts as they are sent, and none of the theme's."""
    for path in (*KINDS_OF_PAGES, "/parallels/canal-plan--inspectors-reply/"):
        with visit("/about/", fresh=True) as page:
            sizes = {}
            page.on("response", lambda r, sizes=sizes: sizes.update({r.url: int(r.headers.get("content-length", 0))}))
            page.goto(page.url.replace("/about/", path), wait_until="load")
            scripts = {url: size for url, size in sizes.items() if url.endswith(".js")}
            assert not [url for url in sizes if re.search("/search|/vendor/|/javascripts/", url)], path
            assert 0 < sum(scripts.values()) <= 5_000, path


def test_the_theme_s_script_is_on_no_page(site):
    """Nor its search, nor its settings."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "assets/javascripts/" not in page, path
        assert "md-search" not in page, path
        assert "__config" not in page, path


def _pieces(site):
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8").removeprefix("searchPiece="))
        for path in (site / "search").glob("*.js")
    }


def test_comments_behind_a_notice_are_never_found(edition, site, visit):
    """No run of four of their words is in the index, no hit leads to them; notes on them are found."""
    pieces = _pieces(site)
    rows = [row for _, name in pieces["start"]["records"] for row in pieces[name]]
    found = _words(" ".join(" ".join(row) for row in rows))
    text = edition.text["canal-plan"].text
    unseen = [block for block in text.blocks if text.notice(block.comment)]
    shown = " ".join(_words(text.words(block.span)) for block in text.blocks if not text.notice(block.comment))
    runs = {run for block in unseen for run in _runs(_words(text.words(block.span)), 4) if run not in shown}
    assert len(runs) > 10
    assert [run for run in runs if f" {run} " in f" {found} "] == []
    places = [row[1].partition("#")[2] for row in rows]
    assert not [place for place in places if re.match(r"comment-5(-|$)", place)]
    assert "note-behind-notice" in places
    with visit("/") as page:
        for block in unseen:
            assert not [at for _, at in asked(page, text.words(block.span)[:60]) if re.search(r"#comment-5(-|$)", at)]


def _words(text):
    return " ".join(re.findall(r"\w+", text))


def _runs(words, length):
    split = words.split()
    return {" ".join(split[n : n + length]) for n in range(len(split) - length + 1)}


def test_every_record_is_found_by_words_of_its_own(edition, visit):
    """The script makes the same terms of words as the package, in every script that the edition has."""
    with visit("/") as page:
        missed = []
        for record in records(edition):
            query = " ".join((record.words or record.title).split()[:8])
            asked(page, query)
            hit = f".search a.hit[href$='{re.sub(r'(index)?[.]md', '', record.address).replace('#', '/#')}']"
            link = hit if "#" in record.address else hit.replace("']", "/']")
            if page.locator(link.replace("//", "/")).count() != 1:
                missed.append(query)
        assert missed == []


def test_the_pieces_are_small_and_the_scripts_for_finding_too(site):
    """8 kB a piece as it is sent, 7 kB the script, 7 kB the engine with its licence."""
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (site / "search").glob("*.js")}
    assert max(sizes.values()) <= 9_000
    for name in ("assets/search.js", "assets/vendor/minisearch.js"):
        assert len(gzip.compress((site / name).read_bytes(), 9)) <= 7_000, name
    assert "Permission is hereby granted, free of charge" in Path(site, "assets/vendor/minisearch.js").read_text()
