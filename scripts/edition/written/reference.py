"""The rules of `keys.py` for others: JSON Schemas for editors, tables for people."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from edition.vocabulary import (
    CLAIM_WORDS,
    DETAIL_WORDS,
    EVENT_WORDS,
    GIST_WORDS,
    KINDS,
    READINGS,
    RELATIONS,
    SINCE_WORDS,
    STANDINGS,
    TITLE_WORDS,
    VERDICTS,
)
from edition.written.answers import meaning
from edition.written.keys import (
    EntryHeader,
    EventHeader,
    NativeHeader,
    NoteHeader,
    ParallelHeader,
    PassageHeader,
    SourceHeader,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

_FILES: dict[str, type[BaseModel]] = {"note": NoteHeader, "entry": EntryHeader, "parallel": ParallelHeader}

_TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("A note: `seeds/annotations/<text>/<name>.md`", NoteHeader),
    ("A glossary entry: `seeds/glossary/<name>.md`", EntryHeader),
    ("A parallel: `seeds/parallels/<name>.md`", ParallelHeader),
    ("Each item of `sources`", SourceHeader),
    ("Each item of `events`", EventHeader),
    ("Each item of `native`", NativeHeader),
    ("Each item of `passages`", PassageHeader),
)

_WORDS = (
    ("Kinds of notes", KINDS),
    ("Verdicts", VERDICTS),
    ("Standing of sources", STANDINGS),
    ("How much of a source was read", READINGS),
    ("Relations of parallels", RELATIONS),
)

_BEGIN, _END = "<!-- The tables below are written by `make reference`. -->", "<!-- End of the tables. -->"


@functools.cache
def all_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of file, by its name: `note`, `entry`, `parallel`.

    An editor reads YAML by other rules than the checker, to which every value is text: a schema therefore takes a
    number where text may stand, and no value at all where a key may be missing.
    """
    return {name: _schema(name, model) for name, model in _FILES.items()}


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = _plain(model.model_json_schema())
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Header of a file: {name}"}
    return {**about, **schema}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, or a part of one, as editors need it."""
    needed = schema.get("required", [])
    result = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if schema.get("type") == "string" and "enum" not in schema:
        pattern = schema.get("pattern", "")
        result["type"] = ["string", "number"] if re.search(pattern, "1") or re.search(pattern, "2020") else "string"
    if "anyOf" in schema:  # what may be null is described below, for all keys alike
        result |= _plain(result.pop("anyOf")[0])
    for group in ("properties", "$defs"):
        if group in schema:
            result[group] = {key: _plain(value) for key, value in schema[group].items()}
    if "properties" in schema:
        result["properties"] = {
            key: value if key in needed else _or_nothing(value) for key, value in result["properties"].items()
        }
    for inner in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(inner), dict):
            result[inner] = _plain(schema[inner])
    return result


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that also takes a key without a value."""
    description = {"description": schema["description"]} if "description" in schema else {}
    return {**description, "anyOf": [schema, {"type": "null"}]}


def tables() -> str:
    """Every key of every kind of file, and every word that may stand as a value, as Markdown."""
    parts = [f"### {title}\n\n{_keys(model)}" for title, model in _TABLES]
    parts += [f"### {title}\n\n{table(('Word', 'Meaning'), words.items())}" for title, words in _WORDS]
    parts.append(
        f"### Limits\n\nA title has at most {TITLE_WORDS} words, the gist {GIST_WORDS}, the detail {DETAIL_WORDS},"
        f" what came after {SINCE_WORDS}, a claim {CLAIM_WORDS}, an event {EVENT_WORDS}."
    )
    return "\n\n".join(parts) + "\n"


def with_tables(page: str) -> str:
    """A page of Markdown with the tables between its two marks made anew; `ValueError` if a mark is missing."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"the page does not have the two lines {_BEGIN} and {_END}")
    return f"{before}{begin}\n\n{tables()}\n{end}{after}"


def _keys(model: type[BaseModel]) -> str:
    rows = [(f"`{name}`", "yes" if field.is_required() else "", meaning(field)) for name, field in _fields(model)]
    return table(("Key", "Needed", "What it says"), rows)


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The keys of a header, the needed ones first."""
    return sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(re.sub(r" +", " ", f"| {' | '.join(line)} |") for line in lines)
