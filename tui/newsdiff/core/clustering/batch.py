"""A stream of items grouped as if they had come hour by hour."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.clusterer import StoryClusterer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdiff.core.clustering.items import ClusterItem, ClusterMember

HOURS: Final = 24
"""Of a day."""


def group(items: Iterable[ClusterItem]) -> Iterator[ClusterMember]:
    """Gives each item its place, in the order of their times; those of one hour come together."""
    placing = StoryClusterer()
    ordered = sorted(items, key=lambda item: (item.day, item.key))
    for _, hour in groupby(ordered, key=lambda item: int(item.day * HOURS)):
        batch = list(hour)
        placing.expect(batch)
        for item in batch:
            yield placing.place(item)
