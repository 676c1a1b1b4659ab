"""Terms are linked where they are named, once a section, and nowhere else."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import entry_of, text_of, thread_of

from edition.model import Block, BlockKind, Span
from edition.texts.mentions import Terms
from edition.written.body import parse

PLAN = entry_of("plan", "plan", "plans")
FIVE_YEAR_PLAN = entry_of("five-year-plan", "five-year plan")
MADE = entry_of("made-in-china-2025", "Made in China 2025", "MIC2025", "中国制造2025")


def mentions(text, *entries):
    """The entries a text names, with the words that do and whether they are linked."""
    return [(m.entry, text.words(m.span), m.linked) for m in Terms(entries).in_text(text)]


def named(words, *entries):
    """The entries some words name, with these words."""
    return [(entry, form) for entry, form, _ in mentions(text_of(f"{words}."), *entries)]


# What names an entry


def test_the_longest_form_comes_first():
    """Whatever the order of the entries; the shorter one is found beside it."""
    for entries in ([PLAN, FIVE_YEAR_PLAN], [FIVE_YEAR_PLAN, PLAN]):
        assert named("The five-year plan is a plan", *entries) == [
            ("five-year-plan", "five-year plan"),
            ("plan", "plan"),
        ]


def test_a_form_in_small_letters_is_found_in_any_case():
    """It is a word, and words begin sentences."""
    assert named("Plan or PLAN or plans", PLAN) == [("plan", "Plan"), ("plan", "PLAN"), ("plan", "plans")]


def test_a_form_with_a_capital_is_found_only_as_it_is_written():
    """It is a name."""
    assert named("Made in China 2025, made in China 2025, mic2025", MADE) == [
        ("made-in-china-2025", "Made in China 2025")
    ]


def test_the_same_letters_may_be_a_name_and_a_word():
    """A form with a capital decides where it stands."""
    polish, to_polish = entry_of("polish", "Polish"), entry_of("to-polish", "polish")
    assert named("Polish and polish", polish, to_polish) == [("polish", "Polish"), ("to-polish", "polish")]


@pytest.mark.parametrize("word", ["planet", "airplan", "plan2", "plan_b", "Plána", "планplan"])
def test_no_form_is_found_inside_a_longer_word(word):
    """In no script that has words."""
    assert named(f"A {word} flies", PLAN) == []


def test_a_hyphen_or_an_apostrophe_ends_a_word():
    """As in "the plan’s aim"."""
    assert named("The plan’s pre-plan", PLAN) == [("plan", "plan"), ("plan", "plan")]


def test_chinese_is_found_inside_a_run():
    """It has no spaces between words."""
    fifteenth = entry_of("fifteenth", "十五五")
    assert named("在十五五规划中，有中国制造2025。", fifteenth, MADE) == [
        ("fifteenth", "十五五"),
        ("made-in-china-2025", "中国制造2025"),
    ]


def test_other_scripts_are_found_beside_chinese():
    """Where Chinese ends, a word begins."""
    huawei = entry_of("huawei", "Huawei")
    assert named("中国Huawei公司, 中国Huaweis", huawei) == [("huawei", "Huawei")]


def test_forms_are_found_across_typography():
    """The words that become the link are the text's own."""
    entry = entry_of("soft", '"soft" power - of')
    assert named("The “soft”\u00a0power – of ideas", entry) == [("soft", "“soft”\u00a0power – of")]


def test_words_in_do_not_link_name_nothing():
    """There the form means something else; beside them it does not."""
    entry = entry_of("plan", "plan", do_not_link=("Marshall Plan’s", "plan B"))
    assert named("The Marshall Plan's heirs have a plan, and a plan B", entry) == [("plan", "plan")]


def test_words_in_do_not_link_take_only_the_forms_that_stand_wholly_in_them():
    """A longer form that reaches beyond them is another name."""
    entry = entry_of("plan", "plan", "the plan", do_not_link=("plan B",))
    assert named("In the plan B, a plan B and a plan.", entry) == [("plan", "the plan"), ("plan", "plan")]


@pytest.mark.parametrize("form", ["c++", "(un)planned", "R&D", "$100", "a.b", "[x]", "^", "\\"])
def test_a_form_of_any_characters_is_taken_literally(form):
    """None of them is a pattern."""
    assert named(f"They say {form} here, not abb", entry_of("odd", form)) == [("odd", form)]


def test_letters_that_are_alike_in_any_case_but_not_the_same_small_name_nothing():
    """`İ` and `ſ` fit `i` and `s` in Python's patterns."""
    assert named("The İNFLATION of ſinging", entry_of("x", "inflation"), entry_of("y", "singing")) == []


def test_no_entries_name_nothing():
    """Not the empty form either."""
    assert named("A plan") == []


# Where it becomes a link


