"""The words and patterns that stand in the rules."""

import pytest

from edition.vocabulary import direction, is_web_page


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "syr", "az-Arab", "ar-EG"])
def test_what_is_written_from_the_right_is_known_by_its_language_or_its_script(language):
    """By the script, where the tag names one."""
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "ru", "zh-Hans", "az", "ar-Latn", "ur-Latn-PK", "pt-BR"])
def test_everything_else_is_written_from_the_left(language):
    """A language of the right in letters of the left, too."""
    assert direction(language) == "ltr"


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("https://example.org/page", True),
        ("https://example.org:8443/page", True),
        ("https://example.org:0/page", False),
        ("https://example.org:99999/page", False),
        ("https://ann@example.org/page", False),
        ("https://localhost/page", False),
    ],
)
def test_the_address_of_a_source_names_a_host_that_others_reach(address, reached):
    """With a port that there is, and nobody's name in it."""
    assert is_web_page(address) is reached
