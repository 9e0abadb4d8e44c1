"""Recurring columns: what an outlet prints day after day under one opening ("Morning briefing: …")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.core.clustering.items import ClusterItem
    from newsdiff.core.clustering.tokenize import ItemTerms

OPENING: Final = 3
"""Words of a title that make its opening."""

DAYS: Final = 4
"""On so many days of the last `SPAN` an opening stands over something before it is taken for a column."""

SPAN: Final = 30
"""Days."""

EDITIONS: Final = 0.75
"""Days between two items of one column from which they are two editions of it."""

_LEAST_LEFT: Final = 2
"""So many words have to remain of a title for its opening to be passed over."""


class RecurringTitles:
    """On which days each opening has stood in each outlet."""

    def __init__(self, days: Iterable[tuple[str, int]] = ()) -> None:
        """Take openings, as `opening` gives them, and days on which they stood."""
        self._days: dict[str, set[int]] = {}
        for name, day in days:
            self._days.setdefault(name, set()).add(day)

    def note(self, item: ClusterItem) -> None:
        """Takes an item into account."""
        name = opening(item)
        if name:
            self._days.setdefault(name, set()).add(int(item.day))

    def column(self, item: ClusterItem) -> str:
        """The column that an item is an edition of, or ""."""
        name = opening(item)
        today = int(item.day)
        found = sum(today - SPAN < day <= today for day in self._days.get(name, ()))
        return name if found >= DAYS else ""


def opening(item: ClusterItem) -> str:
    """The outlet and the first words of the title, or "" where there are fewer."""
    first = item.title.casefold().split(maxsplit=OPENING)[:OPENING]
    return "\x1f".join((item.outlet, *first)) if len(first) == OPENING else ""


def without_opening(words: ItemTerms, opened: ItemTerms) -> ItemTerms:
    """The words of an edition without those of its column's opening, where enough remains of the title."""
    left = words.title[len(opened.title) :]
    return words._replace(title=left) if len(left) >= _LEAST_LEFT else words
