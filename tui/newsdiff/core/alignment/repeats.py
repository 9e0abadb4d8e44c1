"""Sentences that stand in two articles alike, or several times in one: a chorus, a motto, a lede printed twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]


class Repeats:
    """Groups of identical sentences within each of two articles."""

    def __init__(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> None:
        """Take the words of each sentence of the first article (the rows) and of the second (the columns)."""
        self._sides = _grouped(a), _grouped(b)

    def __bool__(self) -> bool:
        return any(len(groups) > groups.max(initial=-1) + 1 for groups, _ in self._sides)

    def in_order(self) -> Flags:
        """The pairs that remain when repetitions are paired in order.

        The first is paired with the first, the second with the second; surplus repetitions of one article are paired
        with the last of the other. Without repetitions on both sides, every pair remains.
        """
        import numpy as np

        (rows, row_places), (columns, column_places) = self._sides
        fewer = np.minimum.outer(np.bincount(rows)[rows], np.bincount(columns)[columns]) - 1
        same: Flags = np.minimum(row_places[:, None], fewer) == np.minimum(column_places, fewer)
        return same

    def distinct(self, values: Array, axis: int) -> Array:
        """The maximum over each group of identical sentences along an axis (0: rows, 1: columns)."""
        import numpy as np

        groups, _ = self._sides[axis]
        order = np.argsort(groups, kind="stable")
        starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
        found: Array = np.maximum.reduceat(values.take(order, axis), starts, axis)
        return found


def identical(a: Sequence[Hashable], b: Sequence[Hashable]) -> Flags:
    """The pairs of sentences with the same words, of a first article (the rows) and a second (the columns)."""
    import numpy as np

    columns: dict[Hashable, list[int]] = defaultdict(list)
    for column, one in enumerate(b):
        columns[one].append(column)
    found = np.zeros((len(a), len(b)), bool)
    for row, one in enumerate(a):
        found[row, columns.get(one, [])] = True
    return found


def _grouped(words: Sequence[Hashable]) -> tuple[Integers, Integers]:
    """The group of each sentence, from 0, and its position within the group."""
    import numpy as np

    groups: dict[Hashable, int] = {}
    before: Counter[Hashable] = Counter()
    numbers, places = [], []
    for one in words:
        numbers.append(groups.setdefault(one, len(groups)))
        places.append(before[one])
        before[one] += 1
    return np.array(numbers, np.int64), np.array(places, np.int64)
