"""The words, patterns and limits that contributors meet in the rules: each is stated here, and only here."""

from __future__ import annotations

import re
from typing import Literal, get_args
from urllib.parse import urlsplit

from edition.messages import mark

Kind = Literal[
    "term", "context", "person", "quotation", "fact-check", "allusion", "variant", "parallel"
]  # fmt: skip
Verdict = Literal["supported", "partly supported", "unsupported", "contradicted", "disputed", "opinion"]
Category = Literal["policy", "person", "institution", "event", "concept", "place", "technology"]
Relation = Literal["agree", "differ", "continue"]
Standing = Literal[
    "official", "state-media", "state-funded", "party", "advocacy", "agency", "press", "scholarly", "repost", "blog"
]  # fmt: skip
Reading = Literal["whole", "part", "summary"]
Script = Literal[
    "latin", "han", "cyrillic", "arabic", "hebrew", "greek", "devanagari", "hangul", "hiragana", "katakana", "thai",
    "armenian", "georgian", "bengali", "tamil", "mongolian", "tibetan", "myanmar", "khmer", "lao", "ethiopic",
    "gujarati", "gurmukhi", "kannada", "malayalam", "oriya", "sinhala", "syriac", "telugu", "thaana",
]  # fmt: skip
"""Scripts by their names in ISO 15924, in small letters."""

SCRIPTS: tuple[str, ...] = get_args(Script)

KINDS: dict[str, str] = {
    "term": mark("what a word means here"),
    "context": mark("what happened around it"),
    "person": mark("who this is"),
    "quotation": mark("where quoted words come from, and whether they are exact"),
    "fact-check": mark("what the record shows"),
    "allusion": mark("what is being hinted at"),
    "variant": mark("how other copies of the text read"),
    "parallel": mark("where the other text speaks of the same thing"),
}
VERDICTS: dict[str, str] = {
    "supported": mark("reliable sources say the same"),
    "partly supported": mark("part of the claim holds as worded, part does not"),
    "unsupported": mark("no source was found for it"),
    "contradicted": mark("reliable sources say otherwise"),
    "disputed": mark("reliable sources differ"),
    "opinion": mark("a judgement or a forecast, which no source can settle"),
}
STANDINGS: dict[str, str] = {
    "official": mark("of a government, a court, an authority or an international body"),
    "state-media": mark("a medium that a state owns or directs"),
    "state-funded": mark("paid for by a state, edited by itself"),
    "party": mark("one whom the matter is about: a firm on itself, an author on their own work"),
    "advocacy": mark("an organisation that stands for a cause or for members"),
    "agency": mark("a news agency, also where another medium prints it"),
    "press": mark("a newspaper, a broadcaster, a magazine, a professional service"),
    "scholarly": mark("research, of a university or an institute; a work of reference"),
    "repost": mark(
        "a copy of another's words, whoever speaks on it; a dispatch of an agency, and a report that another newspaper"
        " or broadcaster prints, keep the label of their first publisher"
    ),
    "blog": mark("a page of one person, or of nobody who is known"),
}
"""What a source is, by who owns and pays it, never by whether it is liked."""

READINGS: dict[str, str] = {
    "whole": mark("read to its end"),
    "part": mark("the passage it is cited for was read; all of it was not, or is not known to have been"),
    "summary": mark("only an abstract, an excerpt or a report of it was read"),
}

WEAK = frozenset({"repost", "blog"})
"""The standings on which no verdict rests alone."""

RELATIONS: dict[str, str] = {
    "agree": mark("The passages agree"),
    "differ": mark("The passages differ"),
    "continue": mark("The later continues the earlier"),
}

