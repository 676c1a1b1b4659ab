"""One block of a seed, with its marks and links, as Markdown that renders to exactly its words.

The text is cut at every boundary of a note, so that notes may overlap, nest and share words without
crossing tags: each piece is a flat `<mark>` that lists the notes covering it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import Span
from edition.pages.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that a note, or a parallel, speaks of."""

    span: Span
    slug: str
    sort: str
    """`note` or `parallel`."""
    look: str
    """The class that tells the kind: `fact-check`."""


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Words of a text that lead somewhere."""

    span: Span
    address: str
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """What becomes of white space inside a block: whether its line breaks stay, and its runs of spaces."""

    breaks: bool = True
    runs: bool = False


KEPT_BREAKS = Space()


@dataclass(frozen=True, slots=True)
class Insert:
    """Something of ours that stands at an offset, or after the link that is there."""

    offset: int
    markdown: str


def render(  # noqa: PLR0913 - what belongs to the words, each of another sort
    text: Text,
    span: Span,
    marks: Sequence[Mark],
    links: Sequence[LinkedWords],
    inserts: Iterable[Insert],
    *,
    space: Space = KEPT_BREAKS,
) -> str:
    """The words of a span as Markdown, on one line, with everything that belongs to them.

    Links must not overlap each other. An insert inside a link stands after it.
    """
    marks = [mark for mark in marks if mark.span.overlaps(span)]
    links = sorted((link for link in links if span.covers(link.span)), key=lambda link: link.span)
    waiting = sorted(inserts, key=lambda insert: insert.offset)
    parts: list[str] = []
    for piece, link in _around_links(span, links, [insert.offset for insert in waiting]):
        while waiting and waiting[0].offset <= piece.start:
            parts.append(waiting.pop(0).markdown)
        words = "".join(_marked(text, piece, marks, span, space))
        parts.append(f"[{words}]({link.address}){link.attributes}" if link else words)
    return "".join([*parts, *(insert.markdown for insert in waiting)])


def _around_links(
    span: Span, links: Sequence[LinkedWords], stops: Sequence[int]
) -> Iterator[tuple[Span, LinkedWords | None]]:
    """The span cut before and after each link, and at the stops between links."""
    start = span.start
    for link in [*links, None]:
        end = link.span.start if link else span.end
        for stop in sorted({stop for stop in stops if start < stop < end} | {end}):
            if stop > start:
                yield Span(start, stop), None
            start = stop
        if link:
            yield link.span, link
            start = link.span.end


def _marked(text: Text, piece: Span, marks: Sequence[Mark], block: Span, space: Space) -> Iterator[str]:
    """The words of a piece, cut into flat marks."""
    cuts = {piece.start, piece.end}
    for mark in marks:
        cuts |= {cut for cut in (mark.span.start, mark.span.end) if piece.start < cut < piece.end}
    edges = sorted(cuts)
    for start, end in itertools.pairwise(edges):
        words = _line(text.chars[start:end], space, at_start=start == block.start)
        covering = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        yield f"<mark {_mark_attributes(covering)}>{words}</mark>" if covering else words


def _line(words: str, space: Space, *, at_start: bool) -> str:
    """Words on one line; a line break of the seed stays one, or becomes a space."""
    if space.runs:
        return escaped(words, at_start=at_start).replace("\t", "&#9;").replace("\n", "&#10;")
    lines = [re.sub(r"[ \t\f]+", " ", line) for line in re.split(r"[ \t\f]*[\r\n][ \t\r\n\f]*", words)]
    shown = [escaped(line, at_start=at_start and not n) for n, line in enumerate(lines)]
    return ("<br> " if space.breaks else " ").join(shown)


def _mark_attributes(covering: Sequence[Mark]) -> str:
    """The attributes of one piece: whose it is and how it looks."""
    narrowest = min(covering, key=lambda mark: (mark.sort != "note", mark.span.end - mark.span.start))
    attributes = [f'class="{narrowest.look}"']
    for sort in ("note", "parallel"):
        slugs = " ".join(mark.slug for mark in covering if mark.sort == sort)
        if slugs:
            attributes.append(f'data-{sort}s="{slugs}"')
    return " ".join(attributes)
