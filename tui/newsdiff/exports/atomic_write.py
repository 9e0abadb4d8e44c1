"""Saving: a comparison put into a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from newsdiff.errors import ExportError


def save(content: bytes, path: Path, *, force: bool = False) -> None:
    """Write a file. What was there before stays as it was until the new content is complete on the disk.

    Args:
        content: All of it.
        path: Where to. A device or a pipe is written to as it is.
        force: Replace a file that is there already.

    Raises:
        ExportError: There is such a file and `force` is not given, or it cannot be written.
    """
    check(path, force=force)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(content, path.resolve())
    except OSError as error:
        raise ExportError(
            f"{path} could not be written ({_reason(error)}). Nothing that was there has changed."
        ) from error


def check(path: Path, *, force: bool = False) -> None:
    """Find out whether `save` may write to a path, before the work is done.

    Raises:
        ExportError: It may not, and why.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder: name a file in it.")
    if path.is_file() and not force:
        raise ExportError(f"{path} is there already and stays as it is. Choose another name.")
    if not path.absolute().parent.is_dir():
        raise ExportError(f"{path} could not be written: there is no folder {path.parent}.")


def _replace(content: bytes, path: Path) -> None:
    """Write beside the file first: a full disk then costs nothing that was there."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(_mode(path))
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions a file has, or those a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    # The mask can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
