"""The words that the page of a text marks for a note or a parallel: those that it is about, and no others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edition.site.proof.words import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from edition.model import AnnotatedText, Span, Text


def compare_marks(
    page: str, text: Text, annotated: AnnotatedText | None, blocks: Iterable[tuple[HtmlElement, Span]]
) -> None:
    """The marks in the blocks of a page are where notes and parallels are; on an older version there are none.

    The words of each block are proven before to be those of its span: so a place among them is a place in the text.
    White space between words is left out, for a page may have it otherwise.
    """
    marked: dict[str, set[int]] = defaultdict(set)
    for block, span in blocks:
        for offset, names in zip(_offsets(text, [span]), _names(block, ()), strict=True):
            for name in names:
                marked[name].add(offset)
    rights = _rights(annotated) if annotated else {}
    for name in [*rights, *marked]:
        if marked.get(name) != rights.get(name):
            raise Difference(f"{page}: what is marked for {name} is not what it is about")


def _names(element: HtmlElement, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """For each character of an element that is of the text and no white space, for what it is marked."""
    for sort in ("note", "parallel"):
        names += tuple(f"{sort}-{slug}" for slug in (element.get(f"data-{sort}s") or "").split())
    yield from (names for char in element.text or "" if not char.isspace())
    for child in element:
        if isinstance(child.tag, str) and child.get("data-editorial") is None:
            yield from _names(child, names)
        yield from (names for char in child.tail or "" if not char.isspace())


def _rights(annotated: AnnotatedText) -> dict[str, set[int]]:
    """Where each note and each parallel is."""
    text = annotated.text
    rights = {placed.id: set(_offsets(text, [placed.span])) for placed in annotated.notes}
    for placed in annotated.parallels:
        spans = [passage.span for passage in placed.passages_in(text.slug)]
        rights[f"parallel-{placed.parallel.slug}"] = set(_offsets(text, spans))
    return rights


def _offsets(text: Text, spans: Iterable[Span]) -> list[int]:
    """The offsets in some spans at which there is no white space."""
    return [at for span in spans for at in range(span.start, span.end) if not text.chars[at].isspace()]
