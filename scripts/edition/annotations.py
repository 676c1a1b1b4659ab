"""Read the notes: one file each, `seeds/annotations/<text>/<slug>.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import contributed
from edition.headers import NoteHeader
from edition.model import Note, Quotation

if TYPE_CHECKING:
    from pathlib import Path

    from edition.problems import Problems

FOLDER = "seeds/annotations"


def read_note(root: Path, file: Path, problems: Problems) -> Note | None:
    """Read one note as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = contributed.read(root, file, NoteHeader, problems)
    if read is None:
        return None
    document, header = read
    if header.kind == "fact-check" and document.header.get("verdict") is None:
        problems.add(
            file,
            document.line("kind"),
            "a fact-check needs a verdict",
            f"Add a line “verdict: …” with one of {contributed.VERDICT_WORDS}.",
        )
    if header.kind not in {"fact-check", ""} and header.verdict:
        problems.add(
            file,
            document.line("verdict"),
            f"a note of kind {header.kind} has no verdict",
            "Remove the line, or make the kind fact-check.",
        )
    if header.replaced_by and not header.retired:
        problems.add(
            file,
            document.line("replaced_by"),
            "only a retired note is replaced by another",
            "Add a line “retired: …” that says why, or remove this one.",
        )
    contributed.judge_title(document, "title", header.title, problems)
    return Note(
        **contributed.common(document, header),
        text=file.parent.name,
        quotation=Quotation(header.quote, header.prefix, header.suffix),
        title=header.title,
        kind=header.kind,
        verdict=header.verdict or "",
        parallel=header.parallel,
        retired=header.retired,
        replaced_by=header.replaced_by,
    )
