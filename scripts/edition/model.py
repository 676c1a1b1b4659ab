"""What a text, a note, an entry, a thread and a page consist of.

Offsets are characters of a seed as decoded from UTF-8, counted from 0; spans are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _made() -> Any:
    """A field that is made from the others, once, when the whole is put together."""
    return field(init=False, repr=False, compare=False)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    """The values of each key, in the order given."""
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


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
    """What a block of a seed is; named as TEI P5 names such things, where it does."""

    TITLE = "title"
    BYLINE = "byline"
    EPIGRAPH = "epigraph"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LINE = "line"
    """A line of verse."""
    SPEAKER = "speaker"
    """Who says what follows, in a play or a dialogue."""
    STAGE = "stage"
    """A stage direction."""
    ITEM = "item"
    """An item of a list."""
    ROW = "row"
    """A row of a table, a tab between its cells."""
    CODE = "code"
    """Lines whose white space means something: of a program, of what was drawn with letters."""
    NOTE = "note"
    """A note of the author's own."""
    ORNAMENT = "ornament"
    """A row of signs between two parts."""
    CAPTION = "caption"
    """A line beside the prose: the label of a picture or of an app."""
    CREDIT = "credit"
    """Where the text says that it, or its news, was taken from."""
    FURNITURE = "furniture"
    """Part of the web page, not of the text: a form, a shopping cart."""
    COMMENT_HEAD = "comment-head"
    """A comment's number, name or date, as far as the copy kept them."""
    ADDRESS = "address"
    """The "@" line that names the person answered."""
    COMMENT_PARAGRAPH = "comment-paragraph"
    REPLIES = "replies"
    """A printed list of those who answered or agreed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a seed that is shown as one element."""

    id: str
    """The element's id on the page, and the address of the block for ever."""
    kind: BlockKind
    span: Span
    comment: int | None = None
    """The number of the comment it belongs to."""
    level: int = 0
    """Of a heading, 2 to 6, or of an item, from 1; 0 where it is not declared."""
    language: str = ""
    """Where it is another than that of the text."""
    number: str = ""
    """The number of a line of verse, as the text counts."""
    label: str = ""
    """What the text prints for a note of the author's: `[1]`."""
    referred: tuple[str, ...] = ()
    """The ids of the blocks that print the label of this note."""
    summary: str = ""
    """What it says, in one plain sentence of ours."""
    is_cut: bool = False
    """Whether a picture or a video that stood after it is not in the copy."""
    keeps_breaks: bool = False
    """Whether its line breaks were meant, where those of its kind are not."""
    has_labels: bool = False
    """Of a row: whether its cells say what stands below them."""


@dataclass(frozen=True, slots=True)
class RetiredBlock:
    """A block whose words were taken out of a text, and whose address says so."""

    id: str
    opening: str
    """The words it opened with."""
    now: str = ""
    """The id of the block in which its words stand now, if they were joined to another."""
    number: int | None = None
    """Of a head: the number of the comment that is gone."""


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
class Comment:
    """One reader comment, as it is declared."""

    number: int
    name: str
    """The name the seed prints, or nothing where the copy lost it."""
    blocks: tuple[Block, ...]
    inferred: Inference | None = None
    answers: tuple[Answer, ...] = ()
    """The comments it answers."""
    date: str = ""
    """As it is printed, or nothing."""
    state: str = ""
    """What became of it, where the copy says so: `removed by a moderator`."""


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
    comments: tuple[Comment, ...] = ()
    date: str = ""
    """When it appeared: a year, a month or a day, or nothing where that is not known."""
    retired: tuple[RetiredBlock, ...] = ()
    earlier: tuple[Text, ...] = ()
    """The versions before this one, from the first; their slugs are `the-text/version-1` and so on."""
    until: str = ""
    """Of an earlier version: the day on which another took its place."""
    reason: str = ""
    """Of an earlier version: why."""

    def words(self, span: Span) -> str:
        """The characters of the seed in a span."""
        return self.chars[span.start : span.end]

    def line(self, offset: int) -> int:
        """The line of the seed's file, from 1, in which a character stands."""
        return self.chars.count("\n", 0, offset) + 1

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """The blocks that have a character in common with a span, in order."""
        first = bisect_right(self.blocks, span.start, key=lambda block: block.span.end)
        last = bisect_left(self.blocks, span.end, key=lambda block: block.span.start)
        return self.blocks[first:last]

    @property
    def versions(self) -> tuple[Text, ...]:
        """All versions, from the first to the one that stands."""
        return (*self.earlier, self)

    def answered_by(self, number: int) -> tuple[int, ...]:
        """The numbers of the comments that answer a comment, in order."""
        return tuple(c.number for c in self.comments for answer in c.answers if answer.parent == number)

    def notice(self, comment: int | None) -> Notice | None:
        """The content notice of a comment, if it has one."""
        return next((notice for notice in self.notices if notice.comment == comment), None)

    @property
    def facts(self) -> dict[str, str]:
        """What is known of the text besides its words, by name: `Author`."""
        return {origin.key: origin.value for origin in self.about}


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
    standing: str = ""
    """What it is, by who owns and pays it."""
    reading: str = ""
    """How much of it was read: `whole`, `part` or `summary`."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening, for the timeline."""

    date: str
    """A year, a month (2020-10) or a day (2020-10-29)."""
    what: str
    source: Source


