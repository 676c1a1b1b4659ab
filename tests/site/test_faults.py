"""A disk that is full, or a folder that cannot be written to, costs no page."""

import ctypes
import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from edition.cli import run
from edition.site import folder
from edition.site.folder import _exchange, put_in_place, write


def full(path, _):
    """What a write to a full disk does: half of it is there, then it fails."""
    with path.open("wb") as file:
        file.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


def denied(*paths):
    """What a write to a folder does that is only to be read."""
    raise PermissionError(errno.EACCES, "Permission denied", str(paths[0]))


@pytest.mark.parametrize(("call", "fails"), [("write_bytes", full), ("write_bytes", denied), ("mkdir", denied)])
def test_a_build_that_cannot_write_says_so_in_a_line_and_leaves_every_page_whole(
    call, fails, made, monkeypatch, capsys
):
    """And is run again when there is room."""
    monkeypatch.chdir(made())
    assert run(["build"]) == 0
    pages = {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()}
    note = Path("seeds/annotations/first/adopted.md")
    note.write_text(note.read_text(encoding="utf-8").replace("The place", "The town"), encoding="utf-8")
    capsys.readouterr()
    with monkeypatch.context() as broken:
        broken.setattr(Path, call, lambda path, *rest, **_: fails(path, *rest))
        assert run(["build"]) == 1
    said = capsys.readouterr().err
    assert said.endswith("Each page is whole, old or new: run it again.\n")
    assert said.count("\n") == 1
    assert {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()} == pages
    assert run(["build"]) == 0
    assert any(path.read_bytes() != pages.get(path) for path in Path("docs").rglob("*") if path.is_file())


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path, monkeypatch):
    """The old one stands as it was."""
    file = tmp_path / "page.md"
    write(file, b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write(file, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.md", b"old")]


class Killed(BaseException):
    """What ends a process and lets nothing be cleared away."""


def whole(folder):
    """The files of a folder; nothing if it is not there."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.exists() else None


OLD, NEW = {"a.html": "old", "b.html": "old"}, {"a.html": "new", "c.html": "new"}


def folder_of(path, pages):
    """A folder of these pages."""
    path.mkdir(parents=True)
    for name, words in pages.items():
        (path / name).write_text(words, encoding="utf-8")


def in_one_step(folder):
    """Whether two folders can be exchanged here."""
    (folder / "one").mkdir()
    (folder / "other").mkdir()
    return _exchange(folder / "one", folder / "other")


@pytest.mark.parametrize(
    ("exchanged", "left"),
    [(True, [OLD, OLD, NEW, NEW]), (False, [OLD, OLD, OLD, None, NEW])],
    ids=["in one step", "in two steps"],
)
def test_a_build_that_is_killed_while_it_is_put_in_place_leaves_a_whole_site(exchanged, left, tmp_path, monkeypatch):
    """The old one or the new one; where two folders cannot be exchanged for an instant none, and the old one beside.

    The next run ends well.
    """
    if exchanged and not in_one_step(tmp_path):
        pytest.skip("two folders cannot be exchanged here")
    calls = []

    def until_killed(call, moment):
        def called(*given, **named):
            calls.append(call)
            if len(calls) > moment:
                raise Killed
            return call(*given, **named)

        return called

    for moment, pages in enumerate(left):
        new, place = tmp_path / f"{moment}/.cache/site", tmp_path / f"{moment}/site"
        folder_of(new, NEW)
        folder_of(place, OLD)
        calls.clear()
        with monkeypatch.context() as dying:
            exchange = _exchange if exchanged else lambda *_: False
            dying.setattr(folder, "_exchange", until_killed(exchange, moment))
            dying.setattr(Path, "rename", until_killed(Path.rename, moment))
            dying.setattr(shutil, "rmtree", until_killed(shutil.rmtree, moment))
            with pytest.raises(Killed):
                put_in_place(new, place)
        beside = new.with_name("site.before")
        assert whole(place) == pages
        assert whole(place) or whole(beside) == OLD
        shutil.rmtree(new, ignore_errors=True)
        folder_of(new, NEW)
        put_in_place(new, place)
        assert (whole(place), beside.exists(), new.exists()) == (NEW, False, False)


def no_library(_):
    """A system that is not asked for its own library without a name."""
    raise TypeError


@pytest.mark.parametrize(
    "library",
    [
        no_library,
        lambda _: SimpleNamespace(),
        lambda _: SimpleNamespace(renameat2=lambda *_: -1),
    ],
    ids=["no library", "no such call in it", "the call says that it cannot"],
)
def test_where_folders_cannot_be_exchanged_they_are_renamed(library, tmp_path, monkeypatch):
    """On another system, or a disk of another kind."""
    folder_of(tmp_path / "new", NEW)
    folder_of(tmp_path / "site", OLD)
    monkeypatch.setattr(ctypes, "CDLL", library)
    put_in_place(tmp_path / "new", tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert whole(tmp_path / "site") == NEW


def test_a_site_that_cannot_be_put_in_place_leaves_the_one_before(tmp_path, monkeypatch, capsys):
    """And says so in a line."""
    monkeypatch.chdir(tmp_path)
    folder_of(Path("site"), OLD)
    assert run(["place", "nowhere", "site"]) == 1
    assert capsys.readouterr().err == "nowhere: No such file or directory. The pages are those from before.\n"
    assert whole(Path("site")) == OLD


def test_a_site_that_was_left_beside_its_place_is_put_back(tmp_path):
    """By the next run, also if that has none to put there."""
    folder_of(tmp_path / "new.before", OLD)
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "new", tmp_path / "site")
    assert whole(tmp_path / "site") == OLD


def test_a_first_site_is_put_in_place(tmp_path):
    """Where there was none."""
    folder_of(tmp_path / "new", NEW)
    put_in_place(tmp_path / "new", tmp_path / "site")
    assert whole(tmp_path / "site") == NEW
