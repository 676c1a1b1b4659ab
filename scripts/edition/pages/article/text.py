"""The reading page of a text: its words, its notes beside them, its comments after them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edition.fold import count_words, one_space
from edition.messages import number, plural, readable, say
from edition.model import AnnotatedText, Block, BlockKind, Edition, RetiredBlock, Text
from edition.pages import common
from edition.pages.article.blocks import blocks_shown, facts_of_language, span_of, words_of
from edition.pages.article.comments import comments_of
from edition.pages.article.notes_beside import notes_beside
from edition.pages.article.reading import OURS, Reading, reading_of
from edition.pages.article.structured import structured_data
from edition.pages.escaping import attribute, escaped
from edition.pages.frame import lists
from edition.pages.pictures.thread import tree_of
from edition.vocabulary import CONTEXT_WORDS, KINDS, NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Page

_LONG = 5
"""A text of so many headings has a table of contents."""

_OF_FEW = {
    BlockKind.LINE,
    BlockKind.SPEAKER,
    BlockKind.STAGE,
    BlockKind.ITEM,
    BlockKind.ROW,
    BlockKind.CODE,
    BlockKind.NOTE,
    BlockKind.ORNAMENT,
}
"""Kinds of blocks that few texts have: `kinds.css` is for them."""


def text_page(edition: Edition, annotated: AnnotatedText) -> Page:
    """The reading page of a text."""
    reading = reading_of(edition, annotated)
    facts: dict[str, object] = {
        "title": reading.text.title,
        "description": reading.text.description or reading.text.title,
        "template": "text.html",
        "hide": ["toc"],
        "source": f"{NOTES}/{reading.text.slug}",
        "source_is_folder": True,
        "text": reading.text.slug,
        "language": reading.text.language,
        "structured": structured_data(edition, annotated),
    }
    if tree_of(reading.text)[0]:
        facts["pictures"] = True
    if any(block.kind in _OF_FEW for block in reading.text.blocks):
        facts["kinds"] = True
    if author := reading.text.facts.get("Author"):
        facts["author"] = author
    article = [block for block in reading.text.blocks if block.comment is None]
    shown = [block for block in article if block.kind is not BlockKind.FURNITURE]
    furniture = [block for block in article if block.kind is BlockKind.FURNITURE]
    title = next((block for block in shown if block.kind is BlockKind.TITLE), None)
    return common.page(
        reading.path,
        facts,
        _container(reading),
        '<div class="run" markdown="1">',
        *_title(reading, title),
        _about(reading),
        _contents(reading, shown),
        _switches(reading),
        *blocks_shown(reading, (block for block in shown if block is not title)),
        "</div>",
        *comments_of(reading),
        *_furniture(reading, furniture),
        *_versions(reading),
        *_retired(reading),
        *_next(reading),
        "</div>",
    )


def _container(reading: Reading) -> str:
    """The reading container, with what the page's script needs for citing and suggesting."""
    data = {
        "text": reading.text.slug,
        "cite": _citation(reading),
        "folder": f"{NOTES}/{reading.text.slug}",
        "repo": reading.edition.repo_url,
        "context": str(CONTEXT_WORDS),
    }
    attributes = " ".join(f'data-{key}="{attribute(value)}"' for key, value in data.items())
    language = reading.edition.settings.language
    return f'<div class="edition" lang="{language}" {attributes} markdown="1">'


def _citation(reading: Reading) -> str:
    facts = reading.text.facts
    return ", ".join([facts.get("Author", ""), reading.text.title, facts.get("Date", "")]).strip(", ")


def _title(reading: Reading, title: Block | None) -> Iterator[str]:
    """The title as the seed prints it, else the one the table of texts gives."""
    if title:
        yield f"# {words_of(reading, title)} {{ #{title.id} {span_of(reading, title)} }}"
    else:
        yield f"# {escaped(reading.text.title)} {{ {OURS} }}"
    yield f"## {say('The text')} {{ #the-text .unseen {OURS} }}"
    yield from notes_beside(reading, title) if title else ()
    before = f"[{say('Earlier versions')}](#versions)" if reading.text.earlier else ""
    if line := " · ".join(part for part in (common.byline(reading.text), _introduction(reading), before) if part):
        yield f"{line}\n{{ .byline {OURS} }}"


def _introduction(reading: Reading) -> str:
    """The way to the introduction, if one is written."""
    written = any(page.path == common.INTRODUCTION for page in reading.edition.own_pages)
    return f"[{say('Introduction')}]({common.address(reading.path, common.INTRODUCTION)})" if written else ""


