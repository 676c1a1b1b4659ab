"""What changed in notes, entries and parallels: git is asked, and what it cannot tell is said in one line.

A change is one of the main line: what was proposed in several steps, and merged, changed once. Messages of commits,
and the names and addresses of those who made them, are never read: who wrote a note is said in the note.
"""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from edition.model import Alteration, Change, History
from edition.problems import Problems
from edition.vocabulary import ENTRIES, NOTES, PARALLELS, SINCE
from edition.written.body import parts_of
from edition.written.header import Document, taken_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_MARK = "\x01"
_LOG = (
    "log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--no-color",
    "--relative", "-z", f"--format={_MARK}%H %ct %P",
)  # fmt: skip
_FILE = re.compile(r":(?P<modes>[0-7]+ [0-7]+) (?P<before>[0-9a-f]+) (?P<after>[0-9a-f]+) [A-Z]\d*")
_LINK = re.compile(r"\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")

_WORDED = {
    "title", "term", "kind", "verdict", "claim", "side", "relation", "category", "period", "gist", "detail", "since",
}  # fmt: skip
"""The parts that are told in words; words of a text may be some that its page shows on request only."""


class _Unknown(Exception):  # noqa: N818 - it is an answer
    """Why git says nothing."""


class _Landing(NamedTuple):
    """A commit of the main line, and the files it changed: path, blob before, blob after."""

    commit: str
    when: str
    parents: str
    files: list[tuple[Path, str, str]]


def read_history(root: Path) -> History:
    """The history of what is written below `root`, as git knows it; `missing` says what it does not know."""
    try:
        landings = list(_landings(_git(root, *_LOG, "--", NOTES, ENTRIES, PARALLELS).decode(errors="replace")))
        is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        contents = _contents(root, {blob for landing in landings for _, *blobs in landing.files for blob in blobs})
    except _Unknown as unknown:
        return History(missing=f"no page of changes: {unknown}")
    if not landings:
        return History(missing="no page of changes: git knows nothing of these notes yet")

    @cache
    def document(file: Path, blob: str) -> Document | None:
        return _document(file, contents.get(blob))

    # Where a shallow clone begins, every file looks new.
    known = [landing for landing in landings if landing.parents or not is_shallow]
    changes = tuple(change for landing in known for change in _changes(landing, document))
    if is_shallow:
        since = min(landing.when for landing in landings)
        missing = "changes are known only in part, and there is no feed: this clone of the repository is shallow"
        return History(changes, since=since, missing=missing)
    return History(changes, first=landings[-1].commit)


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers; `_Unknown` says why it does not."""
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603 - our own words
    except OSError:
        raise _Unknown("there is no git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise _Unknown(f"git says “{said[0] if said else error.returncode}”") from None


def _landings(log: str) -> Iterator[_Landing]:
    """The commits that git lists; parts are ended by NUL, so that a name may have any other character."""
    landing = _Landing("", "", "", [])
    words = iter(log.split("\0"))
    for word in words:
        if word.startswith(_MARK):
            commit, seconds, *parents = word[1:].split()
            when = f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}"
            landing = _Landing(commit, when, " ".join(parents), [])
            yield landing
        elif match := _FILE.fullmatch(word.strip()):
            path = Path(next(words))
            if path.suffix == ".md" and not re.search("120000|160000", match["modes"]):
                landing.files.append((path, match["before"], match["after"]))


def _contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The bytes of each blob; that which stands for no file has none."""
    wanted = sorted(blob for blob in blobs if blob.strip("0"))
    answer = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
    found, position = {}, 0
    for blob in wanted:
        end = answer.index(b"\n", position)
        size = answer[position:end].split()[-1]
        if size == b"missing":
            raise _Unknown("git has not every version here")
        found[blob] = answer[end + 1 : end + 1 + int(size)]
        position = end + 2 + int(size)
    return found


def _document(file: Path, raw: bytes | None) -> Document | None:
    """A version of a file, taken apart; nothing where there is none, or it cannot be read by the rules of today."""
    if raw is None:
        return None
    text = raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return taken_apart(file, text, Problems())


def _changes(landing: _Landing, document: Callable[[Path, str], Document | None]) -> Iterator[Change]:
    """What became of each file; a change of its form alone is none."""
    for file, before, after in sorted(landing.files):
        old, new = document(file, before), document(file, after)
        sort = _sort(before, after, old, new)
        parts = tuple(_alterations(_parts(old), _parts(new))) if sort == "changed" and old and new else ()
        if parts or sort != "changed" or not (old and new):
            header = (new or old or Document(file, {}, {}, "", 1)).header
            yield Change(landing.commit, landing.when, file, sort, _name(file, header), _authors(header), parts)


def _sort(before: str, after: str, old: Document | None, new: Document | None) -> str:
    if not before.strip("0"):
        return "added"
    if not after.strip("0"):
        return "removed"
    is_retired = bool(new and new.header.get("retired") and not (old and old.header.get("retired")))
    return "retired" if is_retired else "changed"


def _name(file: Path, header: Mapping[str, Any]) -> str:
    return next((name for key in ("title", "term") if isinstance(name := header.get(key), str)), file.stem)


def _authors(header: Mapping[str, Any]) -> tuple[str, ...]:
    authors = header.get("authors")
    return tuple(map(str, authors)) if isinstance(authors, list) else ()


def _parts(document: Document) -> dict[str, Any]:
    """What a file says, by parts: the values of its header, and the paragraphs of its body as a reader sees them."""
    parts = parts_of(document.body.strip())
    words = (_LINK.sub(r"\1", part).removeprefix(SINCE).lstrip() for part in parts)
    return {**document.header, **dict(zip(("gist", "detail", "since"), words, strict=False))}


def _alterations(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Alteration]:
    for part in dict.fromkeys((*new, *old)):
        before, after = old.get(part) or "", new.get(part) or ""
        if before != after:
            told = part in _WORDED and isinstance(before, str) and isinstance(after, str)
            yield Alteration(part, before, after) if told else Alteration(part)
