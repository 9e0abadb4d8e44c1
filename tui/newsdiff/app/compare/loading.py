"""Gets the articles of a story and compares them, anew when one joins or gets its text."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.worker import get_current_worker

from newsdiff.app.compare.messages import (
    AddingFailed,
    ArticleAdded,
    ArticleChosen,
    ArticlesComplete,
    ArticlesRead,
    EditUndone,
    StoryCompared,
)
from newsdiff.app.compare.state import MOST_SHOWN
from newsdiff.app.messages import WorkFailed
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from textual.screen import Screen

    from newsdiff.app.compare.story_source import StorySource
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import ComparedStory, OutletEntries
    from newsdiff.core.models import Article
    from newsdiff.service import LoadedArticles
    from newsdiff.service.comparison import Comparison
    from newsdiff.service.protocols import Context


class LoadController:
    """Reads and compares off the event loop. It touches no widget: what comes of it is posted to the screen.

    A message to a screen that is being taken down is dropped by Textual, and its workers are cancelled.
    """

    def __init__(self, screen: Screen[Any], context: Context, source: StorySource) -> None:
        self._screen, self._context, self._source = screen, context, source
        self._joining = asyncio.Lock()
        self.articles: tuple[Article, ...] = ()
        """The newest articles of the story; a comparison of others that comes late is out of date."""
        self.story: ComparedStory | None = None
        """The story in the library that these are of; None where they are of none."""
        self._marked: set[int] = set()
        """The entries that were marked read."""
        self.opened = False
        """The source has answered, if only with no article."""
        self.fetching = False
        """More texts are on their way."""

    @property
    def outlets(self) -> tuple[OutletEntries, ...]:
        """Of a stored story, for each article the entries of its outlet."""
        return self.story.outlets if self.story else ()

    def read(self) -> None:
        """Bring the articles in."""
        self.fetching = True
        self._run(self._read(), "read", exclusive=True)

    def add(self, source: str | Entry) -> None:
        """Bring one more article into the story; several wait for one another."""
        self._run(self._add(source), "join")

    def take_back(self, words: str) -> None:
        """Undo what was last added to the story, or taken out of it; `words` say that it is done."""
        self._run(self._take_back(words), "join")

    def choose(self, entry: Entry) -> None:
        """Compare an article of a stored story in place of another one of its outlet."""
        self._run(self._choose(entry), "join")

    def mark_read(self, entry_ids: set[int]) -> None:
        """Mark entries of a stored story read, each once: the reader may mark one unread again."""
        fresh = entry_ids - self._marked
        if fresh:
            self._marked |= fresh
            self._run(self._source.mark_read(fresh), "mark-read")

    def compare(self) -> None:
        """Find the matches of the articles that are there."""
        self._screen.run_worker(
            partial(self._post_comparison, self.articles),
            group="compare",
            exit_on_error=False,
            exclusive=True,
            thread=True,
        )

    def warm(self, comparison: Comparison, shown: Sequence[int]) -> None:
        """Work out what stands out in each sentence, so that text that comes into view need not wait for it."""
        work = partial(_find_spans, comparison, tuple(shown))
        self._screen.run_worker(work, group="warm", exit_on_error=False, exclusive=True, thread=True)

    def _run(self, work: Coroutine[Any, Any, None], group: str, *, exclusive: bool = False) -> None:
        self._screen.run_worker(work, group=group, exit_on_error=False, exclusive=exclusive)

    async def _read(self) -> None:
        notices: tuple[str, ...] = ()
        stored = self._source.summary is not None
        try:
            async with aclosing(self._source.articles()) as coming:
                async for loaded in coming:
                    # Of a stored story, each has the notices of those before it, and the last says everything.
                    notices = loaded.notices if stored else ()
                    await self._take(loaded, () if stored else loaded.notices)
                    await self._open()
        finally:
            self.fetching = False
        suggestions, doubtful = await self._source.suggestions(), await self._source.doubtful()
        self._screen.post_message(ArticlesComplete(notices, suggestions, doubtful))

    async def _open(self) -> None:
        """The user has seen what there is, once: what joins while pages are fetched they have not."""
        if self.opened:
            return
        self.opened = True
        try:
            await self._source.mark_seen()
        except NewsdiffError as error:
            self._screen.post_message(WorkFailed(error))

    async def _add(self, source: str | Entry) -> None:
        async with self._joining:
            before = self.articles
            try:
                loaded = await self._source.add(source, before)
            except NewsdiffError:
                self._screen.post_message(AddingFailed())
                raise
            if self._source.summary is not None:
                # What of the others could not be had was shown when they came.
                await self._show(loaded, ())
                self._screen.post_message(ArticleAdded(stored=True))
                return
            fresh = loaded.articles[len(before) :]
            joined = (f"{one.outlet} added as outlet {number}" for number, one in enumerate(fresh, len(before) + 1))
            await self._show(loaded, (*loaded.notices, *joined))
            self._screen.post_message(ArticleAdded(stored=False))

    async def take_out(self, entry_id: int) -> None:
        """Take an article out of a stored story. Raises NewsdiffError; nothing was changed then."""
        async with self._joining:
            left = await self._source.take_out(entry_id)
            if left is not None:
                await self._show(left, ())

    async def _take_back(self, words: str) -> None:
        async with self._joining:
            left = await self._source.take_back(self.articles)
            if left is not None:
                await self._show(left, ())
            self._screen.post_message(EditUndone("Nothing to undo" if left is None else words))

    async def _choose(self, entry: Entry) -> None:
        async with self._joining:
            loaded = await self._source.choose(entry)
            if loaded is not None:
                await self._show(loaded, ())
            shown = any(one.shown == entry.id for one in self.outlets)
            self._screen.post_message(ArticleChosen(entry, shown=shown))

    async def _take(self, loaded: LoadedArticles, notices: tuple[str, ...]) -> None:
        async with self._joining:
            await self._show(loaded, notices)

    async def _show(self, loaded: LoadedArticles, notices: tuple[str, ...]) -> None:
        """Show the articles where they have changed, compared if there was a story to see before."""
        articles, self.story = loaded.articles, loaded.story
        if self.opened and articles == self.articles:
            return
        first = not self.articles
        self.articles = articles
        if first or len(articles) < 2:
            # The first picture does not wait for the matches.
            self._screen.post_message(ArticlesRead(articles, notices))
            return
        comparison = await asyncio.to_thread(self._compared, articles, wait=False)
        self._screen.post_message(StoryCompared(comparison, notices))
        if comparison.provisional:
            self._run(self._finish(articles), "encode", exclusive=True)

    async def _finish(self, articles: tuple[Article, ...]) -> None:
        """Show the matches anew once the sentence encoder has read the articles."""
        self._screen.post_message(StoryCompared(await asyncio.to_thread(self._compared, articles, wait=True)))

    def _post_comparison(self, articles: tuple[Article, ...]) -> None:
        """Show the matches by words at once, and anew once the sentence encoder has read the articles."""
        comparison = self._compared(articles, wait=False)
        self._screen.post_message(StoryCompared(comparison))
        if comparison.provisional and articles == self.articles:
            self._screen.post_message(StoryCompared(self._compared(articles, wait=True)))

    def _compared(self, articles: tuple[Article, ...], *, wait: bool) -> Comparison:
        comparison = self._context.compare(articles, wait=wait)
        comparison.warm()
        # What the first screen tells is worked out here, where no key waits for it.
        comparison.differences.overview(range(min(len(articles), MOST_SHOWN)))
        return comparison


def _find_spans(comparison: Comparison, shown: Sequence[int]) -> None:
    worker, differences = get_current_worker(), comparison.differences
    for match in differences.alignment.matches:
        if worker.is_cancelled:
            return
        # What the drawer shows of a sentence beside one other alone takes no time that a reader would notice.
        if match.level:
            differences.spans(match.a, shown)
            differences.spans(match.b, shown)
