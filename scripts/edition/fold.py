"""Compare texts as readers do, and find the way back to the original characters.

Folding makes typographic variants equal: curly and straight quotation marks, all dashes, all white space,
an ellipsis and three dots. Soft hyphens and zero-width characters are dropped.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass

from edition.model import Span

_SINGLE = dict.fromkeys("‘’‚‛′`´", "'")  # noqa: RUF100
_DOUBLE = dict.fromkeys("“”„‟«»″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_DROPPED = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_FOLDED = {**_SINGLE, **_DOUBLE, **_DASHES, **_DROPPED, "…": "..."}
_TABLE = str.maketrans(_FOLDED)
_NOTHING = "".join(_DROPPED)
_CHANGED = re.compile(rf"(?! (?![\s{_NOTHING}]))[\s{_NOTHING}]+|[{''.join(_FOLDED)}]")
"""What folding changes: white space that is not one plain space, and the characters with variants."""

HAN = "\u2e80-\u9fff\uf900-\ufaff"
"""Chinese characters, as a range of a regular expression: scripts without spaces between words."""

CYRILLIC = "\u0400-\u04ff"
"""Cyrillic letters, as a range of a regular expression."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    chars: str
    origins: tuple[int, ...]
    """For each folded character the offset of the original one."""

    def span(self, start: int, end: int) -> Span:
        """The original characters behind the folded ones from `start` up to `end`."""
        return Span(self.origins[start], self.origins[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold a text, keeping the offset of every character."""
    chars: list[str] = []
    origins: list[int] = []
    last = 0
    for match in _CHANGED.finditer(text):
        chars.append(text[last : match.start()])
        origins.extend(range(last, match.start()))
        last = match.end()
        run = match[0]
        folded = _FOLDED.get(run, " " if run.strip(_NOTHING) else "")
        first = match.start() + len(run) - len(run.lstrip(_NOTHING))
        chars.append(folded)
        origins.extend(itertools.repeat(first, len(folded)))
    chars.append(text[last:])
    origins.extend(range(last, len(text)))
    return Folded("".join(chars), tuple(origins))


def folded(text: str) -> str:
    """Fold a text for comparison alone, without white space at the ends."""
    return re.sub(r"\s+", " ", text.translate(_TABLE)).strip()


def one_space(text: str) -> str:
    """The text with runs of space, tab and newline as one space, none at the ends.

    No-break spaces survive: this is the rule by which a page is compared with its seed.
    """
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def cuts_a_word(chars: str, offset: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word; Chinese ones never do."""
    pair = chars[max(offset - 1, 0) : offset + 1]
    return bool(re.fullmatch(r"\w\w", pair)) and not re.search(rf"[{HAN}]", pair)


def plain_letters(text: str) -> str:
    """The text without diacritics: `Zhōngguó` becomes `Zhongguo`, `ё` becomes `е`."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def count_words(text: str) -> int:
    """How many words a text has; each Chinese character counts as one, for no space parts their words."""
    return sum(len(re.findall(rf"(?!\W)[{HAN}]", word)) or 1 for word in text.split())
