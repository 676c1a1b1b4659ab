"""The empty files a contributor fills in: each key below what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.vocabulary import DETAIL_WORDS, GIST_WORDS
from edition.written.answers import meaning
from edition.written.judge_body import PLACEHOLDER
from edition.written.keys import EntryHeader, NoteHeader, SourceHeader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

QUOTE = "QUOTE\n"
"""Where the quotation stands in the template of a note: a YAML value and, if needed, further lines."""

_HOW = 'Write after each colon. Lines that begin with "#" only explain. What you do not need can stay empty.'


def _keys(schema: type[BaseModel], names: Iterable[str], indent: str = "", value: str = "") -> str:
    """Some keys of a header, all with the same value, each below the rule that the checker has for it."""
    rules = ((name, meaning(schema.model_fields[name])) for name in names)
    return "".join(f"{indent}# {rule}\n{indent}{name}: {value}\n" for name, rule in rules)


_SOURCES = "sources:\n" + _keys(SourceHeader, SourceHeader.model_fields, "    ").replace("    title:", "  - title:")

NOTE = f"""\
---
# {_HOW}
quote: {QUOTE}{_keys(NoteHeader, ("title", "kind", "verdict", "claim"))}\
{_keys(NoteHeader, ("authors",), value="[]")}\
# {meaning(NoteHeader.model_fields["sources"])}
# If the note says only what the text says, delete these lines, down to the three dashes.
{_SOURCES}---
{PLACEHOLDER} the gist: one or two sentences that stand alone, at most {GIST_WORDS} words.

{PLACEHOLDER} what a reader may want to know besides, at most {DETAIL_WORDS} words; or remove this line.
"""


def entry(term: str = "", form: str = "latin: []") -> str:
    """The file of a new entry; `term` and `form` are YAML, `form` a script and its list."""
    return f"""\
---
# {_HOW}
{_keys(EntryHeader, ("term",), value=term)}\
{_keys(EntryHeader, ("category",))}\
# {meaning(EntryHeader.model_fields["forms"])}
forms:
  {form}
{_keys(EntryHeader, ("search", "see_also", "authors"), value="[]")}\
# {meaning(EntryHeader.model_fields["sources"])}
{_SOURCES}---
{PLACEHOLDER} the definition, in one sentence that stands alone, at most {GIST_WORDS} words.

{PLACEHOLDER} two to four sentences of background, at most {DETAIL_WORDS} words.
"""
