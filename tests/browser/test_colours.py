"""The colours of a page: decided before it is drawn, by the system or by the reader; black on white on paper."""

import pytest

PAGES = ("/", "/texts/canal-plan/", "/glossary/", "/glossary/works-plan/", "/notes/", "/404.html")
PAPER = {"light": "rgb(253, 252, 248)", "dark": "rgb(27, 26, 24)"}

BACKGROUND = "getComputedStyle(document.body).backgroundColor"

ON_PAPER = """() => {
  const shown = node => node.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && node.getBoundingClientRect().height > 0
  const found = new Map()
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())
    const {color, backgroundColor} = getComputedStyle(node)
    if (!shown(node) || !words) continue
    const key = `${color} on ${backgroundColor}`
    found.set(key, node.outerHTML.slice(0, 120))
  }
  return Object.fromEntries(found)
}"""
"""The colours in which words are printed, each with an element that has them."""


def without_scripts(page):
    """Let no script file come: what is left is the page as it is first drawn."""
    page.route("**/*.js", lambda route: route.abort())


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/404.html"])
def test_a_page_has_its_colours_before_any_script_comes(chromium, host, path):
    """Those of the system; the reader's own where they chose; without JavaScript too."""
    for system, stored, expected in (
        ("dark", None, "dark"),
        ("light", None, "light"),
        ("light", "dark", "dark"),
        ("dark", "light", "light"),
    ):
        context = chromium.new_context(color_scheme=system)
        page = context.new_page()
        without_scripts(page)
        if stored:
            page.add_init_script(f"localStorage.setItem('reader', JSON.stringify({{colours: '{stored}'}}))")
        page.goto(host + path, wait_until="domcontentloaded")
        assert page.evaluate(BACKGROUND) == PAPER[expected], (system, stored)
        context.close()
    context = chromium.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(host + path)
    assert page.evaluate(BACKGROUND) == PAPER["dark"]
    context.close()


def test_the_reader_chooses_the_colours_and_they_are_remembered(visit, host):
    """One button, by keyboard too: light, dark, as the system has them; the focus stays on it."""
    with visit("/texts/canal-plan/", color_scheme="dark") as page:
        button = page.locator(".colours button:visible")
        for name, scheme in (
            ("Use the light colours", "light"),
            ("Use the dark colours", "dark"),
            ("Follow the system’s colours", "dark"),
            ("Use the light colours", "light"),
        ):
            assert button.get_attribute("aria-label") == name
            if name == "Use the light colours":
                button.focus()
            page.keyboard.press("Enter")
            assert page.evaluate(BACKGROUND) == PAPER[scheme]
            assert page.evaluate("document.activeElement.closest('.colours') !== null")
        page.goto(host + "/notes/")
        assert page.evaluate(BACKGROUND) == PAPER["light"]


def test_where_the_browser_denies_storage_all_but_remembering_works(chromium, host):
    """Colours, kinds of notes, stepping from note to note; nothing is complained of."""
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("""
      Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied", "SecurityError") }})
      Object.defineProperty(window, "sessionStorage", {get() { throw new DOMException("denied", "SecurityError") }})
    """)
    page.goto(host + "/texts/canal-plan/")
    page.get_by_role("button", name="Use the light colours").click()
    page.get_by_role("button", name="Use the dark colours").click()
    assert page.evaluate(BACKGROUND) == PAPER["dark"]
    page.locator("#show-context").uncheck()
    assert page.locator(".note.context:visible").count() == 0
    page.keyboard.press("j")
    page.wait_for_function("document.activeElement.matches('.note')")
    assert said == []
    context.close()


@pytest.mark.parametrize("path", ["/", "/texts/canal-plan/", "/glossary/works-plan/", "/timeline/", "/contribute/"])
def test_on_paper_words_are_black_on_white_whatever_the_screen_was(visit, path):
    """Notes, numbers and tables too."""
    for chosen in ("dark", "light"):
        with visit(path, color_scheme="dark") as page:
            page.evaluate("chosen => { document.documentElement.dataset.colours = chosen }", chosen)
            page.emulate_media(media="print", color_scheme="dark")
            found = page.evaluate(ON_PAPER)
            black = {f"rgb(0, 0, 0) on {paper}" for paper in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")}
            assert {colours: where for colours, where in found.items() if colours not in black} == {}
            assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"


def test_forced_colours_keep_every_difference_that_colour_made(visit):
    """Marked words keep their line, what is lit stands out, the chosen button shows itself."""
    with visit("/texts/canal-plan/#note-approved-where", forced_colors="active") as page:
        mark = page.locator("mark[data-notes~='approved-where']").first
        style = mark.evaluate(
            "node => { const s = getComputedStyle(node); return [s.textDecorationLine, s.outlineStyle] }"
        )
        assert style == ["underline", "solid"]
        assert page.locator("#note-approved-where").evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        resting = page.locator("mark[data-notes]:not(.lit)").first
        assert resting.evaluate("node => getComputedStyle(node).outlineStyle") == "none"


PALE = """() => {
  const lines = node => {
    const {textDecorationLine, textDecorationColor, borderLeftWidth, borderLeftColor, borderBottomWidth,
      borderBottomColor} = getComputedStyle(node)
    return [textDecorationLine !== 'none' && textDecorationColor, borderLeftWidth !== '0px' && borderLeftColor,
      borderBottomWidth !== '0px' && borderBottomColor]
  }
  const pale = colour => / \\/ 0?\\.\\d|rgba\\(.*, 0?\\.\\d+\\)/.test(colour)
  return [...document.querySelectorAll('main *')].filter(node => node.checkVisibility() && lines(node).some(pale))
    .map(node => node.outerHTML.slice(0, 90))
}"""
"""What has a line that lets its ground shine through."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_gets_full_lines(visit, host, scheme):
    """None is pale that was so at rest: of marked words, terms, parallels, notes, links, what was changed."""
    with visit("/texts/canal-plan/", color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        pale = page.evaluate(PALE)
        for kind in ("<mark", "<aside", "<a "):
            assert any(kind in node for node in pale), kind
        page.emulate_media(contrast="more")
        assert page.evaluate(PALE) == []
        for path in (
            "/",
            "/glossary/works-plan/",
            "/parallels/canal-plan--inspectors-reply/",
            "/texts/zametka-o-kanale/changes-1/",
            "/changes/notes-canal-plan/",
        ):
            page.goto(host + path)
            assert page.evaluate(PALE) == [], path
