"""What stands in a seed stands on its page: nothing in it is taken for Markdown or HTML."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import one_space, shown, text_of, thread_of, to_html

from edition.model import AnnotatedText, Edition, Span
from edition.pages.article.text import text_page
from edition.pages.escaping import attribute, escaped
from edition.pages.marks import Insert, LinkedWords, Mark, render
from edition.texts.quoted import quotations

HOSTILE = [
    *string.punctuation,
    *("1.", "1)", "2021.", "# ", "## ", "- ", "* ", "+ ", "> ", ": ", "• ", "    ", "\t", "\u00a0", "\n", "\r", "\r\n"),
    *("==", "== x ==", "--", "---", "***", "___", "~~~", "```", "```py", "++ctrl++", "^^", "~~x~~", "||", "|-|"),
    *(":smile:", ":+1:", ":-1:", ":e-mail:", "--8<-- ", '--8<-- "README.md"', ";--8<--", "-8<-", "8<"),
    *("<b>", "</b>", "<br>", "</mark>", "</div>", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<script>", "<div "),
    *("&amp;", "&lt;", "&#35;", "&#x23;", "&#", "&copy", "{ #id }", "{: .x }", "{{ x }}", "{% x %}", "{#", "#}", "C#"),
    *("[x](y)", "![x](y)", "![", "](", "[x]: y", "[^1]", "[^1]: ", "*[x]: y", "\\\\", "\\[", "`x`", "*x*", "_x_"),
    *("http://a.b", "<http://a.b>", "a@b.c", "/// ", "!!! note", "??? note", '=== "x"', "$$", "\\(", "|a|b|", "@x"),
    *("Putin", "民族", "é", "e\u0301", "👍", "“", "”", "’", "…", "a", "0", " "),
]
"""Whatever has a meaning for Markdown, for one of its extensions, or for HTML."""

FRAMES = ["{}\n{{ #p1 .paragraph }}", "## {} {{ #p1 }}", "### {}<b data-editorial> x</b> {{ #p1 }}"]
"""How a block stands in a page: as a paragraph, a heading, the head of a comment."""

ANY_CHARACTER = st.characters(exclude_categories=["Cc", "Cs"])
WORDS = st.lists(st.sampled_from(HOSTILE) | ANY_CHARACTER, max_size=12).map("".join)


def page_with(frame, markdown):
    """What the site makes of one block in the reading container."""
    return to_html(f'<div class="edition" markdown="1">\n\n{frame.format(markdown)}\n\n</div>')


def bare(element_words):
    """Words without any white space."""
    return "".join(element_words.split())


def says(page, words):
    """Whether a page has one element `p1` that says these words, and says nothing else."""
    return [shown(e) for e in page.xpath('//*[@id="p1"]')] == [one_space(words)] == [shown(page)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("shape", ["{}", "{} x", "x {}", "x{}x", "{0}{0}"])
def test_characters_with_a_meaning_in_markdown_come_out_as_they_are(frame, shape):
    """Alone, at the beginning, at the end and within words."""
    for piece in HOSTILE:
        if words := shape.format(piece).strip():
            markdown = render(text_of(words), Span(0, len(words)), [], [], [])
            assert says(page_with(frame, markdown), words), markdown


@st.composite
def spans_in(draw, chars):
    """A span of some characters."""
    start = draw(st.integers(0, len(chars) - 1))
    return Span(start, draw(st.integers(start + 1, len(chars))))


@st.composite
def blocks(draw):
    """A block of hostile words with marks, links and insertions anywhere, as notes and terms bring them."""
    chars = draw(WORDS.map(str.strip).filter(bool))
    marked = draw(st.lists(spans_in(chars), max_size=3))
    marks = [Mark(span, f"slug-{number}", "note", "context") for number, span in enumerate(marked)]
    links: list[LinkedWords] = []
    for span in draw(st.lists(spans_in(chars), max_size=3)):
        if chars[span.start : span.end].strip() and not any(span.overlaps(link.span) for link in links):
            links.append(LinkedWords(span, f"../glossary/{len(links)}.md", draw(st.sampled_from(["", "{ .term }"]))))
    ours = ['[1](#note-a){ #r-a .ref data-editorial="" }', '<span data-editorial=""> [lost]</span>']
    inserts = st.builds(Insert, st.integers(0, len(chars)), st.sampled_from(ours))
    return chars, marks, links, draw(st.lists(inserts, max_size=3))


@pytest.mark.parametrize("frame", FRAMES)
@given(block=blocks())
def test_a_block_says_its_words_whatever_they_are_and_whatever_is_hung_on_them(frame, block):
    """Letter for letter, in one element; every mark and every link has exactly the words it was given."""
    chars, marks, links, inserts = block
    markdown = render(text_of(chars), Span(0, len(chars)), marks, links, inserts)
    page = page_with(frame, markdown)
    assert says(page, chars), markdown
    for mark in marks:
        pieces = page.xpath(f'//mark[contains(concat(" ", @data-notes, " "), " {mark.slug} ")]')
        assert bare("".join(map(shown, pieces))) == bare(chars[mark.span.start : mark.span.end]), markdown
    for link in links:
        words = "".join(map(shown, page.xpath(f'//a[@href="{link.address}"]')))
        assert bare(words) == bare(chars[link.span.start : link.span.end]), markdown
    assert not page.xpath("//mark//mark")
    assert len(page.xpath("//*[@data-editorial]")) == len(inserts) + ("data-editorial" in frame)


LINE = st.lists(st.sampled_from(HOSTILE) | ANY_CHARACTER, max_size=8).map("".join)
SOURCE_LINE = LINE.map(lambda words: f"Source: https://example.org/{words}")


def page_of(text):
    """The HTML of the page of a text, with its thread and nothing else."""
    annotated = AnnotatedText(text, (), (), (), quotations(text.chars, text.blocks))
    page = text_page(Edition((annotated,), (), (), ""), annotated)
    return to_html(page.content.decode().partition("\n---\n")[2])


def says_its_seed(page, text):
    """Whether a page shows every block of a text, and nothing else that is not marked as ours."""
    found = {element.get("data-span"): shown(element) for element in page.xpath("//*[@data-span]")}
    expected = {str(block.span): one_space(text.words(block.span)) for block in text.blocks}
    return found == expected and bare(shown(page)) == bare(text.chars)


@given(lines=st.lists(LINE | SOURCE_LINE, max_size=6))
def test_the_page_of_any_article_says_its_seed(lines):
    """Paragraphs, headings, credits with addresses: every block is there and nothing else is."""
    text = text_of("\n\n".join(lines))
    assert says_its_seed(page_of(text), text)


NAME = LINE.map(one_space)
COMMENT = st.builds("{} says:\n    @{}\n\n    {}\n\n    • Replies: @{}".format, NAME, NAME, LINE, NAME)


@given(comments=st.lists(COMMENT | LINE, max_size=4))
def test_the_page_of_any_thread_says_its_seed(comments):
    """Names, addresses and lists of replies too, whoever chose them."""
    text = thread_of(*comments)
    assert says_its_seed(page_of(text), text)


def test_overlapping_notes_are_flat_marks_that_list_who_covers_them():
    """Cut at every boundary; the look is that of the narrowest note."""
    marks = [Mark(Span(0, 7), "wide", "note", "context"), Mark(Span(4, 9), "near", "note", "term")]
    assert render(text_of("one two three"), Span(0, 13), marks, [], []) == (
        '<mark class="context" data-notes="wide">one </mark>'
        '<mark class="term" data-notes="wide near">two</mark>'
        '<mark class="term" data-notes="near"> t</mark>hree'
    )


def test_a_parallel_is_marked_beside_a_note_but_the_note_decides_the_look():
    """And it does not count as a note above a note."""
    marks = [Mark(Span(0, 3), "pair", "parallel", "parallel"), Mark(Span(0, 7), "note", "note", "term")]
    assert render(text_of("one two"), Span(0, 7), marks, [], []) == (
        '<mark class="term" data-notes="note" data-parallels="pair">one</mark>'
        '<mark class="term" data-notes="note"> two</mark>'
    )


def test_a_mark_over_two_blocks_shows_in_each_the_part_that_is_there():
    """A note may run over several paragraphs; each has its piece."""
    text = text_of("one two\n\nthree four")
    mark = Mark(Span(4, 14), "over", "note", "context")
    opened = '<mark class="context" data-notes="over">'
    assert [render(text, block.span, [mark], [], []) for block in text.blocks] == [
        f"one {opened}two</mark>",
        f"{opened}three</mark> four",
    ]


def test_what_is_inserted_inside_a_link_stands_after_it():
    """A link in a link would be none."""
    link = LinkedWords(Span(0, 7), "a.md", "{ .term }")
    assert render(text_of("one two three"), Span(0, 13), [], [link], [Insert(3, "[1](#n)")]) == (
        "[one two](a.md){ .term }[1](#n) three"
    )


def test_links_and_marks_of_other_blocks_do_not_show():
    """A page has them all; each block takes its own."""
    mark, link = Mark(Span(0, 3), "one", "note", "context"), LinkedWords(Span(0, 3), "a.md")
    assert render(text_of("one\n\ntwo"), Span(5, 8), [mark], [link], []) == "two"


def test_insertions_stand_at_their_places_in_order():
    """Two at one place keep the order in which they were given."""
    inserts = [Insert(7, "[2]"), Insert(3, "[1]"), Insert(7, "[3]")]
    assert render(text_of("one two"), Span(0, 7), [], [], inserts) == "one[1] two[2][3]"


def test_a_line_break_inside_a_block_stays_one():
    """Comments have them; on a page of Markdown the block stands on one line all the same."""
    assert render(text_of("one\n    two\r\nthree"), Span(0, 18), [], [], []) == "one<br> two<br> three"


def test_ordinary_words_are_left_as_they_are():
    """The generated pages are Markdown a person can read."""
    words = "China’s 2021-2025 five-year plan – “economic self-reliance” (60%) – is here! At 10:30; see A+B, x=y."
    assert escaped(words, at_start=True) == words


def test_an_attribute_value_cannot_leave_its_quotation_marks():
    """Nor open an attribute list of its own, nor break its line."""
    assert attribute('a "b"\t<c>\n{d}') == "a &#34;b&#34;&#9;&lt;c&gt;&#10;&#123;d&#125;"


@given(words=WORDS)
def test_an_attribute_value_says_what_it_was(words):
    """In the attribute list of a block and of a link; and on an element of ours, entities aside."""
    value = attribute(words)
    page = to_html(
        f'<div title="{value}" markdown="1">\n\n'
        f'x [1](#y){{ .ref title="{value}" }} z\n{{ .p title="{value}" }}\n\n</div>'
    )
    assert shown(page) == "x 1 z"
    assert [bare(element.get("title")) for element in page.xpath("//p | //a")] == [bare(words)] * 2
    if "&" not in words:
        assert bare(page.xpath("//div")[0].get("title")) == bare(words)
