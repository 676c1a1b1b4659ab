"""What the edition says to its readers is said in each of its languages, whole, with the right forms."""

import importlib.util
import re

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT, SOUND
from lxml import html

from edition.assembly import read_edition
from edition.build import write_edition
from edition.messages import FOLDER, LANGUAGES, listed, plural, readable, say, speaking
from edition.problems import Problems

OTHERS = [language for language in LANGUAGES if language != "en"]
PLACE = re.compile(r"\{\w+\}|\]\(")


@pytest.fixture(scope="module")
def extracted():
    """Every message of the code."""
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts/catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.extracted()


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_a_translation_with_the_same_places_for_values(language, extracted):
    """In all its forms; else run `make messages`, and write what is missing."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in extracted:
        if not message.id:
            continue
        there = catalogue.get(message.id)
        assert there, message.id
        forms = there.string if isinstance(there.string, tuple) else (there.string,)
        assert all(forms), message.id
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACE.findall(" ".join(ids)))
        assert [form for form in forms if set(PLACE.findall(form)) != wanted] == []


def test_numbers_ask_for_their_forms():
    """English has two, Russian three, Chinese one."""
    words = "{count} note", "{count} notes"
    said = {}
    for language in ("en", "ru", "zh"):
        with speaking(language):
            said[language] = [plural(*words, count) for count in (1, 2, 5, 21)]
    assert said == {
        "en": ["1 note", "2 notes", "5 notes", "21 notes"],
        "ru": ["1 примечание", "2 примечания", "5 примечаний", "21 примечание"],
        "zh": ["1条注释", "2条注释", "5条注释", "21条注释"],
    }


def test_dates_and_lists_are_those_of_the_language():
    """A day, a month, a year; a list of three."""
    said = {}
    for language in ("en", "ru", "zh"):
        with speaking(language):
            said[language] = [*map(readable, ("2020-10-29", "2020-10", "2020")), listed(["a", "b", "c"])]
    assert said == {
        "en": ["29 October 2020", "October 2020", "2020", "a, b and c"],
        "ru": ["29 октября 2020", "октябрь 2020", "2020", "a, b и c"],
        "zh": ["2020年10月29日", "2020年10月", "2020", "a、b和c"],
    }


def test_values_are_never_taken_for_places():
    """Contributed words may have braces."""
    assert say("By {names}.", names="{count} {0}") == "By {count} {0}."
    assert say("{nobody}") == "{nobody}"


@pytest.mark.parametrize("language", OTHERS)
def test_one_setting_chooses_the_language_of_the_interface(made, language):
    """No word of the English one is left; notes in another language are named as such."""
    table = {"seeds/edition.toml": f'[edition]\nname = "N"\nlanguage = "{language}"\n{SOUND["seeds/edition.toml"]}'}
    root = made(table)
    problems = Problems()
    write_edition(root, read_edition(root, problems))
    assert not problems.in_order()
    page = (root / "docs/texts/first.md").read_text(encoding="utf-8")
    assert f'<div class="edition" lang="{language}"' in page
    assert re.search(r'<aside class="note context[^>]* lang="en"', page)
    assert 'data-span="0:40" lang="en"' in page
    printed = " ".join(html.fromstring(page).xpath("//summary/text() | //legend/text() | //dt/text()"))
    assert re.findall("[A-Za-z]{4,}", printed) == []


def test_a_language_the_interface_does_not_speak_is_told(made):
    """At its line, with those it speaks."""
    root = made({"seeds/edition.toml": f'[edition]\nname = "N"\nlanguage = "xx"\n{SOUND["seeds/edition.toml"]}'})
    problems = Problems()
    read_edition(root, problems)
    (problem,) = problems.in_order()
    assert str(problem).startswith('seeds/edition.toml:3: the interface does not speak "xx"\n    It speaks en, ru, zh')
