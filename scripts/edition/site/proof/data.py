"""What the published data says of the seeds: their bytes and hashes, and where notes, entries and parallels stand."""

from __future__ import annotations

import hashlib
import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from edition.model import Span
from edition.site.proof.words import Difference, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edition.model import AnnotatedText, Edition, Entry, PlacedNote, PlacedParallel, PlacedPassage, Text

    _Record = dict[str, Any]

_HASHES, _NOTES, _ENTRIES, _PARALLELS = (
    f"data/{name}" for name in ("hashes.json", "annotations.jsonld", "glossary.json", "parallels.json")
)

_BESIDE = 32
"""Characters of a text that a note tells of what stands before and after its words."""


def compare_seed(site: Path, text: Text) -> None:
    """The published copy of a seed is the seed, byte for byte, and what is published of it and its blocks is right."""
    name = f"data/{text.slug}.txt"
    try:
        digest = hashlib.sha256((site / name).read_bytes()).hexdigest()
        hashes = json.loads((site / _HASHES).read_bytes())[text.slug]
        told = [(b["id"], b["kind"], b.get("comment"), b["span"], b["sha256"]) for b in hashes["blocks"]]
        told_whole = [hashes[key] for key in ("sha256", "file", "notices")]
    except OSError as error:
        raise Difference(f"{error.filename}: the file is not there") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Difference(f"{_HASHES}: has no list of the blocks of {text.slug}") from None
    if digest != text.sha256:
        raise Difference(f"{name}: not the bytes of {text.file}")
    right_whole = {"sha256": digest, "file": text.file.name, "notices": [notice.comment for notice in text.notices]}
    for (key, right), one in zip(right_whole.items(), told_whole, strict=True):
        if one != right:
            raise Difference(f"{_HASHES}: wrong for {text.slug}, {key}")
    # In order and one by one, and not by their ids: two blocks of one id would hide each other.
    rights = (
        (b.id, b.kind.value, b.comment, str(b.span), hashlib.sha256(text.words(b.span).encode()).hexdigest())
        for b in text.blocks
    )
    for one, other in zip_longest(rights, told):
        if one != other:
            raise Difference(f"{_HASHES}: wrong for {text.slug}, {(one or other)[0]}")


def compare_places(site: Path, edition: Edition) -> dict[PlacedPassage, Span]:
    """The other data is of these texts alone, and the places and words of them that it tells are right.

    Returns the sentences in which the pages print each passage of a parallel, but of those that they do not print.
    """
    versions = {version.slug for text in edition.texts for version in text.text.versions}
    if other := set(_records(site, _HASHES)) - versions:
        raise Difference(f'{_HASHES}: has a text "{min(other)}", which is not there')
    notes = [_note(text, placed) for text, placed in edition.notes]
    _compare(_NOTES, _records(site, _NOTES, "items"), notes)
    _compare(_ENTRIES, _records(site, _ENTRIES), [_entry(edition, entry) for entry in edition.entries])
    told = _records(site, _PARALLELS)
    _compare(_PARALLELS, told, [_parallel(edition, placed) for placed in edition.parallels])
    return {
        passage: span
        for placed, record in zip(edition.parallels, told, strict=True)
        for passage, words in zip(placed.passages, record["passages"], strict=True)
        if (span := _sentence(placed.parallel.slug, edition.text[passage.text].text, passage.span, words))
    }


def _records(site: Path, name: str, key: str = "") -> Any:
    """What a file has, or what it has below a key."""
    try:
        told = json.loads((site / name).read_bytes())
        return told[key] if key else told
    except OSError:
        raise Difference(f"{name}: the file is not there") from None
    except (ValueError, LookupError, TypeError):
        raise Difference(f"{name}: is not what it should be") from None


def _compare(name: str, told: Any, rights: Sequence[_Record]) -> None:
    """What is told has these records in this order; it may say more of each."""
    if not isinstance(told, list) or len(told) != len(rights):
        raise Difference(f"{name}: does not have {len(rights)} records")
    for one, right in zip(told, rights, strict=True):
        if not _has(one, right):
            raise Difference(f"{name}: wrong for {next(iter(right.values()))}")


def _has(told: Any, right: Any) -> bool:
    """Whether all that is right is told."""
    if isinstance(right, dict):
        return isinstance(told, dict) and all(_has(told.get(key), value) for key, value in right.items())
    if isinstance(right, list):
        return isinstance(told, list) and len(told) == len(right) and all(map(_has, told, right))
    return bool(told == right)


def _note(annotated: AnnotatedText, placed: PlacedNote) -> _Record:
    """Where a note is, and the words that it is about with those beside them."""
    text, span = annotated.text, placed.span
    before, after = text.chars[max(0, span.start - _BESIDE) : span.start], text.chars[span.end : span.end + _BESIDE]
    quoted = {"exact": text.words(span), "prefix": before, "suffix": after}
    place = {"start": span.start, "end": span.end}
    return {
        "id": f"texts/{text.slug}/#{placed.id}",
        "target": {"source": f"data/{text.slug}.txt", "selector": [quoted, place]},
    }


def _entry(edition: Edition, entry: Entry) -> _Record:
    """Where the texts name an entry."""
    mentions = [
        _place(text, mention.span) for text in edition.texts for mention in text.mentions_of.get(entry.slug, ())
    ]
    return {"slug": entry.slug, "mentions": mentions}


def _parallel(edition: Edition, placed: PlacedParallel) -> _Record:
    """What a parallel is called, and where its passages are."""
    parallel = placed.parallel
    passages = [_place(edition.text[passage.text], passage.span) for passage in placed.passages]
    called = {"slug": parallel.slug, "title": parallel.title, "relation": parallel.relation}
    return {**called, "address": f"parallels/{parallel.slug}/", "passages": passages}


def _place(annotated: AnnotatedText, span: Span) -> _Record:
    return {"text": annotated.text.slug, "block": annotated.block_at(span).id, "span": str(span)}


def _sentence(slug: str, text: Text, span: Span, told: _Record) -> Span | None:
    """The sentence in which a passage is printed: around it, in its blocks; of one behind a notice there is none."""
    blocks = text.blocks_in(span)
    name = f"{_PARALLELS}: {slug}, sentence"
    if any(text.notice(block.comment) for block in blocks):
        if "sentence" in told:
            raise Difference(f"{name}: is behind a notice")
        return None
    sentence = span_of(name, text, str(told.get("sentence")))
    if not sentence.covers(span) or not Span(blocks[0].span.start, blocks[-1].span.end).covers(sentence):
        raise Difference(f"{name}: is not around its words, in their blocks")
    return sentence
