"""Stories: entries clustered as they come in, texts previewed and compared, articles added by hand."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from newsdiff.service.manual_articles import ManualArticles
from newsdiff.service.refresh import RefreshBusy, refresh_lock
from newsdiff.service.story_articles import StoryArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.stories import Compared, StoryPreview
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.full_text import FullTextService
    from newsdiff.service.headline_languages import HeadlineLanguages
    from newsdiff.service.load_articles import LoadedArticles
    from newsdiff.service.store_writer import StoreWriter
    from newsdiff.service.story_articles import Align
    from newsdiff.service.story_ingest import StoryIngest

CHUNK: Final = 25
"""Entries that are clustered in one transaction: about 20 ms, for which other writers have to wait."""


class StoryService:
    """The work on stories that joins the store with fetching and comparing. What is only read or edited is in `Store`.

    All methods raise `StoreError` where the store cannot be read or written, and have then changed nothing. The id of a
    story that was merged into another stands for that one.
    """

    def __init__(
        self,
        store: Store,
        client: FeedClient,
        writer: StoreWriter,
        full_text: FullTextService,
        *,
        clock: Callable[[], datetime],
        align: Align | None = None,
    ) -> None:
        """Create the service.

        Args:
            store: Where the stories are.
            client: Fetches articles that are added by hand.
            writer: Writes to the store.
            full_text: Fetches the pages of entries.
            clock: Returns the current time (timezone-aware).
            align: Aligns articles as the compare view does; None: by their words alone.
        """
        self._store = store
        self._writer = writer
        self._clock = clock
        self._articles = StoryArticles(store, full_text, align)
        self._manual_articles = ManualArticles(store, client, writer, clock=clock)
        self._clusterers: tuple[StoryIngest, HeadlineLanguages] | None = None
        self._clustering = asyncio.Lock()
        self._catching_up = asyncio.Lock()
        self._interrupting = 0
        """How many refreshes wait for `catch_up` to end."""

    # Clustering

    async def cluster(self, *, interrupted: bool = True) -> int:
        """Put every entry that has no story yet into one. The caller holds the refresh lock.

        If it is cancelled or killed, the entries that are left come into the same stories the next time.

        Args:
            interrupted: Take the entries of an interrupted refresh too. Otherwise they wait for the next refresh, up
                to an hour, so that the interruption makes no difference to the stories.

        Returns:
            How many entries were clustered.
        """
        return await self._cluster(lambda: True, interrupted=interrupted)

    async def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Cluster entries that were stored and not clustered: after a start, a refresh, an import, or a new feed.

        It does nothing while a refresh is running, in this newsdiff or another one, which will cluster everything; and
        it leaves the rest to a refresh that begins in this newsdiff. It may be cancelled at any time.

        Args:
            progress: Called on the event loop with the number of entries that were clustered so far, and of all that
                had no story.

        Returns:
            How many entries were clustered.
        """
        if self._store.read_only:
            return 0
        async with self._catching_up:
            try:
                with refresh_lock(self._store):
                    return await self._cluster(lambda: not self._interrupting, interrupted=False, progress=progress)
            except RefreshBusy:
                return 0

    async def interrupt_catch_up(self) -> None:
        """Make `catch_up` give up the refresh lock, which it may hold for a minute where many entries wait."""
        self._interrupting += 1
        try:
            async with self._catching_up:
                pass
        finally:
            self._interrupting -= 1

    async def _cluster(
        self, go_on: Callable[[], bool], *, interrupted: bool, progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Cluster entries, batch by batch and chunk by chunk, for as long as `go_on` says so."""
        async with self._clustering:
            if self._clusterers is None:
                self._clusterers = await self._writer.run(partial(_clusterers, self._store, self._writer))
            ingest, languages = self._clusterers
            clustered = 0
            try:
                while go_on():
                    now = self._clock()
                    if not ingest.batch_in_memory:
                        ingest.set_languages(await languages.next_entries())
                    left = await self._writer.run(partial(ingest.begin_batch, now, interrupted=interrupted))
                    if not left:
                        break
                    total = clustered + await self._writer.run(self._store.count_unclustered)
                    while left and go_on():
                        now_left = await self._writer.run(partial(ingest.assign, CHUNK, now))
                        clustered, left = clustered + left - now_left, now_left
                        if progress is not None:
                            progress(clustered, total)
            finally:
                await languages.close()
            return clustered

    # Comparing. Both methods block: call them in a thread.

    def preview(self, story_id: int) -> StoryPreview | None:
        """How the article of each outlet begins; None if there is no such story."""
        return self._articles.preview(story_id)

    def compare(self, story_id: int) -> Compared | None:
        """Compare the stored texts of a story, and store the result. Nothing is fetched.

        It takes up to a second of computing for a story of twenty outlets.

        Returns:
            The counts; None where fewer than two outlets have a text.
        """
        return self._articles.compare(story_id)

    # Articles

    async def articles(self, story_id: int, wanted: Collection[int] = ()) -> LoadedArticles:
        """The articles of a story for the compare view, the newest one from each outlet, up to
        `load_articles.MOST_ARTICLES`.

        Pages are fetched where only a summary is stored.

        Args:
            story_id: The story.
            wanted: Entries that are compared in place of the newest ones of their outlets.

        Raises:
            ReadError: There is no such story, or none of its entries contains an article.
        """
        return await self._articles.articles(story_id, wanted)

    def each_article(self, story_id: int, wanted: Collection[int] = ()) -> AsyncGenerator[LoadedArticles, None]:
        """The same as they come: first those that are stored, then all again after each page that was fetched or
        failed.

        Raises:
            ReadError: There is no such story.
        """
        return self._articles.each_article(story_id, wanted)

    async def add_article(self, story_id: int, source: str) -> int:
        """Add an article to a story.

        Args:
            story_id: The story.
            source: The address or the path of the article.

        Returns:
            The id of its entry.

        Raises:
            NewsdiffError: It cannot be read or stored; nothing was changed.
        """
        return await self._manual_articles.add(story_id, source)


def _clusterers(store: Store, writer: StoreWriter) -> tuple[StoryIngest, HeadlineLanguages]:
    # Imported lazily: they need rapidfuzz and a stemmer.
    from newsdiff.service.headline_languages import HeadlineLanguages
    from newsdiff.service.story_ingest import MAX_BATCH, StoryIngest

    return StoryIngest(store), HeadlineLanguages(store, writer, limit=MAX_BATCH)
