"""The feed of what changed, for readers of feeds (Atom, RFC 4287): an entry for all that came together.

Addresses are whole where it is known where the site will stand, and else relative to the feed, which 4.2.7.1 allows
for links; what must be whole and stay for ever, the ids, is made from the names of commits.
"""

from __future__ import annotations

import uuid
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from edition.messages import listed, plural, say
from edition.model import Page
from edition.pages import common
from edition.pages.labels import CHANGED
from edition.pages.lists.changes import by_sort, landing_id
from edition.pages.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Change, Edition

FEED = "changes/feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES, _FILES = 30, 20
"""So many entries has the feed, the latest, and each names so many files of a sort."""


def feed(edition: Edition) -> Iterator[Page]:
    """The feed; none where the history is not whole: its ids would be others."""
    history = edition.history
    if not history.first or not history.changes:
        return
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item] # the stubs know no default
    root.set("{http://www.w3.org/XML/1998/namespace}lang", edition.settings.language)
    base = edition.site_url or "../"
    name = edition.settings.name
    _put(root, "title", say("Changes of {edition}", edition=name))
    _put(root, "id", _id(history.first))
    _put(root, "updated", max(change.when for change in history.changes))
    _put(_put(root, "author"), "name", name)
    if edition.site_url:
        _put(root, "link", rel="self", type="application/atom+xml", href=f"{base}{FEED}")
    _put(root, "link", rel="alternate", type="text/html", href=f"{base}changes/")
    for landing in history.landings[:_ENTRIES]:
        _entry(root, edition, landing, base)
    words = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    yield Page(FEED, words)


def _entry(root: etree._Element, edition: Edition, landing: Sequence[Change], base: str) -> None:
    entry, first = _put(root, "entry"), landing[0]
    _put(entry, "title", _title(landing))
    _put(entry, "id", _id(f"{edition.history.first} {first.commit}"))
    _put(entry, "updated", first.when)
    for name in dict.fromkeys(name for change in landing for name in change.authors):
        _put(_put(entry, "author"), "name", name)
    _put(entry, "link", rel="alternate", type="text/html", href=f"{base}changes/#{landing_id(first)}")
    _put(entry, "content", "".join(_group(edition, sort, group, base) for sort, group in by_sort(landing)), type="html")


def _title(landing: Sequence[Change]) -> str:
    """The name of what was changed, or how much was."""
    if len(landing) == 1:
        return f"{typographic(landing[0].name)}: {say(CHANGED[landing[0].sort]).lower()}"
    counts = {sort: len(group) for sort, group in by_sort(landing)}
    counted = {
        "added": plural("{count} added", "{count} added", counts.get("added", 0)),
        "changed": plural("{count} changed", "{count} changed", counts.get("changed", 0)),
        "retired": plural("{count} withdrawn", "{count} withdrawn", counts.get("retired", 0)),
        "removed": plural("{count} taken out", "{count} taken out", counts.get("removed", 0)),
    }
    return listed([counted[sort] for sort in counts])


def _group(edition: Edition, sort: str, changes: Sequence[Change], base: str) -> str:
    """What became of some files, as HTML."""
    items = [f"<li>{_named(edition, change, base)}</li>" for change in changes[:_FILES]]
    items += [f"<li>{say('{count} more', count=len(changes) - _FILES)}</li>"] if changes[_FILES:] else []
    return f"<p>{escape(say(CHANGED[sort]))}:</p><ul>{''.join(items)}</ul>"


def _named(edition: Edition, change: Change, base: str) -> str:
    name, path = escape(typographic(change.name)), common.changes_path(edition, change.file)
    if not path:
        return name
    return f'<a href="{escape(base + path.removesuffix(".md"))}/#{common.changes_id(change.file)}">{name}</a>'


def _id(name: str) -> str:
    """An id that stays what it is wherever the feed stands (RFC 9562, 5.5)."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{_ATOM} {name}").urn


def _put(parent: etree._Element, tag: str, words: str = "", **attributes: str) -> etree._Element:
    """A further element with its words, less the characters that XML cannot have."""
    element = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    element.text = "".join(char for char in words if char.isprintable() or char in "\n\t") or None
    return element
