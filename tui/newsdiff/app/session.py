"""The open library of one run: the store, the queue of changes to it, the refresh and its progress."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import WorkerState

from newsdiff.app import watch_notices
from newsdiff.app.change_queue import ChangeQueue
from newsdiff.app.key_pause import KeyClock
from newsdiff.app.messages import (
    FeedsRead,
    LibraryChanged,
    RefreshEnded,
    RefreshProgressed,
    StatusReported,
    StoriesPlaced,
    WorkFailed,
)
from newsdiff.app.refresh_progress import RefreshProgress
from newsdiff.app.screen_updates import ScreenUpdates
from newsdiff.app.story_placement import StoryPlacement
from newsdiff.errors import NewsdiffError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.app import App
    from textual.message import Message
    from textual.screen import Screen
    from textual.worker import Worker

    from newsdiff.adapters.store import Store
    from newsdiff.config import Config
    from newsdiff.core.library.feeds import Feed, FeedSettings
    from newsdiff.service.feed_service import FeedProgress, RefreshReport, SubscribeResult
    from newsdiff.service.protocols import Context, Feeds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FeedLookup:
    """The result of looking up an address for feeds."""

    url: str
    settings: FeedSettings
    """The settings of a feed that is added from it."""
    result: SubscribeResult | None
    """None if none was found."""
    error: str = ""
    """Why nothing was found."""


class LibrarySession:
    """The state that the screens share while newsdiff runs.

    Reads of the store may run concurrently. Changes are made in the order of the keys (`enqueue`). Screens subscribe to
    messages and get none while they are being removed, so nothing here ever touches a widget.
    """

    def __init__(self, app: App[Any], context: Context, config: Config) -> None:
        self.context, self.config = context, config
        self.feed_service: Feeds | None = None
        """None until the store is open."""
        self.feeds: dict[int, Feed] = {}
        """Every subscription by id, with its counts, as last read."""
        self.progress: RefreshProgress | None = None
        """How far the refresh is; None if none is running."""
        self.keys = KeyClock()
        """When the reader pressed a key; what goes on behind the screens is shown in the pauses."""
        self.updates = ScreenUpdates(
            app,
            self.keys,
            counts=self.read_feeds,
            lists=self.changed,
            progress=partial(self.publish, RefreshProgressed),
            stories=partial(self.publish, StoriesPlaced),
        )
        """What the screens are going to be told."""
        self.placement = StoryPlacement(self)
        self.found: FeedLookup | None = None
        """The feeds of an address that was looked up while its dialog was closed."""
        self.leaving = False
        """The reader is leaving newsdiff: no screen will show what fails from now on."""
        self.unstored: NewsdiffError | None = None
        """The first error because of which a change was not stored while the reader was leaving."""
        self._app = app
        self._subscribers: list[Screen[Any]] = []
        self._changes = ChangeQueue(partial(self.begin, group="turn"))
        self._refreshing: Worker[None] | None = None
        self._latest = 0
        """The entry that was stored last, as far as the screens know."""

    # Subscribers

    def subscribe(self, screen: Screen[Any]) -> None:
        """Send this screen messages from now on. The last screen to subscribe is the one on top."""
        self._subscribers.append(screen)

    def unsubscribe(self, screen: Screen[Any]) -> None:
        """Send this screen nothing more."""
        if screen in self._subscribers:
            self._subscribers.remove(screen)

    def publish(self, make: Callable[[], Message]) -> None:
        """Send a message to every screen that has subscribed."""
        for screen in tuple(self._subscribers):
            if screen.is_running:
                screen.post_message(make())

    @property
    def front(self) -> Screen[Any] | None:
        """The topmost subscribed screen; None if there is none."""
        return next((screen for screen in reversed(self._subscribers) if screen.is_running), None)

    def report(self, words: str) -> None:
        """Have the front screen show what was done, in its status line."""
        if self.front is not None:
            self.front.post_message(StatusReported(words))

    def report_failure(self, error: NewsdiffError) -> None:
        """Have the front screen show why something could not be done, in full."""
        if self.front is not None:
            self.front.post_message(WorkFailed(error))

    # The store

    @property
    def store(self) -> Store:
        """The store. Raises StoreError if it cannot be opened. The first access opens it: make it off the event
        loop."""
        return self.context.feed_service.store

    async def service(self) -> Feeds:
        """The feed service. Opens the store off the event loop if necessary. Raises StoreError."""
        if self.feed_service is None:
            return await asyncio.to_thread(lambda: self.context.feed_service)
        return self.feed_service

    async def open(self) -> Feeds:
        """Open the store, and read and publish the feeds. Raises StoreError."""
        feeds, self._latest = await self.ask(lambda store: (_read_feeds(store), store.latest_entry()))
        self.feed_service = self.context.feed_service
        self._take(feeds)
        return self.feed_service

    async def ask(self, call: Callable[[Store], T]) -> T:
        """Run a call to the store off the event loop, and return its result. Raises what it raises."""
        return await asyncio.to_thread(lambda: call(self.store))

    # Changes

    def begin(
        self, work: Callable[[], Coroutine[None, None, None]], *, group: str, exclusive: bool = False
    ) -> Worker[None]:
        """Start background work that does not depend on any screen.

        Args:
            work: A `NewsdiffError` that it raises is shown in a box.
            group: What kind of work it is.
            exclusive: Cancel unfinished work of the same group.
        """
        return self._app.run_worker(work, group=group, exclusive=exclusive, exit_on_error=False)

    def enqueue(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run work that changes nothing after all changes queued before it."""
        self._changes.work(work)

    async def drain(self) -> None:
        """Wait until every change queued so far is stored."""
        await self._changes.drain()

    async def finish(self) -> None:
        """Store the changes that are still queued. Call it on the app's event loop when the app has ended, however."""
        self.leaving = True
        await self._changes.finish()

    def change(
        self,
        call: Callable[[Store], T],
        done: str | Callable[[T], str] = "",
        *,
        entries: bool = True,
    ) -> None:
        """Queue a change of the store; when it is done, report it and have the screens read again.

        Args:
            call: The change; it runs off the event loop.
            done: What to report, or a function that makes it from the result; "" to report nothing.
            entries: Lists must be read again to show the change. False if they show it already.
        """

        def stored(result: T) -> None:
            words = done if isinstance(done, str) else done(result)
            if words:
                self.report(words)
            self.changed(entries=entries)

        self._changes.change(partial(self.ask, call), stored, self._not_stored)

    async def make(self, call: Callable[[], T]) -> T:
        """Queue a change, wait until it is made off the event loop, and return its result. Raises what it raises."""
        return await self._changes.make(partial(asyncio.to_thread, call), self._not_stored)

    def _not_stored(self, error: NewsdiffError) -> None:
        if self.leaving:
            self.unstored = self.unstored or error
            return
        self.report_failure(error)
        # A list may show the change already, though it failed.
        self.changed()

    async def read_stored(self) -> None:
        """Read what another newsdiff has stored since: entries, or else only counts and marks."""
        latest = await self.ask(lambda store: store.latest_entry())
        if latest != self._latest:
            self._latest = latest
            self.changed()
        else:
            self.read_feeds_soon()

    def changed(self, *, entries: bool = True) -> None:
        """Report a change of the store: counts are read again, and with `entries` the lists too."""
        self.read_feeds_soon()
        if entries:
            # Which the lists are read for anyway.
            self.updates.lists.stop()
            self.updates.stories.stop()
            self.publish(LibraryChanged)

    # Feeds

    def read_feeds_soon(self) -> None:
        """Read the feeds and their counts again soon, once for several changes."""
        self.updates.counts.start()

    def read_feeds(self) -> None:
        """Read the feeds and their counts again."""
        self.begin(self._read_feeds, group="feeds", exclusive=True)

    async def _read_feeds(self) -> None:
        self._take(await self.ask(_read_feeds))

    def _take(self, read: FeedsRead) -> None:
        self.feeds = {feed.id: feed for feed in read.feeds}
        self.publish(lambda: FeedsRead(read.feeds, read.searches, read.tags))

    # Refreshing

    @property
    def refreshing(self) -> bool:
        """A refresh is running."""
        return self._refreshing is not None and self._refreshing.state in {WorkerState.PENDING, WorkerState.RUNNING}

    @property
    def work_in_progress(self) -> list[str]:
        """What goes on behind the screens, and how far it is, in words."""
        return [str(progress) for progress in (self.progress, self.placement.progress) if progress is not None]

    def refresh(self, ids: set[int] | None) -> None:
        """Refresh feeds on the reader's request, including feeds not due; the result is always reported.

        Args:
            ids: These feeds; None for all that are neither paused nor gone.
        """
        active = (feed.id for feed in self.feeds.values() if not (feed.settings.paused or feed.state.gone))
        self._begin_refresh(ids, frozenset(active if ids is None else ids), asked=True)

    def refresh_due(self, due: frozenset[int] = frozenset()) -> None:
        """Refresh the feeds that are due; the result is reported only if something new came.

        Args:
            due: Their ids as far as they are known, for the progress; the service decides which feeds are due.
        """
        self._begin_refresh(None, due, asked=False)

    def _begin_refresh(self, ids: set[int] | None, wanted: frozenset[int], *, asked: bool) -> None:
        """Begin a refresh, unless one is running."""
        if not self.refreshing:
            self._refreshing = self.begin(partial(self._refresh, ids, wanted, asked=asked), group="refresh")

    def stop(self) -> bool:
        """Stop the refresh, or else the placement of articles in stories; what has come is kept. False if neither is
        running."""
        if self._refreshing is None or not self.refreshing:
            return self.placement.stop()
        self._refreshing.cancel()
        return True

    async def _refresh(self, ids: set[int] | None, wanted: frozenset[int], *, asked: bool) -> None:
        report: RefreshReport | None = None
        self.progress = RefreshProgress(wanted, len(wanted) or len(self.feeds))
        self.publish(RefreshProgressed)
        try:
            report = await (await self.service()).refresh(ids, forced=asked, cluster=False, progress=self._progressed)
        except NewsdiffError as error:
            # That another newsdiff is refreshing matters only if the reader asked for it.
            if asked or isinstance(error, StoreError):
                self.report_failure(error)
        finally:
            self._refreshing = self.progress = None
            self.changed()
            self.publish(lambda: RefreshEnded(report, asked))
        if report is not None:
            self._latest = await self.ask(lambda store: store.latest_entry())
            if not report.new:
                self.report_news()
            # It reports what is new about stories when the articles are in them.
            self.placement.begin()

    def _progressed(self, progress: FeedProgress) -> None:
        if self.progress is None:
            return
        self.progress.take(progress)
        if progress.new:
            self.updates.lists.start()
        self.updates.progress.start()

    def placed(self) -> None:
        """Show soon how far placing articles in stories is, and the stories as they are by then."""
        self.updates.progress.start()
        self.updates.stories.start()

    def report_news(self) -> None:
        """Show what is new about watched stories, once."""
        self.begin(self._report_news, group="news", exclusive=True)

    async def _report_news(self) -> None:
        if self.feed_service is None:
            return
        news = await self.ask(lambda store: store.news())
        if news:
            await watch_notices.show(self._app, self.config.notify, news, self.report)
            await self.ask(lambda store: store.mark_news_seen(news))


def _read_feeds(store: Store) -> FeedsRead:
    return FeedsRead(store.feeds(), store.saved_searches(), store.tags())
