"""What clustering writes to the store: pending entries, word counts, title openings, clustered entries."""

from __future__ import annotations

import math
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from newsdiff.adapters.store.schema import central_articles
from newsdiff.adapters.store.schema.opening_digest import opening_digest
from newsdiff.adapters.store.sql.clustering import TICKS_A_DAY, ClusterReader
from newsdiff.adapters.store.sql.ingest import AHEAD
from newsdiff.adapters.store.sqlite.columns import ticks, to_json
from newsdiff.core.clustering.items import compared_title
from newsdiff.core.clustering.packed_members import pack_weights

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from newsdiff.core.clustering.items import ClusterMember

KEPT_DAYS: Final = 14
"""Days before the latest entry for which clustered entries keep their words, for entries that come late."""

_LATEST = "SELECT max(day) FROM story_member WHERE day <= ?"
# Stored long before maybe, it is news to who has seen the story since, whatever the clock says.
_JOIN = """
    UPDATE entry SET story_id = :story, copy_of = :original, joined = (
        SELECT max(:now, 1 + max(coalesce(touched, 0), coalesce(seen, 0), coalesce(told, 0)))
        FROM story WHERE id = :story
    ) WHERE id = :entry
"""

_TITLES = """
    SELECT entry.id, entry.title, outlet FROM json_each(?) CROSS JOIN entry ON entry.id = value
    JOIN feed ON feed.id = feed_id
"""


class ClusterWriter(ClusterReader):
    """Reads and writes within one transaction. All of it is stored, or nothing; get one from `Store.writing_clusters`.

    Only a process that holds the refresh lock writes.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._joined: dict[int, int] = {}
        """Story -> the entry that joined it last."""

    def end_refresh(self) -> None:
        """Record that no refresh is waiting to be clustered."""
        self._connection.execute(
            "UPDATE story_state SET refresh_began = NULL WHERE id = 1 AND refresh_began IS NOT NULL"
        )

    def add_pending(self, entry_ids: Iterable[int]) -> None:
        """Begin a batch of these entries, in this order. None may be under way."""
        self._connection.executemany(
            "INSERT INTO story_pending (position, entry_id) VALUES (?, ?)", list(enumerate(entry_ids, 1))
        )

    def remove_pending(self, entry_ids: Collection[int]) -> None:
        """Take entries that have been clustered out of the batch."""
        self._connection.execute(
            "DELETE FROM story_pending WHERE entry_id IN (SELECT value FROM json_each(?))", (to_json(entry_ids),)
        )

    def add_counts(self, language: str, documents: int, counts: Mapping[str, int]) -> None:
        """Add to the counts of a language: `documents` more, and how many of them contain each word."""
        self._connection.execute(
            "INSERT INTO story_documents VALUES (?, ?) "
            "ON CONFLICT (language) DO UPDATE SET documents = documents + excluded.documents",
            (language, documents),
        )
        self._connection.executemany(
            "INSERT INTO story_word VALUES (?, ?, ?) "
            "ON CONFLICT (language, word) DO UPDATE SET documents = documents + excluded.documents",
            [(language, word, number) for word, number in sorted(counts.items())],
        )

    def add_openings(self, openings: Iterable[tuple[str, int]]) -> None:
        """Record on which days openings of titles occurred."""
        digests = ((opening_digest(name), day) for name, day in openings)
        self._connection.executemany("INSERT OR IGNORE INTO story_opening VALUES (?, ?)", digests)

    def delete_openings(self, before: int) -> None:
        """Delete the openings of titles from before a day."""
        self._connection.execute("DELETE FROM story_opening WHERE day < ?", (before,))

    def delete_old_members(self, latest: float) -> float:
        """Delete the words of entries so old that no new one is compared with them.

        Args:
            latest: The last day that is believed. Entries dated later do not make others old.

        Returns:
            The day before which words were deleted; -inf where there were none.
        """
        (newest,) = self._connection.execute(_LATEST, (latest,)).fetchone()
        if newest is None:
            return -math.inf
        before: float = newest - KEPT_DAYS
        self._connection.execute("DELETE FROM story_member WHERE day < ?", (before,))
        return before

    def add_story(self, story: int) -> bool:
        """Add a story with this id; False if it exists already."""
        return bool(self._connection.execute("INSERT OR IGNORE INTO story (id) VALUES (?)", (story,)).rowcount)

    def assign(self, entry_id: int, story: int, original: int | None, now: datetime) -> None:
        """Put an entry into a story.

        Args:
            entry_id: The entry.
            story: Its story, which exists.
            original: The entry whose text it copies, if any.
            now: When it joins.
        """
        self._connection.execute(_JOIN, {"story": story, "original": original, "now": ticks(now), "entry": entry_id})
        self._joined[story] = entry_id

    @contextmanager
    def counting_once(self) -> Iterator[None]:
        """Count each story that entries join within the block once, at its end, and not after each entry.

        To count a story is to read all its entries. Readers never see the store without the trigger, since this happens
        within the transaction.
        """
        (trigger,) = self._connection.execute("SELECT sql FROM sqlite_master WHERE name = 'story_told'").fetchone()
        self._connection.execute("DROP TRIGGER story_told")
        before = self._joined
        self._joined = {}
        yield
        self._connection.execute(trigger)
        self._connection.execute(
            "UPDATE entry SET story_id = story_id WHERE id IN (SELECT value FROM json_each(?))",
            (to_json(self._joined.values()),),
        )
        self._joined = before

    def add_members(self, members: Iterable[ClusterMember]) -> None:
        """Store the words of clustered entries, with the weights they had."""
        by_key = {one.key: one for one in members}
        found = self._connection.execute(_TITLES, (to_json(by_key),)).fetchall()
        rows = [
            (
                key,
                by_key[key].day,
                by_key[key].language,
                by_key[key].series,
                # What the entry and its feed say is not stored twice.
                None if by_key[key].outlet == outlet else by_key[key].outlet,
                None if by_key[key].title == compared_title(title) else by_key[key].title,
                *pack_weights(by_key[key].weights),
            )
            for key, title, outlet in found
        ]
        self._connection.executemany("INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def set_central(self, stories: Iterable[int]) -> None:
        """Choose the central article of stories that entries have joined, once their words are stored."""
        central_articles.set_central(self._connection, stories)


def latest_day(now: datetime) -> float:
    """The latest day that is believed, in days since 1970 in UTC: a clock that was ahead makes nothing else old."""
    return ticks(now) / TICKS_A_DAY + AHEAD / timedelta(days=1)
