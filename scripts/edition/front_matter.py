"""Read a contributed file: its YAML header, with the line of every key, and its Markdown body.

Every scalar is read as the text it is written as: `no` stays a word and 2020-10-29 is not turned into a
date before its form has been judged.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from edition.problems import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from edition.problems import Problems

_MOST_BYTES = 50_000
"""No note or entry comes near this; more is a mistake or an attack."""

_DEEPEST = 6
"""How deep lists and keys may stand in each other; the deepest key of a header is at 4."""

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters nobody can see, which hide what a file says (Unicode TR36 and TR39): controls, changes of
direction, all that is ignored by default (DerivedCoreProperties.txt), blanks, and the sign of a lost character."""

_MOST_NAMED = 20
_FEWEST_LETTERS = 3

_QUOTES = 'Put the whole value in double quotes: "…".'
_INDENT = "Each key begins at the same column as the keys beside it; indent with spaces."
_SHAPE = "A file begins with a header between two lines of three dashes; the guide, CONTRIBUTING.md, shows one."

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
    """Take a file apart; `None`, and a problem, if that cannot be done.

    A byte order mark, the line ends of other systems and a missing last line end are accepted.
    """
    text = _decode(root / file, file, problems)
    if text is None:
        return None
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        problems.add(file, *_no_header(text))
        return None
    reader = _HeaderReader(file, problems)
    header = reader.read(match[1])
    if header is None:
        return None
    return Document(file, header, reader.lines, text[match.end() :], text.count("\n", 0, match.end()) + 1)


def _no_header(text: str) -> tuple[int, str, str]:
    """Where a header is missed, what is wrong with it, and how to mend it."""
    if re.match(r"---[ \t]*\n", text):
        return 1, "the header has no end", "Put a line of three dashes between the last key and the text."
    if text.startswith("```"):
        return 1, "the file begins with three backticks", "Remove that line, and the same at the end of the file."
    if opening := re.search(r"^---[ \t]*$", text, re.MULTILINE):
        line = text.count("\n", 0, opening.start()) + 1
        return 1, "the header does not begin on the first line", f"Three dashes stand on line {line}. {_SHAPE}"
    return 1, "the file has no header", _SHAPE


def _decode(path: Path, file: Path, problems: Problems) -> str | None:
    try:
        raw, fault = _bytes(path)
    except OSError as error:
        raw, fault = b"", (f"the file cannot be read: {error.strerror}", "Put the file itself here, readable for all.")
    if fault:
        problems.add(file, 1, *fault)
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(file, line, "the file is not UTF-8 text", "Save it anew with the encoding UTF-8.")
        return None
    hidden = INVISIBLE.search(text)
    if hidden:
        problems.add(file, text.count("\n", 0, hidden.start()) + 1, *_invisible(hidden[0]))
        return None
    return text


def _bytes(path: Path) -> tuple[bytes, tuple[str, str] | None]:
    """What stands in a file, or what is wrong with it and how to mend it."""
    if path.is_symlink():
        return b"", ("the file is a symbolic link", "Put the file itself here.")
    size = path.stat().st_size
    if size > _MOST_BYTES:
        grouped = f"{size:,}".replace(",", " ")
        return b"", (f"the file is too large ({grouped} bytes)", f"At most {_MOST_BYTES // 1000} kB.")
    raw = path.read_bytes()
    if not raw.strip():
        return b"", ("the file is empty", _SHAPE)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"", ("the file is not UTF-8 text but UTF-16", "Save it anew with the encoding UTF-8.")
    if b"\0" in raw:
        return b"", ("the file is not text", "A picture or a document of a word processor cannot be a note.")
    return raw, None


def _invisible(char: str) -> tuple[str, str]:
    code = f"U+{ord(char):04X}"
    if char == "\ufffd":
        return f"a character was lost here ({code})", "Write it anew, and save the file with the encoding UTF-8."
    return (
        f"there is an invisible character here ({code})",
        "Delete it: characters nobody can see must not stand in a file.",
    )


