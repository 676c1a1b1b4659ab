"""What holds for the whole of a text: whether its lines were broken by a page, are verse, or are spoken on a stage."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING

from edition.fold import UNSPACED
from edition.incoming.signs import ANSWERED, DASH, ITEM, LABELLED, LETTER_END, SPEAKER, is_part, speaker, speaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.model import Span

VERSE_LINE = 72
"""Lines that were broken on purpose and are no longer than this are verse, or as good as verse."""

VERSE_LINES = 4
SHORT_ROW = 50
_SHORTEST_WRAP = 40
_SPOKEN_NAMES = 2
"""So many lines that look like names of speakers make a text a play."""

_WRAP = (_SHORTEST_WRAP, 100)
"""Between these lengths a line may have been broken by the width of a page."""

_UNSPACED_VERSE = 20
"""A line of verse has no more characters in a script without spaces."""

_UNSPACED_LONGEST = 40
_GAP = re.compile(r"\S(?:\s{3,}|\t+|\s*(?:\*{2,}|…|\.{3,})\s*)\S")
"""Between the two halves of a line of verse."""

_ENDED = re.compile("[。！？।॥؟۔][」”’]?$")
"""The end of a sentence in a script without capitals."""

_NAME_WORDS = 3
_FIELD = re.compile(r"[^\W\d_][\w-]{0,20}: ?\S")
"""A line at the head of a letter by mail: its name, and what it says."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for the whole of a text."""

    is_wrapped: bool
    """Its paragraphs were broken into lines by the width of a page."""
    is_play: bool
    is_verse: bool
    speakers: frozenset[str]
    """The lines that name one who speaks below them."""
    is_dialogue: bool
    """A dash at the beginning of a line is that of one who speaks, not of an item."""
    indent: int
    """So far in most of its lines stand that begin a run."""


def shape_of(chars: str, groups: Sequence[Sequence[Span]]) -> Shape:
    """The shape of a text whose runs of lines are these."""
    rows = [[chars[row.start : row.end] for row in group] for group in groups]
    several = [group for group in rows if len(group) > 1]
    wrapped = sum(len(group) for group in several if is_wrapped(group))
    speakers = _speakers([group[0] for group in several])
    spoken = sum(group[0] in speakers for group in several)
    said = [group[1:] if group[0] in speakers or is_part(group[0]) else group for group in several]
    verse = sum(len(group) for group in said if len(group) > 1 and is_verse(group))
    count = sum(map(len, said if spoken >= _SPOKEN_NAMES else rows))
    return Shape(
        is_wrapped=wrapped > verse,
        is_play=spoken >= _SPOKEN_NAMES or _is_spoken(rows),
        speakers=speakers,
        is_verse=verse >= VERSE_LINES and verse >= wrapped and verse * 2 >= count,
        is_dialogue=any(row.endswith(("?", "!", "…")) for group in rows for row in group if DASH.match(row)),
        indent=median_low([indent(chars, group[0]) for group in groups] or [0]),
    )


def _is_spoken(rows: Iterable[Sequence[str]]) -> bool:
    """Whether several lines begin with names in capitals, some of them again and again."""
    names = Counter(name for group in rows for row in group if (name := speaks(row)))
    return names.total() > _SPOKEN_NAMES and names.total() > len(names) > 1


def _speakers(first: Sequence[str]) -> frozenset[str]:
    """Which first lines name one who speaks: names in capitals with a sign after them, else such as come again."""
    signed = {row for row in first if row.isupper() and (match := SPEAKER.match(row)) and match["end"] and speaker(row)}
    names = Counter(name for row in first if (name := speaker(row)))
    if names.total() > _SPOKEN_NAMES and names.total() > len(names):
        signed |= {row for row in first if speaker(row)}
    return frozenset(signed)


def is_wrapped(rows: Sequence[str]) -> bool:
    """Whether lines are as long as a page is wide, but for the last, and do not begin or end as those of verse do."""
    if _begins_as_verse(rows):
        return False
    lengths = [_width(row) for row in rows]
    widest = max(lengths)
    if all(row.endswith((".", "!", "?", "”", '"', "…")) for row in rows) or all(map(_ENDED.search, rows[:-1])):
        return False
    return _WRAP[0] <= widest <= _WRAP[1] and min(lengths[:-1]) >= widest * 0.72


