"""The full text of entries from their pages, and entries as articles to be compared."""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.http import StatusError
from newsdiff.core.emphasis_span import Emphasis
from newsdiff.core.library.entries import PageText
from newsdiff.core.models import RawArticle
from newsdiff.errors import ExtractError, FetchError, NewsdiffError, ReadError
from newsdiff.redact import redact_url
from newsdiff.service import schedule
from newsdiff.service.feed_client import headers_for
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles
from newsdiff.service.read_response import read_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.core.models import Article
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.store_writer import StoreWriter

MAX_PAGES = 100
"""Pages that one refresh fetches for a feed whose full text is always wanted, the newest first. The others are fetched
when the user opens them."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An entry as far as it is stored."""

    entry: Entry
    article: Article | None
    """Its text as an article, or its headline alone where there is no text; None where there is neither."""
    headline_only: bool
    """There is no text: the article is the headline."""
    full: bool
    """More than a summary is stored."""
    fetchable: bool
    """Its page has never been fetched, or only before the feed changed, and may be."""

    @property
    def has_text(self) -> bool:
        """There is more than a headline."""
        return self.article is not None and not self.headline_only


class FetchedArticle(NamedTuple):
    """An entry as an article, after its page was fetched where the feed gave only a summary."""

    article: Article | None
    """Its text, or its headline alone where there is no text; None where there is neither."""
    notice: str = ""
    """A sentence where the article is not whole, or ""."""
    headline_only: bool = False
    """There is no text: the article is the headline."""


