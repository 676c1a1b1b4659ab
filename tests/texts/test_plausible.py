"""What is hardly so is said, with its line, and stops nothing."""

import hashlib

import pytest
from conftest import SOUND
from making import list_for

from edition.problems import Problems
from edition.texts.table import read_texts


def warned(made, chars, listed=None):
    """The warnings about a text, but those of its table."""
    sha = hashlib.sha256(chars.encode()).hexdigest()
    table = SOUND["seeds/edition.toml"]
    old = table.split("sha256 = ")[1][1:65]
    listed = listed or list_for("first.txt", chars)
    files = {"seeds/texts/first.txt": chars, "seeds/edition.toml": table.replace(old, sha)}
    problems = Problems()
    read_texts(made({**files, "seeds/texts/first.blocks": listed}), problems)
    assert not problems.in_order()
    return [str(warning).splitlines()[0] for warning in problems.warnings]


def test_a_text_of_which_a_third_is_headings_is_looked_at(made):
    """Unless it has so few blocks that this means nothing."""
    chars = "".join(f"Part {n}\n\nWords of it, and a full stop.\n\n" for n in range(6))
    assert warned(made, chars) == ["seeds/texts/first.blocks:3: warning: 6 of 12 blocks are headings"]
    assert warned(made, chars[: len(chars) // 2]) == []


def test_a_paragraph_without_a_summary_among_others_with_one_is_looked_at(made):
    """One that was put in later, say; a text without summaries is left alone."""
    chars, listed = "One.\n\nTwo.\n", 'paragraph p1 summary="It counts." | One.\nparagraph p2 | Two.\n'
    (found,) = warned(made, chars, listed)
    assert found == "seeds/texts/first.blocks:2: warning: p2 has no summary, as others have"
    assert warned(made, chars, listed.replace(' summary="It counts."', "")) == []


def test_a_summary_that_is_no_line_is_looked_at(made):
    """It stands for a paragraph that a reader wants to pass over."""
    for size, told in (
        (180, []),
        (181, ["seeds/texts/first.blocks:1: warning: p1 has a summary of more than 180 characters"]),
    ):
        assert warned(made, "One.\n", f'paragraph p1 summary="{"a" * size}" | One.\n') == told


@pytest.mark.parametrize("signs", ["a <b>word</b>", "Tom &amp; Ann", "## A part", "a **word**", "a [b](https://c.d)"])
def test_signs_of_mark_up_in_a_seed_are_looked_at(made, signs):
    """They may be the author's, but seldom are."""
    found = warned(made, f"One.\n\n{signs} and more.\n", "paragraph p1 | One.\nparagraph p2 | " + signs + "\n")
    assert found == ["seeds/texts/first.blocks:2: warning: p2 has signs of mark-up in it"]


def test_paragraphs_of_a_screen_and_more_are_counted_and_three_are_named(made):
    """A list of hundreds helps nobody."""
    chars = "\n\n".join(f"{n} {'word ' * 601}end." for n in range(5))
    found = warned(made, chars, "".join(f"paragraph p{n} | {n} word\n" for n in range(5)))
    assert found == [
        *(f"seeds/texts/first.blocks:{n}: warning: p{n - 1} has more than 3,000 characters" for n in (1, 2)),
        "seeds/texts/first.blocks:3: warning: p2 has more than 3,000 characters; so have 2 more",
    ]


@pytest.mark.parametrize(
    ("language", "chars", "letters"),
    [
        ("en", "باب الأسد والثور.\n", "Arabic"),
        ("ar", "The lion and the ox.\n", "Latin"),
        ("fr", "Лев и бык.\n", "Cyrillic"),
        ("ru", "Лев, бык и медведь, the lion.\n", ""),
        ("en", "Льву быть, the lion, ὁ λέων.\n", ""),
        ("sr-Latn", "Lav i bik.\n", ""),
        ("tlh", "The lion and the ox.\n", ""),
        ("zh-Hant", "獅子與牛。\n", ""),
        ("en", "1789.\n", ""),
    ],
)
def test_letters_in_which_the_language_is_not_written_are_looked_at(made, language, chars, letters):
    """A wrong language counts and reads wrongly; what is not known is not judged."""
    table = SOUND["seeds/edition.toml"].replace('language = "en"', f'language = "{language}"', 1)
    sha = hashlib.sha256(chars.encode()).hexdigest()
    table = table.replace(table.split("sha256 = ")[1][1:65], sha, 1)
    problems = Problems()
    read_texts(made({"seeds/texts/first.txt": chars, "seeds/edition.toml": table}), problems)
    said = [str(warning) for warning in problems.warnings if "letters" in str(warning)]
    assert [f"most letters of first.txt are {letters}" in line for line in said] == ([True] if letters else [])
