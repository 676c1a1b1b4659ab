"""Editors hear in time that a text has many notes; a contribution is never at fault for it."""

import gzip
import re
from dataclasses import replace

import pytest
from making import edition_of, note_of, text_of, thread_of

from edition import weight
from edition.model import AnnotatedText, PlacedNote, Span
from edition.pages.article.reading import reading_of
from edition.pages.article.text import text_page
from edition.problems import Problems


def warnings_of(monkeypatch, most):
    """What is said of a small text if a page may have so many bytes."""
    monkeypatch.setattr(weight, "MOST_PACKED", most)
    problems = Problems()
    weight.warn_of_weight(edition_of(text_of("A sentence of the text.\n")), problems)
    assert not problems
    return [str(warning) for warning in problems.warnings]


def test_a_light_page_is_not_spoken_of(monkeypatch):
    """As long as there is room."""
    assert warnings_of(monkeypatch, 100_000) == []


def test_a_page_near_its_weight_is_a_warning_and_no_problem(monkeypatch):
    """With what to do about it."""
    (warning,) = warnings_of(monkeypatch, 600)
    what = "seeds/texts/first.txt:1: warning: the page of this text has 1 kB, of 1 it should have"
    assert re.match(what, warning)
    assert "Nothing is wrong with this contribution" in warning


def test_a_page_is_spoken_of_from_nine_tenths_of_its_weight(monkeypatch):
    """So that there is time to do something about it."""
    size = len(
        gzip.compress(
            text_page((edition := edition_of(text_of("A sentence of the text.\n"))), edition.texts[0]).content, 9
        )
    )
    assert warnings_of(monkeypatch, round(size / 0.95))
    assert not warnings_of(monkeypatch, round(size / 0.85))


def with_notes(count):
    """An edition of two lines, with so many notes on the first."""
    text = text_of("It is a plan.\n\nIt is another one.\n")
    notes = tuple(
        PlacedNote(note_of(f"note-{n}", body="A gist of this note. " * 6), Span(6, 12), n) for n in range(count)
    )
    return replace(edition_of(text), texts=(AnnotatedText(text, notes, (), ()),))


def test_notes_on_comments_do_not_count_in_the_margin():
    """They are folded with them."""
    text = thread_of("Anna says:\nIt is a plan.")
    span = next(block.span for block in text.blocks if block.comment)
    notes = tuple(PlacedNote(note_of(f"note-{n}", body="A gist of this note. " * 6), span, n) for n in range(30))
    problems = Problems()
    edition = replace(edition_of(text), texts=(AnnotatedText(text, notes, (), ()),))
    assert 0 in reading_of(edition, edition.texts[0]).lines_shown.values()
    weight.warn_of_margins(edition, problems)
    assert not problems.warnings


@pytest.mark.parametrize(("count", "warned"), [(0, False), (1, False), (30, True)])
def test_a_margin_in_which_more_than_one_note_in_ten_stays_shut_is_a_warning(count, warned):
    """Who reads the text sees only their titles."""
    problems = Problems()
    weight.warn_of_margins(with_notes(count), problems)
    assert not problems
    assert bool(problems.warnings) == warned
    for warning in problems.warnings:
        told = r"seeds/texts/first.txt:1: warning: of 30 notes beside this text \d+ show only their titles"
        assert re.match(told, str(warning))
        assert "Nothing is wrong with this contribution" in warning.mend
