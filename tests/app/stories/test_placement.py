"""Articles are put into stories behind the screens, whichever of them is shown, and that is said while it goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.home.screen import HomeScreen
from support.home_driver import press
from support.screen_driver import screen_lines, wait_until
from support.story_builders import FERRY, feed_item, last_line, listed, screen, store_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService
    from support.story_builders import OpenedStories

SAID = "placing 1/3 in stories"


@pytest.fixture
def gate(feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """While it is cleared, placement reports its first article and waits."""
    gate, catch_up = asyncio.Event(), feed_service.stories.catch_up
    gate.set()

    async def held(progress: Callable[[int, int], None] | None = None) -> int:
        if progress is not None and not gate.is_set():
            progress(1, 3)
        await gate.wait()
        return await catch_up(progress)

    monkeypatch.setattr(feed_service.stories, "catch_up", held)
    return gate


def store_more(feed_service: FakeFeedService) -> None:
    title = "Second ferry to Pellworth from March, says company"
    store_later(feed_service, feed_item("Courier", 7, 5, title, FERRY))


async def begin(pilot: Pilot[NewsdiffError], feed_service: FakeFeedService, gate: asyncio.Event) -> None:
    """Store an article, and hold its placement."""
    gate.clear()
    store_more(feed_service)
    screen(pilot).session.changed()
    await wait_until(pilot, lambda: SAID in screen_lines(pilot)[0])


async def test_placement_goes_on_when_the_stories_are_left(
    opened: OpenedStories, feed_service: FakeFeedService, gate: asyncio.Event
) -> None:
    async with opened("m") as pilot:
        await begin(pilot, feed_service, gate)
        # Not `press`, which waits for the work that is held here.
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen) and SAID in screen_lines(pilot)[0])
        assert feed_service.store.count_unclustered()
        gate.set()
        await wait_until(pilot, lambda: not feed_service.store.count_unclustered())
        await wait_until(pilot, lambda: "placing" not in screen_lines(pilot)[0])


async def test_an_empty_list_says_that_articles_are_being_placed(
    opened: OpenedStories, feed_service: FakeFeedService, gate: asyncio.Event
) -> None:
    async with opened("m", "f", "f", "f") as pilot:
        assert listed(pilot) == []
        await begin(pilot, feed_service, gate)
        await wait_until(pilot, lambda: "still being placed in stories: 1 of 3" in "\n".join(screen_lines(pilot)))
        gate.set()
        await wait_until(pilot, lambda: "still being" not in "\n".join(screen_lines(pilot)))


async def test_what_is_about_to_be_placed_is_said_before_the_first_article_is(
    opened: OpenedStories, feed_service: FakeFeedService, gate: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up = feed_service.stories.catch_up
    # Nothing is reported while the articles are read.
    monkeypatch.setattr(feed_service.stories, "catch_up", lambda _: catch_up(None))
    async with opened("m", "f", "f", "f") as pilot:
        assert listed(pilot) == []
        gate.clear()
        store_more(feed_service)
        screen(pilot).session.changed()
        await wait_until(pilot, lambda: "placing 0/1 in stories" in screen_lines(pilot)[0])
        assert any("Articles are still being placed in stories: 0 of 1" in line for line in screen_lines(pilot))
        gate.set()
        await wait_until(pilot, lambda: "placing" not in screen_lines(pilot)[0])


async def test_placement_can_be_stopped_and_goes_on_when_stories_are_opened_again(
    opened: OpenedStories, feed_service: FakeFeedService, gate: asyncio.Event
) -> None:
    async with opened("m") as pilot:
        await begin(pilot, feed_service, gate)
        await pilot.press("x")
        await wait_until(pilot, lambda: "placing" not in screen_lines(pilot)[0])
        assert "Stopped" in last_line(pilot)
        assert feed_service.store.count_unclustered()
        gate.set()
        await press(pilot, "m", "m")
        assert not feed_service.store.count_unclustered()


async def test_what_was_left_at_the_last_end_is_placed_at_the_next_start(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened():
        assert not feed_service.store.count_unclustered()


async def test_what_a_refresh_brings_is_placed_after_it(
    opened: OpenedStories, feed_service: FakeFeedService, gate: asyncio.Event
) -> None:
    async with opened() as pilot:
        gate.clear()
        store_more(feed_service)
        await pilot.press("R")
        await wait_until(pilot, lambda: SAID in screen_lines(pilot)[0])
        assert "reloading" not in screen_lines(pilot)[0]
        gate.set()
        await wait_until(pilot, lambda: not feed_service.store.count_unclustered())
