"""Parsing that takes long does not hold up the next feed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import Mock

import pytest

from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.service import feed_client
from newsdiff.service.feed_client import SoftTimeoutSemaphore

if TYPE_CHECKING:
    from newsdiff.adapters.http import Response


async def test_work_that_takes_long_frees_its_slot() -> None:
    semaphore, release = SoftTimeoutSemaphore(1, seconds=0), asyncio.Event()
    slow = asyncio.create_task(semaphore.run(release.wait))
    assert await semaphore.run(lambda: asyncio.sleep(0, "quick")) == "quick"
    assert not slow.done()
    release.set()
    assert await slow


async def test_to_start_a_process_is_no_work_that_takes_long() -> None:
    semaphore, started, done = SoftTimeoutSemaphore(1, seconds=0), asyncio.Event(), list[str]()

    async def prepare() -> None:
        await started.wait()

    async def work(name: str) -> None:
        done.append(name)

    first = asyncio.create_task(semaphore.run(lambda: work("first"), prepare))
    second = asyncio.create_task(semaphore.run(lambda: work("second")))
    for _ in range(100):
        await asyncio.sleep(0)
    assert done == [], "the second one would have had a process of its own started"
    started.set()
    await asyncio.gather(first, second)
    assert done == ["first", "second"]


@pytest.mark.parametrize("seconds", [0, 60])
async def test_cancelled_work_has_ended(seconds: float) -> None:
    semaphore, events, began = SoftTimeoutSemaphore(1, seconds=seconds), list[str](), asyncio.Event()

    async def work() -> None:
        events.append("begins")
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            events.append("ends")

    task = asyncio.create_task(semaphore.run(work))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert events == ["begins", "ends"]
    assert await semaphore.run(lambda: asyncio.sleep(0, "next")) == "next"


class _Answer:
    """A response, as far as parsing looks at it."""

    body, url, content_type, charset = b"<rss/>", "https://example.org/feed", None, None


class _CountingPool(Pool):
    """Counts how many feeds are parsed at once, and answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.answering = asyncio.Semaphore(0), asyncio.Event()
        self.now = self.most = 0

    async def prepare(self) -> None:
        """It needs no process."""

    async def run(self, *_: object, **__: object) -> dict[str, Any]:
        self.now += 1
        self.most = max(self.most, self.now)
        self.began.release()
        await self.answering.wait()
        self.now -= 1
        return {"kind": "rss", "entries": []}


@pytest.mark.parametrize(
    ("feeds", "unchanged", "changed", "known", "processes"),
    [
        (feed_client.FEEDS_PER_PROCESS, 0, 10, (), 2),
        (0, 1_000, feed_client.FEEDS_PER_PROCESS, (), 1),
        (0, 1_000, feed_client.FEEDS_PER_PROCESS + 1, (), 2),
        (0, 1_000, 8 * feed_client.FEEDS_PER_PROCESS, ("1",), 1),
        (0, 1_000, 12 * feed_client.FEEDS_PER_PROCESS, ("1",), 2),
        (0, 5, 30, (), 1),
    ],
)
async def test_another_process_is_started_only_when_many_feeds_wait(
    monkeypatch: pytest.MonkeyPatch, feeds: int, unchanged: int, changed: int, known: tuple[str, ...], processes: int
) -> None:
    monkeypatch.setattr(feed_client, "cores", lambda: 2)
    monkeypatch.setattr(feed_client, "SOFT_TIMEOUT", 3_600.0)
    async with _CountingPool() as pool:
        client = feed_client.FeedClient(Mock(), pool, Mock())
        client.expect(feeds, unchanged)
        parsing = [asyncio.create_task(client.parse(cast("Response", _Answer()), known)) for _ in range(changed)]
        async with asyncio.timeout(60):
            for _ in range(processes):
                await pool.began.acquire()
        pool.answering.set()
        await asyncio.gather(*parsing)
    assert pool.most == processes
