"""Say what of a list of blocks is hardly so, though nothing in it is wrong: a warning, for a person to look at."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from edition.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.model import Block, Text
    from edition.problems import Problems

_PARAGRAPH = 3000
"""A paragraph of more characters fills more than a screen."""

_SUMMARY = 180
"""So many characters are a sentence that is read at one look."""

_LANGUAGES = {
    "ARABIC": {"ar", "dv", "fa", "ks", "ps", "sd", "ug", "ur"},
    "HEBREW": {"he", "yi"},
    "CYRILLIC": {"ab", "be", "bg", "ce", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"},
    "GREEK": {"el", "grc"},
    "CJK": {"ja", "ko", "lzh", "yue", "zh"},
    "HIRAGANA": {"ja"},
    "HANGUL": {"ko"},
    "DEVANAGARI": {"hi", "mr", "ne", "sa"},
    "THAI": {"th"},
    "GEORGIAN": {"ka"},
    "ARMENIAN": {"hy"},
}
"""The languages usually written in the letters that Unicode names so; others are not judged."""

_LETTERS = 2000
"""So many letters tell the script of a text."""

_FEW_BLOCKS = 12
"""Of so few blocks a third may well be headings."""

_MARK_UP = re.compile(
    r"</?(p|br|div|span|a|b|i|em|strong|h[1-6]|img|blockquote|li|ul|ol)\b[^<>\n]{0,200}>|&(amp|nbsp|quot|lt|gt|#\d{1,6});"
    r"|^#{1,6} \S|\*\*\w[^*\n]{0,200}\*\*|\]\(https?://|^```",
    re.MULTILINE,
)
"""Tags, entities, and the signs of Markdown."""

_MOST = 3
"""So many places of one kind are shown, with their number."""


def warn_of_blocks(text: Text, listing: Path, lines: tuple[int, ...], problems: Problems) -> None:
    """Warn of the blocks of a text that are hardly what its list calls them; `lines` are theirs in the list."""
    headings = [block for block in text.blocks if block.kind is BlockKind.HEADING]
    of = {block.id: line for block, line in zip(text.blocks, lines, strict=True)}
    if len(text.blocks) >= _FEW_BLOCKS and len(headings) * 3 > len(text.blocks):
        what = f"{len(headings)} of {len(text.blocks)} blocks are headings"
        problems.warn(listing, of[headings[0].id], what, "Look whether they are; a short line can be a paragraph.")
    if letters := _foreign_letters(text):
        what = f'most letters of {text.file.name} are {letters}, its language is "{text.language}"'
        problems.warn(listing, 1, what, "Correct the language in the table of texts, or name its script: sr-Latn.")
    for sort, found, mend in (
        (f"has more than {_PARAGRAPH:,} characters", _long(text), "Look whether it is several paragraphs."),
        (
            "has signs of mark-up in it",
            _marked(text),
            "Take the text in from the file it was made from, if there is one.",
        ),
        ("has no summary, as others have", _untold(text), 'Say in one line what it says: summary="…".'),
        (
            f"has a summary of more than {_SUMMARY} characters",
            (block for block in text.blocks if len(block.summary) > _SUMMARY),
            "Say it in one short sentence: it stands for the whole paragraph.",
        ),
    ):
        places = list(found)
        others = f"; so have {len(places) - _MOST} more" if len(places) > _MOST else ""
        for number, block in enumerate(places[:_MOST], 1):
            problems.warn(listing, of[block.id], f"{block.id} {sort}{others if number == _MOST else ''}", mend)


def _foreign_letters(text: Text) -> str:
    """The script of most letters of a text, if its language is not usually written in it."""
    primary, _, rest = text.language.partition("-")
    letters = [letter for letter in text.chars if letter.isalpha()][:_LETTERS]
    if re.match("[A-Z][a-z]{3}", rest) or not letters:
        return ""
    names = Counter(re.split("[ -]", unicodedata.name(letter, ""))[0] for letter in letters)
    script, count = names.most_common(1)[0]
    usual = _LANGUAGES.get(script)
    is_foreign = primary not in usual if usual else any(primary in languages for languages in _LANGUAGES.values())
    return script.capitalize() if is_foreign and count * 2 > len(letters) else ""


def _long(text: Text) -> Iterator[Block]:
    kinds = {BlockKind.PARAGRAPH, BlockKind.QUOTE}
    return (b for b in text.blocks if b.kind in kinds and b.span.end - b.span.start > _PARAGRAPH)


def _marked(text: Text) -> Iterator[Block]:
    prose = (block for block in text.blocks if block.kind is not BlockKind.CODE)
    return (block for block in prose if _MARK_UP.search(text.words(block.span)))


def _untold(text: Text) -> Iterator[Block]:
    """The paragraphs of an article without a summary, if any has one."""
    own = [b for b in text.blocks if b.kind is BlockKind.PARAGRAPH and b.comment is None]
    untold = [block for block in own if not block.summary]
    return iter(untold if len(untold) < len(own) else ())
