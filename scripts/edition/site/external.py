"""Try the addresses of all sources and report, ready to be filed as an issue, which ones do not answer."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from edition.model import Edition

_PATIENCE = 20
"""Seconds to wait for an answer."""
_AT_ONCE = 8
"""So many hosts are asked at the same time, each host one question after the other."""
_GONE = {404, 410}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered."""

    url: str
    status: int
    """The status of HTTP, or 0 if there was no answer."""
    reason: str

    @property
    def is_dead(self) -> bool:
        """Whether the page is certainly not there."""
        return self.status in _GONE or self.status == 0

    @property
    def is_alive(self) -> bool:
        """Whether the page is there; neither dead nor alive is one that programs may not read."""
        return 200 <= self.status < 400  # noqa: PLR2004 - the classes of RFC 9110, 15


def addresses(edition: Edition) -> dict[str, list[str]]:
    """Every web address that a note, an entry or a parallel names, with the files that name it."""
    found: dict[str, list[str]] = {}
    for item in edition.written:
        linked = [link.target for link in item.body.links if link.leads_outside]
        for url in dict.fromkeys([source.url for source in item.sources] + linked):
            found.setdefault(url, []).append(item.file.as_posix())
    return found


def ask(url: str) -> Answer:
    """Ask one address, as a browser would."""
    try:
        # The scheme is http or https: the checker lets no other pass.
        request = urllib.request.Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"))  # noqa: S310
        request.add_header("User-Agent", "Mozilla/5.0 (compatible; link check of a reading edition)")
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            return Answer(url, response.status, response.reason)
    except urllib.error.HTTPError as error:
        return Answer(url, error.code, str(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(url, 0, str(getattr(error, "reason", error)) or type(error).__name__)


def ask_all(urls: Iterable[str], ask_one: Callable[[str], Answer]) -> list[Answer]:
    """Ask every address, the hosts side by side, in the order given."""
    by_host: dict[str, list[str]] = {}
    order = list(urls)
    for url in order:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        groups = pool.map(lambda group: [ask_one(url) for url in group], by_host.values())
        answers = {answer.url: answer for group in groups for answer in group}
    return [answers[url] for url in order]


def report(answers: Sequence[Answer], files: Mapping[str, Sequence[str]]) -> str:
    """The answers as an issue: what is dead, what only a person can read, how many are well."""
    dead = [answer for answer in answers if answer.is_dead]
    unclear = [answer for answer in answers if not answer.is_dead and not answer.is_alive]
    alive = len(answers) - len(dead) - len(unclear)
    tried = f"{len(answers)} addresses were tried: {alive} {'answers' if alive == 1 else 'answer'}"
    parts = [f"{tried}, {_are(dead)} gone, {_are(unclear)} for a person to try."]
    if dead:
        parts.append(
            "## Not there\n\nLook whether the page has moved; else name a stored copy of it, and say so in `title`.\n\n"
            + _list(dead, files)
        )
    if unclear:
        parts.append("## For a person to try\n\nThese hosts do not answer programs.\n\n" + _list(unclear, files))
    return "\n\n".join(parts) + "\n"


def _are(answers: Sequence[Answer]) -> str:
    return f"{len(answers)} {'is' if len(answers) == 1 else 'are'}"


def _list(answers: Iterable[Answer], files: Mapping[str, Sequence[str]]) -> str:
    return "\n".join(
        f"- [ ] <{answer.url}> ({answer.status or 'no answer'}: {answer.reason})"
        + "".join(f"\n  - `{file}`" for file in files[answer.url])
        for answer in answers
    )
