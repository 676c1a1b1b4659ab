"""The reading page, as readers meet it in a browser."""

import gzip
import itertools
import re
from collections import Counter

import pytest
from conftest import ROOT

TEXTS = ("canal-plan", "inspectors-reply")
WIDE = (1024, 1440, 1920)
NARROW = (320, 390, 768)

PLACES = """() => [...document.querySelectorAll('.edition aside.note')].filter(n => n.checkVisibility()).map(note => {
  let block = note.closest('details.notes').previousElementSibling
  while (block && !block.dataset.span) block = block.previousElementSibling
  block ??= document.querySelector('.edition h1')
  const box = note.getBoundingClientRect(), beside = block.getBoundingClientRect()
  const distance = Math.max(0, beside.top - box.top, box.top - beside.bottom)
  return {id: note.id, distance, top: box.top, bottom: box.bottom, left: box.left, right: box.right,
          text: beside.right, open: !note.querySelector('details.gist'), comment: !!note.closest('.thread')}
})"""

SEEN = """() => {
  const seen = node => node.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && node.getBoundingClientRect().height > 0
  return [...document.querySelectorAll('.edition aside.note')]
    .filter(note => seen(note) && [...note.querySelectorAll('p:not(.kind)')].some(seen)).map(note => note.id)
}"""

CLOSED_COMMENTS = "document.querySelector('details.thread') && (document.querySelector('details.thread').open = true)"


def ids(edition, slug, *, behind_notice=True):
    """The ids of the notes of a text."""
    text = edition.text[slug]
    return [
        placed.id
        for placed in text.notes
        if behind_notice or not text.text.notice(text.text.blocks_in(placed.span)[0].comment)
    ]


def open_everything(page):
    """Open all folded parts but the comments behind a notice."""
    page.evaluate("document.querySelectorAll('details:not([data-notice])').forEach(d => { d.open = true })")


@pytest.mark.parametrize("width", WIDE)
@pytest.mark.parametrize("slug", TEXTS)
def test_notes_stand_beside_their_passages_on_a_wide_screen(visit, slug, width):
    """In reading order, in the margin, without overlap; p95 of the distance at most 80 px, none over 200."""
    with visit(f"/texts/{slug}/", width=width) as page:
        page.evaluate(CLOSED_COMMENTS)
        page.evaluate("document.fonts.ready")
        places = page.evaluate(PLACES)
    distances = sorted(place["distance"] for place in places)
    assert distances[int(len(distances) * 0.95)] <= 80
    assert distances[-1] <= 200
    assert all(place["left"] > place["text"] for place in places)
    for above, below in itertools.pairwise(places):
        assert above["bottom"] <= below["top"] + 0.5, (above["id"], below["id"])


def test_gists_stand_open_where_the_margin_has_room_and_only_there(visit):
    """At 1440 px, on the text itself without its comments; what has no room shows its title."""
    with visit("/texts/canal-plan/") as page:
        places = [place for place in page.evaluate(PLACES) if not place["comment"]]
    assert 0 < sum(place["open"] for place in places) < len(places)
    with visit("/texts/inspectors-reply/") as page:
        assert all(place["open"] for place in page.evaluate(PLACES)[:2])


@pytest.mark.parametrize("slug", TEXTS)
def test_every_note_is_on_every_surface(visit, edition, slug):
    """Margin, phone, print, without JavaScript: all notes, each once."""
    everyone = ids(edition, slug)
    with visit(f"/texts/{slug}/") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(SEEN) == everyone
    with visit(f"/texts/{slug}/", width=390) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(SEEN) == everyone
    with visit(f"/texts/{slug}/", java_script_enabled=False) as page:
        assert Counter(re.findall(r'<aside[^>]* id="(note-[^"]*)"', page.content())) == Counter(everyone)
    with visit(f"/texts/{slug}/") as page:
        page.emulate_media(media="print")
        assert page.evaluate(SEEN) == ids(edition, slug, behind_notice=False)


@pytest.mark.parametrize("slug", TEXTS)
def test_the_margin_shows_every_title_without_opening_anything(visit, edition, slug):
    """What is folded shows its title; only the comments as a whole are folded away."""
    with visit(f"/texts/{slug}/") as page:
        page.evaluate(CLOSED_COMMENTS)
        visible = page.evaluate(
            "[...document.querySelectorAll('.note h3')].filter(h => h.checkVisibility()).map(h => h.parentElement.id)"
        )
    assert visible == ids(edition, slug, behind_notice=False)


