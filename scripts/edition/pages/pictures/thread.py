"""The picture of a thread: who answers whom, from left to right, beside the list it is made from."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from edition.messages import listed, plural, say
from edition.pages.pictures.svg import Picture, figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.model import Text

_WIDE, _EDGE, _ROUND = 360, 14, 9
_ROW, _STEP = 24, 50
"""How far apart the comments stand, from top to bottom and from left to right, where there is room."""
_MOST = 150
"""A picture of more comments is a thicket."""

_Place = tuple[float, float]


def tree_of(text: Text) -> tuple[list[int], dict[int, list[int]]]:
    """The comments that begin a conversation, and who answers whom: one that answers several, the first of them."""
    below: dict[int, list[int]] = {}
    for comment in text.comments:
        for answer in comment.answers[:1]:
            below.setdefault(answer.parent, []).append(comment.number)
    answering = {number for numbers in below.values() for number in numbers}
    return [c.number for c in text.comments if c.number in below and c.number not in answering], below


def alone_of(text: Text) -> list[int]:
    """The comments that answer none and that none answers."""
    return [c.number for c in text.comments if not c.answers and not text.answered_by(c.number)]


def thread_picture(text: Text) -> str:
    """Who answers whom below a text; nothing where nobody does, or too many."""
    roots, below = tree_of(text)
    if not roots or len(text.comments) > _MOST:
        return ""
    rows = itertools.count()
    levels = dict(placed for root in roots for placed in _placed(root, below, 0, rows))
    alone = alone_of(text)
    step = min(_STEP, (_WIDE - 2 * _EDGE) / max(1, *(depth for depth, _ in levels.values())))
    places = {number: (_EDGE + step * depth, _EDGE + _ROW * row) for number, (depth, row) in levels.items()}
    floor = _EDGE + _ROW * next(rows)
    across = int((_WIDE - 2 * _EDGE) // (_ROW + 2)) + 1
    places |= {n: (_EDGE + (_ROW + 2) * (i % across), floor + _ROW * (i // across)) for i, n in enumerate(alone)}
    told = plural(
        "{count} comment; a line leads from each to those that answer it.",
        "{count} comments; a line leads from each to those that answer it, from left to right.",
        len(text.comments),
    )
    height = int(max(y for _, y in places.values())) + _EDGE
    body = "".join((*_lines(text, places), *(_comment(text, number, place) for number, place in places.items())))
    told = " ".join(filter(None, (told, told_alone(alone))))
    return figure(Picture("thread", say("Who answers whom"), told, _WIDE, height, body))


def told_alone(alone: Sequence[int]) -> str:
    """Which comments answer none and have no answer; nothing if there are none."""
    if not alone:
        return ""
    return plural(
        "Comment {numbers} answers none, and none answers it.",
        "Comments {numbers} answer none, and none answers them.",
        len(alone),
        numbers=listed([str(number) for number in alone]),
    )


def _placed(
    number: int, below: Mapping[int, Sequence[int]], depth: int, rows: Iterator[int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """How deep, and in which row, a comment stands and those below it: the first of them in its own row."""
    answers = below.get(number, ())
    placed = [list(_placed(child, below, depth + 1, rows)) for child in answers]
    row = placed[0][0][1][1] if placed else next(rows)
    yield number, (depth, row)
    yield from itertools.chain.from_iterable(placed)


def _lines(text: Text, places: Mapping[int, _Place]) -> Iterator[str]:
    """A line for each answer; a further one of the same comment is dashed."""
    for comment in text.comments:
        for further, answer in enumerate(comment.answers):
            if answer.parent in places and comment.number in places:
                (x, y), (to, down) = places[answer.parent], places[comment.number]
                bend = (x + to) / 2
                way = f"M{x:.0f} {y:.0f}C{bend:.0f} {y:.0f} {bend:.0f} {down:.0f} {to:.0f} {down:.0f}"
                yield f'<path class="{"further" if further else "answer"}" d="{way}"/>'


def _comment(text: Text, number: int, place: _Place) -> str:
    x, y = place
    look = "node behind" if text.notice(number) else "node"
    return (
        f'<circle class="{look}" cx="{x:.0f}" cy="{y:.0f}" r="{_ROUND}"/>'
        f'<text x="{x:.0f}" y="{y + 3.5:.1f}" text-anchor="middle">{number}</text>'
    )
