"""Take the text out of a file that has mark-up: Markdown, HTML, DOCX.

What the mark-up says of a block is kept as its kind: a heading with its level, a quotation, an item. Emphasis and links
are given up; their words stay. An item of a numbered list gets the number that a reader of the file sees before it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import mammoth
from lxml import etree, html
from markdown_it import MarkdownIt

from edition.incoming.guess import Guess
from edition.incoming.naming import Piece, blocks_of
from edition.incoming.shape import VERSE_LINE
from edition.incoming.signs import BYLINE, LABELLED
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MARKED_UP = {".md": "Markdown", ".markdown": "Markdown", ".html": "HTML", ".htm": "HTML", ".docx": "DOCX"}
"""The endings of files with mark-up."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, "p", "li", "blockquote", "pre", "dt", "dd", "figcaption", "tr", "caption", "address", "hr"}
UNREAD = {
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "head",
    "nav",
    "form",
    "iframe",
    "button",
    "select",
    "footer",
}
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_DOCX_BYTES = 20_000_000
_START = 200
"""So many characters into a text the author's name may still follow the title."""


class Unreadable(Exception):  # noqa: N818 - it is an answer to a person
    """Why no text was found in a file."""


def guess_marked_up(ending: str, raw: bytes) -> tuple[str, Guess, tuple[Span, ...]]:
    """The text of a file, its blocks, and where numbers of lists were counted; `Unreadable` says why there is none."""
    read = {"DOCX": _docx, "Markdown": _markdown}.get(MARKED_UP[ending])
    chars, placed = "", list[Piece]()
    for piece, words in _html(read(raw) if read else raw):
        for number, (part, row) in enumerate(_rows(piece, words)):
            chars += ("\n" if number and part.kind is BlockKind.LINE else "\n\n") if chars else ""
            chars += row[: len(row) - len(row.lstrip())]
            placed.append(_told(part, chars, f"{part.counted}{row.strip()}"))
            chars += f"{part.counted}{row.strip()}"
    doubtful = tuple((piece.span.start, piece.doubt) for piece in placed if piece.doubt)
    counted = tuple(Span(p.span.start, p.span.start + len(p.counted)) for p in placed if p.counted)
    return f"{chars}\n", Guess(blocks_of(chars, placed), (), doubtful), counted


def _rows(piece: Piece, words: str) -> Iterator[tuple[Piece, str]]:
    """The lines of a paragraph that was broken on purpose, each a block; else the one block it is."""
    rows = words.split("\n") if piece.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE} else [words]
    if len(rows) == 1:
        yield from [(piece, words)] if words else []
        return
    is_verse = max(map(len, rows)) <= VERSE_LINE and not any(map(_is_labelled, rows))
    kind = BlockKind.LINE if is_verse else piece.kind
    yield from ((replace(piece, kind=kind), row if kind is BlockKind.LINE else row.strip()) for row in rows)


def _is_labelled(words: str) -> bool:
    """Whether words begin with the sign of a note."""
    return bool(LABELLED.match(words))


def _told(piece: Piece, chars: str, words: str) -> Piece:
    """A piece that mark-up calls a paragraph, with its place after `chars`, and what its words tell besides."""
    span = Span(len(chars), len(chars) + len(words))
    if piece.kind is BlockKind.PARAGRAPH and (labelled := LABELLED.match(words)):
        label = labelled["label"]
        if label[0] == "[" or label in chars:
            return replace(piece, kind=BlockKind.NOTE, span=span, label=label, doubt="is this a note of the author’s?")
    if piece.kind is BlockKind.PARAGRAPH and BYLINE.match(words) and len(words) <= VERSE_LINE and len(chars) < _START:
        return replace(piece, kind=BlockKind.BYLINE, span=span, doubt="is this the author?")
    return replace(piece, span=span)


def _markdown(raw: bytes) -> bytes:
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown_words(raw))
    return f"<meta charset=utf-8><body>{rendered}</body>".encode()


def markdown_words(raw: bytes) -> str:
    """The Markdown of a file; a header between dashes is left out."""
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8. Save it as UTF-8.") from None
    words = re.sub(r"\A---\r?\n.*?\r?\n---\r?\n", "", words, count=1, flags=re.DOTALL)
    # Footnotes are printed as they are read: the sign in brackets.
    return re.sub(r"\[\^([^\]\s]{1,12})\](:?)", lambda m: f"\\[{m[1]}\\]", words)


