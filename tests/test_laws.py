"""What must always hold, tried with files made at random."""

import hashlib
import json
import tempfile
from pathlib import Path

from conftest import SOUND
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from making import list_for, site_of

from edition.assembly import read_edition
from edition.build import write_edition
from edition.problems import Problems
from edition.site.verify import verify
from edition.written.read import read_note

NOTE = "seeds/annotations/first/adopted.md"
ENTRY = "seeds/glossary/plan.md"
FIRST = "The plan of 2021 was adopted in Beijing."

PIECES = st.sampled_from([
    *("> ", "- ", "1. ", "    ", "\n", "\n\n", "\r\n", "*", "**", "_", "`", "[", "](", ")", "<", ">", "&", "\\", "|"),
    *("[x](https://example.org/)", "[plan](term:plan)", "![a](b)", "# ", "---", "***", "<b>", "</div>", "&amp;", "{{"),
    *("{: #a }", "^[", ": ", "שלום", "é", "e\u0301", "👩\u200d👧", "\u00a0", "\u202b", "民", "a plan", "word"),
    *("“", "”", "~~~", "<!--", "-->", "*[HTML]: x"),
])  # fmt: skip
QUICK = (Phase.explicit, Phase.generate)
"""A failing example is shown as it is: to make it small takes minutes."""

WORDS = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)


def _made(root, files):
    for path, content in {**SOUND, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode("utf-8", "replace"))
    seed = (root / "seeds/texts/first.txt").read_bytes()
    for name in ("first", "second"):
        chars = (root / f"seeds/texts/{name}.txt").read_bytes().decode()
        (root / f"seeds/texts/{name}.blocks").write_text(list_for(f"{name}.txt", chars), encoding="utf-8")
    table = SOUND["seeds/edition.toml"]
    old = hashlib.sha256(SOUND["seeds/texts/first.txt"].encode()).hexdigest()
    table = table.replace(old, hashlib.sha256(seed).hexdigest())
    (root / "seeds/edition.toml").write_text(table, encoding="utf-8")


def _holds(files):
    """Whatever passes the check is built, proven and shown; what does not is told at a file that is there."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _made(root, files)
        problems = Problems()
        edition = read_edition(root, problems)
        assert all((root / problem.file).exists() and problem.line > 0 for problem in problems.found)
        if problems:
            return
        site = site_of(root, edition)
        verify(site, [text.text for text in edition.texts])
        for text in edition.texts:
            page = (site / f"texts/{text.text.slug}/index.html").read_text(encoding="utf-8")
            assert all(f'id="{placed.id}"' in page for placed in text.notes)
        assert write_edition(root, edition) == 0, "publishing twice changes something"


@settings(phases=QUICK, max_examples=6)
@given(gist=WORDS, detail=WORDS)
def test_a_body_that_passes_the_check_is_built_proven_and_shown(gist, detail):
    """Of a note and of an entry."""
    body = f"{gist}\n\n{detail}\n"
    head = "---\nquote: adopted in Beijing\ntitle: Adopted where\nkind: context\n---\n"
    _holds(
        {
            NOTE: f"{head}A [plan](term:plan).\n\n{body}",
            ENTRY: SOUND[ENTRY].replace("A document", f"{body}\nA document"),
        }
    )


@settings(phases=QUICK, max_examples=6)
@given(title=WORDS, words=WORDS, name=st.sampled_from(["title", "authors", "prefix", "checked", "retired", "parallel"]))
def test_a_header_that_passes_the_check_is_built_proven_and_shown(title, words, name):
    """Whatever its values are: they are a problem or a note, and never a crash."""
    value = json.dumps([words] if name == "authors" else words)
    title = "" if name == "title" else f"title: {json.dumps(title)}\n"
    _holds(
        {NOTE: f"---\nquote: adopted in Beijing\n{title}kind: context\n{name}: {value}\n---\nA [plan](term:plan).\n"}
    )


@settings(phases=QUICK, max_examples=8)
@given(words=WORDS, more=WORDS)
@example(words="\x00", more="\x1b")
@example(words="# a\r\n> b\u2028c", more="*a* <b>&amp;")
def test_any_text_is_read_back_from_its_page_as_its_seed(words, more):
    """Syntax of Markdown and of HTML, every script, marks on letters, and no line feed at its end."""
    _holds({"seeds/texts/first.txt": f"{FIRST}\n\n{words}\n\n{more}"})


@settings(phases=QUICK, max_examples=50)
@given(words=st.binary(max_size=200))
def test_any_bytes_are_a_problem_or_a_note(words):
    """At its file, at a line, and never a crash."""
    with tempfile.TemporaryDirectory() as folder:
        root, problems = Path(folder), Problems()
        path = root / NOTE
        path.parent.mkdir(parents=True)
        path.write_bytes(b"---\n" + words + b"\n---\nGist.\n")
        note = read_note(root, Path(NOTE), problems)
        assert note or problems
