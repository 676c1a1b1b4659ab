"""The list of the parallels, and a page for each: its passages, how they stand to each other, where they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import plural, say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.parallels.pairs import pairs_of
from edition.pages.passages import quoted
from edition.pages.typography import typographic
from edition.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Edition, Page, Parallel, PlacedParallel


_FACTS = {"template": "main.html", "hide": ["toc"]}


def parallels_page(edition: Edition) -> Page:
    """Every parallel with its passages side by side, and the way to the texts that face each other."""
    links = [
        f"- [{say('{one} and {other}, side by side', one=one, other=other)}]"
        f"({common.address(common.PARALLELS, pair.path)})"
        for pair in pairs_of(edition)
        for one, other in [(escaped(common.label(pair.one)), escaped(common.label(pair.other)))]
    ]
    return common.page(
        common.PARALLELS,
        {
            "title": say("Parallels"),
            "description": _count(edition),
            "template": "main.html",
            "hide": ["toc"],
        },
        f"# {say('Parallels')}",
        _count(edition),
        "\n".join(links),
        *(_parallel(edition, common.PARALLELS, placed) for placed in edition.parallels),
        *_retired(edition),
    )


def _retired(edition: Edition) -> Iterator[str]:
    """The parallels that have an address alone."""
    yield from retired_parallels(edition, common.PARALLELS, edition.retired_parallels)


def parallel_pages(edition: Edition) -> Iterator[Page]:
    """The page of each parallel: its short address, from which one goes on to the texts, or what became of it."""
    for written in edition.retired_parallels:
        path, title = common.parallel_path(written.slug), typographic(written.title)
        words = common.withdrawn(edition, path, written, say("Improve this parallel"))
        yield common.page(path, _FACTS | {"title": title}, f"# {escaped(title)}", words)
    for placed in edition.parallels:
        path, title = common.parallel_path(placed.parallel.slug), typographic(placed.parallel.title)
        yield common.page(
            path,
            {
                "title": title,
                "description": placed.parallel.body.gist.words or title,
                "template": "main.html",
                "hide": ["toc"],
            },
            f"# {escaped(title)}",
            *_ways(placed, path),
            _body(edition, path, placed),
        )


def _ways(placed: PlacedParallel, path: str) -> Iterator[str]:
    """Where the texts of a parallel face each other."""
    if len(placed.texts) > 1:
        target = common.address(path, common.parallel_page(placed), placed.id)
        yield f"[{say('Read it where the texts face each other')}]({target})\n{{ .where }}"


def _count(edition: Edition) -> str:
    places = len(edition.parallels)
    if len(edition.texts) == 2:  # noqa: PLR2004 - "the two" is for two
        return plural(
            "{count} place where the two texts speak of the same thing.",
            "{count} places where the two texts speak of the same thing.",
            places,
        )
    return plural(
        "{count} place where the texts speak of the same thing.",
        "{count} places where the texts speak of the same thing.",
        places,
    )


def _parallel(edition: Edition, path: str, placed: PlacedParallel) -> str:
    """A parallel in the list; the search finds it where the texts face each other, if they do."""
    title = escaped(typographic(placed.parallel.title))
    return (
        f'<section class="facing-pair" id="{placed.id}"{common.in_notes(edition)} markdown="1">\n\n'
        f"## [{title}]({common.address(path, common.parallel_path(placed.parallel.slug))})"
        f" {{ #{placed.id}-title }}\n\n{_body(edition, path, placed)}\n\n</section>"
    )


def _body(edition: Edition, path: str, placed: PlacedParallel) -> str:
    """The passages of a parallel in their sentences, and what is said of them."""
    sides = "\n\n".join(
        '<div class="side" markdown="1">\n\n' + "\n\n".join(quoted(edition, path, placed, passage)) + "\n\n</div>"
        for passage in placed.passages
    )
    parallel = placed.parallel
    return (
        f'<div class="sides" markdown="1">\n\n{sides}\n\n</div>\n\n'
        f"{essay(edition, path, parallel)}\n\n"
        f"{common.signature(parallel)} {common.last_change(edition, path, parallel)}"
        f"{common.improve_link(edition, parallel, say('Improve this parallel'))}\n"
        "{ .tail }"
    )


def essay(edition: Edition, path: str, parallel: Parallel) -> str:
    """How the passages of a parallel stand to each other, and why; what that rests on opens on request."""
    relation = f"**{say(RELATIONS[parallel.relation])}.**"
    words = f"{relation} {common.whole_body(edition, path, parallel.body)}"
    return f"{words}\n\n{_folded_sources(parallel)}" if parallel.sources else words


def _folded_sources(parallel: Parallel) -> str:
    count = plural("{count} source", "{count} sources", len(parallel.sources))
    return (
        f'<details class="more" markdown="1">\n<summary>{count}</summary>\n\n'
        '<div class="sources" markdown="1">\n\n'
        f"{common.source_list(parallel.sources)}\n\n</div>\n\n</details>"
    )


def retired_parallels(edition: Edition, path: str, gone: Sequence[Parallel]) -> Iterator[str]:
    """What the addresses of parallels on a page say that have no other: why, and where to look instead."""
    if gone:
        yield f"## {say('Retired parallels')} {{ #retired }}"
    for written in gone:
        yield f"{common.withdrawn(edition, path, written)}\n{{ #{written.id} }}"
