"""A function that is called some time after it was asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


class DelayedCall(ABC):
    """Calls a function once for all that has asked for it until then; the kinds differ in when that is."""

    def __init__(self, owner: MessagePump, call: Callable[[], object], seconds: float) -> None:
        """Take the owner of the timer, what to call, and the delay in seconds."""
        self._owner, self._call, self._seconds = owner, call, seconds
        self._timer: Timer | None = None

    @abstractmethod
    def start(self) -> None:
        """Call the function after the delay."""

    @property
    def is_waiting(self) -> bool:
        """The function is going to be called."""
        return self._timer is not None

    def stop(self) -> None:
        """Do not call the function, unless it is asked for again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def finish(self) -> None:
        """Call the function now."""
        self.stop()
        self._call()
