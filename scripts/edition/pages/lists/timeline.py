"""The timeline: plans as bars, texts and events at their dates, and the list of all events, each with its source."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from edition.messages import plural, readable, say
from edition.pages import common
from edition.pages.escaping import escaped
from edition.pages.lists import filters
from edition.pages.lists.uses import Use, choices, facets, uses
from edition.pages.pictures.svg import Picture, as_table, as_text, figure
from edition.pages.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Edition, Entry, Event, Page, Text

Told = tuple["Event", list[Use]]
"""An event and what tells it."""


def timeline_page(edition: Edition) -> Page:
    """Every dated event of the notes and entries, in order, with its source, below a picture of them."""
    events: dict[tuple[str, str], Told] = {}
    for use in uses(edition, common.TIMELINE):
        for event in use.written.events:
            events.setdefault((event.date, event.what), (event, []))[1].append(use)
    told = [events[key] for key in sorted(events)]
    years = [(year, list(group)) for year, group in groupby(told, key=lambda item: item[0].date[:4])]
    count = plural(
        "{count} dated event from the notes and the glossary, with its source.",
        "{count} dated events from the notes and the glossary, each with its source.",
        len(told),
    )
    return common.page(
        common.TIMELINE,
        {
            "title": say("Timeline"),
            "description": count,
            "template": "list.html",
            "hide": ["toc"],
        },
        f"# {say('Timeline')}",
        count,
        _picture(edition, [event for event, _ in told]),
        _jumps([year for year, _ in years]),
        filters.filter_form(
            filters.search_field(say("Words")),
            *choices(edition, (use for _, users in told for use in users)),
            filters.choice("year", say("Year"), {year: year for year, _ in years}),
        ),
        *(_year(year, group) for year, group in years),
    )


def _jumps(years: Sequence[str]) -> str:
    """The way to the first year of each decade that has one."""
    first = {year[:3]: year for year in reversed(years)}
    links = [f"[{say('{decade}s', decade=f'{decade}0')}](#y{first[decade]})" for decade in sorted(first)]
    return f"{' '.join(links)}\n{{ .letters }}"


def _year(year: str, group: Sequence[Told]) -> str:
    parts = ['<section class="timeline" markdown="1">', f"## {year} {{ #y{year} }}"]
    parts += [_event(year, event, users) for event, users in group]
    return "\n\n".join([*parts, "</section>"])


def _event(year: str, event: Event, users: Sequence[Use]) -> str:
    places = ", ".join(dict.fromkeys(use.link for use in users))
    return (
        f'<div class="item" {facets(users)} data-year="{year}" markdown="1">\n\n'
        f'<time datetime="{event.date}">{readable(event.date)}</time>\n'
        f":   {escaped(typographic(event.what))} {say('See {places}.', places=places)}"
        f" {say('Source: {source}.', source=common.reference(event.source))}\n\n</div>"
    )


# The picture

_WIDE, _EDGE, _ROW = 360, 10.0, 25.0
_DOT, _MOST = 3.6, 150.0
"""How far apart two dots of one year stand, and how high they may rise."""
_LETTER = 5.4
"""The width of a letter, about."""


def _picture(edition: Edition, events: Sequence[Event]) -> str:
    """Plans, texts and events on one line of years; nothing where nothing has a length or a place on it."""
    plans = sorted((entry for entry in edition.entries if entry.period), key=lambda e: (e.period, e.term))
    texts = sorted((text.text for text in edition.texts if text.text.date), key=lambda text: text.date)
    ends = [int(year) for plan in plans for year in plan.period.split("/")] + [int(t.date[:4]) for t in texts]
    if not ends:
        return ""
    axis = _Axis(min(ends) // 5 * 5, max(ends) // 5 * 5 + 5)
    shown = [event for event in events if int(event.date[:4]) >= axis.first]
    head = 14 * len(texts) + 8.0
    floor = head + _ROW * len(plans)
    dots, height = _dots(axis, shown, floor + 6)
    base = floor + 10 + height
    body = "".join(
        [
            *(_text(axis, text, 12 + 14 * row, base) for row, text in enumerate(texts)),
            *(_plan(axis, plan, head + _ROW * row) for row, plan in enumerate(plans)),
            *dots,
            *axis.drawn(base),
        ]
    )
    earlier = len(events) - len(shown)
    told = plural(
        "{plans} plans, {texts} texts and {count} event; {earlier} earlier events are only in the list.",
        "{plans} plans, {texts} texts and {count} events; {earlier} earlier events are only in the list.",
        len(shown),
        plans=len(plans),
        texts=len(texts),
        earlier=earlier,
    )
    title = say(
        "Plans as bars, texts as lines, events as points, from {first} to {last}", first=axis.first, last=axis.last
    )
    rows = [
        (f"[{escaped(p.term)}]({common.address(common.TIMELINE, common.entry_path(p.slug))})", *p.period.split("/"))
        for p in plans
    ]
    rows += [
        (f"[{escaped(t.title)}]({common.address(common.TIMELINE, common.text_path(t.slug))})", readable(t.date), "")
        for t in texts
    ]
    picture = Picture("timeline", title, told, _WIDE, int(base) + 20, body)
    return f"{figure(picture)}\n\n{as_table((say('Plan or text'), say('From'), say('To')), rows)}"


class _Axis:
    """Years from left to right."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, year: float) -> float:
        """Where a moment stands: 2020.5 is the middle of 2020."""
        return _EDGE + (_WIDE - 2 * _EDGE) * (year - self.first) / (self.last - self.first)

    def drawn(self, y: float) -> Iterator[str]:
        """The line of years, with a number for every five or ten."""
        yield f'<path class="axis" d="M{_EDGE:.0f} {y:.1f}H{_WIDE - _EDGE:.0f}"/>'
        step = 5 if self.last - self.first <= 40 else 10  # noqa: PLR2004 - more numbers would touch
        for year in range(self.first, self.last + 1, step):
            yield f'<text class="faint" x="{self.at(year):.1f}" y="{y + 13:.1f}" text-anchor="middle">{year}</text>'


