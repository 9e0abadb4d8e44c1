"""The reader's word on items: these belong together, those do not. It is final, and comes before any score."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[int, int]
"""The keys of two items, in any order."""


class Constraints:
    """What must stand in one story and what cannot, with all that follows from it.

    Where two words contradict one another, that two belong together holds: whoever keeps the words sees to it that the
    later one takes the earlier one away.
    """

    def __init__(self, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> None:
        self._root: dict[int, int] = {}
        for a, b in together:
            self._root[self._find(a)] = self._find(b)
        self._circles: dict[int, set[int]] = {}
        for key in self._root:
            self._circles.setdefault(self._find(key), set()).add(key)
        self._apart: dict[int, set[int]] = {}
        for a, b in apart:
            one, other = self._find(a), self._find(b)
            if one != other:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)
        for key in self._root:
            self._circles.setdefault(self._find(key), set()).add(key)

    def partners(self, key: int) -> frozenset[int]:
        """All items that must stand in the story of this one, itself left aside."""
        return frozenset(self._circle(key) - {key}) if key in self._root else frozenset()

    def foes(self, key: int) -> frozenset[int]:
        """All items that cannot stand in the story of this one."""
        if key not in self._root:
            return frozenset()
        others = self._apart.get(self._find(key), ())
        return frozenset(one for other in others for one in self._circles[other])

    def _circle(self, key: int) -> set[int]:
        return self._circles[self._find(key)]

    def _find(self, key: int) -> int:
        root = self._root.setdefault(key, key)
        while root != self._root[root]:
            self._root[root] = self._root[self._root[root]]
            root = self._root[root]
        self._root[key] = root
        return root
