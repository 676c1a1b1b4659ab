"""What reading a note, an entry and a parallel have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from edition import prose
from edition.fold import plain_letters
from edition.front_matter import Document, judge
from edition.front_matter import read as read_document
from edition.headers import VERDICTS, ParallelHeader, WrittenHeader
from edition.model import Event, Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edition.problems import Problems

VERDICT_WORDS = ", ".join(VERDICTS)

AnyWritten = TypeVar("AnyWritten", bound=WrittenHeader)
Read = TypeVar("Read")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 60


def read_folder(
    root: Path,
    folder: str,
    read_one: Callable[[Path, Path, Problems], Read | None],
    problems: Problems,
) -> tuple[Read, ...]:
    """Read every file of a folder and its sub-folders, in the order of their names.

    A file that is not a Markdown file is a problem: it would be lost in silence. One with a bad name is read all
    the same, so that its other problems are found too.
    """
    found = []
    for path in sorted((root / folder).rglob("*")):
        file = path.relative_to(root)
        if path.is_dir() and not path.is_symlink():
            continue
        if fault := _alien(path):
            problems.add(file, 1, *fault)
            continue
        if fault := _name_fault(path):
            problems.add(file, 1, *fault)
        if (item := read_one(root, file, problems)) is not None:
            found.append(item)
    return tuple(found)


def _alien(path: Path) -> tuple[str, str] | None:
    """Why a file cannot be a contribution at all, and how to mend it."""
    if path.is_symlink():
        return "this is a symbolic link", "Put the file itself here."
    if path.name.startswith("."):
        return "this file is hidden and not a note", "Remove it."
    if path.suffix != ".md":
        return "this file is not a Markdown file", "Give it a name that ends in .md, or remove it."
    return None


def _name_fault(path: Path) -> tuple[str, str] | None:
    """What is wrong with the name of a file and how to mend it."""
    if not _SLUG.fullmatch(path.stem):
        return (
            f'the name of the file, "{path.stem}", cannot be part of an address',
            f"Use small letters, digits and hyphens: rename the file to {slug(path.stem)}.md.",
        )
    if len(path.stem) > _LONGEST_NAME:
        return f"the name has {len(path.stem)} characters", f"It is part of an address: at most {_LONGEST_NAME}."
    return None


def slug(words: str) -> str:
    """Words as part of an address: `Adopted, not approved` becomes `adopted-not-approved`."""
    return "-".join(re.findall(r"[a-z0-9]+", plain_letters(words).lower())) or "a-telling-name"


def read(root: Path, file: Path, schema: type[AnyWritten], problems: Problems) -> tuple[Document, AnyWritten] | None:
    """Take a file apart and judge it; `None`, and a problem, if it cannot be taken apart.

    What is wrong in the header is a problem and left out of it.
    """
    document = read_document(root, file, problems)
    if document is None:
        return None
    header = judge(document, schema, problems)
    _judge_sources(document, problems)
    _judge_events(document, header, problems)
    _judge_text(document, problems, gist_limit=schema is not ParallelHeader)
    return document, header


def common(document: Document, header: WrittenHeader) -> dict[str, Any]:
    """The arguments that every `Written` takes."""
    sources = tuple(Source(**source.model_dump()) for source in header.sources)
    return {
        "slug": document.file.stem,
        "file": document.file,
        "body_line": document.body_line,
        "lines": document.lines,
        "body": document.body.strip(),
        "authors": tuple(header.authors),
        "sources": sources,
        "checked": header.checked,
        "events": tuple(
            Event(e.date, e.what, sources[int(e.source) - 1]) for e in header.events if int(e.source) <= len(sources)
        ),
    }


def judge_title(document: Document, key: str, title: str, problems: Problems) -> None:
    """Hold a title against its limit and the list of loaded words."""
    line = document.line(key)
    words = len(title.split())
    if words > prose.TITLE_WORDS:
        problems.add(
            document.file,
            line,
            f"the title has {words} words",
            f"At most {prose.TITLE_WORDS}: in a full margin it is all that shows.",
        )
    prose.judge_wording(document.file, title, line, problems)


def _judge_text(document: Document, problems: Problems, *, gist_limit: bool) -> None:
    """Judge the body of a file."""
    body, line = document.body, document.body_line
    lead = len(body) - len(body.lstrip())
    line += body.count("\n", 0, lead)
    body = body.strip()
    prose.judge_body(document.file, body, line, problems)
    prose.judge_wording(document.file, body, line, problems)
    if gist_limit:
        prose.judge_length(document.file, body, line, problems)


def _sources(document: Document) -> list[Any]:
    """The sources as they are written, right or wrong."""
    sources = document.header.get("sources")
    return sources if isinstance(sources, list) else []


def _judge_sources(document: Document, problems: Problems) -> None:
    first: dict[str, int] = {}
    for index, source in enumerate(_sources(document)):
        line = document.line("sources", index, "url")
        url = str(source.get("url") or "") if isinstance(source, dict) else ""
        if url in first:
            problems.add(
                document.file,
                line,
                "this source stands here a second time",
                f"It stands first on line {first[url]}. Join what the two support.",
            )
        if url:
            first.setdefault(url, line)


def _judge_events(document: Document, header: WrittenHeader, problems: Problems) -> None:
    count = len(_sources(document))
    for index, event in enumerate(header.events):
        if int(event.source) > count:
            problems.add(
                document.file,
                document.line("events", index, "source"),
                f"there is no source number {event.source}",
                f"The file has {count}; the first is number 1.",
            )
        words = len(event.what.split())
        if words > prose.EVENT_WORDS:
            problems.add(
                document.file,
                document.line("events", index, "what"),
                f"the event has {words} words",
                f"At most {prose.EVENT_WORDS}, in one sentence.",
            )
