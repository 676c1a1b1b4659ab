"""The list of all notes, each with its passage, and what can be counted of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.lists import filters
from edition.pages.pictures.charts import kinds_chart, verdicts_chart
from edition.pages.typography import typographic
from edition.vocabulary import KINDS, VERDICTS

if TYPE_CHECKING:
    from edition.model import AnnotatedText, Edition, Note, Page, PlacedNote


def notes_page(edition: Edition) -> Page:
    """Every note with its passage, text by text, in reading order."""
    parts = []
    for text in edition.texts:
        parts += ['<section markdown="1">', f"## {common.titled(edition, text)} {{ #{text.text.slug} }}"]
        parts += [_note(edition, text, note) for note in text.notes]
        parts.append("</section>")
    return common.page(
        common.NOTES,
        {
            "title": say("Notes"),
            "description": say("All notes on the texts, each with its passage."),
            "template": "list.html",
            "hide": ["toc"],
        },
        f"# {say('Notes')}",
        plural(
            "{count} note, with the words it is about. The title leads to the note in its place.",
            "{count} notes, each with the words it is about. The title leads to the note in its place.",
            len(edition.notes),
        ),
        kinds_chart(edition),
        *(verdicts_chart(text) for text in edition.texts),
        _filter(edition),
        *parts,
    )


def _filter(edition: Edition) -> str:
    notes = [note.note for _, note in edition.notes]
    kinds, verdicts = {note.kind for note in notes}, {note.verdict for note in notes}
    return filters.filter_form(
        filters.search_field(say("Words")),
        filters.choice("text", say("Text"), {text.text.slug: common.label(text) for text in edition.texts}),
        filters.choice("kind", say("Kind"), {kind: say(kind) for kind in KINDS if kind in kinds}),
        filters.choice(
            "verdict", say("Verdict"), {verdict: say(verdict) for verdict in VERDICTS if verdict in verdicts}
        ),
        filters.choice(
            "year", say("Year"), {year: year for year in sorted({y for n in notes for y in filters.years(n)})}
        ),
        filters.choice("sort", say("Order"), {"checked": say("last checked first")}, none=say("place in the text")),
    )


def _note(edition: Edition, text: AnnotatedText, placed: PlacedNote) -> str:
    note = placed.note
    target = common.address(common.NOTES, common.text_path(text.text.slug), placed.id)
    verdict = f": {say(note.verdict)}" if note.verdict else ""
    language = ""
    passage = f"[{say('In a comment behind a content notice')}]({target})"
    if not common.is_behind_notice(text.text, placed.span):
        passage, language = common.passage(text.text, placed.span), common.in_text(edition, text.text)
    checked = f" · {say('checked {date}', date=readable(note.checked))}" if note.checked else ""
    years = "|".join(filters.years(note))
    return (
        f'<div class="listed item" data-text="{text.text.slug}" data-kind="{note.kind}" data-verdict="{note.verdict}"'
        f' data-year="{years}" data-checked="{note.checked}"{common.in_notes(edition)} markdown="1">\n\n'
        f"### [{escaped(typographic(note.title))}]({target}) {{ #{note.slug} }}\n\n"
        f"{passage}\n{{ .passage{language} }}\n\n"
        f"{_claim(note)}{common.body_links(edition, common.NOTES, note.body.gist)}\n\n"
        f"{say(note.kind)}{verdict} · {common.place_label(text.text, placed.span)}{checked}\n{{ .where }}\n\n</div>"
    )


def _claim(note: Note) -> str:
    """What a fact-check judges, before what it finds."""
    if not note.claim:
        return ""
    return f"{say('Claim: {claim}', claim=escaped(typographic(note.claim)))}\n{{ .claim }}\n\n"
