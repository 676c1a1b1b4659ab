"""Hostile contributions are refused with a clear line, and what passes cannot run script.

tests/written/hostile/ has the payloads, a file for each family, each payload with what is said of it.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import SOUND
from making import list_for, site_markdown

from edition.cli import run
from edition.pages import FOLDERS
from edition.problems import Problems
from edition.written.body import parse
from edition.written.judge_body import judge_body

FAMILIES = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["payload"]
    for file in sorted((Path(__file__).parent / "hostile").glob("*.toml"))
}
HEAD = "---\nquote: adopted in Beijing\ntitle: Adopted where\nkind: context\n"
GIST = "The gist, on a [plan](term:plan)."
NOTE, SECOND, ENTRY, PARALLEL = (
    "seeds/annotations/first/adopted.md",
    "seeds/annotations/first/second.md",
    "seeds/glossary/plan.md",
    "seeds/parallels/plans.md",
)


def named(*fields):
    """All payloads that have one of these fields, with names for the test report."""
    return [
        pytest.param(payload, id=f"{family}-{number}")
        for family, payloads in FAMILIES.items()
        for number, payload in enumerate(payloads, 1)
        if payload.keys() & set(fields)
    ]


@pytest.fixture
def check(made, monkeypatch, capsys):
    """A function that checks the sound edition with other files and returns the problems, as printed."""

    def run_check(files):
        monkeypatch.chdir(made(files))
        assert run(["check"]) == 1
        out, said = capsys.readouterr()
        assert not out
        assert all(line.isprintable() for line in said.splitlines()), "the answer itself hides something"
        return re.findall(r"^(seeds/.+?):(\d+): (.+)\n(?:    \S.*\n)+", said, re.MULTILINE)

    return run_check


def test_there_are_more_than_eighty_payloads():
    """What the project promises."""
    payloads = [json.dumps(payload) for family in FAMILIES.values() for payload in family]
    assert len(set(payloads)) == len(payloads) > 80


@pytest.mark.parametrize("payload", named("body"))
def test_a_hostile_body_is_refused_wherever_it_stands(payload, check):
    """In the detail of a note, in its gist, in an entry, in a parallel: named at its line, with how to mend it."""
    body = payload["body"]
    problems = check(
        {
            NOTE: f"{HEAD}---\n{GIST}\n\n{body}\n",
            SECOND: f"{HEAD}---\n{body}\n",
            ENTRY: SOUND[ENTRY].replace("A document", f"{body}\n\nA document"),
            PARALLEL: SOUND[PARALLEL].replace("The second", f"{body}\n\nThe second"),
        }
    )
    assert {file for file, _, _ in problems} == {NOTE, SECOND, ENTRY, PARALLEL}
    _, line, what = next(problem for problem in problems if problem[0] == NOTE)
    assert what == payload["says"]
    assert int(line) in {1, 6, *range(8, 9 + body.count("\n"))}


@pytest.mark.parametrize("payload", named("header"))
def test_a_hostile_header_is_refused(payload, check):
    """Nothing is built from tags, copied by aliases, or read from another path."""
    header = payload["header"] + payload.get("again", "") * payload.get("times", 0) + payload.get("end", "")
    title = "" if re.search(r"^title:", header, re.MULTILINE) else "title: x\n"
    problems = check({NOTE: f"---\nquote: adopted in Beijing\n{title}kind: context\n{header}\n---\n{GIST}\n"})
    file, line, what = problems[0]
    assert file == NOTE
    assert what == payload["says"]
    assert 1 <= int(line) <= header.count("\n") + 7


@pytest.mark.parametrize("payload", named("term"))
def test_a_hostile_term_is_refused(payload, check):
    """Other words of a header are escaped wherever they are shown; a term is also the title of a page."""
    problems = check({ENTRY: SOUND[ENTRY].replace("term: Plan", f"term: {json.dumps(payload['term'])}")})
    assert (ENTRY, "2", payload["says"]) in problems


@pytest.mark.parametrize("payload", named("path"))
def test_a_hostile_name_is_refused(payload, check):
    """A name is part of an address, of commands and of logs."""
    problems = check({payload["path"]: f"{HEAD}---\n{GIST}\n"})
    assert payload["says"] in [what for _, _, what in problems]


def test_a_body_that_takes_long_to_render_is_refused_before():
    """Some Markdown takes a time that grows with the square of its length."""
    problems = Problems()
    judge_body(Path("note.md"), "[" * 1_000_000, 5, problems)
    assert [problem.what for problem in problems.found] == ["the text has 1000000 characters"]


def test_nesting_ends_in_an_answer():
    """Lists within lists exhaust the stack of the renderer."""
    problems = Problems()
    judge_body(Path("note.md"), "1. " * 900, 5, problems)
    assert [problem.what for problem in problems.found] == ["lists or quotations stand too deep in each other"]


# What passes

HARMLESS = [
    *("words", "*words*", "**words**", "`<b>`", "`words`", "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;#60;"),
    *("[x](https://example.org/)", "<https://example.org/>", "[plan](term:plan)", "a < b > c", "\\<b>", "&", "\\"),
    *("> words", "- words", "1. words", '[x](https://example.org/?a=1&b=")', "\n\n", "\n", " ", "```", "~~~"),
    *"*`<>[](){}\"'#|:~+=^!-",
]
FRAGMENTS = [*HARMLESS, *(payload["body"] for family in FAMILIES.values() for payload in family if "body" in payload)]

FOUND_IN_PAGE = """() => {
  const allowed = {A: ["href"], P: [], EM: [], STRONG: [], UL: [], OL: [], LI: [], CODE: [], BLOCKQUOTE: [], BR: []}
  const odd = []
  for (const element of document.querySelectorAll("aside *")) {
    const attributes = allowed[element.tagName]
    if (!attributes) odd.push(element.outerHTML)
    for (const {name, value} of element.attributes)
      if (!attributes?.includes(name) || !/^(https?|term|text|note|parallel):/.test(value)) odd.push(`${name}=${value}`)
    if (element.href) element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))
  }
  const strays = [...document.body.children].filter(element => element.tagName !== "ASIDE")
  return [...odd, ...strays.map(element => element.outerHTML)]
}"""


def accepted_bodies(wanted):
    """Bodies made of pieces of payloads, as far as the judge lets them pass; always the same."""
    chance = random.Random(2026)  # noqa: S311 - a fixed row of numbers is what is wanted
    passed = set()
    for _ in range(40 * wanted):
        pieces = chance.choices(FRAGMENTS, k=chance.randint(1, 4))
        body = chance.choice(["", " ", "\n\n"]).join(pieces)
        cut = chance.randrange(len(body) + 1)
        body = chance.choice([body, body[:cut], body[cut:], body[:cut] + body[cut + 1 :]]).strip()
        problems = Problems()
        if body:
            judge_body(Path("note.md"), body, 1, problems)
            passed |= {body} if not problems else set()
        if len(passed) == wanted:
            break
    return sorted(passed)


def test_what_passes_cannot_run_script(chromium):
    """Pieces of payloads, put together anew: what the judge accepts is, in a browser, words and links alone."""
    bodies = accepted_bodies(150)
    assert len(bodies) == 150
    assert any("<" in body for body in bodies)
    understood = [parse(body) for body in bodies]
    parts = [
        f'<aside markdown="1">\n\n{part.markdown}\n\n</aside>'
        for body in understood
        for part in (body.gist, body.detail)
        if part.markdown
    ]
    html = site_markdown().reset().convert("\n\n".join(parts))
    page = chromium.new_page()
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(f"<!doctype html><body>{html}</body>")
    assert page.evaluate(FOUND_IN_PAGE) == []
    assert page.locator("aside").count() == len(parts)
    page.close()
    assert ran == []
    assert asked == []


# Headers: any words may stand in a title, and must come out as words

WORDS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "{ onclick=alert(1) #p1 }",
    "{: onclick=alert(1) }",
    "{{ config }} {% raw %}",
    "[x](javascript:alert(1))",
    "![x](https://example.net/x.gif)",
    "<!-- x --> --> ]]>",
    "`code` *strong* __x__ ~~y~~",
    '--8<-- "seeds/RIGHTS.md"',
    ":smile: ++ctrl++ ==x== ^y^",
    "</aside></details></div>",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "# x | y | z",
    "\\<b>\\ \\[x](y)",
]


def files_with_words():
    """The files of an edition whose headers have each of these words wherever words may stand."""
    for number, words in enumerate(WORDS):
        value = json.dumps(words)
        sources = (
            f"authors: [{value}]\nsources:\n  - title: {value}\n    publisher: {value}\n"
            f"    standing: press\n    supports: {value}\n"
            f"    url: https://example.org/{number}\n    accessed: 2026-01-01\n"
        )
        note = f"---\nquote: adopted in Beijing\ntitle: {value}\nkind: context\n{sources}"
        event = f"events:\n  - date: 2021\n    what: {value}\n    source: 1\n"
        yield f"seeds/annotations/first/n{number}.md", f"{note}{event}---\n{GIST}\n"
        yield f"seeds/annotations/first/r{number}.md", f"{note}retired: {value}\n---\n{GIST}\n"
        native = f"native:\n  - lang: zh-Hans\n    text: {value}\n    transliteration: {value}\n"
        term = json.dumps(re.sub("[<>&]", "|", words))
        entry = f"---\nterm: {term}\ncategory: policy\nforms:\n  latin: [{value}]\nsearch: [{value}]\n"
        yield f"seeds/glossary/e{number}.md", f'{entry}{native}{sources}---\nA word, " onload="alert(1).\n'
    links = " ".join(f"[e](term:e{number})" for number in range(len(WORDS)))
    yield NOTE, f"{HEAD}---\n{GIST} {links}\n"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    """Such an edition, built, without any Content-Security-Policy."""
    root, project = tmp_path_factory.mktemp("hostile"), Path(__file__).parents[2]
    given = {**SOUND, **dict(files_with_words())}
    lists = {path.replace(".txt", ".blocks"): list_for(path, given[path]) for path in given if path.endswith(".txt")}
    for path, content in {**given, **lists}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    (root / "scripts/edition").mkdir(parents=True)
    for file in ("CONTRIBUTING.md", "scripts/mkdocs_hook.py"):
        shutil.copyfile(project / file, root / file)
    menu = "INHERIT: base.yml\nnav: [index.md, texts/first.md, texts/second.md]\n"
    shutil.copyfile(project / "mkdocs.yml", root / "base.yml")
    (root / "mkdocs.yml").write_text(menu)
    shutil.copytree(project / "overrides", root / "overrides")
    shutil.copytree(project / "docs", root / "docs", ignore=shutil.ignore_patterns(*FOLDERS))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    built = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return root / "site"


PAGES = ("texts/first", "notes", "glossary", "sources", "timeline", "glossary/e0", "glossary/e3", "glossary/e10", ".")


@pytest.mark.parametrize("page_path", PAGES)
def test_words_of_a_header_stay_words_on_the_page(page_path, hostile_site, chromium):
    """Titles, names, sources, terms: whatever they look like, a browser makes no element and no handler of them."""
    page = chromium.new_page()
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((hostile_site / page_path / "index.html").as_uri())
    handlers = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap(element => [...element.attributes]
          .filter(({name, value}) => name.startsWith("on") || /^\\s*javascript:(?!void\\(0\\))/i.test(value))
          .map(({name, value}) => `${element.tagName} ${name}=${value}`))"""
    )
    elements = page.evaluate(
        """() => [...document.querySelectorAll("article :is(script, img, iframe, object, embed)")]
          .map(element => element.outerHTML)"""
    )
    page.close()
    assert ran == []
    assert handlers == []
    assert elements == []
    assert [url for url in asked if not url.startswith("file:")] == []


def test_titles_are_shown_as_they_are_written(hostile_site, chromium):
    """All of a title is there to be read, markup and all."""
    page = chromium.new_page()
    page.goto((hostile_site / "texts/first/index.html").as_uri())
    shown = [" ".join(title.split()) for title in page.locator("aside.note h3").all_text_contents()]
    page.close()
    straight = [title.translate(str.maketrans("“”‘’", "\"\"''")) for title in shown]
    for words in WORDS:
        assert any(words in title for title in straight), words
