"""What is read of a note, an entry, a parallel is what its file says, as far as it is sound."""

import datetime as dt
from pathlib import Path

import pytest

from edition.problems import Problems
from edition.vocabulary import is_slug
from edition.written.read import read_note

NAME = Path("seeds/annotations/first/note.md")
SOURCES = "".join(
    f"  - title: Page {n}\n    publisher: P\n    standing: press\n    url: https://example.org/{n}\n"
    f"    accessed: 2026-01-0{n}\n"
    f"    supports: what {n} says\n"
    for n in (1, 2, 3)
)


@pytest.fixture
def read(tmp_path):
    """A function that reads a note with some further lines in its header: the note, and what is said of it."""

    def of(lines, body="The gist.\n"):
        path = tmp_path / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nquote: a plan\ntitle: Words\nkind: context\n{lines}---\n{body}")
        problems = Problems()
        note = read_note(tmp_path, NAME, problems)
        return note, [(problem.line, problem.what) for problem in problems.in_order()]

    return of


def test_an_event_rests_on_the_source_whose_number_it_names(read):
    """The first is number 1."""
    events = "".join(f"  - date: 202{n}\n    what: It happens.\n    source: {n}\n" for n in (3, 1, 2))
    note, said = read(f"sources:\n{SOURCES}events:\n{events}")
    assert said == []
    assert [(event.date, event.source.title) for event in note.events] == [
        ("2023", "Page 3"),
        ("2021", "Page 1"),
        ("2022", "Page 2"),
    ]


@pytest.mark.parametrize(("days", "accepted"), [(-1, True), (0, True), (3, False), (365, False)])
@pytest.mark.parametrize("key", ["checked", "accessed"])
def test_a_day_in_the_future_is_refused(read, key, days, accepted):
    """What was read or checked was so until today, in whatever time zone."""
    day = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days)).isoformat()
    lines = f"checked: {day}\n" if key == "checked" else f"sources:\n{SOURCES}".replace("2026-01-01", day)
    _, said = read(lines)
    assert [what for _, what in said] == (
        [] if accepted else [f'"{day}" cannot be the value of "{key}": it lies in the future']
    )


def test_a_body_begins_on_the_line_of_its_first_words(read):
    """Empty lines after the header count for the lines of what is wrong in it."""
    note, _ = read("", body="\n\n\nThe gist with a [link](term:plan).\n")
    assert (note.body_line, note.body.links[0].line) == (9, 0)


@pytest.mark.parametrize(
    ("words", "sound"),
    [("a-plan-2", True), ("a", True), ("a-plan!", False), ("A-plan", False), ("a--plan", False), ("-a", False)],
)
def test_a_name_is_part_of_an_address_as_a_whole_or_not(words, sound):
    """That it begins like one is not enough."""
    assert is_slug(words) is sound
