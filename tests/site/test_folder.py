"""The generated folders are made equal to what is wanted, and nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model import Page
from edition.site.folder import make_equal

PAGES = (Page("texts/first.md", b"First\n"), Page("data/deep/seed.txt", b"\xff\x00\r\n"))
OWNED = ("texts", "data")


def tree(folder):
    """Every file below a folder with its bytes, every folder without."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def test_pages_are_written_byte_for_byte(tmp_path):
    """Folders are made as needed; the number of files comes back."""
    assert make_equal(tmp_path, PAGES, OWNED) == 2
    assert {path: content for path, content in tree(tmp_path).items() if content is not None} == {
        "texts/first.md": b"First\n",
        "data/deep/seed.txt": b"\xff\x00\r\n",
    }


def test_what_is_equal_is_not_touched(tmp_path):
    """Else a server that watches the folder would build for ever."""
    make_equal(tmp_path, PAGES, OWNED)
    before = {path: path.stat() for path in tmp_path.rglob("*")}
    assert make_equal(tmp_path, PAGES, OWNED) == 0
    assert {path: path.stat() for path in tmp_path.rglob("*")} == before


def test_only_what_differs_is_written(tmp_path):
    """The other file keeps its place on the disk."""
    make_equal(tmp_path, PAGES, OWNED)
    kept = (tmp_path / "data/deep/seed.txt").stat()
    assert make_equal(tmp_path, [Page("texts/first.md", b"Second\n"), PAGES[1]], OWNED) == 1
    assert (tmp_path / "texts/first.md").read_bytes() == b"Second\n"
    assert (tmp_path / "data/deep/seed.txt").stat() == kept


def test_what_is_no_longer_wanted_is_removed_with_its_folders(tmp_path):
    """Also files nobody remembers, in folders of folders."""
    make_equal(tmp_path, PAGES, OWNED)
    (tmp_path / "texts/old/older").mkdir(parents=True)
    (tmp_path / "texts/old/older/.hidden").write_text("x")
    assert make_equal(tmp_path, PAGES[:1], OWNED) == 2
    assert tree(tmp_path) == {"texts": None, "texts/first.md": b"First\n", "data": None}


@pytest.mark.parametrize("name", ["index.md", "assets/style.css", "textsandmore/x.md", ".nojekyll"])
def test_other_folders_are_left_alone(tmp_path, name):
    """Hand-written pages stand beside the generated ones."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    make_equal(tmp_path, PAGES, OWNED)
    make_equal(tmp_path, [], OWNED)
    assert (tmp_path / name).read_text() == "mine"


def test_a_link_in_an_owned_folder_is_removed_and_not_followed(tmp_path):
    """What it leads to belongs to somebody else."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/link").symlink_to(tmp_path / "other", target_is_directory=True)
    make_equal(tmp_path, PAGES, OWNED)
    assert (tmp_path / "other/mine.txt").read_text() == "mine"
    assert not (tmp_path / "texts/link").exists()


def test_an_owned_folder_that_is_not_there_is_no_fault(tmp_path):
    """There is nothing to remove."""
    assert make_equal(tmp_path / "docs", [], OWNED) == 0


def test_a_file_that_could_not_be_written_whole_leaves_the_old_one(tmp_path, monkeypatch):
    """No reader meets half of it: it is written beside its place first."""
    make_equal(tmp_path, PAGES, OWNED)
    path = tmp_path / PAGES[0].path

    def half(self, content):
        with self.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="no space left"):
        make_equal(tmp_path, [Page(PAGES[0].path, b"Other words\n"), *PAGES[1:]], OWNED)
    assert path.read_bytes() == PAGES[0].content


NAMES = st.sampled_from([f"{folder}/{name}" for folder in OWNED for name in ("a", "b", "c/d", "c/e")])
SETS = st.dictionaries(NAMES, st.binary(max_size=2))


@given(before=SETS, after=SETS)
def test_whatever_stood_there_before_the_folders_are_equal_to_what_is_wanted(tmp_path_factory, before, after):
    """And the number that comes back is that of the files that differ."""
    folder = tmp_path_factory.mktemp("docs")
    for wanted in (before, after):
        touched = make_equal(folder, [Page(*page) for page in wanted.items()], OWNED)
    assert {path: content for path, content in tree(folder).items() if content is not None} == after
    assert touched == sum(before.get(path) != after.get(path) for path in {*before, *after})
