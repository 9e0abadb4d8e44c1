"""How the home screen asks feeds for news: when it is told to, at the start, and by the time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import WorkerState

from newsdiff.app.home.feed_actions import FeedActions
from newsdiff.app.messages import Done, FeedsAsked, FeedsRefreshed
from newsdiff.app.refresh_progress import RefreshProgress
from newsdiff.errors import NewsdiffError, StoreError
from newsdiff.wording import story_news

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from newsdiff.service.feed_service import FeedProgress, RefreshReport

LOOK = 60.0
"""Seconds between two looks at whether a feed is due, or another newsdiff has stored something."""

MOST_NEWS = 5
"""Sentences about watched stories that are said at once."""

AT_LEISURE = 20.0
"""Seconds after the start, when the reader looks at the list, in which there is time to make reloading ready."""

SLIDE = 1.0
"""Seconds in which what comes in is gathered before it slides into the list."""


class RefreshController(FeedActions):
    """What is stored shows; a refresh goes on beside it, and what it brings slides in."""

    _refreshing: Worker[None] | None = None
    _sliding: Timer | None = None

    @property
    def busy(self) -> bool:
        """Feeds are being asked."""
        return self._refreshing is not None and self._refreshing.state in {WorkerState.PENDING, WorkerState.RUNNING}

    def action_reload(self) -> None:
        """Ask the feed, or the feeds of the group."""
        row = self.feed_list.row if self.pane == "feeds" else None
        if row is not None and row.scope.kind == "group":
            self.refresh_feeds({feed.id for feed in self.feeds.values() if feed.settings.group == row.scope.value})
        elif self.feed is not None:
            self.refresh_feeds({self.feed.id})
        else:
            self.action_reload_all()

    def action_reload_all(self) -> None:
        """Ask all feeds."""
        self.refresh_feeds(None)

    def refresh_feeds(self, ids: set[int] | None) -> None:
        """Ask feeds for news; None for all."""
        if self.feed_service is None or not self.feeds:
            self.tell("There are no feeds yet: a adds one")
        elif self.busy:
            self.tell("The feeds are being asked already; x stops it")
        else:
            listening = (feed.id for feed in self.feeds.values() if not (feed.settings.paused or feed.state.gone))
            self._refreshing = self._refresh(ids, frozenset(listening if ids is None else ids), asked=True)

    def action_stop(self) -> None:
        """Stop asking."""
        if self._refreshing is not None and self.busy:
            self._refreshing.cancel()
            self.tell("Stopped. What has come is kept")
        else:
            self.tell("Nothing is being reloaded")

    @work(exit_on_error=False, group="refresh")
    async def _refresh(self, ids: set[int] | None, wanted: frozenset[int], *, asked: bool) -> None:
        report: RefreshReport | None = None
        self.client = RefreshProgress(wanted, len(wanted) or len(self.feeds))
        self.follow()
        try:
            report = await (await self.stand()).refresh(ids, forced=asked, progress=self._progress)
        except NewsdiffError as error:
            # That another newsdiff is at it need be known only to who has asked.
            if asked or isinstance(error, StoreError):
                self.post_message(Done(str(error)))
        finally:
            self.client = None
            self.post_message(FeedsRefreshed(report, asked))

    def _progress(self, progress: FeedProgress) -> None:
        self.post_message(FeedsAsked(progress))

    @on(FeedsAsked)
    def _asked(self, message: FeedsAsked) -> None:
        if self.client is None:
            return
        self.client.take(message.progress)
        if message.progress.new and self._sliding is None:
            self._sliding = self.set_timer(SLIDE, self._slide)
        self.show_header()

    def _slide(self) -> None:
        self._sliding = None
        self.read_feeds_soon()
        self.reload_list()

    @on(FeedsRefreshed)
    def _refreshed(self, message: FeedsRefreshed) -> None:
        report = message.report
        if self._sliding is not None:
            self._sliding.stop()
        self._slide()
        self.follow()
        if report is None:
            return
        if message.asked or report.new:
            self.tell(_told(report))
        self.tell_news()

    @work(exclusive=True, exit_on_error=False, group="news")
    async def tell_news(self) -> None:
        """Say what is new about watched stories, once."""
        if self.feed_service is None:
            return
        store = self.feed_service.store
        news = await asyncio.to_thread(store.news)
        if news:
            told = [story_news(one) for one in news[:MOST_NEWS]]
            told += [f"and {len(news) - MOST_NEWS:,} more, in the watched stories"] if len(news) > MOST_NEWS else []
            self.app.notify("\n".join(told), title="Watched", timeout=20, markup=False)
            await asyncio.to_thread(store.news_told, news)

    # By the time

    def begin_watch(self) -> None:
        """From now on, look whether feeds are due."""
        if self.config.refresh_on_start and self.feeds:
            self._refreshing = self._refresh(None, frozenset(), asked=False)
        elif self.feeds:
            self.set_timer(AT_LEISURE, self.warm)
        self.set_interval(LOOK, self.look)

    @work(exclusive=True, exit_on_error=False, group="warm")
    async def warm(self) -> None:
        """Load what the first reload would have to wait for."""
        await (await self.stand()).warm()

    @work(exclusive=True, exit_on_error=False, group="look")
    async def look(self) -> None:
        """Ask what is due; where nothing is, show what another newsdiff has stored meanwhile."""
        if self.feed_service is None or self.busy:
            return
        feed_service = self.feed_service
        due = await self.ask(lambda _: feed_service.due())
        if due:
            self._refreshing = self._refresh(None, frozenset(feed.id for feed in due), asked=False)
        elif await self.ask(lambda store: store.latest_entry()) != self.entry_list.listing.latest:
            self._slide()
        else:
            # What another newsdiff has marked counts, and ages go on.
            self.read_feeds_soon()
            self.entry_list.repaint()

    def show_header(self) -> None:
        """Let the first line say how far it is."""
        raise NotImplementedError


def _told(report: RefreshReport) -> str:
    parts = [f"{report.new:,} new" if report.new else "Nothing new"]
    if report.revised:
        parts.append(f"{report.revised:,} changed")
    if report.failed:
        count = len(report.failed)
        parts.append(
            f"{count:,} of {report.feeds:,} feeds failed: v tells why" if report.feeds > 1 else report.failed[0][1]
        )
    if report.waiting and not report.feeds:
        parts.append(report.waiting[0][1])
    return ", ".join(parts)
