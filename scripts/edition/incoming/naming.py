"""Give the blocks of a text that comes in their ids, and the author's notes the blocks that refer to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edition.fold import slug
from edition.model import Block, BlockKind, Span
from edition.texts.note_signs import sign_of
from edition.vocabulary import OWN_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no id yet, with what makes it doubtful."""

    kind: BlockKind
    span: Span
    level: int = 0
    number: str = ""
    label: str = ""
    counted: str = ""  # the number of an item, where the file has none and its program counts
    doubt: str = ""
    keeps_breaks: bool = False
    has_labels: bool = False
    follows: bool = False  # whether it stands just below the one before, without a blank line


def words_of(chars: str, span: Span) -> str:
    """The characters of a span."""
    return chars[span.start : span.end]


def joined(rows: Sequence[Span]) -> Span:
    """The span from the first to the last of some lines."""
    return Span(rows[0].start, rows[-1].end)


_STEMS = {
    BlockKind.PARAGRAPH: "p", BlockKind.LINE: "l", BlockKind.ITEM: "item-", BlockKind.NOTE: "fn-",
    BlockKind.ROW: "row-", BlockKind.CODE: "code-",
    BlockKind.QUOTE: "quote-", BlockKind.SPEAKER: "speaker-", BlockKind.STAGE: "stage-",
    BlockKind.ORNAMENT: "ornament-", BlockKind.FURNITURE: "furniture-",
}  # fmt: skip


def blocks_of(chars: str, pieces: Sequence[Piece], taken: Iterable[str] = ()) -> tuple[Block, ...]:
    """The pieces as blocks, each with an id of its own, which is none of those that are taken."""
    return tuple(_named(chars, pieces, set(taken)))


def _named(chars: str, pieces: Sequence[Piece], taken: set[str]) -> Iterator[Block]:
    counts: dict[BlockKind, int] = {}
    blocks: list[Block] = []
    for piece in pieces:
        counts[piece.kind] = counts.get(piece.kind, 0) + 1
        name = _free(_name(chars, piece, counts[piece.kind]), taken)
        taken.add(name)
        blocks.append(
            Block(
                name,
                piece.kind,
                piece.span,
                level=piece.level,
                number=piece.number,
                label=piece.label,
                keeps_breaks=piece.keeps_breaks,
                has_labels=piece.has_labels,
            )
        )
    for block in blocks:
        yield replace(block, referred=tuple(_referring(chars, block, blocks))) if block.label else block


def _name(chars: str, piece: Piece, number: int) -> str:
    if piece.kind in _STEMS:
        return f"{_STEMS[piece.kind]}{number}"
    if piece.kind is BlockKind.HEADING:
        name = slug(chars[piece.span.start : piece.span.end])[:80].strip("-")
        # Words that are an id of the page, or might be one of a paragraph, get a name that cannot be.
        is_own = re.fullmatch(
            rf"{OWN_IDS}|[pl]\d+|(title|byline|caption|credit|comment|furniture|item|fn|row|code)(-.*)?", name
        )
        return f"part-{name}" if name and is_own else name or f"heading-{number}"
    return piece.kind.value if number == 1 else f"{piece.kind.value}-{number}"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _referring(chars: str, note: Block, blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks before a note that print its label after a word, and after the one before it with the same label."""
    printed = re.compile(sign_of(note.label))
    before = [block for block in blocks if block.span.end <= note.span.start]
    begins = max((block.span.end for block in before if block.label == note.label), default=0)
    for block in before:
        if block.span.start >= begins and printed.search(chars, block.span.start, block.span.end):
            yield block.id


def numbered_furniture(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those of the web page numbered throughout."""
    number = 0
    for block in blocks:
        is_furniture = block.kind is BlockKind.FURNITURE
        number += is_furniture
        yield replace(block, id=f"furniture-{number}") if is_furniture else block
