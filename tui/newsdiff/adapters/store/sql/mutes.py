"""The mute list, and the mark that it sets on entries. Muted entries are not deleted, and can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import undo_log
from newsdiff.adapters.store.sqlite.columns import clean_line, from_json, to_json
from newsdiff.core.library.mutes import Mute, MuteKind, MuteMatcher, is_valid
from newsdiff.core.library.undo import UndoneStep
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_LONGEST = 200

_ENTRIES = """
    SELECT entry.id, muted, entry.title, outlet, author, categories FROM entry JOIN feed ON feed.id = feed_id
    WHERE {where}
"""


def mutes(connection: sqlite3.Connection) -> tuple[Mute, ...]:
    """The mute list, in the order in which the mutes were added."""
    rows = connection.execute("SELECT id, kind, value FROM mute ORDER BY id")
    return tuple(Mute(number, kind, clean_line(value)) for number, kind, value in rows)


def add(connection: sqlite3.Connection, kind: MuteKind, value: str) -> tuple[Mute, int]:
    """Add a mute, which can be undone.

    Returns:
        The mute, and how many entries it has hidden.

    Raises:
        StoreError: The value has neither a letter nor a digit, so it would match everything or nothing.
    """
    value = clean(value, lines=False, limit=_LONGEST)
    if not is_valid(value):
        raise StoreError("A mute needs a word with letters or digits; the mute list is as it was.")
    there = next((mute for mute in mutes(connection) if (mute.kind, mute.value) == (kind, value)), None)
    if there is not None:
        return there, 0
    mute, changed = put(connection, kind, value)
    undo_log.record(connection, "mute", to_json((kind, value)), (), UndoneStep("mute", names=(kind, value)))
    return mute, changed


def remove(connection: sqlite3.Connection, mute_id: int) -> int:
    """Remove a mute, if it exists, which can be undone, and return how many entries are visible again."""
    row = connection.execute("SELECT kind, value FROM mute WHERE id = ?", (mute_id,)).fetchone()
    if row is None:
        return 0
    changed = take(connection, *row)
    undo_log.record(connection, "unmute", to_json(row), (), UndoneStep("unmute", names=(row[0], row[1])))
    return changed


def put(connection: sqlite3.Connection, kind: MuteKind, value: str) -> tuple[Mute, int]:
    """Add a mute, and apply it to the stored entries."""
    connection.execute("INSERT OR IGNORE INTO mute (kind, value) VALUES (?, ?)", (kind, value))
    mute = next(mute for mute in mutes(connection) if (mute.kind, mute.value) == (kind, value))
    return mute, _apply(connection, (mute,), "muted = 0")


def take(connection: sqlite3.Connection, kind: MuteKind, value: str) -> int:
    """Remove a mute, and show the entries that no other mute hides."""
    connection.execute("DELETE FROM mute WHERE kind = ? AND value = ?", (kind, value))
    return _apply(connection, mutes(connection), "muted = 1")


def outlet_renamed(connection: sqlite3.Connection, feed_id: int) -> None:
    """Apply the list again to a feed whose outlet has another name now."""
    current = mutes(connection)
    if any(mute.kind == "outlet" for mute in current):
        _apply(connection, current, "feed_id = ?", feed_id)


def _apply(connection: sqlite3.Connection, current: Sequence[Mute], where: str, *values: int) -> int:
    """Mark entries as these mutes say, and return how many have changed."""
    matcher = MuteMatcher(current)
    changed: dict[bool, list[int]] = {True: [], False: []}
    rows = connection.execute(_ENTRIES.format(where=where), values)
    for entry_id, before, title, outlet, author, categories in rows:
        after = matcher.matches(title=title, outlet=outlet, author=author, categories=from_json(categories))
        if after != bool(before):
            changed[after].append(entry_id)
    for after, ids in changed.items():
        connection.execute(
            "UPDATE entry SET muted = ? WHERE id IN (SELECT value FROM json_each(?))", (after, to_json(ids))
        )
    return sum(map(len, changed.values()))
