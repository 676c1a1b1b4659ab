"""Editors and people are told the same rules that the checker uses."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, SOUND

from edition import vocabulary
from edition.cli import run
from edition.written import keys, reference

SCHEMAS = {"annotations": "note", "glossary": "entry", "parallels": "parallel"}


def header_as_editors_see_it(content):
    """The header of a file as YAML 1.2 reads it: dates are words, numbers are numbers."""

    class Loader(yaml.CSafeLoader):
        """YAML without dates."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, words) for tag, words in rules if tag != "tag:yaml.org,2002:timestamp"]
        for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(content.split("---\n", 2)[1], Loader=Loader)  # noqa: S506 - a safe loader, less dates


VALIDATORS = {sort: jsonschema.Draft202012Validator(schema) for sort, schema in reference.all_schemas().items()}


def valid(sort, content):
    """Whether an editor would find nothing wrong with a header."""
    return VALIDATORS[sort].is_valid(header_as_editors_see_it(content))


def test_schemas_are_schemas():
    """Of the version they say they are of."""
    for schema in reference.all_schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_file_of_the_edition_fits_its_schema():
    """What the checker accepts, an editor does not underline."""
    files = [path for path in (ROOT / "seeds").rglob("*.md") if path.parent.name != "seeds"]
    assert len(files) > 100
    for path in files:
        sort = SCHEMAS[path.relative_to(ROOT / "seeds").parts[0]]
        assert valid(sort, path.read_text(encoding="utf-8")), path


NOTE = SOUND["seeds/annotations/first/adopted.md"]
ENTRY = SOUND["seeds/glossary/plan.md"]


@pytest.mark.parametrize(
    ("sort", "before", "after"),
    [
        ("note", "kind: context", "kind: contxt"),
        ("note", "title:", "titel:"),
        ("note", "kind: context", "kind: fact-check\nverdict: false"),
        ("note", "kind: context", "kind: context\nchecked: soon"),
        ("note", "kind: context", "kind: context\nauthors: Someone"),
        ("entry", "https://", "www."),
        ("entry", "2026-01-01", "2026"),
        ("entry", "latin:", "chinese:"),
        ("entry", "  - title: A page\n    publisher", "  - publisher"),
    ],
)
def test_what_the_checker_refuses_in_a_header_an_editor_underlines(sort, before, after):
    """While it is written, not after."""
    content = NOTE if sort == "note" else ENTRY
    assert before in content
    assert valid(sort, content)
    assert not valid(sort, content.replace(before, after))


def test_an_empty_key_is_underlined_only_if_it_is_needed():
    """A template is full of empty keys."""
    assert valid("note", NOTE.replace("kind: context", "kind: context\nverdict:\nparallel:\nauthors:"))
    assert not valid("note", NOTE.replace("kind: context", "kind:"))


def test_a_year_may_be_written_without_quotation_marks():
    """To an editor it is a number, to the checker a date."""
    assert valid("entry", ENTRY.replace("    url:", "    date: 2021\n    url:"))


def test_the_tables_of_the_guide_are_those_of_the_rules():
    """If they are not: `make reference` renews them."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert reference.with_tables(guide) == guide


def test_the_tables_name_every_key_and_every_word():
    """Nothing has to be guessed."""
    tables = reference.tables()
    for model in (keys.NoteHeader, keys.EntryHeader, keys.ParallelHeader, keys.SourceHeader):
        assert all(f"| `{name}` |" in tables for name in model.model_fields)
    for word in (*vocabulary.KINDS, *vocabulary.VERDICTS, *vocabulary.RELATIONS):
        assert f"| {word} |" in tables


def test_every_key_says_what_it_is_for_with_the_limits_that_hold():
    """In a sentence for people who do not program."""
    for model in (keys.NoteHeader, keys.EntryHeader, keys.ParallelHeader, keys.SourceHeader):
        assert all(field.description.endswith((".", "…")) for field in model.model_fields.values())
    assert f"at most {vocabulary.TITLE_WORDS} words" in keys.NoteHeader.model_fields["title"].description
    assert f"at most {vocabulary.EVENT_WORDS} words" in keys.EventHeader.model_fields["what"].description


def test_words_that_are_explained_are_the_words_that_are_allowed():
    """Kinds, verdicts and relations stand twice in the code: as choices and with their meaning."""
    note, parallel = reference.all_schemas()["note"], reference.all_schemas()["parallel"]
    assert note["properties"]["kind"]["enum"] == list(vocabulary.KINDS)
    assert note["properties"]["verdict"]["anyOf"][0]["enum"] == list(vocabulary.VERDICTS)
    assert parallel["properties"]["relation"]["enum"] == list(vocabulary.RELATIONS)


def test_the_command_renews_the_guide(tmp_path, monkeypatch, capsys):
    """And prints the tables if it is not asked to write them."""
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    Path("CONTRIBUTING.md").write_text(guide.replace("| `quote` |", "| `qoute` |"), encoding="utf-8")
    assert run(["reference", "--write"]) == 0
    assert Path("CONTRIBUTING.md").read_text(encoding="utf-8") == guide
    assert run(["reference"]) == 0
    assert capsys.readouterr().out == reference.tables()


@pytest.mark.parametrize(("page", "said"), [(None, "there is no such file"), ("# A page\n", "the two lines")])
def test_a_guide_that_cannot_be_renewed_is_told_in_plain_words(tmp_path, monkeypatch, capsys, page, said):
    """And left as it is."""
    monkeypatch.chdir(tmp_path)
    guide = Path("CONTRIBUTING.md")
    if page:
        guide.write_text(page, encoding="utf-8")
    assert run(["reference", "--write"]) == 1
    assert said in capsys.readouterr().err
    assert guide.exists() == bool(page)
    assert not page or guide.read_text(encoding="utf-8") == page


def test_the_schemas_are_published(made, monkeypatch):
    """Under /data/schemas/, each as it is."""
    monkeypatch.chdir(made())
    assert run(["build"]) == 0
    for name, schema in reference.all_schemas().items():
        assert json.loads(Path(f"docs/data/schemas/{name}.json").read_text(encoding="utf-8")) == schema


def test_the_examples_of_the_guide_pass_the_check(tmp_path, monkeypatch, capsys):
    """Who copies them begins with something that is right."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    note, entry = re.findall(r"^```markdown\n(---\n.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    for folder, example in (("annotations/.+?", note), ("glossary", entry)):
        name = re.search(rf"`(seeds/{folder}/[a-z-]+\.md)`", guide)[1]
        (tmp_path / name).write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == 0, capsys.readouterr().err
