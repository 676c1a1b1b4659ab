"""What the pages have in common: addresses, headers, lists of sources."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

from edition.fold import one_space
from edition.messages import language, mark, readable, say
from edition.model import Entry, Page
from edition.pages.escaping import escaped, language_facts
from edition.pages.labels import BLOCKS, STANDINGS
from edition.pages.typography import in_its_language, typographic
from edition.vocabulary import ENTRIES, SINCE, direction
from edition.vocabulary import NOTES as NOTES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from edition.model import AnnotatedText, Block, Body, Edition, PlacedParallel, Prose, Source, Span, Text, Written

INTRODUCTION = "introduction.md"
NOTES = "notes/index.md"
GLOSSARY = "glossary/index.md"
PARALLELS = "parallels/index.md"
SOURCES = "sources/index.md"
TIMELINE = "timeline/index.md"
CHANGES = "changes/index.md"
ENTRY_CHANGES = "changes/glossary.md"
PARALLEL_CHANGES = "changes/parallels.md"


def text_path(slug: str) -> str:
    """The page of a text."""
    return f"texts/{slug}.md"


def revision_path(version: Text) -> str:
    """What was changed when an earlier version was replaced: beside that version, with its number."""
    return f"texts/{version.slug.replace('/version-', '/changes-')}.md"


def version_name(version: Text) -> str:
    """How a version is called: the one that stands, or an earlier one by its number."""
    _, is_earlier, number = version.slug.partition("/version-")
    return say("version {number}", number=number) if is_earlier else say("the present version")


def entry_path(slug: str) -> str:
    """The page of a glossary entry."""
    return f"glossary/{slug}.md"


def pair_path(one: str, other: str) -> str:
    """The page on which two texts face each other: the same in whatever order they are named."""
    return f"parallels/{'--'.join(sorted((one, other)))}.md"


def parallel_path(slug: str) -> str:
    """The page of one parallel."""
    return f"parallels/{slug}.md"


def parallel_page(placed: PlacedParallel, text: str = "") -> str:
    """The page on which a parallel is best read, seen from a text: where that text faces another of the parallel.

    Without a text it is where the first two face each other; a parallel within one text stands in the list.
    """
    first = text or placed.texts[0]
    others = [slug for slug in placed.texts if slug != first]
    return pair_path(first, others[0]) if others else PARALLELS


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
        return inside_address(edition, page_path, scheme, target)

    return in_its_language(typographic(prose.with_links(resolve)), edition.settings.notes_language)


def inside_address(edition: Edition, page_path: str, scheme: str, target: str) -> str:
    """The relative address of an entry, a parallel, a note or a place of a text, seen from a page."""
    if scheme == "term":
        return address(page_path, entry_path(target))
    if scheme == "parallel":
        return address(page_path, PARALLELS, f"parallel-{target}")
    if scheme == "note":
        return note_address(edition, page_path, target)
    slug, _, block = target.partition("/")
    return address(page_path, text_path(slug), block)


def since(edition: Edition, page_path: str, prose: Prose) -> str:
    """What came after, apart from the rest, with the day to which it is told; nothing if there is nothing."""
    if not prose.markdown:
        return ""
    day = edition.settings.as_of
    label = say("**Since then**, to {date}:", date=readable(day)) if day else say("**Since then:**")
    words = body_links(edition, page_path, prose).replace(SINCE, label, 1)
    return f'<div class="since" markdown="1">\n\n{words}\n\n</div>'


def withdrawn(edition: Edition, page_path: str, written: Written, improve: str = "") -> str:
    """What an address says whose matter is gone: why, where to look instead; `improve` may invite to change it."""
    name = written.term if isinstance(written, Entry) else getattr(written, "title", written.slug)
    told = say("“{title}” was retired: {reason}.", title=escaped(name), reason=escaped(written.retired.rstrip(".")))
    scheme, _, slug = written.replaced_by.partition(":")
    if slug:
        target = inside_address(edition, page_path, scheme, slug)
        successor = escaped(typographic(name_of(edition, scheme, slug)))
        told += f" [{say('Read instead: {name}', name=successor)}]({target})."
    return f"{told} {improve_link(edition, written, improve)}" if improve else told


def name_of(edition: Edition, scheme: str, slug: str) -> str:
    """How a note, an entry or a parallel is called."""
    if scheme == "note":
        return edition.note[slug][1].note.title
    if scheme == "term":
        return next(entry.term for entry in edition.entries if entry.slug == slug)
    return next(placed.parallel.title for placed in edition.parallels if placed.parallel.slug == slug)


def whole_body(edition: Edition, page_path: str, body: Body) -> str:
    """A contributed body, gist and detail, with its internal links made addresses seen from a page."""
    parts = [body_links(edition, page_path, prose) for prose in (body.gist, body.detail)]
    return "\n\n".join(part for part in (*parts, since(edition, page_path, body.since)) if part)


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
    if number := paragraph_number(block):
        return say("paragraph {number}", number=number)
    return say(BLOCKS.get(block.kind.value, block.kind.value))


def paragraph_number(block: Block) -> str:
    """The number under which a block is known, by its id: 5 of `p5`, 7a of `p7a`; nothing if it has none."""
    numbered = re.fullmatch(r"p(\d+[a-z]*)", block.id)
    return numbered[1] if numbered else ""


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
    """A source by title, publisher, standing and date."""
    date = f", {readable(source.date)}" if source.date else ""
    standing = f" ({say(STANDINGS[source.standing])})" if source.standing else ""
    title = in_its_language(escaped(source.title), language())
    return f"[{title}]({link_target(source.url)}), {escaped(source.publisher)}{standing}{date}"


def source_line(source: Source) -> str:
    """A source with what it supports, how much of it was read and when."""
    supports = escaped(source.supports.rstrip("."))
    read = say(_READ[source.reading], date=readable(source.accessed))
    return f"{reference(source)}. *{supports[:1].upper() + supports[1:]}.* {read}"


_READ = {
    "": mark("Read {date}."),
    "whole": mark("Read whole, {date}."),
    "part": mark("Read in part, {date}."),
    "summary": mark("Read in summary, {date}."),
}
"""How a source was read, and when."""


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


def note_changes(slug: str) -> str:
    """The page that tells the changes of the notes on a text."""
    return f"changes/notes-{slug}.md"


def changes_path(edition: Edition, file: Path) -> str:
    """The page that tells the changes of a file; nothing if it belonged to a text that is gone."""
    sort = _sort(file)
    if sort != "note":
        return ENTRY_CHANGES if sort == "term" else PARALLEL_CHANGES
    slug = file.relative_to(NOTES_FOLDER).parts[0]
    return note_changes(slug) if slug in edition.text else ""


def changes_id(file: Path) -> str:
    """The place of a file on the page that tells its changes."""
    return f"{_sort(file)}-{file.stem}"


def _sort(file: Path) -> str:
    """What a contributed file is, as links name it: `note`, `term` or `parallel`."""
    if file.is_relative_to(NOTES_FOLDER):
        return "note"
    return "term" if file.is_relative_to(ENTRIES) else "parallel"


def way_to(edition: Edition, page_path: str, file: Path) -> str:
    """The relative address where a file is read, or its withdrawal told; nothing if it is not there any more."""
    if any(written.file == file for written in edition.written):
        return inside_address(edition, page_path, _sort(file), file.stem)
    for text in edition.texts:
        for note in text.retired:
            if note.file == file:
                return address(page_path, text_path(text.text.slug), note.id)
    for gone in edition.retired:
        if gone.file == file:
            target = entry_path(gone.slug) if isinstance(gone, Entry) else PARALLELS
            return address(page_path, target, "" if isinstance(gone, Entry) else gone.id)
    return ""


def last_change(edition: Edition, page_path: str, written: Written) -> str:
    """When a file was last changed, leading to all its changes; nothing where that is not known."""
    changes = edition.history.of.get(written.file, ())
    if not changes:
        return ""
    date = readable(changes[0].day)
    said = say("Added {date}", date=date) if changes[0].sort == "added" else say("Changed {date}", date=date)
    target = address(page_path, changes_path(edition, written.file), changes_id(written.file))
    return f"[{said}]({target}) · "


def signature(written: Written) -> str:
    """Who wrote it, and when it was compared with its sources again."""
    names = ", ".join(map(escaped, written.authors)).removesuffix(".")
    by = say("By {names}.", names=names) if written.authors else ""
    again = say("Compared with the sources again {date}.", date=readable(written.checked)) if written.checked else ""
    return " ".join(part for part in (by, again) if part)


def byline(text: Text, *keys: str) -> str:
    """Who wrote a text, where it first stood, and when, or what else is asked for, as far as it is known."""
    wanted = keys or ("Author", "First published", "Date")
    return " · ".join(escaped(text.facts[key]) for key in wanted if key in text.facts)


def titled(edition: Edition, text: AnnotatedText) -> str:
    """The label of a text in Markdown, its language named where it is not the interface's."""
    named = escaped(label(text))
    facts = in_text(edition, text.text)
    return f"<span{facts}>{named}</span>" if facts else named


def in_text(edition: Edition, text: Text) -> str:
    """The attributes that name the language of a text and its side, where the interface speaks another."""
    return language_facts(text.language) if text.language != edition.settings.language else ""


def label(text: AnnotatedText) -> str:
    """A text's title as a label; the part before a colon is enough."""
    return text.text.title.partition(":")[0]
