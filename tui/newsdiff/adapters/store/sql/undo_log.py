"""What the reader did that can be undone: a list in the store, of which the last is undone first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sqlite.columns import to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

KEPT = 100
"""How many deeds can be undone, one after the other."""

Kind = Literal["read", "unread", "star", "unstar", "tag", "untag", "remove", "mute", "unmute", "unsave", "story"]


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Something that was done."""

    kind: Kind
    value: str
    """The tag, the feed's id, or in JSON the mute, the saved search, or what was changed about stories."""
    entries: str
    """The ids of the entries that it changed, in JSON."""
    description: str


def record(connection: sqlite3.Connection, kind: Kind, value: str, entries: Collection[int], description: str) -> None:
    """Keeps a deed, with the entries that it did change. The oldest one beyond `KEPT` is forgotten."""
    connection.execute(
        "INSERT INTO deed (kind, value, entries, description) VALUES (?, ?, ?, ?)",
        (kind, value, to_json(entries), description),
    )
    connection.execute("DELETE FROM deed WHERE id <= (SELECT max(id) FROM deed) - ?", (KEPT,))


def forget(connection: sqlite3.Connection, kind: Kind, value: str) -> None:
    """Forgets deeds that were turned round by other means."""
    connection.execute("DELETE FROM deed WHERE kind = ? AND value = ?", (kind, value))


def take_last(connection: sqlite3.Connection) -> UndoStep | None:
    """The last deed, which is forgotten with that; None where there is nothing to undo."""
    row = connection.execute("SELECT id, kind, value, entries, description FROM deed ORDER BY id DESC").fetchone()
    if row is None:
        return None
    number, *deed = row
    connection.execute("DELETE FROM deed WHERE id = ?", (number,))
    return UndoStep(*deed)
