"""axe-core finds nothing on any kind of page, at any width, in both colour schemes, with everything open."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from searching import asked

PAGES = (
    "/",
    "/texts/canal-plan/",
    "/texts/inspectors-reply/",
    "/texts/zametka-o-kanale/",
    "/glossary/",
    "/glossary/works-plan/",
    "/notes/",
    "/parallels/",
    "/parallels/canal-plan--inspectors-reply/",
    "/parallels/adopted/",
    "/timeline/",
    "/sources/",
    "/about/",
    "/contribute/",
    "/404.html",
)
WIDTHS = (320, 390, 1024, 1440)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What can differ between light and dark."""


def violations(page, rules=RULES):
    """What axe objects to on a page, a line each."""
    options = rules | {"resultTypes": ["violations"]}  # what passes is not looked at here
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def is_dark(page):
    """Whether the page itself is dark, whatever was asked for."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return max(map(int, re.findall(r"\d+", colour)[:3])) < 60


@pytest.mark.parametrize("path", PAGES)
def test_axe_has_no_objection_to_a_page(visit, path):
    """In light at four widths, in dark to no colour at two, with all folded parts open."""
    said = []
    for scheme, widths, rules in (("light", WIDTHS, RULES), ("dark", (390, 1440), COLOURS)):
        with visit(path, color_scheme=scheme, reduced_motion="reduce") as page:
            assert is_dark(page) == (scheme == "dark")
            page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                said += [f"{scheme} {width} {line}" for line in violations(page, rules)]
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_has_no_objection_to_the_open_search(visit, width, scheme):
    """With hits in it, with the focus on one, and with none."""
    for path in ("/", "/texts/canal-plan/"):
        with visit(path, width=width, color_scheme=scheme, reduced_motion="reduce") as page:
            asked(page, "canal")
            assert violations(page) == []
            page.keyboard.press("ArrowDown")
            assert violations(page, COLOURS) == []
            asked(page, "Inspectrate")
            assert violations(page) == []


def test_axe_has_no_objection_to_the_open_menu(visit):
    """The drawer of the narrow screen."""
    with visit("/notes/", width=390, reduced_motion="reduce") as page:
        page.get_by_role("button", name="Menu").focus()
        page.keyboard.press("Enter")
        page.locator(".md-nav--primary a").first.wait_for()
        assert violations(page) == []


@pytest.mark.parametrize("path", ["/", "/texts/strategic-alignment/", "/parallels/"])
def test_axe_has_no_objection_to_a_real_page(visit_this, path):
    """At one width: what is in these and not in the made-up ones is length."""
    with visit_this(path, reduced_motion="reduce") as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert violations(page) == []
