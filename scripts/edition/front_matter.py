"""Read a contributed file: its YAML header, with the line of every key, and its Markdown body.

Every scalar is read as the text it is written as: `no` stays a word and 2020-10-29 is not turned into a
date before its form has been judged.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from edition.problems import Problems

_MOST_BYTES = 100_000
"""No note or entry comes near this; more is a mistake or an attack."""

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\U000e0000-\U000e007f]"
)
"""Control, zero-width and direction-changing characters, which hide what a file says (Unicode TR36)."""

_MOST_NAMED = 20

_SHAPE = "A file begins with a header between two lines of three dashes; CONTRIBUTING.md shows one."

AnyHeader = TypeVar("AnyHeader", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Document:
    """A contributed file, taken apart but not yet judged."""

    file: Path
    header: dict[str, Any]
    lines: dict[str, int]
    """The line of each key, by its path: `sources.0.url`."""
    body: str
    body_line: int

    def line(self, *path: str | int) -> int:
        """The line of a key, or of the innermost known thing that contains it."""
        parts = [str(part) for part in path]
        while parts and ".".join(parts) not in self.lines:
            parts.pop()
        return self.lines.get(".".join(parts), 1)


def read(root: Path, file: Path, problems: Problems) -> Document | None:
    """Take a file apart; `None`, and a problem, if that cannot be done."""
    text = _decode(root / file, file, problems)
    if text is None:
        return None
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        problems.add(file, 1, "the file has no header", _SHAPE)
        return None
    reader = _HeaderReader(file, problems)
    header = reader.read(match[1])
    if header is None:
        return None
    return Document(file, header, reader.lines, text[match.end() :], text.count("\n", 0, match.end()) + 1)


def _decode(path: Path, file: Path, problems: Problems) -> str | None:
    if path.is_symlink():
        problems.add(file, 1, "the file is a symbolic link", "Put the file itself here.")
        return None
    raw = path.read_bytes()
    if len(raw) > _MOST_BYTES:
        size = f"{len(raw):,}".replace(",", " ")
        problems.add(file, 1, f"the file is too large ({size} bytes)", f"At most {_MOST_BYTES // 1000} kB.")
        return None
    if not raw.strip():
        problems.add(file, 1, "the file is empty", _SHAPE)
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(file, line, "the file is not UTF-8 text", "Save it with the encoding UTF-8.")
        return None
    hidden = _INVISIBLE.search(text)
    if hidden:
        problems.add(
            file,
            text.count("\n", 0, hidden.start()) + 1,
            f"there is an invisible character here (U+{ord(hidden[0]):04X})",
            "Delete it: characters nobody can see must not stand in a file.",
        )
        return None
    return text


class _HeaderReader:
    """Turns the YAML of one header into dictionaries, lists and strings."""

    def __init__(self, file: Path, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> dict[str, Any] | None:
        before = len(self.problems)
        try:
            for token in YAML().scan(text) if re.search(r"[&*!]", text) else ():
                if isinstance(token, AnchorToken | AliasToken | TagToken):
                    self._problem(
                        token.start_mark.line,
                        'a value begins with "&", "*" or "!", which has a special meaning in YAML',
                        'Put the value in double quotes: "…".',
                    )
            if len(self.problems) > before:
                return None
            node = YAML().compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._problem(mark.line if mark else 0, f"the header cannot be read: {_reason(error)}", _yaml_hint(error))
            return None
        except (YAMLError, ValueError) as error:
            self._problem(0, f"the header cannot be read: {error}", _SHAPE)
            return None
        if not isinstance(node, MappingNode):
            self._problem(0, "the header has no keys", _SHAPE)
            return None
        header = self._value(node, ())
        return header if len(self.problems) == before else None

    def _problem(self, line: int, what: str, mend: str) -> None:
        """Note a problem on a line of the header, counted from 0."""
        self.problems.add(self.file, line + 2, what, mend)

    def _value(self, node: Node, path: tuple[str, ...]) -> Any:
        if isinstance(node, ScalarNode):
            return None if node.style is None and node.value in {"", "~"} else str(node.value)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, str(n))) for n, item in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in result:
                first = self.lines[".".join((*path, name))]
                self._problem(
                    key.start_mark.line,
                    f'the key "{name}" stands here a second time',
                    f"It stands first on line {first}. Keep one of the two.",
                )
            self.lines[".".join((*path, name))] = key.start_mark.line + 2
            result[name] = self._value(value, (*path, name))
        return result

    def _item(self, node: Node, path: tuple[str, ...]) -> Any:
        self.lines[".".join(path)] = node.start_mark.line + 2
        return self._value(node, path)


def _reason(error: MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part).replace("\n", " ")


def _yaml_hint(error: MarkedYAMLError) -> str:
    words = _reason(error)
    if "\\t" in words:
        return "Replace the tab at the beginning of the line by spaces."
    if "mapping values are not allowed" in words:
        return 'The value contains ": ". Put the whole value in double quotes: "…".'
    if "quoted scalar" in words:
        return "A quotation mark is not closed. Begin and end the value with the same mark."
    return "Often a value contains a colon or begins with a special character: put it in double quotes."


def judge(document: Document, schema: type[AnyHeader], problems: Problems) -> AnyHeader | None:
    """Hold a header against its schema; `None`, and all problems at once, if it does not fit."""
    header = {key: value for key, value in document.header.items() if value is not None}
    try:
        return schema.model_validate(header)
    except ValidationError as error:
        for detail in error.errors():
            what, mend = _in_plain_words(detail, schema)
            problems.add(document.file, document.line(*detail["loc"]), what, mend)
        return None


def _in_plain_words(detail: ErrorDetails, schema: type[BaseModel]) -> tuple[str, str]:
    """What a pydantic error means, and how to mend it."""
    name = str(next((part for part in reversed(detail["loc"]) if isinstance(part, str)), ""))
    value, context = str(detail["input"]), detail.get("ctx", {})
    allowed = [word for word in re.findall(r"'([^']*)'", str(context.get("expected", ""))) if word]
    known = list(_schema_at(schema, detail["loc"][:-1]).model_fields)
    pattern = (
        (f'"{value}" is not the number of a source', "Write 1 for the first source below `sources`.")
        if name == "source"
        else (f'"{value}" is not a valid {name}', "Use small letters, digits and hyphens only.")
    )
    two = (f'the key "{name}" must have exactly two items', "Name one passage of each text.")
    words = {
        "missing": (f'the key "{name}" is missing', f"Add a line: {name}: …"),
        "extra_forbidden": (f'unknown key "{name}"', did_you_mean(name, known, "Known keys are")),
        "literal_error": (
            f'"{value}" is not a {name if name != "[key]" else "script"}',
            did_you_mean(value, allowed, "Use one of"),
        ),
        "string_too_short": (f'the key "{name}" has no value', "Write one, or remove the line."),
        "string_pattern_mismatch": pattern,
        "value_error": (f'the {name} "{value}" {context.get("error")}', "Correct it."),
        "list_type": (
            f'the key "{name}" must be a list',
            f"Write {name}: [one, another], or a line “- …” for each.",
        ),
        "too_short": two,
        "too_long": two,
    }
    return words.get(
        detail["type"],
        (f'the value of "{name}" has the wrong form', "Compare it with the example in CONTRIBUTING.md."),
    )


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


def did_you_mean(word: str, known: list[str], otherwise: str) -> str:
    """A sentence that offers the nearest known word, and else the known words, if not too many."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"{otherwise} {', '.join(known[:_MOST_NAMED])}{', …' if len(known) > _MOST_NAMED else ''}."