@dataclass(frozen=True, slots=True)
class Link:
    """A link in contributed prose."""

    span: Span
    """Its place in the Markdown of its paragraphs, brackets and address included."""
    label: str
    """What stands between the brackets, as Markdown."""
    scheme: str
    """`term`, `text`, `note` or `parallel`; `http` or `https` for the web."""
    target: str
    """What follows the colon; of a web address, all of it."""
    place: Span
    """The label's place in the plain words of the body."""
    line: int
    """Counted from 0 at the beginning of the body."""

    @property
    def leads_outside(self) -> bool:
        """Whether it is the address of a page on the web."""
        return self.scheme in {"http", "https"}


@dataclass(frozen=True, slots=True)
class Prose:
    """Some paragraphs of a body, understood once."""

    markdown: str
    words: str
    """The words a reader sees, runs of white space as one space."""
    links: tuple[Link, ...]
    """In order."""
    free: tuple[Span, ...]
    """Where the Markdown can take further links: not in a link, in code or in an address."""

    def with_links(self, address: Callable[[str, str], str]) -> str:
        """The Markdown with every link into the edition made an address by `address(scheme, target)`."""
        parts, last = [], 0
        for link in self.links:
            if not link.leads_outside:
                parts += [self.markdown[last : link.span.start], f"[{link.label}]({address(link.scheme, link.target)})"]
                last = link.span.end
        return "".join([*parts, self.markdown[last:]])


@dataclass(frozen=True, slots=True)
class Body:
    """The prose of a contributed file: a gist that stands alone, and what may follow it."""

    markdown: str
    gist: Prose
    """The first paragraph."""
    detail: Prose
    """What follows it."""
    since: Prose = Prose("", "", (), ())
    """What came after the time of the text; it begins with the words that say so."""

    @property
    def parts(self) -> tuple[Prose, ...]:
        """All there is, in order."""
        return tuple(part for part in (self.gist, self.detail, self.since) if part.markdown)

    @property
    def words(self) -> str:
        """All words a reader sees."""
        return " ".join(part.words for part in self.parts if part.words)

    @property
    def links(self) -> tuple[Link, ...]:
        """All links, in order."""
        return self.gist.links + self.detail.links + self.since.links

    @property
    def links_inside(self) -> tuple[Link, ...]:
        """The links into the edition, in order."""
        return tuple(link for link in self.links if not link.leads_outside)


@dataclass(frozen=True, slots=True)
class Written:
    """What every contributed file has: where it is, who wrote it, what it rests on."""

    slug: str
    file: Path
    body_line: int
    """The line of the file, from 1, on which the body begins."""
    lines: dict[str, int] = field(repr=False, hash=False, compare=False)
    """The line on which each key of the header stands."""
    body: Body
    authors: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: str
    """The day on which a second reader compared it with its sources, or nothing."""
    events: tuple[Event, ...]
    review: str = field(default="", kw_only=True)
    """The day from which it must be looked at again, or nothing."""
    retired: str = field(default="", kw_only=True)
    """Why it was withdrawn; what is retired has an address, and no other place."""
    replaced_by: str = field(default="", kw_only=True)
    """What to read instead, as `note:its-slug`, or nothing."""


