"""A line of a header is changed, and every other character stays."""

import pytest

from edition.model import Quotation
from edition.written.rewriting import with_links, with_quotation, without_key

NOTE = "---\n# Why\nquote: adopted in May  # as printed\ntitle: T\nchecked: 2026-11-22\nkind: context\n---\nA gist.\n"
PAIR = """\
---
title: T
passages:
  - text: first
    quote: a plan
  - text: second
    prefix: "of"
    quote: >-
      another
      plan
relation: agree
---
An essay.
"""


def test_only_the_words_of_the_quotation_change():
    """The remark on its line stays."""
    changed = with_quotation(NOTE, Quotation('said “yes”: "no"'))
    assert changed == NOTE.replace("adopted in May", '"said “yes”: \\"no\\""')


def test_a_quotation_that_is_the_same_leaves_the_file_as_it_is():
    """However it is written."""
    assert with_quotation(NOTE, Quotation("adopted in May")) == NOTE
    assert with_quotation(PAIR, Quotation("another plan", "of"), 1) == PAIR


def test_a_file_that_begins_with_the_mark_of_some_editors_is_changed_as_others_are():
    """The mark stays (U+FEFF)."""
    assert with_quotation(f"\ufeff{NOTE}", Quotation("put off")) == "\ufeff" + NOTE.replace(
        "adopted in May", '"put off"'
    )


@pytest.mark.parametrize("feed", ["\n", "\r\n"])
def test_neighbours_stand_below_the_quotation_with_the_line_feeds_of_the_file(feed):
    """And are changed and taken out where they stand."""
    note = NOTE.replace("\n", feed)
    more = with_quotation(note, Quotation("adopted in May", "was", "by all"))
    lines = f'prefix: "was"{feed}suffix: "by all"{feed}'
    assert more == note.replace(f"printed{feed}", f"printed{feed}{lines}")
    assert with_quotation(more, Quotation("adopted in May")) == note


def test_a_passage_of_a_parallel_is_changed_and_no_other():
    """Its neighbours stand as far in as it does; words over several lines become one."""
    assert with_quotation(PAIR, Quotation("a plan", "", "of"), 0) == PAIR.replace(
        "    quote: a plan\n", '    quote: a plan\n    suffix: "of"\n'
    )
    changed = with_quotation(PAIR, Quotation("a third plan"), 1)
    assert changed == PAIR.replace('    prefix: "of"\n', "").replace(
        "    quote: >-\n      another\n      plan\n", '    quote: "a third plan"\n'
    )


def test_a_key_that_begins_an_item_is_taken_out_of_it():
    """The dash stays before the next."""
    pair = PAIR.replace('  - text: second\n    prefix: "of"\n', '  - prefix: "of"\n    text: second\n')
    assert with_quotation(pair, Quotation("another plan"), 1) == pair.replace(
        '  - prefix: "of"\n    text: second', "  - text: second"
    )


def test_a_header_in_a_form_without_lines_is_left_to_a_person():
    """None says so."""
    flow = "---\ntitle: T\npassages: [{text: a, quote: a plan}, {text: b, quote: other}]\n---\nAn essay.\n"
    assert with_quotation(flow, Quotation("a plan", "of"), 0) is None


def test_a_line_of_the_header_is_taken_out():
    """Its words elsewhere stay."""
    assert without_key(NOTE + "checked: 2026-11-22\n", "checked") == (
        NOTE.replace("checked: 2026-11-22\n", "") + "checked: 2026-11-22\n"
    )
    assert without_key(NOTE, "review") == NOTE


def test_links_lead_where_the_words_went():
    """Those of that name alone."""
    words = "See [a](text:first/p7), [b](text:first/p71) and text:first/p7."
    assert with_links(words, {"text:first/p7": "text:first/p6"}) == words.replace("(text:first/p7)", "(text:first/p6)")
