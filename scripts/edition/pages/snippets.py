"""Pieces of text that hand-written pages include: counts, the texts side by side, reference tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import BlockKind, Page
from edition.pages import common
from edition.pages.markup import escaped
from edition.vocabulary import DETAIL_WORDS, GIST_WORDS, KINDS, LOADED_WORDS, TITLE_WORDS, VERDICTS
from edition.written.reference import table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition


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
    first = next(block for block in text.text.blocks if block.kind is BlockKind.PARAGRAPH)
    words = sum(len(text.text.words(b.span).split()) for b in text.text.blocks if b.comment is None)
    comments = f", {len(text.text.comments)} comments" if text.text.comments else ""
    return (
        f'<section class="card" markdown="1">\n\n'
        f"## [{escaped(text.text.title)}]({common.text_path(text.text.slug)})\n\n"
        f"{common.byline(text.text)}\n{{ .where }}\n\n{escaped(text.text.description)}\n\n"
        f"> {escaped(_first_sentence(text.text.words(first.span)))}\n\n"
        f"{words:,} words, {len(text.notes)} notes{comments}\n{{ .where }}\n\n</section>"
    )


def _first_sentence(words: str) -> str:
    return re.split(r"(?<=[.?!])\s", words, maxsplit=1)[0]


def _kinds(edition: Edition) -> list[tuple[str, str, str]]:
    kinds = [note.note.kind for _, note in edition.notes]
    return [(kind, meaning, str(kinds.count(kind))) for kind, meaning in KINDS.items()]


def _verdicts(edition: Edition) -> list[tuple[str, str, str]]:
    verdicts = [note.note.verdict for _, note in edition.notes]
    return [(verdict, meaning, str(verdicts.count(verdict))) for verdict, meaning in VERDICTS.items()]
