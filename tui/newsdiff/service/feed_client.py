"""Asking: from an address to what its feed holds, within the limits that politeness and caution set."""

from __future__ import annotations

import asyncio
import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from newsdiff import __version__
from newsdiff.adapters import feeds, urls
from newsdiff.adapters.http import StatusError
from newsdiff.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.sandbox import Pool
    from newsdiff.core.library.feeds import FeedContent, FeedSettings
    from newsdiff.service.protocols import HttpClient
    from newsdiff.service.schedule import HostLimiter

SECONDS = 12.0
"""For the whole exchange with a feed's server. With `PARSE_SECONDS`, every feed is done or has failed within 17 s."""

PARSE_SECONDS = 5.0
"""For the bytes of one feed. A usual one takes 0.01 s, the 2,000 entries that are taken at most 0.6 s."""

AT_ONCE = 1.0
"""Seconds after which parsing that still goes on gives up its place, so that the next feed need not wait for it."""

FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.6, */*;q=0.5"
)
"""What a feed is asked for as, in the Accept header."""

_LATER = (429, 503)
_LARGE = 2**19
_SAMPLE = b"<rss version='2.0'><channel><title>-</title></channel></rss>"

_T = TypeVar("_T")


def cores() -> int:
    """The processors that this process may use."""
    # Not every system knows about affinity.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class SoftTimeoutSemaphore:
    """Places for work that should be short. What takes longer goes on beside, and its place is the next one's."""

    def __init__(self, places: int, seconds: float = AT_ONCE) -> None:
        self._places = asyncio.Semaphore(places)
        self._seconds = seconds

    async def run(self, work: Callable[[], Coroutine[object, object, _T]]) -> _T:
        """What the work gives, or raises."""
        async with self._places:
            task = asyncio.ensure_future(work())
            try:
                await asyncio.wait({task}, timeout=self._seconds)
            except asyncio.CancelledError:
                await _ended(task)
                raise
        try:
            return await task
        except asyncio.CancelledError:
            await _ended(task)
            raise


class FeedClient:
    """Fetches and parses feeds. A host that says "later" is left alone from then on."""

    def __init__(self, fetcher: HttpClient, pool: Pool, hosts: HostLimiter) -> None:
        self.fetcher = fetcher
        self.pool = pool
        self.hosts = hosts
        self._lane = SoftTimeoutSemaphore(cores())
        # Large feeds need ten times as much while they are parsed, and deeply nested ones more: one after another.
        self._large = asyncio.Semaphore(1)

    async def get(
        self,
        url: str,
        settings: FeedSettings,
        *,
        typed: bool,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Response:
        """The answer of a feed's server. The caller holds a place at the host, which may lie in a private network only
        if the reader `typed` it.

        Raises:
            FetchError: There is no good answer; the message says why.
        """
        try:
            return await self.fetcher.fetch(
                url,
                typed=typed,
                accept=FEEDS,
                etag=etag,
                last_modified=last_modified,
                headers=own_headers(settings),
                timeout=SECONDS,
            )
        except StatusError as error:
            self.note(url, error)
            raise

    def note(self, url: str, error: StatusError) -> None:
        """Leaves the host alone where it has asked for that."""
        if error.status in _LATER and error.retry_after:
            self.hosts.rest(url, error.retry_after)

    async def warm(self) -> None:
        """Lets fetching and the processes that parse load what they need. It never fails."""

        async def one() -> None:
            # The parsing itself will say what is wrong, if it still is.
            with suppress(FeedError):
                await feeds.parse(self.pool, _SAMPLE, "https://localhost/", None, None, seconds=PARSE_SECONDS)

        await asyncio.gather(self.fetcher.warm(), *(one() for _ in range(cores())))

    async def parsed(self, response: Response) -> FeedContent:
        """What an answer holds.

        Raises:
            FeedError: It is no feed, or cannot be read; the message says why.
        """

        def work() -> Coroutine[object, object, FeedContent]:
            body, url = response.body, response.url
            kind, charset = response.content_type, response.charset
            return feeds.parse(self.pool, body, url, kind, charset, seconds=PARSE_SECONDS)

        if len(response.body) <= _LARGE:
            return await self._lane.run(work)
        async with self._large:
            return await self._lane.run(work)


def own_headers(settings: FeedSettings) -> Mapping[str, str]:
    """The headers that the reader has set for a feed. They go to its origin only."""
    given = dict(settings.headers)
    return {**given, "User-Agent": settings.user_agent} if settings.user_agent else given


def headers_for(url: str, feed_url: str, settings: FeedSettings) -> Mapping[str, str]:
    """The headers for a page that a feed links to: none where it is not on the feed's own origin."""
    return own_headers(settings) if urls.origin(url) == urls.origin(feed_url) else {}


async def digest(body: bytes) -> str:
    """A hash of a body, by which it is known again. Another version of newsdiff reads it anew: it may do so better."""
    return await asyncio.to_thread(_digest, body) if len(body) > _LARGE else _digest(body)


def _digest(body: bytes) -> str:
    return hashlib.sha256(__version__.encode() + b"\n" + body).hexdigest()[:32]


async def _ended(task: asyncio.Future[_T]) -> None:
    """Cancels a task and waits until it has taken note."""
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
