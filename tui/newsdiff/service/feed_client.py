"""Fetches and parses feeds, within limits for politeness and safety."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from newsdiff import __version__
from newsdiff.adapters import feeds, urls
from newsdiff.adapters.http import StatusError
from newsdiff.errors import FeedError
from newsdiff.service.cpu_count import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.core.library.feeds import FeedContent, FeedSettings
    from newsdiff.service.host_limiter import HostLimiter
    from newsdiff.service.protocols import HttpClient

FETCH_SECONDS = 12.0
"""For the whole exchange with a feed's server. With `PARSE_SECONDS`, every feed succeeds or fails within 17 s."""

PARSE_SECONDS = 5.0
"""For the bytes of one feed. Most take 0.01 s; 2,000 entries, the most that are taken, need 0.6 s."""

SOFT_TIMEOUT = 1.0
"""Seconds after which a feed that is still being parsed lets the next one begin."""

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.6, */*;q=0.5"
)
"""The Accept header with which feeds are fetched."""

FEEDS_PER_PROCESS = 20
"""Feeds of which parsing takes as much computing as starting another process for it. Measured with 30 items each."""

KNOWN_SHARE = 0.1
"""What parsing takes of a feed most of whose items are known, where any other takes 1. Measured with 29 of 30 known."""

_RETRY_LATER = (429, 503)
_LARGE = 2**19
_SAMPLE = b"<rss version='2.0'><channel><title>-</title></channel></rss>"

_T = TypeVar("_T")


class SoftTimeoutSemaphore:
    """A semaphore for work that should be short. Work that takes longer goes on, but no longer counts."""

    def __init__(self, slots: int, seconds: float = SOFT_TIMEOUT) -> None:
        """Create a semaphore with a number of slots, each of which is freed after at most `seconds`."""
        self._semaphore = asyncio.Semaphore(slots)
        self._seconds = seconds

    def add_slot(self) -> None:
        """Allow one more piece of work at a time."""
        self._semaphore.release()

    async def run(
        self,
        work: Callable[[], Coroutine[object, object, _T]],
        prepare: Callable[[], Coroutine[object, object, None]] | None = None,
    ) -> _T:
        """Run the work when there is a slot, and return what it returns. Raises what it raises.

        `prepare` is awaited before it, in the slot, and its time is not counted.
        """
        async with self._semaphore:
            if prepare is not None:
                await prepare()
            task = asyncio.ensure_future(work())
            try:
                await asyncio.wait({task}, timeout=self._seconds)
            except asyncio.CancelledError:
                await _cancelled(task)
                raise
        try:
            return await task
        except asyncio.CancelledError:
            await _cancelled(task)
            raise


class FeedClient:
    """Fetches and parses feeds, and holds back requests to hosts that sent Retry-After."""

    def __init__(self, fetcher: HttpClient, pool: Pool, hosts: HostLimiter) -> None:
        """Create a client that fetches, parses in `pool`, and observes the limits of `hosts`."""
        self.fetcher = fetcher
        self.pool = pool
        self.hosts = hosts
        self._processes = self._most_processes = cores()
        self._unparsed = 0.0
        """Feeds that are parsed now or wait for it; those with known items count `KNOWN_SHARE`."""
        self._parsing = SoftTimeoutSemaphore(self._processes)
        # Large feeds need ten times as much memory while they are parsed, and deeply nested ones more: one at a time.
        self._parsing_large = asyncio.Semaphore(1)

    async def get(
        self,
        url: str,
        settings: FeedSettings,
        *,
        typed: bool,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Response:
        """The answer of a feed's server. The caller holds a slot of the host (`HostLimiter.slot`).

        Args:
            url: The address of the feed.
            settings: Those of the feed, for its headers.
            typed: The user typed this host, so it may lie in a private network.
            etag: From the last good answer, if it had one.
            last_modified: From the last good answer, if it had one.

        Raises:
            FetchError: There is no good answer; the message says why.
        """
        try:
            return await self.fetcher.fetch(
                url,
                typed=typed,
                accept=ACCEPT,
                etag=etag,
                last_modified=last_modified,
                headers=own_headers(settings),
                timeout=FETCH_SECONDS,
            )
        except StatusError as error:
            self.obey_retry_after(url, error)
            raise

    def obey_retry_after(self, url: str, error: StatusError) -> None:
        """Hold back further requests to the host of an address, if its answer has asked for that."""
        if error.status in _RETRY_LATER and error.retry_after:
            self.hosts.back_off_host(url, error.retry_after)

    def expect(self, feeds: int, unchanged: int = 0) -> None:
        """Prepare for parsing feeds: few of them are left to one process, unless there are more already.

        Args:
            feeds: How many will be parsed.
            unchanged: How many more will be parsed if they have changed, which most have not.
        """
        wanted = min(cores(), 1 + feeds // FEEDS_PER_PROCESS)
        self._processes = max(wanted, len(self.pool.pids))
        self._most_processes = max(self._processes, min(cores(), 1 + (feeds + unchanged) // FEEDS_PER_PROCESS))
        self._parsing = SoftTimeoutSemaphore(self._processes, SOFT_TIMEOUT)

    async def warm(self) -> None:
        """Let the fetcher and the processes that parse load what they need. It never fails."""

        async def one() -> None:
            # If something is wrong, parsing the first feed will report it.
            with suppress(FeedError):
                # In its turn, or the first feed would have another process started.
                await self._parsing.run(
                    lambda: feeds.parse(self.pool, _SAMPLE, "https://localhost/", None, None, seconds=PARSE_SECONDS),
                    self.pool.prepare,
                )

        await asyncio.gather(self.fetcher.warm(), *(one() for _ in range(self._processes)))

    async def parse(self, response: Response, known: tuple[str, ...] = ()) -> FeedContent:
        """The content of a feed from the answer of its server.

        Args:
            response: The answer.
            known: Digests (`FeedContent.items`) of items that need not be read again.

        Raises:
            FeedError: It is no feed, or cannot be read; the message says why. `adapters.feeds.PageError` for a page.
        """

        def work() -> Coroutine[object, object, FeedContent]:
            body, url = response.body, response.url
            kind, charset = response.content_type, response.charset
            return feeds.parse(self.pool, body, url, kind, charset, seconds=PARSE_SECONDS, known=known)

        work_ahead = KNOWN_SHARE if known else 1
        self._unparsed += work_ahead
        if self._unparsed > FEEDS_PER_PROCESS * self._processes and self._processes < self._most_processes:
            self._processes += 1
            self._parsing.add_slot()
        try:
            if len(response.body) <= _LARGE:
                return await self._parsing.run(work, self.pool.prepare)
            async with self._parsing_large:
                return await self._parsing.run(work, self.pool.prepare)
        finally:
            self._unparsed -= work_ahead


def own_headers(settings: FeedSettings) -> Mapping[str, str]:
    """The headers that the user has set for a feed. They are sent to its origin only."""
    given = dict(settings.headers)
    return {**given, "User-Agent": settings.user_agent} if settings.user_agent else given


def headers_for(url: str, feed_url: str, settings: FeedSettings) -> Mapping[str, str]:
    """The headers for a page to which a feed links: none if it is not on the feed's own origin."""
    return own_headers(settings) if urls.origin(url) == urls.origin(feed_url) else {}


async def digest(body: bytes) -> str:
    """A hash of a body, 32 hexadecimal digits, by which an unchanged feed is recognized.

    It depends on the version of newsdiff, since another version may read the same bytes better.
    """
    return await asyncio.to_thread(_digest, body) if len(body) > _LARGE else _digest(body)


def _digest(body: bytes) -> str:
    return hashlib.sha256(__version__.encode() + b"\n" + body).hexdigest()[:32]


async def _cancelled(task: asyncio.Future[_T]) -> None:
    """Cancel a task and wait until it has ended."""
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