class _Unreadable(Exception):  # noqa: N818 - it ends the reading of one header
    """Why the header cannot be read: line from 0, what is wrong, how to mend it."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


class _HeaderReader:
    """Turns the YAML of one header into dictionaries, lists and strings.

    It works on the parser's events: nothing is ever built by tag or copied by alias, and what nests too deep
    is refused before it is read to its end.
    """

    def __init__(self, file: Path, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> dict[str, Any] | None:
        """The header, or `None` and a problem if it cannot be read; of a key written twice the first counts."""
        try:
            return self._document(yaml.parse(text, Loader=yaml.CSafeLoader))
        except _Unreadable as error:
            self._problem(error.line, error.what, error.mend)
        except yaml.MarkedYAMLError as error:
            self._problem(*_in_plain_yaml(error, text.split("\n")))
        except yaml.YAMLError as error:
            self._problem(0, f"the header cannot be read: {error}", _SHAPE)
        return None

    def _problem(self, line: int, what: str, mend: str) -> None:
        """Note a problem on a line of the header, counted from 0."""
        self.problems.add(self.file, line + 2, what, mend)

    def _document(self, events: Iterator[Any]) -> dict[str, Any]:
        header: Any = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
                raise _Unreadable(event.start_mark.line, "the header begins a second time", "Remove this line.")
            if isinstance(event, yaml.NodeEvent):
                header = self._value(event, events, ())
        if not isinstance(header, dict):
            raise _Unreadable(0, "the header has no keys", _SHAPE)
        return header

    def _value(self, event: Any, events: Iterator[Any], path: tuple[str, ...]) -> Any:
        """The value that begins with an event; its further events are taken from the iterator."""
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _Unreadable(
                line,
                'a value begins with "&", "*" or "!", which has a special meaning in YAML',
                _QUOTES,
            )
        if len(path) > _DEEPEST:
            raise _Unreadable(line, "lists or keys stand too deep in each other", _SHAPE)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: Any) -> str | None:
        if hidden := INVISIBLE.search(event.value):
            raise _Unreadable(event.start_mark.line, *_invisible(hidden[0]))
        return None if not event.style and event.value in {"", "~"} else str(event.value)

    def _list(self, events: Iterator[Any], path: tuple[str, ...]) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            inner = (*path, str(len(items)))
            self.lines[".".join(inner)] = event.start_mark.line + 2
            item = self._value(event, events, inner)
            items.append("" if item is None else item)
        return items

    def _mapping(self, events: Iterator[Any], path: tuple[str, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            name = self._value(event, events, path) if isinstance(event, yaml.ScalarEvent) else None
            if not name:
                raise _Unreadable(
                    event.start_mark.line,
                    "a key is not a word",
                    "A line of the header is a word, a colon and a value. A value with braces stands in double quotes.",
                )
            inner = ".".join((*path, name))
            if name in result:
                self._problem(
                    event.start_mark.line,
                    f'the key "{shortened(name)}" stands here a second time',
                    f"It stands first on line {self.lines[inner]}. Keep one of the two.",
                )
                # Read over under a name of its own, so that the first one keeps its lines.
                self._value(next(events), events, (*path, f"{name} again"))
                continue
            self.lines[inner] = event.start_mark.line + 2
            result[name] = self._value(next(events), events, (*path, name))
        return result


_YAML_FAULTS = (
    ("mapping values are not allowed", "a value contains a colon and a space", _QUOTES),
    ("block sequence entries are not allowed", 'a value begins with "- "', _QUOTES),
    ("mapping keys are not allowed", 'a value begins with "? "', _QUOTES),
    ("expected node content", "a value begins with a character that has a special meaning in YAML", _QUOTES),
    ("document start", "the header ends before this line", 'Remove the line before it with "%" or three dots.'),
    ("expected comment or line break", 'a value begins with "|" or ">"', _QUOTES),
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
    ("expected ',' or '}'", "a brace is not closed", _QUOTES),
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


def _in_plain_yaml(error: Any, lines: list[str]) -> tuple[int, str, str]:
    """The line, from 0, of a mistake in YAML, what is wrong and how to mend it."""
    reason = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    number, column = (mark.line, mark.column) if mark else (0, 0)
    before = lines[number][:column] if number < len(lines) else ""
    at = lines[number][column : column + 1] if number < len(lines) else ""
    if "tab" in reason or at == "\t":
        return number, "a tab stands at the beginning of the line", "Put spaces in its place."
    if "start any token" in reason:
        return number, f'a value begins with "{at}", which has a special meaning in YAML', _QUOTES
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
    return number, f"the header cannot be read: {reason}", _QUOTES


def _after_a_value(before: str) -> tuple[str, str]:
    """What is wrong with words that stand where no further ones are expected, and how to mend it."""
    if before.endswith("]"):
        return "words stand after the bracket that ends the list", "Write them between the brackets."
    if before:
        what = "words stand after the quotation mark that ends the value"
        return what, "Put the value between marks of the other sort, or write each mark inside it twice."
    return "this line is not indented like the lines around it", _INDENT


def judge(document: Document, schema: type[AnyHeader], problems: Problems) -> AnyHeader:
    """Hold a header against its schema; all problems at once if it does not fit.

    What is returned then has only the keys that are right, so that these can be judged further; those that
    are wrong count as not written, and a required one that is not written is empty.
    """
    header = _filled(document.header)
    try:
        return schema.model_validate(header)
    except ValidationError as error:
        for detail in error.errors():
            what, mend = _in_plain_words(detail, document, schema)
            problems.add(document.file, document.line(*detail["loc"]), what, mend)
        faulty = {detail["loc"][0] for detail in error.errors()}
        return _as_far_as_right(schema, {key: value for key, value in header.items() if key not in faulty})


def _as_far_as_right(schema: type[AnyHeader], header: dict[str, Any]) -> AnyHeader:
    """A header of some keys, all of them right."""
    values: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        if name in header:
            rules: Any = Annotated[field.annotation, field]
            values[name] = TypeAdapter(rules).validate_python(header[name])
        elif field.is_required():
            values[name] = [] if get_origin(field.annotation) is list else ""
    return schema.model_construct(**values)


def _filled(value: Any) -> Any:
    """A header without the keys that have no value: they count as not written."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return value


