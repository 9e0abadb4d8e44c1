"""Refreshes many feeds at once; the failure of one does not affect the others."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsdiff.adapters.http import Response, StatusError
from newsdiff.errors import FeedError, FetchError, NewsdiffError, PartialFeedError, StoreError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import digest
from newsdiff.service.host_limiter import RetryLater

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import IngestResult
    from newsdiff.core.library.feeds import Feed, FeedContent, FeedNotice, FeedState
    from newsdiff.core.library.stories import StoryNews
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

CONCURRENT_FEEDS = 300
"""Feeds that are fetched, parsed or stored at once, which bounds how many bodies are in memory."""

STARTED_TOGETHER = 8
"""Feeds whose refresh is started before other tasks of the event loop get a turn: some 10 ms of work."""


class RefreshBusy(NewsdiffError):  # noqa: N818 -- nobody made a mistake
    """Another refresh is running, in this newsdiff or in another one; the message names the process."""


@dataclass(frozen=True, slots=True)
class FeedProgress:
    """One feed is finished."""

    feed_id: int
    done: int
    """Feeds finished so far, including this one."""
    total: int
    """Feeds in this refresh."""
    new: int
    """New entries of this feed."""
    error: str | None
    """Why it brought nothing, in a sentence; None if it succeeded."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh brought."""

    feeds: int
    """How many feeds were fetched."""
    new: int
    """Entries that were not known before."""
    revised: int
    """Entries whose title or text has changed."""
    unchanged: int
    """Feeds that have not changed since the last refresh."""
    failed: tuple[tuple[int, str], ...]
    """The ids of feeds that failed, each with the reason in a sentence."""
    seconds: float
    """How long it took."""
    waiting: tuple[tuple[int, str], ...] = ()
    """The ids of feeds that were not fetched because their servers sent Retry-After, each with a sentence."""
    notices: tuple[tuple[int, FeedNotice], ...] = ()
    """The ids of feeds that were not read completely, each with what was not read."""
    news: tuple[StoryNews, ...] = ()
    """What is new about watched stories and was not shown to the user yet."""


@dataclass(slots=True)
class Tally:
    """What a refresh has brought so far. Its fields are those of `RefreshReport`."""

    total: int
    progress: Callable[[FeedProgress], None] | None = None
    done: int = 0
    unchanged: int = 0
    revised: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The ids of the entries of each feed that have changed."""
    new: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The ids of the new entries of each feed."""
    failed: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)
    notices: list[tuple[int, FeedNotice]] = field(default_factory=list)

    def finish(self, feed: Feed, new: int = 0, error: str | None = None) -> None:
        """Count a feed as finished, and report that."""
        self.done += 1
        if self.progress:
            self.progress(FeedProgress(feed.id, self.done, self.total, new, error))

    def report(self, seconds: float) -> RefreshReport:
        """The report, without the news of stories."""
        return RefreshReport(
            feeds=self.total - len(self.waiting),
            new=sum(map(len, self.new.values())),
            revised=sum(map(len, self.revised.values())),
            unchanged=self.unchanged,
            failed=tuple(self.failed),
            seconds=seconds,
            waiting=tuple(self.waiting),
            notices=tuple(self.notices),
        )


@contextmanager
def refresh_lock(store: Store) -> Iterator[None]:
    """Hold the refresh lock of a store for a block.

    Raises:
        RefreshBusy: Another newsdiff holds it.
        StoreError: The store is open for reading only, or the lock file cannot be made.
    """
    try:
        lock = store.refresh_lock()
        lock.__enter__()
    except StoreError as error:
        # Somebody else holds the lock, which is no fault of the store.
        if isinstance(error.__context__, BlockingIOError):
            raise RefreshBusy(str(error)) from error
        raise
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


