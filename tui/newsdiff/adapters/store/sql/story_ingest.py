"""Placing what was stored: rounds that a kill may end at any moment, and that then go on as if it had not been.

A round is everything that waits, in an order that depends on what is stored alone. When it begins, its words are
counted and its order is kept, in one transaction; then entries are placed in slices, each in one. What the next slice
has to know is in the store, so that it makes no difference which process places it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.adapters.store.sql.cluster_cache import ClusterCache, forget, keep, state
from newsdiff.adapters.store.sql.ingest import AHEAD
from newsdiff.adapters.store.sqlite.columns import ticks, to_json
from newsdiff.core.clustering.clusterer import StoryClusterer
from newsdiff.core.clustering.constraints import Constraints
from newsdiff.core.clustering.index import TimeWindowIndex
from newsdiff.core.clustering.items import ClusterItem, ClusterMember
from newsdiff.core.clustering.near_duplicates import COMPARED, find_originals
from newsdiff.core.clustering.recurring_titles import SPAN, RecurringTitles, opening
from newsdiff.core.clustering.tokenize import BODY_CHARACTERS, StemCache, language_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.clustering.document_frequency import DocumentFrequency

ROUND: Final = 5_000
"""Entries in one round, at most: a store that has never been grouped is placed in several."""

PATIENCE: Final = timedelta(hours=1)
"""So long what an interrupted refresh brought waits to be placed together with what the next one brings."""

_TICKS_A_DAY = 86_400_000_000
_COPIES = 12

# By time; what came without a date of its own comes last, since when it came depends on how fast its server was.
_WAITING = """
    SELECT entry.id FROM entry JOIN feed ON feed.id = feed_id WHERE story_id IS NULL
    ORDER BY published = first_seen, CASE WHEN published = first_seen THEN 0 ELSE published END, feed_id, key LIMIT ?
"""
_ITEMS = """
    SELECT entry.id, entry.title, substr(body.text, 1, ?), outlet, published, language, never_group
    FROM json_each(?) AS chosen CROSS JOIN entry ON entry.id = chosen.value JOIN body ON entry_id = entry.id
    JOIN feed ON feed.id = feed_id ORDER BY chosen.key
"""
_DEEDS = "SELECT deeds FROM story_state"
_LINKS = """
    WITH RECURSIVE circle (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT b FROM circle JOIN story_link ON a = id
        UNION SELECT a FROM circle JOIN story_link ON b = id
    )
    SELECT DISTINCT a, b, together FROM circle JOIN story_link ON a = id OR b = id
"""


@dataclass(slots=True)
class _Loaded:
    """A round as it stands in memory."""

    placing: StoryClusterer
    placed: ClusterCache
    items: list[ClusterItem]
    """What is still to be placed, the next one last."""
    position: int
    """Of the next one."""


class _Begun(NamedTuple):
    """What was read when a round began, and need not be read again for its first slice."""

    items: list[ClusterItem]
    deeds: int
    placing: StoryClusterer
    placed: ClusterCache | None


class StoryIngest:
    """Places what waits in a store. Whoever uses it holds the right to refresh; it is not for several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._book = StemCache()
        self._loaded: _Loaded | None = None
        self._begun: _Begun | None = None
        self._placed: ClusterCache | None = None
        """From the round that this placer ended last; to be used where nobody else has changed anything meanwhile."""
        self._now = 0
        """The present, in ticks, as `begin` was told."""

    def begin(self, now: datetime, *, interrupted: bool = True) -> int:
        """Begins a round, unless one is under way, and tells how many entries are to be placed.

        Args:
            now: The present.
            interrupted: Do not wait for the rest of what a refresh that was interrupted would have brought.
        """
        self._now = ticks(now)
        with self._database.reading() as connection:
            left = _left(connection)
            if left or not (interrupted or _whole(connection, now)):
                return left
            items = _items(connection, [found for (found,) in connection.execute(_WAITING, (ROUND,))])
            deeds = _first(connection, _DEEDS)
        placing = StoryClusterer(book=self._book)
        placing.expect(items)
        with self._database.writing() as connection:
            if not items:
                connection.execute(
                    "UPDATE story_state SET refresh_began = NULL WHERE id = 1 AND refresh_began IS NOT NULL"
                )
            elif not _left(connection):
                placed, self._placed = self._placed, None
                if placed is not None and placed.state != state(connection):
                    placed = None
                earliest = _count(connection, placing, items, self._now)
                if placed is not None:
                    placed.state = state(connection)
                    placed.forget(earliest)
                # Should another newsdiff place this round, then what is in memory goes with what was begun.
                self._begun = _Begun(items, deeds, placing, placed)
            return _left(connection)

    def some(self, most: int) -> int:
        """Places so many entries of the round and tells how many are left.

        What the reader says between two slices holds from the next one on.
        """
        loaded = self._loaded or self._load()
        with self._database.writing() as connection:
            if not _current(connection, loaded):
                self._loaded = None
                return _left(connection)
            try:
                left = _place(connection, loaded, most, self._now)
            except BaseException:
                # What is in memory is ahead of what is kept.
                self._loaded = None
                raise
        self._loaded = loaded if left else None
        if not left:
            self._placed = loaded.placed
            self._placed.tidy(_latest(self._now))
        return left

    def _load(self) -> _Loaded:
        with self._database.reading() as connection:
            waiting = connection.execute("SELECT position, entry_id FROM story_pending ORDER BY position").fetchall()
            deeds = _first(connection, _DEEDS)
            begun, self._begun = self._begun, None
            ids = [entry_id for _, entry_id in waiting]
            if begun is not None and (begun.deeds != deeds or [item.key for item in begun.items] != ids):
                begun = None
            items = begun.items if begun else _items(connection, ids)
            placed = _around(connection, items, begun.placed if begun else None)
            together, apart = _links(connection, items)
            placing = StoryClusterer(
                first_story=_first(connection, "SELECT coalesce(max(id), 0) + 1 FROM story"),
                columns=RecurringTitles(_openings(connection, items)),
                links=Constraints(together, apart),
                homes=_homes(connection, (*together, *apart)),
                closed={found for (found,) in connection.execute("SELECT id FROM story WHERE pinned = 1")},
                book=self._book,
                window=placed.window,
            )
            placing.expect(items, counted=True, read=begun.placing if begun else None)
            for language, words in placing.expected().items():
                _recall(connection, placing.frequencies(language), language, words)
        return _Loaded(placing, placed, items[::-1], waiting[0][0] if waiting else 0)


