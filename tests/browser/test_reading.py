"""The reading page, as readers meet it in a browser."""

import gzip
import itertools
import re

import pytest
from conftest import ROOT
from lxml import html
from windows import DRAWN

TEXTS = ("canal-plan", "inspectors-reply")
WIDE = (1024, 1440, 1920)
NARROW = (320, 390, 768)

PLACES = """() => [...document.querySelectorAll('.edition aside.note')].filter(n => n.checkVisibility()).map(note => {
  let block = note.closest('.notes').previousElementSibling
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
    .filter(note => seen(note) && [...note.querySelectorAll('p:not(.ways)')].some(seen)).map(note => note.id)
}"""

OPEN_COMMENTS = "document.querySelector('details.thread') && (document.querySelector('details.thread').open = true)"

LINES = """() => [...document.querySelectorAll(
  '.edition [data-span], .edition h1, .edition h2, .edition .next, footer')]
  .filter(block => block.checkVisibility())
  .map(block => [block.id, block.getBoundingClientRect().top + scrollY, block.getBoundingClientRect().height])"""
"""Where every block of the text stands on its page."""

MOVED_BY_FOLDS = f"""() => {{
  const lines = {LINES}
  const atRest = String(lines())
  const folds = [...document.querySelectorAll('.note details')]
  const moved = folds.filter(fold => {{
    fold.open = true
    const moved = String(lines()) !== atRest
    fold.open = false
    return moved
  }})
  folds.forEach(fold => {{ fold.open = true }})
  return moved.map(fold => fold.closest('.note').id)
}}"""
"""The notes whose folds, opened one after another, move a line; in the end all are open."""


def ids(edition, slug, *, behind_notice=True):
    """The ids of the notes of a text."""
    text = edition.text[slug]
    return [
        placed.id
        for placed in text.notes
        if behind_notice or not text.text.notice(text.text.blocks_in(placed.span)[0].comment)
    ]


def on_comment(edition, slug, note):
    """Whether a note is on a comment."""
    text = edition.text[slug]
    return next(text.text.blocks_in(placed.span)[0].comment is not None for placed in text.notes if placed.id == note)


@pytest.mark.parametrize("width", WIDE)
@pytest.mark.parametrize("slug", TEXTS)
def test_notes_stand_beside_their_passages_on_a_wide_screen(visit, slug, width):
    """In reading order, in the margin, without overlap; p95 of the distance at most 80 px, none over 200."""
    with visit(f"/texts/{slug}/", width=width) as page:
        page.evaluate(OPEN_COMMENTS)
        page.evaluate("document.fonts.ready")
        places = page.evaluate(PLACES)
    distances = sorted(place["distance"] for place in places)
    assert distances[int(len(distances) * 0.95)] <= 80
    assert distances[-1] <= 200
    assert all(place["left"] > place["text"] for place in places)
    for above, below in itertools.pairwise(places):
        assert above["bottom"] <= below["top"] + 0.5, (above["id"], below["id"])


def test_gists_stand_open_where_the_margin_has_room_and_only_there(visit):
    """At 1440 px, on the text itself without its comments; where there is little, they are begun."""
    with visit("/texts/canal-plan/") as page:
        places = [place for place in page.evaluate(PLACES) if not place["comment"]]
    assert 0 < sum(place["open"] for place in places) < len(places)
    with visit("/texts/inspectors-reply/") as page:
        assert all(place["open"] for place in page.evaluate(PLACES)[:2])


BEGUN = """() => [...document.querySelectorAll('.edition [class*=begun-]')].map(note => {
  const gist = note.querySelector('.gist > p:not(.claim)')
  const {top, left, width, height} = gist.getBoundingClientRect()
  const {bottom} = note.getBoundingClientRect(), next = note.nextElementSibling?.getBoundingClientRect()
  const asked = Number(note.className.match(/begun-(.)/)[1]), one = parseFloat(getComputedStyle(gist).lineHeight)
  return {id: note.id, asked, lines: Math.round(height / one), left, top, width,
          inside: top + height <= bottom + 1, next: next?.top, claim: !!note.querySelector('.claim')?.checkVisibility()}
})"""


