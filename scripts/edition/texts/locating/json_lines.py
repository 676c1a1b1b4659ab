"""Answer what another program asks of a text: a line of JSON in, the places of its quotations out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from edition.model import Quotation
from edition.texts.locating.locate import locate
from edition.texts.locating.sought import Sought

if TYPE_CHECKING:
    from collections.abc import Mapping


class Malformed(ValueError):  # noqa: N818 - it is an answer to a program
    """A line that is not what `answers` reads: what is wrong with it."""


def answers(line: str) -> list[str]:
    """The lines of JSON that answer a line `{"text", "quotes": [{"id", "exact", "prefix", "suffix", "hint"}]}`.

    Each answer is `{"id", "start", "end"}`, in characters of the text; both are null where the quotation was given
    up. Raises `Malformed`.
    """
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"this is not JSON ({error})") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise Malformed('an object with a "text" was awaited')
    quotes = asked.get("quotes")
    if not isinstance(quotes, list) or not all(map(_is_quote, quotes)):
        raise Malformed('"quotes" must be a list of objects with "id" and "exact", and "hint" a whole number or null')
    spans = locate(asked["text"], [_sought(quote) for quote in quotes])
    return [
        json.dumps({"id": quote.get("id"), "start": span and span.start, "end": span and span.end})
        for quote, span in zip(quotes, spans, strict=True)
    ]


def _is_quote(quote: Any) -> bool:
    if not isinstance(quote, dict) or not isinstance(quote.get("exact"), str):
        return False
    hint = quote.get("hint")
    words = all(isinstance(quote.get(key) or "", str) for key in ("prefix", "suffix"))
    return words and (hint is None or (isinstance(hint, int) and not isinstance(hint, bool)))


def _sought(quote: Mapping[str, Any]) -> Sought:
    words = Quotation(quote["exact"], quote.get("prefix") or "", quote.get("suffix") or "")
    return Sought(words, quote.get("hint"))
