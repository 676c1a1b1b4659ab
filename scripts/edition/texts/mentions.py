"""Find where texts and notes name the entries of the glossary.

A form in small letters is found in any case, a form with a capital only as written; the longest form wins,
and none is found inside a longer word. Scripts without spaces have no word boundaries and need none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import UNSPACED, cuts_a_word, fold, folded
from edition.model import BlockKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model import Body, Entry, Prose, Text

_SEARCHED = frozenset(BlockKind) - {
    BlockKind.BYLINE, BlockKind.SPEAKER, BlockKind.ORNAMENT, BlockKind.FURNITURE, BlockKind.COMMENT_HEAD,
    BlockKind.ADDRESS, BlockKind.REPLIES, BlockKind.CODE,
}  # fmt: skip
_LINKED = _SEARCHED - {BlockKind.TITLE, BlockKind.HEADING}

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
"""A word, a character of a script without spaces or another sign: what a form can begin with."""


class Terms:
    """All forms of all entries, ready to be looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        self._avoided: list[re.Pattern[str]] = []
        for entry in entries:
            self._avoided += [re.compile(re.escape(folded(phrase))) for phrase in entry.do_not_link]
            for form in entry.forms:
                words = folded(form)
                (self._any_case if words == words.lower() else self._exact)[words] = entry.slug
        self._lengths: dict[str, list[int]] = {}
        """How long the forms are that begin with a word, the longest first."""
        for form in sorted({*self._exact, *self._any_case}, key=len, reverse=True):
            lengths = self._lengths.setdefault(_WORD.findall(form)[0].lower(), [])
            lengths += [] if len(form) in lengths else [len(form)]

    def _find(self, words: str) -> Iterator[tuple[str, Span]]:
        """The entries named in some words, with the places of the names."""
        text = fold(words)
        avoided = [
            Span(match.start(), match.end()) for phrase in self._avoided for match in phrase.finditer(text.chars)
        ]
        end = 0
        for word in _WORD.finditer(text.chars):
            found = self._form_at(text.chars, word) if word.start() >= end else None
            if found:
                slug, place = found
                end = place.end
                if not any(span.covers(place) for span in avoided):
                    yield slug, text.span(place.start, place.end)

    def _form_at(self, chars: str, word: re.Match[str]) -> tuple[str, Span] | None:
        """The entry that the longest form beginning with a word names, and the place of the form."""
        start = word.start()
        if cuts_a_word(chars, start):
            return None
        for length in self._lengths.get(word[0].lower(), ()):
            form = chars[start : start + length]
            slug = self._exact.get(form) or self._any_case.get(form.lower())
            if slug and not cuts_a_word(chars, start + length):
                return slug, Span(start, start + length)
        return None

    def in_text(self, text: Text) -> tuple[Mention, ...]:
        """Every mention in a text; the first of each entry in a section becomes a link.

        A section is what stands under one heading, or one comment.
        """
        found: list[Mention] = []
        seen: set[str] = set()
        comment: int | None = None
        for block in text.blocks:
            if block.kind is BlockKind.HEADING or block.comment != comment:
                seen, comment = set(), block.comment
            if block.kind not in _SEARCHED:
                continue
            for slug, place in self._find(text.words(block.span)):
                span = Span(block.span.start + place.start, block.span.start + place.end)
                linked = block.kind in _LINKED and slug not in seen
                seen |= {slug} if linked else set()
                found.append(Mention(slug, span, linked))
        return tuple(found)

    def linked(self, body: Body, own: str = "") -> str:
        """The Markdown of a body with a link at the first mention of each entry.

        `own` is the entry whose body it is; entries the body links by hand are not linked again.
        """
        seen = {own, *(link.target for link in body.links if link.scheme == "term")}
        parts = (self._linked_prose(prose, seen) for prose in body.parts)
        return "\n\n".join(parts)

    def _linked_prose(self, prose: Prose, seen: set[str]) -> str:
        parts: list[str] = []
        last = 0
        for free in prose.free:
            parts += [prose.markdown[last : free.start], self._link_words(prose.markdown[free.start : free.end], seen)]
            last = free.end
        return "".join([*parts, prose.markdown[last:]])

    def _link_words(self, words: str, seen: set[str]) -> str:
        parts: list[str] = []
        last = 0
        for slug, span in self._find(words):
            if slug in seen:
                continue
            seen.add(slug)
            parts += [words[last : span.start], f"[{words[span.start : span.end]}](term:{slug})"]
            last = span.end
        return "".join([*parts, words[last:]])
