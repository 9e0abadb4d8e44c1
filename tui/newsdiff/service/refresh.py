"""Refreshing: many feeds at once, each with its own end, good or bad."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsdiff.adapters.http import StatusError
from newsdiff.errors import FeedError, FetchError, NewsdiffError, StoreError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import digest
from newsdiff.service.schedule import RetryLater

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import IngestResult
    from newsdiff.core.library.feeds import Feed, FeedNotice, FeedState
    from newsdiff.core.library.stories import StoryNews
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

UNDER_WAY = 300
"""Feeds that are asked, parsed or stored at once: it bounds how many bodies wait in memory for their turn."""

STARTED = 8
"""Feeds that are begun with before others on the event loop have their turn: some 10 ms of work."""


class RefreshBusy(NewsdiffError):  # noqa: N818 -- it is no mistake of anybody
    """Another refresh is going on, in this newsdiff or in another one; the message says which process has it."""


@dataclass(frozen=True, slots=True)
class FeedProgress:
    """One feed is done."""

    feed_id: int
    done: int
    """Feeds done so far, this one among them."""
    total: int
    new: int
    """New articles of this feed."""
    error: str | None
    """Why it brought nothing, in a sentence."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh brought."""

    feeds: int
    """How many were asked."""
    new: int
    """Articles that were not known."""
    revised: int
    """Articles whose title or text has changed."""
    unchanged: int
    """Feeds that had nothing to say since the last time."""
    failed: tuple[tuple[int, str], ...]
    """Feeds that failed, by id, each with the reason in a sentence."""
    seconds: float
    waiting: tuple[tuple[int, str], ...] = ()
    """Feeds that were not asked since their servers want to be left in peace, each with a sentence."""
    notices: tuple[tuple[int, FeedNotice], ...] = ()
    """What should be known about how a feed was read, as that not all of its items were taken."""
    stories: tuple[StoryNews, ...] = ()
    """What is new about watched stories and was not told yet."""


