"""A contributed file is taken apart as it is written, with the line of every key, and whatever it holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.problems import Problems, did_you_mean
from edition.written.files import read_folder
from edition.written.header import read_document
from edition.written.judge_header import judge
from edition.written.keys import NoteHeader

NAME = Path("note.md")


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """A function that reads a file with some content and returns the document and the problems, as (line, what)."""
    root = tmp_path_factory.mktemp("notes")

    def read_content(content):
        (root / NAME).write_bytes(content if isinstance(content, bytes) else content.encode())
        problems = Problems()
        document = read_document(root, NAME, problems)
        assert (document is None) == bool(problems)
        return document, [(problem.line, problem.what) for problem in problems.in_order()]

    return read_content


def test_every_key_has_its_line_and_the_body_its_own(reading):
    """A problem stands beside what it is about."""
    document, _ = reading(
        "---\na: x\n\nsources:\n  # a remark\n  - title: y\n    url: z\n  - title: w\n---\n\nThe gist.\n"
    )
    assert document.header == {"a": "x", "sources": [{"title": "y", "url": "z"}, {"title": "w"}]}
    assert document.lines == {
        "a": 2,
        "sources": 4,
        "sources.0": 6,
        "sources.0.title": 6,
        "sources.0.url": 7,
        "sources.1": 8,
        "sources.1.title": 8,
    }
    assert (document.body_line, document.body) == (10, "\nThe gist.\n")


def test_a_key_that_is_missing_has_the_line_of_what_it_is_missing_in(reading):
    """There is no better one."""
    document, _ = reading("---\nsources:\n  - title: y\n---\nx\n")
    assert document.line("sources", 0, "url") == 3
    assert document.line("authors") == 1


@pytest.mark.parametrize("value", ["no", "2020-10-29", "1e3", "0x10", "null", "12:30:45", "0123", "true", ".5"])
def test_a_value_is_the_text_that_is_written(value, reading):
    """YAML would make other things of these; a title may be any of them."""
    document, _ = reading(f"---\na: {value}\n---\nx\n")
    assert document.header == {"a": value}


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1).map(str.strip))
def test_a_value_in_double_quotes_may_hold_any_visible_words(reading, words):
    """`edition new` and the page's button write quotations so."""
    document, said = reading(f"---\na: {json.dumps(words, ensure_ascii=False)}\n---\nx\n")
    if document is None:
        assert all("invisible" in what or "lost" in what for _, what in said)
    else:
        assert document.header["a"] == words


