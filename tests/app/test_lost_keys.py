"""A key of the user's that another action has by default: it is the user's, and no sentence names it for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.compare.filters import Filter
from newsdiff.app.dialogs.palette import PaletteDialog
from newsdiff.app.home.bindings import HOME
from newsdiff.app.lost_keys import kept_keys, keyless, keyless_notice
from newsdiff.app.stories.bindings import STORIES
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.config import Config, config_file
from support.compare_driver import settle, state_of
from support.fake_feed_service import two_feeds
from support.home_driver import home_screen, press
from support.screen_driver import screen_lines, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from textual.binding import Binding
    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService
    from support.home_app import OpenedHome

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def shown(pilot: Pilot[NewsdiffError]) -> str:
    """What is on the screen, with single spaces."""
    return " ".join("\n".join(screen_lines(pilot)).split())


# The screen


async def test_the_user_s_key_works_and_the_start_tells_what_has_no_key_now(opened: Opened) -> None:
    async with opened(config=Config(keymap={"next-sentence": "f"}), size=(200, 50)) as pilot:
        words = f"keymap.next-sentence has f, so “filter” has no key; give it one in {config_file()}"
        await wait_until(pilot, lambda: words in shown(pilot))
        await pilot.press("f")
        await settle(pilot)
        assert state_of(pilot).cursor.row == 1
        assert state_of(pilot).filter is Filter.ALL


async def test_nothing_is_told_of_an_action_that_keeps_another_key(opened: Opened) -> None:
    async with opened(config=Config(keymap={"fold-all": "b"})) as pilot:
        assert "keymap" not in shown(pilot)
        await press_and_settle(pilot, "question_mark")
        assert "pgup Page up." in shown(pilot)
        assert "b pgup" not in shown(pilot)


async def test_the_help_and_the_palette_keep_an_action_without_a_key(opened: Opened) -> None:
    async with opened(config=Config(keymap={"next-sentence": "f"}), size=(120, 50)) as pilot:
        await press_and_settle(pilot, "question_mark")
        assert "no key Details differ, similar, only here, quotes, told by all." in shown(pilot)
        await press_and_settle(pilot, "escape", "ctrl+p")
        assert isinstance(pilot.app.screen, PaletteDialog)
        rows = {row.text: row.right for row in pilot.app.screen.query_one(PickList).rows}
        assert (rows["Filter"], rows["Next sentence"]) == ("", "f")
        await press_and_settle(pilot, *"filter", "enter")
        assert state_of(pilot).filter is not Filter.ALL


async def test_a_sentence_names_the_palette_in_place_of_a_key(opened: Opened) -> None:
    async with opened(config=Config(keymap={"next-sentence": "q"})) as pilot:
        await press_and_settle(pilot, "ctrl+c")
        assert "ctrl+p “Quit” quits" in shown(pilot)
        assert " q quit" not in shown(pilot)


async def press_and_settle(pilot: Pilot[NewsdiffError], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


# Screens with panes


async def test_a_key_of_the_screen_takes_one_from_its_panes(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"star": "space"})) as pilot:
        await press(pilot, "space")
        assert home_screen(pilot).state.picked == {}
        assert sum(entry.starred for entry in feed_service.store.entries()) == 1


async def test_another_screen_keeps_the_default_key(opened_home: OpenedHome) -> None:
    # Both have "undo", and only the compare screen has "fold-all".
    async with opened_home(two_feeds, config=Config(keymap={"fold-all": "ctrl+z"})) as pilot:
        await press(pilot, "A", "enter", "ctrl+z")
        assert "Undone" in shown(pilot)


# What has no key


@pytest.mark.parametrize(
    ("bindings", "keymap", "names"),
    [
        ([*COMPARE, *STORED], {"next-sentence": "X"}, ["take-out"]),
        ([*COMPARE, *STORED], {"next-sentence": "X", "take-out": "f9"}, []),
        ([*COMPARE, *STORED], {"next-sentence": "k,up,b"}, ["previous-sentence"]),
        ([*COMPARE, *STORED], {"next-sentence": "/"}, ["search"]),
        (HOME, {"next-sentence": "X"}, []),
        (HOME, {}, []),
        (STORIES, {"watch": "X", "pin": "M"}, ["merge", "story-articles"]),
    ],
)
def test_an_action_without_a_key(bindings: Sequence[Binding], keymap: dict[str, str], names: list[str]) -> None:
    assert sorted(one.binding.id or "" for one in keyless(keymap, bindings)) == names


def test_no_key_does_two_things_whatever_the_user_takes() -> None:
    bindings = [*COMPARE, *STORED]
    for one in bindings:
        for taken in one.key.split(","):
            name = "export" if one.id != "export" else "copy"
            kept = kept_keys({name: taken}, bindings)
            keys = [binding.key for binding in kept]
            assert len(keys) == len(set(keys))
            assert [binding.id for binding in kept if binding.key == taken] == [name]


def test_several_actions_without_a_key_are_told_in_one_line() -> None:
    two = keyless({"watch": "X", "pin": "M"}, STORIES)
    words = keyless_notice(sorted(two, key=lambda one: one.key))
    assert words.startswith("keymap.pin has M, keymap.watch has X, so “merge”, “story-articles” have no key; give them")
    six = keyless({"next-sentence": "X,x,e,y,Y,o"}, [*COMPARE, *STORED])
    assert " and 3 more have no key" in keyless_notice(six)
    assert keyless_notice([]) == ""