def _about(reading: Reading) -> str:
    rows = "\n".join(
        f"<dt>{attribute(say(o.key))}</dt><dd>{attribute(o.value)}. <span>{attribute(o.source)}</span></dd>"
        for o in reading.text.about
    )
    rights = f"<dt>{say('Rights')}</dt><dd>{attribute(reading.text.rights)}</dd>\n" if reading.text.rights else ""
    return (
        f'<details class="about" {OURS}>\n<summary>{say("About this text")}</summary>\n<dl>\n{rows}\n{rights}'
        f"<dt>{say('Seed')}</dt><dd>{seed_told(reading.text)}</dd>\n</dl>\n</details>"
    )


def seed_told(text: Text) -> str:
    """How many words a seed has, its hash, and how much of it stands in blocks, as HTML: all of it."""
    seed = plural(
        "{count} word, reproduced character for character. SHA-256 {hash}",
        "{count} words, reproduced character for character. SHA-256 {hash}",
        count_words(text.chars),
        hash=f"<code>{text.sha256}</code>",
    )
    covered = say(
        "{shown} of its {whole} characters that are not white space are shown.",
        shown=number(sum(len("".join(text.words(block.span).split())) for block in text.blocks)),
        whole=number(len("".join(text.chars.split()))),
    )
    return f"{seed} <span>{covered}</span>"


def _contents(reading: Reading, blocks: list[Block]) -> str:
    """The headings of a long text, as links."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if len(headings) < _LONG:
        return ""
    rows = "\n".join(
        f'<li class="level-{block.level or 2}">'
        f'<a href="#{block.id}"{facts_of_language(reading.edition, reading.text, block)}>'
        f"{attribute(one_space(reading.text.words(block.span)))}</a></li>"
        for block in headings
    )
    return (
        f'<details class="contents" {OURS}>\n<summary>{say("Contents")}</summary>\n'
        f'<nav aria-label="{say("Contents")}">\n<ul>\n{rows}\n</ul>\n</nav>\n</details>'
    )


def _switches(reading: Reading) -> str:
    """What the lines and numbers in the text mean, and the reader's switches; they work by CSS alone."""
    counts = Counter(placed.note.kind for placed in reading.annotated.notes)
    used = [kind for kind in KINDS if kind in counts]
    kinds = "\n".join(
        f'<label><input type="checkbox" id="show-{kind}" checked> <span class="kind {kind}">{say(kind)}</span>'
        f" {counts[kind]}</label>"
        for kind in used
    )
    only = f'<label><input type="checkbox" id="text-only"> {say("text only")}</label>'
    key = f"{_key(reading)}\n" if used else ""
    notes = f"<fieldset>\n<legend>{say('Notes')}</legend>\n{only}\n{kinds}\n</fieldset>\n" if used else ""
    return (
        f'<div class="switches" {OURS}>\n{key}<details>\n<summary>{say("Choose what is shown")}</summary>\n'
        f"{notes}{_summaries(reading)}{_sizes()}\n</details>\n</div>"
    )


def _summaries(reading: Reading) -> str:
    if not any(block.summary for block in reading.text.blocks):
        return ""
    box = f'<label><input type="checkbox" id="show-summaries"> {say("each paragraph in one line")}</label>'
    return f"<fieldset>\n<legend>{say('Show')}</legend>\n{box}\n</fieldset>\n"


def _key(reading: Reading) -> str:
    """What the lines and signs in the text mean."""
    line = f'<span class="marked">{say("a thin line")}</span>'
    dots = f'<span class="dotted">{say("a line of dots")}</span>'
    dashes = f'<span class="dashed">{say("a dashed line")}</span>'
    told = [
        say("Words on {line} have a note, its number in the colour of its kind.", line=line),
        say("Words on {dots} are in the glossary.", dots=dots),
    ]
    if reading.annotated.parallels:
        told.append(say("Words on {dashes} have a parallel, to which {sign} leads.", dashes=dashes, sign="⇄"))
    return f'<p class="key">{" ".join(told)}</p>'


def _sizes() -> str:
    sizes = (("smaller", say("smaller")), ("", say("usual")), ("larger", say("larger")))
    choices = "\n".join(
        f'<label><input type="radio" name="size" id="size-{value or "usual"}" value="{value}"'
        f"{'' if value else ' checked'}> {name}</label>"
        for value, name in sizes
    )
    return f"<fieldset>\n<legend>{say('Type')}</legend>\n{choices}\n</fieldset>"


