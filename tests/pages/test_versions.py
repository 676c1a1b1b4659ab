"""Both versions of a text stay readable, and what was changed between them can be looked at, and heard."""

import hashlib
import re

import pytest
from conftest import SEED, SOUND
from lxml import html
from making import one_space, site_of, to_html

from edition.assembly import read_edition
from edition.pages import all_pages
from edition.pages.confirm import main as confirm
from edition.problems import Problems
from edition.renewal.renew import renew, write
from edition.site.verify import Difference, verify

NEW = SEED.replace("was adopted in", "was approved in").replace("\n\nIt rests on trade.", "\n\nA fourth paragraph.")
NOTE = "seeds/annotations/first/adopted.md"


@pytest.fixture
def renewed(made):
    """A small edition of which the first text was renewed: a word changed, a paragraph gone and one put in."""
    note = SOUND[NOTE].replace("adopted in Beijing", "plan of 2021 was adopted in Beijing")
    root = made({NOTE: note, "newer.txt": NEW})
    write(root, renew(root, "first", root / "newer.txt", "2026-11-29", "A *slip*."))
    return root


def edition_in(root):
    """The edition, in which nothing is wrong."""
    problems = Problems()
    edition = read_edition(root, problems)
    assert not problems.in_order()
    return edition


def page_of(edition, path):
    """A page as HTML."""
    seeds = {version.slug: b"" for text in edition.texts for version in text.text.versions}
    (page,) = (page for page in all_pages(edition, seeds) if page.path == path)
    return to_html(page.content.decode().split("---\n", 2)[2])


def said(element):
    """What is read aloud."""
    return one_space(element.text_content())


def test_the_version_before_is_a_page_of_its_own(renewed):
    """Whole, with the ids it had, the day and the reason."""
    page = page_of(edition_in(renewed), "texts/first/version-1.md")
    assert [block.get("id") for block in page.xpath("//*[@data-span]")] == ["p1", "p2", "p3"]
    assert "This version was replaced on 29 November 2026. A *slip*." in said(page)
    assert hashlib.sha256(SEED.encode()).hexdigest() in said(page)
    assert page.xpath("//a/@href")[:2] == ["../first.md", "changes-1.md"]


def test_what_was_changed_is_struck_out_and_underlined_and_said_in_words(renewed):
    """For who does not see it; the words around stand with it."""
    page = page_of(edition_in(renewed), "texts/first/changes-1.md")
    first = page.xpath("//h2[@id='p1']/following-sibling::p")[0]
    assert said(first) == "The plan of 2021 was [taken out: adopted] [put in: approved] in Beijing."
    assert [element.tag for element in first.xpath("./del|./ins")] == ["del", "ins"]
    assert [said(heading) for heading in page.xpath("//h2")] == [
        "Paragraph 1", "Paragraph 3, taken out", "Paragraph 2a, new", "Notes on words that were changed",
    ]  # fmt: skip
    assert "Paragraph 2 is unchanged." in said(page)


def test_what_was_joined_cut_or_moved_is_not_called_changed(made):
    """Where the words are the same, only their place is told."""
    long = [
        "The gate of the canal was paid for by the town.", "Nobody ever thanked it, and few came to the opening.",
        "A bridge stood there before, which had been left to the rain for years.", "The basin holds forty boats.",
        "On the quay one sold fish, lime and stones to whoever came along.",
    ]  # fmt: skip
    gate, lock, bridge, basin, quay = long
    table = SOUND["seeds/edition.toml"].replace(
        hashlib.sha256(SEED.encode()).hexdigest(),
        hashlib.sha256("\n\n".join([*long, "A plan.\n"]).encode()).hexdigest(),
    )
    cut = bridge.replace("before, which", "before,\n\nwhich")
    root = made({
        "seeds/texts/first.txt": "\n\n".join([*long, "A plan.\n"]), "seeds/edition.toml": table, NOTE: None,
        "seeds/parallels/plans.md": None, "newer.txt": "\n\n".join([quay, f"{gate} {lock}", cut, basin, "A plan.\n"]),
    })  # fmt: skip
    write(root, renew(root, "first", root / "newer.txt", "2026-11-29"))
    page = page_of(edition_in(root), "texts/first/changes-1.md")
    assert [said(heading) for heading in page.xpath("//h2")] == [
        "Paragraph 5, moved here", "Paragraph 5, moved from here",
    ]  # fmt: skip
    assert "Paragraph 1 was joined to paragraph 2." in said(page)
    assert "Paragraph 2 to paragraph 4: 4 passages, unchanged." in said(page)


def test_notes_on_changed_words_are_named_until_they_are_compared_again(renewed):
    """They carry no day of a check."""
    page = page_of(edition_in(renewed), "texts/first/changes-1.md")
    assert page.xpath("//h2[@id='unread']/following-sibling::ul//a/@href") == ["../first.md#note-adopted"]
    note = renewed / NOTE
    note.write_text(note.read_text("utf-8").replace("title:", "checked: 2026-11-22\ntitle:"), encoding="utf-8")
    assert not page_of(edition_in(renewed), "texts/first/changes-1.md").xpath("//*[@id='unread']")