@pytest.mark.parametrize("width", NARROW)
def test_notes_open_under_their_paragraph_on_a_narrow_screen(visit, width):
    """By a real control, and by a link to the note, with the paragraph still in view."""
    with visit("/texts/canal-plan/", width=width, height=844) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        control = page.locator("#p2 + details.notes > summary")
        control.focus()
        page.keyboard.press("Enter")
        note = page.locator("#note-approved-where")
        assert note.is_visible()
        assert note.locator("p").nth(1).is_visible()
    for script in (True, False):
        with visit("/texts/canal-plan/#note-form-of-hope", width=width, height=844, java_script_enabled=script) as page:
            box = page.locator("#note-form-of-hope").bounding_box()
            paragraph = page.locator("#p8").bounding_box()
            assert 0 < box["y"] < 844
            assert paragraph["y"] + paragraph["height"] > 48


def test_nothing_scrolls_sideways(visit):
    """On the narrowest phone, and at 200 % zoom of a 1280 px window, which leaves 640 CSS pixels."""
    paths = (
        "/",
        "/texts/canal-plan/",
        "/glossary/",
        "/notes/",
        "/parallels/",
        "/timeline/",
        "/about/",
        "/contribute/",
    )
    for width in (320, 640):
        for path in paths:
            with visit(path, width=width, height=600, device_scale_factor=2) as page:
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)


def test_a_link_opens_whatever_its_place_is_folded_in(visit):
    """A note in the margin, a comment, a paragraph of a comment, a note on a comment."""
    for place in ("note-form-of-hope", "comment-6", "comment-3-p1", "note-on-comment-six"):
        with visit(f"/texts/canal-plan/#{place}") as page:
            page.wait_for_function(
                "id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=place
            )
            assert page.locator(f"#{place}").is_visible()
    with visit("/texts/canal-plan/#note-on-a-par") as page:
        assert page.locator("#note-on-a-par details.gist").get_attribute("open") is not None


def test_a_passage_and_its_note_light_up_together(visit):
    """When the pointer is on either, when the number has the focus, when the address names the note."""
    lit = "[...document.querySelectorAll('.lit')].map(n => n.id || n.dataset.notes)"
    with visit("/texts/inspectors-reply/") as page:
        page.locator("mark[data-notes='laid-before']").first.hover()
        assert set(page.evaluate(lit)) == {"laid-before", "note-laid-before"}
        page.locator("#note-steel-abroad h3").hover()
        assert "note-steel-abroad" in page.evaluate(lit)
        assert any("steel-abroad" in (name or "").split() for name in page.evaluate(lit))
        page.mouse.move(0, 0)
        page.locator("#r-reserve").focus()
        assert "note-reserve" in page.evaluate(lit)
    with visit("/texts/inspectors-reply/#note-reserve") as page:
        assert "note-reserve" in page.evaluate(lit)


def test_a_click_on_overlapping_passages_leads_to_the_shortest_first(visit):
    """And a second click to the next note that covers the same words."""
    with visit("/texts/canal-plan/") as page:
        mark = page.locator("mark[data-notes~='double-chambers'][data-notes~='gates-1911']").last
        mark.click()
        assert page.evaluate("location.hash") == "#note-gates-1911"
        mark.click()
        assert page.evaluate("location.hash") == "#note-double-chambers"


def test_selected_text_has_no_note_numbers(visit, edition):
    """Copying a paragraph gives its words and nothing of ours."""
    text = edition.text["canal-plan"].text
    block = next(block for block in text.blocks if block.id == "p5")
    with visit("/texts/canal-plan/") as page:
        copied = page.evaluate("""() => {
          getSelection().selectAllChildren(document.getElementById('p5'))
          return String(getSelection())
        }""")
    assert copied.strip() == text.words(block.span)


def test_kinds_of_notes_can_be_hidden(visit):
    """Without JavaScript by a box, with it also after coming back."""
    with visit("/texts/inspectors-reply/", java_script_enabled=False) as page:
        page.locator("#show-fact-check").uncheck()
        assert page.locator(".note.fact-check:visible").count() == 0
        assert page.locator(".note:visible").count() > 0
    with visit("/texts/inspectors-reply/") as page:
        page.locator("#show-term").uncheck()
        page.reload()
        assert not page.locator("#show-term").is_checked()
        assert page.locator(".note.term:visible").count() == 0


