"""The tables of the store, and how a store of an earlier version gets them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import central_articles, outlet_keys
from newsdiff.adapters.store.schema.v2_feeds import FEEDS
from newsdiff.adapters.store.schema.v3_feed_notices import FEED_TOLD
from newsdiff.adapters.store.schema.v4_stories import STORIES
from newsdiff.adapters.store.schema.v5_joined import JOINED
from newsdiff.adapters.store.schema.v6_details import DETAILS
from newsdiff.adapters.store.schema.v7_entry_names import ENTRY_NAMES, name_entries
from newsdiff.adapters.store.schema.v8_folded_index import fold_index
from newsdiff.adapters.store.schema.v9_outlets import OUTLETS, TRIGGERS, set_outlets
from newsdiff.adapters.store.schema.v10_known_items import KNOWN_ITEMS
from newsdiff.adapters.store.schema.v11_compact_members import AFTER, MEMBERS, copy_members
from newsdiff.adapters.store.schema.v12_emphasis import EMPHASIS
from newsdiff.adapters.store.schema.v13_central_article import CENTRAL_ARTICLE
from newsdiff.adapters.store.schema.v14_more_forms import index_marks_and_numbers, index_wide_letters
from newsdiff.adapters.store.sqlite.database import transaction
from newsdiff.adapters.store_file import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Callable

Migration = tuple["str | Callable[[sqlite3.Connection], None]", ...]
"""What turns one version of the schema into the next: statements, and functions that run within the transaction."""

MIGRATIONS: tuple[Migration, ...] = (
    (
        # What the reader said, in the order they said it. Rows are only ever added; the latest that was not
        # retracted holds. Texts are stored whole, so that a verdict can be read without its articles.
        """
        CREATE TABLE verdict (
            id INTEGER PRIMARY KEY,
            a_outlet TEXT NOT NULL,
            a_text TEXT NOT NULL,
            b_outlet TEXT NOT NULL,
            b_text TEXT NOT NULL,
            linked INTEGER NOT NULL CHECK (linked IN (0, 1)),
            at TEXT NOT NULL
        )
        """,
        "CREATE INDEX verdict_outlets ON verdict (a_outlet, b_outlet)",
        "CREATE TABLE retraction (verdict INTEGER PRIMARY KEY REFERENCES verdict (id))",
        """
        CREATE VIEW standing_verdict AS
        SELECT * FROM verdict
        WHERE NOT EXISTS (SELECT 1 FROM retraction WHERE retraction.verdict = verdict.id)
        """,
        *(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the history of verdicts is only added to'); END"
            for table in ("verdict", "retraction")
            for act in ("UPDATE", "DELETE")
        ),
    ),
    FEEDS,
    FEED_TOLD,
    STORIES,
    JOINED,
    DETAILS,
    (*ENTRY_NAMES, name_entries),
    (fold_index,),
    (*OUTLETS, set_outlets, *TRIGGERS),
    KNOWN_ITEMS,
    (*MEMBERS, copy_members, *AFTER),
    EMPHASIS,
    (*CENTRAL_ARTICLE, central_articles.set_all),
    (index_marks_and_numbers,),
    # More services are known that carry the feeds of anybody, and more domains of one newsroom. Statements are counted
    # by the matches that pair best: what was counted before stays until a story is counted again.
    (index_wide_letters, outlet_keys.set_all, "UPDATE story SET compared = version - 1 WHERE compared = version"),
)
"""From version 0, an empty file, upwards. Published ones never change; a new version is added at the end."""


def latest() -> int:
    """The schema version that this newsdiff writes and reads."""
    return len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a database; 0 for one without a schema. Raises sqlite3.Error."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def schema_fault(connection: sqlite3.Connection) -> str | None:
    """What of the schema is damaged, where SQLite itself finds nothing wrong; None if it is that of its version.

    Its texts may differ. It is whether every name is there that newsdiff asks for, and none of a later version.
    """
    number = version(connection)
    if not 0 < number <= latest():
        return None
    own, newest = _names(MIGRATIONS[:number]), _names(MIGRATIONS)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if missing := own.keys() - found:
        return f"{min(missing)} is missing"
    if later := (newest.keys() - own.keys()) & found:
        return f"{min(later)} is of a later version"
    for name, columns in own.items():
        if columns:
            # SQLite takes a name in double quotes that is no column for a text, but not after a table.
            listed = ", ".join(f'"{name}"."{column}"' for column in columns)
            try:
                connection.execute(f'SELECT {listed} FROM "{name}" LIMIT 0')  # noqa: S608  # the names are our own
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                    raise
                return str(error)
    return None


@cache
def _names(steps: tuple[Migration, ...]) -> dict[str, tuple[str, ...]]:
    """The names of everything in the schema to which these steps lead, those of tables and views with their columns."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        _migrate(empty, steps)
        found = empty.execute("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {
            name: tuple(column for (column,) in empty.execute("SELECT name FROM pragma_table_info(?)", (name,)))
            if kind in {"table", "view"}
            else ()
            for name, kind in found
        }


def migrate(connection: sqlite3.Connection, up_to: int | None = None) -> None:
    """Bring a database to the latest version, each step in a transaction of its own. Raises sqlite3.Error.

    The version is read again inside the transaction: another copy may have made the step. `up_to` is an earlier
    version at which to stop.
    """
    _migrate(connection, MIGRATIONS[:up_to])


def _migrate(connection: sqlite3.Connection, steps: tuple[Migration, ...]) -> None:
    for number, statements in enumerate(steps, start=1):
        if version(connection) >= number:
            continue
        with transaction(connection):
            if version(connection) < number:
                for statement in statements:
                    if isinstance(statement, str):
                        connection.execute(statement)
                    else:
                        statement(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
