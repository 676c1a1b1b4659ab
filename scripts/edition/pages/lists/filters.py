"""The forms that filter a list as one types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.messages import say
from edition.pages.escaping import attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.model import Written


def filter_form(*controls: str) -> str:
    """A form that filters the items of a page as one types; without JavaScript it is not seen.

    Each control filters by the `data-` attribute of its name, `find` by all words, `sort` puts in order.
    """
    return (
        '<form class="filter">\n'
        + "".join(f"<label>{control}</label>\n" for control in controls)
        + "<output></output>\n</form>"
    )


def search_field(label: str) -> str:
    """A control in which one types what to find."""
    return f'{label} <input type="search" name="find" autocomplete="off" spellcheck="false">'


def choice(name: str, label: str, options: Mapping[str, str], none: str = "") -> str:
    """A control that chooses one of some values, or none of them."""
    rows = "".join(f'<option value="{value}">{attribute(words)}</option>' for value, words in options.items())
    return f'{label} <select name="{name}"><option value="">{none or say("any")}</option>{rows}</select>'


def years(written: Written) -> list[str]:
    """The years a note or an entry speaks of: those of its events, and those it names."""
    named = re.findall(r"(?<![\w.])(?:1[5-9]|20)[0-9]{2}(?![\w%])", written.body.words)
    return sorted({event.date[:4] for event in written.events} | set(named))
