"""The seeds are read as they are, every character of them, or not at all."""

import hashlib

import pytest
from conftest import MADE_UP, SOUND
from making import is_whole

from edition.problems import Problems
from edition.texts.table import read_texts

SLUGS = ("canal-plan", "inspectors-reply", "zametka-o-kanale")


@pytest.fixture(scope="module")
def texts():
    """The texts of the made-up edition by slug."""
    problems = Problems()
    read = {text.slug: text for text in read_texts(MADE_UP, problems)}
    assert not problems.in_order()
    return read


def words(text, block_id):
    """The words of one block."""
    return next(text.words(block.span) for block in text.blocks if block.id == block_id)


def said(made, files):
    """What is said about an edition made of these files."""
    problems = Problems()
    read_texts(made(files), problems)
    return [str(problem) for problem in problems.in_order()]


# Whole texts


@pytest.mark.parametrize("slug", SLUGS)
def test_every_character_of_a_seed_belongs_to_one_block_or_is_white_space_between_two(texts, slug):
    """Nothing is lost and nothing counts twice."""
    assert is_whole(texts[slug].chars, texts[slug].blocks)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_block_begins_or_ends_with_white_space(texts, slug):
    """What stands between blocks belongs to none of them."""
    for block in texts[slug].blocks:
        assert texts[slug].words(block.span) == texts[slug].words(block.span).strip()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_text_is_the_seed_itself(texts, slug):
    """Its characters are the file's bytes, and its hash is theirs."""
    raw = (MADE_UP / texts[slug].file).read_bytes()
    assert texts[slug].chars.encode() == raw
    assert texts[slug].sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_block_has_an_id_of_its_own(texts, slug):
    """An id is an address for ever."""
    found = [block.id for block in texts[slug].blocks]
    assert len(found) == len(set(found))


def test_a_text_knows_the_line_of_a_character(texts):
    """As an editor counts, from 1."""
    text = texts["canal-plan"]
    assert text.line(0) == 1
    assert text.line(text.chars.index("by Edda")) == 3


# Faults

TABLE = "seeds/edition.toml"
TOML = SOUND[TABLE]
SECOND_SHA = TOML.split("sha256 = ")[2][1:65]


def test_a_changed_seed_is_reported_with_both_hashes_and_the_line_that_names_the_right_one(made):
    """One byte is enough, and nothing is read from it."""
    seed = b"The plan of 2026 is another plan!\n"
    root = made({"seeds/texts/second.txt": seed})
    problems = Problems()
    assert [text.slug for text in read_texts(root, problems)] == ["first"]
    assert "\n".join(map(str, problems.in_order())) == (
        "seeds/texts/second.txt:1: this seed is not, byte for byte, the document the edition was made from\n"
        f"    Its sha256 is {hashlib.sha256(seed).hexdigest()};\n"
        f"    seeds/edition.toml:13 says {SECOND_SHA}.\n"
        "    Undo the change: a seed is never corrected in place, but by `edition renew`."
    )


def test_a_seed_that_is_not_there_is_reported_at_its_table(made):
    """With the name that was looked for."""
    assert said(made, {"seeds/texts/second.txt": None}) == [
        "seeds/edition.toml:10: there is no file seeds/texts/second.txt\n    Put the seed there, or correct the name."
    ]


def test_a_seed_that_is_not_utf_8_is_reported_at_its_first_such_line(made):
    """Its hash may be right all the same."""
    seed = b"A plan.\n\nA caf\xe9.\n"
    toml = TOML.replace(SECOND_SHA, hashlib.sha256(seed).hexdigest())
    assert said(made, {"seeds/texts/second.txt": seed, TABLE: toml})[0].startswith(
        "seeds/texts/second.txt:3: the seed is not UTF-8 text"
    )


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        (None, "there is no such file\n    Run the command in the folder that has seeds/ in it."),
        ("", "the table of texts cannot be read: there is no [[texts]] in it"),
        ("texts = []", "the table of texts cannot be read: there is no [[texts]] in it"),
        ('texts = "first"', "the table of texts cannot be read: there is no [[texts]] in it"),
        ("[texts]\nslug = 1", "the table of texts cannot be read: there is no [[texts]] in it"),
        ("texts = [1]", 'the "texts" of a text: input should be a valid dictionary'),
        ("texts = \x80", "the table of texts cannot be read:"),
    ],
)
def test_a_table_of_texts_that_is_none_is_reported(made, toml, line):
    """At its first line."""
    found = said(made, {TABLE: toml})
    assert len(found) == 1
    assert found[0].startswith(f"seeds/edition.toml:1: {line}")


