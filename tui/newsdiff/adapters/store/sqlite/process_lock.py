"""Who else has the store open: a lock on a file beside it, held for as long as a newsdiff runs.

SQLite lets several copies read and write at once. What it cannot see is that a file must not be moved away
while another copy writes to it; that, and the examination after a crash, is for who is alone.
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
"""Seconds to wait for another copy that is just opening, examining or restoring the store."""


class ProcessLock:
    """This copy's lock. The system takes it back when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self.alone = False
        """No other copy has the store open, and none can open it until `share` is called."""

    def enter(self) -> None:
        """Takes the lock: alone, where nobody else is in; beside the others, where somebody is.

        Raises:
            StoreError: The lock's file cannot be made, or another copy has kept the store to itself for `PATIENCE`.
        """
        try:
            self._descriptor = os.open(lock_file(self._path), os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise StoreError(
                f"{lock_file(self._path)} could not be made ({error.strerror}), so {self._path} was not opened."
            ) from error
        self._wait_for(fcntl.LOCK_EX, fcntl.LOCK_SH)

    def share(self) -> None:
        """Lets other copies in.

        Raises:
            StoreError: One of them took the store for itself in that instant and has kept it for `PATIENCE`.
        """
        if self.alone:
            self._wait_for(fcntl.LOCK_SH)

    def leave(self) -> None:
        """Gives the lock up."""
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
            # A file system without locks, where SQLite could not keep two copies apart either: we are on our own.
            return True
        return True
