"""The proof names whatever on a built page is not what the seed says."""

import copy
import functools
import json
import operator
import re
import shutil
from dataclasses import replace

import pytest
from conftest import MADE_UP
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from making import edition_of, site_of, text_of

from edition.model import Block, BlockKind, Span
from edition.site.proof import confirm
from edition.site.proof.verify import Difference, verify

PAGE = "texts/first/index.html"


@pytest.fixture
def built(sound_site, tmp_path):
    """A small built site and its edition."""
    folder, edition = sound_site
    return shutil.copytree(folder / "site", tmp_path / "site"), edition


@pytest.fixture
def tampered(built):
    """A function that changes a file of the site, by a replacement or a function, and returns what the proof says."""
    site, edition = built

    def tamper(path, old, new):
        before = (site / path).read_text(encoding="utf-8")
        after = re.sub(old, new, before, count=1, flags=re.DOTALL)
        assert after != before
        (site / path).write_text(after, encoding="utf-8")
        with pytest.raises(Difference) as found:
            verify(site, edition)
        return str(found.value)

    return tamper


def test_a_page_as_it_was_built_proves_its_seed(built):
    """Every character that is not space, counted, and the hash."""
    site, edition = built
    first, second = verify(site, edition)
    assert (first.blocks, second.blocks) == (3, 1)
    assert first.characters == len("".join(edition.texts[0].text.chars.split()))
    assert str(second) == (
        "second: 1 block, 27 of 27 characters that are not space, none more;"
        " sha256 4fbc723ca8931a89b9edc7af1a11c8a4777cf31c7df641761a99ecee927dea85"
    )


def test_the_pages_of_every_kind_of_text_prove_their_seeds(edition, tmp_path):
    """All notes, terms, threads and notices are in them."""
    versions = [version for text in edition.texts for version in text.text.versions]
    for version in versions:
        seed = tmp_path / version.file
        seed.parent.mkdir(parents=True, exist_ok=True)
        seed.write_bytes((MADE_UP / version.file).read_bytes())
    proofs = verify(site_of(tmp_path, edition), edition)
    assert [(proof.text, proof.blocks) for proof in proofs] == [
        (version.slug, len(version.blocks)) for version in versions
    ]


# Changed words


def test_a_changed_letter_is_shown_with_its_surroundings(tampered):
    """Where on the page, where in the seed, and both readings."""
    assert tampered(PAGE, "self-reliance", "self-reIiance") == (
        "texts/first/index.html#p2: differs from seeds/texts/first.txt:3 after 21 characters:"
        ' the page says "t “rests” on self-reIiance – and on trad", the seed "t “rests” on self-reliance – and on trad"'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rests on trade", "rests on"),
        ("It rests", "It  also rests"),
        ("“rests”", '"rests"'),
        (" – and", " - and"),
        ("self-reliance", "self-<!-- -->reli-ance"),
        ("self-reliance", "self-\u200breliance"),
        ("and on", "and\u00a0on"),
        ("trade", "<span data-editorial>trade</span>"),
        ("It rests", "It <mark>really</mark> rests"),
    ],
)
def test_any_other_change_of_words_is_found(tampered, old, new):
    """Words gone or added, other typography, what cannot be seen, words declared ours."""
    assert re.match(r"texts/first/index.html#p[23]: differs from seeds/texts/first.txt:[35] ", tampered(PAGE, old, new))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_character_can_change(built, data):
    """Whichever it is, and whatever comes in its place."""
    site, edition = built
    page = (site / PAGE).read_text(encoding="utf-8")
    root = html.document_fromstring(page)
    nodes = root.xpath("//*[@data-span]//text()[not(ancestor::*[@data-editorial])][normalize-space()]")
    node = data.draw(st.sampled_from(nodes))
    at = data.draw(st.sampled_from([n for n, char in enumerate(node) if not char.isspace()]))
    changed = node[:at] + data.draw(st.sampled_from(["", "x", "é", "\u00a0", "xx"])) + node[at + 1 :]
    if node.is_tail:
        node.getparent().tail = changed
    else:
        node.getparent().text = changed
    (site / PAGE).write_bytes(html.tostring(root, encoding="utf-8"))
    with pytest.raises(Difference, match=f"^{PAGE}#p"):
        verify(site, edition)
    (site / PAGE).write_text(page, encoding="utf-8")


