"""A body is taken apart by its own marks, and judged as the site will render it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import to_html
from mkdocs.config import load_config

from edition.problems import Problems
from edition.written.body import EXTENSIONS, parse
from edition.written.judge_body import judge_body, judge_wording

# What of a body is what


def test_the_gist_is_the_first_paragraph_and_the_detail_the_rest():
    """A paragraph ends at an empty line, also one with spaces in it; a line break ends none."""
    body = parse("\nThe gist\nof it.\n \t\nThe detail.\n\nAnd more.\n")
    assert body.gist.markdown == "The gist\nof it."
    assert body.detail.markdown == "The detail.\n\nAnd more."


def test_a_body_of_one_paragraph_has_no_detail():
    """It is all gist."""
    body = parse("Only this.")
    assert (body.gist.markdown, body.detail.markdown) == ("Only this.", "")


@given(markdown=st.text(st.sampled_from("ab. \n\t*[]()`")))
def test_gist_and_detail_are_the_whole_body(markdown):
    """Nothing is lost between them."""
    body = parse(markdown)
    assert "".join(markdown.split()) == "".join((body.gist.markdown + body.detail.markdown).split())


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("A *plan* and a **plan**, a ***plan***.", "A plan and a plan, a plan."),
        ("A _plan_, `code` and __more__.", "A plan, code and more."),
        ("[The plan](term:plan) of [a [quoted] year](https://example.org/a_b).", "The plan of a [quoted] year."),
        ("A [train](https://example.org/Maglev_(train)) that floats.", "A train that floats."),
        ("Two\nlines  and\n\nparagraphs.", "Two lines and paragraphs."),
        ("2 * 3 * 4, snake_case_name, 5 _ 6.", "2 * 3 * 4, snake_case_name, 5 _ 6."),
        ("*A [plan](term:plan) in italics*", "A plan in italics"),
        ("A gist.\n\n- one\n- [two](term:two)\n\n> three", "A gist. one two three"),
    ],
)
def test_plain_words_have_no_marks_and_lose_nothing_else(markdown, words):
    """They are what previews, the search and the data show."""
    body = parse(markdown)
    assert body.words == words
    assert len(f"{body.gist.words} {body.detail.words}".split()) == len(words.split())


SAFE = st.lists(
    st.sampled_from(["a ", "b, ", "*c* ", "**d** ", "`e` ", "[f g](term:x) ", "h_i_j ", "2 * 3 ", "\n", "5. ", "\\[ "])
)


@given(markdown=SAFE.map(lambda parts: "x " + "".join(parts)))
def test_plain_words_are_those_the_page_shows(markdown):
    """Markdown decides what a mark is."""
    assert parse(markdown).words == " ".join(to_html(markdown).text_content().split())


def test_links_are_found_with_their_lines():
    """Those into the edition and those to the web, the address as Markdown reads it."""
    body = parse(
        "The [plan](term:plan), [web](https://example.org/a_(b)).\n\n[a [b] c](text:first/p3),"
        " [n](note:x)\n[p](parallel:y)"
    )
    assert [(link.label, link.scheme, link.target, link.line) for link in body.links] == [
        ("plan", "term", "plan", 0),
        ("web", "https", "https://example.org/a_(b)", 0),
        ("a [b] c", "text", "first/p3", 2),
        ("n", "note", "x", 2),
        ("p", "parallel", "y", 3),
    ]
    assert [link.target for link in body.links_inside] == ["plan", "first/p3", "x", "y"]


@given(markdown=SAFE.map("".join), detail=SAFE.map("".join))
def test_a_link_knows_where_its_label_stands_in_the_words(markdown, detail):
    """That is how a mention is shown in its context."""
    body = parse(f"x {markdown}\n\ny {detail}")
    assert [body.words[link.place.start : link.place.end] for link in body.links] == ["f g"] * len(body.links)
    assert len(body.links) == f"{markdown}{detail}".count("[f g]")


@pytest.mark.parametrize(
    "markdown", ["`[a](term:x)` b", "\\[a](term:x) b", "[a] (term:x) b", "[a\n\nb](term:x)", "``[a](term:x) ` `` b"]
)
def test_what_markdown_does_not_take_for_a_link_is_none(markdown):
    """Code, an escaped bracket, a space too many, a paragraph's end."""
    assert parse(markdown).links == ()


