"""The names by which items of feeds are known again (core.library.identity), and entries that are one article."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sqlite.columns import to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_ADD = "INSERT INTO entry_name (name, feed_id, entry_id) VALUES (?, ?, ?) ON CONFLICT (name, feed_id) DO {conflict}"
_FIND = (
    "SELECT entry_name.name, entry_id FROM json_each(?) AS wanted "
    "CROSS JOIN entry_name ON entry_name.name = wanted.value AND feed_id = ?"
)
_KNOWN_ELSEWHERE = (
    "SELECT wanted.value FROM json_each(?) AS wanted "
    "WHERE EXISTS (SELECT 1 FROM entry_name WHERE entry_name.name = wanted.value AND feed_id <> ?)"
)
_ELSEWHERE = """
    SELECT entry.id FROM entry_name JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = entry.feed_id
    WHERE entry_name.name = ? AND entry_name.feed_id <> ? AND entry.removed = 0 AND entry.muted = 0
        AND feed.removed = 0 AND feed.url LIKE 'http%'
    ORDER BY entry.id DESC LIMIT 3
"""


@lru_cache(1_000)
def digest(name: str) -> str:
    """The form in which a name is stored: 20 hexadecimal digits."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:20]


def find(connection: sqlite3.Connection, feed_id: int, names: Iterable[str]) -> dict[str, int]:
    """The entries of a feed that have some names, by name."""
    by_digest = {digest(name): name for name in names}
    rows = connection.execute(_FIND, (to_json(by_digest), feed_id))
    return {by_digest[found]: entry_id for found, entry_id in rows}


def add(connection: sqlite3.Connection, feed_id: int, names: Mapping[str, int], *, take: bool) -> None:
    """Gives names to entries of a feed; `take`: also those that another entry had."""
    conflict = "UPDATE SET entry_id = excluded.entry_id" if take else "NOTHING"
    connection.executemany(
        _ADD.format(conflict=conflict), ((digest(name), feed_id, entry_id) for name, entry_id in names.items())
    )


def known_elsewhere(connection: sqlite3.Connection, feed_id: int, names: Iterable[str]) -> frozenset[str]:
    """Those of some names that entries of other feeds have, shown or not."""
    by_digest = {digest(name): name for name in names}
    rows = connection.execute(_KNOWN_ELSEWHERE, (to_json(by_digest), feed_id))
    return frozenset(by_digest[found] for (found,) in rows)


def elsewhere(connection: sqlite3.Connection, feed_id: int, name: str) -> list[int]:
    """The shown entries of other feeds that have a name, the latest first, three at most."""
    return [found for (found,) in connection.execute(_ELSEWHERE, (digest(name), feed_id))]


def join(connection: sqlite3.Connection, kept: int, other: int) -> None:
    """Makes two entries one: the other is shown no more, and what the reader did with either holds for the one kept."""
    connection.execute(
        "UPDATE entry SET read = max(entry.read, other.read), starred = max(entry.starred, other.starred), "
        "first_seen = min(entry.first_seen, other.first_seen) FROM entry AS other "
        "WHERE other.id = :other AND entry.id = :kept",
        {"kept": kept, "other": other},
    )
    connection.execute(
        "INSERT OR IGNORE INTO entry_tag (tag, entry_id) SELECT tag, ? FROM entry_tag WHERE entry_id = ?", (kept, other)
    )
    _join_stories(connection, kept, other)
    connection.execute("UPDATE entry SET same_as = ? WHERE same_as = ?", (kept, other))
    connection.execute("UPDATE entry SET removed = 1, same_as = ? WHERE id = ?", (kept, other))


def _join_stories(connection: sqlite3.Connection, kept: int, other: int) -> None:
    """Hands on the place in a story and what the reader said about it."""
    connection.execute(
        "INSERT OR IGNORE INTO story_link (a, b, together) "
        "SELECT min(:kept, third), max(:kept, third), together FROM ("
        "SELECT CASE WHEN a = :other THEN b ELSE a END AS third, together FROM story_link "
        "WHERE a = :other OR b = :other) WHERE third <> :kept",
        {"kept": kept, "other": other},
    )
    connection.execute("UPDATE story SET lead = ? WHERE lead = ?", (kept, other))
    # A story that the reader made or watches stays whole where only the entry that goes was in it.
    connection.execute(
        "UPDATE entry SET story_id = (SELECT story_id FROM entry AS other WHERE other.id = :other) "
        "WHERE id = :kept AND story_id IS NULL AND NOT EXISTS (SELECT 1 FROM story_pending WHERE entry_id = :kept)",
        {"kept": kept, "other": other},
    )
