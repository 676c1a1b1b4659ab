"""The vocabulary of the edition: what a text, a note, an entry and a thread consist of.

Offsets are characters of a seed as decoded from UTF-8, counted from 0; spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}:{self.end}"

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of the other is in this one."""
        return self.start <= other.start and other.end <= self.end

    def within(self, other: Span) -> Span:
        """The part of this span that lies in the other; the two must overlap."""
        return Span(max(self.start, other.start), min(self.end, other.end))


class BlockKind(StrEnum):
    """What a block of a seed is."""

    TITLE = "title"
    BYLINE = "byline"
    CAPTION = "caption"
    """A line beside the prose: the label of a picture or of an app."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CREDIT = "credit"
    """Where the text says that it, or its news, was taken from."""
    COMMENT_HEAD = "comment-head"
    """A comment's number with its printed name, as far as the copy kept it."""
    ADDRESS = "address"
    """The "@" line that names the person answered."""
    COMMENT_PARAGRAPH = "comment-paragraph"
    REPLIES = "replies"
    """A printed list of those who answered or agreed."""
    FURNITURE = "furniture"
    """Part of the web page, not of the text: a form, a shopping cart."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a seed that is shown as one element."""

    id: str
    """The element's id on the page, and the address of the block for ever."""
    kind: BlockKind
    span: Span
    comment: int | None = None
    """The printed number of the comment it belongs to."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a comment opens only on request."""

    comment: int
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One fact about a text that its seed does not print, and where it comes from."""

    key: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Text:
    """One seed document, read."""

    slug: str
    title: str
    file: Path
    """The seed, relative to the edition's root."""
    chars: str
    """The seed as decoded: every offset counts in this string."""
    sha256: str
    """Of the seed's bytes."""
    language: str
    description: str
    about: tuple[Origin, ...]
    rights: str
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    languages: tuple[tuple[str, str], ...] = ()
    """The ids of the blocks that are in another language than the text, each with its language."""

    def words(self, span: Span) -> str:
        """The characters of the seed in a span."""
        return self.chars[span.start : span.end]

    def line(self, offset: int) -> int:
        """The line of the seed's file, from 1, in which a character stands."""
        return self.chars.count("\n", 0, offset) + 1

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """The blocks that have a character in common with a span, in order."""
        return tuple(block for block in self.blocks if block.span.overlaps(span))

    def notice(self, comment: int | None) -> Notice | None:
        """The content notice of a comment, if it has one."""
        return next((notice for notice in self.notices if notice.comment == comment), None)

    @property
    def facts(self) -> dict[str, str]:
        """What is known of the text besides its words, by name: `Author`."""
        return {origin.key: origin.value for origin in self.about}

    @property
    def comments(self) -> tuple[int, ...]:
        """The printed numbers of the comments, in order."""
        return tuple(dict.fromkeys(b.comment for b in self.blocks if b.comment is not None))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a text, with neighbours that tell them from the same words elsewhere.

    A text quote selector of the W3C Web Annotation Data Model (4.2.4).
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on."""

    title: str
    publisher: str
    url: str
    accessed: str
    supports: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening, for the timeline."""

    date: str
    """A year, a month (2020-10) or a day (2020-10-29)."""
    what: str
    source: Source


@dataclass(frozen=True, slots=True)
class Written:
    """What every contributed file has: where it is, who wrote it, what it rests on."""

    slug: str
    file: Path
    body_line: int
    """The line of the file, from 1, on which the body begins."""
    lines: dict[str, int] = field(repr=False, hash=False, compare=False)
    """The line on which each key of the header stands."""
    body: str
    authors: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: str
    """The day on which a second reader compared it with its sources, or nothing."""
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Note(Written):
    """One annotation, not yet placed."""

    text: str
    quotation: Quotation
    title: str
    kind: str
    verdict: str
    parallel: str
    retired: str = ""
    """Why it was withdrawn; a retired note has an address, but no place in the margin."""
    replaced_by: str = ""
    """The note to read instead of a retired one."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note and the one place its words have."""

    note: Note
    span: Span
    number: int
    """Its place in reading order, for display only."""

    @property
    def id(self) -> str:
        """The note's permanent address on its page."""
        return f"note-{self.note.slug}"


