"""The files people write: which there are below a folder, whether their names are sound, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from edition.fold import slug
from edition.vocabulary import NAME_CHARACTERS, is_file_name, is_slug
from edition.written.answers import SHAPE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edition.problems import Problems

Read = TypeVar("Read")

_MOST_BYTES = 50_000
"""No note or entry comes near this; more is a mistake or an attack."""

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters nobody can see, which hide what a file says (Unicode TR36 and TR39): controls, changes of
direction, all that is ignored by default (DerivedCoreProperties.txt), blanks, and the sign of a lost character."""


def read_folder(
    root: Path,
    folder: str,
    read_one: Callable[[Path, Path, Problems], Read | None],
    problems: Problems,
) -> tuple[Read, ...]:
    """Read every file of a folder and its sub-folders, in the order of their names.

    A file that is not a Markdown file is a problem: it would be lost in silence. One with a bad name is read all
    the same, so that its other problems are found too.
    """
    found = []
    for path in sorted((root / folder).rglob("*")):
        file = path.relative_to(root)
        if path.is_dir() and not path.is_symlink():
            continue
        if fault := _alien(path):
            problems.add(file, 1, *fault)
            continue
        if fault := _name_fault(path):
            problems.add(file, 1, *fault)
        if (item := read_one(root, file, problems)) is not None:
            found.append(item)
    return tuple(found)


def _alien(path: Path) -> tuple[str, str] | None:
    """Why a file cannot be a contribution at all, and how to mend it."""
    if path.is_symlink():
        return "this is a symbolic link", "Put the file itself here."
    if path.name.startswith("."):
        return "this file is hidden and not a note", "Remove it."
    if path.suffix != ".md":
        return "this file is not a Markdown file", "Give it a name that ends in .md, or remove it."
    return None


def _name_fault(path: Path) -> tuple[str, str] | None:
    """What is wrong with the name of a file and how to mend it."""
    if not is_file_name(path.stem) and is_file_name(f"{path.stem}-"):
        return f'on Windows no file can be called "{path.stem}"', f"Rename it, perhaps to {path.stem}-note.md."
    if not is_slug(path.stem):
        return (
            f'the name of the file, "{path.stem}", cannot be part of an address',
            f"Use small letters, digits and hyphens: rename the file to {slug(path.stem) or 'a-telling-name'}.md.",
        )
    if len(path.stem) > NAME_CHARACTERS:
        return f"the name has {len(path.stem)} characters", f"It is part of an address: at most {NAME_CHARACTERS}."
    return None


def read_words(root: Path, file: Path, problems: Problems) -> str | None:
    """What a file below the root says; `None`, and a problem, if that is not plain text.

    A byte order mark, the line ends of other systems and a missing last line end are accepted.
    """
    try:
        raw, fault = _bytes(root / file)
    except OSError as error:
        raw, fault = b"", (f"the file cannot be read: {error.strerror}", "Put the file itself here, readable for all.")
    if fault:
        problems.add(file, 1, *fault)
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(file, line, "the file is not UTF-8 text", "Save it anew with the encoding UTF-8.")
        return None
    hidden = INVISIBLE.search(text)
    if hidden:
        problems.add(file, text.count("\n", 0, hidden.start()) + 1, *invisible(hidden[0]))
        return None
    return text


def _bytes(path: Path) -> tuple[bytes, tuple[str, str] | None]:
    """What stands in a file, or what is wrong with it and how to mend it."""
    if path.is_symlink():
        return b"", ("the file is a symbolic link", "Put the file itself here.")
    size = path.stat().st_size
    if size > _MOST_BYTES:
        grouped = f"{size:,}".replace(",", " ")
        return b"", (f"the file is too large ({grouped} bytes)", f"At most {_MOST_BYTES // 1000} kB.")
    raw = path.read_bytes()
    if not raw.strip():
        return b"", ("the file is empty", SHAPE)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"", ("the file is not UTF-8 text but UTF-16", "Save it anew with the encoding UTF-8.")
    if b"\0" in raw:
        return b"", ("the file is not text", "A picture or a document of a word processor cannot be a note.")
    return raw, None


def invisible(char: str) -> tuple[str, str]:
    """What is wrong with a character nobody can see, and how to mend it."""
    code = f"U+{ord(char):04X}"
    if char == "\ufffd":
        return f"a character was lost here ({code})", "Write it anew, and save the file with the encoding UTF-8."
    return (
        f"there is an invisible character here ({code})",
        "Delete it: characters nobody can see must not stand in a file.",
    )
