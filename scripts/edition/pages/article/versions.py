"""The versions before the one that stands: each as it was, and facing the one that replaced it."""

from __future__ import annotations

import functools
from dataclasses import replace
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.model import AnnotatedText, BlockKind, Span
from edition.pages import common
from edition.pages.article.blocks import blocks_shown, facts_of_language
from edition.pages.article.comments import comments_of
from edition.pages.article.groups import Shown, cells_of, grouped
from edition.pages.article.reading import OURS, reading_of
from edition.pages.article.revision import Row, Side, rows_of
from edition.pages.article.text import seed_told
from edition.pages.escaping import escaped
from edition.pages.marks import Insert
from edition.pages.passages import whole_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, Edition, Page, PlacedNote, Text


def version_pages(edition: Edition, annotated: AnnotatedText) -> Iterator[Page]:
    """For each earlier version of a text its page, and that of what was changed when it was replaced."""
    for old, new in pairwise(annotated.text.versions):
        yield _version_page(edition, annotated.text, old)
        yield _changes_page(edition, annotated, old, new)


# As it was


def _version_page(edition: Edition, text: Text, version: Text) -> Page:
    """An earlier version, whole, without notes; its blocks have the ids they had."""
    bare = replace(version, blocks=tuple(replace(block, summary="") for block in version.blocks))
    reading = reading_of(edition, AnnotatedText(bare, (), (), ()))
    now = common.address(reading.path, common.text_path(text.slug))
    article = [block for block in bare.blocks if block.comment is None]
    title = f"{common.label(AnnotatedText(text, (), (), ()))}, {common.version_name(version)}"
    return common.page(
        reading.path,
        {"title": title, "description": _replaced(version), "template": "main.html", "hide": ["toc"]},
        f'<div class="edition" lang="{edition.settings.language}" data-text="{version.slug}" markdown="1">',
        f"# {escaped(title)} {{ {OURS} }}",
        f"{_replaced(version)} {escaped(version.reason)} [{say('Read the present version')}]({now}) ·"
        f" [{say('What was changed')}]({common.address(reading.path, common.revision_path(version))})"
        f"\n{{ .where {OURS} }}",
        f"{seed_told(version)}\n{{ .where {OURS} }}",
        '<div class="run" markdown="1">',
        *blocks_shown(reading, article),
        "</div>",
        *comments_of(reading),
        "</div>",
    )


def _replaced(version: Text) -> str:
    return say("This version was replaced on {date}.", date=readable(version.until))


# What was changed


def _changes_page(edition: Edition, annotated: AnnotatedText, old: Text, new: Text) -> Page:
    """Two versions facing each other, in the order of both; what stayed as it was is folded."""
    path = common.revision_path(old)
    label = common.label(annotated)
    title = say("{text}: what was changed on {date}", text=label, date=readable(old.until))
    named = common.titled(edition, annotated)
    heading = say("{text}: what was changed on {date}", text=named, date=readable(old.until))
    rows = rows_of(old, new)
    count = plural(
        "{count} passage was changed.", "{count} passages were changed.", sum(row.is_changed for row in rows)
    )  # fmt: skip
    older, newer = (common.address(path, common.text_path(version.slug)) for version in (old, new))
    return common.page(
        path,
        {"title": title, "description": count, "template": "main.html", "hide": ["toc"]},
        f"# {heading}",
        f"{_replaced(old)} {escaped(old.reason)} [{say('Read the older version')}]({older}) ·"
        f" [{say('Read the newer version')}]({newer})",
        f"{count} {say('White space is not compared. Struck out is what was taken out, underlined what was put in.')}",
        *_joints(old, new),
        '<div class="facing-view" markdown="1">',
        *(part for is_changed, run in groupby(rows, lambda row: row.is_changed) for part in (
            (part for row in run for part in _changed(edition, path, row))
            if is_changed else _unchanged(edition, path, list(run))
        )),
        "</div>",
        *_unread(annotated, path, old, new),
    )  # fmt: skip


def _joints(old: Text, new: Text) -> Iterator[str]:
    """Which passages were joined to others; their words are compared with those."""
    labels = {block.id: common.block_label(block) for block in (*old.blocks, *new.blocks)}
    before = {gone.id for gone in old.retired}
    for gone in new.retired:
        if gone.now and gone.id not in before:
            name = labels.get(gone.id, gone.id)
            yield say("{name} was joined to {other}.", name=_capital(name), other=labels[gone.now])


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _unchanged(edition: Edition, path: str, rows: Sequence[Row]) -> Iterator[str]:
    """Passages that stayed as they were, in both versions."""
    old, new = (
        Side(sides[0].text, tuple(block for side in sides for block in side.blocks), sides[0].sign)
        for sides in ([row.old for row in rows], [row.new for row in rows])
    )
    first, last = (common.block_label(block) for block in (new.blocks[0], new.blocks[-1]))
    told = say("{first} is unchanged.", first=first)
    if len(new.blocks) > 1:
        told = plural(
            "{first} to {last}: {count} passage, unchanged.", "{first} to {last}: {count} passages, unchanged.",
            len(new.blocks), first=first, last=last,
        )  # fmt: skip
    yield f'<details class="unchanged" markdown="1">\n<summary>{_capital(told)}</summary>'
    yield '<div class="row alone" markdown="1">'
    for side in (old, new):
        yield from _side(edition, path, side, "")
    yield "</div>\n\n</details>"


