"""What uses a source or tells an event: each contributed file, where it is read, and by what it is filtered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.messages import say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.lists import filters
from edition.pages.typography import typographic
from edition.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model import Edition, Written

_ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Use:
    """A contributed file seen from a page."""

    link: str
    """The Markdown that leads to where it is read."""
    kind: str
    """The kind of a note, `entry`, or `parallel`."""
    texts: tuple[str, ...]
    """The slugs of the texts it is about, or that name it."""
    written: Written


def uses(edition: Edition, path: str) -> Iterator[Use]:
    """Every contributed file, seen from a page."""
    for text, placed in edition.notes:
        target = common.address(path, common.text_path(text.text.slug), placed.id)
        note = placed.note
        yield Use(f"[{escaped(typographic(note.title))}]({target})", note.kind, (text.text.slug,), note)
    for entry in edition.entries:
        texts = tuple(text.text.slug for text in edition.texts if entry.slug in text.mentions_of)
        target = common.address(path, common.entry_path(entry.slug))
        yield Use(f"[{escaped(entry.term)}]({target})", _ENTRY, texts, entry)
    for parallel in edition.parallels:
        target = common.address(path, common.PARALLELS, parallel.id)
        title = escaped(typographic(parallel.parallel.title))
        yield Use(f"[{title}]({target})", "parallel", parallel.texts, parallel.parallel)


def facets(found: Iterable[Use]) -> str:
    """The attributes by which a form finds what some files use."""
    found = list(found)
    texts = "|".join(dict.fromkeys(text for use in found for text in use.texts))
    kinds = "|".join(dict.fromkeys(use.kind for use in found))
    return f'data-text="{texts}" data-kind="{kinds}"'


def choices(edition: Edition, found: Iterable[Use]) -> tuple[str, str]:
    """The controls that choose a text and a kind, of those that are there."""
    kinds = {use.kind for use in found}
    names = {kind: say(kind) for kind in KINDS if kind in kinds}
    names |= {_ENTRY: say("glossary entry")} if _ENTRY in kinds else {}
    texts = {text.text.slug: common.label(text) for text in edition.texts}
    return filters.choice("text", say("Text"), texts), filters.choice("kind", say("Kind"), names)
