"""The edition for machines: the seeds as they are, their hashes, the glossary, the notes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from edition import prose
from edition.publish import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition, Entry, Source, Text


def all_exports(edition: Edition, seeds: dict[str, bytes]) -> Iterator[Page]:
    """Every file of `/data/`; `seeds` has the bytes of each text by its slug."""
    for slug, content in seeds.items():
        yield Page(f"data/{slug}.txt", content)
    yield _json("data/hashes.json", {text.text.slug: _hashes(text.text) for text in edition.texts})
    yield _json("data/glossary.json", [_entry(edition, entry) for entry in edition.entries])
    yield _json("data/annotations.jsonld", _annotations(edition))


def _json(path: str, value: Any) -> Page:
    return Page(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _hashes(text: Text) -> dict[str, Any]:
    """SHA-256 of the seed's bytes and of the words of each block in UTF-8."""
    return {
        "file": text.file.name,
        "sha256": text.sha256,
        "blocks": [
            {
                "id": block.id,
                "span": str(block.span),
                "sha256": hashlib.sha256(text.words(block.span).encode()).hexdigest(),
            }
            for block in text.blocks
        ],
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
        "accessed": source.accessed,
        "supports": source.supports,
    }


def _entry(edition: Edition, entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "term": entry.term,
        "category": entry.category,
        "address": f"glossary/{entry.slug}/",
        "definition": prose.plain(prose.gist(entry.body)),
        "background": prose.plain(prose.detail(entry.body)),
        "forms": list(entry.forms),
        "search": list(entry.search),
        "native": [
            {"lang": form.lang, "text": form.text, "transliteration": form.transliteration} for form in entry.native
        ],
        "see_also": list(entry.see_also),
        "mentions": [
            {"text": text.text.slug, "block": text.text.blocks_in(m.span)[0].id, "span": str(m.span)}
            for text in edition.texts
            for m in text.mentions
            if m.entry == entry.slug
        ],
        "sources": [_source(source) for source in entry.sources],
    }


def _annotations(edition: Edition) -> dict[str, Any]:
    """The notes in the W3C Web Annotation Data Model, as an annotation page."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [item for text in edition.texts for item in _annotations_of(text)],
    }


def _annotations_of(text: AnnotatedText) -> Iterator[dict[str, Any]]:
    for placed in text.notes:
        note, span = placed.note, placed.span
        yield {
            "id": f"texts/{text.text.slug}/#{placed.id}",
            "type": "Annotation",
            "motivation": "assessing" if note.verdict else "commenting",
            "rights": "https://creativecommons.org/licenses/by/4.0/",
            "creator": [{"type": "Person", "nickname": author} for author in note.authors],
            "body": [
                {"type": "TextualBody", "format": "text/markdown", "language": "en", "value": note.body},
                {"type": "TextualBody", "purpose": "classifying", "value": note.kind},
                *([{"type": "TextualBody", "purpose": "assessing", "value": note.verdict}] if note.verdict else []),
                *({"type": "SpecificResource", "purpose": "linking", "source": s.url} for s in note.sources),
            ],
            "target": {
                "source": f"data/{text.text.slug}.txt",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": text.text.words(span),
                        "prefix": text.text.chars[max(0, span.start - 32) : span.start],
                        "suffix": text.text.chars[span.end : span.end + 32],
                    },
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                ],
            },
        }
