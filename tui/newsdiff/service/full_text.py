"""Pages: the full text of entries, and entries as articles to be compared."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.adapters.http import StatusError
from newsdiff.core.articles.build import article
from newsdiff.core.library.entries import PageText
from newsdiff.core.models import RawArticle
from newsdiff.errors import ExtractError, FetchError, NewsdiffError, ReadError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import headers_for
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.core.models import Article
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

ALWAYS_AT_MOST = 100
"""Pages that one refresh fetches for one feed whose full text is always wanted, the newest ones first. The others come
when they are opened."""

_PLAIN = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with what is stored of its text."""

    entry: Entry
    article: Article | None
    """None where it holds none."""
    full: bool
    """More than a summary is stored."""
    wanted: bool
    """Its page was never asked, and may be."""


class FullTextService:
    """Fetches the pages that entries lead to, and keeps their texts."""

    def __init__(self, store: Store, client: FeedClient, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Take the store, the ways to ask and to keep, and the time."""
        self._store = store
        self._client = client
        self._writer = writer
        self._clock = clock

    async def full_text(self, entry_id: int) -> None:
        """Fetches the page of an entry and keeps its text beside the feed's. Why there is none is kept as well.

        Raises:
            NewsdiffError: There is no text to be had, or it could not be kept.
        """
        entry, feed = await self._writer.run(lambda: self._entry(entry_id))
        if entry.url is None:
            raise FetchError(f"“{entry.title}” names no page, so there is no full text to fetch.")
        try:
            response = await self._get(entry.url, feed)
            text = await self._text(response)
        except (FetchError, ExtractError) as error:
            failed = PageText("", entry.url, self._clock(), error=str(error))
            await self._writer.run(lambda: self._store.set_full_text(entry_id, failed))
            raise
        found = PageText(text, response.url, self._clock())
        await self._writer.run(lambda: self._store.set_full_text(entry_id, found))

    async def always(self, feed: Feed, entry_ids: Sequence[int]) -> None:
        """Fetches the pages of new entries of a feed whose full text is always wanted. Each failure is kept with its
        entry. Raises StoreError where nothing can be kept."""
        if feed.settings.full_text != "always":
            return
        tried = map(self.full_text, entry_ids[:ALWAYS_AT_MOST])
        for error in await asyncio.gather(*tried, return_exceptions=True):
            # Why a page gave nothing stands beside its entry now.
            if isinstance(error, BaseException) and not isinstance(error, (FetchError, ExtractError)):
                raise error

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        """Entries as the articles of one story: their full texts, fetched where the feed gave only a summary.

        Raises:
            ReadError: There are too many, or none of them holds an article.
            StoreError: The store cannot be read.
        """
        ids = tuple(dict.fromkeys(entry_ids))
        if len(ids) > MOST_ARTICLES:
            raise ReadError(f"{len(ids)} articles are too many for one story; newsdiff compares up to {MOST_ARTICLES}.")
        made = await asyncio.gather(*map(self.article, ids))
        articles = tuple(one for one, _ in made if one)
        notices = tuple(notice for _, notice in made if notice)
        if not articles:
            raise ReadError(" ".join(notices) or "There is nothing to compare.")
        return LoadedArticles(articles, notices)

    def _entry(self, entry_id: int) -> tuple[Entry, Feed]:
        entries = self._store.some_entries([entry_id])
        feed = self._store.feed(entries[0].feed_id) if entries else None
        if feed is None:
            raise ReadError("That article is not in the store any more. Look at the list again.")
        return entries[0], feed

    async def _get(self, url: str, feed: Feed) -> Response:
        # A feed's link may lead into a private network only where the reader typed that very host.
        typed = schedule.trusted(feed, url)
        async with self._client.hosts.place(url):
            try:
                response = await self._client.fetcher.fetch(
                    url, typed=typed, headers=headers_for(url, feed.url, feed.settings)
                )
            except StatusError as error:
                self._client.note(url, error)
                raise
        if response.content_type == "application/pdf":
            raise FetchError(f"{redact_url(url)} is a PDF; newsdiff reads pages.")
        return response

    async def _text(self, response: Response) -> str:
        name = redact_url(response.url)
        if response.content_type in _PLAIN:
            from newsdiff.adapters import files

            read = await asyncio.to_thread(files.parse, response.body, name, ".txt")
            if not isinstance(read, files.HtmlFile):
                return "\n\n".join(page.text for page in read)
        from newsdiff.adapters.extract import extract

        return (await extract(self._client.pool, response.body, response.url, response.charset, name)).text

    async def article(self, entry_id: int) -> tuple[Article | None, str]:
        """An entry as an article, its page fetched where the feed gave only a summary, and what should be said about
        it; None where it holds none. Raises StoreError where the store cannot be read."""
        try:
            entry, feed = await self._writer.run(lambda: self._entry(entry_id))
        except ReadError as error:
            return None, str(error)
        text, problem = await self._best(entry, feed)
        try:
            made = await asyncio.to_thread(article, _page(entry, feed, text))
        except ReadError as error:
            return None, problem or str(error)
        return made, f"Only what the feed of {entry.outlet} gives is compared. {problem}" if problem else ""

    def stored(self, entry_id: int) -> Stored:
        """An entry as an article of what is stored; nothing is fetched. To be called off the event loop.

        Raises:
            ReadError: There is no such entry.
            StoreError: The store cannot be read.
        """
        entry, feed = self._entry(entry_id)
        kept = self._text_of(entry_id)
        try:
            made = article(_page(entry, feed, best(kept)))
        except ReadError:
            made = None
        fetched = kept.page is not None
        return Stored(
            entry, made, full=_full(kept), wanted=_wanted(kept, feed) and entry.url is not None and not fetched
        )

    async def _best(self, entry: Entry, feed: Feed) -> tuple[str, str]:
        """The fullest text of an entry that can be had, and why it is only a summary, where its page gave no more."""
        problem = ""
        kept = await self._writer.run(lambda: self._text_of(entry.id))
        if _wanted(kept, feed):
            try:
                await self.full_text(entry.id)
            except NewsdiffError as error:
                problem = str(error)
            kept = await self._writer.run(lambda: self._text_of(entry.id))
        return best(kept), problem

    def _text_of(self, entry_id: int) -> EntryText:
        text = self._store.entry_text(entry_id)
        if text is None:
            raise ReadError("That article is not in the store any more. Look at the list again.")
        return text


def best(kept: EntryText) -> str:
    """The fullest text of an entry that is stored."""
    if kept.page and kept.page.text:
        return kept.page.text
    return without_numbers(kept.text, len(kept.links))


def _full(kept: EntryText) -> bool:
    return not kept.summary_only or bool(kept.page and kept.page.text)


def _wanted(kept: EntryText, feed: Feed) -> bool:
    """The page may be fetched for more than a summary."""
    return not _full(kept) and feed.settings.full_text != "never"


def _page(entry: Entry, feed: Feed, text: str) -> RawArticle:
    return RawArticle(
        text=text,
        source=redact_url(entry.url) if entry.url else f"{entry.outlet}: {entry.title}",
        outlet=entry.outlet,
        title=entry.title,
        published=entry.published,
        url=entry.url,
        language=feed.language or None,
    )


def without_numbers(text: str, links: int) -> str:
    """A feed's text without the numbers of its links, which are ours: [1] to [`links`]."""
    return re.sub(r" ?\[(\d{1,4})\]", lambda one: "" if 1 <= int(one[1]) <= links else one[0], text)
