"""A stored story that is compared tells of articles that may belong to it, and the key that adds an article lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.compare.story_source import StoredStory
from newsdiff.config import Config
from support.fake_feed_service import HomeContext
from support.home_driver import wait_until_idle
from support.screen_driver import screen_lines, wait_until
from support.stored_stories import cluster, summary
from support.story_builders import events, feed_item, store_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService

NEAR = feed_item(
    "Courier",
    8,
    20,
    "Halverstone counts its broken roofs",
    "After the storm Edda the mayor told reporters on Monday evening that nobody was hurt and schools open again.",
)


def shows(pilot: Pilot[NewsdiffError], words: str) -> Callable[[], bool]:
    return lambda: words in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_may_belong_to_the_story_is_told_added_and_taken_back(
    feed_service: FakeFeedService, size: tuple[int, int]
) -> None:
    events(feed_service)
    store_later(feed_service, NEAR)
    await feed_service.stories.catch_up()
    store = feed_service.store
    story = summary(store, "Edda closes western ports")
    assert [one.title for one in store.suggestions(story.id)] == [NEAR.title]
    context, config = HomeContext(feed_service=feed_service), Config()
    app = NewsdiffApp(context, config)
    async with app.run_test(size=size) as pilot:
        await wait_until_idle(pilot)
        screen = CompareScreen(context, config, StoredStory(store, feed_service.stories, story))
        await app.push_screen(screen)
        await wait_until(pilot, shows(pilot, "1 more article may belong here: a shows it"))
        await pilot.press("a")
        await wait_until(pilot, shows(pilot, "Halverstone counts its"))
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(store.story_entries(story.id)) == 3)
        assert store.suggestions(story.id) == ()
        await wait_until(pilot, shows(pilot, "Added to the story"))
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: len(store.story_entries(story.id)) == 2)


def test_what_the_reader_has_split_off_is_not_offered_again(feed_service: FakeFeedService) -> None:
    events(feed_service)
    store_later(feed_service, NEAR)
    store = feed_service.store
    cluster(store)
    story = summary(store, "Edda closes western ports").id
    (near,) = store.suggestions(story)
    store.put_entry(near.id, story)
    store.split_story(story, [near.id])
    assert store.suggestions(story) == ()
    # Nor is what is not shown, or is told by several outlets.
    assert all(not store.suggestions(one.id) for one in store.stories() if "ferry" in one.headline)
