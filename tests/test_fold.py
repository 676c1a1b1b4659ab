"""Typographic variants are equal, and the way back to the seed's own characters is never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import text_of

from edition.fold import fold, folded, measured_words, one_space, plain_letters, slug
from edition.model import Quotation, Span
from edition.texts.anchoring import find

DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
TEXTS = st.text(st.sampled_from("ab “”„«‘’'\"–—―-…. \n\t\u00a0\u2009" + DROPPED) | st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“win win”", '"win win"'),
        ("„Plan“ «план»", '"Plan" "план"'),
        ("China’s ‘plan’", "China's 'plan'"),
        ("path – here — there ― on", "path - here - there - on"),
        ("win\u2011win", "win-win"),
        ("one…two", "one...two"),
        ("one\u00a0two\n\n    three", "one two three"),
        ("self\u00adreliance\u200b", "selfreliance"),
    ],
)
def test_typographic_variants_are_equal(one, other):
    """Quotation marks, dashes, spaces, the ellipsis, what cannot be seen."""
    assert folded(one) == folded(other) == other


@pytest.mark.parametrize(
    ("variants", "plain"), [("‘’‚‛′`´", "'"), ("“”„‟«»″", '"'), ("‐‑‒–—―−", "-"), ("\u00a0\u2009\u3000\t\n", " ")]
)
def test_every_variant_of_a_sign_is_that_sign(variants, plain):
    """One by one: primes are written for quotation marks, a minus for a dash."""
    assert [folded(f"a{variant}b") for variant in variants] == [f"a{plain}b"] * len(variants)
    assert [fold(f"a{variant}b").chars for variant in variants] == [f"a{plain}b"] * len(variants)


@pytest.mark.parametrize(("one", "other"), [("Plan", "plan"), ("Chuo", "Chūō"), ("a,b", "a.b"), ("ab", "a b")])
def test_nothing_else_is(one, other):
    """Letters, capitals and stops are what a quotation is made of."""
    assert folded(one) != folded(other)


@given(text=TEXTS)
def test_every_folded_character_knows_where_it_came_from(text):
    """In order, within the text, and it is what folding makes of that character."""
    result = fold(text)
    assert len(result.chars) == len(result.origins)
    assert list(result.origins) == sorted(result.origins)
    for char, origin in zip(result.chars, result.origins, strict=True):
        assert char in fold(text[origin]).chars


@given(text=TEXTS, data=st.data())
def test_the_place_of_folded_words_is_where_the_words_stand(text, data):
    """From any words to their folded form and back: the same first and last character."""
    kept = [n for n, char in enumerate(text) if not char.isspace() and char not in DROPPED]
    if not kept:
        return
    first = data.draw(st.sampled_from(kept))
    last = data.draw(st.sampled_from([n for n in kept if n >= first]))
    whole = fold(text)
    start = whole.origins.index(first)
    words = fold(text[first : last + 1]).chars
    assert whole.chars.startswith(words, start)
    assert whole.span(start, start + len(words)) == Span(first, last + 1)


@given(text=TEXTS)
def test_folding_twice_is_folding_once(text):
    """What is folded has no variants left."""
    assert folded(folded(text)) == folded(text)


@given(text=TEXTS)
def test_white_space_outside_words_never_matters(text):
    """A quotation may be broken over lines."""
    assert folded(f" \n{text}\t") == folded(text)
    assert folded(text.replace(" ", "\n  ")) == folded(text)


def test_one_space_keeps_no_break_spaces():
    """They are characters of the seed; how a line is broken is not."""
    assert one_space(" one \t\r\n\f two\u00a0 three\u2009four ") == "one two\u00a0 three\u2009four"


@given(text=TEXTS)
def test_one_space_changes_nothing_but_white_space(text):
    """And has nothing left to change."""
    assert "".join(one_space(text).split()) == "".join(text.split())
    assert one_space(one_space(text)) == one_space(text)
    assert "  " not in one_space(text)


@pytest.mark.parametrize(
    ("word", "plain"), [("Zhōngguó", "Zhongguo"), ("lǜ", "lu"), ("ещё", "еще"), ("Chūō", "Chuo"), ("制造", "制造")]
)
def test_plain_letters_are_what_people_type(word, plain):
    """Without tones and other marks; other scripts stay."""
    assert plain_letters(word) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9 na\u00efve", "cafe\u0301 nai\u0308ve"),
        ("\u0439\u0451", "\u0438\u0306\u0435\u0308"),
        ("ещё", "еще"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("كـــتاب", "كتاب"),
        ("ＡＢＣ，（１２）。", "ABC,(12)."),
        ("「好」", "“好”"),
        ("a\u200fb", "ab"),
    ],
)
def test_what_readers_take_for_the_same_words_folds_to_the_same(one, other):
    """Composed and decomposed, with ё and with е, with points and without, wide and narrow."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Un café noir.", "cafe\u0301", "café"),
        ("Un cafe\u0301 noir.", "café", "cafe\u0301"),
        ("He said שָׁלוֹם to her.", "שלום", "שָׁלוֹם"),
        ("An _emphasized_ word.", "emphasized", "emphasized"),
        ("他说：“你好。”", "你好.", "你好。"),
    ],
)
def test_a_quotation_finds_the_whole_of_its_words_however_they_are_composed(text, quote, found):
    """With the marks on the last letter, and without the signs around."""
    whole = text_of(text)
    assert [whole.words(span) for span in find(whole, Quotation(quote))] == [found]


@pytest.mark.parametrize(
    ("text", "quote"), [("Un cafe\u0301 noir.", "cafe"), ("Un café noir.", "caf"), ("भारतीय", "भारत")]
)
def test_a_letter_is_never_parted_from_its_marks(text, quote):
    """A word that goes on, if only by a mark, is not found by its beginning."""
    assert find(text_of(text), Quotation(quote)) == ()


def test_an_address_is_made_of_words_in_any_script():
    """By the sounds of the letters."""
    assert slug("Принят, не одобрен") == "prinyat-ne-odobren"
    assert slug("十五五 规划").startswith("shi")
    assert slug("Élan über Öl") == "elan-uber-ol"
    assert slug("…") == ""


def test_a_limit_is_as_wide_in_every_script():
    """Two Chinese characters are measured as a word; signs are none."""
    assert measured_words("One two three") == 3
    assert measured_words("中国制造二〇二五，") == 4
    assert measured_words("План на 2025 год") == 4


def test_a_space_beside_what_is_dropped_comes_from_itself():
    """Not from the soft hyphen before it."""
    assert fold("a\u00ad b").origins == (0, 2, 3)
