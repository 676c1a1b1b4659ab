"""Both versions of a text stay readable, and what was changed between them can be looked at, and heard."""

import hashlib
import re
from itertools import product

import pytest
from conftest import SEED, SOUND
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from making import one_space, shown, site_of, text_of, to_html

from edition.assembly import read_edition
from edition.pages import all_pages
from edition.pages.article.revision import rows_of
from edition.pages.records import records
from edition.problems import Problems
from edition.published import addresses
from edition.renewal.renew import renew, write
from edition.site.proof.confirm import main as confirm
from edition.site.proof.verify import Difference, verify

NEW = SEED.replace("was adopted in", "was approved in").replace("\n\nIt rests on trade.", "\n\nA fourth paragraph.")
NOTE = "seeds/annotations/first/adopted.md"
UTF_8 = html.HTMLParser(encoding="utf-8")


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


def facing(page):
    """What faces what, by the headings of its rows: what either version has, or says where it has nothing."""
    return {
        row.xpath("string(h2)"): [re.sub(r"\u202f\d\w*$", "", said(side)) for side in row.xpath('div[@class="here"]')]
        for row in page.xpath("//section")
    }


def test_what_was_changed_is_struck_out_and_underlined_and_said_in_words(renewed):
    """For who does not see it: in the older version what was taken out, beside it in the newer what was put in."""
    page = page_of(edition_in(renewed), "texts/first/changes-1.md")
    rows = facing(page)
    assert rows["Paragraph 1"] == [
        "Version 1 The plan of 2021 was [taken out: adopted] in Beijing.",
        "The present version The plan of 2021 was [put in: approved] in Beijing.",
    ]
    assert [said(element) for element in page.xpath("//section[.//@id='p1']//*[self::del or self::ins]")] == [
        "adopted", "approved",
    ]  # fmt: skip
    assert [said(heading) for heading in page.xpath("//h2")] == [
        "Paragraph 1", "Paragraph 3, taken out", "Paragraph 2a, new", "Notes on words that were changed",
    ]  # fmt: skip


def test_what_only_one_version_has_faces_a_line_that_says_so(renewed):
    """Whichever has it."""
    rows = facing(page_of(edition_in(renewed), "texts/first/changes-1.md"))
    assert rows["Paragraph 3, taken out"] == [
        "Version 1 [taken out: It rests on trade.]", "The present version Not in this version.",
    ]  # fmt: skip
    assert rows["Paragraph 2a, new"] == [
        "Version 1 Not in this version.", "The present version [put in: A fourth paragraph.]",
    ]  # fmt: skip


def test_each_version_faces_the_one_that_replaced_it(renewed):
    """Also where that was replaced in its turn."""
    (renewed / "newer.txt").write_text(NEW.replace("approved", "passed"), encoding="utf-8")
    write(renewed, renew(renewed, "first", renewed / "newer.txt", "2026-11-30"))
    edition = edition_in(renewed)
    assert [facing(page_of(edition, f"texts/first/changes-{number}.md"))["Paragraph 1"] for number in (1, 2)] == [
        [
            "Version 1 The plan of 2021 was [taken out: adopted] in Beijing.",
            "Version 2 The plan of 2021 was [put in: approved] in Beijing.",
        ],
        [
            "Version 2 The plan of 2021 was [taken out: approved] in Beijing.",
            "The present version The plan of 2021 was [put in: passed] in Beijing.",
        ],
    ]


GATE, LOCK, BRIDGE = (
    "The gate of the canal was paid for by the town.", "Nobody ever thanked it, and few came to the opening.",
    "A bridge stood there before, which had been left to the rain for years.",
)  # fmt: skip


@pytest.fixture
def renewed_twice(made):
    """An edition whose first text was renewed twice: two passages were joined and a word changed, then another word."""
    first = f"{GATE}\n\n{LOCK}\n\n{BRIDGE}\n\nA plan.\n"
    old, new = (hashlib.sha256(words.encode()).hexdigest() for words in (SEED, first))
    root = made({
        "seeds/texts/first.txt": first, "seeds/edition.toml": SOUND["seeds/edition.toml"].replace(old, new),
        "seeds/parallels/plans.md": None,
        NOTE: SOUND[NOTE].replace("adopted in Beijing", "and few came to the opening"),
        NOTE.replace("adopted", "bridge"): SOUND[NOTE].replace("adopted in Beijing", "A bridge stood there"),
    })  # fmt: skip
    second = first.replace(f"{GATE}\n\n{LOCK}", f"{GATE} {LOCK}").replace("few came", "some came")
    for day, words in enumerate((second, second.replace("stood there", "was there")), 29):
        (root / "newer.txt").write_text(words, encoding="utf-8")
        write(root, renew(root, "first", root / "newer.txt", f"2026-11-{day}"))
    return root


