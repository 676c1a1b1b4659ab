"""A text is replaced by a newer version: what goes with its words goes with them, and nothing goes elsewhere."""

import hashlib
import os
import re
from pathlib import Path

import pytest
from conftest import SEED, SOUND

from edition.assembly import read_edition
from edition.cli import run
from edition.problems import Problems
from edition.renewal.renew import renew
from edition.renewal.table import declared

NOTE = "seeds/annotations/first/adopted.md"
TRADE = "seeds/annotations/first/trade.md"
ADOPTED = SOUND[NOTE].replace("title:", "checked: 2026-11-22\ntitle:")
LONG = (
    "The plan of 2021 was adopted in Beijing.\n\n"
    "It “rests” on self-reliance – and on trade.\n\n"
    "The members of the board then went home by the night train, as they always did.\n\n"
    "It rests on trade, and trade rests on the weather of that year, which was bad.\n"
)
"""A text whose paragraphs are long enough to be told from one another."""


def note(words, **keys):
    """A note on some words."""
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\nquote: {words}\ntitle: Another\nkind: context\n{lines}---\nA gist.\n"


@pytest.fixture
def renewed(made, monkeypatch, capsys):
    """A function that renews the first text with other words: the code, what is said, and the root of the edition."""

    def call(new, files=(), *arguments, old=LONG):
        root = made({"seeds/texts/first.txt": old, "seeds/edition.toml": table(old), **dict(files)})
        monkeypatch.chdir(root)
        file = root / "newer.txt"
        file.write_bytes(new if isinstance(new, bytes) else new.encode())
        capsys.readouterr()
        code = run(["renew", "first", str(file), *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err, root

    return call


def table(seed):
    """The table of texts for a first text of these words."""
    old = hashlib.sha256(SEED.encode()).hexdigest()
    return SOUND["seeds/edition.toml"].replace(old, hashlib.sha256(seed.encode()).hexdigest())


def files(root):
    """What stands in the seeds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("seeds/**/*") if path.is_file()}


def read(root):
    """The edition, and what is wrong in it."""
    problems = Problems()
    edition = read_edition(root, problems)
    return edition, [str(problem).splitlines()[0] for problem in problems.in_order()]


def test_the_same_text_changes_nothing(renewed):
    """Whatever its line feeds are; and it need not be told twice."""
    code, said, root = renewed(LONG.replace("\n", "\r\n"), {}, "--write")
    assert code == 0
    assert "nothing changes" in said
    assert sorted(path.name for path in (root / "seeds/texts").iterdir()) == [
        "first.blocks", "first.txt", "second.blocks", "second.txt",
    ]  # fmt: skip


def test_a_trial_writes_nothing(renewed):
    """It says what would be."""
    code, said, root = renewed(LONG.replace("in Beijing", "at Beijing"))
    before = files(root)
    assert (code, run(["renew", "first", "newer.txt"])) == (0, 0)
    assert "this is a trial" in said
    assert "adopted at Beijing" in said
    assert files(root) == before


def test_a_quotation_goes_with_its_words_and_the_rest_of_its_file_stays(renewed):
    """Byte for byte, but for the lines of the quotation and the day of a check that no longer holds."""
    code, said, root = renewed(LONG.replace("in Beijing", "at Beijing"), {NOTE: ADOPTED}, "--write")
    assert code == 0, said
    assert (root / NOTE).read_text(encoding="utf-8") == ADOPTED.replace(
        "quote: adopted in Beijing\nchecked: 2026-11-22\n", 'quote: "adopted at Beijing"\n'
    )
    assert "`checked` is taken out" in said
    edition, wrong = read(root)
    assert wrong == []
    assert [(text.text.slug, len(text.text.earlier)) for text in edition.texts] == [("first", 1), ("second", 0)]


def test_a_quotation_whose_typography_alone_changed_stays_checked(renewed):
    """Its words are the same."""
    old = LONG.replace("adopted in", "“adopted” in")
    given = ADOPTED.replace("quote: adopted in Beijing", "quote: “adopted” in Beijing")
    code, said, root = renewed(LONG.replace("adopted in", '"adopted" in'), {NOTE: given}, "--write", old=old)
    assert code == 0, said
    assert (root / NOTE).read_text(encoding="utf-8") == given


def test_a_quotation_that_stands_twice_now_is_told_from_its_like(renewed):
    """By words beside it."""
    more = LONG.replace("as they always did.", "as they always did, and nothing more was adopted in Beijing that year.")
    code, said, root = renewed(more, {}, "--write")
    assert code == 0, said
    edition, wrong = read(root)
    assert wrong == []
    (placed,) = edition.texts[0].notes
    assert edition.texts[0].text.blocks_in(placed.span)[0].id == "p1"
    assert re.search("^(prefix|suffix): ", (root / NOTE).read_text(encoding="utf-8"), re.MULTILINE)


def test_a_passage_that_is_taken_out_leaves_its_note_to_a_person(renewed):
    """With what it was, what is nearest and how sure that is; the check tells of it until it is mended."""
    without = LONG.replace("It “rests” on self-reliance – and on trade.\n\n", "")
    code, said, root = renewed(without, {TRADE: note("self-reliance – and on trade")}, "--write")
    assert code == 0, said
    assert f"{TRADE}:2: for a person: its passage was taken out" in said
    assert 'was (p2): "self-reliance – and on trade"' in said
    edition, wrong = read(root)
    assert wrong == [f'{TRADE}:2: these words are not in "The first text": "self-reliance – and on trade"']
    assert [gone.id for gone in edition.texts[0].text.retired] == ["p2"]


def test_the_note_of_a_passage_that_is_taken_out_is_never_led_to_the_same_words_elsewhere(renewed):
    """They were told apart by their neighbours, or stood in one place by chance."""
    without = LONG.replace("The plan of 2021 was adopted in Beijing.\n\n", "")
    without = without.replace("went home", "went home, for nothing had been adopted in Beijing,")
    code, said, root = renewed(without, {"seeds/parallels/plans.md": None}, "--write")
    assert code == 0, said
    assert "its old neighbours keep it" in said
    edition, wrong = read(root)
    assert len(wrong) == 1
    assert wrong[0].startswith(f"{NOTE}:2: these words do not stand beside that prefix or suffix")
    assert edition.texts[0].notes == ()


def test_a_word_that_another_takes_the_place_of_is_left_to_a_person(renewed):
    """Its neighbours hold the place, but the note is on other words."""
    code, said, _ = renewed(LONG.replace("weather", "harvest"), {TRADE: note("weather")})
    assert code == 0
    assert f"{TRADE}:2: for a person: other words stand in its place" in said
    assert "nearest (p4, " in said
    assert '"harvest"' in said


def test_a_parallel_goes_with_its_passage(renewed):
    """And keeps that of the other text."""
    code, said, root = renewed(LONG.replace("plan of 2021", "plan of the year 2021"), {}, "--write")
    assert code == 0, said
    path = root / "seeds/parallels/plans.md"
    assert path.read_text(encoding="utf-8") == SOUND["seeds/parallels/plans.md"].replace(
        "quote: plan of 2021", 'quote: "plan of the year 2021"'
    )
    assert read(root)[1] == []


def test_a_link_to_a_passage_leads_where_its_words_went(renewed):
    """One to a passage that is gone is told."""
    linking = note("night train").replace("A gist.", "A gist, [so](text:first/p2), or [so](text:first/p4).")
    joined = LONG.replace("on trade.\n\nThe members", "on trade. The members").replace(
        LONG.split("\n\n")[3], "The end."
    )
    code, said, root = renewed(joined, {TRADE: linking}, "--write")
    assert code == 0, said
    assert "text:first/p3)" in (root / TRADE).read_text(encoding="utf-8")
    assert f"{TRADE}:6: it links first/p4, which was taken out" in said
    assert 'the words of "first/p4" were taken out of the text' in read(root)[1][0]


def test_what_else_may_no_longer_hold_is_told(renewed):
    """Summaries of changed blocks, words no longer named, a block that is new."""
    listed = (
        'paragraph p1 summary="A plan is adopted." | The plan\nparagraph p2 | It “rests”\nparagraph p3 | The members\n'
        "paragraph p4 | It rests on trade\n"
    )
    new = LONG.replace("plan of 2021 was", "scheme of 2021 was").replace("It rests", "Some more is said.\n\nIt rests")
    code, said, _ = renewed(new, {"seeds/texts/first.blocks": listed, "seeds/parallels/plans.md": None})
    assert code == 0
    assert "p1 has other words; does its summary hold? “A plan is adopted.”" in said
    assert 'seeds/glossary/plan.md:4: the text no longer names "Plan"' in said
    assert "p3a is new; is it a paragraph? “Some more is said.”" in said


def test_the_version_before_is_kept_and_declared(renewed):
    """Its seed and its list stay as they are; the table says until when it stood, and why it was replaced."""
    code, _, root = renewed(LONG.replace("bad", "poor"), {}, "--write", "--reason", 'A “slip” of "his".')
    assert code == 0
    assert (root / "seeds/texts/first.txt").read_text(encoding="utf-8") == LONG
    edition, wrong = read(root)
    assert wrong == []
    (before,) = edition.texts[0].text.earlier
    assert (before.slug, before.reason, before.file.name) == ("first/version-1", 'A “slip” of "his".', "first.txt")
    assert edition.texts[0].text.file.name == "first-2.txt"
    assert edition.texts[0].text.chars == LONG.replace("bad", "poor")


def test_a_third_version_follows_the_second(renewed):
    """Both that came before are kept, in their order."""
    _, _, root = renewed(LONG.replace("bad", "poor"), {}, "--write")
    (root / "newer.txt").write_text(LONG.replace("bad", "wet"), encoding="utf-8")
    assert run(["renew", "first", "newer.txt", "--write"]) == 0
    edition, wrong = read(root)
    assert wrong == []
    assert [version.file.name for version in edition.texts[0].text.versions] == [
        "first.txt", "first-2.txt", "first-3.txt",
    ]  # fmt: skip


def test_a_second_run_changes_nothing(renewed):
    """Also where something is left for a person, or the file is kept as it came."""
    without = LONG.replace("It “rests” on self-reliance – and on trade.\n\n", "")
    _, _, root = renewed(without.encode("utf-16"), {TRADE: note("self-reliance – and on trade")}, "--write")
    assert (root / "seeds/received/first-2.txt").read_bytes() == without.encode("utf-16")
    before = files(root)
    assert run(["renew", "first", "newer.txt", "--write"]) == 0
    assert files(root) == before


def test_what_stands_around_a_text_in_the_table_stays():
    """Remarks, further tables, other texts, and the file it was taken from, whose place another takes."""
    received = 'received = "a.docx"\nreceived_sha256 = "' + "0" * 64 + '"\n'
    given = table(LONG).replace('language = "en"\n', f"{received}# a remark\nlanguage = 'en'\n", 1)
    given = given.replace('\n[[texts]]\nslug = "second"', (
        '\n[[texts.about]]\nkey = "Author"\nvalue = "A"\nsource = "B"\n\n# The second.\n[[texts]]\nslug = "second"'
    ))  # fmt: skip
    new = declared(given, "first", {"file": "first-2.txt", "sha256": "1" * 64}, {"until": "2026-11-29"})
    kept = [line for line in given.splitlines() if not re.match("file|sha256|received", line)]
    assert [line for line in new.splitlines() if line in kept and line] == [line for line in kept if line]
    assert "# a remark" in new
    assert new.index("[[texts.about]]") < new.index("[[texts.versions]]") < new.index("# The second.")


@pytest.mark.parametrize("arguments", [["nothing", "newer.txt"], ["first", "none.txt"]])
def test_what_cannot_be_renewed_is_answered_in_a_line(renewed, arguments, capsys):
    """A text or a file that is not there."""
    renewed(LONG)
    assert run(["renew", *arguments]) == 1
    said = capsys.readouterr().err
    assert "Texts are first, second." in said or "Name a file that is there" in said


def test_an_edition_with_problems_is_mended_first(renewed):
    """What has no place cannot be carried."""
    code, said, root = renewed(LONG.replace("bad", "poor"), {TRADE: note("no such words")}, "--write")
    assert code == 1
    assert said.startswith(f"{TRADE}:2: these words are not in")
    assert "Mend first what `edition check` finds (1)." in said
    assert not (root / "seeds/texts/first-2.txt").exists()


@pytest.mark.parametrize("where", ["write", "put in its place"])
def test_all_files_are_written_or_none(renewed, monkeypatch, capsys, where):
    """A disk that is full at the last of them, or a folder that takes no more."""
    _, _, root = renewed(LONG.replace("in Beijing", "at Beijing"))
    before = files(root)
    write_bytes, replace = Path.write_bytes, os.replace

    def full(path, content):
        if where == "write" and "adopted" in path.name:
            raise OSError(28, "No space left on device", str(path))
        return write_bytes(path, content)

    def refused(source, target):
        if where != "write" and Path(target).name == "adopted.md":
            raise OSError(13, "Permission denied", str(target))
        return replace(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        broken.setattr(os, "replace", refused)
        assert run(["renew", "first", "newer.txt", "--write"]) == 1
    assert capsys.readouterr().err.endswith("Nothing was written.\n")
    assert files(root) == before


def test_a_day_is_told_and_a_reason_is_one_line(made):
    """As a reader of the page will see them."""
    root = made({"newer.txt": SEED.replace("trade.\n", "trade!\n")})
    renewal = renew(root, "first", root / "newer.txt", "2026-11-29", "Two\nlines.")
    changed = dict(renewal.files)[Path("seeds/edition.toml")].decode()
    assert 'until = "2026-11-29"\nreason = "Two lines."\n' in changed
