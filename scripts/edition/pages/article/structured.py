"""What a text and its fact-checks are, in the words of schema.org, for machines that read the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edition.vocabulary import JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import AnnotatedText, Edition, PlacedNote, Text


def structured_data(edition: Edition, annotated: AnnotatedText) -> dict[str, Any]:
    """The text as an `Article`, and a `ClaimReview` for each of its fact-checks; what is not known is left out."""
    graph = [_article(annotated.text), *_reviews(edition, annotated)]
    return {"@context": "https://schema.org", "@graph": graph}


def _article(text: Text) -> dict[str, Any]:
    article = {
        "@type": "Article",
        "headline": text.title,
        "description": text.description,
        "inLanguage": text.language,
        "isAccessibleForFree": True,
    }
    return article | _author(text)


def _author(text: Text) -> dict[str, Any]:
    author = text.facts.get("Author")
    return {"author": {"@type": "Person", "name": author}} if author else {}


def _reviews(edition: Edition, annotated: AnnotatedText) -> Iterator[dict[str, Any]]:
    for placed in annotated.notes:
        if placed.note.kind == JUDGED:
            yield _review(edition, annotated, placed)


def _review(edition: Edition, annotated: AnnotatedText, placed: PlacedNote) -> dict[str, Any]:
    """One fact-check; who wrote a comment is never named here."""
    text, note = annotated.text, placed.note
    is_comment = annotated.block_at(placed.span).comment is not None
    claim = {"@type": "Claim", "appearance": {"@type": "Article", "headline": text.title}}
    review = {
        "@type": "ClaimReview",
        "url": f"#{placed.id}",
        "claimReviewed": note.claim,
        "author": {"@type": "Organization", "name": edition.settings.name},
        "itemReviewed": claim | ({} if is_comment else _author(text)),
        "reviewRating": {"@type": "Rating", "alternateName": note.verdict},
    }
    days = [source.accessed for source in note.sources]
    return review | ({"datePublished": max(days)} if days else {})