def test_what_became_of_passages_and_notes_is_told_where_it_happened_alone(renewed_twice):
    """What became of a version that replaced another is not told again where it was replaced, nor the other way."""
    edition = edition_in(renewed_twice)
    first, second = (page_of(edition, f"texts/first/changes-{number}.md") for number in (1, 2))
    assert "Paragraph 2 was joined to paragraph 1." in said(first)
    assert first.xpath("//h2[@id='unread']/following-sibling::ul//a/@href") == ["../first.md#note-adopted"]
    assert "was joined" not in said(second)
    assert second.xpath("//h2[@id='unread']/following-sibling::ul//a/@href") == ["../first.md#note-bridge"]


def test_a_version_between_two_others_is_proven_and_its_addresses_stay(renewed_twice):
    """Each of its pages, by both that prove."""
    edition = edition_in(renewed_twice)
    assert {f"/texts/first/{name}-{number}/" for name in ("version", "changes") for number in (1, 2)} < addresses(
        edition
    )
    site, seeds = site_of(renewed_twice, edition), str(renewed_twice / "seeds/texts")
    assert [proof.text for proof in verify(site, edition)] == ["first/version-1", "first/version-2", "first", "second"]
    assert confirm([str(site), seeds]) == 0
    for name, number in product(("version-2", "changes-1", "changes-2"), (0, -1)):
        path = site / f"texts/first/{name}/index.html"
        before = path.read_bytes()
        of_second = 'ancestor::*[@data-text="first/version-2"] or @data-seed="first/version-2"'
        element = html.document_fromstring(before, parser=UTF_8).xpath(f"//*[@data-span and ({of_second})]")[number]
        page = element.getroottree()
        element.drop_tree()
        path.write_bytes(html.tostring(page, encoding="utf-8"))
        with pytest.raises(Difference, match=f"^texts/first/{name}/index.html: "):
            verify(site, edition)
        assert confirm([str(site), seeds]) == 1
        path.write_bytes(before)


def test_both_versions_are_there_whole_and_in_their_order(renewed):
    """The older before the newer, as they are read; what stayed is folded, and each leads to its own page."""
    edition = edition_in(renewed)
    page = page_of(edition, "texts/first/changes-1.md")
    for version in edition.text["first"].text.versions:
        blocks = page.xpath(f'//*[@class="here"]/*[@data-seed="{version.slug}"]')
        assert [block.get("data-span") for block in blocks] == [str(block.span) for block in version.blocks]
        before = "-before" if version.until else ""
        assert [block.get("id") for block in blocks] == [f"{block.id}{before}" for block in version.blocks]
        assert [shown(block) for block in blocks] == [one_space(version.words(block.span)) for block in version.blocks]
    assert [said(fold) for fold in page.xpath("//details/summary")] == ["Paragraph 2 is unchanged."]
    ways = page.xpath('//section[.//@id="p1"]//p[contains(@class, "where")]/a')
    assert [(said(way), way.get("href")) for way in ways] == [
        ("Version 1", "version-1.md#p1"), ("The present version", "../first.md#p1"),
    ]  # fmt: skip


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
    here, before = (page.xpath(f'//section[.//@id="{place}"]')[0] for place in ("p5", "p5-before"))
    assert here.xpath('.//a[text()="elsewhere"]/@href') == ["#p5-before"]
    assert before.xpath('.//a[text()="elsewhere"]/@href') == ["#p5"]
    assert "Paragraph 1 was joined to paragraph 2." in said(page)
    assert "Paragraph 2 to paragraph 4: 4 passages, unchanged." in said(page)


