"""Quotations of an older text are found again in a changed one, or given up."""

import json
import subprocess
import sys

import edlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model import Quotation
from edition.texts.locating.json_lines import Malformed, answers
from edition.texts.locating.locate import locate
from edition.texts.locating.sought import Sought

OLD = """\
The plan was made in the spring of that year. Its authors were two engineers, and they did not agree.

The canal would join the lakes, said the one; the other said that it would drain them. Nobody asked the fishermen.

In the autumn the plan was sent to the capital, where it lay for a year and a half. Nobody read it there.
"""


def sought(exact, old=OLD):
    """A quotation as a browser records it, of the first place of some words."""
    at = old.index(exact)
    return Sought(Quotation(exact, old[max(at - 32, 0) : at], old[at + len(exact) :][:32]), at)


def found(chars, *asked):
    """The words found for each quotation."""
    return [span and chars[span.start : span.end] for span in locate(chars, asked)]


def test_what_was_not_changed_is_found_where_it_stands():
    """Also if it stands elsewhere too: between other neighbours."""
    assert found(OLD, sought("two engineers"), sought("the plan was sent")) == ["two engineers", "the plan was sent"]
    second = OLD.rindex("Nobody")
    asked = Sought(Quotation("Nobody", OLD[second - 32 : second], OLD[second + 6 :][:32]), second)
    assert locate(OLD, [asked])[0].start == second


def test_words_that_were_changed_are_found_by_what_is_left_and_by_their_neighbours():
    """Errors of the keyboard and of scanning, another word, other marks."""
    new = (
        OLD.replace("two engineers", "two enginers").replace("drain them", "empty them").replace("year and", "ycar and")
    )
    assert found(new, sought("two engineers"), sought("drain"), sought("a year and a half")) == [
        "two enginers",
        "empty",
        "a ycar and a half",
    ]


def test_a_word_that_has_another_ending_is_found_whole():
    """A quotation cuts no word."""
    new = OLD.replace("the spring", "the springtime").replace("to the capital,", "to the capitals,")
    assert found(new, sought("spring"), sought("the capital")) == ["springtime", "the capitals"]


def test_a_sentence_put_in_is_not_taken_for_the_words():
    """Before them, after them, or in the middle of them."""
    put_in = " It rained all through that week, and the roads were bad."
    new = OLD.replace("that year.", f"that year.{put_in}").replace("drain them.", f"drain them.{put_in}")
    assert found(new, sought("Its authors"), sought("drain them."), sought("drain them. Nobody asked")) == [
        "Its authors",
        "drain them.",
        f"drain them.{put_in} Nobody asked",
    ]


def test_what_was_taken_out_is_given_up():
    """Though the same words may stand elsewhere."""
    new = OLD.replace(" Nobody read it there.", "")
    at = OLD.rindex("Nobody")
    gone = Sought(Quotation("Nobody", OLD[at - 32 : at], OLD[at + 6 :][:32]), at)
    assert found(new, gone, sought("Nobody read it"), sought("half.")) == [None, None, "half."]
    assert found(OLD.replace("made in ", ""), sought("made in")) == [None]


def test_the_near_place_with_an_error_comes_before_a_far_one_without():
    """A thread repeats what was said; the other quotations tell which is meant."""
    filling = "".join(f"This is line {number} of something else.\n" for number in range(60))
    old = f"{OLD}\n{filling}\n{OLD}"
    near = old.rindex("The canal would join")
    new = old[:near] + old[near:].replace("join the lakes", "jion thc lakes")
    second = [
        Sought(Quotation(words, old[at - 32 : at], old[at + len(words) :][:32]), at)
        for words in ("two engineers", "join the lakes", "the fishermen", "a year and a half")
        if (at := old.rindex(words))
    ]
    assert found(new, *second) == ["two engineers", "jion thc lakes", "the fishermen", "a year and a half"]
    assert locate(new, second)[1].start > near
    assert locate(new, second[1:2])[0].start > near


def test_a_spotless_copy_beside_the_place_is_not_taken_for_it():
    """As where a reader quotes a sentence twice, and an error came into one of them."""
    twice = "In a letter of that spring he wrote: they are already at work – at varying speeds – and no more of it.\n\n"
    around = [f"Sentence {n} of this text stands here and nowhere else, as word {n * 7} says.\n\n" for n in range(40)]
    old = "".join([*around[:20], twice, twice, *around[20:]])
    second, asked = old.rindex("already at work"), []
    for n in range(40):
        at = old.index(f"Sentence {n} of")
        asked.append(Sought(Quotation(old[at : at + 40], old[max(at - 32, 0) : at], old[at + 40 : at + 72]), at))
    asked.append(Sought(Quotation("already at work", old[second - 32 : second], old[second + 15 :][:32]), second))
    new = old[:second] + old[second:].replace("varying speeds", "varving speeds", 1)
    assert locate(new, asked)[-1].start == second


