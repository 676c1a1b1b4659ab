"""Judge contributed Markdown by the HTML it becomes, and take it apart.

The body of a note or an entry is rendered with the extensions of the site and held against an allow-list
(nh3, a binding of Ammonia). What the list would strip is refused and named: nothing is silently altered.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown

from edition.problems import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edition.problems import Problems

GIST_WORDS = 30
DETAIL_WORDS = 120
EVENT_WORDS = 25
TITLE_WORDS = 6
BODY_CHARACTERS = 3000

PLACEHOLDER = "Write here"
"""The words with which the paragraphs of the templates begin."""

LOADED_WORDS = frozenset({
    "absurd", "baseless", "blatant", "bogus", "brilliant", "brutal", "corrupt", "crony",
    "disgraceful", "draconian", "egregious", "evil", "fanatical", "glorious", "heroic", "hysterical",
    "infamous", "laughable", "masterful", "notorious", "outrageous", "predictably", "propagandist", "puppet",
    "regime", "ridiculous", "shameful", "shocking", "so-called", "tyrannical",
})  # fmt: skip
"""Words of praise or blame that a note may quote but not use."""

EXTENSIONS = ("attr_list", "md_in_html", "tables", "def_list", "toc")
"""What can change the meaning of a body on the site; a test compares it with `mkdocs.yml`.

What is missing here is refused by its own marks below: blocks of code, snippets and icons.
"""

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "blockquote", "br"}
_AROUND = {"div", "span"}
"""What Markdown puts around, and into, something of which another element tells what it is."""
_SCHEMES = {"http", "https", "term", "text", "note", "parallel"}

_REFUSED = (
    (
        r"\[\^[^\]\n]*\]",
        "here is a footnote",
        "Put a source below `sources:`, and a remark into the sentence.",
    ),
    (
        r"^[ \t>*+-]*\[[^\]^\n][^\]\n]*\]:",
        "here is a link definition",
        "Write the link where it belongs: [words](address).",
    ),
    (
        r"^[ \t>*+\d.-]*(?:```|~~~)",
        "here is a mark that begins a block of code",
        "Remove the three backticks or tildes: a note has no code.",
    ),
    (r"-+8<-+", "here is a snippet, which would pull in another file", "Remove it."),
    (r"\{[{%#]|[%#}]\}", "here is template syntax", "Remove the double braces."),
    (
        r":(?:[a-z+-][a-z0-9_+-]*|100|1234|8ball):",
        "here is the name of an icon between colons",
        "Leave out the colons.",
    ),
    (
        r"&(?!(?:amp|lt|gt);)#?\w+;",
        "here is a character written as a code",
        "Write the character itself.",
    ),
    (
        rf"^{PLACEHOLDER}\b",
        f'a line of the template, "{PLACEHOLDER} …", still stands here',
        "Write your own words in its place, or remove it.",
    ),
)
"""What is refused by its looks: what it is, and how to mend it."""

_HTML = re.compile(r"<(?!https?://[^\s<>]+>)[a-zA-Z/!?][^\s>]*")
"""Anything a browser, or a part of Markdown that sees more than this body, might take for HTML."""

_ELEMENTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("a note has no headings", "Use a new paragraph instead.")),
    "img": ("images are not allowed", "Link to the page that shows the image."),
    "hr": ("here is a line of dashes or stars", "Leave an empty line instead."),
    **dict.fromkeys(
        ("table", "thead", "tbody", "tr", "th", "td"),
        ("tables are not allowed", "Say it in a sentence, or link to the page that shows the table."),
    ),
    "pre": ("here is a block of code", "Begin each line at the left edge, without four spaces or three backticks."),
    "div": ("here is a table of contents", "Remove it."),
    **dict.fromkeys(
        ("dl", "dt", "dd"), ("here is a list of definitions", "Do not begin a line with a colon or a tilde.")
    ),
}
"""Elements that Markdown makes and a note does not have: what is wrong, and how to mend it."""

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
    if len(body) > BODY_CHARACTERS:
        problems.add(file, line, f"the text has {len(body)} characters", f"At most {BODY_CHARACTERS}.")
        return
    before = len(problems)
    for pattern, what, mend in _REFUSED:
        for match in re.finditer(pattern, body, re.MULTILINE):
            problems.add(file, line + body.count("\n", 0, match.start()), what, mend)
    for what, mend, clue in _objections(body):
        problems.add(file, line + _line_of(body, what, clue), what, mend)
    html = _HTML.search(body)
    if html and len(problems) == before:
        problems.add(
            file,
            line + body.count("\n", 0, html.start()),
            f'"{shortened(html[0])}" looks like HTML',
            "Write plain Markdown; if you mean the sign, put a space after it.",
        )


def _line_of(body: str, what: str, clue: str) -> int:
    """The line of a body, from 0, that an objection is about."""
    for match in re.finditer(r"(?:[^\n]+\n?)+", body):
        paragraph, line = match[0].lower(), body.count("\n", 0, match.start())
        # Two paragraphs before it, because white space at the beginning of a gist or a detail has no meaning.
        if any(what == said for said, _, _ in _objections(f"x\n\nx\n\n{match[0]}")):
            place = paragraph.find(clue.lower())
            return line + paragraph.count("\n", 0, max(place, 0))
    return 0


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
    # Imported by name: Markdown would look each up among all installed packages, which takes long.
    modules = (import_module(f"markdown.extensions.{name}") for name in EXTENSIONS)
    return Markdown(extensions=[module.makeExtension() for module in modules])


class _Tokens(HTMLParser):
    """The tags, attributes and comments of a piece of HTML: sort, element, name, value."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("tag", tag, "", ""))
        self.found += [("attribute", tag, name, value or "") for name, value in attrs]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag, "", ""))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", "", "", data))

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)


