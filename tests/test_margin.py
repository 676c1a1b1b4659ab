"""The margin opens what readers want most, as long as every note stays near its paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.pages.article.margin import FURTHEST, KINDS_FIRST, OVERHANG, STEPS, TEXT_GAP, WHOLE, Item, Row, lines_shown
from edition.vocabulary import KINDS

GIST = "A gist of some twenty words that says what there is to say about the place it stands at, and no more."


def item(slug, kind="context", gist=GIST):
    """A note with a title of one line."""
    return Item(slug, kind, "A title of one line", gist)


def row(chars, *items, parallels=""):
    """A paragraph of so many characters, its notes, and the line below them that leads to parallels."""
    return Row(chars, items, parallels=parallels)


def opened(rows):
    """The slugs of the notes that stand open."""
    return {slug for slug, lines in lines_shown(rows).items() if lines == WHOLE}


def strains(rows, shown):
    """How far below its paragraph the last note of each row begins; then, how far the last reaches below the text.

    The text is as it would be without notes; a note begins beside its paragraph, or below the notes before it.
    """
    found, text, notes = [], 0, 0
    for each in rows:
        begins = text
        for note in each.items:
            begins = max(text, notes)
            notes = begins + note.height(shown.get(note.slug, 0))
        found.append(max(0, begins - text - each.height))
        notes = max(text, notes) + each.facing if each.facing else notes
        text += each.height + TEXT_GAP
    return [*found, max(0, notes - text)]


PARAGRAPHS = st.tuples(
    st.integers(20, 900),
    st.lists(st.sampled_from(KINDS_FIRST), max_size=4),
    st.sampled_from(["", "", "⇄ A parallel", "⇄ A parallel · Another one with a longer title"]),
)
ROWS = st.lists(PARAGRAPHS, max_size=8).map(
    lambda rows: [
        row(chars, *(item(f"{r}-{n}", kind, GIST * (n + 1)) for n, kind in enumerate(kinds)), parallels=parallels)
        for r, (chars, kinds, parallels) in enumerate(rows)
    ]
)


def test_every_kind_of_note_has_its_place_in_the_order():
    """Once."""
    assert sorted(KINDS_FIRST) == sorted(KINDS)


def test_everything_stands_open_where_there_is_room():
    """Long paragraphs, a note each."""
    rows = [row(900, item("one", "term")), row(900, item("two", "person")), row(900)]
    assert opened(rows) == {"one", "two"}


def test_a_note_takes_more_room_the_longer_its_words_are():
    """The more lines are shown the more; a line that leads to parallels takes some too."""
    short, long = Item("a", "term", "Short", "A gist."), Item("a", "term", "Long " * 20, GIST * 3)
    for note in (short, long):
        heights = [note.height(lines) for lines in (0, *STEPS)]
        assert heights[0] > 0
        assert heights[:-1] == sorted(set(heights[:-1]))
    assert short.height(0) < long.height(0)
    assert short.height(0) < short.height(WHOLE) < long.height(WHOLE)
    assert row(1).facing == 0 < row(1, parallels="⇄ One").facing < row(1, parallels="⇄ One " * 20).facing
    assert row(1).height < row(100).height < row(1000).height


def test_a_margin_without_notes_opens_nothing():
    """Nor does a text without paragraphs."""
    assert lines_shown([row(100), row(100)]) == lines_shown([]) == {}


@pytest.mark.parametrize("kinds", [("fact-check", "term"), ("term", "fact-check"), ("person", "context")])
def test_where_there_is_room_for_one_the_most_wanted_kind_stands_open(kinds):
    """Wherever in the paragraph it stands; of the other one sees less."""
    rows = [row(400, *(item(kind, kind) for kind in kinds)), row(60, item("next", "parallel"))]
    assert opened(rows) - {"next"} == {min(kinds, key=KINDS_FIRST.index)}


def test_of_two_notes_of_one_kind_the_first_stands_open():
    """As one reads."""
    rows = [row(400, item("first"), item("second")), row(60, item("next", "parallel"))]
    assert opened(rows) - {"next"} == {"first"}


def test_every_gist_is_begun_before_any_stands_open():
    """Of notes as tall as their paragraphs together, none shows its title alone."""
    shown = lines_shown([row(250, item("first"), item("second"), item("third")), row(250, item("next"))])
    assert set(shown) == {"first", "second", "third", "next"}
    assert min(shown.values()) > 0
    assert WHOLE not in {shown["first"], shown["second"]}


def bounds(rows):
    """The most each strain may be: the bound, or what the titles alone take."""
    return [
        max(bound, least) for bound, least in zip([*(FURTHEST for _ in rows), OVERHANG], strains(rows, {}), strict=True)
    ]


@given(rows=ROWS)
def test_no_note_is_pushed_further_than_the_bounds_by_what_is_opened(rows):
    """Except where the titles alone take more than that."""
    assert all(found <= most for found, most in zip(strains(rows, lines_shown(rows)), bounds(rows), strict=True))


@given(rows=ROWS)
def test_no_note_stays_as_it_is_that_could_be_open(rows):
    """Each would push itself or another beyond the bounds."""
    found = lines_shown(rows)
    for note in (note for each in rows for note in each.items if found[note.slug] != WHOLE):
        more = strains(rows, {**found, note.slug: WHOLE})
        assert any(one > most for one, most in zip(more, bounds(rows), strict=True))


@given(rows=ROWS)
def test_notes_far_apart_all_stand_open(rows):
    """With paragraphs as long as their notes there is no strain at all."""
    roomy = [
        row(each.chars + 200 * len(each.items) ** 2 + 200 * sum(len(i.gist) // 40 for i in each.items), *each.items)
        for each in rows
    ]
    assert opened(roomy) == {note.slug for each in roomy for note in each.items}
