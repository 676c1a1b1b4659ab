"""Editors hear what is due for another look; a contribution is never at fault for it."""

from dataclasses import replace

from making import edition_of, entry_of, note_of, parallel_of, text_of

from edition.due import warn_of_reviews
from edition.model import AnnotatedText, Edition, PlacedNote, PlacedParallel, Settings, Span
from edition.problems import Problems


def due(review, as_of):
    """What is said of an entry with this day of review in an edition that tells what happened to another day."""
    edition = replace(
        edition_of(text_of("A plan.\n")),
        entries=(entry_of("plan", "plan", body="A document.", review=review),),
        settings=Settings(as_of=as_of),
    )
    problems = Problems()
    warn_of_reviews(edition, problems)
    assert not problems
    return [str(warning) for warning in problems.warnings]


def test_what_is_due_is_a_warning_at_its_line_with_what_to_do():
    """On the day itself and ever after."""
    (warning,) = due("2026-06-30", "2026-06-30")
    assert warning.startswith("seeds/glossary/plan.md:3: warning: it was to be looked at again on 2026-06-30")
    assert "give `review` a later day" in warning
    assert due("2025-01-01", "2026-06-30")


def test_notes_and_parallels_are_due_as_entries_are():
    """Each at its file."""
    first, second = text_of("A plan.\n"), text_of("A plan.\n", slug="second")
    note, parallel = note_of("n", review="2026-01-01"), parallel_of("p", "first", "second", review="2026-01-02")
    placed = PlacedParallel(parallel, (Span(0, 6), Span(0, 6)))
    texts = (
        AnnotatedText(first, (PlacedNote(note, Span(0, 6), 1),), (placed,), ()),
        AnnotatedText(second, (), (placed,), ()),
    )
    edition = Edition(texts, (), (placed,), "", Settings(as_of="2026-06-30"))
    problems = Problems()
    warn_of_reviews(edition, problems)
    assert [str(warning).partition(":")[0] for warning in problems.warnings] == [
        "seeds/annotations/first/n.md", "seeds/parallels/p.md",
    ]  # fmt: skip


def test_nothing_is_due_before_its_day_without_one_or_in_an_edition_that_has_none():
    """No day of this machine is asked."""
    assert due("2026-07-01", "2026-06-30") == due("", "2026-06-30") == due("2020-01-01", "") == []
