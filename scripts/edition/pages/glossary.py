"""The glossary: its index, and a page for each entry with every mention in context."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from edition import prose
from edition.fold import plain_letters
from edition.markup import attribute, escaped
from edition.model import AnnotatedText, Edition, Entry, Mention, PlacedNote, Span
from edition.pages import common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.publish import Page

_CONTEXT = 70
"""So many characters of the text stand on each side of a mention."""

_LETTERS = re.compile(r"[a-z0-9]")


def glossary_page(edition: Edition) -> Page:
    """All entries from A to Z, each with its definition and where it is mentioned."""
    entries = sorted(edition.entries, key=lambda entry: sorting_key(entry.term))
    letters = {letter: list(group) for letter, group in groupby(entries, key=_initial)}
    jump = " ".join(f"[{letter}](#{_letter_id(letter)})" for letter in letters)
    parts = [f"{jump}\n{{ .letters data-search-exclude='' }}"]
    for letter, group in letters.items():
        parts.append(f"## {letter} {{ #{_letter_id(letter)} }}")
        parts += [_summary(edition, entry) for entry in group]
    return common.page(
        common.GLOSSARY,
        {
            "title": "Glossary",
            "description": f"{len(entries)} terms, people, institutions and plans named in the two texts.",
            "template": "main.html",
            "hide": ["toc"],
            "search": {"exclude": True},
        },
        "# Glossary",
        f"{len(entries)} entries: what the two texts name and a reader may want explained.",
        *parts,
    )


def sorting_key(term: str) -> str:
    """How a term is ordered: without marks and case, as readers look for it."""
    return re.sub(r"[^a-z0-9 ]", "", plain_letters(term).lower())


def _initial(entry: Entry) -> str:
    letter = _LETTERS.search(sorting_key(entry.term))
    return letter[0].upper() if letter and letter[0].isalpha() else "0–9"


def _letter_id(letter: str) -> str:
    return "letter-" + ("digits" if len(letter) > 1 else letter.lower())


def _summary(edition: Edition, entry: Entry) -> str:
    native = " ".join(f'<span lang="{form.lang}">{escaped(form.text)}</span>' for form in entry.native[:2])
    where = " · ".join(
        f"{escaped(common.label(text))} {count}"
        for text in edition.texts
        if (count := sum(mention.entry == entry.slug for mention in text.mentions))
    )
    target = common.address(common.GLOSSARY, common.entry_path(entry.slug))
    definition = common.body_links(edition, common.GLOSSARY, first_sentence(entry.body))
    return (
        f'<div class="entry" data-category="{entry.category}" markdown="1">\n\n'
        f"### [{escaped(entry.term)}]({target}) {native} {{ #{entry.slug} }}\n\n{definition}\n\n"
        f"{entry.category}{' · ' if where else ''}{where}\n{{ .where }}\n\n</div>"
    )


def first_sentence(body: str) -> str:
    """The definition of an entry: its first sentence, as Markdown."""
    return prose.gist(body)


def entry_page(edition: Edition, entry: Entry) -> Page:
    """One entry: definition, forms, every mention, notes, relations, sources."""
    path = common.entry_path(entry.slug)
    body = common.body_links(edition, path, entry.body)
    gist, detail = prose.gist(body), prose.detail(body)
    return common.page(
        path,
        {
            "title": entry.term,
            "description": prose.plain(prose.gist(entry.body)),
            "template": "main.html",
            "hide": ["toc"],
            "source": entry.file.as_posix(),
            "term": entry.term,
            "search": {"boost": 4},
        },
        f"# {escaped(entry.term)}",
        f"{gist}\n{{ .definition #definition }}",
        _native(entry),
        f"{entry.category.capitalize()}. {_other_forms(entry)}{common.hidden(_search_words(entry))}\n{{ .forms }}",
        detail,
        *(part for text in edition.texts for part in _mentions(path, text, entry)),
        *_notes(edition, path, entry),
        *_see_also(edition, path, entry),
        "## Sources { #sources data-search-exclude='' }",
        f'<div class="sources" data-search-exclude markdown="1">\n\n{common.source_list(entry.sources)}\n\n</div>',
        f"{common.signature(entry)} {common.improve_link(edition, entry, 'entry')}\n{{ .tail data-search-exclude='' }}",
    )


def _native(entry: Entry) -> str:
    rows = "".join(
        f'<li><span lang="{form.lang}">{attribute(form.text)}</span>'
        + (f' <i lang="{form.lang}-Latn">{attribute(form.transliteration)}</i>' if form.transliteration else "")
        + "</li>\n"
        for form in entry.native
    )
    return f'<ul class="native">\n{rows}</ul>' if rows else ""


def _other_forms(entry: Entry) -> str:
    native = {form.text for form in entry.native}
    forms = [form for form in entry.forms if form != entry.term and form not in native]
    return f"Also: {escaped(', '.join(forms))}. " if forms else ""


def _search_words(entry: Entry) -> list[str]:
    """Forms that are not printed but found: what people type, and names without their marks."""
    plain = [plain_letters(form.transliteration) for form in entry.native]
    joined = [word.replace(" ", "") for word in plain]
    return [word for word in [*entry.search, *plain, *joined] if word and word != entry.term]


def _mentions(path: str, text: AnnotatedText, entry: Entry) -> Iterator[str]:
    found = [mention for mention in text.mentions if mention.entry == entry.slug]
    if not found:
        return
    yield f"## In “{escaped(common.label(text))}” {{ #in-{text.text.slug} data-search-exclude='' }}"
    lines = "\n".join(f"- {_in_context(path, text, mention)}" for mention in found)
    yield f'<div class="kwic" data-search-exclude markdown="1">\n\n{lines}\n\n</div>'


def _in_context(path: str, text: AnnotatedText, mention: Mention) -> str:
    block = text.text.blocks_in(mention.span)[0]
    target = common.address(path, common.text_path(text.text.slug), block.id)
    where = f"[{common.block_label(block)}]({target})"
    if common.is_behind_notice(text.text, mention.span):
        return f"{where}: in a comment behind a content notice"
    start = max(block.span.start, mention.span.start - _CONTEXT)
    end = min(block.span.end, mention.span.end + _CONTEXT)
    before = _whole_words(text.text.words(Span(start, mention.span.start)), left=start > block.span.start)
    after = _whole_words(text.text.words(Span(mention.span.end, end)), right=end < block.span.end)
    words = escaped(" ".join(text.text.words(mention.span).split()))
    return f"{where}: {escaped(before)}<b>{words}</b>{escaped(after)}"


def _whole_words(words: str, *, left: bool = False, right: bool = False) -> str:
    """Context without the half of a word at its outer end."""
    words = re.sub(r"\s+", " ", words)
    if left:
        words = "… " + words.partition(" ")[2]
    if right:
        words = words.rpartition(" ")[0] + " …"
    return words


def _notes(edition: Edition, path: str, entry: Entry) -> Iterator[str]:
    notes = [(text, note) for text, note in edition.notes if f"](term:{entry.slug})" in note.note.body]
    if not notes:
        return
    yield "## In the notes { #in-the-notes data-search-exclude='' }"
    lines = "\n".join(f"- {note_link(path, text, note)}" for text, note in notes)
    yield f'<div class="kwic" data-search-exclude markdown="1">\n\n{lines}\n\n</div>'


def note_link(path: str, text: AnnotatedText, note: PlacedNote) -> str:
    """A link to a note, with the place of its passage."""
    target = common.address(path, common.text_path(text.text.slug), note.id)
    where = f"{escaped(common.label(text))}, {common.place_label(text.text, note.span)}"
    return f"[{escaped(note.note.title)}]({target}): {note.note.kind}, {where}"


def _see_also(edition: Edition, path: str, entry: Entry) -> Iterator[str]:
    """Related entries, named from either side."""
    related = [
        other
        for other in edition.entries
        if other.slug in entry.see_also or (entry.slug in other.see_also and other.slug != entry.slug)
    ]
    if not related:
        return
    yield "## See also { #see-also data-search-exclude='' }"
    links = ", ".join(
        f"[{escaped(other.term)}]({common.address(path, common.entry_path(other.slug))})" for other in related
    )
    yield f"{links}\n{{ data-search-exclude='' }}"
