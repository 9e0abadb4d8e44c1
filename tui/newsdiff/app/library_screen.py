"""What the home screen and the stories screen have in common: the open library, its refresh, and actions on feeds."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.feed_actions import FeedActions
from newsdiff.app.messages import RefreshEnded, RefreshProgressed

if TYPE_CHECKING:
    from textual import events

    from newsdiff.app.session import LibrarySession


SIDE_BY_SIDE_WIDTH = 160
"""Terminal cells from which a text is shown to the right of its list."""

STACKED_HEIGHT = 20
"""Lines from which a text is shown below its list."""

MORE_HINTS_WIDTH = 110
"""Terminal cells from which the hint bar names more than the most needed keys."""


class LibraryScreen(BaseScreen):
    """A screen over the open library. It gets the messages of the session as long as it is mounted."""

    def __init__(self, session: LibrarySession) -> None:
        """Take the library; the subclass subscribes to it once it can take messages."""
        super().__init__()
        self.session, self.config = session, session.config
        self.feed_actions = FeedActions(session, self)

    @abstractmethod
    def update_bars(self) -> None:
        """Show in header, headings and hints where the reader is now."""

    @abstractmethod
    def fit(self) -> None:
        """Divide the window among the panes."""

    def on_unmount(self) -> None:
        """Unsubscribe from the session."""
        self.session.unsubscribe(self)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the window."""
        del event
        self.fit()

    @on(RefreshProgressed)
    def _refresh_progressed(self) -> None:
        self.update_bars()

    @on(RefreshEnded)
    def _refresh_ended(self, message: RefreshEnded) -> None:
        self.update_bars()
        self.feed_actions.report_refresh(message)

    async def action_add_feed(self) -> None:
        """Ask for the address of a feed."""
        await self.feed_actions.add_feed()

    async def action_feed_states(self) -> None:
        """Show how fetching goes, feed by feed."""
        await self.feed_actions.show_status()

    def action_reload_all(self) -> None:
        """Refresh all feeds."""
        self.feed_actions.refresh(None)

    def action_stop(self) -> None:
        """Stop the refresh."""
        self.feed_actions.stop()
