"""Guess what the lines of a text are, whatever its shape: prose, verse, a play, lists, notes, a thread of comments.

A guess is made once, when a text comes in; it is written down as the list of the text's blocks, and a person corrects
that. What cannot be told for certain is said to be doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edition.fold import UNSPACED, folded, slug
from edition.incoming.article import lines
from edition.incoming.comments import read_comments
from edition.incoming.discussion import read_discussion
from edition.incoming.thread import rebuild, with_lost_embeds
from edition.model import Block, BlockKind, Comment, Span
from edition.vocabulary import OWN_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TITLE_WORDS = 25
_HEADING_WORDS = 20
_SHORT_HEADING_WORDS = 6
_HEADING_UNSPACED = 16
_SPOKEN_NAMES = 2
"""So many lines that look like names of speakers make a text a play."""

_WRAP = (40, 100)
"""Between these lengths a line may have been broken by the width of a page."""

VERSE_LINE = 72
"""Lines that were broken on purpose and are no longer than this are verse, or as good as verse."""
_VERSE_LINES = 4
_SHORT_ROW = 50
_FAR_RIGHT = 16
_START = 200
"""So many characters into a text the author's name may still follow the title."""

_STRONG = re.compile(
    r"(chapter|part|book|section|article|act|scene|canto|letter|stave|глава|часть|книга|статья|раздел|действие|явление"
    r"|(first|second|third|fourth|fifth|sixth|seventh|last) (act|scene|part|book|canto|letter|chapter)"
    r"|chapitre|kapitel|capítulo|capitolo|preamble|preface|introduction|epilogue|prologue)\b"
    r"|[IVXLC]{1,7}\.?$|\d{1,3}\.?$|第[\d一二三四五六七八九十百]+[章节回卷部篇]|(الباب|الفصل|פרק)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(by|von|par|por|di|от|автор:?|作者)\s|.{1,12}·.{1,12}$|by:", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(leave a (comment|reply)|your (email|e-mail) ?address|required fields|shopping cart|share this|share on|tweet"
    r"|facebook|twitter|whatsapp|telegram|posted (on|in|by)|filed under|tags?:|subscribe|skip to|sign in|log in"
    r"|related posts|previous post|next post|cookie|\d+ (comments?|replies|responses)|reply|ответить|комментарии"
    r"|\d+ комментари\w*|добавить комментарий|поделиться)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?((re)?(published|printed)|reposted) (from|in|by|with)\b.*|(news )?source: ?https?://.*", re.IGNORECASE
)
_ITEM = re.compile(r"(?P<sign>[-–*•‣◦+]|\(?(\d{1,3}|[a-z]|[ivx]{1,4})[.)])[ \t]+\S")
_LABELLED = re.compile(r"(?P<label>\[\d{1,3}\]|\(\d{1,3}\)|[*†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)[ \t]*\S")
_SPEAKER = re.compile(r"[^\W\d_a-zа-яё][^\Wa-zа-яё]*(?:[ .’'-]+[^\Wa-zа-яё]+){0,3}( ?\([^()\n]*\))?[.:]$")
_STAGE = re.compile(r"[\[(][^\]\n]*[\])][.]?$|(enter|exit|exeunt)\b[^.]*\.?\]?$", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s*\S")
_QUOTED = tuple('"“«„‘「『')
_LETTER_END = re.compile(r".{1,60},$")
_NAME_WORDS = 3
_NUMBERED = re.compile(r"(?P<number>\d{1,3}(\.\d{1,3})*)[.)]?[ \t]+[^\W\d_a-zа-яё]")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text seems to consist of."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    doubtful: tuple[tuple[int, str], ...]
    """Offsets of what a person should look at, each with the reason."""


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


def guess(chars: str, title: str) -> Guess:
    """The blocks of a text of these characters; `title` is what the table of texts calls it."""
    threads = (read_comments(chars), read_discussion(chars))
    begins, comment_blocks, printed = next((thread for thread in threads if thread[1]), (len(chars), (), ()))
    pieces = _settle(chars, list(_pieces(chars, begins, title)))
    article = tuple(_named(chars, pieces, {block.id for block in comment_blocks}))
    blocks = with_lost_embeds(chars, (*article, *comment_blocks))
    blocks = tuple(_numbered_furniture(sorted(blocks, key=lambda block: block.span)))
    doubtful = tuple((piece.span.start, piece.doubt) for piece in pieces if piece.doubt)
    return Guess(blocks, rebuild(chars, blocks, printed), doubtful)


# Shapes


@dataclass(frozen=True, slots=True)
class _Shape:
    """What holds for the whole of a text."""

    is_wrapped: bool
    """Its paragraphs were broken into lines by the width of a page."""
    is_play: bool
    is_verse: bool


def _shape(chars: str, groups: Sequence[list[Span]]) -> _Shape:
    rows = [[chars[row.start : row.end] for row in group] for group in groups]
    several = [group for group in rows if len(group) > 1]
    wrapped = sum(len(group) for group in several if _is_wrapped(group))
    spoken = sum(bool(_SPEAKER.match(group[0])) for group in several)
    verse = sum(len(said) for said in map(_without_speaker, several) if len(said) > 1 and _is_verse(said))
    return _Shape(
        is_wrapped=wrapped > verse,
        is_play=spoken >= _SPOKEN_NAMES,
        is_verse=verse >= _VERSE_LINES and verse >= wrapped,
    )


def _without_speaker(rows: Sequence[str]) -> Sequence[str]:
    """What is said in some lines of a play."""
    return rows[1:] if _SPEAKER.match(rows[0]) else rows


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether lines are as long as a page is wide, but for the last, and do not begin as those of verse do."""
    if len(rows) > 2 and _begin_high(rows[1:]) == len(rows) - 1:  # noqa: PLR2004
        return False
    lengths = [len(row) for row in rows]
    widest = max(lengths)
    if all(row.endswith((".", "!", "?", "”", '"', "…")) for row in rows):
        return False
    return _WRAP[0] <= widest <= _WRAP[1] and min(lengths[:-1]) >= widest * 0.72


def _is_verse(rows: Sequence[str]) -> bool:
    """Whether lines are short and begin as lines of verse do."""
    short = all(len(re.sub(r"\s{2,}\d+$", "", row)) <= VERSE_LINE for row in rows)
    if all(row.endswith((".", "!", "?")) for row in rows) or (len(rows) == 2 and _is_farewell(rows)):  # noqa: PLR2004
        return False
    listed = sum(bool(_ITEM.match(row) or _LABELLED.match(row)) for row in rows)
    spoken = sum(bool(_SPEAKER.match(row)) for row in rows)
    return short and _begin_high(rows) * 10 >= len(rows) * 7 and not listed and not spoken and not _is_wrapped(rows)


def _begin_high(rows: Sequence[str]) -> int:
    """How many lines begin with a capital, or in a script that has none."""
    return sum(not next((c for c in row if c.isalpha()), "A").islower() for row in rows)


def _is_farewell(rows: Sequence[str]) -> bool:
    """Whether two lines are the end of a letter: Yours, and a name."""
    return bool(_LETTER_END.fullmatch(rows[0])) and len(rows[1].split()) <= _NAME_WORDS


# Cutting


def _pieces(chars: str, end: int, title: str) -> Iterator[Piece]:
    groups = list(_groups(chars, end))
    shape = _shape(chars, groups)
    for number, group in enumerate(groups):
        opens = _opening(chars, group, number, title, shape)
        yield from opens or _cut(chars, group, shape)


def _groups(chars: str, end: int) -> Iterator[list[Span]]:
    """The lines of each run without a blank line in it."""
    group: list[Span] = []
    for row in lines(chars, 0, end):
        if group and chars.count("\n", group[-1].end, row.start) > 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _opening(chars: str, group: list[Span], number: int, title: str, shape: _Shape) -> list[Piece]:
    """The title, and the line of the author below it; nothing, if the run of lines is neither."""
    words = " ".join(chars[row.start : row.end] for row in group)
    if named := _as_called(chars, group, number, title):
        return named
    if number == 0 and len(group) == 1 and len(words.split()) <= _TITLE_WORDS and len(words) < 2 * VERSE_LINE:
        ends = words.endswith((".", "。", ";", ":", ","))
        return [] if ends else [Piece(BlockKind.TITLE, group[0], doubt="is this the title?")]
    first = chars[group[0].start : group[0].end]
    if (
        number == 0
        and not shape.is_wrapped
        and (shape.is_play or not shape.is_verse)
        and _is_heading(first)
        and not _is_address(chars, group)
    ):
        rest = _cut(chars, group[1:], shape) if group[1:] else ()
        return [Piece(BlockKind.TITLE, group[0], doubt="is this the title?"), *rest]
    is_named = _BYLINE.match(words) or re.fullmatch(rf"[{UNSPACED}・]{{2,8}}", words)
    if 0 < number < 3 and len(group) == 1 and is_named and len(words) <= VERSE_LINE:  # noqa: PLR2004
        return [Piece(BlockKind.BYLINE, group[0], doubt="is this the author?")]
    if number == 1 and len(group) == 1 and (shape.is_verse or shape.is_play) and len(words) <= _SHORT_ROW:
        return [] if _STRONG.match(words) else [Piece(BlockKind.BYLINE, group[0], doubt="is this a second title?")]
    return []


def _as_called(chars: str, group: list[Span], number: int, title: str) -> list[Piece]:
    """The title as the table of texts has it, and perhaps a second line; nothing, if it is not that."""
    rows = [chars[row.start : row.end] for row in group]
    if folded(" ".join(rows)) == folded(title):
        return [Piece(BlockKind.TITLE, _joined(group))]
    if number == 0 and len(group) == 2 and folded(rows[0]) == folded(title):  # noqa: PLR2004
        second = Piece(BlockKind.BYLINE, group[1], doubt="is this a second title, or the author?")
        return [Piece(BlockKind.TITLE, group[0]), second]
    return []


def _is_address(chars: str, group: Sequence[Span]) -> bool:
    """Whether a line is followed by one as short: a street, a town, a date."""
    return len(group) > 1 and _is_heading(chars[group[1].start : group[1].end])


def _cut(chars: str, group: list[Span], shape: _Shape) -> Iterator[Piece]:
    """A run of lines as blocks."""
    rows = [chars[row.start : row.end] for row in group]
    if not any(char.isalnum() for row in rows for char in row):
        yield from (Piece(BlockKind.ORNAMENT, row) for row in group)
    elif _ITEM.match(rows[0]) or _LABELLED.match(rows[0]):
        yield from _listed(chars, group)
    elif shape.is_play and _SPEAKER.match(rows[0]) and len(group) > 1:
        yield Piece(BlockKind.SPEAKER, group[0])
        yield from _speech(chars, group[1:], shape)
    elif len(group) > 1 and all(map(_ITEM.match, rows[1:])):
        yield _single(chars, group[0], shape)
        yield from _listed(chars, group[1:])
    elif len(group) == 1:
        yield _single(chars, group[0], shape)
    elif _is_attributed(chars, group):
        yield Piece(BlockKind.EPIGRAPH, _joined(group[:-1]), doubt="is this a motto and who said it?")
        yield Piece(BlockKind.CREDIT, group[-1])
    elif shape.is_verse and not shape.is_play and _is_verse(rows):
        yield from (_verse(chars, row) for row in group)
    elif len(group) >= _VERSE_LINES and _is_verse(rows) and max(map(len, rows)) <= _SHORT_ROW:
        yield from (replace(_verse(chars, row), doubt="is this verse?" if row is group[0] else "") for row in group)
    else:
        yield from _prose(chars, group, shape)


def _prose(chars: str, group: list[Span], shape: _Shape) -> Iterator[Piece]:
    """Several lines of prose: set in, or broken by the width of a page, or a paragraph each."""
    rows = [chars[row.start : row.end] for row in group]
    if all(_indent(chars, row) >= 3 for row in group):  # noqa: PLR2004
        yield Piece(BlockKind.QUOTE, _joined(group))
    elif shape.is_play and max(map(len, rows)) < _SHORT_ROW:
        yield from (Piece(BlockKind.ITEM, row, level=1) for row in group)
    elif shape.is_wrapped or _is_wrapped(rows) or shape.is_play:
        yield Piece(BlockKind.PARAGRAPH, _joined(group))
    else:
        yield from (_single(chars, row, shape) for row in group)


def _speech(chars: str, group: list[Span], shape: _Shape) -> Iterator[Piece]:
    """What somebody says in a play: verse where most of it is, else prose."""
    rows = [chars[row.start : row.end] for row in group]
    if shape.is_verse and (_is_verse(rows) or len(rows) == 1) and len(rows[0]) <= VERSE_LINE:
        yield from (_verse(chars, row) for row in group)
    else:
        yield Piece(BlockKind.PARAGRAPH, _joined(group))


def _is_attributed(chars: str, group: Sequence[Span]) -> bool:
    """Whether the last of some lines says who wrote them: after a dash, or far to the right."""
    first, last = chars[group[0].start : group[0].end], chars[group[-1].start : group[-1].end]
    if _ATTRIBUTION.match(first) or len(last) > _SHORT_ROW:
        return False
    return bool(_ATTRIBUTION.match(last)) or _indent(chars, group[-1]) >= _indent(chars, group[0]) + _FAR_RIGHT


def _joined(group: Sequence[Span]) -> Span:
    return Span(group[0].start, group[-1].end)


def _indent(chars: str, row: Span) -> int:
    return len(chars[chars.rfind("\n", 0, row.start) + 1 : row.start].expandtabs(4))


def _verse(chars: str, row: Span) -> Piece:
    printed = re.search(r"\s{2,}(\d{1,5})$", chars[row.start : row.end])
    return Piece(BlockKind.LINE, row, number=printed[1] if printed else "")


def _listed(chars: str, group: list[Span]) -> Iterator[Piece]:
    """Items and the author's notes, each with the lines that go on below it."""
    begun: list[Span] = []
    for row in [*group, None]:
        begins = row is None or _ITEM.match(chars, row.start) or _LABELLED.match(chars, row.start)
        if begun and begins:
            yield _item_or_note(chars, _joined(begun))
            begun = []
        begun += [row] if row else []


def _item_or_note(chars: str, span: Span) -> Piece:
    """A note if the text prints its sign after a word before, else an item."""
    labelled = _LABELLED.match(chars, span.start)
    label = labelled["label"] if labelled else ""
    if label and (label[0] == "[" or re.search(rf"[\w.,;:!?”\"’)]{re.escape(label)}(?!\w)", chars[: span.start])):
        return Piece(BlockKind.NOTE, span, label=label)
    if not _ITEM.match(chars, span.start):
        return Piece(BlockKind.PARAGRAPH, span)
    return Piece(BlockKind.ITEM, span, level=1 + min(_indent(chars, span) // 2, 5))


def _single(chars: str, row: Span, shape: _Shape) -> Piece:  # noqa: PLR0911 - a table of what a line may be
    """A line that stands alone."""
    words = chars[row.start : row.end]
    if not any(char.isalnum() for char in words):
        return Piece(BlockKind.ORNAMENT, row)
    if _CREDIT.fullmatch(words) or re.fullmatch(r"\((re)?published .*\)", words, re.IGNORECASE):
        return Piece(BlockKind.CREDIT, row)
    if _FURNITURE.match(words) and len(words.split()) <= _HEADING_WORDS:
        return Piece(BlockKind.FURNITURE, row, doubt="is this part of a web page, not of the text?")
    if shape.is_play and _STAGE.match(words):
        return Piece(BlockKind.STAGE, row)
    if _STRONG.match(words) and len(words.split()) <= _HEADING_WORDS and not words.endswith((",", ";", "。")):
        kind = BlockKind.PARAGRAPH if words.endswith((".", "?", "!")) and len(words.split()) > 4 else BlockKind.HEADING  # noqa: PLR2004
        return Piece(kind, row)
    if _is_heading(words):
        return Piece(BlockKind.HEADING, row, doubt="is this a heading?")
    if shape.is_verse and not shape.is_play and len(words) <= VERSE_LINE:
        return _verse(chars, row)
    if _indent(chars, row) >= 4 and not shape.is_play:  # noqa: PLR2004
        return Piece(BlockKind.QUOTE, row)
    return Piece(BlockKind.PARAGRAPH, row)


def _is_heading(words: str) -> bool:
    """A short line without an end, or one in which the greater words begin with capitals."""
    if words.startswith((*_QUOTED, "[", "(", "@")) or words[0].islower():
        return False
    unspaced = len(re.findall(f"[{UNSPACED}]", words))
    if unspaced * 2 > len(words):
        return len(words) <= _HEADING_UNSPACED and not re.search("[。！？；，：、…]", words)
    bare = folded(words)
    count = len(words.split())
    if count > _HEADING_WORDS or bare.endswith((".", ":", ";", ",", '"', ")", "!", "،", "؛", "۔", "؟", "-")):
        return False
    cased = [word for word in re.findall(r"[^\W\d_]{4,}", words) if unicodedata.category(word[0]) in {"Lu", "Ll"}]
    titled = bool(cased) and sum(word[0].isupper() for word in cased) * 10 >= len(cased) * 6
    if bare.endswith("?"):
        return titled and count > 1 and ":" not in bare
    return titled or count <= _SHORT_HEADING_WORDS


# The whole


def _settle(chars: str, pieces: list[Piece]) -> list[Piece]:
    """What can be told only from what stands around."""
    settled: list[Piece] = []
    begun = False
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        words = chars[piece.span.start : piece.span.end]
        last = settled[-1] if settled else None
        if piece.kind is BlockKind.EPIGRAPH and begun:
            piece = replace(piece, kind=BlockKind.QUOTE)  # noqa: PLW2901
        elif piece.kind is BlockKind.QUOTE and not begun and words.startswith(_QUOTED):
            piece = replace(piece, kind=BlockKind.EPIGRAPH, doubt="is this a motto?")  # noqa: PLW2901
        elif piece.kind is BlockKind.HEADING and piece.doubt and last and _LETTER_END.fullmatch(_words(chars, last)):
            piece = replace(piece, kind=BlockKind.PARAGRAPH, doubt="")  # noqa: PLW2901
        elif (
            piece.kind is BlockKind.HEADING
            and piece.doubt
            and (following is None or _is_neighbour(chars, piece, last, following))
        ):
            piece = replace(piece, kind=BlockKind.PARAGRAPH)  # noqa: PLW2901
        elif piece.kind is BlockKind.ITEM and _is_numbered_heading(chars, piece, last, following):
            piece = replace(piece, kind=BlockKind.HEADING, level=0, doubt="is this a heading?")  # noqa: PLW2901
        elif piece.kind is BlockKind.LINE and not any(p and p.kind in _BESIDE_VERSE for p in (last, following)):
            piece = replace(piece, kind=BlockKind.PARAGRAPH, number="")  # noqa: PLW2901
        begun = begun or piece.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LINE}
        settled.append(piece)
    return _levels(chars, settled)


_BESIDE_VERSE = {BlockKind.LINE, BlockKind.SPEAKER}


def _is_numbered_heading(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line with a number is no item of a list: it has no end, and prose or another kind of list follows."""
    words = _words(chars, piece)
    if following is None or not _NUMBERED.match(words) or words.endswith((".", ";", ",", ":", "?", "!")):
        return False
    beside = [_words(chars, other) for other in (last, following) if other and other.kind is BlockKind.ITEM]
    return not any(map(_NUMBERED.match, beside)) and chars.count("\n", piece.span.end, following.span.start) > 1


def _is_neighbour(chars: str, piece: Piece, last: Piece | None, following: Piece | None) -> bool:
    """Whether a line is one of several short ones that stand together, as an address or a date does."""
    return bool(
        (following and following.doubt and chars.count("\n", piece.span.end, following.span.start) == 1)
        or (last and last.doubt and chars.count("\n", last.span.end, piece.span.start) == 1)
    )


def _words(chars: str, piece: Piece) -> str:
    return chars[piece.span.start : piece.span.end]


def _levels(chars: str, pieces: list[Piece]) -> list[Piece]:
    """Headings under those that name a greater part stand one level lower."""
    pieces = [_with_level(chars, piece) for piece in pieces]
    great = {number for number, piece in enumerate(pieces) if _is_great(chars, piece)}
    if not great:
        return pieces
    first = min(great)
    return [
        replace(piece, level=max(piece.level, 3))
        if piece.kind is BlockKind.HEADING and number not in great and number > first
        else piece
        for number, piece in enumerate(pieces)
    ]


def _with_level(chars: str, piece: Piece) -> Piece:
    """A heading numbered 1.2 stands one level below one numbered 1."""
    numbered = _NUMBERED.match(chars, piece.span.start) if piece.kind is BlockKind.HEADING else None
    return replace(piece, level=min(2 + numbered["number"].count("."), 6)) if numbered else piece


def _is_great(chars: str, piece: Piece) -> bool:
    part = r"(\w+ act\b|chapter|part|book|article|act|canto|глава|часть|книга|статья|действие|第)"
    return piece.kind is BlockKind.HEADING and bool(re.match(part, _words(chars, piece), re.IGNORECASE))


# Ids


_STEMS = {
    BlockKind.PARAGRAPH: "p", BlockKind.LINE: "l", BlockKind.ITEM: "item-", BlockKind.NOTE: "fn-",
    BlockKind.QUOTE: "quote-", BlockKind.SPEAKER: "speaker-", BlockKind.STAGE: "stage-",
    BlockKind.ORNAMENT: "ornament-", BlockKind.FURNITURE: "furniture-",
}  # fmt: skip


def is_labelled(words: str) -> bool:
    """Whether words begin with the sign of a note."""
    return bool(_LABELLED.match(words))


def told(piece: Piece, chars: str, words: str) -> Piece:
    """A piece that mark-up calls a paragraph, with its place after `chars`, and what its words tell besides."""
    span = Span(len(chars), len(chars) + len(words))
    if piece.kind is BlockKind.PARAGRAPH and (labelled := _LABELLED.match(words)):
        label = labelled["label"]
        if label[0] == "[" or label in chars:
            return replace(piece, kind=BlockKind.NOTE, span=span, label=label, doubt="is this a note of the author’s?")
    if piece.kind is BlockKind.PARAGRAPH and _BYLINE.match(words) and len(words) <= VERSE_LINE and len(chars) < _START:
        return replace(piece, kind=BlockKind.BYLINE, span=span, doubt="is this the author?")
    return replace(piece, span=span)


def blocks_of(chars: str, pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Pieces of a text without comments as blocks, each with an id of its own."""
    return tuple(_named(chars, pieces, set()))


def _named(chars: str, pieces: Sequence[Piece], taken: set[str]) -> Iterator[Block]:
    """The pieces as blocks, each with an id of its own."""
    counts: dict[BlockKind, int] = {}
    blocks: list[Block] = []
    for piece in pieces:
        counts[piece.kind] = counts.get(piece.kind, 0) + 1
        name = _free(_name(chars, piece, counts[piece.kind]), taken)
        taken.add(name)
        blocks.append(Block(name, piece.kind, piece.span, level=piece.level, number=piece.number, label=piece.label))
    for block in blocks:
        yield replace(block, referred=tuple(_referring(chars, block, blocks))) if block.label else block


def _name(chars: str, piece: Piece, number: int) -> str:
    if piece.kind in _STEMS:
        return f"{_STEMS[piece.kind]}{number}"
    if piece.kind is BlockKind.HEADING:
        name = slug(_words(chars, piece))[:80].strip("-")
        # Words that are an id of the page, or might be one of a paragraph, get a name that cannot be.
        is_own = re.fullmatch(rf"{OWN_IDS}|[pl]\d+|(title|byline|caption|credit|comment|furniture|item|fn)(-.*)?", name)
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
    """The blocks before a note that print its label after a word."""
    printed = re.compile(rf"[\w.,;:!?”\"’)]{re.escape(note.label)}(?![\w{re.escape(note.label[-1])}])")
    for block in blocks:
        if block.span.end <= note.span.start and printed.search(chars, block.span.start, block.span.end):
            yield block.id


def _numbered_furniture(blocks: Iterable[Block]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        is_furniture = block.kind is BlockKind.FURNITURE
        number += is_furniture
        yield replace(block, id=f"furniture-{number}") if is_furniture else block
