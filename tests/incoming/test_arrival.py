"""A text comes in as people have it, and passes the check at once; what a person should still do is said."""

import io
import zipfile

import pytest
from conftest import SOUND

from edition.cli import run
from edition.problems import Problems
from edition.texts.table import read_texts

TEXT = "The Canal\n\nIt was dark when the boats came up the river, and nobody met them.\n\nA café, in short.\n"
MENU = "nav:\n  - Home: index.md\n  - First: texts/first.md\n  - Second: texts/second.md\n  - Notes: notes/index.md\n"


@pytest.fixture
def arrived(made, monkeypatch, capsys, tmp_path_factory):
    """A function that takes a file in, and returns the code, what is said, and the root of the edition."""

    def take(name, raw, *arguments):
        root = made({"mkdocs.yml": MENU, "docs/index.md": "---\ntitle: Home\n---\n"})
        file = tmp_path_factory.mktemp("given") / name
        file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        monkeypatch.chdir(root)
        given = {"--slug": "canal", "--title": "The Canal", "--language": "en"} | dict(
            zip(arguments[::2], arguments[1::2], strict=True)
        )
        code = run(["new", "text", str(file), *(part for pair in given.items() for part in pair)])
        said = capsys.readouterr()
        return code, said.out + said.err, root

    return take


def text_in(root):
    """The text that came in, after a check that finds nothing wrong."""
    problems = Problems()
    texts = {text.slug: text for text in read_texts(root, problems)}
    assert not problems.in_order()
    return texts["canal"]


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
    ],
    ids=["UTF-8", "with a mark", "CRLF", "CR", "UTF-16", "another encoding"],
)
def test_plain_text_in_any_encoding_becomes_the_same_seed(arrived, raw):
    """If it is not UTF-8 with line feeds already, it is kept as it came."""
    code, said, root = arrived("a.txt", raw)
    assert code == 0, said
    assert text_in(root).chars == TEXT
    assert [block.id for block in text_in(root).blocks] == ["title", "p1", "p2"]
    kept = root / "seeds/received/canal.txt"
    assert kept.read_bytes() == raw if raw != TEXT.encode() else not kept.exists()


MARKED = """\
---
title: x
---
# The Canal

It was *dark* when [the boats](https://example.org) came,[^1] so.

> Dig deep.

- water
  - rain

[^1]: In May.
"""
HTML = """<html><head><title>x</title><script>no()</script></head><body><nav>Home</nav><main><h1>The Canal</h1>
<p>It was <i>dark</i> when
the boats came,[1] so.</p><blockquote><p>Dig deep.</p></blockquote><ul><li>water<ul><li>rain</li></ul></li></ul>
<p>[1]: In May.</p></main></body></html>"""
KINDS = ["title", "paragraph", "quote", "item", "item", "note"]


@pytest.mark.parametrize(("name", "raw"), [("a.md", MARKED), ("a.html", HTML)])
def test_mark_up_becomes_kinds_of_blocks_and_none_of_it_stays_in_the_seed(arrived, name, raw):
    """The file is kept, and read in a second way that must agree."""
    code, said, root = arrived(name, raw)
    assert (code, "another way" in said) == (0, False), said
    text = text_in(root)
    assert [block.kind.value for block in text.blocks] == KINDS
    assert text.chars.startswith(
        "The Canal\n\nIt was dark when the boats came,[1] so.\n\nDig deep.\n\nwater\n\nrain\n\n[1]"
    )
    assert text.blocks[-1].referred == ("p1",)
    assert (root / f"seeds/received/canal{name[1:]}").read_bytes() == raw.encode()


def zipped(parts):
    """A file of Office of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return file.getvalue()


def docx(*paragraphs):
    """A document of Word: pairs of a style and words."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    return zipped(parts)


def test_a_document_of_word_comes_in_with_its_headings(arrived):
    """Its characters are compared with those in its XML."""
    code, said, root = arrived("a.docx", docx(("Normal", "The Canal"), ("Heading1", "One"), ("Normal", "It was dark.")))
    assert (code, "another way" in said) == (0, False), said
    assert "It was dark." in text_in(root).chars


@pytest.mark.parametrize(
    ("name", "raw", "what"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"a\x00b", "this is no text: it has the character U+0000"),
        ("a.docx", b"no", "it is no document of Word"),
        ("a.docx", docx(), "no words were found in it"),
        ("a.md", b"\xff", "it is not UTF-8"),
        ("a.html", b"<script>x</script>", "no words were found in it"),
    ],
)
def test_what_is_no_text_is_refused_in_plain_words_and_nothing_is_written(arrived, name, raw, what):
    """The edition stays as it is."""
    code, said, root = arrived(name, raw)
    assert code == 1
    assert what in said
    assert (root / "seeds/edition.toml").read_text() == SOUND["seeds/edition.toml"]
    assert (root / "mkdocs.yml").read_text() == MENU
    assert not (root / "seeds/received").exists()


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("--slug", "The Canal", "cannot be part of an address"),
        ("--slug", "first", "There is seeds/texts/first.txt already"),
        ("--title", " ", "needs a title"),
        ("--language", "English", "names no language"),
    ],
)
def test_what_a_text_is_called_is_judged_before_anything_is_written(arrived, key, value, what):
    """A slip costs nothing."""
    code, said, _ = arrived("a.txt", TEXT, key, value)
    assert (code, what in said) == (1, True), said


