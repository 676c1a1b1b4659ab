"""From the files people write to the pages: everything at once, everything in order, the same bytes each time."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import MADE_UP, ROOT, SOUND

from edition.assembly import read_edition
from edition.build import write_edition
from edition.pages import FOLDERS
from edition.problems import Problems

NOTE = "seeds/annotations/first/{}.md"


def note(quote, body="The place, by its form [plan](term:plan)."):
    """The file of a note."""
    return f"---\nquote: {quote}\ntitle: A title\nkind: context\n---\n{body}\n"


def read(root):
    """The edition below a folder, and what is said of it."""
    problems = Problems()
    return read_edition(root, problems), [str(problem).splitlines()[0] for problem in problems.in_order()]


def files(folder):
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# Reading


def test_everything_is_read_and_put_together(made):
    """Texts, notes in their places, entries, parallels."""
    edition, said = read(made())
    assert said == []
    assert [text.text.slug for text in edition.texts] == ["first", "second"]
    assert [(text.text.slug, placed.id, text.text.words(placed.span)) for text, placed in edition.notes] == [
        ("first", "note-adopted", "adopted in Beijing")
    ]
    assert [entry.slug for entry in edition.entries] == ["plan"]
    (parallel,) = edition.parallels
    assert [edition.text[passage.text].text.words(passage.span) for passage in parallel.passages] == [
        "plan of 2021",
        "plan of 2026",
    ]
    assert [len(text.parallels) for text in edition.texts] == [1, 1]


def test_notes_are_numbered_in_reading_order(made):
    """Not in that of their names; a wider note comes after a narrower one that begins with it."""
    root = made(
        {
            NOTE.format("adopted"): None,
            NOTE.format("a-later"): note("on self-reliance"),
            NOTE.format("b-wide"): note("plan of 2021 was"),
            NOTE.format("c-narrow"): note("plan of"),
        }
    )
    edition, said = read(root)
    assert said == []
    assert [(placed.number, placed.note.slug) for _, placed in edition.notes] == [
        (1, "c-narrow"),
        (2, "b-wide"),
        (3, "a-later"),
    ]


def test_terms_are_linked_in_all_bodies_but_their_own(made):
    """Notes, entries, parallels."""
    entry = (
        SOUND["seeds/glossary/plan.md"].replace("latin: [plan]", "latin: [text]").replace("term: Plan", "term: Text")
    )
    parallel = SOUND["seeds/parallels/plans.md"].replace("The second follows", "The text of the second follows")
    edition, said = read(
        made(
            {
                NOTE.format("two"): note("self-reliance", "A text, a plan."),
                "seeds/glossary/text.md": entry.replace("A document", "A text, a plan"),
                "seeds/parallels/plans.md": parallel,
            }
        )
    )
    assert said == []
    entries = {entry.slug: entry for entry in edition.entries}
    assert edition.notes[1][1].note.body.markdown == "A [text](term:text), a [plan](term:plan)."
    assert entries["text"].body.markdown.startswith("A text, a [plan](term:plan) that says")
    assert edition.parallels[0].parallel.body.markdown == "The [text](term:text) of the second follows the first."


def test_all_faults_are_found_at_once_and_what_is_sound_is_read(made):
    """In a note, an entry, a parallel, a seed's table, a hand-written page."""
    root = made(
        {
            NOTE.format("lost"): note("no such words at all"),
            "seeds/glossary/empty.md": "",
            "seeds/parallels/odd.txt": "x",
            "docs/page.md": "---\ntitle: [\n---\nA page.\n",
        }
    )
    edition, said = read(root)
    assert [line.rpartition(":")[0].split(":")[0] for line in said] == [
        "docs/page.md",
        "seeds/annotations/first/lost.md",
        "seeds/glossary/empty.md",
        "seeds/parallels/odd.txt",
    ]
    assert [placed.note.slug for _, placed in edition.notes] == ["adopted"]
    assert len(edition.parallels) == 1


def test_one_faulty_seed_is_one_fault(made):
    """Notes and parallels on it are not called wrong for that."""
    _, said = read(made({"seeds/texts/first.txt": "Another text.\n"}))
    assert len(said) == 1
    assert said[0].startswith("seeds/texts/first.txt:1: this seed is not")


