"""What migration 8 changes: words with letters of their own, and those of more scripts, are found in every spelling.

What is published here never changes; the forms are made by `core.library.search_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.library.search_text import indexed_forms

if TYPE_CHECKING:
    import re
    import sqlite3

_TEXTS = "SELECT id, title, text, page, characters FROM searchable"
_INDEX = "INSERT INTO words ({command}rowid, title, text, page, characters) VALUES ({deleted}?, ?, ?, ?, ?)"
_REMOVE = _INDEX.format(command="words, ", deleted="'delete', ")
_ADD = _INDEX.format(command="", deleted="")


def fold_index(connection: sqlite3.Connection, having: re.Pattern[str] | None = None) -> None:
    """Indexes anew the entries of which there is another form now; `having`: only those whose texts have that.

    Making the forms of all texts takes a minute in a store of 30,000 long articles.
    """
    changed = []
    for entry_id, title, text, page, before in connection.execute(_TEXTS):
        whole = "\n".join((title, text, page or ""))
        if having and not having.search(whole):
            continue
        now = indexed_forms(whole)
        if now != before:
            changed.append((entry_id, now))
    for entry_id, now in changed:
        title, text, page, before = connection.execute(
            "SELECT title, text, page, characters FROM searchable WHERE id = ?", (entry_id,)
        ).fetchone()
        connection.execute(_REMOVE, (entry_id, title, text, page, before))
        connection.execute("UPDATE body SET characters = ? WHERE entry_id = ?", (now, entry_id))
        connection.execute(_ADD, (entry_id, title, text, page, now))
