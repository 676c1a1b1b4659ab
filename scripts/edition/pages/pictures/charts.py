"""What can be counted of the notes, as pictures: how many of each kind, and the verdicts along a text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from edition.messages import number, plural, say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.pictures.svg import Picture, as_table, as_text, figure
from edition.vocabulary import KINDS, VERDICTS

if TYPE_CHECKING:
    from edition.model import AnnotatedText, Edition

_WIDE = 360
_ROW, _BEFORE, _LONGEST = 16, 92, 220
_SIGNS = {
    "supported": "●", "partly supported": "◐", "unsupported": "○", "contradicted": "✕", "disputed": "≠", "opinion": "~",
}  # fmt: skip
"""The signs of the verdicts; a line below the picture explains them."""


def kinds_chart(edition: Edition) -> str:
    """How many notes of each kind there are."""
    kinds = [placed.note.kind for _, placed in edition.notes]
    counts = [(kind, kinds.count(kind)) for kind in KINDS if kind in kinds]
    if not counts:
        return ""
    most = max(count for _, count in counts)
    body = "".join(_bar(kind, count, _LONGEST * count / most, row * _ROW) for row, (kind, count) in enumerate(counts))
    told = plural("{count} note in all.", "{count} notes in all.", len(kinds))
    picture = Picture("kinds", say("How many notes of each kind"), told, _WIDE, len(counts) * _ROW + 4, body)
    rows = ((say(kind), number(count)) for kind, count in counts)
    return f"{figure(picture)}\n\n{as_table((say('Kind'), say('Notes')), rows)}"


def _bar(kind: str, count: int, width: float, y: int) -> str:
    return (
        f'<text x="{_BEFORE - 6}" y="{y + 11}" text-anchor="end">{as_text(say(kind))}</text>'
        f'<rect class="bar {kind}" x="{_BEFORE}" y="{y + 3}" width="{width:.1f}" height="10"/>'
        f'<text class="faint" x="{_BEFORE + width + 5:.1f}" y="{y + 11}">{number(count)}</text>'
    )


def verdicts_chart(annotated: AnnotatedText) -> str:
    """The verdicts of fact-checks above the paragraphs they are about; nothing for a text without any."""
    text = annotated.text
    blocks = [b for b in text.blocks if b.comment is None and b.id.startswith("p") and b.id[1:].isdigit()]
    columns = [[n.note.verdict for n in annotated.notes_at.get(block.id, ()) if n.note.verdict] for block in blocks]
    if not any(columns):
        return ""
    highest = max(map(len, columns))
    step = (_WIDE - 20) / len(blocks)
    every = max(1, math.ceil(16 / step))
    parts = []
    for place, (block, column) in enumerate(zip(blocks, columns, strict=True)):
        x = 10 + step * (place + 0.5)
        parts += [_sign(x, (highest - row) * 12, verdict) for row, verdict in enumerate(column)]
        if place % every == 0:
            at = highest * 12 + 14
            parts.append(f'<text class="faint" x="{x:.1f}" y="{at}" text-anchor="middle">{block.id[1:]}</text>')
    used = [verdict for verdict in VERDICTS if any(verdict in column for column in columns)]
    for place, verdict in enumerate(used):
        x, y = 14 + _WIDE / 2 * (place % 2), highest * 12 + 32 + 14 * (place // 2)
        parts.append(_sign(x, y, verdict))
        parts.append(f'<text x="{x + 12:.0f}" y="{y}">{as_text(say(verdict))}</text>')
    parts.append(f'<path class="axis" d="M10 {highest * 12 + 3}H{_WIDE - 10}"/>')
    height = highest * 12 + 22 + 14 * ((len(used) + 1) // 2)
    title = say("Verdicts by paragraph of “{text}”", text=common.label(annotated))
    told = plural("{count} fact-check.", "{count} fact-checks.", sum(map(len, columns)))
    picture = Picture(f"verdicts-{text.slug}", title, told, _WIDE, height, "".join(parts))
    rows = (
        (
            f"[{block.id[1:]}]({common.address(common.NOTES, common.text_path(text.slug), block.id)})",
            ", ".join(escaped(say(verdict)) for verdict in column),
        )
        for block, column in zip(blocks, columns, strict=True)
        if column
    )
    return f"{figure(picture)}\n\n{as_table((say('Paragraph'), say('Verdicts')), rows)}"


def _sign(x: float, y: int, verdict: str) -> str:
    return f'<text class="verdict" x="{x:.1f}" y="{y}" text-anchor="middle">{_SIGNS[verdict]}</text>'
