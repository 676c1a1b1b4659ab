"""What a text and an edition know of themselves."""

from making import text_of

from edition.model import Block, BlockKind, Span


def test_a_span_is_in_the_blocks_with_which_it_shares_a_character():
    """A block that only ends where the span begins, or begins where it ends, is not one of them."""
    blocks = tuple(
        Block(name, BlockKind.PARAGRAPH, span)
        for name, span in (("a", Span(0, 2)), ("b", Span(2, 4)), ("c", Span(4, 6)))
    )
    text = text_of("aabbcc", reader=lambda *_: blocks)
    assert [block.id for block in text.blocks_in(Span(2, 4))] == ["b"]
    assert [block.id for block in text.blocks_in(Span(1, 3))] == ["a", "b"]
