"""Runs the asynchronous work of a command."""

from __future__ import annotations

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from newsdiff.cli.process_exit import ExitSignals

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

_T = TypeVar("_T")


class _Threads(ThreadPoolExecutor):
    """Threads for which the end of the event loop does not wait, since some compare articles for seconds."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002, RUF100  # the signature is that of its base
        super().shutdown(wait=False, cancel_futures=cancel_futures)


def run_async(
    work: Coroutine[object, object, _T], make_loop: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> _T:
    """Run work on an event loop, and return its result. Interrupted with Ctrl-C, it has seconds to end.

    Args:
        work: What to run.
        make_loop: Makes the loop; None: asyncio's own.

    Raises:
        KeyboardInterrupt: It was interrupted, and has ended in good order.
    """

    async def run() -> _T:
        asyncio.get_running_loop().set_default_executor(_Threads(thread_name_prefix="newsdiff"))
        cancel = signal.getsignal(signal.SIGINT)
        with ExitSignals() as signals:
            if callable(cancel):
                # That of asyncio, which cancels this work.
                signals.watch([signal.SIGINT], lambda _: cancel(signal.SIGINT, None), _nothing)
            return await work

    with asyncio.Runner(loop_factory=make_loop) as runner:
        return runner.run(run())


def _nothing() -> None:
    """There is no screen to be restored."""
