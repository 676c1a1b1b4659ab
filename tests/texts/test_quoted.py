"""Words that a comment repeats are traced to where they were printed last, in somebody else's words."""

import pytest
from making import thread_of

from edition.texts.quoted import quotations

SAID = "The lock was never opened before noon, whatever they say."


def traced(*comments):
    """Which block repeats which."""
    text = thread_of(*comments)
    return [(quoted.block, quoted.source) for quoted in quotations(text.chars, text.blocks)]


def test_words_that_were_printed_twice_are_traced_to_the_nearest_before():
    """A comment answers what it has just read."""
    found = traced(f"Ann says:\n\n{SAID}\n", f"Ben says:\n\n“{SAID}” Is it so?\n", f"Cas says:\n\n“{SAID}” No.\n")
    assert ("comment-3-p1", "comment-2-p1") in found
    assert ("comment-2-p1", "comment-1-p1") in found


def test_who_repeats_themselves_quotes_nobody():
    """Within one comment."""
    assert traced(f"Ann says:\n\n{SAID}\n\n{SAID}\n") == []


@pytest.mark.parametrize("marks", ["“{}”", "„{}“", "„{}”", "«{}»", "「{}」", '"{}"'])
def test_what_stands_in_the_marks_of_any_language_is_a_quotation(marks):
    """As English, German, Polish, Russian and Chinese have them."""
    assert traced(f"Ann says:\n\n{SAID}\n", f"Ben says:\n\nOf {marks.format(SAID)} I think less.\n") == [
        ("comment-2-p1", "comment-1-p1")
    ]


def test_a_few_words_that_two_people_write_are_no_quotation():
    """They came to both."""
    assert traced("Ann says:\n\nI do not know.\n", "Ben says:\n\n“I do not know.” Who does?\n") == []
