"""Read the texts: the table that declares them, then each seed and the list of its blocks beside it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from edition.model import Notice, Origin, Text
from edition.problems import shortened
from edition.texts.listing import Listed, read_list
from edition.texts.plausible import warn_of_blocks
from edition.vocabulary import LANGUAGE, NAME_CHARACTERS, SLUG, TEXTS, is_file_name

if TYPE_CHECKING:
    from edition.problems import Problems

TABLE = Path("seeds/edition.toml")
_FOLDER = Path(TEXTS)
RECEIVED = Path("seeds/received")
"""The files that texts were taken from, as they came."""

CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that HTML cannot have, or has for others (HTML Standard, 13.2.3.5)."""

_TABLE_HEAD = re.compile(r"\s*\[\[\s*texts\s*\]\]")


def _portable(name: str) -> str:
    if not is_file_name(name):
        raise PydanticCustomError("portable", "on Windows no file can be called so")
    return name


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=NAME_CHARACTERS), AfterValidator(_portable)]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00]+$"), AfterValidator(_portable)]
Language = Annotated[str, StringConstraints(pattern=f"^{LANGUAGE}$")]


_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""A year, a month or a day of ISO 8601."""


class _Table(BaseModel):
    """What all tables have in common: no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _OriginTable(_Table):
    """One `[[texts.about]]`: what the seed does not print."""

    key: Words
    value: Words
    source: Words


class _NoticeTable(_Table):
    """One `[[texts.notices]]`."""

    comment: int
    reason: Words


class _SeedTable(_Table):
    """What names a seed, and the file it was taken from."""

    file: FileName
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    received: FileName | Literal[""] = Field(default="")
    received_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(default="")


class _VersionTable(_SeedTable):
    """One `[[texts.versions]]`: the text as it was before."""

    until: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
    reason: Words = Field(default="")


class _TextTable(_SeedTable):
    """One `[[texts]]`."""

    slug: Slug
    language: Language
    title: Words
    description: Words = Field(default="")
    date: Annotated[str, StringConstraints(pattern=_DATE)] = Field(default="")
    rights: Words = Field(default="")
    about: list[_OriginTable] = Field(default=[])
    notices: list[_NoticeTable] = Field(default=[])
    versions: list[_VersionTable] = Field(default=[])


def read_texts(root: Path, problems: Problems) -> tuple[Text, ...]:
    """Read `seeds/edition.toml` below `root` and every seed it names.

    A text whose table or seed is faulty is reported and left out.
    """
    table, tables = _read_table(root / TABLE, problems)
    heads = [number for number, line in enumerate(table.splitlines(), 1) if _TABLE_HEAD.match(line)]
    lines = heads if len(heads) == len(tables) else [1] * len(tables)
    texts: dict[str, Text] = {}
    for facts, number in zip(tables, lines, strict=True):
        text = _read_text(root, facts, number, table, problems)
        if text and text.slug in texts:
            problems.add(TABLE, number, f'there is another text "{text.slug}"', "A slug is an address: choose another.")
        elif text:
            texts[text.slug] = text
            _check_case(text, list(texts.values()), number, problems)
    return tuple(texts.values())


def _read_table(path: Path, problems: Problems) -> tuple[str, list[object]]:
    """The table of texts as it is written and as what it says; a problem if it says nothing."""
    line, reason = 1, "there is no [[texts]] in it"
    try:
        table = path.read_text(encoding="utf-8")
        told = tomllib.loads(table)
        tables = told.get("texts")
        if isinstance(tables, list) and tables:
            return table, tables
        if "texts" not in told and "edition" in told:
            problems.warn(TABLE, 1, "the edition has no text", "Take one in: `edition new text FILE --slug …`.")
            return table, []
    except FileNotFoundError:
        problems.add(TABLE, 1, "there is no such file", "Run the command in the folder that has seeds/ in it.")
        return "", []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        at = re.search(r"line (\d+)", str(error))
        line, reason = int(at[1]) if at else 1, str(error)
    mend = "It is a TOML file with one [[texts]] table for each text; HACKING.md explains it."
    problems.add(TABLE, line, f"the table of texts cannot be read: {reason}", mend)
    return "", []


def _read_text(root: Path, facts: object, line: int, table: str, problems: Problems) -> Text | None:
    try:
        told = _TextTable.model_validate(facts)
    except ValidationError as error:
        for detail in error.errors():
            key = ".".join(map(str, detail["loc"])) or "texts"
            what = f'the "{key}" of a text: {detail["msg"][:1].lower()}{detail["msg"][1:]}'
            mend = "Correct it; HACKING.md, “The table of texts”, explains it."
            if key == "language" and detail["type"] != "missing":
                what = f'the language of a text is no tag of BCP 47: "{shortened(str(detail["input"]))}"'
                mend = "Write en, pt-BR, zh-Hant, ar: a language, and if needed a script and a region."
            problems.add(TABLE, line_of_key(table, key.partition(".")[0], line), what, mend)
        return None
    read = [_read_words(root, seed, line, table, problems) for seed in (*told.versions, told)]
    if any(words is None for words in read):
        return None
    *before, (chars, listed) = [words for words in read if words]
    notices = tuple(Notice(**notice.model_dump()) for notice in told.notices)
    text = Text(
        slug=told.slug,
        title=told.title,
        file=_FOLDER / told.file,
        chars=chars,
        sha256=told.sha256,
        language=told.language,
        description=told.description,
        date=told.date,
        about=tuple(Origin(**origin.model_dump()) for origin in told.about),
        rights=told.rights,
        blocks=listed.blocks,
        comments=listed.comments,
        notices=notices,
        retired=listed.retired,
    )
    earlier = [_version(text, *given) for given in enumerate(zip(told.versions, before, strict=True), 1)]
    text = replace(text, earlier=tuple(earlier))
    _check_notices(text, line, problems)
    for seed in (*told.versions, told):
        _check_received(root, seed, line, problems)
    _warn_of_gaps(told, line, problems)
    warn_of_blocks(text, text.file.with_suffix(".blocks"), listed.lines, problems)
    return text


