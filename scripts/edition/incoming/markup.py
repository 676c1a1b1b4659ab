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
from charset_normalizer import from_bytes
from lxml import etree, html
from markdown_it import MarkdownIt

from edition.fold import folded
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
_BLOCKS = {
    *_HEADINGS, "p", "li", "blockquote", "pre", "dt", "dd", "figcaption", "tr", "caption", "address", "hr",
    "div", "section", "article", "aside", "header", "footer",
}  # fmt: skip
_UNREAD = {
    "script", "style", "template", "noscript", "svg", "head", "nav", "form", "iframe", "button", "select",
}  # fmt: skip
_BACK = re.compile("[\u2190-\u21ff\u2934\u2935^\ufe0e\ufe0f\\s]+")
"""The words of a link from a note back to the text: an arrow, which means nothing where it leads nowhere."""

_ADDED = "\ufdd0"
"""Stands before a character that the file does not have and its readers see: the sign of a note, as it is linked.
Unicode keeps this one for such uses."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.byline:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_DOCX_BYTES = 20_000_000
_DEEPER = re.compile(r"^(?: {2,4}|\t)", re.MULTILINE)
_START = 200
"""So many characters into a text the author's name may still follow the title."""


class Unreadable(Exception):  # noqa: N818 - it is an answer to a person
    """Why no text was found in a file."""


def guess_marked_up(ending: str, raw: bytes, title: str) -> tuple[str, Guess, tuple[Span, ...]]:
    """The text of a file, its blocks, and where something was counted that the file does not spell out.

    `title` is what the table of texts calls it. `Unreadable` says why there is no text.
    """
    read = {"DOCX": _docx, "Markdown": _markdown}.get(MARKED_UP[ending])
    chars, placed, counted = "", list[Piece](), list[Span]()
    for piece, words in _with_one_title(list(_html(read(raw) if read else raw)), title):
        for number, (part, row) in enumerate(_rows(piece, words)):
            chars += ("\n" if number and part.kind is BlockKind.LINE else "\n\n") if chars else ""
            chars += row[: len(row) - len(row.lstrip())]
            bare, added = _without_signs(row.strip(), len(chars) + len(part.counted))
            placed.append(_told(part, chars, f"{part.counted}{bare}"))
            counted += [Span(len(chars), len(chars) + len(part.counted))] if part.counted else []
            counted += added
            chars += f"{part.counted}{bare}"
    doubtful = tuple((piece.span.start, piece.doubt) for piece in placed if piece.doubt)
    return f"{chars}\n", Guess(blocks_of(chars, placed), (), doubtful), tuple(counted)


def _without_signs(words: str, start: int) -> tuple[str, list[Span]]:
    """Words that will stand at an offset, and the spans of what was added to them."""
    places = [match.start() - number for number, match in enumerate(re.finditer(_ADDED, words))]
    return words.replace(_ADDED, ""), [Span(start + place, start + place + 1) for place in places]


def _with_one_title(pieces: list[tuple[Piece, str]], title: str) -> Iterator[tuple[Piece, str]]:
    """The pieces with one title; the other headings of the first level are those of parts, and the rest below them."""
    pieces = [(piece, words) for piece, words in pieces if words]
    named = [number for number, (piece, _) in enumerate(pieces) if piece.kind is BlockKind.TITLE]
    called = folded(title).casefold()
    first = next((number for number in named if folded(pieces[number][1]).casefold() == called), min(named, default=0))
    for number, (piece, words) in enumerate(pieces):
        if piece.kind is BlockKind.TITLE and number != first:
            yield replace(piece, kind=BlockKind.HEADING, level=2), words
        elif piece.kind is BlockKind.HEADING and len(named) > 1:
            yield replace(piece, level=min(piece.level + 1, 6)), words
        else:
            yield piece, words


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
    rendered: str = (
        MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(markdown_words(raw))
    )
    return f"<meta charset=utf-8><body>{rendered}</body>".encode()


def markdown_words(raw: bytes) -> str:
    """The Markdown of a file; a header between dashes is left out."""
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8. Save it as UTF-8.") from None
    words = re.sub(r"\A---\r?\n.*?\r?\n---\r?\n", "", words, count=1, flags=re.DOTALL)
    # Footnotes are printed as they are read: the sign in brackets, each a paragraph.
    words = re.sub(
        r"^\[\^[^\]\s]{1,12}\]:.*(?:\n+(?: {2,}|\t).*)*",
        lambda m: f"\n{_DEEPER.sub('', m[0])}\n",
        words,
        flags=re.MULTILINE,
    )
    return re.sub(r"\[\^([^\]\s]{1,12})\](:?)", lambda m: f"\\[{m[1]}\\]", words)


