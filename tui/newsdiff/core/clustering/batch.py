"""Clusters a given list of items as if they had arrived hour by hour."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.clusterer import StoryClusterer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdiff.core.clustering.items import ClusterItem, ClusterMember

HOURS_PER_DAY: Final = 24


def cluster(items: Iterable[ClusterItem]) -> Iterator[ClusterMember]:
    """Assign each item to a story, in the order of publication; the items of one hour form a batch.

    Returns:
        The items as members of stories, in that order.
    """
    clusterer = StoryClusterer()
    ordered = sorted(items, key=lambda item: (item.day, item.key))
    for _, hour in groupby(ordered, key=lambda item: int(item.day * HOURS_PER_DAY)):
        batch = list(hour)
        clusterer.add_batch(batch)
        for item in batch:
            yield clusterer.assign(item)
