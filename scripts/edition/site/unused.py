"""Leave out of the theme's style sheets what no page of a built site can use.

A rule stays if each class, id, element and attribute that one of its selectors asks for is on some page, and what is
asked for inside another is inside it there; words of the edition's scripts may be brought there. What stands inside a
pseudo-class as `:is()` is not asked for. No rule stays for what the edition styles alone: what folds. Then go the
custom properties and the animations that nothing names any more, and the conditions of nothing.
"""

from __future__ import annotations

import re
from collections import Counter
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
_STYLED_BY_US = {"details", "summary"}
_KEYFRAMES = {"keyframes", "-webkit-keyframes"}
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
    `[attribute=value`), and two classes or elements with a space between them where the second is inside the first;
    `scripts` has the words of scripts, `beside` other styles that use custom properties.
    """
    rules = list(_kept(_parsed(css), found, scripts))
    left, before = tinycss2.serialize(rules), ""
    while left != before:
        before, named = left, set(_NAMED.findall(left)) | set(_NAMED.findall(beside))
        rules = list(_with_properties(_without_animations(rules, left + beside), named))
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
                if _can_be_used(list(_asked(selector)), found, scripts)
            ]
            rule.prelude = [part for selector in usable for part in (_COMMA, *selector)][1:]
        elif _is_conditional(rule):
            rule.content = list(_kept(_parsed(rule.content), found, scripts))
        if rule.type != "qualified-rule" or rule.prelude:
            yield rule


def _can_be_used(asked: list[str], found: set[str], scripts: set[str]) -> bool:
    if not _STYLED_BY_US.isdisjoint(asked):
        return False
    return all(name in found or scripts.issuperset(_brought(name)) for name in asked)


def _without_animations(rules: Iterable[Any], css: str) -> Iterator[Any]:
    """The rules without the keyframes whose name stands nowhere in the styles but where they are made."""
    words = Counter(_WORD.findall(css))
    for rule in rules:
        is_animation = rule.type == "at-rule" and rule.lower_at_keyword in _KEYFRAMES
        if not is_animation or words[tinycss2.serialize(rule.prelude).strip()] > 1:
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
        if rule.content or not (rule.type == "qualified-rule" or _is_conditional(rule)):
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
    """The names that must be on a page for a selector to find anything; then, what must be inside what."""
    outer: list[str] = []
    for combinator, compound in _compounds(selector):
        names = list(_named(compound))
        yield from names
        sorts = list(filter(_is_sort, names))
        if combinator in _INSIDE:
            yield from (f"{one} {other}" for one in outer for other in sorts)
        outer = sorts


def _is_sort(name: str) -> bool:
    """Whether a name is told inside of what it stands: classes, elements, the side from which lines begin."""
    return name[0] not in "#[" or name.startswith("[dir=")


_INSIDE = {" ", ">"}
_COMBINATORS = {*_INSIDE, "+", "~"}


def _compounds(selector: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a selector that each ask for one element, with how they stand to the part before."""
    combinator, compound = "", []
    for part in selector:
        sign = " " if part.type == "whitespace" else part.value if part.type == "literal" else ""
        if sign not in _COMBINATORS:
            compound.append(part)
        elif compound:
            yield combinator, compound
            combinator, compound = sign, []
        elif sign != " ":
            combinator = sign
    if compound:
        yield combinator, compound


def _named(compound: Sequence[Any]) -> Iterator[str]:
    """The names one element must have."""
    before = ""
    for part in compound:
        if part.type == "ident" and before != ":":
            yield f".{part.value}" if before == "." else part.lower_value
        elif part.type == "hash":
            yield f"#{part.value}"
        elif part.type == "[] block":
            yield _attribute([inner for inner in part.content if inner.type != "whitespace"])
        before = part.value if part.type == "literal" else ""


def _brought(name: str) -> Iterator[str]:
    """The words a script must know to bring a name to a page, or two."""
    return (_WORD.findall(part)[-1] for part in name.split(" "))


def _attribute(parts: Sequence[Any]) -> str:
    is_equal = len(parts) > 2 and parts[1] == "="  # noqa: PLR2004 - a name, a sign, a value
    return f"[{parts[0].lower_value}={parts[2].value}" if is_equal else f"[{parts[0].lower_value}"


def _names(page: str) -> set[str]:
    """What selectors can find on a page, alone and inside of what."""
    found: set[str] = set()
    inside: dict[Any, frozenset[str]] = {}
    seen = set()
    for element in html.document_fromstring(page.encode()).iter("*"):
        outer = inside.get(element.getparent(), frozenset())
        names = list(_names_of(element))
        own = frozenset(filter(_is_sort, names))
        inside[element] = outer | own
        found.update(names)
        if (outer, own) not in seen:
            seen.add((outer, own))
            found.update(f"{one} {other}" for one in outer for other in own)
    return found


def _names_of(element: Any) -> Iterator[str]:
    yield str(element.tag)
    for name, value in element.items():
        yield from (f"[{name!s}", f"[{name!s}={value!s}")
        if name == "class":
            yield from (f".{part}" for part in str(value).split())
        if name == "id":
            yield f"#{value!s}"
