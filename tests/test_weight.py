"""Editors hear in time that a page grows heavy; a contribution is never at fault for it."""

import gzip
import re

from making import edition_of, text_of

from edition import weight
from edition.pages.text import text_page
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
