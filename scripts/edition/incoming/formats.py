"""Make one tree of HTML of whatever a text with mark-up comes in: Markdown, HTML, DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import product
from typing import TYPE_CHECKING

import mammoth
from charset_normalizer import from_bytes
from lxml import etree, html
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement
    from markdown_it.token import Token

MARKED_UP = {".md": "Markdown", ".markdown": "Markdown", ".html": "HTML", ".htm": "HTML", ".docx": "DOCX"}
"""The endings of files with mark-up."""

_UNREAD = {
    "script", "style", "template", "noscript", "svg", "head", "nav", "form", "iframe", "button", "select",
}  # fmt: skip
_BACK = re.compile("[\u2190-\u21ff\u2934\u2935^\ufe0e\ufe0f\\s]+")
"""The words of a link from a note back to the text: an arrow, which means nothing where it leads nowhere."""

UNKNOWN = re.compile(
    r"<(?!!--|/?(?:a|abbr|b|blockquote|br|caption|center|cite|code|d[dlt]|del|details|div|em|fig\w+|h[1-6r]"
    r"|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|su[bp]|summary|table|t[bdhr]\w*|u|ul)\b)",
    re.IGNORECASE,
)
"""What begins as an element of HTML that no prose has: a placeholder, a type of a program."""

_DOCX_BYTES = 20_000_000
_FENCED = re.compile(r"(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[^\n]*$)", re.MULTILINE | re.DOTALL)
"""Code between two fences."""

_NOTE = re.compile(r"^\[\^[^\]\s]{1,12}\]:.*(?:\n+(?: {2,}|\t).*)*", re.MULTILINE)
_NOTE_LABEL = re.compile(r"^\[\^([^\]\s]{1,12})\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?P<code>`+)[^`].*?(?P=code)|\[\^(?P<label>[^\]\s]{1,12})\]:?", re.DOTALL)
_DEEPER = re.compile(r"^(?: {2,4}|\t)", re.MULTILINE)

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.byline:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Continue'] => ul|ol > li > p:fresh
p[style-name='List Continue 2'] => ul|ol > li > ul|ol > li > p:fresh
"""
_CODE = ("Code", "Source Code", "HTML Preformatted", "Preformatted Text", "macro")
"""The styles of what is monospaced, in Word, LibreOffice and Pandoc."""

_LISTS = (("List Bullet", "unordered", "ul"), ("List Number", "ordered", "ol"))
_LEVELS = range(1, 6)
"""Word has a style for each of so many levels of a list: List Bullet, List Bullet 2, …."""


class Unreadable(Exception):  # noqa: N818 - it is an answer to a person
    """Why no text was found in a file."""


def tree_of(ending: str, raw: bytes) -> HtmlElement:
    """The tree of a file with that ending; `Unreadable` says why there is none."""
    read = {"DOCX": _docx, "Markdown": _markdown}.get(MARKED_UP[ending])
    return read_html(read(raw) if read else raw)


def _markdown(raw: bytes) -> bytes:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for rule in ("html_inline", "html_block"):
        parser.add_render_rule(rule, _known_html)
    rendered: str = parser.render(markdown_words(raw))
    return f"<meta charset=utf-8><body>{rendered}</body>".encode()


def _known_html(_renderer: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Elements of HTML in Markdown; what only looks like one is words."""
    return UNKNOWN.sub("&lt;", tokens[index].content)


def markdown_words(raw: bytes) -> str:
    """The Markdown of a file; a header between dashes is left out."""
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8. Save it as UTF-8.") from None
    words = re.sub(r"\A---\r?\n.*?\r?\n---\r?\n", "", words, count=1, flags=re.DOTALL)
    parts = _FENCED.split(words)
    labels = {label for part in parts[::2] for label in _NOTE_LABEL.findall(part)}
    parts[::2] = [_with_notes(part, labels) for part in parts[::2]]
    return "".join(parts)


def _with_notes(words: str, labels: Collection[str]) -> str:
    """Footnotes as they are read, the sign in brackets, each a paragraph; what stands in code is none."""
    words = _NOTE.sub(lambda m: f"\n{_DEEPER.sub('', m[0])}\n", words)
    return _REFERENCE.sub(lambda m: f"\\[{m['label']}\\]" if m["label"] in labels else m[0], words)


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


def _docx(raw: bytes) -> bytes:
    """A document of Word as HTML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _DOCX_BYTES:
                raise Unreadable("it is too long to be taken in at once.")
        converted: str = mammoth.convert_to_html(io.BytesIO(raw), style_map="\n".join(_styles())).value
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise Unreadable("it is no document of Word. Save it again as .docx, or as plain text.") from None
    return f"<meta charset=utf-8><body>{converted}</body>".encode()


def _styles() -> Iterator[str]:
    """What mammoth makes of styles; a list that is set in by its numbering stays as deep as that says."""
    yield _STYLES
    yield from (f"p[style-name='{name}'] => pre > code:separator('\\n')" for name in _CODE)
    for (name, numbering, tag), level in product(_LISTS, _LEVELS):
        if level == 1:
            yield from (
                f"p[style-name='{name}']:{numbering}-list({deep}) => {_path(tag, deep)}" for deep in reversed(_LEVELS)
            )
        yield f"p[style-name='{name}{f' {level}' if level > 1 else ''}'] => {_path(tag, level)}"


def _path(tag: str, level: int) -> str:
    return f"{'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
