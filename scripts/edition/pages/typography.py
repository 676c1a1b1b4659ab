"""Our own words as they are printed: curly marks, words in other languages named as such.

Only for what the edition writes: the words of a seed are never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyascii import anyascii

from edition.fold import CYRILLIC, HAN, plain_letters
from edition.pages.escaping import language_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROTECTED = re.compile(r"(`[^`]*`|\]\([^)]*\))")
"""Code and addresses, which stay as they are."""

_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "zh-Hans": "\u3005-\u303f\u3400-\u9fff",
    "ru": CYRILLIC,
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
}
"""The language that a run of letters of a script is most likely in; Chinese with kana in it is Japanese."""

_TOGETHER = {language: [language] for language in _SCRIPTS} | {"zh-Hans": ["ja", "zh-Hans"]}
_BETWEEN = r"[\s\d«»“”,.:·—–-]"


def _runs(languages: Iterable[str]) -> re.Pattern[str]:
    """Runs of letters of a script, with what may stand between them; the group says in which language."""
    parts = []
    for language in languages:
        letters = f"[{''.join(_SCRIPTS[part] for part in _TOGETHER[language])}]"
        name = language.partition("-")[0]
        parts.append(f"(?P<{name}>{letters}(?:(?:{letters}|{_BETWEEN})*{letters})?)")
    return re.compile("|".join(parts))


_FOREIGN = _runs(language for language in _SCRIPTS if language != "ja")


def in_its_language(markdown: str, own: str = "en") -> str:
    """Our own words with every run of letters of another script named in its language (WCAG 2.2, 3.1.2).

    `own` is the language the words are in: runs in it are not named.
    """
    parts = _PROTECTED.split(markdown)
    own = own.partition("-")[0]
    return "".join(
        part if index % 2 else _FOREIGN.sub(lambda run: _named(run, own), part) for index, part in enumerate(parts)
    )


def _named(run: re.Match[str], own: str) -> str:
    language = run.lastgroup or ""
    if language == "zh":
        language = "ja" if re.search(f"[{_SCRIPTS['ja']}]", run[0]) else "zh-Hans"
    if language.partition("-")[0] == own:
        return run[0]
    return f"<span{language_facts(language)}>{run[0]}</span>"


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
