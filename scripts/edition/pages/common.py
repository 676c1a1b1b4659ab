"""What the pages have in common: addresses, headers, lists of sources."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

from edition.fold import one_space
from edition.messages import language, readable, say
from edition.model import Page
from edition.pages.labels import BLOCKS
from edition.pages.markup import escaped
from edition.pages.wording import in_its_language, typographic
from edition.vocabulary import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.model import AnnotatedText, Block, Body, Edition, Prose, Source, Span, Text, Written

NOTES = "notes/index.md"
GLOSSARY = "glossary/index.md"
PARALLELS = "parallels/index.md"
SOURCES = "sources/index.md"
TIMELINE = "timeline/index.md"


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
    text, placed = edition.note[slug]
    return address(page_path, text_path(text.text.slug), placed.id)


def body_links(edition: Edition, page_path: str, prose: Prose) -> str:
    """Contributed prose with its internal links made addresses seen from a page."""

    def resolve(scheme: str, target: str) -> str:
        if scheme == "term":
            return address(page_path, entry_path(target))
        if scheme == "parallel":
            return address(page_path, PARALLELS, f"parallel-{target}")
        if scheme == "note":
            return note_address(edition, page_path, target)
        slug, _, block = target.partition("/")
        return address(page_path, text_path(slug), block)

    return in_its_language(typographic(prose.with_links(resolve)), edition.settings.notes_language)


def whole_body(edition: Edition, page_path: str, body: Body) -> str:
    """A contributed body, gist and detail, with its internal links made addresses seen from a page."""
    parts = (body_links(edition, page_path, prose) for prose in (body.gist, body.detail))
    return "\n\n".join(part for part in parts if part)


def in_notes(edition: Edition) -> str:
    """The attribute that names the language of notes and entries, where the interface speaks another."""
    written = edition.settings.notes_language
    return f' lang="{written}" dir="{direction(written)}"' if written != edition.settings.language else ""


def place_label(text: Text, span: Span) -> str:
    """A short name of the place of a span: "paragraph 5", "comment 19"."""
    block = text.blocks_in(span)[0]
    return block_label(block)


def block_label(block: Block) -> str:
    """A short name of a block."""
    if block.comment is not None:
        return say("comment {number}", number=block.comment)
    number = re.fullmatch(r"p(\d+)", block.id)
    if number:
        return say("paragraph {number}", number=number[1])
    return say(BLOCKS.get(block.kind.value, block.kind.value))


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
    title = in_its_language(escaped(source.title), language())
    return f"[{title}]({link_target(source.url)}), {escaped(source.publisher)}{date}"


def source_line(source: Source) -> str:
    """A source with what it supports and when it was read."""
    supports = escaped(source.supports.rstrip("."))
    read = say("Read {date}.", date=readable(source.accessed))
    return f"{reference(source)}. *{supports[:1].upper() + supports[1:]}.* {read}"


def link_target(url: str) -> str:
    """A web address as the target of a Markdown link."""
    coded = url.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("_", "%5F")
    return re.sub(r"&(?=#|\w+;)", "&amp;", coded)


def source_list(sources: Iterable[Source]) -> str:
    """Sources as an ordered list."""
    return "\n".join(f"{number}. {source_line(source)}" for number, source in enumerate(sources, 1))


def improve_link(edition: Edition, written: Written, improve: str) -> str:
    """Where a note or an entry can be changed, and a problem reported: on the web, else the path of its file."""
    if edition.repo_url:
        file = written.file.as_posix()
        report = link_target(f"{edition.repo_url}/issues/new?template=report-an-error.yml&address={file}")
        return f"[{improve}]({edition.repo_url}/edit/main/{file}) · [{say('Report a problem')}]({report})"
    return say("Written in {file}", file=f"`{written.file.as_posix()}`")


def signature(written: Written) -> str:
    """Who wrote it and when it was checked."""
    names = ", ".join(map(escaped, written.authors)).removesuffix(".")
    by = say("By {names}.", names=names) + " " if written.authors else ""
    if not written.checked:
        return by + say("Not yet read a second time.")
    return by + say("Checked {date}.", date=readable(written.checked))


def byline(text: Text) -> str:
    """Who wrote a text, where it first stood, and when, as far as it is known."""
    return " · ".join(escaped(text.facts[key]) for key in ("Author", "First published", "Date") if key in text.facts)


def label(text: AnnotatedText) -> str:
    """A text's title as a label; the part before a colon is enough."""
    return text.text.title.partition(":")[0]
