"""Repositories with a history, for tests: `repository.py FOLDER` gives one to the made-up edition in a folder."""

import os
import subprocess
import sys
from pathlib import Path

ANN = {"GIT_AUTHOR_NAME": "Ann Author", "GIT_AUTHOR_EMAIL": "ann@mail.example"}
COM = {"GIT_COMMITTER_NAME": "Com Mitter", "GIT_COMMITTER_EMAIL": "com@mail.example"}
"""Who makes every commit; neither is ever to be read on a page."""


def git(root, *arguments, when="2026-01-01T12:00:00Z"):
    """Let git do something in a folder, at a moment, by its own rules and not those of this machine."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    moment = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    command = ["git", "-C", str(root), *arguments]
    subprocess.run(command, env={**os.environ, **own, **ANN, **COM, **moment}, check=True)


def begin(root):
    """An empty repository."""
    git(root, "init", "--quiet", "--initial-branch=main")


def land(root, when):
    """A commit of everything below `seeds` as it is now."""
    git(root, "add", "--all", "seeds")
    git(root, "commit", "--quiet", "--allow-empty", "--message=A message of ann@mail.example", when=when)


def main(root):
    """Two landings: a note as it was, then everything as it is."""
    begin(root)
    note = root / "seeds/annotations/canal-plan/form-of-hope.md"
    words = note.read_text(encoding="utf-8")
    note.write_text(words.replace("kind: ", "kind: person #", 1).replace("hope", "despair"), encoding="utf-8")
    land(root, "2026-01-01T12:00:00Z")
    note.write_text(words, encoding="utf-8")
    land(root, "2026-02-03T23:30:00-05:00")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
