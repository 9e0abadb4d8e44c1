"""Taking back the last thing done to many entries at once, a feed, a saved search, a story or the mute list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import entry_marks, feeds, full_text_search, mutes, story_edits, undo_log

if TYPE_CHECKING:
    import sqlite3

    from newsdiff.adapters.store.sql.undo_log import UndoStep


def undo(connection: sqlite3.Connection) -> str | None:
    """Takes the last deed back and gives what it was, in words; None where there is nothing to undo.

    Only what the deed changed is changed back.
    """
    deed = undo_log.take_last(connection)
    if deed is None:
        return None
    _turn_round(connection, deed)
    return deed.description


def _turn_round(connection: sqlite3.Connection, deed: UndoStep) -> None:
    match deed.kind:
        case "read" | "unread":
            entry_marks.put(connection, "read", deed.entries, to=deed.kind == "unread")
        case "star" | "unstar":
            entry_marks.put(connection, "starred", deed.entries, to=deed.kind == "unstar")
        case "tag" | "untag":
            entry_marks.put_tag(connection, deed.entries, deed.value, on=deed.kind == "untag")
        case "remove":
            feeds.restore(connection, int(deed.value))
        case "mute":
            mutes.take(connection, *json.loads(deed.value))
        case "unmute":
            mutes.put(connection, *json.loads(deed.value))
        case "unsave":
            full_text_search.put(connection, *json.loads(deed.value))
        case "story":
            story_edits.take_back(connection, deed.value)