def test_what_is_marked_as_ours_may_be_added_anywhere(built):
    """Inside a block and between blocks; and so may comments of the page."""
    site, edition = built
    page = (site / PAGE).read_text(encoding="utf-8")
    more = page.replace("It rests", 'It <b data-editorial="">really</b><!-- x --> rests')
    more = re.sub(r"(?=<p [^>]*id=\"p3\")", "<p data-editorial>Ours. <b>Also.</b></p><!-- x -->", more)
    assert more.count("data-editorial") == page.count("data-editorial") + 2
    (site / PAGE).write_text(more, encoding="utf-8")
    assert verify(site, edition)


# Blocks gone, hidden, doubled; words too many

P2 = r'<p [^>]*?id="p2".*?</p>'


def test_a_removed_block_is_named_by_its_words(tampered):
    """And by their line in the seed."""
    assert tampered(PAGE, P2, "") == (
        "texts/first/index.html: words of seeds/texts/first.txt:3 are not on the page:"
        ' "It “rests” on self-reliance – and on trade."'
    )


@pytest.mark.parametrize(
    ("hide", "by"),
    [
        (r"<div hidden>\g<0></div>", "<div hidden>"),
        (r'<div style="display: none">\g<0></div>', "<div style>"),
        (r'<div style="visibility:hidden">\g<0></div>', "<div style>"),
        (r"<noscript>\g<0></noscript>", "<noscript>"),
        (r"<template>\g<0></template>", "<template>"),
    ],
)
def test_a_hidden_block_is_named(tampered, hide, by):
    """It is on the page, but no reader sees it."""
    assert tampered(PAGE, P2, hide) == f"texts/first/index.html#p2: cannot be seen as it is, for {by}"


def test_a_block_that_is_marked_as_ours_is_named(tampered):
    """It is the seed's, and would not count as a difference otherwise; hidden or not."""
    wrapped = r"<div data-editorial hidden>\g<0></div>"
    assert tampered(PAGE, P2, wrapped) == "texts/first/index.html#p2: is marked as ours"


def test_what_is_ours_within_a_block_may_be_hidden(built):
    """Only the seed's words must be seen."""
    site, edition = built
    page = (site / PAGE).read_text(encoding="utf-8")
    ours = '<span data-editorial=""><i hidden>Ours</i></span>It rests'
    assert page.count("It rests") == 1
    (site / PAGE).write_text(page.replace("It rests", ours), encoding="utf-8")
    assert verify(site, edition)


def test_hidden_words_within_a_block_do_not_count_as_shown(tampered):
    """A part is as good as the whole."""
    assert tampered(PAGE, "self-reliance", "<span hidden>self-reliance</span>").endswith(
        "#p2: cannot be seen as it is, for <span hidden>"
    )


def test_a_doubled_span_is_named(tampered):
    """Nothing is said twice."""
    assert tampered(PAGE, P2, r"\g<0>\g<0>") == ("texts/first/index.html: the span 42:85 overlaps the one before it")


def test_a_span_in_a_span_is_named(tampered):
    """Spans stand on the innermost elements alone."""
    assert tampered(PAGE, "self-reliance", '<mark data-span="55:68">self-reliance</mark>').endswith(
        "#?: stands inside another span"
    )


def test_a_span_outside_of_the_reading_container_is_named(tampered):
    """There nobody looks for the text."""
    assert tampered(PAGE, "</body>", '<p id="x" data-span="0:3">The</p></body>') == (
        "texts/first/index.html#x: stands outside the reading container"
    )


@pytest.mark.parametrize(
    ("span", "what"),
    [
        ("1-2", 'data-span="1-2" is not start:end'),
        ("", 'data-span="" is not start:end'),
        ("1:2:3", 'data-span="1:2:3" is not start:end'),
        ("42:4000", 'data-span="42:4000" lies outside the seed'),
        ("85:42", 'data-span="85:42" lies outside the seed'),
        ("-1:85", 'data-span="-1:85" lies outside the seed'),
        ("42:84", "differs from seeds/texts/first.txt:3 after 42 characters"),
    ],
)
def test_a_wrong_span_is_named(tampered, span, what):
    """In its form, in its bounds, in its words."""
    assert tampered(PAGE, 'data-span="42:85"', f'data-span="{span}"').startswith(f"texts/first/index.html#p2: {what}")


def test_a_block_in_two_parts_is_named(tampered):
    """Each with its words, under a span of its own."""
    parts = (
        r'<p id="p2" data-span="42:52">It “rests”</p><p id="p2" data-span="53:85">on self-reliance – and on trade.</p>'
    )
    assert tampered(PAGE, P2, parts) == "texts/first/index.html#p2: is no block of the text"


def test_loose_words_are_named(tampered):
    """Whatever stands in the reading container is the seed's or marked as ours."""
    assert tampered(PAGE, P2, r"\g<0> <i>as they say</i>") == (
        'texts/first/index.html: words that are neither the seed\'s nor marked as ours: "as they say"'
    )


