"""The index of words, kept in step with the texts in the same transaction; and the reader's saved searches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.store.sql import undo_log
from newsdiff.core.library.entries import SavedSearch
from newsdiff.core.library.search_query import parse, spaced
from newsdiff.core.library.undo import UndoneStep
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

_ENTER = """
    INSERT INTO words (rowid, title, text, page, characters)
    SELECT id, title, text, page, characters FROM searchable WHERE id = ?
"""

# An index without texts of its own has to be told what it holds, to the letter, for that to be taken out
# (https://sqlite.org/fts5.html#the_delete_command).
_WITHDRAW = """
    INSERT INTO words (words, rowid, title, text, page, characters)
    SELECT 'delete', id, title, text, page, characters FROM searchable WHERE id = ?
"""

_ENTER_NEW = "INSERT INTO words (rowid, title, text, characters) VALUES (?, ?, ?, ?)"

_LONGEST = 100


class IndexedText(NamedTuple):
    """What the index holds of a new entry."""

    entry_id: int
    title: str
    text: str
    characters: str | None
    """As `in_characters` gives it, and the entry's body has it."""


def withdraw(connection: sqlite3.Connection, entry_id: int) -> None:
    """Takes an entry out of the index: before anything in its title or texts is changed."""
    connection.execute(_WITHDRAW, (entry_id,))


def enter(connection: sqlite3.Connection, entry_id: int) -> None:
    """Puts an entry into the index, where it is not, with the title and texts it has now."""
    title, text, page, before = connection.execute(
        "SELECT title, text, page, characters FROM searchable WHERE id = ?", (entry_id,)
    ).fetchone()
    characters = in_characters(title, text, page or "")
    if characters != before:
        connection.execute("UPDATE body SET characters = ? WHERE entry_id = ?", (characters, entry_id))
    connection.execute(_ENTER, (entry_id,))


def enter_new(connection: sqlite3.Connection, entries: Iterable[IndexedText]) -> None:
    """Puts new entries into the index. Each must be stored with just these texts, and have no page yet."""
    connection.executemany(_ENTER_NEW, entries)


def in_characters(title: str, text: str, page: str = "") -> str | None:
    """What is in scripts without spaces, each character a word; None where there is nothing of the kind."""
    return spaced("\n".join((title, text, page)))


def saved(connection: sqlite3.Connection) -> tuple[SavedSearch, ...]:
    """The reader's saved searches, in the order in which they were first saved."""
    rows = connection.execute("SELECT id, name, query FROM saved_search ORDER BY id")
    return tuple(SavedSearch(*row) for row in rows)


def save(connection: sqlite3.Connection, name: str, query: str, now: datetime) -> SavedSearch:
    """Saves a search; one of the same name is replaced. Raises QueryError for a faulty one, StoreError for no name."""
    name = clean(name, lines=False, limit=_LONGEST)
    if not name:
        raise StoreError("A saved search needs a name; nothing was saved.")
    parse(query, now)
    put(connection, name, query.strip())
    return next(one for one in saved(connection) if one.name == name)


def remove(connection: sqlite3.Connection, search_id: int) -> None:
    """Removes a saved search, which can be undone. One that is not there is no fault."""
    row = connection.execute("SELECT name, query FROM saved_search WHERE id = ?", (search_id,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM saved_search WHERE id = ?", (search_id,))
    undo_log.record(connection, "unsave", json.dumps(row), (), UndoneStep("unsave", names=(row[0],)))


def put(connection: sqlite3.Connection, name: str, query: str) -> None:
    """Has a search stand under a name, whatever stood there."""
    connection.execute(
        "INSERT INTO saved_search (name, query) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET query = excluded.query",
        (name, query),
    )
