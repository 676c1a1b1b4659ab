"""A new edition is begun by one command, and holds nothing of this one."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from edition.cli import run

ROOT = Path(__file__).parent.parent
TEXT = "A Title\n\nThe first paragraph of a text that nobody has read.\n\nThe second one, which follows it.\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A new edition."""
    folder = tmp_path_factory.mktemp("begun") / "new"
    assert run(["init", str(folder), "--name", "Letters & “more”"]) == 0
    return folder


def built(folder):
    """The folder of a built site."""
    place = {**os.environ, "SITE_URL": "https://example.org/x/"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"], cwd=folder, check=True, env=place)
    return folder / "site"


def test_an_empty_edition_passes_and_is_built(begun, monkeypatch, capsys):
    """With its name, and a menu without empty lists."""
    monkeypatch.chdir(begun)
    assert run(["check"]) == 0
    assert "the edition has no text" in capsys.readouterr().err
    home = (built(begun) / "index.html").read_text(encoding="utf-8")
    assert "<title>Letters &amp; “more”</title>" in home
    assert 'href="parallels/"' not in home
    assert "Parallel Plans" not in home
    assert '<meta property="og:image" content="https://example.org/x/assets/card.png">' in home
    assert (begun / "site/assets/card.png").is_file()


def test_it_speaks_the_language_it_is_told(tmp_path, monkeypatch, capsys):
    """Interface and notes; one that nobody has translated is refused."""
    assert run(["init", str(tmp_path / "ru"), "--name", "Письма", "--language", "ru"]) == 0
    monkeypatch.chdir(tmp_path / "ru")
    assert run(["build"]) == 0
    labels = [
        label for item in json.loads(Path("docs/snippets/site.json").read_text("utf-8"))["menu"] for label in item
    ]
    assert labels == ["Главная", "Глоссарий", "Об издании", "Участвовать"]
    assert run(["init", str(tmp_path / "xx"), "--name", "N", "--language", "xx"]) == 1
    assert "It speaks en, ru, zh" in capsys.readouterr().err


def test_without_what_taking_in_needs_a_line_says_what_to_install(begun, monkeypatch, capsys):
    """Never a traceback."""
    for name in [name for name in sys.modules if name.startswith("edition.incoming")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mammoth", None)
    monkeypatch.chdir(begun)
    assert run(["new", "text", "a.txt", "--slug", "a", "--title", "A", "--language", "en"]) == 1
    assert "pip install 'parallel-plans[incoming]'" in capsys.readouterr().err


def test_with_one_text_it_is_a_sound_edition(begun, monkeypatch, tmp_path):
    """Taken in, built, made small, sealed, proven."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(begun)
    assert run(["new", "text", str(tmp_path / "a.txt"), "--slug", "a", "--title", "A Title", "--language", "en"]) == 0
    assert run(["new", "note", "nobody has read"]) == 0
    assert run(["check"]) == 1
    (begun / "seeds/annotations/a/nobody-has-read.md").unlink()
    assert run(["check"]) == 0
    site = built(begun)
    for command in ("minify", "seal", "verify"):
        assert run([command, str(site)]) == 0


def test_a_folder_with_something_in_it_is_not_written_to(tmp_path, capsys):
    """Nor one without a name."""
    (tmp_path / "kept.txt").write_text("kept")
    assert run(["init", str(tmp_path), "--name", "N"]) == 1
    assert run(["init", str(tmp_path / "new"), "--name", " "]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert "there is something in it" in capsys.readouterr().err


def test_an_installed_package_brings_what_a_new_edition_needs(tmp_path):
    """Every file of the theme, the configuration and the blank pages is in the wheel."""
    sources = tmp_path / "sources"
    for folder in ("scripts", "overrides"):
        shutil.copytree(ROOT / folder, sources / folder, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for file in ("pyproject.toml", "mkdocs.yml", "HACKING.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, sources)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(sources)], check=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    wanted = [f"share/parallel-plans/{path.relative_to(ROOT).as_posix()}" for path in files(ROOT / "overrides")]
    wanted += [path.relative_to(ROOT / "scripts").as_posix() for path in files(ROOT / "scripts/edition/blank")]
    wanted += [f"share/parallel-plans/{name}" for name in ("mkdocs.yml", "mkdocs_hook.py", "HACKING.md")]
    assert [file for file in wanted if not any(name.endswith(file) for name in names)] == []


def files(folder):
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
