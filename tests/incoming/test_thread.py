"""The thread of the comments: what the copy lost comes back only where the seed itself proves it."""

import re

from hypothesis import given
from hypothesis import strategies as st
from making import text_of, thread_of

from edition.pages.article.text import text_page
from edition.texts.quoted import quotations


def names(thread):
    """The inferred names by comment."""
    return {c.number: (c.inferred.name, c.inferred.certainty) for c in thread.comments if c.inferred}


def answers(thread):
    """Every answer, in the order of the comments that give them."""
    return [answer for comment in thread.comments for answer in comment.answers]


def pairs(thread):
    """Who answers whom: child and parent."""
    return [(answer.child, answer.parent) for answer in answers(thread)]


def made(*comments):
    """A text with comments, each as it is printed after its number."""
    return thread_of(*(comment.replace(" / ", "\n\n    ") for comment in comments))


def test_a_comment_addressed_to_a_name_answers_the_last_comment_of_that_name():
    """Capitals do not matter."""
    thread = made("Ann says: / One.", "Ben says: / Two.", "Cid says:\n    @ann / Three.")
    assert pairs(thread) == [(3, 1)]
    assert answers(thread)[0].evidence == "It is addressed to @ann."


def test_of_two_comments_of_that_name_the_one_that_lists_the_writer_is_answered():
    """A list of replies is stronger than the order."""
    thread = made("Ann says: / One. / • Replies: @Cid", "Ann says: / Two.", "Cid says:\n    @Ann / Three.")
    assert pairs(thread) == [(3, 1)]
    assert answers(thread)[0].evidence == "It is addressed to @Ann."


def test_an_address_that_names_nobody_before_it_answers_nobody():
    """Nor does it answer a comment that comes later."""
    assert pairs(made("Ben says:\n    @Ann / One.", "Ann says: / Two.")) == []


def test_a_comment_that_repeats_a_paragraph_of_another_answers_it():
    """If the words are too many to be alike by chance."""
    words = "These are more than twenty letters."
    assert pairs(made(f"Ann says: / {words}", f"Ben says: / {words} / No.")) == [(2, 1)]
    assert pairs(made("Ann says: / I do not agree.", "Ben says: / I do not agree. / No.")) == []


def test_words_of_the_article_make_no_answer():
    """Two who repeat it do not speak to each other."""
    thread = made("Ann says: / A paragraph of the article.", "Ben says: / Two.")
    assert pairs(thread) == []
    assert [(quoted.block, quoted.source) for quoted in quotations(thread.chars, thread.blocks)] == [
        ("comment-1-p1", "p1")
    ]


def test_a_name_addressed_by_one_it_lists_is_inferred():
    """X addresses a Y printed nowhere, and one nameless comment lists X."""
    thread = made("One. / • Replies: @Ben", "Ben says:\n    @Ann / Two.")
    assert names(thread) == {1: ("Ann", "very likely")}
    assert pairs(thread) == [(2, 1)]


def test_of_two_nameless_comments_that_list_the_one_who_addresses_a_name_neither_gets_it():
    """It may be either."""
    thread = made("One. / • Replies: @Ben", "Two. / • Replies: @Ben", "Ben says:\n    @Ann / Three.")
    assert names(thread) == {}
    assert [c.number for c in thread.comments if not c.name] == [1, 2]


def test_a_nameless_comment_that_lists_no_reply_by_the_one_who_addresses_a_name_does_not_get_it():
    """That it comes before is no evidence."""
    assert names(made("One.", "Ben says:\n    @Ann / Two.")) == {}
    assert names(made("One. / • Replies: @Cid", "Ben says:\n    @Ann / Two.")) == {}


def test_a_name_printed_over_another_comment_is_not_given_away():
    """Who is addressed is then that other comment."""
    thread = made("One. / • Replies: @Ben", "Ann says: / Two.", "Ben says:\n    @Ann / Three.")
    assert names(thread) == {}
    assert (3, 2) in pairs(thread)


def test_the_only_listed_reply_that_is_not_there_names_the_comment_that_answers():
    """It is addressed to the one who lists it."""
    thread = made("Ann says: / One. / • Replies: @Ben", "@Ann / Two.")
    assert names(thread) == {2: ("Ben", "very likely")}


def test_of_two_listed_replies_that_are_not_there_none_is_chosen():
    """It may be by either writer."""
    assert names(made("Ann says: / One. / • Replies: @Ben\n    , @Cid", "@Ann / Two.")) == {}


def test_a_listed_reply_that_a_later_comment_may_be_names_nobody():
    """Ben wrote a comment below that has no other place."""
    assert names(made("Ann says: / One. / • Replies: @Ben", "@Ann / Two.", "Ben says: / Three.")) == {}


