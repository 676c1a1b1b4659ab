"""Everything that can be found has one record, with its words, its names and its address."""

from collections import Counter

from making import entry_of

from edition.fold import one_space
from edition.model import NativeForm
from edition.pages.records import names, records


def test_there_is_one_record_for_each_passage_comment_note_entry_and_parallel(edition):
    """And none for a comment behind a notice; a stanza is one passage."""
    found = Counter(record.kind for record in records(edition))
    comments = [(text.text, comment.number) for text in edition.texts for comment in text.text.comments]
    assert found["entry"] == len(edition.entries)
    assert found["note"] == len(edition.notes)
    assert found["parallel"] == len(edition.parallels)
    assert found["comment"] == sum(text.notice(number) is None for text, number in comments) < len(comments)
    addresses = [record.address for record in records(edition)]
    assert len(addresses) == len(set(addresses))


def test_every_word_of_a_text_that_may_be_found_is_in_a_record(edition):
    """Of comments all but their heads; rows of signs are no words."""
    words = " ".join(record.words for record in records(edition))
    for text in edition.texts:
        for block in text.text.blocks:
            if not text.text.notice(block.comment) and block.kind.value not in {"comment-head", "ornament"}:
                assert one_space(text.text.words(block.span)) in words, block.id


def test_a_note_is_found_by_the_words_it_is_about(edition):
    """But not by those of a comment behind a notice, of which it only says that it is on one."""
    notes = {record.place: record for record in records(edition) if record.kind == "note"}
    for text, placed in edition.notes:
        about = one_space(text.text.words(placed.span))
        assert notes[placed.id].about in {about, ""}
    behind = notes["note-behind-notice"]
    assert behind.about == ""
    assert "on a comment behind a content notice" in behind.where


def test_names_come_once_each_and_own_names_first():
    """Chinese ones without marks, short Pinyin also joined; not the title again."""
    native = (
        NativeForm("zh-Hans", "双循环", "shuāng xúnhuán"),
        NativeForm("ru", "Чёрный план", "Chërnyy plan"),
    )
    entry = entry_of("plan", "civilization plan", "“五”规划", search=("FYP", "plan"), native=native)
    assert names(entry) == [
        "civilization plan",
        "五规划",
        "双循环",
        "shuāng xúnhuán",
        "shuangxunhuan",
        "Чёрный план",
        "Chërnyy plan",
        "FYP",
    ]
