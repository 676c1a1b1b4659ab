"""One block of a text: its words with their marks, links and numbers, and the notes beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.messages import say
from edition.model import Block, BlockKind, Span
from edition.pages import common
from edition.pages.article.groups import Shown, grouped, in_cells
from edition.pages.article.notes_beside import notes_beside
from edition.pages.article.reading import APART, OURS, Reading
from edition.pages.escaping import attribute, escaped, language_facts
from edition.pages.marks import Insert, LinkedWords, Space, render
from edition.pages.typography import typographic
from edition.texts.note_signs import own_sign, sign_in
from edition.vocabulary import WEB_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model import Edition, Text


_BROKEN = frozenset({
    BlockKind.ADDRESS, BlockKind.COMMENT_HEAD, BlockKind.COMMENT_PARAGRAPH, BlockKind.EPIGRAPH, BlockKind.REPLIES,
})  # fmt: skip
"""The kinds whose line breaks were meant; elsewhere they come from the width of some window."""

KEPT = frozenset({BlockKind.LINE, BlockKind.CODE})
"""The kinds whose white space is kept."""

_CLASS = {BlockKind.NOTE: "authors-note", BlockKind.ROW: "cells"}
"""The class of a kind, where it is not the kind itself: `note` and `row` are classes of ours."""


def blocks_shown(reading: Reading, blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks of the seed in their order as Markdown, each with the notes beside it."""
    return grouped(reading.text, blocks, lambda block: _shown(reading, block))


def _shown(reading: Reading, block: Block) -> Shown:
    language = common.in_notes(reading.edition)
    summary = f"{escaped(typographic(block.summary))}\n{{ .summary {OURS}{language} }}"
    before = (summary,) if block.summary else ()
    return Shown(_element(reading, block), before, tuple(notes_beside(reading, block)))