def _plan(axis: _Axis, plan: Entry, y: float) -> str:
    """A bar from the beginning of the first year to the end of the last, its name above it."""
    start, end = (int(year) for year in plan.period.split("/"))
    x, to = axis.at(start), axis.at(end + 1)
    name = _label(x, to, y + 9, plan.term)
    return f'{name}<rect class="bar" x="{x:.1f}" y="{y + 12:.1f}" width="{to - x:.1f}" height="7"/>'


def _label(x: float, to: float, y: float, words: str) -> str:
    """Words that begin at one place, or end at another where they would not fit."""
    fits = x + len(words) * _LETTER < _WIDE
    at, anchor = (x, "start") if fits else (max(to, len(words) * _LETTER), "end")
    return f'<text x="{min(at, _WIDE):.1f}" y="{y:.1f}" text-anchor="{anchor}">{as_text(words)}</text>'


def _text(axis: _Axis, text: Text, y: float, base: float) -> str:
    """A line at the date of a text, its name above it."""
    year, month = int(text.date[:4]), int(text.date[5:7] or 7)
    x = axis.at(year + (month - 0.5) / 12)
    words = text.title.partition(":")[0]
    name = _label(x + 3, x - 3, y, words).replace("<text", '<text class="name"')
    return f'<path class="text" d="M{x:.1f} {y - 8:.1f}V{base:.1f}"/>{name}'


def _dots(axis: _Axis, events: Sequence[Event], top: float) -> tuple[list[str], float]:
    """A dot for each event, those of one year above each other; and how high they rise."""
    counts = Counter(int(event.date[:4]) for event in events)
    highest = max(counts.values(), default=0)
    step = min(_DOT, _MOST / highest) if highest else 0.0
    height = step * highest
    dots = [
        f'<circle cx="{axis.at(year + 0.5):.1f}" cy="{top + height - step * row:.1f}" r="{step * 0.42:.2f}"/>'
        for year, count in sorted(counts.items())
        for row in range(count)
    ]
    return dots, height
