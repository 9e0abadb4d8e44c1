"""The queue of changes that keys make in the store."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class _Queued(Protocol):
    @property
    def ended(self) -> asyncio.Event: ...

    async def run(self) -> None:
        """Do it, and what follows from it on the screen."""

    async def finish(self) -> None:
        """Do what has to be done of it though no screen is left."""


@dataclass(slots=True)
class _Change:
    """A change of the store. Once begun it goes on, also where the worker that waits for it is cancelled."""

    make: Callable[[], Coroutine[Any, Any, Any]]
    made: Callable[[Any], None]
    failed: Callable[[NewsdiffError], None]
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[Any] | None = None

    async def run(self) -> None:
        try:
            result = await asyncio.shield(self._begun())
        except NewsdiffError as error:
            self.failed(error)
        else:
            self.made(result)

    async def finish(self) -> None:
        try:
            await self._begun()
        except NewsdiffError as error:
            self.failed(error)

    def _begun(self) -> asyncio.Task[Any]:
        if self.task is None:
            self.task = asyncio.create_task(self.make())
        return self.task


@dataclass(slots=True)
class _Work:
    """Work that changes nothing, and follows the changes queued before it."""

    work: Callable[[], Coroutine[Any, Any, None]]
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        await self.work()

    async def finish(self) -> None:
        """Nothing: it was for a screen."""


class ChangeQueue:
    """Makes changes one after another, in the order in which they were queued, and loses none when the app ends.

    What is queued stays in the queue until it has ended. A background worker of the app takes it from there; the worker
    is cancelled with the app, and `finish` makes the changes that are left.
    """

    def __init__(self, begin: Callable[[Callable[[], Coroutine[None, None, None]]], object]) -> None:
        """Create an empty queue; `begin` starts a background worker of the app, which reports unforeseen errors."""
        self._begin = begin
        self._queue: deque[_Queued] = deque()
        self._running = self._finished = False
        self._waiting: set[asyncio.Future[Any]] = set()
        """One for each change whose result somebody waits for."""

    def change(
        self,
        make: Callable[[], Coroutine[Any, Any, T]],
        made: Callable[[T], None],
        failed: Callable[[NewsdiffError], None],
    ) -> None:
        """Queue a change of the store.

        Args:
            make: Makes the change.
            made: Gets its result, if the app still runs.
            failed: Gets the error because of which it was not made.
        """
        self._put(_Change(make, made, failed))

    async def make(self, make: Callable[[], Coroutine[Any, Any, T]], not_made: Callable[[NewsdiffError], None]) -> T:
        """Queue a change of the store, and return its result when it is made; or raise what it raises.

        It is made also where the task that waits for it is cancelled, as all of them are when the app ends.

        Args:
            make: Makes the change.
            not_made: Gets the error because of which it was not made, where nobody waits for it any more.
        """
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        async def made() -> None:
            try:
                value = await make()
            except Exception as error:
                if result.done():
                    raise
                result.set_exception(error)
            else:
                if not result.done():
                    result.set_result(value)

        self._waiting.add(result)
        self._put(_Change(made, lambda _: None, not_made))
        try:
            return await result
        finally:
            self._waiting.discard(result)

    def work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Queue work that changes nothing; it is dropped when the app ends."""
        self._put(_Work(work))

    async def drain(self) -> None:
        """Wait until all that was queued so far has ended."""
        if self._queue:
            await self._queue[-1].ended.wait()

    async def finish(self) -> None:
        """Make the changes that are left. Call it on the app's event loop when the app has ended.

        Raises:
            Exception: The first unforeseen error of a change; the changes after it were made nevertheless.
        """
        self._finished = True
        self._release()
        unforeseen: Exception | None = None
        while self._queue:
            queued = self._queue[0]
            try:
                await queued.finish()
            except Exception as error:
                unforeseen = unforeseen or error
            self._end(queued)
        if unforeseen is not None:
            raise unforeseen

    def _put(self, queued: _Queued) -> None:
        self._queue.append(queued)
        self._start()

    def _start(self) -> None:
        if self._queue and not (self._running or self._finished):
            self._running = True
            self._begin(self._run)

    async def _run(self) -> None:
        while self._queue and not self._finished:
            queued = self._queue[0]
            try:
                await queued.run()
            except asyncio.CancelledError:
                self._release()
                raise
            except Exception:
                self._end(queued)
                self._running = False
                self._start()
                raise
            self._end(queued)
        self._running = False

    def _release(self) -> None:
        """Let nobody wait any longer: the app ends, and what is left is made by `finish`."""
        for result in tuple(self._waiting):
            result.cancel()

    def _end(self, queued: _Queued) -> None:
        if self._queue and self._queue[0] is queued:
            self._queue.popleft()
        queued.ended.set()
