"""Begin a new edition: a folder with everything a site needs but its texts."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from edition.messages import LANGUAGES
from edition.problems import Refused, shortened

_BLANK = Path(__file__).parent / "blank"
"""What is written anew: settings, pages, commands. NAME stands for the name of the edition."""

_SHARED = Path("share/parallel-plans")
"""Where an installed package keeps what lies beside it in the repository; pyproject.toml puts it there."""

_FRAME = {
    "mkdocs.yml": "base.yml",
    "mkdocs_hook.py": "scripts/mkdocs_hook.py",
    "overrides": "overrides",
    "HACKING.md": "HACKING.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
}
"""What is taken over as it is, and where it goes."""


def start(folder: Path, name: str, language: str) -> str:
    """Write a new, empty edition into a folder that is not there, or empty; returns what to do next.

    `language` is that of its interface and of its notes; its four written pages are English until they are rewritten.
    """
    name = " ".join(name.split())
    if not name or len(name) > 500:  # noqa: PLR2004 - as in the table
        raise Refused('An edition needs a name of at most 500 characters: --name "Three Texts on a Canal".')
    if language not in LANGUAGES:
        raise Refused(f'The interface does not speak "{shortened(language)}". It speaks {", ".join(LANGUAGES)}.')
    try:
        if folder.exists() and any(folder.iterdir()):
            raise Refused(f"{shortened(str(folder))}: there is something in it. Name a new folder.")
        _write(folder, name, language)
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}. Nothing more was written.") from None
    return (
        f"{folder}: an edition without texts. Go there and take in the first:\n"
        '  edition new text FILE --slug a-telling-name --title "The Title" --language en\n'
        "then `make site`. What the edition is called and how it looks stands in seeds/edition.toml."
    )


def _write(folder: Path, name: str, language: str) -> None:
    shutil.copytree(_BLANK, folder, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    for file, words in (("seeds/edition.toml", json.dumps(name, ensure_ascii=False)), ("README.md", name)):
        path = folder / file
        blank = path.read_text(encoding="utf-8")
        path.write_text(blank.replace("NAME", words).replace("LANGUAGE", language), encoding="utf-8")
    frame = _frame()
    for source, target in _FRAME.items():
        given = frame / source if (frame / source).exists() else frame / "scripts" / source
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        if given.is_dir():
            shutil.copytree(given, folder / target)
        else:
            shutil.copyfile(given, folder / target)


def _frame() -> Path:
    """Where the theme and the configuration are: beside the package in the repository, else where it is installed."""
    beside = Path(__file__).parents[2]
    return beside if (beside / "overrides/main.html").exists() else Path(sys.prefix) / _SHARED