def _objections(body: str) -> list[tuple[str, str, str]]:
    """What is wrong in a body, how to mend it, and words near which it stands; each once.

    The body is rendered as it stands on a page: inside an element, the gist apart from the detail.
    """
    parts = [part for part in (gist(body), detail(body)) if part]
    try:
        html = _renderer().reset().convert("\n\n".join(f'<main markdown="1">\n\n{part}\n\n</main>' for part in parts))
    except RecursionError:
        return [("lists or quotations stand too deep in each other", "Write plain paragraphs.", "")]
    inner = re.findall(r"<main>(.*?)</main>", html, re.DOTALL)
    if html.count("<main>") != len(parts) or html.count("</main>") != len(parts) or _outside(html):
        return [("here is HTML that ends or begins something outside of the text", "Write plain Markdown.", "<")]
    html = "".join(inner)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    refused = Counter(_Tokens(html).found) - Counter(_Tokens(clean).found) if clean != html else Counter()
    around = {tag for tag in _AROUND if f"<{tag}" not in body.lower()}
    around = around if {tag for _, tag, _, _ in refused} - around else set()
    tokens = [token for token in refused if token[1] not in _TAGS | around or token[0] == "attribute"]
    found = [_objection(body, *token) for token in tokens]
    if refused and not any(found):
        found.append(("here is HTML that is not well formed", "Write plain Markdown.", "<"))
    found += _odd_links(body, html) if not refused else []
    return list(dict.fromkeys(objection for objection in found if objection))


def _outside(html: str) -> str:
    """What of the rendered HTML stands outside of the elements it was put into."""
    return re.sub(r"<main>.*?</main>", "", html, flags=re.DOTALL).strip()


def _odd_links(body: str, html: str) -> Iterator[tuple[str, str, str]]:
    """Links into the edition that Markdown sees and `internal_links` does not."""
    given = Counter(value for sort, _, name, value in _Tokens(html).found if sort == "attribute" and name == "href")
    known = Counter(f"{link.scheme}:{link.target}" for link in internal_links(body))
    for value in given - known:
        if not re.match(r"https?://[^@/\s]+(?:/|$)", value):
            yield f'the link address "{shortened(value)}" is not written as it should be', _LINK_FORMS, value[:20]


_LINK_FORMS = "Use https://…, or [words](term:entry), text:text/paragraph, note:note, parallel:parallel."


def _objection(body: str, sort: str, tag: str, name: str, value: str) -> tuple[str, str, str] | None:
    """What is wrong with a token that the allow-list strips; `None` if another token says so."""
    if sort == "comment":
        return "here is an HTML comment", "Remove it: readers and reviewers must see the same.", "<!"
    if sort == "attribute" and tag not in _TAGS:
        return None
    if sort == "attribute" and name == "href":
        return f'the link address "{shortened(value)}" is not allowed', _LINK_FORMS, value[:20]
    if sort == "attribute":
        return f'the attribute "{name}" is not allowed', "Remove the words in braces or the HTML.", name
    as_html = (f"the HTML element <{tag}> is not allowed", "Write plain Markdown.")
    written = re.search(rf"</?{re.escape(tag)}\b", body, re.IGNORECASE)
    what, mend = as_html if written else _ELEMENTS.get(tag, as_html)
    return what, mend, written[0] if written else "\n"
