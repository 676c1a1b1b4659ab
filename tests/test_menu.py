"""The menu and the table of texts name the same texts."""

import pytest
from making import text_of

from edition.menu import check_menu
from edition.problems import Problems

TEXTS = (text_of("One.", slug="first", title="The first: a text"), text_of("Two.", slug="second", title="The second"))


@pytest.fixture
def said(tmp_path):
    """A function that gives what is said of a menu, as printed."""

    def of(menu):
        (tmp_path / "mkdocs.yml").write_text(menu)
        problems = Problems()
        check_menu(tmp_path, TEXTS, problems)
        return [str(problem) for problem in problems.in_order()]

    return of


def test_a_menu_that_leads_to_every_text_is_right_however_deep_they_stand(said):
    """With titles or without, in groups or not; tags of the configuration are not read."""
    menu = "nav:\n  - Home: index.md\n  - Texts:\n      - texts/first.md\n      - B: texts/second.md\n"
    assert said(f"site_url: !ENV [SITE, '']\n{menu}") == []


def test_a_text_that_the_menu_forgets_is_told_with_the_line_to_add(said):
    """At the line where the menu begins."""
    (problem,) = said("site_name: x\nnav:\n  - texts/second.md\n")
    assert problem == (
        'mkdocs.yml:2: the menu does not lead to the text "first"\n'
        "    Add a line below `nav:`, where its readers will look for it:\n    - The first: texts/first.md"
    )


def test_a_text_that_is_not_there_is_told_at_its_line(said):
    """With the nearest that is."""
    (problem,) = said("nav:\n  - texts/first.md\n  - texts/second.md\n  - Third: texts/secnd.md\n")
    assert problem == (
        'mkdocs.yml:4: the menu leads to "texts/secnd.md", which is not the page of a text\n'
        '    Did you mean "texts/second.md"?'
    )


@pytest.mark.parametrize("menu", ["site_name: x\n", "nav: [\n", "", "- a list\n"])
def test_where_there_is_no_menu_nothing_is_asked_of_it(said, menu):
    """MkDocs makes one, or says what is wrong with its file."""
    assert said(menu) == []
