"""Hold the menu of `mkdocs.yml` against the table of texts: every text is in it, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from edition.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Text
    from edition.problems import Problems

CONFIGURATION = Path("mkdocs.yml")


def check_menu(root: Path, texts: Sequence[Text], problems: Problems) -> None:
    """Find the texts that the menu does not lead to, and its pages of texts that are not there.

    Where there is no menu MkDocs makes one of all pages; a file that is no YAML is told by MkDocs.
    """
    menu = _menu(root / CONFIGURATION)
    if menu is None:
        return
    line, pages = menu
    wanted = {f"texts/{text.slug}.md": text for text in texts}
    for page, text in wanted.items():
        if page not in pages:
            line_to_add = f"- {text.title.partition(':')[0]}: {page}"
            mend = f"Add a line below `nav:`, where its readers will look for it:\n{line_to_add}"
            problems.add(CONFIGURATION, line, f'the menu does not lead to the text "{text.slug}"', mend)
    for page, at in pages.items():
        if page.startswith("texts/") and page not in wanted:
            mend = did_you_mean(page, sorted(wanted), "Texts stand in seeds/edition.toml:")
            problems.add(CONFIGURATION, at, f'the menu leads to "{page}", which is not the page of a text', mend)


def _menu(path: Path) -> tuple[int, dict[str, int]] | None:
    """The line of `nav` and the line of every page in it; `None` if there is no such list."""
    try:
        # Composed and not loaded: what tags would build is never built.
        document = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError):
        return None
    for key, value in document.value if isinstance(document, yaml.MappingNode) else ():
        if key.value == "nav":
            return key.start_mark.line + 1, dict(_pages(value))
    return None


def _pages(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Every page below a node, with its line."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _pages(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _pages(value)
    else:
        yield str(node.value), node.start_mark.line + 1
