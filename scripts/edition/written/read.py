"""Read a note, an entry or a parallel: one file each, as far as it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from edition.model import Body, Entry, Event, NativeForm, Note, Parallel, Passage, Quotation, Source
from edition.vocabulary import BODY_CHARACTERS, JUDGED, VERDICTS
from edition.written.header import Document, read_document
from edition.written.judge_body import judge_body, judge_gist, judge_length, judge_wording
from edition.written.judge_header import (
    judge,
    judge_claim,
    judge_contradiction,
    judge_events,
    judge_forms,
    judge_sources,
    judge_standing,
    judge_title,
)
from edition.written.keys import EntryHeader, NoteHeader, ParallelHeader, WrittenHeader

if TYPE_CHECKING:
    from pathlib import Path

    from edition.problems import Problems

AnyWritten = TypeVar("AnyWritten", bound=WrittenHeader)

_VERDICTS = ", ".join(VERDICTS)


def read_note(root: Path, file: Path, problems: Problems) -> Note | None:
    """Read one note as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = _read(root, file, NoteHeader, problems)
    if read is None:
        return None
    document, header, body = read
    if header.kind == JUDGED and document.header.get("verdict") is None:
        problems.add(
            file,
            document.line("kind"),
            "a fact-check needs a verdict",
            f"Add a line “verdict: …” with one of {_VERDICTS}.",
        )
    judge_claim(document, header, problems)
    if header.kind == JUDGED:
        judge_standing(document, header, problems)
        judge_contradiction(document, header, problems)
    if header.kind not in {JUDGED, ""} and header.verdict:
        problems.add(
            file,
            document.line("verdict"),
            f"a note of kind {header.kind} has no verdict",
            "Remove the line, or make the kind fact-check.",
        )
    judge_title(document, "title", header.title, problems)
    return Note(
        **_common(document, header, body, "note"),
        text=file.parent.name,
        quotation=Quotation(header.quote, header.prefix, header.suffix),
        title=header.title,
        kind=header.kind,
        verdict=header.verdict or "",
        claim=header.claim,
        side=header.side,
        parallel=header.parallel,
    )


def read_entry(root: Path, file: Path, problems: Problems) -> Entry | None:
    """Read one entry as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = _read(root, file, EntryHeader, problems)
    if read is None:
        return None
    document, header, body = read
    judge_forms(document, header, problems)
    return Entry(
        **_common(document, header, body, "term"),
        term=header.term,
        category=header.category,
        period=header.period,
        forms=tuple(form for forms in header.forms.values() for form in forms),
        search=tuple(header.search),
        native=tuple(NativeForm(form.lang, form.text, form.transliteration) for form in header.native),
        see_also=tuple(header.see_also),
        do_not_link=tuple(header.do_not_link),
    )


def read_parallel(root: Path, file: Path, problems: Problems) -> Parallel | None:
    """Read one parallel as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = _read(root, file, ParallelHeader, problems)
    if read is None:
        return None
    document, header, body = read
    passages = tuple(
        Passage(passage.text, Quotation(passage.quote, passage.prefix, passage.suffix)) for passage in header.passages
    )
    for index, passage in enumerate(passages):
        if passage in passages[:index]:
            problems.add(
                file,
                document.line("passages", index, "quote"),
                "this passage stands there already",
                "A parallel joins different passages: quote other words, or remove this one.",
            )
    judge_title(document, "title", header.title, problems)
    return Parallel(
        **_common(document, header, body, "parallel"), title=header.title, relation=header.relation, passages=passages
    )


def _read(
    root: Path, file: Path, schema: type[AnyWritten], problems: Problems
) -> tuple[Document, AnyWritten, Body] | None:
    """Take a file apart and judge it; `None`, and a problem, if it cannot be taken apart.

    What is wrong in the header is a problem and left out of it.
    """
    document = read_document(root, file, problems)
    if document is None:
        return None
    header = judge(document, schema, problems)
    judge_sources(document, problems)
    judge_events(document, header, problems)
    if header.replaced_by and not header.retired:
        problems.add(
            file,
            document.line("replaced_by"),
            "only what is retired is replaced by another",
            "Add a line “retired: …” that says why, or remove this one.",
        )
    return document, header, _body(document, problems, gist_limit=schema is not ParallelHeader)


def _common(document: Document, header: WrittenHeader, body: Body, scheme: str) -> dict[str, Any]:
    """The arguments that every `Written` takes; `scheme` is that of a link to a file of its sort."""
    sources = tuple(Source(**{**source.model_dump(), "reading": source.reading or ""}) for source in header.sources)
    successor = header.replaced_by
    return {
        "slug": document.file.stem,
        "file": document.file,
        "body_line": _body_line(document),
        "lines": document.lines,
        "body": body,
        "authors": tuple(header.authors),
        "sources": sources,
        "checked": header.checked,
        "review": header.review or "",
        "retired": header.retired,
        "replaced_by": f"{scheme}:{successor}" if successor and ":" not in successor else successor,
        "events": tuple(
            Event(e.date, e.what, sources[int(e.source) - 1]) for e in header.events if int(e.source) <= len(sources)
        ),
    }


def _body(document: Document, problems: Problems, *, gist_limit: bool) -> Body:
    """The body of a file, judged."""
    line, words = _body_line(document), document.body.strip()
    body = judge_body(document.file, words, line, problems)
    if len(words) <= BODY_CHARACTERS:
        judge_wording(document.file, words, line, problems)
    if gist_limit:
        judge_gist(document.file, body, line, problems)
        judge_length(document.file, body, line, problems)
    return body


def _body_line(document: Document) -> int:
    """The line on which the body's first words stand."""
    lead = len(document.body) - len(document.body.lstrip())
    return document.body_line + document.body.count("\n", 0, lead)
