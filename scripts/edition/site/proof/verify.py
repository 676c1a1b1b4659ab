"""Prove, from a built site and the seeds alone, that the pages say what the seeds say.

The rule: on the page of a text, the `textContent` of every element with `data-span`, less what is inside
`[data-editorial]`, is the seed between those offsets, a run of space, tab and newline counting as one space.
In it stand links and marks alone, and nothing in it or around it hides it or says it otherwise (`words`). The blocks
have their ids and come in the order of the seed. What is marked for a note is what it is about (`marks`).
A line of verse stands as far in as in the seed, and stanzas are parted where the seed parts them; code has all its
white space. The spans are disjoint, visible, and cover every character of the seed that is not white space; and
nothing else stands in the reading container but what is marked as editorial.
Of a text only its comments are folded, and there a line says what opens.

The pages of parallels, and of what was changed between two versions, have rules of their own (`passages`), and so has
the published data (`data`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import BlockKind, Span
from edition.site.proof.data import compare_places, compare_seed
from edition.site.proof.marks import compare_marks
from edition.site.proof.passages import compare_quoted
from edition.site.proof.words import (
    Difference,
    compare_loose,
    compare_words,
    indentation,
    is_folded,
    read_page,
    span_of,
    words,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lxml.html import HtmlElement

    from edition.model import AnnotatedText, Block, Edition, Text

__all__ = ["Difference", "Proof", "verify"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared for one text."""

    text: str
    blocks: int
    characters: int
    """Characters of the seed that are not white space; all of them were found on the page."""
    sha256: str

    def __str__(self) -> str:
        blocks = "1 block" if self.blocks == 1 else f"{self.blocks} blocks"
        return (
            f"{self.text}: {blocks}, {self.characters:,} of {self.characters:,} characters"
            f" that are not space, none more; sha256 {self.sha256}"
        )


def verify(site: Path, edition: Edition) -> tuple[Proof, ...]:
    """Prove every version of every text of a built site; `Difference` names the first fault."""
    versions = [version for text in edition.texts for version in text.text.versions]
    for text in versions:
        compare_seed(site, text)
    compare_quoted(site, edition, compare_places(site, edition))
    return tuple(_verify_text(site, text, edition.text.get(text.slug)) for text in versions)


def _verify_text(site: Path, text: Text, annotated: AnnotatedText | None) -> Proof:
    page = f"texts/{text.slug}/index.html"
    root = read_page(site, page)
    containers = [
        e for e in root.iter() if e.get("data-text") == text.slug and "edition" in (e.get("class") or "").split()
    ]
    if len(containers) != 1:
        raise Difference(f"{page}: there are {len(containers)} reading containers, not one")
    container = containers[0]
    elements = [e for e in root.iter() if e.get("data-span") is not None]
    spans = [_compare_element(page, text, container, element) for element in elements]
    _compare_order(page, text, elements)
    _compare_space(page, text, {element.get("data-span", ""): element for element in elements})
    _compare_cover(page, text, sorted(spans))
    compare_loose(page, container)
    compare_marks(page, text, annotated, zip(elements, spans, strict=True))
    characters = sum(not char.isspace() for char in text.chars)
    return Proof(text.slug, len(spans), characters, text.sha256)


def _compare_element(page: str, text: Text, container: HtmlElement, element: HtmlElement) -> Span:
    name = f"{page}#{element.get('id') or '?'}"
    span = span_of(name, text, element.get("data-span", ""))
    ancestors = list(element.iterancestors())
    if container not in ancestors:
        raise Difference(f"{name}: stands outside the reading container")
    if any(ancestor.get("data-span") for ancestor in ancestors):
        raise Difference(f"{name}: stands inside another span")
    if any(node.get("data-editorial") is not None for node in (element, *ancestors)):
        raise Difference(f"{name}: is marked as ours")
    compare_words(name, text, element, span)
    return span


def _compare_order(page: str, text: Text, elements: Sequence[HtmlElement]) -> None:
    """The blocks stand on the page in the order of the seed, each under its id, and none but comments in a fold."""
    blocks = {str(block.span): block for block in text.blocks}
    end = 0
    for element in elements:
        span, id_ = element.get("data-span", ""), element.get("id") or "?"
        block = blocks.get(span)
        if block is None:
            raise Difference(f"{page}#{id_}: is no block of the text")
        if block.id != id_:
            raise Difference(f"{page}#{id_}: is {block.id} in the text")
        if block.comment is None and is_folded(element):
            raise Difference(f"{page}#{id_}: is folded, though it is of no comment")
        if block.span.start < end:
            raise Difference(f"{page}#{id_}: stands after what follows it in the text")
        end = block.span.start


def _compare_space(page: str, text: Text, elements: Mapping[str, HtmlElement]) -> None:
    """The white space that a line of verse begins with, and whether it begins a stanza, are those of the seed.

    So is all white space of code.
    """
    before: Block | None = None
    for block in text.blocks:
        element = elements.get(str(block.span))
        if block.kind in {BlockKind.LINE, BlockKind.CODE} and element is not None:
            space = text.chars[text.chars.rfind("\n", 0, block.span.start) + 1 : block.span.start]
            shown = indentation(element)
            if shown != space and not space.strip():
                raise Difference(f"{page}#{block.id}: stands {len(shown)} characters in, in the seed {len(space)}")
        if block.kind is BlockKind.CODE and element is not None:
            if "".join(words(element))[len(indentation(element)) :] != text.words(block.span):
                raise Difference(f"{page}#{block.id}: its white space is not that of {text.file}")
        elif block.kind is BlockKind.LINE and element is not None:
            follows = before is not None and before.kind is BlockKind.LINE
            parted = not follows or text.chars.count("\n", before.span.end if before else 0, block.span.start) > 1
            if ("begins" in (element.get("class") or "").split()) != parted:
                raise Difference(f"{page}#{block.id}: the stanzas are not parted as in {text.file}")
        before = block


def _compare_cover(page: str, text: Text, spans: Sequence[Span]) -> None:
    """The spans are disjoint, and only white space stands between them."""
    end = 0
    for span in [*spans, Span(len(text.chars), len(text.chars))]:
        if span.start < end:
            raise Difference(f"{page}: the span {span} overlaps the one before it")
        between = text.chars[end : span.start]
        if missing := between.strip():
            line = text.line(end + between.index(missing))
            raise Difference(f'{page}: words of {text.file}:{line} are not on the page: "{missing[:60]}"')
        end = span.end
