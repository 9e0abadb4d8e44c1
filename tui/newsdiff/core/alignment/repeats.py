"""Sentences that an article repeats word for word: a chorus, a motto, a lede that stands twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]


class Repeats:
    """Which sentences of two articles repeat one another, each within its article."""

    def __init__(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> None:
        """Take the words of each sentence of the first article (the rows) and of the second (the columns)."""
        self._sides = _grouped(a), _grouped(b)

    def __bool__(self) -> bool:
        return any(len(groups) > groups.max(initial=-1) + 1 for groups, _ in self._sides)

    def in_order(self) -> Flags:
        """Which pairs are left when repetitions are paired in the order in which they stand.

        The first is paired with the first, the second with the second; what one article repeats more often than the
        other, with the last. Without repetitions on both sides, every pair is left.
        """
        import numpy as np

        (rows, row_places), (columns, column_places) = self._sides
        fewer = np.minimum.outer(np.bincount(rows)[rows], np.bincount(columns)[columns]) - 1
        same: Flags = np.minimum(row_places[:, None], fewer) == np.minimum(column_places, fewer)
        return same

    def distinct(self, values: Array, axis: int) -> Array:
        """The greatest value of those sentences along an axis (0: rows, 1: columns) that repeat one another."""
        import numpy as np

        groups, _ = self._sides[axis]
        order = np.argsort(groups, kind="stable")
        starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
        found: Array = np.maximum.reduceat(values.take(order, axis), starts, axis)
        return found


def _grouped(words: Sequence[Hashable]) -> tuple[Integers, Integers]:
    """For each sentence the number of its group, from 0, and its place among those of the group."""
    import numpy as np

    groups: dict[Hashable, int] = {}
    before: Counter[Hashable] = Counter()
    numbers, places = [], []
    for one in words:
        numbers.append(groups.setdefault(one, len(groups)))
        places.append(before[one])
        before[one] += 1
    return np.array(numbers, np.int64), np.array(places, np.int64)
