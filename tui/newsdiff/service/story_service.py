"""Stories: placed as entries come in, listed, compared, and changed as the reader says."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from newsdiff.core.library.stories import StoryScope
from newsdiff.service.manual_articles import ManualArticles
from newsdiff.service.refresh import RefreshBusy, refresh_lock
from newsdiff.service.story_articles import StoryArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection, Sequence
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.adapters.store.sql.story_ingest import StoryIngest
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import Compared, StoryNews, StoryPreview, StorySummary, TimelineEvent
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.full_text import FullTextService
    from newsdiff.service.load_articles import LoadedArticles
    from newsdiff.service.store_writer import StoreWriter

SLICE: Final = 25
"""Entries that are placed in one transaction: about 20 ms, for which others who write have to wait."""

PAGE: Final = 100
"""Stories in a page, where no other number is asked for."""


class StoryService:
    """The stories of a store.

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
        self._placer: StoryIngest | None = None
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
            if self._placer is None:
                self._placer = await self._writer.run(self._store.placer)
            placed = 0
            while go_on() and (
                left := await self._writer.run(partial(self._placer.begin, self._clock(), interrupted=interrupted))
            ):
                while left and go_on():
                    now_left = await self._writer.run(partial(self._placer.some, SLICE))
                    placed, left = placed + left - now_left, now_left
            return placed

    # Reading

    def list(
        self,
        scope: StoryScope = StoryScope(),  # noqa: B008 -- it is frozen, and every call may share it
        limit: int = PAGE,
        *,
        after: StorySummary | None = None,
    ) -> tuple[StorySummary, ...]:
        """A page of stories. Raises QueryError where the search cannot be understood.

        Args:
            scope: Which, and what comes first.
            limit: The most to give.
            after: The last card of the page before.
        """
        return self._store.stories(scope, limit, after=after)

    def count(self, scope: StoryScope = StoryScope()) -> int:  # noqa: B008 -- as above
        """How many stories a list has. Raises QueryError where the search cannot be understood."""
        return self._store.count_stories(scope)

    def cards(self, story_ids: Sequence[int]) -> tuple[StorySummary, ...]:
        """The stories of these ids that have something to show, in that order, each once."""
        return self._store.some_stories(story_ids)

    def story_of(self, entry_id: int) -> int | None:
        """The story of an entry; None where it was not placed yet."""
        return self._store.story_of(entry_id)

    def entries(self, story_id: int) -> tuple[Entry, ...]:
        """The articles of a story that show, the earliest first."""
        return self._store.story_entries(story_id)

    def preview(self, story_id: int) -> StoryPreview | None:
        """How each outlet begins its account; None where there is no such story."""
        return self._telling.preview(story_id)

    def timeline(self, story_id: int) -> tuple[TimelineEvent, ...]:
        """Who had it first, who followed when, and what was changed, in order of time."""
        return self._store.story_timeline(story_id)

    def compare(self, story_id: int) -> Compared | None:
        """Compares the stored texts of a story and keeps what that gives; None where fewer than two accounts have text.
        It takes up to a second of computing for a story of twenty outlets; nothing is fetched."""
        return self._telling.compare(story_id)

    def uncompared(self, limit: int = 20) -> tuple[int, ...]:
        """The newest stories of several outlets that were not compared as they are now, for when there is time."""
        return self._store.uncompared(limit)

    def look(self, story_id: int) -> tuple[int, ...]:
        """Keeps that the reader has looked at a story as it is now: it is no longer fresh, and its news are told. Gives
        the ids of the articles that it has."""
        return self._store.look_at_story(story_id)

    def mark_read(self, story_id: int, *, read: bool = True) -> int:
        """Marks all articles of a story read or unread, and tells how many were not; more than one can be undone."""
        return self._store.mark_read([entry.id for entry in self._store.story_entries(story_id)], read)

    # The reader's word. `Store.undo` takes the last one back.

    def split(self, story_id: int, entry_ids: Collection[int]) -> int:
        """Makes a story of its own of some articles of a story, and gives its id."""
        return self._store.split_story(story_id, entry_ids)

    def merge(self, story_ids: Sequence[int]) -> int:
        """Makes one story of several, and gives its id, that of the oldest."""
        return self._store.merge_stories(story_ids)

    def move(self, entry_ids: Collection[int], story_id: int) -> None:
        """Puts articles into another story."""
        self._store.move_entries(entry_ids, story_id)

    def set_lead(self, story_id: int, entry_id: int | None) -> None:
        """Lets an article lead its story; None: the earliest."""
        self._store.set_lead(story_id, entry_id)

    def pin(self, story_id: int, *, on: bool = True) -> None:
        """Pins a story, which then takes nothing by itself, or lets it go."""
        self._store.pin_story(story_id, on=on)

    def watch(self, story_id: int, *, on: bool = True) -> None:
        """Watches a story from now on, or no longer. It is not for `undo`."""
        self._store.watch_story(story_id, on=on)

    def never_group(self, feed_id: int, *, on: bool = True) -> int:
        """Takes a feed's articles out of the stories that they share, and lets those to come stay alone; tells how many
        have left. With `on` false, those to come are grouped again."""
        return self._store.never_group(feed_id, on=on)

    def news(self) -> tuple[StoryNews, ...]:
        """What is new about watched stories and was not told yet."""
        return self._store.news()

    def told(self, news: Sequence[StoryNews]) -> None:
        """Keeps that some news were told."""
        self._store.news_told(news)

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
