"""A story of the list in the compare view."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.core.library.feeds import FeedState
from support.feed_builders import NOON, at, content
from support.home_driver import press
from support.idle import hold
from support.screen_driver import dialog_text, screen_lines, wait_until
from support.story_builders import ALONE, EVERY_STORY, FERRY, current, feed_item, last_line, store_later

if TYPE_CHECKING:
    import pytest

    from support.fake_feed_service import FakeFeedService
    from support.story_builders import OpenedStories


async def test_what_joins_while_the_reader_compares_stays_unread(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    feed_service.web.hold = asyncio.Event()
    async with opened("m", "j") as pilot:
        story = current(pilot).id
        await pilot.press("enter")
        await wait_until(pilot, lambda: feed_service.store.some_stories([story])[0].unread == 0)
        later = feed_item(
            "Courier", 9, 30, "Storm Edda closes ports on the western coast", "Storm Edda has closed ports."
        )
        store_later(feed_service, later, now=at(40))
        await feed_service.stories.catch_up()
        feed_service.web.hold.set()
        await wait_until(pilot, lambda: "getting text" not in screen_lines(pilot)[0])
        (now,) = feed_service.store.some_stories([story])
        assert (now.outlets, now.unread, now.fresh) == (3, 1, True)


async def test_enter_opens_the_story_and_pages_fill_in_as_they_come(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    feed_service.web.hold = asyncio.Event()
    rest_of_it = "\n\n".join(f"{FERRY} Nobody lives on island number {number}." for number in range(12))
    feed_service.web.pages["https://courier.example/1"] = f"{FERRY} It carries 120 cars.\n\n{rest_of_it}"
    async with opened("m") as pilot:
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        shown = pilot.app.screen
        assert isinstance(shown, CompareScreen)
        await wait_until(pilot, lambda: len(shown.loader.articles) == 3)
        short = len(shown.loader.articles[0].sentences)
        assert "getting text" in screen_lines(pilot)[0]
        feed_service.web.hold.set()
        await wait_until(pilot, lambda: len(shown.loader.articles[0].sentences) > short)
        await wait_until(pilot, lambda: "getting text" not in screen_lines(pilot)[0])
        await press(pilot, "j", "n")
        await pilot.press("t")
        assert "Halverstone Courier had it first" in dialog_text(pilot)
        await pilot.press("escape", "q")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen) and current(pilot).unread == 0)


async def test_articles_that_could_not_be_had_whole_are_told_in_one_line_that_covers_nothing(
    opened: OpenedStories,
) -> None:
    async with opened("m") as pilot:
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "getting text" not in screen_lines(pilot)[0])
        await wait_until(pilot, lambda: "3 of 3 articles are incomplete" in last_line(pilot))


async def test_of_very_many_outlets_it_is_said_how_many_are_compared(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    for number in range(21):
        feed = feed_service.store.add_feed(f"https://paper{number}.example/feed").feed.id
        one = feed_item(f"Paper{number}", 1, number, "Storm Edda closes western ports", "Storm Edda has closed ports.")
        feed_service.store.save(feed, content(one, title=f"Paper {number}"), FeedState(last_good=NOON), NOON)
    async with opened("m", "S") as pilot:
        assert current(pilot).outlets == 23
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "The first 20 of 23 outlets are compared" in last_line(pilot))


async def test_a_story_of_one_outlet_says_what_can_be_done(opened: OpenedStories) -> None:
    async with opened("m", *EVERY_STORY, "j") as pilot:
        assert current(pilot).headline == ALONE[0]
        assert "Only one outlet has this story so far" in "\n".join(screen_lines(pilot))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "one article" in screen_lines(pilot)[0])


async def test_stories_are_not_compared_for_their_order_while_one_is_open_and_then_go_on(
    opened: OpenedStories, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    may_end = threading.Event()

    def compare(story_id: int) -> None:
        compared.append(story_id)
        hold(may_end)

    monkeypatch.setattr("newsdiff.app.stories.story_comparer.THINK", 100)
    monkeypatch.setattr("newsdiff.app.stories.story_comparer.IDLE", 100)
    async with opened("m") as pilot:
        monkeypatch.setattr(feed_service.stories, "compare", compare)
        await pilot.press("S", "S")
        await wait_until(pilot, lambda: len(compared) == 1)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        may_end.set()
        await press(pilot)
        assert len(compared) == 1
        await pilot.press("q")
        await wait_until(pilot, lambda: len(set(compared)) > 1)
