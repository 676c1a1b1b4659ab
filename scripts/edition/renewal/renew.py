"""Make, from a file, all that is written when a text is renewed.

What is sure is rewritten: the lines of a quotation, a link to a block that was joined to another. What is not is
listed for a person. The version before stays, as the table of texts declares.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from edition.assembly import read_edition
from edition.incoming.arrival import receive
from edition.problems import Problems, Refused, did_you_mean, shortened
from edition.renewal.blocks import carry
from edition.renewal.quotations import Found, Versions, carried_over, is_other
from edition.renewal.report import report
from edition.renewal.table import declared
from edition.site.folder import write_together
from edition.texts.aligning import align
from edition.texts.listing import list_of
from edition.texts.table import TABLE, read_texts
from edition.vocabulary import TEXTS
from edition.written.rewriting import with_links, with_quotation, without_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.incoming.arrival import Received
    from edition.model import Edition, Text


@dataclass(frozen=True, slots=True)
class Renewal:
    """What will be written for a newer version of a text; no files, if nothing changes."""

    files: tuple[tuple[Path, bytes], ...]
    report: str


def renew(root: Path, slug: str, file: Path, day: str, reason: str = "") -> Renewal:
    """A newer version of the text of that slug, from a file as `edition new text` takes it; `Refused` says why not.

    `day` is that on which it takes the place of the older one, as 2026-11-29, `reason` why, for readers.
    """
    problems = Problems()
    texts = {text.slug: text for text in read_texts(root, problems)}
    if slug not in texts:
        _refuse(problems)
        raise Refused(f'There is no text "{shortened(slug)}". {did_you_mean(slug, list(texts), "Texts are")}')
    old = texts[slug]
    received = receive(file, old.title)
    if received.chars == old.chars:
        return Renewal((), f"{file} says what {old.file} says: nothing changes.")
    problems = Problems()
    edition = read_edition(root, problems)
    _refuse(problems)
    name = _free_name(root, old)
    versions = _versions(edition, old, received, name)
    new = versions.new
    listed = list_of(new.file.name, new.chars, new.blocks, new.comments, new.retired)
    facts = received.facts(file, name)
    table = declared((root / TABLE).read_bytes().decode("utf-8"), slug, facts, _told(day, reason))
    found = tuple(carried_over(versions))
    files = dict(_files(root, versions, found))
    written = (
        (new.file, new.chars.encode()),
        (new.file.with_suffix(".blocks"), listed.encode()),
        *received.kept(file, name),
    )
    changed = ((TABLE, table.encode()), *((path, words.encode()) for path, words in files.items()))
    said = "".join(f"{line}\n" for line in received.said)
    return Renewal((*written, *changed), said + report(versions, found, files, listed))


def _versions(edition: Edition, old: Text, received: Received, name: str) -> Versions:
    """A text and what it becomes; `name` is that of its new seed."""
    alignment = align(old.chars, received.chars)
    carried = carry(old, alignment, received.guess.blocks, received.guess.comments)
    new = replace(
        old,
        file=Path(TEXTS, f"{name}.txt"),
        chars=received.chars,
        sha256=hashlib.sha256(received.chars.encode()).hexdigest(),
        blocks=carried.blocks,
        comments=carried.comments,
        retired=carried.retired,
    )
    return Versions(edition, old, new, alignment, carried)


def _told(day: str, reason: str) -> dict[str, str]:
    """What is told of the older version."""
    reason = " ".join(reason.split())
    return {"until": day} | ({"reason": reason} if reason else {})


def write(root: Path, renewal: Renewal) -> None:
    """Write everything of a renewal, or nothing; `Refused` says why not."""
    write_together(root, renewal.files)


def _refuse(problems: Problems) -> None:
    """Say what is wrong before anything is carried: what has no place cannot be."""
    if problems:
        first = problems.in_order()[0]
        raise Refused(f"{first}\nMend first what `edition check` finds ({len(problems)}). Nothing was written.")


def _free_name(root: Path, old: Text) -> str:
    """The name of the new seed: the slug with the number of the version."""
    number = len(old.earlier) + 2
    while any((root / TEXTS / f"{old.slug}-{number}{suffix}").exists() for suffix in (".txt", ".blocks")):
        number += 1
    return f"{old.slug}-{number}"


def _files(root: Path, versions: Versions, found: Iterable[Found]) -> Iterator[tuple[Path, str]]:
    """Every file of which a line changes, with its words."""
    by_file: dict[Path, list[Found]] = {}
    for one in found:
        by_file.setdefault(one.cited.written.file, []).append(one)
    slug = versions.old.slug
    joined = {f"text:{slug}/{gone.id}": f"text:{slug}/{gone.now}" for gone in versions.carried.retired if gone.now}
    for written in versions.edition.written:
        before = (root / written.file).read_bytes().decode("utf-8")
        words = with_links(before, joined)
        for one in by_file.get(written.file, ()):
            if one.quotation:
                words = with_quotation(words, one.quotation, one.cited.passage) or words
            if written.checked and is_other(versions, one):
                words = without_key(words, "checked")
        if words != before:
            yield written.file, words
