"""A long text has a table of contents; a short one has none."""

import hashlib

import pytest
from conftest import SOUND
from lxml import html

from edition.assembly import read_edition
from edition.pages.article.text import text_page
from edition.problems import Problems


def page_with(made, headings):
    """The page of a text of so many chapters."""
    seed = "".join(f"Chapter {n}: “Of <Gates> & Locks”\n\nThe water rose.\n\n" for n in range(1, headings + 1))
    table = SOUND["seeds/edition.toml"].replace(
        "1ddf6a16f66700525905cdb924589c3f5c711a25dd9e25013f3fd899e5bd2392", hashlib.sha256(seed.encode()).hexdigest()
    )
    rows = "".join(f"heading h{n} level=2 | Chapter {n}\nparagraph p{n} | The water\n" for n in range(1, headings + 1))
    gone = dict.fromkeys(path for path in SOUND if path.startswith(("seeds/annotations", "seeds/parallels")))
    root = made({"seeds/texts/first.txt": seed, "seeds/texts/first.blocks": rows, "seeds/edition.toml": table, **gone})
    edition = read_edition(root, Problems())
    return html.fromstring(text_page(edition, edition.texts[0]).content.decode().partition("---\n\n")[2])


@pytest.mark.parametrize("headings", [0, 4])
def test_a_short_text_has_none(made, headings):
    """Its headings are seen at a glance."""
    assert page_with(made, headings).xpath("//*[@class='contents']") == []


def test_every_heading_of_a_long_text_is_a_link_to_its_place(made):
    """In order, in the words of the seed, which stay words; it is ours, and not searched."""
    (contents,) = page_with(made, 5).xpath("//details[@class='contents']")
    assert contents.xpath(".//a/text()") == [f"Chapter {n}: “Of <Gates> & Locks”" for n in range(1, 6)]
    assert len(set(contents.xpath(".//a/@href"))) == 5
    assert contents.get("data-editorial") is not None
    assert contents.xpath("./nav/@aria-label") == ["Contents"]
