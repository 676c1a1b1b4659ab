"""Find where texts and notes name the entries of the glossary.

A form in small letters is found in any case, a form with a capital only as written; the longest form wins,
and none is found inside a longer word. Chinese characters have no word boundaries and need none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import fold, folded
from edition.model import BlockKind, Entry, Mention, Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEARCHED = {
    BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.CREDIT,
    BlockKind.COMMENT_PARAGRAPH,
}  # fmt: skip
_LINKED = _SEARCHED - {BlockKind.TITLE, BlockKind.HEADING}

_OUT_OF_BOUNDS = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^)]*\)|`[^`]*`|<[^>]*>|https?://\S+")
"""Where a body of Markdown takes no further links: links, code, addresses."""


class Terms:
    """All forms of all entries, ready to be looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.slug: entry for entry in entries}
        self._exact: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        for entry in self._entries.values():
            for form in entry.forms:
                words = folded(form)
                (self._any_case if words == words.lower() else self._exact)[words] = entry.slug
        forms = sorted({*self._exact, *self._any_case}, key=lambda form: (-len(form), form))
        phrases = (phrase for entry in self._entries.values() for phrase in entry.do_not_link)
        self._avoided = [re.compile(re.escape(folded(phrase))) for phrase in phrases]
        # Forms are tried only where their first letter stands: the search is many times faster for it.
        by_letter: dict[str, list[str]] = {}
        for form in forms:
            by_letter.setdefault(form[:1].lower(), []).append(self._alternative(form))
        groups = (f"(?=(?i:{re.escape(letter)}))(?:{'|'.join(group)})" for letter, group in by_letter.items())
        self._pattern = re.compile("|".join(groups) or r"(?!)")

    def _alternative(self, form: str) -> str:
        words = re.escape(form)
        if form in self._any_case and form not in self._exact:
            words = f"(?i:{words})"
        before = r"(?<!\w)" if re.match(r"[^\W\u2e80-\u9fff]", form) else ""
        after = r"(?!\w)" if re.search(r"[^\W\u2e80-\u9fff]$", form) else ""
        return before + words + after

    def _find(self, words: str) -> Iterator[tuple[str, Span]]:
        """The entries named in some words, with the places of the names."""
        text = fold(words)
        avoided = [
            Span(match.start(), match.end()) for phrase in self._avoided for match in phrase.finditer(text.chars)
        ]
        for match in self._pattern.finditer(text.chars):
            place = Span(match.start(), match.end())
            # Rare letters are alike in any case, yet not the same when small: İ, ſ.
            slug = self._exact.get(match[0]) or self._any_case.get(match[0].lower())
            if slug and not any(span.covers(place) for span in avoided):
                yield slug, text.span(place.start, place.end)

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

    def link(self, body: str, own: str = "") -> str:
        """A Markdown body with a link at the first mention of each entry.

        `own` is the entry whose body it is; entries the body links by hand are not linked again.
        """
        seen = {own, *re.findall(r"\]\(term:([^)\s]+)\)", body)}
        parts: list[str] = []
        last = 0
        for match in [*_OUT_OF_BOUNDS.finditer(body), None]:
            start = match.start() if match else len(body)
            parts.append(self._link_words(body[last:start], seen))
            parts.append(match[0] if match else "")
            last = match.end() if match else start
        return "".join(parts)

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
