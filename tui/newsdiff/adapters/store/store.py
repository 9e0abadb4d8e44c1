"""The store as the rest of newsdiff uses it. It is thread-safe."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from newsdiff.adapters.store.backups import back_up, due
from newsdiff.adapters.store.entry_repository import EntryRepository
from newsdiff.adapters.store.feed_repository import FeedRepository
from newsdiff.adapters.store.sql import verdicts
from newsdiff.adapters.store.story_repository import StoryRepository
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from types import TracebackType

    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.adapters.store.sqlite.process_lock import ProcessLock
    from newsdiff.core.alignment.verdicts import Verdict

SMALL = 32_000_000
"""Bytes. Copying and checking a store of this size takes about 0.2 s, which nobody notices on leaving the program."""

DAYS_BETWEEN_BACKUPS = 7
"""Of a store that is larger."""


class Store(FeedRepository, EntryRepository, StoryRepository):
    """Feeds, entries, stories and verdicts. `open_store` opens one; `close` it at the end.

    When a method returns, its change is on the disk; when it raises `StoreError`, it has changed nothing.
    """

    def __init__(self, database: Database, lock: ProcessLock | None = None) -> None:
        """Create a store over an open database; `lock` is released when it is closed."""
        self._database = database
        self._lock = lock

    @property
    def path(self) -> Path:
        """The path of the store's file, with every link resolved."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether the store cannot be written: every method that would do so raises `StoreError`."""
        return self._database.read_only

    def verdicts(self, outlets: Collection[str]) -> tuple[Verdict, ...]:
        """The user's verdicts that hold between sentences of these outlets, for `core.alignment.verdicts.apply`.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._database.reading() as connection:
            return verdicts.standing(connection, outlets)

    def record(self, verdict: Verdict) -> None:
        """Store a verdict. It replaces an earlier one on the same two sentences, which stays in the history.

        Raises:
            StoreError: It could not be stored.
        """
        with self._database.writing() as connection:
            verdicts.record(connection, verdict)

    def retract(self, verdict: Verdict) -> Verdict | None:
        """Undo `record`.

        Returns:
            The verdict that now holds for the two sentences, if any.

        Raises:
            StoreError: The store could not be written.
        """
        with self._database.writing() as connection:
            return verdicts.retract(connection, verdict)

    def backup(self) -> Path:
        """Write today's backup beside the store. It replaces an earlier one of today.

        Returns:
            The path of the backup.

        Raises:
            StoreError: It could not be written; the earlier backups are as they were.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only, so no backup was written.")
        with self._database.using() as connection:
            return back_up(connection, self.path).path

    def close(self) -> None:
        """Close the store; a second call does nothing.

        If the store was changed, a backup is written: of one up to `SMALL` each time, of a larger one if the last is
        `DAYS_BETWEEN_BACKUPS` old.
        """
        if self._database.written:
            # The store is safe without a backup, and a user who is leaving can do nothing about a failure.
            with suppress(StoreError, OSError):
                if self.path.stat().st_size <= SMALL or due(self.path, DAYS_BETWEEN_BACKUPS):
                    self.backup()
        self._database.close()
        if self._lock is not None:
            self._lock.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
