"""Stories: entries placed in them as they come in, their texts previewed and compared, articles added by hand."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from newsdiff.service.manual_articles import ManualArticles
from newsdiff.service.refresh import RefreshBusy, refresh_lock
from newsdiff.service.story_articles import StoryArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.stories import Compared, StoryPreview
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.full_text import FullTextService
    from newsdiff.service.load_articles import LoadedArticles
    from newsdiff.service.store_writer import StoreWriter
    from newsdiff.service.story_ingest import StoryIngest

CHUNK: Final = 25
"""Entries that are placed in one transaction: about 20 ms, for which others who write have to wait."""


class StoryService:
    """The work on stories that joins the store with fetching and comparing. What is only read or edited is in `Store`.

    The methods that are no coroutines read or write the store: call them off the event loop. All raise `StoreError`
    where that is not possible, and have then changed nothing. An id of a story that was merged leads to what it is in.
    """

    def __init__(
        self,
        store: Store,
        client: FeedClient,
        writer: StoreWriter,
        pages: FullTextService,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the store, the ways to ask and to keep, the pages of entries, and the time."""
        self._store = store
        self._writer = writer
        self._clock = clock
        self._telling = StoryArticles(store, pages)
        self._manual_articles = ManualArticles(store, client, writer, clock=clock)
        self._ingest: StoryIngest | None = None
        self._turn = asyncio.Lock()
        self._catching = asyncio.Lock()
        self._wanted = 0
        """Refreshes that wait for `catch_up` to make way."""

    # Placing

    async def place(self, *, interrupted: bool = True) -> int:
        """Places what has no story yet, and tells how many entries that were. The caller holds the right to refresh.

        Cancelled or killed, it has placed some; the rest is placed the next time, as it would have been now.

        Args:
            interrupted: Also what a refresh has brought that did not come to its end. Otherwise that waits for the
                next refresh, for an hour at most, so that the kill makes no difference to the stories.
        """
        return await self._place(lambda: True, interrupted=interrupted)

    async def catch_up(self) -> int:
        """Places what was stored and not placed: after a start, an import, a new feed. Gives how many it placed.

        While a refresh goes on, here or in another newsdiff, it does nothing: that one will place everything. To one
        that begins here meanwhile, it leaves the rest.
        """
        if self._store.read_only:
            return 0
        async with self._catching:
            try:
                with refresh_lock(self._store):
                    return await self._place(lambda: not self._wanted, interrupted=False)
            except RefreshBusy:
                return 0

    async def make_way(self) -> None:
        """Has `catch_up` give up the right to refresh, which it may have for a minute where much waits to be placed."""
        self._wanted += 1
        try:
            async with self._catching:
                pass
        finally:
            self._wanted -= 1

    async def _place(self, go_on: Callable[[], bool], *, interrupted: bool) -> int:
        """Places in rounds and slices, as long as it may go on."""
        async with self._turn:
            if self._ingest is None:
                self._ingest = await self._writer.run(partial(_story_ingest, self._store))
            placed = 0
            while go_on():
                now = self._clock()
                left = await self._writer.run(partial(self._ingest.begin_batch, now, interrupted=interrupted))
                if not left:
                    break
                while left and go_on():
                    now_left = await self._writer.run(partial(self._ingest.assign, CHUNK, now))
                    placed, left = placed + left - now_left, now_left
            return placed

    # Comparing

    def preview(self, story_id: int) -> StoryPreview | None:
        """How each outlet begins its account; None where there is no such story."""
        return self._telling.preview(story_id)

    def compare(self, story_id: int) -> Compared | None:
        """Compares the stored texts of a story and keeps what that gives; None where fewer than two accounts have text.
        It takes up to a second of computing for a story of twenty outlets; nothing is fetched."""
        return self._telling.compare(story_id)

    # Articles

    async def articles(self, story_id: int) -> LoadedArticles:
        """An article for each account of a story, for the compare view, full texts fetched where only summaries are
        stored.

        Raises:
            ReadError: None of them holds an article.
        """
        return await self._telling.articles(story_id)

    def each_article(self, story_id: int) -> AsyncGenerator[LoadedArticles, None]:
        """The same as it grows: at once what is stored, then again after each page that came, or did not."""
        return self._telling.each_article(story_id)

    async def add_article(self, story_id: int, place: str) -> int:
        """Adds an article, from an address or a file, to a story, and gives the id of its entry.

        Raises:
            NewsdiffError: It cannot be read or kept; nothing was changed.
        """
        return await self._manual_articles.add(story_id, place)


def _story_ingest(store: Store) -> StoryIngest:
    # It needs rapidfuzz and a stemmer, which the first frame does not wait for.
    from newsdiff.service.story_ingest import StoryIngest

    return StoryIngest(store)
