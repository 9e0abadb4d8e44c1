"""Where the details that differ stand among the rows: each at one place, so that a walk through them counts them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.diff.overview import HEADLINE
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.conflict_list import ListedConflict


class DetailStop(NamedTuple):
    """A row with details that differ."""

    row: int
    """Its index."""
    first: int
    """The number of its first detail among all of them in the order of the rows, from 1."""
    details: tuple[ListedConflict, ...]

    @property
    def last(self) -> int:
        """The number of its last detail."""
        return self.first + len(self.details) - 1

    @property
    def only_headlines(self) -> bool:
        """No sentence gives its details, and so none in the row does."""
        return all(place.sentence == HEADLINE for one in self.details for place in one.places)


def detail_stops(details: Sequence[ListedConflict], rows: Sequence[Row]) -> tuple[DetailStop, ...]:
    """The rows with details that differ, from the top. What only headlines give stands at the first sentence."""
    homes: dict[Ref, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for ref in row.refs:
            homes[ref].append(number)
    first = next((number for number, row in enumerate(rows) if not row.heading), None)
    at: dict[int, list[ListedConflict]] = defaultdict(list)
    for one in details:
        place = _row(one, homes, first)
        if place is not None:
            at[place].append(one)
    stops: list[DetailStop] = []
    for place, found in sorted(at.items()):
        stops.append(DetailStop(place, stops[-1].last + 1 if stops else 1, tuple(found)))
    return tuple(stops)


def _row(detail: ListedConflict, homes: Mapping[Ref, Sequence[int]], first: int | None) -> int | None:
    """The row in which most outlets give the detail, the first of them; `None` where it is in none."""
    refs = [Ref(place.article, place.sentence) for place in detail.places if place.sentence != HEADLINE]
    if not refs:
        return first
    found = [number for ref in refs for number in homes.get(ref, ())]
    return min(found, key=lambda number: (-found.count(number), number), default=None)
