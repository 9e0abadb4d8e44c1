"""Subscribing: from any address the user has to a feed, or to the feeds of a site."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from newsdiff.adapters import discover, urls
from newsdiff.adapters.feeds import PageError
from newsdiff.adapters.http import StatusError
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.errors import FeedError, FetchError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed, FeedContent, FeedNotice
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

MAX_CANDIDATES = 12
"""Feeds named by a page that are fetched. Pages that name more have one for the comments on each article."""

PAGES_ABOUT_FEEDS = 3
"""Pages that are looked at where a page names them as its feeds."""

GUESSES_AT_ONCE = 4
"""Guessed addresses that are tried at once. No more are tried after the first four among which there is a feed."""


_SCHEME_TWICE = re.compile(r"^https?:/{0,2}(?=https?:/)", re.IGNORECASE)
_SCHEME_WRONG = re.compile(r"^(?:(https?)(?::/?(?=[^/\d])|:/?(?=\d+\.)|//)|//)", re.IGNORECASE)
"""A scheme that lacks its colon or a slash, or is left out; "localhost:8080" and "http:8080" are not meant."""


@dataclass(frozen=True, slots=True)
class FeedCandidate:
    """A feed of a site, offered to the user. It could be fetched and read a moment ago."""

    url: str
    title: str
    kind: str
    """rss, atom, rdf or json."""
    items: int
    """Items in it."""
    newest: datetime | None
    """The date of its newest item; None where no item has one."""
    known: bool
    """The user is subscribed to it already."""


@dataclass(frozen=True, slots=True)
class SubscribeResult:
    """What subscribing to an address led to."""

    feed: Feed | None
    """The feed, new or known; None if the address is a page, and `candidates` are its feeds."""
    known: bool = False
    """The user was subscribed to it already; nothing was changed."""
    candidates: tuple[FeedCandidate, ...] = ()
    """The feeds of the page."""
    restored: bool = False
    """It had been removed, and is back with its entries, marks and settings."""
    notices: tuple[FeedNotice, ...] = ()
    """What was not read of the feed."""


class Subscriber:
    """Adds feeds to a store."""

    def __init__(
        self,
        store: Store,
        client: FeedClient,
        writer: StoreWriter,
        *,
        default_interval: int,
        clock: Callable[[], datetime],
    ) -> None:
        """Create a subscriber.

        Args:
            store: Where feeds are added.
            client: Fetches and parses them.
            writer: Writes to the store.
            default_interval: Seconds between two refreshes of a feed for which nothing else is set.
            clock: Returns the current time (timezone-aware).
        """
        self._store = store
        self._client = client
        self._writer = writer
        self._default_interval = default_interval
        self._clock = clock

    async def add(self, text: str, settings: FeedSettings, found_on: str | None = None) -> SubscribeResult:
        """Add the feed at an address with the entries it has now, or find the feeds of the page there.

        Args:
            text: The address as the user typed it, or that of a candidate.
            settings: Those of the new feed.
            found_on: The page that the user typed, where `text` is the address of a candidate found on it.

        Raises:
            FetchError: The address gives no good answer.
            FeedError: There is no feed, and none was found from there.
            StoreError: It could not be stored.
        """
        first, *others = address_forms(text)
        for url in (first, *others):
            known = await self._writer.run(partial(self._store.feed_at, url))
            if known is not None:
                return await self._known(known, url, found_on)
        try:
            return await self._add_at(first, settings, found_on)
        except StatusError:
            raise
        except FetchError:
            if not others:
                raise
        # No scheme was given, and nobody answers at https.
        return await self._add_at(others[0], settings, found_on)

    async def _add_at(self, url: str, settings: FeedSettings, found_on: str | None) -> SubscribeResult:
        typed_url = normalize_address(found_on) if found_on else url
        response = await self._get(url, settings, typed=urls.host(url) == urls.host(typed_url))
        try:
            content = await self._client.parse(response)
        except PageError:
            return SubscribeResult(None, candidates=await self._discover(url, response))
        except FeedError:
            if not response.feeds:
                raise
            return SubscribeResult(None, candidates=await self._discover(url, response))
        return await self._add(url, typed_url, settings, response, content)

    async def _known(self, feed: Feed, url: str, found_on: str | None) -> SubscribeResult:
        """A feed that is there already, fetched if it never was."""
        if not found_on:
            # It may have come from an imported list. Now the user has typed it.
            feed = (await self._writer.run(partial(self._store.add_feed, url, typed_url=url))).feed
        if feed.state.last_good is not None:
            return SubscribeResult(feed, known=True)
        response = await self._get(feed.url, feed.settings, typed=schedule.may_be_private(feed, feed.url))
        content = await self._client.parse(response)
        body_hash, now = await digest(response.body), self._clock()

        def save() -> Feed | None:
            state = schedule.after_success(feed, self._default_interval, now, response, body_hash)
            self._store.save(feed.id, content, state, now, moved_url=response.moved)
            return self._store.feed(feed.id)

        fetched = await self._writer.run(save)
        return SubscribeResult(fetched or feed, known=True, notices=content.notices)

    async def _get(self, url: str, settings: FeedSettings, *, typed: bool) -> Response:
        async with self._client.hosts.slot(url):
            return await self._client.get(url, settings, typed=typed)

    async def _add(
        self, url: str, typed_url: str, settings: FeedSettings, response: Response, content: FeedContent
    ) -> SubscribeResult:
        body_hash, now = await digest(response.body), self._clock()

        def add() -> SubscribeResult:
            # Where it has moved for good, the new address counts, and that may be known.
            added = self._store.add_feed(response.moved or url, settings, title=content.title, typed_url=typed_url)
            if added.already:
                return SubscribeResult(added.feed, known=True)
            blank = replace(added.feed, state=FeedState())
            state = schedule.after_success(blank, self._default_interval, now, response, body_hash)
            self._store.save(added.feed.id, content, state, now)
            feed = self._store.feed(added.feed.id)
            return SubscribeResult(feed or added.feed, restored=added.restored, notices=content.notices)

        return await self._writer.run(add)

    async def _discover(self, url: str, page: Response) -> tuple[FeedCandidate, ...]:
        """The feeds of a page: those it names, or else those at the addresses where sites usually have one."""
        named = await self._named(page)
        pages: list[Response] = []
        found = await self._candidates(url, list(dict.fromkeys(named))[:MAX_CANDIDATES], pages)
        if not found and pages:
            # What is called a feed is a page about feeds.
            deeper = [one for other in pages[:PAGES_ABOUT_FEEDS] for one in await self._named(other)]
            found = await self._candidates(
                url, [one for one in dict.fromkeys(deeper) if one not in named][:MAX_CANDIDATES]
            )
        guesses = discover.guesses(page.url)
        while guesses and not found:
            found = await self._candidates(url, guesses[:GUESSES_AT_ONCE])
            guesses = guesses[GUESSES_AT_ONCE:]
        if found:
            return found
        name = redact_url(url)
        if named:
            raise FeedError(f"{name} is a web page, and none of the feeds that it names could be read.")
        raise FeedError(f"{name} is a web page; it names no feed, and none was found in the usual places of its site.")

    async def _named(self, page: Response) -> list[str]:
        """The addresses of the feeds that a page names, in its headers and in itself."""
        links = await discover.discover(self._client.pool, page.body, page.url, page.charset)
        return [*_joined(page.url, page.feeds), *(one.url for one in links)]

    async def _candidates(
        self, page_url: str, addresses: Iterable[str], pages: list[Response] | None = None
    ) -> tuple[FeedCandidate, ...]:
        """The feeds at some addresses, found on a page; to `pages` what is added that is a page itself."""
        found = await asyncio.gather(*(self._candidate(page_url, one, pages) for one in addresses))
        # Several addresses may lead to one feed.
        return tuple({one.url: one for one in reversed(found) if one}.values())[::-1]

    async def _candidate(self, page_url: str, url: str, pages: list[Response] | None) -> FeedCandidate | None:
        # The user typed the page's host and no other: only there may a feed lie in a private network.
        typed = urls.host(url) == urls.host(page_url)
        try:
            response = await self._get(url, FeedSettings(), typed=typed)
        except FetchError:
            return None
        try:
            content = await self._client.parse(response)
        except FeedError as error:
            if pages is not None and isinstance(error, PageError):
                pages.append(response)
            return None
        final = response.moved or url
        known = await self._writer.run(partial(self._store.feed_at, final))
        dates = [one.published for one in content.entries if one.published]
        title = content.title or urls.host(final)
        return FeedCandidate(final, title, content.kind, content.total, max(dates, default=None), known is not None)


def normalize_address(text: str) -> str:
    """The address that a user means, in the form in which the store holds it. One without a scheme gets https.

    Raises:
        FetchError: newsdiff does not open such an address.
    """
    return address_forms(text)[0]


def address_forms(text: str) -> tuple[str, ...]:
    """The addresses that a user may mean, the likeliest first: https, then http where no scheme was given, or `feed:`.

    Raises:
        FetchError: newsdiff does not open such an address.
    """
    text = _mended(next((line.strip() for line in text.splitlines() if line.strip()), ""))
    web = urls.as_web(text)
    if urls.is_address(web) and (web == text or web.lower().startswith("https:") or "http:" in text.lower()):
        return (urldefrag(urls.safe(web)).url,)
    bare = web.partition("://")[2] if urls.is_address(web) else web
    return tuple(urldefrag(urls.safe(f"{scheme}://{bare}")).url for scheme in ("https", "http"))


def _mended(text: str) -> str:
    """What was typed, without the marks around it, and with a scheme as it should be."""
    text = _SCHEME_TWICE.sub("", text.strip("<>\"'“”„«» \t"))
    return _SCHEME_WRONG.sub(lambda found: f"{found[1]}://" if found[1] else "", text, count=1)


def _joined(base: str, targets: Iterable[str]) -> Iterator[str]:
    """Addresses that stand in a header, from where it came."""
    for target in targets:
        with suppress(FetchError):
            yield urls.joined(base, urls.as_web(target))
