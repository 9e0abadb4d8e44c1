"""How dialogs take keys that come quickly, and how they close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from newsdiff.app.dialogs.base import Field
from newsdiff.app.dialogs.links import LinksDialog
from newsdiff.app.dialogs.prompts import ConfirmDialog, InputDialog
from newsdiff.app.widgets.pick_list import PickList
from support.compare_driver import compare_screen, settle, state_of
from support.screen_driver import dialog_text, screen_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

URLS = ("https://a.example/1", "https://a.example/2")


def send(pilot: Pilot[NewsdiffError], *names: str) -> None:
    """Keys in one write, before anything can answer."""
    for name in names:
        pilot.app.post_message(events.Key(name, name if len(name) == 1 else None))


async def test_a_text_is_corrected_before_the_enter_in_the_same_write(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("slash")
        await settle(pilot)
        send(pilot, *"xferriesz", "backspace", "home", "delete", "enter")
        for _ in range(3):
            await settle(pilot)
        assert state_of(pilot).query == "ferries"


async def test_a_key_of_a_field_that_has_nothing_to_do_is_left_to_others(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"ferries")
        # With nothing selected there is nothing to copy, and the program says which key quits.
        await pilot.press("ctrl+c", "escape")
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)
        assert state_of(pilot).query == ""


async def test_a_dialog_that_is_closed_twice_closes_nothing_else(opened: Opened) -> None:
    async with opened() as pilot:
        results: list[str | None] = []
        below = ConfirmDialog("Below", "Is this still here?", "go on")
        dialog = LinksDialog(URLS, ascii_signs=False)
        await pilot.app.push_screen(below)
        await pilot.app.push_screen(dialog, results.append)
        view = dialog.query_one(PickList)
        for _ in range(3):
            view.post_message(view.Picked(view, 0, 0))
        await settle(pilot)
        dialog.dismiss("late")
        await settle(pilot)
        assert pilot.app.screen is below
        assert results == [URLS[0]]


async def test_a_dialog_under_another_closes_when_it_is_on_top_again(opened: Opened) -> None:
    async with opened() as pilot:
        results: list[str | None] = []
        lower, upper = InputDialog("Lower", "A word"), InputDialog("Upper", "A word")
        await pilot.app.push_screen(lower, results.append)
        await pilot.app.push_screen(upper, results.append)
        lower.dismiss("first")
        lower.dismiss("second")
        await settle(pilot)
        assert pilot.app.screen is upper
        assert results == []
        await pilot.press("x", "enter")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert results == ["x", "first"]


async def test_work_that_reports_to_a_closed_dialog_does_no_harm(opened: Opened) -> None:
    async with opened() as pilot:
        dialog = InputDialog("Gone", "A word")
        await pilot.app.push_screen(dialog)
        await pilot.press("escape")
        await settle(pilot)
        assert not dialog.is_open
        dialog.say("too late")
        dialog.set_title("too late")
        dialog.set_keys("too late")
        assert "too late" not in dialog_text(pilot)
        assert pilot.app.is_running


async def test_keys_after_a_refusal_go_back_into_the_field_in_order(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a")
        await settle(pilot)
        send(pilot, "enter", *"abc", "backspace", "d")
        for _ in range(3):
            await settle(pilot)
        assert pilot.app.screen.query_one(Field).value == "abd"


async def test_a_low_and_narrow_help_names_the_key_that_closes_it(opened: Opened) -> None:
    async with opened(size=(40, 12)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        assert "esc close" in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("width", range(1, 10))
async def test_a_narrow_window_comes_to_rest(opened: Opened, width: int) -> None:
    async with opened() as pilot:
        await pilot.press("o")
        await settle(pilot)
        for height in (1, 2, 20):
            # A program that draws itself anew for ever is never waited for to the end.
            await pilot.resize_terminal(width, height)
            await settle(pilot)


async def test_a_stray_escape_takes_no_letter_of_what_is_pasted(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a")
        await settle(pilot)
        pilot.app.post_message(events.Paste("Sk\x1barra \x1b[31mferry\x1b[0m"))
        await settle(pilot)
        assert pilot.app.screen.query_one(Field).value == "Skarra ferry"
