"""Groups of things that belong together, directly or through one another: a union-find forest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

T = TypeVar("T", bound="Hashable")


class DisjointSets(Generic[T]):
    """Joins things into groups. Finding a group shortens the way to it (path halving, Tarjan and van Leeuwen 1984)."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def __contains__(self, one: T) -> bool:
        """Whether a thing was ever named."""
        return one in self._parents

    def __iter__(self) -> Iterator[T]:
        """All things that were named."""
        return iter(self._parents)

    def join(self, one: T, other: T) -> None:
        """Make the groups of two things one."""
        self._parents[self.root(one)] = self.root(other)

    def root(self, one: T) -> T:
        """The thing that stands for the group of this one, which is a group of its own at first."""
        root = self._parents.setdefault(one, one)
        while root != self._parents[root]:
            self._parents[root] = self._parents[self._parents[root]]
            root = self._parents[root]
        return root