@pytest.mark.parametrize("script", [True, False])
def test_what_is_begun_of_a_gist_stays_where_it_stands_when_it_is_opened(visit, script):
    """Its first lines, the notes below it, and the text; the rest comes below them, over the margin."""
    with visit("/texts/canal-plan/", java_script_enabled=script) as page:
        page.evaluate(OPEN_COMMENTS)
        page.evaluate("document.fonts.ready")
        at_rest, lines = page.evaluate(BEGUN), page.evaluate(LINES)
        assert at_rest
        assert all(note["inside"] and 0 < note["lines"] <= note["asked"] for note in at_rest)
        assert not any(note["claim"] for note in at_rest)
        page.evaluate("document.querySelectorAll('.gist').forEach(gist => { gist.open = true })")
        opened = page.evaluate(BEGUN)
        assert any(note["lines"] > note["asked"] for note in opened)
        assert any(note["claim"] for note in opened)
        for before, after in zip(at_rest, opened, strict=True):
            for place in ("left", "top", "width", "next"):
                assert before[place] == pytest.approx(after[place], abs=0.5), before["id"]
        assert page.evaluate(LINES) == lines


def test_a_click_anywhere_on_what_is_begun_opens_it(visit):
    """Its links lead where they lead."""
    with visit("/texts/canal-plan/") as page:
        note = page.locator("[class*=begun-]:not(:has(.gist > p > a))").first
        note.locator(".gist > p:not(.claim)").click(force=True)
        assert note.locator(".gist").get_attribute("open") is not None
        link = page.locator("[class*=begun-] .gist > p > a").first
        link.scroll_into_view_if_needed()
        assert link.evaluate("""link => {
          const [{left, top}] = link.getClientRects()
          return link.contains(document.elementFromPoint(left + 3, top + 5))
        }""")


def test_the_ways_from_a_note_cover_no_word(visit):
    """They stand between the note and the text, and are not there to be hit while they are not seen."""
    cover = """note => {
      const words = document.createRange()
      const box = note.querySelector('.ways').getBoundingClientRect()
      const meets = ({left, right, top, bottom}) =>
        left < box.right && right > box.left && top < box.bottom && bottom > box.top
      return [note.querySelector('h3'), ...document.querySelectorAll('[data-span], .note h3, .note p:not(.ways)')]
        .filter(node => node.checkVisibility() && (words.selectNodeContents(node), true))
        .flatMap(node => [...words.getClientRects()].filter(meets).map(() => node.textContent))
    }"""
    with visit("/texts/canal-plan/") as page:
        note = page.locator(".note.folded").first
        note.hover()
        way = note.locator(".back")
        assert way.evaluate("way => getComputedStyle(way.parentElement).opacity") == "1"
        assert note.evaluate(cover) == []
        way.hover()
        assert way.evaluate("way => getComputedStyle(way.parentElement).opacity") == "1"
        assert page.locator(".note:not(.lit) .ways").first.evaluate("n => getComputedStyle(n).pointerEvents") == "none"


ANCHORS = """() => [...document.querySelectorAll('.edition details:not([open]) :is([data-span], .notes)')]
  .map(node => getComputedStyle(node, node.dataset.span ? '::before' : null).anchorName)"""


def test_no_note_looks_for_its_place_in_what_is_folded(visit):
    """Firefox would find it there, and set all notes of the page beside the last comment."""
    with visit("/texts/canal-plan/") as page:
        assert set(page.evaluate(ANCHORS)) == {"none"}
        page.evaluate(OPEN_COMMENTS)
        assert (
            page.evaluate("getComputedStyle(document.querySelector('#comment-2-p1'), '::before').anchorName")
            == "--block"
        )


@pytest.mark.parametrize("slug", TEXTS)
@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_that_is_opened_in_the_margin_moves_a_line_of_the_text(visit, slug, width):
    """Each fold in turn, then all of them; nor is there a hole in the text at rest."""
    with visit(f"/texts/{slug}/", width=width) as page:
        page.evaluate(OPEN_COMMENTS)
        page.evaluate("document.fonts.ready")
        at_rest = page.evaluate(LINES)
        assert page.evaluate(MOVED_BY_FOLDS) == []
        assert page.evaluate(LINES) == at_rest
        page.evaluate("document.querySelectorAll('.notes').forEach(notes => notes.remove())")
        assert page.evaluate(LINES) == at_rest


@pytest.mark.parametrize("slug", TEXTS)
def test_every_note_is_on_every_surface(visit, edition, slug):
    """Margin, phone, print, without JavaScript: all notes with their gist, each once."""
    everyone = ids(edition, slug)
    with visit(f"/texts/{slug}/") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(SEEN) == everyone
    for script in (True, False):
        with visit(f"/texts/{slug}/", width=390, java_script_enabled=script) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert page.evaluate(SEEN) == []
            for note in everyone:
                page.locator(f"a.ref[href='#{note}']").press("Enter")
                page.locator(f"#{note}").wait_for()
                assert page.evaluate(SEEN) == [note]
    with visit(f"/texts/{slug}/", java_script_enabled=False) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate(SEEN) == everyone
        page.emulate_media(media="print")
        assert page.evaluate(SEEN) == everyone
    with visit(f"/texts/{slug}/") as page:
        page.emulate_media(media="print")
        assert page.evaluate(SEEN) == [
            note for note in ids(edition, slug, behind_notice=False) if not on_comment(edition, slug, note)
        ]


