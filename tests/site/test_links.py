"""Ids stand once, links lead somewhere, and nothing is fetched from elsewhere."""

import pytest

from edition.site.links import faults


@pytest.fixture
def said(tmp_path):
    """A function that says what is wrong with a site of these files; a page may be given by its body."""

    def check(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return faults(tmp_path)

    return check


SITE = {
    "index.html": '<h1 id="top">Home</h1><a href="notes/">Notes</a>',
    "notes/index.html": '<h1 id="top">Notes</h1><a href="..">Home</a>',
    "pages/first/index.html": '<p id="p1">A</p><p id="größe">B</p>',
    "404.html": '<a href="/">Home</a><a href="/notes/#top">Notes</a>',
    "data/first.txt": "A",
}


def test_a_sound_site_has_no_faults(said):
    """Links up, down and from the root; the same id on two pages."""
    assert said(SITE) == []


def test_an_empty_folder_has_none_either(said):
    """That there is a site is for the proof of the texts to say."""
    assert said({}) == []


def test_a_text_that_is_not_in_the_menu_is_named(said):
    """The site builder takes the pages of texts for listed elsewhere."""
    page = {"texts/first/index.html": "<h1>First</h1>"}
    assert said({**SITE, **page}) == ["index.html: the menu does not lead to texts/first/"]
    assert said({**SITE, "index.html": '<a href="texts/first/">First</a>'}) == []


def test_an_id_that_stands_twice_on_a_page_is_named(said):
    """A link could lead to either."""
    assert said({"index.html": '<p id="a">1</p><p id="a">2</p><p id="b">3</p>'}) == [
        'index.html: the id "a" stands 2 times'
    ]


@pytest.mark.parametrize(
    "link",
    [
        "pages/first/",
        "pages/first",
        "pages/first/index.html",
        "./texts/../pages/first/#p1",
        "pages/first/#gr%C3%B6%C3%9Fe",
        "pages/first/#größe",
        "pages/first/?query=1#p1",
        "#top",
        "?query=1#top",
        ".",
        "./",
        "/",
        "/pages/first/#p1",
        "data/first.txt",
        "notes/#__search",
        "notes/#:~:text=Notes",
        "https://example.org/nowhere#x",
        "mailto:someone@example.org",
        "//example.org/",
    ],
)
def test_a_link_that_leads_somewhere_is_right(said, link):
    """To a page, a place on it, a file, or out of the site."""
    assert said({**SITE, "index.html": f'<h1 id="top">Home</h1><a href="{link}">x</a>'}) == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("nowhere/", "nowhere"),
        ("notes/first/", "nowhere"),
        ("data/second.txt", "nowhere"),
        ("data/", "nowhere"),
        ("../outside.txt", "nowhere"),
        ("https://[bad/", "nowhere"),
        ("#p1", "to a place that is not on its page"),
        ("pages/first/#p2", "to a place that is not on its page"),
        ("/pages/first/#top", "to a place that is not on its page"),
    ],
)
def test_a_link_that_leads_nowhere_is_named(said, tmp_path, link, reason):
    """With its page, and whether it is the page or the place that is missing."""
    (tmp_path.parent / "outside.txt").write_text("no part of the site")
    assert said({**SITE, "index.html": f'<h1 id="top">Home</h1><a href="{link}">x</a>'}) == [
        f'index.html: the link "{link}" leads {reason}'
    ]


def test_a_link_is_seen_from_its_own_page(said):
    """`notes/` is another place there."""
    assert said({**SITE, "notes/index.html": '<h1 id="top">Notes</h1><a href="notes/">x</a>'}) == [
        'notes/index.html: the link "notes/" leads nowhere'
    ]


def test_a_dead_link_is_named_once_on_a_page(said):
    """However often it stands there."""
    assert len(said({"index.html": '<a href="x/">1</a><a href="x/">2</a>'})) == 1


def test_a_site_below_the_root_of_its_host_has_links_from_that_root(said):
    """As its home page says; the page for lost addresses has no other."""
    home = '<head><link rel="canonical" href="https://example.org/plans/"></head>' + SITE["index.html"]
    lost = '<a href="/plans/notes/">1</a><a href="/plans/x/">2</a><a href="/notes/">3</a><a href="/plans/.">4</a>'
    assert said({**SITE, "index.html": home, "404.html": lost}) == [
        '404.html: the link "/notes/" leads out of the site',
        '404.html: the link "/plans/x/" leads nowhere',
    ]


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://example.org/a.js"></script>',
        '<img src="//example.org/a.png" alt="">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="preconnect" href="https://example.org/">',
        '<link rel="icon stylesheet" href="https://example.org/a.svg">',
        '<iframe src="http://example.org/"></iframe>',
        '<video poster="https://example.org/a.png"></video>',
        '<audio src="https://example.org/a.mp3"></audio>',
        '<object data="https://example.org/a.svg"></object>',
        '<img src="https://[bad/" alt="">',
    ],
)
def test_what_a_browser_would_fetch_from_elsewhere_is_named(said, element):
    """Readers are told to nobody."""
    (found,) = said({"index.html": f"<html><body>{element}</body></html>"})
    assert found.startswith("index.html: loads ")
    assert found.endswith(" from elsewhere")


@pytest.mark.parametrize(
    "style",
    [
        '@import "https://example.org/a.css";',
        "@import url(//example.org/a.css);",
        'p { cursor: url("http://x.org/a") }',
    ],
)
def test_what_a_style_sheet_would_fetch_from_elsewhere_is_named(said, style):
    """Its own files and pictures written into it are right."""
    own = "@import 'b.css'; p { background: url(a.png) } q { background: url(\"data:image/svg+xml,xmlns='http://x'\") }"
    (found,) = said({"assets/own.css": own, "assets/other.css": style})
    assert found.startswith("assets/other.css: loads ")


def test_addresses_a_browser_only_notes_are_no_requests(said):
    """The licence, the page's own address."""
    links = "".join(f'<link rel="{rel}" href="https://example.org/">' for rel in ("canonical", "license", "alternate"))
    assert said({"index.html": f"<html><head>{links}</head><body>x</body></html>"}) == []


@pytest.mark.parametrize("content", ["", "  \n", "<!-- -->", "no element"])
def test_a_page_that_is_hardly_one_is_read_all_the_same(said, content):
    """A link to a place on it is dead."""
    assert said({"index.html": '<a href="x/#a">x</a>', "x/index.html": content}) == [
        'index.html: the link "x/#a" leads to a place that is not on its page'
    ]
