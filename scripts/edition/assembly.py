"""Read everything, find its places, check it: from the files of `seeds/` to an `Edition`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from edition import references
from edition.menu import check_menu
from edition.model import (
    AnnotatedText,
    Edition,
    Entry,
    Note,
    OwnPage,
    Parallel,
    Passage,
    PlacedNote,
    PlacedParallel,
    Span,
    Text,
    Written,
)  # fmt: skip
from edition.published import check_published
from edition.settings import read_settings
from edition.texts.anchoring import Unplaced, place
from edition.texts.mentions import Terms
from edition.texts.quoted import quotations
from edition.texts.table import read_texts
from edition.vocabulary import ENTRIES, NOTES, PARALLELS
from edition.written.body import parse
from edition.written.files import read_folder
from edition.written.header import read_document
from edition.written.read import read_entry, read_note, read_parallel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from edition.problems import Problems


AnyWritten = TypeVar("AnyWritten", bound=Written)


def read_edition(root: Path, problems: Problems, repo_url: str = "") -> Edition:
    """Read everything below `root/seeds` and put it together.

    What is faulty in a file is left out, and the rest checked, so that all problems are found at once; the
    edition may be published only if there are none.
    """
    texts = read_texts(root, problems)
    has_texts = not problems
    notes = read_folder(root, NOTES, read_note, problems)
    entries = read_folder(root, ENTRIES, read_entry, problems)
    pairs = read_folder(root, PARALLELS, read_parallel, problems)
    own_pages = _own_pages(root, problems)
    settings = read_settings(root, problems)
    if has_texts:
        check_menu(root, texts, problems)
    complete = not problems
    if has_texts:
        references.check_references(texts, notes, entries, pairs, problems)
    references.check_sides(notes, settings.sides, problems)
    retired: list[Entry | Parallel] = [entry for entry in entries if entry.retired]
    retired += [pair for pair in pairs if pair.retired]
    in_force = [entry for entry in entries if not entry.retired]
    standing = [pair for pair in pairs if not pair.retired]
    spans = _place_all(texts, notes, standing, problems)
    edition = replace(_assemble(texts, notes, in_force, standing, spans), retired=tuple(retired))
    if complete:
        references.check_use(in_force, _used(edition), problems)
    if has_texts:
        check_published(root, edition, problems)
    return replace(edition, repo_url=repo_url.rstrip("/"), settings=settings, own_pages=own_pages)


def _own_pages(root: Path, problems: Problems) -> tuple[OwnPage, ...]:
    """The pages written by hand; problems in their headers, which MkDocs would take for text without a word."""
    documents = (read_document(root, path.relative_to(root), problems) for path in sorted((root / "docs").glob("*.md")))
    return tuple(
        OwnPage(
            document.file.name, str(document.header.get("menu") or document.header.get("title") or document.file.stem)
        )
        for document in documents
        if document
    )


def _place_all(
    texts: Sequence[Text], notes: Iterable[Note], pairs: Iterable[Parallel], problems: Problems
) -> dict[Path, tuple[Span, ...]]:
    """The places of all quotations that were found, by the file that quotes them."""
    spans: dict[Path, tuple[Span, ...]] = {}
    for written, key, passage in _quotations(notes, pairs):
        spans[written.file] = (*spans.get(written.file, ()), *_place(texts, passage, written, key, problems))
    return spans


def _quotations(notes: Iterable[Note], pairs: Iterable[Parallel]) -> Iterator[tuple[Written, str, Passage]]:
    """What the notes in force and the parallels quote: the file, the key, the passage."""
    for note in notes:
        if not note.retired:
            yield note, "quote", Passage(note.text, note.quotation)
    for pair in pairs:
        for index, passage in enumerate(pair.passages):
            yield pair, f"passages.{index}.quote", passage


def _place(texts: Sequence[Text], passage: Passage, written: Written, key: str, problems: Problems) -> tuple[Span, ...]:
    """The one place of a passage; nothing, and a problem at that key, if it is not found."""
    text = next((text for text in texts if text.slug == passage.text), None)
    if text is None or not passage.quotation.exact:
        return ()
    try:
        return (place(text, passage.quotation, [other for other in texts if other is not text]),)
    except Unplaced as unplaced:
        problems.add(written.file, written.lines[key], unplaced.what, unplaced.mend)
        return ()


def _assemble(
    texts: Sequence[Text],
    notes: Sequence[Note],
    entries: Sequence[Entry],
    pairs: Sequence[Parallel],
    spans: dict[Path, tuple[Span, ...]],
) -> Edition:
    """The edition with all links drawn; `spans` are the places of the quotations, by file."""
    terms = Terms(entries)
    order = {text.slug: place for place, text in enumerate(texts)}
    placed = sorted(
        (
            PlacedParallel(_linked(pair, terms), spans[pair.file])
            for pair in pairs
            if pair.passages and len(spans[pair.file]) == len(pair.passages)
        ),
        key=lambda p: (order[p.passages[0].text], p.spans[0], p.parallel.slug),
    )
    return Edition(
        texts=tuple(
            AnnotatedText(
                text=text,
                notes=_numbered((n for n in notes if n.text == text.slug), spans, terms),
                parallels=tuple(p for p in placed if text.slug in p.texts),
                mentions=terms.in_text(text),
                quoted=quotations(text.chars, text.blocks),
                retired=tuple(note for note in notes if note.text == text.slug and note.retired),
            )
            for text in texts
        ),
        entries=tuple(_linked(entry, terms, entry.slug) for entry in entries),
        parallels=tuple(placed),
        repo_url="",
    )


def _linked(written: AnyWritten, terms: Terms, own: str = "") -> AnyWritten:
    """A file whose body links the entries it names; `own` is the entry whose file it is."""
    markdown = terms.linked(written.body, own)
    return written if markdown == written.body.markdown else replace(written, body=parse(markdown))


def _numbered(notes: Iterable[Note], spans: dict[Path, tuple[Span, ...]], terms: Terms) -> tuple[PlacedNote, ...]:
    """The notes of a text that have a place, in reading order, numbered."""
    found = [(span, note) for note in notes for span in spans.get(note.file, ())]
    found.sort(key=lambda item: (item[0], item[1].slug))
    return tuple(PlacedNote(_linked(note, terms), span, number) for number, (span, note) in enumerate(found, 1))


def _used(edition: Edition) -> frozenset[str]:
    """The entries that a text mentions or a note links."""
    in_texts = {mention.entry for text in edition.texts for mention in text.mentions}
    return frozenset(in_texts | edition.naming.keys())