def test_a_parallel_with_a_lost_passage_is_left_out(made):
    """Half of it says nothing."""
    lost = SOUND["seeds/parallels/plans.md"].replace("plan of 2026", "plan of 2031")
    edition, said = read(made({"seeds/parallels/plans.md": lost}))
    assert said == ['seeds/parallels/plans.md:8: these words are not in "The second text": "plan of 2031"']
    assert edition.parallels == ()


def test_a_note_belongs_to_the_text_of_its_folder(made):
    """Retired ones too, and these have no place in it."""
    retired = note("another plan").replace("kind:", "retired: The claim was withdrawn.\nkind:")
    files = {"seeds/annotations/second/other.md": note("another plan"), "seeds/annotations/second/old.md": retired}
    edition, said = read(made(files))
    assert said == []
    assert [(text.text.slug, placed.note.slug) for text, placed in edition.notes] == [
        ("first", "adopted"),
        ("second", "other"),
    ]
    assert [[note.slug for note in text.retired] for text in edition.texts] == [[], ["old"]]


def test_the_address_of_the_repository_has_no_slash_at_its_end(made):
    """It is put before a path."""
    assert read_edition(made(), Problems(), "https://example.org/repo/").repo_url == "https://example.org/repo"


# Writing


def test_every_page_and_every_file_of_data_is_written_below_the_generated_folders(made):
    """And their number comes back."""
    root = made()
    written = write_edition(root, read(root)[0])
    found = files(root / "docs")
    assert written == len(found)
    assert {path.split("/")[0] for path in found} <= set(FOLDERS)
    for path in ("texts/first.md", "texts/second.md", "glossary/plan.md", "notes/index.md", "data/hashes.json"):
        assert path in found
    assert found["data/first.txt"] == (root / "seeds/texts/first.txt").read_bytes()


@pytest.mark.parametrize("path", [".gitignore", "scripts/edition/blank/gitignore"])
def test_what_is_generated_is_not_kept_in_the_repository(path):
    """Neither here nor in a new edition."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert [folder for folder in FOLDERS if f"docs/{folder}/" not in lines] == []


def test_a_second_build_touches_nothing(made):
    """So that a watching server rests."""
    root = made()
    write_edition(root, read(root)[0])
    assert write_edition(root, read(root)[0]) == 0


def test_what_is_taken_out_of_the_seeds_goes_from_the_pages(made):
    """Its page, its mentions; hand-written pages stay."""
    root = made({"docs/index.md": "---\ntitle: Home\n---\nHome.\n"})
    write_edition(root, read(root)[0])
    (root / "seeds/glossary/plan.md").unlink()
    (root / NOTE.format("adopted")).write_text(note("adopted in Beijing", "The place."), encoding="utf-8")
    edition, said = read(root)
    assert said == []
    write_edition(root, edition)
    assert not (root / "docs/glossary/plan.md").exists()
    assert b"glossary/plan.md" not in b"".join(content for path, content in files(root / "docs").items() if "/" in path)
    assert (root / "docs/index.md").exists()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The seeds of the made-up edition in a folder of their own."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(MADE_UP / "seeds", root / "seeds")
    shutil.copytree(MADE_UP / "docs", root / "docs")
    return root


def test_two_builds_of_one_edition_are_equal_byte_for_byte(edition, copy, tmp_path):
    """Another process, another folder, another order of sets."""
    shutil.copytree(copy, tmp_path / "other")
    write_edition(copy, edition)
    code = "import sys; from edition.cli import run; sys.exit(run(['build']))"
    environment = {**os.environ, "PYTHONHASHSEED": "1", "REPO_URL": "", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "other", env=environment, check=True)
    assert files(copy / "docs") == files(tmp_path / "other/docs")


def test_a_block_in_another_language_is_named_and_must_be_there(made):
    """A reader of the page aloud needs to know; a name that fits nothing would be lost in silence."""
    listed = "paragraph p1 | The plan\nparagraph p2 lang=pt | It\nparagraph p3 | It\n"
    edition, said = read(made({"seeds/texts/first.blocks": listed}))
    assert ([block.language for block in edition.texts[0].text.blocks], said) == (["", "pt", ""], [])
