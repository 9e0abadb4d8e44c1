"""The articles of a story: how each begins, what they have in common, and their texts for the compare view."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.core.articles.metadata import agency, without_dateline
from newsdiff.core.library.stories import Compared, Opening, StoryPreview
from newsdiff.errors import ReadError
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.stories import OutletVersion, StorySummary
    from newsdiff.core.models import Alignment, Article
    from newsdiff.service.full_text import FullTextService, StoredArticle

Align = Callable[["Sequence[Article]"], "Alignment"]
"""What aligns the articles of one story. It may take seconds: call it in a thread."""

_Result = tuple["Article | None", str]
"""An article, and a sentence where it is not whole, or ""."""


class StoryArticles:
    """Reads the articles of stories, one from each outlet."""

    def __init__(self, store: Store, full_text: FullTextService, align: Align | None = None) -> None:
        """Create a reader of stories.

        Args:
            store: Where they are.
            full_text: Fetches the pages of their entries.
            align: Aligns articles as the compare view does; None: by their words alone.
        """
        self._store = store
        self._full_text = full_text
        self._align = align or _by_words

    def preview(self, story_id: int) -> StoryPreview | None:
        """How the article of each outlet begins. It blocks: call it in a thread.

        Returns:
            The openings, in the order of the articles; None if there is no such story.

        Raises:
            StoreError: The store cannot be read.
        """
        summary = self._summary(story_id)
        if summary is None:
            return None
        stored = [self._full_text.stored(one.entry) for one in summary.accounts]
        openings = [_opening(version, one) for version, one in zip(summary.accounts, stored, strict=True)]
        languages = [one.article.language if one.article else "" for one in stored]
        return StoryPreview(summary, mark_openings(openings, languages))

    def compare(self, story_id: int) -> Compared | None:
        """Compare the stored texts of a story, and store the result. It blocks: call it in a thread.

        The user's decisions about its matches count.

        Returns:
            The counts; None where fewer than two outlets have a text.

        Raises:
            StoreError: The store cannot be read or written.
        """
        summary = self._summary(story_id)
        if summary is None:
            return None
        if summary.compared and not summary.compared.stale:
            return summary.compared if summary.outlets > 1 else None
        stored = (self._full_text.stored(one.entry).article for one in summary.accounts[:MOST_ARTICLES])
        articles = [one for one in stored if one]
        found = self._compared(articles)
        if not self._store.read_only:
            # The result counts for the version that was read: if the story has changed since, it is stale.
            self._store.set_compared(summary.id, summary.version, found)
        return found if len(articles) > 1 else None

    def _compared(self, articles: Sequence[Article]) -> Compared:
        if len(articles) < 2:
            return Compared(0, 0, 0, 0)
        from newsdiff.core.alignment.verdicts import apply

        outlets = {article.known_as for article in articles}
        return _counts(apply(self._align(articles), self._store.verdicts(outlets)))

    async def articles(self, story_id: int) -> LoadedArticles:
        """The articles of a story, their pages fetched where only a summary is stored.

        Raises:
            ReadError: There is no such story, or none of its entries contains an article.
            StoreError: The store cannot be read.
        """
        # The last one is complete.
        loaded = [one async for one in self.each_article(story_id)][-1]
        if not loaded.articles:
            raise ReadError(" ".join(loaded.notices) or "There is nothing to compare.")
        return loaded

    async def each_article(self, story_id: int) -> AsyncGenerator[LoadedArticles, None]:
        """The articles of a story as they come: first those that are stored, then all again after each page.

        Raises:
            ReadError: There is no such story.
            StoreError: The store cannot be read.
        """
        stored = await asyncio.to_thread(self._stored, story_id)
        results: dict[int, _Result] = {one.entry.id: (one.article, _notice(one)) for one in stored}
        order = list(results)
        yield _loaded(order, results)
        tasks = {asyncio.create_task(self._fetch(one.entry.id)) for one in stored if one.fetchable}
        try:
            for next_one in asyncio.as_completed(tasks):
                entry, article, notice = await next_one
                results[entry] = article, notice
                yield _loaded(order, results)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, entry_id: int) -> tuple[int, Article | None, str]:
        return entry_id, *await self._full_text.article(entry_id)

    def _stored(self, story_id: int) -> list[StoredArticle]:
        summary = self._summary(story_id)
        if summary is None:
            raise ReadError("That story is not there any more. Look at the list again.")
        return [self._full_text.stored(one.entry) for one in summary.accounts[:MOST_ARTICLES]]

    def _summary(self, story_id: int) -> StorySummary | None:
        found = self._store.some_stories([story_id])
        return found[0] if found else None


def _loaded(order: Sequence[int], results: Mapping[int, _Result]) -> LoadedArticles:
    found = [results[entry] for entry in order]
    return LoadedArticles(tuple(one for one, _ in found if one), tuple(notice for _, notice in found if notice))


def _notice(one: StoredArticle) -> str:
    """The notice where only a summary is stored, and no page will be fetched."""
    if one.full or one.fetchable:
        return ""
    page = "its page gave no text, or was never wanted"
    if one.article is None:
        return f"The feed of {one.entry.outlet} gives no text of this article; {page}."
    return f"Only what the feed of {one.entry.outlet} gives is compared; {page}."


def _opening(version: OutletVersion, stored: StoredArticle) -> Opening:
    article = stored.article
    first = next((one.text for one in article.sentences if not one.heading), "") if article else ""
    return Opening(
        version.outlet,
        version.entry,
        version.published,
        stored.entry.title,
        without_dateline(first),
        agency(first),
        version.also,
        stored.full,
    )


def mark_openings(openings: Sequence[Opening], languages: Sequence[str]) -> tuple[Opening, ...]:
    """Openings with the words that none of the others in their language has, as the compare view decides it."""
    from newsdiff.core.diff.conflicts import sentence_facts
    from newsdiff.core.diff.word_diff import Counterpart, differences

    facts = [
        sentence_facts(one.sentence, language) if one.sentence and language else None
        for one, language in zip(openings, languages, strict=True)
    ]
    marked = []
    for opening, own in zip(openings, facts, strict=True):
        others = [one for one in facts if one and own and one is not own and one.language == own.language]
        # Whether a detail differs is told of sentences that match, which is not known of openings.
        found = differences(own, [Counterpart(one) for one in others]) if own and others else ()
        marked.append(replace(opening, marks=tuple((one.start, one.end) for one in found)))
    return tuple(marked)


def _by_words(articles: Sequence[Article]) -> Alignment:
    # Imported lazily: it needs numpy, which takes 0.1 s.
    from newsdiff.core.alignment.aligner import align

    return align(articles)


def _counts(alignment: Alignment) -> Compared:
    """What the articles have in common, counted as the compare view does when it shows all of them."""
    from newsdiff.core.diff.story_diff import Differences
    from newsdiff.core.diff.story_overview import overview

    found = overview(Differences(alignment), range(len(alignment.articles)))
    return Compared(found.shared, found.reworded + found.differing, found.only, len(found.conflicts))