def test_a_passage_of_other_words_faces_the_one_of_its_id():
    """What the list of blocks holds for one is one, though no word of it stayed."""
    old = text_of("One stands here.\n\nA sluice.\n\nThree ends.\n", slug="first/version-1", until="2026-11-29")
    new = text_of("One stands here.\n\nBoth locks!\n\nThree ends.\n")
    assert [
        ([block.id for block in row.old.blocks], [block.id for block in row.new.blocks], row.is_changed)
        for row in rows_of(old, new)
    ] == [(["p1"], ["p1"], False), (["p2"], ["p2"], True), (["p3"], ["p3"], False)]


def test_a_word_that_stays_between_many_that_do_not_is_marked_with_them():
    """It would only tear them apart."""
    old = text_of("The oldest gate fell of itself into deep ruin.\n", slug="first/version-1", until="2026-11-29")
    new = text_of("A new bridge was made of stone by good hands.\n")
    (row,) = rows_of(old, new)
    assert [[side.text.words(span) for span in side.differing] for side in (row.old, row.new)] == [
        ["The oldest gate fell of itself into deep ruin"], ["A new bridge was made of stone by good hands"],
    ]  # fmt: skip


PARAGRAPHS = st.lists(
    st.sampled_from(["A lock of steel.", "A lock of new steel.", "Coal, and more coal!", "No coal.", "Two locks."]),
    min_size=1, max_size=5,
)  # fmt: skip


@given(PARAGRAPHS, PARAGRAPHS)
def test_whatever_was_changed_two_versions_are_whole_and_alike_but_for_what_is_marked(before, after):
    """Each passage in one row, in the order of its text; what is not marked is the same words."""
    old, new = text_of("\n\n".join(before), slug="first/version-1", until="2026-11-29"), text_of("\n\n".join(after))
    rows = rows_of(old, new)
    for text, sides in ((old, [row.old for row in rows]), (new, [row.new for row in rows])):
        assert tuple(block for side in sides for block in side.blocks) == text.blocks
    for row in rows:
        assert kept(row.old) == kept(row.new)


def kept(side):
    """The words of a side that are not marked."""
    words = [
        (match.start() + block.span.start, match[0])
        for block in side.blocks
        for match in re.finditer(r"\w+|[^\w\s]", side.text.words(block.span))
    ]
    return [word for at, word in words if not any(span.start <= at < span.end for span in side.differing)]


def test_words_that_were_taken_out_are_found_where_they_face_what_replaced_them(renewed):
    """With the day until which they stood."""
    found = [record for record in records(edition_in(renewed)) if "changes" in record.page]
    assert [(record.address, record.where) for record in found] == [
        ("texts/first/changes-1.md#p1-before", "paragraph 1, until 29 November 2026"),
        ("texts/first/changes-1.md#p3-before", "paragraph 3, until 29 November 2026"),
    ]
    assert "was adopted in" in found[0].words


def test_notes_on_changed_words_are_named_until_they_are_compared_again(renewed):
    """They carry no day of a check."""
    page = page_of(edition_in(renewed), "texts/first/changes-1.md")
    assert page.xpath("//h2[@id='unread']/following-sibling::ul//a/@href") == ["../first.md#note-adopted"]
    note = renewed / NOTE
    note.write_text(note.read_text("utf-8").replace("title:", "checked: 2026-11-22\ntitle:"), encoding="utf-8")
    assert not page_of(edition_in(renewed), "texts/first/changes-1.md").xpath("//*[@id='unread']")


def test_a_note_that_lost_a_word_of_its_own_is_named_too(made):
    """Nothing was put in its place."""
    note = SOUND[NOTE].replace("adopted in Beijing", "plan of 2021 was adopted in Beijing")
    root = made({NOTE: note, "newer.txt": SEED.replace("was adopted in", "was in")})
    write(root, renew(root, "first", root / "newer.txt", "2026-11-29"))
    page = page_of(edition_in(root), "texts/first/changes-1.md")
    assert page.xpath("//h2[@id='unread']/following-sibling::ul//a/@href") == ["../first.md#note-adopted"]


