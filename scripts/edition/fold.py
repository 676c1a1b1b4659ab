"""Compare texts as readers do, and find the way back to the original characters.

Folding makes typographic variants equal: curly and straight quotation marks, all dashes, all white space,
an ellipsis and three dots, full-width and narrow signs, letters composed with their marks and the same decomposed
(Unicode Standard Annex 15), ё and е. Dropped are soft hyphens, what has no width, and the points of Hebrew and Arabic.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from edition.model import Span

_SINGLE = dict.fromkeys("‘’‚‛′`´", "'")  # noqa: RUF100
_DOUBLE = dict.fromkeys("“”„‟«»″「」『』", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"。": ".", "、": ","}
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
)
_NOTHING = rf"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff{_POINTS}"
"""What is dropped, as a range of a regular expression."""

_FOLDED = {**_SINGLE, **_DOUBLE, **_DASHES, **_WIDE, "…": "...", "ё": "е", "Ё": "Е"}
_COMPOSED = "".join(
    chr(code)
    for code in (*range(0xC0, 0x3100), *range(0xFB1D, 0xFB50))
    if unicodedata.normalize("NFD", chr(code)) != chr(code) and chr(code) not in _FOLDED
)
_CHANGED = re.compile(
    rf"(?! (?![\s{_NOTHING}]))[\s{_NOTHING}]+|(?<=[еЕ])\u0308"
    rf"|[{''.join(map(re.escape, _FOLDED))}{_COMPOSED}\uac00-\ud7a3]"
)
"""What folding changes: white space that is not one plain space, and the characters with variants."""

HAN = "\u2e80-\u9fff\uf900-\ufaff"
"""Chinese and Japanese characters, as a range of a regular expression."""

UNSPACED = rf"{HAN}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without spaces between words (besides those, Thai, Lao, Burmese, Khmer), as a range."""

CYRILLIC = "\u0400-\u04ff"
"""Cyrillic letters, as a range of a regular expression."""

UNIT = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
"""What quotations are lengthened by: a word, or a character of a script without spaces."""

_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    """The original."""
    chars: str
    origins: tuple[int, ...]
    """For each folded character the offset of the original one."""

    def span(self, start: int, end: int) -> Span:
        """The original characters behind the folded ones from `start` up to `end`, with the marks on the last."""
        last = self.origins[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return Span(self.origins[start], last)


def fold(text: str) -> Folded:
    """Fold a text, keeping the offset of every character."""
    chars: list[str] = []
    origins: list[int] = []
    last = 0
    for match in _CHANGED.finditer(text):
        chars.append(text[last : match.start()])
        origins.extend(range(last, match.start()))
        last = match.end()
        folded, first = _folded_run(match[0])
        chars.append(folded)
        origins.extend(itertools.repeat(match.start() + first, len(folded)))
    chars.append(text[last:])
    origins.extend(range(last, len(text)))
    return Folded(text, "".join(chars), tuple(origins))


def _folded_run(run: str) -> tuple[str, int]:
    """What a run that folding changes becomes, and the offset in it of the character that stands for it."""
    if run in _FOLDED:
        return _FOLDED[run], 0
    if space := re.search(r"\s", run):
        return " ", space.start()
    return ("", 0) if re.match(rf"[{_NOTHING}\u0308]", run) else (unicodedata.normalize("NFD", run), 0)


def folded(text: str) -> str:
    """Fold a text for comparison alone, without white space at the ends."""
    return fold(text).chars.strip()


def one_space(text: str) -> str:
    """The text with runs of space, tab and newline as one space, none at the ends.

    No-break spaces survive: this is the rule by which a page is compared with its seed.
    """
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def cuts_a_word(chars: str, offset: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word.

    Letters, digits and the marks on them do (General Category L, N and M); those of scripts without spaces never do,
    unless one is a mark on the other.
    """
    if not 0 < offset < len(chars):
        return False
    before, after = chars[offset - 1], chars[offset]
    if unicodedata.combining(after):
        return True
    return all(unicodedata.category(c)[0] in "LNM" and not _UNSPACED.match(c) for c in (before, after))


def plain_letters(text: str) -> str:
    """The text without diacritics: `Zhōngguó` becomes `Zhongguo`, `ё` becomes `е`."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slug(words: str) -> str:
    """Words in any script as part of an address, perhaps nothing: `Принят, не одобрен` becomes `prinyat-ne-odobren`."""
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(words).lower()))


def count_words(text: str) -> int:
    """How many words a text has; each Chinese character counts as one, for no space parts their words."""
    return sum(len(re.findall(rf"(?!\W)[{HAN}]", word)) or 1 for word in text.split())


def measured_words(text: str) -> int:
    """How long a text is in words, for limits that are as wide in each script.

    Two characters of a script without spaces count as one word, as long as those of Chinese mostly are.
    """
    letters = sum(str(c).isalnum() for c in _UNSPACED.findall(text))
    words = sum(any(map(str.isalnum, word)) for word in _UNSPACED.sub(" ", text).split())
    return words + (letters + 1) // 2
