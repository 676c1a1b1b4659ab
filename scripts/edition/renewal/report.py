"""Tell a person what became of a text that is renewed: its blocks, its quotations, and what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.fold import one_space
from edition.model import BlockKind, Quotation
from edition.problems import Problems, shortened
from edition.renewal.quotations import is_other
from edition.texts.anchoring import find
from edition.texts.listing import read_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from edition.model import Block, Entry
    from edition.renewal.quotations import Found, Versions


def report(versions: Versions, found: Sequence[Found], files: Iterable[Path], listed: str) -> str:
    """What becomes of the blocks and the quotations of a text; `files` are those of which a line changes.

    `listed` is the new list of the blocks.
    """
    looked_at = [
        *_list_told(versions, listed), *_links_told(versions), *_summaries_told(versions), *_terms_told(versions)
    ]  # fmt: skip
    lines = [_blocks_told(versions), _counts_told(found), *_rewritten_told(versions, found)]
    lines += _doubts_told(versions, found)
    lines += ["", "To look at:", *(f"  {line}" for line in looked_at)] if looked_at else []
    names = ", ".join(map(str, sorted(files)))
    lines += ["", f"Lines change in {names}."] if names else []
    return "\n".join(lines)


def _blocks_told(versions: Versions) -> str:
    carried = versions.carried
    before = {gone.id for gone in versions.old.retired}
    gone = [block for block in carried.retired if block.id not in before]
    told = [f"{len(carried.blocks) - len(carried.put_in)} of {len(versions.old.blocks)} blocks stay"]
    for what, names in (
        ("new", carried.put_in),
        ("moved", carried.moved),
        ("taken out", [block.id for block in gone if not block.now]),
        ("joined", [f"{block.id} to {block.now}" for block in gone if block.now]),
    ):
        told += [f"{what}: {', '.join(names)}"] if names else []
    return f"{'; '.join(told)}."


def _counts_told(found: Sequence[Found]) -> str:
    doubtful = sum(bool(one.doubt) for one in found)
    rewritten = sum(bool(one.quotation and not one.doubt) for one in found)
    stay = len(found) - rewritten - doubtful
    return f"Quotations: {len(found)}; as they are: {stay}, rewritten: {rewritten}, for a person: {doubtful}."


def _rewritten_told(versions: Versions, found: Sequence[Found]) -> Iterator[str]:
    for one in found:
        changed = one.cited.written.checked and is_other(versions, one)
        if not one.doubt and (one.quotation or changed):
            yield ""
            yield f"{one.cited.where}: rewritten" if one.quotation else f"{one.cited.where}: it stays"
            yield from _both(versions, one)
        if changed:
            yield "    Its words changed, so `checked` is taken out: compare it with its sources again."


def _doubts_told(versions: Versions, found: Sequence[Found]) -> Iterator[str]:
    for one in found:
        if one.doubt:
            yield ""
            yield f"{one.cited.where}: for a person: {one.doubt}"
            yield from _both(versions, one)
            yield "    Quote other words, or retire it: a line `retired:` says why (CONTRIBUTING.md)."
            if one.quotation:
                yield "    Until then its old neighbours keep it from words like its own that stand elsewhere."


def _both(versions: Versions, one: Found) -> Iterator[str]:
    old, span = versions.old, one.cited.span
    yield f'    was ({old.blocks_in(span)[0].id}): "{_shown(old.words(span))}"'
    if one.span:
        like, word = versions.likeness(span, one.span), "nearest" if one.doubt else "now"
        where = f"{versions.new.blocks_in(one.span)[0].id}, {like} of 100 alike"
        yield f'    {word} ({where}): "{_shown(versions.new.words(one.span))}"'
    else:
        yield "    Nothing like it was found."


def _shown(words: str) -> str:
    return shortened(one_space(words))


def _list_told(versions: Versions, listed: str) -> Iterator[str]:
    """What a person should look at in the new list: where it does not fit the text, and what is new."""
    new, problems = versions.new, Problems()
    listing = new.file.with_suffix(".blocks")
    read = read_written(listed, listing, new.file, new.chars, problems)
    yield from (str(problem).replace("\n", "\n  ") for problem in problems.in_order())
    if read and read.blocks != new.blocks:
        yield f"{listing}:1: two blocks open with the same words; compare the list with the text"
    for block, line in zip(read.blocks, read.lines, strict=True) if read else ():
        if block.id in versions.carried.put_in:
            yield f"{listing}:{line}: {block.id} is new; is it a {block.kind}? “{_shown(new.words(block.span))}”"


def _links_told(versions: Versions) -> Iterator[str]:
    """Links to what was taken out."""
    slug = versions.old.slug
    gone = {f"{slug}/{block.id}" for block in versions.carried.retired if not block.now}
    gone |= {f"{slug}/comment-{block.number}" for block in versions.carried.retired if block.number}
    for written in versions.edition.written:
        for link in written.body.links_inside:
            if link.scheme == "text" and link.target in gone:
                line = written.body_line + link.line
                yield f"{written.file}:{line}: it links {link.target}, which was taken out: lead it elsewhere"


def _summaries_told(versions: Versions) -> Iterator[str]:
    """Blocks with other words, of which what is told may no longer hold."""
    old: dict[str, Block] = {block.id: block for block in versions.old.blocks}
    listing = versions.new.file.with_suffix(".blocks")
    for block in versions.new.blocks:
        if block.id not in old or not versions.is_changed(old[block.id].span, block.span):
            continue
        if block.summary:
            yield f"{listing}: {block.id} has other words; does its summary hold? “{shortened(block.summary)}”"
        if block.kind is BlockKind.COMMENT_HEAD:
            words = _shown(versions.new.words(block.span))
            yield f"{listing}: {block.id} has other words; do its facts hold? “{words}”"


def _terms_told(versions: Versions) -> Iterator[str]:
    """Entries whose words are no longer in the text."""
    for entry in versions.edition.entries:
        for phrase in entry.do_not_link:
            if find(versions.old, Quotation(phrase)) and not find(versions.new, Quotation(phrase)):
                yield f'{_line(entry, "do_not_link")}: the words "{shortened(phrase)}" are no longer in the text'
        forms = [form for form in entry.forms if find(versions.old, Quotation(form))]
        if forms and not any(find(versions.new, Quotation(form)) for form in entry.forms):
            yield f'{_line(entry, "forms")}: the text no longer names "{entry.term}"'


def _line(entry: Entry, key: str) -> str:
    return f"{entry.file}:{entry.lines[key]}"
