"""Read comments whose heads are a name and a date, as blogs and forums print them.

A head is "name 2 hours ago", "name • March 5, 2021 at 9:14 pm", "Имя 05.03.2021 в 14:02", "one > another • 2 years
ago", or "Name says:" or a mere name with the date on the next line. A comment that stands further in than
one before it, or on a greater "level", answers that one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.incoming.article import lines
from edition.incoming.thread import PrintedComment
from edition.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTH = (
    r"(?:(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|août|ago|sep|set|oct|okt|ott|out"
    r"|nov|dec|déc|dez|dic|ene|gen|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*\.?)"
)
_TIME = r"(?:,?\s+(?:at|в|um|à|a las|@)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|uhr)?)?"
_DATE = (
    r"(?P<date>(?:\d{1,3}|an?|one)\s+(?:second|sec\.?|minute|min\.?|hour|hr\.?|day|week|wk\.?|month|mo\.?|year|yr\.?)s?\s+ago"
    r"|\d{1,3}[smhdwy] ago|vor \d{1,3} (?:minute|stunde|tag|woche|monat|jahr)\w*|il y a \d{1,3} \w+|hace \d{1,3} \w+"
    r"|\d{1,3}\s+(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w*\s+назад|just now"
    rf"|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}{_TIME}|\d{{1,2}}\.?\s+(?:de )?{_MONTH}\s+(?:de )?\d{{4}}{_TIME}"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{_TIME}|\d{{4}}-\d{{2}}-\d{{2}}{_TIME}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日{_TIME})"
)
_HEAD = re.compile(
    rf"(?P<name>[^\n]{{1,60}}?)[ \t]*(?:[•·|,—–-]|\bon\b)?[ \t]+{_DATE}(?P<rest>[ \t]*(?:[•·|(—-].{{0,40}})?)$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?P<name>[^\n]{1,60}?) (?:says|said|wrote|пишет|schrieb|dit)\s*:$", re.IGNORECASE)
_DATED = re.compile(rf"{_DATE}[ \t]*$", re.IGNORECASE)
_BADGES = re.compile(r"\s*(\(OP\)|★|✓|\bOP\b|\bMod\b)\s*")
_REMOVED = re.compile(r"[\[<(](deleted|removed|удален\w*|удалён\w*)[\])>]$", re.IGNORECASE)
_BUTTONS = re.compile(
    r"(?:[\d▲▼△▽↑↓⬆⬇👍👎][\d▲▼△▽↑↓⬆⬇👍👎 \t]*+)?[•·|]?[ \t]*+"
    r"(reply|like|share|report|permalink|ответить|поделиться|пожаловаться|antworten|répondre|responder|回复|\d+ likes?)"
    r"(?:[ \t]*+(?:[•·|›»/][ \t]*+)?(?:\w++|›|»))*+$|[\d▲▼△▽↑↓⬆⬇👍👎\s]+$|\d+ (points?|likes?|votes?)$|vote$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"level (?P<level>\d{1,2})$", re.IGNORECASE)
_ARROW = re.compile(r"[ \t]*(?:>|→|➔|↪|⮕|▶|↳|⇒)[ \t]*")
"""Between the one who writes and the one who is answered."""

_AFTER = re.compile(
    r"(leave a (reply|comment)|post a comment|добавить комментарий|оставить комментарий)\b", re.IGNORECASE
)
_COMMENTS = r"comments?|replies|responses|комментари\w*|thoughts? on|kommentare?|commentaires?|comentarios?|评论"
_SIGN = re.compile(
    rf"(\d+ )?({_COMMENTS})\b.{{0,60}}$"
    r"|[^\n]{1,60} (says|said|wrote|пишет|schrieb|sagt|dit|dice)\s*:$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\d+ ?条?({_COMMENTS})\b.{{0,60}}$|({_COMMENTS})( ?[:(（] ?\d+[)）]?)?$",
    re.IGNORECASE,
)
"""The line above comments that says how many they are."""

_FEWEST = 2
_NEAR = 100
_NAME_WORDS = 6
_MERE_NAME_WORDS = 3

Thread = tuple[int, tuple[Block, ...], tuple[PrintedComment, ...]]


def read_discussion(chars: str) -> Thread:
    """Where the comments of a text begin, their blocks, and what is printed of each; none if not all can be read.

    They are read whole or not at all: two heads at least, words below every head, and some sign that it is a thread:
    a line that counts comments, a button to answer, a name that "says".
    """
    rows = list(lines(chars, 0, len(chars)))
    heads = _counted(chars, rows, list(_heads(chars, rows)))
    nothing: Thread = (len(chars), (), ())
    signs = sum(bool(_SIGN.match(_of(chars, row)) or _BUTTONS.match(_of(chars, row))) for row in rows)
    if len(heads) < _FEWEST or not signs:
        return nothing
    after = next((row.start for row in rows if row.start > heads[-1].end and _AFTER.match(_of(chars, row))), len(chars))
    blocks: list[Block] = []
    printed: list[PrintedComment] = []
    open_: list[tuple[int, int]] = []
    for number, head in enumerate(heads, 1):
        end = heads[number].start if number < len(heads) else after
        own = list(_blocks(chars, head, end, number))
        if not any(block.kind is BlockKind.COMMENT_PARAGRAPH for block in own):
            return nothing
        indent = _depth(chars, head)
        open_ = [(deep, other) for deep, other in open_ if deep < indent]
        printed.append(_printed(chars, number, own, open_[-1][1] if open_ else 0))
        open_.append((indent, number))
        blocks += own
    blocks += [Block("furniture", BlockKind.FURNITURE, row) for row in rows if row.start >= after]
    level = _level_above(chars, heads[0])
    if level:
        blocks.insert(0, Block("furniture", BlockKind.FURNITURE, level))
    return (level or heads[0]).start, tuple(blocks), tuple(printed)


def _counted(chars: str, rows: Sequence[Span], heads: list[Span]) -> list[Span]:
    """The heads below the line that counts comments, if one does; what is above it belongs to the article."""
    counts = (row.start for row in rows if _COUNT.match(_of(chars, row)))
    below = ([head for head in heads if head.start > count] for count in counts)
    return next((found for found in reversed(list(below)) if len(found) >= _FEWEST), heads)


def _level_above(chars: str, head: Span) -> Span | None:
    """The line above a head that says how deep it stands."""
    above = list(lines(chars, max(head.start - _NEAR, 0), head.start))
    return above[-1] if above and _LEVEL.match(_of(chars, above[-1])) else None


def _depth(chars: str, head: Span) -> int:
    """How deep a comment stands: by the line above it that says so, else by its indentation."""
    level = _level_above(chars, head)
    said = _LEVEL.match(_of(chars, level)) if level else None
    return int(said["level"]) if said else head.start - chars.rfind("\n", 0, head.start) - 1


def _of(chars: str, span: Span) -> str:
    return chars[span.start : span.end]


def _heads(chars: str, rows: Sequence[Span]) -> Iterator[Span]:
    """The lines, or pairs of lines, that name a person and a date."""
    for number, row in enumerate(rows):
        words = _of(chars, row)
        following = rows[number + 1] if number + 1 < len(rows) else None
        is_dated = following is not None and _DATED.match(_of(chars, following)) is not None
        if following and is_dated and (_SAYS.match(words) or _is_mere_name(chars, row, following)):
            yield Span(row.start, following.end)
        elif (head := _HEAD.match(words)) and _is_name(head["name"]):
            yield row


def _is_mere_name(chars: str, row: Span, following: Span) -> bool:
    """Whether a line just above a date is a name and nothing else."""
    words = _of(chars, row)
    is_short = len(words.split()) <= _MERE_NAME_WORDS and words[-1] not in ".,;:!?"
    is_adjacent = chars.count("\n", row.end, following.start) == 1
    return is_short and is_adjacent and _is_name(words) and not _BUTTONS.match(words) and not _DATED.match(words)


def _is_name(words: str) -> bool:
    """Whether words before a date can be a person's: the line that dates a page begins otherwise."""
    dates = r"(posted|updated|published|ratified|written|last|on|in|by|опубликовано)\b"
    return len(words.split()) <= _NAME_WORDS and not re.match(dates, words, re.IGNORECASE)


