"""What was placed around the times of new entries: read from the store once, and kept between refreshes."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.clustering.index import DAYS, TimeWindowIndex
from newsdiff.core.clustering.items import ClusterItem, ClusterMember

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

KEPT_DAYS: Final = 14
"""Days before the latest entry for which the words of what was placed are kept, for entries that come late."""

HELD_DAYS: Final = DAYS + 1
"""Days before the latest entry for which they stay in memory; what comes later than that is read again."""

_SPARE = 1.0
"""Days over that, so that forgetting, which goes over all of it, is seldom."""

_MEMBERS = """
    SELECT story_member.entry_id, entry.story_id, day, story_member.outlet, story_member.language, story_member.title,
        column_name, weights
    FROM story_member JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id
    WHERE day >= ? AND day < ? AND never_group = 0 AND story_id IS NOT NULL ORDER BY day, entry_id
"""
# What the reader said, what was counted, which never goes down, and which feeds stay alone.
_STATE = """
    SELECT deeds, (SELECT total(documents) FROM story_documents),
        (SELECT group_concat(id) FROM feed WHERE never_group = 1)
    FROM story_state
"""
_LATEST = "SELECT max(day) FROM story_member WHERE day <= ?"

Span = tuple[float, float]
"""From a day to before another."""


class State(NamedTuple):
    """What changes whenever another than this placer has placed something, or the reader has moved something."""

    deeds: int
    documents: float
    alone: str | None


@dataclass(slots=True)
class ClusterCache:
    """What was placed, as far as it is in memory."""

    window: TimeWindowIndex
    spans: list[Span]
    """Whatever was placed in these days is in the window. In order, and apart from one another."""
    state: State
    """Of the store, when the window was right."""

    def read(self, connection: sqlite3.Connection, items: Iterable[ClusterItem]) -> None:
        """Reads what there is around some items, as far as it is not there yet."""
        around = _around(item.day for item in items)
        for span in _without(around, self.spans):
            for member in _members(connection, span):
                self.window.add(member)
        self.spans = _joined([*self.spans, *around])

    def tidy(self, latest: float) -> None:
        """Forgets what few entries will ask for, now and then. No day later than the latest makes another one old."""
        oldest, newest = self.window.days(latest)
        if oldest < newest - HELD_DAYS - _SPARE:
            self.forget(newest - HELD_DAYS)

    def forget(self, before: float) -> None:
        """Forgets what is older than a day, as the store has."""
        oldest, _ = self.window.days()
        if oldest < before:
            self.window.forget(before)
            self.spans = [(max(first, before), last) for first, last in self.spans if last > before]


def state(connection: sqlite3.Connection) -> State:
    """How the store stands, as far as a window that is in memory depends on it."""
    return State(*connection.execute(_STATE).fetchone())


def keep(connection: sqlite3.Connection, members: Iterable[ClusterMember]) -> None:
    """Keeps items that have their places, with their words."""
    connection.executemany(
        "INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(one.key, one.day, one.outlet, one.language, one.title, one.column, _packed(one)) for one in members],
    )


def forget(connection: sqlite3.Connection, latest: float) -> float:
    """Forgets the words of what is so old that nothing new is compared with it, and tells before which day that is.

    No day later than the latest makes another one old.
    """
    (newest,) = connection.execute(_LATEST, (latest,)).fetchone()
    if newest is None:
        return -math.inf
    before: float = newest - KEPT_DAYS
    connection.execute("DELETE FROM story_member WHERE day < ?", (before,))
    return before


def _members(connection: sqlite3.Connection, span: Span) -> Iterable[ClusterMember]:
    for key, story, day, outlet, language, title, column, weights in connection.execute(_MEMBERS, span):
        yield ClusterMember(key, story, day, outlet, language, title, column, json.loads(weights))


def _packed(member: ClusterMember) -> str:
    return json.dumps(member.weights, ensure_ascii=False, separators=(",", ":"))


def _around(days: Iterable[float]) -> list[Span]:
    """The times from which an item of one of these days may find another."""
    return _joined((day - DAYS, math.nextafter(day + DAYS, math.inf)) for day in days)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same times, in order, and apart from one another."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What of some times is not in others; each are in order, and apart from one another."""
    found: list[Span] = []
    for first, last in spans:
        for begin, end in others:
            if begin < last and end > first:
                if first < begin:
                    found.append((first, begin))
                first = end
        if first < last:
            found.append((first, last))
    return found