def _version(text: Text, number: int, read: tuple[_VersionTable, tuple[str, Listed]]) -> Text:
    """A text as it was before, under an address of its own."""
    told, (chars, listed) = read
    return replace(
        text,
        slug=f"{text.slug}/version-{number}",
        file=_FOLDER / told.file,
        chars=chars,
        sha256=told.sha256,
        blocks=listed.blocks,
        comments=listed.comments,
        retired=listed.retired,
        until=told.until,
        reason=told.reason,
    )


def _read_words(root: Path, told: _SeedTable, line: int, table: str, problems: Problems) -> tuple[str, Listed] | None:
    """The characters of a seed and what its list says of them; `None`, and problems, if they cannot be read."""
    raw = _read_seed(root, told, line, table, problems)
    if raw is None:
        return None
    file = _FOLDER / told.file
    try:
        chars = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = raw.count(b"\n", 0, error.start) + 1
        problems.add(
            file, at, "the seed is not UTF-8 text", "Only UTF-8 can be read; keep the received file elsewhere."
        )
        return None
    if control := CONTROL.search(chars):
        what = f"the seed has the character U+{ord(control[0]):04X}, which no page can show"
        problems.add(file, chars.count("\n", 0, control.start()) + 1, what, "Take the text in anew without it.")
        return None
    listed = read_list(root, file.with_suffix(".blocks"), file, chars, problems)
    return (chars, listed) if listed else None


def _read_seed(root: Path, told: _SeedTable, line: int, table: str, problems: Problems) -> bytes | None:
    """The bytes of a seed; `None`, and a problem, if they are not those the edition was made from."""
    file = _FOLDER / told.file
    try:
        raw = (root / file).read_bytes()
    except OSError:
        problems.add(TABLE, line, f"there is no file {file}", "Put the seed there, or correct the name.")
        return None
    digest = hashlib.sha256(raw).hexdigest()
    if digest == told.sha256:
        return raw
    problems.add(
        file,
        1,
        "this seed is not, byte for byte, the document the edition was made from",
        f"Its sha256 is {digest};\n{TABLE}:{_line_of(table, told.sha256)} says {told.sha256}.\n"
        "Undo the change: a seed is never corrected in place, but by `edition renew`.",
    )
    return None


def _check_received(root: Path, told: _SeedTable, line: int, problems: Problems) -> None:
    """The file a text was taken from is kept as it came."""
    if not told.received:
        return
    file = RECEIVED / told.received
    try:
        digest = hashlib.sha256((root / file).read_bytes()).hexdigest()
    except OSError:
        problems.add(TABLE, line, f"there is no file {file}", "Put the received file there, or correct the name.")
        return
    if digest != told.received_sha256:
        what = "this is not, byte for byte, the file the text was taken from"
        problems.add(file, 1, what, f"Undo the change; its sha256 is {digest}.")


def _warn_of_gaps(told: _TextTable, line: int, problems: Problems) -> None:
    """What a person should still say of a text."""
    for key, words in (("description", told.description), ("rights", told.rights)):
        if not words:
            mend = f'Write a line below its title: {key} = "…".'
            problems.warn(TABLE, line, f'the text "{told.slug}" has no {key}', mend)


def _check_case(text: Text, texts: list[Text], line: int, problems: Problems) -> None:
    """Two names that differ in capitals alone are one file on Windows and on a Mac."""
    for other in texts:
        if other.file != text.file and str(other.file).casefold() == str(text.file).casefold():
            what = f"the files {other.file.name} and {text.file.name} differ in capitals alone"
            problems.add(TABLE, line, what, "Many systems take them for one: rename one of them.")


def _check_notices(text: Text, line: int, problems: Problems) -> None:
    """A notice for a comment that is not there would hide nothing, and say nothing."""
    numbers = {comment.number for version in text.versions for comment in version.comments}
    for notice in text.notices:
        if notice.comment not in numbers:
            what = f'a notice of "{text.slug}" is for comment {notice.comment}, which is not there'
            problems.add(TABLE, line, what, "Correct the number, or remove the notice.")


def line_of_key(table: str, key: str, line: int) -> int:
    """The line on which the table that begins on a line, or one below it, has a key; that line, if none has."""
    for number, row in enumerate(table.splitlines()[line:], line + 1):
        if row.startswith("[[texts]]"):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", row):
            return number
    return line


def _line_of(table: str, words: str) -> int:
    return table[: max(table.find(words), 0)].count("\n") + 1