def _begins_as_verse(rows: Sequence[str]) -> bool:
    """Whether each line after the first begins with a capital; where there are none, whether lines end as verse does.

    Those have a pause at the end, a gap in the middle, or one rhyme.
    """
    if _has_case(rows):
        return len(rows) > 2 and _begin_high(rows[1:]) == len(rows) - 1  # noqa: PLR2004
    paused = sum(unicodedata.category(row[-1]).startswith("P") for row in rows[:-1])
    rhymed = Counter(re.sub(r"[\W_]", "", row)[-1:] for row in rows).most_common(1)[0][1]
    return any(
        count * 10 >= len(rows) * 7 for count in (paused, rhymed if len(rows) >= VERSE_LINES else 0)
    ) or is_halved(rows)


def _has_case(rows: Iterable[str]) -> bool:
    return any(char.isupper() or char.islower() for row in rows for char in row)


def is_halved(rows: Sequence[str]) -> bool:
    """Whether lines of a script without capitals have a gap in the middle, as Arabic and Persian verse has."""
    return not _has_case(rows) and sum(bool(_GAP.search(row)) for row in rows) * 10 >= len(rows) * 7


def _width(row: str) -> int:
    """How wide a line is: a character of a script without spaces is as wide as two letters."""
    return len(row) + sum(unicodedata.east_asian_width(char) in {"W", "F"} for char in row)


def is_verse(rows: Sequence[str]) -> bool:
    """Whether lines are short and begin as lines of verse do, or are shorter than any page is wide."""
    bare = [re.sub(r"\s{2,}\d+$", "", row) for row in rows]
    if _is_measured(bare):
        return True
    if all(row.endswith((".", "!", "?", "。")) for row in rows) or (len(rows) == 2 and _is_farewell(rows)):  # noqa: PLR2004
        return False
    if any(len(re.findall(f"[{UNSPACED}]", row)) > _UNSPACED_VERSE for row in bare) and not _is_endless(bare):
        return False
    if all(_FIELD.match(row) for row in rows):
        return False
    listed = sum(bool(ITEM.match(row) or LABELLED.match(row) or ANSWERED.match(row)) for row in rows)
    spoken = sum(bool((speaker(row) and row[-1] in ".:：") or speaks(row)) for row in rows)
    high = _begin_high(rows) * 10 >= len(rows) * 7 or max(map(len, bare)) < _SHORTEST_WRAP
    short = all(len(row) <= VERSE_LINE for row in bare)
    return short and high and not listed and not spoken and not is_wrapped(rows)


def _is_measured(rows: Sequence[str]) -> bool:
    """Whether the clauses of lines of a script without spaces are all as long."""
    clauses = [clause for row in rows for clause in re.split(r"\W+", row) if clause]
    is_unspaced = all(re.fullmatch(f"[{UNSPACED}]+", clause) for clause in clauses)
    return is_unspaced and len(clauses) >= VERSE_LINES and len(set(map(len, clauses))) == 1 < len(rows)


def _is_endless(rows: Sequence[str]) -> bool:
    """Whether several long lines of a script without spaces are no paragraphs: most end within a sentence."""
    ended = sum(bool(_ENDED.search(row)) for row in rows)
    return len(rows) >= VERSE_LINES and ended * 3 <= len(rows) and max(map(len, rows)) <= _UNSPACED_LONGEST


def _begin_high(rows: Sequence[str]) -> int:
    """How many lines begin with a capital, or in a script that has none."""
    return sum(not next((c for c in row if c.isalpha()), "A").islower() for row in rows)


def _is_farewell(rows: Sequence[str]) -> bool:
    """Whether two lines are the end of a letter: Yours, and a name."""
    return bool(LETTER_END.fullmatch(rows[0])) and len(rows[1].split()) <= _NAME_WORDS


def indent(chars: str, row: Span) -> int:
    """So far in a line stands; a tab reaches to the next fourth place."""
    return len(chars[chars.rfind("\n", 0, row.start) + 1 : row.start].replace("\f", "").expandtabs(4))
