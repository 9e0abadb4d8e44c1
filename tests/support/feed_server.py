"""A server of feeds on the loopback interface, whose answers a test writes; and a feed service that fetches them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.http import CONNECTIONS, Fetcher
from newsdiff.adapters.store import FILE_NAME
from newsdiff.service.feed_service import FeedService
from support.faulty_server import SLOW, Faulty, Request, answer
from support.local_pool import LocalPool
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.core.library.feeds import Feed

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

XML = {"Content-Type": "application/rss+xml"}


def rss(
    *titles: str, title: str = "The Bell", link: str = "https://bell.example/{}", text: str = "Rain fell."
) -> bytes:
    """A feed with an entry for each title."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{one}</guid><title>{one}</title><link>{link.format(one)}</link>"
        f"<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
        for one in titles
    )
    return f"<rss version='2.0'><channel><title>{title}</title><link>https://bell.example/</link>{items}</channel></rss>".encode()


def feed(*titles: str, title: str = "The Bell", link: str = "https://bell.example/{}") -> bytes:
    """The answer of a server with such a feed."""
    return answer(rss(*titles, title=title, link=link), headers=XML)


class FeedServer(Faulty):
    """The faulty server with `routes`: from a path (or, where it is used as a proxy, an address) to an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.routes: dict[str, Callable[[Request], bytes]] = {}

    def serves(self, path: str, reply: bytes) -> str:
        """Answers a path with this reply from now on, and returns its address."""
        self.routes[path] = lambda _: reply
        return self.url(path)

    def asked(self, path: str) -> int:
        """How often a path was requested."""
        return self.paths().count(path)

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        route = self.routes.get(request.path)
        if route is None or request.path in SLOW:
            await super()._answer(request, writer)
            return
        self._requests.append(request)
        writer.write(route(request))
        await writer.drain()


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **spans: float) -> None:
        self.now += timedelta(**spans)


@asynccontextmanager
async def open_feed_service(
    folder: Path, clock: Callable[[], datetime], *, per_host: int = 4, pool: Pool | None = None
) -> AsyncIterator[FeedService]:
    """A feed service on a store in a folder, with all that it needs; without a pool, it parses in this process."""
    with temporary_store(folder / FILE_NAME) as store:
        async with Fetcher(per_host=CONNECTIONS) as fetcher, pool or LocalPool() as pool:
            feed_service = FeedService(store, fetcher, pool, clock=clock, per_host=per_host)
            try:
                yield feed_service
            finally:
                await feed_service.close()


def subscribe(feed_service: FeedService, *urls: str) -> list[int]:
    """Subscribes to addresses, as if the user had typed them, without fetching them; returns the ids."""
    return [feed_service.store.add_feed(url, typed_url=url).feed.id for url in urls]


def get_feed(feed_service: FeedService, feed_id: int) -> Feed:
    """The feed with this id, which must exist."""
    found = feed_service.store.feed(feed_id)
    assert found is not None
    return found


def titles(feed_service: FeedService) -> set[str]:
    """The titles of all entries."""
    return {one.title for one in feed_service.store.entries(limit=10_000)}


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A server of feeds, for the length of a test; imported into the conftests that offer it."""
    with FeedServer() as running:
        yield running
