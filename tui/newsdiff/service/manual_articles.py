"""Articles that the user adds to a story by hand: an address or a file becomes an entry like any other."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Final

from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedSettings, FeedState
from newsdiff.core.text.normalize import fold
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.core.models import Article
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

BY_HAND: Final = "added:"
"""URL prefix of the pseudo-feeds that hold manually added articles, one for each outlet."""

GROUP: Final = "Added by hand"
"""The group of these feeds."""


class ManualArticles:
    """Adds single articles to a store."""

    def __init__(self, store: Store, client: FeedClient, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Create the service.

        Args:
            store: Where the articles are added.
            client: Fetches and extracts them.
            writer: Writes to the store.
            clock: Returns the current time (timezone-aware).
        """
        self._store = store
        self._client = client
        self._writer = writer
        self._clock = clock

    async def add(self, story_id: int, source: str) -> int:
        """Read an article, store it as an entry, and put it into a story.

        If an entry with the same address is stored already and is shown, that entry is moved instead.

        Args:
            story_id: The story.
            source: The address or the path of the article.

        Returns:
            The id of the entry.

        Raises:
            ReadError, FetchError, ExtractError: The article cannot be read, or the story is gone; nothing was changed.
            StoreError: It could not be stored, or is in that story already; nothing was changed.
        """
        from newsdiff.service.load_articles import load_articles

        loaded = await load_articles([source], fetcher=lambda: self._client.fetcher, pool=lambda: self._client.pool)
        return await self._writer.run(partial(self._add, loaded.articles[0], story_id))

    def _add(self, article: Article, story_id: int) -> int:
        if not self._store.some_stories([story_id]):
            raise ReadError("That story is not there any more, so nothing was added.")
        url = article.url
        entry_id = self._store.entry_at(url) if url else None
        if entry_id is None:
            entry_id = self._store_entry(article)
        self._store.put_entry(entry_id, story_id)
        return entry_id

    def _store_entry(self, article: Article) -> int:
        outlet = article.outlet
        settings = FeedSettings(name=outlet, group=GROUP, full_text="never", paused=True)
        feed = self._store.add_feed(f"{BY_HAND}{fold(outlet)}", settings, title=outlet).feed
        key = article.url or hashlib.sha256(article.text.encode()).hexdigest()[:32]
        entry = FeedItem(
            key,
            article.title,
            article.url,
            None,
            article.published,
            text=article.text,
            summary_only=False,
            day_only=article.day_only,
        )
        language = article.language
        # The site tells whose article it is, as that of a feed does.
        content = FeedContent("rss", outlet, article.url, language, (entry,), 1)
        now = self._clock().astimezone(UTC)
        self._store.save(feed.id, content, replace(FeedState(), last_good=now), now)
        found = self._store.entry_of(feed.id, key)
        if found is None:
            raise RuntimeError("an entry that was just stored is not there")
        return found