@pytest.mark.parametrize("slug", TEXTS)
def test_the_margin_shows_every_title_without_opening_anything(visit, edition, slug):
    """What is folded shows its title; only the comments as a whole are folded away."""
    with visit(f"/texts/{slug}/") as page:
        page.evaluate(OPEN_COMMENTS)
        visible = page.evaluate(
            "[...document.querySelectorAll('.note h3')].filter(h => h.checkVisibility()).map(h => h.parentElement.id)"
        )
    assert visible == ids(edition, slug, behind_notice=False)


GIST_SEEN = """id => {
  const gist = document.querySelector(`#${id} p:not(.ways)`)
  const {top, bottom, left, right} = gist.getBoundingClientRect()
  const visible = gist.checkVisibility({opacityProperty: true, visibilityProperty: true})
  return visible && getComputedStyle(gist.closest('.note')).opacity === '1' && top >= 0 && bottom <= innerHeight
    && left >= 0 && right <= innerWidth
    && gist.closest('.note').contains(document.elementFromPoint(left + 5, (top + bottom) / 2))
}"""


def test_every_gist_is_seen_beside_its_passage_with_one_movement(visit, edition):
    """The pointer on the number, or the focus; the page does not scroll for it, and no line of the text moves."""
    with visit("/texts/canal-plan/") as page:
        page.evaluate(OPEN_COMMENTS)
        for note in ids(edition, "canal-plan", behind_notice=False):
            number = page.locator(f"a.ref[href='#{note}']")
            number.evaluate("node => node.scrollIntoView({block: 'center'})")
            before = page.evaluate("scrollY"), page.evaluate(LINES)
            number.hover()
            page.wait_for_function(GIST_SEEN, arg=note)
            page.mouse.move(0, 500)
            page.keyboard.press("Escape")
            number.evaluate("node => node.focus({preventScroll: true})")
            page.wait_for_function(GIST_SEEN, arg=note)
            assert (page.evaluate("scrollY"), page.evaluate(LINES)) == before


def test_on_a_narrow_screen_the_text_comes_before_the_choices(visit):
    """They are folded there, one touch away; where there is room they stand open, and nothing folds them."""
    with visit("/texts/canal-plan/", width=390, height=844, has_touch=True) as page:
        assert page.locator(".switches .key").is_visible()
        assert not page.locator("#text-only").is_visible()
        page.get_by_text("Choose what is shown").tap()
        page.locator("#text-only").tap()
        assert page.locator(".ref:visible").count() == 0
        page.set_viewport_size({"width": 1440, "height": 1000})
        for _ in range(2):
            assert page.locator("#text-only").is_visible()
            assert not page.locator(".switches summary").is_visible()
            page.reload()


