"""Keeping: what a refresh brings goes to the store from one thread, each feed in a transaction of its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import FeedState

_T = TypeVar("_T")


class StoreWriter:
    """The store as it is written to by a refresh: in one thread, so that nobody waits for another's transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="newsdiff-keeping")
        self._noted: dict[int, FeedState] = {}
        self._writing: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[], _T]) -> _T:
        """What a call to the store gives. One that is cancelled is brought to its end all the same.

        Raises:
            StoreError: It could not be kept.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def queue_state(self, feed_id: int, state: FeedState) -> None:
        """Keeps how fetching a feed went, soon: a thousand feeds without news wait for the disk a few times in all.

        Raises:
            StoreError: What was noted before could not be kept.
        """
        self._noted[feed_id] = state
        if self._writing is None or self._writing.done():
            if self._writing is not None:
                self._writing.result()
            self._writing = asyncio.create_task(self._write())

    async def flush(self) -> None:
        """Waits until everything noted is on the disk.

        Raises:
            StoreError: It could not be kept.
        """
        if self._writing is not None:
            writing, self._writing = self._writing, None
            # Shielded: what is noted is kept, whoever stops waiting.
            await asyncio.shield(writing)

    async def close(self) -> None:
        """Ends the thread when it has done what it was given."""
        await asyncio.to_thread(self._thread.shutdown)

    async def _write(self) -> None:
        while self._noted:
            states, self._noted = self._noted, {}
            await self.run(partial(self._store.save_states, states))
