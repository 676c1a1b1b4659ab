"""One file says what the edition is called and how it looks; what cannot be right in it is told at its line."""

import json

import pytest
from conftest import SOUND

from edition.assembly import read_edition
from edition.build import write_edition
from edition.problems import Problems
from edition.settings import contrast

TABLE = "seeds/edition.toml"


def read(root):
    """The edition below a folder, what is said of it, and what it is warned of."""
    problems = Problems()
    edition = read_edition(root, problems)
    return edition, [str(p).splitlines()[0] for p in problems.in_order()], [str(w) for w in problems.warnings]


def with_head(head):
    """A sound edition with this table at the head of the file."""
    return {TABLE: f"{head}\n{SOUND[TABLE]}"}


def menu(root):
    """The pages in the order of the menu, after a build."""
    edition, said, _ = read(root)
    assert said == []
    write_edition(root, edition)
    site = json.loads((root / "docs/snippets/site.json").read_text(encoding="utf-8"))
    return [path for item in site["menu"] for path in item.values()]


def test_the_name_and_what_stands_on_the_first_page_come_from_the_table(made):
    """And from nowhere else."""
    root = made(with_head('[edition]\nname = "Names"\nheading = "A heading"\nlead = "A lead."\n'))
    write_edition(root, read(root)[0])
    home = (root / "docs/snippets/home.md").read_text(encoding="utf-8")
    assert home.startswith("# A heading\n\nA lead.\n{ .lead }\n")
    assert "*Names*, glossary" in (root / "docs/glossary/plan.md").read_text(encoding="utf-8")


def test_the_menu_has_every_text_the_lists_that_are_not_empty_and_what_is_written_by_hand(made):
    """In this order; the page for what is not found is not in it."""
    page = "---\ntitle: {}\n---\nA page.\n"
    own = {f"docs/{name}.md": page.format(name) for name in ("404", "about", "index", "introduction")}
    assert menu(made(own)) == [
        "index.md", "introduction.md", "texts/first.md", "texts/second.md", "glossary/index.md", "notes/index.md",
        "parallels/index.md", "sources/index.md", "about.md",
    ]  # fmt: skip


def test_what_would_be_empty_is_not_there(made):
    """Neither its page, nor in the menu, nor a word of it on the first page."""
    written = ("seeds/annotations", "seeds/glossary", "seeds/parallels")
    root = made(dict.fromkeys(path for path in SOUND if path.startswith(written)))
    assert menu(root) == ["texts/first.md", "texts/second.md", "glossary/index.md"]
    for name in ("notes", "parallels", "timeline", "sources"):
        assert not (root / f"docs/{name}").exists()
    home = (root / "docs/snippets/home.md").read_text(encoding="utf-8")
    assert "parallel" not in home
    assert "0 notes and 0 glossary entries." in home


def test_colours_are_those_of_the_table_and_else_the_usual_ones(made):
    """In light and in dark."""
    root = made(with_head('[edition]\nname = "N"\n[edition.colours]\nlink = ["#004400", "#aaffaa"]\n'))
    write_edition(root, read(root)[0])
    sheet = (root / "docs/assets/css/colours.css").read_text(encoding="utf-8")
    assert "--link: light-dark(#004400, #aaffaa);" in sheet
    assert "--paper: light-dark(#fdfcf8, #1b1a18);" in sheet


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('[edition]\nname = "N"\nnme = "M"\n', '3: the "nme" of the edition: extra inputs are not permitted'),
        ("[edition]\nlead = 'x'\n", '1: the "name" of the edition: field required'),
        ('[edition]\nname = "N"\n[edition.colours]\nlnk = ["#000000", "#ffffff"]\n', '4: there is no colour "lnk"'),
        (
            '[edition]\nname = "N"\n[edition.colours]\nlink = ["#999999", "#9cc4ea"]\n',
            '4: in light, "link" has a contrast of 2.8 on "paper"',
        ),
    ],
)
def test_what_cannot_be_right_is_told_at_its_line(made, head, said):
    """Unknown keys and colours, what is missing, letters that could not be read."""
    assert f"{TABLE}:{said}" in read(made(with_head(head)))[1]


def test_an_edition_without_a_name_is_built_all_the_same(made):
    """Under the usual one."""
    edition, said, warned = read(made())
    assert (edition.settings.name, said, warned) == ("An annotated edition", [], [])


def test_contrast_is_that_of_wcag():
    """Black on white is the most there is; a colour on itself the least."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert contrast("#123456", "#123456") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
