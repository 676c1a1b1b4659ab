"""Pieces of text that hand-written pages include: the first page, counts, reference tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import readable, say
from edition.model import Page
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.home import counts, home
from edition.pages.labels import STANDINGS as LABELS
from edition.vocabulary import (
    DETAIL_WORDS,
    GIST_WORDS,
    KINDS,
    LOADED_WORDS,
    READINGS,
    STANDINGS,
    TITLE_WORDS,
    VERDICTS,
)
from edition.written.reference import table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition, Source


def snippets(edition: Edition) -> Iterator[Page]:
    """Every snippet; pages include it by its name."""
    for name, content in {
        "home.md": home(edition),
        "seeds.md": _seeds(edition),
        "counts.md": counts(edition),
        "kinds.md": table((say("Kind"), say("What the note does"), say("Here")), _kinds(edition)),
        "claims.md": _claims(edition),
        "since.md": _since(edition),
        "standings.md": table((say("A source is"), say("What it means"), say("Here")), _standings(edition)),
        "readings.md": table((say("How it was read"), say("What it means"), say("Here")), _readings(edition)),
        "verdicts.md": table((say("Verdict"), say("What it means"), say("Here")), _verdicts(edition)),
        "limits.md": say(
            "The gist has at most {gist} words, the detail {detail}, the title {title}.",
            gist=GIST_WORDS,
            detail=DETAIL_WORDS,
            title=TITLE_WORDS,
        ),
        "reference.md": tables(),
        "loaded-words.md": ", ".join(sorted(LOADED_WORDS)) + ".",
    }.items():
        yield Page(f"snippets/{name}", f"{content}\n".encode())


def _seeds(edition: Edition) -> str:
    """The texts as files, for who wants to check them."""
    hashes = "[hashes.json](data/hashes.json)"
    rows = (
        (escaped(common.label(text)), f"[{text.text.slug}.txt](data/{text.text.slug}.txt)", hashes)
        for text in edition.texts
    )
    return table((say("Text"), say("The seed as a file"), say("Its hashes")), rows)


def _kinds(edition: Edition) -> list[tuple[str, str, str]]:
    kinds = [note.note.kind for _, note in edition.notes]
    return [(say(kind), say(meaning), str(kinds.count(kind))) for kind, meaning in KINDS.items()]


def _claims(edition: Edition) -> str:
    """The fact-checks by text, by the side for which the claim speaks, and by verdict."""
    judged = [(text, placed.note) for text, placed in edition.notes if placed.note.verdict]
    rows = []
    for text in edition.texts:
        for side in edition.settings.sides or ("",):
            found = [note.verdict for of, note in judged if of is text and note.side == side]
            if not found:
                continue
            counts = (str(found.count(verdict) or "–") for verdict in VERDICTS)
            rows.append((escaped(common.label(text)), escaped(side or "–"), *counts, f"**{len(found)}**"))
    head = (say("In the text"), say("The claim speaks for"), *map(say, VERDICTS), say("All"))
    return table(head, rows)


def _since(edition: Edition) -> str:
    """To which day later facts are told."""
    day = edition.settings.as_of
    return say("Later facts are told to {date}.", date=readable(day)) if day else ""


def _sources_of(edition: Edition) -> list[Source]:
    return [source for written in edition.written for source in written.sources]


def _standings(edition: Edition) -> list[tuple[str, str, str]]:
    found = [source.standing for source in _sources_of(edition)]
    return [(say(LABELS[word]), say(meaning), str(found.count(word))) for word, meaning in STANDINGS.items()]


def _readings(edition: Edition) -> list[tuple[str, str, str]]:
    found = [source.reading for source in _sources_of(edition)]
    return [(say(word), say(meaning), str(found.count(word))) for word, meaning in READINGS.items()]


def _verdicts(edition: Edition) -> list[tuple[str, str, str]]:
    verdicts = [note.note.verdict for _, note in edition.notes]
    return [(say(verdict), say(meaning), str(verdicts.count(verdict))) for verdict, meaning in VERDICTS.items()]
