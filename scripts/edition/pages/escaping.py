"""Words as Markdown, and values as attributes, that render to exactly these words."""

from __future__ import annotations

import re

from edition.vocabulary import direction

_ALWAYS = re.compile(r"[\\`*_{}\[\]]|[!#]\Z")
_ENTITY = re.compile(r"[<>&]|[+=~^|](?=[+=~^|])|(?<=[+=~^|])[+=~^|]|:(?=[a-z0-9_+-]+:)|-(?=-?8<)")
_IN_ATTRIBUTE = re.compile(r"[!-+/;-@\[-`{-~\t\n\r]|:(?=\S)")
_AT_START = re.compile(r"(\d+)([.)])|[#>+\-=~:|!/•\u00a0]")


def escaped(words: str, *, at_start: bool = False) -> str:
    """Words as Markdown that renders to exactly these words.

    `at_start` says that they begin a block, where further characters have a meaning.
    """
    head = ""
    if at_start and (match := _AT_START.match(words)):
        head = f"{match[1]}\\{match[2]}" if match[1] else _entity(match[0])
        words = words[match.end() :]
    words = _ENTITY.sub(lambda m: _entity(m[0]), words)
    return head + _ALWAYS.sub(lambda m: f"\\{m[0]}", words)


def _entity(char: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(char, f"&#{ord(char)};")


def language_facts(language: str) -> str:
    """The attributes that name a language, and its side where that is the right: ` lang="ar" dir="rtl"`."""
    return f' lang="{language}"' + (' dir="rtl"' if direction(language) == "rtl" else "")


def attribute(value: str) -> str:
    """A value as it stands between the quotation marks of an attribute, in HTML and in an attribute list."""
    return _IN_ATTRIBUTE.sub(lambda m: _entity(m[0]), value)