def test_it_stands_in_the_table_and_in_the_menu_and_what_is_missing_is_a_warning(arrived, capsys):
    """The check passes at once."""
    _, said, root = arrived("a.txt", TEXT)
    assert "3 blocks: 2 paragraph, 1 title." in said
    assert "is this the title?" not in said, "the title is the one that was given"
    menu = (root / "mkdocs.yml").read_text()
    assert menu == MENU.replace("second.md\n", 'second.md\n  - "The Canal": texts/canal.md\n')
    assert run(["check"]) == 0
    said = capsys.readouterr()
    assert said.out == "3 texts, 1 note, 1 entry, 1 parallel: no problems.\n"
    assert 'warning: the text "canal" has no rights' in said.err


def test_a_received_file_that_was_changed_or_lost_is_told(arrived):
    """It is what the seed was taken from."""
    _, _, root = arrived("a.md", MARKED)
    (root / "seeds/received/canal.md").write_text("x")
    problems = Problems()
    read_texts(root, problems)
    assert [str(p).splitlines()[0] for p in problems.in_order()] == [
        "seeds/received/canal.md:1: this is not, byte for byte, the file the text was taken from"
    ]
    (root / "seeds/received/canal.md").unlink()
    problems = Problems()
    read_texts(root, problems)
    assert "there is no file seeds/received/canal.md" in str(problems.found[0])


def test_lines_that_were_broken_on_purpose_stay_lines_and_a_row_of_a_table_is_one_block(arrived):
    """Verse with its indentation; notes below each other are notes; paragraphs below each other are paragraphs."""
    long = "A sentence that is much longer than any line of verse could be, and longer still, as prose is. "
    raw = (
        "<p>One boat<br>two boats</p><pre>Three\n  four</pre><p>[1] Counted.<br>[2] Not counted.</p>"
        f"<p>{long}<br><br>{long}</p><table><tr><th>Year</th><td>1911</td></tr></table>"
    )
    _, _, root = arrived("a.html", f"<article><h1>The Boat</h1>{raw}</article>".encode())
    rows = (root / "seeds/texts/canal.blocks").read_text(encoding="utf-8").splitlines()
    kinds = [f"{row.split()[0]} {row.partition(' | ')[2].split()[0]}" for row in rows if not row.startswith("#")]
    assert kinds == [
        "title The", "line One", "line two", "line Three", "line four", "note [1]", "note [2]", "paragraph A",
        "paragraph A", "row Year",
    ]  # fmt: skip
    assert "Three\n  four\n" in (root / "seeds/texts/canal.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "raw", "numbers"),
    [
        ("a.md", "# The Canal\n\n3. water\n4. rain\n\n   more rain\n\n- silt\n",
         ["3. water", "4. rain", "more rain", "silt"]),
        ("a.html", "<h1>The Canal</h1><ol><li><p>water</p><p>rain</p><ol><li>silt</ol><li>mud</ol><ul><li>a</ul>",
         ["1. water", "rain", "1. silt", "2. mud", "a"]),
    ],
)  # fmt: skip
def test_an_item_of_a_numbered_list_keeps_the_number_its_readers_see(arrived, name, raw, numbers):
    """Which the file itself may not have; it is said, so that a person looks."""
    code, said, root = arrived(name, raw)
    assert (code, "another way" in said) == (0, False), said
    text = text_in(root)
    assert [text.words(block.span) for block in text.blocks][1:] == numbers
    assert "is this the number of the item? It was counted, as browsers do. “" in said


PAGE = """<body><header><a href="/">Home</a></header><div><h1>The Canal</h1>
<aside><h4>In this issue</h4><p>More</p></aside>
<div>It is old.<sup id="r1"><a href="#f1">1</a></sup></div><div>It is deep.</div>
<blockquote><p>Dig.</p><footer>— The Keeper</footer></blockquote>
<table><tr><td><p>Year</p></td><td><p>1911</p></td></tr></table>
<ol><li id="f1"><p>Very old. <a href="#r1">↩</a></p></li></ol></div></body>"""


