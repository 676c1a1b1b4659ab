"""Take a contributed file apart: its YAML header, with the line of every key, and its Markdown body.

Every scalar is read as the text it is written as: `no` stays a word and 2020-10-29 is not turned into a
date before its form has been judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from edition.problems import shortened
from edition.written.answers import QUOTES, SHAPE, on_yaml
from edition.written.files import INVISIBLE, invisible, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.problems import Problems

_DEEPEST = 6
"""How deep lists and keys may stand in each other; the deepest key of a header is at 4."""


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


def read_document(root: Path, file: Path, problems: Problems) -> Document | None:
    """Take a file apart; `None`, and a problem, if that cannot be done.

    A byte order mark, the line ends of other systems and a missing last line end are accepted.
    """
    text = read_words(root, file, problems)
    return None if text is None else taken_apart(file, text, problems)


def taken_apart(file: Path, text: str, problems: Problems) -> Document | None:
    """Take the words of a file apart; `None`, and a problem, if that cannot be done."""
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
        return 1, "the header does not begin on the first line", f"Three dashes stand on line {line}. {SHAPE}"
    return 1, "the file has no header", SHAPE


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
            self._problem(*on_yaml(error, text.split("\n")))
        except yaml.YAMLError as error:
            self._problem(0, f"the header cannot be read: {error}", SHAPE)
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
            raise _Unreadable(0, "the header has no keys", SHAPE)
        return header

    def _value(self, event: Any, events: Iterator[Any], path: tuple[str, ...]) -> Any:
        """The value that begins with an event; its further events are taken from the iterator."""
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _Unreadable(
                line,
                'a value begins with "&", "*" or "!", which has a special meaning in YAML',
                QUOTES,
            )
        if len(path) > _DEEPEST:
            raise _Unreadable(line, "lists or keys stand too deep in each other", SHAPE)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: Any) -> str | None:
        if hidden := INVISIBLE.search(event.value):
            raise _Unreadable(event.start_mark.line, *invisible(hidden[0]))
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
