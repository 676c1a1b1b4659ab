"""The records as the search reads them: in small pieces, of which a question fetches the few that it needs.

Each piece is a script that says `searchPiece = …`, because a page opened from disk may run a script beside it and
may not fetch. `start.js` tells which pieces there are. Their names are made from what is in them, so that pieces of
two editions are never mixed.

- Pieces of words: for each term, in order, the numbers of the records that have it as a whole name, in a name or a
  title, in their words. Each list is in base 36, every number less the one before it.
- Pieces of records: what is shown of each.
- A piece of names, for who finds nothing.

How words become terms is written a second time in `overrides/assets/search.js`, for what is asked.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from itertools import accumulate, groupby, pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from edition.fold import UNSPACED
from edition.messages import say
from edition.model import Page
from edition.pages import common
from edition.pages.records import Record, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import Edition

_WORDS, _RECORDS = 24_000, 8_000
"""How many bytes a piece of either sort may have, before it is packed."""

_LONGEST = 60
"""Names up to this length are found as a whole."""

_DROPPED = re.compile(r"['’‘ʼ`´′\u00ad\u200b-\u200f\u2060\ufeff]|(?<=[0-9]),(?=[0-9]{3})")
_RUN = re.compile(rf"[0-9]+(?:\.[0-9]+)+|(?:(?![{UNSPACED}])[^\W_])+|(?:(?=[{UNSPACED}])[^\W_])+")
"""A number with its point, a word, or a run of a script without spaces."""

_UNSPACED = re.compile(f"[{UNSPACED}]")


def search_pages(edition: Edition) -> Iterator[Page]:
    """Every file of `/search/`."""
    yield from pieces(
        list(records(edition)),
        [(text.text.slug, common.label(text), text.text.language) for text in edition.texts],
        edition.settings.notes_language,
    )


def pieces(found: Sequence[Record], texts: Sequence[tuple[str, str, str]], language: str) -> Iterator[Page]:
    """The pieces of some records and the one that names them.

    `texts` are slug, label and language of each text; `language` is that of everything else.
    """
    order = [slug for slug, _, _ in texts]
    terms = list(_parted(_terms(found), _WORDS))
    shown = list(_parted(map(_shown, found), _RECORDS))
    of_words, of_records = [[_piece(rows) for rows in groups] for groups in (terms, shown)]
    of_names = _piece([(r.title, r.address, *r.names) for r in found if r.kind == "entry"])
    yield from (*of_words, *of_records, of_names)
    firsts = accumulate((len(rows) for rows in shown), initial=0)
    runs = groupby(found, key=lambda record: (record.kind, record.texts))
    yield _script(
        "start",
        {
            "words": [(rows[0][0], _name(page)) for rows, page in zip(terms, of_words, strict=True)],
            "records": [(first, _name(page)) for first, page in zip(firsts, of_records, strict=False)],
            "names": _name(of_names),
            "texts": texts,
            "language": language,
            "said": _said(),
            "runs": [(kind, [order.index(slug) for slug in of], len(list(run))) for (kind, of), run in runs],
        },
    )


def _said() -> dict[str, str]:
    """What the box says, by the names under which its script looks for it."""
    return {
        "all": say("all"),
        "begin": say("Type a word."),
        "comment": say("comment"),
        "entry": say("entry"),
        "everywhere": say("Search everything"),
        "first": say("The first {shown} of {count} hits; another word narrows them."),
        "glossary": say("Glossary"),
        "hits": say("Hits: {count}."),
        "kind": say("Kind"),
        "more": say("{count} more on this page"),
        "most": say("Nothing has all of these words. What has most of them:"),
        "nearest": say("The nearest names in the glossary:"),
        "note": say("note"),
        "nothing": say("Nothing found."),
        "nowhere": say("Nowhere here: {words}. Without that:"),
        "parallel": say("parallel"),
        "text": say("text"),
        "text_label": say("Text"),
        "try": say("Try fewer words, or only how a word begins, or look through this list:"),
    }


def _script(name: str, value: Any) -> Page:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Page(f"search/{name}.js", f"searchPiece={said}\n".encode())


def _piece(rows: Sequence[tuple[Any, ...]]) -> Page:
    """A piece, named by what is in it."""
    return _script(hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:8], rows)


def _name(piece: Page) -> str:
    return PurePosixPath(piece.path).stem


def _parted(rows: Iterable[tuple[Any, ...]], most: int) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in groups of at most so many bytes, but of one row at least."""
    group: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        bytes_of = len(json.dumps(row, ensure_ascii=False).encode())
        if group and size + bytes_of > most:
            yield group
            group, size = [], 0
        group.append(row)
        size += bytes_of
    if group:
        yield group


def _shown(record: Record) -> tuple[Any, ...]:
    """What a hit shows, and what its rank is found from."""
    return (record.title, record.address, record.where, record.words, *record.names)


def _terms(found: Sequence[Record]) -> list[tuple[str, ...]]:
    """Each term with its three lists, in the order in which scripts compare strings."""
    lists: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for number, record in enumerate(found):
        called = (record.title, *record.names) if record.kind != "text" else ()
        whole = {folded(name) for name in called if len(name) <= _LONGEST} if record.kind == "entry" else set()
        for place, terms in enumerate((whole, terms_of(*called), terms_of(record.words, record.about))):
            for term in terms - {""}:
                lists.setdefault(term, ([], [], []))[place].append(number)
    rows = ((term, *map(_numbers, lists[term])) for term in lists)
    return sorted(rows, key=lambda row: row[0].encode("utf-16-be"))


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(_base36(after - before) for before, after in pairwise((0, *numbers)))


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(number // 36) if number >= 36 else "") + digits[number % 36]  # noqa: PLR2004 - the base


def folded(words: str) -> str:
    """Words without case, marks and typography, s for the z of the Oxford spelling, one space between two."""
    return " ".join(_runs(words))


def _runs(words: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", words).lower() if unicodedata.category(c)[0] != "M")
    return _RUN.findall(re.sub("([iy])z", r"\1s", _DROPPED.sub("", plain)))


def terms_of(*words: str) -> set[str]:
    """The terms of some words: a word each; of a script without spaces every two characters, and the last."""
    terms: set[str] = set()
    for run in (run for part in words for run in _runs(part)):
        terms |= {run[n : n + 2] for n in range(len(run))} if _UNSPACED.match(run) else {run}
    return terms
