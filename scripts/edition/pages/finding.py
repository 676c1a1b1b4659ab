"""What helps to find: words for the search beside the printed ones, and the forms that filter a list.

The search of the theme finds a word by its beginning, as it is printed, and nothing else. So it is given
further words that nobody sees: names without their marks, the ends of Chinese names, other spellings, and
the words of what is folded away, once each and without their sentences, which keeps the index small.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.fold import CYRILLIC, HAN, plain_letters
from edition.messages import say
from edition.pages.markup import attribute, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.model import Entry, NativeForm, Prose, Written

_UNSPLIT = "\u2060"
"""A word joiner, which takes no room. The theme cuts Chinese queries at every word of the index that it
finds in them, and loses what follows; words that end in it are never found so, yet still by their beginning."""

_HAN = re.compile(f"[{HAN}]")
_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_WORD = re.compile(rf"\w+(?:\.\d+)*{_UNSPLIT}?")

_LONGEST = 12
"""Chinese names up to this length are also found by what stands in their middle."""

_JOINED = 5
"""Chinese names up to this length are also found in Pinyin without spaces."""

_COMMON = frozenset({
    "about", "above", "according", "across", "after", "again", "against", "ago", "all", "almost", "along",
    "already", "also", "always", "among", "and", "another", "any", "are", "around", "asked", "away", "back",
    "became", "because", "become", "been", "before", "began", "begun", "being", "below", "between", "both",
    "but", "called", "calls", "came", "can", "case", "could", "did", "does", "done", "each", "either", "end",
    "ended", "enough", "even", "every", "expected", "few", "followed", "for", "found", "from", "full",
    "further", "gave", "given", "gives", "had", "half", "has", "have", "having", "held", "her", "here", "him",
    "himself", "his", "how", "however", "include", "includes", "including", "into", "its", "itself", "just",
    "kept", "kind", "know", "known", "last", "later", "least", "less", "let", "like", "likely", "long", "made",
    "make", "makes", "many", "may", "mean", "means", "meant", "might", "more", "most", "much", "must", "named",
    "namely", "names", "neither", "never", "next", "none", "nor", "not", "nothing", "now", "number", "off",
    "often", "once", "one", "only", "other", "others", "our", "out", "over", "own", "part", "per", "place",
    "put", "quite", "rather", "read", "reads", "said", "same", "say", "says", "see", "seen", "set", "several",
    "she", "should", "shown", "shows", "side", "since", "some", "speaks", "spoke", "stands", "still", "stood",
    "such", "taken", "takes", "term", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "thing", "things", "this", "those", "though", "through", "thus", "time", "together", "told", "too", "took",
    "toward", "towards", "two", "under", "until", "upon", "use", "used", "uses", "using", "very", "via", "want",
    "was", "way", "well", "went", "were", "what", "when", "where", "whether", "which", "while", "who", "whole",
    "whom", "whose", "why", "will", "with", "within", "without", "word", "words", "would", "written", "wrote",
    "year", "years", "yet", "you", "your",
})  # fmt: skip
"""Words by which nobody looks for anything."""


def names(entry: Entry) -> list[str]:
    """What people type to find an entry, besides its title: its own names first, then those that only lead to it.

    Where two entries are found by one word, the order tells whose name it is.
    """
    native = (name for form in entry.native for name in (form.text, *_romanized(form)))
    found = {name.lower(): name for form in (*entry.forms, *native, *entry.search) for name in _spellings(form)}
    return [name for key, name in found.items() if key not in {"", entry.term.lower()}]


def ends(entry: Entry) -> Iterator[str]:
    """What remains of an entry's Chinese names from their second, third … character on."""
    for form in (*entry.forms, *entry.search, *(native.text for native in entry.native)):
        name = re.sub(r"\W", "", form)
        if _HAN.search(form) and len(name) <= _LONGEST:
            yield from (name[start:] + _UNSPLIT for start in range(1, len(name) - 1))


def hidden(shown: Prose, folded: Iterable[Prose], further: Iterable[str] = ()) -> str:
    """For the search alone: the words of what is folded, variants of the words of the shown one, further words.

    It is a `sub` because the index of the theme keeps those, so that the style sheet can hide them in results.
    """
    known = _words(shown.words)
    wanted = {word for part in folded for word in _words(part.words)}
    wanted |= {variant for word in known | wanted for variant in _spellings(word)}
    wanted |= {word for name in further for word in _words(name)}
    new = [word for word in _longest(known | wanted) if word not in known]
    return f" <sub hidden>{escaped(' '.join(new))}</sub>" if new else ""


def filter_form(*controls: str) -> str:
    """A form that filters the items of a page as one types; without JavaScript it is not seen.

    Each control filters by the `data-` attribute of its name, `find` by all words, `sort` puts in order.
    """
    return (
        '<form class="filter" data-search-exclude>\n'
        + "".join(f"<label>{control}</label>\n" for control in controls)
        + "<output></output>\n</form>"
    )


def years(written: Written) -> list[str]:
    """The years a note or an entry speaks of: those of its events, and those it names."""
    named = re.findall(r"(?<![\w.])(?:1[5-9]|20)[0-9]{2}(?![\w%])", written.body.words)
    return sorted({event.date[:4] for event in written.events} | set(named))


def search_field(label: str) -> str:
    """A control in which one types what to find."""
    return f'{label} <input type="search" name="find" autocomplete="off" spellcheck="false">'


def choice(name: str, label: str, options: Mapping[str, str], none: str = "") -> str:
    """A control that chooses one of some values, or none of them."""
    rows = "".join(f'<option value="{value}">{attribute(words)}</option>' for value, words in options.items())
    return f'{label} <select name="{name}"><option value="">{none or say("any")}</option>{rows}</select>'


def _romanized(form: NativeForm) -> Iterator[str]:
    yield form.transliteration
    if form.lang.startswith("zh") and len(form.text) <= _JOINED:
        yield re.sub(r"\W", "", plain_letters(form.transliteration))


def _spellings(words: str) -> Iterator[str]:
    """Words as they are written and without marks, with е for ё, with s for the z of the Oxford spelling."""
    if _HAN.search(words):
        yield re.sub(r"\W", "", words) + _UNSPLIT
        return
    yield words
    yield re.sub(r"(?<=\w\w[iy])z(?=e|ing|ation)", "s", words)
    yield words.replace("ё", "е").replace("Ё", "Е") if _CYRILLIC.search(words) else plain_letters(words)


def _words(words: str) -> set[str]:
    """The words among others by which somebody may look for it."""
    found = (match[0] for match in _WORD.finditer(words))
    return {word.lower() for word in found if _is_telling(word)}


def _is_telling(word: str) -> bool:
    if not word.isascii():
        return True
    return len(word) > (1 if word.isupper() else 2) and word.lower() not in _COMMON


def _longest(words: Iterable[str]) -> list[str]:
    """The words that begin no other of them: who finds the longer one finds these too."""
    ordered = sorted(words)
    return [word for word, after in zip(ordered, [*ordered, ""][1:], strict=True) if not after.startswith(word)]
