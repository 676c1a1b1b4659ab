"""How alike two passages are: the errors between them, as edlib counts them (Myers' bit-vector algorithm).

Typography is no error: quotation marks, dashes and spaces are compared as the plain ones.
"""

from __future__ import annotations

import re

import edlib

TELLING = 24
"""So many characters are not written alike by chance."""

WORD = 20
"""Characters put in that may be a word for a word; more are a sentence of their own."""

_STEP = re.compile(r"(\d+)(.)")

_SAME = (
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\t\n\r\f\v\u00a0\u2009\u202f\u3000", " ")
    | {"ё": "е", "Ё": "Е"}
)
"""Variants that are one character each: offsets stay, unlike in `fold`."""


def steps_between(words: bytes, others: bytes) -> list[tuple[int, str]]:
    """The alignment of some words with all of others, both `coded`: runs of signs that are equal (=) or not (X), of
    signs of the first alone (I), of the second alone (D).
    """
    found = edlib.align(words, others, mode="NW", task="path")
    return [(int(count), sign) for count, sign in _STEP.findall(found["cigar"] or "")]


def errors(words: str, others: str) -> int:
    """The errors of some words in a passage, a sentence put in between them not counted."""
    errors = int(edlib.align(coded(words), coded(others), mode="NW")["editDistance"])
    put_in = len(others) - len(words)
    if put_in <= WORD:
        return errors
    # Of much more than was asked for the letters of any words can be picked out.
    if len(words) > 2 * TELLING and put_in <= len(words):
        return errors - put_in
    return min(errors, errors_of_parts(words, others, others))


def errors_of_parts(words: str, begins: str, ends: str) -> int:
    """The least errors of some words cut in two, the first at the beginning of a passage, the second at an end."""
    cuts = [index for index in range(len(words)) if index == 0 or words[index - 1] == " "]
    return min(beside(words[:cut].rstrip(), begins) + beside(words[cut:].rstrip()[::-1], ends[::-1]) for cut in cuts)


def beside(words: str, passage: str) -> int:
    """The errors of a neighbour at the beginning of a passage."""
    if not words or not passage:
        return len(words)
    return int(edlib.align(coded(words), coded(passage[: 2 * len(words)]), mode="SHW")["editDistance"])


def plain(chars: str) -> str:
    """The same characters with typography as plain as it can be; offsets stay."""
    # Many times as fast as `translate`, where not all characters are of ASCII.
    for variant, same in _SAME.items():
        chars = chars.replace(variant, same)
    return chars


def coded(chars: str) -> bytes:
    """The low byte of each character: those of different scripts may share one, which only blurs a likeness."""
    return chars.encode("utf-32-le", "surrogatepass")[::4]
