"""Adding an article to a story, from a file, an address or the library, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.compare.story_source import StoredStory
from newsdiff.app.dialogs.add_article import AddDialog, is_source
from newsdiff.config import Config
from newsdiff.core.library.feeds import FeedState
from support.compare_driver import compare_screen, ref_at_cursor, settle, state_of, status_line
from support.fake_feed_service import HomeContext
from support.feed_builders import NOON, content
from support.home_driver import wait_until_idle
from support.screen_driver import screen_lines, wait_until
from support.story_builders import events, feed_item

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext
    from support.fake_feed_service import FakeFeedService

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


@pytest.fixture
def library(context: FakeContext, feed_service: FakeFeedService) -> FakeFeedService:
    """A library of stored articles beside the desk's story."""
    events(feed_service)
    context.library = feed_service
    return feed_service


def outlets(pilot: Pilot[NewsdiffError]) -> list[str]:
    return [one.outlet for one in state_of(pilot).alignment.articles]


def offered(pilot: Pilot[NewsdiffError]) -> list[str]:
    """The rows under the field."""
    dialog = pilot.app.screen
    assert isinstance(dialog, AddDialog)
    return [row.text for row in dialog.view.rows]


async def typed(pilot: Pilot[NewsdiffError], text: str) -> None:
    await pilot.press("a")
    await settle(pilot)
    await pilot.press(*(("space" if one == " " else one) for one in text))
    await settle(pilot)


@pytest.mark.usefixtures("library")
async def test_stored_articles_are_found_while_their_words_are_typed_and_enter_adds_one(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, "second fer")
        found = offered(pilot)
        assert len(found) == 3
        assert all("ferry" in row.lower() for row in found)
        text = "\n".join(screen_lines(pilot))
        assert all(row[:40] in text for row in found)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert outlets(pilot) == ["Gazette", "Herald", "Courier", found[1].split(":")[0]]
        assert "added as outlet 4" in status_line(pilot)
        await typed(pilot, "second ferry")
        assert found[1] not in offered(pilot)
        assert len(offered(pilot)) == 2


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("query", ['outlet:"', '"', "is:nonsense", "xyzzy"])
async def test_words_that_no_stored_article_has_keep_the_dialog_open_and_say_so(opened: Opened, query: str) -> None:
    async with opened() as pilot:
        await typed(pilot, "storm")
        assert offered(pilot)
        pilot.app.screen.query_one(Input).value = query
        await settle(pilot)
        assert offered(pilot) == []
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AddDialog)
        assert "No other stored article has these words, and no file this name." in "\n".join(screen_lines(pilot))
        await pilot.press("backspace")
        assert len(pilot.app.screen.query_one(Input).value) == len(query) - 1


