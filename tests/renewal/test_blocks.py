"""A block keeps its id where its words are; what is gone is retired, what is new has an id nobody had."""

from dataclasses import replace

import pytest
from making import text_of, thread_of

from edition.incoming.guess import guess
from edition.model import BlockKind, Inference
from edition.renewal.blocks import carry
from edition.texts.aligning import align

OLD = (
    "The Canal Plan\n\n"
    "The board met in May and resolved to dig from the mill to the lake.\n\n"
    "Nobody asked who would pay for it, and nobody was told.\n\n"
    "In June the first boats came up, laden with stone and lime.\n\n"
    "The engineer wrote that the locks would hold for a hundred years.\n"
)


def carried(old, new):
    """The blocks of a text carried to newer words."""
    guessed = guess(new, old.title)
    return carry(old, align(old.chars, new), guessed.blocks, guessed.comments)


def words_of(found, chars):
    """What each block opens with, by its id."""
    return {block.id: chars[block.span.start : block.span.end].split()[0] for block in found.blocks}


@pytest.fixture
def old():
    """A title and four paragraphs."""
    return text_of(OLD, title="The Canal Plan", blocks=guess(OLD, "The Canal Plan").blocks)


def test_the_same_text_has_the_same_blocks(old):
    """Nothing is new, nothing gone."""
    found = carried(old, OLD)
    assert (found.blocks, found.retired, found.put_in, found.moved) == (old.blocks, (), (), ())


def test_a_block_with_other_words_in_it_keeps_its_id(old):
    """Its first word too may be another, and its typography."""
    new = OLD.replace("The board met", "A committee met").replace("Nobody asked", "Few asked").replace("hundred", "—")
    found = carried(old, new)
    assert words_of(found, new) == {"title": "The", "p1": "A", "p2": "Few", "p3": "In", "p4": "The"}
    assert not found.retired


def test_a_block_that_is_put_in_has_the_id_of_the_one_before_with_a_letter(old):
    """Nothing is numbered anew, not before the first either."""
    new = OLD.replace("Nobody", "A first paragraph that is new.\n\nA second one, as new as that.\n\nNobody")
    found = carried(old, new)
    assert [block.id for block in found.blocks] == ["title", "p1", "p1a", "p1b", "p2", "p3", "p4"]
    assert found.put_in == ("p1a", "p1b")
    before = carried(old, "Dedicated to all who carried stones.\n\n" + OLD)
    assert before.blocks[0].id == "p0a"


def test_a_block_that_is_taken_out_is_retired_with_its_first_words(old):
    """Its id leads nowhere else."""
    new = OLD.replace("Nobody asked who would pay for it, and nobody was told.\n\n", "")
    found = carried(old, new)
    assert [block.id for block in found.blocks] == ["title", "p1", "p3", "p4"]
    (gone,) = found.retired
    assert (gone.id, gone.now) == ("p2", "")
    assert gone.opening.startswith("Nobody asked who would pay")
    assert "p2" not in found.homes


def test_a_block_that_another_takes_the_place_of_is_retired(old):
    """Words that both have by chance do not make them one."""
    new = OLD.replace(
        "Nobody asked who would pay for it, and nobody was told.", "The price of the lime rose, and it was never paid."
    )
    blocks = tuple(replace(block, kind=BlockKind.QUOTE) if block.id == "p2" else block for block in old.blocks)
    found = carried(replace(old, blocks=blocks), new)
    assert [block.id for block in found.blocks] == ["title", "p1", "p1a", "p3", "p4"]
    assert [gone.id for gone in found.retired] == ["p2"]
    assert found.blocks[2].kind is BlockKind.PARAGRAPH


def test_a_block_joined_to_another_leads_there(old):
    """Its words are not lost."""
    new = OLD.replace("was told.\n\nIn June", "was told. In June")
    found = carried(old, new)
    (gone,) = found.retired
    assert {gone.id, gone.now} == {"p2", "p3"}
    assert found.homes[gone.id] == (gone.now,)


def test_a_block_that_is_cut_keeps_its_id_where_it_begins(old):
    """The other part is new, and of its kind."""
    new = OLD.replace("resolved to dig from", "resolved.\n\nTo dig from")
    found = carried(old, new)
    assert words_of(found, new) == {"title": "The", "p1": "The", "p1a": "To", "p2": "Nobody", "p3": "In", "p4": "The"}
    assert found.homes["p1"] == ("p1", "p1a")
    assert not found.retired