def test_a_version_before_is_shown_without_what_is_said_of_its_passages(made):
    """That is said of the present one, and may not hold."""
    summary = (
        'paragraph p1 summary="A plan is adopted." | The plan\nparagraph p2 | It “rests”\nparagraph p3 | It rests\n'
    )
    root = made({"seeds/texts/first.blocks": summary, "newer.txt": NEW})
    write(root, renew(root, "first", root / "newer.txt", "2026-11-29"))
    edition = edition_in(root)
    assert "A plan is adopted." in said(page_of(edition, "texts/first.md"))
    assert "A plan is adopted." not in said(page_of(edition, "texts/first/version-1.md"))


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
    # Both that prove await every other comment, and not this one.
    site, seeds = site_of(root, edition), str(root / "seeds/texts")
    assert verify(site, edition)
    assert confirm([str(site), seeds]) == 0
    path = site / "texts/first/changes-1/index.html"
    tree = html.document_fromstring(path.read_bytes(), parser=UTF_8)
    tree.get_element_by_id("comment-2-p1").drop_tree()
    path.write_bytes(html.tostring(tree, encoding="utf-8"))
    with pytest.raises(Difference, match="first is not whole, comment-2-p1 is missing"):
        verify(site, edition)
    assert confirm([str(site), seeds]) == 1


def test_every_published_place_is_proven(renewed):
    """Whatever is falsified in any of them is named with its page, by both that prove."""
    edition = edition_in(renewed)
    site = site_of(renewed, edition)
    assert [proof.text for proof in verify(site, edition)] == ["first/version-1", "first", "second"]
    seeds = str(renewed / "seeds/texts")
    assert confirm([str(site), seeds]) == 0
    places = 0
    for path in sorted(site.rglob("index.html")):
        name, page = path.relative_to(site).as_posix(), path.read_bytes()
        for number, falsify in product(range(len(_proven(page))), (_misspell, _hide, _remove, _rename)):
            element = _proven(page)[number]
            root = element.getroottree()
            if falsify is _rename and element.get("id") is None:
                continue
            falsify(element)
            path.write_bytes(html.tostring(root, encoding="utf-8"))
            with pytest.raises(Difference, match=f"^{re.escape(name)}"):
                verify(site, edition)
            assert confirm([str(site), seeds]) == 1
            places += 1
        path.write_bytes(html.tostring(html.document_fromstring(page, parser=UTF_8), encoding="utf-8"))
        assert confirm([str(site), seeds]) == 0
        path.write_bytes(page)
    assert places > 70


def test_a_version_that_faces_another_is_there_whole(renewed):
    """A passage left out is named, though the page of that version has it."""
    edition = edition_in(renewed)
    site = site_of(renewed, edition)
    page = site / "texts/first/changes-1/index.html"
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    (gone,) = root.xpath("//*[@id='p3-before']")
    gone.getparent().remove(gone)
    page.write_bytes(html.tostring(root, encoding="utf-8"))
    with pytest.raises(Difference, match="first/version-1 is not whole, p3 is missing"):
        verify(site, edition)


@pytest.mark.parametrize("name", ["data/first.txt", "data/first/version-1.txt", "data/hashes.json"])
def test_every_published_file_of_a_version_is_proven(renewed, name):
    """By both that prove."""
    edition = edition_in(renewed)
    site = site_of(renewed, edition)
    path = site / name
    words = path.read_text(encoding="utf-8")
    for old, new in [("Beijing", "Peking")] if name.endswith("txt") else [
        ('"0:40"', '"0:39"'), ('"id": "p2a"', '"id": "p2b"'), ('"first/version-1"', '"first/version-2"'),
        (re.search('"sha256": "(.)', words)[0], '"sha256": "-'),
    ]:  # fmt: skip
        assert old in words
        path.write_text(words.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Difference, match=f"^{name}"):
            verify(site, edition)
        assert confirm([str(site), str(renewed / "seeds/texts")]) == 1


def _proven(page):
    """The elements that are held to a seed."""
    return html.document_fromstring(page, parser=UTF_8).xpath("//*[@data-span]")


def _hide(element):
    """A fold that says nothing around it."""
    fold = html.Element("details")
    element.addprevious(fold)
    fold.append(element)


def _remove(element):
    """It is not there."""
    element.drop_tree()


def _rename(element):
    """Another id."""
    element.set("id", "p99")


def _misspell(element):
    """Another first letter."""
    node = next(
        node for node in element.xpath(".//text()[not(ancestor::*[@data-editorial])]") if node.strip()
    )  # fmt: skip
    other = ("x" if node.strip()[0] != "x" else "y") + node.strip()[1:]
    if node.is_tail:
        node.getparent().tail = other
    else:
        node.getparent().text = other
