"""Writes to the store from a single thread, so that none of them waits for another's transaction."""

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
    """Runs calls to a store one after another, in a thread of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="newsdiff-writer")
        self._queued: dict[int, FeedState] = {}
        self._writing: asyncio.Task[None] | None = None

    async def run(self, call: Callable[[], _T]) -> _T:
        """Run a call and return its result. A call that has begun runs to its end even if the task is cancelled.

        Raises:
            Exception: Whatever the call raises; `StoreError` where the store cannot be read or written.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def queue_state(self, feed_id: int, state: FeedState) -> None:
        """Store the state of a feed soon, together with others: a thousand unchanged feeds take a few transactions.

        Args:
            feed_id: The feed.
            state: How fetching it went.

        Raises:
            StoreError: States queued earlier could not be stored.
        """
        self._queued[feed_id] = state
        if self._writing is None or self._writing.done():
            if self._writing is not None:
                self._writing.result()
            self._writing = asyncio.create_task(self._write())

    async def flush(self) -> None:
        """Wait until every queued state is on the disk.

        Raises:
            StoreError: It could not be stored.
        """
        if self._writing is not None:
            writing, self._writing = self._writing, None
            # Shielded: what is queued is stored, even if the caller stops waiting.
            await asyncio.shield(writing)

    async def close(self) -> None:
        """Wait for the calls made so far and end the thread."""
        await asyncio.to_thread(self._thread.shutdown)

    async def _write(self) -> None:
        while self._queued:
            states, self._queued = self._queued, {}
            await self.run(partial(self._store.save_states, states))
