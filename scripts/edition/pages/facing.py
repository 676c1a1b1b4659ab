"""Two texts facing each other: each whole and in its order, and beside its passages what the other says to them.

Every word of a seed stands in an element with `data-seed` and `data-span`, which `site/verify` compares.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from edition.messages import listed, plural, say
from edition.model import Span
from edition.pages import common
from edition.pages.blocks import class_of, facts_of_language, space_of
from edition.pages.markup import Insert, Mark, Space, escaped, render
from edition.pages.pair_picture import pair_picture
from edition.pages.pairs import Pair, met, numbered, shown
from edition.pages.reading import OURS
from edition.pages.typography import typographic
from edition.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from edition.model import AnnotatedText, Block, Edition, Page, Parallel, PlacedParallel, PlacedPassage, Text

    _Beside = Callable[[Edition, Pair, AnnotatedText, AnnotatedText, PlacedParallel], Iterator[str]]

_SENTENCE_ENDS = re.compile(r"[.!?…]+['\"”’»)\]]*\s+|[。！？]['\"”’»）」』]*")


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
        f"{count} {_silences(pair)}",
        pair_picture(pair, pair.path),
        f"## {say('“{text}”, and what “{other}” says to it', text=one, other=other)} {{ #the-first }}",
        *_whole(edition, pair, pair.one, pair.other, _meeting),
        f"## {say('“{text}”, and what “{other}” says to it', text=other, other=one)} {{ #the-second }}",
        *_whole(edition, pair, pair.other, pair.one, _return),
    )


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


def _whole(edition: Edition, pair: Pair, here: AnnotatedText, there: AnnotatedText, beside: _Beside) -> Iterator[str]:
    """A text in its order; where the other answers, what it says stands beside the block."""
    first: dict[str, list[PlacedParallel]] = {}
    for placed in pair.parallels:
        passages = placed.passages_in(here.text.slug)
        block = here.block_at(min(passage.span for passage in passages))
        first.setdefault(block.id, []).append(placed)
    yield '<div class="facing-view" markdown="1">'
    for has_any, blocks in itertools.groupby(shown(pair, here), key=lambda block: block.id in first):
        for row in ([block] for block in blocks) if has_any else [list(blocks)]:
            yield f'<div class="row{"" if has_any else " alone"}" markdown="1">\n\n<div class="here" markdown="1">'
            yield from (_block(edition, pair, here, block) for block in row)
            yield '</div>\n\n<div class="there" markdown="1">'
            for placed in first.get(row[0].id, ()):
                yield from beside(edition, pair, here, there, placed)
            yield "</div>\n\n</div>"
    yield "</div>"


def _block(edition: Edition, pair: Pair, here: AnnotatedText, block: Block) -> str:
    text = here.text
    marks = [
        Mark(passage.span, placed.parallel.slug, "parallel", "parallel")
        for placed in pair.parallels
        for passage in placed.passages_in(text.slug)
    ]
    target = common.address(pair.path, common.text_path(text.slug), block.id)
    number = common.paragraph_number(block)
    name = say("Paragraph {number}, in its text", number=number)
    link = f'[{number}]({target}){{ .number {OURS} aria-label="{name}" }}'
    inserts = [Insert(block.span.end, link)] if number else []
    words = render(text, block.span, marks, [], inserts, space=space_of(block))
    return f"{words}\n{{ .{class_of(block)} {_seed(text, block.span)}{facts_of_language(edition, text, block)} }}"


def _seed(text: Text, span: Span) -> str:
    """The attributes by which words of a seed are proven; the search finds them on the page of the text."""
    return f'data-seed="{text.slug}" data-span="{span}"'


def quoted(edition: Edition, path: str, placed: PlacedParallel, passage: PlacedPassage) -> Iterator[str]:
    """A passage of a parallel in its sentence, and the way to its words; seen from a page."""
    annotated = edition.text[passage.text]
    text = annotated.text
    target = common.address(path, common.text_path(text.slug), passage.id)
    label = escaped(common.label(annotated))
    if common.is_behind_notice(text, passage.span):
        yield f"[{say('In a comment behind a content notice')}]({target})\n{{ .passage }}"
        return
    span = sentence(text, passage.span)
    mark = Mark(passage.span, placed.parallel.slug, "parallel", "parallel")
    words = render(text, span, [mark], [], [], space=Space(breaks=False))
    language = facts_of_language(edition, text, text.blocks_in(span)[0])
    yield f"{words}\n{{ .passage {_seed(text, span)}{language} }}"
    yield f"[{label}, {common.place_label(text, passage.span)}]({target})\n{{ .where }}"


def sentence(text: Text, span: Span) -> Span:
    """The whole sentences in which a span stands, within its blocks."""
    blocks = text.blocks_in(span)
    first, last = blocks[0].span, blocks[-1].span
    starts = [match.end() for match in _SENTENCE_ENDS.finditer(text.chars, first.start, span.start)]
    after = _SENTENCE_ENDS.search(text.chars, span.end - 1, last.end)
    end = after.start() + len(after[0].rstrip()) if after else last.end
    return Span(max(starts, default=first.start), max(end, span.end))


def _meeting(
    edition: Edition, pair: Pair, here: AnnotatedText, there: AnnotatedText, placed: PlacedParallel
) -> Iterator[str]:
    """A parallel in full: the passage, its counterpart, how they stand to each other and why."""
    parallel = placed.parallel
    yield f'<section class="meeting" data-parallel="{parallel.slug}"{common.in_notes(edition)} markdown="1">'
    yield f"### {escaped(typographic(parallel.title))} {{ #{placed.id} }}"
    for passage in placed.passages_in(here.text.slug):
        if not common.is_behind_notice(here.text, passage.span):
            words = render(here.text, passage.span, [], [], [], space=Space(breaks=False))
            language = facts_of_language(edition, here.text, here.block_at(passage.span))
            yield f"{words}\n{{ .said {_seed(here.text, passage.span)}{language} }}"
    for passage in placed.passages_in(there.text.slug):
        yield from quoted(edition, pair.path, placed, passage)
    yield essay(edition, pair.path, parallel)
    own = common.address(pair.path, common.parallel_path(parallel.slug))
    others = [slug for slug in placed.texts if slug not in {here.text.slug, there.text.slug}]
    further = say("Also in {texts}.", texts=listed([_also(edition, pair, placed, slug) for slug in others]))
    ways = (
        f"[{say('Address of this parallel')}]({own}) · {common.last_change(edition, pair.path, parallel)}"
        f"{common.improve_link(edition, parallel, say('Improve this parallel'))}"
    )
    yield f"{' '.join(filter(None, (further if others else '', common.signature(parallel), ways)))}\n{{ .tail }}"
    yield "</section>"


def essay(edition: Edition, path: str, parallel: Parallel) -> str:
    """How the passages of a parallel stand to each other, and why; what that rests on opens on request."""
    relation = f"**{say(RELATIONS[parallel.relation])}.**"
    words = f"{relation} {common.whole_body(edition, path, parallel.body)}"
    return f"{words}\n\n{_folded_sources(parallel)}" if parallel.sources else words


def _folded_sources(parallel: Parallel) -> str:
    count = plural("{count} source", "{count} sources", len(parallel.sources))
    return (
        f'<details class="more" markdown="1">\n<summary>{count}</summary>\n\n'
        '<div class="sources" markdown="1">\n\n'
        f"{common.source_list(parallel.sources)}\n\n</div>\n\n</details>"
    )


def _also(edition: Edition, pair: Pair, placed: PlacedParallel, slug: str) -> str:
    """The way to the passage of a third text."""
    target = common.address(pair.path, common.text_path(slug), placed.passages_in(slug)[0].id)
    return f"[{escaped(common.label(edition.text[slug]))}]({target})"


def _return(
    edition: Edition, pair: Pair, here: AnnotatedText, there: AnnotatedText, placed: PlacedParallel
) -> Iterator[str]:
    """A parallel seen from its second text: the counterpart, and the way to what was said above."""
    del here
    yield f'<section class="meeting" data-parallel="{placed.parallel.slug}" markdown="1">'
    title = escaped(typographic(placed.parallel.title))
    yield f"[{title}](#{placed.id})\n{{ .where{common.in_notes(edition)} }}"
    for passage in placed.passages_in(there.text.slug):
        yield from quoted(edition, pair.path, placed, passage)
    yield "</section>"
