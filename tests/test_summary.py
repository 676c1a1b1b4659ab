"""A reviewer sees each new or changed file as readers will: in its passage."""

from pathlib import Path

import pytest
from conftest import SOUND

from edition.cli import run
from edition.problems import Problem

NOTE, ENTRY, PARALLEL = "seeds/annotations/first/adopted.md", "seeds/glossary/plan.md", "seeds/parallels/plans.md"


@pytest.fixture
def summary(made, monkeypatch, capsys):
    """A function that returns the summary of some files of the sound edition, changed as it is told."""

    def run_summary(*files, changed=()):
        monkeypatch.chdir(made(dict(changed)))
        assert run(["summary", *files]) == 0
        out, said = capsys.readouterr()
        assert not said
        return out

    return run_summary


def test_a_note_is_shown_in_its_passage(summary):
    """The words in bold and brackets, the rest of the paragraph around them, then the note and its sources."""
    source = "sources:\n  - title: A page\n    publisher: P\n    standing: press\n"
    source += "    url: https://example.org/\n    accessed: 2026-01-01\n"
    note = SOUND[NOTE].replace("---\nThe", f"{source}    supports: that it is so\n---\nThe")
    shown = summary(NOTE, changed={NOTE: note})
    assert "### Adopted where\n\n`seeds/annotations/first/adopted.md`" in shown
    assert "context · “The first text”, paragraph 1" in shown
    assert "\n> The plan of 2021 was **[adopted in Beijing]**.\n" in shown
    assert "The place of the session, named by its form plan." in shown
    assert "1. [A page](https://example.org/), P (press). *That it is so.* Read 1 January 2026." in shown


def test_a_note_is_shown_with_the_others_on_its_words(summary):
    """So that nobody has to look whether one says it already."""
    beside = SOUND[NOTE].replace("adopted in Beijing", "in Beijing")
    shown = summary(NOTE, changed={NOTE.replace("adopted", "beside"): beside})
    assert "Other notes on these words: `beside`." in shown


def test_it_begins_with_whether_all_is_well(summary):
    """And with what comes next."""
    assert summary(NOTE).startswith("No mistakes were found. An editor will compare")
    assert "No mistakes" not in summary(ENTRY, changed={NOTE: SOUND[NOTE].replace("context", "contxt")})


def test_an_entry_is_shown_with_where_its_forms_stand(summary):
    """Whether it links anything is what a reviewer cannot see in the file."""
    shown = summary(ENTRY)
    assert "policy · forms: plan. Its forms stand in “The first text” 1, “The second text” 2." in shown


def test_a_parallel_is_shown_with_both_its_passages(summary):
    """One below the other."""
    shown = summary(PARALLEL)
    assert "> The **[plan of 2021]** was adopted in Beijing." in shown
    assert "> The **[plan of 2026]** is another plan." in shown


def test_a_faulty_file_is_shown_with_its_problems(summary):
    """Others beside it are shown all the same."""
    shown = summary(NOTE, ENTRY, changed={NOTE: SOUND[NOTE].replace("context", "contxt")})
    assert f'{NOTE}:4: "contxt" is not a kind\n    Did you mean "context"?' in shown
    assert "### Plan" in shown


def test_a_removed_file_is_shown_with_what_to_do_instead(summary):
    """A note is retired, not removed: its address stays."""
    shown = summary("seeds/annotations/first/gone.md")
    assert "### Removed" in shown
    assert "`retired:`" in shown


def test_a_retired_note_is_shown_with_its_reason(summary):
    """It has no passage any more."""
    old = SOUND[NOTE].replace("kind:", "retired: The entry says it.\nreplaced_by: adopted\nkind:")
    shown = summary("seeds/annotations/first/old.md", changed={"seeds/annotations/first/old.md": old})
    assert "Retired: The entry says it. Read instead: `note:adopted`." in shown
    assert ">" not in shown


def test_other_files_are_only_counted(summary):
    """The texts, the code and the pages have reviews of their own."""
    assert summary("Makefile", "docs/about.md") == "Files that are no notes, entries or parallels: 2.\n"
    assert summary() == "No notes, entries or parallels were changed.\n"


def test_words_of_a_contribution_are_words_in_the_summary(summary):
    """The host renders it as Markdown, with the reviewer's eyes in mind: titles cannot pretend to be more."""
    title = "'# <img src=x> [x](y) `z`'"
    shown = summary(NOTE, changed={NOTE: SOUND[NOTE].replace("Adopted where", title)})
    assert "<img" not in shown
    assert "\\[x\\](y)" in shown


def test_a_name_with_a_line_break_cannot_give_commands_in_the_log(made, monkeypatch, capsys):
    """GitHub takes a line that begins with two colons for a command."""
    name = "seeds/annotations/first/a\n::error::b.md"
    monkeypatch.chdir(made({name: SOUND[NOTE]}))
    assert run(["check", "--format", "github"]) == 1
    out, said = capsys.readouterr()
    assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []
    assert len(out.splitlines()) == 1
    assert out.startswith("::error file=seeds/annotations/first/a %3A%3Aerror%3A%3Ab.md,line=1::")


def test_a_file_may_be_named_twice_or_by_an_odd_path(summary):
    """The list comes from git, and from people."""
    assert summary(NOTE, NOTE, Path(NOTE).as_posix()).count("### ") == 1


def test_a_problem_is_an_annotation_of_its_line_whatever_signs_are_in_it():
    """GitHub Docs, workflow commands: percent signs, line breaks and the separators of properties are coded."""
    problem = Problem(Path("a,b:c.md"), 3, "100 % of it", "One.\nTwo.")
    assert problem.for_github() == "::error file=a%2Cb%3Ac.md,line=3::100 %25 of it%0AOne.%0ATwo."


def test_a_warning_stands_beside_its_line_too(made, monkeypatch, capsys):
    """And the check passes."""
    told = SOUND[NOTE].replace("The place of the session", "The place in the seed")
    monkeypatch.chdir(made({NOTE: told}))
    assert run(["check", "--format", "github"]) == 0
    assert f"::warning file={NOTE},line=6::warning: “the seed” is a word" in capsys.readouterr().out
