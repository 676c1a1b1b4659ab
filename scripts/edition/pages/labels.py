"""The words of headers and lists as readers see them: so that they stand in the catalogues of messages."""

from __future__ import annotations

from edition.messages import mark

BLOCKS = {
    "title": mark("title"),
    "byline": mark("byline"),
    "epigraph": mark("epigraph"),
    "heading": mark("heading"),
    "paragraph": mark("paragraph"),
    "quote": mark("quote"),
    "line": mark("line"),
    "speaker": mark("speaker"),
    "stage": mark("stage direction"),
    "item": mark("list item"),
    "row": mark("row of a table"),
    "code": mark("lines of code"),
    "note": mark("author’s note"),
    "ornament": mark("ornament"),
    "caption": mark("caption"),
    "credit": mark("credit line"),
    "furniture": mark("page furniture"),
}
"""The kinds of blocks."""

STANDINGS = {
    "official": mark("official"),
    "state-media": mark("state media"),
    "state-funded": mark("state-funded"),
    "party": mark("party to the matter"),
    "advocacy": mark("advocacy"),
    "agency": mark("news agency"),
    "press": mark("press"),
    "scholarly": mark("scholarly"),
    "repost": mark("repost"),
    "blog": mark("blog"),
}
"""What sources are, by who owns and pays them."""

CHANGED = {
    "added": mark("Added"),
    "changed": mark("Changed"),
    "retired": mark("Withdrawn"),
    "removed": mark("Taken out"),
}
"""What became of a file."""

PARTS = {
    "authors": mark("authors"),
    "category": mark("category"),
    "checked": mark("compared with its sources"),
    "claim": mark("claim"),
    "detail": mark("detail"),
    "do_not_link": mark("where it is not meant"),
    "events": mark("events"),
    "forms": mark("forms of the name"),
    "gist": mark("gist"),
    "kind": mark("kind"),
    "native": mark("name in its own language"),
    "parallel": mark("parallel"),
    "passages": mark("passages"),
    "period": mark("years"),
    "prefix": mark("place of the words"),
    "quote": mark("words it is about"),
    "relation": mark("how they stand"),
    "replaced_by": mark("what to read instead"),
    "retired": mark("why it was withdrawn"),
    "review": mark("when to look again"),
    "search": mark("names that find it"),
    "see_also": mark("related entries"),
    "side": mark("side"),
    "since": mark("since then"),
    "sources": mark("sources"),
    "suffix": mark("place of the words"),
    "term": mark("name"),
    "title": mark("title"),
    "verdict": mark("verdict"),
}
"""The parts of a contributed file, by the keys of its header; the body has a gist, a detail and what came after."""

WORDS = (
    mark("term"),
    mark("context"),
    mark("person"),
    mark("quotation"),
    mark("fact-check"),
    mark("allusion"),
    mark("variant"),
    mark("parallel"),
    mark("agree"),
    mark("differ"),
    mark("continue"),
    mark("supported"),
    mark("partly supported"),
    mark("unsupported"),
    mark("contradicted"),
    mark("disputed"),
    mark("opinion"),
    mark("whole"),
    mark("part"),
    mark("summary"),
    mark("policy"),
    mark("institution"),
    mark("event"),
    mark("concept"),
    mark("place"),
    mark("technology"),
    mark("Home"),
    mark("Introduction"),
    mark("About"),
    mark("Contribute"),
    mark("Title"),
    mark("Author"),
    mark("Date"),
    mark("First published"),
    mark("Publisher"),
    mark("Translator"),
    mark("certain"),
    mark("very likely"),
    mark("likely"),
)
"""Kinds of notes, verdicts, categories of entries, names of written pages, what is known of a text, how surely a
name is inferred: each said as it is written."""
