"""The steps in order: read, place, check, write. The only module that knows all others."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from edition import glossary, parallels, references
from edition.anchoring import place
from edition.annotations import FOLDER as NOTES_FOLDER
from edition.annotations import read_note
from edition.contributed import read_folder
from edition.exports import all_exports
from edition.front_matter import read
from edition.mentions import Terms
from edition.model import (
    AnnotatedText,
    Edition,
    Entry,
    Note,
    Parallel,
    PlacedNote,
    PlacedParallel,
    Span,
    Text,
)  # fmt: skip
from edition.pages import all_pages
from edition.pages.common import FOLDERS
from edition.prose import internal_links
from edition.publish import Page, publish
from edition.schemas import all_schemas
from edition.texts import read_texts
from edition.thread import rebuild

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from edition.problems import Problems


def read_edition(root: Path, problems: Problems, repo_url: str = "") -> Edition:
    """Read everything below `root/seeds` and put it together.

    Whatever is faulty is reported and left out, so that all problems are found at once; the edition may be
    published only if there are none.
    """
    texts = read_texts(root, problems)
    has_texts = not problems
    notes = read_folder(root, NOTES_FOLDER, read_note, problems)
    entries = read_folder(root, glossary.FOLDER, glossary.read_entry, problems)
    pairs = read_folder(root, parallels.FOLDER, parallels.read_parallel, problems)
    _check_pages(root, problems)
    complete = not problems
    if has_texts:
        references.check_references(texts, notes, entries, pairs, problems)
    placed = _place_parallels(texts, pairs, problems)
    terms = Terms(entries)
    annotated = tuple(
        replace(
            _annotate(text, _place_notes(text, notes, problems), placed, terms),
            retired=tuple(note for note in notes if note.text == text.slug and note.retired),
        )
        for text in texts
    )
    edition = Edition(
        texts=annotated,
        entries=tuple(_linked_entry(entry, terms) for entry in entries),
        parallels=tuple(_linked_parallel(parallel, terms) for parallel in placed),
        repo_url=repo_url.rstrip("/"),
    )
    if complete:
        references.check_use(entries, _used(edition), problems)
    return edition


def write_edition(root: Path, edition: Edition) -> int:
    """Write all generated pages and data below `root/docs`; returns how many files changed."""
    seeds = {text.text.slug: (root / text.text.file).read_bytes() for text in edition.texts}
    pages = [*all_pages(edition), *all_exports(edition, seeds), *_schema_pages()]
    return publish(root / "docs", pages, FOLDERS)


def _schema_pages() -> Iterator[Page]:
    """The rules of the files people write, for editors."""
    for name, schema in all_schemas().items():
        yield Page(f"data/schemas/{name}.json", (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode())


def _check_pages(root: Path, problems: Problems) -> None:
    """The headers of hand-written pages: MkDocs takes a faulty one for text and says nothing."""
    for path in sorted((root / "docs").glob("*.md")):
        read(root, path.relative_to(root), problems)


def _place_notes(text: Text, notes: Iterable[Note], problems: Problems) -> tuple[PlacedNote, ...]:
    """The notes of a text in reading order, numbered."""
    found: list[tuple[Span, Note]] = []
    for note in notes:
        if note.text == text.slug and not note.retired:
            span = place(text, note.quotation, note.file, note.lines["quote"], problems)
            if span:
                found.append((span, note))
    found.sort(key=lambda item: (item[0], item[1].slug))
    return tuple(PlacedNote(note, span, number) for number, (span, note) in enumerate(found, 1))


def _place_parallels(
    texts: Sequence[Text], pairs: Iterable[Parallel], problems: Problems
) -> tuple[PlacedParallel, ...]:
    """The parallels whose passages were both found, in the order of the first text."""
    by_slug = {text.slug: text for text in texts}
    found: list[PlacedParallel] = []
    for pair in pairs:
        spans = [
            place(by_slug[p.text], p.quotation, pair.file, pair.lines[f"passages.{index}.quote"], problems)
            for index, p in enumerate(pair.passages)
            if p.text in by_slug
        ]
        placed = tuple(span for span in spans if span)
        if len(placed) == len(pair.passages):
            found.append(PlacedParallel(pair, placed))
    return tuple(sorted(found, key=lambda p: (p.spans[0], p.parallel.slug)))


def _annotate(
    text: Text, notes: tuple[PlacedNote, ...], placed: Iterable[PlacedParallel], terms: Terms
) -> AnnotatedText:
    return AnnotatedText(
        text=text,
        notes=tuple(PlacedNote(_linked_note(p.note, terms), p.span, p.number) for p in notes),
        parallels=tuple(
            _linked_parallel(p, terms)
            for p in placed
            if any(passage.text == text.slug for passage in p.parallel.passages)
        ),
        mentions=terms.in_text(text),
        thread=rebuild(text),
    )


def _linked_note(note: Note, terms: Terms) -> Note:
    return replace(note, body=terms.link(note.body))


def _linked_entry(entry: Entry, terms: Terms) -> Entry:
    return replace(entry, body=terms.link(entry.body, own=entry.slug))


def _linked_parallel(placed: PlacedParallel, terms: Terms) -> PlacedParallel:
    return replace(placed, parallel=replace(placed.parallel, body=terms.link(placed.parallel.body)))


def _used(edition: Edition) -> frozenset[str]:
    """The entries that a text mentions or a note links."""
    in_texts = {mention.entry for text in edition.texts for mention in text.mentions}
    in_notes = {
        link.target for _, note in edition.notes for link in internal_links(note.note.body) if link.scheme == "term"
    }
    return frozenset(in_texts | in_notes)
