"""The two panes of the stories screen: each has keys of its own while it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.app.widgets.bars import HintBar
from newsdiff.config import Config
from support.home_driver import press, wait_until_idle
from support.screen_driver import screen_lines
from support.story_builders import FERRY_STORY, STORM_STORY, current, listed, screen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.story_builders import OpenedStories

SMALL = (100, 20)
"""A window that shows both panes, and not all of the preview."""


def focused(pilot: Pilot[NewsdiffError]) -> str:
    """The pane with the focus, which is the one that is drawn as such."""
    shown = screen(pilot)
    assert shown.focused is (shown.story_list if shown.story_list.current else shown.preview)
    assert any(line.startswith("▸") for line in screen_lines(pilot)) is shown.story_list.current
    return "list" if shown.story_list.current else "preview"


async def test_keys_move_what_is_in_the_pane_that_has_the_focus(opened: OpenedStories) -> None:
    async with opened("m", size=SMALL) as pilot:
        shown = screen(pilot)
        assert focused(pilot) == "list"
        await press(pilot, "j")
        assert (current(pilot).headline, shown.preview.top) == (STORM_STORY[0], 0)
        await press(pilot, "k", "l", "j", "j")
        assert focused(pilot) == "preview"
        assert (current(pilot).headline, shown.preview.top) == (FERRY_STORY[0], 2)
        await press(pilot, "G")
        end = shown.preview.top
        assert end > 2
        assert "100%" in "\n".join(screen_lines(pilot))
        await press(pilot, "g", "space")
        assert (listed(pilot), shown.actions.picked) == ([FERRY_STORY, STORM_STORY], {})
        assert 0 < shown.preview.top <= end


@pytest.mark.parametrize("key", ["escape", "q", "h", "left", "shift+tab"])
async def test_keys_that_lead_back_from_the_preview_do_nothing_else(opened: OpenedStories, key: str) -> None:
    async with opened("m", "f", "l", size=SMALL) as pilot:
        assert focused(pilot) == "preview"
        await press(pilot, key)
        assert focused(pilot) == "list"
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert "3+ outlets" in screen_lines(pilot)[0]


async def test_keys_about_the_story_work_in_the_preview_too(opened: OpenedStories) -> None:
    async with opened("m", "l", "w", "s", "n", "n", size=SMALL) as pilot:
        assert focused(pilot) == "preview"
        assert current(pilot).headline == STORM_STORY[0]
        watched = screen(pilot).story_list.rows.summaries[0]
        assert (watched.watched, watched.starred) == (True, 1)


async def test_the_hint_that_leads_back_leads_back_when_it_is_clicked(opened: OpenedStories) -> None:
    async with opened("m", "l", size=SMALL) as pilot:
        await pilot.click(HintBar, offset=(screen_lines(pilot)[-1].index("q back"), 0))
        await wait_until_idle(pilot)
        assert focused(pilot) == "list"
        assert isinstance(pilot.app.screen, StoriesScreen)


async def test_a_click_goes_to_a_pane_and_a_second_one_on_a_row_opens_it(opened: OpenedStories) -> None:
    async with opened("m", size=SMALL) as pilot:
        await pilot.click("StoryPreviewView", offset=(3, 0))
        await wait_until_idle(pilot)
        assert focused(pilot) == "preview"
        await pilot.click("StoryList", offset=(20, 0))
        await wait_until_idle(pilot)
        assert focused(pilot) == "list"
        assert isinstance(pilot.app.screen, StoriesScreen)
        await pilot.click("StoryList", offset=(20, 1))
        await wait_until_idle(pilot)
        assert current(pilot).headline == STORM_STORY[0]
        assert isinstance(pilot.app.screen, StoriesScreen)
        await pilot.click("StoryList", offset=(20, 1))
        await wait_until_idle(pilot)
        assert not isinstance(pilot.app.screen, StoriesScreen)


async def test_where_there_is_no_story_there_is_no_preview_to_go_to(opened: OpenedStories) -> None:
    async with opened("m", "slash", *"zebra", "enter", "l", "tab", size=SMALL) as pilot:
        assert listed(pilot) == []
        assert screen(pilot).focused is screen(pilot).story_list


async def test_the_keys_of_a_pane_work_when_the_terminal_has_the_focus_again(opened: OpenedStories) -> None:
    async with opened("m", "l", size=SMALL) as pilot:
        pilot.app.post_message(events.AppBlur())
        await wait_until_idle(pilot)
        assert not any(line.startswith("▸") for line in screen_lines(pilot))
        pilot.app.post_message(events.AppFocus())
        await press(pilot, "j")
        assert focused(pilot) == "preview"
        assert screen(pilot).preview.top == 1


async def test_the_pane_with_the_focus_is_the_one_that_is_shown_alone(opened: OpenedStories) -> None:
    async with opened("m", size=(60, 12)) as pilot:
        assert (screen(pilot).story_list.region.height > 0, screen(pilot).preview.region.height) == (True, 0)
        await press(pilot, "l", "j", "j")
        assert (screen(pilot).story_list.region.height, screen(pilot).preview.region.height > 0) == (0, True)
        assert screen(pilot).preview.top == 2
        await press(pilot, "h", "j")
        assert current(pilot).headline == STORM_STORY[0]


KEYMAP = {
    "down": "f2", "pick": "f3", "undo": "f4", "filter": "f5", "sort": "f6", "search": "f7", "back": "f8", "leave": "f9",
    "articles": "f10", "reload-all": "f11", "add-feed": "f12", "watch": "ctrl+w", "stop-reloading": "ctrl+x",
}  # fmt: skip


async def test_messages_name_the_keys_that_the_reader_has_given(opened: OpenedStories) -> None:
    async with opened("m", config=Config(keymap=KEYMAP)) as pilot:

        async def after(*keys: str) -> str:
            await press(pilot, *keys)
            return screen_lines(pilot)[-1].strip()

        assert await after("f8") == "f9 quits · f10 articles and feeds"
        assert await after("M") == "Mark two stories or more with f3 first"
        assert await after("N") == "Marked read. f4 undoes"
        assert await after("f4") == "Undone: 3 articles marked read"
        assert await after("f3", "M") == "Mark one more story with f3 first"
        assert await after("f3", "M") == "2 stories merged. f4 undoes"
        assert await after("f4", "f8", "X", "space", "X") == "1 article split off. f4 undoes"
        assert await after("f4", "X", "M") == "First mark the target story with f3 in the list, then open this again"
        assert await after("f2", "f3", "home", "X", "end", "M") == f"1 article moved to “{STORM_STORY[0]}”. f4 undoes"
        assert await after("f4", "f6") == "Sorted: most outlets first · f6 next order"
        assert await after("f5") == "Stories from 3+ outlets · f5 next filter"
        await press(pilot, "f5", "f5")
        assert "No story with a star · f5 next filter" in "\n".join(screen_lines(pilot))
        await press(pilot, "f7", *"zebra", "enter")
        assert "No results · f7 search again · f8 clear" in "\n".join(screen_lines(pilot))
        await press(pilot, "f8", "f5", "f5", "end")
        assert "ctrl+w watches it" in "\n".join(screen_lines(pilot))


async def test_the_keys_of_a_pane_are_those_that_the_reader_has_given(opened: OpenedStories) -> None:
    async with opened("m", "f2", size=SMALL, config=Config(keymap=KEYMAP)) as pilot:
        assert current(pilot).headline == STORM_STORY[0]
        await press(pilot, "k", "j", "l", "f2", "f2")
        assert current(pilot).headline == FERRY_STORY[0]
        assert screen(pilot).preview.top == 2
        await press(pilot, "f9")
        assert focused(pilot) == "list"
