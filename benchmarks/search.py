"""What a first hit costs: bytes as they are sent, and how long a reader waits, at two sizes.

    .venv/bin/python benchmarks/search.py [FOLDER]

S is this edition; M is a hundred made-up texts with the notes and entries that such texts have. Ours is measured
against the theme's own search over the same words and, where `pagefind` is installed, against Pagefind over the same
records. Nothing is asserted. FOLDER is where the sites are made, `.cache/search` if none is named.
"""

import asyncio
import functools
import gzip
import html
import http.server
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from edition.assembly import read_edition
from edition.pages.records import records
from edition.pages.search import pieces
from edition.problems import Problems

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import ARGUMENTS, find_browser  # noqa: E402 - it lies beside the tests

TEXTS_AT_M = 100
RUNS = 3


def at_s():
    """The records of this edition and its texts."""
    edition = read_edition(ROOT, Problems())
    return list(records(edition)), [(text.text.slug, text.text.title, text.text.language) for text in edition.texts]


def at_m(found, texts):
    """A hundred texts of the size of the first, in other words drawn from the same, each with its notes and entries.

    Of every word the tail is changed in a third of the places, so that the vocabulary grows as that of texts does.
    """
    chance = random.Random(0)  # noqa: S311 - the same texts each time
    vocabulary = [word for record in found for word in record.words.split()]

    def words(like):
        drawn = (chance.choice(vocabulary) for _ in like.split())
        return " ".join(word + chance.choice("abcdefgh") * (chance.random() < 0.03) for word in drawn)

    of_first = [record for record in found if texts[0][0] in record.texts and record.kind != "parallel"]
    entries = [record for record in found if record.kind == "entry"]
    made = [
        replace(entry, page=f"glossary/{n}-{copy}.md", title=f"{entry.title} {copy}", words=words(entry.words))
        for copy in range(10)
        for n, entry in enumerate(entries)
    ]
    for n in range(TEXTS_AT_M):
        made += [
            replace(record, texts=(f"text-{n}",), page=f"texts/text-{n}.md", words=words(record.words))
            for record in of_first
        ]
    return made, [(f"text-{n}", f"Text {n}", "en") for n in range(TEXTS_AT_M)]


def ours(folder, found, texts):
    """The built site with the pieces of these records in the place of its own."""
    shutil.copytree(ROOT / "site", folder)
    shutil.rmtree(folder / "search")
    (folder / "search").mkdir()
    for page in pieces(found, texts, "en"):
        (folder / page.path).write_bytes(page.content)


def themes(folder, found, _texts):
    """A site of the theme with its own search, untouched, over the same words: a page of each page, headings alike."""
    docs = folder.with_name(f"{folder.name}-docs")
    pages = {}
    for record in found:
        pages.setdefault(record.page, []).append(record)
    for path, group in pages.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        parts = [f"## {r.title} {{ #{r.place or 'entry'} }}\n\n{html.escape(r.words)} {' '.join(r.names)}" for r in group]
        (docs / path).write_text("\n\n".join([f"# {group[0].title}", *parts]), encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    config = folder.with_name(f"{folder.name}.yml")
    config.write_text(
        json.dumps({
            "site_name": "Peer",
            "docs_dir": str(docs),
            "site_dir": str(folder),
            "theme": {"name": "material", "font": False},
            "plugins": ["search"],
            "markdown_extensions": ["attr_list"],
            "nav": [{"Home": "index.md"}],
        }),
        encoding="utf-8",
    )
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", config], check=True, capture_output=True)  # noqa: S603


def pagefinds(folder, found, _texts):
    """Pagefind over the same records, a record a page of its index, and a page that asks it."""
    from pagefind.index import IndexConfig, PagefindIndex  # noqa: PLC0415 - it need not be installed

    async def write():
        async with PagefindIndex(config=IndexConfig(output_path=str(folder / "pagefind"))) as index:
            for record in found:
                await index.add_custom_record(
                    url=f"/{record.address}",
                    content=f"{record.title} {' '.join(record.names)} {record.words}",
                    language="en",
                    meta={"title": record.title},
                )

    folder.mkdir(parents=True)
    threads = ThreadPoolExecutor(1)  # the browser's loop runs in this one
    threads.submit(asyncio.run, write()).result()
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><input><ol></ol><script type="module">'
        'document.querySelector("input").onchange = async event => {'
        'const engine = await import("/pagefind/pagefind.js");'
        "const {results} = await engine.search(event.target.value);"
        "const hits = await Promise.all(results.slice(0, 24).map(hit => hit.data()));"
        'document.querySelector("ol").innerHTML = hits.map(hit => `<li class="hit">${hit.meta.title}`).join("")'
        "}</script>",
        encoding="utf-8",
    )


def ask_ours(page, query):
    """Open our box and ask."""
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(".search .hit").first.wait_for()


def ask_theme(page, query):
    """Open the theme's box and ask."""
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text(query)
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(timeout=120_000)


def ask_pagefind(page, query):
    """Ask Pagefind."""
    page.locator("input").focus()
    page.keyboard.insert_text(query)
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()


class _Host(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = _packed(path) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@functools.lru_cache(maxsize=2000)
def _packed(path):
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder):
    """The address of a folder, served compressed."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def measured(browser, address, ask, query):
    """What is fetched besides the page's styles, fonts and pictures until the first hit is seen, in bytes, and the wait.

    The wait is from the question on, on a page that has just come, in milliseconds.
    """
    context = browser.new_context()
    page = context.new_page()
    sizes = {}
    page.on("response", lambda r: sizes.update({r.url: int(r.headers.get("content-length", 0))}))
    page.goto(address, wait_until="domcontentloaded")
    start = page.evaluate("performance.now()")
    ask(page, query)
    wait = page.evaluate("performance.now()") - start
    context.close()
    return sum(size for url, size in sizes.items() if re.search(r"\.(js|json|wasm|pf_\w+|pagefind)\b", url)), wait


SORTS = {"ours": (ours, ask_ours), "the theme's": (themes, ask_theme), "Pagefind": (pagefinds, ask_pagefind)}
QUERIES = ("five-year plan", "quantum", "China Russia partnership", "overtake Germany")


def main():
    """Make each site, ask each question, print a table in Markdown."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".cache/search").resolve()
    shutil.rmtree(root, ignore_errors=True)
    small = at_s()
    print("| size | records | search | bytes to the first hit, kB | wait, ms |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for size, (found, texts) in {"S": small, "M": at_m(*small)}.items():
            for name, (make, ask) in SORTS.items():
                folder = root / f"{size}-{re.sub('[^a-z]', '', name.lower())}"
                try:
                    folder.parent.mkdir(parents=True, exist_ok=True)
                    make(folder, found, texts)
                except ImportError:
                    continue
                with served(folder) as address:
                    runs = [measured(browser, address, ask, query) for query in QUERIES for _ in range(RUNS)]
                kilobytes, wait = statistics.median(b for b, _ in runs) / 1000, statistics.median(w for _, w in runs)
                print(f"| {size} | {len(found)} | {name} | {kilobytes:.0f} | {wait:.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
