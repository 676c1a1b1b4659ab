"""Pictures as they stand in a page: SVG that needs no script, with words for who does not see it, and its table.

Colours are classes, which the style sheet fills from the palette.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.messages import say
from edition.written.reference import table

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows, and what it says to who does not see it."""

    name: str
    """Part of the ids of its title and its description."""
    title: str
    told: str
    """What can be seen in it, in a sentence."""
    width: int
    """In units of the picture, of which about 360 go into the width of a phone; so is the height."""
    height: int
    body: str
    """Its shapes, as SVG."""


def as_text(words: str) -> str:
    """Words as they stand in SVG."""
    return html.escape(words)


def figure(picture: Picture) -> str:
    """A picture with its caption, as HTML."""
    ids = f"{picture.name}-title {picture.name}-told"
    return (
        '<figure class="picture">\n'
        f'<svg viewBox="0 0 {picture.width} {picture.height}" role="img" aria-labelledby="{ids}">'
        f'<title id="{picture.name}-title">{as_text(picture.title)}</title>'
        f'<desc id="{picture.name}-told">{as_text(picture.told)}</desc>{picture.body}</svg>\n'
        f"<figcaption>{as_text(picture.title)}</figcaption>\n</figure>"
    )


def as_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, is_open: bool = False) -> str:
    """What a picture shows as a table of Markdown, which opens on request or stands open."""
    return (
        f'<details class="as-table"{" open" if is_open else ""} markdown="1">\n'
        f"<summary>{say('The picture as a table')}</summary>\n\n{table(head, rows)}\n\n</details>"
    )
