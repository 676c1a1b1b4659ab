"""Pieces of text that hand-written pages include: counts, the texts side by side, reference tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import count_words, one_space
from edition.model import BlockKind, Page
from edition.pages import common
from edition.pages.frame import lists
from edition.pages.markup import escaped
from edition.pages.wording import in_its_language, plural, typographic
from edition.vocabulary import (
    DETAIL_WORDS,
    GIST_WORDS,
    KINDS,
    LOADED_WORDS,
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
        "home.md": _home(edition),
        "seeds.md": _seeds(edition),
        "counts.md": _counts(edition),
        "texts.md": _texts(edition),
        "kinds.md": table(("Kind", "What the note does", "Here"), _kinds(edition)),
        "verdicts.md": table(("Verdict", "What it means", "Here"), _verdicts(edition)),
        "limits.md": (f"The gist has at most {GIST_WORDS} words, the detail {DETAIL_WORDS}, the title {TITLE_WORDS}."),
        "reference.md": tables(),
        "loaded-words.md": ", ".join(sorted(LOADED_WORDS)) + ".",
    }.items():
        yield Page(f"snippets/{name}", f"{content}\n".encode())


def _home(edition: Edition) -> str:
    """The first page: what the edition is, its texts, and how to read, search and contribute."""
    settings, own = edition.settings, {page.path for page in edition.own_pages}
    marks = (
        " Where words are marked, a note stands beside them: what a phrase means, where a quotation comes from,"
        " whether a figure holds. Each note says what kind it is and what it rests on."
    )
    alone = {common.NOTES: "the notes", common.PARALLELS: "the parallels", common.TIMELINE: "the dates"}
    links = [f"[{alone[path]}]({path})" for _, path in lists(edition) if path in alone]
    read = f"The words of the texts are never changed.{marks if edition.notes else ''}"
    read += f" Also to be read on their own: {', '.join(links)}." if links else ""
    search = "Press <kbd>/</kbd> or use the field at the top. It finds words of the texts, single notes and"
    search += f" [glossary]({common.GLOSSARY}) entries"
    search += f", {in_its_language(escaped(settings.searching))}" if settings.searching else ""
    contribute = (
        "Something missing, unfair or wrong? A note is one small file, and writing one needs nothing installed:"
        " [how to contribute](contribute.md)."
    )
    about = " How the edition works, and what it does not know, stands on the page [about](about.md) it."
    introduction = "[Introduction](introduction.md): read this first.\n{ .introduction }"
    parts = (
        f"# {escaped(settings.heading or settings.name)}",
        f"{escaped(typographic(settings.lead))}\n{{ .lead }}" if settings.lead else "",
        introduction if "introduction.md" in own else "",
        _texts(edition),
        f"## :material-book-open-page-variant-outline: How to read {{ #how-to-read }}\n\n{read}",
        f"## :material-magnify: How to search {{ #how-to-search }}\n\n{search}.",
        f"## :material-pencil-outline: How to contribute {{ #how-to-contribute }}\n\n{contribute}"
        + (about if "about.md" in own else "")
        if "contribute.md" in own
        else "",
        "Here now:",
        _counts(edition),
    )
    return "\n\n".join(part for part in parts if part)


def _seeds(edition: Edition) -> str:
    """The texts as files, for who wants to check them."""
    hashes = "[hashes.json](data/hashes.json)"
    rows = (
        (escaped(common.label(text)), f"[{text.text.slug}.txt](data/{text.text.slug}.txt)", hashes)
        for text in edition.texts
    )
    return table(("Text", "The seed as a file", "Its hashes"), rows)


def _counts(edition: Edition) -> str:
    """How much there is of everything, counted as the site is built."""
    files = edition.written
    sources = {source.url for written in files for source in written.sources}
    checked = sum(bool(written.checked) for written in files)
    by_text = []
    for text in edition.texts:
        on_comments = sum(text.block_at(n.span).comment is not None for n in text.notes)
        comments = f" and {on_comments} on its comments" if on_comments else ""
        by_text += (
            [f"{len(text.notes) - on_comments} on “{escaped(common.label(text))}”{comments}"] if text.notes else []
        )
    found = [plural(len(edition.notes), "note") + (f" ({', '.join(by_text)})" if by_text else "")]
    found += [plural(len(edition.entries), "glossary entry", "glossary entries")]
    found += [plural(len(edition.parallels), "parallel")] if edition.parallels else []
    found += [plural(len(sources), "source")] if sources else []
    again = f" {checked} of the {len(files)} files have been read against their sources a second time." if files else ""
    return f"{', '.join(found[:-1])} and {found[-1]}.{again}"


def _texts(edition: Edition) -> str:
    return (
        '<div class="texts" markdown="1">\n\n'
        + "\n\n".join(_text(edition, text) for text in edition.texts)
        + "\n\n</div>"
    )


def _text(edition: Edition, text: AnnotatedText) -> str:
    """A text as a card: its title, what is known of it, its first sentence, how much there is."""
    words = sum(count_words(text.text.words(b.span)) for b in text.text.blocks if b.comment is None)
    comments = f", {plural(len(text.text.comments), 'comment')}" if text.text.comments else ""
    byline = common.byline(text.text)
    parts = (
        '<section class="card" markdown="1">',
        f"## [{escaped(text.text.title)}]({common.text_path(text.text.slug)})",
        f"{byline}\n{{ .where }}" if byline else "",
        escaped(text.text.description),
        _beginning(edition, text.text),
        f"{words:,} words, {plural(len(text.notes), 'note')}{comments}\n{{ .where }}",
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
        if text.language != edition.settings.notes_language
        else ""
    )
    return f"> {escaped(words)}" + (f"\n> {{{facts} }}" if facts else "")


def _kinds(edition: Edition) -> list[tuple[str, str, str]]:
    kinds = [note.note.kind for _, note in edition.notes]
    return [(kind, meaning, str(kinds.count(kind))) for kind, meaning in KINDS.items()]


def _verdicts(edition: Edition) -> list[tuple[str, str, str]]:
    verdicts = [note.note.verdict for _, note in edition.notes]
    return [(verdict, meaning, str(verdicts.count(verdict))) for verdict, meaning in VERDICTS.items()]
