"""Opening the store, whatever is found in its place. A damaged one is replaced by a backup, with a notice."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff import atomic_file
from newsdiff.adapters.store.backups import back_up, backups, damage, fault, repair_indexes, restore
from newsdiff.adapters.store.schema.migrations import latest, migrate, schema_fault, version
from newsdiff.adapters.store.schema.value_types import retype
from newsdiff.adapters.store.sqlite import files
from newsdiff.adapters.store.sqlite.database import Database, connect
from newsdiff.adapters.store.sqlite.errors import DAMAGE, code, plain_errors
from newsdiff.adapters.store.sqlite.process_lock import ProcessLock
from newsdiff.adapters.store.store import Store
from newsdiff.adapters.store_file import APPLICATION_ID
from newsdiff.core.library.store_notice import StoreReadOnly, StoreReplaced
from newsdiff.errors import StoreError
from newsdiff.wording import STORE_FAULTS

if TYPE_CHECKING:
    from newsdiff.core.library.store_notice import ReadOnlyReason, StoreFault, StoreNotice

_SMALLEST = 100
"""Bytes. Every database begins with a header of this size (https://sqlite.org/fileformat2.html#the_database_header)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is ready for use."""

    store: Store
    notice: StoreNotice | None = None
    """How it was opened, to be shown to the user once; None where all was in order."""


def open_store(path: Path, *, read_only: bool = False) -> Opened:
    """Open the store at a path, or create one. Several copies of newsdiff may have it open.

    A file that is damaged or empty is kept under another name, and the newest sound backup takes its place, or a new
    store if there is none; the notice says which. Where the file cannot be written, the store can be read, and the
    notice says that nothing is stored. Only the owner can read the file, and the folder if it is new.

    Args:
        path: The file.
        read_only: Open it for reading only.

    Raises:
        StoreError: The store was written by a newer newsdiff or by another program (neither is touched), it is damaged
            while another copy has it open, or the file or its folder cannot be read or created.
    """
    named, path = path, Path(os.path.realpath(path))
    try:
        if named.is_symlink() and not (path.exists() or (path.parent.is_dir() and _fault(path, thorough=False))):
            raise StoreError(
                f"{named} is a link to {path}, where there is no file, so no store was begun there. If it leads "
                "to a disk that is not connected, connect it; to begin a new store, remove the link."
            )
        if path.exists() and not path.is_file():
            raise StoreError(
                f"{path} is not a file, so no store can be there. Move it, or name another folder in NEWSDIFF_DATA."
            )
        if read_only:
            return _open_for_reading(path, "asked")
        files.make_folder(path.parent)
        if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
            return _open_for_reading(path, "protected")
        return _open_for_writing(path)
    except OSError as error:
        raise StoreError(
            f"{path} could not be made ready ({error.strerror}); what was kept before is safe. "
            "Check its folder and the space on the disk."
        ) from error


def _open_for_writing(path: Path) -> Opened:
    try:
        return _open_locked(path)
    except (StoreError, OSError) as error:
        if not path.exists() or not _write_refused(error):
            raise
        with suppress(StoreError):
            return _open_for_reading(path, "full")
        raise


def _write_refused(error: BaseException) -> bool:
    """Whether the disk refused a write, so that the store may still be read."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    if isinstance(cause, sqlite3.Error):
        return code(cause) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
    return isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def _open_locked(path: Path) -> Opened:
    lock = ProcessLock(path)
    lock.enter()
    try:
        with plain_errors(path):
            notice = _prepare(path, alone=lock.alone)
        lock.share()
    except BaseException:
        lock.leave()
        raise
    return Opened(Store(Database(path, fault=fault), lock), notice)


def _prepare(path: Path, *, alone: bool) -> StoreReplaced | None:
    """Leave a sound store of the latest version at a path, and return the notice, if there is one.

    `alone` says that no other newsdiff has the store open.
    """
    notice = None
    fault = _fault(path, thorough=alone and files.ended_badly(path))
    if fault is not None:
        if not alone:
            raise StoreError(
                f"{path} {STORE_FAULTS[fault]}, and another newsdiff has it open; nothing was changed. "
                "Close that one and start again."
            )
        notice = _repair(path, fault)
    elif not path.exists():
        _create(path)
    _upgrade(path)
    if alone:
        if notice is not None or not files.damaged_text(path):
            files.suspect_mark(path).unlink(missing_ok=True)
        files.drop_old_drafts(path)
    return notice


def _fault(path: Path, *, thorough: bool) -> StoreFault | None:
    """What is wrong with a file; None for a sound one, and where there was none yet.

    Raises StoreError for a file that must not be touched.
    """
    if not path.exists():
        return "missing" if files.existed(path) or backups(path) else None
    size = path.stat().st_size
    if size < _SMALLEST:
        # SQLite takes a file of one byte for an empty one.
        return "damaged" if size else "empty"
    files.keep_private(path)
    try:
        with closing(connect(path)) as connection:
            _check_owner(connection, path)
            if thorough:
                found = damage(connection)
                suspect = found is None and files.suspect_mark(path).exists()
                # Indexes are made of what the tables say, so that comes first.
                if suspect and not (retype(connection) and repair_indexes(connection)):
                    return "damaged"
            else:
                found = schema_fault(connection) if version(connection) < latest() else None
    except UnicodeDecodeError:
        return "damaged"
    except sqlite3.DatabaseError as error:
        if code(error) not in DAMAGE:
            raise
        return "damaged"
    return "damaged" if found else None


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or tables):
        raise StoreError(
            f"{path} is another program's database and was not touched. Name another folder in NEWSDIFF_DATA."
        )
    if version(connection) > latest():
        raise StoreError(
            f"{path} was written by a newer newsdiff (its schema is {version(connection)}, this one knows {latest()}) "
            "and was not touched. Install the newer newsdiff again, or name another folder in NEWSDIFF_DATA."
        )


def _repair(path: Path, fault: StoreFault) -> StoreReplaced:
    """Rename a bad file, put a backup or else a new store in its place, and return the notice."""
    existed = path.exists()
    aside = files.set_aside(path)
    backup = restore(path)
    if backup is None:
        _create(path)
    return StoreReplaced(path, fault, aside.name if existed else "", backup.day if backup else None)


def _create(path: Path) -> None:
    """Create a store under a draft's name and rename it when it is complete, so that a kill leaves no half of one."""
    draft = files.draft(path)
    try:
        with closing(connect(draft)) as connection:
            # Nobody misses a draft. It is flushed once, when it is complete, and not with each version of the schema.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            migrate(connection)
        atomic_file.replace(draft, path)
    finally:
        files.drop(draft)


def _upgrade(path: Path) -> None:
    """Bring a store to the latest version of the schema, after a backup of the earlier one."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        if 0 < version(connection) < latest():
            back_up(connection, path)
        migrate(connection)


def _open_for_reading(path: Path, reason: ReadOnlyReason) -> Opened:
    if not path.exists():
        raise StoreError(f"There is no store at {path} to read.")
    unread_log = files.ended_badly(path)
    try:
        return Opened(Store(_reader(path, Database(path, read_only=True, fault=fault))), StoreReadOnly(path, reason))
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError):
            raise
    # Where nothing can be written beside the file, SQLite reads it only if it is told that nobody changes it,
    # and then without the log that an unclean end has left.
    return Opened(
        Store(_reader(path, Database(path, "immutable", fault=fault))),
        StoreReadOnly(path, reason, log_unread=unread_log),
    )


def _reader(path: Path, database: Database) -> Database:
    try:
        with database.reading() as connection:
            _check_owner(connection, path)
            _check_readable(connection, path)
    except BaseException:
        database.close()
        raise
    return database


def _check_readable(connection: sqlite3.Connection, path: Path) -> None:
    if version(connection) < latest():
        raise StoreError(
            f"{path} has to be brought up to date before it can be read, and it cannot be written. "
            "It was not touched. Start newsdiff once where it may write it."
        )
