"""Hold the prose of a contributed file against what must not, or cannot, reach a reader, and against its limits.

The HTML that a body becomes is held against an allow-list (nh3, a binding of Ammonia): what the list would strip is
refused and named, nothing is silently altered.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import nh3

from edition.fold import measured_words
from edition.problems import shortened
from edition.vocabulary import (
    BODY_CHARACTERS,
    DETAIL_WORDS,
    GIST_WORDS,
    LEANING,
    LOADED_WORDS,
    SINCE_WORDS,
    is_web_page,
)
from edition.written.body import SCHEMES, empty, rendered, understood

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.model import Body, Prose
    from edition.problems import Problems

PLACEHOLDER = "Write here"
"""The words with which the paragraphs of the templates begin."""

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "blockquote", "br"}
_AROUND = {"div", "span"}
"""What Markdown puts around, and into, something of which another element tells what it is."""
_DEFINITION = r"^[ \t>*+-]*\[[^\]^\n][^\]\n]*\]:"
"""A line that says where the links of a name lead."""

_REFUSED = (
    (
        r"\[\^[^\]\n]*\]",
        "here is a footnote",
        "Put a source below `sources:`, and a remark into the sentence.",
    ),
    (
        _DEFINITION,
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
        r"(?<![\w/#.-])p[1-9][0-9]{0,2}\b",
        "here is the id of a paragraph, which readers do not know",
        "Write “paragraph 5”, or link it: [words](text:the-text/p5).",
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

_BRACKETS = 100
"""So many links no body has; a parser of Markdown takes time that grows with the cube of the open ones."""

_DEEPEST = 4
"""How deep lists and quotations may stand in each other: the site puts a body into elements of its own besides."""

_DEEP = re.compile(rf"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))){{{_DEEPEST + 1}}}", re.MULTILINE)
"""A line that begins with more signs of lists and quotations than that."""

_TOO_DEEP = ("lists or quotations stand too deep in each other", "Write plain paragraphs.")


def judge_body(file: Path, markdown: str, line: int, problems: Problems) -> Body:
    """Understand a body and find everything in it that must not, or cannot, reach a reader.

    `line` is the line of the file on which it begins.
    """
    if not markdown.strip():
        problems.add(file, line, "the file has no text below its header", "Write the gist in a sentence or two.")
        return empty(markdown)
    if len(markdown) > BODY_CHARACTERS:
        problems.add(file, line, f"the text has {len(markdown)} characters", f"At most {BODY_CHARACTERS}.")
        return empty(markdown)
    if fault := _unparsable(markdown):
        offset, what, mend = fault
        problems.add(file, line + markdown.count("\n", 0, offset), what, mend)
        return empty(markdown)
    before = len(problems)
    for pattern, what, mend in _REFUSED:
        for match in re.finditer(pattern, markdown, re.MULTILINE):
            problems.add(file, line + markdown.count("\n", 0, match.start()), what, mend)
    body, objections = _judged(markdown)
    for what, mend, clue in objections:
        problems.add(file, line + _line_of(markdown, what, clue), what, mend)
    html = _HTML.search(markdown)
    if html and len(problems) == before:
        problems.add(
            file,
            line + markdown.count("\n", 0, html.start()),
            f'"{shortened(html[0])}" looks like HTML',
            "Write plain Markdown; if you mean the sign, put a space after it.",
        )
    return body


def _unparsable(markdown: str) -> tuple[int, str, str] | None:
    """What would take Markdown too long, or too much of its stack: its offset, what is wrong, how to mend it."""
    if deep := _DEEP.search(markdown):
        return deep.start(), *_TOO_DEEP
    for sign in "[(":
        if markdown.count(sign) > _BRACKETS:
            return markdown.find(sign), f'here are more than {_BRACKETS} signs "{sign}"', "Leave out what is no link."
    return None


def _depth(html: str) -> int:
    """How deep lists and quotations stand in each other."""
    deepest = depth = 0
    for closing in re.findall(r"<(/?)(?:blockquote|ul|ol)>", html):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def _line_of(body: str, what: str, clue: str) -> int:
    """The line of a body, from 0, that an objection is about."""
    for match in re.finditer(r"(?:[^\n]+\n?)+", body):
        paragraph, line = match[0].lower(), body.count("\n", 0, match.start())
        # Two paragraphs before it, because white space at the beginning of a gist or a detail has no meaning.
        if any(what == said for said, _, _ in _judged(f"x\n\nx\n\n{match[0]}")[1]):
            place = paragraph.find(clue.lower())
            return line + paragraph.count("\n", 0, max(place, 0))
    return 0


def judge_wording(file: Path, words: str, line: int, problems: Problems) -> None:
    """Find words of praise or blame outside quotation marks."""
    unquoted = re.sub(r'"[^"]*"|“[^“”]*”', lambda m: " " * len(m[0]), words)
    for match in re.finditer(r"[A-Za-z]+(?:-[A-Za-z]+)*", unquoted):
        if match[0].lower() in LOADED_WORDS:
            problems.add(
                file,
                line + words.count("\n", 0, match.start()),
                f'the word "{match[0]}" praises or blames',
                "Say what the source says instead, or put the word in quotation marks if you quote it.",
            )


def judge_gist(file: Path, body: Body, line: int, problems: Problems) -> None:
    """Find gists that only what stands beside them explains, as far as a rule can tell."""
    first = body.gist.words.partition(" ")[0]
    if first in LEANING:
        mend = "In lists and in the search it stands alone: begin with what it is about."
        problems.add(file, line, f"the gist begins with “{first}”", mend)
    elif fragment := re.match(r"(?:\S+\s+){0,2}[A-Za-z]{3,}[.:](?=\s+\S)", body.gist.words):
        mend = "In lists and in the search it stands alone: write whole sentences."
        problems.add(file, line, f"the gist begins with a fragment, “{fragment[0]}”", mend)


def judge_length(file: Path, body: Body, line: int, problems: Problems) -> None:
    """Hold the gist, the detail and what came after against their limits."""
    gist, detail = measured_words(body.gist.words), measured_words(body.detail.words)
    since = measured_words(body.since.words)
    if gist > GIST_WORDS:
        problems.add(
            file,
            line,
            f"the first paragraph has {gist} words",
            f"It is the gist that stands in the margin: at most {GIST_WORDS}. Move the rest to a paragraph below.",
        )
    if detail > DETAIL_WORDS:
        problems.add(
            file,
            line + _begins(body, body.detail),
            f"the text after the first paragraph has {detail} words",
            f"At most {DETAIL_WORDS}: keep what a reader needs here, or make it two notes.",
        )
    if since > SINCE_WORDS:
        problems.add(
            file,
            line + _begins(body, body.since),
            f"what came after has {since} words",
            f"At most {SINCE_WORDS}.",
        )


def _begins(body: Body, part: Prose) -> int:
    """The line of a body, from 0, on which a part of it begins."""
    return body.markdown.count("\n", 0, body.markdown.find(part.markdown))


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


def _judged(markdown: str) -> tuple[Body, list[tuple[str, str, str]]]:
    """A body, and what is wrong in it: how to mend it, and words near which it stands; each once."""
    try:
        parts = rendered(markdown)
    except RecursionError:
        return empty(markdown), [(*_TOO_DEEP, "")]
    if parts is None:
        what = "here is HTML that ends or begins something outside of the text"
        return empty(markdown), [(what, "Write plain Markdown.", "<")]
    if max(map(_depth, parts)) > _DEEPEST:
        return empty(markdown), [(*_TOO_DEEP, "")]
    body, html = understood(markdown, parts), "".join(parts)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    refused = Counter(_Tokens(html).found) - Counter(_Tokens(clean).found) if clean != html else Counter()
    around = {tag for tag in _AROUND if f"<{tag}" not in markdown.lower()}
    around = around if {tag for _, tag, _, _ in refused} - around else set()
    tokens = [token for token in refused if token[1] not in _TAGS | around or token[0] == "attribute"]
    found = [_objection(markdown, *token) for token in tokens]
    if refused and not any(found):
        found.append(("here is HTML that is not well formed", "Write plain Markdown.", "<"))
    found += _odd_links(body, html) if not refused else []
    return body, list(dict.fromkeys(objection for objection in found if objection))


def _odd_links(body: Body, html: str) -> Iterator[tuple[str, str, str]]:
    """Links that readers would have and the body does not know, and links that lead nowhere."""
    given = Counter(value for sort, _, name, value in _Tokens(html).found if sort == "attribute" and name == "href")
    known = Counter(link.target if link.leads_outside else f"{link.scheme}:{link.target}" for link in body.links)
    inside = Counter({value: count for value, count in known.items() if not value.startswith(("http:", "https:"))})
    if re.search(_DEFINITION, body.markdown, re.MULTILINE):
        given &= inside  # links by a name have been told
    for value in given - inside:
        if not re.match(r"https?://[^@/\s]+(?:/|$)", value) or given[value] > known[value]:
            yield f'the link address "{shortened(value)}" is not written as it should be', _LINK_FORMS, value[:20]
        elif not is_web_page(value):
            yield f'the link address "{shortened(value)}" is of no page that others can open', _LINK_FORMS, value[:20]
    if empty := re.search(r'<a href="([^"]*)">\s*</a>', html):
        mend = "Write what it leads to between its square brackets."
        yield f'the link to "{shortened(empty[1])}" has no words', mend, empty[1][:20]


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