@dataclass(slots=True)
class Tally:
    """What a refresh has brought so far."""

    total: int
    progress: Callable[[FeedProgress], None] | None = None
    done: int = 0
    revised: int = 0
    unchanged: int = 0
    fresh: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Ids of new entries by feed."""
    failed: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)
    notices: list[tuple[int, FeedNotice]] = field(default_factory=list)

    def tell(self, feed: Feed, new: int = 0, error: str | None = None) -> None:
        """A feed is done."""
        self.done += 1
        if self.progress:
            self.progress(FeedProgress(feed.id, self.done, self.total, new, error))

    def report(self, seconds: float) -> RefreshReport:
        """All of it."""
        return RefreshReport(
            feeds=self.total - len(self.waiting),
            new=sum(map(len, self.fresh.values())),
            revised=self.revised,
            unchanged=self.unchanged,
            failed=tuple(self.failed),
            seconds=seconds,
            waiting=tuple(self.waiting),
            notices=tuple(self.notices),
        )


@contextmanager
def refresh_lock(store: Store) -> Iterator[None]:
    """Holds the right to refresh a store for a block.

    Raises:
        RefreshBusy: Another newsdiff has it.
        StoreError: The store is open for reading only, or the lock cannot be made.
    """
    try:
        right = store.refreshing()
        right.__enter__()
    except StoreError as error:
        # The lock was there and taken: that is for the reader to wait for, and not a fault of the store.
        if isinstance(error.__context__, BlockingIOError):
            raise RefreshBusy(str(error)) from error
        raise
    try:
        yield
    finally:
        right.__exit__(None, None, None)


class FeedRefresh:
    """One refresh of some feeds. Feeds that failed last time come last, so that they take no place from the others."""

    def __init__(
        self,
        store: Store,
        client: FeedClient,
        writer: StoreWriter,
        *,
        usual: int,
        clock: Callable[[], datetime],
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> None:
        """Take the store, the ways to ask and to keep, the usual interval in seconds, and the time."""
        self._store = store
        self._client = client
        self._writer = writer
        self._usual = usual
        self._clock = clock
        self._progress = progress
        self._room = asyncio.Semaphore(UNDER_WAY)

    async def run(self, feeds: Sequence[Feed]) -> Tally:
        """Asks the feeds. Cancelled, it has kept every feed that was done, and nothing of the others.

        Raises:
            StoreError: Something could not be kept. What was kept before stays.
        """
        tally = Tally(len(feeds), self._progress)
        try:
            async with asyncio.TaskGroup() as group:
                if any(feed.state.body_hash is None for feed in feeds):
                    group.create_task(self._client.warm())
                for number, feed in enumerate(sorted(feeds, key=lambda one: one.state.failures), 1):
                    group.create_task(self._one(feed, tally))
                    if number % STARTED == 0:
                        # All at once they would keep a screen waiting for a third of a second.
                        await asyncio.sleep(0)
        except BaseExceptionGroup as errors:
            with suppress(StoreError):
                await self._writer.flush()
            raise _first(errors) from errors
        except asyncio.CancelledError:
            with suppress(StoreError):
                await self._writer.flush()
            raise
        await self._writer.flush()
        return tally

    async def _one(self, feed: Feed, tally: Tally) -> None:
        try:
            async with AsyncExitStack() as kept:
                async with self._client.hosts.place(feed.url):
                    await kept.enter_async_context(self._room)
                    response = await self._ask(feed)
                await self._take(feed, response, tally)
        except RetryLater as error:
            self._writer.queue_state(feed.id, replace(feed.state, next_try=error.until))
            tally.waiting.append((feed.id, str(error)))
            tally.tell(feed, error=str(error))
        except (FetchError, FeedError) as error:
            self._fail(feed, error, tally)
        except StoreError:
            raise
        # Whatever a stranger's bytes make of our own mistakes, the other feeds go on; this one says so.
        except Exception as error:  # noqa: BLE001, RUF100  # as just said
            name = redact_url(feed.url)
            told = FeedError(f"{name} could not be refreshed by a mistake of ours ({type(error).__name__}).")
            self._fail(feed, told, tally)

    async def _ask(self, feed: Feed) -> Response:
        state = feed.state
        return await self._client.get(
            feed.url,
            feed.settings,
            typed=schedule.trusted(feed, feed.url),
            etag=state.etag,
            last_modified=state.last_modified,
        )

    async def _take(self, feed: Feed, response: Response, tally: Tally) -> None:
        """Keeps a good answer."""
        body_hash = feed.state.body_hash if response.unchanged else await digest(response.body)
        if body_hash is not None and body_hash == feed.state.body_hash:
            self._writer.queue_state(feed.id, self._good(feed, response, body_hash))
            tally.unchanged += 1
            tally.tell(feed)
            return
        content = await self._client.parsed(response)
        state, now = self._good(feed, response, body_hash), self._clock()
        saved: IngestResult = await self._writer.run(
            partial(self._store.save, feed.id, content, state, now, moved_url=response.moved)
        )
        tally.fresh[feed.id] = saved.new
        tally.revised += len(saved.revised)
        tally.notices += [(feed.id, notice) for notice in content.notices]
        tally.tell(feed, new=len(saved.new))

    def _good(self, feed: Feed, response: Response, body_hash: str | None) -> FeedState:
        return schedule.good(feed, self._usual, self._clock(), response, body_hash)

    def _fail(self, feed: Feed, error: NewsdiffError, tally: Tally) -> None:
        now, told = self._clock(), str(error)
        if isinstance(error, StatusError) and error.status == HTTPStatus.GONE:
            state = schedule.gone(feed, now, told)
        else:
            retry_after = error.retry_after if isinstance(error, StatusError) else None
            state = schedule.failed(feed, now, told, retry_after)
        self._writer.queue_state(feed.id, state)
        tally.failed.append((feed.id, state.error or told))
        tally.tell(feed, error=state.error)


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first single error of a group."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
