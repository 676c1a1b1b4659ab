"""The glossary: its index, and a page for each entry with every mention in context."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote, urlencode

from edition.messages import plural, readable, say
from edition.model import AnnotatedText, Block, Edition, Entry, Mention, Page, PlacedNote, Span
from edition.pages import common
from edition.pages.article.blocks import facts_of_language
from edition.pages.escaping import attribute, escaped, language_facts
from edition.pages.lists import filters
from edition.pages.records import names
from edition.pages.typography import in_its_language, sorting_key, typographic
from edition.vocabulary import ENTRIES, Category
from edition.written import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTEXT = 70
"""So many characters of the text stand on each side of a mention."""

_SHOWN = 6
"""So many places of each text stand below an entry in the index; its page has them all."""

_FEW_TEXTS = 3
"""Of so few texts it is said, too, which does not name an entry."""

_LETTERS = re.compile(r"[^\W_]")


def glossary_page(edition: Edition) -> Page:
    """All entries from A to Z, each with its definition and its mentions in each text side by side."""
    entries = sorted((*edition.entries, *edition.retired_entries), key=lambda entry: sorting_key(entry.term))
    letters = {letter: list(group) for letter, group in groupby(entries, key=_initial)}
    jump = " ".join(f"[{letter}](#{_letter_id(letter)})" for letter in letters)
    parts = [f"{jump}\n{{ .letters }}"]
    for letter, group in letters.items():
        parts += ['<section markdown="1">', f"## {letter} {{ #{_letter_id(letter)} }}"]
        parts += [_reference(edition, entry) if entry.retired else _summary(edition, entry) for entry in group]
        parts.append("</section>")
    return common.page(
        common.GLOSSARY,
        {
            "title": say("Glossary"),
            "description": say("Terms, people, institutions and plans named in the texts."),
            "template": "list.html",
            "hide": ["toc"],
        },
        f"# {say('Glossary')}",
        plural(
            "{count} entry: what the texts name and a reader may want explained. Below each entry stands how often each"
            " text names it, and where.",
            "{count} entries: what the texts name and a reader may want explained. Below each entry stands how often"
            " each text names it, and where.",
            len(edition.entries),
        ),
        _suggest(edition),
        *([_filter(edition)] if edition.entries else []),
        *(parts if entries else []),
        say(
            "[The glossary as data]({data}), with its [JSON Schema]({schema})",
            data=common.address(common.GLOSSARY, "data/glossary.json"),
            schema=common.address(common.GLOSSARY, "data/glossary.schema.json"),
        )
        + "\n{ .where }",
    )


def _suggest(edition: Edition) -> str:
    """How an entry that is missing can be added."""
    guide = f"[{say('How to contribute')}]({common.address(common.GLOSSARY, 'contribute.md')})"
    if not edition.repo_url:
        return f"{say('Is one missing?')} {guide}"
    file = urlencode({"filename": f"{ENTRIES}/a-telling-name.md", "value": templates.entry()}, quote_via=quote)
    address = common.link_target(f"{edition.repo_url}/new/main?{file}")
    return f"{say('Is one missing?')} [{say('Suggest an entry')}]({address}) · {guide}"


def _initial(entry: Entry) -> str:
    letter = _LETTERS.search(sorting_key(entry.term))
    return letter[0].upper() if letter and letter[0].isalpha() else "0–9"


def _letter_id(letter: str) -> str:
    if letter.isascii() and len(letter) == 1:
        return f"letter-{letter.lower()}"
    return f"letter-{ord(letter):x}" if len(letter) == 1 else "letter-digits"


def _filter(edition: Edition) -> str:
    used = {entry.category for entry in edition.entries}
    categories = [category for category in get_args(Category) if category in used]
    labels = {text.text.slug: common.label(text) for text in edition.texts}
    places = {"all": say("both texts") if len(labels) == 2 else say("all texts")}  # noqa: PLR2004 - "both" is for two
    places |= {f"only-{slug}": say("only {name}", name=name) for slug, name in labels.items()}
    places |= {slug: say("{name}, perhaps with others", name=name) for slug, name in labels.items()}
    return filters.filter_form(
        filters.search_field(say("Words in any script")),
        filters.choice("category", say("Category"), {category: say(category) for category in categories}),
        filters.choice("text", say("Named in"), places),
    )


def _summary(edition: Edition, entry: Entry) -> str:
    native = " ".join(f"<span{language_facts(form.lang)}>{escaped(form.text)}</span>" for form in entry.native[:2])
    named = {text.text.slug: _places(text, entry) for text in edition.texts}
    target = common.address(common.GLOSSARY, common.entry_path(entry.slug))
    definition = common.body_links(edition, common.GLOSSARY, entry.body.gist)
    sides = "\n\n".join(filter(None, (_side(edition, text, entry, named[text.text.slug]) for text in edition.texts)))
    forms = attribute(" · ".join(names(entry)))
    notes = len(edition.naming.get(entry.slug, ()))
    also = f" · [{say('in the notes: {count}', count=notes)}]({target}#in-the-notes)" if notes else ""
    return (
        f'<div class="entry item" data-category="{entry.category}" data-text="{_where_named(named)}"'
        f' data-forms="{forms}"{common.in_notes(edition)} markdown="1">\n\n'
        f"### [{escaped(entry.term)}]({target}) {native} {{ #{entry.slug} }}\n\n{definition}\n\n"
        f'<div class="both" markdown="1">\n\n{sides}\n\n</div>\n\n'
        f"{say(entry.category)}{also}\n{{ .where }}\n\n</div>"
    )


def _reference(edition: Edition, entry: Entry) -> str:
    """A line in place of an entry that was retired: its address stays, and leads where its matter went."""
    scheme, _, slug = entry.replaced_by.partition(":")
    own = common.address(common.GLOSSARY, common.entry_path(entry.slug))
    term = escaped(entry.term)
    words = say("{term}: retired", term=f"[{term}]({own})")
    if slug:
        target = f"#{slug}" if scheme == "term" else common.inside_address(edition, common.GLOSSARY, scheme, slug)
        name = escaped(typographic(common.name_of(edition, scheme, slug)))
        words = say("{term}: see {entry}", term=term, entry=f"[{name}]({target})")
    return (
        f'<div class="item see" data-category="{entry.category}" data-text=""'
        f' data-forms="{attribute(entry.term)}"{common.in_notes(edition)} markdown="1">\n\n'
        f"{words}\n{{ #{entry.slug} }}\n\n</div>"
    )


def _where_named(named: dict[str, list[Block]]) -> str:
    """The texts that name an entry, and whether it is all of them or only one, for the filter."""
    slugs = [slug for slug, blocks in named.items() if blocks]
    if len(slugs) == len(named):
        slugs.append("all")
    elif len(slugs) == 1:
        slugs.append(f"only-{slugs[0]}")
    return "|".join(slugs)


def _places(text: AnnotatedText, entry: Entry) -> list[Block]:
    """The block of each mention, in order."""
    return [text.block_at(mention.span) for mention in text.mentions_of.get(entry.slug, ())]


def _side(edition: Edition, text: AnnotatedText, entry: Entry, places: list[Block]) -> str:
    """How often, and where, one text names an entry."""
    name = common.titled(edition, text)
    if not places:
        return f"**–** {name}\n{{ .side .none }}" if len(edition.texts) <= _FEW_TEXTS else ""
    target = common.address(common.GLOSSARY, common.entry_path(entry.slug), f"in-{text.text.slug}")
    links = list(dict.fromkeys(_place_link(common.GLOSSARY, text, block) for block in places))
    more = [f"[{say('{count} more', count=len(links) - _SHOWN)}]({target})"] if len(links) > _SHOWN else []
    return f"**{len(places)}** [{name}]({target}): {', '.join(links[:_SHOWN] + more)}\n{{ .side }}"


def _place_link(path: str, text: AnnotatedText, block: Block) -> str:
    """A link to the place of a mention: the paragraph or the comment, which may stay behind its notice."""
    place = block.id if block.comment is None else f"comment-{block.comment}"
    return f"[{common.block_label(block)}]({common.address(path, common.text_path(text.text.slug), place)})"


def entry_page(edition: Edition, entry: Entry) -> Page:
    """One entry: definition, forms, every mention, notes, relations, sources."""
    path = common.entry_path(entry.slug)
    gist, detail, language = entry.body.gist, entry.body.detail, common.in_notes(edition)
    return common.page(
        path,
        {
            "title": entry.term,
            "description": typographic(gist.words),
            "template": "main.html",
            "hide": ["toc"],
            "source": entry.file.as_posix(),
            "term": entry.term,
        },
        f"# {escaped(entry.term)}",
        f"{common.body_links(edition, path, gist)}\n{{ .definition #definition{language} }}",
        _native(entry),
        f"{say(entry.category).capitalize()}. {_other_forms(entry)}\n{{ .forms }}",
        f'<div{language} markdown="1">\n\n{common.body_links(edition, path, detail)}\n\n'
        f"{common.since(edition, path, entry.body.since)}\n\n</div>"
        if entry.body.parts[1:]
        else "",
        *(part for text in edition.texts for part in _mentions(edition, path, text, entry)),
        *_notes(edition, path, entry),
        *_see_also(edition, path, entry),
        f"## {say('Sources')} {{ #sources }}",
        f'<div class="sources" markdown="1">\n\n{common.source_list(entry.sources)}\n\n</div>',
        f"## {say('Cite')} {{ #cite }}",
        f"{_citation(edition, entry)}\n{{ .cite }}",
        f"{common.signature(entry)} {common.last_change(edition, path, entry)}"
        f"{common.improve_link(edition, entry, say('Improve this entry'))}\n{{ .tail }}",
    )


def retired_page(edition: Edition, entry: Entry) -> Page:
    """The page of an entry that has an address alone: why, and what to read instead."""
    path = common.entry_path(entry.slug)
    facts = {"title": entry.term, "template": "main.html", "hide": ["toc"]}
    return common.page(
        path, facts, f"# {escaped(entry.term)}", common.withdrawn(edition, path, entry, say("Improve this entry"))
    )


def _native(entry: Entry) -> str:
    rows = "".join(
        f"<li><span{language_facts(form.lang)}>{attribute(form.text)}</span>"
        + (f' <i lang="{_romanized(form.lang)}">{attribute(form.transliteration)}</i>' if form.transliteration else "")
        + "</li>\n"
        for form in entry.native
    )
    return f'<ul class="native">\n{rows}</ul>' if rows else ""


def _romanized(lang: str) -> str:
    """The tag of a language in Latin letters: `zh-Latn` for `zh-Hans` (BCP 47, 2.2.3)."""
    return f"{lang.partition('-')[0]}-Latn"


def _other_forms(entry: Entry) -> str:
    native = {form.text for form in entry.native}
    forms = [form for form in entry.forms if form != entry.term and form not in native]
    return say("Also: {names}.", names=in_its_language(escaped(", ".join(forms)))) if forms else ""


def _citation(edition: Edition, entry: Entry) -> str:
    read = say("checked {date}", date=readable(entry.checked)) if entry.checked else say("not yet read a second time")
    target = common.address(common.entry_path(entry.slug), common.entry_path(entry.slug))
    name = escaped(edition.settings.name)
    cited = say("“{term}”, *{edition}*, glossary, {checked}.", term=escaped(entry.term), edition=name, checked=read)
    return f"{cited} [{say('Address of this entry')}]({target})"


def _mentions(edition: Edition, path: str, text: AnnotatedText, entry: Entry) -> Iterator[str]:
    found = text.mentions_of.get(entry.slug, ())
    if not found:
        return
    yield f"## {say('In “{text}”', text=common.titled(edition, text))} {{ #in-{text.text.slug} }}"
    lines = "\n".join(f"- {_in_context(edition, path, text, mention)}" for mention in found)
    yield f'<div class="kwic" markdown="1">\n\n{lines}\n\n</div>'


def _in_context(edition: Edition, path: str, text: AnnotatedText, mention: Mention) -> str:
    block = text.block_at(mention.span)
    where = _place_link(path, text, block)
    if common.is_behind_notice(text.text, mention.span):
        return f"{where}: {say('in a comment behind a content notice')}"
    start = max(block.span.start, mention.span.start - _CONTEXT)
    end = min(block.span.end, mention.span.end + _CONTEXT)
    before = _whole_words(text.text.words(Span(start, mention.span.start)), left=start > block.span.start)
    after = _whole_words(text.text.words(Span(mention.span.end, end)), right=end < block.span.end)
    words = escaped(" ".join(text.text.words(mention.span).split()))
    shown = f"{escaped(before)}<b>{words}</b>{escaped(after)}"
    facts = facts_of_language(edition, text.text, block)
    return f"{where}: <span{facts}>{shown}</span>" if facts else f"{where}: {shown}"


def _whole_words(words: str, *, left: bool = False, right: bool = False) -> str:
    """Context without the half of a word at its outer end."""
    words = re.sub(r"\s+", " ", words)
    if left:
        words = "… " + words.partition(" ")[2]
    if right:
        words = words.rpartition(" ")[0] + " …"
    return words


def _notes(edition: Edition, path: str, entry: Entry) -> Iterator[str]:
    notes = edition.naming.get(entry.slug, ())
    if not notes:
        return
    yield f"## {say('In the notes')} {{ #in-the-notes }}"
    lines = "\n".join(f"- {note_link(path, text, note)}: {_in_note(note, entry)}" for text, note in notes)
    yield f'<div class="kwic" markdown="1">\n\n{lines}\n\n</div>'


def _in_note(note: PlacedNote, entry: Entry) -> str:
    """The words of a note around its link to an entry."""
    body = note.note.body
    place = next(link.place for link in body.links if (link.scheme, link.target) == ("term", entry.slug))
    parts = body.words[: place.start], body.words[place.start : place.end], body.words[place.end :]
    before, words, after = typographic("\0".join(parts)).split("\0", 2)
    left, right = before[-_CONTEXT:], after[:_CONTEXT]
    return (
        f"{escaped(_whole_words(left, left=left != before))}<b>{escaped(words)}</b>"
        f"{escaped(_whole_words(right, right=right != after))}"
    )


def note_link(path: str, text: AnnotatedText, note: PlacedNote) -> str:
    """A link to a note, with the place of its passage."""
    target = common.address(path, common.text_path(text.text.slug), note.id)
    where = f"{escaped(common.label(text))}, {common.place_label(text.text, note.span)}"
    return f"[{escaped(typographic(note.note.title))}]({target}) ({say(note.note.kind)}, {where})"


def _see_also(edition: Edition, path: str, entry: Entry) -> Iterator[str]:
    """Related entries, named from either side."""
    related = edition.related.get(entry.slug, ())
    if not related:
        return
    yield f"## {say('See also')} {{ #see-also }}"
    links = ", ".join(
        f"[{escaped(other.term)}]({common.address(path, common.entry_path(other.slug))})" for other in related
    )
    yield f"{links}"
