"""What the first runs of lines of a text are: its title, a second one, who wrote it, what it calls itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import UNSPACED, folded
from edition.incoming.naming import Piece, joined, words_of
from edition.incoming.runs import cut
from edition.incoming.shape import SHORT_ROW, VERSE_LINE, Shape
from edition.incoming.signs import BYLINE, GENRE, QUOTED, is_heading, is_part
from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE_WORDS = 25
ABOVE = 4
"""So many of the first runs of lines may be title, author and the like."""

_SECOND_TITLES = 3


def opening(chars: str, group: list[Span], number: int, shape: Shape, *, has_title: bool) -> list[Piece]:
    """The title, and the line of the author below it; nothing, if the run of lines is neither."""
    words = " ".join(chars[row.start : row.end] for row in group)
    if number == 0 and not has_title:
        return _guessed_title(chars, group, shape)
    if not 0 < number < ABOVE:
        return []
    if _is_signature(chars, group):
        return [_second_title(chars, row) for row in group]
    is_second = number == 1 and len(group) == 1 and (shape.is_verse or shape.is_play) and len(words) <= SHORT_ROW
    return [_second_title(chars, group[0])] if is_second and not _is_text(words) else []


def _is_text(words: str) -> bool:
    """Whether a line below a title is no second title: it begins a part, is spoken, or goes on."""
    return is_part(words) or words.startswith(("—", "―", "–", *QUOTED)) or words.endswith((",", ";", ":"))


def _guessed_title(chars: str, group: list[Span], shape: Shape) -> list[Piece]:
    """The first lines of a text, if they look like its title, though the table calls it otherwise."""
    words = " ".join(chars[row.start : row.end] for row in group)
    first = chars[group[0].start : group[0].end]
    title = Piece(BlockKind.TITLE, group[0], doubt="is this the title?")
    if len(group) == 1 and len(words.split()) <= _TITLE_WORDS and len(words) < 2 * VERSE_LINE:
        return [] if words.endswith((".", "。", ";", ":", ",")) else [title]
    if shape.is_wrapped or (shape.is_verse and not shape.is_play) or not is_heading(first) or is_part(first):
        return []
    if len(group) > 1 and _is_signature(chars, group[1:]):
        return [title, *(_second_title(chars, row) for row in group[1:])]
    if _is_address(chars, group):
        return []
    return [title, *(cut(chars, group[1:], shape) if group[1:] else ())]


def rows_called(chars: str, group: list[Span], title: str) -> int:
    """How many of the first lines of a run are together the title that the table of texts has; 0 if none."""
    called = folded(title).casefold()
    joined = ("".join(f"{chars[row.start : row.end]} " for row in group[:count]) for count in range(1, len(group) + 1))
    return next((count for count, words in enumerate(joined, 1) if folded(words).casefold() == called), 0)


def below_title(chars: str, group: list[Span], count: int, shape: Shape) -> Iterator[Piece]:
    """The title, of so many lines, and what stands below it in the same run."""
    yield Piece(BlockKind.TITLE, joined(group[:count]))
    below = group[count:]
    short = all(row.end - row.start <= SHORT_ROW and chars[row.end - 1] not in ".;:,。" for row in below)
    if below and len(below) <= _SECOND_TITLES and short and not is_part(words_of(chars, below[0])):
        yield from (_second_title(chars, row) for row in below)
    elif below:
        yield from cut(chars, below, shape)


def _second_title(chars: str, row: Span) -> Piece:
    is_named = BYLINE.match(words_of(chars, row)) or re.fullmatch(rf"[{UNSPACED}・\s]{{2,10}}", words_of(chars, row))
    return Piece(BlockKind.BYLINE, row, doubt="is this the author?" if is_named else "is this a second title?")


def _is_signature(chars: str, group: Sequence[Span]) -> bool:
    """Whether short lines below a title name the author, or say what kind of writing it is."""
    rows = [words_of(chars, row) for row in group]
    if len(rows) > _SECOND_TITLES or any(len(row) > VERSE_LINE or is_part(row) for row in rows):
        return False
    is_named = len(rows) == 1 and re.fullmatch(rf"[{UNSPACED}・\s]{{2,10}}", rows[0])
    return bool(is_named) or any(BYLINE.match(row) or GENRE.match(row) for row in rows)


def _is_address(chars: str, group: Sequence[Span]) -> bool:
    """Whether a line is followed by one as short: a street, a town, a date."""
    return len(group) > 1 and is_heading(chars[group[1].start : group[1].end])
