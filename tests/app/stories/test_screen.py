"""Going to the stories and leaving them, and the feeds from there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.home.screen import HomeScreen
from newsdiff.app.messages import FeedsRead, LibraryChanged, RefreshEnded, RefreshProgressed
from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.app.stories.story_list import StoryList
from newsdiff.app.stories.story_preview import StoryPreviewView
from newsdiff.app.widgets.bars import HeaderBar, HeadsBar, HintBar
from newsdiff.app.widgets.titled_pane import TitledPane
from newsdiff.config import Config
from newsdiff.service.feed_service import RefreshReport
from support.fake_feed_service import FakeFeedService, HomeContext
from support.home_driver import press, wait_until_idle
from support.screen_driver import dialog_text, wait_until
from support.story_builders import FERRY_STORY, STORM_STORY, feed_item, last_line, listed, store_later

if TYPE_CHECKING:
    from textual.widget import Widget

    from support.story_builders import OpenedStories


async def test_one_key_goes_to_the_stories_and_back_and_the_next_start_begins_there(opened: OpenedStories) -> None:
    async with opened("m") as pilot:
        context = pilot.app.context  # type: ignore[attr-defined]  # of our app
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert context.settings["home"] == "stories"
        await press(pilot, "m")
        assert not any(isinstance(one, StoriesScreen) for one in pilot.app.screen_stack)
        assert context.settings["home"] == "articles"


@pytest.mark.parametrize("part", [HeaderBar, HeadsBar, StoryList, StoryPreviewView, TitledPane, HintBar])
async def test_a_library_that_reports_while_the_stories_are_taken_down_is_no_error(
    opened: OpenedStories, monkeypatch: pytest.MonkeyPatch, part: type[Widget]
) -> None:
    reported = []

    def report(one: Widget) -> None:
        shown = one.screen
        if not isinstance(shown, StoriesScreen):
            return
        session = shown.session
        reported.append(shown in session._subscribers)
        session.publish(RefreshProgressed)
        session.publish(LibraryChanged)
        session.publish(lambda: FeedsRead((), (), ()))
        session.publish(lambda: RefreshEnded(RefreshReport(3, 2, 0, 0, (), 0.1), asked=True))
        session.report("A sentence")
        # Nor is a call from outside its own queue.
        shown.loader.query = shown.loader.query.next_order()
        shown.show_status("A sentence")
        shown.bars.update()
        shown.loader.read()

    # From its unmounting on, the part is gone, and the others follow.
    monkeypatch.setattr(part, "on_unmount", report, raising=False)
    async with opened("m") as pilot:
        await press(pilot, "m")
        assert reported
        assert all(reported)
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "m")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]


async def test_going_to_and_fro_while_feeds_come_in_is_no_error(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m") as pilot:
        for step in range(12):
            feed_service.hold = asyncio.Event()
            store_later(feed_service, feed_item("Courier", 50 + step, step, f"Item {step}", "Something new."))
            await pilot.press("R")
            pilot.app.post_message(Key("m", "m"))
            # The first feed has come, and the other at each stage of the way.
            for _ in range(8 * step):
                await asyncio.sleep(0)
            feed_service.hold.set()
            await pilot.pause()
            screen_now = pilot.app.screen
            await pilot.press("m")
            await wait_until(pilot, lambda gone=screen_now: pilot.app.screen is not gone)  # type: ignore[misc]
        feed_service.hold = None
        await wait_until_idle(pilot)
        assert isinstance(pilot.app.screen, StoriesScreen | HomeScreen)


async def test_the_stories_can_be_what_the_program_begins_with(opened: OpenedStories) -> None:
    async with opened(config=Config(home="stories")) as pilot:
        await wait_until_idle(pilot)
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]


async def test_without_feeds_the_key_says_where_stories_come_from(feed_service: FakeFeedService) -> None:
    app = NewsdiffApp(HomeContext(feed_service=feed_service), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_idle(pilot)
        await press(pilot, "m")
        assert "they come from feeds" in last_line(pilot)


async def test_feeds_are_reloaded_and_added_from_the_stories(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", "R") as pilot:
        assert feed_service.asked == [(None, True)]
        assert "Nothing new" in last_line(pilot)
        await press(pilot, "v")
        assert "No feed has errors" in dialog_text(pilot)
        await press(pilot, "escape", "a")
        assert "Add a feed" in dialog_text(pilot)
        await press(pilot, "escape", "x")
        assert "No refresh is running" in last_line(pilot)
        await press(pilot, "q")
        await wait_until(pilot, lambda: not pilot.app.is_running)
