"""Rebuild a comment thread from what its copy kept: who answers whom, who wrote what, what is quoted.

Everything rests on the seed alone. A lost name is inferred only by one of the rules below, each of which
states its evidence; where none applies the name stays lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edition.model import Answer, Block, BlockKind, Comment, Inference
from edition.texts.quoted import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Quoted


@dataclass(frozen=True, slots=True)
class PrintedComment:
    """What a copy prints of one reader comment."""

    number: int
    name: str
    """The name printed, or nothing where the copy lost it."""
    address: str = ""
    """The name of the person it is addressed to, or nothing."""
    replied_by: tuple[str, ...] = ()
    """The names it lists as having replied."""
    date: str = ""
    state: str = ""
    answers: int = 0
    """The comment that it stands under, where the copy shows that; else 0."""


@dataclass(slots=True)
class _Draft:
    """A comment while its thread is being rebuilt."""

    printed: PrintedComment
    parents: dict[int, str] = field(default_factory=dict)
    """The comments it answers, each with the evidence."""
    inferred: Inference | None = None

    @property
    def number(self) -> int:
        return self.printed.number

    @property
    def address(self) -> str:
        return self.printed.address

    @property
    def replied_by(self) -> tuple[str, ...]:
        return self.printed.replied_by

    @property
    def name(self) -> str:
        return self.printed.name or (self.inferred.name if self.inferred else "")


def rebuild(chars: str, blocks: Sequence[Block], printed: Sequence[PrintedComment]) -> tuple[Comment, ...]:
    """The comments of a seed with the names and answers that can be proven from it."""
    drafts = {comment.number: _Draft(comment) for comment in printed}
    _answers_by_place(drafts)
    _answers_by_name(drafts)
    _answers_by_quotation(blocks, drafts, quotations(chars, blocks))
    _name_by_reply_list(drafts)
    _name_by_address(drafts)
    _answers_by_name(drafts)
    _name_by_dialogue(drafts)
    _answers_by_order(drafts)
    return tuple(_comments(blocks, drafts))


def _comments(blocks: Sequence[Block], drafts: dict[int, _Draft]) -> Iterator[Comment]:
    for draft in drafts.values():
        own = tuple(block for block in blocks if block.comment == draft.number)
        answers = tuple(Answer(draft.number, parent, why) for parent, why in draft.parents.items())
        printed = draft.printed
        yield Comment(draft.number, printed.name, own, draft.inferred, answers, printed.date, printed.state)


def with_lost_embeds(chars: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs of comments that end with a colon: what they point to is not in the copy."""
    return tuple(
        replace(block, is_cut=True)
        if block.kind is BlockKind.COMMENT_PARAGRAPH and chars[block.span.start : block.span.end].endswith(":")
        else block
        for block in blocks
    )


def _same(one: str, other: str) -> bool:
    """The site writes one handle with and without capitals."""
    return bool(one) and one.casefold() == other.casefold()


def _listed(name: str, draft: _Draft) -> bool:
    return any(_same(name, listed) for listed in draft.replied_by)


def _answers_by_place(drafts: dict[int, _Draft]) -> None:
    """A comment that stands under another answers it."""
    for draft in drafts.values():
        if draft.printed.answers:
            draft.parents[draft.printed.answers] = "It stands under it."


def _answers_by_name(drafts: dict[int, _Draft]) -> None:
    """An "@" line answers an earlier comment of that name: one that lists the writer, else the last.

    Where the writer's name is lost, a comment that lists any reply comes before one that lists none.
    """
    for draft in drafts.values():
        if not draft.address or draft.parents:
            continue
        earlier = [d for d in drafts.values() if d.number < draft.number and _same(d.name, draft.address)]
        listing = [d for d in earlier if _listed(draft.name, d)] or [d for d in earlier if d.replied_by]
        if not earlier:
            continue
        parent = (listing or earlier)[-1]
        why = f"It is addressed to @{draft.address}."
        if len(earlier) > 1 and not listing:
            why += f" Which of {parent.name}’s comments is meant is not certain; this is the last before it."
        draft.parents[parent.number] = why


