"""A quotation of an older text and the text it is sought in, made ready to be compared."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.texts.locating.likeness import coded, plain

if TYPE_CHECKING:
    from edition.model import Quotation

NEIGHBOURS = 32
"""Characters of a prefix and a suffix that are compared: more would only reach into the next changes."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation of an older text; `hint` is the offset at which it began there, if that is known."""

    quotation: Quotation
    hint: int | None = None


class Target:
    """A text to be searched, and the same as bytes, which edlib aligns without translating them."""

    def __init__(self, chars: str) -> None:
        self.chars = plain(chars)
        self.bytes = coded(self.chars)


@functools.lru_cache(maxsize=1)
def target_of(chars: str) -> Target:
    """A text that is asked for again and again is prepared once."""
    return Target(chars)


class Asked:
    """A quotation as it is compared."""

    def __init__(self, sought: Sought) -> None:
        before, exact, after = (
            plain(words) for words in (sought.quotation.prefix, sought.quotation.exact, sought.quotation.suffix)
        )
        lead = len(exact) - len(exact.lstrip())
        self.exact = exact.strip()
        # White space at the ends of the words belongs to the neighbours: a reviser may put a sentence there.
        self.before = (before + exact[:lead])[-NEIGHBOURS:]
        self.after = (exact[lead + len(self.exact) :] + after)[:NEIGHBOURS]
        self.whole = self.before + self.exact + self.after
        self.hint = None if sought.hint is None else sought.hint + lead
        self.begins_a_word = not within_a_word(self.before + self.exact, len(self.before))
        self.ends_a_word = not within_a_word(self.exact + self.after, len(self.exact))


def within_a_word(chars: str, at: int) -> bool:
    """Whether an offset is between two letters or digits."""
    return 0 < at < len(chars) and chars[at - 1].isalnum() and chars[at].isalnum()
