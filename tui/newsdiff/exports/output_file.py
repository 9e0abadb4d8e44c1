"""The file that the reader names for an export: whether it may be written, and errors in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff import atomic_file
from newsdiff.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path


def save(content: bytes, path: Path, *, force: bool = False) -> None:
    """Write an export to a file, which is replaced as a whole (`atomic_file.write`).

    Args:
        content: All of it.
        path: Where to. A device or a pipe is written to as it is, and a link is followed.
        force: Replace a file that is there already.

    Raises:
        ExportError: There is such a file and `force` is not given, or it cannot be written.
    """
    check(path, force=force)
    try:
        atomic_file.write(path, content)
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


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