def test_a_page_of_the_web_gives_its_text_its_notes_and_what_stands_beside_it(arrived):
    """A note has the sign that leads to it, in brackets at both places; an arrow back is no word of the text."""
    code, said, root = arrived("a.html", PAGE)
    assert (code, "another way" in said) == (0, False), said
    text = text_in(root)
    assert [f"{block.kind} {text.words(block.span)}" for block in text.blocks] == [
        "furniture Home", "title The Canal", "furniture In this issue", "furniture More", "paragraph It is old.[1]",
        "paragraph It is deep.", "quote Dig.", "credit — The Keeper", "row Year\t1911", "note [1] Very old.",
    ]  # fmt: skip
    assert text.blocks[-1].referred == ("p1",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_page_that_does_not_say_its_encoding_is_read_right(arrived, encoding):
    """UTF-8 if it is that, else what its bytes are likely to be."""
    words = "Лодки пришли вечером, и никто их не встретил: смотритель спал, а ночь была длинная и тёмная."
    _, _, root = arrived("a.html", f"<p>{words}</p>".encode(encoding), "--language", "ru")
    assert text_in(root).chars == f"{words}\n"


@pytest.mark.parametrize("title", ["The Canal", "Another"])
def test_of_several_headings_of_the_first_level_one_is_the_title(arrived, title):
    """The one that the table has, or else the first; the others are those of parts."""
    _, _, root = arrived("a.md", "# The Canal\n\n# One\n\nDark.\n\n## Of it\n\nLong.\n", "--title", title)
    blocks = text_in(root).blocks
    assert [(block.kind.value, block.level) for block in blocks if block.kind.value != "paragraph"] == [
        ("title", 0), ("heading", 2), ("heading", 3),
    ]  # fmt: skip


def test_markdown_is_read_as_its_writers_set_it_in(arrived):
    """Inner lists by two or three signs, notes below each other, words that are struck out."""
    raw = "# The Canal\n\n1. water[^1]\n   - rain[^b]\n\n~~so~~\n\n[^1]: In May,\n    and June.\n[^b]: Never.\n"
    code, said, root = arrived("a.md", raw)
    assert (code, "another way" in said) == (0, False), said
    text = text_in(root)
    assert [text.words(block.span) for block in text.blocks][1:] == [
        "1. water[1]", "rain[b]", "so", "[1] In May,\nand June.".replace("\n", " "), "[b] Never.",
    ]  # fmt: skip


def test_the_notes_of_a_document_of_word_stand_below_its_text(arrived):
    """They are compared with its XML too."""
    raw = docx(("Normal", "It was dark.REFERENCE"))
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>At night.</w:t></w:r></w:p></w:footnote>'
    raw = with_part(raw, "footnotes", note, ("REFERENCE</w:t>", '</w:t></w:r><w:r><w:footnoteReference w:id="2"/>'))
    code, said, root = arrived("a.docx", raw)
    assert (code, "another way" in said) == (0, False), said
    assert text_in(root).chars == "It was dark.[1]\n\n[1] At night.\n"
    assert text_in(root).blocks[-1].referred == ("p1",)


def kinds_of(root):
    """Kind and words of each block of the text that came in."""
    text = text_in(root)
    return [f"{block.kind}{block.level or ''} {text.words(block.span)}" for block in text.blocks]


SHAPES = {
    "code with blank lines": (
        "a.md",
        "# The Canal\n\n```python\nif wet:\n    row()\n\n    stop()\n```\n\n    x = 1\n",
        ["title The Canal", "code if wet:\n    row()", "code stop()", "code x = 1"],
    ),
    "verse and letters in pictures": (
        "a.html",
        ("<h1>The Canal</h1><pre>\n  Slow boat,\n    slow water.\n\n  Slow lock.\n</pre>"
        "<pre>+--+  lock\n|  |  ====</pre>"),
        ["title The Canal", "line Slow boat,", "line slow water.", "line Slow lock.", "code +--+  lock\n|  |  ===="],
    ),
    "a table with an empty cell": (
        "a.md",
        "# The Canal\n\n| Year | Boats |\n|---|---|\n| 1911 | three |\n|  | none |\n",
        ["title The Canal", "row Year\tBoats", "row 1911\tthree", "row none"],
    ),
    "lists in lists, each set in to the words above, and HTML in Markdown": (
        "a.md",
        ("# The Canal\n\n1. a windlass,\n   - of iron, or\n   - of oak\n     1. seasoned\n     2. not wet\n2) rope\n\n"
        "So.<br>And so, <keeper>.\n\nA boat.[^b]\n\n[^b]: Of Leeds.\n"),
        ["title The Canal", "item1 1. a windlass,", "item2 of iron, or", "item2 of oak", "item3 1. seasoned",
         "item3 2. not wet", "item1 2. rope", "line So.", "line And so, <keeper>.", "paragraph A boat.[b]",
         "note [b] Of Leeds."],
    ),
    "what looks like a note, in code": (
        "a.md",
        "# The Canal\n\nIt is `[^1]` so.[^1]\n\n```\nx = '[^,]'\n[^1]: y\n```\n\nAnd [^2].\n\n[^1]: In May.\n",
        ["title The Canal", "paragraph It is [^1] so.[1]", "code x = '[^,]'\n[^1]: y", "paragraph And [^2].",
         "note [1] In May."],
    ),
    "a page of a magazine": (
        "a.html",
        ("<article><h1>The Canal</h1><h2 class=pw-subtitle>Notes of a year</h2><p>So.</p>"
        "<pre>$ open gate\ngate is stuck</pre><table><tr><td><p>Upper</p><p>gate</p></td><td>1911</td></tr>"
        "<tr><td>Lower</td><td><ul><li>1912<li>1913</ul></td></tr></table></article>"),
        ["title The Canal", "byline Notes of a year", "paragraph So.", "code $ open gate\ngate is stuck",
         "row Upper gate\t1911", "row Lower\t1912 1913"],
    ),
    "a gloss": (
        "a.html",
        "<h1>The Canal</h1><dl><dt>Lock</dt><dd>A box. <ul><li>of oak</ul></dd><dt>Tow</dt><dd>A path.</dd></dl>",
        ["title The Canal", "item1 Lock", "item2 A box.", "item3 of oak", "item1 Tow", "item2 A path."],
    ),
    "two mottos with their sources": (
        "a.md",
        "# The Canal\n\n> Dig deep.\n> — The Keeper\n\n> Who?\n>\n> — L. M.\n\nIt was dark.\n\n> So.\n> And so.\n",
        ["title The Canal", "epigraph Dig deep.", "credit — The Keeper", "epigraph Who?", "credit — L. M.",
         "paragraph It was dark.", "quote So. And so."],
    ),
    "notes that are not linked": (
        "a.html",
        ("<h1>The Canal</h1><p>It was dark.<sup>1</sup> And deep.<sup>2</sup></p>"
        "<h2>Notes</h2><ol><li>In May.<li>So.</ol>"),
        ["title The Canal", "paragraph It was dark.1 And deep.2", "heading2 Notes", "note 1. In May.", "note 2. So."],
    ),
    "a document as Google exports it": (
        "a.html",
        ('<p class="c1 title"><span>The Canal</span></p><p class="subtitle c2">A Report</p>'
        '<ul class="lst-kix_a-0 start"><li>water</li></ul><ul class="lst-kix_a-1">'
        '<li>rain<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></li></ul>'
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> In May.</p></div>'),
        ["title The Canal", "byline A Report", "item1 water", "item2 rain[1]", "note [1] In May."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_what_mark_up_says_of_a_block_is_kept_as_its_kind(arrived, shape):
    """And the second reading agrees."""
    name, raw, expected = SHAPES[shape]
    code, said, root = arrived(name, raw)
    assert (code, "another way" in said) == (0, False), said
    assert kinds_of(root) == expected


def test_a_table_and_what_else_is_not_sure_are_named(arrived):
    """By the line of the list, once for each."""
    _, said, root = arrived("a.md", SHAPES["a table with an empty cell"][1])
    assert said.count("is this a table? A tab parts its cells.") == 1
    assert "3 row" in said
    rows = [block for block in text_in(root).blocks if block.kind.value == "row"]
    assert [row.has_labels for row in rows] == [True, False, False]


@pytest.mark.parametrize("style", ["List Bullet", "List Number"])
def test_the_lists_of_a_document_of_word_are_as_deep_as_their_styles(arrived, style):
    """Word numbers the styles from the second level on; what is monospaced is code."""
    raw = docx(("Title", "The Canal"), ("L1", "water"), ("L2", "rain"), ("L3", "hail"), ("L1", "mud"), ("C", "a  b"))
    names = {"Title": "Title", "L1": style, "L2": f"{style} 2", "L3": f"{style} 3", "C": "HTML Preformatted"}
    code, said, root = arrived("a.docx", with_styles(raw, names))
    assert (code, "another way" in said) == (0, False), said
    number = "" if style == "List Bullet" else "1. "
    assert kinds_of(root) == [
        "title The Canal", f"item1 {number}water", f"item2 {number}rain", f"item3 {number}hail",
        f"item1 {number and '2. '}mud", "code a  b",
    ]  # fmt: skip


def with_styles(raw, names):
    """A document of Word with these names of its styles."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in names.items()
    )
    return with_part(raw, "styles", styles)


def with_part(raw, name, content, change=("", "")):
    """A document of Word with one more part, and with a change in its own words that refers to that."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {path: archive.read(path).decode() for path in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(*change)
    parts[f"word/{name}.xml"] = f"<w:{name} {space}>{content}</w:{name}>"
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{office}/{name}" Target="{name}.xml"/></Relationships>'
    )
    return zipped(parts)
