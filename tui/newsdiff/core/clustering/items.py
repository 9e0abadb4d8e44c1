"""What is clustered: an item before it is assigned to a story, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SECONDS_PER_DAY: Final = 86_400

MAX_TITLE: Final = 300
"""Characters of a title that are compared."""


@dataclass(frozen=True, slots=True)
class ClusterItem:
    """An entry, as far as clustering looks at it."""

    key: int
    """Its id; no two items have the same."""
    title: str
    summary: str
    """The beginning of its text; "" where it has none."""
    outlet: str
    day: float
    """When it was published, in days since 1970 in UTC."""
    language: str = "en"
    """ISO 639-1 code. Items of different languages are never put into one story automatically."""
    never_group: bool = False
    """It gets a story of its own, and no later item is put into that story automatically."""


class ClusterMember(NamedTuple):
    """An item that is assigned to a story, with its term weights at that time.

    A named tuple, since the index holds thousands of them.
    """

    key: int
    story: int
    day: float
    outlet: str
    language: str
    title: str
    """In lower case."""
    series: str
    """The recurring title that it has (`RecurringTitles`); "" for none."""
    weights: Mapping[str, float]
    """Stem -> tf-idf weight. The vector has length 1, so that the dot product of two is their cosine."""


def compared_title(title: str) -> str:
    """A title in the form in which it is compared."""
    return title.lower()[:MAX_TITLE]


def day_of(moment: datetime) -> float:
    """An aware time in days since 1970 in UTC."""
    return moment.timestamp() / SECONDS_PER_DAY