def test_the_first_mention_of_a_section_is_linked():
    """A section is what stands under one heading; entries do not count each other."""
    text = text_of("A plan, MIC2025.\n\nA plan.\n\nA heading\n\nMIC2025, MIC2025, a plan.\n")
    assert mentions(text, PLAN, MADE) == [
        ("plan", "plan", True),
        ("made-in-china-2025", "MIC2025", True),
        ("plan", "plan", False),
        ("made-in-china-2025", "MIC2025", True),
        ("made-in-china-2025", "MIC2025", False),
        ("plan", "plan", True),
    ]


def test_every_comment_is_a_section():
    """Readers come to a comment by its own address."""
    text = thread_of("Ann says:\n\n    A plan. A plan.\n", "Ben says:\n\n    A plan.\n")
    assert [linked for _, _, linked in mentions(text, PLAN)] == [True, False, True]


def test_headings_and_titles_are_mentions_but_no_links():
    """And they do not use up the link of their section."""
    text = text_of("The plan\n\nA plan.\n")
    assert text.blocks[0].kind is BlockKind.HEADING
    assert mentions(text, PLAN) == [("plan", "plan", False), ("plan", "plan", True)]


def test_names_of_commenters_and_page_furniture_mention_nothing():
    """A handle is not the thing it is called after."""
    text = thread_of("plan says:\n    @plan\n\n    Yes.\n\n    • Replies: @plan\n")
    assert mentions(text, PLAN) == []
    cart = text_of("Shopping Cart\n", lambda *_: (Block("furniture-1", BlockKind.FURNITURE, Span(0, 13)),))
    assert mentions(cart, entry_of("cart", "Cart")) == []


def test_linked_mentions_of_the_real_texts_never_overlap(edition):
    """Links cannot stand in links."""
    for annotated in edition.texts:
        spans = sorted(mention.span for mention in annotated.mentions)
        assert not [one for one, two in itertools.pairwise(spans) if one.overlaps(two)]
        assert any(mention.linked for mention in annotated.mentions)


# In bodies


def linked(markdown, *entries):
    """Some Markdown with links to the entries it names."""
    return Terms(entries).linked(parse(markdown))


def test_a_body_gets_a_link_at_the_first_mention_of_each_entry():
    """As a contributor would write it."""
    assert linked("A plan, a *Plan* and MIC2025.", PLAN, MADE) == (
        "A [plan](term:plan), a *Plan* and [MIC2025](term:made-in-china-2025)."
    )


def test_an_entry_does_not_link_to_itself():
    """The reader is there."""
    assert Terms([PLAN]).linked(parse("A plan."), own="plan") == "A plan."


def test_what_the_writer_linked_by_hand_is_not_linked_again():
    """Before or after it."""
    body = "A plan, [the other plan](term:plan) and a plan."
    assert linked(body, PLAN) == body


@pytest.mark.parametrize(
    "body",
    [
        "[a plan](https://example.org/)",
        "[a [quoted] plan](https://example.org/plan)",
        "`plan`",
        "<https://example.org/plan>",
        "https://example.org/plan",
        "[here](https://example.org/plan)",
    ],
)
def test_nothing_is_linked_inside_a_link_an_address_or_code(body):
    """The next mention is."""
    assert linked(f"{body} is a plan.", PLAN) == f"{body} is a [plan](term:plan)."


BODIES = st.lists(
    st.sampled_from(
        ["plan", "Plan ", "five-year plan", "MIC2025", "[x](y)", "[", "](", ")", "`", "<", ">", "*", "\n\n"]
    )
    | st.sampled_from(["https://a.b/plan ", "中国制造2025", "\u00a0", "\u00ad", "…", " ", "a", "\\"])
).map("".join)


@given(markdown=BODIES)
def test_linking_adds_links_and_changes_no_word(markdown):
    """One for each entry at most; without them the body is what it was, but for empty lines."""
    body = parse(markdown)
    made = Terms([PLAN, FIVE_YEAR_PLAN, MADE]).linked(body)
    targets = re.findall(r"\]\(term:([^)]+)\)", made)
    assert len(targets) == len(set(targets))
    before = body.gist.markdown + body.detail.markdown
    assert "".join(re.sub(r"\[([^\[\]]*)\]\(term:[^)]+\)", r"\1", made).split()) == "".join(before.split())


def test_of_forms_that_begin_with_the_same_word_the_longest_names_the_entry():
    """The shorter one names its own where it stands alone."""
    works = entry_of("works", "plan of works")
    for entries in ([PLAN, works], [works, PLAN]):
        assert named("The plan of works is a plan", *entries) == [("works", "plan of works"), ("plan", "plan")]


def test_a_form_is_not_found_in_the_middle_of_a_word_that_has_marks():
    """A vowel sign does not part a word of Devanagari; points do not keep a word of Hebrew from being found."""
    assert named("भारतीय राज", entry_of("i", "भारत")) == []
    assert named("אמר שָׁלוֹם לה", entry_of("peace", "שלום")) == [("peace", "שָׁלוֹם")]
