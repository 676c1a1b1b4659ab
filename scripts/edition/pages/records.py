"""What can be found: a record for each passage, comment, note, entry and parallel, with its words and its address.

A comment behind a notice has none: its words are never found. What repeats words that stand elsewhere, a list or a
source, has none either. Words that a text had before are found where they face those that replaced them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from edition.fold import HAN, one_space, plain_letters
from edition.messages import readable, say
from edition.model import BlockKind
from edition.pages import common
from edition.pages.article.blocks import continues_stanza
from edition.pages.article.revision import rows_of
from edition.pages.typography import typographic
from edition.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Block, Comment, Edition, Entry, NativeForm, PlacedNote, PlacedParallel

_HAN = re.compile(f"[{HAN}]")

_JOINED = 5
"""Chinese names up to this length are also found in Pinyin without spaces."""

_SHOWN = 60
"""So many characters of the words that a note is about are shown with it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found."""

    kind: str
    """`entry`, `note`, `text`, `comment` or `parallel`."""
    texts: tuple[str, ...]
    """The slugs of the texts to which it belongs."""
    page: str
    """The page it leads to, as a file below the folder of pages."""
    place: str
    """The id on that page, or nothing."""
    title: str
    where: str
    """What is told of it besides: its place, its kind."""
    words: str
    names: tuple[str, ...] = ()
    """Of an entry, what it is called besides its title, its own names first."""

    about: str = ""
    """Of a note, the words of the text that it is about: it is found by them too."""

    @property
    def address(self) -> str:
        """The page and the place on it: `texts/first.md#p5`."""
        return f"{self.page}#{self.place}" if self.place else self.page


def records(edition: Edition) -> Iterator[Record]:
    """Every record, those of one kind and text together."""
    for entry in edition.entries:
        yield _of_entry(entry)
    for text in edition.texts:
        yield from _of_passages(text)
        yield from _of_replaced(text)
        yield from (_of_note(text, note) for note in text.notes)
        yield from (_of_comment(text, comment) for comment in text.text.comments if not _is_unseen(text, comment))
    for parallel in edition.parallels:
        yield _of_parallel(parallel)


def names(entry: Entry) -> list[str]:
    """What people type to find an entry, besides its title: its own names first, then those that only lead to it.

    Where two entries are found by one word, the order tells whose name it is.
    """
    native = (name for form in entry.native for name in (form.text, *_romanized(form)))
    found = {name.lower(): name for name in map(_written, (*entry.forms, *native, *entry.search))}
    return [name for key, name in found.items() if key not in {"", entry.term.lower()}]


def _romanized(form: NativeForm) -> Iterator[str]:
    yield form.transliteration
    if form.lang.startswith("zh") and len(form.text) <= _JOINED:
        yield re.sub(r"\W", "", plain_letters(form.transliteration))


def _written(words: str) -> str:
    """A name as it is written; a Chinese one without marks and spaces."""
    return re.sub(r"\W", "", words) if _HAN.search(words) else words


def _of_entry(entry: Entry) -> Record:
    words = typographic(entry.body.words)
    return Record(
        "entry", (), common.entry_path(entry.slug), "", entry.term, say(entry.category), words, tuple(names(entry))
    )


def _of_passages(annotated: AnnotatedText) -> Iterator[Record]:
    """The blocks of a text less its comments and rows of signs; a stanza is one passage, at its first line."""
    text = annotated.text
    for blocks in _passages(annotated):
        words = " ".join(one_space(text.words(block.span)) for block in blocks)
        where = common.block_label(blocks[0])
        title, page = common.label(annotated), common.text_path(text.slug)
        yield Record("text", (text.slug,), page, blocks[0].id, title, where, words)


def _passages(annotated: AnnotatedText) -> Iterator[list[Block]]:
    passage: list[Block] = []
    for block in annotated.text.blocks:
        if block.comment is not None or block.kind is BlockKind.ORNAMENT:
            continue
        if passage and not continues_stanza(annotated.text, passage[-1], block):
            yield passage
            passage = []
        passage.append(block)
    if passage:
        yield passage


def _of_replaced(annotated: AnnotatedText) -> Iterator[Record]:
    """The passages of earlier versions that are not in the next as they were."""
    label = common.label(annotated)
    for old, new in pairwise(annotated.text.versions):
        for row in rows_of(old, new):
            blocks = [block for block in row.old.blocks if not old.notice(block.comment)]
            if blocks and row.old.differing and not row.is_moved:
                words = " ".join(one_space(old.words(block.span)) for block in blocks)
                where = say("{place}, until {date}", place=common.block_label(blocks[0]), date=readable(old.until))
                path, place = common.revision_path(old), row.old.place(blocks[0])
                yield Record("text", (annotated.text.slug,), path, place, label, where, words)


def _of_note(annotated: AnnotatedText, placed: PlacedNote) -> Record:
    note = placed.note
    kind = f"{say(note.kind)}: {say(note.verdict)}" if note.verdict else say(note.kind)
    about = one_space(annotated.text.words(placed.span))
    passage = f"“{about if len(about) <= _SHOWN else about[: _SHOWN - 1].rstrip() + '…'}”"
    if common.is_behind_notice(annotated.text, placed.span):
        about, passage = "", say("a comment behind a content notice")
    return Record(
        "note",
        (annotated.text.slug,),
        common.text_path(annotated.text.slug),
        placed.id,
        typographic(note.title),
        " · ".join((kind, say("on {passage}", passage=passage), common.label(annotated))),
        typographic(f"{note.claim} {note.body.words}".strip()),
        about=about,
    )


def _is_unseen(annotated: AnnotatedText, comment: Comment) -> bool:
    return annotated.text.notice(comment.number) is not None


def _of_comment(annotated: AnnotatedText, comment: Comment) -> Record:
    text = annotated.text
    written = (block for block in comment.blocks if block.kind is not BlockKind.COMMENT_HEAD)
    words = " ".join(one_space(text.words(block.span)) for block in written)
    name = f", {comment.name}" if comment.name else ""
    title = say("Comment {number}", number=comment.number) + name
    page, place = common.text_path(text.slug), f"comment-{comment.number}"
    return Record("comment", (text.slug,), page, place, title, common.label(annotated), words)


def _of_parallel(placed: PlacedParallel) -> Record:
    parallel = placed.parallel
    words, title = typographic(parallel.body.words), typographic(parallel.title)
    page, relation = common.parallel_page(placed), say(RELATIONS[parallel.relation])
    return Record("parallel", placed.texts, page, placed.id, title, relation, words)
