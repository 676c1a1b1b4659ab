"""One block of a text: its words with their marks, links and numbers, and the notes beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import Block, BlockKind, Span
from edition.pages import common
from edition.pages.markup import Insert, LinkedWords, render
from edition.pages.notes import notes_beside
from edition.pages.reading import SILENT, Reading
from edition.vocabulary import WEB_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator


def block_parts(reading: Reading, block: Block) -> Iterator[str]:
    """A block of the seed as Markdown, with the notes beside it."""
    if block.kind is BlockKind.HEADING:
        yield f"## {words_of(reading, block)} {{ #{block.id} {span_of(reading, block)} }}"
    else:
        yield f"{words_of(reading, block)}\n{{ #{block.id} .{block.kind.value} {span_of(reading, block)} }}"
    yield from notes_beside(reading, block)


def words_of(reading: Reading, block: Block) -> str:
    """The words of a block with their marks, links and numbers."""
    return render(reading.text, block.span, reading.marks, list(_links(reading, block)), list(_inserts(reading, block)))


def span_of(reading: Reading, block: Block) -> str:
    """The span of a block and its language, if another; the search never sees a block behind a notice.

    It is kept from the search block by block, because the theme ends the exclusion of an element at the
    first element of the same name in it.
    """
    unseen = ' data-search-exclude=""' if reading.text.notice(block.comment) else ""
    return f'data-span="{block.span}"{unseen}' + (f' lang="{block.language}"' if block.language else "")


def _links(reading: Reading, block: Block) -> Iterator[LinkedWords]:
    if block.kind is BlockKind.CREDIT:
        for match in re.finditer(WEB_ADDRESS, reading.text.words(block.span)):
            span = Span(block.span.start + match.start(), block.span.start + match.end())
            yield LinkedWords(span, common.link_target(match[0]), '{ rel="nofollow" }')
    for mention in reading.annotated.mentions:
        if mention.linked and block.span.covers(mention.span):
            target = common.address(reading.path, common.entry_path(mention.entry))
            yield LinkedWords(mention.span, target, "{ .term }")


def _inserts(reading: Reading, block: Block) -> Iterator[Insert]:
    if block.kind is BlockKind.PARAGRAPH:
        number = block.id.removeprefix("p")
        yield Insert(
            block.span.end,
            f'[{number}](#{block.id}){{ .number {SILENT} aria-label="Paragraph {number}, its address" }}',
        )
    for placed in reading.annotated.notes:
        if block.span.start < placed.span.end <= block.span.end:
            yield Insert(
                placed.span.end,
                f"[{placed.number}](#{placed.id}){{ #r-{placed.note.slug} .ref .{placed.note.kind}"
                f' role="doc-noteref" aria-label="Note {placed.number}" {SILENT} }}',
            )
    if block.is_cut:
        yield Insert(block.span.end, f"<span {SILENT}> [a video or picture stood here]</span>")
    for quoted in reading.annotated.quoted:
        if quoted.block == block.id:
            source = next(b for b in reading.text.blocks if b.id == quoted.source)
            yield Insert(
                quoted.span.end,
                f"[from {common.block_label(source)}](#{source.id}){{ .quoted {SILENT} }}",
            )
