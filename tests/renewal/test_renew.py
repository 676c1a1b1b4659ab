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


PASSAGES = [
    f"{name} came up the canal in {month} with {load}, and {master} paid the toll at the lock of {place}."
    for name, month, load, master, place in (
        ("The Anna", "March", "slate from the hills", "nobody", "Eastwick"),
        ("A raft", "April", "forty logs of oak", "the forester", "Low Mill"),
        ("The Heron", "May", "lime for the new church", "its mate", "Stone End"),
        ("A ferry", "June", "hay, hens and a piano", "the widow", "Marsh Gate"),
        ("The Edda", "July", "bricks by the thousand", "the builder", "High Town"),
        ("A punt", "August", "eels in barrels of brine", "no one", "Two Lakes"),
    )
]
"""Passages that are like each other, each with words of its own."""


WORDS = [
    "up the canal in March with slate", "forty logs", "for the new church", "hens and a piano", "by the thousand",
    "eels in",
]  # fmt: skip
"""Words of each of them."""

OTHER = "Nobody saw the canal in winter, when fog lay on all of it for weeks and the ice came up to the lock.\n\n"
"""A passage that shares some words with the first."""


@pytest.mark.parametrize("instead", ["", OTHER], ids=["nothing", "another"])
def test_the_notes_of_a_passage_that_was_moved_go_with_it(instead, renewed):
    """However far, though the notes around it say that it should be elsewhere, and some words of its are there."""
    notes = {f"seeds/annotations/first/n{number}.md": note(words) for number, words in enumerate(WORDS)}
    files_ = notes | {NOTE: None, "seeds/parallels/plans.md": None}
    new = instead + "\n\n".join([*PASSAGES[1:], f"{PASSAGES[0]}\n"])
    code, said, root = renewed(new, files_, "--write", old="\n\n".join(PASSAGES) + "\n")
    assert code == 0, said
    assert "moved: p1.\nQuotations: 6; as they are: 6, rewritten: 0, for a person: 0." in said
    edition, wrong = read(root)
    assert wrong == []
    text = edition.texts[0].text
    assert {placed.note.slug: text.blocks_in(placed.span)[0].id for placed in edition.texts[0].notes} == {
        f"n{number}": f"p{number + 1}" for number in range(6)
    }


def test_a_note_in_a_passage_that_was_moved_is_not_led_to_its_like_there(renewed):
    """Which of two is its word is for a person, if its place does not tell."""
    first = PASSAGES[0].replace("slate from the hills", "slate for roofs, slate for floors and slate for graves")
    notes = {f"seeds/annotations/first/n{number}.md": note(words) for number, words in enumerate(WORDS[1:], 1)}
    files_ = notes | {NOTE: None, "seeds/parallels/plans.md": None, TRADE: note("slate", prefix="floors and")}
    new = "\n\n".join([*PASSAGES[1:], f"{first}\n"])
    code, said, root = renewed(new, files_, "--write", old="\n\n".join([first, *PASSAGES[1:]]) + "\n")
    assert (code, "moved: p1" in said) == (0, True), said
    text = read(root)[0].texts[0]
    for placed in text.notes:
        if placed.note.slug == "trade":
            assert text.text.chars[: placed.span.start].endswith("floors and ")


def test_a_few_words_go_with_their_passage_though_all_beside_them_is_new(renewed):
    """The words of the passage tell where they are."""
    new = LONG.replace(
        "then went home by the night train, as they always did", "all left with the night train; it rained"
    )
    code, said, root = renewed(new, {TRADE: note("night train")}, "--write")
    assert code == 0, said
    edition, wrong = read(root)
    assert wrong == []
    assert [placed.note.slug for placed in edition.texts[0].notes] == ["adopted", "trade"]


def test_the_notes_of_a_passage_that_was_cut_go_each_with_its_part(renewed):
    """One whose words are in both parts too."""
    passage = (
        "It “rests” on self-reliance – and on trade. The mills were old, and nobody had asked what newer ones cost."
    )
    old = LONG.replace("It “rests” on self-reliance – and on trade.", passage)
    names = {"a": "on self-reliance", "b": "what newer ones cost", "c": "trade. The mills were old"}
    notes = {f"seeds/annotations/first/{name}.md": note(words) for name, words in names.items()}
    code, said, root = renewed(old.replace("trade. The mills", "trade.\n\nThe mills"), notes, "--write", old=old)
    assert code == 0, said
    assert "as they are: 5, rewritten: 0, for a person: 0." in said
    edition, wrong = read(root)
    assert wrong == []
    text = edition.texts[0].text
    places = {
        placed.note.slug: [block.id for block in text.blocks_in(placed.span)] for placed in edition.texts[0].notes
    }
    assert places == {"adopted": ["p1"], "a": ["p2"], "b": ["p2a"], "c": ["p2", "p2a"]}


def test_a_word_that_another_takes_the_place_of_is_left_to_a_person(renewed):
    """Its neighbours hold the place, but the note is on other words."""
    code, said, _ = renewed(LONG.replace("weather", "harvest"), {TRADE: note("weather")})
    assert code == 0
    assert f"{TRADE}:2: for a person: other words stand in its place" in said
    assert "nearest (p4, " in said
    assert '"harvest"' in said


