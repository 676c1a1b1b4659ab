"""Cut an article into blocks, one a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import folded, slug
from edition.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADING_WORDS = 12
"""A line without a full stop and of no more words than this is a heading."""


def read_article(chars: str, kinds: Mapping[str, BlockKind]) -> tuple[Block, ...]:
    """Cut an article into blocks, one a line; `kinds` decides for the lines it names."""
    blocks: list[Block] = []
    for span in lines(chars, 0, len(chars)):
        words = chars[span.start : span.end]
        kind = kinds.get(words) or _kind_of_line(words)
        number = sum(block.kind is kind for block in blocks) + 1
        blocks.append(Block(_block_id(kind, words, number), kind, span))
    return tuple(blocks)


def lines(chars: str, start: int, end: int) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", chars[start:end]):
        yield Span(start + match.start(), start + match.end())


def _kind_of_line(words: str) -> BlockKind:
    if len(words.split()) <= _HEADING_WORDS and not folded(words).endswith((".", "?", "!", ":", ";", '"', ")")):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _block_id(kind: BlockKind, words: str, number: int) -> str:
    if kind is BlockKind.PARAGRAPH:
        return f"p{number}"
    if kind is BlockKind.HEADING:
        return slug(words) or f"heading-{number}"
    return f"{kind.value}-{number}" if number > 1 or kind is BlockKind.FURNITURE else kind.value