def test_the_second_part_of_what_is_cut_is_what_the_first_is(old):
    """A quotation in another language, whose lines were broken on purpose, is one in both its parts."""
    facts = {"kind": BlockKind.QUOTE, "language": "fr", "keeps_breaks": True}
    blocks = tuple(replace(block, **facts) if block.id == "p1" else block for block in old.blocks)
    new = OLD.replace("resolved to dig from", "resolved.\n\nTo dig from")
    found = carried(replace(old, blocks=blocks), new).blocks
    assert [block.id for block in found if (block.kind, block.language, block.keeps_breaks) == (*facts.values(),)] == [
        "p1", "p1a",
    ]  # fmt: skip


def test_what_is_cut_from_the_head_of_a_comment_is_no_comment():
    """Nobody else spoke."""
    old = thread_of("Ann, who keeps the mill below the lock, says:\nThe water is too low for the boats of this year.")
    found = carried(old, old.chars.replace("mill below", "mill\n\nbelow"))
    assert [(comment.number, comment.name) for comment in found.comments] == [
        (comment.number, comment.name) for comment in old.comments
    ]
    assert [block.kind.value for block in found.blocks][-3:] == [
        "comment-head",
        "comment-paragraph",
        "comment-paragraph",
    ]


def test_a_block_that_stands_elsewhere_takes_its_id_along(old):
    """An id stays with its words."""
    moved = "The engineer wrote that the locks would hold for a hundred years.\n"
    new = OLD.replace(f"\n{moved}", "").replace("The board", f"{moved}\nThe board")
    found = carried(old, new)
    assert [block.id for block in found.blocks] == ["title", "p4", "p1", "p2", "p3"]
    assert (found.moved, found.retired) == (("p4",), ())


def test_an_id_that_was_retired_is_never_given_again(old):
    """Not in a later version either."""
    without = carried(old, OLD.replace("Nobody asked who would pay for it, and nobody was told.\n\n", ""))
    then = text_of(
        OLD.replace("Nobody asked who would pay for it, and nobody was told.\n\n", ""),
        blocks=without.blocks, retired=without.retired, earlier=(old,), title=old.title,
    )  # fmt: skip
    again = carried(then, OLD)
    assert [gone.id for gone in again.retired] == ["p2"]
    assert again.put_in == ("p1a",)


def test_comments_keep_their_numbers_and_a_new_one_has_its_own():
    """Whatever number it is printed with."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\nIt was never lower than this year, I think.")
    new = old.chars.replace("  2. Bob", "  2. Eve says:\nNobody knows how low it has been before.\n  3. Bob")
    found = carried(old, new)
    assert [(comment.number, comment.name) for comment in found.comments] == [(1, "Ann"), (3, "Eve"), (2, "Bob")]
    assert [block.id for block in found.blocks if block.comment == 3] == ["comment-3-head", "comment-3-p1"]


def test_what_is_known_of_who_spoke_stays_and_each_new_paragraph_has_an_id_of_its_own():
    """Where a comment says more now."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\nIt was never lower than this year, I think.")
    ann = replace(old.comments[0], inferred=Inference("Anna", "She signs so.", "likely"), state="edited")
    more = "The water is too low.\n\nThe boats lie in the mud.\n\nNobody has seen any fish for weeks."
    found = carried(replace(old, comments=(ann, old.comments[1])), old.chars.replace("The water is too low.", more))
    assert [block.id for block in found.blocks if block.comment == 1] == [
        "comment-1-head", "comment-1-p1", "comment-1-p1a", "comment-1-p1b",
    ]  # fmt: skip
    assert [(comment.inferred, comment.state) for comment in found.comments] == [
        (ann.inferred, "edited"), (None, old.comments[1].state),
    ]  # fmt: skip


def test_a_comment_that_is_taken_out_is_retired_with_its_number():
    """Its address was `comment-2` besides."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\nIt was never lower than this year, I think.")
    found = carried(old, old.chars[: old.chars.index("  2. Bob")])
    assert [(gone.id, gone.number) for gone in found.retired] == [("comment-2-head", 2), ("comment-2-p1", None)]


def test_what_a_comment_says_in_place_of_what_was_taken_out_has_an_id_of_its_own():
    """Though its head is all but the same."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\nIt was never lower than this year, I think.")
    new = old.chars[: old.chars.index("  2. Bob")] + "  2. Eve says:\nNobody has seen any fish here.\n"
    found = carried(old, new)
    assert [block.id for block in found.blocks][-2:] == ["comment-2-head", "comment-2-p1a"]
    assert [gone.id for gone in found.retired] == ["comment-2-p1"]


