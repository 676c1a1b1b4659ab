"""What machines are told of a text: the article, and each fact-check as a ClaimReview."""

from conftest import SOUND

from edition.assembly import read_edition
from edition.pages.article.structured import structured_data
from edition.problems import Problems


def test_a_fact_check_is_a_claim_review_with_its_claim_verdict_and_address(edition):
    """And a note of another kind is none."""
    text = edition.text["canal-plan"]
    article, *reviews = structured_data(edition, text)["@graph"]
    assert article["@type"] == "Article"
    assert {review["@type"] for review in reviews} == {"ClaimReview"}
    judged = [placed for placed in text.notes if placed.note.kind == "fact-check"]
    assert [review["url"] for review in reviews] == [f"#{placed.id}" for placed in judged]
    assert [review["claimReviewed"] for review in reviews] == [placed.note.claim for placed in judged]
    assert [review["reviewRating"]["alternateName"] for review in reviews] == [p.note.verdict for p in judged]
    assert {review["author"]["name"] for review in reviews} == {"Three Texts on a Canal"}


def test_who_wrote_a_comment_is_not_said_and_who_wrote_the_text_only_if_known(edition, made):
    """What is not known is left out, not called unknown."""
    text = edition.text["canal-plan"]
    article, *reviews = structured_data(edition, text)["@graph"]
    assert article["author"] == {"@type": "Person", "name": "Edda Marlow"}
    for placed, review in zip([p for p in text.notes if p.note.kind == "fact-check"], reviews, strict=True):
        is_comment = text.block_at(placed.span).comment is not None
        assert ("author" in review["itemReviewed"]) is not is_comment
    bare = read_edition(made(SOUND), Problems())
    assert "author" not in structured_data(bare, bare.text["first"])["@graph"][0]
