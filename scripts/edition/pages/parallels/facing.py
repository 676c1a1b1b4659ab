"""Two texts facing each other: each whole and in its order, and beside its passages what the other says to them.

Every word of a seed stands in an element with `data-seed` and `data-span`, which `site/proof` compares. In `versions`
two versions of one text face each other by the same means.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.messages import listed, plural, say
from edition.pages import common
from edition.pages.article.blocks import facts_of_language
from edition.pages.article.groups import Shown, grouped
from edition.pages.escaping import attribute, escaped
from edition.pages.marks import Mark, Space, render
from edition.pages.parallels.essays import essay, retired_parallels
from edition.pages.parallels.pairs import Pair, met, numbered, pairs_of, shown
from edition.pages.passages import quoted, seed_facts, whole_block
from edition.pages.pictures.pairs import pair_picture
from edition.pages.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from edition.model import AnnotatedText, Block, Edition, Page, Parallel, PlacedParallel

    _Row = Callable[["_Side", Sequence[PlacedParallel], str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as it faces the other of its pair."""

    edition: Edition
    pair: Pair
    here: AnnotatedText
    there: AnnotatedText


def facing_page(edition: Edition, pair: Pair) -> Page:
    """The page of a pair: a picture, then each text whole, its counterparts and essays beside it."""
    one, other = escaped(common.label(pair.one)), escaped(common.label(pair.other))
    count = plural(
        "{count} place where the two texts speak of the same thing.",
        "{count} places where the two texts speak of the same thing.",
        len(pair.parallels),
    )
    facts = {
        "title": say("{one} and {other}, side by side", one=common.label(pair.one), other=common.label(pair.other)),
        "description": count,
        "template": "main.html",
        "hide": ["toc"],
    }
    return common.page(
        pair.path,
        facts,
        f"# {say('{one} and {other}, side by side', one=one, other=other)}",
        f"{_dated(pair.one)}; {_dated(pair.other)}\n{{ .where }}",
        f"{count} {_silences(pair)}",
        f"{_key()}\n{{ .where }}",
        f'<div class="overview" markdown="1">\n\n{pair_picture(pair, pair.path, is_open=True)}\n\n</div>',
        f"## {say('“{text}”, and what “{other}” says to it', text=one, other=other)} {{ #the-first }}",
        *_whole(_Side(edition, pair, pair.one, pair.other), _meetings),
        f"## {say('“{text}”, and what “{other}” says to it', text=other, other=one)} {{ #the-second }}",
        *_whole(_Side(edition, pair, pair.other, pair.one), _returns),
        *retired_parallels(edition, pair.path, _retired_between(edition, pair.one, pair.other)),
    )


def _dated(text: AnnotatedText) -> str:
    """A text with who wrote it, where it stood and when, as far as that is known."""
    name, byline = escaped(common.label(text)), common.byline(text.text)
    return f"{name} ({byline})" if byline else name


def _key() -> str:
    return say(
        "Words on a dashed line are compared, what stands on a shaded ground is ours, paragraphs in grey have no "
        "counterpart."
    )


def retired_pages(edition: Edition) -> Iterator[Page]:
    """The pages of texts that faced each other, and share no parallel any more."""
    facing = {pair.path for pair in pairs_of(edition)}
    for one, other in itertools.combinations(edition.texts, 2):
        path, gone = common.pair_path(one.text.slug, other.text.slug), _retired_between(edition, one, other)
        if gone and path not in facing:
            names = {"one": common.label(one), "other": common.label(other)}
            title = say("{one} and {other}, side by side", **names)
            facts = {"title": title, "template": "main.html", "hide": ["toc"]}
            yield common.page(path, facts, f"# {escaped(title)}", *retired_parallels(edition, path, gone))


def _retired_between(edition: Edition, one: AnnotatedText, other: AnnotatedText) -> list[Parallel]:
    slugs = {one.text.slug, other.text.slug}
    return [gone for gone in edition.retired_parallels if slugs <= {passage.text for passage in gone.passages}]


def _silences(pair: Pair) -> str:
    """What each text has that the other does not speak of."""
    said = []
    for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
        joined = met(pair, here)
        alone = [common.paragraph_number(b) for b in numbered(here) if b.id not in joined]
        names = {"text": escaped(common.label(here)), "other": escaped(common.label(there))}
        if alone:
            said.append(
                plural(
                    "“{other}” has no counterpart to paragraph {paragraphs} of “{text}”.",
                    "“{other}” has no counterpart to paragraphs {paragraphs} of “{text}”.",
                    len(alone),
                    paragraphs=_ranges(alone),
                    **names,
                )
            )
        else:
            said.append(say("“{other}” has a counterpart to every paragraph of “{text}”.", **names))
    return " ".join(said)


def _ranges(numbers: Sequence[str]) -> str:
    """Numbers as a list in which neighbours are joined: 1–4, 7 and 9a."""
    runs: list[list[str]] = []
    for number in numbers:
        follows = runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed([run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs])


# The words


def _whole(side: _Side, row: _Row) -> Iterator[str]:
    """A text in its order; what the other says to a block stands beside it, or that it says nothing."""
    slug = side.here.text.slug
    first: dict[str, list[PlacedParallel]] = {}
    for placed in side.pair.parallels:
        block = side.here.block_at(min(passage.span for passage in placed.passages_in(slug)))
        first.setdefault(block.id, []).append(placed)
    yield '<div class="facing-view" markdown="1">'
    for has_any, group in itertools.groupby(shown(side.pair, side.here), key=lambda block: block.id in first):
        blocks = list(group)
        if not has_any:
            yield from _alone(side, blocks)
        for block in blocks if has_any else ():
            yield from row(side, first[block.id], "\n\n".join(_blocks(side, [block])))
    yield "</div>"


