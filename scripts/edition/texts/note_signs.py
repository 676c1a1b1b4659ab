"""The signs by which a text refers to notes of its author's own, and by which those begin: `[1]`, `*`, `¹`, `1.`."""

from __future__ import annotations

import re
import unicodedata

_BEFORE = r"[\w.,;:!?”\"’)»」。，、！？]"


def sign_of(label: str) -> str:
    """A regular expression for the sign of a note where the text refers to it: after a word or its end.

    It ends with the sign.
    """
    before = _BEFORE
    if label.isdecimal():
        before = r"(?:[^\W\d_]|(?<!\d)[.,]|[;:!?”\"’)»」。，、！？])"
    elif re.fullmatch(r"\([a-z]\)", label):
        before = r"(?:[^\W\d_]|[.,;:!?”\"’])"
    elif label.startswith("["):
        before = f"{_BEFORE} ?"
    return rf"{before}{re.escape(label)}(?![\w{re.escape(label[-1])}])"


def sign_in(words: str, label: str) -> int:
    """Where words refer to the note of a label: the offset of the sign; -1, if they do not."""
    found = re.search(sign_of(label), words)
    if found:
        return found.end() - len(label)
    return -1 if label.isdecimal() else words.find(label)


def own_sign(words: str, label: str) -> str:
    """What a note begins with, if that is its label or says the same, as `1.` does for `[1]`; else nothing."""
    if words.startswith(label):
        return label
    first = words.split(maxsplit=1)[0]
    return first if _bare(first) and _bare(first) == _bare(label) else ""


def _bare(sign: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", sign))
