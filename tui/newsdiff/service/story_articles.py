"""The articles of a story: how each begins, what they have in common, and their texts for the compare view."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsdiff.core.library.stories import Compared, ComparedStory, Opening, OutletEntries, StoryPreview
from newsdiff.errors import ReadError
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Collection, Mapping, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import OutletVersion, StorySummary
    from newsdiff.core.models import Alignment, Article
    from newsdiff.service.full_text import FetchedArticle, FullTextService, StoredArticle

Align = Callable[["Sequence[Article]"], "Alignment"]
"""What aligns the articles of one story. It may take seconds: call it in a thread."""

MOST_TRIED = 5
"""Entries of an outlet that are tried, the newest first, until one has a text."""


@dataclass(slots=True)
class _Version:
    """One outlet's entries in a story, while the texts come."""

    entries: tuple[Entry, ...]
    """The newest first."""
    tried: tuple[int, ...]
    """The ids of those that may be compared, the one that is wanted first."""
    stored: StoredArticle
    """The first of these that has a text, or may have one on its page; if none has, the first."""
    article: Article | None = None
    notice: str = ""
    """A sentence where the article is not whole, or ""."""

    @property
    def wanted(self) -> Entry:
        """The entry that is to be compared if it has a text."""
        return next((one for one in self.entries if one.id == self.tried[0]), self.stored.entry)

    @property
    def fell_back(self) -> bool:
        """Another one is compared."""
        return self.stored.entry.id != self.tried[0]

    def show(self, stored: StoredArticle) -> None:
        """Compare what is stored of an entry. While its text may come, nothing takes the place of a headline."""
        self.stored = stored
        if not (stored.headline_only and stored.fetchable):
            self.article = stored.article
        self.notice = _notice(stored, self.wanted if self.fell_back else None)


class StoryArticles:
    """Reads the articles of stories, the newest one of each outlet."""

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
        tried = ([one.entry, *one.others] for one in summary.accounts[:MOST_ARTICLES])
        stored = (self._first_with_text(ids, fetchable=False) for ids in tried)
        articles = [one.article for one in stored if one.article and one.has_text]
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

    async def articles(self, story_id: int, wanted: Collection[int] = ()) -> LoadedArticles:
        """The articles of a story, their pages fetched where only a summary is stored.

        Args:
            story_id: The story.
            wanted: Entries that are compared in place of the newest ones of their outlets.

        Raises:
            ReadError: There is no such story, or none of its entries contains an article.
            StoreError: The store cannot be read.
        """
        # The last one is complete.
        loaded = [one async for one in self.each_article(story_id, wanted)][-1]
        if not loaded.articles:
            raise ReadError(" ".join(loaded.notices) or "There is nothing to compare.")
        return loaded

    async def each_article(self, story_id: int, wanted: Collection[int] = ()) -> AsyncGenerator[LoadedArticles, None]:
        """The articles of a story as they come: first those that are stored, then all again after each page.

        Of each outlet it is the newest one that has a text.

        Args:
            story_id: The story.
            wanted: Entries that are compared in place of the newest ones of their outlets.

        Raises:
            ReadError: There is no such story.
            StoreError: The store cannot be read.
        """
        summary, versions = await asyncio.to_thread(self._versions, story_id, wanted)
        yield _loaded(summary, versions)
        tasks = {asyncio.create_task(self._fetch(one)) for one in versions if one.stored.fetchable}
        try:
            for next_one in asyncio.as_completed(tasks):
                await next_one
                yield _loaded(summary, versions)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, version: _Version) -> None:
        """Fetch the page of an outlet's article; where it gives no text, take the next one that has a text."""
        without_text: tuple[StoredArticle, FetchedArticle] | None = None
        while version.stored.fetchable:
            stored = version.stored
            found = await self._full_text.article(stored.entry.id)
            if found.article is not None and not found.headline_only:
                version.article = found.article
                version.notice = _notice(stored, version.wanted) if version.fell_back else found.notice
                return
            without_text = without_text or (stored, found)
            left = version.tried[version.tried.index(stored.entry.id) + 1 :]
            following = await asyncio.to_thread(self._first_with_text, left) if left else None
            if following is None or not (following.fetchable or following.has_text):
                version.stored, (version.article, version.notice, _) = without_text
                return
            version.show(following)

    def _versions(self, story_id: int, wanted: Collection[int]) -> tuple[StorySummary, list[_Version]]:
        summary = self._summary(story_id)
        if summary is None:
            raise ReadError("That story is not there any more. Look at the list again.")
        entries = {one.id: one for one in self._store.story_entries(story_id)}
        return summary, [self._version(one, entries, wanted) for one in summary.accounts[:MOST_ARTICLES]]

    def _version(self, version: OutletVersion, entries: Mapping[int, Entry], wanted: Collection[int]) -> _Version:
        ids = sorted((version.entry, *version.others), key=lambda one: one not in wanted)
        own = [one for one in entries.values() if one.id in ids]
        found = self._first_with_text(ids)
        newest_first = tuple(own[::-1])
        made = _Version(newest_first, tuple(ids[:MOST_TRIED]), found)
        made.show(found)
        return made

    def _first_with_text(self, ids: Sequence[int], *, fetchable: bool = True) -> StoredArticle:
        """The first of some entries that has a text, or, if `fetchable`, may have one on its page; else the first."""
        first = None
        for one in ids[:MOST_TRIED]:
            found = self._full_text.stored(one)
            if found.has_text or (fetchable and found.fetchable):
                return found
            first = first or found
        return first or self._full_text.stored(ids[0])

    def _summary(self, story_id: int) -> StorySummary | None:
        found = self._store.some_stories([story_id])
        return found[0] if found else None


def _loaded(summary: StorySummary, versions: Sequence[_Version]) -> LoadedArticles:
    found = [(one.article, one) for one in versions if one.article]
    return LoadedArticles(
        tuple(article for article, _ in found),
        tuple(one.notice for one in versions if one.notice),
        ComparedStory(
            summary.id,
            summary.headline,
            tuple(OutletEntries(one.stored.entry.id, one.entries) for _, one in found),
        ),
    )


def _notice(one: StoredArticle, instead_of: Entry | None = None) -> str:
    """The notice where another article is compared than the one that was wanted, or only a summary is stored."""
    if instead_of is not None:
        return f"{instead_of.outlet}'s “{instead_of.title}” has no text, so “{one.entry.title}” is compared."
    if one.full or one.fetchable:
        return ""
    page = "its page gave no text, or was never wanted"
    if one.article is None:
        return f"The feed of {one.entry.outlet} gives no text of this article; {page}."
    if one.headline_only:
        return f"Only the headline of {one.entry.outlet} is compared: its feed gives no text; {page}."
    return f"Only what the feed of {one.entry.outlet} gives is compared; {page}."


def _opening(version: OutletVersion, stored: StoredArticle) -> Opening:
    from newsdiff.core.articles.metadata import agency, without_dateline

    article = None if stored.headline_only else stored.article
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
    return Compared(found.alike, found.reworded + found.differing, found.only, len(found.conflicts))