def _next(reading: Reading) -> Iterator[str]:
    """What there is to read after a text: the text that follows it, and the lists."""
    texts = reading.edition.texts
    place = texts.index(reading.annotated)
    following = texts[(place + 1) % len(texts)]
    links = (
        [f"[{escaped(common.label(following))}]({common.address(reading.path, common.text_path(following.text.slug))})"]
        if following is not reading.annotated
        else []
    )
    links += [f"[{label}]({common.address(reading.path, path)})" for label, path in lists(reading.edition)]
    yield f"{say('Read next:')} {' · '.join(links)}\n{{ .next {OURS} }}"


def _furniture(reading: Reading, blocks: list[Block]) -> Iterator[str]:
    if not blocks:
        return
    yield '<section class="furniture run" markdown="1">'
    yield f"## {say('Page furniture')} {{ #furniture .ours {OURS} }}"
    kept = say(
        "These lines of the seed belong to the web page it was copied from, not to the text. They are kept because"
        " nothing of a seed is dropped."
    )
    yield f"{kept}\n{{ .ours {OURS} }}"
    yield from blocks_shown(reading, blocks)
    yield "</section>"


def _versions(reading: Reading) -> Iterator[str]:
    """The versions before, with what was changed in each, and the addresses whose words were taken out."""
    if reading.text.earlier:
        yield '<section class="retired run" markdown="1">'
        yield f"## {say('Earlier versions')} {{ #versions .ours {OURS} }}"
        for version in reversed(reading.text.earlier):
            yield f"{_version(reading.path, version)}\n{{ {OURS} }}"
        yield "</section>"
    if reading.text.retired:
        yield '<section class="retired run" markdown="1">'
        yield f"## {say('Taken out of the text')} {{ #taken-out .ours {OURS} }}"
        for gone in reading.text.retired:
            yield f"{_gone(reading, gone, gone.id)}\n{{ #{gone.id} {OURS} }}"
            if gone.number:
                yield f"{_gone(reading, gone, f'comment-{gone.number}')}\n{{ #comment-{gone.number} {OURS} }}"
        yield "</section>"


def _version(path: str, version: Text) -> str:
    """The day on which an earlier version was replaced, why, and the ways to it and to what was changed."""
    name = f"[{common.version_name(version)}]({common.address(path, common.text_path(version.slug))})"
    changes = f"[{say('what was changed')}]({common.address(path, common.revision_path(version))})"
    told = say("Until {date}: {version}, {changes}.", version=name, date=readable(version.until), changes=changes)
    return f"{told} {escaped(version.reason)}".strip()


def _gone(reading: Reading, gone: RetiredBlock, place: str) -> str:
    """What an address says whose words were taken out: where they can be read, or stand now."""
    of = {block.id: (version, block) for version in reading.text.earlier for block in version.blocks}
    version, block = of.get(gone.id, (None, None))
    name = common.block_label(block) if block else place
    name = f"{name[:1].upper()}{name[1:]}"
    if gone.now:
        now = next(block for block in reading.text.blocks if block.id == gone.now)
        link = f"[{common.block_label(now)}](#{now.id})"
        said = say("{name} was joined to {other}.", name=name, other=link)
    else:
        said = say("{name} was taken out.", name=name)
    if version:
        target = common.address(reading.path, common.text_path(version.slug), place)
        said += f" [{say('Read it in {version}', version=common.version_name(version))}]({target})."
    return said


def _retired(reading: Reading) -> Iterator[str]:
    """What an address says whose note or parallel is gone: why, and where to look instead."""
    edition, slug = reading.edition, reading.text.slug
    if reading.annotated.retired:
        yield '<section class="retired run" markdown="1">'
        yield f"## {say('Retired notes')} {{ #retired .ours {OURS} }}"
        for note in reading.annotated.retired:
            words = common.withdrawn(edition, reading.path, note)
            yield f"{words}\n{{ #{note.id} {OURS} }}"
        yield "</section>"
    gone = [
        (pair, [place for passage, place in zip(pair.passages, pair.passage_ids, strict=True) if passage.text == slug])
        for pair in edition.retired_parallels
    ]
    if any(places for _, places in gone):
        yield '<section class="retired run" markdown="1">'
        yield f"## {say('Retired parallels')} {{ #retired-parallels .ours {OURS} }}"
        for pair, (place, *further) in [(pair, places) for pair, places in gone if places]:
            spans = "".join(f'<span id="{other}"></span>' for other in further)
            words = common.withdrawn(edition, reading.path, pair)
            yield f"{spans}{words}\n{{ #{place} {OURS} }}"
        yield "</section>"