def test_a_page_without_its_reading_container_is_named(tampered):
    """Nor may there be two."""
    assert tampered(PAGE, 'class="edition"', 'class="editions"') == (
        "texts/first/index.html: there are 0 reading containers, not one"
    )


def test_two_reading_containers_are_one_too_many(tampered):
    """The proof would be of one of them."""
    assert tampered(PAGE, "</body>", '<div class="edition" data-text="first"></div></body>') == (
        "texts/first/index.html: there are 2 reading containers, not one"
    )


@pytest.mark.parametrize("content", [None, "", " \n"])
def test_a_page_that_is_not_there_or_empty_is_named(built, content):
    """Also if the other page is sound."""
    site, edition = built
    (site / PAGE).unlink()
    if content is not None:
        (site / PAGE).write_text(content, encoding="utf-8")
    with pytest.raises(Difference, match=r"^texts/first/index.html: the page is not there, or empty$"):
        verify(site, edition)


# Data


def test_a_changed_copy_of_a_seed_is_named(tampered):
    """Readers check the page against it."""
    assert tampered("data/first.txt", "plan", "plot") == "data/first.txt: not the bytes of seeds/texts/first.txt"


def test_a_changed_hash_is_named(tampered):
    """Of a seed or of a block."""
    assert tampered("data/hashes.json", '"sha256": "1', '"sha256": "2') == "data/hashes.json: wrong for first, sha256"


@pytest.mark.parametrize("key", ["id", "span", "sha256"])
def test_a_changed_block_in_the_list_of_hashes_is_named(built, key):
    """Its id, its place, its hash."""
    site, edition = built
    told = json.loads((site / "data/hashes.json").read_bytes())
    told["first"]["blocks"][1][key] += "0"
    (site / "data/hashes.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Difference, match=r"^data/hashes.json: wrong for first, p2$"):
        verify(site, edition)


def test_a_block_too_many_or_too_few_in_the_list_of_hashes_is_named(built):
    """Also one that repeats another."""
    site, edition = built
    path = site / "data/hashes.json"
    told = json.loads(path.read_bytes())
    blocks = told["first"]["blocks"]
    for changed in ([*blocks, {**blocks[0], "id": "p9"}], [*blocks, blocks[2]], blocks[:2], blocks[::-1]):
        path.write_text(json.dumps({**told, "first": {**told["first"], "blocks": changed}}), encoding="utf-8")
        with pytest.raises(Difference, match=r"^data/hashes.json: wrong for first, p\d$"):
            verify(site, edition)


def test_a_falsified_hash_is_named_though_two_blocks_have_one_id(built):
    """Blocks are compared one by one, not by their ids."""
    site, edition = built
    (first, second), text = edition.texts, edition.texts[0].text
    twice = replace(text, blocks=(text.blocks[0], replace(text.blocks[1], id="p1"), *text.blocks[2:]))
    path = site / "data/hashes.json"
    told = json.loads(path.read_bytes())
    told["first"]["blocks"][0]["sha256"] = "0" * 64
    told["first"]["blocks"][1]["id"] = "p1"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Difference, match=r"^data/hashes.json: wrong for first, p1$"):
        verify(site, replace(edition, texts=(replace(first, text=twice), second)))


def test_hashes_of_another_file_or_of_a_text_that_is_not_there_are_named(built):
    """Who doubts the pages begins with them."""
    site, edition = built
    path = site / "data/hashes.json"
    told = json.loads(path.read_bytes())
    for changed, what in (
        ({**told, "first": {**told["first"], "file": "second.txt"}}, "wrong for first, file"),
        ({**told, "third": told["first"]}, 'has a text "third", which is not there'),
    ):
        path.write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(Difference, match=f"^data/hashes.json: {what}$"):
            verify(site, edition)


def changed_at(told, keys, value):
    """A copy of what is told in which a value stands where these keys lead."""
    changed = copy.deepcopy(told)
    *way, last = keys
    functools.reduce(operator.getitem, way, changed)[last] = value
    return changed


