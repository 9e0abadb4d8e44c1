"""Articles that the reader adds by hand: an address or a file becomes an entry like any other."""

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
"""How the address of a feed begins that is none: it holds what the reader added by hand from one outlet."""

GROUP: Final = "Added by hand"
"""The group that such feeds are in."""


class ManualArticles:
    """Adds articles to a store by hand."""

    def __init__(self, store: Store, client: FeedClient, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Take the store, the ways to ask and to keep, and the time."""
        self._store = store
        self._client = client
        self._writer = writer
        self._clock = clock

    async def add(self, story_id: int, place: str) -> int:
        """Reads an address or a file, keeps it as an entry, and puts it into a story. Gives the entry's id.

        One that is stored already and shows, under the same address, is moved.

        Raises:
            NewsdiffError: It cannot be read, or not be kept, or it is in that story already; nothing was changed.
        """
        from newsdiff.service.load_articles import gather

        gathered = await gather([place], fetcher=lambda: self._client.fetcher, pool=lambda: self._client.pool)
        return await self._writer.run(partial(self._keep, gathered.articles[0], story_id))

    def _keep(self, article: Article, story_id: int) -> int:
        if not self._store.some_stories([story_id]):
            raise ReadError("That story is not there any more, so nothing was added.")
        url = article.url
        known = self._store.entry_at(url) if url else None
        if known is None:
            known = self._stored(article)
        self._store.put_entry(known, story_id)
        return known

    def _stored(self, article: Article) -> int:
        outlet = article.outlet
        settings = FeedSettings(name=outlet, group=GROUP, full_text="never", paused=True)
        feed = self._store.add_feed(f"{BY_HAND}{fold(outlet)}", settings, title=outlet).feed
        key = article.url or hashlib.sha256(article.text.encode()).hexdigest()[:32]
        entry = FeedItem(
            key, article.title, article.url, None, article.published, text=article.text, summary_only=False
        )
        language = article.language
        content = FeedContent("rss", outlet, None, language, (entry,), 1)
        now = self._clock().astimezone(UTC)
        self._store.save(feed.id, content, replace(FeedState(), last_good=now), now)
        found = self._store.entry_of(feed.id, key)
        if found is None:
            raise RuntimeError("an entry that was just stored is not there")
        return found
