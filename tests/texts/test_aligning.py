"""Two versions of a text are aligned word by word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.texts import aligning
from edition.texts.aligning import align

WORDS = st.lists(st.sampled_from(["a", "plan", "of", "trade", ".", "\n", "民", "the"]), max_size=25).map(" ".join)


@given(old=WORDS, new=WORDS)
def test_what_is_aligned_is_in_both_texts_and_in_their_order(old, new):
    """And all words of both are told of, once."""
    alignment = align(old, new)
    pairs = list(alignment.pairs.items())
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in itertools.pairwise(pairs))
    assert all(alignment.old[one] == alignment.new[other] for one, other in pairs)
    pieces = list(alignment.pieces())
    assert [piece.old for piece in pieces if piece.old] == list(alignment.old.spans)
    assert [piece.new for piece in pieces if piece.new] == list(alignment.new.spans)


@pytest.mark.parametrize(
    ("before", "put_in", "after"),
    [("It is so.", "We saw it, and so.", "They left."), ("They came by boat.", "They sang by boat.", "They left.")],
)
def test_what_was_put_in_begins_where_its_line_begins(before, put_in, after):
    """Not with the end of the sentence before, nor after what it begins with as the next does."""
    new = f"{before}\n{put_in}\n{after}\n"
    found = [piece.new for piece in align(f"{before}\n{after}\n", new).pieces() if not piece.old]
    assert new[found[0].start : found[-1].end] == put_in


@pytest.mark.parametrize("most", [10**9, 40])
def test_a_long_text_is_aligned_by_its_lines_first(most, monkeypatch):
    """A line that is in both holds what is around it."""
    monkeypatch.setattr(aligning, "_COSTLY", most)
    old = "".join(f"Line {number} of the text has words.\n" for number in range(9))
    alignment = align(old, old.replace("Line 4 of the", "Row 4 of the"))
    assert len(alignment.old.spans) - len(alignment.pairs) == (1 if most > 40 else 8)


def test_words_that_differ_in_typography_alone_are_told_and_move_nothing():
    """A reader who looks at the changes sees them."""
    pieces = list(align("A “good” plan.", 'A "good" plan.').pieces())
    assert [(piece.old is not None, piece.new is not None) for piece in pieces] == [
        (True, True), (True, False), (False, True), (True, True), (True, False), (False, True), (True, True),
        (True, True),
    ]  # fmt: skip
