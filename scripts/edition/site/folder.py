"""Make folders equal to a set of pages, touching only what differs.

`mkdocs serve` watches the folders: a file that is written again, though unchanged, would make it build for
ever.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from edition.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from edition.model import Page

_FROM_HERE, _EXCHANGED = -100, 2
"""`AT_FDCWD` and `RENAME_EXCHANGE` of Linux: relative paths begin at the folder one is in; both are to be there."""


def write(path: Path, content: bytes) -> None:
    """Write a file beside its place and then rename it, so that no reader meets half of it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105 - the one call that replaces in one step everywhere
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write_together(root: Path, files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all files below a folder or none; `Refused` says why not.

    All are written beside their places before the first is put into its own, where nothing can fail for want of room.
    """
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path, _ in files}
    beside = {path: (root / path).with_name(f".{path.name}.new") for path, _ in files}
    try:
        for path, content in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(content)
        for path in before:
            os.replace(beside[path], root / path)  # noqa: PTH105 - as above
    except OSError as error:
        for path, old in before.items():
            with suppress(OSError):
                beside[path].unlink(missing_ok=True)
            with suppress(OSError):
                if old is None:
                    (root / path).unlink(missing_ok=True)
                elif (root / path).read_bytes() != old:
                    write(root / path, old)
        raise Refused(f"{error.filename}: {error.strerror}. Nothing was written.") from None


def put_in_place(new: Path, place: Path) -> None:
    """Put a folder in the place of another, so that nobody ever meets half of either.

    Where the two can be exchanged in one step, there is always one of them in the place. Elsewhere both are renamed:
    the one before stands beside the new one until then, and for an instant there is none. If a run is ended then, the
    next one begins with putting it back. (A link could be replaced in one step anywhere, but would be no folder to
    much of what copies and publishes folders.)
    """
    before = new.with_name(f"{new.name}.before")
    if before.exists() and not place.exists():
        before.rename(place)
    shutil.rmtree(before, ignore_errors=True)
    if _exchange(new, place):
        new.rename(before)
    else:
        _replace(new, place, before)
    shutil.rmtree(before, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Put two folders each in the place of the other; whether it was done, in one step.

    Linux does it, on most file systems; Python has no call for it.
    """
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # another system, or an older one
        return False
    return bool(renameat2(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGED) == 0)


def _replace(new: Path, place: Path, before: Path) -> None:
    """Rename what stands in a place, and then what comes there."""
    if place.exists():
        place.rename(before)
    try:
        new.rename(place)
    except OSError:
        if before.exists():
            before.rename(place)
        raise


def make_equal(folder: Path, pages: Iterable[Page], owned: Iterable[str]) -> int:
    """Write the pages below a folder and remove everything else from the sub-folders it owns.

    Returns how many files were written or removed.
    """
    wanted = {folder / page.path: page.content for page in pages}
    touched = 0
    for path, content in wanted.items():
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
        touched += 1
    for name in owned:
        for path in sorted((folder / name).rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
                touched += 1
    return touched
