"""The site from disk: a zip that opens without a server and asks no host for anything."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from searching import asked

from edition.site.links import faults

ZIP = Path(__file__).parents[2] / ".cache/made/dist/canal.zip"


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """The folder that the zip unpacks to."""
    assert ZIP.is_file(), "Build the made-up edition first: make made-site"
    target = tmp_path_factory.mktemp("disk with ü and spaces")
    with zipfile.ZipFile(ZIP) as packed:
        packed.extractall(target)
    return target / "canal"


@pytest.fixture
def opened(chromium, disk):
    """A function that opens a page from disk; `page.asked` collects requests elsewhere, `page.said` complaints."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})

    def open_page(path):
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(f"{disk.as_uri()}/{path}")
        return page

    yield open_page
    context.close()


def is_private(page):
    """Whether all that was fetched came from disk."""
    return bool(page.asked) and all(url.startswith(("file:", "data:", "about:", "blob:")) for url in page.asked)


@pytest.mark.parametrize(
    "path",
    ["index.html", "glossary/index.html", "glossary/works-plan.html", "texts/canal-plan.html", "notes/index.html"],
)
def test_the_search_works_from_disk_on_every_sort_of_page(opened, path):
    """Hits, their kinds and their places, with no request to any host and no complaint."""
    page = opened(path)
    assert asked(page, "план работ")[0][0] == "entry"
    page.keyboard.press("Enter")
    expect(page.locator("#definition")).to_contain_text("A plan of the company")
    assert is_private(page)
    assert page.said == []


def test_a_hit_leads_to_its_place_from_disk(opened):
    """From a glossary entry into the folded detail of a note on a text, and to a parallel."""
    page = opened("glossary/works-plan.html")
    asked(page, "protocol gives")
    page.locator(".search a.hit[data-what=note]").first.click()
    expect(page.locator(".found")).to_be_visible()
    expect(page.locator(".found")).to_contain_text("protocol gives", use_inner_text=True)
    expect(page.locator(".found")).to_be_in_viewport()
    asked(page, "gates of 1911")
    page.locator(".search a.hit[data-what=parallel]").first.click()
    page.wait_for_url("**/parallels/*.html#parallel-*")
    expect(page.locator(".found")).to_be_visible()
    assert is_private(page)


def test_lists_are_filtered_from_disk_and_their_address_can_be_kept(opened):
    """The state stands in the address there too."""
    page = opened("glossary/index.html")
    page.get_by_label("Category").select_option("place")
    count = page.locator(".item:visible").count()
    assert 0 < count < page.locator(".item").count()
    assert page.url.endswith("glossary/index.html?category=place")
    page.reload()
    assert page.locator(".item:visible").count() == count
    assert is_private(page)
    assert page.said == []


def test_every_link_and_file_of_the_zip_is_there(disk):
    """No dead link, nothing loaded from elsewhere; the texts are in it, and the licence of the borrowed script."""
    assert faults(disk) == []
    assert (disk / "data/canal-plan.txt").is_file()
    script = (disk / "assets/vendor/minisearch.js").read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in script


def test_the_zip_names_no_dates():
    """One commit always packs the same bytes."""
    with zipfile.ZipFile(ZIP) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = packed.namelist()
    assert names == sorted(names)


def test_from_disk_no_feed_is_announced(disk):
    """No reader of feeds can ask for it there; the pages of changes are read as everywhere."""
    assert not (disk / "changes/feed.xml").exists()
    assert (disk / "changes/notes-canal-plan.html").is_file()
    assert not [path for path in disk.rglob("*.html") if "atom+xml" in path.read_text(encoding="utf-8")]
