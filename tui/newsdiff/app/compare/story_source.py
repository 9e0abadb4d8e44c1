"""Where the compare screen gets a story from: articles that were named, or a stored story."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from newsdiff.errors import NewsdiffError, ReadError
from newsdiff.service.find_entries import find_entries
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import StorySummary, TimelineEvent
    from newsdiff.core.models import Article
    from newsdiff.service.protocols import Context
    from newsdiff.service.story_service import StoryService

_T = TypeVar("_T")


class ChangeMaker(Protocol):
    """Makes a change of the store off the event loop, and gives its result."""

    def __call__(self, change: Callable[[], _T], /) -> Awaitable[_T]:
        """The result of a change, when it is made."""


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
    async def add(self, source: str | Entry, present: tuple[Article, ...]) -> LoadedArticles:
        """Add the article of a file or an address, or a stored one; gives all the articles.

        Args:
            source: Path or address, or the entry.
            present: The articles that are shown.

        Raises:
            NewsdiffError: It cannot be read or stored; nothing was changed.
        """

    @abstractmethod
    async def take_back(self, present: tuple[Article, ...]) -> LoadedArticles | None:
        """Undo what was last added to the story or taken out of it; gives all the articles that it has then.

        None where there was nothing, or it was undone in another way.

        Args:
            present: The articles that are shown.

        Raises:
            NewsdiffError: The store cannot be read or written; nothing was changed.
        """

    @abstractmethod
    async def find_stored(self, query: str, present: tuple[Article, ...]) -> Sequence[Entry]:
        """The stored articles with these words that are not in the story, the newest first; nothing is fetched.

        Args:
            query: What was typed so far; the last word may be the beginning of one. Where it is empty, those are found
                that may belong to the story.
            present: The articles that are shown.
        """

    async def choose(self, entry: Entry) -> LoadedArticles | None:
        """Compare an entry of a stored story in place of the one of its outlet that was compared; gives all articles.

        None where the story is not stored.

        Raises:
            NewsdiffError: The store cannot be read.
        """
        del entry
        return None

    async def take_out(self, entry_id: int) -> LoadedArticles | None:
        """Take an entry out of a stored story, into one of its own; gives all the articles that are left.

        None where the story is not stored.

        Raises:
            NewsdiffError: The entry is all there is of the story, or the store cannot be written; nothing was changed.
        """
        del entry_id
        return None

    async def doubtful(self) -> frozenset[int]:
        """The ids of the entries of a stored story that may not belong to it."""
        return frozenset()

    async def mark_seen(self) -> None:
        """Remember that the user has seen the story as it is now; of one that is not stored, nothing is remembered.

        Raises:
            StoreError: The store cannot be written.
        """
        return

    async def mark_read(self, entry_ids: Collection[int]) -> None:
        """Mark entries of a stored story read.

        Raises:
            StoreError: The store cannot be written.
        """
        del entry_ids

    async def recount(self) -> None:
        """Have a stored story's numbers counted again, now that the user has decided about its matches.

        Raises:
            StoreError: The store cannot be written.
        """
        return

    async def suggestions(self) -> int:
        """How many articles of other stories may belong to this one, as `find_stored` lists them; none to what is not
        stored.
        """
        return 0

    async def timeline(self, present: tuple[Article, ...]) -> tuple[TimelineEvent, ...]:
        """Who had it first, who followed, and of a stored story what was changed, in order of time.

        Args:
            present: The articles that are shown.

        Raises:
            StoreError: The store cannot be read.
        """
        return dated_articles(present)


class NamedArticles(StorySource):
    """Articles that the user named or picked. What is added to them is gone when the screen is left."""

    def __init__(self, context: Context, loading: Awaitable[LoadedArticles]) -> None:
        """Take what reads an article, and the articles on their way."""
        self._context, self._loading = context, loading
        self._added: list[tuple[Article, ...]] = []
        """What each adding brought, the last one at the end."""

    async def articles(self) -> AsyncGenerator[LoadedArticles, None]:
        """All of them at once."""
        yield await self._loading

    async def add(self, source: str | Entry, present: tuple[Article, ...]) -> LoadedArticles:
        """The article comes last."""
        if isinstance(source, str):
            loaded = await self._context.load_articles([source], beside=present)
        else:
            loaded = await self._stored(source, present)
        self._added.append(loaded.articles[len(present) :])
        return loaded

    async def _stored(self, entry: Entry, present: tuple[Article, ...]) -> LoadedArticles:
        if len(present) >= MOST_ARTICLES:
            raise ReadError(f"newsdiff compares up to {MOST_ARTICLES} articles, so it was not added.")
        service = await asyncio.to_thread(lambda: self._context.feed_service)
        loaded = await service.articles([entry.id])
        return LoadedArticles((*present, *loaded.articles), loaded.notices)

    async def take_back(self, present: tuple[Article, ...]) -> LoadedArticles | None:
        """The others stay as they are."""
        if not self._added:
            return None
        gone = self._added.pop()
        return LoadedArticles(tuple(one for one in present if one not in gone))

    async def find_stored(self, query: str, present: tuple[Article, ...]) -> Sequence[Entry]:
        """From the library, where there is one."""

        def find() -> Sequence[Entry]:
            try:
                return find_entries(self._context.feed_service.store, query, present)
            except NewsdiffError:
                return ()

        return await asyncio.to_thread(find)


class StoredStory(StorySource):
    """A story of the library. Pages of articles with only a summary are fetched; what is added stays with it."""

    def __init__(
        self, store: Store, stories: StoryService, summary: StorySummary, make: ChangeMaker = asyncio.to_thread
    ) -> None:
        """Take the open store, what fetches and adds articles, the story, and what makes a change of the store."""
        self._store, self._stories, self._make = store, stories, make
        self.summary: StorySummary = summary
        self._moved: list[tuple[int, int]] = []
        """The entries that were added or taken out, each with the story that it is in now, the last one at the end."""
        self._chosen: dict[str, int] = {}
        """The entries that the user chose or added, which are compared in place of the newest of their outlets."""

    def articles(self) -> AsyncGenerator[LoadedArticles, None]:
        """At once what is stored, then again after each page that came, or did not."""
        return self._stories.each_article(self.summary.id, self._chosen.values())

    async def _articles(self) -> LoadedArticles:
        return await self._stories.articles(self.summary.id, self._chosen.values())

    async def choose(self, entry: Entry) -> LoadedArticles:
        """Its page is fetched where only a summary is stored."""
        self._chosen[entry.outlet] = entry.id
        return await self._articles()

    async def add(self, source: str | Entry, present: tuple[Article, ...]) -> LoadedArticles:
        """The article comes where its date puts it."""
        del present
        if isinstance(source, str):
            entry = await self._stories.add_article(self.summary.id, source)
        else:
            entry = source.id
            await self._make(partial(self._store.put_entry, entry, self.summary.id))
        self._moved.append((entry, self.summary.id))
        for added in await asyncio.to_thread(self._store.some_entries, [entry]):
            self._chosen[added.outlet] = entry
        return await self._articles()

    async def take_back(self, present: tuple[Article, ...]) -> LoadedArticles | None:
        """The article returns to the story that it was in before, or stands alone."""
        del present
        while self._moved:
            # What was undone in another way, as in a second newsdiff, is passed over.
            if await self._make(partial(self._store.take_out, *self._moved.pop())):
                return await self._articles()
        return None

    async def take_out(self, entry_id: int) -> LoadedArticles:
        """It stays out: later articles are placed by that."""
        story = await self._make(partial(self._store.split_story, self.summary.id, [entry_id]))
        self._moved.append((entry_id, story))
        return await self._articles()

    async def doubtful(self) -> frozenset[int]:
        """Found in the store; none where it cannot be read."""
        try:
            return await asyncio.to_thread(self._store.doubtful, self.summary.id)
        except NewsdiffError:
            return frozenset()

    async def find_stored(self, query: str, present: tuple[Article, ...]) -> Sequence[Entry]:
        """From the library."""

        def find() -> Sequence[Entry]:
            try:
                if not query.strip():
                    return self._store.suggestions(self.summary.id)
                inside = {one.id for one in self._store.story_entries(self.summary.id)}
                return [one for one in find_entries(self._store, query, present) if one.id not in inside]
            except NewsdiffError:
                return ()

        return await asyncio.to_thread(find)

    async def mark_seen(self) -> None:
        """Its articles stay read or unread."""
        if not self._store.read_only:
            await self._make(partial(self._store.mark_story_seen, self.summary.id))

    async def mark_read(self, entry_ids: Collection[int]) -> None:
        """In a store that is open for reading only, nothing is marked."""
        if not self._store.read_only:
            await self._make(partial(self._store.mark_read, tuple(entry_ids)))

    async def recount(self) -> None:
        """The list of stories counts it when it is shown."""
        if not self._store.read_only:
            await asyncio.to_thread(self._store.recount_story, self.summary.id)

    async def suggestions(self) -> int:
        """Counted in the store; none where it cannot be read."""
        try:
            return len(await asyncio.to_thread(self._store.suggestions, self.summary.id))
        except NewsdiffError:
            return 0

    async def timeline(self, present: tuple[Article, ...]) -> tuple[TimelineEvent, ...]:
        """Read it from the store."""
        del present
        return await asyncio.to_thread(self._store.story_timeline, self.summary.id)


def dated_articles(articles: Sequence[Article]) -> tuple[TimelineEvent, ...]:
    """Articles in the order of their dates, those without one left out; of a day without a time nobody was first."""
    from newsdiff.core.library.stories import TimelineEvent

    dated = [(one.published, one.day_only, place, one) for place, one in enumerate(articles) if one.published]
    dated.sort(key=lambda one: (one[0].date(), one[1], one[0], one[2]))
    begin = dated[0][0] if dated else None
    return tuple(
        TimelineEvent(
            at,
            one.outlet,
            place,
            one.title,
            "first" if number == 0 and not day_only else "joined",
            (at - begin).total_seconds() if begin else 0.0,
            timed=not day_only,
        )
        for number, (at, day_only, place, one) in enumerate(dated)
    )
