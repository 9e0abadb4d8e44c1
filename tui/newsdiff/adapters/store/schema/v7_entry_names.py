"""What migration 7 adds: names by which items are known again, entries that are one article, and days without a time.

Entries that are one article, of which a feed made two as it moved to https, become one. What is published here never
changes; the names themselves are made by `core.library.identity`, which only ever learns to make more of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import entry_names
from newsdiff.core.library.identity import Told, guid_names, link_names, stands_for_another, words_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

ENTRY_NAMES: tuple[str, ...] = (
    """
    CREATE TABLE entry_name (
        name TEXT NOT NULL, feed_id INTEGER NOT NULL REFERENCES feed (id),
        entry_id INTEGER NOT NULL REFERENCES entry (id), PRIMARY KEY (name, feed_id)
    ) WITHOUT ROWID
    """,
    # The entry of which this one is the same article once more. It is not shown while that one is.
    "ALTER TABLE entry ADD COLUMN same_as INTEGER REFERENCES entry (id)",
    "ALTER TABLE entry ADD COLUMN day_only INTEGER NOT NULL DEFAULT 0 CHECK (day_only IN (0, 1))",
    "CREATE INDEX entry_twin ON entry (feed_id, same_as) WHERE same_as IS NOT NULL",
    "CREATE INDEX entry_same ON entry (same_as) WHERE same_as IS NOT NULL",
)
"""The statements of migration 7, before `name_entries`."""

_ENTRIES = """
    SELECT entry.id, key, title, text, url, published_text FROM entry JOIN body ON entry_id = entry.id
    WHERE feed_id = ? ORDER BY entry.id
"""


def name_entries(connection: sqlite3.Connection) -> None:
    """Gives the stored entries their names, feed by feed, and joins those of one feed that are one article."""
    for (feed_id,) in connection.execute("SELECT id FROM feed").fetchall():
        _name(connection, feed_id)


def _name(connection: sqlite3.Connection, feed_id: int) -> None:
    # Every start imports this module, and hardly any needs to read dates.
    from newsdiff.core.text.feed_dates import feed_date

    names: dict[str, int] = {}
    said: dict[int, Told] = {}
    joined: list[tuple[int, int]] = []
    shared: set[str] = set()
    days: list[tuple[int]] = []
    for entry_id, key, title, text, url, published_text in connection.execute(_ENTRIES, (feed_id,)):
        date = feed_date(published_text) if published_text else None
        now = Told(title, text, url, date.utc() if date else None)
        if date and date.day_only:
            days.append((entry_id,))
        for name in _names(key, title, text, url, published_text):
            before = names.get(name)
            if before is None or name in shared:
                names.setdefault(name, entry_id)
            elif before != entry_id and _is_one(said[before], now):
                joined.append((before, entry_id))
            elif before != entry_id:
                # Several articles of the feed have it, so that it is no name of any.
                shared.add(name)
        said[entry_id] = now
    kept = {name: entry_id for name, entry_id in names.items() if name not in shared}
    entry_names.add(connection, feed_id, kept, take=False)
    connection.executemany("UPDATE entry SET day_only = 1 WHERE id = ?", days)
    gone: dict[int, int] = {}
    for before, after in dict.fromkeys(joined):
        first = gone.get(before, before)
        if after not in gone and first != after:
            entry_names.join(connection, first, after)
            gone[after] = first


def _is_one(before: Told, now: Told) -> bool:
    """Whether two entries that a feed gave under one name, though under different keys, are one article."""
    return before.title == now.title and not stands_for_another(before, now) and before.published == now.published


def _names(key: str, title: str, text: str, url: str | None, published_text: str | None) -> Iterator[str]:
    """An entry's names. Its key was its guid or its link, and it does not tell which."""
    if not key.startswith("sha256:"):
        yield from dict.fromkeys((*guid_names(key), f"g:{key}", f"k:{key}", *link_names(url)))
    else:
        yield from link_names(url)
    yield from words_names(title, text, published_text)
