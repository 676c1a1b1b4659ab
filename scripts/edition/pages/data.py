"""The edition for machines: the seeds as they are, their hashes, the glossary, the notes, the rules of the files."""

from __future__ import annotations

import hashlib
import inspect
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from edition.model import Page
from edition.pages import common
from edition.pages.passages import sentence
from edition.site.proof import confirm
from edition.vocabulary import Category  # noqa: TC001 - pydantic reads them as the module runs
from edition.written.keys import Slug  # noqa: TC001 - same
from edition.written.reference import all_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model import AnnotatedText, Edition, Entry, PlacedParallel, Span, Text


def data_pages(edition: Edition, seeds: Mapping[str, bytes]) -> Iterator[Page]:
    """Every file of `/data/`; `seeds` has the bytes of each version of each text by its slug."""
    for slug, content in seeds.items():
        yield Page(f"data/{slug}.txt", content)
    yield _json("data/hashes.json", _all_hashes(edition))
    yield _json("data/glossary.json", [_entry(edition, entry) for entry in edition.entries])
    yield _json("data/glossary.schema.json", _glossary_schema(edition))
    yield _json("data/annotations.jsonld", _annotations(edition))
    yield _json("data/parallels.json", [_parallel(edition, placed) for placed in edition.parallels])
    yield Page("data/confirm.py", inspect.getsource(confirm).encode())
    for name, schema in all_schemas().items():
        yield _json(f"data/schemas/{name}.json", schema)


def _json(path: str, value: Any) -> Page:
    return Page(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _all_hashes(edition: Edition) -> dict[str, Any]:
    return {version.slug: _hashes(version) for text in edition.texts for version in text.text.versions}


def _hashes(text: Text) -> dict[str, Any]:
    """SHA-256 of the seed's bytes and of the words of each block in UTF-8, and what kind of block it is.

    `notices` are the numbers of the comments that open only on request.
    """
    return {
        "file": text.file.name,
        "sha256": text.sha256,
        "notices": [notice.comment for notice in text.notices],
        "blocks": [
            {
                "id": block.id,
                "kind": block.kind.value,
                **({} if block.comment is None else {"comment": block.comment}),
                "span": str(block.span),
                "sha256": hashlib.sha256(text.words(block.span).encode()).hexdigest(),
            }
            for block in text.blocks
        ],
    }


def _parallel(edition: Edition, placed: PlacedParallel) -> dict[str, Any]:
    """A parallel: where its passages are, and the sentences in which the pages print them, if they do."""
    parallel = placed.parallel
    return {
        "slug": parallel.slug,
        "title": parallel.title,
        "relation": parallel.relation,
        "address": f"parallels/{parallel.slug}/",
        "passages": [_passage(edition.text[passage.text], passage.span) for passage in placed.passages],
    }


def _passage(annotated: AnnotatedText, span: Span) -> dict[str, str]:
    text = annotated.text
    printed = {} if common.is_behind_notice(text, span) else {"sentence": str(sentence(text, span))}
    return {"text": text.slug, "block": annotated.block_at(span).id, "span": str(span), **printed}


class GlossaryRecord(BaseModel):
    """What the records of the glossary have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GlossarySource(GlossaryRecord):
    """What a statement rests on."""

    title: str
    publisher: str
    date: str = Field(description="A year, a month or a day; empty where the source prints none.")
    url: str
    accessed: str = Field(description="The day on which it was read.")
    supports: str = Field(description="What it says that the entry rests on.")
    standing: str = Field(description="What it is, by who owns and pays it.")
    reading: str = Field(description="How much of it was read: whole, part or summary; or empty.")


class GlossaryName(GlossaryRecord):
    """A name in its own language and script."""

    lang: str = Field(description="A language tag of BCP 47.")
    text: str
    transliteration: str = Field(description="Hanyu Pinyin with tones, BGN/PCGN for Russian, or empty.")


class GlossaryMention(GlossaryRecord):
    """A place where a text names the entry."""

    text: str = Field(description="The slug of the text: /data/<text>.txt.")
    block: str = Field(description="The id of the block on the page of the text.")
    span: str = Field(pattern=r"^\d+:\d+$", description="Characters of the text from 0, the end not included.")


class GlossaryEntry(GlossaryRecord):
    """One entry of the glossary."""

    slug: Slug = Field(description="Its identity for ever.")
    term: str
    category: Category
    period: str = Field(description="Its first and last year, as 2021/2025, or empty.")
    address: str = Field(description="The page of the entry, from the root of the site.")
    definition: str = Field(description="The first sentence, in plain words.")
    background: str
    since: str = Field(description="What came after the time of the texts, or empty.")
    forms: list[str] = Field(description="Every form that is a link where it stands in a text or a note.")
    search: list[str] = Field(description="Further forms by which it is found.")
    native: list[GlossaryName]
    see_also: list[Slug] = Field(description="Slugs of related entries.")
    mentions: list[GlossaryMention]
    notes: list[Slug] = Field(description="Slugs of the notes that name it.")
    checked: str = Field(description="The day on which it was compared with its sources a second time, or empty.")
    sources: list[GlossarySource] = Field(min_length=1)


def _glossary_schema(edition: Edition) -> dict[str, Any]:
    """The JSON Schema of `glossary.json`."""
    schema = TypeAdapter(list[GlossaryEntry]).json_schema()
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": f"The glossary of {edition.settings.name}", **schema}


def _entry(edition: Edition, entry: Entry) -> dict[str, Any]:
    record = GlossaryEntry(
        slug=entry.slug,
        term=entry.term,
        category=entry.category,
        period=entry.period,
        address=f"glossary/{entry.slug}/",
        definition=entry.body.gist.words,
        background=entry.body.detail.words,
        since=entry.body.since.words,
        forms=list(entry.forms),
        search=list(entry.search),
        native=[GlossaryName(**asdict(name)) for name in entry.native],
        see_also=list(entry.see_also),
        mentions=[
            GlossaryMention(text=text.text.slug, block=text.block_at(m.span).id, span=str(m.span))
            for text in edition.texts
            for m in text.mentions_of.get(entry.slug, ())
        ],
        notes=[note.note.slug for _, note in edition.naming.get(entry.slug, ())],
        checked=entry.checked,
        sources=[GlossarySource(**asdict(source)) for source in entry.sources],
    )
    return record.model_dump()


def _annotations(edition: Edition) -> dict[str, Any]:
    """The notes in the W3C Web Annotation Data Model, as an annotation page."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [item for text in edition.texts for item in _annotations_of(edition, text)],
    }


def _annotations_of(edition: Edition, text: AnnotatedText) -> Iterator[dict[str, Any]]:
    for placed in text.notes:
        note, span = placed.note, placed.span
        yield {
            "id": f"texts/{text.text.slug}/#{placed.id}",
            "type": "Annotation",
            "motivation": "assessing" if note.verdict else "commenting",
            "rights": "https://creativecommons.org/licenses/by/4.0/",
            "creator": [{"type": "Person", "nickname": author} for author in note.authors],
            "body": [
                {
                    "type": "TextualBody",
                    "format": "text/markdown",
                    "language": edition.settings.notes_language,
                    "value": note.body.markdown,
                },
                {"type": "TextualBody", "purpose": "classifying", "value": note.kind},
                *([{"type": "TextualBody", "purpose": "describing", "value": note.claim}] if note.claim else []),
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
