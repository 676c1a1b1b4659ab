"""`edition new` writes a file that needs only to be filled in."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import text_of

from edition.cli import run
from edition.model import Quotation
from edition.problems import Problems
from edition.texts.anchoring import find
from edition.written import new
from edition.written.header import read_document


@pytest.fixture
def edition_here(made, monkeypatch):
    """The sound edition as the current directory."""
    root = made()
    monkeypatch.chdir(root)
    return root


def header_of(root, file):
    """The header of a written file."""
    problems = Problems()
    document = read_document(root, file, problems)
    assert not problems
    return document.header


def fill_in(content):
    """What a contributor makes of the file: a value for every empty key that needs one, and a gist."""
    values = {
        "title": "Words",
        "kind": "context",
        "publisher": "Someone",
        "standing": "press",
        "url": "https://example.org/",
        "supports": "it",
    }
    values |= {"accessed": "2026-01-01", "category": "concept"}
    for key, value in values.items():
        content = re.sub(rf"^([ -]*{key}:)(?= *(?:#.*)?$)", rf"\1 {value}", content, flags=re.MULTILINE)
    return content[: content.index("Write here")] + "What it means, as far as is known.\n"


def test_a_new_note_is_written_beside_its_text_and_its_path_is_printed(edition_here, capsys):
    """Nothing else is printed, so that the path can be handed on."""
    assert run(["new", "note", "adopted in Beijing", "--name", "where-adopted"]) == 0
    out, said = capsys.readouterr()
    assert (out, said) == ("seeds/annotations/first/where-adopted.md\n", "")
    header = header_of(edition_here, new.Path(out.strip()))
    assert header["quote"] == "adopted in Beijing"
    assert "prefix" not in header
    assert "suffix" not in header


@pytest.mark.usefixtures("edition_here")
def test_the_text_is_the_one_that_has_the_words(capsys):
    """Nobody needs to know its slug."""
    assert run(["new", "note", "plan of 2026"]) == 0
    assert capsys.readouterr().out == "seeds/annotations/second/plan-of-2026.md\n"


@pytest.mark.parametrize(
    ("command", "before"),
    [(["new", "note", "rests on trade"], "1 text"), (["new", "entry", "Self-reliance"], "2 entries")],
)
def test_a_file_passes_the_check_once_its_fields_are_filled_in(command, before, edition_here, capsys):
    """Until then each empty field is a problem of its own, with what belongs there."""
    assert run(command) == 0
    file = edition_here / capsys.readouterr().out.strip()
    assert run(["check"]) == 1
    said = capsys.readouterr().err
    assert said.count("has no value") >= 5
    assert "still stands here" in said
    file.write_text(fill_in(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["check"]) == 0, capsys.readouterr().err
    assert before.split()[1][:4] in capsys.readouterr().out


def test_the_link_of_the_glossary_opens_a_file_that_passes_once_filled_in(edition_here, monkeypatch, capsys):
    """It hands path and contents to the repository's host; without one it leads to the guide alone."""
    monkeypatch.setenv("REPO_URL", "https://host.example/owner/name")
    assert run(["build"]) == 0
    page = (edition_here / "docs/glossary/index.md").read_text(encoding="utf-8")
    link = urlsplit(re.search(r"\[Suggest an entry\]\((\S+)\)", page)[1])
    query = parse_qs(link.query)
    assert (link.netloc, link.path) == ("host.example", "/owner/name/new/main")
    content = fill_in(query["value"][0]).replace("term: ", "term: Self-reliance").replace("[]", "[self-reliance]", 1)
    name = query["filename"][0].replace("a-telling-name", "self-reliance")
    (edition_here / name).write_text(content, encoding="utf-8")
    assert run(["check"]) == 0, capsys.readouterr().err
    monkeypatch.delenv("REPO_URL")
    assert run(["build"]) == 0
    page = (edition_here / "docs/glossary/index.md").read_text(encoding="utf-8")
    assert "Is one missing? [How to contribute](../contribute.md)" in page


@pytest.mark.usefixtures("edition_here")
def test_words_that_stand_in_several_texts_are_refused_until_one_is_named(capsys):
    """The answer is what to add to the command."""
    assert run(["new", "note", "plan of"]) == 1
    assert "--text first, or --text second" in capsys.readouterr().err
    assert run(["new", "note", "plan of", "--text", "second"]) == 0
    assert capsys.readouterr().out == "seeds/annotations/second/plan-of.md\n"


