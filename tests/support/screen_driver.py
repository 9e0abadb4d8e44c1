"""What any screen shows as text, and waiting for it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError

LIMIT = 60.0
"""Seconds that a busy machine may take for what an idle one does in one."""


def screen_lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    """The lines of the screen on top."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def dialog_text(pilot: Pilot[NewsdiffError]) -> str:
    """The text of the dialog on top."""
    return " ".join(str(one.content) for one in pilot.app.screen.query(Static))


async def wait_until(pilot: Pilot[NewsdiffError], holds: Callable[[], bool]) -> None:
    """Wait until a condition holds, while work goes on that cannot be waited for.

    Raises:
        AssertionError: It has not held in `LIMIT` seconds; with what is shown instead.
    """
    end = monotonic() + LIMIT
    while not holds():
        if monotonic() > end:
            raise AssertionError("\n".join(screen_lines(pilot)))
        await pilot.pause(0.02)