def _around(connection: sqlite3.Connection, items: Sequence[ClusterItem], placed: ClusterCache | None) -> ClusterCache:
    """What was placed around some items; what is in memory is used where the store stands as it did."""
    now = state(connection)
    if placed is None or placed.state != now:
        placed = ClusterCache(TimeWindowIndex(), [], now)
    placed.read(connection, items)
    return placed


def _place(connection: sqlite3.Connection, loaded: _Loaded, most: int, now: int) -> int:
    """Places so many entries of a round and tells how many are left."""
    found, done = list[ClusterMember](), list[int]()
    for _ in range(min(most, len(loaded.items))):
        item = loaded.items.pop()
        member = loaded.placing.place(item)
        _put(connection, member, now)
        done.append(item.key)
        if not item.alone:
            found.append(member)
        loaded.position += 1
    keep(connection, found)
    connection.execute("DELETE FROM story_pending WHERE entry_id IN (SELECT value FROM json_each(?))", (to_json(done),))
    return _left(connection)


def _whole(connection: sqlite3.Connection, now: datetime) -> bool:
    """No refresh was interrupted, or so long ago that nobody will bring the rest."""
    (began,) = connection.execute("SELECT refresh_began FROM story_state").fetchone()
    return began is None or began <= ticks(now - PATIENCE) or began > ticks(now)


def _current(connection: sqlite3.Connection, loaded: _Loaded) -> bool:
    if loaded.placed.state.deeds != _first(connection, _DEEDS):
        return False
    row = connection.execute("SELECT position, entry_id FROM story_pending ORDER BY position LIMIT 1").fetchone()
    # Positions begin anew with each round, and another newsdiff may have ended this one and begun the next.
    return bool(row == ((loaded.position, loaded.items[-1].key) if loaded.items else None))


def _left(connection: sqlite3.Connection) -> int:
    return _first(connection, "SELECT count(*) FROM story_pending")


def _first(connection: sqlite3.Connection, query: str) -> int:
    found: int = connection.execute(query).fetchone()[0]
    return found


def _items(connection: sqlite3.Connection, ids: Sequence[int]) -> list[ClusterItem]:
    rows = connection.execute(_ITEMS, (BODY_CHARACTERS, to_json(ids)))
    return [
        ClusterItem(key, title, text, outlet, published / _TICKS_A_DAY, language_of(title, text, language), bool(alone))
        for key, title, text, outlet, published, language, alone in rows
    ]