def _html(raw: bytes) -> Iterator[tuple[Piece, str]]:
    root = read_html(raw)
    _link_notes(root)
    yield from _elements(text_of(root))


def text_of(root: HtmlElement) -> HtmlElement:
    """The element of a page that holds its text: what the page calls so, else all of it."""
    found = (root.find(f".//{tag}") for tag in ("main", "article", "body"))
    return next((element for element in found if element is not None), root)


def read_html(raw: bytes) -> HtmlElement:
    """The tree of a page: read as UTF-8 if it is that, else as it says itself, else as charset-normalizer finds."""
    encoding: str | None = "utf-8"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        best = None if b"charset" in raw or raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else from_bytes(raw).best()
        encoding = best.encoding if best else None
    try:
        return html.document_fromstring(raw, parser=html.HTMLParser(encoding=encoding))
    except (etree.ParserError, ValueError):
        raise Unreadable("it is no HTML that can be read.") from None


def is_unread(element: HtmlElement) -> bool:
    """Whether an element has no words of the text: it is a part of the page's machinery, or leads back from a note."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    if element.tag == "footer":
        return not any(above.tag in {"article", "blockquote"} for above in element.iterancestors())
    is_inner = element.tag == "a" and (element.get("href") or "").startswith("#")
    return is_inner and bool(_BACK.fullmatch(element.text_content()))


def _link_notes(root: HtmlElement) -> None:
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


def _signed(number: str, pieces: Iterator[tuple[Piece, str]]) -> Iterator[tuple[Piece, str]]:
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


def _elements(
    element: HtmlElement, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
) -> Iterator[tuple[Piece, str]]:
    """The blocks below an element; words that stand loose between blocks are blocks too."""
    if element.tag == "pre" or _is_row(element):
        is_code = element.tag == "pre"
        words = _inline(element).replace("\n", "\x00").strip("\x00") if is_code else " ".join(map(_cell, element))
        yield _piece(kind, level, words, keep=is_code)
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
    deeper = level + 1 if child.tag in {"ul", "ol"} else level
    below = _elements(child, _kind(child, kind), _HEADINGS.get(child.tag, deeper))
    if sign := child.get("data-sign"):
        return _signed(sign, below)
    return _numbered(child, below) if (element.tag, child.tag) == ("ol", "li") else below


def _is_row(element: HtmlElement) -> bool:
    """Whether an element is a row of a table of data: a page that is laid out as a table has more in its cells."""
    cells = [cell for cell in element if isinstance(cell.tag, str)]
    inner = ([e.tag for e in cell.iterdescendants() if e.tag in _BLOCKS] for cell in cells)
    return element.tag == "tr" and all(blocks in ([], ["p"], ["div"]) for blocks in inner)


def _cell(cell: HtmlElement) -> str:
    return "" if is_unread(cell) else _words_within(cell).replace("\x00", " ")


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
    if tag == "h1":
        return BlockKind.TITLE
    if tag in _HEADINGS:
        return BlockKind.HEADING
    if tag in {"figcaption", "caption"}:
        return BlockKind.CAPTION
    if tag == "p" and element.get("class") == "byline":
        return BlockKind.BYLINE
    return {"blockquote": BlockKind.QUOTE, "li": BlockKind.ITEM, "footer": BlockKind.CREDIT}.get(tag, kind)


def _piece(kind: BlockKind, level: int, words: str, *, keep: bool = False) -> tuple[Piece, str]:
    """A piece and its words, a line for each that was broken on purpose; `keep` keeps the white space of each."""
    rows = words.split("\x00")
    rows = [row.rstrip() if keep else re.sub(r"[ \t\r\n\f]+", " ", row).strip() for row in rows]
    words = "\n".join(rows).strip("\n") if keep else "\n".join(rows).strip()
    if words and not any(char.isalnum() for char in words):
        kind = BlockKind.ORNAMENT
    level = max(level, 2) if kind is BlockKind.HEADING else max(level, 1) if kind is BlockKind.ITEM else 0
    doubt = "is this part of a web page, not of the text?" if kind is BlockKind.FURNITURE else ""
    return Piece(kind, Span(0, 0), level=min(level, 6), doubt=doubt), re.sub(r"\n{2,}", "\n", words)


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
