"""The stories screen: what several outlets tell of one event, and the reader's word on it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.stories import screen as stories_screen
from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.config import Config
from newsdiff.core.library.feeds import FeedState
from newsdiff.text_format import age, local_now
from support.fake_feed_service import FakeFeedService, HomeContext
from support.feed_builders import NOON, at, content
from support.home_driver import home_screen, press, wait_until_idle
from support.screen_driver import dialog_text, screen_lines, wait_until
from support.story_builders import FERRY, events, feed_item
from support.worded import undone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path
    from typing import Protocol

    from textual.pilot import Pilot

    from newsdiff.core.library.stories import StorySummary
    from newsdiff.errors import NewsdiffError

    class Opened(Protocol):
        def __call__(
            self, *keys: str, size: tuple[int, int] = ..., config: Config | None = ...
        ) -> AbstractAsyncContextManager[Pilot[NewsdiffError]]: ...


@pytest.fixture
def opened(feed_service: FakeFeedService) -> Opened:
    """The stories of three outlets, on the screen."""

    @asynccontextmanager
    async def run(
        *keys: str, size: tuple[int, int] = (120, 40), config: Config | None = None
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        events(feed_service)
        app = NewsdiffApp(HomeContext(feed_service=feed_service), config or Config())
        async with app.run_test(size=size) as pilot:
            await wait_until_idle(pilot)
            await press(pilot, *keys)
            yield pilot

    return run


def screen(pilot: Pilot[NewsdiffError]) -> StoriesScreen:
    found = next(one for one in pilot.app.screen_stack if isinstance(one, StoriesScreen))
    assert isinstance(found, StoriesScreen)
    return found


def said(pilot: Pilot[NewsdiffError]) -> str:
    """The last line of the screen on top."""
    return screen_lines(pilot)[-1]


def cards(pilot: Pilot[NewsdiffError]) -> list[tuple[str, int]]:
    """Headline and number of outlets of every story listed."""
    return [(card.headline, card.outlets) for card in screen(pilot).story_list.cards]


def card(pilot: Pilot[NewsdiffError]) -> StorySummary:
    found = screen(pilot).card
    assert found is not None
    return found


FERRY_STORY, STORM_STORY = ("Second ferry to Pellworth from March", 3), ("Storm Edda closes western ports", 2)
ALONE = ("Council puts off the vote on the harbour", 1)


# The list


async def test_the_same_event_is_one_story_and_what_one_outlet_has_alone_shows_on_demand(opened: Opened) -> None:
    async with opened("m") as pilot:
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]
        text = "\n".join(screen_lines(pilot))
        assert "3 outlets" in text
        assert "Halverstone Courier" in text
        assert FERRY[:40] in text
        assert "How it went" in text
        await press(pilot, *["f"] * 5)
        assert cards(pilot) == [FERRY_STORY, ALONE, STORM_STORY]
        await press(pilot, "f")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]


async def test_the_numbers_of_a_story_are_worked_out_when_the_reader_rests_on_it(opened: Opened) -> None:
    async with opened("m") as pilot:
        await wait_until(pilot, lambda: card(pilot).compared is not None)
        found = card(pilot).compared
        assert found is not None
        assert found.common >= 1
        await wait_until(pilot, lambda: f"in common {found.common}" in "\n".join(screen_lines(pilot)))


async def test_the_stories_in_view_are_compared_when_no_key_is_pressed_for_a_while(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.app.stories.screen.IDLE", 0.05)
    async with opened("m") as pilot:
        await wait_until(pilot, lambda: all(one.compared for one in screen(pilot).story_list.cards))


async def test_a_story_that_has_gone_down_since_it_was_read_is_listed_once(
    opened: Opened, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories_screen, "PAGE", 2)
    monkeypatch.setattr(stories_screen, "NEAR", 0)
    async with opened("m", *["f"] * 5) as pilot:
        assert cards(pilot) == [FERRY_STORY, ALONE]
        feed_service.store.add_mute("outlet", "Brazen Gong")
        await press(pilot, "G")
        assert len({one.id for one in screen(pilot).story_list.cards}) == len(screen(pilot).story_list.cards) == 3


async def test_the_order_of_what_differs_compares_the_stories_that_were_not(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    newer = "Tolls on the ring road"
    for host, figure in (("gull", "12"), ("tern", "14")):
        url = f"https://{host}.example/feed"
        words = f"{newer} rise to {figure} crowns from Monday, the road office of Halverstone said."
        found = content(feed_item(host, 9, -5, f"{newer} rise to {figure} crowns", words), title=host.title())
        feed_service.store.save(feed_service.store.add_feed(url).feed.id, found, FeedState(last_good=NOON), NOON)
    async with opened("m", "j", "j") as pilot:
        assert card(pilot).headline.startswith("Storm")
        await press(pilot, "S", "S")
        figures = [one.compared and one.compared.figures for one in screen(pilot).story_list.cards]
        assert None not in figures
        assert figures == sorted(figures, reverse=True)  # type: ignore[type-var]  # none of them is None
        assert screen(pilot).story_list.cursor == 0


async def test_one_key_goes_to_the_stories_and_back_and_the_next_start_begins_there(opened: Opened) -> None:
    async with opened("m") as pilot:
        context = pilot.app.context  # type: ignore[attr-defined]  # of our app
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert context.settings["home"] == "stories"
        await press(pilot, "m")
        assert not any(isinstance(one, StoriesScreen) for one in pilot.app.screen_stack)
        assert context.settings["home"] == "articles"


async def test_the_stories_can_be_what_the_program_begins_with(opened: Opened) -> None:
    async with opened(config=Config(home="stories")) as pilot:
        await wait_until_idle(pilot)
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]


async def test_without_feeds_the_key_says_where_stories_come_from(feed_service: FakeFeedService) -> None:
    app = NewsdiffApp(HomeContext(feed_service=feed_service), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_idle(pilot)
        await press(pilot, "m")
        assert "they come from feeds" in said(pilot)


async def test_filters_orders_and_searches_say_what_is_shown(opened: Opened) -> None:
    async with opened("m", "f") as pilot:
        assert cards(pilot) == [FERRY_STORY]
        assert "three outlets" in screen_lines(pilot)[0]
        await press(pilot, "escape", "S")
        assert "most outlets first" in said(pilot)
        await press(pilot, "slash", *"storm", "enter")
        assert cards(pilot) == [STORM_STORY]
        assert "Stories, search: storm" in screen_lines(pilot)[0]
        await press(pilot, "slash", "ctrl+u", *"is:new", "enter")
        assert "is:new is not known" in said(pilot)
        await press(pilot, "escape")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, "slash", *"zebra", "enter")
        assert "No story was found" in "\n".join(screen_lines(pilot))
        await press(pilot, "q")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, *"jkgGnpswPMXLNoy", "enter", "space", "l", "h", "z", "z")
        assert pilot.app.is_running


@pytest.mark.parametrize("width", [80, 120])
async def test_without_unicode_the_ages_and_names_keep_their_columns(opened: Opened, width: int) -> None:
    async with opened("m", config=Config(marks="ascii"), size=(width, 30)) as pilot:
        shown = screen(pilot).story_list.cards
        for row, one in zip(screen_lines(pilot)[2:4], shown, strict=True):
            assert row.endswith(f" {age(one.newest, local_now())} "), row


@pytest.mark.parametrize("size", [(52, 14), (80, 24), (120, 40), (200, 50)])
async def test_every_size_shows_the_story_that_the_reader_is_on(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("m", "j", size=size) as pilot:
        assert any(line.startswith("▸") and "Storm" in line for line in screen_lines(pilot))
        assert all(len(line.rstrip()) <= size[0] for line in screen_lines(pilot))
        await press(pilot, "l", "j", "G", "g", "h", "z", "l", "z", "escape")
        assert any(line.startswith("▸") and "Storm" in line for line in screen_lines(pilot))


# The reader's word


async def test_stories_are_merged_split_and_moved_and_every_step_is_taken_back(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    async with opened("m", "space", "M") as pilot:
        # The mark went on one row: the two are merged.
        assert [outlets for _, outlets in cards(pilot)] == [3]
        assert "one now" in said(pilot)
        await press(pilot, "ctrl+z")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, "g", "X")
        assert len(pilot.app.screen.query_one(PickList).rows) == 3
        await press(pilot, "space", "X")
        assert "split off" in said(pilot)
        assert sorted(outlets for _, outlets in cards(pilot)) == [2, 2]
        await press(pilot, "ctrl+z")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, "j", "space", "g", "X", "G", "M")
        assert "moved to" in said(pilot)
        assert sorted(card.entries for card in screen(pilot).story_list.cards) == [2, 3]
        assert len(feed_service.store.story_entries(card(pilot).id)) == 2
        await press(pilot, "ctrl+z")
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]


async def test_the_reader_stays_on_the_story_that_they_have_merged(opened: Opened) -> None:
    async with opened("m", *["f"] * 5, "space", "j", "M") as pilot:
        # What was under the cursor went into the other one, which stands elsewhere.
        assert [outlets for _, outlets in cards(pilot)] == [3, 1]
        assert card(pilot).entries == 5


async def test_a_story_is_not_split_off_whole_nor_moved_nowhere(opened: Opened) -> None:
    async with opened("m", "X", "space", "space", "space") as pilot:
        await press(pilot, "X")
        assert "whole story" in dialog_text(pilot)
        await press(pilot, "M")
        assert "Mark the story to move it to" in said(pilot)
        await press(pilot, "M")
        assert "Mark a story" in said(pilot)
        assert cards(pilot) == [FERRY_STORY, STORM_STORY]


async def test_another_article_can_lead(opened: Opened) -> None:
    async with opened("m", "X", "j", "1") as pilot:
        assert card(pilot).headline == "Second ferry to Pellworth starts in March"


async def test_marks_of_a_story_are_those_of_its_articles(opened: Opened, feed_service: FakeFeedService) -> None:
    async with opened("m", "N") as pilot:
        assert card(pilot).unread == 0
        await press(pilot, "n")
        assert card(pilot).headline == STORM_STORY[0]
        await press(pilot, "n")
        assert "No unread story below" in said(pilot)
        await press(pilot, "g", "N")
        assert card(pilot).unread == 3
        await press(pilot, "s")
        assert card(pilot).starred == 1
        assert any(one.starred for one in feed_service.store.entries(limit=10))
        await press(pilot, "s")
        assert card(pilot).starred == 0
        await press(pilot, "P")
        assert card(pilot).pinned
        assert "pinned" in "\n".join(screen_lines(pilot))


async def test_an_article_of_a_file_is_added_to_a_story(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "weekly.txt"
    path.write_text(f"A boat at night\n\n{FERRY} The weekly has asked around.", encoding="utf-8")
    async with opened("m", "L") as pilot:
        await press(pilot, *str(path), "enter")
        await wait_until(pilot, lambda: card(pilot).outlets == 4)
        await press(pilot, "ctrl+z")
        await wait_until(pilot, lambda: card(pilot).outlets == 3)


async def test_what_is_new_about_a_watched_story_is_told_once(opened: Opened, feed_service: FakeFeedService) -> None:
    async with opened("m", "j", "w") as pilot:
        assert card(pilot).watched
        assert "told when an outlet joins" in said(pilot)
        url = "https://courier.example/feed"
        later = feed_item(
            "Courier", 9, 30, "Storm Edda closes ports on the western coast", "Storm Edda has closed ports."
        )
        feed = next(one for one in feed_service.store.feeds() if one.url == url)
        feed_service.store.save(feed.id, content(later, title="Halverstone Courier"), FeedState(last_good=NOON), at(40))
        await feed_service.stories.catch_up()
        home_screen(pilot).session.report_news()
        await wait_until_idle(pilot)
        notes = [one.message for one in pilot.app._notifications]
        assert any("Halverstone Courier" in note for note in notes)
        home_screen(pilot).session.report_news()
        await wait_until_idle(pilot)
        assert len(pilot.app._notifications) == len(notes)


async def test_many_news_are_counted_where_there_is_no_room_for_them(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    async with opened("m", "j", "w") as pilot:
        feed = next(one for one in feed_service.store.feeds() if one.url == "https://courier.example/feed")
        title = "Storm Edda closes ports on the western coast"
        some = [feed_item("Courier", n, n, f"{title}, part {n}", "Storm Edda has closed ports.") for n in range(10, 18)]
        feed_service.store.save(feed.id, content(*some, title="Halverstone Courier"), FeedState(last_good=NOON), at(40))
        await feed_service.stories.catch_up()
        expected = len(feed_service.store.news()) - 5
        assert expected > 0
        home_screen(pilot).session.report_news()
        await wait_until_idle(pilot)
        assert any(f"and {expected} more" in note.message for note in pilot.app._notifications)


async def test_what_is_no_deed_is_not_said_to_be_taken_back(opened: Opened, feed_service: FakeFeedService) -> None:
    async with opened("m", *["f"] * 5, "j") as pilot:
        assert card(pilot).headline == ALONE[0]
        await press(pilot, "N")
        assert "Marked read" in said(pilot)
        assert "ctrl+z" not in said(pilot)
        assert feed_service.store.undo() is None


async def test_a_story_that_is_gone_has_no_articles_to_show(opened: Opened, feed_service: FakeFeedService) -> None:
    async with opened("m") as pilot:
        for one in feed_service.store.feeds():
            feed_service.store.remove_feed(one.id)
        await press(pilot, "X")
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert "not there any more" in said(pilot)


async def test_articles_are_moved_together_and_taken_back_together(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    async with opened("m", "j", "space", "g", "X", "g", "space", "space", "M") as pilot:
        assert "2 articles moved to" in said(pilot)
        assert undone(feed_service.store) == "2 articles moved into another story"
        assert sorted(len(feed_service.store.story_entries(one.id)) for one in feed_service.store.stories()) == [
            1,
            2,
            3,
        ]


# Comparing


async def test_what_joins_while_the_reader_compares_stays_unread(opened: Opened, feed_service: FakeFeedService) -> None:
    feed_service.web.hold = asyncio.Event()
    async with opened("m", "j") as pilot:
        story = card(pilot).id
        await pilot.press("enter")
        await wait_until(pilot, lambda: feed_service.store.some_stories([story])[0].unread == 0)
        feed = next(one for one in feed_service.store.feeds() if one.url == "https://courier.example/feed")
        later = feed_item(
            "Courier", 9, 30, "Storm Edda closes ports on the western coast", "Storm Edda has closed ports."
        )
        feed_service.store.save(feed.id, content(later, title="Halverstone Courier"), FeedState(last_good=NOON), at(40))
        await feed_service.stories.catch_up()
        feed_service.web.hold.set()
        await wait_until(pilot, lambda: "getting texts" not in screen_lines(pilot)[0])
        (now,) = feed_service.store.some_stories([story])
        assert (now.outlets, now.unread, now.fresh) == (3, 1, True)


async def test_enter_opens_the_story_and_pages_fill_in_as_they_come(
    opened: Opened, feed_service: FakeFeedService
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
        assert "getting texts" in screen_lines(pilot)[0]
        feed_service.web.hold.set()
        await wait_until(pilot, lambda: len(shown.loader.articles[0].sentences) > short)
        await wait_until(pilot, lambda: "getting texts" not in screen_lines(pilot)[0])
        await press(pilot, "j", "n")
        await pilot.press("t")
        assert "Halverstone Courier had it first" in dialog_text(pilot)
        await pilot.press("escape", "q")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, StoriesScreen) and card(pilot).unread == 0)


async def test_articles_that_could_not_be_had_whole_are_told_in_one_line_that_covers_nothing(opened: Opened) -> None:
    async with opened("m") as pilot:
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "getting texts" not in screen_lines(pilot)[0])
        await wait_until(pilot, lambda: "3 of 3 articles could not be had whole" in said(pilot))
        assert not list(pilot.app._notifications)


async def test_of_very_many_outlets_it_is_said_how_many_are_compared(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    for number in range(21):
        feed = feed_service.store.add_feed(f"https://paper{number}.example/feed").feed.id
        one = feed_item(f"Paper{number}", 1, number, "Storm Edda closes western ports", "Storm Edda has closed ports.")
        feed_service.store.save(feed, content(one, title=f"Paper {number}"), FeedState(last_good=NOON), NOON)
    async with opened("m", "S") as pilot:
        assert card(pilot).outlets == 23
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "The first 20 of 23 outlets are compared" in said(pilot))


async def test_a_story_of_one_outlet_says_what_can_be_done(opened: Opened) -> None:
    async with opened("m", *["f"] * 5, "j") as pilot:
        assert card(pilot).headline == ALONE[0]
        assert "Only one outlet has this story so far" in "\n".join(screen_lines(pilot))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await wait_until(pilot, lambda: "one article" in screen_lines(pilot)[0])


# Feeds, from here too


async def test_feeds_are_reloaded_and_added_from_the_stories(opened: Opened, feed_service: FakeFeedService) -> None:
    async with opened("m", "R") as pilot:
        assert feed_service.asked == [(None, True)]
        assert "Nothing new" in said(pilot)
        await press(pilot, "v")
        assert "All 3 feeds are well" in dialog_text(pilot)
        await press(pilot, "escape", "a")
        assert "Add a feed" in dialog_text(pilot)
        await press(pilot, "escape", "x")
        assert "Nothing is being reloaded" in said(pilot)
        await press(pilot, "q")
        assert not pilot.app.is_running
