"""The reader comments below a text: what the seed prints of each, and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model import BlockKind, Comment
from edition.pages.blocks import block_parts, span_of, words_of
from edition.pages.markup import attribute, escaped
from edition.pages.notes import notes_beside
from edition.pages.reading import OURS, SILENT, Reading
from edition.pages.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator


def comments_of(reading: Reading) -> Iterator[str]:
    """The comments below a text, folded, each with what it answers."""
    comments = reading.text.comments
    if not comments:
        return
    yield f"## Reader comments {{ #comments .ours {OURS} }}"
    yield (
        f"{plural(len(comments), 'comment')} stood below this text in the copy the edition received. They are"
        " part of the seed, and reproduced with it; notes on them are for matters of fact only.\n"
        f"{{ .ours {SILENT} }}"
    )
    yield (f'<details class="thread" markdown="1">\n<summary {SILENT}>Open the {len(comments)} comments</summary>')
    for comment in comments:
        yield from _comment(reading, comment)
    yield "</details>"


def _comment(reading: Reading, comment: Comment) -> Iterator[str]:
    notice = reading.text.notice(comment.number)
    yield f'<section class="comment run" id="comment-{comment.number}" markdown="1">'
    if notice:
        yield (
            f'<details class="notice" data-notice markdown="1">\n<summary {SILENT}>'
            f"Comment {comment.number} opens on request: it {attribute(notice.reason)}.</summary>"
        )
    for block in comment.blocks:
        if block.kind is BlockKind.COMMENT_HEAD:
            yield (
                f"### {words_of(reading, block)}{_name(comment)} {{ #{block.id} .{block.kind.value}"
                f" {span_of(reading, block)} }}"
            )
            yield from notes_beside(reading, block)
        else:
            yield from block_parts(reading, block)
    yield from _answers(reading, comment)
    if notice:
        yield "</details>"
    yield "</section>"


def _name(comment: Comment) -> str:
    if comment.name or comment.state.startswith("deleted"):
        return ""
    if not comment.inferred:
        return f"<span {SILENT}> [name lost in the copy]</span>"
    name = escaped(comment.inferred.name)
    return f"<span {SILENT}> [name lost; {comment.inferred.certainty} {name}]</span>"


def _answers(reading: Reading, comment: Comment) -> Iterator[str]:
    """Who is answered and who answers, both ways, with the evidence."""
    parts = [f"↑ Answers [comment {a.parent}](#comment-{a.parent}). {escaped(a.evidence)}" for a in comment.answers]
    answered_by = reading.text.answered_by(comment.number)
    children = [f"[comment {number}](#comment-{number})" for number in answered_by]
    parts += [f"↓ Answered in {', '.join(children)}."] if children else []
    if comment.inferred:
        name, certainty = escaped(comment.inferred.name), comment.inferred.certainty
        parts.append(f"Name {certainty} {name}: {escaped(comment.inferred.evidence)}")
    if parts:
        yield f"{' '.join(parts)}\n{{ .answers {SILENT} }}"