def _in_plain_words(detail: ErrorDetails, document: Document, schema: type[BaseModel]) -> tuple[str, str]:
    """What a pydantic error means, and how to mend it."""
    path = detail["loc"]
    name = str(next((part for part in reversed(path) if isinstance(part, str) and part != "[key]"), ""))
    length = f'the value of "{name}" has {len(str(detail["input"]))} characters'
    value, context = shortened(str(detail["input"])), detail.get("ctx", {})
    fields = _schema_at(schema, path[:-1]).model_fields
    hint = meaning(fields[name]) if name in fields else ""
    if detail["type"] == "missing":
        if ".".join(map(str, path)) in document.lines:
            return f'the key "{name}" has no value', f'Write it after the colon, before any "#". {hint}'
        return f'the key "{name}" is missing', f"Add a line “{name}: …”. {hint}"
    if detail["type"] == "literal_error":
        allowed = [word for word in re.findall(r"'([^']*)'", str(context.get("expected", ""))) if word]
        sort = "script" if path[-1] == "[key]" else name
        return f'"{value}" is not a {sort}', did_you_mean(value, allowed, "Use one of")
    two = (f'the key "{name}" must have exactly two items', "Name one passage of each text.")
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
        "too_short": two if name == "passages" else (f'the key "{name}" has no item', hint),
        "too_long": two
        if name == "passages"
        else (f'the key "{name}" has too many items', f"At most {context.get('max_length')}."),
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


def did_you_mean(word: str, known: list[str], otherwise: str) -> str:
    """A sentence that offers the nearest known word, and else the known words, if not too many."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    near = near or [other for other in known if len(word) >= _FEWEST_LETTERS and other.startswith(word)]
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"{otherwise} {', '.join(known[:_MOST_NAMED])}{', …' if len(known) > _MOST_NAMED else ''}."