def test_a_last_word_that_was_badly_scanned_belongs_to_the_words():
    """Though what follows it is another sentence now."""
    old = f"{OLD}The names of those voting for and against the bill shall be entered there.\n{OLD}"
    new = old.replace("the bill shall be entered there.", "the bill sbal1 be\nAll debts are as valid as they were.")
    assert found(new, sought("for and against the bill shall", old), *(
        sought(words) for words in ("two engineers", "the capital", "that year")
    ))[0] == "for and against the bill sbal1"  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "quoted", "there"),
    [
        # As many words as there were answer to each other.
        ("said that it would", "said that these might", "the other said that it", "the other said that these"),
        ("engineers, and they did not", "printers, and she had just", "were two engineers, and they",
         "were two printers, and she"),
        # Of the words and of what followed them none is left: any number of the new ones may be theirs.
        ("a year and a half. Nobody read it there.", "mice had eaten most pages.", "where it lay for a year", None),
        # A whole sentence went, with what followed the words.
        ("Its authors were two engineers, and they did not agree.", "Winter came early, with much snow and ice.",
         "in the spring of that year. Its authors", "in the spring of that year."),
        # So it is at the beginning.
        ("other said that it would drain", "printer knew how it would drain", "said that it would drain them.",
         "knew how it would drain them."),
    ],
)  # fmt: skip
def test_an_end_is_where_the_words_or_what_stood_beside_them_say(old, new, quoted, there):
    """Where neither does the quotation is given up: a word too many would be shown as its own."""
    assert OLD.count(old) == 1
    others = [sought(words) for words in ("two engineers", "fishermen", "the capital")]
    assert found(OLD.replace(old, new), sought(quoted), *others)[0] == there


def test_many_lines_before_a_place_do_not_hide_it_if_other_quotations_tell():
    """Where all of them were moved along."""
    new = "A line of a new chapter.\n" * 400 + OLD
    asked = [sought(words) for words in ("two engineers", "would join the lakes", "fishermen", "the capital")]
    assert found(new, *asked) == [one.quotation.exact for one in asked]


def test_words_that_stood_apart_are_not_both_led_to_one_place():
    """Of a refrain that was taken out once nobody can say whose the other is; what overlapped may overlap still."""
    refrain = "Row on, row on, the water is wide, and the day is long. "
    old = f"{OLD}\n{refrain}{refrain}\n{OLD.upper()}"
    first, second = (old.index(refrain), old.rindex(refrain))
    quoted = Quotation("the water is wide", "row on, ", ", and the day is long. ")
    asked = [Sought(quoted, at + refrain.index("the water")) for at in (first, second)]
    assert found(old, *asked) == ["the water is wide"] * 2
    assert found(old.replace(refrain, "", 1), *asked) == [None, None]
    assert found(old.replace(refrain, "", 1), asked[0], *asked) == [None, None, None]
    within = Sought(Quotation("water is", "on, the ", " wide, "), second + refrain.index("water"))
    assert found(old.replace(refrain, "", 1), asked[1], within) == ["the water is wide", "water is"]


def test_words_are_found_whole_however_far_they_were_moved():
    """Also where the stretch that is looked at first ends among them, or among what stands beside them."""
    put_in = "".join(f"Line {number} of a new beginning.\n" for number in range(30))
    new = OLD.replace("two engineers", "two enginers")
    asked = sought("Its authors were two engineers, and they did")
    for size in range(len(put_in)):
        assert found(put_in[:size] + new, asked) == ["Its authors were two enginers, and they did"]


def test_it_does_not_matter_in_which_order_quotations_are_asked_for():
    """What they tell is put into the order of the text: here all was moved to where its like stands afterwards."""
    lines = [f"This is line {number} of something else.\n" for number in range(60)]
    old = f"{OLD}\n{''.join(lines)}\n{OLD}"
    moved = old.rindex("The plan was made")
    new = "".join(f"A line of a new chapter, the {number}th.\n" for number in range(100))[:moved] + old
    asked = [sought(line.strip(), old) for line in lines[::8]]
    for words in ("two engineers", "join the lakes", "the fishermen"):
        at = old.rindex(words)
        asked.append(Sought(Quotation(words, old[at - 32 : at], old[at + len(words) :][:32]), at))
    there = [one.hint + moved for one in asked]
    assert [span.start for span in locate(new, asked)] == there
    assert [span.start for span in locate(new, asked[::-1])] == there[::-1]


