"""What the lines of a text look like is guessed, and no character is lost in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import is_whole, thread_of

from edition.incoming.article import read_article
from edition.incoming.numbered_comments import read_article_with_comments
from edition.model import BlockKind

LINE = st.text(st.sampled_from("ab1. @•:\u00a0“’\t"), max_size=12) | st.sampled_from(
    ["  1. a says:", "  2. ", " 2. @b", "•\u00a0Replies: @a", "    , @b", "By A B", "source: x", "Shopping Cart", ""]
)


@given(lines=st.lists(LINE, max_size=12), ending=st.sampled_from(["\n", "\r\n", "\n\n"]))
@pytest.mark.parametrize("reader", [read_article, lambda *given: read_article_with_comments(*given)[0]])
def test_a_reader_keeps_every_character_of_whatever_it_is_given(reader, lines, ending):
    """Blocks in order, apart, and white space between them."""
    chars = ending.join(lines)
    assert is_whole(chars, reader(chars, {}))


def test_a_list_counted_inside_a_comment_opens_no_comment():
    """A head opens a comment only with the number that comes next."""
    text = thread_of("Ann says:\n\n    Three things:\n\n  1. one\n\n  3. three\n", "Ben says:\n\n    No.\n")
    assert [comment.number for comment in text.comments] == [1, 2]
    assert [text.words(block.span) for block in text.blocks if block.comment == 1] == [
        "1. Ann says:", "Three things:", "1. one", "3. three",
    ]  # fmt: skip


def test_an_article_without_comments_is_read_the_same_with_either_reader():
    """The reader for comments needs none."""
    chars = "A heading\n\nA sentence of the text.\n"
    assert read_article_with_comments(chars, {}) == (read_article(chars, {}), ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The failures of neoliberalism", "heading"),
        ("It ends with a full stop.", "paragraph"),
        ("It ends in quotation marks “so”", "paragraph"),
        ("Thirteen words without a full stop are far too many for a heading here", "paragraph"),
        ("by no means is this anything but a short sentence.", "paragraph"),
    ],
)
def test_a_line_is_what_it_looks_like(line, kind):
    """By its length, its end and its first words."""
    assert read_article(line, {})[0].kind.value == kind


def test_the_table_decides_where_a_line_does_not_tell():
    """`kinds` names a line and its kind."""
    assert read_article("A label", {"A label": BlockKind.CAPTION})[0].kind is BlockKind.CAPTION
