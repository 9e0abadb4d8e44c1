"""What goes on behind a screen is shown in the pauses between keys, and soon in any case."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.events import Key, MouseScrollDown, MouseScrollUp

from newsdiff.app.delayed_call import DelayedCall

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.events import Event

KEY_PAUSE: Final = 0.15
"""Seconds without a key or a turn of the wheel after which the reader looks at the screen. A held key comes every
0.03."""


class KeyClock:
    """When the reader last pressed a key, or turned the wheel."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Start without any; `now` gives seconds that never go back."""
        self.now = now
        self._last = -KEY_PAUSE

    def note(self, event: Event) -> None:
        """Take an event of the app; those that are neither a key nor a turn of the wheel make no difference."""
        if isinstance(event, Key | MouseScrollDown | MouseScrollUp):
            self._last = self.now()

    @property
    def left(self) -> float:
        """Seconds until the reader has paused, if no further key comes; 0 or less: they pause now."""
        return self._last + KEY_PAUSE - self.now()


class PauseTimer(DelayedCall):
    """Calls a function some time after it was asked for, once however often that was.

    Lists and bars that are drawn while keys are coming would hold the keys up, and move what the reader is moving in.
    """

    def __init__(
        self, app: App[object], clock: KeyClock, call: Callable[[], object], delay: float, latest: float
    ) -> None:
        """Create a timer that was not started.

        Args:
            app: Which runs it.
            clock: When keys were pressed.
            call: The function.
            delay: Seconds after which it is called.
            latest: Seconds after which it is called although keys are coming.
        """
        super().__init__(app, call, delay)
        self._clock, self._latest = clock, latest
        self._started = 0.0

    def start(self) -> None:
        """Call the function after the delay, unless it is going to be called already."""
        if self._timer is None:
            self._started = self._clock.now()
            self._timer = self._owner.set_timer(self._seconds, self._due)

    def _due(self) -> None:
        wait = min(self._clock.left, self._started + self._latest - self._clock.now())
        if wait > 0:
            self._timer = self._owner.set_timer(wait, self._due)
        else:
            self.finish()
