"""Work that waits until the cursor stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer

CURSOR_PAUSE: Final = 0.06
"""Seconds that the cursor stays on a row before its text is read, so that a held key reads no others."""


class Debounce:
    """Calls a function once nothing has asked for it during a pause."""

    def __init__(self, owner: MessagePump, call: Callable[[], object], seconds: float = CURSOR_PAUSE) -> None:
        """Take the owner of the timer, what to call, and the pause in seconds."""
        self._owner, self._call, self._seconds = owner, call, seconds
        self._timer: Timer | None = None

    @property
    def is_waiting(self) -> bool:
        """The function is going to be called."""
        return self._timer is not None

    def start(self) -> None:
        """Call the function after the pause, which begins now."""
        if self._timer is None:
            self._timer = self._owner.set_timer(self._seconds, self.finish)
        else:
            self._timer.reset()

    def stop(self) -> None:
        """Do not call the function, unless it is asked for again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def finish(self) -> None:
        """Call the function now."""
        self.stop()
        self._call()
