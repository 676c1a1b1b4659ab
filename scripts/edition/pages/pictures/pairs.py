"""The picture of a pair: which paragraphs of one text answer which of the other."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from edition.messages import listed, plural, say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.parallels.pairs import Pair, met, shown
from edition.pages.pictures.svg import Picture, as_table, as_text, figure
from edition.pages.typography import typographic
from edition.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import AnnotatedText, PlacedParallel

_HEIGHT, _GAP, _LEAST = 300.0, 2.0, 3.0
_LETTERED = 9.0
"""A block at least so high has its number beside it."""
_LEFT, _RIGHT, _BROAD, _WIDE = 62, 248, 50, 360


def pair_picture(pair: Pair, path: str, *, is_open: bool = False, way: str = "") -> str:
    """Which paragraphs of one text answer which of the other: a picture, the way to them, the same as a table."""
    one, other = _column(pair, pair.one), _column(pair, pair.other)
    lines = [
        _line(placed, start, end)
        for placed in pair.parallels
        for start in _levels(pair.one, one, placed)
        for end in _levels(pair.other, other, placed)
    ]
    names = {"one": common.label(pair.one), "other": common.label(pair.other)}
    body = "".join(
        [
            _heading(_LEFT, names["one"]),
            _heading(_RIGHT, names["other"]),
            *_blocks(pair, pair.one, one, _LEFT, left=True),
            *_blocks(pair, pair.other, other, _RIGHT, left=False),
            *lines,
            *_legend(pair),
        ]
    )
    picture = Picture(
        name=f"pair-{pair.one.text.slug}-{pair.other.text.slug}",
        title=say("Which paragraphs of “{one}” answer which of “{other}”", **names),
        told=plural(
            "{count} line joins the paragraphs that speak of the same thing; all are in the table.",
            "{count} lines join the paragraphs that speak of the same thing; all are in the table.",
            len(lines),
        ),
        width=_WIDE,
        height=int(_HEIGHT) + 62,
        body=body,
    )
    header = (say("Parallel"), say("How they stand"), escaped(names["one"]), escaped(names["other"]))
    rows = (
        (
            f"[{escaped(typographic(placed.parallel.title))}]({common.address(path, pair.path, placed.id)})",
            say(RELATIONS[placed.parallel.relation]),
            _places(pair.one, placed),
            _places(pair.other, placed),
        )
        for placed in pair.parallels
    )
    parts = (figure(picture), way, as_table(header, rows, is_open=is_open))
    return "\n\n".join(part for part in parts if part)


def _places(annotated: AnnotatedText, placed: PlacedParallel) -> str:
    passages = placed.passages_in(annotated.text.slug)
    return listed(list(dict.fromkeys(common.place_label(annotated.text, passage.span) for passage in passages)))


def _column(pair: Pair, here: AnnotatedText) -> dict[str, tuple[float, float]]:
    """The top and the height of each block in the picture, by its id: as high as it is long."""
    blocks = shown(pair, here)
    chars = sum(block.span.end - block.span.start for block in blocks)
    free = _HEIGHT - _GAP * len(blocks)
    heights = [max(_LEAST, free * (block.span.end - block.span.start) / chars) for block in blocks]
    scale = free / sum(heights) if sum(heights) > free else 1
    tops = itertools.accumulate((height * scale + _GAP for height in heights), initial=30.0)
    return {block.id: (top, height * scale) for block, top, height in zip(blocks, tops, heights, strict=False)}


def _heading(x: int, words: str) -> str:
    most = 22
    short = words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
    return f'<text class="name" x="{x + _BROAD // 2}" y="16" text-anchor="middle">{as_text(short)}</text>'


def _blocks(
    pair: Pair, here: AnnotatedText, column: dict[str, tuple[float, float]], x: int, *, left: bool
) -> Iterator[str]:
    joined = met(pair, here)
    taken = [top + height / 2 for name, (top, height) in column.items() if name in joined]
    for block in shown(pair, here):
        top, height = column[block.id]
        look = "met" if block.id in joined else "alone"
        yield f'<rect class="{look}" x="{x}" y="{top:.1f}" width="{_BROAD}" height="{height:.1f}"/>'
        number = common.paragraph_number(block)
        if number and (block.id in joined or _has_room(top, height, taken)):
            at, anchor = (x - 6, "end") if left else (x + _BROAD + 6, "start")
            yield f'<text x="{at}" y="{top + height / 2 + 3.5:.1f}" text-anchor="{anchor}">{number}</text>'


def _has_room(top: float, height: float, taken: Sequence[float]) -> bool:
    """Whether the number of a block that nothing joins touches neither its neighbours' nor that of a joined one."""
    return height >= _LETTERED and all(abs(top + height / 2 - middle) >= _LETTERED for middle in taken)


def _line(placed: PlacedParallel, start: float, end: float) -> str:
    x, to = _LEFT + _BROAD, _RIGHT
    middle = (x + to) // 2
    return (
        f'<path class="{placed.parallel.relation}" data-parallel="{placed.parallel.slug}"'
        f' d="M{x} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {to} {end:.1f}"/>'
    )


def _levels(here: AnnotatedText, column: dict[str, tuple[float, float]], placed: PlacedParallel) -> Iterator[float]:
    """How far down the middle of each passage of a parallel stands in the picture, where its block is there."""
    for passage in placed.passages_in(here.text.slug):
        block = here.block_at(passage.span)
        if block.id in column:
            top, height = column[block.id]
            part = passage.span.within(block.span)
            share = ((part.start + part.end) / 2 - block.span.start) / (block.span.end - block.span.start)
            yield top + height * share


def _legend(pair: Pair) -> Iterator[str]:
    """What the lines mean, those that are there."""
    used = [relation for relation in RELATIONS if any(p.parallel.relation == relation for p in pair.parallels)]
    for row, relation in enumerate(used):
        x, y = 8 + 118 * row, _HEIGHT + 50
        yield f'<path class="{relation}" d="M{x} {y - 4:.0f}h24"/>'
        yield f'<text x="{x + 29}" y="{y:.0f}">{as_text(say(relation))}</text>'
