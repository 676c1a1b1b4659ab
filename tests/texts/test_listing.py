"""A list says what the blocks of a seed are; it and the seed agree to the last character, or it is told where not."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import is_whole

from edition.model import Answer, Block, BlockKind, Comment, Inference, Span
from edition.problems import Problems
from edition.texts.listing import list_of, read_list

SEED = """\
A Title

  In Xanadu did Kubla Khan
  A stately pleasure-dome decree:
Where Alph, the sacred river, ran

And so on, and
so on.
"""
SOUND = """\
# A line that begins so is for people.
title title | A Title
line l1 n=1 | In Xanadu

line l2 | A stately
line l3 | Where
paragraph p1 lang=en-GB | And so
"""
COMMENTED = "Words.\n\n1. Ann says:\n\nOne.\n\n2.\n\nTwo.\n"
HEADS = (
    "paragraph p1 | Words.\ncomment-head comment-1-head number=1 name=Ann | 1.\ncomment-paragraph comment-1-p1 | One.\n"
)


def listed(tmp_path, written, chars=SEED):
    """What a list says of a seed, and what is said of the list."""
    (tmp_path / "a.blocks").write_bytes(written if isinstance(written, bytes) else written.encode())
    problems = Problems()
    return read_list(tmp_path, Path("a.blocks"), Path("a.txt"), chars, problems), [str(p) for p in problems.in_order()]


def said(tmp_path, written, chars=SEED):
    """The first lines of what is said of a list."""
    found, problems = listed(tmp_path, written, chars)
    assert (found is None) == bool(problems)
    return [problem.splitlines()[0] for problem in problems]


def test_each_block_reaches_from_its_opening_to_the_next(tmp_path):
    """Without the white space between the two."""
    found, problems = listed(tmp_path, SOUND)
    assert problems == []
    assert [(b.id, b.kind.value, SEED[b.span.start : b.span.end]) for b in found.blocks] == [
        ("title", "title", "A Title"),
        ("l1", "line", "In Xanadu did Kubla Khan"),
        ("l2", "line", "A stately pleasure-dome decree:"),
        ("l3", "line", "Where Alph, the sacred river, ran"),
        ("p1", "paragraph", "And so on, and\nso on."),
    ]
    assert (found.blocks[1].number, found.blocks[4].language) == ("1", "en-GB")
    assert is_whole(SEED, found.blocks)


def test_a_list_that_is_not_there_is_missed(tmp_path):
    """With the command that writes one."""
    problems = Problems()
    assert read_list(tmp_path, Path("a.blocks"), Path("a.txt"), SEED, problems) is None
    assert str(problems.found[0]).startswith(
        "a.blocks:1: there is no list of the blocks of a.txt\n    `edition new text`"
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("| A stately", "| A stable", '6: the opening of l2 is not found after the one before it: "A stable"'),
        ("line l2 |", "line l1 |", '6: the id "l1" stands on line 3 already'),
        ("line l2 |", "line comments |", '6: the page itself has the id "comments"'),
        ("line l2 |", "line note-two |", '6: the page itself has the id "note-two"'),
        ("line l2 |", "line L2 |", '6: "L2" cannot be an id'),
        ("line l2 |", "lime l2 |", '6: there is no kind of block "lime"'),
        ("line l2 |", "line l2 level=2 |", '6: a line has no fact "level"'),
        ("line l2 |", "line l2 n=1 n=2 |", '6: "n" stands twice'),
        ("line l2 |", "line l2 lang=English |", '6: the value of "lang" cannot be right: English'),
        ("line l2 |", 'line l2 n="\\x" |', '6: the value of "n" cannot be right: "\\x"'),
        ("line l2 |", "line l2 |\n#", '6: this is not a line of a list: "line l2 |"'),
        ("line l2 |", "line l2", '6: this is not a line of a list: "line l2 A stately"'),
        ("line l3 | Where", "", "6: l2 is a line of verse, and has two lines in it"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_told_as_such(tmp_path, old, new, what):
    """At its line, and it alone."""
    found = said(tmp_path, SOUND.replace("\n\n", "\n# \n").replace(old, new))
    assert found == [f"a.blocks:{int(what.split(':')[0]) - 1}:{what.partition(':')[2]}"]


def test_words_before_the_first_block_and_after_a_blank_line_are_in_no_block_and_are_told(tmp_path):
    """At the line before them, or at the first, with the words."""
    assert said(tmp_path, SOUND.replace("title title | A Title\n", "")) == [
        "a.blocks:2: words stand before the first block"
    ]
    _, problems = listed(tmp_path, SOUND.replace("paragraph p1 lang=en-GB | And so\n", ""))
    told = "    Give the words of a.txt:7 a line of their own after this one: `paragraph some-id | And so on, and`."
    assert problems == [f"a.blocks:6: l3 would have a blank line in it\n{told}"]
    assert said(tmp_path, "title title | A Title\nparagraph p1 | And so\n") == [
        "a.blocks:1: title would have a blank line in it"
    ]


def test_an_opening_is_first_a_whole_line_then_the_beginning_of_one(tmp_path):
    """Words inside a line come last: a name in a sentence is not the name that stands alone below it."""
    chars = "Says Ann and says more.\nAnnals are kept.\nAnn went.\nAnn\nEnds.\n"
    found, _ = listed(tmp_path, "paragraph p1 | Says\nparagraph p2 | Ann\nparagraph p3 | Ends.\n", chars)
    assert chars[found.blocks[1].span.start :].startswith("Ann\nEnds.")
    found, _ = listed(tmp_path, "paragraph p1 | Says\nparagraph p2 | and\n", chars)
    assert chars[found.blocks[1].span.start :].startswith("and says more")


def test_an_opening_that_the_next_run_needs_is_not_found_inside_the_block_before(tmp_path):
    """Code that repeats a line after a blank line is read as it was written."""
    chars = "if wet:\n    row()\n\n    row()\n\nSo.\n"
    found, problems = listed(tmp_path, "code c1 | if wet:\ncode c2 | row()\nparagraph p1 | So.\n", chars)
    assert (found.blocks[1].span.start, problems) == (chars.rindex("row()"), [])
    blocks = (*found.blocks[:1], Block("c2", BlockKind.CODE, found.blocks[1].span), found.blocks[2])
    found, problems = listed(tmp_path, list_of("a.txt", chars, blocks), chars)
    assert (found.blocks, problems) == (blocks, [])
    inside = "code c1 | if wet:\ncode c2 | row()\ncode c3 | row()\nparagraph p1 | So.\n"
    found, _ = listed(tmp_path, inside, chars)
    assert found.blocks[1].span.start == chars.index("row()")


def test_a_row_of_a_table_is_one_line(tmp_path):
    """As a line of verse is."""
    _, problems = listed(tmp_path, "row r1 role=label | Year\n", "Year\tBoats\n1911\tthree\n")
    assert any("r1 is a row of a table, and has two lines in it" in str(problem) for problem in problems)


def test_of_a_comment_is_known_what_its_head_declares(tmp_path):
    """Its name, who it may be, whom it answers and why."""
    second = (
        'comment-head comment-2-head number=2 inferred="Ben B." certainty=likely evidence="Ann says so."'
        ' date="2 May" state=edited answers="1 It repeats it." | 2.\ncomment-paragraph comment-2-p1 | Two.\n'
    )
    found, problems = listed(tmp_path, HEADS + second, COMMENTED)
    assert problems == []
    one, two = found.comments
    assert (one.number, one.name, one.inferred, one.answers) == (1, "Ann", None, ())
    assert two.inferred == Inference("Ben B.", "Ann says so.", "likely")
    assert (two.answers, two.date, two.state) == ((Answer(2, 1, "It repeats it."),), "2 May", "edited")
    assert [block.id for block in two.blocks] == ["comment-2-head", "comment-2-p1"]


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("number=1", "comment 1 stands on line 2 already"),
        ("", "a comment-head needs its number"),
        ("number=2 inferred=Ben", "inferred, certainty and evidence stand together"),
        ('number=2 answers="3 So."', "`answers` names comment 3, which is not there or is this one"),
        ('number=2 answers="2 So."', "`answers` names comment 2, which is not there or is this one"),
    ],
)
def test_what_a_head_declares_is_of_comments_that_are_there(tmp_path, head, what):
    """A slip must not tie a comment to nothing."""
    written = f"{HEADS}comment-head comment-2-head {head} | 2.\ncomment-paragraph comment-2-p1 | Two.\n"
    assert said(tmp_path, written, COMMENTED) == [f"a.blocks:4: {what}"]


def test_a_part_of_a_comment_needs_a_comment(tmp_path):
    """Else it would be shown nowhere."""
    written = (
        "paragraph p1 | Words.\ncomment-paragraph c | 1.\nparagraph p2 | One.\nparagraph p3 | 2.\nparagraph p4 | Two.\n"
    )
    assert said(tmp_path, written, COMMENTED) == ["a.blocks:2: this comment-paragraph belongs to no comment"]


def test_a_note_of_the_author_names_its_label_and_blocks_that_are_there(tmp_path):
    """What leads nowhere is told."""
    written = "paragraph p1 | Words[1]\nnote n label=[1] from=p1,p2 | [1] A note.\n"
    assert said(tmp_path, written, "Words[1].\n\n[1] A note.\n") == [
        'a.blocks:2: `from` names a block that is not there: "p2"'
    ]


def test_a_note_of_the_author_is_referred_to_where_its_label_is_printed(tmp_path):
    """Else nothing would lead from there to it."""
    written = "paragraph p1 | Words[1]\nparagraph p2 | More.\nnote n label=[1] from=p1,p2 | [1] A note.\n"
    assert said(tmp_path, written, "Words[1].\n\nMore.\n\n[1] A note.\n") == [
        "a.blocks:3: `from` names p2, which does not print the label [1]"
    ]


@pytest.mark.parametrize(
    "written", [b"\xff", "", "|", "title\n" * 3, "a b | c", 'note n label="' + "\\" * 999 + " | x"]
)
def test_whatever_stands_in_a_list_is_answered(tmp_path, written):
    """Never with a crash."""
    assert said(tmp_path, written)


LINES = st.text(st.sampled_from("ab é“中ש.1[]|#\u00a0"), max_size=6)


@given(lines=st.lists(LINES, max_size=14), cuts=st.sets(st.integers(0, 40)))
def test_a_list_that_is_written_is_read_as_the_same_blocks(tmp_path_factory, lines, cuts):
    """Whatever the words are, if the blocks begin lines of their own that are unlike in their run."""
    seen = set()
    lines = [line for line in lines if not line.strip() or not (line.strip() in seen or seen.add(line.strip()))]
    chars = "\n".join(lines)
    spans, start, fresh = [], 0, True
    for number, line in enumerate(lines):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            if fresh or number in cuts:
                spans.append(Span(first, start + len(line.rstrip())))
            else:
                spans[-1] = Span(spans[-1].start, start + len(line.rstrip()))
        fresh = not line.strip()
        start += len(line) + 1
    blocks = tuple(Block(f"b{n}", BlockKind.PARAGRAPH, span) for n, span in enumerate(spans))
    if not blocks:
        return
    found, problems = listed(tmp_path_factory.mktemp("list"), list_of("a.txt", chars, blocks), chars)
    if problems or found.blocks != blocks:
        # Openings that cannot tell a block from words before it are the one thing a list cannot say.
        starts = [span.start for span in spans]
        assert any(chars[s:].split("\n")[0].rstrip() in chars[p:s] for p, s in itertools.pairwise(starts))


def test_what_is_declared_of_a_comment_is_written_as_it_was_read(tmp_path):
    """Names with spaces and quotation marks too."""
    blocks = (
        Block("comment-1-head", BlockKind.COMMENT_HEAD, Span(8, 20), 1),
        Block("comment-1-p1", BlockKind.COMMENT_PARAGRAPH, Span(22, 26), 1, is_cut=True),
        Block("comment-2-head", BlockKind.COMMENT_HEAD, Span(28, 30), 2),
        Block("comment-2-p1", BlockKind.COMMENT_PARAGRAPH, Span(32, 36), 2),
    )
    blocks = (Block("p1", BlockKind.HEADING, Span(0, 6), level=3, language="pt"), *blocks)
    inferred = Inference('The "one"', "So | so.", "very likely")
    comments = (
        Comment(1, "Ann B.", blocks[1:3], date="2 May", state="edited"),
        Comment(2, "", blocks[3:], inferred, (Answer(2, 1, "Why “not”."),)),
    )
    found, problems = listed(tmp_path, list_of("a.txt", COMMENTED, blocks, comments), COMMENTED)
    assert (problems, found.blocks, found.comments) == ([], blocks, comments)


def test_an_opening_is_rather_where_it_ends_a_word_than_where_it_cuts_one(tmp_path):
    """At the beginning of a later line."""
    chars = "First words.\nThe planner came.\nThe plan stood.\n"
    found, problems = listed(tmp_path, "paragraph p1 | First\nparagraph p2 | The plan\n", chars)
    assert problems == []
    assert chars[found.blocks[1].span.start :].startswith("The plan stood")


def test_a_value_has_a_limit(tmp_path):
    """What is longer belongs into a note."""
    for length, faults in ((500, 0), (501, 1)):
        written = HEADS.replace("name=Ann", f"name={'x' * length}") + "comment-head comment-2-head number=2 | 2.\n"
        written += "comment-paragraph comment-2-p1 | Two.\n"
        assert len(said(tmp_path, written, COMMENTED)) == faults
