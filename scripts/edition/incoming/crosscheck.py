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

from edition.incoming.markup import MARKED_UP, UNREAD, markdown_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from edition.model import Span


def difference(ending: str, raw: bytes, chars: str, counted: Sequence[Span] = ()) -> str:
    """Where the characters of a seed first differ from those of the file it was taken from; nothing, if nowhere.

    `counted` are the places of the seed at which a number was counted.
    """
    for span in reversed(counted):
        chars = chars[: span.start] + chars[span.end :]
    read = {"DOCX": _docx, "Markdown": _markdown, "HTML": _html}[MARKED_UP[ending]]
    one, other = _bare(read(raw)), _bare(chars)
    if one == other:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f'the file has "{one[max(at - 10, 0) : at + 20]}", the seed "{other[max(at - 10, 0) : at + 20]}"'


def _bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _markdown(raw: bytes) -> str:
    words = re.sub(r"\\$", "", markdown_words(raw), flags=re.MULTILINE)  # a line break, which this parser does not know
    rendered = markdown.markdown(words, extensions=["tables", "sane_lists"])
    return str(html.fragment_fromstring(rendered, create_parent="div").text_content())


def _html(raw: bytes) -> str:
    root = html.document_fromstring(raw)
    found = (root.find(f".//{tag}") for tag in ("main", "article", "body"))
    first = next((element for element in found if element is not None), root)
    return "".join(_words(first))


def _words(element: HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNREAD:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _docx(raw: bytes) -> str:
    """The characters of the paragraphs of a document of Word (ECMA-376, part 1, 17.3.3.31)."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    return "".join(node.text or "" for node in root.iter("{*}t"))
