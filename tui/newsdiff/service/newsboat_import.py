"""Bringing over what newsboat has kept: articles, read marks and flags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.adapters import feeds
from newsdiff.adapters.newsboat.cache import Cache
from newsdiff.core.library.entries import ItemMarks
from newsdiff.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newsdiff.adapters.newsboat.cache import CachedFeed, CachedItem
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed
    from newsdiff.service.store_writer import StoreWriter


@dataclass(frozen=True, slots=True)
class CacheImport:
    """What was brought over."""

    added: int
    """Feeds that are new."""
    known: int
    """Feeds that were there."""
    articles: int
    """Articles that are new."""
    read: int
    """Articles that newsboat knows as read."""
    flagged: int
    """Articles with a flag."""
    left: tuple[str, ...]
    """Addresses of feeds that are not subscribed to, whose articles were left where they are."""
    unreadable: int
    """Feeds of which some articles could not be read."""


async def import_cache(
    path: Path, store: Store, pool: Pool, writer: StoreWriter, *, star_flag: str, clock: Callable[[], datetime]
) -> CacheImport:
    """Stores the articles of newsboat's `cache.db` with their marks.

    They go to the feeds that the user is subscribed to; where there is none of them, to all that the file has.

    Args:
        path: The file.
        store: Where they are stored.
        pool: Reads their HTML.
        writer: Writes to the store.
        star_flag: The letters whose articles are starred; every letter becomes a tag.
        clock: Gives the present, aware.

    Raises:
        FeedError: It is no such file.
        StoreError: Something could not be stored. What was stored before stays.
    """
    cache = await writer.run(partial(Cache, path))
    try:
        return await _Import(cache, store, pool, writer, star_flag, clock).run()
    finally:
        cache.close()


class _Import:
    def __init__(
        self,
        cache: Cache,
        store: Store,
        pool: Pool,
        writer: StoreWriter,
        star_flag: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._cache = cache
        self._store = store
        self._pool = pool
        self._writer = writer
        self._star_flag = star_flag
        self._clock = clock
        self._result = CacheImport(0, 0, 0, 0, 0, (), 0)

    async def run(self) -> CacheImport:
        cached = await self._writer.run(self._cache.feeds)
        known = [(one, await self._writer.run(partial(self._store.feed_at, one.url))) for one in cached]
        subscribed = [(one, feed) for one, feed in known if feed is not None]
        if subscribed:
            left = tuple(one.url for one, feed in known if feed is None)
            self._result = replace(self._result, known=len(subscribed), left=left)
        else:
            for one in cached:
                added = await self._writer.run(
                    partial(self._store.add_feed, one.url, title=one.title, typed_url=one.url)
                )
                subscribed.append((one, added.feed))
            self._result = replace(self._result, added=len(subscribed))
        for one, feed in subscribed:
            await self._articles(one, feed)
        return self._result

    async def _articles(self, cached: CachedFeed, feed: Feed) -> None:
        chunks = self._cache.chunks(cached)
        while chunk := await self._writer.run(partial(next, chunks, None)):
            try:
                content = await feeds.parse(self._pool, chunk.body, cached.url, None, "utf-8", seconds=feeds.SECONDS)
            except FeedError:
                self._result = replace(self._result, unreadable=self._result.unreadable + 1)
                continue
            marks = {one.guid: self._marks(one) for one in chunk.items}
            marked = [(item, marks[item.guid]) for item in content.entries if item.guid in marks]
            told = replace(content, site=None, language="", notices=feed.state.notices)
            saved = await self._writer.run(
                partial(self._store.save_marked, feed.id, told, feed.state, self._clock(), marked)
            )
            self._result = replace(
                self._result,
                articles=self._result.articles + len(saved.new),
                read=self._result.read + sum(one.read for _, one in marked),
                flagged=self._result.flagged + sum(bool(one.tags) for _, one in marked),
            )

    def _marks(self, one: CachedItem) -> ItemMarks:
        starred = not set(self._star_flag).isdisjoint(one.flags)
        return ItemMarks(one.read, starred, tuple(f"flag-{letter}" for letter in one.flags))
