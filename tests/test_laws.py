"""What must always hold, tried with files made at random."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from conftest import SOUND
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from making import list_for, site_of
from rapidfuzz import fuzz

from edition.assembly import read_edition
from edition.build import write_edition
from edition.problems import Problems
from edition.renewal.renew import renew, write
from edition.site.proof.verify import verify
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
        verify(site, edition)
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


PARAGRAPHS = [
    "The plan of 2021 was adopted in Beijing, and the board went home by the night train.",
    "Nobody asked who would pay for the stones, the lime and the boats, and nobody was told.",
    "In June the first of the boats came up the river; it carried letters and a piano.",
    "The engineer wrote that the locks would hold for a hundred years, or until the ice came.",
    "It rests on trade, and trade rests on the weather, which was bad in those years.",
]
CHANGES = st.lists(
    st.tuples(st.sampled_from(["out", "in", "word", "join", "cut", "move"]), st.integers(0, 9), st.integers(0, 99)),
    max_size=4,
)
QUOTED = [" ".join(words.split()[3:7]).rstrip(".,;") for words in PARAGRAPHS]


def _revised(changes):
    """The paragraphs after some changes."""
    rows = list(PARAGRAPHS)
    for sort, place, more in changes:
        at = place % len(rows)
        words = rows[at].split(" ")
        if sort == "in":
            rows.insert(at, f"A sentence that {more} people heard and that none of them wrote down.")
        elif sort == "word":
            rows[at] = " ".join([*words[: more % len(words)], "otherwise", *words[more % len(words) + 1 :]])
        elif sort == "cut" and len(words) > 8:
            rows[at : at + 1] = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
        elif sort == "move":
            rows.insert(more % len(rows), rows.pop(at))
        elif len(rows) > 1 and sort == "out":
            rows.pop(at)
        elif at + 1 < len(rows) and sort == "join":
            rows[at : at + 2] = [" ".join(rows[at : at + 2])]
    return "\n\n".join(rows) + "\n"


@settings(phases=QUICK, max_examples=12)
@given(changes=CHANGES, then=CHANGES)
@example(changes=[("out", 0, 0)], then=[("in", 0, 1)])
@example(changes=[("move", 0, 4), ("join", 1, 0)], then=[])
def test_a_text_that_is_renewed_leads_no_id_and_no_note_to_other_words(changes, then):
    """However it was changed, twice: ids stay with their words or are retired, notes with theirs or are told of."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seed = "\n\n".join(PARAGRAPHS) + "\n"
        notes = {
            f"seeds/annotations/first/n{index}.md": f'---\nquote: "{words}"\ntitle: T\nkind: context\n---\nA gist.\n'
            for index, words in enumerate(QUOTED)
        }
        _made(
            root,
            {"seeds/texts/first.txt": seed, NOTE: SOUND[NOTE].replace("adopted in Beijing", "night train"), **notes},
        )
        (root / "seeds/parallels/plans.md").unlink()
        ids: set[str] = set()
        for step in (changes, then):
            problems = Problems()
            before = read_edition(root, problems)
            if problems:
                return
            old = before.texts[0]
            (root / "newer.txt").write_text(_revised(step), encoding="utf-8")
            renewal = renew(root, "first", root / "newer.txt", "2026-11-29")
            write(root, renewal)
            after = read_edition(root, problems)
            new = after.texts[0]
            assert renew(root, "first", root / "newer.txt", "2026-11-29").files == () or problems
            ids |= {block.id for block in old.text.blocks}
            there = {block.id for block in new.text.blocks}
            assert not there & {gone.id for gone in new.text.retired}
            assert ids <= there | {gone.id for gone in new.text.retired}
            told = {problem.file.stem for problem in problems.found}
            assert told | {placed.note.slug for placed in new.notes} >= {placed.note.slug for placed in old.notes}
            for placed in new.notes:
                was = next(one.span for one in old.notes if one.note.slug == placed.note.slug)
                assert fuzz.ratio(old.text.words(was), new.text.words(placed.span)) >= 50
            if renewal.files:
                proofs = verify(site_of(root, after), after) if not problems else ()
                assert all(proof.blocks for proof in proofs)
                shutil.rmtree(root / "site", ignore_errors=True)