@pytest.mark.parametrize("width", NARROW)
def test_on_a_narrow_screen_a_note_comes_in_a_sheet_from_below(visit, width):
    """By a touch on its number or its words; the text stays where it is, and the sheet goes as it came."""
    with visit("/texts/canal-plan/", width=width, height=844, has_touch=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        number = page.locator("#r-approved-where")
        number.evaluate("node => node.scrollIntoView({block: 'center'})")
        before = page.evaluate("scrollY"), page.evaluate(LINES)
        note = page.locator("#note-approved-where")
        for place in (number, page.locator("mark[data-notes='approved-where']").first):
            place.tap()
            note.wait_for()
            box = note.bounding_box()
            assert box["y"] + box["height"] == 844
            assert note.locator("p", has_text="The board adopted the plan").is_visible()
            assert (page.evaluate("scrollY"), page.evaluate(LINES)) == before
            note.get_by_role("link", name="Back to the text").tap()
            note.wait_for(state="hidden")
            assert (page.evaluate("scrollY"), page.evaluate(LINES)) == before
        page.locator("#r-approved-where").tap()
        note.wait_for()
        note.locator(".more > summary").tap()
        note.evaluate("note => { note.append(...Array.from({length: 40}, () => document.createElement('hr'))) }")
        assert note.bounding_box()["height"] <= 0.6 * 844 + 5  # however long, of the text something is seen
        page.keyboard.press("Escape")
        note.wait_for(state="hidden")


@pytest.mark.parametrize("way", ["address", "link", "key"])
def test_who_is_led_to_a_note_on_a_narrow_screen_finds_its_words_above_the_sheet(visit, way):
    """By an address from elsewhere, by a link of the page, by the key of the next note."""
    above = """() => {
      const {top, bottom} = document.querySelector('#r-gates-1911').getBoundingClientRect()
      return top > 48 && bottom <= document.querySelector('.note.here').getBoundingClientRect().top
    }"""
    address = "#note-gates-1911" if way == "address" else "#p1"
    with visit(f"/texts/canal-plan/{address}", width=390, height=844, has_touch=True) as page:
        if way == "link":
            page.evaluate("location.hash = '#note-gates-1911'")
        elif way == "key":
            for _ in range(20):
                page.keyboard.press("j")
                page.locator(".note.here").wait_for()
                if page.evaluate("document.activeElement.id") == "note-gates-1911":
                    break
        page.locator("#note-gates-1911").wait_for()
        page.wait_for_function(above)


def test_nothing_in_the_sheet_covers_its_title(visit):
    """The ways from it stand beside it."""
    with visit("/texts/canal-plan/", width=320) as page:
        for note in ("approved-where", "gates-1911", "third-plan"):
            page.evaluate("hash => { location.hash = hash }", f"#note-{note}")
            page.locator(f"#note-{note}").wait_for()
            assert page.evaluate(
                """id => {
              const note = document.getElementById(id), title = document.createRange()
              title.selectNodeContents(note.querySelector('h3'))
              const {left} = note.querySelector('.ways').getBoundingClientRect()
              return [...title.getClientRects()].every(line => line.right <= left)
            }""",
                f"note-{note}",
            )


def test_no_row_of_ours_stands_between_the_paragraphs_of_a_narrow_screen(visit):
    """Notes are reached by their numbers, parallels by their signs."""
    with visit("/texts/canal-plan/", width=390) as page:
        assert page.locator(".notes :is(summary, .note, .facing):visible").count() == 0


@pytest.mark.parametrize("width", [700, 860, 1440])
def test_a_line_of_the_text_is_no_longer_than_the_eye_can_follow(visit, width):
    """At most 80 characters, with notes beside it and without."""
    longest = """() => Math.max(...[...document.querySelectorAll('.edition p.paragraph')].map(block => {
      const {lineHeight} = getComputedStyle(block)
      return block.textContent.length / Math.round(block.getBoundingClientRect().height / parseFloat(lineHeight))
    }))"""
    with visit("/texts/canal-plan/", width=width) as page:
        page.evaluate("document.fonts.ready")
        assert 40 < page.evaluate(longest) <= 80


def test_nothing_scrolls_sideways(visit):
    """On the narrowest phone, and at 200 % zoom of a 1280 px window, which leaves 640 CSS pixels."""
    paths = (
        "/",
        "/texts/canal-plan/",
        "/glossary/",
        "/notes/",
        "/parallels/",
        "/parallels/canal-plan--inspectors-reply/",
        "/timeline/",
        "/about/",
        "/contribute/",
    )
    for path in paths:
        with visit(path, width=320, height=600, device_scale_factor=2) as page:
            for width in (320, 640):
                page.set_viewport_size({"width": width, "height": 600})
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)


def test_a_link_opens_whatever_its_place_is_folded_in(visit):
    """A note in the margin, a comment, a paragraph of a comment, a note on a comment."""
    for place in ("note-form-of-hope", "comment-6", "comment-3-p1", "note-on-comment-six"):
        for width in (390, 1440):
            with visit(f"/texts/canal-plan/#{place}", width=width) as page:
                page.wait_for_function(
                    "id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=place
                )
                assert page.locator(f"#{place}").is_visible()
    with visit("/texts/canal-plan/#note-third-plan") as page:
        assert page.locator("#note-third-plan details.gist").get_attribute("open") is not None


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
        page.keyboard.press("Escape")
        page.locator("#r-reserve").focus()
        assert "note-reserve" in page.evaluate(lit)
    with visit("/texts/inspectors-reply/#note-reserve") as page:
        assert "note-reserve" in page.evaluate(lit)


def test_what_a_pointer_brought_out_goes_when_it_has_gone(visit):
    """As often as one comes and goes; while it rests on the note, that stays."""
    with visit("/texts/canal-plan/", fresh=True) as page:
        page.clock.install()
        for _ in range(2):
            page.locator("#r-third-plan").hover()
            page.locator("#note-third-plan.out").wait_for()
            page.locator("#note-third-plan h3").hover(force=True)
            page.clock.fast_forward(1000)
            assert page.locator("#note-third-plan.out").count() == 1
            page.locator(".key").hover()
            page.clock.fast_forward(1000)
            assert page.locator(".note.out").count() == 0


def test_only_one_pair_lights_up(visit):
    """Where several notes overlap, that of the fewest words; all other lines stay as pale as they were."""
    with visit("/texts/canal-plan/") as page:
        page.locator("mark[data-notes~='double-chambers'][data-notes~='gates-1911']").last.hover()
        assert page.evaluate("[...document.querySelectorAll('.note.lit')].map(n => n.id)") == ["note-gates-1911"]


