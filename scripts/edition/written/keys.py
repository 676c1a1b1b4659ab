"""The keys of the files people write: the one statement of their rules.

The checker, the JSON Schemas for editors and the reference table for contributors all come from here.
Field descriptions are written for people who do not program.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from edition.vocabulary import (
    LANGUAGE,
    NAME_CHARACTERS,
    SLUG,
    WEB_ADDRESS,
    Category,
    Kind,
    Reading,
    Relation,
    Script,
    Standing,
    Verdict,
    is_web_page,
)


def _exists(value: str) -> str:
    """Accept a date of the calendar."""
    try:
        dt.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise ValueError("there is no such day") from None
    return value


def _is_forward(value: str) -> str:
    """Accept years of which the first is not after the last."""
    first, last = value.split("/")
    if first > last:
        raise ValueError("it ends before it begins")
    return value


def _is_past(value: str) -> str:
    """Accept a date that is not in the future, in whatever time zone it was written."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(1)
    if dt.date.fromisoformat((value + "-01-01")[:10]) > tomorrow:
        raise ValueError("it lies in the future")
    return value


def _has_host(value: str) -> str:
    """Accept the address of a page that others can open too."""
    if not is_web_page(value):
        raise ValueError("it is not the address of a page")
    return value


def _has_no_markup(value: str) -> str:
    """Accept words that mean the same as HTML: templates of the theme print the title of a page unescaped."""
    if html.unescape(value) != value or re.search("[<>]", value):
        raise ValueError('it has "<", ">" or a character written as a code')
    return value


def _pattern(pattern: str, most: int = NAME_CHARACTERS) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, pattern=f"^{pattern}$", max_length=most)