def _blocks(chars: str, head: Span, end: int, number: int) -> Iterator[Block]:
    """The blocks of one comment, from its head to the next."""
    yield Block(f"comment-{number}-head", BlockKind.COMMENT_HEAD, head, number)
    paragraphs = 0
    group: Span | None = None
    for row in [*lines(chars, head.end, end), Span(end, end)]:
        words = _of(chars, row)
        is_address = re.fullmatch(r"@\S+", words) is not None
        ends = not words or _BUTTONS.match(words) or _LEVEL.match(words) or is_address
        if group and (ends or chars.count("\n", group.end, row.start) > 1):
            paragraphs += 1
            yield Block(f"comment-{number}-p{paragraphs}", BlockKind.COMMENT_PARAGRAPH, group, number)
            group = None
        if is_address:
            yield Block(f"comment-{number}-address", BlockKind.ADDRESS, row, number)
        elif words and ends:
            yield Block("furniture", BlockKind.FURNITURE, row)
        elif words:
            group = Span(group.start if group else row.start, row.end)


def _printed(chars: str, number: int, blocks: Sequence[Block], parent: int) -> PrintedComment:
    words = " ".join(_of(chars, blocks[0].span).split())
    head = _HEAD.match(words) or _SAYS.match(words)
    dated = re.search(_DATE, words, re.IGNORECASE)
    name = re.sub(
        r" (says|said|wrote|пишет|schrieb|sagt|dit|dice) ?:.*$",
        "",
        head["name"] if head else words,
        flags=re.IGNORECASE,
    )
    name = _BADGES.sub(" ", name).strip(" •·|,—–-")
    name, answered = _answered(name)
    states = ["deleted"] if _REMOVED.match(name) else []
    states += ["edited"] if re.search(r"\bedited\b|\bизменено\b", words[dated.end() :] if dated else "") else []
    address = next((_of(chars, block.span)[1:] for block in blocks if block.kind is BlockKind.ADDRESS), answered)
    name = "" if _REMOVED.match(name) else name
    return PrintedComment(
        number, name, address, date=dated["date"] if dated else "", state=", ".join(states), answers=parent
    )


def _answered(name: str) -> tuple[str, str]:
    """Who writes, and who is answered, from "one > another"; of a mere name the second is nothing."""
    one, *other = _ARROW.split(name, maxsplit=1)
    return (one, other[0]) if one and other else (name, "")