class FullTextService:
    """Fetches the pages to which entries link, and stores their texts."""

    def __init__(self, store: Store, client: FeedClient, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Create the service.

        Args:
            store: Where the entries are.
            client: Fetches their pages.
            writer: Writes to the store.
            clock: Returns the current time (timezone-aware).
        """
        self._store = store
        self._client = client
        self._writer = writer
        self._clock = clock

    async def full_text(self, entry_id: int) -> None:
        """Fetch the page of an entry, and store its text beside that from the feed.

        If there is no text, the reason is stored with the entry.

        Raises:
            ReadError: There is no such entry.
            FetchError: It has no page, or the page could not be fetched.
            ReadError, ExtractError: No text was found in the page.
            StoreError: The text could not be stored.
        """
        entry, feed = await self._writer.run(lambda: self._entry(entry_id))
        if entry.url is None:
            raise FetchError(f"“{entry.title}” names no page, so there is no full text to fetch.")
        try:
            response = await self._get(entry.url, feed)
            text, links, emphasis = await self._text(response)
        except (FetchError, ExtractError, ReadError) as error:
            failed = PageText("", entry.url, self._clock(), error=str(error))
            await self._writer.run(lambda: self._store.set_full_text(entry_id, failed))
            raise
        found = PageText(text, response.url, self._clock(), links, emphasis=emphasis)
        await self._writer.run(lambda: self._store.set_full_text(entry_id, found))

    async def fetch_new(self, feed: Feed, entry_ids: Sequence[int]) -> None:
        """Fetch the pages of new and of changed entries, if the full text of their feed is always wanted.

        The reason why one fails is stored with its entry.

        Args:
            feed: The feed.
            entry_ids: The entries, the most important first; at most `MAX_PAGES` are fetched.

        Raises:
            StoreError: A text could not be stored.
        """
        if feed.settings.full_text != "always":
            return
        pages = map(self.full_text, entry_ids[:MAX_PAGES])
        for error in await asyncio.gather(*pages, return_exceptions=True):
            # The reason is stored with the entry.
            if isinstance(error, BaseException) and not isinstance(error, (FetchError, ExtractError, ReadError)):
                raise error

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        """Entries as the articles of one story, with their full texts, fetched where the feed gave only a summary.

        Args:
            entry_ids: The entries, up to `MOST_ARTICLES`. One that is named twice is taken once.

        Returns:
            The articles in that order, and a sentence about each that is not whole.

        Raises:
            ReadError: There are too many, or none of them contains an article.
            StoreError: The store cannot be read.
        """
        ids = tuple(dict.fromkeys(entry_ids))
        if len(ids) > MOST_ARTICLES:
            raise ReadError(f"{len(ids)} articles are too many for one story; newsdiff compares up to {MOST_ARTICLES}.")
        found = await asyncio.gather(*map(self.article, ids))
        articles = tuple(one.article for one in found if one.article)
        notices = tuple(one.notice for one in found if one.notice)
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
        # A link of a feed may lead into a private network only if the user typed that very host.
        typed = schedule.may_be_private(feed, url)
        async with self._client.hosts.slot(url):
            try:
                response = await self._client.fetcher.fetch(
                    url, typed=typed, headers=headers_for(url, feed.url, feed.settings)
                )
            except StatusError as error:
                self._client.obey_retry_after(url, error)
                raise
        return response

    async def _text(self, response: Response) -> tuple[str, tuple[str, ...], tuple[Emphasis, ...]]:
        """The text of a page with the numbers of its links, where these lead, and its bold and italic words."""
        found = await read_response(self._client.pool, response, redact_url(response.url))
        if len(found) != 1:
            return "\n\n".join(one.text for one in found), (), ()
        (page,) = found
        text, links = numbered(page.text, page.links)
        return text, links, moved_emphasis(page.emphasis, page.links, links)

    async def article(self, entry_id: int) -> FetchedArticle:
        """An entry as an article, its page fetched where the feed gave only a summary.

        Raises:
            StoreError: The store cannot be read.
        """
        try:
            entry, feed = await self._writer.run(lambda: self._entry(entry_id))
        except ReadError as error:
            return FetchedArticle(None, str(error))
        text, problem = await self._fullest(entry, feed)
        found, lack = await asyncio.to_thread(_article, _page(entry, feed, text))
        if found is None:
            return FetchedArticle(None, problem or lack)
        if lack:
            notice = f"Only the headline of {entry.outlet} is compared. {problem or lack}"
            return FetchedArticle(found, notice, headline_only=True)
        notice = f"Only what the feed of {entry.outlet} gives is compared. {problem}" if problem else ""
        return FetchedArticle(found, notice)

    def stored(self, entry_id: int) -> StoredArticle:
        """An entry as an article of the text that is stored; nothing is fetched. It blocks: call it in a thread.

        Raises:
            ReadError: There is no such entry.
            StoreError: The store cannot be read.
        """
        entry, feed = self._entry(entry_id)
        text = self._text_of(entry_id)
        found, lack = _article(_page(entry, feed, best_text(text)))
        untried = text.page is None or (text.page_is_stale and not text.page.error)
        fetchable = _fetch_wanted(text, feed) and entry.url is not None and untried
        return StoredArticle(entry, found, headline_only=bool(lack), full=_full(text), fetchable=fetchable)

    async def _fullest(self, entry: Entry, feed: Feed) -> tuple[str, str]:
        """The fullest text of an entry that can be had, and why its page gave no more, if it was fetched in vain."""
        problem = ""
        text = await self._writer.run(lambda: self._text_of(entry.id))
        if _fetch_wanted(text, feed):
            try:
                await self.full_text(entry.id)
            except NewsdiffError as error:
                problem = str(error)
            text = await self._writer.run(lambda: self._text_of(entry.id))
        return best_text(text), problem

    def _text_of(self, entry_id: int) -> EntryText:
        text = self._store.entry_text(entry_id)
        if text is None:
            raise ReadError("That article is not in the store any more. Look at the list again.")
        return text


def best_text(text: EntryText) -> str:
    """The fullest stored text of an entry. A page that is older than what the feed says now is not it."""
    if text.page and text.page.text and not (text.page_is_stale and text.text.strip()):
        return without_link_numbers(text.page.text, len(text.page.links))
    return without_link_numbers(text.text, len(text.links))


def _article(page: RawArticle) -> tuple[Article | None, str]:
    """What there is of an entry: its text, else its headline, else nothing; and why there is no text, or ""."""
    # Its rules take as long to load as all else that a refresh of a few feeds needs of newsdiff.
    from newsdiff.core.articles.build import article, headline_article

    try:
        return article(page), ""
    except ReadError as error:
        lack = str(error)
    try:
        return headline_article(page), lack
    except ReadError:
        return None, lack


def _full(text: EntryText) -> bool:
    return not text.summary_only or bool(text.page and text.page.text and not text.page_is_stale)


def _fetch_wanted(text: EntryText, feed: Feed) -> bool:
    """Only a summary is stored, and the page may be fetched."""
    return not _full(text) and feed.settings.full_text != "never"


def _page(entry: Entry, feed: Feed, text: str) -> RawArticle:
    return RawArticle(
        text=text,
        source=redact_url(entry.url) if entry.url else f"{entry.outlet}: {entry.title}",
        outlet=entry.outlet,
        title=entry.title,
        published=entry.published,
        day_only=entry.day_only,
        url=entry.url,
        language=feed.language or None,
    )


def numbered(text: str, links: Sequence[tuple[int, str]]) -> tuple[str, tuple[str, ...]]:
    """A text with a number after each of its links ("word [1]"), and the addresses in the order of the numbers.

    Args:
        text: The text.
        links: Where each link ends, in order, and where it leads.
    """
    numbers: dict[str, int] = {}
    pieces, before = [], 0
    for offset, address in links:
        pieces.append(f"{text[before:offset]} [{numbers.setdefault(address, len(numbers) + 1)}]")
        before = offset
    return "".join((*pieces, text[before:])), tuple(numbers)


def moved_emphasis(
    emphasis: Iterable[Emphasis], links: Sequence[tuple[int, str]], addresses: Sequence[str]
) -> tuple[Emphasis, ...]:
    """The bold and italic words of a text after its links got numbers; the arguments are those of `numbered`, and the
    addresses that it gave.
    """
    ends = [offset for offset, _ in links]
    widths = [len(f" [{addresses.index(address) + 1}]") for _, address in links]
    before = list(accumulate(widths, initial=0))
    return tuple(
        # The number behind a word is not part of it.
        Emphasis(start + before[bisect_right(ends, start)], end + before[bisect_left(ends, end)], strong)
        for start, end, strong in emphasis
    )


def without_link_numbers(text: str, links: int) -> str:
    """A text without the numbers that newsdiff has put after its links: [1] to [`links`]."""
    return re.sub(r" ?\[(\d{1,4})\]", lambda one: "" if 1 <= int(one[1]) <= links else one[0], text)
