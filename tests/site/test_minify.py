"""A built site is sent small: one style sheet, and neither comments nor white space."""

import re
from pathlib import Path

import pytest
import rcssmin

from edition.cli import run
from edition.site.minify import Unreadable, minify

ASSETS = Path(__file__).parents[2] / "overrides/assets"


@pytest.fixture
def site(tmp_path):
    """A function that makes a site out of its style sheets and scripts, and one that makes it small."""

    def make(files):
        sound = {"css/edition.css": "a { color: red; }\n", "site.js": "let one = 1\n"}
        for name, text in {**sound, **files}.items():
            path = tmp_path / "assets" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        minify(tmp_path)
        return {path.relative_to(tmp_path / "assets").as_posix(): path.read_text() for path in tmp_path.rglob("*.*")}

    return make


def test_comments_and_white_space_go(site):
    """In styles and in scripts; the ends of lines that end statements stay."""
    files = site(
        {"css/edition.css": "/* Why. */\na {\n  color: red;\n}\n", "site.js": "// Why.\nlet one = 1\nlet two = 2\n"}
    )
    assert files == {"css/edition.css": "a{color:red}", "site.js": "let one=1\nlet two=2"}


@pytest.mark.parametrize(
    "value",
    [
        '"two  spaces /* no comment */"',
        "calc(100% - 2rem + 1px)",
        'url("data:image/svg+xml,%3Csvg a=%271  2%27/%3E")',
        "url(data:image/png;base64,iVBORw0KGgo/AAA//8=)",
        'attr(title) / ""',
    ],
)
def test_values_in_which_white_space_means_something_survive(site, value):
    """Strings, sums and data are sent as they are written."""
    css = site({"css/edition.css": f"a {{\n  content: {value};\n}}\n"})["css/edition.css"]
    assert re.sub(r"\s*/\s*\"\"", ' / ""', css) == f"a{{content:{value}}}"


def test_selectors_keep_the_spaces_that_mean_something(site):
    """A descendant is not the thing itself."""
    css = site({"css/edition.css": "a :is(b, c) > d:not([e]) .f {\n  color: red;\n}\n"})["css/edition.css"]
    assert css == "a :is(b,c)>d:not([e]) .f{color:red}"


def test_every_selector_of_the_edition_says_the_same_when_it_is_small():
    """The minifier takes a space for nothing in a condition inside a condition."""

    def selectors(css):
        rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        found = re.findall(r"([^{};]+)\{", rules)
        return [re.sub(r"\s*([>+~,()])\s*", r"\1", " ".join(one.split())) for one in found if "@" not in one]

    for path in sorted((ASSETS / "css").glob("*.css")):
        css = path.read_text(encoding="utf-8")
        assert selectors(rcssmin.cssmin(css)) == selectors(css), path.name


@pytest.mark.parametrize("literal", ['"a  // b"', "'a  /* b */'", "`a  ${one}\n  b`", "/[/*]  \\/\\//gu"])
def test_literals_of_scripts_survive(site, literal):
    """Strings, templates and patterns, whatever is in them."""
    assert site({"site.js": f"const text = {literal}\n"})["site.js"] == f"const text={literal}"


def test_parts_are_joined_in_their_order(site):
    """One file is left for the pages to ask for; it brings nothing in."""
    parts = {
        "css/edition.css": '/* All. */\n@import "b.css";\n@import "a.css";\nc {\n  color: red;\n}\n',
        "css/a.css": "a {\n  color: red;\n}\n",
        "css/b.css": "b {\n  src: url(../b.svg);\n}\n",
    }
    files = site(parts)
    assert files == {"css/edition.css": "b{src:url(../b.svg)}a{color:red}c{color:red}", "site.js": "let one=1"}


def test_making_small_twice_is_making_small_once(site):
    """The edition's own files too, with the colours that the build writes beside them."""
    own = {path.relative_to(ASSETS).as_posix(): path.read_bytes() for path in ASSETS.rglob("*.*") if path.is_file()}
    own["css/colours.css"] = b"a { color: red; }\n"
    own = {name: text for name, text in own.items() if name.endswith((".css", ".js"))}
    once = site(own)
    assert site(once) == once
    assert len(once["css/edition.css"]) < sum(len(text) for name, text in own.items() if name.endswith(".css"))


def test_what_is_not_ours_is_not_touched(site):
    """The theme's scripts are small already; a borrowed script keeps its licence."""
    files = {
        "vendor/a.js": "/* Licence. */\nlet one = 1\n",
        "javascripts/b.js": " 1\n",
    }
    assert files.items() <= site(files).items()


def test_no_script_holds_a_template_in_a_template():
    """The tool would take the inner one for code."""
    for path in ASSETS.glob("*.js"):
        code = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for template in code.split("`")[1::2]:
            assert len(re.findall(r"\$\{[^{}`]*(?:\{[^{}`]*\}[^{}`]*)*\}", template)) == template.count("${"), path.name


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"css/edition.css": b"\xff"}, r"edition\.css: cannot be read as UTF-8 text"),
        ({"site.js": b"\xff"}, r"site\.js: cannot be read as UTF-8 text"),
        ({"css/edition.css": '@import "none.css";\n'}, r"none\.css: is a part of edition\.css, but is not there"),
        ({"css/edition.css": "@import url(/a.css);\n"}, r"edition\.css: has an import that is not of a part beside it"),
    ],
)
def test_a_file_that_cannot_be_made_small_is_named(site, files, said):
    """With what is wrong."""
    with pytest.raises(Unreadable, match=said):
        site(files)


def test_a_folder_that_is_no_site_is_named(tmp_path, capsys):
    """The command says so and fails."""
    assert run(["minify", str(tmp_path)]) == 1
    assert "there are no styles or no scripts" in capsys.readouterr().err