@pytest.mark.usefixtures("library")
async def test_enter_that_comes_with_the_words_adds_what_they_find(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a", *"western", "enter")
        await settle(pilot)
        assert len(outlets(pilot)) == 4


@pytest.mark.usefixtures("library")
async def test_an_address_is_not_looked_for_among_the_stored(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        await typed(pilot, "https://storm.example/ferry")
        assert offered(pilot) == []
        await pilot.press("enter")
        await settle(pilot)
        assert context.asked[-1] == ("https://storm.example/ferry",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", True),
        ("report.txt", True),
        ("~/report", True),
        ("./x", True),
        ("folder/x", True),
        ("Report.HTML", True),
        ("second ferry", False),
        ("outlet:gazette", False),
        ("", False),
    ],
)
def test_what_is_meant_as_a_source_is_told_from_words(text: str, expected: bool) -> None:
    assert is_source(text) is expected


async def test_undo_takes_back_what_was_done_last_an_article_or_a_decision(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("g", "minus")
        await settle(pilot)
        assert "Rejected" in status_line(pilot)
        await pilot.press("a", *"one.txt", "enter")
        await settle(pilot)
        await pilot.press("a", *"two.txt", "enter")
        await settle(pilot)
        await pilot.press("g")
        here = ref_at_cursor(pilot)
        assert here is not None
        assert outlets(pilot)[3:] == ["Joined one.txt", "Joined two.txt"]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert outlets(pilot)[3:] == ["Joined one.txt"]
        assert "Removed from the story" in status_line(pilot)
        assert ref_at_cursor(pilot) == here
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert outlets(pilot) == ["Gazette", "Herald", "Courier"]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Undone" in status_line(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Nothing to undo" in status_line(pilot)


async def test_undo_cancels_the_link_that_was_begun_and_nothing_else(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a", *"one.txt", "enter")
        await settle(pilot)
        await pilot.press("L")
        await settle(pilot)
        assert state_of(pilot).linking is not None
        assert "ctrl+z cancels" in " ".join(screen_lines(pilot)[-3:])
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert state_of(pilot).linking is None
        assert "Link cancelled" in status_line(pilot)
        assert len(outlets(pilot)) == 4


async def test_a_second_article_that_is_taken_back_leaves_the_first_alone(opened: Opened, context: FakeContext) -> None:
    context.story = type(context.story)(context.story.articles[:1], ())
    async with opened() as pilot:
        await pilot.press("a", *"one.txt", "enter")
        await settle(pilot)
        assert len(outlets(pilot)) == 2
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert outlets(pilot) == ["Gazette"]
        assert "one article" in screen_lines(pilot)[0]


CRANE = "The crane lifts forty tonnes, its maker says, and cost the village a year's taxes."
"""A text that belongs to no story by itself, a month before the others."""


async def test_a_stored_story_gives_back_what_was_added_to_it_and_keeps_everything_else(
    feed_service: FakeFeedService,
) -> None:
    events(feed_service)
    await feed_service.stories.catch_up()
    store = feed_service.store
    ferry = next(one for one in store.stories() if "ferry" in one.headline.lower())
    storm = next(one for one in store.stories() if "storm" in one.headline.lower())
    before = {one.id: [entry.id for entry in store.story_entries(one.id)] for one in (ferry, storm)}
    feed = store.add_feed("https://tern.example/feed").feed.id
    item = feed_item("Tern", 7, -40_000, "Landing at Pellworth gets a new crane", CRANE)
    store.save(feed, content(item, title="Tern"), FeedState(last_good=NOON), NOON)
    context = HomeContext(feed_service=feed_service)
    async with NewsdiffApp(context, Config()).run_test(size=(120, 40)) as pilot:
        await wait_until_idle(pilot)
        screen = CompareScreen(context, Config(), StoredStory(store, feed_service.stories, ferry))
        await pilot.app.push_screen(screen)
        await wait_until(pilot, lambda: not screen.state.pending)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*"crane")
        await wait_until(pilot, lambda: offered(pilot) == ["Tern: Landing at Pellworth gets a new crane"])
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Tern" in [one.outlet for one in screen.state.alignment.articles])
        await wait_until(pilot, lambda: "ctrl+z undoes" in screen_lines(pilot)[-1])
        assert len(store.story_entries(ferry.id)) == len(before[ferry.id]) + 1
        # What is done elsewhere meanwhile is not what is undone.
        store.pin_story(storm.id)
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: "Removed from the story" in screen_lines(pilot)[-1])
        assert "Tern" not in [one.outlet for one in screen.state.alignment.articles]
        assert {one: [entry.id for entry in store.story_entries(one)] for one in before} == before
        assert store.some_stories([storm.id])[0].pinned
        assert store.search("crane")


async def test_two_articles_added_at_once_are_both_taken_back(opened: Opened) -> None:
    async with opened() as pilot:
        compare_screen(pilot).matches.add_source("one.txt")
        compare_screen(pilot).matches.add_source("two.txt")
        await settle(pilot)
        await pilot.press("ctrl+z", "ctrl+z")
        await settle(pilot)
        assert outlets(pilot) == ["Gazette", "Herald", "Courier"]
