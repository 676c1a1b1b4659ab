"""Check in a built site what site builders do not: ids, addresses, and that nothing comes from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""Elements whose attribute makes a browser fetch something."""

_NOT_FETCHED = {"canonical", "alternate", "next", "prev", "license", "author", "edit"}
"""Relations of a `link` that a browser does not fetch."""


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    ids: Counter[str]
    links: tuple[str, ...]
    loaded: tuple[str, ...]


def faults(site: Path) -> list[str]:
    """Everything wrong in a built site, a line each: `page: what is wrong`."""
    pages = {page.path: page for page in _read(site)}
    found = []
    for page in pages.values():
        found += [f'{page.path}: the id "{name}" stands {count} times' for name, count in page.ids.items() if count > 1]
        found += [
            f'{page.path}: loads "{address}" from elsewhere' for address in page.loaded if urlsplit(address).netloc
        ]
        found += [
            f'{page.path}: the link "{link}" leads {reason}'
            for link in sorted(set(page.links))
            if (reason := _dead(site, page, link, pages))
        ]
    return found


def _read(site: Path) -> Iterator[_Page]:
    parser = html.HTMLParser(encoding="utf-8")
    for path in sorted(site.rglob("*.html")):
        root = html.document_fromstring(path.read_bytes(), parser=parser)
        yield _Page(
            path=path.relative_to(site).as_posix(),
            ids=Counter(element.get("id", "") for element in root.iter() if element.get("id")),
            links=tuple(element.get("href", "") for element in root.iter("a") if element.get("href")),
            loaded=tuple(_loaded(root)),
        )


def _loaded(root: html.HtmlElement) -> Iterator[str]:
    for tag, attribute in _LOADED.items():
        for element in root.iter(tag):
            relations = set((element.get("rel") or "").split())
            if element.get(attribute) and not relations & _NOT_FETCHED:
                yield element.get(attribute)


def _dead(site: Path, page: _Page, link: str, pages: dict[str, _Page]) -> str:
    """Where a link of a page leads that is not there; nothing if it is well."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    base = "" if page.path == "404.html" or parts.path.startswith("/") else posixpath.dirname(page.path)
    path = posixpath.normpath(
        posixpath.join(base, unquote(parts.path).lstrip("/") if not base else unquote(parts.path))
    )
    if not parts.path:
        path = page.path
    elif parts.path.endswith("/") or path == "." or not re.search(r"\.\w+$", path):
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    if path not in pages:
        return "" if (site / path).is_file() else "nowhere"
    fragment = unquote(parts.fragment)
    if fragment and not fragment.startswith(("__", ":~:")) and fragment not in pages[path].ids:
        return "to a place that is not on its page"
    return ""
