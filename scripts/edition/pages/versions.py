"""The versions before the one that stands: each as it was, and what was changed when it was replaced."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.model import AnnotatedText, Span
from edition.pages import common
from edition.pages.blocks import block_parts, facts_of_language
from edition.pages.comments import comments_of
from edition.pages.markup import Space, escaped, render
from edition.pages.reading import OURS, reading_of
from edition.pages.text import seed_told
from edition.texts.aligning import Piece, align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Block, Edition, Page, PlacedNote, Text

_STRAY = 2
"""So few words that stay between two changes would only tear them apart."""


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
    article = [block for block in version.blocks if block.comment is None]
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
        *(part for block in article for part in block_parts(reading, block)),
        "</div>",
        *comments_of(reading),
        "</div>",
    )


def _replaced(version: Text) -> str:
    return say("This version was replaced on {date}.", date=readable(version.until))


# What was changed


@dataclass(slots=True)
class _Row:
    """A block of the newer text, or one of the older that is gone, with the pieces of its words."""

    block: Block
    is_gone: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return not all(piece.stays for piece in self.pieces)


def _changes_page(edition: Edition, annotated: AnnotatedText, old: Text, new: Text) -> Page:
    """What was changed between two versions, passage by passage, in the order of the newer one."""
    path = common.revision_path(old)
    label = common.label(annotated)
    title = say("{text}: what was changed on {date}", text=label, date=readable(old.until))
    named = common.titled(edition, annotated)
    heading = say("{text}: what was changed on {date}", text=named, date=readable(old.until))
    rows = _rows(old, new)
    changed = sum(row.is_changed for row in rows)
    count = plural("{count} passage was changed.", "{count} passages were changed.", changed)
    older, newer = (common.address(path, common.text_path(version.slug)) for version in (old, new))
    return common.page(
        path,
        {"title": title, "description": count, "template": "main.html", "hide": ["toc"]},
        f"# {heading}",
        f"{_replaced(old)} {escaped(old.reason)} [{say('Read the older version')}]({older}) ·"
        f" [{say('Read the newer version')}]({newer})",
        f"{count} {say('White space is not compared. Struck out is what was taken out, underlined what was put in.')}",
        *_joints(old, new),
        '<div class="revision" markdown="1">',
        *(part for is_changed, run in groupby(rows, lambda row: row.is_changed) for part in (
            (part for row in run for part in _changed(edition, path, old, new, row))
            if is_changed else _unchanged(list(run))
        )),
        "</div>",
        *(_unread(annotated, path, rows) if new is annotated.text else ()),
    )  # fmt: skip


def _joints(old: Text, new: Text) -> Iterator[str]:
    """Which passages were joined to others; their words are compared with those."""
    labels = {block.id: common.block_label(block) for block in (*old.blocks, *new.blocks)}
    before = {gone.id for gone in old.retired}
    for gone in new.retired:
        if gone.now and gone.id not in before:
            name = labels.get(gone.id, gone.id)
            yield say("{name} was joined to {other}.", name=f"{name[:1].upper()}{name[1:]}", other=labels[gone.now])


def _rows(old: Text, new: Text) -> list[_Row]:
    """Every block of both texts with its words; what left a block that is still there stands with it."""
    pieces = [
        (piece, piece.old and old.blocks_in(piece.old)[0], piece.new and new.blocks_in(piece.new)[0])
        for piece in align(old.chars, new.chars).pieces()
    ]
    kin = _kin(old, new, [(was.id if was else "", block.id) for _, was, block in pieces if block])
    homes = {was: block for was, block in kin if was == block or not any(b.id == was for b in new.blocks)}
    by_id = {block.id: block for block in new.blocks}
    rows: dict[tuple[str, bool], _Row] = {}
    for piece, was, block in pieces:
        # Words that two passages share by chance are in both of them.
        by_chance = was and block and (was.id, block.id) not in kin
        for part in (Piece(piece.old, None), Piece(None, piece.new)) if by_chance else (piece,):
            home = block if part.new else by_id.get(homes.get(was.id, "") if was else "")
            row = _Row(home, is_gone=False) if home else _Row(was, is_gone=True) if was else None
            if row:
                rows.setdefault((row.block.id, row.is_gone), row).pieces.append(part)
    return list(rows.values())


def _kin(old: Text, new: Text, words: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which older and newer block are one: by their id, by what was joined, or if one was cut from the other.

    `words` has for each word of the newer text the block in which it was, or nothing, and the one in which it is.
    """
    joined = {gone.id: gone.now for gone in new.retired}
    there = {block.id for block in old.blocks}
    shared, sizes = Counter(words), Counter(block for _, block in words)
    return {
        (was, block)
        for (was, block), count in shared.items()
        if was and (joined.get(was, was) == block or (block not in there and 2 * count >= sizes[block]))
    }


def _unchanged(rows: Sequence[_Row]) -> Iterator[str]:
    """That some passages stayed as they were."""
    first, last = (common.block_label(row.block) for row in (rows[0], rows[-1]))
    told = say("{first} is unchanged.", first=first)
    if len(rows) > 1:
        told = plural(
            "{first} to {last}: {count} passage, unchanged.", "{first} to {last}: {count} passages, unchanged.",
            len(rows), first=first, last=last,
        )  # fmt: skip
    yield f"{told[:1].upper()}{told[1:]}\n{{ .unchanged }}"


