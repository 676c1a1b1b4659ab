"""Change single lines in the header of a contributed file, or links in it, and leave every other character as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.model import Quotation

_HEADER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def with_quotation(words: str, quotation: Quotation, passage: int | None = None) -> str | None:
    """A file with another quotation: of the note, or of a passage of the parallel, counted from 0.

    The words are those of a file that was read without a problem. Only lines of `quote`, `prefix` and `suffix` change;
    `None` where the header is written in a form in which no single line can be changed.
    """
    wanted = {"quote": quotation.exact, "prefix": quotation.prefix, "suffix": quotation.suffix}
    try:
        for key in ("suffix", "prefix", "quote"):
            words = _with(words, passage, key, wanted[key])
        node = _node(words, passage)
    except yaml.YAMLError:
        return None
    found = {pair[0].value: pair[1].value for pair in node.value}
    return words if all(found.get(key, "") == value for key, value in wanted.items()) else None


def without_key(words: str, key: str) -> str:
    """A file without a line of its header."""
    return _with(words, None, key, "")


def with_links(words: str, targets: Mapping[str, str]) -> str:
    """A file whose links lead elsewhere: `text:first/p7` where the mapping says so."""
    return re.sub(r"(?<=\]\()text:[^\s()]+(?=\))", lambda match: targets.get(match[0], match[0]), words)


def _node(words: str, passage: int | None) -> Any:
    """The node of a header, or of one of its passages."""
    header = _HEADER.match(words)
    node: Any = yaml.compose(header["yaml"] if header else "", Loader=yaml.SafeLoader)
    return node if passage is None else _pair(node, "passages")[1].value[passage]


def _pair(node: Any, key: str) -> Any:
    """The nodes of a key and of its value, or nothing."""
    return next((pair for pair in node.value if pair[0].value == key), None)


def _with(words: str, passage: int | None, key: str, value: str) -> str:
    """A file with a value of its header written, added below `quote`, or taken out if it is nothing."""
    header = _HEADER.match(words)
    shift = header.start("yaml") if header else 0
    node = _node(words, passage)
    found, written = _pair(node, key), json.dumps(value, ensure_ascii=False)
    if found and found[1].value == value:
        return words
    if found and value:
        begin, end = (shift + mark.index for mark in (found[1].start_mark, found[1].end_mark))
        # A block scalar ends where the next line begins.
        ending = re.search(r"\s*\Z", words[begin:end])
        return words[:begin] + written + (ending[0] if ending else "") + words[end:]
    if found:
        return _cut(words, shift + found[0].start_mark.index, shift + found[1].end_mark.index)
    if value:
        above = _pair(node, "quote")
        end = _line_end(words, shift + above[1].end_mark.index)
        line_feed = "\r\n" if words[:end].endswith("\r\n") else "\n"
        return f"{words[:end]}{' ' * above[0].start_mark.column}{key}: {written}{line_feed}{words[end:]}"
    return words


def _cut(words: str, begin: int, end: int) -> str:
    """A file without a key and its value: their lines, but for the dash of an item that stands before them."""
    line, end = words.rfind("\n", 0, begin) + 1, _line_end(words, end)
    if not words[line:begin].strip():
        return words[:line] + words[end:]
    return words[:begin] + words[end:].lstrip(" ")


def _line_end(words: str, at: int) -> int:
    """Where the line ends in which a value ends, its line feed with it."""
    if words[at - 1] == "\n":
        return at
    return words.index("\n", at) + 1
