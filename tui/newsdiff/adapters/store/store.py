"""The store as the rest of newsdiff sees it. Every method may be called from any thread."""

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

FILE_NAME = "newsdiff.db"
"""What the store's file is called in the data folder."""


SMALL = 32_000_000
"""Bytes. To copy and examine a store of this size takes about 0.2 s, which nobody who leaves the program notices."""

WEEK = 7


class Store(FeedRepository, EntryRepository, StoryRepository):
    """What newsdiff remembers. `open_store` makes one; `close` it at the end.

    A method that returned has its change on the disk; one that raised `StoreError` has changed nothing.
    """

    def __init__(self, database: Database, presence: ProcessLock | None = None) -> None:
        self._database = database
        self._presence = presence

    @property
    def path(self) -> Path:
        """Where the store's file is, with every link followed."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Nothing can be kept: every method that would raises `StoreError`."""
        return self._database.read_only

    def verdicts(self, outlets: Collection[str]) -> tuple[Verdict, ...]:
        """The reader's verdicts that hold between sentences of these outlets, for `core.decisions.apply`.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._database.reading() as connection:
            return verdicts.standing(connection, outlets)

    def record(self, verdict: Verdict) -> None:
        """Keeps a verdict. It replaces an earlier one on the same two sentences, which stays in the history.

        Raises:
            StoreError: It could not be kept.
        """
        with self._database.writing() as connection:
            verdicts.record(connection, verdict)

    def retract(self, verdict: Verdict) -> Verdict | None:
        """Undoes `record`: takes a verdict back and gives the one that now holds for its two sentences, if any.

        Raises:
            StoreError: It could not be taken back.
        """
        with self._database.writing() as connection:
            return verdicts.retract(connection, verdict)

    def backup(self) -> Path:
        """Writes today's backup beside the store, in place of an earlier one of today, and gives its path.

        Raises:
            StoreError: It could not be written; the earlier backups are as they were.
        """
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only, so no backup was written.")
        with self._database.using() as connection:
            return back_up(connection, self.path).path

    def close(self) -> None:
        """Ends the use of the store; a second call does nothing. Where something was kept, a backup is written: always
        of a small store, and of one over `SMALL` when there has been none for a week."""
        if self._database.written:
            # What was kept is safe without it, and someone who is leaving can do nothing about it.
            with suppress(StoreError, OSError):
                if self.path.stat().st_size <= SMALL or due(self.path, WEEK):
                    self.backup()
        self._database.close()
        if self._presence is not None:
            self._presence.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
