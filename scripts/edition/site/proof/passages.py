"""The pages that print words of several texts: of parallels, of two texts that face each other, of what was changed.

Every element with `data-seed`, the slug of a text, and `data-span` is held to the words of that text. Which there must
be is known: the page of a parallel, and the list of all, have its passages in their order, each in its sentence. Where
two texts, or two versions of one, face each other, each stands whole in its columns (`here`), in its order, with no
words of nobody among its own; beside two texts stand the passages of the parallels that they share: those of both in
their sentences, and once more those of the first.

Whole is a text with all but comments and the furniture of the page it came from, of which those stand there that a
shared parallel is about; and a version with all but comments behind a notice. Versions alone may be folded, and then a
line says what opens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.site.proof.words import Difference, compare_loose, compare_words, is_folded, read_page, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml.html import HtmlElement

    from edition.model import Block, Edition, PlacedParallel, PlacedPassage, Span, Text

    _Quoted = tuple[str, Span]
    """The slug of a text, and where in it the words are."""

_LIST = "parallels/index.html"


@dataclass(frozen=True, slots=True)
class _Column:
    """A text that stands whole on a page."""

    text: Text
    blocks: tuple[Block, ...]
    """Those of its blocks that must be there."""
    ids: str | None = None
    """What follows the id of a block in that of its element; nothing if elements have none."""


@dataclass(frozen=True, slots=True)
class _Awaited:
    """What a page prints of the seeds."""

    passages: tuple[_Quoted, ...] = ()
    """Beside the columns."""
    columns: tuple[_Column, ...] = ()
    in_order: bool = True
    """Whether the passages come in this order."""

    @property
    def compares_versions(self) -> bool:
        """Whether the columns are two versions of a text."""
        return any(column.ids is not None for column in self.columns)


def compare_quoted(site: Path, edition: Edition, sentences: Mapping[PlacedPassage, Span]) -> None:
    """The pages print what they are to print, and no words of a seed besides.

    `sentences` has for each passage that is printed the span of its sentence.
    """
    texts = {version.slug: version for text in edition.texts for version in text.text.versions}
    pages = dict(_pages(edition, sentences))
    others = [*(site / "parallels").rglob("*.html"), *(site / "texts").glob("*/changes-*/*.html")]
    for page in sorted(pages.keys() | {path.relative_to(site).as_posix() for path in others}):
        _compare_page(site, page, texts, pages.get(page, _Awaited()))


def _pages(edition: Edition, sentences: Mapping[PlacedPassage, Span]) -> Iterator[tuple[str, _Awaited]]:
    """Each page that prints words of several texts, and what."""
    every = tuple(edition.parallels)
    if every:
        yield _LIST, _Awaited(tuple(_in_sentences(every, sentences)))
    for placed in every:
        yield f"parallels/{placed.parallel.slug}/index.html", _Awaited(tuple(_in_sentences([placed], sentences)))
    for one, other in combinations((text.text for text in edition.texts), 2):
        if shared := [placed for placed in every if {one.slug, other.slug} <= set(placed.texts)]:
            path = f"parallels/{'--'.join(sorted((one.slug, other.slug)))}/index.html"
            both = _in_sentences(shared, sentences, {one.slug, other.slug})
            alone = (
                (one.slug, passage.span)
                for placed in shared
                for passage in placed.passages_in(one.slug)
                if passage in sentences
            )
            columns = tuple(_Column(text, tuple(_facing(text, shared))) for text in (one, other))
            yield path, _Awaited((*both, *alone), columns, in_order=False)
    for text in edition.texts:
        for old, new in pairwise(text.text.versions):
            columns = (_Column(old, tuple(_open(old)), "-before"), _Column(new, tuple(_open(new)), ""))
            path = f"texts/{old.slug.replace('/version-', '/changes-')}/index.html"
            yield path, _Awaited(columns=columns)


def _in_sentences(
    parallels: Sequence[PlacedParallel], sentences: Mapping[PlacedPassage, Span], slugs: set[str] | None = None
) -> Iterator[_Quoted]:
    """The passages of parallels, of some texts or of all, each as its sentence."""
    for placed in parallels:
        for passage in placed.passages:
            if passage in sentences and (slugs is None or passage.text in slugs):
                yield passage.text, sentences[passage]


def _facing(text: Text, parallels: Sequence[PlacedParallel]) -> Iterator[Block]:
    """The blocks of a text that face another."""
    met = [passage.span for placed in parallels for passage in placed.passages_in(text.slug)]
    for block in text.blocks:
        is_own = block.comment is None and block.kind is not BlockKind.FURNITURE
        if not text.notice(block.comment) and (is_own or any(block.span.overlaps(span) for span in met)):
            yield block


def _open(text: Text) -> Iterator[Block]:
    """The blocks of a text that are behind no notice."""
    return (block for block in text.blocks if not text.notice(block.comment))


def _compare_page(site: Path, page: str, texts: Mapping[str, Text], awaited: _Awaited) -> None:
    root = read_page(site, page)
    columns = [element for element in root.iter() if "here" in (element.get("class") or "").split()]
    for column in columns:
        compare_loose(page, column)
    standing: list[tuple[_Quoted, HtmlElement]] = []
    passages: list[_Quoted] = []
    for element in root.iter():
        if element.get("data-span") is not None:
            quoted = _compare_element(page, texts, element, compared=awaited.compares_versions)
            if any(column in columns for column in element.iterancestors()):
                standing.append((quoted, element))
            else:
                passages.append(quoted)
    _compare_passages(page, awaited, passages)
    for column in awaited.columns:
        _compare_column(page, column, [(span, e) for (slug, span), e in standing if slug == column.text.slug])
    if strange := {slug for (slug, _), _ in standing} - {column.text.slug for column in awaited.columns}:
        raise Difference(f"{page}: has {min(strange)} in a column, which does not face another there")


def _compare_element(page: str, texts: Mapping[str, Text], element: HtmlElement, *, compared: bool) -> _Quoted:
    """The text and the span of an element, whose words are those of the text and can be seen."""
    slug, span = element.get("data-seed") or "", element.get("data-span", "")
    if slug not in texts:
        raise Difference(f'{page}: words of a text "{slug}", which is not there')
    name = f"{page}, {slug} {span}"
    if any(node.get("data-editorial") is not None for node in (element, *element.iterancestors())):
        raise Difference(f"{name}: is marked as ours")
    if is_folded(element) and not compared:
        raise Difference(f"{name}: is folded")
    there = span_of(name, texts[slug], span)
    compare_words(name, texts[slug], element, there, compared=compared)
    return slug, there


def _compare_passages(page: str, awaited: _Awaited, found: Sequence[_Quoted]) -> None:
    """The passages are all there, each as often as it is awaited, and no others."""
    missing, others = Counter(awaited.passages) - Counter(found), Counter(found) - Counter(awaited.passages)
    for what, some in (("is missing", missing), ("is none of its passages, or stands too often", others)):
        for slug, span in some:
            raise Difference(f"{page}: {slug} {span} {what}")
    if awaited.in_order and list(awaited.passages) != list(found):
        raise Difference(f"{page}: the passages are not in the order of their parallels")


def _compare_column(page: str, column: _Column, found: Sequence[tuple[Span, HtmlElement]]) -> None:
    """A text is there whole, in its order, each block once and under its id."""
    text, spans = column.text, [span for span, _ in found]
    if any(one.end > two.start for one, two in pairwise(spans)):
        raise Difference(f"{page}: the blocks of {text.slug} are not in their order, or one stands twice")
    for block in column.blocks:
        if block.span not in spans:
            raise Difference(f"{page}: {text.slug} is not whole, {block.id} is missing")
    ids = {block.span: block.id for block in text.blocks}
    for span, element in found:
        awaited = None if column.ids is None else f"{ids.get(span, '')}{column.ids}"
        if element.get("id") != awaited:
            raise Difference(f"{page}: {text.slug} {span} has the id {element.get('id')}, not {awaited}")