def _alone(side: _Side, blocks: Sequence[Block]) -> Iterator[str]:
    """Blocks beside which the other text says nothing, and what it leaves out in a line each, where that is told."""
    joined = met(side.pair, side.here)
    left_out = [(b, number) for b in blocks if b.id not in joined and (number := common.paragraph_number(b))]
    yield '<div class="row alone" markdown="1">\n\n<div class="here" markdown="1">'
    yield from _blocks(side, blocks)
    yield f'</div>\n\n<div class="there"{common.in_notes(side.edition)} markdown="1">'
    name = escaped(common.label(side.there))
    if any(block.summary for block, _ in left_out):
        yield f"{say('Not in “{text}”:', text=name)}\n{{ .where }}"
        yield "<ul>"
        for block, number in left_out:
            yield f'<li><span class="n">{number}</span> {attribute(typographic(block.summary))}</li>'
        yield "</ul>"
    elif left_out:
        told = plural(
            "Not in “{text}”: paragraph {paragraphs}.",
            "Not in “{text}”: paragraphs {paragraphs}.",
            len(left_out),
            text=name,
            paragraphs=_ranges([number for _, number in left_out]),
        )
        yield f"{told}\n{{ .where }}"
    yield "</div>\n\n</div>"


def _blocks(side: _Side, blocks: Sequence[Block]) -> Iterator[str]:
    return grouped(side.here.text, blocks, lambda block: Shown(_block(side, block)))


def _block(side: _Side, block: Block) -> str:
    text = side.here.text
    marks = [
        Mark(passage.span, placed.parallel.slug, "parallel", "parallel")
        for placed in side.pair.parallels
        for passage in placed.passages_in(text.slug)
    ]
    return whole_block(side.edition, side.pair.path, text, block, marks=marks)


def _meetings(side: _Side, parallels: Sequence[PlacedParallel], block: str) -> Iterator[str]:
    """The parallels that begin in a block, in full, below each other: passage, counterpart, essay."""
    edition = side.edition
    for number, placed in enumerate(parallels):
        data = f'data-parallel="{placed.parallel.slug}"'
        title = escaped(typographic(placed.parallel.title))
        meant = "\n\n".join([f"### {title} {{ #{placed.id}{common.in_notes(edition)} }}", *_said(side, placed)])
        answered = "\n\n".join(_answered(side, placed))
        left = f'<div class="again" {data}' if number else '<div class="here"'
        yield f'<section class="row" markdown="1">\n\n{left} markdown="1">\n\n{meant if number else block}\n\n</div>'
        yield f'<div class="there" {data} markdown="1">'
        yield answered if number else f"{meant}\n\n{answered}"
        yield f'</div>\n\n<div class="why" {data}{common.in_notes(edition)} markdown="1">'
        yield f"{essay(edition, side.pair.path, placed.parallel)}\n\n{_tail(side, placed)}"
        yield "</div>\n\n</section>"


def _said(side: _Side, placed: PlacedParallel) -> Iterator[str]:
    """The words of a text that are meant."""
    text = side.here.text
    for passage in placed.passages_in(text.slug):
        if not common.is_behind_notice(text, passage.span):
            words = render(text, passage.span, [], [], [], space=Space(breaks=False))
            language = facts_of_language(side.edition, text, side.here.block_at(passage.span))
            yield f"{words}\n{{ .said {seed_facts(text, passage.span)}{language} }}"


def _answered(side: _Side, placed: PlacedParallel) -> Iterator[str]:
    """What the other text says to it."""
    for passage in placed.passages_in(side.there.text.slug):
        yield from quoted(side.edition, side.pair.path, placed, passage)


def _tail(side: _Side, placed: PlacedParallel) -> str:
    """Where a parallel is read besides, who wrote it, and where it can be changed."""
    edition, path, parallel = side.edition, side.pair.path, placed.parallel
    own = common.address(path, common.parallel_path(parallel.slug))
    others = [slug for slug in placed.texts if slug not in {side.here.text.slug, side.there.text.slug}]
    further = say("Also in {texts}.", texts=listed([_also(edition, side.pair, placed, slug) for slug in others]))
    ways = (
        f"[{say('Address of this parallel')}]({own}) · {common.last_change(edition, path, parallel)}"
        f"{common.improve_link(edition, parallel, say('Improve this parallel'))}"
    )
    return f"{' '.join(filter(None, (further if others else '', common.signature(parallel), ways)))}\n{{ .tail }}"


def _also(edition: Edition, pair: Pair, placed: PlacedParallel, slug: str) -> str:
    """The way to the passage of a third text."""
    target = common.address(pair.path, common.text_path(slug), placed.passages_in(slug)[0].id)
    return f"[{escaped(common.label(edition.text[slug]))}]({target})"


def _returns(side: _Side, parallels: Sequence[PlacedParallel], block: str) -> Iterator[str]:
    """The parallels of a block of the second text: the counterparts, and the way to what was said above."""
    yield f'<section class="row" markdown="1">\n\n<div class="here" markdown="1">\n\n{block}\n\n</div>'
    yield '<div class="there" markdown="1">'
    for placed in parallels:
        title = escaped(typographic(placed.parallel.title))
        yield f'<div class="return" data-parallel="{placed.parallel.slug}" markdown="1">'
        yield f"[{title}](#{placed.id})\n{{ .where{common.in_notes(side.edition)} }}"
        yield from _answered(side, placed)
        yield "</div>"
    yield "</div>\n\n</section>"
