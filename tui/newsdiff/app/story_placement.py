"""Stored articles are clustered into stories behind everything else, whichever screen is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from newsdiff.app.messages import RefreshProgressed

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.message import Message
    from textual.worker import Worker

    from newsdiff.adapters.store import Store
    from newsdiff.service.protocols import Feeds

_T = TypeVar("_T")


class Library(Protocol):
    """What placement needs of `LibrarySession`, which documents the methods."""

    @property
    def refreshing(self) -> bool:
        """A refresh is running."""

    def begin(self, work: Callable[[], Coroutine[None, None, None]], *, group: str) -> Worker[None]:
        """Start background work that does not depend on any screen."""

    async def ask(self, call: Callable[[Store], _T]) -> _T:
        """Run a call to the store off the event loop."""

    async def service(self) -> Feeds:
        """The feed service."""

    def publish(self, make: Callable[[], Message]) -> None:
        """Send a message to every screen."""

    def placed(self) -> None:
        """Show soon how far it is, and the stories as they are by then."""

    def changed(self) -> None:
        """Report a change of the store."""

    def report_news(self) -> None:
        """Show what is new about watched stories."""


@dataclass(frozen=True, slots=True)
class PlacementProgress:
    """How many articles of those without a story have one by now."""

    done: int
    total: int

    def __str__(self) -> str:
        """How far it is, in words."""
        return f"placing {self.done:,}/{self.total:,} in stories"


class StoryPlacement:
    """Clusters the articles of a session that have no story yet.

    It can be stopped at any time, and goes on where it was: after a refresh, when the stories are opened, and at the
    next start.
    """

    def __init__(self, session: Library) -> None:
        self.progress: PlacementProgress | None = None
        """How far it is; None if nothing is left, or what is left was not counted yet."""
        self._session = session
        self._worker: Worker[None] | None = None
        self._again = False

    def begin(self) -> None:
        """Cluster what has no story yet, unless a refresh is running: then it begins when that has ended."""
        if self._session.refreshing:
            return
        if self._worker is not None and not self._worker.is_finished:
            self._again = True
        else:
            self._worker = self._session.begin(self._place, group="placement")

    def stop(self) -> bool:
        """Stop for now; what was placed is kept. False if nothing was being placed."""
        if self.progress is None or self._worker is None:
            return False
        self._worker.cancel()
        return True

    async def _place(self) -> None:
        self._again = True
        try:
            while self._again and not self._session.refreshing:
                self._again = False
                if left := await self._session.ask(lambda store: store.count_unclustered()):
                    # At once: reading thousands of articles takes a second, in which no story is there yet.
                    self.progress = PlacementProgress(0, left)
                    self._session.publish(RefreshProgressed)
                    await self._catch_up()
        finally:
            if self.progress is not None:
                self.progress = None
                self._session.publish(RefreshProgressed)

    async def _catch_up(self) -> None:
        service = await self._session.service()
        if await service.stories.catch_up(self._placed):
            self._session.changed()
            self._session.report_news()

    def _placed(self, done: int, total: int) -> None:
        self.progress = PlacementProgress(done, total)
        self._session.placed()