def test_each_paragraph_is_told_in_one_line_on_request(visit):
    """Hidden at first, shown by a box, with JavaScript also after coming back."""
    with visit("/texts/inspectors-reply/", java_script_enabled=False) as page:
        assert page.locator(".summary:visible").count() == 0
        page.locator("#show-summaries").check()
        assert page.locator(".summary:visible").count() == 2
    with visit("/texts/inspectors-reply/") as page:
        assert not page.locator("#show-summaries").is_checked()
        page.locator("#show-summaries").check()
        page.reload()
        assert page.locator(".summary:visible").count() == 2
        assert page.locator("#show-term").is_checked()


def test_keys_step_from_note_to_note(visit, edition):
    """With j one goes on, with k back; the note has the focus and is in view."""
    first, second = ids(edition, "inspectors-reply")[:2]
    with visit("/texts/inspectors-reply/") as page:
        for key, expected in (("j", first), ("j", second), ("k", first)):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.id") == expected
            assert page.evaluate("document.activeElement.getBoundingClientRect().top") < 1000


def test_a_term_is_explained_where_it_stands(visit):
    """On hover and on focus; Esc closes; the pointer can rest on the explanation."""
    with visit("/texts/inspectors-reply/") as page:
        term = page.locator("a.term").first
        term.hover()
        preview = page.locator("#preview")
        preview.wait_for(state="visible")
        assert len(preview.inner_text()) > 40
        preview.hover()
        page.mouse.move(5, 500)
        preview.wait_for(state="hidden")
        term.focus()
        preview.wait_for(state="visible")
        assert term.get_attribute("aria-describedby") == "preview"
        page.keyboard.press("Escape")
        preview.wait_for(state="hidden")


def test_a_touch_explains_a_term_and_a_second_one_follows_it(visit):
    """The first touch stays on the page."""
    with visit("/texts/inspectors-reply/", width=390, has_touch=True, is_mobile=True) as page:
        term = page.locator("a.term").first
        term.tap()
        page.locator("#preview").wait_for(state="visible")
        assert page.url.endswith("/texts/inspectors-reply/")
        term.tap()
        page.wait_for_url("**/glossary/**")


def test_what_has_the_focus_has_a_ring(visit):
    """The fold of a gist and the fold of its sources too, which the theme draws without one."""
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    with visit("/texts/canal-plan/#note-approved-where", width=390) as page:
        page.keyboard.press("Tab")
        seen = set()
        for _ in range(12):
            seen.add(page.evaluate("document.activeElement.localName"))
            assert page.evaluate(ring) == "solid"
            page.keyboard.press("Tab")
        assert {"summary", "a"} <= seen


def test_comments_show_who_answers_whom_both_ways(visit):
    """A click leads to the answer and back."""
    with visit("/texts/canal-plan/#comment-2") as page:
        page.locator("#comment-2 .answers a", has_text="comment 1").click()
        assert page.evaluate("location.hash") == "#comment-1"
        page.locator("#comment-1 .answers a", has_text="comment 2").click()
        assert page.evaluate("location.hash") == "#comment-2"


def test_comments_behind_a_notice_open_only_on_request(visit):
    """Their words are not shown, not printed, and stay away when the whole thread is opened."""
    with visit("/texts/canal-plan/") as page:
        page.evaluate(CLOSED_COMMENTS)
        assert not page.locator("#comment-5-p1").is_visible()
        page.emulate_media(media="print")
        assert not page.locator("#comment-5-p1").is_visible()
        assert page.locator("#comment-5 > details > summary").is_visible()
        page.emulate_media(media="screen")
        page.locator("#comment-5 > details > summary").click()
        assert page.locator("#comment-5-p1").is_visible()


PLACED = """
window.placed = () => [...document.querySelectorAll("h1, h2, h3, p, li, aside, form, header :is(a, label, form)")]
  .filter(element => element.checkVisibility({visibilityProperty: true}))
  .map(element => [element, element.getBoundingClientRect()])
document.addEventListener("readystatechange", () => { window.before ??= placed() }, {once: true})
"""
"""Where everything stands once the page is parsed and styled, before any script of it has run."""