@pytest.mark.parametrize("ends", [b"\r\n", b"\r", b"\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [b"", b"\n"])
def test_what_other_systems_write_is_read_as_one(ends, mark, last, reading):
    """Byte order mark, line ends, last line end: harmless, and the same for all that follows."""
    content = mark + b"---\na: x\nb: y\n---\nThe gist.\n\nThe detail." + last
    document, _ = reading(content.replace(b"\n", ends))
    assert document.header == {"a": "x", "b": "y"}
    assert document.body.strip() == "The gist.\n\nThe detail."


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_no_file_makes_the_reader_fail(reading, content):
    """Each is read, or there is a problem that says why not."""
    reading(content)


@given(st.text(alphabet="-abc: []{}\"'#&*!|>%@`\n\t?,é\\", max_size=60))
def test_no_header_makes_the_reader_fail(reading, header):
    """YAML has many ways to be wrong, and each has a line within the file."""
    _, said = reading(f"---\n{header}\n---\nThe gist.\n")
    assert all(1 <= line <= header.count("\n") + 3 for line, _ in said)


def test_nested_lists_are_refused_before_they_are_read(reading):
    """The parser would end in a fault of memory."""
    assert reading("---\na: " + "[" * 40_000 + "\n---\nx\n")[1] == [(2, "lists or keys stand too deep in each other")]
    assert reading("---\n" + "? " * 20_000 + "\n---\nx\n")[1] == [(2, "a key is not a word")]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path):
    """A folder, in place of a file, is one that can be made here."""
    (tmp_path / NAME).mkdir()
    problems = Problems()
    assert read_document(tmp_path, NAME, problems) is None
    assert problems.found[0].what.startswith("the file cannot be read: ")


def test_all_faults_of_a_header_are_told_at_once(reading):
    """Each with its own line; what is right can still be judged."""
    document, _ = reading(
        "---\nquote: x\nkind: facts\nauthers: [x]\nverdict:\nsources:\n  - url: x\n    date: 2020-13\n---\nx\n"
    )
    problems = Problems()
    header = judge(document, NoteHeader, problems)
    assert (header.quote, header.kind, header.sources) == ("x", "", [])
    assert [(problem.line, problem.what) for problem in problems.in_order()] == [
        (1, 'the key "title" is missing'),
        (3, '"facts" is not a kind'),
        (4, 'unknown key "authers"'),
        (7, '"x" cannot be the value of "url"'),
        (7, 'the key "accessed" is missing'),
        (7, 'the key "publisher" is missing'),
        (7, 'the key "standing" is missing'),
        (7, 'the key "supports" is missing'),
        (7, 'the key "title" is missing'),
        (8, '"2020-13" cannot be the value of "date": there is no such day'),
    ]


def test_a_key_written_twice_leaves_the_first_its_lines(tmp_path):
    """A fault in the first is told where it stands, not where the second does."""
    (tmp_path / NAME).write_text("---\nsources:\n  - url: x\nsources:\n  - url: y\n---\nx\n", encoding="utf-8")
    problems = Problems()
    document = read_document(tmp_path, NAME, problems)
    assert [problem.line for problem in problems.in_order()] == [4]
    assert document.header == {"sources": [{"url": "x"}]}
    assert document.line("sources", 0, "url") == 3


@pytest.mark.parametrize(
    ("header", "what", "mend"),
    [
        ("authors: [" + "x, " * 11 + "]", 'the key "authors" has too many items', "At most 10."),
        ("authors:\n  - ", 'the key "authors" has no value', "Write one, or remove the line. "),
        (
            "authors: {a: b}",
            'the key "authors" must be a list',
            "Write authors: [one, another], or a line “- …” for each.",
        ),
        ("prefix: [a]", 'the key "prefix" must have one value, not several', "A few words just before"),
        ("sources: [x]", 'this item of "sources" has no keys', "Write its keys below each other"),
        ("prefix: ''", 'the key "prefix" has no value', "Write one, or remove the line."),
    ],
)
def test_a_value_of_the_wrong_form_is_told_in_plain_words(header, what, mend, reading):
    """Not in those of a validator."""
    document, _ = reading(f"---\nquote: x\ntitle: x\nkind: term\n{header}\n---\nx\n")
    problems = Problems()
    judge(document, NoteHeader, problems)
    assert [problem.what for problem in problems.found] == [what]
    assert problems.found[0].mend.startswith(mend)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("contxt", 'Did you mean "context"?'),
        ("con", 'Did you mean "context"?'),
        ("zzz", "Use one of term, context."),
    ],
)
def test_a_wrong_word_is_answered_with_the_nearest_or_with_all(word, said):
    """Of those that may stand here."""
    assert did_you_mean(word, ["term", "context"], "Use one of") == said


def test_of_many_words_the_nearest_are_named():
    """Twenty by the alphabet would help nobody, and a line has an end."""
    names = [*(f"word{n}" for n in range(100)), "the-plan-of-1986", "plans-for-locks", "zebra"]
    assert did_you_mean("plan-of-the-locks-and-the-lakes", names, "Names are").startswith(
        "Names are plans-for-locks, the-plan-of-1986, "
    )
    assert did_you_mean("plan-of-the-locks-and-the-lakes", names, "Names are").endswith(" (of 103, the nearest).")
    assert did_you_mean("zzz" * 100_000, names, "Names are").startswith("Names are zebra, ")


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    """Whatever order the system gives, so that what is built is the same everywhere."""
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.md").write_text("x")
    files = read_folder(tmp_path, ".", lambda _, file, __: file.stem, Problems())
    assert files == ("a", "b", "c")


@pytest.mark.parametrize(("depth", "is_read"), [(5, True), (6, False)])
def test_lists_stand_only_so_deep_in_each_other_as_headers_need(tmp_path, depth, is_read):
    """Deeper ones are refused before they are read to their end."""
    (tmp_path / "a.md").write_text(f"---\nkey: {'[' * depth}x{']' * depth}\n---\nx\n")
    problems = Problems()
    assert (read_document(tmp_path, Path("a.md"), problems) is not None) == is_read
    assert [problem.what for problem in problems.found] == (
        [] if is_read else ["lists or keys stand too deep in each other"]
    )
