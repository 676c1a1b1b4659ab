"""What changed in notes, entries and parallels: all of it by days, and the changes of each, a page for each text."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from edition.messages import plural, readable, say
from edition.pages import common
from edition.pages.common import ENTRY_CHANGES, PARALLEL_CHANGES, note_changes
from edition.pages.escaping import escaped
from edition.pages.labels import CHANGED, PARTS
from edition.pages.lists import filters
from edition.pages.typography import in_its_language, sorting_key, typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.model import Alteration, Change, Edition, Page

_LANDINGS, _FILES = 100, 30
"""So many landings are listed, the latest, and of each so many files of a sort."""
_OF_ONE = 10
"""So many changes of one file are told."""
_CONTEXT, _RUN = 5, 30
"""So many words around a difference are shown, and so many of one run of other words."""
_ALIKE = 0.5
"""Words that have less in common are shown one after the other, and not mixed."""


def changes_pages(edition: Edition) -> Iterator[Page]:
    """The list of what changed, and a page with the changes of each note of a text, each entry, each parallel."""
    if not edition.history.changes:
        return
    yield _changes_page(edition)
    for path, title in _parts_of_the_edition(edition):
        told: dict[str, list[Change]] = {}  # by places, so that a file that was moved to another folder has one
        for change in edition.history.changes:
            if common.changes_path(edition, change.file) == path:
                told.setdefault(common.changes_id(change.file), []).append(change)
        if told:
            yield _files_page(edition, path, title, told)


def _parts_of_the_edition(edition: Edition) -> Iterator[tuple[str, str]]:
    """The pages on which single files are told, each with its title."""
    for text in edition.texts:
        name = common.label(text)
        yield note_changes(text.text.slug), say("Changes of the notes on “{text}”", text=name)
    yield ENTRY_CHANGES, say("Changes of the glossary")
    yield PARALLEL_CHANGES, say("Changes of the parallels")


# The list


def _changes_page(edition: Edition) -> Page:
    told = say("What changed in notes, glossary and parallels, the latest first.")
    made = {common.changes_path(edition, file) for file in edition.history.of}
    ways = [
        f"[{escaped(title)}]({common.address(common.CHANGES, path)})"
        for path, title in _parts_of_the_edition(edition)
        if path in made
    ]
    landings = edition.history.landings
    facts = {"title": say("Changes"), "description": told, "template": "main.html", "hide": ["toc"]}
    return common.page(
        common.CHANGES,
        facts | ({"feed": say("Follow the changes: a feed (Atom)")} if edition.history.first else {}),
        f"# {say('Changes')}",
        f"{told} {_known(edition)}".strip(),
        say("Note by note: {pages}.", pages=" · ".join(ways)),
        _of_texts(edition),
        *_days(edition, landings[:_LANDINGS]),
        say("Earlier changes are told on these pages, and in the repository.") if landings[_LANDINGS:] else "",
    )


def _of_texts(edition: Edition) -> str:
    """The ways to what was changed in texts, if any was."""
    ways = [
        f"[{common.titled(edition, text)}, {readable(old.until)}]"
        f"({common.address(common.CHANGES, common.revision_path(old))})"
        for text in edition.texts
        for old in text.text.earlier
    ]
    return say("What was changed in texts: {pages}.", pages=" · ".join(ways)) if ways else ""


def _known(edition: Edition) -> str:
    """From when on changes are known, where that is not from the beginning."""
    since = edition.history.since.partition("T")[0]
    return say("What was before {date} is not known here.", date=readable(since)) if since else ""


def _days(edition: Edition, landings: Sequence[Sequence[Change]]) -> Iterator[str]:
    for day, group in itertools.groupby(landings, key=lambda landing: landing[0].day):
        yield f"## {readable(day)}"
        yield from (_landing(edition, landing) for landing in group)


def _landing(edition: Edition, landing: Sequence[Change]) -> str:
    groups = []
    for sort, changes in by_sort(landing):
        links = [_link(edition, change) for change in changes[:_FILES]]
        links += [say("{count} more", count=len(changes) - _FILES)] if changes[_FILES:] else []
        groups.append(f"- **{say(CHANGED[sort])}:** {'; '.join(links)}")
    lines = "\n".join(groups)
    place = f'id="{landing_id(landing[0])}"{common.in_notes(edition)}'
    return f'<div class="landing" {place} markdown="1">\n\n{lines}\n\n</div>'


def landing_id(change: Change) -> str:
    """Where in the list the changes stand that came with a change."""
    return f"c{change.commit[:12]}"


def by_sort(landing: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes of a landing: what is new, what was changed, what was withdrawn, what was taken out."""
    ordered = sorted(landing, key=lambda change: [*CHANGED].index(change.sort))
    return [(sort, list(changes)) for sort, changes in itertools.groupby(ordered, key=lambda change: change.sort)]


