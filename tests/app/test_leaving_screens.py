"""Work goes on while screens come and go, and reports to whatever is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsdiff.config import Config
from newsdiff.service.feed_service import FeedProgress, RefreshReport
from support.fake_feed_service import BELL, FakeFeedService, two_feeds
from support.feed_builders import content, entry
from support.home_driver import press, wait_until_idle
from support.idle import restless
from support.screen_driver import dialog_text, screen_lines, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pytest

    from support.home_app import OpenedHome


def endless(feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Makes a refresh report progress on each turn of the event loop until the event is set."""
    stop = asyncio.Event()

    async def refresh(
        feed_ids: Collection[int] | None = None,
        *,
        forced: bool = False,
        cluster: bool = True,
        progress: Callable[[FeedProgress], None] | None = None,
    ) -> RefreshReport:
        del feed_ids, forced, cluster
        (feed, *_), number = feed_service.store.feeds(), 0
        with restless():
            while not stop.is_set():
                number += 1
                if progress:
                    progress(FeedProgress(feed.id, number, 100_000, int(number % 50 == 0), None))
                await asyncio.sleep(0)
        return RefreshReport(number, 0, 0, 0, (), 0.1)

    monkeypatch.setattr(feed_service, "refresh", refresh)
    return stop


async def test_progress_that_arrives_while_the_stories_are_taken_down_is_no_fault(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = endless(feed_service, monkeypatch)
    async with opened_home(two_feeds) as pilot:
        await pilot.press("R")
        for _ in range(4):
            await pilot.press("m")
            await wait_until(pilot, lambda: "reloading" in "".join(screen_lines(pilot)[:1]))
        stop.set()
        await wait_until_idle(pilot)
        assert "Nothing new" in screen_lines(pilot)[-1]
        assert pilot.app._exception is None


async def test_a_refresh_that_was_begun_in_the_stories_is_stopped_from_the_articles(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless(feed_service, monkeypatch)
    async with opened_home(two_feeds) as pilot:
        await pilot.press("m", "R")
        await wait_until(pilot, lambda: "reloading" in "".join(screen_lines(pilot)[:1]))
        await pilot.press("m", "x")
        await wait_until_idle(pilot)
        assert "Stopped. What has arrived is kept" in screen_lines(pilot)[-1]
        assert "reloading" not in screen_lines(pilot)[0]


async def test_what_was_found_at_an_address_waits_on_whichever_screen_is_open_then(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    from newsdiff.service.feed_service import FeedCandidate

    site = "https://gazette.example"
    world, local = (FeedCandidate(f"{site}/{name}", f"Gazette {name}", "rss", 3, None, known=False) for name in "wl")
    feed_service.sites[site] = (world, local)
    feed_service.feeds[world.url] = content(entry("World news", 2, "News"), title="Gazette w")
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        await pilot.press("m", "a", *site, "tab", "tab", *"Far", "enter", "escape", "m")
        feed_service.hold.set()
        await wait_until_idle(pilot)
        assert "2 feeds were found at https://gazette.example: a to choose" in screen_lines(pilot)[-1]
        await press(pilot, "a")
        assert "2 feeds found" in dialog_text(pilot)
        await press(pilot, "enter")
        # What was typed beside the address holds for the feed that is chosen.
        (added,) = (feed for feed in feed_service.store.feeds() if feed.url == world.url)
        assert added.settings.group == "Far"
        assert feed_service.found_on[-1] == (world.url, site)


async def test_an_answer_that_comes_when_its_screen_has_gone_changes_the_library_all_the_same(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.feeds[BELL] = content(entry("b", 0, "Bridge closed"))
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds, config=Config(home="stories")) as pilot:
        later = "https://later.example/feed"
        feed_service.feeds[later] = content(entry("l", 4, "Late news"), title="Later")
        await pilot.press("a", *later, "enter", "escape", "m")
        feed_service.hold.set()
        await wait_until_idle(pilot)
        assert "Later added with 1 article" in screen_lines(pilot)[-1]
        assert "Late news" in "\n".join(screen_lines(pilot))
