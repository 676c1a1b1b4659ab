"""The command tells what it did, or what is wrong and where; it never fails in any other way."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SOUND
from making import site_of

from edition.assembly import read_edition
from edition.cli import run
from edition.problems import Problems

TABLE = "seeds/edition.toml"
NOTE = "seeds/annotations/first/adopted.md"
HOME = '<meta charset="utf-8"><a href="texts/first/">First</a><a href="texts/second/">Second</a>'


@pytest.fixture
def edition_in(made, monkeypatch, capsys):
    """A function that runs a command where an edition of these files is: exit code, what is printed, complaints."""

    def command(arguments, files=()):
        monkeypatch.chdir(made(files))
        code = run(arguments)
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def built(made):
    """The folder of an edition with its built site in `site/`."""
    root = made()
    site_of(root, read_edition(root, Problems()))
    for page in (root / "site/parallels").rglob("*.html"):  # they lead to pages that are not made here
        page.write_text(re.sub(' href="[^"]*"', "", page.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "site/index.html").write_text(HOME, encoding="utf-8")
    for page in (root / "site/texts").rglob("*.html"):
        words = page.read_text(encoding="utf-8").replace("../glossary/plan.md", "../../data/glossary.json")
        words = re.sub('<p class="next".*?</p>', "", words)  # it leads to pages that are not made here
        words = re.sub(r"\.\./parallels/[\w.-]+#parallel-plans", "../../", words)
        page.write_text(words, encoding="utf-8")
    return root


# Help


@pytest.mark.parametrize("command", [[], ["check"], ["build"], ["verify"], ["seal"]])
def test_every_command_explains_itself(command, capsys):
    """And that is all it does."""
    with pytest.raises(SystemExit) as ended:
        run([*command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert said.out.startswith(" ".join(["usage: edition", *command]))
    assert said.err == ""


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check", "x"], ["verify"], ["seal"], ["check", "--format", "xml"]]
)
def test_a_command_that_is_none_is_answered_with_the_usage(arguments, capsys):
    """The code is that of all such tools."""
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: edition")


def test_the_installed_command_returns_its_code_to_the_shell(tmp_path):
    """It works on the current directory, wherever the package is."""
    command = Path(sys.executable).parent / "edition"
    result = subprocess.run([command, "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr == (
        "seeds/edition.toml:1: there is no such file\n    Run the command in the folder that has seeds/ in it.\n"
        "1 problem in 1 file.\n"
    )


# Check


def test_check_counts_what_is_in_order(edition_in):
    """And says nothing else."""
    assert edition_in(["check"]) == (0, "2 texts, 1 note, 1 entry, 1 parallel: no problems.\n", "")


def test_check_prints_all_problems_by_file_and_line(edition_in):
    """Each with its remedy, then their number."""
    faulty = SOUND[NOTE].replace("kind: context", "kind: remark").replace("title: ", "titel: ")
    code, said, complaints = edition_in(["check"], {NOTE: faulty, "seeds/texts/second.txt": None})
    assert (code, said) == (1, "")
    assert [line.partition(" ")[0] for line in complaints.splitlines() if not line.startswith(" ")] == [
        f"{NOTE}:1:",
        f"{NOTE}:3:",
        f"{NOTE}:4:",
        "seeds/edition.toml:10:",
        "4",
    ]
    assert complaints.endswith("4 problems in 2 files.\n")


def test_check_changes_nothing(edition_in, tmp_path):
    """It writes no file, and leaves those there are as they are."""
    edition_in(["check"])
    found = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.suffix != ".blocks"} == SOUND


def test_check_speaks_to_github_too(edition_in):
    """On the other channel, in one line for each problem."""
    code, said, complaints = edition_in(["check", "--format", "github"], {"seeds/texts/second.txt": None})
    assert code == 1
    assert said == (
        "::error file=seeds/edition.toml,line=10::there is no file seeds/texts/second.txt%0A"
        "Put the seed there, or correct the name.\n"
    )
    assert complaints.startswith("seeds/edition.toml:10: there is no file seeds/texts/second.txt\n")


# Build


def test_build_writes_the_pages_and_tells_how_many_changed(edition_in, made):
    """A second time none; where there is no history, why no changes are told."""
    code, said, complaints = edition_in(["build"])
    written = sum(path.is_file() for path in (made() / "docs").rglob("*"))
    assert (code, complaints) == (0, "")
    first, second = said.splitlines()
    assert first == f"docs/: {written} files changed."
    assert second.startswith("docs/: no page of changes: git says “")
    assert edition_in(["build"])[1].startswith("docs/: 0 files changed.\n")


def test_build_writes_nothing_if_anything_is_wrong(edition_in, made):
    """Half an edition is none."""
    code, said, complaints = edition_in(["build"], {NOTE: "no header"})
    assert (code, said) == (1, "")
    assert complaints.endswith("1 problem in 1 file. Nothing was built.\n")
    assert not (made({NOTE: "no header"}) / "docs").exists()


def test_build_links_to_the_repository_it_is_told(edition_in, made, monkeypatch):
    """Without one it names the folder."""
    monkeypatch.setenv("REPO_URL", "https://example.org/repo/")
    edition_in(["build"])
    page = made() / "docs/texts/first.md"
    assert f"](https://example.org/repo/edit/main/{NOTE})" in page.read_text(encoding="utf-8")
    monkeypatch.delenv("REPO_URL")
    edition_in(["build"])
    assert "example.org/repo" not in page.read_text(encoding="utf-8")
    assert f'source: "{Path(NOTE).parent}"' in page.read_text(encoding="utf-8")


# Verify and seal


def test_verify_prints_the_proof_of_every_text(built, edition_in):
    """From the site and the seeds alone."""
    shutil.rmtree(built / "docs")
    code, said, complaints = edition_in(["verify", "site"])
    assert (code, complaints) == (0, "")
    assert [line.partition(",")[0] for line in said.splitlines()] == ["first: 3 blocks", "second: 1 block"]


def test_verify_names_a_difference(built, edition_in):
    """And proves nothing."""
    page = built / "site/texts/first/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("self-reliance", "reliance"), encoding="utf-8")
    code, said, complaints = edition_in(["verify", "site"])
    assert (code, said) == (1, "")
    assert complaints.startswith("texts/first/index.html#p2: differs from seeds/texts/first.txt:3 ")


def test_verify_names_what_else_is_wrong_with_the_site(built, edition_in):
    """Every dead link and doubled id."""
    (built / "site/index.html").write_text(f'{HOME}<p id="a"><a id="a" href="x/">x</a></p>', encoding="utf-8")
    code, said, complaints = edition_in(["verify", "site"])
    assert (code, said.count("sha256")) == (1, 2)
    assert complaints == 'index.html: the id "a" stands 2 times\nindex.html: the link "x/" leads nowhere\n'


@pytest.mark.usefixtures("built")
def test_verify_needs_sound_seeds(edition_in):
    """There is nothing else to hold a page against."""
    code, said, complaints = edition_in(["verify", "site"], {"seeds/texts/first.txt": "Another text.\n"})
    assert (code, said) == (1, "")
    assert complaints.endswith("1 problem in 1 file. Nothing was verified.\n")


def test_seal_tells_how_many_pages_it_sealed(built, edition_in):
    """Those that can be."""
    for folder in ("texts", "parallels"):
        for page in (built / "site" / folder).rglob("*.html"):
            page.write_text('<meta charset="utf-8">', encoding="utf-8")
    assert edition_in(["seal", "site"]) == (0, "6 pages sealed.\n", "")


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (["verify", "nowhere"], "nowhere/data/first.txt: the file is not there\n"),
        (["verify", "seeds/edition.toml"], "seeds/edition.toml/data/first.txt: the file is not there\n"),
        (["seal", "nowhere"], "nowhere: there are no pages\n"),
        (["seal", "seeds/edition.toml"], "seeds/edition.toml: there are no pages\n"),
    ],
)
def test_a_folder_that_is_no_site_is_named(edition_in, command, complaint):
    """Whether it is missing or something else."""
    assert edition_in(command) == (1, "", complaint)


def test_seal_names_a_page_it_cannot_seal(edition_in):
    """It must not go out as it is."""
    code, said, complaints = edition_in(["seal", "."], {"page.html": "<p>x</p>"})
    assert (code, said) == (1, "")
    assert complaints == 'page.html: is not UTF-8 text with a <meta charset="utf-8">\n'


# Whatever the input

BROKEN = {
    "no table": {TABLE: None},
    "empty table": {TABLE: ""},
    "table in bytes": {TABLE: b"\xff\xfe\x00"},
    "table of another sort": {TABLE: "texts = 3"},
    "texts of another sort": {TABLE: 'texts = ["first"]'},
    "unknown kind": {TABLE: SOUND[TABLE] + 'kinds = {"x" = "nothing"}\n'},
    "notice without a reason": {TABLE: SOUND[TABLE] + "notices = [{comment = 1}]\n"},
    "notice for no comment": {TABLE: SOUND[TABLE] + 'notices = [{comment = 1, reason = "x"}]\n'},
    "about without a source": {TABLE: SOUND[TABLE] + 'about = [{key = "x", value = "y"}]\n'},
    "file with a lost character": {TABLE: SOUND[TABLE].replace("second.txt", "\\u0000")},
    "file that is a folder": {TABLE: SOUND[TABLE].replace("second.txt", ".")},
    "changed seed": {"seeds/texts/second.txt": b"\x00\xff"},
}


@pytest.mark.parametrize("command", ["check", "build", "verify"])
@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_broken_input_is_answered_with_its_place_and_a_remedy(edition_in, command, files):
    """In the table of texts or in a seed; by every command that reads them."""
    code, said, complaints = edition_in([command, "site"] if command == "verify" else [command], files)
    assert (code, said) == (1, "")
    first, remedy, *_ = complaints.splitlines()
    assert first.startswith(("seeds/edition.toml:", "seeds/texts/second.txt:1:"))
    assert remedy.startswith("    ")
    assert "Traceback" not in complaints
