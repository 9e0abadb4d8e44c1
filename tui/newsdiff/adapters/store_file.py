"""The file of the store at a glance, for a start that does not wait for what opens it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "newsdiff.db"
"""The name of the store's file in the data folder."""

APPLICATION_ID: Final = 0x6E647366
"""Marks a database as newsdiff's ("ndsf"): https://sqlite.org/pragma.html#pragma_application_id."""

SCHEMA_VERSION: Final = 15
"""The version of the schema that this newsdiff writes, which is how many migrations there are."""

_IN_USE = ("-wal", "-journal", ".check")
"""Endings of files beside the store that tell of another newsdiff, an unclean end, or damage."""


def has_feeds(path: Path) -> bool | None:
    """Whether a store that nobody uses has feeds; None where only opening it tells. It touches nothing.

    Args:
        path: The file, which exists.
    """
    if not path.is_file() or any(path.with_name(path.name + ending).exists() for ending in _IN_USE):
        return None
    try:
        # Without a lock, and without the files that SQLite puts beside a database that it opens.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            found = tuple(
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
            if found != (APPLICATION_ID, SCHEMA_VERSION):
                return None
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM feed WHERE removed = 0)").fetchone()[0])
    except sqlite3.Error:
        return None
