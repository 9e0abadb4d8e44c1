"""A feed service that fetches nothing: tests say what each feed has. The store and the stories are real."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsdiff.adapters import opml
from newsdiff.adapters.http import Response
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.config import user_path
from newsdiff.core.alignment.aligner import align
from newsdiff.core.articles.build import article
from newsdiff.core.library.entries import PageText
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.core.models import RawArticle
from newsdiff.errors import FeedError, FeedListError, FetchError, ReadError
from newsdiff.service import LoadedArticles
from newsdiff.service.comparison import Comparison
from newsdiff.service.feed_client import FeedClient
from newsdiff.service.feed_service import FeedCandidate, FeedProgress, RefreshReport, SubscribeResult
from newsdiff.service.full_text import FullTextService
from newsdiff.service.host_limiter import HostLimiter
from newsdiff.service.import_export import ImportResult
from newsdiff.service.store_writer import StoreWriter
from newsdiff.service.story_service import StoryService
from support.fake_context import FakeContext
from support.feed_builders import NOON, at, content, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed, FeedContent
    from newsdiff.core.models import Article

BELL, POST = "https://bell.example/feed", "https://post.example/feed"


@dataclass
class FakeHttpClient:
    """The text of each page by its address. A fetch waits for `hold` where there is one."""

    pages: dict[str, str] = field(default_factory=dict)
    hold: asyncio.Event | None = None

    async def warm(self) -> None:
        """There is nothing to load."""

    async def fetch(self, url: str, **_: object) -> Response:
        if self.hold is not None:
            await self.hold.wait()
        if url not in self.pages:
            raise FetchError(f"{url} could not be reached.")
        return Response(url, 200, self.pages[url].encode(), "text/plain", "utf-8")


@dataclass
class FakeFeedService:
    """Returns what tests have put into it in place of what the network would; everything else is real."""

    store: Store
    feeds: dict[str, FeedContent] = field(default_factory=dict)
    """What each feed has now."""
    sites: dict[str, tuple[FeedCandidate, ...]] = field(default_factory=dict)
    """The feeds of each page."""
    lists: set[str] = field(default_factory=set)
    """Addresses of lists of feeds."""
    pages: dict[int, str] = field(default_factory=dict)
    """The text of the page of each entry."""
    failing: dict[str, str] = field(default_factory=dict)
    """Feeds that fail, and why."""
    asked: list[tuple[frozenset[int] | None, bool]] = field(default_factory=list)
    """What was refreshed, and whether it was forced."""
    hold: asyncio.Event | None = None
    """A refresh waits for it after its first feed, and looking at an address before it answers."""
    notices: tuple[str, ...] = ()
    is_due: bool = False
    found_on: list[tuple[str, str | None]] = field(default_factory=list)
    """Addresses that were added, and the pages that named them."""
    private: int = 0
    """Feeds of an imported list that lie in a private network."""
    imported_as_own: list[bool] = field(default_factory=list)
    """For each import, whether the list was said to be the reader's own."""
    web: FakeHttpClient = field(default_factory=FakeHttpClient)
    """Where the stories get their pages."""

    def __post_init__(self) -> None:
        self.writer = StoreWriter(self.store)
        # The pages are plain text, so the pool starts no process.
        client = FeedClient(self.web, Pool(1), HostLimiter(None, lambda: NOON))
        pages = FullTextService(self.store, client, self.writer, clock=lambda: NOON)
        self.stories = StoryService(self.store, client, self.writer, pages, clock=lambda: NOON)

    async def add(
        self,
        url: str,
        settings: FeedSettings = FeedSettings(),  # noqa: B008 -- it is frozen
        *,
        found_on: str | None = None,
    ) -> SubscribeResult:
        self.found_on.append((url, found_on))
        if self.hold:
            await self.hold.wait()
        if url in self.lists:
            raise FeedListError(f"{url} is a list of feeds.")
        if url in self.sites:
            return SubscribeResult(None, candidates=self.sites[url])
        if url not in self.feeds:
            raise FetchError(f"{url} could not be reached, so nothing was added.")
        added = await asyncio.to_thread(self.store.add_feed, url, settings)
        if not added.already:
            await asyncio.to_thread(self._take, added.feed)
        feed = await asyncio.to_thread(self.store.feed, added.feed.id)
        return SubscribeResult(feed, known=added.already)

    async def refresh(
        self,
        feed_ids: Collection[int] | None = None,
        *,
        forced: bool = False,
        cluster: bool = True,
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> RefreshReport:
        del cluster
        self.asked.append((None if feed_ids is None else frozenset(feed_ids), forced))
        wanted = [feed for feed in self.store.feeds() if feed_ids is None or feed.id in feed_ids]
        new, failed = 0, []
        for number, feed in enumerate(wanted, 1):
            error = self.failing.get(feed.url)
            if error:
                failed.append((feed.id, error))
                late = at(60)
                state = replace(
                    feed.state, last_try=NOON, error=error, failures=1, failing_since=at(-60), next_try=late
                )
                await asyncio.to_thread(self.store.save_states, {feed.id: state})
                count = 0
            else:
                count = await asyncio.to_thread(self._take, feed)
            new += count
            if progress:
                progress(FeedProgress(feed.id, number, len(wanted), count, error))
            if self.hold:
                await self.hold.wait()
        return RefreshReport(len(wanted), new, 0, 0, tuple(failed), 0.1)

    async def warm(self) -> None:
        """There is nothing to load."""

    def due(self) -> tuple[Feed, ...]:
        return self.store.feeds() if self.is_due else ()

    async def full_text(self, entry_id: int) -> None:
        if entry_id not in self.pages:
            page = PageText("", "https://bell.example/page", NOON, error="The page gave no text.")
            await asyncio.to_thread(self.store.set_full_text, entry_id, page)
            raise FetchError("The page gave no text.")
        page = PageText(self.pages[entry_id], "https://bell.example/page", NOON)
        await asyncio.to_thread(self.store.set_full_text, entry_id, page)

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        entries = await asyncio.to_thread(self.store.some_entries, entry_ids)
        texts = [await asyncio.to_thread(self.store.entry_text, one.id) for one in entries]
        found = [
            article(RawArticle(text.text, one.url or "", one.outlet, one.title, one.published, url=one.url))
            for one, text in zip(entries, texts, strict=True)
            if text
        ]
        return LoadedArticles(tuple(found))

    async def import_list(self, place: str, *, private: bool = False, star_flag: str = "") -> ImportResult:
        del star_flag
        self.imported_as_own.append(private)
        return replace(
            await asyncio.to_thread(self._import, user_path(place, ReadError)), private=0 if private else self.private
        )

    async def export_opml(self, path: Path | None, *, secrets: bool = False, force: bool = False) -> Export:
        del force
        export = opml.write(self.store.feeds(), secrets="keep" if secrets else "redact")
        if path is not None:
            await asyncio.to_thread(path.write_bytes, export.data)
        return export

    def _import(self, path: Path) -> ImportResult:
        if not path.exists():
            raise FeedError(f"{path} could not be read (there is no such file).")
        added = [self.store.add_feed(line) for line in path.read_text(encoding="utf-8").split()]
        return ImportResult(sum(not one.already for one in added), sum(one.already for one in added))

    def _take(self, feed: Feed) -> int:
        told = self.feeds.get(feed.url)
        return len(self.store.save(feed.id, told, FeedState(last_good=NOON), NOON).new) if told else 0


class HomeContext(FakeContext):
    """A context with feeds, which really compares."""

    def __init__(self, feed_service: FakeFeedService) -> None:
        super().__init__(library=feed_service)

    def compare(self, articles: Sequence[Article], *, wait: bool = True) -> Comparison:
        del wait
        return Comparison(align(articles), None)


def two_feeds(feed_service: FakeFeedService) -> None:
    """Adds two feeds: the Bell with three entries, in a group, and the Post with two, in none."""
    store = feed_service.store
    bell = store.add_feed(BELL, FeedSettings(group="News")).feed.id
    post = store.add_feed(POST).feed.id
    feed_service.feeds[BELL] = content(
        entry("b1", -1, "Bridge closed", "The bridge was closed.\n\nFerries run."),
        entry("b2", -30, "Ferry fares rise", "Fares rise."),
        entry("b3", -90, "Mayor resigns", "She resigned on Friday."),
        title="The Bell",
    )
    feed_service.feeds[POST] = content(
        entry("p1", -10, "Harbour bridge shut", "The harbour bridge was shut."),
        entry("p2", -60, "Rain on Sunday", "It will rain."),
        title="The Post",
    )
    for feed, url in ((bell, BELL), (post, POST)):
        store.save(feed, feed_service.feeds[url], FeedState(last_good=NOON), NOON)


def many_entries(feed_service: FakeFeedService, count: int) -> None:
    """Adds one feed with so many entries, a minute apart, the newest first: Title 0, Title 1 and so on."""
    feed = feed_service.store.add_feed(BELL).feed.id
    found = content(*(entry(str(number), -number) for number in range(count)))
    feed_service.store.save(feed, found, FeedState(last_good=NOON), NOON)


def publish_later(feed_service: FakeFeedService, *titles: str) -> None:
    """Adds these entries, newer than the others, to what the Bell has at its next refresh."""
    before = feed_service.feeds[BELL]
    new = tuple(entry(f"new-{title}", 5 + number, title) for number, title in enumerate(titles))
    feed_service.feeds[BELL] = replace(before, entries=(*new, *before.entries))
