"""The pages that list what stands elsewhere: notes, parallels, sources, events."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.model import Parallel
from edition.pages import common, finding
from edition.pages.markup import escaped
from edition.pages.wording import sorting_key, typographic
from edition.vocabulary import KINDS, RELATIONS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition, Event, Note, Page, PlacedNote, PlacedParallel, Source, Written


def notes_page(edition: Edition) -> Page:
    """Every note with its passage, text by text, in reading order."""
    parts = []
    for text in edition.texts:
        parts += ['<section markdown="1">', f"## {escaped(common.label(text))} {{ #{text.text.slug} }}"]
        parts += [_note(edition, text, note) for note in text.notes]
        parts.append("</section>")
    return common.page(
        common.NOTES,
        {
            "title": say("Notes"),
            "description": say("All notes on the texts, each with its passage."),
            "template": "main.html",
            "hide": ["toc"],
            "search": {"exclude": True},
        },
        f"# {say('Notes')}",
        plural(
            "{count} note, with the words it is about. The title leads to the note in its place.",
            "{count} notes, each with the words it is about. The title leads to the note in its place.",
            len(edition.notes),
        ),
        _filter(edition),
        *parts,
    )


def _filter(edition: Edition) -> str:
    notes = [note.note for _, note in edition.notes]
    kinds, verdicts = {note.kind for note in notes}, {note.verdict for note in notes}
    return finding.filter_form(
        finding.search_field(say("Words")),
        finding.choice("text", say("Text"), {text.text.slug: common.label(text) for text in edition.texts}),
        finding.choice("kind", say("Kind"), {kind: say(kind) for kind in KINDS if kind in kinds}),
        finding.choice(
            "verdict", say("Verdict"), {verdict: say(verdict) for verdict in VERDICTS if verdict in verdicts}
        ),
        finding.choice("sort", say("Order"), {"checked": say("last checked first")}, none=say("place in the text")),
    )


def _note(edition: Edition, text: AnnotatedText, placed: PlacedNote) -> str:
    note = placed.note
    target = common.address(common.NOTES, common.text_path(text.text.slug), placed.id)
    verdict = f": {say(note.verdict)}" if note.verdict else ""
    passage = f"[{say('In a comment behind a content notice')}]({target})"
    if not common.is_behind_notice(text.text, placed.span):
        passage = common.passage(text.text, placed.span)
    checked = f" · {say('checked {date}', date=readable(note.checked))}" if note.checked else ""
    return (
        f'<div class="listed item" data-text="{text.text.slug}" data-kind="{note.kind}" data-verdict="{note.verdict}"'
        f' data-checked="{note.checked}"{common.in_notes(edition)} markdown="1">\n\n'
        f"### [{escaped(typographic(note.title))}]({target}) {{ #{note.slug} }}\n\n"
        f"{passage}\n{{ .passage }}\n\n"
        f"{_claim(note)}{common.body_links(edition, common.NOTES, note.body.gist)}\n\n"
        f"{say(note.kind)}{verdict} · {common.place_label(text.text, placed.span)}{checked}\n{{ .where }}\n\n</div>"
    )


def _claim(note: Note) -> str:
    """What a fact-check judges, before what it finds."""
    if not note.claim:
        return ""
    return f"{say('Claim: {claim}', claim=escaped(typographic(note.claim)))}\n{{ .claim }}\n\n"


def parallels_page(edition: Edition) -> Page:
    """Every parallel with its two passages facing each other."""
    return common.page(
        common.PARALLELS,
        {
            "title": say("Parallels"),
            "description": _count_of_parallels(edition),
            "template": "main.html",
            "hide": ["toc"],
        },
        f"# {say('Parallels')}",
        _count_of_parallels(edition),
        *(_parallel(edition, parallel) for parallel in edition.parallels),
        *_retired(edition),
    )


def _retired(edition: Edition) -> Iterator[str]:
    """The parallels that have an address alone."""
    gone = [written for written in edition.retired if isinstance(written, Parallel)]
    if gone:
        yield f"## {say('Retired parallels')} {{ #retired data-search-exclude='' }}"
    for written in gone:
        words = common.withdrawn(edition, common.PARALLELS, written, say("Improve this parallel"))
        yield f"{words}\n{{ #parallel-{written.slug} data-search-exclude='' }}"


def _count_of_parallels(edition: Edition) -> str:
    places = len(edition.parallels)
    if len(edition.texts) == 2:  # noqa: PLR2004 - "the two" is for two
        return plural(
            "{count} place where the two texts speak of the same thing.",
            "{count} places where the two texts speak of the same thing.",
            places,
        )
    return plural(
        "{count} place where the texts speak of the same thing.",
        "{count} places where the texts speak of the same thing.",
        places,
    )


def _parallel(edition: Edition, placed: PlacedParallel) -> str:
    parallel = placed.parallel
    columns = []
    for passage, span in zip(parallel.passages, placed.spans, strict=True):
        text = edition.text[passage.text]
        place = common.place_label(text.text, span)
        target = common.address(common.PARALLELS, common.text_path(passage.text), common.place_id(text.text, span))
        columns.append(
            f'<div class="side" markdown="1">\n\n{common.passage(text.text, span)}\n'
            '{ .passage data-search-exclude="" }\n\n'
            f"[{escaped(common.label(text))}, {place}]({target})\n{{ .where }}\n\n</div>"
        )
    sides = "\n\n".join(columns)
    count = plural("{count} source", "{count} sources", len(parallel.sources))
    sources = (
        f'\n\n<details class="more" markdown="1">\n'
        f"<summary data-search-exclude>{count}</summary>\n\n"
        '<div class="sources" data-search-exclude markdown="1">\n\n'
        f"{common.source_list(parallel.sources)}\n\n</div>\n\n</details>"
        if parallel.sources
        else ""
    )
    return (
        f'<section class="facing-pair" id="{placed.id}"{common.in_notes(edition)} markdown="1">\n\n'
        f"## {escaped(parallel.title)} {{ #{placed.id}-title }}\n\n"
        f'<div class="sides" markdown="1">\n\n{sides}\n\n</div>\n\n'
        f"**{say(RELATIONS[parallel.relation])}.**"
        f" {common.whole_body(edition, common.PARALLELS, parallel.body)}{sources}\n\n"
        f"{common.signature(parallel)} {common.improve_link(edition, parallel, say('Improve this parallel'))}\n"
        "{ .tail data-search-exclude='' }\n\n</section>"
    )


def sources_page(edition: Edition) -> Page:
    """Every source once, with the places that cite it."""
    cited: dict[str, tuple[Source, list[str]]] = {}
    for link, written in _all_written(edition, common.SOURCES):
        for source in written.sources:
            cited.setdefault(source.url, (source, []))[1].append(link)
    ordered = sorted(cited.values(), key=lambda item: (sorting_key(item[0].publisher), sorting_key(item[0].title)))
    lines = [
        f"- {common.reference(source)}. {say('Read {date}.', date=readable(source.accessed))}"
        f" {say('Cited in {places}.', places=', '.join(dict.fromkeys(links)))}"
        for source, links in ordered
    ]
    return common.page(
        common.SOURCES,
        {
            "title": say("Sources"),
            "description": say("What notes and entries rest on, with the places that cite it."),
            "template": "main.html",
            "hide": ["toc"],
            "search": {"exclude": True},
        },
        f"# {say('Sources')}",
        plural(
            "{count} source, with the notes and entries that cite it.",
            "{count} sources, by publisher, each with the notes and entries that cite it.",
            len(cited),
        ),
        '<div class="sources" markdown="1">',
        "\n".join(lines),
        "</div>",
    )


def _all_written(edition: Edition, path: str) -> Iterator[tuple[str, Written]]:
    """Every contributed file with a link to where it is read."""
    for text, placed in edition.notes:
        target = common.address(path, common.text_path(text.text.slug), placed.id)
        yield f"[{escaped(placed.note.title)}]({target})", placed.note
    for entry in edition.entries:
        target = common.address(path, common.entry_path(entry.slug))
        yield f"[{escaped(entry.term)}]({target})", entry
    for parallel in edition.parallels:
        target = common.address(path, common.PARALLELS, parallel.id)
        yield f"[{escaped(parallel.parallel.title)}]({target})", parallel.parallel


def timeline_page(edition: Edition) -> Page:
    """Every dated event of the notes and entries, in order, with its source."""
    events: dict[tuple[str, str], tuple[Event, list[str]]] = {}
    for link, written in _all_written(edition, common.TIMELINE):
        for event in written.events:
            events.setdefault((event.date, event.what), (event, []))[1].append(link)
    parts = []
    for year, group in groupby(sorted(events), key=lambda event: event[0][:4]):
        parts += [f"## {year} {{ #y{year} }}", *(_event(*events[key]) for key in group)]
    count = plural(
        "{count} dated event from the notes and the glossary, with its source.",
        "{count} dated events from the notes and the glossary, each with its source.",
        len(events),
    )
    return common.page(
        common.TIMELINE,
        {
            "title": say("Timeline"),
            "description": count,
            "template": "main.html",
            "hide": ["toc"],
            "search": {"exclude": True},
        },
        f"# {say('Timeline')}",
        count,
        '<div class="timeline" markdown="1">',
        *parts,
        "</div>",
    )


def _event(event: Event, links: list[str]) -> str:
    return (
        f'<time datetime="{event.date}">{readable(event.date)}</time>\n'
        f":   {escaped(typographic(event.what))} {say('See {places}.', places=', '.join(links))}"
        f" {say('Source: {source}.', source=common.reference(event.source))}"
    )
