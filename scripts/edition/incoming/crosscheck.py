"""Prove by a second way that the text taken out of a file with mark-up is all its text, and nothing else.

The first way reads blocks; this one reads the mere characters, of Markdown through another parser and of DOCX from its
XML. What is compared is everything but white space and the numbers of lists, which are counted and not written.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import markdown
from lxml import etree, html

from edition.incoming.formats import MARKED_UP, UNKNOWN, is_unread, markdown_words, read_html, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from edition.model import Span


_ORDERED = re.compile(r"(?<=\d)\)(?= )", re.MULTILINE)
"""The sign after the number of an item that this parser does not know."""


def difference(ending: str, raw: bytes, chars: str, counted: Sequence[Span] = ()) -> str:
    """Where the characters of a seed first differ from those of the file it was taken from; nothing, if nowhere.

    `counted` are the places of the seed at which a number was counted, or the sign of a note was added.
    """
    for span in reversed(counted):
        chars = chars[: span.start] + chars[span.end :]
    read = {"DOCX": _docx, "Markdown": _markdown, "HTML": _html}[MARKED_UP[ending]]
    found, other = [_bare(words) for words in read(raw)], _bare(chars)
    if other in found:
        return ""
    one = found[0]
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f'the file has "{one[max(at - 10, 0) : at + 20]}", the seed "{other[max(at - 10, 0) : at + 20]}"'


def _bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _markdown(raw: bytes) -> Iterator[str]:
    """The characters of Markdown, by each of the depths that writers give an inner list."""
    words = re.sub(r"\\$", "", markdown_words(raw), flags=re.MULTILINE)  # a line break, which this parser does not know
    words = re.sub(r"~~(\S.*?)~~", r"\1", words)
    yield _rendered(_evenly_set_in(words), 4)
    for depth in (4, 3, 2):
        yield _rendered(words, depth)


def _rendered(words: str, depth: int) -> str:
    rendered = markdown.markdown(words, extensions=["tables", "fenced_code"], tab_length=depth)
    return "".join(_words(html.fragment_fromstring(UNKNOWN.sub("&lt;", rendered), create_parent="div")))


def _evenly_set_in(words: str) -> str:
    """Markdown whose lists are set in by four spaces each, as this parser wants them, and stand below a blank line.

    CommonMark wants an inner list below the words of the item above it, however far in those stand.
    """
    columns, out, fenced, beside = list[int](), list[str](), False, True
    for line in words.expandtabs(4).split("\n"):
        fenced ^= bool(re.match(r" *(```|~~~)", line))
        item = None if fenced else re.match(r" *(?:[-*+]|\d{1,9}[.)])(?= ) ?", line)
        indent = len(line) - len(line.lstrip())
        while line.strip() and columns and indent < columns[-1]:
            columns.pop()
        inner = line[indent:] if item else line[columns[-1] if columns else 0 :]
        out += [""] if item and not beside else []
        out.append(
            f"{4 * len(columns) * ' '}{_ORDERED.sub('.', inner, count=1) if item else inner}" if line.strip() else ""
        )
        beside = bool(item) or not line.strip()
        columns += [item.end()] if item else []
    return "\n".join(out)


def _html(raw: bytes) -> Iterator[str]:
    yield "".join(_words(text_of(read_html(raw))))


def _words(element: HtmlElement) -> Iterator[str]:
    if not is_unread(element):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _docx(raw: bytes) -> Iterator[str]:
    """The characters of a document of Word, each note after the text (ECMA-376, part 1, 17.3.3.31 and 17.11)."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: _part(archive, f"word/{name}.xml") for name in ("document", "footnotes", "endnotes")}
    notes: list[str] = []
    words = ""
    for node in parts["document"].iter("{*}t", "{*}footnoteReference", "{*}endnoteReference"):
        sort = etree.QName(node).localname.removesuffix("Reference")
        if sort == "t":
            words += node.text or ""
        else:
            notes.append(_note(parts[f"{sort}s"], sort, _id(node)))
            words += f"[{len(notes)}]"
    yield words + "".join(notes)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part of a document; an empty element, if it has none of that name."""
    raw = archive.read(name) if name in archive.namelist() else b"<none/>"
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False))


def _note(part: etree._Element, sort: str, number: str) -> str:
    """The characters of one note."""
    return "".join(
        node.text or "" for note in part.iter(f"{{*}}{sort}") if _id(note) == number for node in note.iter("{*}t")
    )


def _id(node: etree._Element) -> str:
    """The number of a note, at the note and where it is referred to."""
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}id")), "")