def test_a_listed_reply_that_is_there_names_nobody_else():
    """Ben repeats what Ann wrote, and so is the one she lists."""
    words = "These are more than twenty letters."
    thread = made(f"Ann says: / {words} / • Replies: @Ben", f"Ben says: / {words} / No.", "@Ann / Three.")
    assert names(thread) == {}
    assert pairs(thread) == [(2, 1), (3, 1)]


def test_a_comment_that_stands_before_the_list_is_no_listed_reply():
    """So the reply by Ben is otherwise not there."""
    thread = made("Ben says: / One.", "Ann says: / Two. / • Replies: @Ben", "@Ann / Three.")
    assert names(thread) == {3: ("Ben", "very likely")}


def test_agreement_is_not_a_reply():
    """Who agrees has not written."""
    assert names(made("Ann says: / One. / • Agree: Ben", "@Ann / Two.")) == {}


def test_an_address_alone_names_nobody():
    """Without a list there is nothing to go by."""
    thread = made("Ann says: / One.", "@Ann / Two.")
    assert names(thread) == {}
    assert pairs(thread) == [(2, 1)]


def test_listed_replies_without_an_address_are_found_in_order():
    """If there is a comment for every listing, each is below the comment that lists it."""
    thread = made(
        "Ann says: / One. / • Replies: @Cid", "Ben says: / Two. / • Replies: @Cid", "Cid says: / 3.", "Cid says: / 4."
    )
    assert pairs(thread) == [(3, 1), (4, 2)]
    assert answers(thread)[0].evidence == "Comment 1 lists a reply by Cid."


def test_listed_replies_are_not_given_out_if_there_are_too_few_comments_for_them():
    """Which listing is meant cannot be known."""
    assert pairs(made("Ann says: / 1. / • Replies: @Cid", "Ben says: / 2. / • Replies: @Cid", "Cid says: / 3.")) == []


def test_a_listed_reply_is_never_a_comment_that_stands_before_the_list():
    """Nobody answers what is not yet written."""
    assert pairs(made("Ben says: / One.", "Ann says: / Two. / • Replies: @Ben")) == []


def test_a_printed_name_loses_its_number_and_its_disclaimer():
    """They are not part of it."""
    thread = made("anon[879] •\u00a0Disclaimer says: / One.", "No. 7 says: / Two.")
    assert [comment.name for comment in thread.comments] == ["anon", "No. 7"]


def test_a_text_without_comments_has_an_empty_thread():
    """There is nothing to rebuild."""
    text = text_of("A sentence of the article.\n")
    assert (text.comments, quotations(text.chars, text.blocks)) == ((), ())


NAMES = st.sampled_from(["Ann", "Ben", "cid", "Cid", ""])
COMMENTS = st.tuples(NAMES, NAMES, st.sampled_from(["Words that are said twice.", "Well.", "Look:"]), st.lists(NAMES))


@given(given_comments=st.lists(COMMENTS, max_size=7))
def test_whatever_the_thread_it_runs_forward_and_no_printed_name_changes(given_comments):
    """Every answer comes after what it answers; inferred names are names the seed has."""
    printed = [
        " / ".join(
            part
            for part in (
                f"{name} says:" if name else (f"@{address}" if address else "Words."),
                f"@{address}" if name and address else "",
                words,
                f"• Replies: {', '.join(f'@{reply}' for reply in replies if reply)}" if any(replies) else "",
            )
            if part
        )
        for name, address, words, replies in given_comments
    ]
    thread = made(*printed)
    assert len(thread.comments) == len(given_comments)
    assert all(answer.child > answer.parent for answer in answers(thread))
    assert len(set(pairs(thread))) == len(answers(thread))
    for comment, (name, _, _, _) in zip(thread.comments, given_comments, strict=True):
        assert comment.name == name
        assert not (name and comment.inferred)
        assert not comment.inferred or comment.inferred.name in {"Ann", "Ben", "cid", "Cid"}


def test_the_page_shows_every_answer_both_ways(edition):
    """At the one who answers and at the one who is answered."""
    text = edition.text["canal-plan"]
    page = text_page(edition, text).content.decode()
    sections = dict(re.findall(r'<section class="comment run" id="comment-(\d+)".*?>(.*?)</section>', page, re.DOTALL))
    assert len(sections) == 8
    for child, parent in pairs(text.text):
        assert f"↑ Answers [comment {parent}](#comment-{parent})." in sections[str(child)]
        answered = re.search(r"↓ Answered in (.*?)\.\s", sections[str(parent)])[1]
        assert f"[comment {child}](#comment-{child})" in answered
