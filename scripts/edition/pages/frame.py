"""What the site around the pages needs to know: its name, its menu, its colours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.messages import say
from edition.model import Page
from edition.pages import common
from edition.pages.lists.feed import FEED
from edition.vocabulary import COLOURS
from edition.written.templates import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition

_LICENCE = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'

_HOME, _NOT_FOUND = "index.md", "404.md"


def frame(edition: Edition) -> Iterator[Page]:
    """The style sheet of colours, the words of scripts, an empty note, what MkDocs is to be configured with."""
    yield Page("assets/css/colours.css", _colours(edition).encode())
    settings = edition.settings
    site = {
        "name": settings.name,
        "description": settings.description,
        "language": settings.language,
        "menu": list(_menu(edition)),
        "words": _words_of_templates(),
        "feed": FEED if edition.history.first and edition.history.changes else "",
    }
    yield Page("assets/words.js", f"const words = {json.dumps(_words_of_scripts(), ensure_ascii=False)}\n".encode())
    file, added = (json.dumps(value, ensure_ascii=False) for value in (NOTE, _words_for_selections()))
    yield Page("assets/note-file.js", f"const noteFile = {file}\nObject.assign(words, {added})\n".encode())
    yield Page("snippets/site.json", (json.dumps(site, ensure_ascii=False, indent=1) + "\n").encode())


def _words_of_templates() -> dict[str, str]:
    """What the templates of the theme say, by the names under which they look for it."""
    return {
        "dark": say("Use the dark colours"),
        "changes": say("Changes"),
        "edit": say("Edit this page"),
        "file_of_note": say("A note is in the file that the end of its address names: #note-a-name is a-name.md."),
        "files": say("The files of these notes"),
        "light": say("Use the light colours"),
        "made_from": say("Made in the edition’s repository from:"),
        "menu": say("All pages"),
        "repository": say("The edition’s repository"),
        "rights": say("Notes and glossary {licence}; the texts belong to their authors.", licence=_LICENCE),
        "close_search": say("Close the search"),
        "search": say("Search"),
        "search_in": say("Search texts, notes and glossary"),
        "sought": say("Search for what the address speaks of:"),
        "system": say("Follow the system’s colours"),
        "set_of_terms": say("Glossary"),
    }


def _words_of_scripts() -> dict[str, str]:
    """What scripts say, by the names under which they look for it."""
    return {
        "address_copied": say("Address copied"),
        "called": say("Shown because it was asked for: notes like this are switched off."),
        "close": say("Close"),
        "keys": say("Keys"),
        "key_a": say("suggest a note on the selected words"),
        "key_c": say("copy the selected words with their source"),
        "key_escape": say("close what is open"),
        "key_help": say("this list"),
        "key_j": say("the next note"),
        "key_k": say("the note before"),
        "key_s": say("copy the address of the selected words"),
        "letters": say("Keys of one letter are on"),
        "menu": say("Menu"),
        "no_copying": say("Your browser does not allow copying here"),
        "resume": say("Go on where you stopped"),
        "search": say("Search"),
        "search_failed": say("The search could not be fetched. Load this page anew to try again."),
        "shown": say("{shown} of {all}"),
    }


def _words_for_selections() -> dict[str, str]:
    """What only that script says which is fetched when words are selected."""
    return {
        "copied": say("Copied with its source"),
        "copy": say("Copy with source"),
        "copy_file": say("Copy the file"),
        "download": say("Download the file"),
        "file": say("The file"),
        "file_copied": say("File copied"),
        "fill_in": say("Fill this in and save it as {file}, or send it to the editors."),
        "new_note": say("A new note"),
        "selected": say("Selected words"),
        "share": say("Share this passage"),
        "suggest": say("Suggest a note"),
    }


def _colours(edition: Edition) -> str:
    rows = "".join(
        f"  --{name}: light-dark({light}, {dark});\n"
        for name, (light, dark) in (COLOURS | dict(edition.settings.colours)).items()
    )
    head = "/* Each colour, for light and for dark; stated in seeds/edition.toml. */"
    return f"{head}\n:root {{\n{rows}}}\n"


def _menu(edition: Edition) -> Iterator[dict[str, str]]:
    """The pages in the order of the menu: home, introduction, texts, lists that are not empty, what else is written."""
    own = {page.path: say(page.label) for page in edition.own_pages}
    for path in (_HOME, common.INTRODUCTION):
        if path in own:
            yield {own.pop(path): path}
    for text in edition.texts:
        yield {common.label(text): common.text_path(text.text.slug)}
    for label, path in lists(edition):
        yield {label: path}
    for path, label in own.items():
        if path != _NOT_FOUND:
            yield {label: path}


def lists(edition: Edition) -> Iterator[tuple[str, str]]:
    """The pages that list something, with their names; those that would be empty are not there.

    The glossary is always there: its page is where the first entry can be suggested.
    """
    yield say("Glossary"), common.GLOSSARY
    for label, path, has_any in (
        (say("Notes"), common.NOTES, edition.notes),
        (say("Parallels"), common.PARALLELS, edition.parallels),
        (say("Timeline"), common.TIMELINE, edition.has_events),
        (say("Sources"), common.SOURCES, edition.has_sources),
        (say("Changes"), common.CHANGES, edition.history.changes),
    ):
        if has_any:
            yield label, path
