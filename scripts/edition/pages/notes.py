"""The notes beside a block: each a heading, a gist, and what may be read besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import plural, say
from edition.pages import common, finding
from edition.pages.markup import attribute, escaped
from edition.pages.reading import OURS, Reading
from edition.pages.wording import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, PlacedNote, PlacedParallel


def notes_beside(reading: Reading, block: Block) -> Iterator[str]:
    """The notes and parallels of a block, in the margin beside it."""
    notes = reading.annotated.notes_at.get(block.id, ())
    parallels = reading.annotated.parallels_at.get(block.id, ())
    if not notes and not parallels:
        return
    counts = [plural("{count} note", "{count} notes", len(notes))] if notes else []
    counts += [plural("{count} parallel", "{count} parallels", len(parallels))] if parallels else []
    yield f'<details class="notes" {OURS} markdown="1">'
    yield f"<summary data-search-exclude>{' · '.join(counts)}</summary>"
    for note in notes:
        yield from _note(reading, note)
    if parallels:
        yield _facing(reading, parallels)
    yield "</details>"


def _note(reading: Reading, placed: PlacedNote) -> Iterator[str]:
    note = placed.note
    folded = note.slug not in reading.opened
    name = say("Note {number}", number=placed.number)
    yield (
        f'<aside class="note {note.kind}{" folded" if folded else ""}" role="note" id="{placed.id}"'
        f' aria-label="{name}" data-kind="{note.kind}" data-verdict="{note.verdict}"{common.in_notes(reading.edition)}'
        ' markdown="1">'
    )
    title = escaped(typographic(note.title))
    yield f'### <span class="n" data-search-exclude="">{placed.number}</span> {title} {{ #{placed.id}-title }}'
    if folded:
        summary = say("Read note {number}", number=placed.number)
        yield f'<details class="gist" markdown="1">\n<summary data-search-exclude>{summary}</summary>'
    if note.claim:
        yield f'<p class="claim">{say("Claim: {claim}", claim=attribute(typographic(note.claim)))}</p>'
    verdict = f': <b class="verdict">{say(note.verdict)}</b>' if note.verdict else ""
    yield f'<p class="kind">{say(note.kind)}{verdict}</p>'
    gist = common.body_links(reading.edition, reading.path, note.body.gist)
    yield gist + finding.hidden(note.body.gist, note.body.parts[1:])
    yield from _more(reading, placed)
    if folded:
        yield "</details>"
    yield "</aside>"


def _more(reading: Reading, placed: PlacedNote) -> Iterator[str]:
    note = placed.note
    sources = plural("{count} source", "{count} sources", len(note.sources)) if note.sources else ""
    summary = ", ".join(filter(None, (say("More") if note.body.parts[1:] or not sources else "", sources)))
    yield f'<details class="more" markdown="1">\n<summary data-search-exclude>{summary}</summary>'
    if note.body.parts[1:]:
        yield '<div data-search-exclude markdown="1">'
        yield common.body_links(reading.edition, reading.path, note.body.detail)
        yield common.since(reading.edition, reading.path, note.body.since)
        yield "</div>"
    if note.sources:
        yield '<div class="sources" data-search-exclude markdown="1">'
        yield common.source_list(note.sources)
        yield "</div>"
    yield (
        f"{common.signature(note)} [↩ {say('in the text')}](#r-{note.slug})"
        f" · [{say('Address of this note')}](#{placed.id})"
        f" · {common.improve_link(reading.edition, note, say('Improve this note'))}\n{{ .tail data-search-exclude='' }}"
    )
    yield "</details>"


def _facing(reading: Reading, parallels: Sequence[PlacedParallel]) -> str:
    """One line that leads to the parallels of a block."""
    links = (
        f"[{escaped(typographic(placed.parallel.title))}]"
        f"({common.address(reading.path, common.PARALLELS, placed.id)})"
        f'{{ data-parallel="{placed.parallel.slug}" }}'
        for placed in parallels
    )
    return f'⇄ {" · ".join(links)}\n{{ .facing data-search-exclude="" }}'
