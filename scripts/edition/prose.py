"""Judge contributed Markdown by the HTML it becomes, and take it apart.

The body of a note or an entry is rendered with the extensions of the site and held against an allow-list
(nh3, a binding of Ammonia). What the list would strip is refused and named: nothing is silently altered.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edition.problems import Problems

GIST_WORDS = 30
DETAIL_WORDS = 120
EVENT_WORDS = 25
TITLE_WORDS = 6

LOADED_WORDS = frozenset({
    "absurd", "baseless", "blatant", "bogus", "brilliant", "brutal", "corrupt", "crony",
    "disgraceful", "draconian", "egregious", "evil", "fanatical", "glorious", "heroic", "hysterical",
    "infamous", "laughable", "masterful", "notorious", "outrageous", "predictably", "propagandist", "puppet",
    "regime", "ridiculous", "shameful", "shocking", "so-called", "tyrannical",
})  # fmt: skip
"""Words of praise or blame that a note may quote but not use."""

EXTENSIONS = (
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.keys",
)
"""What can change the meaning of a body on the site; `mkdocs.yml` lists the same, a test compares them."""

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "blockquote", "br"}
_SCHEMES = {"http", "https", "term", "text", "note", "parallel"}

_REFUSED = (
    (
        r"^\s{0,3}\[[^\]]+\]:",
        "a footnote or link definition",
        "Write the link where it belongs: [words](address).",
    ),
    (r"-{1,}8<-{1,}", "a snippet, which would pull in another file", "Remove it."),
    (r"\{[{%#]|[%#}]\}", "template syntax", "Remove the double braces."),
)

_INTERNAL = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<scheme>term|text|note|parallel):(?P<target>[^)\s]*)\)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a body to another part of the edition."""

    label: str
    scheme: str
    """`term`, `text`, `note` or `parallel`."""
    target: str
    line: int
    """Counted from 0 at the beginning of the body."""


def gist(body: str) -> str:
    """The first paragraph of a body, as Markdown."""
    return re.split(r"\n\s*\n", body.strip(), maxsplit=1)[0]


def detail(body: str) -> str:
    """Everything after the first paragraph, as Markdown."""
    return body.strip()[len(gist(body)) :].strip()


def internal_links(body: str) -> Iterator[Link]:
    """The links of a body that lead to a term, a text, a note or a parallel."""
    for match in _INTERNAL.finditer(body):
        line = body.count("\n", 0, match.start())
        yield Link(match["label"], match["scheme"], match["target"], line)


def with_links(body: str, address: Callable[[str, str], str]) -> str:
    """The body with every internal link made an address by `address(scheme, target)`."""
    return _INTERNAL.sub(lambda m: f"[{m['label']}]({address(m['scheme'], m['target'])})", body)


def plain(body: str) -> str:
    """The words of a body, without its marks."""
    text = re.sub(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^)]*\)", r"\1", body)
    text = re.sub(r"(?<!\w)([*_]{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    return re.sub(r"\s+", " ", text).strip()


def count_words(markdown: str) -> int:
    """The words a reader sees."""
    return len(plain(markdown).split())


def judge_body(file: Path, body: str, line: int, problems: Problems) -> None:
    """Find everything in a body that must not, or cannot, reach a reader; `line` is where it begins."""
    if not body.strip():
        problems.add(file, line, "the file has no text below its header", "Write the gist in a sentence or two.")
        return
    for pattern, name, mend in _REFUSED:
        for match in re.finditer(pattern, body, re.MULTILINE):
            problems.add(file, line + body.count("\n", 0, match.start()), f"here is {name}", mend)
    objection = _first_objection(body)
    if objection:
        what, mend, clue = objection
        place = body.lower().find(clue.lower())
        problems.add(file, line + body.count("\n", 0, max(place, 0)), what, mend)


def judge_wording(file: Path, words: str, line: int, problems: Problems) -> None:
    """Find words of praise or blame outside quotation marks."""
    unquoted = re.sub(r'"[^"]*"|“[^”]*”', lambda m: " " * len(m[0]), words)
    for match in re.finditer(r"[A-Za-z]+(?:-[A-Za-z]+)*", unquoted):
        if match[0].lower() in LOADED_WORDS:
            problems.add(
                file,
                line + words.count("\n", 0, match.start()),
                f'the word "{match[0]}" praises or blames',
                "Say what the source says instead, or put the word in quotation marks if you quote it.",
            )


def judge_length(file: Path, body: str, line: int, problems: Problems) -> None:
    """Hold the gist and the detail against their limits."""
    words = count_words(gist(body))
    if words > GIST_WORDS:
        problems.add(
            file,
            line,
            f"the first paragraph has {words} words",
            f"It is the gist that stands in the margin: at most {GIST_WORDS}. Move the rest to a paragraph below.",
        )
    words = count_words(detail(body))
    if words > DETAIL_WORDS:
        problems.add(
            file,
            line + body.count("\n", 0, body.find(detail(body))),
            f"the text after the first paragraph has {words} words",
            f"At most {DETAIL_WORDS}: keep what a reader needs here, or make it two notes.",
        )


@functools.cache
def _renderer() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))


class _Tokens(HTMLParser):
    """The tags, attributes and comments of a piece of HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("tag", tag, ""))
        self.found += [("attribute", name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", "", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("comment", "", decl))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("comment", "", data))

    def handle_pi(self, data: str) -> None:
        self.found.append(("comment", "", data))


def _first_objection(body: str) -> tuple[str, str, str] | None:
    """What is wrong, how to mend it, and words near which it stands; `None` if all may pass."""
    html = _renderer().reset().convert(body)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    given, kept = _Tokens(html).found, _Tokens(clean).found
    pairs = itertools.zip_longest(given, kept)
    return next((_objection(*token) for token, same in pairs if token and token != same), None)


def _objection(sort: str, name: str, value: str) -> tuple[str, str, str]:
    """What is wrong with a token the allow-list strips."""
    if sort == "comment":
        return "here is an HTML comment", "Remove it: readers and reviewers must see the same.", "<!"
    if sort == "attribute" and name == "href":
        return (
            f'the link address "{value}" is not allowed',
            "Use https://…, term:entry, text:text/paragraph, note:note or parallel:parallel.",
            value[:20],
        )
    if sort == "attribute":
        return f'the attribute "{name}" is not allowed', "Remove the words in braces or the HTML.", name
    if re.fullmatch(r"h[1-6]", name):
        return "a note has no headings", "Use a new paragraph instead.", "#"
    if name == "img":
        return "images are not allowed", "Link to the page that shows the image.", "!["
    return f"the HTML element <{name}> is not allowed", "Write plain Markdown.", f"<{name}"
