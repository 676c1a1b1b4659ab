"""Our own words as they are printed: curly marks, words in other languages named as such.

Only for what the edition writes: the words of a seed are never touched.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from edition.fold import CYRILLIC, HAN, plain_letters

_PROTECTED = re.compile(r"(`[^`]*`|\]\([^)]*\))")
"""Code and addresses, which stay as they are."""

_CJK, _CYRILLIC = r"[\u3005-\u30ff\u3400-\u9fff]", f"[{CYRILLIC}]"
_BETWEEN = r"[\s\d«»“”,.:·—–-]"
_FOREIGN = re.compile(
    rf"{_CJK}(?:(?:{_CJK}|{_BETWEEN})*{_CJK})?|(?P<cyrillic>{_CYRILLIC}(?:(?:{_CYRILLIC}|{_BETWEEN})*{_CYRILLIC})?)"
)


def in_its_language(markdown: str) -> str:
    """Our own words with every run of Chinese, Japanese or Russian named as such (WCAG 2.2, 3.1.2)."""
    parts = _PROTECTED.split(markdown)
    return "".join(part if index % 2 else _FOREIGN.sub(_named, part) for index, part in enumerate(parts))


def _named(run: re.Match[str]) -> str:
    language = "ru" if run["cyrillic"] else "ja" if re.search("[\u3040-\u30ff]", run[0]) else "zh-Hans"
    return f'<span lang="{language}">{run[0]}</span>'


def typographic(markdown: str) -> str:
    """Our own words with curly quotation marks and apostrophes; code and addresses stay as they are.

    Only for what the edition writes: the words of a seed are never touched.
    """
    parts = _PROTECTED.split(markdown)
    return "".join(part if index % 2 else _curly(part, inside=index > 0) for index, part in enumerate(parts))


def _curly(words: str, *, inside: bool) -> str:
    """Words with curly marks; `inside` says that they follow something, so that a mark at once does not open."""
    return _opened_and_closed(f"x{words}")[1:] if inside else _opened_and_closed(words)


def _opened_and_closed(words: str) -> str:
    words = re.sub(r"(^|[\s(\[–—*_])\"", r"\1“", words).replace('"', "”")
    return re.sub(r"(^|[\s(\[–—“*_])'", r"\1‘", words).replace("'", "’")


def sorting_key(term: str) -> str:
    """How a term is ordered: without marks and case, as readers look for it; Chinese by its sound."""
    spelled = re.sub(f"[{HAN}]", lambda character: anyascii(character[0]), plain_letters(term))
    return re.sub(r"[^\w ]|_", "", spelled.lower())