PLACES = [
    ("hashes.json", ("first", "notices"), [1], "wrong for first, notices"),
    ("hashes.json", ("first", "blocks", 1, "kind"), "furniture", "wrong for first, p2"),
    ("hashes.json", ("first", "blocks", 1, "comment"), 1, "wrong for first, p2"),
    ("annotations.jsonld", ("items",), [], "does not have 1 records"),
    ("annotations.jsonld", ("items", 0, "id"), "texts/first/#note-adopt", "wrong for texts/first/#note-adopted"),
    ("annotations.jsonld", ("items", 0, "target", "source"), "data/second.txt", "wrong for texts/first/#note-adopted"),
    ("glossary.json", (0, "slug"), "plans", "wrong for plan"),
    ("glossary.json", (0, "mentions", 0, "text"), "second", "wrong for plan"),
    ("glossary.json", (0, "mentions", 0, "block"), "p2", "wrong for plan"),
    ("glossary.json", (0, "mentions", 0, "span"), "4:9", "wrong for plan"),
    ("glossary.json", (0, "mentions"), [], "wrong for plan"),
    ("parallels.json", (0, "slug"), "plan", "wrong for plans"),
    ("parallels.json", (0, "title"), "Two", "wrong for plans"),
    ("parallels.json", (0, "relation"), "differ", "wrong for plans"),
    ("parallels.json", (0, "address"), "parallels/plan/", "wrong for plans"),
    ("parallels.json", (0, "passages", 0, "text"), "second", "wrong for plans"),
    ("parallels.json", (0, "passages", 0, "block"), "p2", "wrong for plans"),
    ("parallels.json", (0, "passages", 0, "span"), "4:9", "wrong for plans"),
    ("parallels.json", (0, "passages"), [], "wrong for plans"),
    (
        "parallels.json",
        (0, "passages", 0, "sentence"),
        "0:9",
        "plans, sentence: is not around its words, in their block",
    ),
    (
        "parallels.json",
        (0, "passages", 0, "sentence"),
        "0:60",
        "plans, sentence: is not around its words, in their block",
    ),
    ("parallels.json", (0, "passages", 0, "sentence"), "", 'plans, sentence: data-span="" is not start:end'),
]


@pytest.mark.parametrize(("name", "keys", "value", "what"), PLACES)
def test_what_the_data_tells_of_a_text_is_right(built, name, keys, value, what):
    """Kinds of blocks, comments behind a notice, places of notes, of what is named, of passages."""
    site, edition = built
    path = site / "data" / name
    path.write_text(json.dumps(changed_at(json.loads(path.read_bytes()), keys, value)), encoding="utf-8")
    with pytest.raises(Difference, match=f"^data/{name}: {re.escape(what)}"):
        verify(site, edition)


@pytest.mark.parametrize("name", ["annotations.jsonld", "glossary.json", "parallels.json"])
def test_data_that_is_none_is_named(built, name):
    """Not JSON, not of this form, or not there."""
    site, edition = built
    path = site / "data" / name
    for content in ("", "[]", "{}", "1", '[{"slug": 1}]', '{"items": 1}', '{"items": [1]}'):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(Difference, match=f"^data/{name}: "):
            verify(site, edition)
    path.unlink()
    with pytest.raises(Difference, match=f"^data/{name}: the file is not there"):
        verify(site, edition)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"first": 1}', '{"first": {"sha256": "x", "blocks": [1]}}'])
def test_a_list_of_hashes_that_is_none_is_named(built, content):
    """Not JSON, or not of this form."""
    site, edition = built
    (site / "data/hashes.json").write_text(content, encoding="utf-8")
    with pytest.raises(Difference, match=r"^data/hashes.json: has no list of the blocks of first$"):
        verify(site, edition)


@pytest.mark.parametrize("name", ["first.txt", "hashes.json"])
def test_a_data_file_that_is_not_there_is_named(built, name):
    """With its path."""
    site, edition = built
    (site / "data" / name).unlink()
    with pytest.raises(Difference, match=rf"data/{name}: the file is not there$"):
        verify(site, edition)


VERSE = "In Xanadu did Kubla Khan\n  A stately pleasure-dome decree:\n\n\tWhere Alph, the sacred river, ran   3\n"


def verse_site(root):
    """An edition of three lines of verse, and its built site."""
    spans = [(0, 24), (27, 58), (61, len(VERSE) - 1)]
    blocks = tuple(Block(f"l{n}", BlockKind.LINE, Span(*span)) for n, span in enumerate(spans, 1))
    text = text_of(VERSE, blocks=blocks)
    seed = root / text.file
    seed.parent.mkdir(parents=True)
    seed.write_text(VERSE, encoding="utf-8")
    edition = edition_of(text)
    return edition, site_of(root, edition)


def test_verse_is_proven_with_its_indentation_and_its_stanzas(tmp_path):
    """As the seed has them, tabs too."""
    edition, site = verse_site(tmp_path)
    assert verify(site, edition)[0].blocks == 3


