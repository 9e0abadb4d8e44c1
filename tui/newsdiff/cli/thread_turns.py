"""Whose turn it is among the threads of one interpreter: the event loop, which draws the screen, goes first."""

from __future__ import annotations

import asyncio
import selectors
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectors import SelectorKey

FOR_LOOP: Final = 0.0005
"""Seconds that the event loop waits for a thread that computes, once a key has come."""

FOR_OTHERS: Final = 0.01
"""Seconds that the other threads wait for the event loop. Drawing takes less. Interrupted each millisecond by a thread
that stores articles, it took twice as long: each time, that thread has to be woken first, by a busy system."""


class TurnSelector(selectors.DefaultSelector):
    """The selector of an event loop. While the loop sleeps, a thread that computes is interrupted soon for it; while it
    works, the others wait longer."""

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Wait for events."""
        sys.setswitchinterval(FOR_LOOP)
        try:
            return super().select(timeout)
        finally:
            sys.setswitchinterval(FOR_OTHERS)


def loop_of_screen() -> asyncio.AbstractEventLoop:
    """A new event loop that goes first."""
    return asyncio.SelectorEventLoop(TurnSelector())