def test_a_note_is_not_led_to_its_old_words_where_they_stand_elsewhere_now(renewed):
    """It stays with its passage, though that says it otherwise."""
    new = LONG.replace("in Beijing", "at Beijing").replace("went home", "went home, as was adopted in Beijing,")
    code, said, root = renewed(new, {}, "--write")
    assert code == 0, said
    (placed,) = read(root)[0].texts[0].notes
    assert placed.note.quotation.exact == "adopted at Beijing"


def test_a_parallel_goes_with_its_passage(renewed):
    """And keeps that of the other text."""
    code, said, root = renewed(LONG.replace("plan of 2021", "plan of the year 2021"), {}, "--write")
    assert code == 0, said
    path = root / "seeds/parallels/plans.md"
    assert path.read_text(encoding="utf-8") == SOUND["seeds/parallels/plans.md"].replace(
        "quote: plan of 2021", 'quote: "plan of the year 2021"'
    )
    assert read(root)[1] == []


def test_of_a_parallel_that_passage_goes_with_its_words_whose_words_they_are(renewed):
    """Wherever it stands in the file, and though another is of the same text."""
    pair = SOUND["seeds/parallels/plans.md"].partition("passages:\n")
    passages = "  - text: second\n    quote: plan of 2026\n" + "".join(
        f"  - text: first\n    quote: {words}\n" for words in ("plan of 2021", "the night train")
    )
    given = f"{pair[0]}{pair[1]}{passages}---{pair[2].rpartition('---')[2]}"
    new = LONG.replace("plan of 2021", "plan of the year 2021").replace("the night train", "the late night train")
    code, said, root = renewed(new, {"seeds/parallels/plans.md": given}, "--write")
    assert code == 0, said
    assert (root / "seeds/parallels/plans.md").read_text(encoding="utf-8") == given.replace(
        "quote: plan of 2021", 'quote: "plan of the year 2021"'
    ).replace("quote: the night train", 'quote: "the late night train"')
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
    assert "joined: p2 to p3" in said
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


def test_what_was_taken_out_before_is_not_told_again(renewed, capsys):
    """Of a second renewal a person reads what it does."""
    once = LONG.replace("It “rests” on self-reliance – and on trade.\n\n", "")
    _, said, root = renewed(once, {}, "--write")
    assert "taken out: p2" in said
    (root / "newer.txt").write_text(once.replace("bad", "poor"), encoding="utf-8")
    assert run(["renew", "first", "newer.txt"]) == 0
    assert capsys.readouterr().out.startswith("3 of 3 blocks stay.\n")


def test_a_comment_that_was_changed_or_taken_out_is_told(renewed):
    """Its head may say another name or day, and what links it leads to nothing."""
    old = LONG + "\n 1. Ann says:\nThe water is low.\n\n 2. Bob says, in May:\nIt is not low, nor was it ever.\n"
    listed = (
        "paragraph p1 | The plan\nparagraph p2 | It “rests”\nparagraph p3 | The members\n"
        "paragraph p4 | It rests on trade\n"
        "comment-head comment-1-head number=1 name=Ann | 1. Ann says:\ncomment-paragraph comment-1-p1 | The water\n"
        "comment-head comment-2-head number=2 name=Bob | 2. Bob says, in May:\n"
        "comment-paragraph comment-2-p1 | It is not\n"
    )
    linking = note("night train").replace("A gist.", "A gist, as [Ann says](text:first/comment-1).")
    new = old.replace(" 1. Ann says:\nThe water is low.\n\n", "").replace("in May", "in June")
    code, said, _ = renewed(new, {"seeds/texts/first.blocks": listed, TRADE: linking}, old=old)
    assert code == 0, said
    assert f"{TRADE}:6: it links first/comment-1, which was taken out: lead it elsewhere" in said
    assert "comment-2-head has other words; do its facts hold? “2. Bob says, in June:”" in said


def test_words_that_an_entry_is_not_to_link_are_missed_when_they_are_gone(renewed):
    """At their line."""
    entry = SOUND["seeds/glossary/plan.md"].replace("sources:", "do_not_link:\n  - night train\nsources:")
    code, said, _ = renewed(LONG.replace("night train", "mail coach"), {"seeds/glossary/plan.md": entry})
    assert code == 0, said
    assert 'seeds/glossary/plan.md:6: the words "night train" are no longer in the text' in said


def test_a_list_that_cannot_tell_two_blocks_from_each_other_is_told(renewed):
    """Their openings are the same now: the second would be found where the first has its like."""
    old = "Heave away, my boys, and sing.\nHeave away for the lock!\nHeave away for the lake!\n"
    listed = {
        "seeds/texts/first.blocks": "paragraph p1 | Heave away, my\nparagraph p2 | Heave away for the lake\n",
        NOTE: None, "seeds/parallels/plans.md": None,
    }  # fmt: skip
    code, said, _ = renewed(old.replace("lock", "lake"), listed, old=old)
    assert code == 0, said
    assert "seeds/texts/first-2.blocks:1: two blocks open with the same words; compare the list with the text" in said


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


def test_no_file_that_stands_there_is_written_over(renewed):
    """A seed of somebody's that is not in the table, or a list."""
    mine = {"seeds/texts/first-2.txt": "Mine.\n", "seeds/texts/first-3.blocks": "Mine.\n"}
    code, said, root = renewed(LONG.replace("bad", "poor"), mine | {"seeds/texts/first-2.blocks": None}, "--write")
    assert code == 0, said
    assert all((root / path).read_text(encoding="utf-8") == "Mine.\n" for path in mine)
    assert (root / "seeds/texts/first-4.txt").exists()


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
