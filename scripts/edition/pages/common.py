"""What the pages have in common: addresses, headers, lists of sources."""

from __future__ import annotations

import calendar
import json
import posixpath
import re
from typing import TYPE_CHECKING

from edition import prose
from edition.fold import CYRILLIC, one_space
from edition.markup import escaped
from edition.publish import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.model import AnnotatedText, Block, Edition, Source, Span, Text, Written

NOTES = "notes/index.md"
GLOSSARY = "glossary/index.md"
PARALLELS = "parallels/index.md"
SOURCES = "sources/index.md"
TIMELINE = "timeline/index.md"

FOLDERS = ("data", "glossary", "notes", "parallels", "snippets", "sources", "texts", "timeline")
"""The generated folders of `docs/`."""


_PROTECTED = re.compile(r"(`[^`]*`|\]\([^)]*\))")
"""Code and addresses, which stay as they are."""

_CJK, _CYRILLIC = r"[\u3005-\u30ff\u3400-\u9fff]", f"[{CYRILLIC}]"
_BETWEEN = r"[\s\d«»“”,.:·—–-]"
_FOREIGN = re.compile(
    rf"{_CJK}(?:(?:{_CJK}|{_BETWEEN})*{_CJK})?|(?P<cyrillic>{_CYRILLIC}(?:(?:{_CYRILLIC}|{_BETWEEN})*{_CYRILLIC})?)"
)


def text_path(slug: str) -> str:
    """The page of a text."""
    return f"texts/{slug}.md"


def entry_path(slug: str) -> str:
    """The page of a glossary entry."""
    return f"glossary/{slug}.md"


def address(page: str, target: str, fragment: str = "") -> str:
    """The relative address of a page, or of a place on it, seen from another page."""
    path = "" if page == target else posixpath.relpath(target, posixpath.dirname(page))
    return f"{path}#{fragment}" if fragment else path or posixpath.basename(page)


def page(path: str, facts: Mapping[str, object], *parts: str) -> Page:
    """A page with its header and its parts, a blank line between them."""
    header = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
    body = "\n\n".join(part.strip("\n") for part in parts if part)
    return Page(path, f"---\n{header}---\n\n{body}\n".encode())


def note_address(edition: Edition, page_path: str, slug: str) -> str:
    """The relative address of a note, seen from a page."""
    text = next(text for text, note in edition.notes if note.note.slug == slug)
    return address(page_path, text_path(text.text.slug), f"note-{slug}")


def body_links(edition: Edition, page_path: str, body: str) -> str:
    """A contributed body with its internal links made addresses seen from a page."""

    def resolve(scheme: str, target: str) -> str:
        if scheme == "term":
            return address(page_path, entry_path(target))
        if scheme == "parallel":
            return address(page_path, PARALLELS, f"parallel-{target}")
        if scheme == "note":
            return note_address(edition, page_path, target)
        slug, _, block = target.partition("/")
        return address(page_path, text_path(slug), block)

    return in_its_language(typographic(prose.with_links(body, resolve)))


def in_its_language(markdown: str) -> str:
    """Our own words with every run of Chinese, Japanese or Russian named as such (WCAG 2.2, 3.1.2)."""
    parts = _PROTECTED.split(markdown)
    return "".join(part if index % 2 else _FOREIGN.sub(_named, part) for index, part in enumerate(parts))


def _named(run: re.Match[str]) -> str:
    language = "ru" if run["cyrillic"] else "ja" if re.search("[\u3040-\u30ff]", run[0]) else "zh-Hans"
    return f'<span lang="{language}">{run[0]}</span>'


def readable(date: str) -> str:
    """A date as it is read: 29 October 2020, October 2020, 2020."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = f"{calendar.month_name[int(rest[0])]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month


def typographic(markdown: str) -> str:
    """Our own words with curly quotation marks and apostrophes; code and addresses stay as they are.

    Only for what the edition writes: the words of a seed are never touched.
    """
    parts = _PROTECTED.split(markdown)
    return "".join(part if index % 2 else _curly(part, inside=index > 0) for index, part in enumerate(parts))


def _curly(words: str, *, inside: bool) -> str:
    """Words with curly marks; `inside` says that they follow something, so that a mark at once does not open."""
    return _opened_and_closed(f"x{words}")[1:] if inside else _opened_and_closed(words)


def _opened_and_closed(words: str) -> str:
    words = re.sub(r"(^|[\s(\[–—*_])\"", r"\1“", words).replace('"', "”")
    return re.sub(r"(^|[\s(\[–—“*_])'", r"\1‘", words).replace("'", "’")


def place_label(text: Text, span: Span) -> str:
    """A short name of the place of a span: "paragraph 5", "comment 19"."""
    block = text.blocks_in(span)[0]
    return block_label(block)


def block_label(block: Block) -> str:
    """A short name of a block."""
    if block.comment is not None:
        return f"comment {block.comment}"
    number = re.fullmatch(r"p(\d+)", block.id)
    if number:
        return f"paragraph {number[1]}"
    return {"credit": "credit line", "furniture": "page furniture"}.get(block.kind.value, block.kind.value)


def place_id(text: Text, span: Span) -> str:
    """The id of the block in which a span begins."""
    return text.blocks_in(span)[0].id


def is_behind_notice(text: Text, span: Span) -> bool:
    """Whether a span lies in a comment that opens only on request."""
    return any(text.notice(block.comment) for block in text.blocks_in(span))


def passage(text: Text, span: Span) -> str:
    """The words of a span in Markdown, on one line."""
    return escaped(one_space(text.words(span)))


def reference(source: Source) -> str:
    """A source by title, publisher and date."""
    date = f", {readable(source.date)}" if source.date else ""
    return f"[{in_its_language(escaped(source.title))}]({link_target(source.url)}), {escaped(source.publisher)}{date}"


def source_line(source: Source) -> str:
    """A source with what it supports and when it was read."""
    supports = escaped(source.supports.rstrip("."))
    return f"{reference(source)}. *{supports[:1].upper() + supports[1:]}.* Read {readable(source.accessed)}."


def link_target(url: str) -> str:
    """A web address as the target of a Markdown link."""
    coded = url.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("_", "%5F")
    return re.sub(r"&(?=#|\w+;)", "&amp;", coded)


def source_list(sources: Iterable[Source]) -> str:
    """Sources as an ordered list."""
    return "\n".join(f"{number}. {source_line(source)}" for number, source in enumerate(sources, 1))


def improve_link(edition: Edition, written: Written, what: str) -> str:
    """Where a note or an entry can be changed, and a problem reported: on the web, else the path of its file."""
    if edition.repo_url:
        file = written.file.as_posix()
        report = link_target(f"{edition.repo_url}/issues/new?template=report-an-error.yml&address={file}")
        return f"[Improve this {what}]({edition.repo_url}/edit/main/{file}) · [Report a problem]({report})"
    return f"Written in `{written.file.as_posix()}`"


def signature(written: Written) -> str:
    """Who wrote it and when it was checked."""
    by = f"By {', '.join(map(escaped, written.authors)).removesuffix('.')}. " if written.authors else ""
    return by + (f"Checked {readable(written.checked)}." if written.checked else "Not yet read a second time.")


def byline(text: Text) -> str:
    """Who wrote a text, where it first stood, and when, as far as it is known."""
    return " · ".join(escaped(text.facts[key]) for key in ("Author", "First published", "Date") if key in text.facts)


def label(text: AnnotatedText) -> str:
    """A text's title as a label; the part before a colon is enough."""
    return text.text.title.partition(":")[0]
