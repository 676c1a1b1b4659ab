"""What is wrong in a file, where, and how to mend it; gathered first, printed once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LONGEST = 100
"""So many characters of a wrong value are enough to find it."""

_MOST_NAMED, _NEAREST = 20, 5
"""So many known words are all named; of more, the nearest."""
_FEWEST_LETTERS = 3


class Refused(Exception):  # noqa: N818 - it is an answer to a person
    """Why a command did nothing, and what to do about it."""


def one_line(words: str) -> str:
    """Words with nothing hidden in them and no line breaks, which could begin a command of their own in a log."""
    return "".join(map(_visible, words))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() else f"[U+{ord(char):04X}]"


def shortened(words: str) -> str:
    """The beginning of words that may be of any length."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def did_you_mean(word: str, known: Sequence[str], otherwise: str) -> str:
    """A sentence that offers the nearest known word, and else the known words, or the nearest of them if many."""
    word = word[:_LONGEST]  # what is contributed may be long, and likeness takes time by the square of it
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    near = near or [other for other in known if len(word) >= _FEWEST_LETTERS and other.startswith(word)]
    if near:
        return f'Did you mean "{near[0]}"?'
    if len(known) <= _MOST_NAMED:
        return f"{otherwise} {', '.join(known)}."
    nearest = difflib.get_close_matches(word, known, n=_NEAREST, cutoff=0)
    return f"{otherwise} {', '.join(nearest)} (of {len(known)}, the nearest)."


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file."""

    file: Path
    """Relative to the edition's root."""
    line: int
    what: str
    """What is wrong, in one sentence without a full stop at the end."""
    mend: str
    """What to do about it, in whole sentences; may have several lines."""

    def __str__(self) -> str:
        mend = "".join(f"\n    {one_line(line)}" for line in self.mend.splitlines())
        return f"{one_line(str(self.file))}:{self.line}: {one_line(self.what)}{mend}"

    def for_github(self, level: Literal["error", "warning"] = "error") -> str:
        """The problem as a workflow command, so that it stands beside its line.

        The form and its escapes: GitHub Docs, "Workflow commands for GitHub Actions".
        """
        text = f"{one_line(self.what)}\n{self.mend}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        name = one_line(str(self.file)).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::{level} file={name},line={self.line}::{text}"


@dataclass(slots=True)
class Problems:
    """A growing list of what is wrong."""

    found: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What editors should know, though nothing is wrong."""

    def add(self, file: Path, line: int, what: str, mend: str) -> None:
        """Note one mistake; the same one twice counts once."""
        problem = Problem(file, line, what, mend)
        if problem not in self.found:
            self.found.append(problem)

    def warn(self, file: Path, line: int, what: str, mend: str) -> None:
        """Note what is no mistake."""
        self.warnings.append(Problem(file, line, f"warning: {what}", mend))

    def __bool__(self) -> bool:
        return bool(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def in_order(self) -> list[Problem]:
        """All of them by file and line."""
        return sorted(self.found)

    @property
    def files(self) -> int:
        """In how many files something is wrong."""
        return len({problem.file for problem in self.found})
