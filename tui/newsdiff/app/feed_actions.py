"""What the reader does with feeds, from any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.messages import RefreshEnded
    from newsdiff.app.session import LibrarySession


class FeedActions:
    """Adding, refreshing and reporting on feeds, with the messages of one screen."""

    def __init__(self, session: LibrarySession, screen: BaseScreen) -> None:
        self._session, self._screen = session, screen

    async def add_feed(self, url: str = "") -> None:
        """Ask for an address, which may be given."""
        from newsdiff.app.home.screen import HomeScreen

        for screen in self._screen.app.screen_stack:
            if isinstance(screen, HomeScreen):
                await screen.add_feed(url)

    async def show_status(self, here: int = 0) -> None:
        """Show how fetching goes, feed by feed."""
        from newsdiff.app.home.screen import HomeScreen

        del here
        for screen in self._screen.app.screen_stack:
            if isinstance(screen, HomeScreen):
                await screen.action_feed_states()

    def refresh(self, ids: set[int] | None) -> None:
        """Refresh feeds; None for all."""
        key_of = self._screen.key_of
        if not self._session.feeds:
            self._screen.show_status(f"There are no feeds yet: {key_of('add-feed')} adds one")
        elif self._session.busy:
            self._screen.show_status(f"The feeds are being asked already; {key_of('stop-reloading')} stops it")
        else:
            self._session.refresh(ids)

    def stop(self) -> None:
        """Stop the refresh."""
        stopped = self._session.stop()
        self._screen.show_status("Stopped. What has come is kept" if stopped else "Nothing is being reloaded")

    def refresh_ended(self, message: RefreshEnded) -> None:
        """Show what a refresh has brought, where the reader asked for it or something came."""
        from newsdiff.app.home.refresh_controller import _told

        if message.report is not None and (message.asked or message.report.new):
            self._screen.show_status(_told(message.report))
