"""A cache of the clustered entries around new ones: their terms are read once, and kept between refreshes.

All else of an entry is read from the store when it is first compared with a new one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.index import MAX_DAYS_APART, TimeWindowIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.adapters.store.sql.clustering import ClusterReader, ClusterState
    from newsdiff.core.clustering.items import ClusterItem

HELD_DAYS: Final = MAX_DAYS_APART + 1
"""Days before the latest entry for which clustered entries stay in memory. Where an older one comes, they are read
again."""

_SPARE = 1.0
"""Days beyond that before anything is evicted, since evicting scans the whole window."""

Span = tuple[float, float]
"""A half-open interval of days: start included, end excluded."""


@dataclass(slots=True)
class ClusterCache:
    """The clustered entries that are in memory."""

    window: TimeWindowIndex
    spans: list[Span]
    """The days whose clustered entries are all in the window: in order, with gaps between them."""
    state: ClusterState
    """The state of the store for which the window is right."""

    @classmethod
    def around(cls, reader: ClusterReader, items: Iterable[ClusterItem], earlier: ClusterCache | None) -> ClusterCache:
        """The clustered entries around some items.

        Args:
            reader: The store.
            items: The items.
            earlier: What is in memory; it is used if the store has not changed since.
        """
        state = reader.state()
        found = cls(TimeWindowIndex(), [], state) if earlier is None or earlier.state != state else earlier
        found.read(reader, items)
        return found

    def read(self, reader: ClusterReader, items: Iterable[ClusterItem]) -> None:
        """Read the clustered entries around some items that are not in memory yet."""
        around = _around(item.day for item in items)
        for span in _without(around, self.spans):
            self.window.add_packed(reader.window(*span))
        self.spans = _joined([*self.spans, *around])

    def evict_old(self, latest: float) -> None:
        """Evict entries older than the window, in bulk.

        Args:
            latest: The latest plausible day. Entries dated later do not age the others.
        """
        oldest, newest = self.window.days(latest)
        if oldest < newest - HELD_DAYS - _SPARE:
            self.drop(newest - HELD_DAYS)

    def drop(self, before: float) -> None:
        """Drop everything from before a day."""
        oldest, _ = self.window.days()
        if oldest < before:
            self.window.remove_before(before)
            self.spans = [(max(first, before), last) for first, last in self.spans if last > before]


def _around(days: Iterable[float]) -> list[Span]:
    """The days whose entries an item of one of these days is compared with."""
    return _joined((day - MAX_DAYS_APART, math.nextafter(day + MAX_DAYS_APART, math.inf)) for day in days)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans merged and sorted, with gaps between them."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The days in `spans` and not in `others`; both are sorted, with gaps between the spans."""
    found: list[Span] = []
    for first, last in spans:
        for begin, end in others:
            if begin < last and end > first:
                if first < begin:
                    found.append((first, begin))
                first = end
        if first < last:
            found.append((first, last))
    return found
