"""Carry the quotations of a text to its newer words.

A quotation is sure of its place if it is found (`texts.locating`), in the block that its own has become, where the
alignment of both texts has its words, and is still mostly those words. Every other is left to a person, and none is
ever led to other words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from edition.fold import folded, one_space
from edition.model import AnnotatedText, Edition, Note, Parallel, Quotation, Span, Text
from edition.texts.anchoring import find, nearest, telling_quotation
from edition.texts.locating.locate import locate
from edition.texts.locating.sought import Sought
from edition.vocabulary import CONTEXT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.renewal.blocks import Carried
    from edition.texts.aligning import Alignment

_NEIGHBOURS = 32
"""Characters before and after a quotation by which it is found again."""

_KEPT_APART = 400
"""Characters of its old neighbours that keep a quotation from words like its own."""

_MOST = 0.75
"""The share of the words of a quotation that stay, from which they alone tell where it is."""

_LIKE = 50
"""Words less alike (0 to 100, rapidfuzz) are other words, though they stand in the same place: a person decides."""


@dataclass(frozen=True, slots=True)
class Versions:
    """A text and the one that takes its place."""

    edition: Edition
    old: Text
    new: Text
    alignment: Alignment
    carried: Carried

    @property
    def annotated(self) -> AnnotatedText:
        """The older text with all that belongs to it."""
        return self.edition.text[self.old.slug]

    def likeness(self, old: Span, new: Span) -> int:
        """How much alike two passages are, of 100."""
        return round(fuzz.ratio(folded(self.old.words(old)), folded(self.new.words(new))))

    def is_changed(self, old: Span, new: Span) -> bool:
        """Whether the words of two passages differ in more than typography."""
        return folded(self.old.words(old)) != folded(self.new.words(new))


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation of the text, in a file: the note's, or that of a passage of a parallel, counted from 0."""

    written: Note | Parallel
    passage: int | None
    quotation: Quotation
    span: Span

    @property
    def where(self) -> str:
        """The file and the line of its words."""
        key = "quote" if self.passage is None else f"passages.{self.passage}.quote"
        return f"{self.written.file}:{self.written.lines[key]}"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quotation: its new place, or why it has none that is sure."""

    cited: Cited
    span: Span | None
    """Where its words are now, or the nearest ones if that is not sure."""
    doubt: str = ""
    quotation: Quotation | None = None
    """How it is written from now on, if otherwise than before."""


def _cited(annotated: AnnotatedText) -> Iterator[Cited]:
    """Every quotation of a text, with its place."""
    for placed in annotated.notes:
        yield Cited(placed.note, None, placed.note.quotation, placed.span)
    for pair in annotated.parallels:
        for index, (passage, span) in enumerate(zip(pair.parallel.passages, pair.spans, strict=True)):
            if passage.text == annotated.text.slug:
                yield Cited(pair.parallel, index, passage.quotation, span)


def carried_over(versions: Versions) -> Iterator[Found]:
    """What became of each quotation; all are looked for together, for each tells of the others."""
    cited = list(_cited(versions.annotated))
    chars = versions.old.chars
    sought = [
        Sought(
            Quotation(
                versions.old.words(one.span),
                chars[max(one.span.start - _NEIGHBOURS, 0) : one.span.start],
                chars[one.span.end : one.span.end + _NEIGHBOURS],
            ),
            one.span.start,
        )
        for one in cited
    ]
    for one, span in zip(cited, locate(versions.new.chars, sought), strict=True):
        yield _judged(versions, one, span or _by_words(versions, one) or _in_moved(versions, one))


def _by_words(versions: Versions, cited: Cited) -> Span | None:
    """Where a quotation is by the alignment of the texts alone: its first and last word stay, and most between them."""
    words = versions.alignment.old.within(cited.span)
    stay = [versions.alignment.pairs[index] for index in words if index in versions.alignment.pairs]
    ends = {words[0], words[-1]} if words else set()
    if not ends or not ends <= versions.alignment.pairs.keys() or len(stay) < _MOST * len(words):
        return None
    place = versions.alignment.new.spans
    span = Span(place[stay[0]].start, place[stay[-1]].end)
    return span if stay[-1] - stay[0] < 2 * len(words) else None


def _in_moved(versions: Versions, cited: Cited) -> Span | None:
    """Where a quotation is whose block stands elsewhere now, if its words are there to the letter, and once."""
    words = versions.old.words(cited.span)
    for block in versions.new.blocks:
        here = versions.new.words(block.span)
        was = {old.id for old in versions.old.blocks_in(cited.span)}
        if block.id in was & set(versions.carried.moved) and here.count(words) == 1:
            start = block.span.start + here.index(words)
            return Span(start, start + len(words))
    return None


def _judged(versions: Versions, cited: Cited, span: Span | None) -> Found:
    """A quotation with its new place, if that is sure, and with the words that tell it from its likes."""
    if doubt := _doubt(versions, cited, span):
        return _lost(versions, cited, span if doubt == _OTHER_WORDS else None, doubt)
    assert span is not None  # noqa: S101 - without one there is a doubt
    places = find(versions.new, cited.quotation)
    if len(places) == 1 and places[0].overlaps(span):
        return Found(cited, places[0])
    is_same = folded(cited.quotation.exact) == folded(versions.new.words(span))
    telling = telling_quotation(versions.new, span, cited.quotation.exact if is_same else "")
    if telling is None:
        return _lost(versions, cited, span, "no few words beside it tell it from its likes")
    return Found(cited, span, quotation=telling)


_OTHER_WORDS = "other words stand in its place"


def _doubt(versions: Versions, cited: Cited, span: Span | None) -> str:
    """Why a place is not sure, or nothing: it is in the block that its own has become, and has words of its own."""
    was = versions.old.blocks_in(cited.span)
    homes = {home for block in was for home in versions.carried.homes.get(block.id, ())}
    if not homes:
        return "its passage was taken out"
    if span is None:
        return "its words are not found for certain"
    reached = versions.alignment.reached(cited.span) if not homes & set(versions.carried.moved) else []
    is_at_home = any(block.id in homes for block in versions.new.blocks_in(span))
    if not is_at_home or (reached and not any(span.covers(place) for place in reached)):
        return "words like it stand elsewhere"
    return "" if versions.likeness(cited.span, span) >= _LIKE else _OTHER_WORDS


def _lost(versions: Versions, cited: Cited, span: Span | None, doubt: str) -> Found:
    """A quotation for a person to place. If it would be found elsewhere, its old neighbours keep it from there."""
    quotation = Quotation(cited.quotation.exact)
    span = span or nearest(versions.new, Quotation(versions.old.words(cited.span)))
    if not find(versions.new, cited.quotation):
        return Found(cited, span, doubt)
    before = one_space(versions.old.chars[: cited.span.start][-_KEPT_APART:]).split(" ")[-CONTEXT_WORDS:]
    after = one_space(versions.old.chars[cited.span.end :][:_KEPT_APART]).split(" ")[:CONTEXT_WORDS]
    quotation = replace(quotation, prefix=" ".join(before)[-_KEPT_APART:], suffix=" ".join(after)[:_KEPT_APART])
    return Found(cited, span, doubt, quotation)


def is_other(versions: Versions, found: Found) -> bool:
    """Whether a quotation that was found has other words now."""
    return bool(found.span and not found.doubt and versions.is_changed(found.cited.span, found.span))
