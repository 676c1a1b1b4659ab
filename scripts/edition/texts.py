"""Read the seed documents: the table of texts, then each text cut into blocks."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints, ValidationError

from edition.fold import folded
from edition.headers import Header, Slug, Words
from edition.model import Block, BlockKind, Notice, Origin, Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from edition.problems import Problems

TABLE = Path("seeds/edition.toml")
_FOLDER = Path("seeds/texts")

_FURNITURE = {
    "Leave a Comment",
    "Your email address will not be published. Required fields are marked *",
    "Shopping Cart",
}
"""Lines that content management systems print below an article."""

_HEADING_WORDS = 12
"""A line without a full stop and of no more words than this is a heading."""

_SPECIAL_LINE = re.compile(
    r"(?P<credit>\(Republished from .*\)|(?:News )?source: .*)|(?P<byline>by [A-Z][^.]{0,60})", re.IGNORECASE
)


_TABLE_HEAD = re.compile(r"\s*\[\[\s*texts\s*\]\]")


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]


class _OriginTable(Header):
    """One `[[texts.about]]`: what the seed does not print."""

    key: Words
    value: Words
    source: Words


class _NoticeTable(Header):
    """One `[[texts.notices]]`."""

    comment: int
    reason: Words


class _TextTable(Header):
    """One `[[texts]]`."""

    slug: Slug
    file: Annotated[str, StringConstraints(pattern=r"^[^/\\\x00]+$")]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    reader: Words
    language: Language
    title: Words
    description: Words
    rights: Words
    about: list[_OriginTable] = Field(default=[])
    notices: list[_NoticeTable] = Field(default=[])
    kinds: dict[str, Annotated[BlockKind, Field(strict=False)]] = Field(default={})
    languages: dict[str, Language] = Field(default={})


def read_texts(root: Path, problems: Problems) -> tuple[Text, ...]:
    """Read `seeds/edition.toml` below `root` and every seed it names.

    A text whose table or seed is faulty is reported and left out.
    """
    table, tables = _read_table(root / TABLE, problems)
    heads = [number for number, line in enumerate(table.splitlines(), 1) if _TABLE_HEAD.match(line)]
    lines = heads if len(heads) == len(tables) else [1] * len(tables)
    texts: dict[str, Text] = {}
    for facts, number in zip(tables, lines, strict=True):
        text = _read_text(root, facts, number, table, problems)
        if text and text.slug in texts:
            problems.add(TABLE, number, f'there is another text "{text.slug}"', "A slug is an address: choose another.")
        elif text:
            texts[text.slug] = text
    return tuple(texts.values())


def _read_table(path: Path, problems: Problems) -> tuple[str, list[object]]:
    """The table of texts as it is written and as what it says; a problem if it says nothing."""
    line, reason = 1, "there is no [[texts]] in it"
    try:
        table = path.read_text(encoding="utf-8")
        tables = tomllib.loads(table).get("texts")
        if isinstance(tables, list) and tables:
            return table, tables
    except FileNotFoundError:
        problems.add(TABLE, 1, "there is no such file", "Run the command in the folder that has seeds/ in it.")
        return "", []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        at = re.search(r"line (\d+)", str(error))
        line, reason = int(at[1]) if at else 1, str(error)
    mend = "It is a TOML file with one [[texts]] table for each text; HACKING.md explains it."
    problems.add(TABLE, line, f"the table of texts cannot be read: {reason}", mend)
    return "", []


def _read_text(root: Path, facts: object, line: int, table: str, problems: Problems) -> Text | None:
    try:
        told = _TextTable.model_validate(facts)
    except ValidationError as error:
        for detail in error.errors():
            key = ".".join(map(str, detail["loc"])) or "texts"
            what = f'the "{key}" of a text: {detail["msg"][:1].lower()}{detail["msg"][1:]}'
            problems.add(TABLE, line, what, "Correct it; HACKING.md explains the table.")
        return None
    if told.reader not in _READERS:
        problems.add(TABLE, line, f'there is no reader "{told.reader}"', f"Use one of {', '.join(_READERS)}.")
        return None
    raw = _read_seed(root, told, line, table, problems)
    if raw is None:
        return None
    file = _FOLDER / told.file
    try:
        chars = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = raw.count(b"\n", 0, error.start) + 1
        problems.add(
            file, at, "the seed is not UTF-8 text", "Only UTF-8 can be read; keep the received file elsewhere."
        )
        return None
    text = Text(
        slug=told.slug,
        title=told.title,
        file=file,
        chars=chars,
        sha256=told.sha256,
        language=told.language,
        description=told.description,
        about=tuple(Origin(**origin.model_dump()) for origin in told.about),
        rights=told.rights,
        blocks=_READERS[told.reader](chars, {**told.kinds, told.title: BlockKind.TITLE}),
        notices=tuple(Notice(**notice.model_dump()) for notice in told.notices),
        languages=tuple(told.languages.items()),
    )
    _check_table(text, told, line, problems)
    return text


def _read_seed(root: Path, told: _TextTable, line: int, table: str, problems: Problems) -> bytes | None:
    """The bytes of a seed; `None`, and a problem, if they are not those the edition was made from."""
    file = _FOLDER / told.file
    try:
        raw = (root / file).read_bytes()
    except OSError:
        problems.add(TABLE, line, f"there is no file {file}", "Put the seed there, or correct the name.")
        return None
    digest = hashlib.sha256(raw).hexdigest()
    if digest == told.sha256:
        return raw
    problems.add(
        file,
        1,
        "this seed is not, byte for byte, the document the edition was made from",
        f"Its sha256 is {digest};\n{TABLE}:{_line_of(table, told.sha256)} says {told.sha256}.\n"
        "Undo the change: a seed is never corrected. For an intended new version see HACKING.md.",
    )
    return None


def _check_table(text: Text, told: _TextTable, line: int, problems: Problems) -> None:
    """What the table says of a comment or a line is lost in silence unless the seed has it."""
    for notice in text.notices:
        if notice.comment not in text.comments:
            what = f'a notice of "{text.slug}" is for comment {notice.comment}, which is not there'
            problems.add(TABLE, line, what, "Correct the number, or remove the notice.")
    for block in told.languages.keys() - {block.id for block in text.blocks}:
        what = f'`languages` of "{text.slug}" names a block that is not there: "{block}"'
        problems.add(TABLE, line, what, "Correct its id, or remove it.")
    lines = {text.words(block.span) for block in text.blocks}
    for words in told.kinds:
        if words not in lines:
            what = f'`kinds` of "{text.slug}" names a line that is not there: "{words}"'
            problems.add(TABLE, line, what, "Copy the line from the seed, or remove it.")


def _line_of(table: str, words: str) -> int:
    return table[: max(table.find(words), 0)].count("\n") + 1


def read_article(chars: str, kinds: Mapping[str, BlockKind]) -> tuple[Block, ...]:
    """Cut an article into blocks, one a line; `kinds` decides for the lines it names."""
    blocks: list[Block] = []
    for span in _lines(chars, 0, len(chars)):
        words = chars[span.start : span.end]
        kind = kinds.get(words) or _kind_of_line(words)
        number = sum(block.kind is kind for block in blocks) + 1
        blocks.append(Block(_block_id(kind, words, number), kind, span))
    return tuple(blocks)


def read_article_with_comments(chars: str, kinds: Mapping[str, BlockKind]) -> tuple[Block, ...]:
    """Cut an article and the numbered comments that follow it into blocks."""
    first = re.search(r"^ {1,3}1\. ", chars, re.MULTILINE)
    end = first.start() if first else len(chars)
    return read_article(chars[:end], kinds) + tuple(_comment_blocks(chars, end))


_READERS: dict[str, Callable[[str, Mapping[str, BlockKind]], tuple[Block, ...]]] = {
    "article": read_article,
    "article-with-comments": read_article_with_comments,
}


def _lines(chars: str, start: int, end: int) -> Iterator[Span]:
    """The lines that are not blank, without the white space around them."""
    for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", chars[start:end]):
        yield Span(start + match.start(), start + match.end())


def _kind_of_line(words: str) -> BlockKind:
    if words in _FURNITURE:
        return BlockKind.FURNITURE
    special = _SPECIAL_LINE.fullmatch(words)
    if special:
        return BlockKind.CREDIT if special["credit"] else BlockKind.BYLINE
    if len(words.split()) <= _HEADING_WORDS and not folded(words).endswith((".", "?", "!", ":", ";", '"', ")")):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _block_id(kind: BlockKind, words: str, number: int) -> str:
    if kind is BlockKind.PARAGRAPH:
        return f"p{number}"
    if kind is BlockKind.HEADING:
        return "-".join(re.findall(r"[a-z0-9]+", words.lower())) or f"heading-{number}"
    return f"{kind.value}-{number}" if number > 1 or kind is BlockKind.FURNITURE else kind.value


_HEAD = re.compile(r" {1,3}(?P<number>\d{1,3})\. ")
_LIST = re.compile(r"•\s(?P<what>Replies|Agree|Disagree|LOL|Thanks):")


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
    for span in _lines(chars, start, len(chars)):
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
    rest = next(iter(_lines(chars, end, span.end)), None)
    return Span(span.start, end), Span(rest.start, span.end) if rest else None


def _cut_group(chars: str, span: Span) -> Iterator[tuple[BlockKind, Span]]:
    """A group of lines as an address line, a list or a paragraph."""
    lines = list(_lines(chars, span.start, span.end))
    if _LIST.match(chars, span.start):
        yield BlockKind.REPLIES, span
        return
    if chars[span.start] == "@":
        yield BlockKind.ADDRESS, lines[0]
        lines = lines[1:]
    if lines:
        yield BlockKind.COMMENT_PARAGRAPH, Span(lines[0].start, span.end)
