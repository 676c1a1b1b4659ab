"""Hold a header against the rules of its keys, and against what no single key can tell."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from edition.fold import measured_words
from edition.problems import shortened
from edition.vocabulary import CLAIM_WORDS, CONTRADICTED, EVENT_WORDS, JUDGED, TITLE_WORDS, VERDICTS, WEAK
from edition.written.answers import on_value
from edition.written.judge_body import judge_wording

if TYPE_CHECKING:
    from edition.problems import Problems
    from edition.written.header import Document
    from edition.written.keys import EntryHeader, NoteHeader, WrittenHeader

AnyHeader = TypeVar("AnyHeader", bound=BaseModel)


def judge(document: Document, schema: type[AnyHeader], problems: Problems) -> AnyHeader:
    """Hold a header against its schema; all problems at once if it does not fit.

    What is returned then has only the keys that are right, so that these can be judged further; those that
    are wrong count as not written, and a required one that is not written is empty.
    """
    header = _filled(document.header)
    try:
        return schema.model_validate(header)
    except ValidationError as error:
        for detail in error.errors():
            written = ".".join(map(str, detail["loc"])) in document.lines
            what, mend = on_value(detail, schema, written=written)
            problems.add(document.file, document.line(*detail["loc"]), what, mend)
        faulty = {detail["loc"][0] for detail in error.errors()}
        return _as_far_as_right(schema, {key: value for key, value in header.items() if key not in faulty})


def _as_far_as_right(schema: type[AnyHeader], header: dict[str, Any]) -> AnyHeader:
    """A header of some keys, all of them right."""
    values: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        if name in header:
            rules: Any = Annotated[field.annotation, field]
            values[name] = TypeAdapter(rules).validate_python(header[name])
        elif field.is_required():
            values[name] = [] if get_origin(field.annotation) is list else ""
    return schema.model_construct(**values)


def _filled(value: Any) -> Any:
    """A header without the keys that have no value: they count as not written."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return value


def judge_title(document: Document, key: str, title: str, problems: Problems) -> None:
    """Hold a title against its limit and the list of loaded words."""
    line = document.line(key)
    words = measured_words(title)
    if words > TITLE_WORDS:
        problems.add(
            document.file,
            line,
            f"the title has {words} words",
            f"At most {TITLE_WORDS}: in a full margin it is all that shows.",
        )
    judge_wording(document.file, title, line, problems)


def judge_claim(document: Document, header: NoteHeader, problems: Problems) -> None:
    """Find the fact-checks in force that do not say what they judge, and other notes that do."""
    if header.kind == JUDGED and not header.retired and not header.claim and "claim" not in document.lines:
        what, mend = "a fact-check needs its claim", "Add a line “claim: …”: what the text says, in one line."
        problems.add(document.file, document.line("kind"), what, mend)
    for key in ("claim", "side"):
        if header.kind not in {JUDGED, ""} and getattr(header, key):
            what = f"a note of kind {header.kind} has no {key}"
            problems.add(document.file, document.line(key), what, "Remove the line, or make the kind fact-check.")
    words = measured_words(header.claim)
    if words > CLAIM_WORDS:
        what = f"the claim has {words} words"
        problems.add(document.file, document.line("claim"), what, f"At most {CLAIM_WORDS}; a mixed claim is two notes.")
    judge_wording(document.file, header.claim, document.line("claim"), problems)


def judge_standing(document: Document, header: NoteHeader, problems: Problems) -> None:
    """Find verdicts on what the record shows that rest on copies and on pages of single persons alone."""
    standings = {source.standing for source in header.sources}
    if header.verdict in set(VERDICTS) - {"opinion", "unsupported"} and standings and standings <= WEAK:
        what = "all sources of this fact-check are reposts or blogs"
        problems.add(document.file, document.line("sources"), what, "Find who published it first, or a better source.")


def judge_contradiction(document: Document, header: NoteHeader, problems: Problems) -> None:
    """Find the claims in force that are called contradicted on the word of one publisher, without saying so."""
    publishers = {source.publisher for source in header.sources}
    is_told = re.search(r"\b(one|single|only) source\b", document.body)
    if header.verdict == CONTRADICTED and not header.retired and len(publishers) == 1 and not is_told:
        what = "this contradiction has one source"
        mend = "Add a second, of another publisher, or say in the detail that there is “only one source”."
        problems.add(document.file, document.line("verdict"), what, mend)


def _sources(document: Document) -> list[Any]:
    """The sources as they are written, right or wrong."""
    sources = document.header.get("sources")
    return sources if isinstance(sources, list) else []


def judge_sources(document: Document, problems: Problems) -> None:
    """Find the sources that stand twice, and those that were read before there was anything to read."""
    first: dict[str, int] = {}
    for index, source in enumerate(_sources(document)):
        line = document.line("sources", index, "url")
        facts = source if isinstance(source, dict) else {}
        url = str(facts.get("url") or "").rstrip("/")
        date, accessed = (str(facts.get(key) or "") for key in ("date", "accessed"))
        if date and accessed and date > accessed:
            what, mend = "this source was read before it was published", "Correct one of the two days."
            problems.add(document.file, document.line("sources", index, "date"), what, mend)
        if url in first:
            problems.add(
                document.file,
                line,
                "this source stands here a second time",
                f"It stands first on line {first[url]}. Join what the two support.",
            )
        if url:
            first.setdefault(url, line)


def judge_forms(document: Document, header: EntryHeader, problems: Problems) -> None:
    """Find the forms in which a letter of another script stands among those it looks like: they are found nowhere."""
    for script, forms in header.forms.items():
        for index, form in enumerate(forms):
            if word := next((word for word in re.findall(r"\w+", form) if len(_alphabets(word)) > 1), None):
                alphabets = " and ".join(sorted(_alphabets(word)))
                what = f'the word "{shortened(word)}" has letters that look alike, of {alphabets}'
                mend = "Type it anew: as it is, it stands in no text."
                problems.add(document.file, document.line("forms", script, index), what, mend)


def _alphabets(word: str) -> set[str]:
    """Which of the alphabets that share their shapes the letters of a word are from."""
    names = {unicodedata.name(char, "").partition(" ")[0].capitalize() for char in word}
    return names & {"Latin", "Cyrillic", "Greek"}


def judge_events(document: Document, header: WrittenHeader, problems: Problems) -> None:
    """Find the events that are too long or rest on a source that is not there."""
    count = len(_sources(document))
    for index, event in enumerate(header.events):
        if int(event.source) > count:
            problems.add(
                document.file,
                document.line("events", index, "source"),
                f"there is no source number {event.source}",
                f"The file has {count}; the first is number 1.",
            )
        words = measured_words(event.what)
        if words > EVENT_WORDS:
            problems.add(
                document.file,
                document.line("events", index, "what"),
                f"the event has {words} words",
                f"At most {EVENT_WORDS}, in one sentence.",
            )
