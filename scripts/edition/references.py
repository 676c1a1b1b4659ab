"""Check what no single file can tell: that names lead somewhere, once, and that nothing is left unused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import folded
from edition.model import BlockKind, Entry, Note, Parallel, Text, Written
from edition.problems import did_you_mean, shortened
from edition.vocabulary import JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.problems import Problems

_KINDS = {"term": "entry", "note": "note", "parallel": "parallel", "text": "text or paragraph"}

_SORTS: dict[str, type] = {"term": Entry, "note": Note, "parallel": Parallel, "text": Text}

_SCHEMES: dict[type, str] = {sort: scheme for scheme, sort in _SORTS.items()}

_RUN = 5
"""So many words in a row of a comment behind a notice must not stand anywhere else."""


def check_references(
    texts: Sequence[Text],
    notes: Sequence[Note],
    entries: Sequence[Entry],
    parallels: Sequence[Parallel],
    problems: Problems,
) -> None:
    """Find every reference that leads nowhere, every name used twice, every word out of its notice.

    A reference to a file that has problems of its own is not one: that file is missing here only because of them.
    """
    faulty = frozenset(problem.file.stem for problem in problems.found)
    _check_names(texts, notes, problems)
    _check_forms(entries, problems)
    gone = {f"{text.slug}/{block.id}": block.now for text in texts for block in text.retired}
    targets = {
        "term": {entry.slug for entry in entries},
        "note": {note.slug for note in notes},
        "parallel": {parallel.slug for parallel in parallels},
        "text": {text.slug for text in texts} | {f"{t.slug}/{place}" for t in texts for place in _places(t)},
    }
    retired = {f"{_SCHEMES[type(item)]}:{item.slug}": item for item in (*notes, *entries, *parallels) if item.retired}
    for item, line, scheme, target in _named(notes, entries, parallels):
        if scheme == "text" and target in gone:
            text, now = target.partition("/")[0], gone[target]
            mend = (
                f'Write "text:{text}/{now}", where its words are.' if now else "Lead the link elsewhere, or remove it."
            )
            problems.add(item.file, line, f'the words of "{target}" were taken out of the text', mend)
        elif target not in targets[scheme] and target not in faulty:
            problems.add(
                item.file,
                line,
                f'there is no {_KINDS[scheme]} "{shortened(target)}"',
                did_you_mean(target, sorted(targets[scheme]), "Its name is that of its file, without .md:"),
            )
        elif target == item.slug and isinstance(item, _SORTS[scheme]):
            problems.add(item.file, line, f"the {_KINDS[scheme]} refers to itself", "Remove its own name.")
        elif f"{scheme}:{target}" in retired:
            problems.add(item.file, line, *_retired(_KINDS[scheme], retired[f"{scheme}:{target}"]))
    runs = frozenset(_runs_behind_notices(texts))
    for item in (*notes, *entries, *parallels):
        _check_notices(item, runs, problems)


def _named(
    notes: Sequence[Note], entries: Sequence[Entry], parallels: Sequence[Parallel]
) -> Iterator[tuple[Written, int, str, str]]:
    """Every name by which a file refers to something: the file, the line, the sort, the name."""
    for item in (*notes, *entries, *parallels):
        if item.replaced_by:
            scheme, _, slug = item.replaced_by.partition(":")
            yield item, item.lines["replaced_by"], scheme, slug
        for link in item.body.links_inside if not item.retired else ():
            yield item, item.body_line + link.line, link.scheme, link.target
    for note in notes:
        if note.parallel and not note.retired:
            yield note, note.lines["parallel"], "parallel", note.parallel
    for entry in entries:
        for index, slug in enumerate(entry.see_also if not entry.retired else ()):
            yield entry, entry.lines[f"see_also.{index}"], "term", slug
    for parallel in parallels:
        for index, passage in enumerate(parallel.passages):
            yield parallel, parallel.lines[f"passages.{index}.text"], "text", passage.text


def _retired(kind: str, item: Written) -> tuple[str, str]:
    """What is wrong with a reference to what is retired, and how to mend it."""
    instead = f'Write "{item.replaced_by}", which replaces it.' if item.replaced_by else "Remove the link."
    return f'the {kind} "{item.slug}" is retired: {item.retired}', instead


def check_sides(notes: Iterable[Note], sides: Sequence[str], problems: Problems) -> None:
    """Each fact-check says for whom its claim speaks, if the edition names sides, and else none does."""
    for note in notes:
        if note.kind != JUDGED or note.retired or (note.side in sides if sides else not note.side):
            continue
        line = note.lines.get("side", note.lines["kind"])
        if not sides:
            what, mend = "this edition names no sides", "Remove the line, or name `sides` in seeds/edition.toml."
        elif note.side:
            what, mend = f'"{shortened(note.side)}" is not a side', did_you_mean(note.side, sides, "Sides are")
        else:
            what, mend = "a fact-check says for whom its claim speaks", f"Add a line “side: …”: {', '.join(sides)}."
        problems.add(note.file, line, what, mend)


def check_use(entries: Iterable[Entry], used: frozenset[str], problems: Problems) -> None:
    """Find the entries that no text and no note names."""
    for entry in entries:
        if entry.slug not in used:
            problems.add(
                entry.file,
                entry.lines["term"],
                f'no text and no note uses the entry "{entry.term}"',
                f"Add the form that stands in the text to `forms`, or link it from a note: [words](term:{entry.slug}).",
            )


def _places(text: Text) -> Iterator[str]:
    yield from (block.id for block in text.blocks)
    yield from (f"comment-{comment.number}" for comment in text.comments)


def _check_names(texts: Sequence[Text], notes: Sequence[Note], problems: Problems) -> None:
    """A note stands in the folder of a text, and its slug is the only one of its name."""
    slugs = [text.slug for text in texts]
    first: dict[str, Note] = {}
    for note in notes:
        if note.text not in slugs:
            problems.add(
                note.file,
                1,
                f'there is no text "{note.text}"',
                did_you_mean(note.text, slugs, "Move the file to the folder of its text; texts are"),
            )
        if note.slug in first:
            problems.add(
                note.file,
                1,
                f'there is another note "{note.slug}": {first[note.slug].file}',
                "A note's name is its address for ever, so give this one another.",
            )
        first.setdefault(note.slug, note)


def _check_forms(entries: Sequence[Entry], problems: Problems) -> None:
    """No two entries claim the same form."""
    owners: dict[str, Entry] = {}
    for entry in entries:
        for form in entry.forms if not entry.retired else ():
            owner = owners.setdefault(folded(form), entry)
            if owner is not entry:
                problems.add(
                    entry.file,
                    entry.lines["forms"],
                    f'the form "{form}" also belongs to the entry "{owner.term}"',
                    f"One form leads to one entry: remove it here or in {owner.file}.",
                )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text).lower())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    yield from zip(*(words[n:] for n in range(_RUN)), strict=False)


def _runs_behind_notices(texts: Sequence[Text]) -> Iterator[tuple[str, ...]]:
    """Runs of words that stand only in comments behind a notice."""
    for text in texts:
        hidden, open_ = [], set()
        for block in text.blocks:
            runs = list(_runs(text.words(block.span)))
            if text.notice(block.comment) and block.kind is BlockKind.COMMENT_PARAGRAPH:
                hidden += runs
            else:
                open_.update(runs)
        yield from (run for run in hidden if run not in open_)


def _check_notices(item: Written, runs: frozenset[tuple[str, ...]], problems: Problems) -> None:
    title = item.title if isinstance(item, Note | Parallel) else ""
    claim = item.claim if isinstance(item, Note) else ""
    told = ((title, item.lines.get("title", 1)), (claim, item.lines.get("claim", 1)), (item.body.words, item.body_line))
    for words, line in told:
        if found := next((run for run in _runs(words) if run in runs), None):
            problems.add(
                item.file,
                line,
                f'the words "{" ".join(found)}" stand in a comment behind a content notice',
                "Say it in other words: what is behind a notice must not stand outside it.",
            )