def test_verse_may_stand_in_by_white_space_of_any_kind(tmp_path):
    """As that of a Chinese line is; both proofs see it."""
    chars = "\u3000\u3000林尽水源\n\u00a0便得一山\n"
    blocks = (Block("l1", BlockKind.LINE, Span(2, 6)), Block("l2", BlockKind.LINE, Span(8, 12)))
    text = text_of(chars, blocks=blocks)
    (tmp_path / text.file).parent.mkdir(parents=True)
    (tmp_path / text.file).write_text(chars, encoding="utf-8")
    edition = edition_of(text)
    assert verify(site_of(tmp_path, edition), edition)[0].blocks == 2
    assert confirm.spaced("\u3000\u3000林尽") == "林尽"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('<span class="indent">  </span>', '<span class="indent"> </span>', "#l2: stands 1 characters in"),
        ('<span class="indent">  </span>', "", "#l2: stands 0 characters in"),
        ('<span class="indent">  </span>', 'No<span class="indent">  </span>', "#l2: differs from"),
        ("line begins", "line", "the stanzas are not parted"),
        ('class="line" data-span="27:58"', 'class="line begins" data-span="27:58"', "#l2: the stanzas are not parted"),
    ],
)
def test_a_line_of_verse_that_stands_elsewhere_is_a_difference(tmp_path, old, new, what):
    """A space more or less is part of the form."""
    edition, site = verse_site(tmp_path)
    page = site / "texts/first/index.html"
    shown = page.read_text(encoding="utf-8")
    assert old in shown
    page.write_text(shown.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Difference, match=what):
        verify(site, edition)


# Words of a seed on the pages of parallels

PAIR = "parallels/first--second/index.html"


@pytest.mark.parametrize("path", [PAIR, "parallels/plans/index.html", "parallels/index.html"])
def test_a_changed_word_where_a_text_is_quoted_is_named(tampered, path):
    """Where two texts face each other, on the page of a parallel, in the list of them."""
    assert "differs from seeds/texts/second.txt:1 after" in tampered(path, "is another", "is no other")


def test_words_of_another_place_are_not_the_quoted_ones(tampered):
    """Their offsets are held to them."""
    assert "differs from" in tampered(PAIR, 'data-span="0:40"', 'data-span="0:30"')


def test_a_quoted_text_that_is_not_there_is_named(tampered):
    """Nobody could compare its words."""
    assert tampered(PAIR, 'data-seed="second"', 'data-seed="third"').endswith('a text "third", which is not there')


def test_quoted_words_that_cannot_be_seen_are_named(tampered):
    """They would be proven and not shown."""
    assert tampered(PAIR, 'data-seed="second"', 'hidden data-seed="second"').endswith("for <p hidden>")


def test_passages_in_another_order_are_named(tampered):
    """On the page of a parallel they stand as its file has them."""
    sides = '(<div class="side">.*?</div>)(.*?)(<div class="side">.*?</div>)'
    assert tampered("parallels/plans/index.html", sides, r"\3\2\1") == (
        "parallels/plans/index.html: the passages are not in the order of their parallels"
    )


def test_a_passage_that_nothing_told_of_is_named(tampered):
    """Though its words are those of the text; also on a page that has none."""
    more = r'<p data-seed="first" data-span="42:85">It “rests” on self-reliance – and on trade.</p>\g<0>'
    too_many = "first 42:85 is none of its passages, or stands too often"
    assert tampered(PAIR, '<div class="there"', more) == f"{PAIR}: {too_many}"


def test_a_page_nobody_awaits_has_no_words_of_a_text(built):
    """Whatever is told of it."""
    site, edition = built
    words = '<p data-seed="second" data-span="0:33">The plan of 2026 is another plan.</p>'
    for path in ("parallels/of-mine", "texts/first/changes-7"):
        (site / path).mkdir(parents=True)
        page = site / path / "index.html"
        for said, what in (
            (words, "second 0:33 is none"),
            (f'<div class="here">{words}</div>', "has second in a column"),
        ):
            page.write_text(said, encoding="utf-8")
            with pytest.raises(Difference, match=f"^{path}/index.html: {what}"):
                verify(site, edition)
        page.unlink()


def test_a_part_of_a_block_that_stands_there_besides_is_named(tampered):
    """Where two texts face each other nothing is said twice."""
    assert tampered(PAIR, r'<p [^>]*data-span="42:85"', r'<p data-seed="first" data-span="0:3">The</p>\g<0>') == (
        f"{PAIR}: the blocks of first are not in their order, or one stands twice"
    )


def test_an_id_where_there_should_be_none_is_named(tampered):
    """The addresses of a text are on its own page."""
    assert tampered(PAIR, '<p (?=[^>]*data-span="42:85")', '<p id="p2" ').endswith(
        "first 42:85 has the id p2, not None"
    )
