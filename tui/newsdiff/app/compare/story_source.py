"""Where the compare screen gets a story from: articles that were named, or a stored story."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.stories import StorySummary, TimelineEvent
    from newsdiff.core.models import Article
    from newsdiff.service import LoadedArticles
    from newsdiff.service.protocols import Context
    from newsdiff.service.story_service import StoryService


class StorySource(ABC):
    """A story that can be read once, and added to."""

    summary: StorySummary | None = None
    """The story in the library; None where it is not stored."""

    @abstractmethod
    def articles(self) -> AsyncGenerator[LoadedArticles, None]:
        """The articles, as they come: each time all that have come, at first perhaps none.

        Raises:
            NewsdiffError: They cannot be read.
        """

    @abstractmethod
    async def add(self, source: str, present: tuple[Article, ...]) -> LoadedArticles:
        """Add the article of a file or an address; gives all the articles.

        Args:
            source: Path or address.
            present: The articles that are shown.

        Raises:
            NewsdiffError: It cannot be read or stored; nothing was changed.
        """

    async def mark_seen(self) -> None:
        """Remember that the user has seen the story as it is now; of one that is not stored, nothing is remembered.

        Raises:
            StoreError: The store cannot be written.
        """
        return

    async def recount(self) -> None:
        """Have a stored story's numbers counted again, now that the user has decided about its matches.

        Raises:
            StoreError: The store cannot be written.
        """
        return

    async def timeline(self) -> tuple[TimelineEvent, ...]:
        """Who had it first, who followed, and what was changed, in order of time; empty where it is not stored.

        Raises:
            StoreError: The store cannot be read.
        """
        return ()


class NamedArticles(StorySource):
    """Articles that the user named or picked. What is added to them is gone when the screen is left."""

    def __init__(self, context: Context, loading: Awaitable[LoadedArticles]) -> None:
        """Take what reads an article, and the articles on their way."""
        self._context, self._loading = context, loading

    async def articles(self) -> AsyncGenerator[LoadedArticles, None]:
        """All of them at once."""
        yield await self._loading

    async def add(self, source: str, present: tuple[Article, ...]) -> LoadedArticles:
        """The article comes last."""
        return await self._context.load_articles([source], beside=present)


class StoredStory(StorySource):
    """A story of the library. Pages of articles with only a summary are fetched; what is added stays with it."""

    def __init__(self, store: Store, stories: StoryService, summary: StorySummary) -> None:
        """Take the open store, what fetches and adds articles, and the story."""
        self._store, self._stories = store, stories
        self.summary: StorySummary = summary

    def articles(self) -> AsyncGenerator[LoadedArticles, None]:
        """At once what is stored, then again after each page that came, or did not."""
        return self._stories.each_article(self.summary.id)

    async def add(self, source: str, present: tuple[Article, ...]) -> LoadedArticles:
        """The article comes where its date puts it."""
        del present
        await self._stories.add_article(self.summary.id, source)
        return await self._stories.articles(self.summary.id)

    async def mark_seen(self) -> None:
        """Mark the articles read as well."""
        if not self._store.read_only:
            await asyncio.to_thread(lambda: self._store.mark_read(self._store.mark_story_seen(self.summary.id)))

    async def recount(self) -> None:
        """The list of stories counts it when it is shown."""
        if not self._store.read_only:
            await asyncio.to_thread(self._store.recount_story, self.summary.id)

    async def timeline(self) -> tuple[TimelineEvent, ...]:
        """Read it from the store."""
        return await asyncio.to_thread(self._store.story_timeline, self.summary.id)
