"""Undo: the last change to many entries, a feed, a saved search, a story or the mute list is taken back."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import entry_marks, feeds, full_text_search, mutes, story_edits, undo_log

if TYPE_CHECKING:
    from newsdiff.adapters.store.sql.undo_log import UndoStep
    from newsdiff.core.library.undo import UndoneStep


def undo(connection: sqlite3.Connection) -> UndoneStep | None:
    """Take back the last undo step. Only what the step changed is changed back. Steps that are damaged are left out.

    Returns:
        What was taken back; None if there is nothing to undo.
    """
    while (step := undo_log.take_last(connection)) is not None:
        connection.execute("SAVEPOINT step")
        try:
            _take_back(connection, step)
        except (ValueError, TypeError, LookupError, sqlite3.OperationalError) as error:
            connection.execute("ROLLBACK TO step")
            if isinstance(error, sqlite3.OperationalError) and "malformed JSON" not in str(error):
                raise
        else:
            return step.done
    return None


def _take_back(connection: sqlite3.Connection, step: UndoStep) -> None:
    match step.kind:
        case "read" | "unread":
            entry_marks.put(connection, "read", step.entries, to=step.kind == "unread")
        case "star" | "unstar":
            entry_marks.put(connection, "starred", step.entries, to=step.kind == "unstar")
        case "tag" | "untag":
            entry_marks.put_tag(connection, step.entries, step.value, on=step.kind == "untag")
        case "remove":
            feeds.restore(connection, int(step.value))
        case "mute":
            mutes.take(connection, *json.loads(step.value))
        case "unmute":
            mutes.put(connection, *json.loads(step.value))
        case "unsave":
            full_text_search.put(connection, *json.loads(step.value))
        case "story":
            story_edits.take_back(connection, step.value)
