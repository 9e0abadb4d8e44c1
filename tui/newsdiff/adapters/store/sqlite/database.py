"""One SQLite file, with a connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sqlite.errors import code, damaged, plain_errors, undecodable
from newsdiff.adapters.store.sqlite.files import damaged_text
from newsdiff.core.library.search_text import has_words
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a write waits for that of another newsdiff before it gives up."""

Mode = Literal["rw", "immutable"]
"""`rw`: read and write, as far as the file allows. `immutable`: read a file beside which nothing can be written."""


_TOLERANT: Callable[[bytes], str] = partial(str, encoding="utf-8", errors="replace")
"""Reads a text with U+FFFD in place of bytes that are damaged. It is slower by half a microsecond a text."""

_SYMPTOMS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, sqlite3.Error)
"""What reading a damaged file may lead to, where SQLite itself notices nothing."""

Fault = Callable[[sqlite3.Connection], "str | None"]
"""Says what is wrong with a database, or None; it may read the whole file."""


def connect(path: Path, mode: Mode = "rw", *, read_only: bool = False, tolerant: bool = False) -> sqlite3.Connection:
    """A connection with newsdiff's settings to a database that exists. Raises sqlite3.Error.

    When a commit returns, it is on the disk (`synchronous = FULL`). Transactions begin and end only explicitly.
    `tolerant` reads texts that are damaged.
    """
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.as_uri()}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        # Each thread uses its own. Only `Database.close` touches those of other threads, when they are not in use.
        check_same_thread=False,
    )
    try:
        # For searches in titles and names, which no index has by themselves.
        connection.create_function("has_words", 2, _has_words, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA query_only = {int(read_only)}")
        if tolerant:
            connection.text_factory = _TOLERANT
    except BaseException:
        connection.close()
        raise
    return connection


def _has_words(text: bytes | None, words: str) -> bool:
    """`has_words` for a text as its bytes: one that is damaged would not reach a function as a text."""
    return has_words(None if text is None else text.decode("utf-8", "replace"), words)


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """A transaction that is committed at the end of the block, and rolled back if it fails. Raises sqlite3.Error."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite may have rolled back by itself, and a failing disk may refuse even this. The first
        # error is the one to report.
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


@dataclass(slots=True)
class _ThreadConnection:
    """The connection of a thread. The lock is held while it is in use."""

    connection: sqlite3.Connection
    lock: threading.RLock = field(default_factory=threading.RLock)


class Database:
    """A database file, with a connection for each thread that is opened when the thread first needs it."""

    def __init__(
        self,
        path: Path,
        mode: Mode = "rw",
        *,
        read_only: bool = False,
        fault: Fault | None = None,
    ) -> None:
        """Create a database over a file that exists.

        Args:
            path: The file.
            mode: How it is opened.
            read_only: It is only read.
            fault: Asked what is wrong with the file where reading it has failed in a way that nobody foresaw. A damaged
                index gives values of any type.
        """
        self.path = path
        self._fault = fault
        self._tolerant = damaged_text(path)
        self.read_only = read_only or mode != "rw"
        self.written = False
        """Whether anything was committed through this object."""
        self._mode: Mode = mode
        self._connections: dict[threading.Thread, _ThreadConnection] = {}
        self._gate = threading.Lock()
        self._closed = False
        self._begun = 0
        """Writes that have begun, or wait for one another."""
        self._none_begun = threading.Condition(self._gate)
        # Writers that wait in SQLite sleep, and one of them may starve. Between threads a lock is fair.
        self._writer = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction for reading, which sees one state of the store from its first query to its end.

        Raises:
            StoreError: The file cannot be read, or it is damaged.
        """
        with self.using() as connection, transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction for writing. After the block it is on the disk; if it fails, nothing has changed.

        Raises:
            StoreError: The store is read-only, the disk is full or failing, or another copy is busy writing.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only, so this was not kept.")
        with self._gate:
            self._begun += 1
        try:
            with self._writer, self.using() as connection:
                with transaction(connection):
                    yield connection
                self.written = True
        finally:
            with self._gate:
                self._begun -= 1
                self._none_begun.notify_all()

    def close(self) -> None:
        """Close the connection of every thread, each as soon as it is not in use; writes that wait are made first."""
        with self._gate:
            # Whoever asked for them may have gone already, so that nobody would hear that they were refused.
            self._none_begun.wait_for(lambda: not self._begun, timeout=BUSY_SECONDS)
            self._closed = True
            connections = list(self._connections.values())
            self._connections.clear()
        for one in connections:
            with one.lock:
                one.connection.close()

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, outside any transaction.

        Raises:
            StoreError: The file cannot be used.
        """
        with plain_errors(self.path):
            own = self._own()
            with own.lock:
                if self._closed:
                    raise StoreError(f"{self.path} was closed already, so this was not done.")
                try:
                    yield own.connection
                except _SYMPTOMS as error:
                    self._judge(own.connection, error)
                    raise

    def _judge(self, connection: sqlite3.Connection, error: Exception) -> None:
        """Raise a StoreError if an error that nobody foresaw comes from a damaged file. A bug of ours is left alone."""
        if isinstance(error, sqlite3.Error) and (
            code(error) not in {None, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH}
        ):
            return
        if isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error):
            self._tolerant = True
            with self._gate:
                for one in self._connections.values():
                    one.connection.text_factory = _TOLERANT
            raise undecodable(self.path) from error
        if self._fault is not None and self._fault(connection):
            raise damaged(self.path) from error

    def _own(self) -> _ThreadConnection:
        thread = threading.current_thread()
        with self._gate:
            if self._closed:
                raise StoreError(f"{self.path} was closed already, so this was not done.")
            own = self._connections.get(thread)
            if own is None:
                self._close_dead_threads()
                connection = connect(self.path, self._mode, read_only=self.read_only, tolerant=self._tolerant)
                own = self._connections[thread] = _ThreadConnection(connection)
            return own

    def _close_dead_threads(self) -> None:
        for thread in [thread for thread in self._connections if not thread.is_alive()]:
            self._connections.pop(thread).connection.close()
