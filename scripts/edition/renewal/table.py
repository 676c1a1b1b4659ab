"""Change the table of texts line by line: a text has another seed, and the one before is a version of it."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from edition.incoming.arrival import lines_of
from edition.problems import Refused
from edition.texts.table import TABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEED = ("file", "sha256", "received", "received_sha256")
"""The keys that name a seed, and the file it was taken from."""

_OF_SEED = re.compile(rf"\s*({'|'.join(_SEED)})\s*=")
_HEAD = re.compile(r"\s*\[\[\s*texts\s*\]\]")


def declared(table: str, slug: str, facts: Mapping[str, str], told: Mapping[str, str]) -> str:
    """The table with these facts of the seed of a text, and with the seed before as its last version.

    `told` is what is said of that version besides. `Refused` if the table has another form than [[texts]].
    """
    read = tomllib.loads(table)
    index = next(index for index, text in enumerate(read["texts"]) if text["slug"] == slug)
    before = read["texts"][index]
    version = {key: before[key] for key in _SEED if key in before} | dict(told)
    lines = table.splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    if len(heads) == len(read["texts"]):
        first, last = [*heads, len(lines)][index : index + 2]
        lines[first:last] = _section(lines[first:last], facts, version)
    new = "".join(lines)
    wanted = {key: value for key, value in before.items() if key not in _SEED} | dict(facts)
    read["texts"][index] = wanted | {"versions": [*before.get("versions", []), version]}
    if tomllib.loads(new) != read:
        raise Refused(f"{TABLE}: no line of it can be changed for sure. Write each text as a table [[texts]].")
    return new


def _section(lines: list[str], facts: Mapping[str, str], version: Mapping[str, str]) -> list[str]:
    """The lines of a text, with its seed changed and a version added; what stands last before the next stays last."""
    own = next((n for n, line in enumerate(lines) if n and line.lstrip().startswith("[")), len(lines))
    keys = [line for line in lines[:own] if not _OF_SEED.match(line)]
    at = 1 + next((n for n, line in enumerate(keys) if re.match(r"\s*slug\s*=", line)), 0)
    body = [*keys[:at], *lines_of(facts), *keys[at:], *lines[own:]]
    end = len(body)
    while not body[end - 1].strip() or body[end - 1].lstrip().startswith("#"):
        end -= 1
    body[end - 1] = body[end - 1].rstrip("\n") + "\n"
    return [*body[:end], "\n", "[[texts.versions]]\n", *lines_of(version), *body[end:]]