def test_a_fault_of_syntax_is_reported_at_its_line(made):
    """The line comes from the reader of TOML."""
    assert said(made, {TABLE: TOML.replace('"first.txt"', "first.txt")})[0].startswith(
        "seeds/edition.toml:3: the table of texts cannot be read: "
    )


def test_a_table_that_is_not_utf_8_is_reported(made):
    """Like any other fault of its form."""
    assert said(made, {TABLE: b"\xff"})[0].startswith("seeds/edition.toml:1: the table of texts cannot be read: ")


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("slug", '"No Slug"', "string should match pattern"),
        ("slug", "7", "input should be a valid string"),
        ("file", '"../texts/first.txt"', "string should match pattern"),
        ("sha256", '"abc"', "string should match pattern"),
        ("title", '" "', "string should have at least 1 character"),
        ("colour", '"red"', "extra inputs are not permitted"),
        ("about", '[{key = "Author", value = "A"}]', "field required"),
        ("about", '"Author"', "input should be a valid list"),
        ("notices", "[{comment = 1}]", "field required"),
        ("notices", '[{comment = "1", reason = "is rude"}]', "input should be a valid integer"),
    ],
)
def test_a_wrong_value_in_a_table_is_named(made, key, value, what):
    """With its key, at its line; the other text is not touched."""
    first = "\n".join(line for line in TOML.partition("\n\n")[0].splitlines() if not line.startswith(f"{key} ="))
    toml = f"{first}\n{key} = {value}\n\n{TOML.partition(chr(10) * 2)[2]}"
    found = said(made, {TABLE: toml})
    assert len(found) == 1
    line = toml.splitlines().index(f"{key} = {value}") + 1
    assert found[0].startswith(f'seeds/edition.toml:{line}: the "{key}')
    assert f" of a text: {what}" in found[0]


@pytest.mark.parametrize("language", ["english", "EN", "ar_EG", 'a\\" b'])
def test_what_is_no_tag_of_a_language_is_answered_with_some(made, language):
    """In plain words, at its line."""
    (found,) = said(made, {TABLE: TOML.replace('language = "en"', f'language = "{language}"', 1)})
    assert found.startswith("seeds/edition.toml:5: the language of a text is no tag of BCP 47: ")
    assert "zh-Hant" in found


@pytest.mark.parametrize("key", ["slug", "file", "sha256", "language", "title"])
def test_a_key_that_every_text_needs_is_missed(made, key):
    """At the table that lacks it, here the second."""
    head, _, second = TOML.rpartition("\n[[texts]]\n")
    lacking = "\n".join(line for line in second.splitlines() if not line.startswith(f"{key} ="))
    found = said(made, {TABLE: f"{head}\n[[texts]]\n{lacking}\n"})
    assert [line.splitlines()[0] for line in found] == [f'seeds/edition.toml:10: the "{key}" of a text: field required']


def test_two_texts_of_one_slug_are_one_too_many(made):
    """The slug is the address."""
    assert said(made, {TABLE: TOML.replace('slug = "second"', 'slug = "first"')}) == [
        'seeds/edition.toml:10: there is another text "first"\n    A slug is an address: choose another.'
    ]


def test_a_notice_for_a_comment_that_is_not_there_would_hide_nothing_and_is_reported(made):
    """A slip in the number must not open what should be closed."""
    toml = TOML.replace('rights = "Free."', 'rights = "Free."\nnotices = [{comment = 3, reason = "is rude"}]', 1)
    assert said(made, {TABLE: toml})[0].startswith(
        'seeds/edition.toml:1: a notice of "first" is for comment 3, which is not there'
    )


def test_a_sound_table_is_read_without_a_word(made):
    """Also when its tables are written in another way."""
    inline = ", ".join(
        "{" + ", ".join(part.strip().splitlines()) + "}" for part in TOML.split("[[texts]]") if part.strip()
    )
    assert said(made, {}) == []
    assert said(made, {TABLE: f"texts = [{inline}]\n"}) == []
