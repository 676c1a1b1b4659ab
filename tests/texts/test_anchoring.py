"""A note stands where its words stand, or it is not placed at all."""

import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from making import text_of

from edition.fold import folded
from edition.model import Quotation
from edition.texts.anchoring import Unplaced, find, place, telling_quotation
from edition.vocabulary import CONTEXT_WORDS


def places(chars, exact, prefix="", suffix=""):
    """The words found, with the offset of the first character of each."""
    text = text_of(chars)
    return [(span.start, text.words(span)) for span in find(text, Quotation(exact, prefix, suffix))]


def refused(chars, exact, prefix="", suffix=""):
    """What is said of a quotation that has no place."""
    with pytest.raises(Unplaced) as unplaced:
        place(text_of(chars), Quotation(exact, prefix, suffix))
    return unplaced.value


# Found


def test_words_that_stand_once_have_their_place():
    """From the first character up to the last."""
    span = place(text_of("It rests on trade."), Quotation("rests on"))
    assert (span.start, span.end) == (3, 11)


def test_the_exact_words_come_before_those_that_are_only_alike():
    """Whoever copies the curly marks means the curly ones."""
    chars = 'A "plan" and a “plan”.'
    assert places(chars, "“plan”") == [(15, "“plan”")]
    assert places(chars, '"plan"') == [(2, '"plan"')]


def test_words_are_found_with_other_marks_dashes_and_spaces():
    """As a keyboard writes them; the place is that of the text's own characters."""
    chars = "The “plan”\u00a0–\n\n    and so on… ends."
    assert places(chars, '"plan" - and so on...') == [(4, "“plan”\u00a0–\n\n    and so on…")]


def test_a_quotation_may_run_over_two_paragraphs():
    """Its words are joined by one space."""
    chars = "The first ends here.\n\nThe second begins."
    assert places(chars, "ends here. The second") == [(10, "ends here.\n\nThe second")]


def test_places_that_overlap_are_places():
    """Each is one, so that a quotation of both is not taken for the first."""
    assert [start for start, _ in places("So a plan, a plan, a plan.", "a plan, a plan")] == [3, 11]
    assert [start for start, _ in places("So “a” “a” “a”.", '"a" "a"')] == [3, 7]


@pytest.mark.parametrize("count", [1, 2, CONTEXT_WORDS, CONTEXT_WORDS + 1])
def test_the_fewest_words_that_tell_a_place_are_given_up_to_the_limit(count):
    """Where more would be needed there are none: a longer quotation is better then."""
    before, same = "so " * 20, "and so on " * 20
    alike = " ".join(same.split()[: count - 1])
    text = text_of(f"{before}plan {alike} one. {before}plan {alike} two.")
    quotation = telling_quotation(text, find(text, Quotation("plan"))[0])
    if count > CONTEXT_WORDS:
        assert quotation is None
    else:
        assert quotation == Quotation("plan", suffix=f"{alike} one.".strip())


@pytest.mark.parametrize("exact", ["plan", "lan", "plane", "s plan"])
def test_words_are_found_whole_or_not_at_all(exact):
    """A part of a word is another word."""
    assert places("Airplanes, planets.", exact) == []


def test_a_word_ends_where_its_letters_end():
    """At an apostrophe, a hyphen, a stop."""
    assert places("China’s pre-plan: “plan”, a plan.", "plan") == [(12, "plan"), (19, "plan"), (28, "plan")]
    assert places("China’s plan", "China") == [(0, "China")]


def test_scripts_that_write_no_spaces_have_no_words_to_cut():
    """十五五 stands in 十五五规划."""
    assert places("在十五五规划中", "十五五") == [(1, "十五五")]


def test_neighbours_choose_among_places_and_are_compared_like_the_words():
    """With the spaces between, in any typography."""
    chars = "It “rests” on trade –\nand it rests on trade."
    assert places(chars, "on trade", prefix='"rests"') == [(11, "on trade")]
    assert places(chars, "on trade", suffix="- and it") == [(11, "on trade")]
    assert places(chars, "on trade", prefix="it rests", suffix=".") == [(35, "on trade")]
    assert places(chars, "on trade", prefix="it rests", suffix="- and") == []


@pytest.mark.parametrize("exact", ["", " ", "\u00ad"])
def test_a_quotation_without_words_has_no_place(exact):
    """It would be everywhere."""
    assert places("A\u00ad b.", exact) == []
    assert refused("A\u00ad b.", exact).mend.startswith("Nothing like them was found.")


@given(data=st.data())
@pytest.mark.parametrize("slug", ["canal-plan", "inspectors-reply", "zametka-o-kanale"])
def test_any_words_of_a_seed_are_found_where_they_stand(edition, slug, data):
    """As they are, and broken over other lines; and typed on a keyboard, unless exactly that stands elsewhere."""
    text = edition.text[slug].text
    words = list(re.finditer(r"\S+", text.chars))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(words) - 1)))
    start, end = words[first].start(), words[last].end()
    copied = text.chars[start:end]
    for exact in (copied, "\n".join(copied.split()), folded(copied)):
        found = [(span.start, span.end) for span in find(text, Quotation(exact))]
        assert (start, end) in found or exact in text.chars


# Found more than once


def test_words_that_stand_twice_are_shown_with_what_tells_them_apart():
    """Line, paragraph and the shortest context of each."""
    problem = refused("It rests on trade.\n\nAnd so on. It rests on coal.", "rests on")
    assert problem.what == 'these words stand more than once in "The title": "rests on"'
    assert problem.mend.splitlines() == [
        "It stands 2 times; say which is meant:",
        'seeds/texts/first.txt:1 (p1): add suffix: "trade."',
        'seeds/texts/first.txt:3 (p2): add suffix: "coal."',
    ]