def _changed(edition: Edition, path: str, old: Text, new: Text, row: _Row) -> Iterator[str]:
    """A passage with what was taken out of it and what was put in."""
    text = old if row.is_gone else new
    target = common.address(path, common.text_path(text.slug), row.block.id)
    label = common.block_label(row.block)
    label = f"{label[:1].upper()}{label[1:]}"
    yield f"## [{_heading(old, new, row, label)}]({target}) {{ #{row.block.id}{'-before' if row.is_gone else ''} }}"
    if text.notice(row.block.comment):
        yield say("It stands in a comment behind a content notice.")
        return
    foreign = facts_of_language(edition, text, row.block)
    ours = f'{OURS} lang="{edition.settings.language}" dir="ltr"' if foreign else OURS
    yield f"{''.join(_words(old, new, row, ours))}\n{{ .changed{foreign} }}"


def _heading(old: Text, new: Text, row: _Row, label: str) -> str:
    """The name of a passage, with what became of it as a whole."""
    if row.is_gone:
        is_moved = any(block.id == row.block.id for block in new.blocks)
        return say("{name}, moved from here", name=label) if is_moved else say("{name}, taken out", name=label)
    if any(piece.old for piece in row.pieces):
        return label
    is_moved = any(block.id == row.block.id for block in old.blocks)
    return say("{name}, moved here", name=label) if is_moved else say("{name}, new", name=label)


def _words(old: Text, new: Text, row: _Row, ours: str) -> Iterator[str]:
    """The words of a row, each run of one sort in an element that is held to its seed; `ours` marks what is not."""
    runs = list(_runs(row.pieces))
    for index, (sort, pieces) in enumerate(runs):
        text = old if sort == "del" else new
        spans = [(piece.old if sort == "del" else piece.new) or Span(0, 0) for piece in pieces]
        span = Span(spans[0].start, spans[-1].end)
        words = render(text, span, [], [], [], space=Space(breaks=False))
        facts = f'data-seed="{text.slug}" data-span="{span}"'
        # Screen readers pass over the elements themselves.
        said = {"del": say("taken out:"), "ins": say("put in:"), "same": ""}[sort]
        between = [version.chars[place.end : place.end + 1] for version, place in _ends(old, new, pieces[-1])]
        parted = any(map(str.isspace, between)) or [sort, *(after for after, _ in runs[index + 1 :][:1])] == [
            "del",
            "ins",
        ]
        if not said:
            yield f"<span {facts}>{words}</span>"
        else:
            yield (
                f'<{sort} {facts}><span class="unseen" {ours}>[{said} </span>{words}'
                f'<span class="unseen" {ours}>]</span></{sort}>'
            )
        yield " " if parted else ""


def _ends(old: Text, new: Text, piece: Piece) -> Iterator[tuple[Text, Span]]:
    """Where a piece stands, in each text that has it."""
    if piece.old:
        yield old, piece.old
    if piece.new:
        yield new, piece.new


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Runs of words that stay, were taken out, or were put in; in each change first what was taken out."""
    for stays, run in _joined([(stays, list(run)) for stays, run in groupby(pieces, lambda piece: piece.stays)]):
        if stays:
            yield "same", run
            continue
        for sort, some in (("del", [p for p in run if p.old]), ("ins", [p for p in run if p.new])):
            if some:
                yield sort, some


def _joined(runs: Sequence[tuple[bool, list[Piece]]]) -> Iterator[tuple[bool, list[Piece]]]:
    """The same runs, but that a few words that stay between two greater changes count as changed with them."""
    out: list[tuple[bool, list[Piece]]] = []
    for index, (stays, run) in enumerate(runs):
        inside = stays and 0 < index < len(runs) - 1
        beside = [len(runs[at][1]) for at in (index - 1, index + 1)] if inside else []
        is_stray = inside and len(run) <= _STRAY and min(beside) > _STRAY
        if out and out[-1][0] is False and (is_stray or not stays):
            out[-1][1].extend(run)
        else:
            out.append((stays, list(run)))
    yield from out


def _unread(annotated: AnnotatedText, path: str, rows: Sequence[_Row]) -> Iterator[str]:
    """The notes whose words were changed and that were not compared with their sources since."""
    spans = [span for row in rows for span in _changed_spans(row)]
    notes = [placed for placed in annotated.notes if not placed.note.checked and _touches(placed, spans)]
    if notes:
        yield f"## {say('Notes on words that were changed')} {{ #unread }}"
        yield say("They were carried over to the newer words, and not compared with their sources since.")
        target = functools.partial(common.address, path, common.text_path(annotated.text.slug))
        yield "\n".join(f"- [{escaped(placed.note.title)}]({target(placed.id)})" for placed in notes)


def _changed_spans(row: _Row) -> Iterator[Span]:
    """Where words of the newer text were put in, or stand around what was taken out."""
    for index, piece in enumerate(row.pieces):
        if piece.new and not piece.stays:
            yield piece.new
        elif not piece.new and not row.is_gone:
            before = next((p.new for p in row.pieces[index::-1] if p.new), None)
            after = next((p.new for p in row.pieces[index:] if p.new), None)
            if before and after:
                yield Span(before.end, after.start)


def _touches(placed: PlacedNote, spans: Sequence[Span]) -> bool:
    """Whether a change lies in the words of a note."""
    return any(placed.span.start <= span.start and span.end <= placed.span.end for span in spans)
