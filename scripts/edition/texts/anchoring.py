"""Find the one place in a text that a quotation names.

First the exact words, then the words after folding. A quotation that is found once has its place; one that
is found twice, or not at all, is a problem with what is needed to mend it. Nothing is placed by guess.
"""

from __future__ import annotations

import functools
import json
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from edition.fold import UNIT, Folded, cuts_a_word, fold, folded, one_space
from edition.model import Quotation, Span, Text
from edition.problems import shortened
from edition.texts.locating.locate import locate
from edition.texts.locating.sought import Sought
from edition.vocabulary import CONTEXT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEAR_ENOUGH = 60
"""Below this likeness (0 to 100, rapidfuzz) a nearest passage would only mislead."""

_CONTEXT_READ = 400
"""Characters before and after a place in which these words are looked for."""


_SHOWN = 3
"""So many places of a quotation that stands often are shown, with the number of all."""


def find(text: Text, quotation: Quotation) -> tuple[Span, ...]:
    """Every place of a text that has the quoted words between the given neighbours.

    Words are found whole: a quotation that would begin or end inside a word is not there.
    """
    if not folded(quotation.exact):
        return ()
    exact = tuple(_find_exact(text.chars, quotation))
    return exact or tuple(_find_folded(_fold(text.chars), quotation))


class Unplaced(Exception):  # noqa: N818 - it is an answer to a contributor
    """A quotation has no place, or several: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def place(text: Text, quotation: Quotation, others: Iterable[Text] = ()) -> Span:
    """The one place of a quotation; `Unplaced` if there is none or more than one.

    `others` are the texts in which the words are looked for, to say so, if they are not in the first.
    """
    spans = find(text, quotation)
    if len(spans) > 1:
        raise Unplaced(*_found_often(text, quotation, spans))
    if not spans:
        raise Unplaced(*_not_found(text, quotation, others))
    return spans[0]


def _find_exact(chars: str, quotation: Quotation) -> Iterator[Span]:
    words = quotation.exact.strip()
    for start in _starts(chars, words):
        end = start + len(words)
        if _stands_between(chars, start, end, quotation.prefix.strip(), quotation.suffix.strip()):
            yield Span(start, end)


def _find_folded(text: Folded, quotation: Quotation) -> Iterator[Span]:
    words = folded(quotation.exact)
    prefix, suffix = folded(quotation.prefix), folded(quotation.suffix)
    for start in _starts(text.chars, words):
        end = start + len(words)
        if _stands_between(text.chars, start, end, prefix, suffix):
            yield text.span(start, end)


def _stands_between(chars: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether a place has these neighbours, with any white space between, and cuts no word in two.

    Scripts without spaces are never cut.
    """
    begin, last = start, end
    # Not a slice of all that is before or after: a common word has thousands of places.
    while prefix and start and chars[start - 1].isspace():
        start -= 1
    while suffix and end < len(chars) and chars[end].isspace():
        end += 1
    beside = chars.endswith(prefix, 0, start) and chars.startswith(suffix, end)
    return beside and not (cuts_a_word(chars, begin) or cuts_a_word(chars, last))


def _starts(chars: str, words: str) -> Iterator[int]:
    start = chars.find(words)
    while start >= 0:
        yield start
        start = chars.find(words, start + 1)


@functools.cache
def _fold(chars: str) -> Folded:
    return fold(chars)


def _found_often(text: Text, quotation: Quotation, spans: tuple[Span, ...]) -> tuple[str, str]:
    lines = [f"It stands {len(spans)} times; say which is meant:"]
    for span in spans[:_SHOWN]:
        block = text.blocks_in(span)[0]
        lines.append(f"{text.file}:{text.line(span.start)} ({block.id}): add {_advice(text, span, quotation)}")
    if len(spans) > _SHOWN:
        lines.append(f"… and {len(spans) - _SHOWN} more. Perhaps quote more words.")
    return f'these words stand more than once in "{text.title}": "{shortened(quotation.exact)}"', "\n".join(lines)


def _advice(text: Text, span: Span, quotation: Quotation) -> str:
    """The line of a header that tells one place of a quotation from the others."""
    telling = telling_quotation(text, span, quotation.exact)
    if telling is None:
        return "a longer quote"
    key, words = ("suffix", telling.suffix) if telling.suffix else ("prefix", telling.prefix)
    return f"{key}: {json.dumps(words, ensure_ascii=False)}"


