"""Write the file of a new note or entry, ready to be filled in."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edition.fold import UNIT, slug
from edition.model import Quotation
from edition.problems import Refused, did_you_mean, shortened
from edition.texts.anchoring import Unplaced, find, place, telling_quotation
from edition.vocabulary import ENTRIES, NAME_CHARACTERS, NOTES, SCRIPTS, is_slug
from edition.written import templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.model import Span, Text

_NAME_WORDS = 5
"""So many words of a quotation make the name of its file, if no other is given."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is not yet written."""

    file: Path
    """Relative to the edition's root."""
    content: str


def note(texts: Sequence[Text], quote: str, text: str = "", number: int = 0, name: str = "") -> Draft:
    """A new note on some words.

    `text` is the slug of the text they stand in, needed only if they stand in several; `number` says which of their
    places is meant, from 1, needed only if there are several; `name` is that of the file, without .md.
    """
    found, span = _place(_chosen(texts, text), quote, number)
    quotation = telling_quotation(found, span)
    if quotation is None:
        raise Refused("No few words tell this place from the others. Quote more words.")
    lines = [_value(quotation.exact)]
    lines += [f"{key}: {_value(words)}" for key in ("prefix", "suffix") if (words := getattr(quotation, key))]
    name = _name(name or _telling(quotation.exact))
    file = Path(NOTES, found.slug, f"{name}.md")
    return Draft(file, templates.NOTE.replace(templates.QUOTE, "\n".join(lines) + "\n"))


def entry(texts: Sequence[Text], term: str, name: str = "") -> Draft:
    """A new entry of the glossary; `name` is that of its file, without .md.

    Its first form is the term as the texts have it: one in small letters is found in any case.
    """
    term = " ".join(term.split())
    if not term:
        raise Refused("Say which term the entry is about.")
    forms = [form for form in (term, term.lower()) if any(find(text, Quotation(form)) for text in texts)]
    form = f"{_script(term)}: [{_value((forms or [term])[0])}]"
    return Draft(Path(ENTRIES, f"{_name(name or _telling(term))}.md"), templates.entry(_value(term), form))


def _script(term: str) -> str:
    """The script of a term, as the header of an entry names it."""
    # The name of a letter in Unicode begins with that of its script.
    named = (unicodedata.name(char, "").partition(" ")[0].lower() for char in term if char.isalpha())
    scripts = [{"cjk": "han"}.get(name, name) for name in named]
    return next((script for script in scripts if script in SCRIPTS), "latin")


def _telling(words: str) -> str:
    """The first words of a quotation as the name of a file; of a script without spaces as many characters."""
    few = UNIT.findall(words)[:_NAME_WORDS]
    return slug(" ".join(few))[:NAME_CHARACTERS].strip("-") or "a-telling-name"


def write(root: Path, draft: Draft) -> Path:
    """Write a draft below the root of the edition and return its path; `Refused` if its name is taken."""
    taken = [path.relative_to(root) for path in _namesakes(root, draft.file)]
    if taken:
        raise Refused(f"There is {taken[0]} already. Choose another name: --name another-name.")
    path = root / draft.file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft.content)
    return draft.file


def _namesakes(root: Path, file: Path) -> Iterable[Path]:
    """The files that have the address of another; a note has the only one of its name in all texts."""
    folder = NOTES if file.is_relative_to(NOTES) else ENTRIES
    return sorted((root / folder).rglob(file.name))


def _chosen(texts: Sequence[Text], wanted: str) -> Sequence[Text]:
    chosen = [text for text in texts if wanted in {"", text.slug}]
    if not chosen:
        mend = did_you_mean(wanted, [text.slug for text in texts], "Texts are")
        raise Refused(f'There is no text "{shortened(wanted)}". {mend}')
    return chosen


def _place(texts: Sequence[Text], quote: str, number: int) -> tuple[Text, Span]:
    """The text and the place that some words name."""
    if not quote.strip():
        raise Refused("Say which words of a text the note is about.")
    places = {text.slug: find(text, Quotation(quote)) for text in texts}
    found = [text for text in texts if places[text.slug]]
    if not found:
        raise Refused(_not_found(texts, quote))
    if len(found) > 1:
        slugs = ", or ".join(f"--text {text.slug}" for text in found)
        raise Refused(f"These words stand in {len(found)} texts. Say which is meant: {slugs}.")
    spans = places[found[0].slug]
    if not number and len(spans) > 1:
        raise Refused(_found_often(found[0], spans))
    if number > len(spans):
        raise Refused(f"These words stand here {len(spans)} times; there is no place {number}.")
    return found[0], spans[max(number, 1) - 1]


def _not_found(texts: Sequence[Text], quote: str) -> str:
    said = []
    for text in texts:
        try:
            place(text, Quotation(quote))
        except Unplaced as unplaced:
            said.append(f"{unplaced.what[0].upper()}{unplaced.what[1:]}\n{unplaced.mend}")
    return "\n".join(said)


def _found_often(text: Text, spans: Sequence[Span]) -> str:
    lines = [f"These words stand {len(spans)} times in {text.slug}. Say which is meant:"]
    for number, span in enumerate(spans, 1):
        before, after = text.chars[: span.start][-40:], text.chars[span.end :][:40]
        passage = " ".join(f"{before}[{text.words(span)}]{after}".split())
        lines.append(f"  --place {number}   line {text.line(span.start)}: …{passage}…")
    return "\n".join(lines)


def _name(name: str) -> str:
    if not is_slug(name):
        raise Refused(
            f'"{name}" cannot be part of an address. Use small letters, digits and hyphens: {_telling(name)}.'
        )
    return name


def _value(words: str) -> str:
    """Words as a value of YAML in double quotes."""
    return json.dumps(words, ensure_ascii=False)
