"""Prove, from a built site and the seeds alone, that the pages say what the seeds say.

The rule: on the page of a text, the `textContent` of every element with `data-span`, less what is inside
`[data-editorial]`, is the seed between those offsets, a run of space, tab and newline counting as one space.
In it stand links and marks alone, and nothing around it has a style of its own. The blocks have their ids and come in
the order of the seed.
A line of verse stands as far in as in the seed, and stanzas are parted where the seed parts them; code has all its
white space. The spans are disjoint, visible, and cover every character of the seed that is not white space; and
nothing else stands in the reading container but what is marked as editorial.

On the pages of parallels, and of what was changed between two versions, every element with `data-seed`, the slug of a
text, and `data-span` is held to the same words.
Where two texts, or two versions of one, face each other (`here`), each stands whole and in its order, and no words of
nobody among its own.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from lxml import etree, html

from edition.fold import one_space
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml.html import HtmlElement

    from edition.model import Block, Text


_INSIDE = {"a", "mark", "br", "span", "th", "td"}
"""The elements that may stand in words of a text: none of them crosses words out, turns them round or adds to them."""

_CHANGED = {"del", "ins"}
"""What may stand in words of a text besides where two versions of it are compared."""


class Difference(Exception):  # noqa: N818 - it is what was found, not an error of ours
    """The first place where a page does not say what its seed says."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared for one text."""

    text: str
    blocks: int
    characters: int
    """Characters of the seed that are not white space; all of them were found on the page."""
    sha256: str

    def __str__(self) -> str:
        blocks = "1 block" if self.blocks == 1 else f"{self.blocks} blocks"
        return (
            f"{self.text}: {blocks}, {self.characters:,} of {self.characters:,} characters"
            f" that are not space, none more; sha256 {self.sha256}"
        )


def verify(site: Path, texts: Sequence[Text]) -> tuple[Proof, ...]:
    """Prove every version of every text of a built site; `Difference` names the first fault."""
    every = [version for text in texts for version in text.versions]
    _verify_quoted(site, {text.slug: text for text in every})
    _verify_told(site, every)
    return tuple(_verify_text(site, text) for text in every)


