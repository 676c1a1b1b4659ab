"""Take in a new text: its characters, the first guess of its blocks, its place in the table and in the menu."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from edition.incoming.crosscheck import difference
from edition.incoming.formats import MARKED_UP, Unreadable
from edition.incoming.guess import Guess, guess
from edition.incoming.markup import guess_marked_up
from edition.menu import CONFIGURATION
from edition.problems import Problems, Refused, one_line, shortened
from edition.site.folder import write_together
from edition.texts.listing import list_of, read_written
from edition.texts.table import CONTROL, RECEIVED, TABLE
from edition.vocabulary import LANGUAGE, NAME_CHARACTERS, TEXTS, is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BYTES = 5_000_000
"""So long a file is some fifteen novels; more is no text to annotate."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """What will be written for a text that comes in."""

    files: tuple[tuple[Path, bytes], ...]
    """Relative to the edition's root; the new ones, then the table and the menu."""
    report: str
    """What was found, for the person who corrects it."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came, and what was read in it."""

    raw: bytes
    chars: str
    """Its text, a line feed at the end of each line."""
    guess: Guess
    said: tuple[str, ...]
    """How it was read."""

    def kept(self, file: Path, name: str) -> tuple[tuple[Path, bytes], ...]:
        """The file to be kept as it came, under that name, if the seed is not that already."""
        if self.chars.encode() == self.raw:
            return ()
        return ((RECEIVED / f"{name}{file.suffix.lower() or '.txt'}", self.raw),)

    def facts(self, file: Path, name: str) -> dict[str, str]:
        """What the table of texts says of the seed of that name, and of the file it was taken from."""
        facts = {"file": f"{name}.txt", "sha256": hashlib.sha256(self.chars.encode()).hexdigest()}
        for path, raw in self.kept(file, name):
            facts |= {"received": path.name, "received_sha256": hashlib.sha256(raw).hexdigest()}
        return facts


def receive(file: Path, title: str) -> Received:
    """What a file as people have it says: plain text in any encoding, Markdown, HTML or DOCX; `Refused` says why not.

    `title` is that of the text, by which a line that prints it is known.
    """
    raw = _bytes(file)
    said, chars, guessed = _read(file, raw, title)
    return Received(raw, chars, guessed, tuple(said))


def arrive(root: Path, file: Path, slug: str, title: str, language: str) -> Arrival:
    """A new text from a file; `Refused` says why not.

    The seed is the text in UTF-8, a line feed at the end of each line. If the file is not that already, it is kept as
    it came, with its hash.
    """
    _check_arguments(root, slug, title, language)
    received = receive(file, title)
    chars, guessed = received.chars, received.guess
    seed = Path(TEXTS, f"{slug}.txt")
    listing = seed.with_suffix(".blocks")
    written = list_of(seed.name, chars, guessed.blocks, guessed.comments)
    problems = Problems()
    read = read_written(written, listing, seed, chars, problems)
    doubtful = list(_doubtful(listing, written, guessed, chars))
    doubtful += [str(problem) for problem in problems.in_order()]
    if not problems and read and read.blocks != guessed.blocks:
        doubtful.append(f"{listing}: two blocks open with the same words; compare the list with the text")
    kept = received.kept(file, slug)
    told = {"language": language, "title": " ".join(title.split())}
    table = _table(root, {"slug": slug} | received.facts(file, slug) | told)
    new = ((seed, chars.encode()), (listing, written.encode()), *kept)
    changed = ((TABLE, table.encode()), *_menu(root, slug, title))
    return Arrival((*new, *changed), _report(received.said, guessed, doubtful, [path for path, _ in (*new, *changed)]))


def write(root: Path, arrival: Arrival) -> str:
    """Write everything of an arrival, or nothing, and return its report."""
    write_together(root, arrival.files)
    return arrival.report


def _check_arguments(root: Path, slug: str, title: str, language: str) -> None:
    if not is_slug(slug) or len(slug) > NAME_CHARACTERS:
        raise Refused(f'"{shortened(slug)}" cannot be part of an address. Use small letters, digits and hyphens.')
    if not title.strip() or len(title) > 500:  # noqa: PLR2004 - as in the table of texts
        raise Refused("A text needs a title of at most 500 characters.")
    if not re.fullmatch(LANGUAGE, language):
        raise Refused(f'"{shortened(language)}" names no language. Write it as en, zh-Hans or pt-BR.')
    for path in (Path(TEXTS, f"{slug}.txt"), Path(TEXTS, f"{slug}.blocks")):
        if (root / path).exists():
            raise Refused(f"There is {path} already. Choose another slug; `edition renew` is for a new version.")


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _BYTES:
            raise Refused(f"{file}: longer than {_BYTES:,} bytes. Take its parts in one by one.")
        raw = file.read_bytes()
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}. Name a file that is there and can be read.") from None
    if not raw.strip():
        raise Refused(f"{file}: the file is empty.")
    return raw


