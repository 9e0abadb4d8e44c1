"""The refresh lock beside the store: two refreshes at once would fetch every feed twice."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sqlite import files
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def refresh_lock(path: Path) -> Iterator[None]:
    """Hold the refresh lock of the store at a path. The system releases it when the process ends, however it ends.

    Raises:
        StoreError: Another newsdiff holds it, or the lock file cannot be created.
    """
    try:
        descriptor = os.open(files.refresh_lock(path), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError(
            f"{files.refresh_lock(path)} could not be made ({error.strerror}), so nothing was refreshed."
        ) from error
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.pread(descriptor, 200, 0).decode("ascii", "replace").strip()
        raise StoreError(
            f"Another newsdiff is refreshing{f' ({who})' if who else ''}, so nothing was refreshed here. "
            "What it finds shows here as well."
        ) from None
    except OSError:
        # On a file system without locks, two refreshes at once cost the feeds a second request, and nothing else.
        return
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"process {os.getpid()}, since {datetime.now(UTC):%H:%M} UTC".encode(), 0)
