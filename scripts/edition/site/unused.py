"""Leave out of the theme's style sheets what no page of a built site can use.

A rule stays if each class, id, element and attribute that one of its selectors asks for is on some page, or is a word
of one of the edition's scripts, which may bring it there; what stands inside a pseudo-class as `:is()` is not asked
for. Then go the custom properties that nothing names any more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_STYLES = "assets/stylesheets"
_SCRIPTS = "assets"
_CONDITIONAL = {"media", "supports", "layer", "container"}
_WORD = re.compile(r"[\w-]+")
_NAMED = re.compile(r"(?<![\w-])--[\w-]+(?=\s*[,)])")
"""A custom property where it is used: `var(--name)`, `var(--name, …)`."""


def leave_out_unused(site: Path, styles: Iterable[str]) -> None:
    """Rewrite the theme's style sheets in a built site; `styles` are the edition's own, which use its properties.

    Raises `OSError` or `ValueError` where a file cannot be read as UTF-8.
    """
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((site / _SCRIPTS).glob("*.js")))
    found = {name for page in pages for name in _names(page)}
    for path in sorted((site / _STYLES).glob("*.css")):
        css = used(path.read_text(encoding="utf-8"), found, set(_WORD.findall(scripts)), " ".join(styles))
        path.write_text(css, encoding="utf-8")


def used(css: str, found: set[str], scripts: set[str], beside: str = "") -> str:
    """The part of a style sheet that can be used.

    `found` has the names on pages as selectors write them (`.class`, `#id`, `element`, `[attribute`,
    `[attribute=value`), `scripts` the words of scripts, `beside` other styles that use custom properties.
    """
    rules = list(_kept(_parsed(css), found, scripts))
    left, before = tinycss2.serialize(rules), ""
    while left != before:
        before, named = left, set(_NAMED.findall(left)) | set(_NAMED.findall(beside))
        rules = list(_with_properties(rules, named))
        left = tinycss2.serialize(rules)
    return str(left)


def _parsed(css: str | Sequence[Any]) -> list[Any]:
    return list(tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True))


def _is_conditional(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONAL and rule.content is not None


def _kept(rules: Iterable[Any], found: set[str], scripts: set[str]) -> Iterator[Any]:
    """The rules that can find something, those under a condition too, without the selectors that cannot."""
    for rule in rules:
        if rule.type == "qualified-rule":
            usable = [
                selector
                for selector in _selectors(rule.prelude)
                if all(name in found or _WORD.findall(name)[-1] in scripts for name in _asked(selector))
            ]
            rule.prelude = [part for selector in usable for part in (_COMMA, *selector)][1:]
        elif _is_conditional(rule):
            rule.content = list(_kept(_parsed(rule.content), found, scripts))
        if rule.type != "qualified-rule" or rule.prelude:
            yield rule


def _with_properties(rules: Iterable[Any], named: set[str]) -> Iterator[Any]:
    """The rules without the custom properties that are not named, and without those that are empty then."""
    for rule in rules:
        if rule.type == "qualified-rule":
            lines = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            left = (line for line in lines if line.type != "declaration" or line.name[:2] != "--" or line.name in named)
            rule.content = tinycss2.parse_component_value_list(";".join(line.serialize() for line in left))
        elif _is_conditional(rule):
            rule.content = list(_with_properties(rule.content, named))
        if rule.type != "qualified-rule" or rule.content:
            yield rule


_COMMA = tinycss2.parse_one_component_value(",")


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, which commas divide."""
    selector: list[Any] = []
    for part in prelude:
        if part == ",":
            yield selector
            selector = []
        else:
            selector.append(part)
    yield selector


def _asked(selector: Sequence[Any]) -> Iterator[str]:
    """The names that must be on a page for a selector to find anything."""
    before = ""
    for part in selector:
        if part.type == "ident" and before != ":":
            yield f".{part.value}" if before == "." else part.lower_value
        elif part.type == "hash":
            yield f"#{part.value}"
        elif part.type == "[] block":
            yield _attribute([inner for inner in part.content if inner.type != "whitespace"])
        before = part.value if part.type == "literal" else ""


def _attribute(parts: Sequence[Any]) -> str:
    is_equal = len(parts) > 2 and parts[1] == "="  # noqa: PLR2004 - a name, a sign, a value
    return f"[{parts[0].lower_value}={parts[2].value}" if is_equal else f"[{parts[0].lower_value}"


def _names(page: str) -> Iterator[str]:
    """What selectors can find on a page."""
    for element in html.document_fromstring(page.encode()).iter("*"):
        yield str(element.tag)
        for name, value in element.items():
            yield from (f"[{name!s}", f"[{name!s}={value!s}")
            if name == "class":
                yield from (f".{part}" for part in str(value).split())
            if name == "id":
                yield f"#{value!s}"
