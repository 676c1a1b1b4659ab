"""Words of a seed on a page that is not that of its text: a block whole, or a passage in its sentence.

Each stands in an element with `data-seed` and `data-span`, which `site/proof/passages` compares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.messages import say
from edition.model import BlockKind, Span
from edition.pages import common
from edition.pages.article.blocks import class_of, facts_of_language, indent_of, space_of
from edition.pages.article.groups import in_cells
from edition.pages.article.reading import APART, OURS
from edition.pages.escaping import escaped
from edition.pages.marks import Insert, Mark, Space, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, Edition, PlacedParallel, PlacedPassage, Text

_SENTENCE_ENDS = re.compile(r"[.!?…]+['\"”’»)\]]*\s+|[。！？]['\"”’»）」』]*")


def whole_block(  # noqa: PLR0913 - a block, where it is shown, and what is added to it
    edition: Edition,
    path: str,
    text: Text,
    block: Block,
    *,
    place: str = "",
    marks: Sequence[Mark] = (),
    inserts: Sequence[Insert] = (),
) -> str:
    """A block of a text that faces another on a page, with its number, the way to it in its text; `place` is its id."""
    number, language = common.paragraph_number(block), facts_of_language(edition, text, block)
    if number:
        target = common.address(path, common.text_path(text.slug), block.id)
        name = say("Paragraph {number}, in its text", number=number)
        ours = f' lang="{edition.settings.language}" dir="ltr"' if language else ""
        link = f'[{APART}{number}]({target}){{ .number {OURS}{ours} aria-label="{name}" }}'
        inserts = [*inserts, Insert(block.span.end, link)]
    facts = f"{seed_facts(text, block.span)}{language}"
    if block.kind is BlockKind.ROW:
        cells = in_cells(text, block, lambda cell: _part(text, block, cell, marks, inserts))
        named = f'id="{place}" ' if place else ""
        return f'<tr {named}class="{class_of(text, block)}" {facts} markdown="1">{cells}</tr>'
    words = _part(text, block, block.span, marks, inserts)
    named = f"#{place} " if place else ""
    return f"{indent_of(text, block)}{words}\n{{ {named}.{class_of(text, block)} {facts} }}"


def _part(text: Text, block: Block, span: Span, marks: Sequence[Mark], inserts: Sequence[Insert]) -> str:
    """The words of a block in a span, with what is added within it."""
    within = [insert for insert in inserts if span.start <= insert.offset <= span.end]
    return render(text, span, marks, [], within, space=space_of(block))


def seed_facts(text: Text, span: Span) -> str:
    """The attributes by which words of a seed are proven; the search finds them on the page of the text."""
    return f'data-seed="{text.slug}" data-span="{span}"'


def quoted(edition: Edition, path: str, placed: PlacedParallel, passage: PlacedPassage) -> Iterator[str]:
    """A passage of a parallel in its sentence, and the way to its words; seen from a page."""
    annotated = edition.text[passage.text]
    text = annotated.text
    target = common.address(path, common.text_path(text.slug), passage.id)
    label = escaped(common.label(annotated))
    if common.is_behind_notice(text, passage.span):
        yield f"[{say('In a comment behind a content notice')}]({target})\n{{ .passage }}"
        return
    span = sentence(text, passage.span)
    mark = Mark(passage.span, placed.parallel.slug, "parallel", "parallel")
    words = render(text, span, [mark], [], [], space=Space(breaks=False))
    language = facts_of_language(edition, text, text.blocks_in(span)[0])
    yield f"{words}\n{{ .passage {seed_facts(text, span)}{language} }}"
    yield f"[{label}, {common.place_label(text, passage.span)}]({target})\n{{ .where }}"


def sentence(text: Text, span: Span) -> Span:
    """The whole sentences in which a span stands, within its blocks."""
    blocks = text.blocks_in(span)
    first, last = blocks[0].span, blocks[-1].span
    starts = [match.end() for match in _SENTENCE_ENDS.finditer(text.chars, first.start, span.start)]
    after = _SENTENCE_ENDS.search(text.chars, span.end - 1, last.end)
    end = after.start() + len(after[0].rstrip()) if after else last.end
    return Span(max(starts, default=first.start), max(end, span.end))
