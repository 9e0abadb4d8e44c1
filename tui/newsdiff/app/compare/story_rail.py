"""What the rail tells of a whole story: headlines without a column, conflicts, who had it first, counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.compare.conflict_strip import conflict_parts
from newsdiff.app.compare.masthead_controller import count_parts, pointer_at
from newsdiff.app.rendering.text_strips import flat
from newsdiff.text_format import short_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from newsdiff.app.compare.masthead import Part
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState

QUOTE_ROOM = 41
"""Cells of the words around a value in a line of the rail."""

ROOMY = 5
"""Headlines and conflicts in the rail up to which the words around a value have two lines."""

MOST_QUOTED = 6
"""Conflicts, the first ones, of which it is told what they are of."""

MOST_OTHERS = 6
"""Articles that are not compared and are named here; the dialog has all of them."""


class RailItem(NamedTuple):
    """A paragraph of the rail."""

    parts: tuple[Part, ...]
    indent: int = 0
    """Cells before each of its lines."""


Section = tuple[str, tuple[RailItem, ...]]
"""A heading, and the items below it."""


def rail_sections(state: CompareState, renderer: SentenceRenderer, columns: Collection[int]) -> tuple[Section, ...]:
    """The sections of the rail, without those that have nothing to say.

    Args:
        state: The story.
        renderer: How outlets are named.
        columns: The outlets that have a column, by index in the story: their headlines stand over it.
    """
    view = state.overview
    others = [number for number in range(len(state.alignment.articles)) if number not in columns]
    lines = 2 if len(others) + len(view.conflicts) <= ROOMY else 1
    sections: list[tuple[str, Iterable[RailItem]]] = [
        ("Also headlined", (RailItem(_headline(state, renderer, number)) for number in others)),
        (
            "Details that differ",
            _conflicts(state, renderer, lines),
        ),
        ("Who had it first", map(RailItem, _first(state, renderer))),
        ("Other articles", map(RailItem, _other_articles(state, renderer))),
        ("At a glance", (RailItem((part,)) for part in count_parts(view, provisional=state.provisional))),
        ("Matched", (RailItem(_matched(state, renderer, number)) for number in state.order)),
    ]
    laid = ((heading, tuple(items)) for heading, items in sections)
    return tuple((heading, items) for heading, items in laid if items)


def _conflicts(state: CompareState, renderer: SentenceRenderer, lines: int) -> Iterator[RailItem]:
    """Each conflict, and below it what it is of in an outlet's words, on so many lines."""
    pointer = pointer_at(state, renderer)
    for number, one in enumerate(state.overview.conflicts):
        yield RailItem(tuple(conflict_parts(one, pointer)))
        if number < MOST_QUOTED:
            yield RailItem(renderer.quote(one, lines * QUOTE_ROOM), indent=2)


def _headline(state: CompareState, renderer: SentenceRenderer, number: int) -> tuple[Part, ...]:
    hidden = " (hidden)" if number in state.hidden else ""
    title = state.alignment.articles[number].title
    return ((f"{renderer.outlet(number)}{hidden}: ", "muted"), (title, "text"))


def _other_articles(state: CompareState, renderer: SentenceRenderer) -> Iterator[tuple[Part, ...]]:
    """The articles of the outlets that are not compared, the newest of each outlet first."""
    others = [(number, entry) for number, outlet in enumerate(state.outlets) for entry in outlet.others]
    for number, entry in others[:MOST_OTHERS]:
        when = short_time(entry.published, day_only=entry.day_only)
        yield ((f"{when}  {renderer.outlet(number)}: ", "muted"), (flat(entry.title), "text"))
    if len(others) > MOST_OTHERS:
        yield ((f"and {len(others) - MOST_OTHERS} more", "muted"),)


def _first_published(state: CompareState, number: int) -> tuple[datetime, bool] | None:
    """When an outlet published its first article of the story, and whether only the day is known."""
    article = state.alignment.articles[number]
    if article.published is None:
        return None
    others = state.outlets[number].others if number < len(state.outlets) else ()
    return min([(article.published, article.day_only), *((one.published, one.day_only) for one in others)])


def _first(state: CompareState, renderer: SentenceRenderer) -> Iterator[tuple[Part, ...]]:
    """The outlets in the order of their times; one of which only the day is known claims no place within it."""
    times = ((_first_published(state, number), number) for number in range(len(state.alignment.articles)))
    dated = [(*time, number) for time, number in times if time]
    if len(dated) < 2:
        return
    for _, group in groupby(sorted(dated), key=lambda one: one[0].date()):
        for published, day_only, number in sorted(group, key=lambda one: (one[1], one[0], one[2])):
            when = short_time(published, day_only=day_only)
            yield ((f"{when}  ", "muted"), (renderer.outlet(number), "text"))


def _matched(state: CompareState, renderer: SentenceRenderer, number: int) -> tuple[Part, ...]:
    matched, total = state.matched(number)
    count = f"{matched} of {total}" if state.is_compared(number) else "not compared"
    return ((f"{renderer.outlet(number)}: ", "muted"), (count, "text"))
