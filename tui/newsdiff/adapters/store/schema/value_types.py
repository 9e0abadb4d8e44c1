"""Values of a type that their column does not have, as after a flipped bit: SQLite takes any, and finds no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.adapters.store.sqlite.database import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_TYPES: Final = {"TEXT": "text", "INTEGER": "integer"}
"""Declared type -> what `typeof` says of its values, if they are not NULL."""

# Other than ours, FTS5 and SQLite keep what they like in their tables.
_COLUMNS: Final = """
    SELECT told.name, listed.name, listed.type FROM sqlite_master AS told JOIN pragma_table_info(told.name) AS listed
    WHERE told.type = 'table' AND told.name NOT LIKE 'words%' AND told.name NOT LIKE 'sqlite_%'
"""


def mistyped(connection: sqlite3.Connection) -> str | None:
    """A column that has values of another type, as table.column; None if no column has. It reads all tables.

    Raises sqlite3.Error.
    """
    return next((f"{table}.{column}" for table, column, _ in _mistyped(connection)), None)


def retype(connection: sqlite3.Connection) -> bool:
    """Turn values of another type into what their bytes say in that of their column.

    Returns:
        Whether all have the type of their column then.

    Raises:
        sqlite3.Error: Reading or writing fails; nothing has changed then.
    """
    found = list(_mistyped(connection))
    if not found:
        return True
    connection.execute("PRAGMA ignore_check_constraints = ON")
    with transaction(connection):
        # Some tables are only added to, and a change of others has them counted again.
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for table, column, kind in found:
            cast = f'UPDATE OR IGNORE "{table}" SET "{column}" = CAST("{column}" AS {kind})'  # noqa: S608  # our own names
            connection.execute(f"{cast} WHERE {_of_another(column, kind)}")
        for _, trigger in triggers:
            connection.execute(trigger)
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    return mistyped(connection) is None


def _mistyped(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Tables, columns and their types, of those that have values of another type."""
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        if kind in _TYPES:
            # An index may say of a value what the table does not.
            rows = f'SELECT 1 FROM "{table}" NOT INDEXED WHERE {_of_another(column, kind)} LIMIT 1'  # noqa: S608  # as above
            if connection.execute(rows).fetchone():
                yield table, column, kind


def _of_another(column: str, kind: str) -> str:
    """The condition in SQL that a value is of another type than its column."""
    return f"typeof(\"{column}\") NOT IN ('null', '{_TYPES[kind]}')"
