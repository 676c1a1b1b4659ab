"""The reader comments below a text: what the seed prints of each, and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.messages import plural, say
from edition.model import BlockKind, Comment
from edition.pages.article.blocks import blocks_shown, span_of, words_of
from edition.pages.article.notes_beside import notes_beside
from edition.pages.article.reading import APART, OURS, Reading
from edition.pages.escaping import attribute, escaped
from edition.pages.pictures.thread import alone_of, thread_picture, told_alone, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def comments_of(reading: Reading) -> Iterator[str]:
    """The comments below a text, folded, each with what it answers."""
    comments = reading.text.comments
    if not comments:
        return
    yield f"## {say('Reader comments')} {{ #comments .ours {OURS} }}"
    stood = plural(
        "{count} comment stood below this text in the copy the edition received. It is part of the seed, and"
        " reproduced with it; notes on it are for matters of fact only.",
        "{count} comments stood below this text in the copy the edition received. They are part of the seed, and"
        " reproduced with it; notes on them are for matters of fact only.",
        len(comments),
    )
    yield f"{stood}\n{{ .ours {OURS} }}"
    summary = plural("Open the comment", "Open the {count} comments", len(comments))
    yield f'<details class="thread" markdown="1">\n<summary {OURS}>{summary}</summary>'
    yield from _tree(reading)
    for comment in comments:
        yield from _comment(reading, comment)
    yield "</details>"


def _tree(reading: Reading) -> Iterator[str]:
    """Who answers whom: as a picture, and as a tree of links."""
    roots, below = tree_of(reading.text)
    if not roots:
        return
    names = {comment.number: _called(comment) for comment in reading.text.comments}
    yield f'<div class="who" {OURS} markdown="1">'
    yield thread_picture(reading.text)
    yield f'<nav class="tree" aria-label="{say("Who answers whom")}" markdown="1">'
    yield "\n".join(_branches(roots, below, names, 0))
    yield "</nav>"
    yield told_alone(alone_of(reading.text))
    yield "</div>"


def _branches(numbers: list[int], below: dict[int, list[int]], names: dict[int, str], depth: int) -> Iterator[str]:
    """Comments as items of a list, those that answer each as a list in it."""
    for number in numbers:
        yield f"{'    ' * depth}- {_link(number)}{names[number]}"
        yield from _branches(below.get(number, []), below, names, depth + 1)


def _called(comment: Comment) -> str:
    """The name printed over a comment, or the one inferred, in brackets, as ours; nothing where it is lost."""
    if comment.name:
        return f", {escaped(comment.name)}"
    return f", [{escaped(comment.inferred.name)}]" if comment.inferred else ""


def _comment(reading: Reading, comment: Comment) -> Iterator[str]:
    notice = reading.text.notice(comment.number)
    yield f'<section class="comment run" id="comment-{comment.number}" markdown="1">'
    if notice:
        reason = attribute(notice.reason)
        summary = say("Comment {number} opens on request: it {reason}.", number=comment.number, reason=reason)
        yield f'<details class="notice" data-notice markdown="1">\n<summary {OURS}>{summary}</summary>'
    for block in comment.blocks:
        if block.kind is BlockKind.COMMENT_HEAD:
            yield (
                f"### {words_of(reading, block)}{_name(comment)}{_address(comment)} {{ #{block.id} .{block.kind.value}"
                f" {span_of(reading, block)} }}"
            )
            yield from notes_beside(reading, block)
        else:
            yield from blocks_shown(reading, [block])
    yield from _answers(reading, comment)
    if notice:
        yield "</details>"
    yield "</section>"


def _name(comment: Comment) -> str:
    if comment.name or comment.state.startswith("deleted"):
        return ""
    if not comment.inferred:
        return f"<span {OURS}> [{say('name lost in the copy')}]</span>"
    name = escaped(comment.inferred.name)
    lost = say("name lost; {certainty} {name}", certainty=say(comment.inferred.certainty), name=name)
    return f"<span {OURS}> [{lost}]</span>"


def _address(comment: Comment) -> str:
    number, label = comment.number, say("Address of comment {number}", number=comment.number)
    return f'[{APART}#](#comment-{number}){{ .address {OURS} aria-label="{label}" }}'


def _answers(reading: Reading, comment: Comment) -> Iterator[str]:
    """Who is answered and who answers, both ways, with the evidence."""
    parts = [f"↑ {say('Answers {comment}.', comment=_link(a.parent))} {escaped(a.evidence)}" for a in comment.answers]
    children = ", ".join(map(_link, reading.text.answered_by(comment.number)))
    parts += [f"↓ {say('Answered in {comments}.', comments=children)}"] if children else []
    if comment.inferred:
        name, certainty = escaped(comment.inferred.name), say(comment.inferred.certainty)
        inferred = say("Name {certainty} {name}:", certainty=certainty, name=name)
        parts.append(f"{inferred} {escaped(comment.inferred.evidence)}")
    if parts:
        yield f"{' '.join(parts)}\n{{ .answers {OURS} }}"


def _link(number: int) -> str:
    return f"[{say('comment {number}', number=number)}](#comment-{number})"
