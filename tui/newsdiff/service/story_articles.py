"""What a story's outlets tell: how they begin, what they have in common, and their articles."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsdiff.core.articles.metadata import agency, without_dateline
from newsdiff.core.library.stories import Compared, Opening, StoryPreview
from newsdiff.errors import ReadError
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.stories import OutletVersion
    from newsdiff.core.models import Article
    from newsdiff.service.full_text import FullTextService, Stored

Made = tuple["Article | None", str]
"""An article, and what should be said about it."""


class StoryArticles:
    """Reads the accounts of stories."""

    def __init__(self, store: Store, pages: FullTextService) -> None:
        """Take the store and the pages of entries."""
        self._store = store
        self._pages = pages

    def preview(self, story_id: int) -> StoryPreview | None:
        """How each outlet begins its account; None where there is no such story."""
        cards = self._store.some_stories([story_id])
        if not cards:
            return None
        openings = (_opening(one, self._pages.stored(one.entry)) for one in cards[0].accounts)
        return StoryPreview(cards[0], tuple(openings))

    def compare(self, story_id: int) -> Compared | None:
        """Compares the stored texts of a story, and keeps what that gives; None where there is nothing to compare."""
        cards = self._store.some_stories([story_id])
        if not cards:
            return None
        if cards[0].compared and not cards[0].compared.stale:
            return cards[0].compared if cards[0].outlets > 1 else None
        stored = (self._pages.stored(one.entry).article for one in cards[0].accounts[:MOST_ARTICLES])
        articles = [one for one in stored if one]
        found = _compared(articles)
        if not self._store.read_only:
            # What has changed since the card was read makes it an old one.
            self._store.set_compared(cards[0].id, cards[0].version, found)
        return found if len(articles) > 1 else None

    async def articles(self, story_id: int) -> LoadedArticles:
        """An article for each account of a story. Raises ReadError where none holds one."""
        # The last one is whole.
        gathered = [one async for one in self.each_article(story_id)][-1]
        if not gathered.articles:
            raise ReadError(" ".join(gathered.notices) or "There is nothing to compare.")
        return gathered

    async def each_article(self, story_id: int) -> AsyncGenerator[LoadedArticles, None]:
        """The articles of a story as they come."""
        stored = await asyncio.to_thread(self._stored, story_id)
        made: dict[int, Made] = {one.entry.id: (one.article, _lacking(one)) for one in stored}
        order = list(made)
        yield _gathered(order, made)
        tasks = {asyncio.create_task(self._fetched(one.entry.id)) for one in stored if one.wanted}
        try:
            for next_one in asyncio.as_completed(tasks):
                entry, article, notice = await next_one
                made[entry] = article, notice
                yield _gathered(order, made)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetched(self, entry_id: int) -> tuple[int, Article | None, str]:
        return entry_id, *await self._pages.article(entry_id)

    def _stored(self, story_id: int) -> list[Stored]:
        cards = self._store.some_stories([story_id])
        if not cards:
            raise ReadError("That story is not there any more. Look at the list again.")
        return [self._pages.stored(one.entry) for one in cards[0].accounts[:MOST_ARTICLES]]


def _gathered(order: Sequence[int], made: Mapping[int, Made]) -> LoadedArticles:
    found = [made[entry] for entry in order]
    return LoadedArticles(tuple(one for one, _ in found if one), tuple(notice for _, notice in found if notice))


def _lacking(one: Stored) -> str:
    """What should be said where there is less than an article, and nothing will be fetched."""
    if one.full or one.wanted:
        return ""
    page = "its page gave no text, or was never wanted"
    if one.article is None:
        return f"The feed of {one.entry.outlet} gives no text of this article; {page}."
    return f"Only what the feed of {one.entry.outlet} gives is compared; {page}."


def _opening(account: OutletVersion, stored: Stored) -> Opening:
    article = stored.article
    first = next((one.text for one in article.sentences if not one.heading), "") if article else ""
    return Opening(
        account.outlet,
        account.entry,
        account.published,
        stored.entry.title,
        without_dateline(first),
        agency(first),
        account.also,
        stored.full,
    )


def _compared(articles: Sequence[Article]) -> Compared:
    """What the articles have in common, row by row as the compare view shows them with the earliest first."""
    if len(articles) < 2:
        return Compared(0, 0, 0, 0)
    # They need numpy, which nothing before a comparison waits for.
    from newsdiff.core.alignment.aligner import align
    from newsdiff.core.alignment.rows import rows
    from newsdiff.core.diff.match_marks import MatchMark
    from newsdiff.core.diff.story_diff import Differences

    alignment = align(articles)
    shown = range(len(articles))
    differences = Differences(alignment)
    marks = [
        MatchMark.ONLY if row.alone else differences.row_mark(row, shown)
        for row in rows(alignment, shown)
        if not row.heading
    ]
    figures = marks.count(MatchMark.FIGURES)
    return Compared(
        marks.count(MatchMark.SAME), marks.count(MatchMark.SIMILAR) + figures, marks.count(MatchMark.ONLY), figures
    )
