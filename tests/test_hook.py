"""MkDocs builds once for each change, with the code as it is, and survives a mistake while it serves."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MADE_UP
from mkdocs.exceptions import Abort, ConfigurationError

from edition.cli import run

ROOT = Path(__file__).parent.parent


@pytest.fixture
def hook():
    """The hook, loaded as MkDocs loads it."""
    spec = importlib.util.spec_from_file_location("hook", ROOT / "scripts/mkdocs_hook.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Server:
    """Remembers what it is told to watch."""

    def __init__(self):
        self.told = []

    def watch(self, path, *, recursive=True):
        """Remember it."""
        self.told.append(("watch", path, recursive))

    def unwatch(self, path):
        """Remember it."""
        self.told.append(("unwatch", path))


def test_the_pages_are_written_by_a_process_of_its_own_and_name_the_site(hook, monkeypatch, tmp_path):
    """By the same Python, which leaves no compiled files where changes are watched; a menu of its own stays."""
    called = []
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: called.append(command) or subprocess.CompletedProcess(command, 0)
    )
    (tmp_path / "snippets").mkdir()
    site = {"name": "A & B", "description": "<b>", "language": "ru", "words": {"menu": "M"}, "feed": "f.xml"}
    (tmp_path / "snippets/site.json").write_text(json.dumps(site | {"menu": [{"<i>": "index.md"}]}))
    config = hook.on_config({"docs_dir": str(tmp_path), "nav": None, "extra": {"generator": False}, "theme": {}})
    assert called == [[sys.executable, "-B", "-m", "edition", "build"]]
    assert (config["site_name"], config["site_description"]) == ("A &amp; B", "&lt;b&gt;")
    assert (config["extra"]["name"], config["nav"]) == ("A & B", [{"&lt;i&gt;": "index.md"}])
    assert config["extra"]["feed"] == "f.xml"
    assert (config["extra"]["words"], config["theme"]) == ({"menu": "M"}, {"language": "ru"})
    assert hook.on_config({"docs_dir": str(tmp_path), "nav": ["own.md"], "extra": {}, "theme": {}})["nav"] == ["own.md"]


def test_problems_stop_a_build(hook, monkeypatch, tmp_path, capfd):
    """They are printed as `edition build` prints them."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Abort, match="nothing was built"):
        hook.on_config({})
    assert "seeds" in capfd.readouterr().err


def test_only_what_is_written_by_hand_is_watched(hook):
    """The pages directly in docs/; the folders below are generated."""
    server = Server()
    assert hook.on_serve(server, config={"docs_dir": "docs"}, builder=None) is server
    assert server.told == [("unwatch", "docs"), ("watch", "docs", False)]


def test_a_mistake_while_serving_is_said_and_the_server_goes_on(hook, capsys):
    """MkDocs would let every page wait until it is mended."""

    def builder():
        raise Abort("One problem.")

    server = Server()
    hook.on_serve(server, config={"docs_dir": "docs"}, builder=builder)
    server.builder()
    assert "One problem. The pages are those from before." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ConfigurationError("mkdocs.yml has no sense."), "mkdocs.yml has no sense. The pages are those from before.\n"),
        (
            FileNotFoundError(2, "No such file or directory", "docs/about.md"),
            "docs/about.md: No such file or directory. The pages are those from before.\n",
        ),
    ],
)
def test_a_file_that_vanishes_or_breaks_while_serving_is_said_in_a_line(hook, capsys, fault, said):
    """And when it is there again, the pages are built."""
    answers = [fault, None]

    def builder():
        if answer := answers.pop(0):
            raise answer

    server = Server()
    hook.on_serve(server, config={"docs_dir": "docs"}, builder=builder)
    server.builder()
    assert capsys.readouterr().err == said
    server.builder()
    assert (answers, capsys.readouterr().err) == ([], "")


def test_a_seed_or_a_note_that_vanishes_while_it_is_built_is_told_at_its_name(made, monkeypatch, capsys):
    """Between the moment when it was listed and the one when it is read; the pages stay, and come back with it."""
    monkeypatch.chdir(made())
    assert run(["build"]) == 0
    pages = {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()}
    read_bytes = Path.read_bytes
    for name in ("adopted.md", "first.txt", "plan.md"):

        def gone(path, name=name):
            if path.name == name and "docs" not in path.parts:
                raise FileNotFoundError(2, "No such file or directory", str(path))
            return read_bytes(path)

        with monkeypatch.context() as vanishing:
            vanishing.setattr(Path, "read_bytes", gone)
            capsys.readouterr()
            assert run(["build"]) == 1
        said = capsys.readouterr().err
        assert name in said
        assert "Traceback" not in said
        assert {path: path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()} == pages
    assert run(["build"]) == 0


def test_the_package_is_the_command():
    """By its name, and by the name of its module."""
    for module in ("edition", "edition.cli"):
        done = subprocess.run(
            [sys.executable, "-m", module, "check"], cwd=MADE_UP, capture_output=True, text=True, check=True
        )
        assert "no problems" in done.stdout