def _link(edition: Edition, change: Change) -> str:
    name = escaped(typographic(change.name))
    path = common.changes_path(edition, change.file)
    link = f"[{name}]({common.address(common.CHANGES, path, common.changes_id(change.file))})" if path else name
    parts = ", ".join(_part(alteration) for alteration in change.parts)
    return f"{link} ({parts})" if parts else link


def _part(alteration: Alteration) -> str:
    return say(PARTS[alteration.part]) if alteration.part in PARTS else escaped(alteration.part)


# The changes of each file


def _files_page(edition: Edition, path: str, title: str, told: Mapping[str, Sequence[Change]]) -> Page:
    """The changes of each file, by their places on the page; those that are gone come last."""
    files = [_file(edition, path, place, changes) for place, changes in told.items()]
    about = say("What was changed in each, the latest first.")
    facts = {"title": title, "description": f"{title}. {about}", "template": "list.html", "hide": ["toc"]}
    return common.page(
        path,
        facts,
        f"# {escaped(title)}",
        f"{about} {_known(edition)} [{say('All changes by days')}]({common.address(path, common.CHANGES)})",
        filters.filter_form(filters.search_field(say("Words"))),
        '<section markdown="1">',
        *(words for _, words in sorted(files)),
        "</section>",
    )


def _file(edition: Edition, path: str, place: str, changes: Sequence[Change]) -> tuple[tuple[bool, str, str], str]:
    """The changes of a file, after what puts it in order; of what was withdrawn old words are not printed again."""
    name = typographic(changes[0].name)
    ways = (common.way_to(edition, path, file) for file in dict.fromkeys(change.file for change in changes))
    way = next(filter(None, ways), "")
    is_gone = not way or changes[0].sort == "retired"
    rows = [_change(edition, change, worded=not is_gone) for change in changes[:_OF_ONE]]
    rows += [f"- {_earlier(len(changes) - _OF_ONE)}"] if changes[_OF_ONE:] else []
    heading = f"[{escaped(name)}]({way})" if way else escaped(name)
    lines = "\n".join(rows)
    words = (
        f'<div class="item"{common.in_notes(edition)} markdown="1">\n\n## {heading} {{ #{place} }}\n\n{lines}\n\n</div>'
    )
    return (is_gone, sorting_key(name), place), words


def _earlier(count: int) -> str:
    return plural(
        "{count} earlier change is told by the repository.",
        "{count} earlier changes are told by the repository.",
        count,
    )


def _change(edition: Edition, change: Change, *, worded: bool) -> str:
    """One change of a file: the day, what it was, and how its parts read before and after."""
    told = [part for part in change.parts if worded and (part.before or part.after)]
    named = ", ".join(_part(part) for part in change.parts if part not in told)
    day = f'<time datetime="{change.when}">{readable(change.day)}</time>'
    lines = [f"- {day}: {say(CHANGED[change.sort]).lower()}{f': {named}' if named else ''}"]
    lines += [f"{_part(part).capitalize()}: {difference(part, edition.settings.notes_language)}" for part in told]
    return "<br>".join(lines)


def difference(alteration: Alteration, language: str) -> str:
    """How the words of a part differ, in Markdown: what went is `del`, what came is `ins`, with a few words around."""
    old, new = (re.findall(r"\S+", typographic(words)) for words in (alteration.before, alteration.after))
    if Indel.normalized_similarity(old, new) < _ALIKE:
        return " ".join(_shown(tag, words, language) for tag, words in (("del", old), ("ins", new)) if words)
    parts = []
    steps = list(Indel.opcodes(old, new))
    runs = [list(run) for _, run in itertools.groupby(steps, key=lambda step: step.tag == "equal")]
    for number, run in enumerate(runs):
        if run[0].tag == "equal":
            same = new[run[0].dest_start : run[-1].dest_end]
            words = _context(same, first=not number, last=number == len(runs) - 1)
            parts.append(in_its_language(escaped(" ".join(words)), language))
        else:
            went, came = old[run[0].src_start : run[-1].src_end], new[run[0].dest_start : run[-1].dest_end]
            parts += [_shown(tag, words, language) for tag, words in (("del", went), ("ins", came)) if words]
    return " ".join(parts)


def _shown(tag: str, words: Sequence[str], language: str) -> str:
    """Words that went, or came; of very many the first."""
    few = [*words[:_RUN], "…"] if words[_RUN:] else words
    return f"<{tag}>{in_its_language(escaped(' '.join(few)), language)}</{tag}>"


def _context(words: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """Words that stayed: those beside the differences before and after them."""
    before, after = [] if first else list(words[:_CONTEXT]), [] if last else list(words[-_CONTEXT:])
    if len(words) <= len(before) + len(after):
        return list(words)
    return [*before, "…", *after]