def test_a_long_quotation_is_found_by_its_ends():
    """Though its first word was changed; not if far more was put in between them than it had itself."""
    old = (
        OLD + "".join(f"Line {number} of what the clerk wrote down.\n" for number in range(100)) + "The end is here.\n"
    )
    asked = sought(old[old.index("In the autumn") : old.index("The end")].strip(), old)
    assert len(asked.quotation.exact) > 2000
    words = found(old.replace("In the autumn", "In hte autumn"), asked)[0]
    assert words.startswith("In hte autumn")
    assert words.endswith("Line 99 of what the clerk wrote down.")
    put_in = "".join(f"Row {number} of another hand.\n" for number in range(300))
    assert found(old.replace("Line 50", f"{put_in}Line 50"), asked) == [None]


def test_a_quotation_without_words_or_without_neighbours():
    """Nothing is nowhere; few words alone are found where they are awaited."""
    empty, few = Sought(Quotation(" "), 4), Sought(Quotation("plan"), OLD.index("plan"))
    assert found(OLD, empty, few, Sought(Quotation("plan"))) == [None, "plan", None]


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40), st.none() | st.integers(-9, 900))
def test_whatever_is_asked_the_answer_lies_in_the_text(chars, exact, beside, hint):
    """It is a span of at least a character, or nothing."""
    for span in locate(chars, [Sought(Quotation(exact, beside, beside), hint)] * 4):
        assert span is None or 0 <= span.start < span.end <= len(chars)


@given(st.integers(0, len(OLD) - 2), st.integers(1, 80))
def test_in_the_same_text_each_quotation_is_where_it_was(start, size):
    """Less the white space at its ends."""
    exact = OLD[start : start + size]
    asked = Sought(Quotation(exact, OLD[max(start - 32, 0) : start], OLD[start + size :][:32]), start)
    lead = len(exact) - len(exact.lstrip())
    span = locate(OLD, [asked])[0]
    assert (span and span.start) == (start + lead if exact.strip() else None)


def aligned(monkeypatch, chars, asked):
    """How many characters were given to the aligner."""
    given_away = []
    align = edlib.align

    def counted(query, target, **options):
        given_away.append(len(target) * (1 + len(query) // 64))
        return align(query, target, **options)

    monkeypatch.setattr(edlib, "align", counted)
    locate(chars, asked)
    monkeypatch.undo()
    return sum(given_away)


@pytest.mark.parametrize("chars", ["a ", "the plan ", "abcdefghijklmnop qrstuvw "])
def test_the_work_grows_with_the_text_and_no_faster(chars, monkeypatch):
    """Of one word, repeated: the worst there is."""
    asked = Sought(Quotation(chars * 3 + "b", "c " * 20, chars * 8), 100)
    one, two = (aligned(monkeypatch, chars * size, [asked]) for size in (2000, 4000))
    assert two <= 2.2 * one


# The command


def test_lines_are_answered_as_they_come():
    """A line in, and its answers out at once; one that is no question is told, and the next is answered."""
    command = subprocess.Popen(
        [sys.executable, "-m", "edition", "locate"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    quotes = [{"id": "a", "exact": "plan", "prefix": "The ", "suffix": " was", "hint": 4}, {"id": 2, "exact": "gone"}]
    command.stdin.write(json.dumps({"text": OLD, "quotes": quotes}).encode() + b"\n")
    command.stdin.flush()
    told = [json.loads(command.stdout.readline()) for _ in quotes]
    assert told == [{"id": "a", "start": 4, "end": 8}, {"id": 2, "start": None, "end": None}]
    out, said = command.communicate(
        b'{"text": 1}\n\n{"text": "A plan.", "quotes": [{"id": "b", "exact": "A plan."}]}\n'
    )
    assert json.loads(out)["id"] == "b"
    assert said.decode().startswith('line 2: an object with a "text" was awaited')
    assert command.returncode == 1


@pytest.mark.parametrize(
    "line",
    ["", "[", "1", "[" * 100_000, '{"text": "a"}', '{"text": "a", "quotes": [1]}',
     '{"text": "a", "quotes": [{"exact": "a", "hint": true}]}',
     '{"text": "a", "quotes": [{"exact": "a", "prefix": 1}]}'],
)  # fmt: skip
def test_what_is_no_question_is_told(line):
    """Whatever it is."""
    with pytest.raises(Malformed):
        answers(line)
