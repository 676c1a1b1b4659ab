"""Read comments whose heads are a name and a date, as blogs and forums print them.

A head is "name 2 hours ago", "name • March 5, 2021 at 9:14 pm", "Имя 05.03.2021 в 14:02", or "Name says:" with the date
on the next line. A comment that stands further in than one before it answers that one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.incoming.article import lines
from edition.incoming.thread import PrintedComment
from edition.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = r"(?:,?\s+(?:at|в|um|à|@)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)?"
_DATE = (
    r"(?P<date>(?:\d{1,3}|an?|one)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago"
    r"|\d{1,3}\s+(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w*\s+назад|just now"
    rf"|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}{_TIME}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}{_TIME}"
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
    r"(reply|like|share|report|permalink|ответить|поделиться|пожаловаться|antworten|répondre|回复|\d+ likes?)"
    r"([ \t]*[•·|][ \t]*\w+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(leave a (reply|comment)|post a comment|добавить комментарий|оставить комментарий)\b", re.IGNORECASE
)
_SIGN = re.compile(
    r"(\d+ )?(comments?|replies|responses|комментари\w*|thoughts on|kommentare|commentaires|评论)\b.{0,60}$"
    r"|[^\n]{1,60} (says|said|wrote|пишет|schrieb|dit)\s*:$",
    re.IGNORECASE,
)
_FEWEST = 2
_NAME_WORDS = 6

Thread = tuple[int, tuple[Block, ...], tuple[PrintedComment, ...]]


def read_discussion(chars: str) -> Thread:
    """Where the comments of a text begin, their blocks, and what is printed of each; none if not all can be read.

    They are read whole or not at all: two heads at least, words below every head, and some sign that it is a thread:
    a line that counts comments, a button to answer, a name that "says".
    """
    rows = list(lines(chars, 0, len(chars)))
    heads = list(_heads(chars, rows))
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
        indent = head.start - chars.rfind("\n", 0, head.start) - 1
        open_ = [(deep, other) for deep, other in open_ if deep < indent]
        printed.append(_printed(chars, number, own, open_[-1][1] if open_ else 0))
        open_.append((indent, number))
        blocks += own
    blocks += [Block("furniture", BlockKind.FURNITURE, row) for row in rows if row.start >= after]
    return heads[0].start, tuple(blocks), tuple(printed)


def _of(chars: str, span: Span) -> str:
    return chars[span.start : span.end]


def _heads(chars: str, rows: Sequence[Span]) -> Iterator[Span]:
    """The lines, or pairs of lines, that name a person and a date."""
    for number, row in enumerate(rows):
        words = _of(chars, row)
        following = rows[number + 1] if number + 1 < len(rows) else None
        if _SAYS.match(words) and following and _DATED.match(_of(chars, following)):
            yield Span(row.start, following.end)
        elif (head := _HEAD.match(words)) and not re.match(
            r"(posted|updated|published)\b", head["name"], re.IGNORECASE
        ):
            yield row


def _is_name(words: str) -> bool:
    """Whether words before a date can be a person's: the line that dates a page begins otherwise."""
    dates = r"(posted|updated|published|ratified|written|last|on|in|опубликовано)\b"
    return len(words.split()) <= _NAME_WORDS and not re.match(dates, words, re.IGNORECASE)


def _blocks(chars: str, head: Span, end: int, number: int) -> Iterator[Block]:
    """The blocks of one comment, from its head to the next."""
    yield Block(f"comment-{number}-head", BlockKind.COMMENT_HEAD, head, number)
    paragraphs = 0
    group: Span | None = None
    for row in [*lines(chars, head.end, end), Span(end, end)]:
        words = _of(chars, row)
        is_address = re.fullmatch(r"@\S+", words) is not None
        ends = not words or _BUTTONS.match(words) or is_address
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
        r" (says|said|wrote|пишет|schrieb|dit) ?:.*$", "", head["name"] if head else words, flags=re.IGNORECASE
    )
    name = _BADGES.sub(" ", name).strip(" •·|,—–-")
    states = ["deleted"] if _REMOVED.match(name) else []
    states += ["edited"] if re.search(r"\bedited\b|\bизменено\b", words[dated.end() :] if dated else "") else []
    address = next((_of(chars, block.span)[1:] for block in blocks if block.kind is BlockKind.ADDRESS), "")
    name = "" if _REMOVED.match(name) else name
    return PrintedComment(
        number, name, address, date=dated["date"] if dated else "", state=", ".join(states), answers=parent
    )
