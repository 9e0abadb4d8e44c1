"""Whether another newsdiff has the store open: a lock on a file beside it, held for as long as a newsdiff runs.

SQLite lets several copies read and write at once. What it cannot prevent is that a file is renamed while another copy
writes to it. So that, and the check after a crash, is left to a copy that is alone.
"""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sqlite.files import lock_file
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another copy that is opening, checking or restoring the store."""


class ProcessLock:
    """The lock of this process. The system releases it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self.alone = False
        """Whether no other copy has the store open, and none can open it until `share` is called."""

    def enter(self) -> None:
        """Take the lock: exclusively if no other copy holds it, and otherwise shared.

        Raises:
            StoreError: The lock file cannot be created, or another copy has held it exclusively for `PATIENCE`.
        """
        try:
            self._descriptor = os.open(lock_file(self._path), os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreError(
                f"{lock_file(self._path)} could not be made ({error.strerror}), so {self._path} was not opened."
            ) from error
        self._wait_for(fcntl.LOCK_EX, fcntl.LOCK_SH)

    def share(self) -> None:
        """Share the lock, so that other copies can open the store.

        Raises:
            StoreError: One of them took it exclusively in that instant, and has held it for `PATIENCE`.
        """
        if self.alone:
            self._wait_for(fcntl.LOCK_SH)

    def leave(self) -> None:
        """Release the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor, self.alone = None, False

    def _wait_for(self, *kinds: int) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for kind in kinds:
                if self._take(kind):
                    self.alone = kind == fcntl.LOCK_EX
                    return
            time.sleep(0.02)
        self.leave()
        raise StoreError(f"Another newsdiff is examining {self._path}. Try again in a moment.")

    def _take(self, kind: int) -> bool:
        if self._descriptor is None:
            return False
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # On a file system without locks, SQLite could not keep two copies apart either.
            return True
        return True
