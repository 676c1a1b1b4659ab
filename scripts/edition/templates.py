"""The empty file a contributor fills in, with a word on every field."""

from __future__ import annotations

from typing import get_args

from edition.headers import KINDS, VERDICTS, Category
from edition.prose import DETAIL_WORDS, GIST_WORDS, TITLE_WORDS

_SOURCES = """\
sources:
  - title:  # of the page, article or document
    publisher:  # who published it
    date:  # when it was published, if it says so: 2020-10-29, 2020-10 or 2020
    url:  # https://…
    accessed:  # the day you read it: 2026-11-22
    supports:  # what it says that your words rest on, in one line
"""

QUOTE = "QUOTE\n"
"""Where the quotation stands in the template: a YAML value and, if needed, further lines."""

_HOW = '# Write after the colons. What stands after a "#" only explains. A line that you do not need can stay empty.'

NOTE = f"""\
---
{_HOW}
quote: {QUOTE}title:  # at most {TITLE_WORDS} words
kind:  # {", ".join(KINDS)}
verdict:  # only for a fact-check: {", ".join(VERDICTS)}
authors: []  # your name or handle, between the brackets
{_SOURCES.replace(":", ":  # remove these lines if the note says nothing that is not in the text", 1)}---
GIST: one or two sentences that stand alone, at most {GIST_WORDS} words.

DETAIL: what a reader may want to know besides, at most {DETAIL_WORDS} words; or remove this paragraph.
"""

TERM, FORMS = "TERM\n", "FORMS\n"
"""Where the term and its first form stand in the template of an entry."""

ENTRY = f"""\
---
{_HOW}
term: {TERM}category:  # {", ".join(get_args(Category))}
forms:  # every form that stands in the texts and becomes a link
  {FORMS}search: []  # other forms people type; found, never linked
see_also: []  # file names of related entries, without .md
authors: []  # your name or handle, between the brackets
{_SOURCES}---
GIST: the definition, in one sentence that stands alone, at most {GIST_WORDS} words.

DETAIL: two to four sentences of background, at most {DETAIL_WORDS} words.
"""
