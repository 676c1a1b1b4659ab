"""What the pages have in common: our own words as they are printed."""

import pytest

from edition.messages import readable
from edition.model import Block, BlockKind, Span
from edition.pages.common import block_label
from edition.pages.typography import in_its_language, typographic


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('He said "no".', "He said “no”."),
        ("It's the plan's name.", "It’s the plan’s name."),
        ("[Huawei](../glossary/huawei.md)'s sales", "[Huawei](../glossary/huawei.md)’s sales"),
        ('"[Huawei](a.md)" and `"code"`', '“[Huawei](a.md)” and `"code"`'),
        ("[words](https://example.org/it's)", "[words](https://example.org/it's)"),
    ],
)
def test_our_own_words_have_curly_marks(written, printed):
    """Code and addresses stay as they are."""
    assert typographic(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("the plan (规划)", 'the plan (<span lang="zh-Hans">规划</span>)'),
        ("Валдай and план", '<span lang="ru">Валдай</span> and <span lang="ru">план</span>'),
        ("第14次五か年計画", '<span lang="ja">第14次五か年計画</span>'),
        ("said αὐτάρκεια", 'said <span lang="el">αὐτάρκεια</span>'),
        ("the כלכלה here", 'the <span lang="he" dir="rtl">כלכלה</span> here'),
        ("of الخطة الخمسية.", 'of <span lang="ar" dir="rtl">الخطة الخمسية</span>.'),
        ("the 계획", 'the <span lang="ko">계획</span>'),
        ("[x](https://example.org/规划)", "[x](https://example.org/规划)"),
    ],
)
def test_words_in_another_script_are_named_in_their_language(written, printed):
    """So that they are read aloud rightly and printed in a fitting face."""
    assert in_its_language(written) == printed


def test_words_in_the_language_of_the_notes_are_not_named():
    """Russian notes are Russian."""
    assert in_its_language("план 规划", "ru") == 'план <span lang="zh-Hans">规划</span>'


def test_dates_are_written_as_they_are_read():
    """As exactly as they are known."""
    assert [readable(d) for d in ("2020", "2020-10", "2020-10-09")] == ["2020", "October 2020", "9 October 2020"]


@pytest.mark.parametrize(
    ("block_id", "label"), [("p7", "paragraph 7"), ("p7a", "paragraph 7a"), ("part-7", "paragraph")]
)
def test_a_paragraph_is_called_by_the_number_it_shows(block_id, label):
    """One that was put in later has a letter."""
    assert block_label(Block(block_id, BlockKind.PARAGRAPH, Span(0, 1))) == label
