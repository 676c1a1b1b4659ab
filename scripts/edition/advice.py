"""Say where notes are hardly written as the rules for editors ask, though only a person can tell."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from edition.fold import folded
from edition.model import Note
from edition.problems import shortened
from edition.vocabulary import WEAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition, Written
    from edition.problems import Problems

_FORECAST = re.compile(r"\b(will|should|may well)\b")

_REPORTED = re.compile(r"\bif\b|\b(sa(id|ys)|announce[sd]?|promise[sd]?|predict(s|ed)|expect(s|ed))\b", re.IGNORECASE)
"""A claim that someone foretold something, or of what follows if something is, is no forecast itself."""

_SOUGHT = re.compile(
    r"\b(not verified|unverified|sources (read|consulted|seen)|nothing read|was looked for)\b", re.IGNORECASE
)

_WORKSHOP = re.compile(r"\b(the|this|our|each) seeds?\b", re.IGNORECASE)
"""What files and programs call a seed is to readers a copy, or a text."""

_FREE_HOSTS = (
    ".blogspot.com", ".github.io", ".livejournal.com", ".medium.com", ".pixnet.net", ".substack.com", ".telegra.ph",
    ".wordpress.com",
)  # fmt: skip
"""Hosts on which anybody can set up a page."""

_COPYING_HOSTS = (".news-pravda.com", ".pravda-en.com")
"""Hosts of a network that prints what others wrote under names of its own."""


def advise(edition: Edition, problems: Problems) -> None:
    """Warn of words that look like a slip: a warning to editors, no fault of a contribution."""
    for written in edition.written:
        advice = [*_on_words(written), *_on_sources(written), *(_on_note(written) if isinstance(written, Note) else ())]
        for key, what, mend in advice:
            problems.warn(written.file, written.lines[key] if key else written.body_line, what, mend)
    _advise_on_names(edition, problems)


def _advise_on_names(edition: Edition, problems: Problems) -> None:
    """Find the pages that are cited under several names, or as several sorts of source, but for typography."""
    told: dict[tuple[str, str], dict[str, list[tuple[Written, int]]]] = defaultdict(lambda: defaultdict(list))
    for written in edition.written:
        for index, source in enumerate(written.sources):
            for fact in ("title", "publisher", "standing"):
                told[source.url, fact][folded(getattr(source, fact))].append((written, index))
    for (_, fact), names in told.items():
        usual, *others = sorted(names.values(), key=len, reverse=True)
        first, at = usual[0]
        what = f"the same page has another {fact} in {first.file}: “{shortened(getattr(first.sources[at], fact))}”"
        for written, index in chain.from_iterable(others):
            line = written.lines[f"sources.{index}.{fact}"]
            problems.warn(written.file, line, what, "Write it alike in both, as it is right.")


def _on_words(written: Written) -> Iterator[tuple[str, str, str]]:
    """The key, or nothing for the body, what looks wrong there, and what to do."""
    for key in ("title", "term", "claim", ""):
        words = str(getattr(written, key, "")) if key else written.body.words
        if found := _WORKSHOP.search(words):
            yield key, f"“{found[0]}” is a word of the workshop", "Readers know a copy, or a text."


def _on_sources(written: Written) -> Iterator[tuple[str, str, str]]:
    for index, source in enumerate(written.sources):
        host = f".{urlsplit(source.url).hostname}"
        if source.standing not in WEAK and host.endswith((*_FREE_HOSTS, *_COPYING_HOSTS)):
            why = "others' words are printed" if host.endswith(_COPYING_HOSTS) else "anybody can set up a page"
            what = f"{why} on {shortened(host[1:])}, and this one is called {source.standing}"
            yield f"sources.{index}.standing", what, f"Look whether it is one of: {', '.join(sorted(WEAK))}."


def _on_note(note: Note) -> Iterator[tuple[str, str, str]]:
    if _FORECAST.search(note.claim) and not _REPORTED.search(note.claim) and note.verdict != "opinion":
        mend = "Of what will be or should be the verdict is: opinion."
        yield "claim", f"the claim looks like a forecast, and the verdict is: {note.verdict}", mend
    mend = "Say what is known; what was looked for stands in the detail, in a line."
    if re.search(r"verified|\b(no|not)\b.*\bfound\b", note.title, re.IGNORECASE):
        yield "title", "the title tells what was sought", mend
    if found := _SOUGHT.search(note.body.gist.words):
        yield "", f"the gist tells what was sought: “{found[0]}”", mend
