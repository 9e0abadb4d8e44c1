"""The newsstand: feeds added, refreshed and read, on one store, without a screen."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.service import schedule
from newsdiff.service.feed_client import FeedClient
from newsdiff.service.full_text import FullTextService
from newsdiff.service.import_export import ImportResult, SubscriptionLists
from newsdiff.service.manual_articles import BY_HAND
from newsdiff.service.refresh import FeedProgress, FeedRefresh, RefreshBusy, RefreshReport, refresh_lock
from newsdiff.service.schedule import HostLimiter
from newsdiff.service.store_writer import StoreWriter
from newsdiff.service.story_service import StoryService
from newsdiff.service.subscribe import FeedCandidate, Subscriber, SubscribeResult

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from newsdiff.adapters.http import Fetcher
    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.sandbox import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed
    from newsdiff.service.load_articles import LoadedArticles

__all__ = [
    "FeedCandidate",
    "FeedProgress",
    "FeedService",
    "ImportResult",
    "RefreshBusy",
    "RefreshReport",
    "SubscribeResult",
]


def _now() -> datetime:
    return datetime.now(UTC)


class FeedService:
    """What newsdiff does with feeds. `desk.newsstand` is the usual one; the desk closes it."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        pool: Pool,
        *,
        usual: int = schedule.INTERVAL,
        per_host: int = schedule.PER_HOST,
        clock: Callable[[], datetime] = _now,
        notices: tuple[str, ...] = (),
    ) -> None:
        """Take the store, the ways to fetch and to parse, and what is usual.

        Args:
            store: Where everything is kept.
            fetcher: One that lets as many requests to a host as this asks for: it sees to politeness itself.
            pool: Where feeds and pages are parsed.
            usual: Seconds between two refreshes of a feed, where nothing is set for it.
            per_host: Requests at once to one host.
            clock: The time, aware; for tests.
            notices: What should be said about how the store was opened.
        """
        self.store = store
        self.notices = notices
        self._clock = clock
        self._usual = usual
        self._hosts = HostLimiter(store.path.with_name(store.path.name + ".rests"), clock, per_host=per_host)
        self._writer = StoreWriter(store)
        self._client = FeedClient(fetcher, pool, self._hosts)
        self._adding = Subscriber(store, self._client, self._writer, usual=usual, clock=clock)
        self._pages = FullTextService(store, self._client, self._writer, clock=clock)
        self._lists = SubscriptionLists(store, pool, self._writer)
        self.stories = StoryService(store, self._client, self._writer, self._pages, clock=clock)

    async def close(self) -> None:
        """Waits until what was given to the store is kept. The store is the caller's to close."""
        await self._writer.close()

    async def warm(self) -> None:
        """Loads what the first refresh would have to wait for, 0.2 s of work; call it when there is nothing else to do.

        The processes that parse are started, and stay.
        """
        await self._client.warm()

    async def add(
        self,
        url: str,
        settings: FeedSettings = FeedSettings(),  # noqa: B008 -- it is frozen, and every call may share it
        *,
        found_on: str | None = None,
    ) -> SubscribeResult:
        """Adds the feed at an address and fetches it at once, or finds the feeds of the page that is there.

        Args:
            url: The address of a feed or of any page of a site; one without a scheme gets https.
            settings: What the reader sets for the feed.
            found_on: The page that the reader typed, where the address is that of a candidate from there. A feed may
                lie in a private network only on the host that was typed.

        Raises:
            NewsdiffError: There is no feed, or it could not be fetched, read or kept; nothing was added.
        """
        return await self._adding.add(url, settings, found_on)

    async def refresh(
        self,
        feed_ids: Collection[int] | None = None,
        *,
        forced: bool = False,
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> RefreshReport:
        """Asks feeds what is new and keeps it, each in a transaction of its own, and then finds the stories of all that
        came. It may be cancelled at any time.

        A server that asked to be left in peace is not asked before its time, whatever is wanted here.

        Args:
            feed_ids: These feeds, unless they are paused, gone, waiting after a failure, or not due by an interval of
                their own. None: all that are due.
            forced: Ask all the same: of the named feeds every one; else all but the paused and the gone ones.
            progress: Called after each feed, on the event loop.

        Raises:
            RefreshBusy: Another refresh is going on; the message says which process is at it.
            StoreError: What came could not be kept. What was kept before stays.
        """
        began = time.perf_counter()
        await self.stories.make_way()
        with refresh_lock(self.store):
            self._hosts.again()
            chosen = self._chosen(await self._writer.run(self.store.feeds), feed_ids, forced=forced)
            if chosen:
                await self._writer.run(partial(self.store.refresh_began, self._clock()))
            tally = await FeedRefresh(
                self.store, self._client, self._writer, usual=self._usual, clock=self._clock, progress=progress
            ).run(chosen)
            by_id = {feed.id: feed for feed in chosen}
            for feed_id, fresh in tally.fresh.items():
                await self._pages.always(by_id[feed_id], fresh)
            await self.stories.place(interrupted=bool(chosen))
        news = await self._writer.run(self.store.news)
        return replace(tally.report(time.perf_counter() - began), news=news)

    def due(self) -> tuple[Feed, ...]:
        """The feeds whose time has come. It reads the store: call it off the event loop."""
        return self._chosen(self.store.feeds(), None, forced=False)

    async def full_text(self, entry_id: int) -> None:
        """Fetches the page of an entry, keeps its text beside the feed's, and shows it.

        Raises:
            NewsdiffError: There is none to be had; the reason is kept with the entry as well.
        """
        await self._pages.full_text(entry_id)

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        """Entries as the articles of one story, for the compare view. Where a feed gave only a summary, the page is
        fetched, unless the feed's full text is never wanted; where that fails, the summary stands and it is told.

        Raises:
            ReadError: There are too many of them, or none holds an article.
            StoreError: The store cannot be read.
        """
        return await self._pages.articles(entry_ids)

    async def import_file(self, path: Path) -> ImportResult:
        """Subscribes to the feeds of a list, OPML or newsboat's `urls`. Raises ReadError, FeedError, StoreError."""
        return await self._lists.import_file(path)

    async def export_opml(self, path: Path | None, *, secrets: bool = False, force: bool = False) -> Export:
        """Writes the subscriptions as OPML. It tells of which feeds it took passwords and keys out.

        Args:
            path: The file; None: it is only given back.
            secrets: Write them as they are.
            force: Replace a file that is there already.

        Raises:
            ExportError: The file is there already, or cannot be written.
        """
        export = await self._lists.exported(secrets=secrets)
        if path is not None:
            from newsdiff.exports.output_file import save

            await self._writer.run(partial(save, export.data, path, force=force))
        return export

    def _chosen(self, feeds: Sequence[Feed], ids: Collection[int] | None, *, forced: bool) -> tuple[Feed, ...]:
        now = self._clock()
        # What the reader added by hand has no address to ask.
        feeds = [feed for feed in feeds if not feed.url.startswith(BY_HAND)]
        if ids is not None:
            named = [feed for feed in feeds if feed.id in set(ids)]
            return tuple(feed for feed in named if forced or schedule.may_force(feed, self._usual, now))
        if forced:
            return tuple(feed for feed in feeds if not (feed.settings.paused or feed.state.gone))
        return tuple(feed for feed in feeds if schedule.due(feed, self._usual, now))
