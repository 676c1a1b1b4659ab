"""The list of all sources, by what they are and by the name of their publishers, each with what uses it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.pages import common, labels
from edition.pages.escaping import escaped
from edition.pages.lists import filters
from edition.pages.lists.uses import Use, choices, facets, uses
from edition.pages.typography import sorting_key
from edition.vocabulary import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.model import Edition, Page, Source


def sources_page(edition: Edition) -> Page:
    """Every source once, below what it is and the name of its publisher."""
    cited: dict[str, tuple[Source, list[Use]]] = {}
    for use in uses(edition, common.SOURCES):
        for source in use.written.sources:
            cited.setdefault(source.url, (source, []))[1].append(use)
    ordered = sorted(cited.values(), key=lambda item: _order(item[0]))
    groups = [(standing, list(group)) for standing, group in groupby(ordered, key=lambda item: item[0].standing)]
    jumps = " · ".join(f"[{_heading(standing)}](#{standing})" for standing, _ in groups)
    found = [use for _, users in ordered for use in users]
    return common.page(
        common.SOURCES,
        {
            "title": say("Sources"),
            "description": say("What notes and entries rest on, with the places that cite it."),
            "template": "list.html",
            "hide": ["toc"],
        },
        f"# {say('Sources')}",
        plural(
            "{count} source, with the notes and entries that cite it.",
            "{count} sources, by what they are and by publisher, each with the notes and entries that cite it.",
            len(cited),
        ),
        f"{jumps}\n{{ .letters }}",
        filters.filter_form(
            filters.search_field(say("Words")),
            filters.choice(
                "standing", say("Standing"), {standing: say(labels.STANDINGS[standing]) for standing, _ in groups}
            ),
            *choices(edition, found),
        ),
        *(_group(standing, group) for standing, group in groups),
    )


def _order(source: Source) -> tuple[int, str, str]:
    return [*STANDINGS].index(source.standing), sorting_key(source.publisher), sorting_key(source.title)


def _heading(standing: str) -> str:
    """What sources are, as a heading."""
    words = say(labels.STANDINGS[standing])
    return f"{words[:1].upper()}{words[1:]}"


def _group(standing: str, group: Sequence[tuple[Source, list[Use]]]) -> str:
    parts = ['<section class="sources" markdown="1">', f"## {_heading(standing)} {{ #{standing} }}"]
    parts.append(f"{say(STANDINGS[standing])}\n{{ .where }}")
    for publisher, items in groupby(group, key=lambda item: item[0].publisher):
        parts.append(f'<div class="publisher" markdown="1">\n\n### {escaped(publisher)}')
        parts += [_source(source, users) for source, users in items]
        parts.append("</div>")
    return "\n\n".join([*parts, "</section>"])


def _source(source: Source, users: Sequence[Use]) -> str:
    used = say("Cited in {places}.", places=", ".join(dict.fromkeys(use.link for use in users)))
    read = say("Read {date}.", date=readable(source.accessed))
    return (
        f'<div class="item" {facets(users)} data-standing="{source.standing}" markdown="1">\n\n'
        f"{common.reference(source)}. {read} {used}\n\n</div>"
    )