@dataclass(frozen=True, slots=True)
class Note(Written):
    """One annotation, not yet placed."""

    text: str
    quotation: Quotation
    title: str
    kind: str
    verdict: str
    parallel: str
    claim: str = ""
    """What a fact-check judges, in one line."""
    side: str = ""
    """For whom the claim speaks, if the edition names sides."""

    @property
    def id(self) -> str:
        """Its permanent address on the page of its text."""
        return f"note-{self.slug}"


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
        return self.note.id


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
    period: str
    """The first and the last year in which it holds, as 2021/2025, or nothing."""
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
    """Passages, two or more, of any texts, that speak of the same thing."""

    title: str
    relation: str
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """Its permanent address on the pages of parallels, and of its first words on those of texts."""
        return f"parallel-{self.slug}"

    @property
    def passage_ids(self) -> tuple[str, ...]:
        """The permanent address of each passage on the page of its text, where further ones are counted from 2."""
        texts = [passage.text for passage in self.passages]
        counts = (texts[: index + 1].count(text) for index, text in enumerate(texts))
        return tuple(self.id if count == 1 else f"{self.id}--{count}" for count in counts)


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage of a parallel and the one place its words have."""

    text: str
    span: Span
    id: str
    """The permanent address of its words on the page of the text."""


@dataclass(frozen=True, slots=True)
class PlacedParallel:
    """A parallel with the places of its passages, in the order the file gives them."""

    parallel: Parallel
    spans: tuple[Span, ...]

    passages: tuple[PlacedPassage, ...] = _made()

    def __post_init__(self) -> None:
        parallel = self.parallel
        given = zip(parallel.passages, self.spans, parallel.passage_ids, strict=True)
        placed = tuple(PlacedPassage(passage.text, span, place) for passage, span, place in given)
        object.__setattr__(self, "passages", placed)

    @property
    def id(self) -> str:
        """The parallel's permanent address."""
        return self.parallel.id

    @property
    def texts(self) -> tuple[str, ...]:
        """The slugs of its texts, each once, in the order of its passages."""
        return tuple(dict.fromkeys(passage.text for passage in self.passages))

    def passages_in(self, text: str) -> tuple[PlacedPassage, ...]:
        """Its passages in one text, in the order the file gives them."""
        return tuple(passage for passage in self.passages if passage.text == text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text or a note names a glossary entry."""

    entry: str
    span: Span
    linked: bool
    """Whether it becomes a link: the first of its section."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a comment that repeat words printed before."""

    block: str
    """The id of the quoting block."""
    span: Span
    source: str
    """The id of the block it quotes."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with everything that was found to belong to it."""

    text: Text
    notes: tuple[PlacedNote, ...]
    """In reading order."""
    parallels: tuple[PlacedParallel, ...]
    mentions: tuple[Mention, ...]
    quoted: tuple[Quoted, ...] = ()
    """Where comments repeat words printed before."""
    retired: tuple[Note, ...] = ()

    notes_at: Mapping[str, tuple[PlacedNote, ...]] = _made()
    """The notes that begin in a block, by its id: a note over several stands with the first."""
    parallels_at: Mapping[str, tuple[PlacedParallel, ...]] = _made()
    """The parallels of which a passage begins in a block, by its id."""
    mentions_of: Mapping[str, tuple[Mention, ...]] = _made()
    """Every place where the text names an entry, in order, by the entry's slug."""

    def __post_init__(self) -> None:
        notes = ((self.block_at(placed.span).id, placed) for placed in self.notes)
        parallels = dict.fromkeys(
            (self.block_at(passage.span).id, placed)
            for placed in self.parallels
            for passage in placed.passages_in(self.text.slug)
        )
        mentions = ((mention.entry, mention) for mention in self.mentions)
        object.__setattr__(self, "notes_at", _grouped(notes))
        object.__setattr__(self, "parallels_at", _grouped(parallels))
        object.__setattr__(self, "mentions_of", _grouped(mentions))

    def block_at(self, span: Span) -> Block:
        """The block in which a span begins."""
        return self.text.blocks_in(span)[0]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition is called, which languages it speaks, how it looks."""

    name: str = "An annotated edition"
    heading: str = ""
    """The heading of its first page, if not its name."""
    lead: str = ""
    """What stands below that, in a sentence or two."""
    description: str = ""
    """The edition in one sentence, for search engines."""
    searching: str = ""
    """What its search finds besides words, with examples."""
    language: str = "en"
    """The language of the interface: of menus, headings, counts."""
    notes_language: str = "en"
    """The language in which notes and entries are written."""
    as_of: str = ""
    """The day up to which later facts are told."""
    sides: tuple[str, ...] = ()
    """For whom a claim may speak."""
    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Those that are not the usual ones, by name: in light and in dark."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page written by hand, directly in `docs/`."""

    path: str
    label: str
    """How the menu calls it."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """How one part of a file read before a change and after it."""

    part: str
    """A key of the header, or `gist`, `detail` or `since`."""
    before: str = ""
    """Its words, where they can be told in a few."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one contributed file at one time."""

    commit: str
    """The name of the commit that brought it, in hexadecimal digits."""
    when: str
    """The moment of that commit, in UTC: `2026-11-29T07:26:40Z`."""
    file: Path
    sort: str
    """`added`, `changed`, `retired` or `removed`."""
    name: str
    """The title, or the term, as it was then."""
    authors: tuple[str, ...] = ()
    """Those the file names."""
    parts: tuple[Alteration, ...] = ()
    """What of a changed file differs."""

    @property
    def day(self) -> str:
        """The day, as ISO 8601 has it."""
        return self.when.partition("T")[0]


@dataclass(frozen=True, slots=True)
class History:
    """What changed in notes, entries and parallels, latest first, as far as it is known."""

    changes: tuple[Change, ...] = ()
    first: str = ""
    """The commit with which the history begins, or nothing where only a part of it is known."""
    since: str = ""
    """The moment from which on a part of it is known; nothing where all of it is."""
    missing: str = ""
    """Why nothing, or only a part, is known."""

    of: Mapping[Path, tuple[Change, ...]] = _made()
    """The changes of a file, latest first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "of", _grouped((change.file, change) for change in self.changes))

    @property
    def landings(self) -> tuple[tuple[Change, ...], ...]:
        """The changes that came together, latest first."""
        return tuple(tuple(group) for _, group in groupby(self.changes, key=lambda change: change.commit))


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the pages are made of."""

    texts: tuple[AnnotatedText, ...]
    entries: tuple[Entry, ...]
    parallels: tuple[PlacedParallel, ...]
    repo_url: str
    """Where the repository is on the web, or nothing."""
    settings: Settings = field(default_factory=Settings)
    own_pages: tuple[OwnPage, ...] = ()
    retired: tuple[Entry | Parallel, ...] = ()
    """The entries and parallels that have an address alone; the notes stand with their texts."""
    history: History = field(default_factory=History)
    site_url: str = ""
    """Where the site will stand, with a slash at its end, or nothing."""

    text: Mapping[str, AnnotatedText] = _made()
    """The texts by their slugs."""
    note: Mapping[str, tuple[AnnotatedText, PlacedNote]] = _made()
    """The notes by their slugs, each with its text, in reading order."""
    naming: Mapping[str, tuple[tuple[AnnotatedText, PlacedNote], ...]] = _made()
    """The notes that link an entry, by the entry's slug."""
    related: Mapping[str, tuple[Entry, ...]] = _made()
    """The entries that an entry names, or that name it, by its slug."""

    def __post_init__(self) -> None:
        notes = {placed.note.slug: (text, placed) for text in self.texts for placed in text.notes}
        naming = (
            (slug, (text, placed))
            for text, placed in notes.values()
            for slug in dict.fromkeys(link.target for link in placed.note.body.links if link.scheme == "term")
        )
        object.__setattr__(self, "text", {text.text.slug: text for text in self.texts})
        object.__setattr__(self, "note", notes)
        object.__setattr__(self, "naming", _grouped(naming))
        object.__setattr__(self, "related", _related(self.entries))

    @property
    def notes(self) -> tuple[tuple[AnnotatedText, PlacedNote], ...]:
        """Every note with its text, in reading order."""
        return tuple(self.note.values())

    @property
    def retired_parallels(self) -> tuple[Parallel, ...]:
        """The parallels that have addresses alone."""
        return tuple(written for written in self.retired if isinstance(written, Parallel))

    @property
    def retired_entries(self) -> tuple[Entry, ...]:
        """The entries that have addresses alone."""
        return tuple(written for written in self.retired if isinstance(written, Entry))

    @property
    def has_events(self) -> bool:
        """Whether anything is dated."""
        return any(written.events for written in self.written)

    @property
    def has_sources(self) -> bool:
        """Whether anything rests on a source."""
        return any(written.sources for written in self.written)

    @property
    def written(self) -> tuple[Written, ...]:
        """Every contributed file that has a place: notes, entries, parallels."""
        notes = (placed.note for _, placed in self.notes)
        return (*notes, *self.entries, *(placed.parallel for placed in self.parallels))


def _related(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """For each entry those it names below `see_also` and those that name it, in the order of all entries."""
    pairs = {(entry.slug, slug) for entry in entries for slug in entry.see_also if slug != entry.slug}
    pairs |= {(other, slug) for slug, other in pairs}
    return _grouped((slug, entry) for entry in entries for slug, other in sorted(pairs) if other == entry.slug)


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be written."""

    path: str
    """Below the folder of pages, with forward slashes: `texts/russia-china-vote.md`."""
    content: bytes
