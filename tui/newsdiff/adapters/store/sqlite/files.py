"""The files of a store: the database, and those that SQLite and newsdiff put beside it."""

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
"""The endings of the files that SQLite puts beside a database."""

_TEXT = b"text"
"""What stands in the mark of a store in which a text is damaged."""


def wal(path: Path) -> Path:
    """SQLite's write-ahead log. It exists while the store is open, and after an unclean end."""
    return path.with_name(path.name + "-wal")


def existed(path: Path) -> bool:
    """Whether there was a store at this path: its log is left, or a damaged one that was renamed. Raises OSError."""
    return wal(path).exists() or any(beside.name.startswith(_aside(path)) for beside in path.parent.iterdir())


def ended_badly(path: Path) -> bool:
    """Whether the last end was unclean, or damage was found: a clean end removes the log, and damage leaves a mark.

    It takes three looks at the folder and none into the file.
    """
    log, journal = wal(path), path.with_name(path.name + "-journal")
    return (log.exists() and log.stat().st_size > 0) or journal.exists() or suspect_mark(path).exists()


def suspect_mark(path: Path) -> Path:
    """A small file, left where damage was found, so that the next start checks the whole database."""
    return path.with_name(path.name + ".check")


def mark_damaged_text(path: Path) -> None:
    """Leave a mark that says that a text of the store is damaged. Raises OSError."""
    suspect_mark(path).write_bytes(_TEXT)
    suspect_mark(path).chmod(0o600)


def damaged_text(path: Path) -> bool:
    """Whether a text of the store is known to be damaged, so that texts have to be read with that in mind."""
    try:
        return suspect_mark(path).read_bytes() == _TEXT
    except OSError:
        return False


def lock_file(path: Path) -> Path:
    """The file on which every running newsdiff holds a lock."""
    return path.with_name(path.name + ".lock")


def refresh_lock(path: Path) -> Path:
    """The file on which a newsdiff that is refreshing holds a lock, and into which it writes its process id."""
    return path.with_name(path.name + ".refresh")


def make_folder(folder: Path) -> None:
    """Create the folder of the store, for its owner only. One that exists keeps its mode.

    Raises:
        StoreError: It cannot be created.
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
    """Create an empty file beside the store, for its owner only, to be filled and then renamed. Raises OSError.

    Its name is unique to the thread, so that two copies that write a backup at once do not share a draft.
    """
    name = path.with_name(f"{path.name}.draft-{os.getpid()}-{threading.get_ident()}")
    drop(name)
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return name


def drop(name: Path) -> None:
    """Delete a draft and what SQLite put beside it. Raises OSError."""
    for left in (name, *(name.with_name(name.name + end) for end in _BESIDE)):
        left.unlink(missing_ok=True)


def drop_old_drafts(path: Path) -> None:
    """Delete the drafts that a killed newsdiff left. No other newsdiff may have the store open. Raises OSError."""
    for beside in path.parent.iterdir():
        if beside.name.startswith(f"{path.name}.draft-"):
            beside.unlink(missing_ok=True)


def keep_private(path: Path) -> None:
    """Let only the owner read a file, if this process may decide that.

    It uses the name: opening and closing a database file would drop the locks that SQLite holds on it in this process
    (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def set_aside(path: Path) -> Path:
    """Rename a damaged database and its log. It is never deleted. Raises OSError.

    A log without its database is renamed too: SQLite would write its pages into the next database of that name.
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
        # The "-shm" is an index that SQLite rebuilds, and an empty log says nothing.
        if left.exists() and left.stat().st_size and end != "-shm":
            left.rename(aside.with_name(aside.name + end))
        else:
            left.unlink(missing_ok=True)
    return aside


def _aside(path: Path) -> str:
    return f"{path.name}.damaged-"
