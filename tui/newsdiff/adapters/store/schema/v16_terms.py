"""What migration 16 changes: terms are stored as numbers (core.clustering.terms), which are shorter and read quicker.

What is published here never changes.
"""

from __future__ import annotations

from itertools import islice
from struct import error, pack, unpack
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.v11_compact_members import TRIGGERS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

BEFORE: tuple[str, ...] = (
    "DROP INDEX story_member_day",
    "DROP TRIGGER story_member_title",
    "DROP TRIGGER story_member_outlet",
    "ALTER TABLE story_member RENAME TO former_member",
    """
    CREATE TABLE story_member (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id), day REAL NOT NULL, language TEXT NOT NULL,
        column_name TEXT NOT NULL, outlet TEXT, title TEXT, weights BLOB NOT NULL
    )
    """,
    # A number tells the language as well.
    "CREATE TABLE story_term (term INTEGER PRIMARY KEY, documents INTEGER NOT NULL)",
)
"""The statements before `copy_terms`."""

AFTER: tuple[str, ...] = ("DROP TABLE former_member", "DROP TABLE story_word", *TRIGGERS)
"""The statements after it."""

_ROWS = 1_000
"""Clustered entries that are in memory at once."""


def copy_terms(connection: sqlite3.Connection) -> None:
    """Put what the former tables held into the new ones."""
    from newsdiff.core.clustering.terms import term_of

    members = _members(connection)
    while some := list(islice(members, _ROWS)):
        connection.executemany("INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?)", some)
    connection.executemany(
        "INSERT INTO story_term VALUES (?, ?) "
        "ON CONFLICT (term) DO UPDATE SET documents = documents + excluded.documents",
        (
            (term_of(word, language), documents)
            for language, word, documents in connection.execute("SELECT language, word, documents FROM story_word")
            if isinstance(word, str)
        ),
    )


def _members(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    rows = connection.execute(
        "SELECT entry_id, day, language, column_name, outlet, title, terms, weights FROM former_member "
        "ORDER BY entry_id"
    )
    for *head, terms, weights in rows:
        yield *head, _packed(terms, weights, head[2])


def _packed(terms: object, weights: object, language: object) -> bytes:
    """The form of `core.clustering.packed_members`; without terms, where what was stored is damaged."""
    from newsdiff.core.clustering.terms import term_of

    if not (isinstance(terms, str) and isinstance(weights, bytes)):
        return b""
    words = terms.split()
    try:
        units = unpack(f"<{len(words)}H", weights)
    except error:
        return b""
    # Two words of one number are one term.
    numbers = dict(zip((term_of(word, str(language)) for word in words), units, strict=True))
    return pack(f"<{len(numbers)}I{len(numbers)}H", *numbers, *numbers.values())