LINES_OF_MARKS = """() => [...document.querySelectorAll('.edition mark')].map(mark => {
  const link = mark.closest('a')
  const of = node => { const s = getComputedStyle(node); return [s.textDecorationLine, s.textDecorationStyle,
    s.textDecorationThickness, s.textDecorationColor] }
  return [mark.className, of(mark), link ? of(link)[0] : 'none', getComputedStyle(mark).backgroundColor]
})"""


def test_at_rest_marked_words_have_one_thin_pale_line(visit):
    """Of fact-checks in their hue, under a term in dots, of parallels none: never one that tells another kind."""
    with visit("/texts/canal-plan/") as page:
        page.evaluate(OPEN_COMMENTS)
        marks = page.evaluate(LINES_OF_MARKS)
    colours = {}
    for kind, (line, style, thickness, colour), of_link, ground in marks:
        assert ground == "rgba(0, 0, 0, 0)"
        if kind == "parallel":
            assert line == "none"
            continue
        assert (line, thickness) == ("underline", "1px")
        assert style in {"solid", "dotted"}
        assert of_link == "none"
        colours.setdefault(kind, set()).add(colour)
    assert all(len(found) == 1 for found in colours.values())
    assert len({next(iter(found)) for kind, found in colours.items() if kind != "fact-check"}) == 1
    assert not any(
        colour.endswith(", 1)") or colour.startswith("rgb(") for found in colours.values() for colour in found
    )


def test_the_key_says_what_lines_dots_and_colours_mean(visit):
    """Before the text, and in the colours of the numbers themselves."""
    with visit("/texts/canal-plan/") as page:
        key = page.locator(".switches")
        assert "have a note" in key.inner_text()
        assert "glossary" in key.inner_text()
        assert "have a parallel, to which ⇄ leads" in key.inner_text()
        colours = page.evaluate("""() => [...document.querySelectorAll('.edition .ref')].map(ref => [
          getComputedStyle(ref).color,
          getComputedStyle(document.querySelector(`.switches .kind.${ref.classList[1]}`)).color])""")
        assert colours
        assert all(number == named for number, named in colours)


def test_text_only_is_the_text_alone_and_is_remembered(visit):
    """No line, no number, no note; without JavaScript too, as long as one stays."""
    for script in (True, False):
        with visit("/texts/canal-plan/", java_script_enabled=script) as page:
            page.locator("#text-only").check()
            if script:
                page.reload()
            assert page.locator("#text-only").is_checked()
            assert page.locator(".note:visible, .ref:visible, .facing:visible, .joint:visible").count() == 0
            marked = "[...document.querySelectorAll('.edition :is(mark, .term)')]"
            assert set(page.evaluate(f"{marked}.map(n => getComputedStyle(n).textDecorationLine)")) == {"none"}
            assert set(page.evaluate(f"{marked}.map(n => getComputedStyle(n).borderBottomStyle)")) == {"none"}


def test_the_type_is_made_larger_or_smaller_and_stays_so(visit, host):
    """On all pages, before anything is drawn."""
    size = "parseFloat(getComputedStyle(document.querySelector('.md-typeset p')).fontSize)"
    with visit("/texts/canal-plan/") as page:
        usual = page.evaluate(size)
        page.locator("#size-larger").check()
        larger = page.evaluate(size)
        assert larger > usual * 1.1
        page.reload()
        assert page.locator("#size-larger").is_checked()
        assert page.evaluate(size) == larger
        page.locator("#size-smaller").check()
        assert page.evaluate(size) < usual * 0.95
        page.locator("#size-larger").check()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(host + "/about/")
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 23


def test_a_note_that_is_switched_off_still_comes_when_it_is_called(visit):
    """By an address or a link; it says why it was not there."""
    for switch in ("#show-fact-check", "#text-only"):
        with visit("/texts/inspectors-reply/") as page:
            page.locator(switch).set_checked(switch == "#text-only")
            page.evaluate("location.hash = '#note-steel-abroad'")
            note = page.locator("#note-steel-abroad")
            note.wait_for()
            assert "it was asked for" in note.inner_text()
            assert page.locator(".note:visible").count() == 1 or switch == "#show-fact-check"
            page.reload()
            note.wait_for()
            assert "it was asked for" in note.inner_text()
            page.evaluate("location.hash = '#p1'")
            note.wait_for(state="hidden")


