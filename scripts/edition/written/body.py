"""The prose of a contributed file, understood once.

A body is rendered with the extensions of the site. What readers see of it (its words, its links) is taken from that
HTML; where its links stand in the Markdown is asked of Markdown's own parser of links.
"""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from markdown import Markdown

from edition.model import Body, Link, Prose, Span
from edition.vocabulary import INSIDE, SINCE

if TYPE_CHECKING:
    from markdown.inlinepatterns import LinkInlineProcessor

EXTENSIONS = ("attr_list", "md_in_html", "tables", "def_list", "toc")
"""What can change the meaning of a body on the site; a test compares it with `mkdocs.yml`.

What is missing here is refused by its own marks (`judge_body`): blocks of code, snippets and icons.
"""

SCHEMES = {"http", "https", *INSIDE}
"""Of the links that a body may have."""

_CLOSED = re.compile(
    r"\\.|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<[^>]*>|https?://\S+|(?P<link>\[)", re.DOTALL
)
"""What is not plain words: an escaped sign, code, a tag or an address, and the bracket that may begin a link."""

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


class _Anchor(NamedTuple):
    """A link as the HTML has it."""

    href: str
    place: Span
    """Its label's place in the words."""


class _Found(NamedTuple):
    """A link as the Markdown has it."""

    span: Span
    label: str
    href: str


def parse(markdown: str) -> Body:
    """The body that some Markdown makes; links that Markdown cannot be asked about are none.

    It is rendered as it stands on a page: inside an element, the gist apart from the detail.
    """
    return understood(markdown, rendered(markdown))


def empty(markdown: str = "") -> Body:
    """A body that says nothing: what stands for one that cannot be understood."""
    nothing = Prose("", "", (), ())
    return Body(markdown, nothing, nothing)


def parts_of(markdown: str) -> tuple[str, ...]:
    """The first paragraph, what follows it, and, if a paragraph says so, from there on what came later."""
    gist = re.split(r"\n\s*\n", markdown.strip(), maxsplit=1)[0]
    rest = markdown.strip()[len(gist) :].strip()
    later = re.search(rf"(?:^|\n[^\S\n]*\n\s*)(?={SINCE})", rest)
    return (gist, rest[: later.start()].strip(), rest[later.end() :]) if later else (gist, rest)


def rendered(markdown: str) -> list[str] | None:
    """The HTML of the parts; `None` if HTML in it breaks out of its element.

    Raises `RecursionError` if lists or quotations stand too deep in each other.
    """
    parts = parts_of(markdown)
    html = _renderer().reset().convert("\n\n".join(f'<main markdown="1">\n\n{part}\n\n</main>' for part in parts))
    inner = re.findall(r"<main>(.*?)</main>", html, re.DOTALL)
    outside = re.sub(r"<main>.*?</main>", "", html, flags=re.DOTALL).strip()
    broken = html.count("<main>") != len(parts) or html.count("</main>") != len(parts) or outside
    return None if broken else inner


def understood(markdown: str, rendered: list[str] | None) -> Body:
    """The body that a Markdown text and the HTML of its parts are; one that says nothing where there is none."""
    if rendered is None:
        return empty(markdown)
    parts: list[Prose] = []
    begins, position = 0, 0
    for part, html in zip(parts_of(markdown), rendered, strict=True):
        position = markdown.find(part, position)
        parts.append(_prose(part, html, begins, markdown.count("\n", 0, position)))
        position += len(part)
        begins += len(parts[-1].words) + 1 if parts[-1].words else 0
    return Body(markdown, *parts)


def _prose(markdown: str, html: str, begins: int, line: int) -> Prose:
    """Some paragraphs and the HTML they become; `begins` and `line` are where they begin in the body."""
    reader = _Words(html)
    found, free = _scanned(markdown)
    links = [
        _link(written, anchor, begins, line + markdown.count("\n", 0, written.span.start))
        for written, anchor in zip(found, reader.anchors, strict=False)
        if written.href == anchor.href and written.href.partition(":")[0] in SCHEMES
    ]
    return Prose(markdown, reader.words, tuple(links), tuple(free))


def _link(written: _Found, anchor: _Anchor, begins: int, line: int) -> Link:
    scheme, _, target = written.href.partition(":")
    place = Span(begins + anchor.place.start, begins + anchor.place.end)
    target = written.href if scheme in {"http", "https"} else target
    return Link(written.span, written.label, scheme, target, place, line)


def _scanned(markdown: str) -> tuple[list[_Found], list[Span]]:
    """The links of some Markdown in order, and the stretches between them that are plain words."""
    links: list[_Found] = []
    free: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(markdown):
        start = position = paragraph.start()
        while closed := _CLOSED.search(markdown, position, paragraph.end()):
            link = _link_at(markdown, closed, paragraph.end())
            position = link.span.end if link else closed.end()
            if link or not (closed["link"] or closed[0].startswith("\\")):
                free.append(Span(start, closed.start()))
                start = position
            links += [link] if link else []
        free.append(Span(start, paragraph.end()))
    return links, [span for span in free if span.start < span.end]


def _link_at(markdown: str, opening: re.Match[str], end: int) -> _Found | None:
    """The link that begins at an opening, as Markdown's own parser reads it; `None` if there is none."""
    if re.fullmatch(r"<https?://[^\s>]*>", opening[0]):
        return _Found(Span(*opening.span()), opening[0][1:-1], opening[0][1:-1])
    if not opening["link"]:
        return None
    parser = _parser_of_links()
    label, index, closed = parser.getText(markdown[:end], opening.end())
    if not closed:
        return None
    href, _, index, closed = parser.getLink(markdown[:end], index)
    # Where a title is left open, the parser may take a bracket for closed that is not, and give -1 for its end.
    return _Found(Span(opening.start(), index), label, href) if closed and index > opening.end() else None


@functools.cache
def _renderer() -> Markdown:
    # Imported by name: Markdown would look each up among all installed packages, which takes long.
    modules = (import_module(f"markdown.extensions.{name}") for name in EXTENSIONS)
    return Markdown(extensions=[module.makeExtension() for module in modules])


def _parser_of_links() -> LinkInlineProcessor:
    """Markdown's own parser of `[words](address)`."""
    return cast("LinkInlineProcessor", _renderer().inlinePatterns["link"])


class _Words(HTMLParser):
    """The words of a piece of HTML as a reader sees them, and where among them its links stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.anchors: list[_Anchor] = []
        self._open: list[tuple[str, int]] = []
        self._apart = False
        self.feed(html)
        self.close()
        self.words = self.words.rstrip()

    def handle_data(self, data: str) -> None:
        for word in re.findall(r"\s+|\S+", data):
            if word.isspace():
                self._apart = True
                continue
            self.words += f" {word}" if self._apart and self.words else word
            self._apart = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._apart = self._apart or tag == "br"
        if tag == "a":
            self._open.append((dict(attrs).get("href") or "", len(self.words) + (self._apart and bool(self.words))))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            href, start = self._open.pop()
            self.anchors.append(_Anchor(href, Span(start, max(start, len(self.words)))))
