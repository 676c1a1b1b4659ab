"""What the edition says to its readers, in the language of its interface.

A message stands in English where it is used and is looked up in the catalogue of the language, `ru.po` and so on beside
this file, in the format of GNU gettext. What a contributor is answered is English, as is all that is said outside
`speaking`.
"""

from __future__ import annotations

import gettext
import io
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).parent

LANGUAGES = ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))
"""The languages the interface speaks."""

_BRITISH = "en_GB"
"""The English of the edition: 29 October 2020, and no comma before the last of a list."""


@dataclass(frozen=True, slots=True)
class _Speech:
    language: str
    locale: Locale
    catalogue: gettext.NullTranslations


@cache
def _speech(language: str) -> _Speech:
    if language == "en":
        return _Speech(language, Locale.parse(_BRITISH), gettext.NullTranslations())
    binary = io.BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as file:
        write_mo(binary, read_po(file, locale=language))
    binary.seek(0)
    return _Speech(language, Locale.parse(language), gettext.GNUTranslations(binary))


_NOW: ContextVar[_Speech] = ContextVar("speech", default=_speech("en"))  # noqa: B039 - it is frozen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it everything is said in one of `LANGUAGES`."""
    token = _NOW.set(_speech(language))
    try:
        yield
    finally:
        _NOW.reset(token)


def language() -> str:
    """The language in which things are said now."""
    return _NOW.get().language


def mark(message: str) -> str:
    """A message as it is: it stands in a table, from which it is said later."""
    return message


def say(message: str, **values: object) -> str:
    """A message with its values, which stand in it as `{name}`; without values it is said as it is."""
    said = _NOW.get().catalogue.gettext(message) if message else ""
    return said.format(**values) if values else said


def plural(one: str, many: str, count: int, **values: object) -> str:
    """A message about a number, which stands in it as `{count}`, in the form that the number asks for."""
    return _NOW.get().catalogue.ngettext(one, many, count).format(count=number(count), **values)


def number(count: int) -> str:
    """A number as it is written: 19,618."""
    return format_decimal(count, locale=_NOW.get().locale)


def listed(things: Sequence[str]) -> str:
    """Things as a list: a, b and c."""
    return format_list(things, locale=_NOW.get().locale)


def readable(day: str) -> str:
    """A year, a month or a day of ISO 8601 as it is read: 2020, October 2020, 29 October 2020."""
    year, *rest = map(int, day.split("-"))
    if not rest:
        return f"{year:04}"
    locale = _NOW.get().locale
    if len(rest) == 1:
        written = format_skeleton("yMMMM", date(year, rest[0], 1), locale=locale)
    else:
        written = format_date(date(year, *rest), format="long", locale=locale)
    return written.removesuffix("\u202fг.")  # the Russian short form of “year” would bring a second full stop
