"""Waiting until the program has nothing more to do, as its event loop tells it.

Textual's pilot takes a process for idle that has used hardly any processor time for 20 ms. A busy machine makes that true
in the midst of the work, as does a thread that waits for the disk: what a test then looks at is half done.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual._context import active_app
from textual.pilot import Pilot

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

PAUSE = 0.02
"""Seconds that a program gets that never comes to rest."""

LIMIT = 60.0
"""Seconds after which a program that never comes to rest fails its test."""

_calls: set[asyncio.Future[Any]] = set()
"""What runs in threads on behalf of event loops."""

_held = 0
"""How many of these calls a test holds up."""

_restless = 0
"""How many tasks of a test go on at every turn of their loop."""


@contextmanager
def exact_idle() -> Iterator[None]:
    """Have pilots wait for what `wait_for_idle` says."""
    run_in_executor = asyncio.BaseEventLoop.run_in_executor

    def counted(loop: asyncio.BaseEventLoop, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:
        future = run_in_executor(loop, executor, func, *args)
        _calls.add(future)
        future.add_done_callback(_calls.discard)
        return future

    async def wait_for_screen(_: Pilot[Any], timeout: float = LIMIT) -> bool:  # noqa: ASYNC109 -- it is Textual's
        await wait_for_idle(max_sleep=timeout)
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.BaseEventLoop, "run_in_executor", counted)
        patch.setattr("textual.app.wait_for_idle", wait_for_idle)
        patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        patch.setattr(Pilot, "_wait_for_screen", wait_for_screen)
        yield


def hold(event: threading.Event) -> None:
    """Hold a call up, in its thread, until an event is set. The program counts as idle meanwhile."""
    global _held
    _held += 1
    try:
        assert event.wait(LIMIT), "nobody has let it go"
    finally:
        _held -= 1


@contextmanager
def restless() -> Iterator[None]:
    """A task of a test goes on at every turn of its loop: the program is not waited for, but given a little time."""
    global _restless
    _restless += 1
    try:
        yield
    finally:
        _restless -= 1


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = LIMIT) -> None:
    """Wait until no task of the loop can go on, nothing runs in a thread, and the screen is drawn.

    Timers are not waited for.

    Raises:
        AssertionError: That never came.
    """
    del min_sleep
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + max(max_sleep, LIMIT)
    while loop.time() < end:
        if _restless:
            await asyncio.sleep(PAUSE)
            return
        await asyncio.sleep(0)
        if loop._ready:
            continue
        calls = [one for one in _calls if one.get_loop() is loop]
        if len(calls) > _held:
            # Looked at again and again, for a call may come to where it is held up.
            await asyncio.wait(calls, timeout=0.01, return_when=asyncio.FIRST_COMPLETED)
            continue
        if any(timer.when() <= loop.time() for timer in loop._scheduled if not timer.cancelled()):
            continue
        if not _do_frame():
            return
    raise AssertionError("the program never comes to rest")


def _do_frame() -> bool:
    """Do at once what Textual does with the next frame: fit to a new size, and draw; whether there was anything."""
    app = active_app.get(None)
    if app is None or app._exit or not app.screen_stack:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    if app.screen._update_timer._active.is_set():
        app.screen._on_timer_update()
        return True
    return False
