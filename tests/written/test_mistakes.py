"""Each folder of tests/written/mistakes has files with a mistake, and the words in which `edition check` answers.

The files stand in place of those of the small sound edition of conftest.py. `made.toml` makes what git should
not keep: large files and links. After a change of words on purpose: REWRITE=1 pytest tests/written/test_mistakes.py
"""

import os
import tomllib
from pathlib import Path

import pytest

from edition.cli import run

FOLDERS = sorted(path for path in (Path(__file__).parent / "mistakes").iterdir() if path.is_dir())
OURS = {"expected.txt", "made.toml"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_mistake_is_answered_in_exactly_these_words(folder, made, monkeypatch, capsys):
    """Every problem has its line and how to mend it, and nothing else is said."""
    given = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in OURS]
    root = made({path.relative_to(folder).as_posix(): path.read_bytes() for path in given})
    prepare(root, folder / "made.toml")
    monkeypatch.chdir(root)
    code = run(["check"])
    said = "".join(capsys.readouterr())
    expected = folder / "expected.txt"
    if os.environ.get("REWRITE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert code != folder.name.endswith("-accepted")


def prepare(root, table):
    """Make the large files and the links that a table names."""
    for thing in tomllib.loads(table.read_text()).get("file", ()) if table.exists() else ():
        (root / thing["path"]).write_bytes(b"x" * thing["bytes"])
    for thing in tomllib.loads(table.read_text()).get("link", ()) if table.exists() else ():
        (root / thing["path"]).symlink_to(thing["to"])


def test_there_are_more_than_thirty_kinds_of_mistakes():
    """What the project promises."""
    assert len(FOLDERS) > 30
