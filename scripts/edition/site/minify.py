"""Make the edition's own styles and scripts small in a built site.

People read one declaration or statement a line, in parts that say what they are for; readers of the site are sent
one style sheet, without comments and white space. What the theme brings is small already; of its styles only what
pages use is left. What is borrowed keeps its licence and is not touched.

The scripts may not hold a template literal inside another: rjsmin takes the inner one for code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

from edition.site.unused import leave_out_unused

if TYPE_CHECKING:
    from pathlib import Path

_STYLES = "assets/css"
_SCRIPTS = "assets"

_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";$', re.MULTILINE)
"""A part of a style sheet. It lies beside it, so that relative addresses mean the same in both."""


class Unreadable(Exception):  # noqa: N818 - it is what was found, not an error of ours
    """A file that cannot be made small, and why."""


def minify(site: Path) -> int:
    """Join and shrink the styles, shrink the scripts; returns how many files are left. `Unreadable` names one.

    A site that is small already stays as it is.
    """
    styles = {path: _read(path) for path in sorted((site / _STYLES).glob("*.css"))}
    scripts = {path: _read(path) for path in sorted((site / _SCRIPTS).glob("*.js"))}
    if not styles or not scripts:
        raise Unreadable(f"{site}: there are no styles or no scripts of the edition in it")
    joined, parts = _join(styles)
    small = {path: rcssmin.cssmin(text) for path, text in joined.items()}
    small |= {path: rjsmin.jsmin(text) for path, text in scripts.items()}
    for path, text in small.items():
        if path in joined and "@import" in text:
            raise Unreadable(f"{path}: has an import that is not of a part beside it")
    for path, text in small.items():
        path.write_text(text, encoding="utf-8")
    for path in parts:
        path.unlink()
    try:
        leave_out_unused(site, small.values())
    except (OSError, ValueError) as error:
        raise Unreadable(f"{site}: {error}") from None
    return len(small)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise Unreadable(f"{path}: cannot be read as UTF-8 text") from None


def _join(styles: dict[Path, str]) -> tuple[dict[Path, str], set[Path]]:
    """Style sheets with their parts in them, and the parts, which no page asks for any more."""
    parts: set[Path] = set()

    def join(sheet: Path) -> str:
        def part(match: re.Match[str]) -> str:
            path = sheet.with_name(match["name"])
            if path not in styles:
                raise Unreadable(f"{path}: is a part of {sheet.name}, but is not there")
            parts.add(path)
            return styles[path]

        return _IMPORT.sub(part, styles[sheet])

    joined = {sheet: join(sheet) for sheet in styles}
    return {sheet: text for sheet, text in joined.items() if sheet not in parts}, parts
