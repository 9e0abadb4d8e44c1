"""A pool of child processes, started on demand and kept warm."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from newsdiff.adapters.sandbox.process import Worker, WorkerError

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 20.0
"""For one task, by the clock."""

MEMORY = 512 * 2**20
"""Limit on the address space of a child, in bytes. With trafilatura loaded it uses 150 MB, and 280 for a page of 5
MB."""

RESULT_BYTES = 16 * 2**20
"""Greatest size of a JSON result, in bytes. Parsing it takes the parent at most 0.1 s."""

LARGE = 2**19
"""Size of a body, in bytes, after which a child is replaced, since it would keep the memory it needed."""

TASKS_PER_CHILD = 500
"""Tasks after which a child is replaced, since parsers leak memory and keep caches."""


class Pool:
    """Runs tasks in killable processes, up to `size` at once. No process is started before there is a task.

    If a task takes too long or is cancelled, its worker is killed; the next task gets a new one.
    """

    def __init__(
        self,
        size: int = 2,
        *,
        memory: int = MEMORY,
        tasks: str = "newsdiff.adapters.parsers.tasks",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Take the number of children, and what they are.

        Args:
            size: The most that work at once.
            memory: Bytes of address space for each.
            tasks: The module whose `TASKS` they know.
            environment: Variables that they get beside what Python needs.
        """
        self._places = asyncio.Semaphore(size)
        self._memory = memory
        self._tasks = tasks
        self._environment = dict(environment or {})
        self._idle: list[Worker] = []
        self._workers: set[Worker] = set()
        self._starting: set[asyncio.Task[Worker]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def pids(self) -> frozenset[int]:
        """The numbers of the processes that live now."""
        return frozenset(worker.pid for worker in self._workers if worker.alive)

    async def run(
        self,
        task: str,
        body: bytes = b"",
        arguments: Mapping[str, Any] | None = None,
        *,
        seconds: float = SECONDS,
        result_bytes: int = RESULT_BYTES,
        memory: int | None = None,
    ) -> dict[str, Any]:
        """The result of a task, a JSON object. Validate it: hostile input may have compromised the process.

        Args:
            task: Its name in the children's table.
            body: The bytes to work on.
            arguments: What else it needs, as JSON has it.
            seconds: By the clock, from when a worker is ready.
            result_bytes: The greatest length of the result.
            memory: Bytes that the child may need for it beside what it has; None: whatever its address space holds.

        Raises:
            WorkerError: there is no result; its `reason` says why.
        """
        async with self._places:
            worker = await self._worker()
            try:
                result = await worker.ask(task, arguments or {}, body, seconds, result_bytes, memory)
            except (Exception, asyncio.CancelledError):
                worker.kill()
                self._end(worker)
                raise
            if worker.done < TASKS_PER_CHILD and len(body) < LARGE and not self._closed:
                self._idle.append(worker)
            else:
                self._end(worker)
            return result

    async def prepare(self) -> None:
        """Start a child where none is idle, for the next task. Where that fails, the task will tell."""
        if self._closed or self._places.locked() or any(worker.alive for worker in self._idle):
            return
        async with self._places:
            with suppress(WorkerError):
                self._idle.append(await self._worker())

    async def close(self) -> None:
        """End all children and wait for them to exit. Tasks in progress fail, and no new ones are accepted."""
        self._closed = True
        self._idle.clear()
        for start in self._starting:
            start.cancel()
        for worker in list(self._workers):
            # One that is busy would not leave by itself.
            worker.kill()
            self._end(worker)
        await asyncio.gather(*self._starting, *self._ending, return_exceptions=True)

    async def _worker(self) -> Worker:
        if self._closed:
            raise WorkerError("died", "newsdiff is closing.")
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._end(worker)
        start = asyncio.create_task(Worker.start(self._tasks, self._memory, self._environment))
        self._starting.add(start)
        try:
            worker = await start
        except asyncio.CancelledError:
            if self._closed and start.cancelled():
                raise WorkerError("died", "newsdiff is closing.") from None
            raise
        finally:
            self._starting.discard(start)
        self._workers.add(worker)
        return worker

    def _end(self, worker: Worker) -> None:
        """Close a worker in the background; `close` waits for it."""
        if worker in self._workers:
            self._workers.discard(worker)
            task = asyncio.create_task(worker.ended())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
