"""The empty file a contributor fills in, with a word on every field."""

from __future__ import annotations

from edition.headers import KINDS, VERDICTS
from edition.prose import DETAIL_WORDS, GIST_WORDS, TITLE_WORDS

QUOTE = "QUOTE\n"
"""Where the quotation stands in the template: a YAML value and, if needed, further lines."""

NOTE = f"""\
---
quote: {QUOTE}title:  # at most {TITLE_WORDS} words
kind:  # {", ".join(KINDS)}
verdict:  # only for a fact-check: {", ".join(VERDICTS)}
authors: []  # your name or handle, between the brackets
sources:
  - title:
    publisher:
    date:  # when it was published, if it says so: 2020-10-29
    url:  # https://…
    accessed:  # the day you read it: 2026-11-22
    supports:  # what it says that the note rests on
---
GIST: one or two sentences that stand alone, at most {GIST_WORDS} words.

DETAIL: what a reader may want to know besides, at most {DETAIL_WORDS} words; or remove this paragraph.
"""
