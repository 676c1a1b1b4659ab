"""Names lead somewhere, once; nothing is left unused; what is behind a notice stays there."""

from dataclasses import replace
from pathlib import Path

import pytest
from making import entry_of, note_of, parallel_of, text_of, thread_of

from edition.model import Notice
from edition.problems import Problems
from edition.references import check_references, check_sides, check_use

FIRST = text_of("A plan.\n\nA heading\n\nAnother plan.\n")
SECOND = text_of("A plan of 2026.\n", slug="second")
PLAN = entry_of("plan", "plan", body="A document.")
PAIR = parallel_of("pair", "first", "second")


def said(*written, texts=(FIRST, SECOND), before=()):
    """What is said of these notes, entries and parallels beside the plan and the pair: file, line, what, mend."""
    problems = Problems()
    for file in before:
        problems.add(Path(file), 1, "a fault", "Mend it.")
    sorts = {"Note": [], "Entry": [PLAN], "Parallel": [PAIR]}
    for each in written:
        sorts[type(each).__name__].append(each)
    check_references(texts, sorts["Note"], sorts["Entry"], sorts["Parallel"], problems)
    return [(p.file.stem, p.line, p.what, p.mend) for p in problems.in_order() if p.what != "a fault"]


@pytest.mark.parametrize(
    "target",
    [
        "term:plan",
        "note:other",
        "parallel:pair",
        "text:first",
        "text:first/p2",
        "text:first/a-heading",
        "text:second/p1",
    ],
)
def test_a_link_to_what_is_there_is_right(target):
    """Entries, notes, parallels, texts and the blocks of texts."""
    assert said(note_of("one", f"See [this]({target})."), note_of("other")) == []


def test_a_link_to_a_comment_or_a_part_of_it_is_right():
    """They are places of a text."""
    text = thread_of("Ann says:\n\n    A plan.\n")
    for place in ("comment-1", "comment-1-p1", "comment-1-head"):
        assert said(note_of("one", f"[x](text:first/{place})"), texts=[text, SECOND]) == []