WORD = """id => {
  const mark = [...document.querySelectorAll(`mark[data-notes~="${id}"]`)].find(mark => !mark.closest("a"))
  const range = document.createRange()
  const node = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT).nextNode()
  const [word] = node.data.match(/[\\p{L}]{2,}/u)
  range.setStart(node, node.data.indexOf(word))
  range.setEnd(node, node.data.indexOf(word) + word.length)
  const {left, top, width, height} = range.getClientRects()[0]
  return [word, left + width / 2, top + height / 2]
}"""


def test_in_print_nothing_that_tells_where_something_stands_is_lost(visit_this):
    """Numbers of paragraphs, addresses of sources; comments stay away unless they are open. At most 16 pages."""
    with visit_this("/texts/russia-china-vote/") as page:
        pages = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))
        assert 4 < pages <= 16
        page.emulate_media(media="print")
        assert page.locator("#p5 .number").is_visible()
        assert not page.locator("#comment-2").is_visible()
        link = page.locator(".note .sources a[href^=http]").first
        assert "attr" in link.evaluate("n => getComputedStyle(n, '::after').content") or "http" in link.evaluate(
            "n => getComputedStyle(n, '::after').content"
        )
        page.evaluate(OPEN_COMMENTS)
        assert page.locator("#comment-2").is_visible()


def test_a_double_click_on_marked_words_selects_the_word(visit, edition):
    """On every passage, wherever its note stands; a single click scrolls nothing when the note is in sight."""
    with visit("/texts/canal-plan/") as page:
        page.evaluate("document.fonts.ready")
        for note in ids(edition, "canal-plan", behind_notice=False):
            if on_comment(edition, "canal-plan", note):
                continue
            slug = note.removeprefix("note-")
            page.locator(f"#r-{slug}").evaluate("node => node.scrollIntoView({block: 'center'})")
            page.evaluate(DRAWN)  # else the pointer meets what stood there before
            word, x, y = page.evaluate(WORD, slug)
            before = page.evaluate("scrollY")
            page.mouse.dblclick(x, y)
            assert page.evaluate("String(getSelection())").strip() == word
            assert page.evaluate("scrollY") == before
            # What the pointer had opened, or the tools for selected words, would lie over the next ones.
            page.mouse.move(0, 0)
            page.keyboard.press("Escape")
            page.evaluate("getSelection().removeAllRanges()")


def test_who_has_gone_on_is_not_brought_back_to_a_note(visit):
    """A click on marked words waits for a second one before it scrolls; the pointer that is down again says no."""
    with visit("/texts/canal-plan/", fresh=True) as page:
        page.clock.install()
        mark = page.locator("#p2 mark[data-notes]").first
        for goes_on in (False, True):
            mark.click(position={"x": 3, "y": 5})
            page.evaluate("scrollTo(0, 1200)")
            if goes_on:
                page.locator("#p8").dispatch_event("pointerdown")
            page.clock.run_for(400)
            assert (page.evaluate("scrollY") == 1200) == goes_on


def test_back_and_reload_restore_place_and_thread(visit):
    """From a note to its words and from another page; what was open of the comments is open again."""
    with visit("/texts/canal-plan/") as page:
        page.locator("details.thread > summary").click()
        page.locator("#comment-6").evaluate("node => node.scrollIntoView({block: 'center'})")
        place = page.evaluate("scrollY")
        assert place > 1500
        page.reload()
        page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)
        page.evaluate("document.querySelector('.next a').click()")
        page.wait_for_url("**/inspectors-reply/")
        page.go_back()
        page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)
        assert page.locator("#comment-6").is_visible()


def test_who_goes_back_stands_where_they_stood(visit):
    """However far they had read on since the address they go back to."""
    with visit("/texts/canal-plan/", height=500) as page:
        page.locator("#r-third-plan").click()
        number = page.locator("#r-gates-1911")
        number.evaluate("node => node.scrollIntoView({block: 'center'})")
        before = page.evaluate("scrollY")
        assert before > 400
        number.click()
        page.mouse.wheel(0, 300)
        page.wait_for_function("before => scrollY > before", arg=before)
        page.go_back()
        page.wait_for_function("before => location.hash === '#note-third-plan' && scrollY === before", arg=before)


def test_way_and_address_of_a_note_are_one_key_away(visit):
    """The first stops in it; the way back leads to the number, from which one came."""
    with visit("/texts/canal-plan/") as page:
        page.locator("#r-on-a-par").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "note-on-a-par"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#r-on-a-par"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#note-on-a-par"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "r-on-a-par"