def _count(connection: sqlite3.Connection, placing: StoryClusterer, items: Sequence[ClusterItem], now: int) -> float:
    """Begins a round: its order and its counts are kept, and what is too old to matter is forgotten.

    Returns:
        The day before which what was placed is forgotten.
    """
    connection.executemany(
        "INSERT INTO story_pending (position, entry_id) VALUES (?, ?)",
        [(position, item.key) for position, item in enumerate(items, 1)],
    )
    for language in sorted({item.language for item in items}):
        counts = placing.frequencies(language)
        connection.execute(
            "INSERT INTO story_documents VALUES (?, ?) "
            "ON CONFLICT (language) DO UPDATE SET documents = documents + excluded.documents",
            (language, counts.documents),
        )
        connection.executemany(
            "INSERT INTO story_word VALUES (?, ?, ?) "
            "ON CONFLICT (language, word) DO UPDATE SET documents = documents + excluded.documents",
            [(language, word, number) for word, number in sorted(counts.counts.items())],
        )
    openings = sorted({(opening(item), int(item.day)) for item in items if opening(item)})
    connection.executemany("INSERT OR IGNORE INTO story_opening VALUES (?, ?)", openings)
    earliest = int(min(_latest(now), *(item.day for item in items)))
    connection.execute("DELETE FROM story_opening WHERE day < ?", (earliest - SPAN,))
    connection.execute("UPDATE story_state SET refresh_began = NULL")
    return forget(connection, _latest(now))


def _latest(now: int) -> float:
    """The latest day that is believed: what was dated by a clock that was ahead makes nothing else old."""
    return now / _TICKS_A_DAY + AHEAD / timedelta(days=1)


def _openings(connection: sqlite3.Connection, items: Iterable[ClusterItem]) -> list[tuple[str, int]]:
    names = sorted({opening(item) for item in items})
    return connection.execute(
        "SELECT name, day FROM json_each(?) CROSS JOIN story_opening ON name = value", (to_json(names),)
    ).fetchall()


# A list that is given comes first in a join (CROSS JOIN): SQLite thinks it short, and would go over it for every row.
def _recall(connection: sqlite3.Connection, counts: DocumentFrequency, language: str, words: Iterable[str]) -> None:
    row = connection.execute("SELECT documents FROM story_documents WHERE language = ?", (language,)).fetchone()
    found = connection.execute(
        "SELECT word, documents FROM json_each(?) CROSS JOIN story_word ON language = ? AND word = value",
        (to_json(sorted(words)), language),
    )
    counts.recall(dict(found), row[0] if row else 0)


def _links(
    connection: sqlite3.Connection, items: Iterable[ClusterItem]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    rows = connection.execute(_LINKS, (to_json(item.key for item in items),)).fetchall()
    return [(a, b) for a, b, together in rows if together], [(a, b) for a, b, together in rows if not together]


def _homes(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    keys = sorted({key for pair in pairs for key in pair})
    return dict(
        connection.execute(
            "SELECT entry.id, story_id FROM json_each(?) CROSS JOIN entry ON entry.id = value "
            "WHERE story_id IS NOT NULL",
            (to_json(keys),),
        )
    )


# Stored long before maybe, it is news to who has seen the story since, whatever the clock says.
_JOIN = """
    UPDATE entry SET story_id = :story, copy_of = :original, joined = (
        SELECT max(:now, 1 + max(coalesce(touched, 0), coalesce(seen, 0), coalesce(told, 0)))
        FROM story WHERE id = :story
    ) WHERE id = :entry
"""


def _put(connection: sqlite3.Connection, member: ClusterMember, now: int) -> None:
    """Puts an entry into its story."""
    new = connection.execute("INSERT OR IGNORE INTO story (id) VALUES (?)", (member.story,)).rowcount
    original = None if new else _original(connection, member)
    connection.execute(_JOIN, {"story": member.story, "original": original, "now": now, "entry": member.key})


def _original(connection: sqlite3.Connection, member: ClusterMember) -> int | None:
    """The entry of another outlet in the same story whose text this one has."""
    rows = connection.execute(
        "SELECT entry.id, substr(body.text, 1, ?) FROM entry JOIN body ON entry_id = entry.id "
        "JOIN feed ON feed.id = feed_id WHERE story_id = ? AND copy_of IS NULL AND outlet <> ? "
        "ORDER BY published DESC, entry.id LIMIT ?",
        (COMPARED, member.story, member.outlet, _COPIES),
    ).fetchall()
    if not rows:
        return None
    (text,) = connection.execute(
        "SELECT substr(text, 1, ?) FROM body WHERE entry_id = ?", (COMPARED, member.key)
    ).fetchone()
    return min((rows[place][0] for place in find_originals(text, [other for _, other in rows])), default=None)
