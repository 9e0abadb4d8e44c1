"""The event loop of the screen goes first: threads that compute give way to it soon, and it to them later."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from newsdiff.cli import thread_turns
from newsdiff.cli.event_loop import run_async

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def interval() -> Iterator[float]:
    """How soon Python interrupts a thread; as before afterwards."""
    before = sys.getswitchinterval()
    yield before
    sys.setswitchinterval(before)


def test_others_wait_longer_while_the_loop_works_than_it_waits_for_them() -> None:
    async def work() -> tuple[float, float, float]:
        working = sys.getswitchinterval()
        # Looked up in a thread while the loop sleeps.
        sleeping = await asyncio.to_thread(_once_the_loop_sleeps)
        return working, sleeping, sys.getswitchinterval()

    working, sleeping, again = run_async(work(), thread_turns.loop_of_screen)
    assert working == again == pytest.approx(thread_turns.FOR_OTHERS)
    assert sleeping == pytest.approx(thread_turns.FOR_LOOP)
    assert sleeping < working


def _once_the_loop_sleeps() -> float:
    """The interval as soon as it is that of a loop that sleeps, or else after a while."""
    from time import sleep

    for _ in range(1_000):
        if sys.getswitchinterval() < thread_turns.FOR_OTHERS:
            break
        sleep(0.005)
    return sys.getswitchinterval()


def test_an_interval_is_set_though_waiting_fails() -> None:
    selector = thread_turns.TurnSelector()
    selector.close()
    with pytest.raises(ValueError):  # noqa: PT011 -- each selector has its own words
        selector.select(0)
    assert sys.getswitchinterval() == pytest.approx(thread_turns.FOR_OTHERS)


def test_commands_leave_the_interval_alone(interval: float) -> None:
    async def work() -> float:
        return sys.getswitchinterval()

    assert run_async(work()) == interval


def test_the_loop_of_the_screen_waits_for_processes() -> None:
    async def work() -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "print('done')", stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        return out

    assert run_async(work(), thread_turns.loop_of_screen).strip() == b"done"
