"""One text on its way to its page: what each part of the page needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.pages import common
from edition.pages.article import margin
from edition.pages.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model import AnnotatedText, Edition, Text

OURS = 'data-editorial=""'
"""The attribute of what is ours and not the seed's."""


APART = "\u202f"
"""A narrow space before a number of ours, so that whoever reads without the styles does not read it into a word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what is shown beside it."""

    edition: Edition
    annotated: AnnotatedText
    marks: tuple[Mark, ...]
    """The words that notes and parallels are about."""
    lines_shown: Mapping[str, int]
    """How many lines of its gist each note shows in the margin, by slug."""

    @property
    def text(self) -> Text:
        """The text without its notes."""
        return self.annotated.text

    @property
    def path(self) -> str:
        """The page of the text."""
        return common.text_path(self.text.slug)


def reading_of(edition: Edition, annotated: AnnotatedText) -> Reading:
    """A text of an edition, ready to be written as a page."""
    slug = annotated.text.slug
    notes = (Mark(n.span, n.note.slug, "note", n.note.kind) for n in annotated.notes)
    parallels = (
        Mark(passage.span, placed.parallel.slug, "parallel", "parallel")
        for placed in annotated.parallels
        for passage in placed.passages_in(slug)
    )
    return Reading(edition, annotated, (*notes, *parallels), margin.lines_shown(tuple(_rows(annotated))))


def _rows(annotated: AnnotatedText) -> Iterator[margin.Row]:
    for block in annotated.text.blocks:
        notes = (placed.note for placed in annotated.notes_at.get(block.id, ()))
        parallels = (placed.parallel.title for placed in annotated.parallels_at.get(block.id, ()))
        yield margin.Row(
            chars=block.span.end - block.span.start,
            heading=block.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.COMMENT_HEAD},
            items=tuple(
                margin.Item(note.slug, note.kind, note.title, f"{note.claim} {note.body.gist.words}") for note in notes
            ),
            parallels=" · ".join(parallels),
        )
