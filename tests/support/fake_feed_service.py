"""A newsstand whose feeds are told and not fetched, on a real store; and what the home screen shows as text."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.widgets import Input, Static
from textual.worker import WorkerError

from newsdiff.adapters import opml
from newsdiff.adapters.http import Response
from newsdiff.adapters.sandbox import Pool
from newsdiff.app.home.screen import HomeScreen
from newsdiff.core.alignment.aligner import align
from newsdiff.core.articles.build import article
from newsdiff.core.library.entries import PageText
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.core.models import RawArticle
from newsdiff.errors import FeedError, FetchError
from newsdiff.service import Comparison, LoadedArticles
from newsdiff.service.feed_client import FeedClient
from newsdiff.service.feed_service import FeedCandidate, FeedProgress, ImportResult, RefreshReport, SubscribeResult
from newsdiff.service.full_text import FullTextService
from newsdiff.service.host_limiter import HostLimiter
from newsdiff.service.store_writer import StoreWriter
from newsdiff.service.story_service import StoryService
from support.fake_context import FakeContext
from support.feed_builders import NOON, at, content, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry, Feed, FeedContent
    from newsdiff.core.models import Article
    from newsdiff.errors import NewsdiffError

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
    """What the network would give is told beforehand; everything else is as it is."""

    store: Store
    feeds: dict[str, FeedContent] = field(default_factory=dict)
    """What each feed has now."""
    sites: dict[str, tuple[FeedCandidate, ...]] = field(default_factory=dict)
    """The feeds of each page."""
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
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> RefreshReport:
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

    async def import_file(self, path: Path) -> ImportResult:
        return await asyncio.to_thread(self._import, path)

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
    """The Bell has three articles, in a group; the Post has two, in none."""
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


def many(feed_service: FakeFeedService, count: int) -> None:
    """One feed with so many articles, a minute apart, the newest first: Title 0, Title 1 and so on."""
    feed = feed_service.store.add_feed(BELL).feed.id
    told = content(*(entry(str(number), -number) for number in range(count)))
    feed_service.store.save(feed, told, FeedState(last_good=NOON), NOON)


def later(feed_service: FakeFeedService, *titles: str) -> None:
    """The Bell has these articles as well from now on, all newer than the others."""
    told = feed_service.feeds[BELL]
    fresh = tuple(entry(f"new-{title}", 5 + number, title) for number, title in enumerate(titles))
    feed_service.feeds[BELL] = replace(told, entries=(*fresh, *told.entries))


def home(pilot: Pilot[NewsdiffError]) -> HomeScreen:
    """The home screen, under whatever floats on it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, HomeScreen))


def here(pilot: Pilot[NewsdiffError]) -> str:
    """The title under the cursor."""
    found = home(pilot).view.entry
    return found.title if found else ""


def current(pilot: Pilot[NewsdiffError]) -> Entry:
    """The entry under the cursor, which there must be."""
    found = home(pilot).view.entry
    assert found is not None
    return found


def lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    """The screen on top as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def said(pilot: Pilot[NewsdiffError]) -> str:
    """The last line of the home screen."""
    strips = home(pilot)._compositor.render_strips()
    return "".join(segment.text for segment in strips[-1])


def dialog_text(pilot: Pilot[NewsdiffError]) -> str:
    """What the dialog on top says."""
    return " ".join(str(one.content) for one in pilot.app.screen.query(Static))


async def rest(pilot: Pilot[NewsdiffError]) -> None:
    """Wait until everything that was begun is shown. What a timer gathers is not waited for: it is done at once."""
    quiet = 0
    # A message of a list goes up through every container before the screen has it, a round each.
    while quiet < 6:
        # One that a later key has made needless was cancelled; one that failed is for the screen to tell.
        with suppress(WorkerError):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause(0)
        quiet = 0 if _hurry(home(pilot)) or len(pilot.app.workers) else quiet + 1


async def until(pilot: Pilot[NewsdiffError], holds: Callable[[], bool]) -> None:
    """Wait for something to be shown while work goes on that cannot be waited for."""
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("\n".join(lines(pilot)))


def _hurry(screen: HomeScreen) -> bool:
    """Do now what waits for a timer; whether there was anything."""
    late: tuple[tuple[object, str, Callable[[], object]], ...] = (
        (screen.lists, "_resting", screen.lists.show_entry),
        (screen.lists, "_choosing", screen.lists._choose),
        (screen.session, "_counting", screen.session.read_feeds),
        (screen.session, "_sliding", screen.session._slide),
    )
    found = [(owner, name, act) for owner, name, act in late if getattr(owner, name) is not None]
    for owner, name, act in found:
        getattr(owner, name).stop()
        setattr(owner, name, None)
        act()
    return bool(found)


async def press(pilot: Pilot[NewsdiffError], *keys: str) -> None:
    """Press keys one after another, each when what the one before has begun is shown."""
    for key in keys:
        await pilot.press(key)
        if not (len(key) == 1 and isinstance(pilot.app.focused, Input)):
            await rest(pilot)
