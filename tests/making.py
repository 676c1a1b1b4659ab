"""Small texts and threads for tests, the site's own Markdown, and what of its HTML is shown."""

import functools
import hashlib
import itertools
import re
import shutil
from pathlib import Path

from lxml import html
from markdown import Markdown
from mkdocs.config import load_config

from edition.build import write_edition
from edition.incoming.article import read_article
from edition.incoming.numbered_comments import read_article_with_comments
from edition.incoming.thread import rebuild, with_lost_embeds
from edition.model import AnnotatedText, Edition, Entry, Note, Parallel, Passage, Quotation, Span, Text
from edition.texts.listing import list_of
from edition.written.body import parse

ROOT = Path(__file__).parent.parent


def text_of(chars, reader=read_article, **facts):
    """A text with these characters; `facts` replaces what else there is."""
    given = {
        "slug": "first",
        "title": "The title",
        "file": Path("seeds/texts/first.txt"),
        "chars": chars,
        "sha256": hashlib.sha256(chars.encode()).hexdigest(),
        "language": "en",
        "description": "A text.",
        "about": (),
        "rights": "Free.",
        "notices": (),
    }
    blocks, printed = reader(chars, {}) if reader is read_article_with_comments else (reader(chars, {}), ())
    blocks = with_lost_embeds(chars, blocks)
    return Text(**{**given, "blocks": blocks, "comments": rebuild(chars, blocks, printed), **facts})


def list_for(seed, chars):
    """The list of the blocks of a small text, as they look."""
    return list_of(seed, chars, read_article(chars, {}))


def thread_of(*comments, **facts):
    """A text that is a paragraph and these comments, each as it is printed after its number."""
    printed = (f"  {number}. {comment}\n" for number, comment in enumerate(comments, 1))
    return text_of("A paragraph of the article.\n" + "".join(printed), read_article_with_comments, **facts)


def entry_of(slug, *forms, **facts):
    """An entry with these forms; `facts` replaces what else there is."""
    given = {
        "term": slug.title(),
        "category": "policy",
        "period": "",
        "forms": forms,
        "search": (),
        "native": (),
        "see_also": (),
        "do_not_link": (),
    }
    return Entry(**_written(slug, f"seeds/glossary/{slug}.md", given | facts))


def note_of(slug, body="A gist.", text="first", **facts):
    """A note on the words "a plan"; `facts` replaces what else there is."""
    given = {
        "body": body,
        "text": text,
        "quotation": Quotation("a plan"),
        "title": "A title",
        "kind": "context",
        "verdict": "",
        "parallel": "",
    }
    return Note(**_written(slug, f"seeds/annotations/{text}/{slug}.md", given | facts))


def parallel_of(slug, *texts, **facts):
    """A parallel of the words "a plan" in these texts."""
    passages = tuple(Passage(text, Quotation("a plan")) for text in texts)
    given = {"title": "A title", "relation": "agree", "passages": passages}
    return Parallel(**_written(slug, f"seeds/parallels/{slug}.md", given | facts))


def _written(slug, file, facts):
    """What notes, entries and parallels share, and what is theirs alone; a body is given as Markdown."""
    shared = {
        "slug": slug,
        "file": Path(file),
        "body_line": 9,
        "lines": _Lines(),
        "body": "",
        "authors": (),
        "sources": (),
        "checked": "",
        "events": (),
    }
    given = shared | facts
    return given | {"body": parse(given["body"])}


class _Lines(dict):
    """Lines of keys that all stand on line 3."""

    def __missing__(self, key):
        return 3


def edition_of(*texts):
    """An edition of bare texts: no notes, no entries."""
    return Edition(tuple(AnnotatedText(text, (), (), ()) for text in texts), (), (), "")


@functools.cache
def site_markdown():
    """Python-Markdown with the extensions of `mkdocs.yml`, and those MkDocs adds."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def to_html(markdown):
    """What the site makes of some Markdown."""
    return html.fragment_fromstring(site_markdown().reset().convert(markdown), create_parent="main")


def site_of(root, edition):
    """The pages of texts and of parallels and the data as MkDocs would build them, without its theme; the folder."""
    write_edition(root, edition)
    shutil.copytree(root / "docs/data", root / "site/data")
    for source in sorted([*(root / "docs/texts").rglob("*.md"), *(root / "docs/parallels").glob("*.md")]):
        page = source.read_text(encoding="utf-8").partition("\n---\n")[2]
        is_list = source.stem == "index"
        place = source.relative_to(root / "docs").with_suffix("")
        path = root / "site" / (place.with_suffix(".html") if is_list else place / "index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = site_markdown().reset().convert(page)
        if source.parent.name == "parallels":
            shown = re.sub(r'href="([\w-]+)[.]md', r'href="\1/' if is_list else r'href="../\1/', shown)
        path.write_text(f"<html><body>{shown}</body></html>", encoding="utf-8")
    return root / "site"


def shown(element):
    """The words of an element less what is marked as ours, runs of white space as one space.

    No-break spaces stay. Written anew here, so that the edition's own rule is not judged by itself.
    """
    words = "".join(element.xpath("descendant-or-self::text()[not(ancestor::*[@data-editorial])]"))
    return one_space(words)


def one_space(words):
    """Words with runs of space, tab and line break as one space."""
    return re.sub("[ \t\r\n\f]+", " ", words).strip(" ")


def is_whole(chars, blocks):
    """Whether the blocks are in order, apart, and only white space is outside them."""
    spans = [Span(0, 0), *(block.span for block in blocks), Span(len(chars), len(chars))]
    return all(
        one.end <= two.start and not chars[one.end : two.start].strip() for one, two in itertools.pairwise(spans)
    )
