"""Say which notes, entries and parallels must be looked at again, because what they tell has had time to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.model import Edition
    from edition.problems import Problems


def warn_of_reviews(edition: Edition, problems: Problems) -> None:
    """Find what is due on the day up to which the edition tells later facts: a warning to editors, no fault."""
    day = edition.settings.as_of
    for written in edition.written:
        if written.review and written.review <= day:
            what = f"it was to be looked at again on {written.review}, and the edition tells what happened to {day}"
            mend = "Compare it with newer sources, then give `review` a later day."
            problems.warn(written.file, written.lines["review"], what, mend)
