"""axe-core finds nothing on any kind of page, at any width, in both colour schemes, with everything open."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from searching import asked

PAGES = (
    "/",
    "/texts/canal-plan/",
    "/texts/inspectors-reply/",
    "/texts/zametka-o-kanale/",
    "/texts/zametka-o-kanale/version-1/",
    "/texts/zametka-o-kanale/changes-1/",
    "/glossary/",
    "/glossary/works-plan/",
    "/notes/",
    "/parallels/",
    "/parallels/canal-plan--inspectors-reply/",
    "/timeline/",
    "/sources/",
    "/changes/notes-canal-plan/",
    "/about/",
    "/contribute/",
    "/404.html",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What can differ between light and dark."""


STRUCTURE = RULES | {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]["values"]}}
"""All but colours."""


def violations(page, rules=RULES, within=None):
    """What axe objects to on a page, or within a part of it, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = rules | {"resultTypes": ["violations"]}  # what passes is not looked at here
    found = page.evaluate("([part, options]) => axe.run(part ?? document, options)", [within, options])["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


JUDGED = {"light": [], "dark": []}
"""How what was judged looks, in each colour scheme: on the page before, and at the width before."""


def objections_to_colours(page, scheme):
    """What axe objects to in the colours of what is shown as nothing was before, a line each."""
    new = page.evaluate(UNLIKE, JUDGED[scheme])
    JUDGED[scheme] += new
    return violations(page, COLOURS, "[data-unlike]") if new else []


def is_dark(page):
    """Whether the page itself is dark, whatever was asked for."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return max(map(int, re.findall(r"\d+", colour)[:3])) < 60


ALIKE = """() => {
  const sort = node => `${node.localName}.${node.className}`
  const shape = node => sort(node) + '(' + [...new Set([...node.children].map(shape))].join() + ')'
  const way = node => node ? way(node.parentElement) + '>' + sort(node) : ''
  const seen = {}
  for (const node of document.querySelectorAll('main *:not(svg *)')) {
    if (!node.isConnected) continue
    const kind = way(node.parentElement) + shape(node)
    seen[kind] = (seen[kind] ?? 0) + 1
    if (seen[kind] > 2) node.remove()
  }
}"""
"""Of what is made alike and stands in a place alike two stay: a third would tell nothing new."""

UNLIKE = """judged => {
  const ground = node => {
    const {backgroundColor} = getComputedStyle(node)
    return /, 0\\)$/.test(backgroundColor) && node.parentElement ? ground(node.parentElement) : backgroundColor
  }
  const look = node => {
    const {color, fontSize, fontWeight} = getComputedStyle(node)
    return [node.localName, node.className, color, ground(node), fontSize, fontWeight].join(' ')
  }
  const known = new Set(judged)
  const shown = [...document.querySelectorAll('body *')].filter(node => node.checkVisibility())
  const looks = shown.map(look)
  shown.forEach((node, i) => node.toggleAttribute('data-unlike', !known.has(looks[i])))
  return [...new Set(looks)].filter(look => !known.has(look))
}"""
"""Marks what is shown as nothing was before: its colours, its ground, the size of its type are new."""

FOLDED = "open => document.querySelectorAll('.note details').forEach(details => { details.open = open })"
"""What is open in the margin lies over its neighbours until one is at it."""

SIZES = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
"""What a width can change of what is shown in the same way."""


@pytest.mark.parametrize("path", PAGES)
def test_axe_has_no_objection_to_a_page(visit, path):
    """With all folded parts open: on a phone to nothing, at other widths to no size, in light and dark to no colour.

    A colour is judged where it is first seen.
    """
    said = []
    with visit(path, width=390, reduced_motion="reduce") as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        page.evaluate(ALIKE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert is_dark(page) == (scheme == "dark")
            for width in (390, 1440, 320, 1024):
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate(FOLDED, arg=True)
                objections = objections_to_colours(page, scheme)
                if scheme == "light":
                    page.evaluate(FOLDED, width == 390)
                    objections += violations(page, STRUCTURE if width == 390 else SIZES)
                said += [f"{scheme} {width} {line}" for line in objections]
    assert said == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
def test_axe_has_no_objection_to_the_open_search(visit, width, scheme):
    """With hits in it, with the focus on one, and with none; the page behind it is not there meanwhile."""
    with visit("/texts/inspectors-reply/", width=width, color_scheme=scheme, reduced_motion="reduce") as page:
        rules = RULES if scheme == "light" else COLOURS
        asked(page, "canal")
        assert violations(page, rules, within=".search") == []
        page.keyboard.press("ArrowDown")
        assert violations(page, COLOURS, within=".search") == []
        asked(page, "Inspectrate")
        assert violations(page, rules, within=".search") == []


def test_axe_has_no_objection_to_the_open_menu(visit):
    """The drawer of the narrow screen."""
    with visit("/notes/", width=390, reduced_motion="reduce") as page:
        page.get_by_role("button", name="Menu").focus()
        page.keyboard.press("Enter")
        page.locator(".md-nav--primary a").first.wait_for()
        assert violations(page) == []


def test_axe_has_no_objection_to_what_opens_over_a_text(visit):
    """The word on a term, the tools for selected words, the file of a new note, the list of keys, a phone's sheet."""

    def open_preview(page):
        page.locator("a.term").first.focus()
        page.locator("#preview").wait_for()

    def open_tools(page):
        page.evaluate("getSelection().selectAllChildren(document.getElementById('p2'))")
        page.locator(".tools").wait_for()

    def open_file(page):
        open_tools(page)
        page.locator(".edition").evaluate("node => { node.dataset.repo = '' }")
        page.get_by_role("button", name="Suggest a note").click()
        page.get_by_role("dialog", name="A new note").wait_for()

    def open_keys(page):
        page.keyboard.press("?")
        page.get_by_role("dialog", name="Keys").wait_for()

    def open_sheet(page):
        page.set_viewport_size({"width": 390, "height": 844})
        page.locator("#r-laid-before").click()
        page.locator("#note-laid-before").wait_for()

    said = []
    with visit("/texts/inspectors-reply/", reduced_motion="reduce") as page:
        for open_it, part in (
            (open_preview, "#preview"),
            (open_tools, ".tools"),
            (open_file, "dialog[open]"),
            (open_keys, "dialog[open]"),
            (open_sheet, ".note.here"),
        ):
            open_it(page)
            for scheme, rules in (("light", RULES), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                assert is_dark(page) == (scheme == "dark")
                said += [f"{part} {scheme} {line}" for line in violations(page, rules, part)]
            page.keyboard.press("Escape")
            page.evaluate("getSelection().removeAllRanges()")
    assert said == []


def test_axe_has_no_objection_to_a_filtered_list(visit):
    """With something left of it, and with nothing."""
    with visit("/notes/?find=canal", width=390) as page:
        assert violations(page, within="main") == []
        page.locator(".filter [name=find]").fill("nothing of the kind")
        assert violations(page, within="main") == []


@pytest.mark.parametrize("path", ["/", "/texts/strategic-alignment/", "/parallels/"])
def test_axe_has_no_objection_to_a_real_page(visit_this, path):
    """At one width: what is in these and not in the made-up ones is length. On a phone nothing lies over another."""
    with visit_this(path, width=390, reduced_motion="reduce") as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert violations(page) == []
