"""Hold the addresses that were published: none is renamed and none vanishes unseen.

They stand in `seeds/published.txt`, one a line. Nobody who contributes writes in it: `make published` adds what is new,
before a site is published; the check says what was there and is gone.

The pages below `/changes/` are not among them: git decides which of them there are, and a clone knows more than a zip.
Their addresses are made of the names that are held here, so none changes while those stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from edition.site.folder import write
from edition.vocabulary import ENTRIES, NOTES, PARALLELS, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition, Parallel
    from edition.problems import Problems

PUBLISHED = Path("seeds/published.txt")

_HEAD = """\
# The addresses that were published, one a line: none may be renamed or vanish. `make published` adds what is new.
"""


def addresses(edition: Edition) -> frozenset[str]:
    """Every address that stays: of texts, blocks, comments, notes, entries, parallels, from the root of the site."""
    return frozenset(
        [
            *(address for text in edition.texts for address in _of_text(edition, text)),
            *_of_entries(edition),
            *_of_parallels(edition),
        ]
    )


def _of_text(edition: Edition, annotated: AnnotatedText) -> Iterator[str]:
    text = annotated.text
    page = f"/texts/{text.slug}/"
    yield page
    for number in range(1, len(text.earlier) + 1):
        yield from (f"{page}version-{number}/", f"{page}changes-{number}/")
    yield from (f"{page}#{block.id}" for block in text.blocks)
    yield from (f"{page}#{gone.id}" for gone in text.retired)
    yield from (f"{page}#comment-{comment.number}" for comment in text.comments)
    yield from (f"{page}#comment-{gone.number}" for gone in text.retired if gone.number)
    yield from (f"{page}#{placed.id}" for placed in annotated.notes)
    yield from (f"{page}#{note.id}" for note in annotated.retired)
    for parallel in _parallels(edition):
        given = zip(parallel.passages, parallel.passage_ids, strict=True)
        yield from (f"{page}#{place}" for passage, place in given if passage.text == text.slug)


def _of_entries(edition: Edition) -> Iterator[str]:
    for entry in (*edition.entries, *edition.retired_entries):
        yield from (f"/glossary/{entry.slug}/", f"/glossary/#{entry.slug}")


def _of_parallels(edition: Edition) -> Iterator[str]:
    for parallel in _parallels(edition):
        yield from (f"/parallels/{parallel.slug}/", f"/parallels/#{parallel.id}")
        texts = sorted({passage.text for passage in parallel.passages})
        for index, one in enumerate(texts):
            for other in texts[index + 1 :]:
                yield from (f"/parallels/{one}--{other}/", f"/parallels/{one}--{other}/#{parallel.id}")


def _parallels(edition: Edition) -> Iterator[Parallel]:
    """All parallels, those in force and those that are retired."""
    yield from (placed.parallel for placed in edition.parallels)
    yield from edition.retired_parallels


def check_published(root: Path, edition: Edition, problems: Problems) -> None:
    """Find the addresses that were published and are gone.

    One that a faulty file would have is not: it is missing only because of that, and comes back with it.
    """
    written = _read(root, problems)
    there = addresses(edition)
    faulty = {problem.file.stem for problem in problems.found}
    for number, address in enumerate(written.splitlines(), 1):
        address = address.strip()  # noqa: PLW2901
        names = set(re.findall(r"[a-z0-9-]+", re.sub("(note|parallel)-|--[0-9]+$", "", address)))
        if address and not address.startswith("#") and address not in there and not names & faulty:
            problems.add(PUBLISHED, number, f"{address} was published and is gone", _mend(edition, address))


def _mend(edition: Edition, address: str) -> str:
    """How an address comes back."""
    sort, _, rest = address.strip("/").partition("/")
    slug, _, place = rest.partition("/#")
    if sort == "texts" and slug not in edition.text:
        return f'Put the text back under its slug: slug = "{slug}" in seeds/edition.toml.'
    kept = "Put it back under that name; if it no longer holds, a line `retired:` in it says why"
    if sort == "texts" and not re.match("(note|parallel)-", place):
        listing = edition.text[slug].text.file.with_suffix(".blocks")
        return (
            f'Give the block its id again in {listing}, "{place}"; if its words are gone, add a line there:'
            f" `retired {place} | the words it opened with`."
        )
    if re.fullmatch(f"{SLUG}--{SLUG}", slug):
        return "It is there while a parallel joins these texts, in force or retired: put that file back."
    name = re.sub("^(note|parallel)-|--[0-9]+$", "", place or slug.rpartition("#")[2])
    folder = {"texts": f"{NOTES}/{slug}", "glossary": ENTRIES}.get(sort, PARALLELS)
    folder = PARALLELS if place.startswith("parallel-") else folder
    return f"It was that of {folder}/{name}.md. {kept}."


def _read(root: Path, problems: Problems) -> str:
    """What the file says; nothing, if there is none."""
    try:
        return (root / PUBLISHED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        problems.add(PUBLISHED, 1, f"the list of published addresses cannot be read: {error}", "Undo its last change.")
        return ""


def missing(root: Path, edition: Edition, problems: Problems) -> frozenset[str]:
    """The addresses that the file does not have yet."""
    return addresses(edition) - set(_read(root, problems).split())


def add(root: Path, new: frozenset[str], problems: Problems) -> None:
    """Write addresses into the file, in the order of the alphabet with those that are there."""
    lines = _read(root, problems).splitlines()
    remarks = [line for line in lines if line.startswith("#")]
    there = {line.strip() for line in lines if line.strip() and line not in remarks}
    head = "".join(f"{line}\n" for line in remarks) or _HEAD
    write(root / PUBLISHED, (head + "".join(f"{address}\n" for address in sorted(there | new, key=_order))).encode())


def _order(address: str) -> list[tuple[int, str]]:
    """Numbers are ordered as numbers: p2 before p10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", address)]