def _words(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


Words = Annotated[str, _words(500)]
Term = Annotated[Words, AfterValidator(_has_no_markup)]
Quoted = Annotated[str, _words(3000)]
Neighbours = Annotated[str, _words(500)]
Slug = Annotated[str, _pattern(SLUG)]
Date = Annotated[str, _pattern("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"), AfterValidator(_exists)]
Day = Annotated[str, _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}"), AfterValidator(_exists)]
PastDate = Annotated[Date, AfterValidator(_is_past)]
PastDay = Annotated[Day, AfterValidator(_is_past)]
Period = Annotated[str, _pattern("[0-9]{4}/[0-9]{4}"), AfterValidator(_is_forward)]
Address = Annotated[str, _pattern(WEB_ADDRESS, 2000), AfterValidator(_has_host)]
Number = Annotated[str, _pattern("[1-9][0-9]?")]
Few = Field(max_length=10)
Many = Field(max_length=30)
Successor = Annotated[str, _pattern(f"((term|note|parallel):)?{SLUG}", NAME_CHARACTERS + 10)]
Language = Annotated[str, _pattern(LANGUAGE)]


class Header(BaseModel):
    """What all headers have in common: no unknown keys, values exactly as written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceHeader(Header):
    """One source."""

    title: Words = Field(description="Title of the page, article or document.")
    publisher: Words = Field(description="Who published it.")
    standing: Standing = Field(description="What it is, by who owns and pays it.")
    date: PastDate = Field("", description="When it was published, if it says so, as 2020, 2020-10 or 2020-10-29.")
    url: Address = Field(description="Where it can be read; begins with https://.")
    accessed: PastDay = Field(description="The day you read it, as 2026-11-22.")
    reading: Reading | None = Field(None, description="How much of it you read.")
    supports: Words = Field(description="What the source says that your words rest on, in one line.")


class EventHeader(Header):
    """One dated event."""

    date: Date = Field(description="When it happened, as 2020, 2020-10 or 2020-10-29.")
    what: Words = Field(description="One plain sentence in the present tense, at most 25 words.")
    source: Number = Field(description="The number of the source below `sources` that says so: 1 for the first.")


class WrittenHeader(Header):
    """The keys that notes, entries and parallels share."""

    authors: Annotated[list[Words], Few] = Field(
        default=[], description="Who wrote it: names or handles, between the brackets, as [A. Reader]."
    )
    sources: Annotated[list[SourceHeader], Many] = Field(
        default=[], description="What it rests on, one item for each source."
    )
    events: Annotated[list[EventHeader], Many] = Field(
        default=[], description="Dated events for the timeline, one item each."
    )
    checked: PastDay = Field(
        "", description="The day a second reader compared it with its sources; leave it out when you write."
    )
    review: Day | None = Field(
        None, description="The day from which it must be looked at again, because it can age, as 2027-06-30."
    )
    retired: Words = Field("", description="Why it was withdrawn, in a sentence; it then keeps its address alone.")
    replaced_by: Successor = Field(
        "", description="Only if retired: what to read instead, by its file name; of another sort as term:name."
    )


class NoteHeader(WrittenHeader):
    """A note."""

    quote: Quoted = Field(description="The words of the text the note is about, copied from the page.")
    prefix: Neighbours = Field("", description="A few words just before; only if the quote occurs twice.")
    suffix: Neighbours = Field("", description="A few words just after; only if the quote occurs twice.")
    title: Words = Field(description="A short title, at most 6 words.")
    kind: Kind = Field(description="What the note does.")
    verdict: Verdict | None = Field(None, description="Only, and always, for a fact-check: what the record shows.")
    claim: Words = Field(
        "", description="Only, and always, for a fact-check: the claim it judges, as the text means it, in one line."
    )
    side: Words = Field(
        "", description="Only for a fact-check, where the edition names sides: for whom the claim speaks."
    )
    parallel: Slug = Field("", description="The file name of a parallel, without .md.")


class NativeHeader(Header):
    """A name in its own language."""

    lang: Language = Field(description="The language: zh-Hans, ru, ja …")
    text: Words = Field(description="The name in its own script.")
    transliteration: Words = Field("", description="Hanyu Pinyin with tones, BGN/PCGN for Russian.")


class EntryHeader(WrittenHeader):
    """A glossary entry."""

    sources: Annotated[list[SourceHeader], Field(min_length=1), Many] = Field(
        description="What it rests on, one item for each source."
    )
    term: Term = Field(description="The name under which it stands in the glossary.")
    category: Category = Field(description="What sort of thing it is.")
    period: Period = Field("", description="For a plan or a term of office: its first and last year, as 2021/2025.")
    forms: dict[Script, Annotated[list[Words], Many]] = Field(
        default={}, description="Every form that becomes a link, under its script: latin, han, cyrillic, arabic …"
    )
    search: Annotated[list[Words], Many] = Field(
        default=[], description="Other forms people type; found, never linked."
    )
    native: Annotated[list[NativeHeader], Few] = Field(
        default=[], description="The name in its own language, one item each."
    )
    see_also: Annotated[list[Slug], Many] = Field(default=[], description="File names of related entries, without .md.")
    do_not_link: Annotated[list[Words], Many] = Field(
        default=[], description="Words of a text in which a form means something else."
    )


class PassageHeader(Header):
    """One of the passages of a parallel."""

    text: Slug = Field(description="The text: the name of its folder below seeds/annotations.")
    quote: Quoted = Field(description="Words of that text, copied from the page.")
    prefix: Neighbours = Field("", description="A few words just before; only if the quote occurs twice.")
    suffix: Neighbours = Field("", description="A few words just after; only if the quote occurs twice.")


class ParallelHeader(WrittenHeader):
    """A parallel: passages, of any texts, that speak of the same thing."""

    title: Words = Field(description="A short title, at most 6 words.")
    relation: Relation = Field(description="How the passages stand to each other.")
    passages: Annotated[list[PassageHeader], Field(min_length=2), Few] = Field(
        description="The passages, two or more, of one text or of several."
    )
