"""Words of a seed on a page: whether they are those of the seed, and whether a reader sees them as they are.

Around them and among them stand elements that show what is in them, with attributes that hide nothing and say nothing
in other words: what is not known to do so counts as hiding.
A fold (`details`) hides nothing if a reader learns of it: its first element is a summary with words that can be seen.
Which words may be folded at all is decided by the page on which they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree, html

from edition.fold import one_space
from edition.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from edition.model import Text

_INSIDE = {"a", "mark", "br", "span", "th", "td"}
"""The elements that may stand in words of a text: none of them crosses words out, turns them round or adds to them."""

_CHANGED = {"del", "ins"}
"""What may stand in words of a text besides where two versions of it are compared."""

_AROUND = {
    "html", "body", "main", "article", "div", "section", "details", "blockquote", "table", "tbody",
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "tr",
}  # fmt: skip
"""The elements that may be around words of a text, and be their own."""

_FACTS_INSIDE = {"class", "href", "rel", "role"}
_FACTS_AROUND = {"class", "id", "role", "lang", "dir", "open"}
"""The attributes of both, besides those for scripts and styles, `data-…`."""

_UNSEEN = "unseen"
"""The class of what is only read aloud."""


class Difference(Exception):  # noqa: N818 - it is what was found, not an error of ours
    """The first place where a page does not say what its seed says."""


def read_page(site: Path, page: str) -> HtmlElement:
    """A page that prints words of a seed; it has no style of its own."""
    try:
        root = html.document_fromstring((site / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    except (OSError, etree.ParserError):
        raise Difference(f"{page}: the page is not there, or empty") from None
    if next(root.iter("style"), None) is not None:
        raise Difference(f"{page}: has a style of its own, which can hide words or add to them")
    return root


def span_of(name: str, text: Text, value: str) -> Span:
    """The span that an element says it is."""
    try:
        start, end = map(int, value.split(":"))
    except ValueError:
        raise Difference(f'{name}: data-span="{value}" is not start:end') from None
    if not 0 <= start < end <= len(text.chars):
        raise Difference(f'{name}: data-span="{value}" lies outside the seed')
    return Span(start, end)


def compare_words(name: str, text: Text, element: HtmlElement, span: Span, *, compared: bool = False) -> None:
    """The words of an element are seen, and are those of a seed in a span.

    Where two versions are `compared`, it is marked what was taken out and put in.
    """
    for node in (element, *element.iterancestors()):
        _compare_sight(name, node, _AROUND, _FACTS_AROUND)
        if node.tag == "details" and not _is_told(node):
            raise Difference(f"{name}: is folded, and nothing says so")
    inside = _INSIDE | _CHANGED if compared else _INSIDE
    for node in element.iterdescendants():
        if isinstance(node.tag, str) and not _is_editorial_within(node, element):
            if node.tag not in inside:
                raise Difference(f"{name}: <{node.tag}> stands among its words")
            _compare_sight(name, node, inside, _FACTS_INSIDE)
    shown = one_space("".join(words(element))[len(indentation(element)) :])
    printed = one_space(text.chars[span.start : span.end])
    if shown != printed:
        at = next(
            (i for i, (a, b) in enumerate(zip(shown, printed, strict=False)) if a != b),
            min(len(shown), len(printed)),
        )
        raise Difference(
            f"{name}: differs from {text.file}:{text.line(span.start)} after {at} characters:"
            f' the page says "{shown[max(0, at - 20) : at + 20]}",'
            f' the seed "{printed[max(0, at - 20) : at + 20]}"'
        )


def _compare_sight(name: str, node: HtmlElement, tags: Collection[str], facts: Collection[str]) -> None:
    """An element hides nothing of the words it is around, and says nothing in place of them."""
    if hiding := _hiding(node, tags, facts):
        raise Difference(f"{name}: cannot be seen as it is, for {hiding}")


def _hiding(node: HtmlElement, tags: Collection[str], facts: Collection[str]) -> str:
    """What of an element may hide words that are in it, or say them otherwise; nothing, if nothing does."""
    if node.tag not in tags:
        return f"<{node.tag}>"
    if _UNSEEN in (node.get("class") or "").split():
        return f'<{node.tag} class="{_UNSEEN}">'
    other = next((key for key in node.attrib if key not in facts and not key.startswith("data-")), "")
    return f"<{node.tag} {other}>" if other else ""


def _is_told(details: HtmlElement) -> bool:
    """Whether a fold has words that say what is in it, and can be seen."""
    summary = next(details.iterchildren(etree.Element), None)
    return summary is not None and summary.tag == "summary" and any(char.isalnum() for char in _seen(summary))


def _seen(element: HtmlElement) -> str:
    """The words of a summary, less what cannot be seen."""
    if _hiding(element, {"summary", *_INSIDE}, _FACTS_INSIDE | _FACTS_AROUND):
        return ""
    within = (f"{_seen(child) if isinstance(child.tag, str) else ''}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{''.join(within)}"


def is_folded(element: HtmlElement) -> bool:
    """Whether an element stands in something that opens on request."""
    return next(element.iterancestors("details"), None) is not None


def indentation(element: HtmlElement) -> str:
    """The white space that a line of verse begins with: of any kind, and proven by itself."""
    first = next(iter(element), None)
    space = (first.text or "") if first is not None and first.get("class") == "indent" and not element.text else ""
    return "" if space.strip() else space


def _is_editorial_within(node: HtmlElement, element: HtmlElement) -> bool:
    """Whether a node below an element is part of something of ours."""
    while node is not None and node is not element:
        if node.get("data-editorial") is not None:
            return True
        node = node.getparent()
    return False


def words(element: HtmlElement) -> Iterator[str]:
    """The words of an element, less what is marked as editorial; where a line is broken there is white space."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("data-editorial") is None:
            yield from words(child)
        if child.tag == "br":
            yield "\n"
        yield child.tail or ""


def compare_loose(page: str, element: HtmlElement) -> None:
    """No words of an element are neither in a span nor editorial."""
    if stray := one_space("".join(_loose_words(element))):
        raise Difference(f'{page}: words that are neither the seed\'s nor marked as ours: "{stray[:80]}"')


def _loose_words(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        ours = not isinstance(child.tag, str) or child.get("data-editorial") is not None
        if not ours and child.get("data-span") is None:
            yield from _loose_words(child)
        yield child.tail or ""
