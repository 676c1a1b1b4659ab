"""What the elements of a page say of the words in them: each block with its words, a line for each line break."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.incoming.footnotes import signed
from edition.incoming.formats import is_unread
from edition.incoming.naming import Piece
from edition.incoming.shape import is_verse
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS, "p", "li", "blockquote", "pre", "dt", "dd", "figcaption", "tr", "caption", "address", "hr",
    "div", "section", "article", "aside", "header", "footer",
}  # fmt: skip
_KINDS = {
    "h1": BlockKind.TITLE, **dict.fromkeys(list(_HEADINGS)[1:], BlockKind.HEADING), "blockquote": BlockKind.QUOTE,
    "li": BlockKind.ITEM, "dt": BlockKind.ITEM, "dd": BlockKind.ITEM, "footer": BlockKind.CREDIT,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
}  # fmt: skip
_CLASSES = {"title": BlockKind.TITLE, "subtitle": BlockKind.BYLINE, "byline": BlockKind.BYLINE}
"""What paragraphs and headings are by the last word of their class: Google Docs, Medium and others say so."""

_LEVEL = re.compile(r"\blst-\S+-(\d)\b")
"""Google Docs sets no list into another, but has the level of each, from 0, in its class."""

_CELL = 200
"""A cell with several paragraphs has no more characters."""

_DRAWN = re.compile(r"^[$#%>] |\S {2,}(?!\d+$)\S|[|+={}<>;_]{2}|[{};]$|^[|+]")
"""What lines have that are set in columns, are drawn with signs, or are a program."""

_SOURCE = re.compile(r"\n\s*(?=[—–―]{1,2}[ \t]*\S[^\n]*\s*$)")
"""Before the last line of a quotation, if that says who wrote it."""


def elements(
    element: HtmlElement, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
) -> Iterator[tuple[Piece, str]]:
    """The blocks below an element; words that stand loose between blocks are blocks too."""
    if element.tag == "pre":
        yield _preformatted(element)
        return
    if _is_row(element):
        yield _row(element)
        return
    loose = [element.text or ""]
    for child in element:
        if is_unread(child):
            loose.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in child.iterdescendants()):
            yield _piece(kind, level, "".join(loose))
            yield from _block(element, child, kind, level)
            loose = [child.tail or ""]
        else:
            loose += [_inline(child), child.tail or ""]
    yield _piece(kind, level, "".join(loose))


def _block(element: HtmlElement, child: HtmlElement, kind: BlockKind, level: int) -> Iterator[tuple[Piece, str]]:
    """The pieces of a child that is a block, or has blocks in it."""
    deeper = level + 1 if child.tag in {"ul", "ol", "dl", "dd"} else level
    if said := _LEVEL.search(child.get("class") or "") if child.tag in {"ul", "ol"} else None:
        deeper = int(said[1]) + 1
    below = elements(child, _kind(child, kind), _HEADINGS.get(child.tag, deeper))
    if sign := child.get("data-sign"):
        return signed(sign, below)
    if (element.tag, child.tag) == ("dl", "dt") and child.getprevious() is None:
        return _doubted(below, "is this a term, with what is said of it one level below?")
    if child.tag == "p" and element.tag == "blockquote" and child.getprevious() is not None:
        return ((replace(piece, follows=True), words) for piece, words in below)
    return _numbered(child, below) if (element.tag, child.tag) == ("ol", "li") else below


def _doubted(pieces: Iterator[tuple[Piece, str]], doubt: str) -> Iterator[tuple[Piece, str]]:
    for piece, words in pieces:
        yield (replace(piece, doubt=doubt) if words else piece), words


def _preformatted(element: HtmlElement) -> tuple[Piece, str]:
    """What keeps its white space: code, as it says; or verse, if it looks like that."""
    words = "\n".join(
        row.rstrip() for row in _inline(element).replace("\x00", "\n").replace("\r\n", "\n").split("\n")
    ).strip("\n")
    rows = [row.strip() for row in words.splitlines() if row.strip()]
    is_code = element.find(".//code") is not None or element.find(".//samp") is not None
    looks_so = len(rows) > 1 and is_verse(rows) and not any(map(_DRAWN.search, rows))
    kind = BlockKind.LINE if looks_so and not is_code else BlockKind.CODE
    return Piece(kind, Span(0, 0), doubt="" if is_code else "is this verse, or code?"), words


def _is_row(element: HtmlElement) -> bool:
    """Whether an element is a row of a table of data: a page that is laid out as a table has more in its cells."""
    table = next(element.iterancestors("table"), element)
    cells = [cell for row in table.iter("tr") for cell in row if isinstance(cell.tag, str)]
    loose = [row.text for row in table.iter("tr")] + [cell.tail for cell in cells]
    return element.tag == "tr" and all(map(_is_cell, cells)) and not "".join(filter(None, loose)).strip()


def _is_cell(cell: HtmlElement) -> bool:
    inner = [e.tag for e in cell.iterdescendants() if e.tag in _BLOCKS]
    is_cell = cell.tag in {"td", "th"} and cell.find(".//table") is None
    is_short = len(inner) <= 1 or len(cell.text_content()) <= _CELL
    return is_cell and is_short and set(inner) <= {"p", "div", "li"}


def _row(element: HtmlElement) -> tuple[Piece, str]:
    """A row, a tab between its cells; one that follows another has nothing between it and that."""
    cells = [cell for cell in element if isinstance(cell.tag, str) and not is_unread(cell)]
    words = [" ".join(" ".join(words for _, words in elements(cell)).split()) for cell in cells]
    table = next(element.iterancestors("table"), element)
    is_first = next(table.iter("tr"), element) is element
    is_table = any(len(other) > 1 for other in table.iter("tr"))
    row = Piece(
        BlockKind.ROW if is_table else BlockKind.PARAGRAPH,
        Span(0, 0),
        follows=is_table and not is_first,
        has_labels=is_table and all(cell.tag == "th" for cell in cells),
        doubt="is this a table? A tab parts its cells." if is_table and is_first else "",
    )
    return row, "\t".join(words).rstrip() if any(words) else ""


def _numbered(item: HtmlElement, pieces: Iterator[tuple[Piece, str]]) -> Iterator[tuple[Piece, str]]:
    """The pieces of an item of a numbered list, the first that has words with its number."""
    before = list(item.itersiblings("li", preceding=True))
    begins = (item.getparent().get("start") or "").strip()
    sign = f"{len(before) + (int(begins) if re.fullmatch('[0-9]{1,6}', begins) else 1)}. "
    doubt = "" if before else "is this the number of the item? It was counted, as browsers do."
    for piece, words in pieces:
        yield (replace(piece, counted=sign, doubt=doubt or piece.doubt) if words and sign else piece), words
        sign = "" if words else sign


def _inline(element: HtmlElement) -> str:
    """The words of an element inside a block; a line break stays one."""
    if element.tag == "br":
        return "\x00"
    if element.tag in {"td", "th"}:
        return f"{_words_within(element)} "
    return _words_within(element)


def _words_within(element: HtmlElement) -> str:
    return (element.text or "") + "".join(
        ("" if is_unread(child) else _inline(child)) + (child.tail or "") for child in element
    )


def _kind(element: HtmlElement, kind: BlockKind) -> BlockKind:
    """What an element says of its words; what stands beside a text is no part of it."""
    tag = element.tag
    beside = tag == "aside" or (tag == "header" and element.find(".//h1") is None)
    if kind is BlockKind.FURNITURE or beside or (tag == "footer" and kind is not BlockKind.QUOTE):
        return BlockKind.FURNITURE
    classes = [name.rpartition("-")[2] for name in (element.get("class") or "").split()]
    called = (_CLASSES[name] for name in classes if name in _CLASSES and tag in {"p", *_HEADINGS})
    return next(called, _KINDS.get(tag, kind))


def _piece(kind: BlockKind, level: int, words: str) -> tuple[Piece, str]:
    """A piece and its words, a line for each that was broken on purpose."""
    if kind is BlockKind.QUOTE:
        words = _SOURCE.sub("\x00", words)
    words = "\n".join(re.sub(r"[ \t\r\n\f]+", " ", row).strip() for row in words.split("\x00")).strip()
    if words and not any(char.isalnum() for char in words):
        kind = BlockKind.ORNAMENT
    level = max(level, 2) if kind is BlockKind.HEADING else max(level, 1) if kind is BlockKind.ITEM else 0
    doubt = "is this part of a web page, not of the text?" if kind is BlockKind.FURNITURE else ""
    return Piece(kind, Span(0, 0), level=min(level, 6), doubt=doubt), words
