"""The index is written in pieces: terms with the numbers of records, and the records themselves."""

import json

import pytest

from edition.pages.records import Record
from edition.pages.search import folded, pieces, terms_of

TEXTS = [("first", "The first text", "en"), ("second", "The second text", "ru")]


def record(number, words, kind="text", texts=("first",), **facts):
    """A record of some words."""
    return Record(kind, texts, "texts/first.md", f"p{number}", f"Title {number}", "", words, **facts)


def read(pages):
    """What each piece says, by its name."""
    said = {page.path: page.content.decode().removeprefix("searchPiece=") for page in pages}
    return {path.removeprefix("search/").removesuffix(".js"): json.loads(value) for path, value in said.items()}


def numbers(words):
    """A list of the index as numbers."""
    found, last = [], 0
    for step in words.split():
        last += int(step, 36)
        found.append(last)
    return found


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("The “Plans” of China’s PLAN", {"the", "plans", "of", "chinas", "plan"}),
        ("Zhōngguó Ёлка Chūō façade", {"zhongguo", "елка", "chuo", "facade"}),
        ("modernization, modernise", {"modernisation", "modernise"}),
        ("229,293 and 4.25 % for US$5", {"229293", "and", "4.25", "for", "us", "5"}),
        ("五年规划2025", {"五年", "年规", "规划", "划", "2025"}),
        ("ＦＵＬＬ full\u00adwidth", {"full", "fullwidth"}),
        ("…—!?", set()),
    ],
)
def test_words_become_terms(words, terms):
    """Without case, marks and typography; a script without spaces in pairs, so that a phrase is found anywhere."""
    assert terms_of(words) == terms


def test_folded_words_are_parted_by_one_space():
    """Whatever stood between them."""
    assert folded(" Win‑win,\n中国制造2025 ") == "win win 中国制造 2025"


def test_every_term_leads_to_its_records():
    """In words, in names and titles, as a whole name; the title of a text is not a term of each of its passages."""
    found = [
        record(0, "a plan of rail", "entry", (), names=("Five-Year Plan",)),
        *(record(n, f"word{n} and plan") for n in range(1, 60)),
        record(60, "the note", "note", about="quoted rail"),
    ]
    said = read(pieces(found, TEXTS, "en"))
    rows = {row[0]: [numbers(part) for part in row[1:]] for _, name in said["start"]["words"] for row in said[name]}
    assert rows["plan"] == [[], [0], list(range(60))]
    assert rows["five year plan"] == [[0], [], []]
    assert rows["rail"][2] == [0, 60]
    assert rows["title"] == [[], [0, 60], []]
    assert rows["word37"] == [[], [], [37]]


def test_pieces_are_in_order_and_small_and_every_record_is_where_it_is_said_to_be():
    """The first term, and the number of the first record, of each are told."""
    found = [record(n, f"word{n} " * 40) for n in range(300)]
    pages = list(pieces(found, TEXTS, "en"))
    said = read(pages)
    firsts = [first for first, _ in said["start"]["words"]]
    assert firsts == sorted(firsts)
    assert [said[name][0][0] for _, name in said["start"]["words"]] == firsts
    assert max(len(page.content) for page in pages) <= 25_000
    for first, name in said["start"]["records"]:
        assert said[name][0][0] == f"Title {first}"
    assert sum(len(said[name]) for _, name in said["start"]["records"]) == 300


def test_kinds_and_texts_are_told_by_runs():
    """As many runs as there are changes."""
    found = [
        record(0, "a", "entry", ()),
        record(1, "b"),
        record(2, "c"),
        record(3, "d", "parallel", ("first", "second")),
    ]
    assert read(pieces(found, TEXTS, "en"))["start"]["runs"] == [
        ["entry", [], 1],
        ["text", [0], 2],
        ["parallel", [0, 1], 1],
    ]


def test_a_piece_is_named_by_what_is_in_it():
    """Another edition's piece of the same name cannot be taken for it."""
    one, other = (read(pieces([record(0, words)], TEXTS, "en"))["start"] for words in ("a plan", "a plot"))
    assert one["words"] != other["words"]
    assert one["records"] != other["records"]
    assert one["names"] == other["names"]


def test_an_edition_without_texts_has_an_empty_index():
    """It can be asked, and finds nothing."""
    said = read(pieces([], [], "en"))["start"]
    assert (said["words"], said["records"], said["runs"]) == ([], [], [])
