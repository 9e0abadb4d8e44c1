"""The clock of an open library: it refreshes feeds when they are due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from newsdiff.app.session import LibrarySession

CHECK_INTERVAL = 60.0
"""Seconds between two checks whether a feed is due, or another newsdiff has stored something."""

WARM_DELAY = 20.0
"""Seconds after the start, when the reader looks at the list, in which there is time to load what a refresh needs."""


class RefreshClock:
    """Refreshes the feeds of a session by the clock."""

    def __init__(self, app: App[Any], session: LibrarySession) -> None:
        self._app, self._session = app, session
        self._started = False

    def start(self) -> None:
        """Check from now on whether feeds are due. Only the first call counts."""
        if self._started:
            return
        self._started = True
        session = self._session
        if session.config.refresh_on_start and session.feeds:
            session.refresh_due()
        elif session.feeds:
            session.placement.begin()
            self._app.set_timer(WARM_DELAY, self._warm)
        self._app.set_interval(CHECK_INTERVAL, self.check)

    def _warm(self) -> None:
        async def warm() -> None:
            await (await self._session.service()).warm()

        self._session.begin(warm, group="warm", exclusive=True)

    def check(self) -> None:
        """Refresh what is due; if nothing is, show what another newsdiff has stored."""
        if self._session.feed_service is not None and not self._session.refreshing:
            self._session.begin(self._check, group="due", exclusive=True)

    async def _check(self) -> None:
        service = await self._session.service()
        due = await asyncio.to_thread(service.due)
        if due:
            self._session.refresh_due(frozenset(feed.id for feed in due))
        else:
            await self._session.read_stored()
