"""Give every page of a built site a Content-Security-Policy that allows only what the page itself brings.

Inline scripts are allowed one by one, by their SHA-256 (W3C, Content Security Policy Level 3, 2.3.1); style
attributes, event handlers and other hosts are not allowed at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_TYPE = re.compile(r"\btype=\"?([^\s\">]*)")
_RUN = {"", "module", "text/javascript"}
"""The types of inline scripts that are run; others hold data."""

_META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_CHARSET = re.compile(r'<meta charset="utf-8">')


class Unsealed(Exception):  # noqa: N818 - it is what was found, not an error of ours
    """A page that can have no policy, and why."""


def seal(site: Path) -> int:
    """Write the policy into every page; returns how many pages there are. `Unsealed` names what cannot have one."""
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise Unsealed(f"{site}: there are no pages")
    for path in pages:
        try:
            path.write_text(sealed(path.read_text(encoding="utf-8")), encoding="utf-8")
        except ValueError:
            raise Unsealed(f'{path}: is not UTF-8 text with a <meta charset="utf-8">') from None
    return len(pages)


def sealed(page: str) -> str:
    """A page with its policy; one that has a policy already gets it anew. `ValueError` if there is no place for it."""
    page = _META.sub("", page)
    if not _CHARSET.search(page):
        raise ValueError("no charset")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(match['code'].encode()).digest()).decode()}'"
        for match in _INLINE.finditer(page)
        if not (sort := _TYPE.search(match["attributes"])) or sort[1] in _RUN
    ]
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted(set(hashes))]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda m: f"{m[0]}{meta}", page, count=1)
