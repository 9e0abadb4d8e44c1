"""Files replaced as a whole: after a crash, a kill or on a full disk, a file holds either all of the new or all of the
old content.

The new content goes to a file beside the old one, is flushed to the disk, and takes the name in one step (the order
that https://lwn.net/Articles/457667 recommends). Every function raises OSError, and what was there is then unchanged.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o600
_NAME_BYTES: Final = 100
"""Bytes of the file's name that the name of its draft repeats; a file system takes names of 255."""


def write(
    path: Path, content: bytes, *, mode: int | None = None, follow_links: bool = True, durable: bool = True
) -> None:
    """Write a whole file. Its folder has to be there.

    Args:
        path: Where to. A device or a pipe is written to as it is.
        content: All of it.
        mode: Permission bits of the file. By default it keeps those that it has, and a new file gets the usual ones.
        follow_links: Replace what a symbolic link leads to, and keep the link. Without it, the link itself is replaced.
        durable: Wait until the content is on the disk. Without it, a power cut may lose the new content and leave an
            empty file, and the call does not block.

    Raises:
        OSError: It could not be written; what was there is unchanged.
    """
    if follow_links:
        path = Path(os.path.realpath(path))
    there = _status(path, follow_links=follow_links)
    if there is not None and not (stat.S_ISREG(there.st_mode) or stat.S_ISLNK(there.st_mode)):
        path.write_bytes(content)
        return
    kept = stat.S_IMODE(there.st_mode) if there is not None and mode is None else mode
    draft, descriptor = _open_draft(path, 0o666 if kept is None else _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if kept is not None:
                os.fchmod(descriptor, kept)
            if durable:
                os.fsync(descriptor)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    if durable:
        # The new content has its name; a folder that cannot be flushed, as on some network drives, takes it no more.
        with suppress(OSError):
            _flush(path.parent)


def replace(ready: Path, path: Path) -> None:
    """Give a finished file the name `path` in the same folder, in one step and for good.

    Raises:
        OSError: It could not be flushed or moved; or it has its new name, and its folder could not be flushed.
    """
    _flush(ready)
    ready.replace(path)
    _flush(path.parent)


def _status(path: Path, *, follow_links: bool) -> os.stat_result | None:
    try:
        return path.stat(follow_symlinks=follow_links)
    except FileNotFoundError:
        return None


def _open_draft(path: Path, mode: int) -> tuple[Path, int]:
    """A new file beside `path`, open for writing, and its descriptor; its permissions are `mode` less the umask."""
    name = os.fsencode(path.name)[:_NAME_BYTES].decode("utf-8", "ignore")
    while True:
        draft = path.with_name(f".{name}.{os.urandom(4).hex()}.new")
        with suppress(FileExistsError):
            return draft, os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)


def _flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
