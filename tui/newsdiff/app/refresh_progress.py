"""The progress of a refresh: which feeds are done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdiff.service.feed_service import FeedProgress


@dataclass(slots=True)
class RefreshProgress:
    """The progress of one refresh."""

    wanted: frozenset[int]
    """Ids of the feeds that are refreshed, as far as they are known beforehand."""
    total: int
    """How many feeds are refreshed."""
    done: int = 0
    new: int = 0
    """New articles so far."""
    answers: dict[int, FeedProgress] = field(default_factory=dict)
    """The result of each feed that is done, by id."""

    def take(self, progress: FeedProgress) -> None:
        """One more feed is done."""
        self.done, self.total = progress.done, progress.total
        self.new += progress.new
        self.answers[progress.feed_id] = progress

    def __str__(self) -> str:
        """How far it is, in words."""
        return f"reloading {self.done:,}/{self.total:,} feeds" + (f", {self.new:,} new" if self.new else "")
