"""A story as it comes in: its articles are read and compared, and compared anew when one joins or gets its text."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from textual import work

from newsdiff.app.compare.view_actions import ViewActions
from newsdiff.app.messages import ArticlesRead, StoryCompared

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Sequence

    from newsdiff.config import Config
    from newsdiff.core.models import Article
    from newsdiff.service import Comparison, LoadedArticles
    from newsdiff.service.protocols import Context


async def once(gathering: Awaitable[LoadedArticles]) -> AsyncGenerator[LoadedArticles, None]:
    """A story that does not grow by itself."""
    yield await gathering


class Growing(ViewActions):
    """The part of the compare screen that gets articles; what comes of it is told in messages."""

    def __init__(self, context: Context, config: Config, coming: AsyncGenerator[LoadedArticles, None]) -> None:
        """Take the reader's settings, and the story: each time all of it, as far as it has come."""
        super().__init__()
        self.context, self.config = context, config
        self.comparison: Comparison | None = None
        self.articles: tuple[Article, ...] = ()
        """The newest articles of the story; a comparison of fewer that comes late is out of date."""
        self.waiting_for = ""
        """What is still on its way, in words."""
        self._coming = coming
        self._begun = False
        self._joining = asyncio.Lock()

    @work(exclusive=True, exit_on_error=False, group="read")
    async def read_articles(self) -> None:
        """Bring the articles in."""
        async with aclosing(self._coming) as coming:
            async for gathered in coming:
                await self.take_in(gathered)

    async def take_in(self, gathered: LoadedArticles) -> None:
        """Show a story for the first time, or compare it anew where its articles have changed."""
        if not self._begun:
            self._begun = True
            self.articles = gathered.articles
            self.post_message(ArticlesRead(gathered.articles, gathered.notices))
        elif gathered.articles != self.articles:
            async with self._joining:
                await self._grow(gathered.articles, gathered.notices)

    @work(thread=True, exclusive=True, exit_on_error=False, group="compare")
    def compare_articles(self, articles: Sequence[Article]) -> None:
        """Look for the matches."""
        self.post_message(StoryCompared(self._compared(articles)))

    @work(exit_on_error=False, group="join")
    async def join_article(self, place: str) -> None:
        """Bring one more place into the story, and compare anew; several wait for one another."""
        async with self._joining:
            gathered = await self.context.load_articles([place], beside=self.articles)
            fresh = gathered.articles[len(self.articles) :]
            first = len(gathered.articles) - len(fresh) + 1
            joined = [f"{one.outlet} has joined as outlet {number}" for number, one in enumerate(fresh, first)]
            await self._grow(gathered.articles, (*gathered.notices, *joined))

    async def _grow(self, articles: tuple[Article, ...], notices: tuple[str, ...]) -> None:
        self.articles = articles
        comparison = await asyncio.to_thread(self._compared, articles)
        self.post_message(StoryCompared(comparison, notices))

    def _compared(self, articles: Sequence[Article]) -> Comparison:
        comparison = self.context.compare(articles)
        comparison.warm()
        return comparison
