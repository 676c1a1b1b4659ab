"""Where in a changed text the words of a quotation begin and end, once they are laid about where they stand.

An aligner of single characters counts errors and knows no words: beside what was put in, taken out or changed at an
end it stops a little too early or too late. Here the words and what stood beside them say where that end is.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import edlib

from edition.model import Span
from edition.texts.locating.likeness import WORD, beside, coded, errors, errors_of_parts, steps_between
from edition.texts.locating.sought import NEIGHBOURS, within_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.texts.locating.sought import Asked, Target

_JOINT = 14
"""Characters on each side of an end by which that end is found again when something was put in near it."""

_COPIES = 3
"""A neighbour that stands more often tells nothing."""

_SURE_SIGNS = 3
"""So many equal characters after what was put in say that the words go on unchanged."""

_RUN = 6
"""So many equal characters in a neighbour and beside the words are hardly chance."""

_NEAR = 5
"""So few characters between the words and their neighbour make no difference."""

_SENTENCE_ENDS = re.compile(r"[.!?…。！？][\"')]*\s*\Z")
_ENDS_SENTENCE = re.compile(r"\s*[\"')]*[.!?…。！？]")
"""The end of a sentence, and the same read from behind."""

_BEGINS_WORD = re.compile(r"\W\w")

_SNAP = 4
"""Characters by which an end is moved to the edge of a word, if it was at one."""


def through(steps: Sequence[tuple[int, str]], inner: Span) -> Span | None:
    """Where a part of a query stands in the passage it was aligned with.

    A few characters put in at an end belong to the part if its own are changed there: a word was put for a word.
    """
    start = _reached(steps, inner.start)
    size = sum(count for count, sign in steps if sign != "D")
    passage = sum(count for count, sign in steps if sign != "I")
    end = passage - _reached(steps[::-1], size - inner.end)
    return Span(start, end) if start < end else None


def _reached(steps: Sequence[tuple[int, str]], goal: int) -> int:
    """The characters of a passage before those that answer to a query from `goal` on."""
    query = passage = 0
    for index, (count, sign) in enumerate(steps):
        if query == goal and sign == "D":
            follows = steps[index + 1] if index + 1 < len(steps) else (0, "=")
            is_changed = goal and count <= WORD and (follows[1] != "=" or follows[0] < _SURE_SIGNS)
            return passage if is_changed else passage + count
        if sign != "D" and query + count > goal:
            return passage + (goal - query if sign != "I" else 0)
        query += count * (sign != "D")
        passage += count * (sign != "I")
    return passage


def jointed(target: Target, asked: Asked, span: Span) -> Span:
    """The same place, with each end at its neighbour, if that stands a little farther out.

    An aligner of single characters gives up the words before a sentence that was put in, rather than the sentence.
    """
    reach = 300 + len(asked.exact)
    begins = max(span.start - reach, 0)
    left = target.chars[begins : span.start + NEIGHBOURS][::-1]
    start = span.start - _outward(
        asked.exact[::-1], asked.before[::-1], left, min(NEIGHBOURS, span.start + NEIGHBOURS - begins)
    )
    right = target.chars[max(span.end - NEIGHBOURS, 0) : span.end + reach]
    end = span.end + _outward(asked.exact, asked.after, right, min(NEIGHBOURS, span.end))
    return Span(max(start, 0), end)


def inward(target: Target, asked: Asked, span: Span) -> Span:
    """The same place, with an end farther in where the words have ended before, and what follows was put in."""
    words = target.chars[span.start : span.end]
    end = _least(asked.exact, words)
    start = end - _least(asked.exact[::-1], words[:end][::-1])
    return Span(span.start + start, span.start + end)


def _least(exact: str, words: str) -> int:
    """The length of the beginning of some words that has no more errors than the whole, if the rest is a sentence."""
    if len(words) - len(exact) <= WORD:
        return len(words)
    found = edlib.align(coded(exact), coded(words), mode="SHW", task="locations")
    return found["locations"][0][1] + 1 if found["editDistance"] <= errors(exact, words) else len(words)


def settled(target: Target, asked: Asked, span: Span, *, begins: bool, ends: bool) -> Span | None:
    """The same place, with those of its ends that are asked for where the words and their neighbour say that they are.

    `None` if they do not say it.
    """
    words = target.chars[span.start : span.end]
    left = target.chars[max(span.start - NEIGHBOURS, 0) : span.start]
    right = target.chars[span.end : span.end + NEIGHBOURS]
    steps = steps_between(coded(asked.exact), coded(words))
    backward = (asked.exact[::-1], asked.before[::-1], words[::-1], left[::-1])
    first = _later(steps[::-1], *backward) if begins and asked.before else 0
    last = _later(steps, asked.exact, asked.after, words, right) if ends and asked.after else 0
    if first is None or last is None or span.start - first >= span.end + last:
        return None
    return Span(span.start - first, span.end + last)


def _later(steps: Sequence[tuple[int, str]], exact: str, after: str, words: str, beyond: str) -> int | None:
    """By how many characters the words end later than they were laid; `None` if that cannot be told.

    The end is somewhere between the last of the words and the first of what followed them that are surely there.
    """
    changed, doubtful = _unlike(steps[::-1])
    if not changed:
        return 0
    between = words[len(words) - doubtful :] + beyond
    lost, apart = _neighbour(after, between)
    if apart is None:
        kept, gone = exact[: len(exact) - changed], exact[len(exact) - changed :]
        if changed > WORD or _SENTENCE_ENDS.search(kept) or _ENDS_SENTENCE.match(gone):
            # More than a word, or all there was of a sentence: it was taken out together with what followed.
            return -doubtful
        # A word with other letters is that word; where there was a whole word, any number may stand now.
        return None if _BEGINS_WORD.search(exact[-changed - 1 :]) else 0
    if apart <= _NEAR or (not lost and apart <= changed + WORD):
        return apart - doubtful
    # Words at the end and words after it are others now: they answer to each other, if they are as many.
    ours, theirs = len(exact[-changed:].split()), len(after[:lost].split())
    put = [match.end() for match in re.finditer(r"\S+", between[:apart])]
    return put[ours - 1] - doubtful if len(put) == ours + theirs else None


def _neighbour(after: str, between: str) -> tuple[int, int | None]:
    """How much of what followed the words is lost, and where in a passage it goes on; `None` if it does not."""
    runs = SequenceMatcher(None, after, between, autojunk=False).get_matching_blocks()
    return next(((run.a, run.b) for run in runs if run.size >= _RUN), (len(after), None))


def _unlike(steps: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """The characters of a query, and of a passage, before the part of their alignment that is alike.

    It begins where from there on the equal signs outnumber the others by the most, as in a local alignment.
    """
    score = least = query = passage = 0
    clipped = (0, 0)
    for count, sign in steps:
        if sign == "=":
            score += count
        else:
            score -= count
        query += count * (sign != "D")
        passage += count * (sign != "I")
        if score < least:
            least, clipped = score, (query, passage)
    return clipped


def _outward(exact: str, after: str, passage: str, at: int) -> int:
    """By how many characters a quotation ends later than at `at` in a passage, which begins shortly before its end.

    It does if what follows it stands plainly later, and the last words of the quotation right before that.
    """
    after = after.strip()
    if len(after) < _JOINT:
        return 0
    here = passage[at : at + len(after) + _JOINT]
    if beside(after, here.strip()) <= len(after) // 3:
        return 0
    found = edlib.align(coded(after), coded(passage[at:]), mode="HW", task="locations", k=len(after) // 4)
    if found["editDistance"] < 0 or len({last for _, last in found["locations"]}) > _COPIES:
        return 0
    later = found["locations"][0][0] or 0
    tail, between = exact[-NEIGHBOURS:], passage[: at + later].rstrip()
    begins = passage[max(at - len(tail), 0) :]
    return len(between) - at if errors_of_parts(tail, begins, between) + 1 < beside(tail, begins) else 0


def trimmed(target: Target, asked: Asked, span: Span) -> Span:
    """The same place without spaces at its ends, and with whole words where the quotation had them."""
    start, end = span.start, span.end
    chars = target.chars
    if asked.begins_a_word and within_a_word(chars, start):
        start = _edge(chars, start)
    if asked.ends_a_word and within_a_word(chars, end):
        end = _edge(chars, end)
    # No words begin with the mark that ends those before them.
    ends_others = " .,;:!?" if asked.exact[0].isalnum() else " "
    while start < end and chars[start] in ends_others:
        start += 1
    while start < end and chars[end - 1] == " ":
        end -= 1
    return Span(start, end)


def _edge(chars: str, at: int) -> int:
    """The nearest edge of the word an offset is in, if it is very near."""
    near = (at + way * step for step in range(1, _SNAP + 1) for way in (-1, 1))
    return next((edge for edge in near if 0 <= edge <= len(chars) and not within_a_word(chars, edge)), at)
