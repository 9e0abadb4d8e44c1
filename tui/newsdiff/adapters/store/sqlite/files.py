"""The files of a store: the database, what SQLite puts beside it, and what newsdiff does."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

_BESIDE = ("-wal", "-journal", "-shm")
"""What SQLite puts beside a database, found by the database's name."""


def wal(path: Path) -> Path:
    """SQLite's write-ahead log. It is there while someone has the store open, and after an end that was not clean."""
    return path.with_name(path.name + "-wal")


def was_there(path: Path) -> bool:
    """A store was in this place before: its log is left, or damaged ones that were set aside. Raises OSError."""
    return wal(path).exists() or any(beside.name.startswith(_aside(path)) for beside in path.parent.iterdir())


def ended_badly(path: Path) -> bool:
    """A clean end removes the log, and met damage leaves a mark: three looks at the folder and none into the file."""
    log, journal = wal(path), path.with_name(path.name + "-journal")
    return (log.exists() and log.stat().st_size > 0) or journal.exists() or suspect_mark(path).exists()


def suspect_mark(path: Path) -> Path:
    """An empty file that says that damage was met, so that the next start examines the whole database."""
    return path.with_name(path.name + ".check")


def lock_file(path: Path) -> Path:
    """The file that every running newsdiff holds a lock on."""
    return path.with_name(path.name + ".lock")


def refresh_lock(path: Path) -> Path:
    """The file that the newsdiff that is refreshing holds a lock on, with its process in it."""
    return path.with_name(path.name + ".refresh")


def make_folder(folder: Path) -> None:
    """Makes the store's folder, for its owner only. One that is there keeps its mode.

    Raises:
        StoreError: It cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} could not be made ({error.strerror}), so nothing can be kept. "
            "Check the folders above it, or name another one in NEWSDIFF_DATA."
        ) from error


def draft(path: Path) -> Path:
    """Makes an empty file beside the store that only its owner can read, to be filled and put in place. Raises OSError.

    Its name is this thread's own, so that two copies that write a backup at once do not share a draft.
    """
    name = path.with_name(f"{path.name}.draft-{os.getpid()}-{threading.get_ident()}")
    drop(name)
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return name


def drop(name: Path) -> None:
    """Removes a draft and what SQLite put beside it. Raises OSError."""
    for left in (name, *(name.with_name(name.name + end) for end in _BESIDE)):
        left.unlink(missing_ok=True)


def drop_old_drafts(path: Path) -> None:
    """Removes what a killed newsdiff left half-written; for one that is alone. Raises OSError."""
    for beside in path.parent.iterdir():
        if beside.name.startswith(f"{path.name}.draft-"):
            beside.unlink(missing_ok=True)


def keep_private(path: Path) -> None:
    """Takes a file from the eyes of others, where that is ours to do. By name: to open a database file and close it
    again would drop the locks that SQLite holds on it in this process (https://sqlite.org/howtocorrupt.html, 2.2)."""
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def set_aside(path: Path) -> Path:
    """Gives a damaged database, with its log, another name beside the old one. It is never deleted. Raises OSError.

    A log without its database is moved as well: SQLite would write its pages into the next file of that name.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside, again = path.with_name(f"{_aside(path)}{stamp}"), 1
    while any(aside.with_name(aside.name + end).exists() for end in ("", *_BESIDE)):
        again += 1
        aside = path.with_name(f"{_aside(path)}{stamp}-{again}")
    with suppress(FileNotFoundError):
        path.rename(aside)
    for end in _BESIDE:
        left = path.with_name(path.name + end)
        # The "-shm" is an index that SQLite makes anew, and an empty log says nothing.
        if left.exists() and left.stat().st_size and end != "-shm":
            left.rename(aside.with_name(aside.name + end))
        else:
            left.unlink(missing_ok=True)
    return aside


def _aside(path: Path) -> str:
    return f"{path.name}.damaged-"