def test_words_that_stand_twice_are_refused_until_a_place_is_named(edition_here, capsys):
    """The places are shown with their numbers, and the shortest context is written into the file."""
    assert run(["new", "note", "on trade"]) == 1
    said = capsys.readouterr().err
    assert "--place 1   line 3: …ing. It “rests” on self-reliance – and [on trade]. It rests on trade.…" in said
    assert "--place 2   line 5: …" in said
    assert run(["new", "note", "on trade", "--place", "2"]) == 0
    header = header_of(edition_here, new.Path(capsys.readouterr().out.strip()))
    assert header["prefix"] == "rests"
    assert run(["new", "note", "on trade", "--place", "3", "--name", "x"]) == 1
    assert "there is no place 3" in capsys.readouterr().err


def test_words_typed_with_other_marks_are_written_as_the_text_has_them(edition_here, capsys):
    """A quotation in a file is the text's own."""
    assert run(["new", "note", 'It "rests"  on self-reliance - and']) == 0
    header = header_of(edition_here, new.Path(capsys.readouterr().out.strip()))
    assert header["quote"] == "It “rests” on self-reliance – and"


def test_words_that_are_nowhere_are_answered_with_the_nearest(edition_here, capsys):
    """For each text that has something like them."""
    assert run(["new", "note", "adopted in Peking"]) == 1
    said = capsys.readouterr().err
    assert '"adopted in Beijing."' in said
    assert not list(edition_here.rglob("*peking*"))


def test_nothing_is_ever_overwritten(edition_here, capsys):
    """Nor is an address given twice: a note has the only one of its name in all texts."""
    before = (edition_here / "seeds/annotations/first/adopted.md").read_bytes()
    for quote in ("in Beijing", "plan of 2026"):
        assert run(["new", "note", quote, "--name", "adopted"]) == 1
        said = capsys.readouterr().err
        assert (
            said == "There is seeds/annotations/first/adopted.md already. Choose another name: --name another-name.\n"
        )
    assert run(["new", "entry", "Plan"]) == 1
    assert (edition_here / "seeds/annotations/first/adopted.md").read_bytes() == before


@pytest.mark.parametrize("name", ["../../x", "/x", "X", "a b", "a.md", "ü", "-"])
def test_a_name_that_cannot_be_part_of_an_address_is_refused(name, edition_here, capsys):
    """With one that can."""
    assert run(["new", "note", "in Beijing", f"--name={name}"]) == 1
    assert re.search(r"Use small letters, digits and hyphens: [a-z-]+\.$", capsys.readouterr().err)
    assert run(["new", "entry", "Word", f"--name={name}"]) == 1
    assert len(list(edition_here.rglob("*.md"))) == 3


@pytest.mark.usefixtures("edition_here")
def test_a_name_is_made_of_the_first_words(capsys):
    """Without marks and accents."""
    assert run(["new", "note", "It “rests” on self-reliance – and on trade."]) == 0
    assert capsys.readouterr().out == "seeds/annotations/first/it-rests-on-self-reliance.md\n"
    assert run(["new", "entry", "Plénum  of 2020"]) == 0
    assert capsys.readouterr().out == "seeds/glossary/plenum-of-2020.md\n"


@pytest.mark.parametrize(("term", "script"), [("Plan", "latin"), ("план", "cyrillic"), ("规划", "han")])
def test_the_form_of_a_new_entry_stands_under_its_script(term, script, edition_here):
    """It is what becomes a link."""
    draft = new.entry((), term, "word")
    assert header_of(edition_here, new.write(edition_here, draft))["forms"] == {script: [term]}


@pytest.mark.parametrize("command", [["note", " "], ["entry", " "], ["note", "x", "--text", "third"]])
def test_a_command_without_words_or_with_an_unknown_text_is_refused(command, edition_here, capsys):
    """In one line."""
    assert run(["new", *command]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert len(list(edition_here.rglob("*.md"))) == 3


words = st.sampled_from(["the", "plan", "of", "“plan”", "2021", "–", "trade\n\n", "计划", "a\u00a0b"])


@given(st.lists(words, min_size=1, max_size=30).map(" ".join), st.data())
def test_what_is_written_leads_back_to_the_place_alone(chars, data):
    """For every place of every text: or, if no few words can tell it, nothing is written."""
    text = text_of(chars + "\n")
    pieces = chars.split()
    first = data.draw(st.integers(0, len(pieces) - 1))
    quote = " ".join(pieces[first : data.draw(st.integers(first + 1, len(pieces)))])
    spans = find(text, Quotation(quote))
    number = data.draw(st.integers(1, max(len(spans), 1)))
    try:
        draft = new.note([text], quote, number=number, name="x")
    except new.Refused:
        return
    quoted = dict(re.findall(r'^(quote|prefix|suffix): "(.*)"$', draft.content, re.MULTILINE))
    found = find(text, Quotation(quoted["quote"], quoted.get("prefix", ""), quoted.get("suffix", "")))
    assert found == (spans[number - 1],)
