"""The first page: what the edition is, its texts as cards, notes to start with, how much there is of everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import count_words, one_space
from edition.messages import listed, plural, readable, say
from edition.model import BlockKind
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.frame import lists
from edition.pages.parallels.pairs import Pair, pairs_of
from edition.pages.pictures.pairs import pair_picture
from edition.pages.typography import in_its_language, typographic
from edition.vocabulary import direction

if TYPE_CHECKING:
    from edition.model import AnnotatedText, Edition, PlacedNote, Text

_HOME, _CAN = "index.md", "contribute.md"
_TELLING = ("contradicted", "partly supported", "disputed")
"""The verdicts that show best what notes are for."""


def home(edition: Edition) -> str:
    """The first page: what the edition is, its texts, and how to read, search and contribute."""
    settings, own = edition.settings, {page.path for page in edition.own_pages}
    marks = say(
        "Where words are marked, a note stands beside them: what a phrase means, where a quotation comes from, whether"
        " a figure holds. Each note says what kind it is and what it rests on."
    )
    alone = {
        common.NOTES: say("the notes"),
        common.PARALLELS: say("the parallels"),
        common.TIMELINE: say("the dates"),
    }
    links = [f"[{alone[path]}]({path})" for _, path in lists(edition) if path in alone]
    read = say("The words of the texts are never changed.") + (f" {marks}" if edition.notes else "")
    read += " " + say("Also to be read on their own: {lists}.", lists=", ".join(links)) if links else ""
    search = say(
        "Press {key} or use the field at the top. It finds words of the texts, single notes and [glossary]({address})"
        " entries",
        key="<kbd>/</kbd>",
        address=common.GLOSSARY,
    )
    search += f", {in_its_language(escaped(settings.searching), settings.language)}" if settings.searching else ""
    contribute = say(
        "Something missing, unfair or wrong? A note is one small file, and writing one needs nothing installed: [how to"
        " contribute]({address}).",
        address=_CAN,
    )
    about = " " + say(
        "How the edition works, and what it does not know, stands on the page [about]({address}) it.",
        address="about.md",
    )
    first = [say("[Introduction]({address}): read this first.", address=common.INTRODUCTION)]
    ways = first if common.INTRODUCTION in own else []
    ways += [say("Search: at the top, or press {key}.", key="<kbd>/</kbd>")]
    ways += [say("Missing, unfair or wrong? [Contribute]({address}).", address=_CAN)] if _CAN in own else []
    parts = (
        f"# {escaped(settings.heading or settings.name)}",
        f"{escaped(typographic(settings.lead))}\n{{ .lead }}" if settings.lead else "",
        f"{' '.join(ways)}\n{{ .introduction }}",
        '<div class="opening" markdown="1">',
        _texts(edition),
        *(_facing(pair) for pair in pairs_of(edition)[:1]),
        "</div>",
        _first_notes(edition),
        f"## :material-book-open-page-variant-outline: {say('How to read')} {{ #how-to-read }}\n\n{read}",
        f"## :material-magnify: {say('How to search')} {{ #how-to-search }}\n\n{search}.",
        f"## :material-pencil-outline: {say('How to contribute')} {{ #how-to-contribute }}\n\n{contribute}"
        + (about if "about.md" in own else "")
        if _CAN in own
        else "",
        say("Here now:"),
        counts(edition),
    )
    return "\n\n".join(part for part in parts if part)


def _facing(pair: Pair) -> str:
    """The picture of a pair, and the way to where the two face each other."""
    way = f"[{say('Read the two side by side')}]({pair.path})\n{{ .way }}"
    return f'<div class="pictured" markdown="1">\n\n{pair_picture(pair, _HOME, way=way)}\n\n</div>'


def _first_notes(edition: Edition) -> str:
    """Three notes to start with: the first of each verdict that says most, then others in their order."""
    verdicts = {verdict: place for place, verdict in enumerate(_TELLING)}
    firsts: dict[str, tuple[AnnotatedText, PlacedNote]] = {}
    for text, placed in edition.notes:
        if not common.is_behind_notice(text.text, placed.span):
            key = placed.note.verdict if placed.note.verdict in verdicts else placed.note.slug
            firsts.setdefault(key, (text, placed))
    chosen = sorted(firsts.items(), key=lambda item: verdicts.get(item[0], len(verdicts)))[:3]
    if not chosen:
        return ""
    items = "".join(_first_note(edition, text, placed) for _, (text, placed) in chosen)
    return f'<div class="starts" markdown="1">\n\n## {say("Three notes to start with")}\n\n{items}\n\n</div>'


def _first_note(edition: Edition, text: AnnotatedText, placed: PlacedNote) -> str:
    note = placed.note
    title, verdict = escaped(typographic(note.title)), f": {say(note.verdict)}" if note.verdict else ""
    target = common.address(_HOME, common.text_path(text.text.slug), placed.id)
    return (
        f"- <small>{say(note.kind)}{verdict}</small><br> [{title}]({target})<br>"
        f" {common.body_links(edition, _HOME, note.body.gist)}\n"
    )


def counts(edition: Edition) -> str:
    """How much there is of everything, counted as the site is built."""
    files = edition.written
    sources = {source.url for written in files for source in written.sources}
    by_text = []
    for text in edition.texts:
        on_comments = sum(text.block_at(n.span).comment is not None for n in text.notes)
        name, others = escaped(common.label(text)), len(text.notes) - on_comments
        if on_comments:
            told = say("{count} on “{text}” and {more} on its comments", count=others, text=name, more=on_comments)
        else:
            told = say("{count} on “{text}”", count=others, text=name)
        by_text += [told] if text.notes else []
    found = [_notes(len(edition.notes)) + (f" ({', '.join(by_text)})" if by_text else "")]
    found += [plural("{count} glossary entry", "{count} glossary entries", len(edition.entries))]
    if edition.parallels:
        found.append(plural("{count} parallel", "{count} parallels", len(edition.parallels)))
    if sources:
        found.append(plural("{count} source", "{count} sources", len(sources)))
    return f"{listed(found)}."


def _notes(count: int) -> str:
    return plural("{count} note", "{count} notes", count)


def _texts(edition: Edition) -> str:
    return (
        '<div class="texts" markdown="1">\n\n'
        + "\n\n".join(_text(edition, text) for text in sorted(edition.texts, key=lambda t: t.text.date or "9"))
        + "\n\n</div>"
    )


def _text(edition: Edition, text: AnnotatedText) -> str:
    """A text as a card: its title, what is known of it, its first sentence, how much there is."""
    words = sum(count_words(text.text.words(b.span)) for b in text.text.blocks if b.comment is None)
    counts = [plural("{count} word", "{count} words", words), _notes(len(text.notes))]
    if text.text.comments:
        counts.append(plural("{count} comment", "{count} comments", len(text.text.comments)))
    date = text.text.facts.get("Date") or (readable(text.text.date) if text.text.date else "")
    byline = common.byline(text.text, *(("Author", "First published") if date else ()))
    parts = (
        '<section class="card" markdown="1">',
        f"{escaped(date)}\n{{ .when }}" if date else "",
        f"## [{escaped(text.text.title)}]({common.text_path(text.text.slug)})",
        f"{byline}\n{{ .where }}" if byline else "",
        escaped(text.text.description),
        _beginning(edition, text.text),
        f"{', '.join(counts)}\n{{ .where }}",
        "</section>",
    )
    return "\n\n".join(part for part in parts if part)


def _beginning(edition: Edition, text: Text) -> str:
    """The first sentence of a text, or its first line, as a quotation."""
    kinds = {BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.QUOTE}
    first = next((block for block in text.blocks if block.kind in kinds), None)
    if first is None:
        return ""
    words = re.split(r"(?<=[.?!])\s|(?<=[。？！])", one_space(text.words(first.span)), maxsplit=1)[0]
    facts = (
        f' lang="{text.language}" dir="{direction(text.language)}"'
        if text.language != edition.settings.language
        else ""
    )
    return f"> {escaped(words)}" + (f"\n> {{{facts} }}" if facts else "")