def _element(reading: Reading, block: Block) -> str:
    """The words of a block in its element."""
    if block.kind is BlockKind.ROW:
        cells = in_cells(reading.text, block, lambda cell: words_of(reading, block, cell))
        facts = f'id="{block.id}" class="{class_of(reading.text, block)}" {span_of(reading, block)}'
        return f'<tr {facts} markdown="1">{cells}</tr>'
    words = words_of(reading, block)
    facts = f"#{block.id} .{class_of(reading.text, block)} {span_of(reading, block)}"
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 2)} {words} {{ #{block.id} {span_of(reading, block)} }}"
    if block.kind in {BlockKind.QUOTE, BlockKind.EPIGRAPH}:
        return f"> {words}\n> {{ {facts} }}"
    return f"{indent_of(reading.text, block)}{words}\n{{ {facts}{_more_facts(block)} }}"


def _more_facts(block: Block) -> str:
    """What else the element of a block says of it."""
    if block.kind is BlockKind.ITEM:
        return f" .level-{block.level or 1}"
    return ' role="code"' if block.kind is BlockKind.CODE else ""


def begins_stanza(text: Text, line: Block) -> bool:
    """Whether a line of verse is the first after something else, or after a blank line."""
    place = text.blocks.index(line)
    before = text.blocks[place - 1] if place else None
    return before is None or not continues_stanza(text, before, line)


def continues_stanza(text: Text, before: Block, line: Block) -> bool:
    """Whether a line of verse stands below another without a blank line between them."""
    return before.kind is line.kind is BlockKind.LINE and text.chars.count("\n", before.span.end, line.span.start) <= 1


def indent_of(text: Text, line: Block) -> str:
    """The white space before a line of verse, or the first of a program; before anything else there is none."""
    if line.kind not in KEPT:
        return ""
    space = text.chars[text.chars.rfind("\n", 0, line.span.start) + 1 : line.span.start]
    if not space or space.strip():
        return ""
    return f'<span class="indent">{space.replace(chr(9), "&#9;")}</span>'


def words_of(reading: Reading, block: Block, part: Span | None = None) -> str:
    """The words of a block, or of a part of it, with their marks, links and numbers."""
    span = part or block.span
    return render(
        reading.text,
        span,
        reading.marks,
        list(_links(reading, block)),
        [insert for insert in _inserts(reading, block) if part is None or part.start < insert.offset <= part.end],
        space=space_of(block),
    )


def space_of(block: Block) -> Space:
    """What becomes of the white space inside a block."""
    return Space(breaks=block.kind in _BROKEN or block.keeps_breaks, runs=block.kind in KEPT)


def class_of(text: Text, block: Block) -> str:
    """The class of a block on a page; of a line that begins a stanza two, as an attribute list joins them."""
    begins = " .begins" if block.kind is BlockKind.LINE and begins_stanza(text, block) else ""
    return _CLASS.get(block.kind, block.kind.value) + begins


def span_of(reading: Reading, block: Block) -> str:
    """The span of a block and its language, if another."""
    return f'data-span="{block.span}"{facts_of_language(reading.edition, reading.text, block)}'


def facts_of_language(edition: Edition, text: Text, block: Block) -> str:
    """The attributes that name the language of a block, if it is another than that of the page."""
    language = block.language or text.language
    return language_facts(language) if language != edition.settings.language or block.language else ""


def _links(reading: Reading, block: Block) -> Iterator[LinkedWords]:
    if block.kind is BlockKind.CREDIT:
        for match in re.finditer(WEB_ADDRESS, reading.text.words(block.span)):
            span = Span(block.span.start + match.start(), block.span.start + match.end())
            yield LinkedWords(span, common.link_target(match[0]), '{ rel="nofollow" }')
    labels = list(_labels(reading.text, block))
    yield from labels
    for mention in reading.annotated.mentions:
        taken = any(label.span.overlaps(mention.span) for label in labels)
        if mention.linked and block.span.covers(mention.span) and not taken:
            target = common.address(reading.path, common.entry_path(mention.entry))
            yield LinkedWords(mention.span, target, "{ .term }")


def _labels(text: Text, block: Block) -> Iterator[LinkedWords]:
    """What the author prints to refer to notes of their own, in the text and at the note: each leads to the other."""
    words = text.words(block.span)
    seen: set[str] = set()
    for note in text.blocks:
        if note.kind is not BlockKind.NOTE or not note.label:
            continue
        if note is block and note.referred and (sign := own_sign(words, note.label)):
            span = Span(block.span.start, block.span.start + len(sign))
            yield LinkedWords(span, f"#{note.referred[0]}", '{ .label role="doc-backlink" }')
        at = sign_in(words, note.label) if block.id in note.referred and note.label not in seen else -1
        if at >= 0:
            seen.add(note.label)
            span = Span(block.span.start + at, block.span.start + at + len(note.label))
            yield LinkedWords(span, f"#{note.id}", '{ .label role="doc-noteref" }')


def _inserts(reading: Reading, block: Block) -> Iterator[Insert]:
    foreign = facts_of_language(reading.edition, reading.text, block)
    ours = f' lang="{reading.edition.settings.language}" dir="ltr"' if foreign else ""
    if block.kind is BlockKind.NOTE:
        yield Insert(block.span.end, f"<span {OURS}{ours}> ({say('the author’s note')})</span>")
    if block.kind is BlockKind.PARAGRAPH and (number := common.paragraph_number(block)):
        name = say("Paragraph {number}, its address", number=number)
        yield Insert(block.span.end, f'[{APART}{number}](#{block.id}){{ .number {OURS}{ours} aria-label="{name}" }}')
    yield from _joints(reading, block)
    for placed in reading.annotated.notes:
        if block.span.start < placed.span.end <= block.span.end:
            yield Insert(
                placed.span.end,
                f"[{APART}{placed.number}](#{placed.id}){{ #r-{placed.note.slug} .ref .{placed.note.kind}"
                f' role="doc-noteref" aria-label="{say("Note {number}", number=placed.number)}" {OURS}{ours} }}',
            )
    if block.is_cut:
        yield Insert(block.span.end, f"<span {OURS}{ours}> [{say('a video or picture stood here')}]</span>")
    for quoted in reading.annotated.quoted:
        if quoted.block == block.id:
            source = next(b for b in reading.text.blocks if b.id == quoted.source)
            yield Insert(
                quoted.span.end,
                f"[{say('from {place}', place=common.block_label(source))}](#{source.id}){{ .quoted {OURS}{ours} }}",
            )


def _joints(reading: Reading, block: Block) -> Iterator[Insert]:
    """The sign after each passage of a parallel: the address of its words, its name, the way to its counterpart."""
    for placed in reading.annotated.parallels:
        name = attribute(say("Parallel: {title}", title=typographic(placed.parallel.title)))
        target = common.address(reading.path, common.parallel_page(placed, reading.text.slug), placed.id)
        for passage in placed.passages_in(reading.text.slug):
            if block.span.start < passage.span.end <= block.span.end:
                yield Insert(
                    passage.span.end,
                    f'[{APART}⇄]({target}){{ #{passage.id} .joint data-parallel="{placed.parallel.slug}"'
                    f' aria-label="{name}" {OURS} }}',
                )
