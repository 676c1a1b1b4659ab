"""The glossary, its entries and the list of notes: everything there without JavaScript, filtered with it."""

import hashlib
import json
import re

import pytest
from conftest import SOUND
from jsonschema import Draft202012Validator
from lxml import html
from playwright.sync_api import expect

from edition.assembly import read_edition
from edition.fold import folded
from edition.pages.lists.glossary import glossary_page
from edition.problems import Problems

VISIBLE = "items => items.filter(item => item.checkVisibility()).map(item => item.querySelector('h3').id)"
ADDRESS = "location.pathname + location.search"
FIRST, SECOND, THIRD = "canal-plan", "inspectors-reply", "zametka-o-kanale"


def shown(page):
    """The slugs of the visible items of a list, in order."""
    return page.locator(".item:not(.see)").evaluate_all(VISIBLE)


def status(page):
    """What the live region says."""
    return page.get_by_role("status").and_(page.locator("output")).inner_text()


def of_class(node, name):
    """The elements of a class within an element."""
    return node.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def named_in(edition, slug):
    """How often a text names each entry."""
    mentions = [mention.entry for mention in edition.text[slug].mentions]
    return {entry.slug: mentions.count(entry.slug) for entry in edition.entries}


@pytest.fixture(scope="module")
def page_of(site):
    """A function that reads a built page."""
    return lambda path: html.parse(str(site / path / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()


# The glossary


def test_the_glossary_is_an_a_to_z_without_javascript(visit, edition):
    """All entries in order, below letters that can be jumped to; no control that would do nothing."""
    with visit("/glossary/", java_script_enabled=False) as page:
        terms = page.locator(".entry h3 > a").all_inner_texts()
        assert sorted(terms) == sorted(entry.term for entry in edition.entries)
        assert page.locator(".entry").count() == page.locator(".entry:visible").count()
        assert not page.locator("form.filter").is_visible()
        letters = page.locator(".letters a").all_inner_texts()
        assert letters == page.locator("section > h2").all_inner_texts()
        assert letters == sorted(letters)
        page.get_by_role("link", name="W", exact=True).click()
        expect(page.get_by_role("heading", name="W", exact=True)).to_be_in_viewport()


def test_the_glossary_is_filtered_as_one_types(visit):
    """Over names, forms and definitions, in every script, with and without marks."""
    with visit("/glossary/") as page:
        everything = len(shown(page))
        field = page.get_by_label("Words in any script")
        for words, slug in (
            ("works plan", "works-plan"),
            ("TWP", "works-plan"),
            ("年规", "works-plan"),
            ("wunian guihua", "works-plan"),
            ("wǔnián", "works-plan"),
            ("owners approve", "works-plan"),
            ("Острава", "ostrava-harbour"),
            ("план", "works-plan"),
            ("one's own", "self-reliance"),
            ("one’s own", "self-reliance"),
        ):
            field.clear()
            field.press_sequentially(words)
            assert slug in shown(page), words
            assert len(shown(page)) <= 6, words
            assert status(page) == f"{len(shown(page))} of {everything}"
            assert page.locator("section > h2:visible").count() == len({s[0] for s in shown(page)})


@pytest.mark.parametrize(("places", "more"), [(6, ""), (7, "1 more"), (9, "3 more")])
def test_six_places_of_a_text_stand_below_an_entry_and_how_many_there_are_besides(made, places, more):
    """All of them are on the page of the entry."""
    seed = "".join(f"Here stands plan {number}.\n\n" for number in range(places))
    table = SOUND["seeds/edition.toml"].replace(
        "1ddf6a16f66700525905cdb924589c3f5c711a25dd9e25013f3fd899e5bd2392", hashlib.sha256(seed.encode()).hexdigest()
    )
    gone = dict.fromkeys(path for path in SOUND if path.startswith(("seeds/annotations", "seeds/parallels")))
    root = made({"seeds/texts/first.txt": seed, "seeds/edition.toml": table, **gone})
    page = glossary_page(read_edition(root, Problems())).content.decode()
    (line,) = [line for line in page.splitlines() if "[The first text](" in line]
    assert line.count("[paragraph ") == 6
    assert ("".join(re.findall(r"\[(\d+ more)\]", line))) == more


def test_the_glossary_is_filtered_by_category_and_text(visit, edition):
    """One category; all texts, only one, one whatever the others."""
    first, second, third = (named_in(edition, slug) for slug in (FIRST, SECOND, THIRD))
    wanted = {
        "": lambda _: True,
        "all": lambda slug: first[slug] and second[slug] and third[slug],
        f"only-{FIRST}": lambda slug: first[slug] and not second[slug] and not third[slug],
        f"only-{SECOND}": lambda slug: second[slug] and not first[slug] and not third[slug],
        SECOND: lambda slug: second[slug],
    }
    with visit("/glossary/") as page:
        for value, fits in wanted.items():
            page.get_by_label("Named in").select_option(value)
            assert set(shown(page)) == {entry.slug for entry in edition.entries if fits(entry.slug)}, value
        page.get_by_label("Named in").select_option(SECOND)
        page.get_by_label("Category").select_option("policy")
        assert set(shown(page)) == {
            entry.slug for entry in edition.entries if entry.category == "policy" and second[entry.slug]
        }
        assert shown(page)


@pytest.mark.parametrize("path", ["/glossary/?find=%E8%A7%84%E5%88%92&category=policy", "/notes/?kind=term"])
def test_what_is_chosen_stands_in_the_address(visit, path):
    """The address of a filtered list shows the same list to others; without a choice it is the bare address."""
    with visit(path) as page:
        found = shown(page)
        assert 0 < len(found) < page.locator(".item").count()
        assert page.evaluate(ADDRESS) == path
        page.locator("select").first.select_option(index=2)
        address, changed = page.evaluate(ADDRESS), shown(page)
        assert address != path
        for control in page.locator(".filter select").all():
            control.select_option("")
        page.locator(".filter input").fill("")
        assert page.evaluate(ADDRESS) == path.partition("?")[0]
        assert len(shown(page)) == page.locator(".item:not(.see)").count()
    with visit(address) as page:
        assert shown(page) == changed


def test_the_mentions_of_an_entry_stand_side_by_side(page_of, edition):
    """For each entry and text the number of mentions, or a dash; and links to the first places."""
    named = {slug: named_in(edition, slug) for slug in (FIRST, SECOND, THIRD)}
    items = of_class(page_of("glossary"), "entry")
    assert len(items) == len(edition.entries)
    for item in items:
        slug = item.find(".//h3").get("id")
        sides = of_class(item, "side")
        counts = [side.find("strong").text for side in sides]
        assert counts == [str(named[text][slug] or "–") for text in (FIRST, SECOND, THIRD)], slug
        for side, text in zip(sides, (FIRST, SECOND, THIRD), strict=True):
            places = [a for a in side.iter("a") if f"texts/{text}/#" in a.get("href")]
            assert bool(places) == bool(named[text][slug])


# An entry


def test_an_entry_has_its_definition_first_and_its_parts_in_order(page_of):
    """Definition, names with their language, mentions by text, notes, related entries, sources, citation."""
    page = page_of("glossary/works-plan")
    article = page.find(".//article")
    assert article.find(".//h1").getnext().get("id") == "definition"
    native = of_class(article, "native")[0]
    assert native.findall(".//span")[1].get("lang") == "zh-Hans"
    assert native.findall(".//i")[1].get("lang") == "zh-Latn"
    headings = [" ".join(h2.text_content().split()) for h2 in article.iter("h2")]
    assert headings == [
        "In “A Canal for the Next Ten Years”",
        "In “The Inspector”",
        "In “Заметка о канале”",
        "In the notes",
        "See also",
        "Sources",
        "Cite",
    ]
    assert of_class(article, "cite")[0].find("a") is not None
    edit = ".//a[contains(@href, '/edit/main/seeds/glossary/works-plan.md')]"
    assert article.xpath(edit)


def test_every_mention_stands_on_the_page_of_its_entry_in_its_context(page_of, edition):
    """As many as there are, each with the words of the text around it; what is behind a notice is not printed."""
    for entry in edition.entries:
        page = page_of(f"glossary/{entry.slug}")
        for text in edition.texts:
            mentions = [mention for mention in text.mentions if mention.entry == entry.slug]
            heading = page.xpath(f"//h2[@id='in-{text.text.slug}']")
            assert bool(heading) == bool(mentions), entry.slug
            lines = heading[0].getnext().findall(".//li") if heading else []
            assert len(lines) == len(mentions)
            for line, mention in zip(lines, mentions, strict=True):
                words = " ".join(text.text.words(mention.span).split())
                hidden = text.text.notice(text.text.blocks_in(mention.span)[0].comment)
                bold = [b.text_content() for b in line.iter("b")]
                assert bold == ([] if hidden else [words]), (entry.slug, words)


def test_notes_that_name_an_entry_stand_on_its_page_in_their_words(page_of, edition):
    """Each with its kind, its place and the words around the name."""
    entry = next(entry for entry in edition.entries if entry.slug == "inspectorate")
    notes = [note.note for _, note in edition.notes if f"](term:{entry.slug})" in note.note.body.markdown]
    lines = page_of(f"glossary/{entry.slug}").xpath("//h2[@id='in-the-notes']")[0].getnext().findall(".//li")
    assert len(lines) == len(notes) > 1
    for line, note in zip(lines, notes, strict=True):
        assert line.find(".//a").get("href").endswith(f"#note-{note.slug}")
        assert note.kind in line.text_content()
        assert line.find(".//b").text_content() in note.body.markdown.replace("'", "’")


# The notes


def test_the_list_of_notes_is_whole_and_plain_without_javascript(visit, edition):
    """Every note with its passage, in the order of the texts."""
    with visit("/notes/", java_script_enabled=False) as page:
        assert shown(page) == [placed.note.slug for _, placed in edition.notes]
        assert not page.locator("form.filter").is_visible()


def test_passages_behind_a_notice_are_linked_and_not_printed(page_of, edition):
    """The list says where they are; their words stand only in the text."""
    listed = {item.find(".//h3").get("id"): item for item in of_class(page_of("notes"), "item")}
    behind = 0
    for text, placed in edition.notes:
        passage = of_class(listed[placed.note.slug], "passage")[0]
        if text.text.notice(text.text.blocks_in(placed.span)[0].comment):
            behind += 1
            assert passage.text_content() == "In a comment behind a content notice"
            assert passage.find(".//a").get("href").endswith(f"#{placed.id}")
        else:
            words = re.sub(r"[ \t\r\n]+", " ", text.text.words(placed.span))
            assert words in passage.text_content()
    assert behind


def test_notes_are_filtered_by_words_text_kind_and_verdict(visit, edition):
    """Each control narrows the list, together they narrow it further."""
    with visit("/notes/") as page:
        page.get_by_role("combobox", name="Text", exact=True).select_option(SECOND)
        assert shown(page) == [placed.note.slug for placed in edition.text[SECOND].notes]
        page.get_by_role("combobox", name="Text", exact=True).select_option("")
        page.get_by_role("combobox", name="Verdict").select_option("opinion")
        page.get_by_role("combobox", name="Kind").select_option("fact-check")
        partly = [placed.note.slug for _, placed in edition.notes if placed.note.verdict == "opinion"]
        assert shown(page) == partly
        assert status(page) == f"{len(partly)} of {len(edition.notes)}"
        page.get_by_label("Words").press_sequentially("forecast")
        assert 0 < len(shown(page)) < len(partly)


def test_notes_are_ordered_by_place_or_by_the_date_they_were_checked(visit, edition):
    """The last checked first, across both texts; and back to the order of the texts."""
    with visit("/notes/?sort=checked") as page:
        dates = page.locator(".item").evaluate_all("items => items.map(item => item.dataset.checked)")
        assert dates == sorted(dates, reverse=True)
        assert len(dates) == len(edition.notes)
        assert page.locator("section > h2:visible").count() == 0
        page.get_by_label("Order").select_option("")
        assert shown(page) == [placed.note.slug for _, placed in edition.notes]
        assert page.locator("section > h2:visible").count() == len(edition.texts)


@pytest.mark.parametrize("path", ["/glossary/", "/notes/"])
@pytest.mark.parametrize("width", [1440, 320])
def test_controls_are_labelled_and_large_enough(visit, path, width):
    """Every control has a visible label and 24 px, nothing is wider than the screen, changes are announced."""
    with visit(path, width=width) as page:
        controls = page.locator(".filter :is(input, select)").all()
        assert len(controls) >= 3
        for control in controls:
            box = control.bounding_box()
            assert box["height"] >= 24
            assert box["x"] + box["width"] <= width
            assert control.evaluate("control => control.labels[0].textContent.trim()")
        for link in page.locator(".letters a").all():
            assert min(link.bounding_box()[side] for side in ("width", "height")) >= 24
        assert page.locator("output").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# For machines


def test_the_glossary_as_data_is_what_its_schema_says(site, edition):
    """Valid, whole, and refused as soon as something is missing or unknown."""
    data = json.loads((site / "data/glossary.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "data/glossary.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(data)) == []
    assert [entry["slug"] for entry in data] == [entry.slug for entry in edition.entries]
    for change in ({"category": "thing"}, {"unknown": 1}, {"sources": []}, {"slug": "No Slug"}):
        assert not validator.is_valid([{**data[0], **change}]), change
    assert not validator.is_valid([{key: value for key, value in data[0].items() if key != "definition"}])


def test_the_mentions_in_the_data_are_words_of_the_texts(site, edition):
    """The span of a mention, counted in the published text, holds one of the forms of its entry."""
    data = json.loads((site / "data/glossary.json").read_text(encoding="utf-8"))
    texts = {t.text.slug: (site / f"data/{t.text.slug}.txt").read_bytes().decode() for t in edition.texts}
    spans = [(entry, mention) for entry in data for mention in entry["mentions"]]
    assert len(spans) == sum(len(text.mentions) for text in edition.texts)
    for entry, mention in spans:
        start, end = map(int, mention["span"].split(":"))
        words = folded(texts[mention["text"]][start:end]).lower()
        assert words in {folded(form).lower() for form in entry["forms"]}