def test_an_answer_to_a_comment_that_is_taken_out_leads_nowhere():
    """The one that answered stays."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\n@Ann\nIt was never lower than this year, I think.")
    assert [answer.parent for answer in old.comments[1].answers] == [1]
    begins, ends = old.chars.index("  1. Ann"), old.chars.index("  2. Bob")
    (comment,) = carried(old, old.chars[:begins] + old.chars[ends:]).comments
    assert (comment.number, comment.name, comment.answers) == (2, "Bob", ())


def test_the_number_of_a_comment_that_was_taken_out_is_never_given_again():
    """Its address would lead to another."""
    old = thread_of("Ann says:\nThe water is too low.", "Bob says:\nIt was never lower than this year, I think.")
    without = old.chars[: old.chars.index("  2. Bob")]
    once = carried(old, without)
    then = replace(old, chars=without, blocks=once.blocks, comments=once.comments, retired=once.retired)
    again = carried(then, f"{without}  2. Eve says:\nNobody knows how low it has been before.\n")
    assert [(comment.number, comment.name) for comment in again.comments] == [(1, "Ann"), (3, "Eve")]


def test_a_block_that_was_joined_leads_on_where_that_one_goes(old):
    """And if that is taken out in its turn, nowhere."""
    joined = OLD.replace("was told.\n\nIn June", "was told. In June")
    once = carried(old, joined)
    then = replace(old, chars=joined, blocks=once.blocks, retired=once.retired)
    again = carried(then, joined.replace("\n\nThe engineer", " The engineer"))
    assert {gone.id: gone.now for gone in again.retired} == {"p2": "p3", "p4": "p3"}
    farther = carried(then, joined.replace("lake.\n\nNobody", "lake. Nobody"))
    assert {gone.id: gone.now for gone in farther.retired} == {"p1": "p3", "p2": "p3"}
    (passage,) = (block.span for block in once.blocks if block.id == "p3")
    gone = carried(then, joined[: passage.start] + joined[passage.end :].lstrip())
    assert {one.id: one.now for one in gone.retired} == {"p2": "", "p3": ""}


def test_of_two_passages_like_one_that_was_moved_one_has_its_id(old):
    """No id stands twice."""
    moved = "The engineer wrote that the locks would hold for a hundred years.\n"
    new = OLD.replace(f"\n{moved}", "").replace("The board", f"{moved}\n{moved}\nThe board")
    ids = [block.id for block in carried(old, new).blocks]
    assert len(set(ids)) == len(ids) == 6
    assert "p4" in ids


NOTED = """\
The Canal Plan

The board met in May and resolved to dig from the mill to the lake.[1]

Nobody asked who would pay for it, and nobody was told. In June the first boats came up, laden with stone and lime.[2]

The engineer wrote that the locks would hold for a hundred years.

Notes

[1] The minutes of that meeting are lost, as the clerk said.

[2] They were the boats of the quarry, which had nothing else to do.
"""


@pytest.mark.parametrize(
    ("changes", "signs"),
    [
        ({"told. In June": "told.\n\nIn June"}, {"fn-1": "[1] p1", "fn-2": "[2] p2a"}),
        ({"lake.[1]\n\nNobody": "lake.[1] Nobody"}, {"fn-1": "[1] p2", "fn-2": "[2] p2"}),
        (
            {
                "The engineer": "A gate was built as well.[3]\n\nThe engineer",
                "else to do.\n": "else to do.\n\n[3] Nobody knows by whom it was built, or when.\n",
            },
            {"fn-1": "[1] p1", "fn-2": "[2] p2", "fn-3": "[3] p2a"},
        ),
        (
            {
                "[2]": "[3]", "[1]": "[2]", "The board": "The board of the canal[1]",
                "[2] The": "[1] It had nine members then, of whom four were asleep.\n\n[2] The",
            },
            {"fn-1-2": "[1] p1", "fn-1": "[2] p1", "fn-2": "[3] p2"},
        ),
        ({"lake.[1]": "lake."}, {"fn-1": "[1] p1", "fn-2": "[2] p2"}),
    ],
    ids=["a passage was cut", "two were joined", "a note is new", "it is the first", "a sign is gone"],
)  # fmt: skip
def test_a_note_of_the_author_and_the_passage_that_prints_its_sign_lead_to_each_other(changes, signs):
    """Whatever became of the passage, and though the author numbers the notes anew.

    Of a sign that is gone the check asks: what is declared stays.
    """
    new = NOTED
    for before, after in changes.items():
        assert before in new
        new = new.replace(before, after)
    old = text_of(NOTED, title="The Canal Plan", blocks=guess(NOTED, "The Canal Plan").blocks)
    found = carried(old, new).blocks
    assert {block.id: " ".join((block.label, *block.referred)) for block in found if block.label} == signs
