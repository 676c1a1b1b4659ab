"""Read what the edition is called and how it looks: the table `[edition]` at the head of `seeds/edition.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from edition.messages import LANGUAGES
from edition.model import Settings
from edition.problems import did_you_mean
from edition.texts.table import TABLE, Language, Words, line_of_key
from edition.vocabulary import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from edition.problems import Problems

_LEAST = 4.5
"""The least contrast of letters and their ground (WCAG 2.2, 1.4.3)."""

Hex = Annotated[str, StringConstraints(pattern="^#[0-9a-f]{6}$")]
Day = Annotated[str, StringConstraints(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Some = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
"""Words that need not be there."""


class _EditionTable(BaseModel):
    """The table as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words
    heading: Some = ""
    lead: Some = ""
    description: Some = ""
    searching: Some = ""
    language: Language = Field(default="en")
    notes_language: Language = Field(default="en")
    as_of: Day = ""
    sides: tuple[Words, ...] = ()
    colours: dict[str, tuple[Hex, Hex]] = Field(default={})


def read_settings(root: Path, problems: Problems) -> Settings:
    """The settings below `root`; where the table is not there, or faulty, the usual ones.

    What is faulty in it is a problem; that the file cannot be read at all is told by who reads the texts.
    """
    try:
        table = (root / TABLE).read_text(encoding="utf-8")
        given = tomllib.loads(table).get("edition")
    except (OSError, ValueError):
        return Settings()
    head = re.search(r"^\s*\[\s*edition\s*\]", table, re.MULTILINE)
    line = table.count("\n", 0, head.end()) + 1 if head else 1
    if given is None:
        return Settings()
    try:
        told = _EditionTable.model_validate(given)
    except ValidationError as error:
        for detail in error.errors():
            key = ".".join(map(str, detail["loc"])) or "edition"
            what = f'the "{key}" of the edition: {detail["msg"][:1].lower()}{detail["msg"][1:]}'
            mend = "Write it as in HACKING.md, “The table of texts”."
            if detail["type"] == "extra_forbidden":
                mend = did_you_mean(key, list(_EditionTable.model_fields), "Known keys are")
            problems.add(TABLE, line_of_key(table, key, line), what, mend)
        return Settings()
    for name in told.colours:
        if name not in COLOURS:
            what = f'there is no colour "{name}"'
            problems.add(TABLE, line_of_key(table, name, line), what, did_you_mean(name, list(COLOURS), "Colours are"))
    if told.language not in LANGUAGES:
        what = f'the interface does not speak "{told.language}"'
        mend = f"It speaks {', '.join(LANGUAGES)}; HACKING.md tells how another language is added."
        problems.add(TABLE, line_of_key(table, "language", line), what, mend)
        return Settings()
    settings = Settings(**told.model_dump())
    _check_contrast(table, line, settings, problems)
    return settings


def _check_contrast(table: str, line: int, settings: Settings, problems: Problems) -> None:
    """Find colours of letters that cannot be read on the paper of the edition, or on its shaded ground."""
    colours = COLOURS | dict(settings.colours)
    letters = [name for name in COLOURS if name not in {"paper", "wash", "line", "lit"}]
    for name in letters:
        for ground in ("paper", "wash"):
            for number, scheme in enumerate(("light", "dark")):
                found = contrast(colours[name][number], colours[ground][number])
                if found < _LEAST:
                    what = f'in {scheme}, "{name}" has a contrast of {found:.1f} on "{ground}"'
                    mend = f"At least {_LEAST} (WCAG 2.2, 1.4.3): choose one further from it."
                    problems.add(TABLE, line_of_key(table, name, line), what, mend)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
