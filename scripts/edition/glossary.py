"""Read the glossary: one entry a file, `seeds/glossary/<slug>.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import contributed
from edition.headers import EntryHeader
from edition.model import Entry, NativeForm

if TYPE_CHECKING:
    from pathlib import Path

    from edition.problems import Problems

FOLDER = "seeds/glossary"


def read_entry(root: Path, file: Path, problems: Problems) -> Entry | None:
    """Read one entry as far as it is sound; `None`, and a problem, if it cannot be read."""
    read = contributed.read(root, file, EntryHeader, problems)
    if read is None:
        return None
    document, header = read
    return Entry(
        **contributed.common(document, header),
        term=header.term,
        category=header.category,
        forms=tuple(form for forms in header.forms.values() for form in forms),
        search=tuple(header.search),
        native=tuple(NativeForm(form.lang, form.text, form.transliteration) for form in header.native),
        see_also=tuple(header.see_also),
        do_not_link=tuple(header.do_not_link),
    )
