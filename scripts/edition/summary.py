"""Show new and changed files to a reviewer: each note in its passage, each entry with what it links.

The Markdown is for the host of the repository, which knows nothing of the edition's own links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.fold import one_space
from edition.model import Entry
from edition.pages import common
from edition.pages.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from edition.model import AnnotatedText, Edition, PlacedNote, PlacedParallel, Span, Text, Written
    from edition.problems import Problems

_SEEDS = "seeds"


def summary(edition: Edition, root: Path, files: Iterable[Path], problems: Problems) -> str:
    """What a reviewer wants to see of some files, given by their paths below `root`.

    Files that have problems show those; files that are gone say what that means; others are only counted.
    """
    shown = _all_parts(edition)
    parts, others = [], 0
    for file in dict.fromkeys(files):
        faults = [problem for problem in problems.in_order() if problem.file == file]
        if faults:
            parts.append(_heading("Not yet right", file) + "\n\n```text\n" + "\n".join(map(str, faults)) + "\n```")
        elif file in shown:
            parts.append(shown[file])
        elif file.parts[:1] == (_SEEDS,) and not (root / file).exists():
            parts.append(_removed(file))
        else:
            others += 1
    if parts and not problems:
        parts.insert(0, "No mistakes were found. An editor will compare this with its sources.")
    if others:
        parts.append(f"Files that are no notes, entries or parallels: {others}.")
    return "\n\n".join(parts or ["No notes, entries or parallels were changed."]) + "\n"


def _all_parts(edition: Edition) -> dict[Path, str]:
    """What is shown of each file of the edition."""
    parts = {placed.note.file: _note(text, placed) for text, placed in edition.notes}
    gone = (*(note for text in edition.texts for note in text.retired), *edition.retired)
    parts |= {written.file: _retired(written) for written in gone}
    parts |= {entry.file: _entry(edition, entry) for entry in edition.entries}
    return parts | {placed.parallel.file: _parallel(edition, placed) for placed in edition.parallels}


def _heading(title: str, file: Path) -> str:
    return f"### {escaped(title)}\n\n`{file.as_posix()}`"


def _removed(file: Path) -> str:
    return (
        f"{_heading('Removed', file)}\n\nIts address would lead nowhere. Nothing is removed: keep the file and add a"
        " line `retired:` that says why."
    )


def _note(text: AnnotatedText, placed: PlacedNote) -> str:
    note = placed.note
    verdict = f", {note.verdict}" if note.verdict else ""
    claim = [f"Claim: {escaped(note.claim)}"] if note.claim else []
    where = f"“{escaped(common.label(text))}”, {common.place_label(text.text, placed.span)}"
    return "\n\n".join(
        (
            _heading(note.title, note.file),
            f"{note.kind}{verdict} · {where}",
            _passage(text.text, placed.span),
            *claim,
            *_body(note),
            *_beside(text, placed),
        )
    )


def _beside(text: AnnotatedText, placed: PlacedNote) -> list[str]:
    """The other notes on some of the same words: a reviewer wants to know whether one says it already."""
    others = [
        f"`{other.note.slug}`" for other in text.notes if other is not placed and other.span.overlaps(placed.span)
    ]
    return [f"Other notes on these words: {', '.join(others)}."] if others else []


def _retired(written: Written) -> str:
    instead = f" Read instead: `{written.replaced_by}`." if written.replaced_by else ""
    name = written.term if isinstance(written, Entry) else getattr(written, "title", written.slug)
    return f"{_heading(name, written.file)}\n\nRetired: {escaped(written.retired)}{instead}"


def _entry(edition: Edition, entry: Entry) -> str:
    places = [
        f"“{escaped(common.label(text))}” {count}"
        for text in edition.texts
        if (count := len(text.mentions_of.get(entry.slug, ())))
    ]
    found = f"Its forms stand in {', '.join(places)}." if places else "None of its forms stands in a text."
    forms = ", ".join(map(escaped, entry.forms)) or "none"
    return "\n\n".join((_heading(entry.term, entry.file), f"{entry.category} · forms: {forms}. {found}", *_body(entry)))


def _parallel(edition: Edition, placed: PlacedParallel) -> str:
    parallel = placed.parallel
    passages = [
        _passage(edition.text[passage.text].text, span)
        for passage, span in zip(parallel.passages, placed.spans, strict=True)
    ]
    return "\n\n".join((_heading(parallel.title, parallel.file), f"{parallel.relation}", *passages, *_body(parallel)))


def _passage(text: Text, span: Span) -> str:
    """The blocks in which some words stand, as a quotation, the words in bold."""
    blocks = text.blocks_in(span)
    before = one_space(text.chars[blocks[0].span.start : span.start] + "|")[:-1]
    after = one_space("|" + text.chars[span.end : blocks[-1].span.end])[1:]
    words = one_space(text.words(span))
    return f"> {escaped(before)}**[{escaped(words)}]**{escaped(after)}"


def _body(written: Written) -> list[str]:
    """The words of a file and its sources."""
    words = [escaped(part.words) for part in written.body.parts]
    return [*words, common.source_list(written.sources), common.signature(written)] if written.sources else words