COLOURS: dict[str, tuple[str, str]] = {
    "paper": ("#fdfcf8", "#1b1a18"),
    "ink": ("#211e1a", "#e6e1d6"),
    "soft": ("#5b554c", "#b0a897"),
    "line": ("#dcd6c8", "#3d3a34"),
    "wash": ("#f4f0e6", "#262420"),
    "lit": ("#fbe7a1", "#5a4a12"),
    "link": ("#1d4f7c", "#9cc4ea"),
    "c-fact": ("#9a3412", "#f0a07c"),
    "c-quot": ("#6b2f7a", "#d7a8e6"),
    "c-ctx": ("#3d5a2a", "#b4d39a"),
    "c-par": ("#7a5200", "#e6c27a"),
}
"""The colours of the edition where `seeds/edition.toml` names no others, in light and in dark: paper, ink, further
ink, lines, shaded ground, what is lit, links, and those of the kinds of notes."""

JUDGED = "fact-check"
"""The one kind of note that has a verdict."""

CONTRADICTED = "contradicted"
"""The verdict for which one source is not enough."""

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
"""A name that is part of an address, as a regular expression."""

LANGUAGE = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""A language, as a regular expression: of what BCP 47 allows, language, script and region."""

WEB_ADDRESS = r"https?://[^\s<>\"'`\\]+"
"""The address of a page on the web, as a regular expression."""

_HOST = re.compile(r"([^.\s]+\.)+[^.\s\d][^.\s]*")
"""A name in the domain name system, of two parts or more: no number, and no machine of one's own network."""

NAME_CHARACTERS = 60
"""How long a name that is part of an address may be."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages whose lines begin on the right, unless a script is named that does not."""

OWN_IDS = (
    "the-text|comments|furniture|retired(-parallels)?|taken-out|versions|comment-[0-9]+|(note|r|show|p|parallel)-.*"
)
"""The ids a page of a text gives to its own elements, as a regular expression: no block may have one."""

TITLE_WORDS = 6
CLAIM_WORDS = 30
SINCE_WORDS = 100
GIST_WORDS = 30
DETAIL_WORDS = 120
EVENT_WORDS = 25
BODY_CHARACTERS = 3000
CONTEXT_WORDS = 12
"""So many words of a prefix or a suffix are proposed; places they do not tell apart need a longer quotation."""

SINCE = "Since then:"
"""With these words begins the part of a body that tells what came after."""

LEANING = frozenset({"But", "He", "It", "She", "So", "These", "They", "This", "Too"})
"""Words with which no gist begins: it would lean on what stands beside it."""

LOADED_WORDS = frozenset({
    "absurd", "baseless", "blatant", "bogus", "brilliant", "brutal", "corrupt", "crony",
    "disgraceful", "draconian", "egregious", "evil", "fanatical", "glorious", "heroic", "hysterical",
    "infamous", "laughable", "masterful", "notorious", "outrageous", "predictably", "propagandist", "puppet",
    "regime", "ridiculous", "shameful", "shocking", "so-called", "tyrannical",
})  # fmt: skip
"""Words of praise or blame that a note may quote but not use."""

INSIDE = frozenset({"term", "text", "note", "parallel"})
"""The schemes of links into the edition."""

NOTES = "seeds/annotations"
ENTRIES = "seeds/glossary"
PARALLELS = "seeds/parallels"
TEXTS = "seeds/texts"
"""The folders of what people write, below the root of the edition."""


_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)
_NO_FILE = re.compile(r"[<>:\"/\\|?*\x00-\x1f]|[. ]$")


def is_web_page(address: str) -> bool:
    """Whether a web address names a host that others can reach too, a port that there is, if any, and no user."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    return bool(_HOST.fullmatch(host)) and parts.username is None and port != 0


def is_slug(words: str) -> bool:
    """Whether words can be part of an address as they are."""
    return bool(re.fullmatch(SLUG, words)) and is_file_name(words)


def is_file_name(name: str) -> bool:
    """Whether a file may be called so on every system: some names are devices of Windows, some signs are not taken.

    Microsoft Learn, "Naming Files, Paths, and Namespaces".
    """
    return not _DEVICE.fullmatch(name) and not _NO_FILE.search(name)


def direction(language: str) -> str:
    """`rtl` or `ltr`: from which side a language is written, by its script if the tag names one."""
    primary, _, rest = language.partition("-")
    if script := re.match("[A-Z][a-z]{3}", rest):
        return "rtl" if script[0] in {"Arab", "Hebr", "Syrc", "Thaa"} else "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"
