"""The reading page of a text: its words, its notes beside them, its comments after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition import margin, prose
from edition.headers import KINDS
from edition.markup import Insert, Link, Mark, attribute, escaped, render
from edition.model import AnnotatedText, Block, BlockKind, Comment, Edition, PlacedNote, PlacedParallel, Span
from edition.pages import common, finding
from edition.templates import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.publish import Page

_OURS = 'data-editorial=""'
_SILENT = f'{_OURS} data-search-exclude=""'
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")


def text_page(edition: Edition, annotated: AnnotatedText) -> Page:
    """The reading page of a text."""
    return _TextPage(edition, annotated).page()


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _TextPage:
    """One text on its way to Markdown."""

    def __init__(self, edition: Edition, annotated: AnnotatedText) -> None:
        self.edition = edition
        self.annotated = annotated
        self.text = annotated.text
        self.path = common.text_path(self.text.slug)
        self.opened = margin.opened(tuple(self._rows()))
        self.marks = [
            *(Mark(n.span, n.note.slug, "note", n.note.kind) for n in annotated.notes),
            *(Mark(p.span_in(self.text.slug), p.parallel.slug, "parallel", "parallel") for p in annotated.parallels),
        ]

    def page(self) -> Page:
        """The whole page."""
        facts = {
            "title": self.text.title,
            "description": self.text.description,
            "template": "text.html",
            "hide": ["toc"],
            "source": f"seeds/annotations/{self.text.slug}",
            "source_is_folder": True,
            "text": self.text.slug,
            "language": self.text.language,
            "author": self.text.facts.get("Author", ""),
        }
        article = [block for block in self.text.blocks if block.comment is None]
        reading = [block for block in article if block.kind is not BlockKind.FURNITURE]
        furniture = [block for block in article if block.kind is BlockKind.FURNITURE]
        title = next((block for block in reading if block.kind is BlockKind.TITLE), None)
        return common.page(
            self.path,
            facts,
            self._container(),
            '<div class="run" markdown="1">',
            *self._title(title),
            self._about(),
            self._kinds(),
            *(part for block in reading if block is not title for part in self._block(block)),
            "</div>",
            *self._thread(),
            *self._furniture(furniture),
            *self._retired(),
            "</div>",
        )

    def _container(self) -> str:
        """The reading container, with what the page's script needs for citing and suggesting."""
        data = {
            "text": self.text.slug,
            "cite": self._citation(),
            "folder": f"seeds/annotations/{self.text.slug}",
            "repo": self.edition.repo_url,
            "template": NOTE,
        }
        attributes = " ".join(f'data-{key}="{attribute(value)}"' for key, value in data.items())
        return f'<div class="edition" lang="{self.text.language}" {attributes} markdown="1">'

    def _citation(self) -> str:
        facts = self.text.facts
        return ", ".join([facts.get("Author", ""), self.text.title, facts.get("Date", "")]).strip(", ")

    # What stands before the text

    def _title(self, title: Block | None) -> Iterator[str]:
        """The title as the seed prints it, else the one the table of texts gives."""
        if title:
            yield f"# {self._words(title)} {{ #{title.id} {self._span(title)} }}"
        else:
            yield f"# {escaped(self.text.title)} {{ {_OURS} }}"
        yield f"## The text {{ #the-text .unseen {_OURS} }}"
        yield from self._notes(title) if title else ()
        if line := common.byline(self.text):
            yield f"{line}\n{{ .byline {_OURS} }}"

    def _about(self) -> str:
        rows = "\n".join(
            f"<dt>{attribute(o.key)}</dt><dd>{attribute(o.value)}. <span>{attribute(o.source)}</span></dd>"
            for o in self.text.about
        )
        words = f"{len(self.text.chars.split()):,}"
        return (
            f'<details class="about" {_SILENT}>\n<summary>About this text</summary>\n<dl>\n{rows}\n'
            f"<dt>Rights</dt><dd>{attribute(self.text.rights)}</dd>\n"
            f"<dt>Seed</dt><dd>{words} words, reproduced character for character. SHA-256"
            f" <code>{self.text.sha256}</code></dd>\n</dl>\n</details>"
        )

    def _kinds(self) -> str:
        """Boxes that show and hide the notes of a kind, by CSS alone."""
        used = [kind for kind in KINDS if any(n.note.kind == kind for n in self.annotated.notes)]
        boxes = "\n".join(
            f'<label><input type="checkbox" id="show-{kind}" checked> <span class="kind {kind}">{kind}</span>'
            f" {sum(n.note.kind == kind for n in self.annotated.notes)}</label>"
            for kind in used
        )
        return f'<fieldset class="kinds" {_SILENT}>\n<legend>Show notes</legend>\n{boxes}\n</fieldset>'

    # One block of the seed

    def _span(self, block: Block) -> str:
        """The span of a block and its language, if another; the search never sees a block behind a notice.

        It is kept from the search block by block, because the theme ends the exclusion of an element at the
        first element of the same name in it.
        """
        unseen = ' data-search-exclude=""' if self.text.notice(block.comment) else ""
        language = dict(self.text.languages).get(block.id)
        return f'data-span="{block.span}"{unseen}' + (f' lang="{language}"' if language else "")

    def _block(self, block: Block) -> Iterator[str]:
        if block.kind is BlockKind.HEADING:
            yield f"## {self._words(block)} {{ #{block.id} {self._span(block)} }}"
        else:
            yield f"{self._words(block)}\n{{ #{block.id} .{block.kind.value} {self._span(block)} }}"
        yield from self._notes(block)

    def _words(self, block: Block) -> str:
        return render(self.text, block.span, self.marks, list(self._links(block)), list(self._inserts(block)))

    def _links(self, block: Block) -> Iterator[Link]:
        if block.kind is BlockKind.CREDIT:
            for match in _ADDRESS.finditer(self.text.words(block.span)):
                span = Span(block.span.start + match.start(), block.span.start + match.end())
                yield Link(span, common.link_target(match[0]), '{ rel="nofollow" }')
        for mention in self.annotated.mentions:
            if mention.linked and block.span.covers(mention.span):
                target = common.address(self.path, common.entry_path(mention.entry))
                yield Link(mention.span, target, "{ .term }")

    def _inserts(self, block: Block) -> Iterator[Insert]:
        if block.kind is BlockKind.PARAGRAPH:
            number = block.id.removeprefix("p")
            yield Insert(
                block.span.end,
                f'[{number}](#{block.id}){{ .number {_SILENT} aria-label="Paragraph {number}, its address" }}',
            )
        for placed in self.annotated.notes:
            if block.span.start < placed.span.end <= block.span.end:
                yield Insert(
                    placed.span.end,
                    f"[{placed.number}](#{placed.id}){{ #r-{placed.note.slug} .ref .{placed.note.kind}"
                    f' role="doc-noteref" aria-label="Note {placed.number}" {_SILENT} }}',
                )
        if block.id in self.annotated.thread.lost_embeds:
            yield Insert(block.span.end, f"<span {_SILENT}> [a video or picture stood here]</span>")
        for quoted in self.annotated.thread.quoted:
            if quoted.block == block.id:
                source = next(b for b in self.text.blocks if b.id == quoted.source)
                yield Insert(
                    quoted.span.end,
                    f"[from {common.block_label(source)}](#{source.id}){{ .quoted {_SILENT} }}",
                )

    # The notes of a block

    def _notes_of(self, block: Block) -> list[PlacedNote]:
        """The notes that begin in a block: a note over several stands with the first."""
        return [n for n in self.annotated.notes if block.span.start <= n.span.start < block.span.end]

    def _parallels_of(self, block: Block) -> list[PlacedParallel]:
        return [
            p for p in self.annotated.parallels if block.span.start <= p.span_in(self.text.slug).start < block.span.end
        ]

    def _notes(self, block: Block) -> Iterator[str]:
        notes, parallels = self._notes_of(block), self._parallels_of(block)
        if not notes and not parallels:
            return
        counts = [_plural(len(notes), "note")] if notes else []
        counts += [_plural(len(parallels), "parallel")] if parallels else []
        yield f'<details class="notes" {_OURS} markdown="1">'
        yield f"<summary data-search-exclude>{' · '.join(counts)}</summary>"
        for note in notes:
            yield from self._note(note)
        if parallels:
            yield self._facing(parallels)
        yield "</details>"

    def _note(self, placed: PlacedNote) -> Iterator[str]:
        note = placed.note
        folded = note.slug not in self.opened
        yield (
            f'<aside class="note {note.kind}{" folded" if folded else ""}" role="note" id="{placed.id}"'
            f' aria-label="Note {placed.number}" data-kind="{note.kind}" data-verdict="{note.verdict}" markdown="1">'
        )
        title = escaped(common.typographic(note.title))
        yield f'### <span class="n" data-search-exclude="">{placed.number}</span> {title} {{ #{placed.id}-title }}'
        if folded:
            summary = f"Read note {placed.number}"
            yield f'<details class="gist" markdown="1">\n<summary data-search-exclude>{summary}</summary>'
        verdict = f': <b class="verdict">{note.verdict}</b>' if note.verdict else ""
        yield f'<p class="kind">{note.kind}{verdict}</p>'
        gist, detail = prose.gist(note.body), prose.detail(note.body)
        yield common.body_links(self.edition, self.path, gist) + finding.hidden(gist, detail)
        yield from self._more(placed)
        if folded:
            yield "</details>"
        yield "</aside>"

    def _more(self, placed: PlacedNote) -> Iterator[str]:
        note = placed.note
        summary = _plural(len(note.sources), "source") if note.sources else "More"
        if prose.detail(note.body):
            summary = f"More, {summary}" if note.sources else "More"
        yield f'<details class="more" markdown="1">\n<summary data-search-exclude>{summary}</summary>'
        if prose.detail(note.body):
            yield '<div data-search-exclude markdown="1">'
            yield common.body_links(self.edition, self.path, prose.detail(note.body))
            yield "</div>"
        if note.sources:
            yield '<div class="sources" data-search-exclude markdown="1">'
            yield common.source_list(note.sources)
            yield "</div>"
        yield (
            f"{common.signature(note)} [↩ in the text](#r-{note.slug}) · [Address of this note](#{placed.id})"
            f" · {common.improve_link(self.edition, note, 'note')}\n{{ .tail data-search-exclude='' }}"
        )
        yield "</details>"

    def _facing(self, parallels: list[PlacedParallel]) -> str:
        """One line that leads to the parallels of a block."""
        links = (
            f"[{escaped(common.typographic(placed.parallel.title))}]"
            f"({common.address(self.path, common.PARALLELS, placed.id)})"
            f'{{ data-parallel="{placed.parallel.slug}" }}'
            for placed in parallels
        )
        return f'⇄ {" · ".join(links)}\n{{ .facing data-search-exclude="" }}'

    def _rows(self) -> Iterable[margin.Row]:
        for block in self.text.blocks:
            yield margin.Row(
                chars=block.span.end - block.span.start,
                heading=block.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.COMMENT_HEAD},
                items=tuple(
                    margin.Item(n.note.slug, n.note.kind, n.note.title, prose.plain(prose.gist(n.note.body)))
                    for n in self._notes_of(block)
                ),
                parallels=" · ".join(p.parallel.title for p in self._parallels_of(block)),
            )

    # The comments

    def _thread(self) -> Iterator[str]:
        comments = self.annotated.thread.comments
        if not comments:
            return
        yield f"## Reader comments {{ #comments .ours {_OURS} }}"
        yield (
            f"{_plural(len(comments), 'comment')} stood below this text in the copy the edition received. They are"
            " part of the seed, and reproduced with it; notes on them are for matters of fact only.\n"
            f"{{ .ours {_SILENT} }}"
        )
        yield (f'<details class="thread" markdown="1">\n<summary {_SILENT}>Open the {len(comments)} comments</summary>')
        for comment in comments:
            yield from self._comment(comment)
        yield "</details>"

    def _comment(self, comment: Comment) -> Iterator[str]:
        notice = self.text.notice(comment.number)
        yield f'<section class="comment run" id="comment-{comment.number}" markdown="1">'
        if notice:
            yield (
                f'<details class="notice" data-notice markdown="1">\n<summary {_SILENT}>'
                f"Comment {comment.number} opens on request: it {attribute(notice.reason)}.</summary>"
            )
        for block in comment.blocks:
            if block.kind is BlockKind.COMMENT_HEAD:
                yield (
                    f"### {self._words(block)}{self._name(comment)} {{ #{block.id} .{block.kind.value}"
                    f" {self._span(block)} }}"
                )
                yield from self._notes(block)
            else:
                yield from self._block(block)
        yield from self._answers(comment)
        if notice:
            yield "</details>"
        yield "</section>"

    def _name(self, comment: Comment) -> str:
        if comment.printed_name:
            return ""
        if not comment.inferred:
            return f"<span {_SILENT}> [name lost in the copy]</span>"
        name = escaped(comment.inferred.name)
        return f"<span {_SILENT}> [name lost; {comment.inferred.certainty} {name}]</span>"

    def _answers(self, comment: Comment) -> Iterator[str]:
        """Who is answered and who answers, both ways, with the evidence."""
        answers = self.annotated.thread.answers
        parts = [
            f"↑ Answers [comment {a.parent}](#comment-{a.parent}). {escaped(a.evidence)}"
            for a in answers
            if a.child == comment.number
        ]
        children = [f"[comment {a.child}](#comment-{a.child})" for a in answers if a.parent == comment.number]
        parts += [f"↓ Answered in {', '.join(children)}."] if children else []
        if comment.inferred:
            name, certainty = escaped(comment.inferred.name), comment.inferred.certainty
            parts.append(f"Name {certainty} {name}: {escaped(comment.inferred.evidence)}")
        if parts:
            yield f"{' '.join(parts)}\n{{ .answers {_SILENT} }}"

    # What belongs to the web page and not to the text

    def _furniture(self, blocks: list[Block]) -> Iterator[str]:
        if not blocks:
            return
        yield '<section class="furniture run" markdown="1">'
        yield f"## Page furniture {{ #furniture .ours {_OURS} }}"
        yield (
            "These lines of the seed belong to the web page it was copied from, not to the text. They are kept"
            f" because nothing of a seed is dropped.\n{{ .ours {_SILENT} }}"
        )
        for block in blocks:
            yield from self._block(block)
        yield "</section>"

    # Notes that were withdrawn

    def _retired(self) -> Iterator[str]:
        """What an address says whose note is gone: why, and where to look instead."""
        if not self.annotated.retired:
            return
        yield '<section class="retired run" markdown="1">'
        yield f"## Retired notes {{ #retired .ours {_OURS} }}"
        for note in self.annotated.retired:
            address = common.note_address(self.edition, self.path, note.replaced_by) if note.replaced_by else ""
            instead = f" [Read instead: {note.replaced_by}]({address})." if address else ""
            yield (
                f"“{escaped(note.title)}” was retired: {escaped(note.retired.rstrip('.'))}.{instead}"
                f" {common.improve_link(self.edition, note, 'note')}\n{{ #note-{note.slug} {_SILENT} }}"
            )
        yield "</section>"
