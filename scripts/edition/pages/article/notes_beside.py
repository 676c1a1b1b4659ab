"""The notes beside a block: each a heading, a gist, and what may be read besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import plural, say
from edition.pages import common
from edition.pages.article.margin import WHOLE
from edition.pages.article.reading import OURS, Reading
from edition.pages.escaping import attribute, escaped
from edition.pages.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, Note, PlacedNote, PlacedParallel


def notes_beside(reading: Reading, block: Block) -> Iterator[str]:
    """The notes and parallels of a block, in the margin beside it."""
    notes = reading.annotated.notes_at.get(block.id, ())
    parallels = reading.annotated.parallels_at.get(block.id, ())
    if not notes and not parallels:
        return
    yield f'<div class="notes" {OURS} markdown="1">'
    for note in notes:
        yield from _note(reading, note)
    if parallels:
        yield _facing(reading, parallels)
    yield "</div>"


def _note(reading: Reading, placed: PlacedNote) -> Iterator[str]:
    note = placed.note
    shown = reading.lines_shown[note.slug]
    folded = shown != WHOLE
    what = f"{say(note.kind)}: {say(note.verdict)}" if note.verdict else say(note.kind)
    name = say("Note {number}, {kind}", number=placed.number, kind=what)
    yield (
        f'<aside class="note {note.kind}{_standing(shown)}" role="note" id="{placed.id}"'
        f' aria-label="{name}"{common.in_notes(reading.edition)} markdown="1">'
    )
    title = escaped(typographic(note.title))
    yield f'### <span class="n">{placed.number}</span> {title} {{ #{placed.id}-title }}'
    yield _ways(placed)
    if folded:
        summary = say("Read note {number}", number=placed.number)
        yield f'<details class="gist" markdown="1">\n<summary>{summary}</summary>'
    if note.claim:
        yield f'<p class="claim">{say("Claim: {claim}", claim=attribute(typographic(note.claim)))}</p>'
    yield common.body_links(reading.edition, reading.path, note.body.gist)
    yield from _more(reading, placed, what)
    if folded:
        yield "</details>"
    yield "</aside>"


def _standing(shown: int) -> str:
    """The classes that say how much of a gist is seen before it is opened."""
    if shown == WHOLE:
        return ""
    return f" folded begun-{shown}" if shown else " folded"


def _ways(placed: PlacedNote) -> str:
    """Back to the text, and the note's permanent address."""
    return (
        f'[↩](#r-{placed.note.slug}){{ .back role="doc-backlink" aria-label="{say("Back to the text")}" }}'
        f' [#](#{placed.id}){{ .address aria-label="{say("Address of this note")}" }}'
        "\n{ .ways }"
    )


def _more(reading: Reading, placed: PlacedNote, what: str) -> Iterator[str]:
    """What kind of note it is, and what may be read besides."""
    note = placed.note
    sources = plural("{count} source", "{count} sources", len(note.sources)) if note.sources else ""
    summary = ", ".join(filter(None, (say("More") if note.body.parts[1:] or not sources else "", sources)))
    kind = f'<span class="kind">{what}</span>'
    yield f'<details class="more" markdown="1">\n<summary>{kind} <span>{summary}</span></summary>'
    if note.body.parts[1:]:
        yield common.body_links(reading.edition, reading.path, note.body.detail)
        yield common.since(reading.edition, reading.path, note.body.since)
    if note.sources:
        yield '<div class="sources" markdown="1">'
        yield common.source_list(note.sources)
        yield "</div>"
    changed = common.last_change(reading.edition, reading.path, note)
    tail = f"{common.signature(note)} {_neighbours(reading, placed)}{changed}{_improve(reading, note)}".strip(" ·")
    yield f"{tail}\n{{ .tail }}"
    yield "</details>"


def _improve(reading: Reading, note: Note) -> str:
    """Where it can be changed; without a place on the web the end of the page says once where all of them are."""
    return common.improve_link(reading.edition, note, say("Improve this note")) if reading.edition.repo_url else ""


def _neighbours(reading: Reading, placed: PlacedNote) -> str:
    """The way to the note before and to the one after."""
    notes = reading.annotated.notes
    before, after = notes[max(placed.number - 2, 0)], notes[min(placed.number, len(notes) - 1)]
    parts = [f"[← {before.number}](#{before.id}) "] if before is not placed else []
    parts += [f"[{after.number} →](#{after.id}) "] if after is not placed else []
    return "".join(parts)


def _facing(reading: Reading, parallels: Sequence[PlacedParallel]) -> str:
    """One line that leads to the parallels of a block."""
    links = (
        f"[{escaped(typographic(placed.parallel.title))}]"
        f"({common.address(reading.path, common.parallel_page(placed, reading.text.slug), placed.id)})"
        f'{{ data-parallel="{placed.parallel.slug}" }}'
        for placed in parallels
    )
    return f"⇄ {' · '.join(links)}\n{{ .facing }}"