def test_links_into_the_edition_become_addresses_and_nothing_else_changes():
    """Each by its scheme and its target."""
    prose_ = parse("See [the plan](term:plan), [web](https://example.org/), `[x](term:x)` and term:plan.").gist
    assert prose_.with_links(lambda scheme, target: f"../{scheme}/{target}.md") == (
        "See [the plan](../term/plan.md), [web](https://example.org/), `[x](term:x)` and term:plan."
    )


# The judge and the site

NOT_JUDGED = {
    "fenced_code": "```\ncode\n```",
    "pymdownx.snippets": '--8<-- "README.md"',
    "pymdownx.emoji": "A :smile: and a :+1:.",
}
"""Extensions of the site the judge does without, each with a body that would feel them.

MkDocs adds `fenced_code`; snippets read other files, and icons need the theme: all three are refused by
their marks.
"""


def test_the_judge_renders_a_body_with_the_extensions_of_the_site():
    """Whoever adds one to `mkdocs.yml` or to the judge alone is told here."""
    config = load_config(str(Path(__file__).parents[2] / "mkdocs.yml"))
    assert set(config.markdown_extensions) == {*EXTENSIONS, *NOT_JUDGED}
    assert not set(EXTENSIONS) & set(NOT_JUDGED)


def objections(body):
    """What is said of a body."""
    problems = Problems()
    judge_body(Path("note.md"), body, 5, problems)
    return [problem.what for problem in problems.in_order()]


@pytest.mark.parametrize(
    "braces", ["{: .note }", "{ .note }", "{: #p1 }", "{ title=x }", "{: data-note='x' }", "{: target=_blank rel=x }"]
)
def test_attributes_in_braces_are_refused_on_words_and_on_links(braces):
    """A class would put on the looks of the edition, an id would take an address."""
    name = {".": "class", "#": "id"}.get(braces.strip("{: ")[0], braces.strip("{: ").partition("=")[0])
    for body in (f"[x](https://example.org/){braces}", f"*x*{braces}", f"A line.\n{braces}"):
        assert f'the attribute "{name}" is not allowed' in objections(body)


@pytest.mark.parametrize("body", NOT_JUDGED.values(), ids=NOT_JUDGED)
def test_what_an_extension_the_judge_does_without_would_change_is_refused(body):
    """So that its absence cannot let anything through."""
    assert objections(body)


def test_what_the_judge_accepts_the_site_renders_without_further_elements():
    """Emphasis, links, lists, quotations, code in a line."""
    body = (
        "A *plan*, a **plan**, `code`, [a link](https://example.org/?a=1&b=2), <https://example.org/>.\n\n"
        "- one\n- two\n\n1. one\n2. two\n\n> A quotation at 10:30, 50% of A+B.\n"
    )
    assert objections(body) == []
    tags = {element.tag for element in to_html(body).iterdescendants()}
    assert tags <= {"p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote"}


@pytest.mark.parametrize("quoted", ["“corrupt”", '"corrupt"', "“a corrupt and evil plan”"])
def test_words_of_praise_or_blame_may_be_quoted(quoted):
    """In either sort of quotation marks, which they do not leave."""
    problems = Problems()
    judge_wording(Path("a.md"), f"The paper called it {quoted}.", 1, problems)
    assert not problems
    judge_wording(Path("a.md"), f"It was {quoted}, and corrupt.", 1, problems)
    assert len(problems) == 1


def test_what_came_after_is_a_part_of_its_own_from_the_paragraph_that_says_so():
    """To the end of the body; its links and words have their places in the whole."""
    body = parse("A gist.\n\nA [detail](term:one).\n\nSince then: it [grew](term:two).\n\nAnd fell.")
    assert [part.words for part in body.parts] == ["A gist.", "A detail.", "Since then: it grew. And fell."]
    assert body.words == "A gist. A detail. Since then: it grew. And fell."
    assert [(link.target, link.line) for link in body.links] == [("one", 2), ("two", 4)]
    assert [body.words[link.place.start : link.place.end] for link in body.links] == ["detail", "grew"]


def test_what_came_after_may_follow_the_gist_at_once_and_need_not_be_there():
    """Then there is no detail, or nothing later."""
    assert [part.words for part in parse("A gist.\n\nSince then: more.").parts] == ["A gist.", "Since then: more."]
    body = parse("A gist.\n\nIt has grown since then: much.")
    assert body.since.words == ""
    assert body.detail.words == "It has grown since then: much."
