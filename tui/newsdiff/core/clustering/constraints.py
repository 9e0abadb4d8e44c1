"""The user's decisions about which items belong to one story: must-link and cannot-link constraints.

They override every score (Wagstaff and others, "Constrained k-means clustering", ICML 2001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.disjoint_sets import DisjointSets

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[int, int]
"""The keys of two items, in any order."""


class Constraints:
    """Must-link and cannot-link constraints, with everything that follows from them.

    Must-link is transitive. Cannot-link applies to the whole group. On conflict must-link wins; the store drops the
    contradicted decision.
    """

    def __init__(self, must_link: Iterable[Pair] = (), cannot_link: Iterable[Pair] = ()) -> None:
        self._linked: DisjointSets[int] = DisjointSets()
        for a, b in must_link:
            self._linked.join(a, b)
        self._forbidden: dict[int, set[int]] = {}
        for a, b in cannot_link:
            one, other = self._linked.root(a), self._linked.root(b)
            if one != other:
                self._forbidden.setdefault(one, set()).add(other)
                self._forbidden.setdefault(other, set()).add(one)
        self._groups: dict[int, set[int]] = {}
        for key in self._linked:
            self._groups.setdefault(self._linked.root(key), set()).add(key)

    def must_link(self, key: int) -> frozenset[int]:
        """The keys of all items that have to be in the story of this one, without itself."""
        return frozenset(self._group(key) - {key}) if key in self._linked else frozenset()

    def cannot_link(self, key: int) -> frozenset[int]:
        """The keys of all items that must not be in the story of this one."""
        if key not in self._linked:
            return frozenset()
        others = self._forbidden.get(self._linked.root(key), ())
        return frozenset(one for other in others for one in self._groups[other])

    def _group(self, key: int) -> set[int]:
        return self._groups[self._linked.root(key)]
