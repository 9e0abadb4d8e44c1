"""What the screens are told of the work behind them, and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from newsdiff.app.key_pause import PauseTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from newsdiff.app.key_pause import KeyClock

COUNT_DELAY: Final = (0.15, 0.5)
"""Seconds for which changes are collected before the counts of the feeds are read again: in a pause between keys, and
at the latest."""

RELOAD_DELAY: Final = (1.0, 2.0)
"""The same for new articles, before the lists are read again."""

PROGRESS_DELAY: Final = (0.2, 1.0)
"""The same for feeds that have answered and articles that were placed, before the screens show how far that is.
Hundreds of feeds answer in a second, and the reader's keys would wait for as many headers; those that move the cursor
in a list show it by themselves."""

STORIES_DELAY: Final = (2.0, 3.0)
"""The same for articles that were placed, before the list of stories is read again."""


class ScreenUpdates:
    """Each kind of update that the screens get soon, once for all that has changed until then."""

    def __init__(
        self,
        app: App[object],
        keys: KeyClock,
        *,
        counts: Callable[[], object],
        lists: Callable[[], object],
        progress: Callable[[], object],
        stories: Callable[[], object],
    ) -> None:
        """Take the app that runs the timers, when keys were pressed, and what to call for each kind."""
        timer = partial(PauseTimer, app, keys)
        self.counts = timer(counts, *COUNT_DELAY)
        """Counts and marks have changed."""
        self.lists = timer(lists, *RELOAD_DELAY)
        """There are new articles."""
        self.progress = timer(progress, *PROGRESS_DELAY)
        """The work behind the screens has come further."""
        self.stories = timer(stories, *STORIES_DELAY)
        """More articles are in stories."""
