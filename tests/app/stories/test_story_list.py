"""The list of stories and its preview: what is listed, in what order, what is found, how it fits the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.stories import list_loader, story_comparer
from newsdiff.app.stories.list_query import StoryListQuery
from newsdiff.app.stories.messages import MoreStoriesRead, PreviewRead, StoriesRead
from newsdiff.app.stories.story_rows import StoryRows
from newsdiff.config import Config
from newsdiff.core.library.feeds import FeedState
from newsdiff.text_format import age, count_noun, local_now
from support.feed_builders import NOON, content
from support.home_driver import press, wait_until_idle
from support.screen_driver import screen_lines, wait_until
from support.story_builders import (
    ALONE,
    EVERY_STORY,
    FERRY,
    FERRY_STORY,
    STORM_STORY,
    current,
    feed_item,
    last_line,
    listed,
    screen,
    store_later,
)

if TYPE_CHECKING:
    from support.fake_feed_service import FakeFeedService
    from support.story_builders import OpenedStories


async def test_the_same_event_is_one_story_and_what_one_outlet_has_alone_shows_on_demand(opened: OpenedStories) -> None:
    async with opened("m") as pilot:
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        text = "\n".join(screen_lines(pilot))
        assert "3 outlets" in text
        assert "Halverstone Courier" in text
        assert FERRY[:40] in text
        assert "Timeline" in text
        await press(pilot, *EVERY_STORY)
        assert listed(pilot) == [FERRY_STORY, ALONE, STORM_STORY]
        await press(pilot, "f")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]


async def test_the_numbers_of_a_story_are_worked_out_when_the_reader_rests_on_it(opened: OpenedStories) -> None:
    async with opened("m") as pilot:
        await wait_until(pilot, lambda: current(pilot).compared is not None)
        found = current(pilot).compared
        assert found is not None
        assert found.common >= 1
        shared = count_noun(found.common + found.reworded, "statement")
        await wait_until(pilot, lambda: f"{shared} in 2+ outlets" in "\n".join(screen_lines(pilot)))


async def test_the_stories_in_view_are_compared_when_no_key_is_pressed_for_a_while(
    opened: OpenedStories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_comparer, "IDLE", 0.05)
    async with opened("m") as pilot:
        await wait_until(pilot, lambda: all(one.compared for one in screen(pilot).story_list.rows.summaries))


async def test_a_story_that_has_gone_down_since_it_was_read_is_listed_once(
    opened: OpenedStories, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_loader, "PAGE", 2)
    monkeypatch.setattr(list_loader, "NEAR", 0)
    async with opened("m", *EVERY_STORY) as pilot:
        assert listed(pilot) == [FERRY_STORY, ALONE]
        feed_service.store.add_mute("outlet", "Brazen Gong")
        await press(pilot, "G")
        assert (
            len({one.id for one in screen(pilot).story_list.rows.summaries})
            == len(screen(pilot).story_list.rows.summaries)
            == 3
        )


async def test_the_order_of_what_differs_compares_the_stories_that_were_not(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    newer = "Tolls on the ring road"
    for host, figure in (("gull", "12"), ("tern", "14")):
        url = f"https://{host}.example/feed"
        words = f"{newer} rise to {figure} crowns from Monday, the road office of Halverstone said."
        found = content(feed_item(host, 9, -5, f"{newer} rise to {figure} crowns", words), title=host.title())
        feed_service.store.save(feed_service.store.add_feed(url).feed.id, found, FeedState(last_good=NOON), NOON)
    async with opened("m", "j", "j") as pilot:
        assert current(pilot).headline.startswith("Storm")
        await press(pilot, "S", "S")
        figures = [one.compared and one.compared.figures for one in screen(pilot).story_list.rows.summaries]
        assert None not in figures
        assert figures == sorted(figures, reverse=True)  # type: ignore[type-var]  # none of them is None
        assert screen(pilot).story_list.cursor == 0


async def test_filters_orders_and_searches_say_what_is_shown(opened: OpenedStories) -> None:
    async with opened("m", "f") as pilot:
        assert listed(pilot) == [FERRY_STORY]
        assert "3+ outlets" in screen_lines(pilot)[0]
        await press(pilot, "escape", "S")
        assert "most outlets first" in last_line(pilot)
        await press(pilot, "slash", *"storm", "enter")
        assert listed(pilot) == [STORM_STORY]
        assert "Stories, search: storm" in screen_lines(pilot)[0]
        await press(pilot, "slash", "ctrl+u", *"is:new", "enter")
        assert "is:new is not known" in last_line(pilot)
        await press(pilot, "escape")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, "slash", *"zebra", "enter")
        assert "No results" in "\n".join(screen_lines(pilot))
        await press(pilot, "q")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, *"jkgGnpswPMXLNoy", "enter", "space", "l", "h", "z", "z")
        assert pilot.app.is_running


@pytest.mark.parametrize("width", [80, 120])
async def test_without_unicode_the_ages_and_names_keep_their_columns(opened: OpenedStories, width: int) -> None:
    async with opened("m", config=Config(marks="ascii"), size=(width, 30)) as pilot:
        shown = screen(pilot).story_list.rows.summaries
        for row, one in zip(screen_lines(pilot)[2:4], shown, strict=True):
            assert row.endswith(f" {age(one.newest, local_now())} "), row


@pytest.mark.parametrize("size", [(52, 14), (80, 24), (120, 40), (200, 50)])
async def test_every_size_shows_the_story_that_the_reader_is_on(opened: OpenedStories, size: tuple[int, int]) -> None:
    async with opened("m", "j", size=size) as pilot:
        assert any(line.startswith("▸") and "Storm" in line for line in screen_lines(pilot))
        assert all(len(line.rstrip()) <= size[0] for line in screen_lines(pilot))
        await press(pilot, "l", "j", "G", "g", "h", "z", "l", "z", "escape")
        assert any(line.startswith("▸") and "Storm" in line for line in screen_lines(pilot))


async def test_a_reader_who_goes_down_while_the_list_is_read_anew_stays_where_they_are(opened: OpenedStories) -> None:
    async with opened("m", *EVERY_STORY, "G") as pilot:
        shown = screen(pilot)
        assert current(pilot).headline == STORM_STORY[0]
        # What was read when the reader was further up.
        shown.post_message(StoriesRead(StoryRows(shown.loader.query, shown.story_list.rows.summaries[:1], 3), {}))
        await wait_until_idle(pilot)
        assert current(pilot).headline == STORM_STORY[0]
        assert listed(pilot) == [FERRY_STORY, ALONE, STORM_STORY]


async def test_what_was_read_of_a_list_that_was_left_or_read_anew_meanwhile_is_not_shown(opened: OpenedStories) -> None:
    async with opened("m") as pilot:
        shown = screen(pilot)
        left = StoryListQuery(filter=4)
        shown.post_message(StoriesRead(StoryRows(left), {}))
        shown.post_message(MoreStoriesRead(StoryRows(left), StoryRows(left), to_end=True))
        shown.post_message(MoreStoriesRead(StoryRows(StoryListQuery()), StoryRows(StoryListQuery()), to_end=False))
        shown.post_message(PreviewRead(-1, None, ()))
        await wait_until_idle(pilot)
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        assert current(pilot).headline == FERRY_STORY[0]
        assert FERRY[:40] in "\n".join(screen_lines(pilot))


async def test_what_a_new_feed_brings_is_put_into_stories_while_they_are_shown(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m") as pilot:
        title = "Second ferry to Pellworth from March, says company"
        store_later(
            feed_service,
            feed_item("Courier", 7, 5, title, FERRY),
            feed_item("Courier", 8, 6, "Harbour bridge", "Shut."),
        )
        screen(pilot).session.changed()
        await wait_until_idle(pilot)
        assert feed_service.store.count_unclustered() == 0
        assert current(pilot).entries == 4
