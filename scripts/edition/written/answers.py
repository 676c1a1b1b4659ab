"""What is wrong in a header in plain words, and how to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from edition.problems import did_you_mean, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

QUOTES = 'Put the whole value in double quotes: "…".'
SHAPE = "A file begins with a header between two lines of three dashes; the guide, CONTRIBUTING.md, shows one."
_INDENT = "Each key begins at the same column as the keys beside it; indent with spaces."

_YAML_FAULTS = (
    ("mapping values are not allowed", "a value contains a colon and a space", QUOTES),
    ("block sequence entries are not allowed", 'a value begins with "- "', QUOTES),
    ("mapping keys are not allowed", 'a value begins with "? "', QUOTES),
    ("expected node content", "a value begins with a character that has a special meaning in YAML", QUOTES),
    ("document start", "the header ends before this line", 'Remove the line before it with "%" or three dots.'),
    ("expected comment or line break", 'a value begins with "|" or ">"', QUOTES),
    ("expected '-' indicator", "this line is not indented like the lines around it", _INDENT),
    (
        "escape character",
        "a backslash has a special meaning between double quotes",
        "Put the value in single quotes: '…'.",
    ),
)
"""Words of libyaml's messages, what they mean, and how to mend it."""

_YAML_FAULTS_BEFORE = (
    ("expected ',' or ']'", "a square bracket is not closed", "Close it with ] on the same line."),
    ("expected ',' or '}'", "a brace is not closed", QUOTES),
    (
        "end of stream",
        "a quotation mark is not closed",
        "End the value with the mark it begins with, or leave both out.",
    ),
    (
        "could not find expected ':'",
        "this line of the header has no colon",
        "Write a key, a colon and a value; indent the line if it goes on with the line before.",
    ),
)
"""The same of faults that libyaml notices only after the line they are on: it names that line as the context."""


def on_yaml(error: Any, lines: list[str]) -> tuple[int, str, str]:
    """The line, from 0, of a mistake in YAML, what is wrong and how to mend it."""
    reason = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    number, column = (mark.line, mark.column) if mark else (0, 0)
    before = lines[number][:column] if number < len(lines) else ""
    at = lines[number][column : column + 1] if number < len(lines) else ""
    if "tab" in reason or at == "\t":
        return number, "a tab stands at the beginning of the line", "Put spaces in its place."
    if "start any token" in reason:
        return number, f'a value begins with "{at}", which has a special meaning in YAML', QUOTES
    if "did not find expected key" in reason:
        return number, *_after_a_value(before.rstrip())
    begun = error.context_mark.line if error.context_mark else max(number - 1, 0)
    key = re.match(r"[\s-]*(\w+):(?!//)\S", "".join(lines[begun : begun + 1]))
    if key and ("expected ':'" in reason or "mapping values" in reason):
        return begun, "there is no space after the colon", f"Put one: {key[1]}: …"
    context = error.context_mark.line if error.context_mark else number
    for line, faults in ((context, _YAML_FAULTS_BEFORE), (number, _YAML_FAULTS)):
        for words, what, mend in faults:
            if words in reason:
                return line, what, mend
    return number, f"the header cannot be read: {reason}", QUOTES


def _after_a_value(before: str) -> tuple[str, str]:
    """What is wrong with words that stand where no further ones are expected, and how to mend it."""
    if before.endswith("]"):
        return "words stand after the bracket that ends the list", "Write them between the brackets."
    if before:
        what = "words stand after the quotation mark that ends the value"
        return what, "Put the value between marks of the other sort, or write each mark inside it twice."
    return "this line is not indented like the lines around it", _INDENT


def on_value(detail: ErrorDetails, schema: type[BaseModel], *, written: bool) -> tuple[str, str]:
    """What an error of pydantic means, and how to mend it; `written` says that its key stands in the file."""
    path = detail["loc"]
    name = str(next((part for part in reversed(path) if isinstance(part, str) and part != "[key]"), ""))
    length = f'the value of "{name}" has {len(str(detail["input"]))} characters'
    value, context = shortened(str(detail["input"])), detail.get("ctx", {})
    fields = _schema_at(schema, path[:-1]).model_fields
    hint = meaning(fields[name]) if name in fields else ""
    if detail["type"] == "missing":
        if written:
            return f'the key "{name}" has no value', f'Write it after the colon, before any "#". {hint}'
        return f'the key "{name}" is missing', f"Add a line “{name}: …”. {hint}"
    if detail["type"] == "literal_error":
        allowed = [word for word in re.findall(r"'([^']*)'", str(context.get("expected", ""))) if word]
        sort = "script" if path[-1] == "[key]" else name
        return f'"{value}" is not a {sort}', did_you_mean(value, allowed, "Use one of")
    words = {
        "extra_forbidden": (f'unknown key "{shortened(name)}"', did_you_mean(name, list(fields), "Known keys are")),
        "string_too_short": (f'the key "{name}" has no value', f"Write one, or remove the line. {hint}"),
        "string_pattern_mismatch": (f'"{value}" cannot be the value of "{name}"', hint),
        "string_too_long": (length, f"At most {context.get('max_length')}."),
        "value_error": (f'"{value}" cannot be the value of "{name}": {context.get("error")}', hint),
        "list_type": (
            f'the key "{name}" must be a list',
            f"Write {name}: [one, another], or a line “- …” for each.",
        ),
        "string_type": (f'the key "{name}" must have one value, not several', hint),
        "model_type": (f'this item of "{name}" has no keys', "Write its keys below each other, as in CONTRIBUTING.md."),
        "dict_type": (f'the key "{name}" must have keys of its own', hint),
        "too_short": (f'the key "{name}" has too few items', f"At least {context.get('min_length')}. {hint}".strip()),
        "too_long": (f'the key "{name}" has too many items', f"At most {context.get('max_length')}."),
    }
    return words.get(
        detail["type"],
        (f'the value of "{name}" has the wrong form', f"{hint} CONTRIBUTING.md shows an example.".strip()),
    )


def meaning(field: FieldInfo) -> str:
    """What a key is for, and which words it takes if it takes only some."""
    words = _choices(field.annotation)
    choice = f" One of: {', '.join(words)}." if words else ""
    return f"{field.description or ''}{choice}"


def _choices(annotation: Any) -> list[str]:
    """The words a type allows, if it is a choice of words."""
    parts = () if get_origin(annotation) is dict else (annotation, *get_args(annotation))
    return [word for part in parts if get_origin(part) is Literal for word in get_args(part)]


def _schema_at(schema: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    """The schema of the mapping at a path below a schema."""
    for part in path:
        if isinstance(part, str) and part in schema.model_fields:
            schema = next(_models_in(schema.model_fields[part].annotation), schema)
    return schema


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
