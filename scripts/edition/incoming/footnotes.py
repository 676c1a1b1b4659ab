"""The linked notes of a page: each gets its number in brackets, where it stands and where it is referred to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.incoming.formats import is_unread
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from edition.incoming.naming import Piece

_ADDED = "\ufdd0"
"""Stands before a character that the file does not have and its readers see: the sign of a note, as it is linked.
Unicode keeps this one for such uses."""


def link_notes(root: HtmlElement) -> None:
    """Give each note that a raised number leads to its number, in brackets at both places."""
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    for link in list(root.iter("a")):
        target = ids.get((link.get("href") or "").removeprefix("#"))
        number = re.fullmatch(r"\[?(\d{1,3})\]?", link.text_content().strip())
        is_raised = any(e.tag == "sup" for e in (*link.iterancestors(), *link.iterdescendants()))
        if target is None or number is None or not is_raised or is_unread(target):
            continue
        target.set("data-sign", number[1])
        if not link.text_content().strip().startswith("["):
            for child in list(link):
                link.remove(child)
            link.text = f"{_ADDED}[{number[1]}{_ADDED}]"


def signed(number: str, pieces: Iterator[tuple[Piece, str]]) -> Iterator[tuple[Piece, str]]:
    """The pieces of a note, the first that has words with its sign in brackets."""
    begun = False
    for piece, words in pieces:
        own = words
        if words and not begun:
            begun = True
            printed = re.match(rf"\[?{number}\b[.)\]]?", words)
            rest = words[printed.end() :] if printed else words
            sign = f"{_ADDED}[{number}{_ADDED}]" if printed else "".join(f"{_ADDED}{char}" for char in f"[{number}] ")
            own = words if words.startswith("[") else f"{sign}{rest}"
        yield (replace(piece, kind=BlockKind.PARAGRAPH, level=0) if words else piece), own


def without_signs(words: str, start: int) -> tuple[str, list[Span]]:
    """Words that will stand at an offset, and the spans of what was added to them."""
    places = [match.start() - number for number, match in enumerate(re.finditer(_ADDED, words))]
    return words.replace(_ADDED, ""), [Span(start + place, start + place + 1) for place in places]