def test_no_stop_of_the_keyboard_is_invisible(visit):
    """Each has a ring and stands where it can be seen."""
    seen = """() => {
      const {activeElement: node} = document
      const {width, height} = node.getBoundingClientRect()
      const visible = node.checkVisibility({visibilityProperty: true, opacityProperty: true})
      let opacity = 1
      for (let outer = node; outer; outer = outer.parentElement) opacity *= getComputedStyle(outer).opacity
      const seen = visible && opacity > 0.9 && width > 4 && height > 4
      return [node.outerHTML.slice(0, 90), seen, node.localName === 'body']
    }"""
    with visit("/texts/inspectors-reply/", reduced_motion="reduce") as page:
        page.locator(".about summary").focus()
        for _ in range(150):
            page.keyboard.press("Tab")
            what, visible, done = page.evaluate(seen)
            if done:
                break
            assert visible, what
        else:
            raise AssertionError("the page has no end for the keyboard")


def test_a_verdict_is_in_the_name_of_its_note(visit):
    """With number and kind."""
    with visit("/texts/canal-plan/") as page:
        assert page.get_by_role("note", name="Note 3, fact-check: partly supported", exact=True).count() == 1


def test_keys_of_one_letter_are_listed_and_can_be_switched_off(visit):
    """Under the question mark; the choice is remembered."""
    with visit("/texts/inspectors-reply/") as page:
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys")
        sheet.wait_for()
        assert {"a", "c", "j", "k"} <= set(sheet.locator("kbd").all_inner_texts())
        sheet.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        for _ in range(2):
            page.keyboard.press("?")
            sheet.wait_for()
            page.keyboard.press("Escape")
            page.keyboard.press("j")
            assert page.locator(".note.here").count() == 0
            page.reload()