def test_the_address_of_a_passage_that_was_taken_out_says_so(renewed):
    """On the page of the text, with the way to where it can be read."""
    page = page_of(edition_in(renewed), "texts/first.md")
    (gone,) = page.xpath("//*[@id='p3']")
    assert said(gone) == "Paragraph 3 was taken out. Read it in version 1."
    assert gone.xpath(".//a/@href") == ["first/version-1.md#p3"]
    assert gone.get("data-editorial") is not None
    assert page.xpath("//*[@id='versions']/following-sibling::p[1]//a/@href") == [
        "first/version-1.md", "first/changes-1.md",
    ]  # fmt: skip


def test_a_text_that_was_never_replaced_says_nothing_of_versions(made):
    """Nor has it pages of them."""
    edition = edition_in(made())
    assert not page_of(edition, "texts/first.md").xpath("//*[@id='versions' or @id='taken-out']")
    assert not [page for page in all_pages(edition, {"first": b"", "second": b""}) if "version" in page.path]


def test_a_changed_comment_behind_a_notice_is_not_printed_among_the_changes(made):
    """Only that there is one."""
    seed = "A paragraph of the article.\n\n 1. Ann says:\nThe water is low.\n\n 2. Bob says:\nIt is not low.\n"
    listed = (
        "paragraph p1 | A paragraph\ncomment-head comment-1-head number=1 name=Ann | 1. Ann says:\n"
        "comment-paragraph comment-1-p1 | The water\ncomment-head comment-2-head number=2 name=Bob | 2. Bob says:\n"
        "comment-paragraph comment-2-p1 | It is not\n"
    )
    table = SOUND["seeds/edition.toml"].replace(
        hashlib.sha256(SEED.encode()).hexdigest(), hashlib.sha256(seed.encode()).hexdigest()
    )
    notice = '\n[[texts.notices]]\ncomment = 1\nreason = "is rude"\n\n[[texts]]\nslug = "second"'
    table = table.replace('\n[[texts]]\nslug = "second"', notice)
    root = made({
        "seeds/texts/first.txt": seed, "seeds/texts/first.blocks": listed, "seeds/edition.toml": table,
        NOTE: None, "seeds/parallels/plans.md": None, "newer.txt": seed.replace("water is low", "water is high"),
        "seeds/glossary/plan.md": SOUND["seeds/glossary/plan.md"].replace("latin: [plan]", "latin: [plan, article]"),
    })  # fmt: skip
    write(root, renew(root, "first", root / "newer.txt", "2026-11-29"))
    edition = edition_in(root)
    page = page_of(edition, "texts/first/changes-1.md")
    assert "It stands in a comment behind a content notice." in said(page)
    assert "high" not in said(page)
    assert page_of(edition, "texts/first/version-1.md").xpath("//details[@data-notice]")


def test_every_published_place_is_proven(renewed):
    """A character changed in any of them is named with its page, by both that prove."""
    edition = edition_in(renewed)
    site, texts = site_of(renewed, edition), [text.text for text in edition.texts]
    assert [proof.text for proof in verify(site, texts)] == ["first/version-1", "first", "second"]
    seeds = str(renewed / "seeds/texts")
    assert confirm([str(site), seeds]) == 0
    places = 0
    for path in sorted(site.rglob("index.html")):
        name, page = path.relative_to(site).as_posix(), path.read_bytes()
        for number in range(len(_proven(html.document_fromstring(page)))):
            root = html.document_fromstring(page)
            _falsify(_proven(root)[number])
            path.write_bytes(html.tostring(root, encoding="utf-8"))
            with pytest.raises(Difference, match=f"^{re.escape(name)}"):
                verify(site, texts)
            assert confirm([str(site), seeds]) == 1
            places += 1
        path.write_bytes(page)
    assert places > 20


@pytest.mark.parametrize("name", ["data/first.txt", "data/first/version-1.txt", "data/hashes.json"])
def test_every_published_file_of_a_version_is_proven(renewed, name):
    """By both that prove."""
    edition = edition_in(renewed)
    site, texts = site_of(renewed, edition), [text.text for text in edition.texts]
    path = site / name
    words = path.read_text(encoding="utf-8")
    for old, new in [("Beijing", "Peking")] if name.endswith("txt") else [
        ('"0:40"', '"0:39"'), ('"id": "p2a"', '"id": "p2b"'), ('"first/version-1"', '"first/version-2"'),
        (re.search('"sha256": "(.)', words)[0], '"sha256": "-'),
    ]:  # fmt: skip
        assert old in words
        path.write_text(words.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Difference, match=f"^{name}"):
            verify(site, texts)
        assert confirm([str(site), str(renewed / "seeds/texts")]) == 1


def _proven(root):
    """The elements that are held to a seed."""
    return root.xpath("//*[@data-span]")


def _falsify(element):
    """Another first letter."""
    node = next(
        node for node in element.xpath(".//text()[not(ancestor::*[@data-editorial])]") if node.strip()
    )  # fmt: skip
    other = ("x" if node.strip()[0] != "x" else "y") + node.strip()[1:]
    if node.is_tail:
        node.getparent().tail = other
    else:
        node.getparent().text = other
