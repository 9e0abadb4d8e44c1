"""What the home screen shows, and driving it by keys."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.widgets import Input
from textual.worker import WorkerError

from newsdiff.app.home.screen import HomeScreen
from newsdiff.app.stories.screen import StoriesScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from newsdiff.app.debounce import Debounce
    from newsdiff.app.key_pause import PauseTimer
    from newsdiff.core.library.feeds import Entry
    from newsdiff.errors import NewsdiffError


def home_screen(pilot: Pilot[NewsdiffError]) -> HomeScreen:
    """The home screen, below any dialog."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, HomeScreen))


def title_at_cursor(pilot: Pilot[NewsdiffError]) -> str:
    """The title of the entry under the cursor, or "" where there is none."""
    found = home_screen(pilot).view.entry
    return found.title if found else ""


def entry_at_cursor(pilot: Pilot[NewsdiffError]) -> Entry:
    """The entry under the cursor. There must be one."""
    found = home_screen(pilot).view.entry
    assert found is not None
    return found


def status_line(pilot: Pilot[NewsdiffError]) -> str:
    """The last line of the home screen."""
    strips = home_screen(pilot)._compositor.render_strips()
    return "".join(segment.text for segment in strips[-1])


async def wait_until_idle(pilot: Pilot[NewsdiffError]) -> None:
    """Wait until everything that was begun is shown. What waits for a timer is done at once."""
    while True:
        # A worker that a later key made needless was cancelled; one that failed is reported by the screen.
        with suppress(WorkerError):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if not (_run_timers(home_screen(pilot)) or len(pilot.app.workers)):
            return


def _run_timers(screen: HomeScreen) -> bool:
    """Do now what waits for a timer; whether there was anything."""
    timers: list[Debounce | PauseTimer] = [screen.lists.entry_timer, screen.lists.choice_timer]
    timers += [one.previews._timer for one in screen.app.screen_stack if isinstance(one, StoriesScreen)]
    timers += [screen.session.updates.counts, screen.session.updates.lists]
    waiting = [one for one in timers if one.is_waiting]
    for one in waiting:
        one.finish()
    return bool(waiting)


async def press(pilot: Pilot[NewsdiffError], *keys: str) -> None:
    """Press keys one after another, each when the effect of the one before is shown."""
    for key in keys:
        await pilot.press(key)
        if not (len(key) == 1 and isinstance(pilot.app.focused, Input)):
            await wait_until_idle(pilot)