class FeedRefresh:
    """One refresh of some feeds. Those that failed last time are fetched last, so that they do not delay the others."""

    def __init__(
        self,
        store: Store,
        client: FeedClient,
        writer: StoreWriter,
        *,
        default_interval: int,
        clock: Callable[[], datetime],
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> None:
        """Create a refresh.

        Args:
            store: Where the feeds are.
            client: Fetches and parses them.
            writer: Writes to the store.
            default_interval: Seconds between two refreshes of a feed for which nothing else is set.
            clock: Returns the current time (timezone-aware).
            progress: Called after each feed, on the event loop.
        """
        self._store = store
        self._client = client
        self._writer = writer
        self._default_interval = default_interval
        self._clock = clock
        self._progress = progress
        self._concurrent = asyncio.Semaphore(CONCURRENT_FEEDS)
        self._known: dict[int, tuple[str, ...]] = {}
        """The items that each feed had when it was last read."""

    async def run(self, feeds: Sequence[Feed]) -> Tally:
        """Fetch the feeds, and store each in a transaction of its own.

        When it is cancelled, every feed that was finished is stored, and nothing of the others.

        Raises:
            StoreError: Something could not be stored. What was stored before stays.
        """
        tally = Tally(len(feeds), self._progress)
        read_before = [feed.id for feed in feeds if feed.state.body_hash is not None]
        self._client.expect(len(feeds) - len(read_before), unchanged=len(read_before))
        self._known = await self._writer.run(partial(self._store.known_items, read_before)) if read_before else {}
        try:
            async with asyncio.TaskGroup() as group:
                if any(feed.state.body_hash is None for feed in feeds):
                    group.create_task(self._client.warm())
                for number, feed in enumerate(sorted(feeds, key=lambda one: one.state.failures), 1):
                    group.create_task(self._one(feed, tally))
                    if number % STARTED_TOGETHER == 0:
                        # All at once they would block the screen for a third of a second.
                        await asyncio.sleep(0)
        except BaseExceptionGroup as errors:
            with suppress(StoreError):
                await self._writer.flush()
            raise _first_error(errors) from errors
        except asyncio.CancelledError:
            with suppress(StoreError):
                await self._writer.flush()
            raise
        await self._writer.flush()
        return tally

    async def _one(self, feed: Feed, tally: Tally) -> None:
        try:
            async with AsyncExitStack() as held:
                async with self._client.hosts.slot(feed.url):
                    await held.enter_async_context(self._concurrent)
                    response = await self._fetch(feed)
                await self._store_content(feed, response, tally)
        except RetryLater as error:
            self._writer.queue_state(feed.id, replace(feed.state, next_try=error.until))
            tally.waiting.append((feed.id, str(error)))
            tally.finish(feed, error=str(error))
        except (FetchError, FeedError) as error:
            self._fail(feed, error, tally)
        except StoreError:
            raise
        # A bug of ours triggered by hostile input must fail only this feed.
        except Exception as error:  # noqa: BLE001, RUF100  # as just said
            name = redact_url(feed.url)
            bug = FeedError(f"{name} could not be refreshed because of a bug in newsdiff ({type(error).__name__}).")
            self._fail(feed, bug, tally)

    async def _fetch(self, feed: Feed) -> Response:
        state = feed.state
        try:
            return await self._client.get(
                feed.url,
                feed.settings,
                typed=schedule.may_be_private(feed, feed.url),
                etag=state.etag,
                last_modified=state.last_modified,
            )
        except StatusError as error:
            # Some servers say so to whoever has asked before, without having given anything to ask with.
            if error.status != HTTPStatus.NOT_MODIFIED or state.body_hash is None:
                raise
            return Response(url=feed.url, status=error.status)

    async def _store_content(self, feed: Feed, response: Response, tally: Tally) -> None:
        """Store a good answer."""
        body_hash = feed.state.body_hash if response.unchanged else await digest(response.body)
        if body_hash is not None and body_hash == feed.state.body_hash:
            self._writer.queue_state(feed.id, self._after_success(feed, response, body_hash))
            tally.unchanged += 1
            tally.finish(feed)
            return
        state = self._after_success(feed, response, body_hash)
        try:
            content, result = await self._save(feed, response, state, self._known.get(feed.id, ()))
        except PartialFeedError:
            content, result = await self._save(feed, response, state, ())
        tally.new[feed.id] = result.new
        tally.revised[feed.id] = result.revised
        tally.notices += [(feed.id, notice) for notice in content.notices]
        tally.finish(feed, new=len(result.new))

    async def _save(
        self, feed: Feed, response: Response, state: FeedState, known: tuple[str, ...]
    ) -> tuple[FeedContent, IngestResult]:
        """Parse a feed without the items that are known, and store it."""
        content = await self._client.parse(response, known)
        save = partial(self._store.save, feed.id, content, state, self._clock(), moved_url=response.moved)
        return content, await self._writer.run(save)

    def _after_success(self, feed: Feed, response: Response, body_hash: str | None) -> FeedState:
        return schedule.after_success(feed, self._default_interval, self._clock(), response, body_hash)

    def _fail(self, feed: Feed, error: NewsdiffError, tally: Tally) -> None:
        now, reason = self._clock(), str(error)
        if isinstance(error, StatusError) and error.status == HTTPStatus.GONE:
            state = schedule.after_gone(feed, now, reason)
        else:
            retry_after = error.retry_after if isinstance(error, StatusError) else None
            state = schedule.after_failure(feed, now, reason, retry_after)
        self._writer.queue_state(feed.id, state)
        tally.failed.append((feed.id, state.error or reason))
        tally.finish(feed, error=state.error)


def _first_error(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first error of a group that is no group itself."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