def _html(raw: bytes) -> Iterator[tuple[Piece, str]]:
    try:
        root = html.document_fromstring(raw)
    except (etree.ParserError, ValueError):
        raise Unreadable("it is no HTML that can be read.") from None
    main = next((root.find(f".//{tag}") for tag in ("main", "article") if root.find(f".//{tag}") is not None), None)
    yield from _elements(main if main is not None else root.find("body") if root.find("body") is not None else root)


def _elements(
    element: HtmlElement, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
) -> Iterator[tuple[Piece, str]]:
    """The blocks below an element; words that stand loose between blocks are blocks too."""
    if element.tag == "pre":
        yield _piece(kind, level, _inline(element).replace("\n", "\x00").strip("\x00"), keep=True)
        return
    loose = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in UNREAD:
            loose.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or any(isinstance(e.tag, str) and e.tag in _BLOCKS for e in child.iterdescendants()):
            yield _piece(kind, level, "".join(loose))
            inner = _kind(child.tag, kind)
            deeper = level + 1 if child.tag in {"ul", "ol"} else level
            below = _elements(child, inner, _HEADINGS.get(child.tag, deeper))
            yield from _numbered(child, below) if (element.tag, child.tag) == ("ol", "li") else below
            loose = [child.tail or ""]
        else:
            loose += [_inline(child), child.tail or ""]
    yield _piece(kind, level, "".join(loose))


def _numbered(item: HtmlElement, pieces: Iterator[tuple[Piece, str]]) -> Iterator[tuple[Piece, str]]:
    """The pieces of an item of a numbered list, the first that has words with its number."""
    before = list(item.itersiblings("li", preceding=True))
    begins = (item.getparent().get("start") or "").strip()
    number = len(before) + (int(begins) if re.fullmatch("[0-9]{1,6}", begins) else 1)
    doubt = "" if before else "is this the number of the item? It was counted, as browsers do."
    for piece, words in pieces:
        first = bool(words) and number > -1
        yield (replace(piece, counted=f"{number}. ", doubt=doubt or piece.doubt) if first else piece), words
        number = -1 if first else number


def _inline(element: HtmlElement) -> str:
    """The words of an element inside a block; a line break stays one."""
    if element.tag == "br":
        return "\x00"
    if element.tag in {"td", "th"}:
        return f"{_words_within(element)} "
    return _words_within(element)


def _words_within(element: HtmlElement) -> str:
    return (element.text or "") + "".join(
        (_inline(child) if isinstance(child.tag, str) and child.tag not in UNREAD else "") + (child.tail or "")
        for child in element
    )


def _kind(tag: str, kind: BlockKind) -> BlockKind:
    if tag == "h1":
        return BlockKind.TITLE
    if tag in _HEADINGS:
        return BlockKind.HEADING
    if tag in {"figcaption", "caption"}:
        return BlockKind.CAPTION
    return {"blockquote": BlockKind.QUOTE, "li": BlockKind.ITEM}.get(tag, kind)


def _piece(kind: BlockKind, level: int, words: str, *, keep: bool = False) -> tuple[Piece, str]:
    """A piece and its words, a line for each that was broken on purpose; `keep` keeps the white space of each."""
    rows = words.split("\x00")
    rows = [row.rstrip() if keep else re.sub(r"[ \t\r\n\f]+", " ", row).strip() for row in rows]
    words = "\n".join(rows).strip("\n") if keep else "\n".join(rows).strip()
    if words and not any(char.isalnum() for char in words):
        kind = BlockKind.ORNAMENT
    level = max(level, 2) if kind is BlockKind.HEADING else max(level, 1) if kind is BlockKind.ITEM else 0
    return Piece(kind, Span(0, 0), level=min(level, 6)), re.sub(r"\n{2,}", "\n", words)


def _docx(raw: bytes) -> bytes:
    """A document of Word as HTML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _DOCX_BYTES:
                raise Unreadable("it is too long to be taken in at once.")
        converted: str = mammoth.convert_to_html(io.BytesIO(raw), style_map=_STYLES).value
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise Unreadable("it is no document of Word. Save it again as .docx, or as plain text.") from None
    return f"<meta charset=utf-8><body>{converted}</body>".encode()
