"""Of the theme's styles a reader is sent what some page can use, and nothing that is used is missing."""

import pytest

from edition.site.minify import minify
from edition.site.unused import used

FOUND = {"html", "a", "p", ".md-nav", ".md-nav__link", "#main", "[dir", "[dir=ltr", "[hidden"}
FOUND |= {".md-nav .md-nav__link", "[dir=ltr .md-nav", "details", "summary", "details summary"}


@pytest.mark.parametrize(
    "rule",
    [
        "a{color:red}",
        "*,:after,:before{color:red}",
        ".md-nav>.md-nav__link:not(.gone):hover::after{color:red}",
        "#main a[hidden]{color:red}",
        "[dir=ltr] .md-nav{color:red}",
        "p:is(.gone,.md-nav){color:red}",
        ".md-nav+p~a:hover{color:red}",
        ".brought-by-a-script{color:red}",
        ".brought-by-a-script .brought-too{color:red}",
        "@media print{a{color:red}}",
        "@media screen and (min-width:60em){@supports (gap:1px){.md-nav{gap:1px}}}",
        "@font-face{font-family:x;src:url(x.woff2)}",
        "@keyframes turn{to{rotate:1turn}}a{animation:turn 1s}",
        ":root{--size:1px}a{width:var(--size)}",
        ":root{--a:1px;--b:var(--a)}a{width:calc(var(--b, 2px)*2)}",
        ":root{--theirs:1px}",
        'a{background:url("data:image/svg+xml;utf8,(.gone{)")}',
    ],
)
def test_what_a_page_can_use_stays_as_it_is(rule):
    """Whatever the condition, and whatever is named inside a pseudo-class or by a script."""
    assert used(rule, FOUND, {"brought-by-a-script", "brought-too"}, "p{width:var(--theirs)}") == rule


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (".gone{color:red}", ""),
        ("#gone a{color:red}", ""),
        ("video{color:red}", ""),
        ("[dir=rtl] .md-nav{color:red}", ""),
        ("[data-gone] a{color:red}", ""),
        (".md-nav__link .md-nav{color:red}", ""),
        (".md-nav>a:hover,p + .md-nav a{color:red}", ""),
        (".gone,a,.md-nav .gone{color:red}", "a{color:red}"),
        ("@media print{.gone{color:red}}a{color:red}", "a{color:red}"),
        ("@keyframes turn{to{rotate:1turn}}", ""),
        (':root{--icon:url("data:image/svg+xml;utf8,(<svg/>)");color:red}', ":root{color:red}"),
        (":root{--a:1px;--b:var(--a)}", ""),
        ("details[open]>summary:after,a{color:red}", "a{color:red}"),
    ],
)
def test_what_no_page_can_use_goes(rule, left):
    """Selectors one by one; properties that only one another name, animations that nobody plays, empty conditions.

    And whatever is of folds, which the edition styles alone.
    """
    assert used(rule, FOUND, set()) == left


def test_a_site_that_is_made_small_has_the_rules_of_its_own_pages(tmp_path):
    """Of all of them; a second time changes nothing."""
    for name, text in {
        "index.html": "<div class=out><p class=one>",
        "a/index.html": "<p class=two>",
        "assets/stylesheets/main.css": ".out .one{color:red}.two{color:red}.one .two{color:red}.three{color:red}"
        ".four{color:red}",
        "assets/css/edition.css": "a{color:red}",
        "assets/site.js": 'document.body.className = "four"',
        "assets/javascripts/bundle.js": '"three"',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for _ in range(2):
        minify(tmp_path)
        left = (tmp_path / "assets/stylesheets/main.css").read_text()
        assert left == ".out .one{color:red}.two{color:red}.four{color:red}"