@dataclass(frozen=True, slots=True)
class NativeForm:
    """A name in its own language and script."""

    lang: str
    text: str
    transliteration: str


@dataclass(frozen=True, slots=True)
class Entry(Written):
    """One glossary entry."""

    term: str
    category: str
    forms: tuple[str, ...]
    """Every form that becomes a link where it stands."""
    search: tuple[str, ...]
    """Further forms in which people look for it."""
    native: tuple[NativeForm, ...]
    see_also: tuple[str, ...]
    do_not_link: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text, quoted by a parallel."""

    text: str
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Parallel(Written):
    """Two passages, one of each text, that speak of the same thing."""

    title: str
    relation: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PlacedParallel:
    """A parallel with the places of its passages, in the order the file gives them."""

    parallel: Parallel
    spans: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The parallel's permanent address on the parallels page."""
        return f"parallel-{self.parallel.slug}"

    def span_in(self, text: str) -> Span:
        """Where the passage of one text stands."""
        return next(
            span for span, passage in zip(self.spans, self.parallel.passages, strict=True) if passage.text == text
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text or a note names a glossary entry."""

    entry: str
    span: Span
    linked: bool
    """Whether it becomes a link: the first of its section."""


@dataclass(frozen=True, slots=True)
class Inference:
    """A name the copy lost, and why we think we know it."""

    name: str
    evidence: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Answer:
    """That one comment answers another, and how we know."""

    child: int
    parent: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a comment that repeat words printed before."""

    block: str
    """The id of the quoting block."""
    span: Span
    source: str
    """The id of the block it quotes."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader comment of a thread."""

    number: int
    printed_name: str
    """The name the seed prints, or nothing where the copy lost it."""
    inferred: Inference | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a text and how they hang together."""

    comments: tuple[Comment, ...]
    answers: tuple[Answer, ...]
    quoted: tuple[Quoted, ...]
    lost_embeds: frozenset[str]
    """Ids of the blocks after which a video or picture is missing."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with everything that was found to belong to it."""

    text: Text
    notes: tuple[PlacedNote, ...]
    parallels: tuple[PlacedParallel, ...]
    mentions: tuple[Mention, ...]
    thread: Thread
    retired: tuple[Note, ...] = ()

    def mentions_of(self, entry: str) -> tuple[Mention, ...]:
        """Every place where the text names the entry of that slug, in order."""
        return tuple(mention for mention in self.mentions if mention.entry == entry)


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the pages are made of."""

    texts: tuple[AnnotatedText, ...]
    entries: tuple[Entry, ...]
    parallels: tuple[PlacedParallel, ...]
    repo_url: str
    """Where the repository is on the web, or nothing."""

    def text(self, slug: str) -> AnnotatedText:
        """The text with that slug; `StopIteration` if there is none."""
        return next(text for text in self.texts if text.text.slug == slug)

    def entry(self, slug: str) -> Entry:
        """The entry with that slug; `StopIteration` if there is none."""
        return next(entry for entry in self.entries if entry.slug == slug)

    @property
    def notes(self) -> tuple[tuple[AnnotatedText, PlacedNote], ...]:
        """Every note with its text, in reading order."""
        return tuple((text, note) for text in self.texts for note in text.notes)

    def notes_naming(self, entry: str) -> tuple[tuple[AnnotatedText, PlacedNote], ...]:
        """The notes that link the entry of that slug, each with its text."""
        return tuple((text, note) for text, note in self.notes if f"](term:{entry})" in note.note.body)

    @property
    def written(self) -> tuple[Written, ...]:
        """Every contributed file that has a place: notes, entries, parallels."""
        notes = (placed.note for _, placed in self.notes)
        return (*notes, *self.entries, *(placed.parallel for placed in self.parallels))
