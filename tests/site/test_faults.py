"""A disk that is full, or a folder that cannot be written to, costs no page."""

import errno
from pathlib import Path

import pytest

from edition.cli import run
from edition.site.folder import write


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
