"""Adding: from whatever address the reader has, to a feed or to the feeds of a site."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from newsdiff.adapters import discover, urls
from newsdiff.adapters.feeds import PageError
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.errors import FeedError, FetchError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed, FeedContent, FeedNotice
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

MOST_PROBED = 12
"""Feeds that a page names and newsdiff looks into. Pages that name more have one for each reader's comment."""

AT_ONCE = 4
"""Usual places that are tried at once; after the first of them that hold feeds, no more are tried."""


@dataclass(frozen=True, slots=True)
class FeedCandidate:
    """A feed of a site, offered to the reader. It was there and could be read a moment ago."""

    url: str
    title: str
    kind: str
    """rss, atom, rdf or json."""
    items: int
    newest: datetime | None
    """When its newest item is from, where it says so."""
    known: bool
    """It is subscribed already."""


@dataclass(frozen=True, slots=True)
class SubscribeResult:
    """What became of an address."""

    feed: Feed | None
    """The feed, added or known; None where the address is a page, and `candidates` are its feeds."""
    known: bool = False
    """It was subscribed already; nothing was changed."""
    candidates: tuple[FeedCandidate, ...] = ()
    restored: bool = False
    """It had been removed, and is back with its entries, marks and settings."""
    notices: tuple[FeedNotice, ...] = ()
    """What should be known about how it was read, as that not all of its items were taken."""


class Subscriber:
    """Adds feeds to a store."""

    def __init__(
        self, store: Store, client: FeedClient, writer: StoreWriter, *, usual: int, clock: Callable[[], datetime]
    ) -> None:
        """Take the store, the ways to ask and to keep, the usual interval in seconds, and the time."""
        self._store = store
        self._client = client
        self._writer = writer
        self._usual = usual
        self._clock = clock

    async def add(self, text: str, settings: FeedSettings, found_on: str | None = None) -> SubscribeResult:
        """Adds the feed at an address, with what it has now, or finds the feeds of the page there.

        The address was typed by the reader, or is that of a candidate which was `found_on` a page that they typed.

        Raises:
            FetchError: The address gives no good answer.
            FeedError: There is no feed, and none was found from there.
            StoreError: It could not be kept.
        """
        url = address(text)
        typed_url = address(found_on) if found_on else url
        there = await self._writer.run(partial(self._store.feed_at, url))
        if there is not None:
            if not found_on:
                # It may have come in a list. Now it is typed.
                there = (await self._writer.run(partial(self._store.add_feed, url, typed_url=url))).feed
            return SubscribeResult(there, known=True)
        response = await self._get(url, settings, typed=urls.host(url) == urls.host(typed_url))
        try:
            content = await self._client.parsed(response)
        except PageError:
            return SubscribeResult(None, candidates=await self._found(url, response))
        return await self._keep(url, typed_url, settings, response, content)

    async def _get(self, url: str, settings: FeedSettings, *, typed: bool) -> Response:
        async with self._client.hosts.place(url):
            return await self._client.get(url, settings, typed=typed)

    async def _keep(
        self, url: str, typed_url: str, settings: FeedSettings, response: Response, content: FeedContent
    ) -> SubscribeResult:
        body_hash, now = await digest(response.body), self._clock()

        def keep() -> SubscribeResult:
            # It has moved for good: the address that holds is the new one, which may be known.
            added = self._store.add_feed(response.moved or url, settings, title=content.title, typed_url=typed_url)
            if added.already:
                return SubscribeResult(added.feed, known=True)
            blank = replace(added.feed, state=FeedState())
            state = schedule.good(blank, self._usual, now, response, body_hash)
            self._store.save(added.feed.id, content, state, now)
            feed = self._store.feed(added.feed.id)
            return SubscribeResult(feed or added.feed, restored=added.restored, notices=content.notices)

        return await self._writer.run(keep)

    async def _found(self, url: str, page: Response) -> tuple[FeedCandidate, ...]:
        """The feeds of a page: those it names, else those in the usual places."""
        named = await discover.discover(self._client.pool, page.body, page.url, page.charset)
        found = await self._looked_into(url, [one.url for one in named[:MOST_PROBED]])
        places = discover.guesses(page.url)
        while places and not found:
            found = await self._looked_into(url, places[:AT_ONCE])
            places = places[AT_ONCE:]
        if found:
            return found
        name = redact_url(url)
        if named:
            raise FeedError(f"{name} is a web page, and none of the feeds that it names could be read.")
        raise FeedError(f"{name} is a web page; it names no feed, and none was found in the usual places of its site.")

    async def _looked_into(self, url: str, places: Iterable[str]) -> tuple[FeedCandidate, ...]:
        found = await asyncio.gather(*(self._candidate(url, place) for place in places))
        # Several addresses may lead to one feed.
        return tuple({one.url: one for one in reversed(found) if one}.values())[::-1]

    async def _candidate(self, url: str, place: str) -> FeedCandidate | None:
        # The reader typed the page's host and no other: only there may a feed lie in a private network.
        typed = urls.host(place) == urls.host(url)
        try:
            response = await self._get(place, FeedSettings(), typed=typed)
            content = await self._client.parsed(response)
        except (FetchError, FeedError):
            return None
        final = response.moved or place
        known = await self._writer.run(partial(self._store.feed_at, final))
        dates = [one.published for one in content.entries if one.published]
        title = content.title or urls.host(final)
        return FeedCandidate(final, title, content.kind, content.total, max(dates, default=None), known is not None)


def address(text: str) -> str:
    """The address that the reader means, written as the store keeps it. One without a scheme gets https.

    Raises:
        FetchError: It is none that newsdiff opens.
    """
    text = text.strip()
    if text.lower().startswith("feed:"):
        text = text[5:].removeprefix("//")
    if not urls.is_address(text):
        text = f"https://{text}"
    return urldefrag(urls.safe(text)).url
