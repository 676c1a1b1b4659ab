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
_META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_CHARSET = re.compile(r'<meta charset="utf-8">')


def seal(site: Path) -> int:
    """Write the policy into every page; returns how many pages there are."""
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        page = path.read_text(encoding="utf-8")
        path.write_text(sealed(page), encoding="utf-8")
    return len(pages)


def sealed(page: str) -> str:
    """A page with its policy; one that has a policy already gets it anew."""
    page = _META.sub("", page)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(match['code'].encode()).digest()).decode()}'"
        for match in _INLINE.finditer(page)
        if not re.search(r"\btype=\"?(?!module|text/javascript)", match["attributes"])
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
