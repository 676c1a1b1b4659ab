"""What is contributed takes work in proportion to its size, and what would take more is refused before."""

import sys
from pathlib import Path

import pytest
from conftest import SOUND
from making import text_of

from edition.assembly import read_edition
from edition.model import Quotation
from edition.problems import Problems
from edition.texts.anchoring import Unplaced, place
from edition.texts.plausible import warn_of_blocks
from edition.written.judge_body import judge_body

NOTE = "seeds/annotations/first/adopted.md"
HEAD = "---\nquote: adopted in Beijing\ntitle: Adopted where\nkind: context\n---\n"


def steps(work):
    """How many calls some work takes, of Python and of C: the same on every machine."""
    count = 0

    def called(*_):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def refused(chars, quotation):
    """What is said of a quotation that has no place."""
    with pytest.raises(Unplaced) as unplaced:
        place(text_of(chars), quotation)
    return unplaced.value


def test_a_common_word_is_answered_with_three_places_and_their_number():
    """A page of answers helps nobody."""
    mend = refused("the plan and " * 400, Quotation("plan")).mend
    assert mend.startswith("It stands 400 times; say which is meant:\n")
    assert mend.count("seeds/texts/first.txt:") == 3
    assert mend.endswith("… and 397 more. Perhaps quote more words.")
    assert "and 397 more" in refused("the plan and " * 400, Quotation("plan", prefix="no")).mend


@pytest.mark.parametrize(
    "quotation",
    [Quotation("plan"), Quotation("plan", prefix="no"), Quotation("a a"), Quotation("plan, and"), Quotation("a" * 30)],
    ids=["common", "with a prefix", "overlapping", "not there", "no word"],
)
@pytest.mark.parametrize("words", ["the plan and ", "a ", "a", "plan \u00a0\n  "])
def test_a_quotation_takes_work_that_grows_with_the_text_and_no_faster(quotation, words):
    """Of one word, repeated: the worst there is."""

    def look(size):
        text = text_of(f"So. {words * size} end.")
        return steps(lambda: _place(text, quotation))

    _place(text_of("So."), quotation)
    assert look(1200) < 2.6 * look(600) + 1000


def _place(text, quotation):
    try:
        place(text, quotation)
    except Unplaced:
        return


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (">" * 600 + " a", "lists or quotations stand too deep in each other"),
        ("> " * 6 + "a", "lists or quotations stand too deep in each other"),
        ("- 1. " * 200 + "a", "lists or quotations stand too deep in each other"),
        ("".join("    " * depth + "- a\n" for depth in range(6)), "lists or quotations stand too deep in each other"),
        ("[" * 2900, 'here are more than 100 signs "["'),
        ("![(" * 900, 'here are more than 100 signs "["'),
        ("*a **b " * 3000, "the text has 20999 characters"),
        ("“" * 15_000, "the text has 15000 characters"),
    ],
)
def test_what_would_take_long_or_go_deep_is_refused_at_its_file_before_it_is_read_as_markdown(body, what, made):
    """And not by the site’s Markdown, which would name another file, or none."""
    problems = Problems()
    root = made({NOTE: HEAD + body + "\n"})
    read_edition(root, Problems())
    taken = steps(lambda: read_edition(root, problems))
    assert taken < 100_000
    assert [(str(problem.file), problem.what) for problem in problems.in_order()] == [(NOTE, what)]


@pytest.mark.parametrize(
    "sign", ["*a **b ", "_a __b ", "`", "<", "&", "\\", "*_", "- a\n", "{: #a }", "a\n\n", "[a](b) "]
)
def test_the_longest_body_takes_work_that_grows_with_its_length(sign):
    """Of the signs that Markdown looks for, repeated."""

    def look(size):
        return steps(lambda: judge_body(Path("note.md"), (sign * size)[:size], 5, Problems()))

    look(100)
    assert look(700) < 3.5 * look(350) + 5000


def test_what_is_hardly_so_of_a_list_takes_work_that_grows_with_its_blocks():
    """Of paragraphs of which none has what others could have."""

    def look(size):
        text = text_of("One more.\n\n" * size)
        assert len(text.blocks) == size
        return steps(lambda: warn_of_blocks(text, Path("first.blocks"), tuple(range(size)), Problems()))

    look(10)
    assert look(800) < 2.6 * look(400) + 1000


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9", "prn"])
def test_a_name_that_windows_cannot_check_out_is_told_at_the_file(name, made):
    """Whoever works there could not even fetch the repository."""
    problems = Problems()
    read_edition(made({f"seeds/annotations/first/{name}.md": SOUND[NOTE]}), problems)
    said = [(problem.file.name, problem.what, problem.mend) for problem in problems.found]
    what, mend = f'on Windows no file can be called "{name}"', f"Rename it, perhaps to {name}-note.md."
    assert (f"{name}.md", what, mend) in said


@pytest.mark.parametrize("name", ["con.txt", "AUX", "a.", "a ", "a:b.txt", "nul.tar.gz", "a?.txt"])
def test_nor_can_a_seed_have_such_a_name(name, made):
    """It is told at the table."""
    problems = Problems()
    table = SOUND["seeds/edition.toml"].replace('file = "first.txt"', f'file = "{name}"')
    read_edition(made({"seeds/edition.toml": table}), problems)
    assert 'the "file" of a text: on Windows no file can be called so' in [problem.what for problem in problems.found]


def test_two_seeds_whose_names_differ_in_capitals_alone_are_told(made):
    """They are one file on many systems."""
    problems = Problems()
    second = SOUND["seeds/texts/second.txt"]
    table = SOUND["seeds/edition.toml"].replace('file = "second.txt"', 'file = "First.txt"')
    read_edition(made({"seeds/edition.toml": table, "seeds/texts/First.txt": second}), problems)
    assert "the files first.txt and First.txt differ in capitals alone" in [problem.what for problem in problems.found]
