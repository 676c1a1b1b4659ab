"""Editors hear where a note is hardly written as the rules ask; a contribution is never at fault for it."""

from dataclasses import replace

import pytest
from making import edition_of, note_of, text_of

from edition.advice import advise
from edition.model import AnnotatedText, PlacedNote, Source, Span
from edition.problems import Problems


def advice(**facts):
    """What is said of a note of which this is given."""
    text = text_of("It is a plan.\n")
    placed = PlacedNote(note_of("some-note", **facts), Span(6, 12), 1)
    problems = Problems()
    advise(replace(edition_of(text), texts=(AnnotatedText(text, (placed,), (), ()),)), problems)
    assert not problems
    return [str(warning) for warning in problems.warnings]


@pytest.mark.parametrize("claim", ["Parity will come by 2035.", "The west should pay.", "It may well fail."])
def test_a_claim_of_what_will_be_and_its_other_verdict_are_a_warning(claim):
    """Whoever makes it."""
    facts = {"kind": "fact-check", "claim": claim}
    (warning,) = advice(**facts, verdict="supported")
    assert warning.startswith("seeds/annotations/first/some-note.md:3: warning: the claim looks like a forecast")
    assert advice(**facts, verdict="opinion") == []


@pytest.mark.parametrize(
    "claim", ["If they win, prices will rise.", "Putin said that it will rain.", "He was willing."]
)
def test_a_claim_of_what_was_said_or_follows_is_no_forecast(claim):
    """That someone foretold it can be checked."""
    assert advice(kind="fact-check", claim=claim, verdict="supported") == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"title": "The figure could not be verified"}, 3),
        ({"title": "No plan found"}, 3),
        ({"body": "Not verified by the sources read."}, 9),
        ({"body": "A second copy was looked for."}, 9),
    ],
)
def test_a_title_or_gist_that_tells_of_the_search_is_a_warning(facts, line):
    """Readers want what is known."""
    warning, *_ = advice(**facts)
    assert warning.startswith(f"seeds/annotations/first/some-note.md:{line}: warning: the ")
    assert "tells what was sought" in warning
    assert "Say what is known" in warning


def test_the_detail_may_tell_of_the_search():
    """In a line."""
    assert advice(body="The plan was adopted.\n\nA second copy was looked for.") == []


def test_words_of_the_workshop_are_a_warning():
    """Seeds that grow are not meant."""
    (warning,) = advice(body="Where it stands in the seed is not known.")
    assert "“the seed” is a word of the workshop" in warning
    assert advice(body="Exporters of soy seeds had asked for it.") == []


@pytest.mark.parametrize(("standing", "count"), [("press", 1), ("blog", 0), ("repost", 0)])
def test_a_page_that_anybody_can_set_up_is_called_what_it_is(standing, count):
    """Whatever it calls itself."""
    source = Source(
        "A page", "The Gazette", "https://gazette.blogspot.com/page", "2026-01-01", "all", standing=standing
    )
    assert len(advice(sources=(source,))) == count
    assert not count or "anybody can set up a page on gazette.blogspot.com" in advice(sources=(source,))[0]
    copied = replace(source, url="https://news-pravda.com/world/1")
    assert len(advice(sources=(copied,))) == count
    assert not count or "others' words are printed on news-pravda.com" in advice(sources=(copied,))[0]


def test_a_page_that_is_cited_under_two_names_is_a_warning_but_not_for_its_typography():
    """Who meets a source twice should meet the same."""
    page = Source("China’s plan", "The Gazette", "https://example.org/page", "2026-01-01", "all", standing="press")
    for fact, name, count in (("title", "A plan", 1), ("publisher", "Gazette", 1), ("title", "China's plan", 0)):
        said = advice(sources=(page, replace(page, **{fact: name})))
        assert len(said) == count
        assert (
            not count
            or f"has another {fact} in seeds/annotations/first/some-note.md: “{getattr(page, fact)}”" in said[0]
        )


def test_of_several_names_of_a_page_the_rarer_one_is_told():
    """It is the likelier slip, wherever it stands."""
    page = Source("A plan", "The Gazette", "https://example.org/page", "2026-01-01", "all", standing="press")
    (said,) = advice(sources=(replace(page, title="A plane"), page, page))
    assert "has another title in seeds/annotations/first/some-note.md: “A plan”" in said
