"""The undo log: the user's changes that can be undone, of which the last is undone first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sqlite.columns import to_json
from newsdiff.core.library.undo import UndoneStep

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection

KEPT = 100
"""How many steps can be undone, one after another."""

Kind = Literal["read", "unread", "star", "unstar", "tag", "untag", "remove", "mute", "unmute", "unsave", "story"]
"""How a step is taken back."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A change, as it is stored."""

    kind: Kind
    value: str
    """The tag, the feed's id, or as JSON the mute, the saved search, or the edit of stories."""
    entries: str
    """The ids of the entries that were changed, as JSON."""
    done: UndoneStep
    """What it was, to be shown to the user."""


def record(connection: sqlite3.Connection, kind: Kind, value: str, entries: Collection[int], done: UndoneStep) -> None:
    """Store a step, with the ids of the entries that it changed. The oldest beyond `KEPT` is deleted."""
    connection.execute(
        "INSERT INTO deed (kind, value, entries, description) VALUES (?, ?, ?, ?)",
        (kind, value, to_json(entries), _described(done)),
    )
    connection.execute("DELETE FROM deed WHERE id <= (SELECT max(id) FROM deed) - ?", (KEPT,))


def forget(connection: sqlite3.Connection, kind: Kind, value: str) -> None:
    """Delete steps that were taken back in another way."""
    connection.execute("DELETE FROM deed WHERE kind = ? AND value = ?", (kind, value))


def take_last(connection: sqlite3.Connection) -> UndoStep | None:
    """Delete the last step and return it; None if there is nothing to undo."""
    row = connection.execute("SELECT id, kind, value, entries, description FROM deed ORDER BY id DESC").fetchone()
    return None if row is None else _taken(connection, row)


def take_last_of(
    connection: sqlite3.Connection, kind: Kind, entries: Collection[int], fits: Callable[[str], bool]
) -> UndoStep | None:
    """Deletes the last step of a kind that changed exactly these entries, and returns it.

    None where there is none, or its value does not fit.
    """
    row = connection.execute(
        "SELECT id, kind, value, entries, description FROM deed WHERE kind = ? AND entries = ? ORDER BY id DESC",
        (kind, to_json(entries)),
    ).fetchone()
    return _taken(connection, row) if row is not None and fits(row[2]) else None


def _taken(connection: sqlite3.Connection, row: tuple[int, Kind, str, str, str]) -> UndoStep:
    number, kind, value, entries, description = row
    connection.execute("DELETE FROM deed WHERE id = ?", (number,))
    return UndoStep(kind, value, entries, _done(description))


def _described(done: UndoneStep) -> str:
    return json.dumps({"kind": done.kind, "count": done.count, "names": done.names}, ensure_ascii=False)


def _done(description: str) -> UndoneStep:
    """The inverse of `_described`; or the sentence that an earlier newsdiff wrote."""
    try:
        found = json.loads(description)
        kind, count, names = found["kind"], found["count"], found["names"]
    except (ValueError, TypeError, KeyError):
        return UndoneStep("text", names=(description,))
    return UndoneStep(kind, count, tuple(names))
