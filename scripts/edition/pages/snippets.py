"""Pieces of text that hand-written pages include: counts, the texts side by side, reference tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import count_words, one_space
from edition.model import BlockKind, Page
from edition.pages import common
from edition.pages.markup import escaped
from edition.pages.wording import plural
from edition.vocabulary import (
    DETAIL_WORDS,
    GIST_WORDS,
    KINDS,
    LOADED_WORDS,
    NOTES_LANGUAGE,
    TITLE_WORDS,
    VERDICTS,
    direction,
)
from edition.written.reference import table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition, Text


def snippets(edition: Edition) -> Iterator[Page]:
    """Every snippet; pages include it by its name."""
    for name, content in {
        "counts.md": _counts(edition),
        "texts.md": _texts(edition),
        "kinds.md": table(("Kind", "What the note does", "Here"), _kinds(edition)),
        "verdicts.md": table(("Verdict", "What it means", "Here"), _verdicts(edition)),
        "limits.md": (f"The gist has at most {GIST_WORDS} words, the detail {DETAIL_WORDS}, the title {TITLE_WORDS}."),
        "reference.md": tables(),
        "loaded-words.md": ", ".join(sorted(LOADED_WORDS)) + ".",
    }.items():
        yield Page(f"snippets/{name}", f"{content}\n".encode())


def _counts(edition: Edition) -> str:
    """How much there is of everything, counted as the site is built."""
    files = edition.written
    sources = {source.url for written in files for source in written.sources}
    checked = sum(bool(written.checked) for written in files)
    by_text = []
    for text in edition.texts:
        on_comments = sum(text.block_at(n.span).comment is not None for n in text.notes)
        comments = f" and {on_comments} on its comments" if on_comments else ""
        by_text.append(f"{len(text.notes) - on_comments} on “{escaped(common.label(text))}”{comments}")
    return (
        f"{len(edition.notes)} notes ({', '.join(by_text)}), {len(edition.entries)} glossary entries,"
        f" {len(edition.parallels)} parallels and {len(sources)} sources."
        f" {checked} of the {len(files)} files have been read against their sources a second time."
    )


def _texts(edition: Edition) -> str:
    return '<div class="texts" markdown="1">\n\n' + "\n\n".join(map(_text, edition.texts)) + "\n\n</div>"


def _text(text: AnnotatedText) -> str:
    """A text as a card: its title, what is known of it, its first sentence, how much there is."""
    words = sum(count_words(text.text.words(b.span)) for b in text.text.blocks if b.comment is None)
    comments = f", {plural(len(text.text.comments), 'comment')}" if text.text.comments else ""
    byline = common.byline(text.text)
    parts = (
        '<section class="card" markdown="1">',
        f"## [{escaped(text.text.title)}]({common.text_path(text.text.slug)})",
        f"{byline}\n{{ .where }}" if byline else "",
        escaped(text.text.description),
        _beginning(text.text),
        f"{words:,} words, {plural(len(text.notes), 'note')}{comments}\n{{ .where }}",
        "</section>",
    )
    return "\n\n".join(part for part in parts if part)


def _beginning(text: Text) -> str:
    """The first sentence of a text, or its first line, as a quotation."""
    kinds = {BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.QUOTE}
    first = next((block for block in text.blocks if block.kind in kinds), None)
    if first is None:
        return ""
    words = re.split(r"(?<=[.?!])\s|(?<=[。？！])", one_space(text.words(first.span)), maxsplit=1)[0]
    facts = f' lang="{text.language}" dir="{direction(text.language)}"' if text.language != NOTES_LANGUAGE else ""
    return f"> {escaped(words)}" + (f"\n> {{{facts} }}" if facts else "")


def _kinds(edition: Edition) -> list[tuple[str, str, str]]:
    kinds = [note.note.kind for _, note in edition.notes]
    return [(kind, meaning, str(kinds.count(kind))) for kind, meaning in KINDS.items()]


def _verdicts(edition: Edition) -> list[tuple[str, str, str]]:
    verdicts = [note.note.verdict for _, note in edition.notes]
    return [(verdict, meaning, str(verdicts.count(verdict))) for verdict, meaning in VERDICTS.items()]