def test_each_comment_has_an_address_to_copy(visit):
    """Beside its number; each paragraph too."""
    with visit("/texts/canal-plan/#comment-3", fresh=True, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.clock.install()
        page.locator("#p3 .number").click()
        page.locator(".status", has_text="Address copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith("/texts/canal-plan/#p3")
        page.clock.fast_forward("00:30")
        page.locator(".status").wait_for(state="hidden")
        page.get_by_role("link", name="Address of comment 3").click()
        page.locator(".status", has_text="Address copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith("/texts/canal-plan/#comment-3")
        page.clock.fast_forward("00:30")
        page.locator(".status").wait_for(state="hidden")


def test_what_was_withdrawn_is_told_in_the_small_type_of_remarks(visit):
    """It closes the page, and is not for those who read on."""
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    with visit("/texts/canal-plan/#retired") as page:
        gone, words = (page.locator(part).first.evaluate(size) for part in (".retired p", "#p2"))
        assert gone < 0.8 * words


def test_a_text_ends_with_what_to_read_next(visit):
    """The text after it, and the lists."""
    with visit("/texts/canal-plan/") as page:
        links = page.locator(".next a").all_inner_texts()
        assert "Glossary" in links
        page.locator(".next a").first.click()
        page.wait_for_url("**/texts/inspectors-reply/")


def test_copied_paragraphs_are_the_words_of_the_author_alone(visit, edition):
    """Over several paragraphs, with their notes between them; inside a note the note is copied."""
    text = edition.text["canal-plan"].text
    order = [block.id for block in text.blocks]
    expected = [text.words(block.span) for block in text.blocks[order.index("p1") : order.index("p3") + 1]]
    select = """([first, last]) => {
      const [start, end] = [first, last].map(query => document.querySelector(query))
      getSelection().setBaseAndExtent(start, 0, end, end.childNodes.length)
    }"""
    with visit("/texts/canal-plan/#note-on-a-par", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.evaluate(select, ["#p1", "#p3"])
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()").split("\n\n") == expected
        page.evaluate(select, ["#note-on-a-par h3", "#note-on-a-par p:not(.ways)"])
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "Whose words are these" in copied
        assert "↩" not in copied
        assert "they stand in the foreword" in copied


def test_read_without_its_styles_no_number_is_read_into_a_word(visit, edition):
    """As a reader view or a voice has it: the blocks in order, numbers apart."""
    with visit("/texts/canal-plan/") as page:
        blocks = page.evaluate("[...document.querySelectorAll('[data-span]')].map(b => [b.id, b.textContent])")
        glued = page.evaluate("""() => [...document.querySelectorAll('[data-span] a[data-editorial]')]
          .filter(link => /^\\d/.test(link.textContent)).map(link => link.textContent)""")
    assert glued == []
    order = [block.id for block in edition.text["canal-plan"].text.blocks]
    assert [block for block, _ in blocks] == order


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
    """With j one goes on, with k back, else from what is in sight; the note has the focus and is in view."""
    first, second = ids(edition, "inspectors-reply")[:2]
    with visit("/texts/inspectors-reply/") as page:
        for key, expected in (("j", first), ("j", second), ("k", first)):
            page.keyboard.press(key)
            page.wait_for_function("id => document.activeElement.id === id", arg=expected)
            assert page.evaluate("document.activeElement.getBoundingClientRect().top") < 1000
        last = ids(edition, "inspectors-reply")[-1]
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 1440, "height": 300})
        page.locator(f"#r-{last.removeprefix('note-')}").evaluate("node => node.scrollIntoView()")
        page.evaluate("scrollBy(0, -50)")
        page.keyboard.press("j")
        page.wait_for_function("id => document.activeElement.id === id", arg=last)


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
        page.evaluate(OPEN_COMMENTS)
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
"""
"""Where everything stands."""

MOVED = """() => {
  const after = new Map(placed())
  return before.filter(([element, {x, y}]) => {
    const now = after.get(element)
    return now && (Math.abs(now.x - x) > 0.5 || Math.abs(now.y - y) > 0.5)
  }).map(([element, {x, y}]) => `${element.outerHTML.slice(0, 80)} from ${x}, ${y}`)
}"""


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/glossary/", "/glossary/works-plan/", "/notes/"])
def test_no_script_moves_what_is_already_there(chromium, host, path):
    """From the moment at which the page is whole and has its styles; without its fonts, which come when they come."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(PLACED)

    def looked_at(route):
        """A script that first remembers where everything stands: it runs when the page is whole and has its styles."""
        route.fulfill(response=(answer := route.fetch()), body=f"window.before ??= placed();{answer.text()}")

    page.route("**/assets/*.js", looked_at)
    page.goto(host + path, wait_until="networkidle")
    assert page.evaluate("before.length") > 5
    assert page.evaluate(MOVED) == []
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/texts/canal-plan/", "/texts/inspectors-reply/", "/glossary/", "/notes/", "/404.html"]
)
def test_a_page_is_light_private_and_silent(chromium, host, path):
    """50 kB of fonts, 20 kB of styles and scripts, nothing from elsewhere, no complaint."""
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
    assert 10_000 < dressing <= 20_000
    assert said == []


def test_a_note_costs_a_reader_little(site, edition):
    """1.2 kB as it is sent, sources and all: the page of a text without its notes is the measure."""
    page = (site / "texts/canal-plan/index.html").read_text(encoding="utf-8")
    bare = re.sub(r'<div class="notes".*?</aside>\s*(?:<p class="facing".*?</p>\s*)?</div>', "", page, flags=re.DOTALL)
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


def test_a_verdict_is_told_in_words(visit, edition):
    """Below the gist; no sign stands for it, which nobody could read."""
    with visit("/texts/canal-plan/") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for placed in edition.text["canal-plan"].notes:
            note = page.locator(f"#{placed.id}")
            what = f"{placed.note.kind}: {placed.note.verdict}" if placed.note.verdict else placed.note.kind
            assert note.locator(".kind").inner_text() == what
            assert note.locator(".n").evaluate("n => getComputedStyle(n, '::after').content") == "none"


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/glossary/", "/glossary/works-plan/", "/notes/"])
def test_a_page_shows_one_heading_of_the_first_level_at_every_width(visit, path):
    """Its title."""
    with visit(path) as page:
        for width in sorted({*WIDE, *NARROW}):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator("h1:visible").count() == 1, width


def test_what_is_not_found_is_answered_by_the_written_page(visit, host):
    """Wherever it was sought: dressed, with links that hold, and the search for the words of the address."""
    with visit("/texts/no-such-text/fish%2Dlader.html") as page:
        assert page.locator("h1").inner_text() == "This page is not here"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 248)"
        assert [words for words in page.said if "404 (Not Found)" not in words] == []
        page.keyboard.press("/")
        assert page.locator(".search input").input_value() == "fish lader"
        page.keyboard.press("Escape")
        page.get_by_role("button", name="fish lader", exact=True).click()
        assert page.locator(".search input").input_value() == "fish lader"
        page.locator(".search a", has_text="Fish ladder").first.wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("link", name="the first page").click()
        assert page.url == f"{host}/"


def test_the_page_itself_offers_no_search_for_its_own_name(visit):
    """Its address tells nothing of what was sought."""
    with visit("/404.html") as page:
        page.wait_for_function("document.querySelector('script[src*=missing]') && document.readyState === 'complete'")
        assert not page.locator(".sought").is_visible()
        assert page.locator(".search input").input_value() == ""


def test_what_is_not_found_can_be_looked_for_without_javascript(site):
    """In all lists; a search that cannot answer is not offered."""
    page = html.document_fromstring((site / "404.html").read_bytes())
    assert {"/glossary/", "/notes/", "/sources/", "/texts/canal-plan/"} <= set(page.xpath("//article//li/a/@href"))
    assert page.xpath("//p[@class='sought']/@hidden")