def _answers_by_quotation(blocks: Sequence[Block], drafts: dict[int, _Draft], quoted: Sequence[Quoted]) -> None:
    """A comment that repeats a paragraph of an earlier comment answers it."""
    of = {block.id: block.comment for block in blocks}
    for quotation in quoted:
        child, parent = of[quotation.block], of[quotation.source]
        if child and parent:
            drafts[child].parents.setdefault(parent, f"It repeats words of comment {parent}.")


def _name_by_address(drafts: dict[int, _Draft]) -> None:
    """X addresses a Y printed over no comment; one comment without a name lists a reply by X: it is Y's."""
    known = [d.name for d in drafts.values() if d.name]
    for answer in drafts.values():
        if not answer.address or not answer.printed.name or any(_same(answer.address, name) for name in known):
            continue
        nameless = [
            d for d in drafts.values() if d.number < answer.number and not d.name and _listed(answer.printed.name, d)
        ]
        if len(nameless) == 1:
            nameless[0].inferred = Inference(
                answer.address,
                f"It lists a reply by {answer.printed.name}, and comment {answer.number} by {answer.printed.name} is"
                f" addressed to @{answer.address}, a name printed over no comment.",
                "very likely",
            )


def _name_by_reply_list(drafts: dict[int, _Draft]) -> None:
    """A comment without a name answers one that lists a single X with no other comment to show: it is X."""
    for draft in drafts.values():
        if draft.name:
            continue
        for parent in (drafts[number] for number in draft.parents):
            open_names = [n for n in parent.replied_by if not _answered_by(n, parent, drafts)]
            if len(open_names) == 1:
                draft.inferred = Inference(
                    open_names[0],
                    f"It is addressed to @{draft.address}, and comment {parent.number} by"
                    f" {parent.name} lists a reply by {open_names[0]} that is otherwise not there.",
                    "very likely",
                )


def _answered_by(name: str, parent: _Draft, drafts: dict[int, _Draft]) -> bool:
    """Whether a comment under that printed name is already known, or fit, to be the listed reply."""
    return any(
        _same(d.printed.name, name) and (parent.number in d.parents or (d.number > parent.number and not d.parents))
        for d in drafts.values()
    )


def _name_by_dialogue(drafts: dict[int, _Draft]) -> None:
    """A asks B, B answers A, and Y answers that answer of B in the first person: A is likely Y."""
    for draft in drafts.values():
        if draft.name:
            continue
        for reply in (d for d in drafts.values() if draft.number in d.parents):
            back = [d for d in drafts.values() if reply.number in d.parents and _same(d.address, reply.name)]
            if _same(draft.address, reply.name) and len(back) == 1 and back[0].name:
                draft.inferred = Inference(
                    back[0].name,
                    f"{reply.name} answers it in comment {reply.number}, and in comment {back[0].number}"
                    f" {back[0].name} answers that as the one spoken to.",
                    "likely",
                )


def _answers_by_order(drafts: dict[int, _Draft]) -> None:
    """The replies a comment lists, found among later comments of that name that have no place yet.

    Sites print replies in the order of the comments they answer; so the listings by a name and its unplaced
    comments are matched in order, from the last backwards, and only if every listing finds a comment.
    """
    names = {name.casefold() for d in drafts.values() for name in d.replied_by}
    for name in sorted(names):
        listings = [d for d in drafts.values() for _ in range(_missing(d, name, drafts))]
        free = [d for d in drafts.values() if _same(d.name, name) and not d.parents]
        pairs = list(zip(reversed(listings), reversed(free), strict=False))
        if len(pairs) == len(listings) and all(child.number > parent.number for parent, child in pairs):
            for parent, child in pairs:
                child.parents[parent.number] = f"Comment {parent.number} lists a reply by {child.name}."


def _missing(parent: _Draft, name: str, drafts: dict[int, _Draft]) -> int:
    """How many of the replies a comment lists under a name are not known yet."""
    known = sum(parent.number in d.parents and _same(d.name, name) for d in drafts.values())
    return sum(_same(listed, name) for listed in parent.replied_by) - known