def test_the_shorter_of_prefix_and_suffix_is_offered():
    """One word before may tell more than many after."""
    assert refused("He said a plan is made. They had a plan is made.", "a plan").mend.splitlines()[1:] == [
        'seeds/texts/first.txt:1 (p1): add prefix: "said"',
        'seeds/texts/first.txt:1 (p1): add prefix: "had"',
    ]


def test_a_word_that_only_ends_like_the_other_does_not_tell_them_apart():
    """`is` is also the end of `this`, so more is needed for one of the two."""
    offered = refused("Go: this plan. Here is plan. Go.", "plan").mend.splitlines()[1:]
    assert offered == [
        'seeds/texts/first.txt:1 (p1): add prefix: "this"',
        'seeds/texts/first.txt:1 (p1): add suffix: ". Go."',
    ]


def test_places_with_the_same_neighbours_ask_for_a_longer_quotation():
    """Twelve words do not tell them apart."""
    same = " ".join(f"w{number}" for number in range(13))
    offered = refused(f"{same} plan {same}\n\n{same} plan {same}", "plan").mend
    assert offered.count("add a longer quote") == 2


ANY_WORDS = st.lists(st.sampled_from(["a", "b", "ba", "“a”", '"a"', "a–", "-", "b…", "a\\", "民"]), max_size=5)
GAPS = st.sampled_from([" ", "\n\n", "  "])


@given(quoted=ANY_WORDS.filter(bool), around=st.lists(ANY_WORDS, min_size=2, max_size=5), gap=GAPS, typed=st.booleans())
def test_what_is_offered_leads_to_exactly_that_place(quoted, around, gap, typed):
    """Put into the header as it is printed, every prefix and suffix leaves one place, its own."""
    text = text_of(gap.join([" ".join(words) for between in around for words in (between, quoted)][:-1]) + " end")
    exact = folded(" ".join(quoted)) if typed else " ".join(quoted)
    spans = find(text, Quotation(exact))
    assume(len(spans) > 1)
    with pytest.raises(Unplaced) as unplaced:
        place(text, Quotation(exact))
    lines = unplaced.value.mend.splitlines()[1:]
    assert len(lines) == min(len(spans), 4)
    for line, span in zip(lines[:3], spans, strict=False):
        where, _, header = line.partition(": add ")
        assert where == f"seeds/texts/first.txt:{text.line(span.start)} ({text.blocks_in(span)[0].id})"
        if header != "a longer quote":
            assert find(text, Quotation(exact, **yaml.safe_load(header))) == (span,)


# Not found


def test_words_that_are_not_there_are_shown_with_the_nearest_that_are():
    """And with the word that differs."""
    problem = refused("The plan was approved at the plenum in Beijing last week.", "accepted at the plenum in Beijing")
    assert problem.what == 'these words are not in "The title": "accepted at the plenum in Beijing"'
    assert problem.mend == (
        'The nearest are in seeds/texts/first.txt:1: "approved at the plenum in Beijing"\n'
        'You have "accepted"; the text has "approved".\n'
        "Copy the quotation from the page, or correct it here."
    )


def test_words_unlike_anything_are_shown_with_nothing():
    """A far-fetched passage would only mislead."""
    assert refused("The plan was approved.", "Zebras zigzag quickly").mend == (
        "Nothing like them was found. Copy the quotation from the page."
    )


def test_words_that_differ_too_much_are_not_compared_one_by_one():
    """The nearest passage says more."""
    mend = refused("The plan was approved at the plenum in Beijing.", "A plan got approval at a plenum in Beijing").mend
    assert mend.startswith("The nearest are in seeds/texts/first.txt:1: ")
    assert "You have" not in mend


def test_words_whose_order_alone_differs_are_not_compared_either():
    """There is no word to name."""
    mend = refused("It was approved at the plenum, in Beijing.", "approved in the plenum, at Beijing.").mend
    assert "You have" not in mend


def test_words_that_stand_there_without_that_neighbour_say_so():
    """The neighbour is what is wrong then."""
    problem = refused("It rests.\n\nHe rests.", "rests", prefix="She")
    assert problem.what == 'these words do not stand beside that prefix or suffix: "rests"'
    assert problem.mend == (
        "They stand in seeds/texts/first.txt:1, seeds/texts/first.txt:3. Correct the prefix or suffix, or remove it."
    )


def test_the_nearest_passage_is_found_across_typography_and_lines():
    """It is shown as a keyboard writes it, in whole words."""
    chars = "So:\n\nThe “civilization-state’s” increasing\nclout – on technology."
    mend = refused(chars, '"civilization-state\'s" rising clout - on technology').mend
    assert mend.startswith(
        'The nearest are in seeds/texts/first.txt:3: ""civilization-state\'s" increasing clout - on technology"'
    )


@given(chars=st.text(max_size=60), exact=st.text(min_size=1, max_size=30), prefix=st.text(max_size=5))
def test_no_quotation_is_placed_by_guess(chars, exact, prefix):
    """Either one place that says the words, or an answer."""
    text, quotation = text_of(chars), Quotation(exact, prefix)
    if len(find(text, quotation)) == 1:
        assert folded(text.words(place(text, quotation))) == folded(exact)
    else:
        with pytest.raises(Unplaced, match=r"\w"):
            place(text, quotation)
