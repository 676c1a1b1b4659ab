"""Blocks that hang together: a run of items as a list, deeper ones inside the item above; a run of rows as a table.

A list is told by roles and not by elements of HTML: what the seed prints before an item stands alone, also where a
page is shown without its styles, or is copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from edition.model import BlockKind, Span
from edition.pages.article.reading import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.model import Block, Text

_LIST = '<div class="items" role="list" markdown="1">'
_ITEM = '<div role="listitem" markdown="1">'


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as Markdown, with what of ours stands before and after it."""

    element: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """All of it, in order."""
        return (*self.before, self.element, *self.after)


def grouped(text: Text, blocks: Iterable[Block], show: Callable[[Block], Shown]) -> Iterator[str]:
    """Blocks of a text in their order as Markdown."""
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind is BlockKind.ITEM:
            yield from _list(list(run), show)
        elif kind is BlockKind.ROW:
            for rows in _tables(text, list(run)):
                yield from _table(text, rows, show)
        else:
            for block in run:
                yield from show(block).parts


def _list(items: list[Block], show: Callable[[Block], Shown]) -> Iterator[str]:
    """Items, each list closed where an item stands less deep."""
    levels: list[int] = []
    for item in items:
        level = item.level or 1
        while levels and levels[-1] > level:
            levels.pop()
            yield "</div>\n\n</div>"
        if levels and levels[-1] == level:
            yield f"</div>\n\n{_ITEM}"
        else:
            levels.append(level)
            yield f"{_LIST}\n\n{_ITEM}"
        yield from show(item).parts
    yield from ("</div>\n\n</div>" for _ in levels)


def _tables(text: Text, rows: list[Block]) -> Iterator[list[Block]]:
    """Rows cut where a blank line parts them."""
    table: list[Block] = []
    for row in rows:
        if table and text.chars.count("\n", table[-1].span.end, row.span.start) > 1:
            yield table
            table = []
        table.append(row)
    yield table


def _table(text: Text, rows: list[Block], show: Callable[[Block], Shown]) -> Iterator[str]:
    """A table; what is ours beside a row has a row of its own."""
    count = max(len(cells_of(text, row)) for row in rows)
    yield '<table class="rows" markdown="1">'
    for row in rows:
        shown = show(row)
        for parts in (shown.before, (shown.element,), shown.after):
            ours = f'<tr {OURS} markdown="1">\n<td colspan="{count}" markdown="block">'
            around = (ours, "</td>\n</tr>") if parts and parts != (shown.element,) else ("", "")
            yield "\n\n".join(filter(None, (around[0], *parts, around[1])))
    yield "</table>"


def cells_of(text: Text, row: Block) -> list[Span]:
    """The cells of a row, those too that are empty: what stands between two tabs of its line."""
    begins = text.chars.rfind("\n", 0, row.span.start) + 1
    if text.chars[begins : row.span.start].strip():
        begins = row.span.start
    cells, start = list[Span](), begins
    for cell in text.chars[begins : row.span.end].split("\t"):
        cells.append(Span(start, start + len(cell)))
        start += len(cell) + 1
    return cells


def in_cells(text: Text, row: Block, words: Callable[[Span], str]) -> str:
    """The words of a row as cells of HTML; the tab after each stays in it, so that the row has all its characters."""
    tag = "th" if row.has_labels else "td"
    *cells, last = (words(cell) if cell.start < cell.end else "" for cell in cells_of(text, row))
    return "".join(f'<{tag} markdown="span">{cell}</{tag}>' for cell in (*(f"{cell}&#9;" for cell in cells), last))
