"""The edition for machines says what the pages say, and every place in it can be found again."""

import hashlib
import json

import pytest

from edition.fold import folded
from edition.pages.data import data_pages

TEXTS = ("canal-plan", "inspectors-reply", "zametka-o-kanale")


@pytest.fixture(scope="module")
def data(edition):
    """The exported files by path."""
    seeds = {text.text.slug: text.text.chars.encode() for text in edition.texts}
    return {page.path: page.content for page in data_pages(edition, seeds)}


@pytest.fixture(scope="module")
def annotations(data):
    """The exported notes."""
    return json.loads(data["data/annotations.jsonld"])


@pytest.mark.parametrize("slug", TEXTS)
def test_a_seed_is_published_as_it_is(data, edition, slug):
    """Byte for byte, with its hash."""
    text = edition.text[slug].text
    assert data[f"data/{slug}.txt"] == text.chars.encode()
    assert json.loads(data["data/hashes.json"])[slug]["sha256"] == hashlib.sha256(data[f"data/{slug}.txt"]).hexdigest()


@pytest.mark.parametrize("slug", TEXTS)
def test_the_hash_of_every_block_can_be_checked_from_the_published_seed_alone(data, edition, slug):
    """Cut out between its offsets, counted in characters."""
    seed = data[f"data/{slug}.txt"].decode()
    blocks = json.loads(data["data/hashes.json"])[slug]["blocks"]
    assert [block["id"] for block in blocks] == [block.id for block in edition.text[slug].text.blocks]
    for block in blocks:
        start, end = map(int, block["span"].split(":"))
        assert hashlib.sha256(seed[start:end].encode()).hexdigest() == block["sha256"]


def test_json_is_for_people_too(data):
    """In UTF-8 without escapes, on many lines, with one at the end."""
    glossary = data["data/glossary.json"].decode()
    assert "五年规划" in glossary
    assert "\\u" not in glossary
    assert glossary.endswith("]\n")
    assert glossary.count("\n") > 100


def test_every_note_is_an_annotation(annotations, edition):
    """In the form of the W3C's data model, with an id of its own."""
    assert annotations["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(annotations["items"]) == len(edition.notes) > 0
    ids = [item["id"] for item in annotations["items"]]
    assert ids == [f"texts/{text.text.slug}/#{placed.id}" for text, placed in edition.notes]
    assert len(set(ids)) == len(ids)
    assert {item["type"] for item in annotations["items"]} == {"Annotation"}


def test_both_selectors_of_an_annotation_lead_to_its_words(annotations, data):
    """By offsets, and by the words with their neighbours, in the published seed."""
    for item in annotations["items"]:
        seed = data[item["target"]["source"]].decode()
        quote, position = item["target"]["selector"]
        assert seed[position["start"] : position["end"]] == quote["exact"] != ""
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert seed.count(whole) == 1, item["id"]
        assert seed.index(whole) + len(quote["prefix"]) == position["start"]


def test_an_annotation_says_what_its_note_says(annotations, edition):
    """Kind, verdict and sources beside the words."""
    for item, (_, placed) in zip(annotations["items"], edition.notes, strict=True):
        note = placed.note
        text, kind, *rest = item["body"]
        assert text["value"] == note.body.markdown
        assert kind["value"] == note.kind
        assert item["motivation"] == ("assessing" if note.verdict else "commenting")
        assert [body["value"] for body in rest if body.get("purpose") == "assessing"] == [note.verdict] * bool(
            note.verdict
        )
        assert [body["source"] for body in rest if "source" in body] == [source.url for source in note.sources]


def test_every_entry_is_in_the_glossary_with_all_its_forms(data, edition):
    """Those that are linked, those that are only searched for, those in other scripts."""
    exported = {entry["slug"]: entry for entry in json.loads(data["data/glossary.json"])}
    assert set(exported) == {entry.slug for entry in edition.entries}
    for entry in edition.entries:
        assert exported[entry.slug]["forms"] == list(entry.forms)
        assert exported[entry.slug]["search"] == list(entry.search)
        assert [form["text"] for form in exported[entry.slug]["native"]] == [form.text for form in entry.native]


def test_every_mention_of_an_entry_can_be_found_in_its_text(data, edition):
    """In the block it names, as one of the forms."""
    for entry in json.loads(data["data/glossary.json"]):
        for mention in entry["mentions"]:
            text = edition.text[mention["text"]].text
            start, end = map(int, mention["span"].split(":"))
            block = next(block for block in text.blocks if block.id == mention["block"])
            assert block.span.start <= start < end <= block.span.end
            assert folded(text.chars[start:end]).lower() in {folded(form).lower() for form in entry["forms"]}, entry[
                "slug"
            ]


def test_every_entry_names_the_notes_that_link_to_it(data, edition):
    """By their slugs, so that the way back is short."""
    bodies = {placed.note.slug: placed.note.body.markdown for _, placed in edition.notes}
    for entry in json.loads(data["data/glossary.json"]):
        assert entry["notes"] == [slug for slug, body in bodies.items() if f"(term:{entry['slug']})" in body]


def test_definitions_are_plain_words(data):
    """Without the marks of Markdown."""
    for entry in json.loads(data["data/glossary.json"]):
        assert entry["definition"]
        assert "](" not in entry["definition"] + entry["background"]


def test_of_every_block_it_is_told_what_it_is(data, edition):
    """Its kind, and the comment it is of; which of them open on request alone."""
    hashes = json.loads(data["data/hashes.json"])
    text = edition.text["canal-plan"].text
    told = [(block["kind"], block.get("comment")) for block in hashes["canal-plan"]["blocks"]]
    assert told == [(block.kind, block.comment) for block in text.blocks]
    assert hashes["canal-plan"]["notices"] == [notice.comment for notice in text.notices] != []


def test_every_passage_of_a_parallel_is_told_with_its_sentence(data, edition):
    """By its place in the text, in the order of its file."""
    told = json.loads(data["data/parallels.json"])
    assert [one["slug"] for one in told] == [placed.parallel.slug for placed in edition.parallels]
    for one, placed in zip(told, edition.parallels, strict=True):
        assert one["address"] == f"parallels/{one['slug']}/"
        for passage, meant in zip(one["passages"], placed.passages, strict=True):
            text = edition.text[passage["text"]].text
            assert passage["text"] == meant.text
            start, end = map(int, passage["span"].split(":"))
            first, last = map(int, passage["sentence"].split(":"))
            assert folded(text.chars[start:end]) == folded(text.words(meant.span))
            assert next(block for block in text.blocks if block.id == passage["block"]).span.start <= first <= start
            assert end <= last <= len(text.chars)
