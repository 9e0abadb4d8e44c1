"""What is grouped: an item as it comes in, and as it is kept when it has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SECONDS = 86_400
"""Of a day."""


@dataclass(frozen=True, slots=True)
class ClusterItem:
    """An entry as far as grouping looks at it."""

    key: int
    """Its number; no two items have the same."""
    title: str
    summary: str
    """The beginning of its text; "" where there is none."""
    outlet: str
    day: float
    """When it was published, in days since 1970 in UTC."""
    language: str = "en"
    """ISO 639-1 code. Items of different languages never come into one story by themselves."""
    alone: bool = False
    """It is of a feed that is never grouped."""


class ClusterMember(NamedTuple):
    """An item that has its place, with its words as they weighed then. A named tuple: a window holds thousands."""

    key: int
    story: int
    day: float
    outlet: str
    language: str
    title: str
    """In lower case."""
    column: str
    """The recurring column that it is an edition of; "" for none."""
    weights: Mapping[str, float]
    """By stem, of length 1 altogether: the product of two is their cosine."""


def day_of(moment: datetime) -> float:
    """A time, aware, in days since 1970 in UTC."""
    return moment.timestamp() / SECONDS