MOVED = """() => {
  const after = new Map(placed())
  return before.filter(([element, {x, y}]) => {
    const now = after.get(element)
    return now && (Math.abs(now.x - x) > 0.5 || Math.abs(now.y - y) > 0.5)
  }).map(([element, {x, y}]) => `${element.outerHTML.slice(0, 80)} from ${x}, ${y}`)
}"""


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/glossary/", "/glossary/works-plan/", "/notes/"])
def test_no_script_moves_what_is_already_there(chromium, host, path):
    """From the moment at which the page is whole; without its fonts, which come when they come."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(PLACED)
    page.goto(host + path, wait_until="networkidle")
    assert page.evaluate("before.length") > 5
    assert page.evaluate(MOVED) == []
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/texts/canal-plan/", "/texts/inspectors-reply/", "/glossary/", "/notes/", "/404.html"]
)
def test_a_page_is_light_private_and_silent(chromium, host, path):
    """50 kB of fonts, 50 kB of styles and scripts on a text, nothing from elsewhere, no complaint."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    sizes, hosts, said = {}, set(), []
    page.on("response", lambda r: sizes.update({r.url: int(r.headers.get("content-length", 0))}))
    page.on("request", lambda r: hosts.add(r.url.split("/")[2]))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(host + path, wait_until="networkidle")
    context.close()
    fonts = sum(size for url, size in sizes.items() if ".woff2" in url)
    dressing = sum(size for url, size in sizes.items() if url.endswith((".css", ".js")))
    assert hosts == {host.split("/")[2]}
    assert fonts <= 50_000
    assert dressing <= (50_000 if path.startswith("/texts/") else 100_000)
    assert said == []


def test_a_note_costs_a_reader_little(site, edition):
    """1.2 kB as it is sent, sources and all: the page of a text without its notes is the measure."""
    page = (site / "texts/canal-plan/index.html").read_text(encoding="utf-8")
    bare = re.sub(r'<details class="notes".*?</aside>\s*</details>', "", page, flags=re.DOTALL)
    notes = len(edition.text["canal-plan"].notes)
    weight = len(gzip.compress(page.encode(), 9)) - len(gzip.compress(bare.encode(), 9))
    assert 100 * notes < weight <= 1_200 * notes


def test_every_page_has_a_strict_policy_and_says_what_it_is(site):
    """A Content-Security-Policy without `unsafe-inline`, a description, Open Graph data, one h1."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy, path
        assert "default-src 'none'" in policy[1]
        assert "unsafe" not in policy[1]
        assert len(re.findall("<h1[ >]", page)) == 1, path
        assert '<meta name="description"' in page, path
        assert '<meta property="og:title"' in page, path
        assert not re.search(r"<[^>]* (?:style|on\w+)=", page), path


def test_the_phone_menu_works_by_keyboard(visit):
    """It opens with Enter, takes the focus, closes with Escape, and is out of reach while closed."""
    with visit("/notes/", width=390) as page:
        page.evaluate("document.body.tabIndex = -1; document.body.focus()")
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('.md-sidebar') === null")
        button = page.get_by_role("button", name="Menu")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.closest('.md-nav--primary')")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menu"


def test_without_javascript_dark_follows_the_system(visit):
    """The theme itself needs a script for it."""
    with visit("/texts/inspectors-reply/", color_scheme="dark", java_script_enabled=False) as page:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(27, 26, 24)"


def test_the_link_to_the_repository_asks_no_other_host():
    """The theme's own would fetch stars from an interface of the host wherever a repository is configured."""
    partial = (ROOT / "overrides/partials/source.html").read_text(encoding="utf-8")
    assert "{{ config.repo_url }}" in partial
    assert "data-md-component" not in partial


def test_each_verdict_has_its_sign(visit):
    """Beside the number of the note, and no two the same."""
    with visit("/texts/canal-plan/") as page:
        open_everything(page)
        signs = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('.note')].filter(note => note.dataset.verdict)
              .map(note => [note.dataset.verdict, getComputedStyle(note.querySelector('.n'), '::after').content]))"""
        )
    wanted = {
        "supported": '" ●"',
        "partly supported": '" ◐"',
        "unsupported": '" ○"',
        "contradicted": '" ✕"',
        "disputed": '" ≠"',
        "opinion": '" ~"',
    }
    assert signs == wanted


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/glossary/", "/glossary/works-plan/", "/notes/"])
def test_a_page_shows_one_heading_of_the_first_level_at_every_width(visit, path):
    """Its title."""
    with visit(path) as page:
        for width in sorted({*WIDE, *NARROW}):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator("h1:visible").count() == 1, width
