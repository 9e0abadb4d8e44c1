"""Work that waits until the cursor stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.app.delayed_call import DelayedCall

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

CURSOR_PAUSE: Final = 0.06
"""Seconds that the cursor stays on a row before its text is read, so that a held key reads no others."""


class Debounce(DelayedCall):
    """Calls a function once nothing has asked for it during a pause."""

    def __init__(self, owner: MessagePump, call: Callable[[], object], seconds: float = CURSOR_PAUSE) -> None:
        """Take the owner of the timer, what to call, and the pause in seconds."""
        super().__init__(owner, call, seconds)

    def start(self) -> None:
        """Call the function after the pause, which begins now."""
        if self._timer is None:
            self._timer = self._owner.set_timer(self._seconds, self.finish)
        else:
            self._timer.reset()
