"""An address that was published stays, or the check says that it is gone, and how it comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MADE_UP, SOUND
from lxml import html
from making import edition_of, text_of

from edition.assembly import read_edition
from edition.cli import run
from edition.model import RetiredBlock
from edition.pages.common import changes_id, changes_path
from edition.problems import Problems
from edition.published import PUBLISHED, addresses

NOTE = "seeds/annotations/first/adopted.md"
GONE = "seeds/published.txt:{}: {} was published and is gone"


@pytest.fixture
def published(made, monkeypatch, capsys):
    """The folder of a small edition whose addresses were published."""
    monkeypatch.chdir(made())
    assert run(["published"]) == 0
    capsys.readouterr()
    return made()


def problems_in(root):
    """What is wrong: the first line of each, and how it is mended."""
    problems = Problems()
    read_edition(root, problems)
    return [(f"{p.file}:{p.line}: {p.what}", p.mend) for p in problems.in_order()]


def line_of(root, address):
    """The line on which an address stands."""
    return (root / PUBLISHED).read_text(encoding="utf-8").splitlines().index(address) + 1


def test_every_address_that_must_stay_is_in_the_built_site(site, edition):
    """Its page, and its place on it."""
    ids = {}
    for address in addresses(edition):
        page, _, place = address.partition("#")
        path = site / page.strip("/") / "index.html"
        if path not in ids:
            ids[path] = {e.get("id") for e in html.document_fromstring(path.read_bytes()).iter() if e.get("id")}
        assert not place or place in ids[path], address
    assert len(ids) > 15


def test_where_changes_are_told_is_made_of_names_that_are_held(edition):
    """So that those addresses stay too, though a build without git has none of them."""
    held = addresses(edition)
    for written in edition.written:
        sort, slug = type(written).__name__.lower(), written.file.stem
        page = {"note": f"notes-{written.file.parent.name}", "entry": "glossary", "parallel": "parallels"}[sort]
        assert changes_path(edition, written.file) == f"changes/{page}.md"
        assert changes_id(written.file) == f"{'term' if sort == 'entry' else sort}-{slug}"
        kept = {"note": f"/texts/{page[6:]}/#note-{slug}", "entry": f"/glossary/{slug}/"}
        assert kept.get(sort, f"/parallels/{slug}/") in held


def test_what_is_new_is_added_once_and_told_before(made, monkeypatch, capsys):
    """The check is content without it, and says nothing where nothing was published yet."""
    monkeypatch.chdir(made())
    assert run(["check"]) == 0
    assert "new address" not in capsys.readouterr().out
    PUBLISHED.write_text("# A remark.\n/glossary/plan/\n", encoding="utf-8")
    assert run(["check"]) == 0
    assert "14 new addresses: `make published`" in capsys.readouterr().out
    assert run(["published"]) == 0
    assert capsys.readouterr().out == "14 addresses added.\n"
    assert PUBLISHED.read_text(encoding="utf-8").startswith("# A remark.\n/glossary/#plan\n/glossary/plan/\n")
    written = PUBLISHED.read_bytes()
    assert run(["published"]) == 0
    assert PUBLISHED.read_bytes() == written
    capsys.readouterr()
    assert run(["check"]) == 0
    assert capsys.readouterr().out == "2 texts, 1 note, 1 entry, 1 parallel: no problems.\n"


def test_a_sound_contribution_passes_without_a_line_in_the_list(published):
    """Who contributes does not know of it."""
    note = SOUND[NOTE].replace("adopted in Beijing", "self-reliance")
    (published / "seeds/annotations/first/another.md").write_text(note, encoding="utf-8")
    assert problems_in(published) == []


@pytest.mark.parametrize(
    ("file", "address", "mend"),
    [
        (NOTE, "/texts/first/#note-adopted", f"It was that of {NOTE}."),
        ("seeds/parallels/plans.md", "/parallels/plans/", "It was that of seeds/parallels/plans.md."),
        ("seeds/parallels/plans.md", "/texts/first/#parallel-plans", "It was that of seeds/parallels/plans.md."),
        ("seeds/parallels/plans.md", "/parallels/#parallel-plans", "It was that of seeds/parallels/plans.md."),
    ],
)
def test_a_file_that_is_gone_or_has_another_name_is_missed(published, file, address, mend):
    """It must come back, or be retired under its name."""
    line = line_of(published, address)
    path = published / file
    path.rename(path.with_name("renamed.md"))
    found = dict(problems_in(published))
    assert found[GONE.format(line, address)].startswith(mend)
    assert "a line `retired:` in it says why" in found[GONE.format(line, address)]


def test_an_entry_that_is_renamed_is_missed_in_the_glossary_and_as_a_page(published):
    """Both are addresses."""
    entry = published / "seeds/glossary/plan.md"
    entry.rename(entry.with_name("scheme.md"))
    note = published / NOTE
    note.write_text(note.read_text(encoding="utf-8").replace("term:plan", "term:scheme"), encoding="utf-8")
    mend = "It was that of seeds/glossary/plan.md. Put it back under that name; if it no longer holds, a line `retired:` in it says why."  # noqa: E501
    assert problems_in(published) == [
        (GONE.format(line_of(published, address), address), mend) for address in ("/glossary/#plan", "/glossary/plan/")
    ]


def test_what_is_retired_keeps_its_addresses(published):
    """A note, a parallel, and a block whose words were taken out."""
    for file in (NOTE, "seeds/parallels/plans.md"):
        path = published / file
        path.write_text(path.read_text("utf-8").replace("title:", "retired: It is wrong.\ntitle:"), encoding="utf-8")
    listing = published / "seeds/texts/first.blocks"
    listing.write_text(
        listing.read_text("utf-8").replace("paragraph p3", "paragraph p4") + "retired p3 | Words\n", encoding="utf-8"
    )
    entry = published / "seeds/glossary/plan.md"
    assert entry.exists()
    assert problems_in(published) == []


def test_an_id_of_a_block_that_is_renamed_is_missed(published):
    """Its line says where it belongs."""
    listing = published / "seeds/texts/first.blocks"
    listing.write_text(listing.read_text("utf-8").replace("paragraph p2", "paragraph p9"), encoding="utf-8")
    assert problems_in(published) == [
        (
            GONE.format(line_of(published, "/texts/first/#p2"), "/texts/first/#p2"),
            (
                'Give the block its id again in seeds/texts/first.blocks, "p2"; if its words are gone,'
                " add a line there: `retired p2 | the words it opened with`."
            ),
        )
    ]


def test_a_text_that_is_gone_is_missed(published):
    """With all that was on its page."""
    table = published / "seeds/edition.toml"
    table.write_text(table.read_text("utf-8").replace('slug = "second"', 'slug = "other"'), encoding="utf-8")
    found = dict(problems_in(published))
    line = line_of(published, "/texts/second/")
    assert found[GONE.format(line, "/texts/second/")] == (
        'Put the text back under its slug: slug = "second" in seeds/edition.toml.'
    )


def test_an_address_of_a_faulty_file_is_not_missed_besides(published):
    """One mistake is told once."""
    note = published / NOTE
    note.write_text(note.read_text("utf-8").replace("adopted in Beijing", "no such words"), encoding="utf-8")
    entry = published / "seeds/glossary/plan.md"
    entry.write_text("x", encoding="utf-8")
    assert [what.split(":")[0] for what, _ in problems_in(published)] == [
        "seeds/annotations/first/adopted.md",
        "seeds/glossary/plan.md",
    ]


def test_a_list_that_cannot_be_read_is_a_problem_in_a_line(published):
    """And never a traceback."""
    (published / PUBLISHED).write_bytes(b"\xff")
    ((what, _),) = problems_in(published)
    assert what.startswith("seeds/published.txt:1: the list of published addresses cannot be read")


def test_numbers_are_ordered_as_numbers(edition):
    """So that a person finds a line."""
    assert Path(MADE_UP / PUBLISHED).exists()
    lines = (MADE_UP / PUBLISHED).read_text(encoding="utf-8").splitlines()
    assert lines.index("/texts/canal-plan/#p2") < lines.index("/texts/canal-plan/#p10")
    assert set(lines[1:]) == addresses(edition)


def test_a_comment_that_is_gone_keeps_the_address_of_its_number():
    """Which the page of the text still has."""
    text = edition_of(text_of("Words.\n"))
    annotated = text.texts[0]
    gone = RetiredBlock("comment-5-head", "5. Ann", number=5)
    without = replace(annotated, text=replace(annotated.text, retired=(gone,)))
    assert f"/texts/{annotated.text.slug}/#comment-5" in set(addresses(replace(text, texts=(without,))))
