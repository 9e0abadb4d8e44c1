"""Backups of the store beside it, one for each day and schema version, of which three are kept; and restoring them."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from newsdiff import atomic_file
from newsdiff.adapters.store.schema.migrations import latest, schema_fault, version
from newsdiff.adapters.store.schema.value_types import mistyped
from newsdiff.adapters.store.sqlite import files
from newsdiff.adapters.store.sqlite.database import connect
from newsdiff.adapters.store.sqlite.errors import DAMAGE, code, damaged, plain_errors
from newsdiff.adapters.store_file import APPLICATION_ID
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 3
"""How many backups are kept."""

_NAME = re.compile(r"\.backup-(\d{4}-\d{2}-\d{2})-v(\d+)$")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store."""

    day: date
    """In UTC."""
    version: int
    path: Path


def backups(path: Path, today: date | None = None) -> tuple[Backup, ...]:
    """The backups of the store at `path` that can be read, the newest first, within a day by schema version.

    Those of a day to come were written while the clock was ahead, nobody knows when: they come last. `today`, in UTC,
    is for tests. Raises OSError.
    """
    day = today or datetime.now(UTC).date()
    found = []
    for beside in path.parent.iterdir():
        name = beside.name.removeprefix(path.name)
        match = _NAME.fullmatch(name) if name != beside.name else None
        if match and beside.is_file() and os.access(beside, os.R_OK):
            with suppress(ValueError):
                found.append(Backup(date.fromisoformat(match[1]), int(match[2]), beside))
    return tuple(sorted(found, key=lambda one: (one.day <= day, one.day, one.version), reverse=True))


def due(path: Path, days: int, today: date | None = None) -> bool:
    """Whether the newest backup of this schema version is at least a number of days old, or there is none.

    `today`, in UTC, is for tests. Raises OSError.
    """
    day = today or datetime.now(UTC).date()
    newest = next((backup for backup in backups(path, day) if backup.version == latest()), None)
    return newest is None or newest.day > day or (day - newest.day).days >= days


def back_up(connection: sqlite3.Connection, path: Path, today: date | None = None) -> Backup:
    """Copy a store that may be in use, check the copy, and delete the oldest backup.

    A backup of the same day is replaced.

    Args:
        connection: To the store.
        path: The store's file.
        today: The present day in UTC, for tests.

    Raises:
        StoreError: The copy could not be written, or the store is damaged. The earlier backups are as they were.
    """
    day = today or datetime.now(UTC).date()
    with plain_errors(path):
        number = version(connection)
    copy = path.with_name(f"{path.name}.backup-{day.isoformat()}-v{number}")
    try:
        draft = files.draft(path)
        try:
            with plain_errors(path):
                _copy(connection, path, draft)
            atomic_file.replace(draft, copy)
        finally:
            files.drop(draft)
        for old in backups(path, day)[KEPT:]:
            old.path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"A backup could not be written to {copy} ({error.strerror}); {path} is as it was.") from error
    return Backup(day, number, copy)


def restore(path: Path) -> Backup | None:
    """Copy the newest sound backup to the path of the store, where there is no file; None if there is no backup.

    Raises:
        sqlite3.Error, OSError: The disk is full or fails.
    """
    for backup in backups(path):
        draft = files.draft(path)
        try:
            shutil.copyfile(backup.path, draft)
            if _sound(draft):
                atomic_file.replace(draft, path)
                return backup
        finally:
            files.drop(draft)
    return None


def damage(connection: sqlite3.Connection) -> str | None:
    """What is wrong with a database, or None. It reads the whole file. Raises sqlite3.Error."""
    try:
        found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return schema_fault(connection) if found == "ok" else found
    except UnicodeDecodeError as error:
        return str(error)
    except sqlite3.Error as error:
        if code(error) not in DAMAGE:
            raise
        return str(error)


def fault(connection: sqlite3.Connection) -> str | None:
    """What is wrong with a database, its indexes or its values, or None; it takes several times as long as `damage`.

    Raises sqlite3.Error.
    """
    found = damage(connection)
    if found is None and not _agree(connection):
        return "an index does not agree with its table"
    if found is None and (column := mistyped(connection)):
        return f"{column} has a value of another type"
    return found


def repair_indexes(connection: sqlite3.Connection) -> bool:
    """Make indexes that do not agree with their tables anew, for which nothing but time is needed.

    Call it where `damage` has found nothing, and reading failed all the same. Whether the database is sound then.
    Raises sqlite3.Error.
    """
    if not _agree(connection):
        try:
            connection.execute("REINDEX")
        except sqlite3.IntegrityError:
            return False
    if not _words_agree(connection):
        # Whatever is wrong with it, all of it can be made of the texts.
        connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    return _agree(connection) and _words_agree(connection)


def _words_agree(connection: sqlite3.Connection) -> bool:
    """Whether the full-text index holds the words of the texts, which SQLite checks when it is asked for it alone."""
    try:
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if code(error) not in DAMAGE:
            raise
        return False
    return True


def _agree(connection: sqlite3.Connection) -> bool:
    """Whether the indexes agree with their tables, which takes three times as long as to check the tables alone."""
    found: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return found == "ok"


def _copy(connection: sqlite3.Connection, path: Path, draft: Path) -> None:
    with closing(connect(draft)) as target:
        connection.backup(target)
        # A backup is a single file with nothing beside it. The write-ahead log comes back when it is restored.
        target.execute("PRAGMA journal_mode = DELETE")
        # An index that disagrees hides what is there: the next start makes it anew.
        sound = damage(target) is None and _agree(target)
    if not sound:
        raise damaged(path)


def _sound(draft: Path) -> bool:
    try:
        with closing(connect(draft)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            return bool(ours and version(connection) <= latest() and damage(connection) is None)
    except sqlite3.DatabaseError as error:
        if code(error) not in DAMAGE:
            raise
        return False
    except UnicodeDecodeError:
        return False
