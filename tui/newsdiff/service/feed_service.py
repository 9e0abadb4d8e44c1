"""Feeds: subscribed to, refreshed, imported and exported, on one store and without a screen."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.service import host_limiter, schedule
from newsdiff.service.feed_client import FeedClient
from newsdiff.service.full_text import FullTextService
from newsdiff.service.host_limiter import HostLimiter
from newsdiff.service.manual_articles import BY_HAND
from newsdiff.service.refresh import FeedProgress, FeedRefresh, RefreshBusy, RefreshReport, refresh_lock
from newsdiff.service.store_writer import StoreWriter
from newsdiff.service.story_service import StoryService
from newsdiff.service.subscribe import FeedCandidate, Subscriber, SubscribeResult

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed
    from newsdiff.service.import_export import ImportResult, SubscriptionLists
    from newsdiff.service.load_articles import LoadedArticles
    from newsdiff.service.protocols import HttpClient
    from newsdiff.service.story_articles import Align

__all__ = [
    "FeedCandidate",
    "FeedProgress",
    "FeedService",
    "RefreshBusy",
    "RefreshReport",
    "SubscribeResult",
]


def _now() -> datetime:
    return datetime.now(UTC)


class FeedService:
    """What newsdiff does with feeds. `AppContext.feed_service` creates one, and closes it."""

    def __init__(
        self,
        store: Store,
        fetcher: HttpClient,
        pool: Pool,
        *,
        default_interval: int = schedule.DEFAULT_INTERVAL,
        per_host: int = host_limiter.PER_HOST,
        clock: Callable[[], datetime] = _now,
        notices: tuple[str, ...] = (),
        align: Align | None = None,
    ) -> None:
        """Create the service.

        Args:
            store: Where everything is stored.
            fetcher: Sends as many requests to a host as it is given: the limits are observed here.
            pool: Parses feeds and pages.
            default_interval: Seconds between two refreshes of a feed for which nothing else is set.
            per_host: Requests at once to one host.
            clock: Returns the current time (timezone-aware).
            notices: Sentences for the user about how the store was opened.
            align: Aligns the articles of stories as the compare view does; None: by their words alone.
        """
        self.store = store
        self.notices = notices
        self._clock = clock
        self._default_interval = default_interval
        self._hosts = HostLimiter(store.path.with_name(store.path.name + ".rests"), clock, per_host=per_host)
        self._writer = StoreWriter(store)
        self._client = FeedClient(fetcher, pool, self._hosts)
        self._subscriber = Subscriber(store, self._client, self._writer, default_interval=default_interval, clock=clock)
        self._full_text = FullTextService(store, self._client, self._writer, clock=clock)
        self.stories = StoryService(store, self._client, self._writer, self._full_text, clock=clock, align=align)

    @cached_property
    def _lists(self) -> SubscriptionLists:
        # Readers of other programs' lists, which no refresh needs.
        from newsdiff.service.import_export import SubscriptionLists

        return SubscriptionLists(self.store, self._client, self._writer, clock=self._clock)

    async def close(self) -> None:
        """Wait until everything is stored. Closing the store is left to the caller."""
        await self._writer.close()

    async def warm(self) -> None:
        """Load what the first refresh would have to wait for, 0.2 s of work; call it when there is nothing else to do.

        It starts the processes that parse feeds, which then stay.
        """
        await self._client.warm()

    async def add(
        self,
        url: str,
        settings: FeedSettings = FeedSettings(),  # noqa: B008 -- it is frozen, and every call may share it
        *,
        found_on: str | None = None,
    ) -> SubscribeResult:
        """Subscribe to the feed at an address and fetch it at once, or find the feeds of the page that is there.

        Args:
            url: The address of a feed or of any page of a site; one without a scheme gets https.
            settings: Those of the new feed.
            found_on: The page that the user typed, where `url` is that of a candidate found on it. A feed may lie in a
                private network only if the user typed its host.

        Raises:
            NewsdiffError: There is no feed, or it could not be fetched, read or stored; nothing was added.
        """
        return await self._subscriber.add(url, settings, found_on)

    async def refresh(
        self,
        feed_ids: Collection[int] | None = None,
        *,
        forced: bool = False,
        cluster: bool = True,
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> RefreshReport:
        """Fetch feeds, store each in a transaction of its own, and cluster new entries into stories.

        It may be cancelled at any time. No request is sent to a server before its Retry-After is over, whatever the
        arguments say.

        Args:
            feed_ids: Fetch these, unless they are paused, gone, waiting after a failure, or not due by an interval of
                their own. None: fetch all that are due.
            forced: Fetch every one of `feed_ids`; where it is None, all that are neither paused nor gone.
            cluster: Wait for the clustering of all new entries. Otherwise they are only stored, and
                `stories.catch_up` clusters them; `news` of the report is then what was known before.
            progress: Called after each feed, on the event loop.

        Raises:
            RefreshBusy: Another refresh is running.
            StoreError: Something could not be stored. What was stored before stays.
        """
        began = time.perf_counter()
        await self.stories.interrupt_catch_up()
        with refresh_lock(self.store):
            self._hosts.reload()
            chosen = self._chosen(await self._writer.run(self.store.feeds), feed_ids, forced=forced)
            if chosen:
                await self._writer.run(partial(self.store.record_refresh_start, self._clock()))
            tally = await FeedRefresh(
                self.store,
                self._client,
                self._writer,
                default_interval=self._default_interval,
                clock=self._clock,
                progress=progress,
            ).run(chosen)
            by_id = {feed.id: feed for feed in chosen}
            for feed_id, new in tally.new.items():
                await self._full_text.fetch_new(by_id[feed_id], (*new, *tally.revised[feed_id]))
            if cluster:
                await self.stories.cluster(interrupted=bool(chosen))
            elif chosen:
                await self._writer.run(self.store.record_refresh_end)
        news = await self._writer.run(self.store.news)
        return replace(tally.report(time.perf_counter() - began), news=news)

    def due(self) -> tuple[Feed, ...]:
        """The feeds that it is time to fetch. It reads the store: call it in a thread. Raises StoreError."""
        return self._chosen(self.store.feeds(), None, forced=False)

    async def full_text(self, entry_id: int) -> None:
        """Fetch the page of an entry, store its text beside that from the feed, and show it.

        Raises:
            NewsdiffError: There is no text; the reason is stored with the entry as well.
        """
        await self._full_text.full_text(entry_id)

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        """Entries as the articles of one story, for the compare view.

        Where a feed gave only a summary, the page is fetched, unless the full text of that feed is never wanted; if
        that fails, the summary is taken, with a notice.

        Raises:
            ReadError: There are too many of them, or none contains an article.
            StoreError: The store cannot be read.
        """
        return await self._full_text.articles(entry_ids)

    async def import_list(self, place: str, *, private: bool = False, star_flag: str = "") -> ImportResult:
        """Subscribe to the feeds of a list in OPML, or of newsboat's file `urls`; or bring over its `cache.db`.

        Args:
            place: The file, or the address of a list.
            private: The list is the user's own, so that its feeds may lie in a private network.
            star_flag: Flags of newsboat whose articles are starred.

        Raises:
            ReadError: The file cannot be read.
            FetchError: The address gives no good answer.
            FeedError: It is no such list.
            StoreError: A feed could not be stored. Those before it were.
        """
        return await self._lists.import_list(place, private=private, star_flag=star_flag)

    async def export_opml(self, path: Path | None, *, secrets: bool = False, force: bool = False) -> Export:
        """Write the subscriptions as OPML.

        Args:
            path: The file; None: write nothing.
            secrets: Leave passwords and keys in the addresses.
            force: Replace a file that exists already.

        Returns:
            The bytes, and the feeds whose secrets were taken out.

        Raises:
            ExportError: The file exists already, or cannot be written.
            StoreError: The store cannot be read.
        """
        export = await self._lists.export(secrets=secrets)
        if path is not None:
            from newsdiff.exports.output_file import save

            await self._writer.run(partial(save, export.data, path, force=force))
        return export

    def _chosen(self, feeds: Sequence[Feed], ids: Collection[int] | None, *, forced: bool) -> tuple[Feed, ...]:
        """The feeds to be fetched; the arguments are those of `refresh`."""
        now = self._clock()
        # The feeds of articles that were added by hand have no address to fetch.
        feeds = [feed for feed in feeds if not feed.url.startswith(BY_HAND)]
        if ids is not None:
            named = [feed for feed in feeds if feed.id in set(ids)]
            return tuple(feed for feed in named if forced or schedule.may_force(feed, self._default_interval, now))
        if forced:
            return tuple(feed for feed in feeds if not (feed.settings.paused or feed.state.gone))
        return tuple(feed for feed in feeds if schedule.due(feed, self._default_interval, now))
