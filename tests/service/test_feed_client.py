"""Parsing that takes long does not hold up the next feed."""

from __future__ import annotations

import asyncio

import pytest

from newsdiff.service.feed_client import SoftTimeoutSemaphore


async def test_work_that_takes_long_frees_its_slot() -> None:
    semaphore, release = SoftTimeoutSemaphore(1, seconds=0), asyncio.Event()
    slow = asyncio.create_task(semaphore.run(release.wait))
    assert await semaphore.run(lambda: asyncio.sleep(0, "quick")) == "quick"
    assert not slow.done()
    release.set()
    assert await slow


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