def _read(file: Path, raw: bytes, title: str) -> tuple[list[str], str, Guess]:
    """What was learned of the file, the characters of the seed, and the guess at its blocks."""
    if file.suffix.lower() in MARKED_UP:
        try:
            chars, guessed, counted = guess_marked_up(file.suffix.lower(), raw, title)
        except Unreadable as error:
            raise Refused(f"{file}: {error}") from None
        if not guessed.blocks:
            raise Refused(f"{file}: no words were found in it.")
        said = [f"Read as {MARKED_UP[file.suffix.lower()]}."]
        if found := difference(file.suffix.lower(), raw, chars, counted):
            said.append(f"Read in another way it says something else, look at both: {found}.")
        return said, chars, guessed
    encoding, chars = _decoded(file, raw)
    chars = chars.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(chars):
        line = chars.count("\n", 0, control.start()) + 1
        raise Refused(f"{file}:{line}: this is no text: it has the character U+{ord(control[0]):04X}.")
    said = [] if encoding == "utf-8" else [f"Read as {encoding}; look whether all letters are right."]
    return said, chars, guess(chars, title)


def _decoded(file: Path, raw: bytes) -> tuple[str, str]:
    """The encoding of some bytes and what they say in it: by its mark, as UTF-8, else as charset-normalizer finds."""
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")
    try:
        return marked or "utf-8", raw.decode(marked or "utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
    if best is None:
        raise Refused(f"{file}: this is no text in any encoding that is known. Save it as UTF-8 text.")
    return best.encoding, str(best)


def _doubtful(listing: Path, written: str, guessed: Guess, chars: str) -> Iterator[str]:
    """The lines of the list that a person should look at."""
    head = sum(line.startswith("#") for line in written.splitlines())
    lines = {block.span.start: number for number, block in enumerate(guessed.blocks, head + 1)}
    for offset, reason in guessed.doubtful:
        words = shortened(one_line(chars[offset:].partition("\n")[0]))
        yield f"{listing}:{lines.get(offset, 1)}: {reason} “{words}”"


def _table(root: Path, facts: dict[str, str]) -> str:
    """The table of texts with one more, of which these are the facts."""
    try:
        table = (root / TABLE).read_text(encoding="utf-8")
        tomllib.loads(table)
    except FileNotFoundError:
        table = "# The texts of the edition: one [[texts]] table each.\n"
    except (OSError, ValueError) as error:
        raise Refused(f"{TABLE}: it cannot be read: {error}. Mend it first: `edition check`.") from None
    return f"{table.rstrip()}\n\n[[texts]]\n{''.join(lines_of(facts))}"


def lines_of(facts: Mapping[str, str]) -> list[str]:
    """Lines of the table of texts that say these facts; a JSON string is one of TOML."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()]


def _menu(root: Path, slug: str, title: str) -> Iterator[tuple[Path, bytes]]:
    """The menu with one more page, after the last of a text; nothing, where there is no menu of lines."""
    try:
        lines = (root / CONFIGURATION).read_text(encoding="utf-8").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        return
    texts = [number for number, line in enumerate(lines) if re.match(r"\s*- .*\btexts/[a-z0-9-]+\.md\s*$", line)]
    begins = [number + 1 for number, line in enumerate(lines) if line.startswith("nav:")]
    if not texts and not begins:
        return
    at = texts[-1] + 1 if texts else begins[0] + 1
    indent = re.match(r"\s*", lines[at - 1])
    label = json.dumps(title.partition(":")[0].strip(), ensure_ascii=False)
    lines.insert(at, f"{indent[0] if indent else '  '}- {label}: texts/{slug}.md\n")
    yield CONFIGURATION, "".join(lines).encode()


def _report(said: tuple[str, ...], guessed: Guess, doubtful: list[str], paths: list[Path]) -> str:
    counts = Counter(block.kind for block in guessed.blocks)
    tally = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
    parts = [f"Written: {', '.join(map(str, paths))}.", *said, f"{len(guessed.blocks)} blocks: {tally}."]
    if guessed.comments:
        parts.append(f"{len(guessed.comments)} comments were read; look at who answers whom.")
    if doubtful:
        parts.append("To look at, and to correct in the list where it is wrong:")
        parts += [f"  {line}" for line in doubtful]
    parts.append("Then run `edition check`; ids can be changed until the text is published, and never after.")
    return "\n".join(parts)
