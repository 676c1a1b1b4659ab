"""Check in a built site what site builders do not: ids, addresses, and that nothing comes from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOADED = (
    ("audio", "src"), ("embed", "src"), ("iframe", "src"), ("img", "src"), ("input", "src"), ("link", "href"),
    ("object", "data"), ("script", "src"), ("source", "src"), ("track", "src"), ("video", "poster"), ("video", "src"),
)  # fmt: skip
"""Elements, and the attribute that makes a browser fetch something."""

_NOT_FETCHED = {"canonical", "alternate", "next", "prev", "license", "author", "edit"}
"""Relations of a `link` that a browser does not fetch."""

_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')\s]+)|@import\s+["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    ids: Counter[str]
    links: tuple[str, ...]
    loaded: tuple[str, ...]
    canonical: str
    """The address under which the page will stand, if it says so."""


def faults(site: Path) -> list[str]:
    """Everything wrong in a built site, a line each: `page: what is wrong`."""
    pages = {page.path: page for page in _read(site)}
    canonical = pages["index.html"].canonical if "index.html" in pages else ""
    found = []
    for page in pages.values():
        found += [f'{page.path}: the id "{name}" stands {count} times' for name, count in page.ids.items() if count > 1]
        found += [f'{page.path}: loads "{address}" from elsewhere' for address in page.loaded if _is_elsewhere(address)]
        found += [
            f'{page.path}: the link "{link}" leads {reason}'
            for link in sorted(set(page.links))
            if (reason := _dead(site, page, link, pages, urlsplit(canonical).path or "/"))
        ]
    found += _not_in_menu(pages)
    return found + [
        f'{path.relative_to(site).as_posix()}: loads "{address}" from elsewhere'
        for path in sorted(site.rglob("*.css"))
        for match in _IN_STYLE.finditer(path.read_text(encoding="utf-8", errors="replace"))
        if _is_elsewhere(address := match[1] or match[2])
    ]


def _not_in_menu(pages: dict[str, _Page]) -> list[str]:
    """The pages of texts that the first page, which has the menu, does not lead to."""
    links = {link.split("#")[0].strip("/") for link in pages["index.html"].links} if "index.html" in pages else set()
    texts = [posixpath.dirname(path) for path in pages if posixpath.dirname(posixpath.dirname(path)) == "texts"]
    return [f"index.html: the menu does not lead to {text}/" for text in texts if not links & {text, f"{text}.html"}]


def _read(site: Path) -> Iterator[_Page]:
    for path in sorted(site.rglob("*.html")):
        try:
            root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        except etree.ParserError:  # the page is empty
            root = html.Element("html")
        yield _Page(
            path=path.relative_to(site).as_posix(),
            ids=Counter(element.get("id", "") for element in root.iter() if element.get("id")),
            links=tuple(element.get("href", "") for element in root.iter("a") if element.get("href")),
            loaded=tuple(_loaded(root)),
            canonical=next((e.get("href", "") for e in root.iter("link") if e.get("rel") == "canonical"), ""),
        )


def _loaded(root: html.HtmlElement) -> Iterator[str]:
    for tag, attribute in _LOADED:
        for element in root.iter(tag):
            relations = set((element.get("rel") or "").split())
            if element.get(attribute) and not relations & _NOT_FETCHED:
                yield element.get(attribute)


def _is_elsewhere(address: str) -> bool:
    """Whether an address names a host."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return True


def _dead(site: Path, page: _Page, link: str, pages: dict[str, _Page], root: str) -> str:
    """Where a link of a page leads that is not there; nothing if it is well.

    `root` is the path at which the site will stand on its host.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return "nowhere"
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    if path.startswith("/") and not path.startswith(root):
        return "out of the site"
    path = path.removeprefix(root) if path.startswith("/") else posixpath.join(posixpath.dirname(page.path), path)
    if not parts.path:
        path = page.path
    elif parts.path.endswith("/") or not re.search(r"\.\w+$", path):
        path = posixpath.join(path, "index.html")
    path = posixpath.normpath(path)
    if path not in pages:
        return "" if (site / path).is_file() and not path.startswith("..") else "nowhere"
    fragment = unquote(parts.fragment)
    if fragment and not fragment.startswith(("__", ":~:")) and fragment not in pages[path].ids:
        return "to a place that is not on its page"
    return ""
