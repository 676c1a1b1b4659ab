"""What several tests need: the real edition, small made-up ones, the built site, a browser."""

import functools
import gzip
import http.server
import os
import re
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from browser import ARGUMENTS, find_browser
from hypothesis import settings
from making import list_for, site_of
from playwright.sync_api import sync_playwright
from windows import Windows

from edition.assembly import read_edition
from edition.problems import Problems

# The same examples each time, however long they take: a run says something of the commit, not of the machine.
settings.register_profile("edition", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=5000)  # pytest --hypothesis-profile thorough
settings.load_profile("edition")

ROOT = Path(__file__).parent.parent

PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""What a host of static pages sends compressed."""


MADE_UP = ROOT / "tests/edition"
"""The edition on which everything is tried: it has every kind of block, note, entry, link and trouble."""


def _read(root):
    problems = Problems()
    read = read_edition(root, problems)
    assert not problems.in_order()
    return read


@pytest.fixture(scope="session")
def edition():
    """The made-up edition."""
    return _read(MADE_UP)


@pytest.fixture(scope="session")
def this_edition():
    """The real edition, for what is true of it alone."""
    return _read(ROOT)


@pytest.fixture(scope="session")
def sound_site(tmp_path_factory):
    """The sound edition with its pages and data, built once: the folder, to copy, and the edition."""
    folder = make_edition(tmp_path_factory.mktemp("sound"))
    edition = _read(folder)
    site_of(folder, edition)
    return folder, edition


@pytest.fixture
def made(tmp_path):
    """A function that makes a small edition out of its differences from a sound one.

    It takes a dictionary from path to content (text or bytes; `None` removes the file) and returns the folder. A seed
    without a list of its blocks gets one.
    """
    return functools.partial(make_edition, tmp_path)


def make_edition(folder, files=()):
    """A small edition in a folder, made as `made` makes one."""
    given = {**SOUND, **dict(files)}
    for path in [path for path, content in given.items() if re.fullmatch("seeds/texts/.*[.]txt", path) and content]:
        chars = given[path] if isinstance(given[path], str) else given[path].decode(errors="replace")
        given.setdefault(path.replace(".txt", ".blocks"), list_for(Path(path).name, chars))
    for path, content in given.items():
        if content is None:
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


SEED = "The plan of 2021 was adopted in Beijing.\n\nIt “rests” on self-reliance – and on trade.\n\nIt rests on trade.\n"
SOUND = {
    "seeds/texts/first.txt": SEED,
    "seeds/texts/second.txt": "The plan of 2026 is another plan.\n",
    "seeds/edition.toml": """\
[[texts]]
slug = "first"
file = "first.txt"
sha256 = "1ddf6a16f66700525905cdb924589c3f5c711a25dd9e25013f3fd899e5bd2392"
language = "en"
title = "The first text"
description = "A text."
rights = "Free."

[[texts]]
slug = "second"
file = "second.txt"
sha256 = "4fbc723ca8931a89b9edc7af1a11c8a4777cf31c7df641761a99ecee927dea85"
language = "en"
title = "The second text"
description = "Another text."
rights = "Free."
""",
    "seeds/annotations/first/adopted.md": """\
---
quote: adopted in Beijing
title: Adopted where
kind: context
---
The place of the session, named by its form [plan](term:plan).
""",
    "seeds/glossary/plan.md": """\
---
term: Plan
category: policy
forms:
  latin: [plan]
sources:
  - title: A page
    publisher: A publisher
    standing: press
    url: https://example.org/page
    accessed: 2026-01-01
    supports: what a plan is
---
A document that says what is to be done.
""",
    "seeds/parallels/plans.md": """\
---
title: Two plans
relation: continue
passages:
  - text: first
    quote: plan of 2021
  - text: second
    quote: plan of 2026
---
The second follows the first.
""",
}


def _built(folder, target):
    assert (folder / "index.html").is_file(), f"Build the site first: make {target}"
    return folder


@pytest.fixture(scope="session")
def site():
    """The made-up edition, built."""
    return _built(ROOT / ".cache/made/site", "made-site")


@pytest.fixture(scope="session")
def this_site():
    """The real edition, built."""
    return _built(ROOT / "site", "site")


@functools.lru_cache(maxsize=500)
def _packed(body):
    """What a host sends; a page's styles, scripts and index are asked for by every test."""
    return gzip.compress(body, 9)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves the site as a host of static pages does: compressed, silent, with its own page for 404."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        path = path if path.is_file() else Path(self.directory) / "404.html"
        body = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the page was closed meanwhile
            self.wfile.write(body)


@contextmanager
def _served(folder):
    """The address of a built site, served on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def host(site):
    """The address of the made-up edition."""
    with _served(site) as address:
        yield address


@pytest.fixture(scope="session")
def this_host(this_site):
    """The address of the real edition."""
    with _served(this_site) as address:
        yield address


@pytest.fixture(scope="session")
def zensical_host():
    """The address of the real edition as the other builder builds it."""
    with _served(_built(ROOT / "site-zensical", "zensical")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(chromium):
    """Its windows, which tests use one after another."""
    return Windows(chromium)


def _visitor(windows, host):
    return lambda path, *size, **settings: windows.open(host + path, *size, **settings)


@pytest.fixture
def visit(windows, host):
    """A function that opens a page of the made-up edition, as `Windows.open` does: path, width, height, settings."""
    return _visitor(windows, host)


@pytest.fixture
def visit_this(windows, this_host):
    """The same for the real edition."""
    return _visitor(windows, this_host)


os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