def telling_quotation(text: Text, span: Span, exact: str = "") -> Quotation | None:
    """The words of a span with the shortest prefix or suffix, in whole words, that leads to this place alone.

    `exact` is how the words are written in a quotation, if not as in the text.
    """
    exact = exact or one_space(text.words(span))
    before = one_space(text.chars[max(span.start - _CONTEXT_READ, 0) : span.start])
    after = one_space(text.chars[span.end : span.end + _CONTEXT_READ])
    starts = [unit.start() for unit in UNIT.finditer(before)][-CONTEXT_WORDS:]
    ends = [unit.end() for unit in UNIT.finditer(after)][:CONTEXT_WORDS]
    tries = [Quotation(exact)]
    for count in range(1, CONTEXT_WORDS + 1):
        tries += [Quotation(exact, suffix=after[: ends[count - 1]])] if count <= len(ends) else []
        tries += [Quotation(exact, prefix=before[starts[-count] :])] if count <= len(starts) else []
    return next((quotation for quotation in tries if _tells(text, quotation, span)), None)


def _tells(text: Text, quotation: Quotation, span: Span) -> bool:
    """Whether a quotation leads to one place and to no other; no more than two are looked for."""
    found = list(islice(_find_exact(text.chars, quotation), 2))
    return (found or list(islice(_find_folded(_fold(text.chars), quotation), 2))) == [span]


def _not_found(text: Text, quotation: Quotation, others: Iterable[Text]) -> tuple[str, str]:
    what = f'these words are not in "{text.title}": "{shortened(quotation.exact)}"'
    bare = Quotation(quotation.exact)
    if (quotation.prefix or quotation.suffix) and (spans := find(text, bare)):
        places = ", ".join(f"{text.file}:{text.line(span.start)}" for span in spans[:_SHOWN])
        places += f" and {len(spans) - _SHOWN} more" if len(spans) > _SHOWN else ""
        return (
            f'these words do not stand beside that prefix or suffix: "{shortened(quotation.exact)}"',
            f"They stand in {places}. Correct the prefix or suffix, or remove it.",
        )
    for version in reversed(text.earlier):
        if spans := find(version, bare):
            stood = f"They stood in {version.file}:{version.line(spans[0].start)} until {version.until}"
            return what, f"{stood}. Quote other words, or retire it: a line `retired:` says why."
    for other in others:
        if spans := find(other, bare):
            return what, (
                f"They stand in {other.file}:{other.line(spans[0].start)}. If you mean that text, move the file to"
                f' the folder "{other.slug}"; in a parallel, write "text: {other.slug}".'
            )
    near = nearest(text, quotation)
    if near is None:
        return what, "Nothing like them was found. Copy the quotation from the page."
    words = folded(text.words(near))
    return what, (
        f'The nearest are in {text.file}:{text.line(near.start)}: "{words}"\n'
        f"{_difference(folded(quotation.exact), words)}"
        "Copy the quotation from the page, or correct it here."
    )


def nearest(text: Text, quotation: Quotation) -> Span | None:
    """The passage most like the quotation, by its words and its neighbours, else by its words alone."""
    if place := locate(text.chars, [Sought(quotation)])[0]:
        return place
    whole = _fold(text.chars)
    words = folded(quotation.exact)
    best = fuzz.partial_ratio_alignment(words, whole.chars, score_cutoff=_NEAR_ENOUGH)
    if best is None or not words:
        return None
    start, end = best.dest_start, best.dest_end
    while start > 0 and not whole.chars[start - 1].isspace():
        start -= 1
    while end < len(whole.chars) and not whole.chars[end].isspace():
        end += 1
    return whole.span(start, end)


def _difference(given: str, found: str) -> str:
    """The words in which two quotations differ, as a line; nothing if they differ too much."""
    mine, theirs = given.split(), found.split()
    only_mine = [word for word in mine if word not in theirs]
    only_theirs = [word for word in theirs if word not in mine]
    if not only_mine or len(only_mine) > len(mine) // 2:
        return ""
    return f'You have "{" ".join(only_mine)}"; the text has "{" ".join(only_theirs)}".\n'