def _changed(edition: Edition, path: str, row: Row) -> Iterator[str]:
    """A passage as it was and as it is, or what became of one that only one version has there."""
    yield f'<section class="row" markdown="1">\n\n## {_heading(row)}'
    for side in (row.old, row.new):
        elsewhere = say("In this version it stands [elsewhere]({address}).", address=f"#{side.place(row.block)}")
        absent = elsewhere if row.is_moved else say("Not in this version.")
        yield from _side(edition, path, side, f' data-parallel="{row.block.id}"', absent)
    yield "</section>"


def _heading(row: Row) -> str:
    """The name of a passage, with what became of it as a whole."""
    name = _capital(common.block_label(row.block))
    if row.old.blocks and row.new.blocks:
        return name
    if row.new.blocks:
        return say("{name}, moved here", name=name) if row.is_moved else say("{name}, new", name=name)
    return say("{name}, moved from here", name=name) if row.is_moved else say("{name}, taken out", name=name)


def _side(edition: Edition, path: str, side: Side, facts: str = "", absent: str = "") -> Iterator[str]:
    """What one version has there, or that it is `absent`; words behind a notice are read in their text alone."""
    place = side.blocks[0].id if side.blocks else ""
    target = common.address(path, common.text_path(side.text.slug), place)
    yield f'<div class="here"{facts} markdown="1">'
    yield f"[{_capital(common.version_name(side.text))}]({target})\n{{ .where {OURS} }}"
    for notice, blocks in groupby(side.blocks, key=lambda block: side.text.notice(block.comment)):
        if notice:
            yield f"{say('It stands in a comment behind a content notice.')}\n{{ .where {OURS} }}"
        shown = () if notice else blocks
        yield from grouped(side.text, shown, lambda block: Shown(_block(edition, path, side, block)))
    if not side.blocks:
        yield f"{absent}\n{{ .where {OURS} }}"
    yield "</div>"


def _block(edition: Edition, path: str, side: Side, block: Block) -> str:
    signs = list(_signs(edition, side, block))
    return whole_block(edition, path, side.text, block, place=side.place(block), inserts=signs)


def _signs(edition: Edition, side: Side, block: Block) -> Iterator[Insert]:
    """Around each stretch of a block that differs its element; and words, as screen readers pass over the element."""
    foreign = facts_of_language(edition, side.text, block)
    ours = f'{OURS} lang="{edition.settings.language}" dir="ltr"' if foreign else OURS
    said = {"del": say("taken out:"), "ins": say("put in:")}[side.sign]
    parts = cells_of(side.text, block) if block.kind is BlockKind.ROW else [block.span]
    for part, differing in product(parts, side.differing):
        if block.span.covers(differing) and part.overlaps(differing):
            span = differing.within(part)
            yield Insert(span.start, f'<span class="unseen" {ours}>[{said} </span><{side.sign}>')
            yield Insert(span.end, f'</{side.sign}><span class="unseen" {ours}>]</span>')


def _unread(annotated: AnnotatedText, path: str, old: Text, new: Text) -> Iterator[str]:
    """The notes whose words were changed here last, and that were not compared with their sources since."""
    ids = _touched(annotated, old) - _touched(annotated, new)
    if notes := [placed for placed in annotated.notes if placed.id in ids]:
        yield f"## {say('Notes on words that were changed')} {{ #unread }}"
        yield say("They were carried over to the newer words, and not compared with their sources since.")
        target = functools.partial(common.address, path, common.text_path(annotated.text.slug))
        yield "\n".join(f"- [{escaped(placed.note.title)}]({target(placed.id)})" for placed in notes)


def _touched(annotated: AnnotatedText, version: Text) -> set[str]:
    """The ids of the notes without a day of a check whose words are not those of an earlier version."""
    unchecked = [placed for placed in annotated.notes if not placed.note.checked]
    rows = rows_of(version, annotated.text) if unchecked and version is not annotated.text else ()
    spans = [span for row in rows for span in _changed_spans(row)]
    return {placed.id for placed in unchecked if _touches(placed, spans)}


def _changed_spans(row: Row) -> Iterator[Span]:
    """Where words of the newer text were put in, or stand around what was taken out."""
    for index, piece in enumerate(row.pieces):
        if piece.new and not piece.stays:
            yield piece.new
        elif not piece.new:
            before = next((p.new for p in row.pieces[index::-1] if p.new), None)
            after = next((p.new for p in row.pieces[index:] if p.new), None)
            if before and after:
                yield Span(before.end, after.start)


def _touches(placed: PlacedNote, spans: Sequence[Span]) -> bool:
    """Whether a change lies in the words of a note."""
    return any(placed.span.start <= span.start and span.end <= placed.span.end for span in spans)
