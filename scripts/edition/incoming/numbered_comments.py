"""Cut an article and the numbered comments that follow it into blocks, and read what is printed of each comment.

A comment begins with its number, "1. Name says:"; an "@" line names the person answered, lists after a bullet
those who replied or agreed.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from edition.incoming.article import lines, read_article
from edition.incoming.thread import PrintedComment
from edition.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEAD = re.compile(r" {1,3}(?P<number>\d{1,3})\. ")
_LIST = re.compile(r"•\s(?P<what>Replies|Agree|Disagree|LOL|Thanks):")
_NAMED = re.compile(r"\d+\.\s*(?P<name>.*?)(?:\[\d+\])?(?:\s•\sDisclaimer)? says:$")


def read_article_with_comments(
    chars: str, kinds: Mapping[str, BlockKind]
) -> tuple[tuple[Block, ...], tuple[PrintedComment, ...]]:
    """The blocks of an article and of the comments that follow it, and what is printed of the comments.

    `kinds` decides for the lines of the article it names.
    """
    first = re.search(r"^ {1,3}1\. ", chars, re.MULTILINE)
    end = first.start() if first else len(chars)
    blocks = tuple(_comment_blocks(chars, end))
    by_number = groupby(blocks, key=lambda block: block.comment)
    comments = (_printed(chars, number or 0, tuple(group)) for number, group in by_number)
    return read_article(chars[:end], kinds) + blocks, tuple(comments)


def read_comments(chars: str) -> tuple[int, tuple[Block, ...], tuple[PrintedComment, ...]]:
    """Where numbered comments begin, their blocks and what is printed of each; none if there are not two heads."""
    first = re.search(r"^ {1,3}1\. (?=[^\n]* says:)", chars, re.MULTILINE)
    second = re.search(r"^ {1,3}2\. ", chars[first.end() :], re.MULTILINE) if first else None
    if not first or not second:
        return len(chars), (), ()
    article, printed = read_article_with_comments(chars, {})
    return first.start(), tuple(block for block in article if block.comment is not None), printed


def _printed(chars: str, number: int, blocks: tuple[Block, ...]) -> PrintedComment:
    """What a seed prints of the comment that these blocks are."""
    printed = address = ""
    replied_by: tuple[str, ...] = ()
    for block in blocks:
        words = chars[block.span.start : block.span.end]
        if block.kind is BlockKind.COMMENT_HEAD and (head := _NAMED.match(words)):
            printed = head["name"]
        elif block.kind is BlockKind.ADDRESS:
            address = words.removeprefix("@")
        elif (listed := _LIST.match(words)) and listed["what"] == "Replies":
            replied_by = tuple(name.strip().removeprefix("@") for name in words[listed.end() :].split(","))
    return PrintedComment(number, printed, address, replied_by)


def _comment_blocks(chars: str, start: int) -> Iterator[Block]:
    """The blocks of the numbered comments from an offset to the end.

    A head opens a comment only if it carries the next number, so a numbered list inside one is left alone.
    """
    number = paragraphs = 0
    for group in _groups(chars, start):
        span: Span | None = group
        head = _HEAD.match(chars, _line_start(chars, group.start))
        if head and int(head["number"]) == number + 1:
            number, paragraphs = number + 1, 0
            head_span, span = _cut_head(chars, Span(head.start("number"), group.end))
            yield Block(f"comment-{number}-head", BlockKind.COMMENT_HEAD, head_span, number)
        for kind, part in _cut_group(chars, span) if span else ():
            paragraphs += kind is BlockKind.COMMENT_PARAGRAPH
            listed = _LIST.match(chars, part.start)
            name = listed["what"].lower() if listed else kind.value
            if kind is BlockKind.COMMENT_PARAGRAPH:
                name = f"p{paragraphs}"
            yield Block(f"comment-{number}-{name}", kind, part, number)


def _line_start(chars: str, offset: int) -> int:
    return chars.rfind("\n", 0, offset) + 1


def _groups(chars: str, start: int) -> Iterator[Span]:
    """Runs of lines without a blank line between them; a head and a list begin a group of their own."""
    group: Span | None = None
    for span in lines(chars, start, len(chars)):
        begins = _LIST.match(chars, span.start) or _HEAD.match(chars, _line_start(chars, span.start))
        if group and not begins and "\n\n" not in chars[group.end : span.start].replace(" ", ""):
            group = Span(group.start, span.end)
            continue
        if group:
            yield group
        group = span
    if group:
        yield group


def _cut_head(chars: str, span: Span) -> tuple[Span, Span | None]:
    """The head of a comment and what follows it in the same group of lines.

    Where the copy lost the name the head is only the number, and the comment follows on its line.
    """
    named = re.compile(r"\d+\. [^\n]* says:").match(chars, span.start, span.end)
    end = named.end() if named else chars.index(".", span.start) + 1
    rest = next(iter(lines(chars, end, span.end)), None)
    return Span(span.start, end), Span(rest.start, span.end) if rest else None


def _cut_group(chars: str, span: Span) -> Iterator[tuple[BlockKind, Span]]:
    """A group of lines as an address line, a list or a paragraph."""
    rows = list(lines(chars, span.start, span.end))
    if _LIST.match(chars, span.start):
        yield BlockKind.REPLIES, span
        return
    if chars[span.start] == "@":
        yield BlockKind.ADDRESS, rows[0]
        rows = rows[1:]
    if rows:
        yield BlockKind.COMMENT_PARAGRAPH, Span(rows[0].start, span.end)
