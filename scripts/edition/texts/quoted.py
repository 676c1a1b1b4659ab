"""Find where comments repeat words that were printed before: in the text, or in an earlier comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import folded
from edition.model import Block, BlockKind, Quoted, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = "\"' ."

_QUOTATION = re.compile(r"“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|「([^」]+)」|\"([^\"\n]+)\"")
"""Words in quotation marks, as English, German, Russian, French and Chinese have them."""

_SHORTEST = 20
"""So many folded characters two people do not write alike by chance."""


def quotations(chars: str, blocks: Sequence[Block]) -> tuple[Quoted, ...]:
    """Paragraphs of comments, or words in quotation marks within them, that a seed printed before."""
    found: list[Quoted] = []
    printed: list[tuple[Block, str]] = []
    for block in blocks:
        if block.kind is BlockKind.COMMENT_PARAGRAPH:
            earlier = [(b, words) for b, words in printed if b.comment != block.comment]
            whole = _printed_before(chars, block.span, earlier)
            spans = [block.span] if whole else _in_quotation_marks(chars, block.span)
            sources = ((span, _printed_before(chars, span, earlier)) for span in spans)
            found += [Quoted(block.id, span, source.id) for span, source in sources if source]
        printed.append((block, folded(chars[block.span.start : block.span.end])))
    return tuple(found)


def _in_quotation_marks(chars: str, within: Span) -> list[Span]:
    start = within.start
    places = (match.span(match.lastindex or 0) for match in _QUOTATION.finditer(chars[within.start : within.end]))
    return [Span(start + first, start + last) for first, last in places]


def _printed_before(chars: str, span: Span, earlier: list[tuple[Block, str]]) -> Block | None:
    """The last earlier block that has the words of a span in its folded words."""
    words = folded(chars[span.start : span.end]).strip(_MARKS)
    if len(words) < _SHORTEST:
        return None
    return next((block for block, before in reversed(earlier) if words in before), None)
