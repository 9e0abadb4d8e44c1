"""Ends newsdiff within two seconds when its work is done or a signal asks for it, whatever its threads are doing."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType, TracebackType

ENDINGS = tuple(
    getattr(signal, name)
    for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
    if hasattr(signal, name)
)
"""Signals that would end a process where it stands, and leave the terminal as the screen has set it up."""

GRACE = 1.5
"""Seconds for ending in good order: changes are stored, and the terminal is restored."""

RESTORE_SECONDS = 0.3
"""Seconds for restoring the terminal after that. A terminal that takes no output would hold newsdiff for ever."""


LEAVE_SECONDS = 1.0
"""Seconds for which threads may go on after a command is done, such as one that writes a setting."""


class ExitSignals:
    """Handles signals from `watch` on until the end of the `with` block. Use it in the main thread."""

    def __init__(self) -> None:
        self._previous: dict[int, Any] = {}
        self._ending = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._previous.clear()

    def watch(self, numbers: Iterable[int], end: Callable[[int], object], restore: Callable[[], None]) -> None:
        """End in good order on any of these signals; where that takes more than `GRACE` seconds, end at once.

        Nothing that is stored is lost then: the store survives being killed at any moment.

        Args:
            numbers: The signals. Those that whoever started newsdiff has it ignore stay ignored.
            end: Begins to end in good order; it is given the exit status by which shells report the signal.
            restore: Restores the terminal, if that was not done yet.
        """

        def handle(number: int, _: FrameType | None) -> None:
            status = 128 + number
            if not self._ending:
                self._ending = True
                threading.Thread(target=_end_at_once, args=(status, restore), name="exit", daemon=True).start()
            end(status)

        for number in numbers:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._previous.setdefault(number, signal.signal(number, handle))


@contextmanager
def no_suspension() -> Iterator[None]:
    """Ignore ctrl+z in a block. A screen takes it for a key once it is up, and a key pressed a moment earlier would
    leave newsdiff stopped behind a shell.

    The screen's own handler, if one was set meanwhile, holds until the end of the block; then it is as before.
    """
    number = getattr(signal, "SIGTSTP", None)
    # A handler, since whatever newsdiff starts would inherit that a signal is ignored.
    before = None if number is None else signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        if number is not None:
            signal.signal(number, signal.SIG_DFL if before is None else before)


def leave(status: int) -> NoReturn:
    """End the process with a status; threads that are still at work get `LEAVE_SECONDS` together."""
    end = time.monotonic() + LEAVE_SECONDS
    for thread in _unfinished():
        thread.join(max(0, end - time.monotonic()))
    if not _unfinished():
        sys.exit(status)
    # Python would wait for them. What they compute is of no use any more, and what they write is written atomically.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                continue
    os._exit(status)


def _unfinished() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if not one.daemon and one is not threading.main_thread()]


def _end_at_once(status: int, restore: Callable[[], None]) -> None:
    time.sleep(GRACE)
    restoring = threading.Thread(target=restore, name="restore", daemon=True)
    restoring.start()
    restoring.join(RESTORE_SECONDS)
    # The processes of newsdiff end with it.
    os._exit(status)