@pytest.mark.parametrize(
    ("target", "what", "mend"),
    [
        ("term:plam", 'there is no entry "plam"', 'Did you mean "plan"?'),
        ("note:on", 'there is no note "on"', 'Did you mean "one"?'),
        ("parallel:x", 'there is no parallel "x"', "Its name is that of its file, without .md: pair."),
        ("text:first/p9", 'there is no text or paragraph "first/p9"', 'Did you mean "first/p2"?'),
        ("text:firts", 'there is no text or paragraph "firts"', 'Did you mean "first"?'),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_at_its_line(target, what, mend):
    """With the nearest name there is, or the names there are."""
    assert said(note_of("one", f"A gist.\n\nSee\n[this]({target}).")) == [("one", 12, what, mend)]


def test_links_of_entries_and_parallels_are_checked_too():
    """They have bodies like notes."""
    found = said(
        entry_of("year", "year", body="[x](term:no)"), parallel_of("two", "first", "second", body="[x](note:no)")
    )
    assert [(file, line) for file, line, _, _ in found] == [("year", 9), ("two", 9)]


def test_keys_that_name_others_are_checked():
    """`parallel`, `see_also` and the texts of passages."""
    assert [found[:3] for found in said(note_of("one", parallel="pear"))] == [("one", 3, 'there is no parallel "pear"')]
    assert [found[:3] for found in said(entry_of("year", see_also=("plam",)))] == [
        ("year", 3, 'there is no entry "plam"')
    ]
    assert [found[:3] for found in said(parallel_of("two", "first", "fourth"))] == [
        ("two", 3, 'there is no text or paragraph "fourth"')
    ]


def test_what_refers_to_itself_says_nothing():
    """An entry in its body or below "see also", a note in its body."""
    assert said(entry_of("year", body="A [year](term:year).")) == [
        ("year", 9, "the entry refers to itself", "Remove its own name.")
    ]
    assert said(entry_of("year", see_also=("year",)))[0][:2] == ("year", 3)
    assert said(note_of("one", "[Here](note:one)."))[0][2] == "the note refers to itself"


def test_a_note_and_an_entry_may_have_one_name():
    """They have different addresses."""
    assert said(note_of("plan", "A [plan](term:plan).")) == []


def test_a_link_to_a_file_that_is_itself_at_fault_is_none():
    """It is missing only because of that."""
    assert said(note_of("one", "[x](note:broken)"), before=["seeds/annotations/first/broken.md"]) == []


def test_a_note_stands_in_the_folder_of_a_text():
    """The nearest is offered."""
    assert said(note_of("one", text="fist")) == [("one", 1, 'there is no text "fist"', 'Did you mean "first"?')]


def test_one_name_for_two_notes_is_one_too_few_even_on_two_texts():
    """The name is the address, and links give no text."""
    assert said(note_of("one"), note_of("one", text="second")) == [
        (
            "one",
            1,
            'there is another note "one": seeds/annotations/first/one.md',
            "A note's name is its address for ever, so give this one another.",
        )
    ]


@pytest.mark.parametrize("form", ["five-year plan", "five‑year\u00a0plan"])
def test_a_form_belongs_to_one_entry(form):
    """Typography makes no other form of it."""
    one, two = entry_of("one", "five-year plan"), entry_of("two", "x", form)
    assert said(one, two) == [
        (
            "two",
            3,
            f'the form "{form}" also belongs to the entry "One"',
            "One form leads to one entry: remove it here or in seeds/glossary/one.md.",
        )
    ]


def test_an_entry_may_give_a_form_twice():
    """That harms nobody."""
    assert said(entry_of("one", "five-year plan", "five‑year plan")) == []


# Notices

HIDDEN = thread_of(
    "vile people eat children says:\n\n    They want to eat small children daily. A paragraph of the article.\n",
    "Ben says:\n\n    A plan.\n",
    notices=(Notice(1, "is rude"),),
)


def leaked(*written):
    """What is said of files beside a text with a comment behind a notice."""
    return [found[:3] for found in said(*written, texts=[HIDDEN, SECOND])]


LEAK = 'the words "eat small children daily a" stand in a comment behind a content notice'


@pytest.mark.parametrize(
    "body",
    [
        "They “EAT small\nchildren – daily”, a claim.",
        "They [eat small](https://example.org/) *children* daily, a claim.",
    ],
)
def test_five_words_in_a_row_from_behind_a_notice_stand_nowhere_else(body):
    """In whatever typography, across marks and links; in notes, entries and parallels."""
    assert leaked(note_of("one", body)) == [("one", 9, LEAK)]
    assert leaked(entry_of("one", "one", body=body)) == [("one", 9, LEAK)]
    assert leaked(parallel_of("one", "first", "second", body=body)) == [("one", 9, LEAK)]


def test_a_title_is_no_way_around_it():
    """In a full margin it is all that shows."""
    assert leaked(note_of("one", title="Eat small children daily a", lines={"title": 4})) == [("one", 4, LEAK)]


def test_four_words_may_be_chance():
    """They make no quotation."""
    assert leaked(note_of("one", "They eat small children daily.")) == []


def test_words_that_stand_openly_too_are_free():
    """The comment repeats the article; and its head is not behind the notice."""
    assert leaked(note_of("one", "A paragraph of the article. Vile people eat children says one.")) == []


def test_comments_without_a_notice_may_be_quoted():
    """A notice is for one comment."""
    text = thread_of("Ann says:\n\n    They want to eat small children daily.\n")
    assert said(note_of("one", "They want to eat small children."), texts=[text, SECOND]) == []


# Use


def test_an_entry_that_nothing_names_is_reported_with_what_to_do():
    """At the line of its term."""
    problems = Problems()
    check_use([PLAN, entry_of("year", "year")], frozenset({"plan"}), problems)
    assert "".join(map(str, problems.in_order())) == (
        'seeds/glossary/year.md:3: no text and no note uses the entry "Year"\n'
        "    Add the form that stands in the text to `forms`, or link it from a note: [words](term:year)."
    )


def sides_said(note, sides):
    """What is said of the side of a fact-check."""
    problems = Problems()
    check_sides([note], sides, problems)
    return [(problem.what, problem.mend) for problem in problems.in_order()]


def test_a_fact_check_names_one_of_the_sides_of_the_edition():
    """Where there are sides, one of them; where there are none, none."""
    check = {"kind": "fact-check", "verdict": "supported", "claim": "A plan."}
    assert sides_said(note_of("one", side="ours", **check), ["ours", "theirs"]) == []
    assert sides_said(note_of("one", **check), []) == []
    assert sides_said(note_of("one"), ["ours", "theirs"]) == []
    assert sides_said(note_of("one", retired="It was wrong.", **check), ["ours", "theirs"]) == []
    ((what, mend),) = sides_said(note_of("one", **check), ["ours", "theirs"])
    assert (what, mend) == (
        "a fact-check says for whom its claim speaks",
        "Add a line “side: …”: ours, theirs.",
    )
    ((what, mend),) = sides_said(note_of("one", side="their", **check), ["ours", "theirs"])
    assert (what, mend) == ('"their" is not a side', 'Did you mean "theirs"?')
    ((what, _),) = sides_said(note_of("one", side="ours", **check), [])
    assert what == "this edition names no sides"


def test_what_is_retired_leads_to_what_is_there_and_its_own_links_are_not_followed():
    """An entry or a parallel as well as a note, to whatever sort."""
    gone = entry_of("gone", "gone", body="See [x](term:nowhere).", retired="It was joined.", replaced_by="note:one")
    assert said(gone, note_of("one")) == []
    ((_, _, what, _),) = said(replace(gone, replaced_by="note:two"), note_of("one"))
    assert what == 'there is no note "two"'
    ((_, _, what, mend),) = said(note_of("one", "See [x](term:gone)."), gone)
    assert (what, mend) == ('the entry "gone" is retired: It was joined.', 'Write "note:one", which replaces it.')


def test_a_retired_entry_claims_no_form():
    """So that what it was joined with can have it."""
    assert said(entry_of("gone", "plan", body="x", retired="It was joined.", replaced_by="term:plan")) == []


def test_a_claim_keeps_the_words_behind_a_notice_there():
    """As a title and a body do."""
    text = thread_of("Ann says:\n\n    words that nobody else may print.\n", notices=(Notice(1, "harsh"),))
    note = note_of("one", kind="fact-check", verdict="opinion", claim="Words that nobody else may print.")
    assert [what for _, _, what, _ in said(note, texts=[text, SECOND])] == [
        'the words "words that nobody else may" stand in a comment behind a content notice'
    ]
