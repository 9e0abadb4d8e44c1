"""The full-text index, updated in the transaction that changes a text; and the user's saved searches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.store.sql import undo_log
from newsdiff.adapters.store.sqlite.columns import clean_line
from newsdiff.core.library.entries import SavedSearch
from newsdiff.core.library.search_query import parse
from newsdiff.core.library.search_text import indexed_forms
from newsdiff.core.library.undo import UndoneStep
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

_ADD = """
    INSERT INTO words (rowid, title, text, page, characters)
    SELECT id, title, text, page, characters FROM searchable WHERE id = ?
"""

# To delete from an index that does not store the texts, the exact texts have to be given
# (https://sqlite.org/fts5.html#the_delete_command).
_REMOVE = """
    INSERT INTO words (words, rowid, title, text, page, characters)
    SELECT 'delete', id, title, text, page, characters FROM searchable WHERE id = ?
"""

_ADD_NEW = "INSERT INTO words (rowid, title, text, characters) VALUES (?, ?, ?, ?)"

_LONGEST = 100


class IndexedText(NamedTuple):
    """What the index contains of a new entry."""

    entry_id: int
    title: str
    text: str
    characters: str | None
    """As `in_characters` returns it, and as it is stored with the body of the entry."""


def remove_entry(connection: sqlite3.Connection, entry_id: int) -> None:
    """Remove an entry from the index. Call it before its title or texts are changed."""
    connection.execute(_REMOVE, (entry_id,))


def add_entry(connection: sqlite3.Connection, entry_id: int) -> None:
    """Add an entry to the index, with its current title and texts. It must not be in the index."""
    title, text, page, before = connection.execute(
        "SELECT title, text, page, characters FROM searchable WHERE id = ?", (entry_id,)
    ).fetchone()
    characters = in_characters(title, text, page or "")
    if characters != before:
        connection.execute("UPDATE body SET characters = ? WHERE entry_id = ?", (characters, entry_id))
    connection.execute(_ADD, (entry_id,))


def add_new_entries(connection: sqlite3.Connection, entries: Iterable[IndexedText]) -> None:
    """Add new entries to the index. Each must be stored with exactly these texts, and have no page yet."""
    connection.executemany(_ADD_NEW, entries)


def in_characters(title: str, text: str, page: str = "") -> str | None:
    """The parts of the texts that are indexed in another form as well (`indexed_forms`); None if there are none."""
    return indexed_forms("\n".join((title, text, page)))


def saved(connection: sqlite3.Connection) -> tuple[SavedSearch, ...]:
    """The user's saved searches, in the order in which they were first saved."""
    rows = connection.execute("SELECT id, name, query FROM saved_search ORDER BY id")
    return tuple(SavedSearch(number, clean_line(name), clean_line(query)) for number, name, query in rows)


def save(connection: sqlite3.Connection, name: str, query: str, now: datetime) -> SavedSearch:
    """Save a search, replacing one of the same name.

    Raises:
        QueryError: The search cannot be understood.
        StoreError: The name is empty.
    """
    name = clean(name, lines=False, limit=_LONGEST)
    if not name:
        raise StoreError("A saved search needs a name; nothing was saved.")
    parse(query, now)
    put(connection, name, query.strip())
    return next(one for one in saved(connection) if one.name == name)


def remove(connection: sqlite3.Connection, search_id: int) -> None:
    """Remove a saved search, if it exists, which can be undone."""
    row = connection.execute("SELECT name, query FROM saved_search WHERE id = ?", (search_id,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM saved_search WHERE id = ?", (search_id,))
    undo_log.record(connection, "unsave", json.dumps(row), (), UndoneStep("unsave", names=(row[0],)))


def put(connection: sqlite3.Connection, name: str, query: str) -> None:
    """Store a search under a name, replacing any other."""
    connection.execute(
        "INSERT INTO saved_search (name, query) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET query = excluded.query",
        (name, query),
    )
