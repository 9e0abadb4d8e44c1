"""Recurring titles: what an outlet publishes regularly under one opening ("Morning briefing: …").

Two editions of a series share the words of its title, and are about different events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.core.clustering.items import ClusterItem
    from newsdiff.core.clustering.tokenize import ItemTerms

OPENING_WORDS: Final = 3
"""Words of a title that make its opening."""

MIN_DAYS: Final = 4
"""Minimum days, of the last `SPAN_DAYS`, on which an opening must appear."""

SPAN_DAYS: Final = 30

EDITION_DAYS: Final = 0.75
"""Minimum days between two editions of one series."""

_MIN_WORDS_LEFT: Final = 2
"""A title keeps its opening if fewer words than this would be left of it."""


class RecurringTitles:
    """On which days each outlet has used each opening."""

    def __init__(self, days: Iterable[tuple[str, int]] = ()) -> None:
        """Begin with days that are known: openings, as `opening` gives them, each with a day since 1970."""
        self._days: dict[str, set[int]] = {}
        for name, day in days:
            self._days.setdefault(name, set()).add(day)

    def add(self, item: ClusterItem) -> None:
        """Count an item."""
        name = opening(item)
        if name:
            self._days.setdefault(name, set()).add(int(item.day))

    def series(self, item: ClusterItem) -> str:
        """The opening of an item, if it is that of a recurring title, else ""."""
        name = opening(item)
        today = int(item.day)
        found = sum(today - SPAN_DAYS < day <= today for day in self._days.get(name, ()))
        return name if found >= MIN_DAYS else ""


def opening(item: ClusterItem) -> str:
    """The outlet and the first `OPENING_WORDS` words of the title, joined by U+001F; "" where the title has fewer."""
    first = item.title.casefold().split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]
    return "\x1f".join((item.outlet, *first)) if len(first) == OPENING_WORDS else ""


def without_opening(terms: ItemTerms, opening_terms: ItemTerms) -> ItemTerms:
    """The terms of an item without those of its opening, if enough of the title is left; otherwise all of them."""
    left = terms.title[len(opening_terms.title) :]
    return terms._replace(title=left) if len(left) >= _MIN_WORDS_LEFT else terms
