"""The user's marks on entries: read, starred, and tags. Changing many at once can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sql import undo_log
from newsdiff.adapters.store.sql.list_query import fold_tag, select
from newsdiff.adapters.store.sqlite.columns import clean_line, to_json
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.undo import UndoneStep
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from newsdiff.core.library.entries import ItemMarks


Mark = Literal["read", "starred"]

_KINDS: dict[tuple[Mark, bool], Literal["read", "unread", "star", "unstar"]] = {
    ("read", True): "read",
    ("read", False): "unread",
    ("starred", True): "star",
    ("starred", False): "unstar",
}
_PUT = "UPDATE entry SET {name} = ? WHERE id IN (SELECT value FROM json_each(?))"
_WITHOUT = "SELECT id FROM {source} WHERE {where} AND {name} = ? AND id <= ?"
_THESE = "id IN (SELECT value FROM json_each(?))"
_TO_TAG = """
    SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM entry_tag WHERE tag = ? AND entry_id = id) = ?
"""
_LONGEST_TAG = 60
_LAST = 2**63 - 1


def mark(
    connection: sqlite3.Connection,
    which: ListScope | Collection[int],
    name: Mark,
    *,
    to: bool,
    now: datetime,
    up_to: int | None = None,
) -> int:
    """Set or remove a mark.

    Args:
        connection: To the store.
        which: A list, or ids.
        name: The mark.
        to: Set it, or remove it.
        now: The present, from which searches count days.
        up_to: Only entries with ids up to this one.

    Returns:
        How many entries were changed. More than one, or a list, can be undone.

    Raises:
        QueryError: The list is a search that cannot be understood.
    """
    changed = _changing(connection, which, name, to=to, now=now, up_to=up_to)
    put(connection, name, to_json(changed), to=to)
    if len(changed) > 1 or (changed and isinstance(which, ListScope)):
        kind = _KINDS[name, to]
        undo_log.record(connection, kind, "", changed, UndoneStep(kind, len(changed)))
    return len(changed)


def put(connection: sqlite3.Connection, name: Mark, entries: str, *, to: bool) -> None:
    """Set or remove a mark on entries, whose ids are given as JSON."""
    connection.execute(_PUT.format(name=name), (to, entries))


def add(connection: sqlite3.Connection, entry_id: int, marks: ItemMarks) -> None:
    """Gives an entry marks that it had in another program; it keeps those that it has. It cannot be undone."""
    # One that another feed told as well is marked there.
    (shown,) = connection.execute(
        "SELECT CASE WHEN removed = 1 THEN coalesce(same_as, id) ELSE id END FROM entry WHERE id = ?", (entry_id,)
    ).fetchone()
    connection.execute(
        "UPDATE entry SET read = max(read, ?), starred = max(starred, ?) WHERE id = ?",
        (marks.read, marks.starred, shown),
    )
    for name in marks.tags:
        put_tag(connection, to_json([shown]), fold_tag(name), on=True)


def tag(connection: sqlite3.Connection, ids: Collection[int], name: str, *, on: bool) -> int:
    """Tag entries, or remove the tag.

    Returns:
        How many entries were changed. More than one can be undone.

    Raises:
        StoreError: The tag is empty.
    """
    name = fold_tag(clean(name, lines=False, limit=_LONGEST_TAG))
    if not name:
        raise StoreError("A tag needs a name; nothing was tagged.")
    changed = [found for (found,) in connection.execute(_TO_TAG, (to_json(ids), name, not on))]
    put_tag(connection, to_json(changed), name, on=on)
    if len(changed) > 1:
        kind: Literal["tag", "untag"] = "tag" if on else "untag"
        undo_log.record(connection, kind, name, changed, UndoneStep(kind, len(changed), (name,)))
    return len(changed)


def put_tag(connection: sqlite3.Connection, entries: str, name: str, *, on: bool) -> None:
    """Add a tag to entries, whose ids are given as JSON, or remove it."""
    if on:
        connection.execute(
            "INSERT OR IGNORE INTO entry_tag (tag, entry_id) SELECT ?, value FROM json_each(?)", (name, entries)
        )
    else:
        connection.execute(
            "DELETE FROM entry_tag WHERE tag = ? AND entry_id IN (SELECT value FROM json_each(?))", (name, entries)
        )


def tags(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The user's tags by name, each with the number of visible entries that have it."""
    rows = connection.execute(
        "SELECT tag, count(*) FROM entry_tag JOIN entry ON id = entry_id "
        "WHERE muted = 0 AND removed = 0 GROUP BY tag ORDER BY tag"
    )
    return tuple((clean_line(tag), number) for tag, number in rows)


def _changing(
    connection: sqlite3.Connection,
    which: ListScope | Collection[int],
    name: Mark,
    *,
    to: bool,
    now: datetime,
    up_to: int | None,
) -> list[int]:
    """The entries that would be changed."""
    if isinstance(which, ListScope):
        # Only unread entries can be changed to read, and an index finds those soon.
        scope = replace(which, unread=which.unread or (name == "read" and to))
        chosen = select(connection, scope, now)
        source, where, values = chosen.source, chosen.where, chosen.values
    else:
        source, where, values = "entry", _THESE, (to_json(which),)
    rows = connection.execute(
        _WITHOUT.format(source=source, where=where, name=name),
        (*values, not to, _LAST if up_to is None else up_to),
    )
    return [found for (found,) in rows]