def _verify_told(site: Path, texts: Sequence[Text]) -> None:
    """The published hashes are of these texts, by their files, and of no others."""
    try:
        told = {slug: hashes["file"] for slug, hashes in json.loads((site / "data/hashes.json").read_bytes()).items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return  # it is named where a text is compared
    for text in texts:
        if told.pop(text.slug, text.file.name) != text.file.name:
            raise Difference(f"data/hashes.json: wrong for {text.slug}, file")
    if told:
        raise Difference(f'data/hashes.json: has a text "{min(told)}", which is not there')


def _verify_quoted(site: Path, texts: Mapping[str, Text]) -> None:
    """What pages of parallels and of changes print of the seeds is in the seeds, where it says that it is."""
    for path in sorted([*(site / "parallels").rglob("*.html"), *(site / "texts").glob("*/changes-*/*.html")]):
        page = path.relative_to(site).as_posix()
        root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for element in root.iter():
            if element.get("data-span") is not None:
                slug = element.get("data-seed") or ""
                if slug not in texts:
                    raise Difference(f'{page}: words of a text "{slug}", which is not there')
                name = f"{page}, {slug} {element.get('data-span')}"
                span = _span(name, texts[slug], element.get("data-span", ""))
                _compare_words(name, texts[slug], element, span)
        _compare_facing(page, texts, [e for e in root.iter() if "here" in (e.get("class") or "").split()])


def _compare_facing(page: str, texts: Mapping[str, Text], columns: Sequence[HtmlElement]) -> None:
    """Each text of the columns is there whole, but for comments and furniture, and in its order."""
    shown: dict[str, list[Span]] = {}
    for column in columns:
        if stray := one_space("".join(_loose_words(column))):
            raise Difference(f'{page}: words that are neither the seed\'s nor marked as ours: "{stray[:80]}"')
        for element in column.iterdescendants():
            if slug := element.get("data-seed"):
                shown.setdefault(slug, []).append(_span(page, texts[slug], element.get("data-span", "")))
    for slug, spans in shown.items():
        if spans != sorted(set(spans)):
            raise Difference(f"{page}: the blocks of {slug} are not in their order, or one stands twice")
        for block in texts[slug].blocks:
            if block.comment is None and block.kind is not BlockKind.FURNITURE and block.span not in spans:
                raise Difference(f"{page}: {slug} is not whole, {block.id} is missing")


def _verify_text(site: Path, text: Text) -> Proof:
    page = f"texts/{text.slug}/index.html"
    _compare_data(site, text)
    try:
        root = html.document_fromstring((site / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    except (OSError, etree.ParserError):
        raise Difference(f"{page}: the page is not there, or empty") from None
    containers = [
        e for e in root.iter() if e.get("data-text") == text.slug and "edition" in (e.get("class") or "").split()
    ]
    if len(containers) != 1:
        raise Difference(f"{page}: there are {len(containers)} reading containers, not one")
    container = containers[0]
    elements = [e for e in root.iter() if e.get("data-span") is not None]
    spans = [_compare_element(page, text, container, element) for element in elements]
    _compare_order(page, text, elements)
    _compare_space(page, text, {element.get("data-span", ""): element for element in elements})
    _compare_cover(page, text, sorted(spans))
    stray = one_space("".join(_loose_words(container)))
    if stray:
        raise Difference(f'{page}: words that are neither the seed\'s nor marked as ours: "{stray[:80]}"')
    characters = sum(not char.isspace() for char in text.chars)
    return Proof(text.slug, len(spans), characters, text.sha256)


def _compare_data(site: Path, text: Text) -> None:
    """The published copy of the seed is the seed, byte for byte, and its published hashes are right."""
    name = f"data/{text.slug}.txt"
    try:
        digest = hashlib.sha256((site / name).read_bytes()).hexdigest()
        hashes = json.loads((site / "data/hashes.json").read_bytes())[text.slug]
        told = [(b["id"], b["span"], b["sha256"]) for b in hashes["blocks"]]
        told_whole = hashes["sha256"]
    except OSError as error:
        raise Difference(f"{error.filename}: the file is not there") from None
    except (ValueError, LookupError, TypeError):
        raise Difference(f"data/hashes.json: has no list of the blocks of {text.slug}") from None
    if digest != text.sha256:
        raise Difference(f"{name}: not the bytes of {text.file}")
    if told_whole != digest:
        raise Difference(f"data/hashes.json: wrong for {text.slug}, sha256")
    # In order and one by one, and not by their ids: two blocks of one id would hide each other.
    right = (
        (block.id, str(block.span), hashlib.sha256(text.words(block.span).encode()).hexdigest())
        for block in text.blocks
    )
    for one, other in zip_longest(right, told):
        if one != other:
            raise Difference(f"data/hashes.json: wrong for {text.slug}, {(one or other)[0]}")


def _compare_element(page: str, text: Text, container: HtmlElement, element: HtmlElement) -> Span:
    name = f"{page}#{element.get('id') or '?'}"
    span = _span(name, text, element.get("data-span", ""))
    ancestors = list(element.iterancestors())
    if container not in ancestors:
        raise Difference(f"{name}: stands outside the reading container")
    if any(ancestor.get("data-span") for ancestor in ancestors):
        raise Difference(f"{name}: stands inside another span")
    if any(node.get("data-editorial") is not None for node in (element, *ancestors)):
        raise Difference(f"{name}: is marked as ours")
    _compare_words(name, text, element, span)
    return span


def _compare_words(name: str, text: Text, element: HtmlElement, span: Span) -> None:
    """The words of an element are seen, and are those of the seed in a span."""
    for node in (element, *element.iterancestors(), *element.iterdescendants()):
        if _is_hidden(node) and not _is_editorial_within(node, element):
            raise Difference(f"{name}: cannot be seen")
    allowed = _INSIDE | _CHANGED if element.get("data-seed") else _INSIDE
    for node in element.iterdescendants():
        if isinstance(node.tag, str) and node.tag not in allowed and not _is_editorial_within(node, element):
            raise Difference(f"{name}: <{node.tag}> stands among its words")
    shown = one_space("".join(_words(element))[len(_indentation(element)) :])
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


def _compare_order(page: str, text: Text, elements: Sequence[HtmlElement]) -> None:
    """The blocks stand on the page in the order of the seed, each under its id."""
    ids = {str(block.span): block.id for block in text.blocks}
    end = 0
    for element in elements:
        span, id_ = element.get("data-span", ""), element.get("id") or "?"
        if ids.get(span, id_) != id_:
            raise Difference(f"{page}#{id_}: is {ids[span]} in the text")
        start = int(span.partition(":")[0])
        if start < end and ids.get(span):
            raise Difference(f"{page}#{id_}: stands after what follows it in the text")
        end = max(end, start)


def _compare_space(page: str, text: Text, elements: Mapping[str, HtmlElement]) -> None:
    """The white space that a line of verse begins with, and whether it begins a stanza, are those of the seed.

    So is all white space of code.
    """
    before: Block | None = None
    for block in text.blocks:
        element = elements.get(str(block.span))
        if block.kind in {BlockKind.LINE, BlockKind.CODE} and element is not None:
            space = text.chars[text.chars.rfind("\n", 0, block.span.start) + 1 : block.span.start]
            shown = _indentation(element)
            if shown != space and not space.strip():
                raise Difference(f"{page}#{block.id}: stands {len(shown)} characters in, in the seed {len(space)}")
        if block.kind is BlockKind.CODE and element is not None:
            if "".join(_words(element))[len(_indentation(element)) :] != text.words(block.span):
                raise Difference(f"{page}#{block.id}: its white space is not that of {text.file}")
        elif block.kind is BlockKind.LINE and element is not None:
            follows = before is not None and before.kind is BlockKind.LINE
            parted = not follows or text.chars.count("\n", before.span.end if before else 0, block.span.start) > 1
            if ("begins" in (element.get("class") or "").split()) != parted:
                raise Difference(f"{page}#{block.id}: the stanzas are not parted as in {text.file}")
        before = block


def _indentation(element: HtmlElement) -> str:
    """The white space that a line of verse begins with: of any kind, and proven by itself."""
    first = next(iter(element), None)
    space = (first.text or "") if first is not None and first.get("class") == "indent" and not element.text else ""
    return "" if space.strip() else space


def _span(name: str, text: Text, value: str) -> Span:
    try:
        start, end = map(int, value.split(":"))
    except ValueError:
        raise Difference(f'{name}: data-span="{value}" is not start:end') from None
    if not 0 <= start < end <= len(text.chars):
        raise Difference(f'{name}: data-span="{value}" lies outside the seed')
    return Span(start, end)


def _is_hidden(node: HtmlElement) -> bool:
    """Whether a reader may not see an element: a style of its own, which no page has, can hide it in many ways."""
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or node.get("style") is not None
        or node.tag in {"template", "script", "style", "noscript", "dialog", "textarea"}
    )


def _is_editorial_within(node: HtmlElement, element: HtmlElement) -> bool:
    """Whether a node below an element is part of something of ours."""
    while node is not None and node is not element:
        if node.get("data-editorial") is not None:
            return True
        node = node.getparent()
    return False


def _words(element: HtmlElement) -> Iterator[str]:
    """The words of an element, less what is marked as editorial."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("data-editorial") is None:
            yield from _words(child)
        yield child.tail or ""


def _loose_words(element: HtmlElement) -> Iterator[str]:
    """The words of an element that are neither in a span nor editorial."""
    yield element.text or ""
    for child in element:
        ours = not isinstance(child.tag, str) or child.get("data-editorial") is not None
        if not ours and child.get("data-span") is None:
            yield from _loose_words(child)
        yield child.tail or ""


def _compare_cover(page: str, text: Text, spans: Sequence[Span]) -> None:
    """The spans are disjoint, and only white space stands between them."""
    end = 0
    for span in [*spans, Span(len(text.chars), len(text.chars))]:
        if span.start < end:
            raise Difference(f"{page}: the span {span} overlaps the one before it")
        between = text.chars[end : span.start]
        if missing := between.strip():
            line = text.line(end + between.index(missing))
            raise Difference(f'{page}: words of {text.file}:{line} are not on the page: "{missing[:60]}"')
        end = span.end
