"""Blocks that few texts have bring a style sheet of their own; no other text is sent it."""

import re
from dataclasses import replace

import pytest
from conftest import ROOT
from making import edition_of, text_of

from edition.model import BlockKind
from edition.pages.article.blocks import class_of
from edition.pages.article.text import text_page

STYLED = set(re.findall(r"[.]([\w-]+)", (ROOT / "overrides/assets/css/kinds.css").read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", [kind for kind in BlockKind if not kind.startswith("comment") and kind != "replies"])
def test_a_text_asks_for_the_style_of_the_kinds_it_has(kind):
    """Whichever that style sheet speaks of."""
    edition = edition_of(text_of("A title\n\nWords of a text.\n"))
    annotated = edition.texts[0]
    blocks = (*annotated.text.blocks[:-1], replace(annotated.text.blocks[-1], kind=kind))
    annotated = replace(annotated, text=replace(annotated.text, blocks=blocks))
    page = text_page(replace(edition, texts=(annotated,)), annotated).content.decode()
    is_styled = class_of(annotated.text, blocks[-1]).split()[0] in STYLED
    assert ("\nkinds: true\n" in page) == is_styled
