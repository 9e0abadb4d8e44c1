"""One SQLite file, open from as many threads as want it."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sqlite.errors import plain_errors
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a write waits for another copy's write before it gives up."""

Mode = Literal["rw", "immutable"]
"""`rw`: as usual, as far as the file lets us. `immutable`: to read a file where nothing beside it can be written."""


def connect(path: Path, mode: Mode = "rw", *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with newsdiff's settings to a database that exists. Raises sqlite3.Error.

    A commit that returned is on the disk (`synchronous = FULL`). Transactions begin and end only where it is said.
    """
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.as_uri()}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        # Each thread uses its own; only `Database.close` touches another thread's, when that one is not using it.
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA query_only = {int(read_only)}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """A transaction that is committed when the block is left, and rolled back when it fails. Raises sqlite3.Error."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite may have rolled back by itself, and a failing disk may refuse even this;
        # the first error is the one to tell.
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


@dataclass(slots=True)
class _Held:
    """A thread's connection; the lock is held while it is in use."""

    connection: sqlite3.Connection
    lock: threading.RLock = field(default_factory=threading.RLock)


class Database:
    """A database file with a connection a thread, made when the thread first asks."""

    def __init__(self, path: Path, mode: Mode = "rw", *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only or mode != "rw"
        self.written = False
        """Something was committed through this object."""
        self._mode: Mode = mode
        self._held: dict[threading.Thread, _Held] = {}
        self._gate = threading.Lock()
        self._closed = False
        # SQLite's own waiting between writers sleeps and may starve one of them; between threads a lock is fair.
        self._writer = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the store from its first query to its end.

        Raises:
            StoreError: The file cannot be read, or it is damaged.
        """
        with self.using() as connection, transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is on the disk when the block is left, or, where it fails, has changed nothing.

        Raises:
            StoreError: The store is read-only, the disk is full or failing, or another copy is busy writing.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only, so this was not kept.")
        with self._writer, self.using() as connection:
            with transaction(connection):
                yield connection
            self.written = True

    def close(self) -> None:
        """Closes every thread's connection, each as soon as its thread has ended what it is doing."""
        with self._gate:
            self._closed = True
            held = list(self._held.values())
            self._held.clear()
        for one in held:
            with one.lock:
                one.connection.close()

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The thread's connection outside any transaction.

        Raises:
            StoreError: The file cannot be used.
        """
        with plain_errors(self.path):
            held = self._own()
            with held.lock:
                if self._closed:
                    raise StoreError(f"{self.path} was closed already, so this was not done.")
                yield held.connection

    def _own(self) -> _Held:
        thread = threading.current_thread()
        with self._gate:
            if self._closed:
                raise StoreError(f"{self.path} was closed already, so this was not done.")
            held = self._held.get(thread)
            if held is None:
                self._close_the_dead()
                held = self._held[thread] = _Held(connect(self.path, self._mode, read_only=self.read_only))
            return held

    def _close_the_dead(self) -> None:
        for thread in [thread for thread in self._held if not thread.is_alive()]:
            self._held.pop(thread).connection.close()
