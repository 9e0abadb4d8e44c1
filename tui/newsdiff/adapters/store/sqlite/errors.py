"""Errors of SQLite as sentences for the user."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sqlite.files import mark_damaged_text, suspect_mark
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""The primary result codes of a damaged file (https://sqlite.org/rescode.html)."""

_NOT_OPENED = "{path} could not be opened ({error}). Check that its folder exists and that you may write in it."
_BUSY = "Another newsdiff is busy writing to {path}, so this was not done; nothing was changed. Try again in a moment."
_DAMAGED = (
    "{path} is damaged. Close newsdiff and start it again: "
    "it will mend the file, or else keep it and put the last backup in its place."
)
_OTHERWISE = "{path} could not be used ({error}); what was kept before is safe."
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full, so this was not kept in {path}; what was kept before is safe. "
        "Free some space and do it again."
    ),
    sqlite3.SQLITE_READONLY: (
        "{path} cannot be written, so this was not kept; what was kept before is safe. Check whose file it is."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed on {path} ({error}), so this was not done; what was kept before was not touched. "
        "Check the disk."
    ),
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_PERM: _NOT_OPENED,
}


def code(error: sqlite3.Error) -> int | None:
    """The primary result code of an error; None where Python's module raised it itself."""
    extended: int | None = getattr(error, "sqlite_errorcode", None)
    return None if extended is None else extended & 0xFF


def damaged(path: Path) -> StoreError:
    """The error for a damaged file. It leaves a mark, so that the next start checks the file even after a clean end."""
    with suppress(OSError):
        suspect_mark(path).touch(mode=0o600)
    return StoreError(_DAMAGED.format(path=path))


def undecodable(path: Path) -> StoreError:
    """The error for a text whose bytes are damaged. It leaves a mark, with which the rest of such texts is read."""
    with suppress(OSError):
        mark_damaged_text(path)
    return StoreError(
        f"A text in {path} is damaged, and this was not done. Do it again: the rest of that text will be read."
    )


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite about a file into `StoreError`.

    Wrong use of the module (`ProgrammingError`) and broken constraints (`IntegrityError`) are bugs, and are not turned.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        if code(error) in DAMAGE:
            raise damaged(path) from error
        sentence = _SENTENCES.get(code(error) or 0, _OTHERWISE)
        raise StoreError(sentence.format(path=path, error=error)) from error
    except UnicodeDecodeError as error:
        # SQLite names a table or column whose name is damaged in its message.
        raise damaged(path) from error
    except UnicodeEncodeError as error:
        # A lone surrogate has no bytes in UTF-8, in which SQLite stores text.
        raise StoreError(f"A text with a broken character cannot be kept in {path}; nothing was changed.") from error
