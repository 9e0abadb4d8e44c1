"""What migration 11 changes: clustered entries and the openings of titles take half the room.

The title and the outlet of a clustered entry are those of the entry and its feed until one of these changes, from when
on they are kept as they were. What is published here never changes; the form of the terms is that of `pack_weights`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.opening_digest import opening_digest
from newsdiff.adapters.store.sqlite.columns import numbers_from_json
from newsdiff.core.clustering.packed_members import pack_weights

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MEMBERS: tuple[str, ...] = (
    "DROP INDEX story_member_day",
    "ALTER TABLE story_member RENAME TO former_member",
    """
    CREATE TABLE story_member (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id), day REAL NOT NULL, language TEXT NOT NULL,
        column_name TEXT NOT NULL, outlet TEXT, title TEXT, terms TEXT NOT NULL, weights BLOB NOT NULL
    )
    """,
    "ALTER TABLE story_opening RENAME TO former_opening",
    "CREATE TABLE story_opening (name INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (name, day)) WITHOUT ROWID",
)
"""The statements of migration 11 before `copy_members`."""

AFTER: tuple[str, ...] = (
    "DROP TABLE former_member",
    "DROP TABLE former_opening",
    "CREATE INDEX story_member_day ON story_member (day)",
    """
    CREATE TRIGGER story_member_title AFTER UPDATE OF title ON entry WHEN NEW.title <> OLD.title BEGIN
        UPDATE story_member SET title = OLD.title WHERE entry_id = OLD.id AND title IS NULL;
    END
    """,
    """
    CREATE TRIGGER story_member_outlet AFTER UPDATE OF outlet ON feed WHEN NEW.outlet <> OLD.outlet BEGIN
        UPDATE story_member SET outlet = OLD.outlet
        WHERE outlet IS NULL AND entry_id IN (SELECT id FROM entry WHERE feed_id = OLD.id);
    END
    """,
)
"""The statements after it."""

_FORMER = """
    SELECT former_member.entry_id, day, former_member.language, column_name,
        nullif(former_member.outlet, feed.outlet), former_member.title, entry.title, weights
    FROM former_member JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id ORDER BY former_member.entry_id
"""


def copy_members(connection: sqlite3.Connection) -> None:
    """Puts what the former tables held into the new ones."""
    connection.executemany("INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _members(connection))
    openings = connection.execute("SELECT name, day FROM former_opening")
    connection.executemany(
        "INSERT OR IGNORE INTO story_opening VALUES (?, ?)", ((opening_digest(name), day) for name, day in openings)
    )


def _members(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    # Every start imports this module.
    from newsdiff.core.clustering.items import compared_title

    for *head, title, now, weights in connection.execute(_FORMER):
        yield *head, None if title == compared_title(now) else title, *pack_weights(numbers_from_json(weights))
