"""The palette: what it offers, how it filters, and that no key at any moment ends the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
import pytest
from textual import events

from newsdiff.app.compare.bindings import COMPARE
from newsdiff.app.dialogs.base import Field
from newsdiff.app.dialogs.export import ExportDialog
from newsdiff.app.dialogs.find import FindDialog
from newsdiff.app.dialogs.palette import Command, PaletteDialog, search
from newsdiff.app.dialogs.prompts import ConfirmDialog, TextDialog
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.config import Config
from support.compare_driver import compare_screen, settle, state_of
from support.screen_driver import dialog_text, screen_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def send(pilot: Pilot[NewsdiffError], *names: str) -> None:
    """Keys in one write, before anything can answer."""
    for name in names:
        pilot.app.post_message(events.Key(name, name if len(name) == 1 else None))


async def done(pilot: Pilot[NewsdiffError]) -> None:
    """Wait until keys that were sent at once have been answered."""
    for _ in range(4):
        await settle(pilot)


def rows(pilot: Pilot[NewsdiffError]) -> list[tuple[str, str]]:
    """Names and keys in the palette."""
    assert isinstance(pilot.app.screen, PaletteDialog)
    return [(row.text, row.right) for row in pilot.app.screen.query_one(PickList).rows]


def palettes(pilot: Pilot[NewsdiffError]) -> int:
    """How many palettes are open."""
    return sum(isinstance(screen, PaletteDialog) for screen in pilot.app.screen_stack)


# What it offers


async def test_it_offers_every_action_of_the_screen_once_then_the_themes_and_a_screenshot(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        names = [name for name, _ in rows(pilot)]
        themes = [name for name in names if name.startswith("Theme: ")]
        actions = names[: names.index(themes[0])]
        # The compare view is the first screen here: q leaves newsdiff, and so does the key of the whole program.
        wanted = {(binding.description, binding.action) for binding in COMPARE} | {("Quit", "quit")}
        assert sorted(actions) == sorted(description for description, _ in wanted)
        assert names == [*actions, *themes, "Save a screenshot"]
        assert themes[:2] == ["Theme: newsdiff-dark", "Theme: newsdiff-light"]
        assert {name.removeprefix("Theme: ") for name in themes} == set(pilot.app.available_themes)


async def test_it_names_the_keys_as_the_reader_has_bound_them(opened: Opened) -> None:
    async with opened(config=Config(keymap={"undo": "f9", "weaker": "z", "zen": "f8"})) as pilot:
        await pilot.press("ctrl+p")
        keys = dict(rows(pilot))
        assert keys["Undo"] == "f9"
        assert keys["Weaker matches"] == "z"
        assert keys["Export"] == "e"
        assert keys["Next sentence"] == "j ↓"


async def test_it_begins_as_the_help_does_and_cuts_no_explanation_in_a_wide_window(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert [name for name, _ in rows(pilot)][:3] == ["Next sentence", "Previous sentence", "Outlet to the left"]
        shown = "\n".join(screen_lines(pilot))
        assert "Next detail that differs, then only-here; next hit." in shown


async def test_a_terminal_with_ascii_only_gets_no_signs(opened: Opened) -> None:
    async with opened(config=Config(marks="ascii")) as pilot:
        await pilot.press("ctrl+p")
        await settle(pilot)
        strips = pilot.app.screen._compositor.render_strips()
        text = "".join(segment.text for strip in strips for segment in strip)
        assert "j down" in text
        assert text.isascii()


async def test_the_palette_of_textual_is_gone(opened: Opened) -> None:
    async with opened() as pilot:
        actions = {active.binding.action for active in pilot.app.screen.active_bindings.values()}
        assert "palette" in actions
        assert "command_palette" not in actions
        pilot.app.action_command_palette()
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)


# How it filters

_COMMANDS = [
    Command(name, about, "", lambda: None)  # type: ignore[arg-type,return-value]  # none is run
    for name, about in (
        ("Next unread", "Go to the next unread article."),
        ("Star", "Give the article a star, or take it away."),
        ("Restart", "Begin anew."),
        ("Filter", "All articles, or those with a star."),
        ("Mark starred", "Mark what is starred."),
    )
]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Next unread", "Star", "Restart", "Filter", "Mark starred"]),
        ("star", ["Star", "Mark starred", "Restart", "Filter"]),
        ("STAR mark", ["Mark starred"]),
        ("  unread next ", ["Next unread"]),
        ("away", ["Star"]),
        ("[/b]", []),
    ],
)
def test_every_word_must_be_found_and_names_come_before_explanations(query: str, names: list[str]) -> None:
    assert [match.command.name for match in search(_COMMANDS, query)] == names


def test_what_was_found_in_a_name_is_marked() -> None:
    match = search(_COMMANDS, "star mark")[0]
    assert {match.command.name[start:end] for start, end, _ in match.spans} == {"star", "Mark"}


# What it runs


async def test_enter_runs_the_command_on_the_screen_below(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"weaker", "enter")
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)
        assert state_of(pilot).weaker


async def test_a_command_that_asks_something_gets_the_keys_behind_it(opened: Opened) -> None:
    async with opened() as pilot:
        send(pilot, "ctrl+p", *"search", "enter")
        await done(pilot)
        assert isinstance(pilot.app.screen, FindDialog)
        send(pilot, *"ferries", "enter")
        await done(pilot)
        assert state_of(pilot).query == "ferries"


async def test_keys_in_one_write_choose_what_they_would_one_by_one(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"copy")
        assert [name for name, _ in rows(pilot)] == ["Copy sentence", "Copy pair"]
        await pilot.press("escape")
        send(pilot, "ctrl+p", *"copyx", "backspace", "down", "up", "down", "enter")
        await done(pilot)
        assert "Gazette" in pilot.app.clipboard
        assert "Herald" in pilot.app.clipboard


async def test_it_runs_the_keys_of_a_dialog_below(opened: Opened) -> None:
    async with opened() as pilot:
        answers: list[bool | None] = []
        await pilot.app.push_screen(ConfirmDialog("Sure?", "Really?", "do it"), answers.append)
        await pilot.press("ctrl+p")
        assert rows(pilot)[:2] == [("Close", "esc"), ("Yes", "y ⏎")]
        await pilot.press(*"yes", "enter")
        await settle(pilot)
        assert answers == [True]
        assert pilot.app.screen is compare_screen(pilot)


async def test_letters_that_a_field_takes_are_no_commands(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("e", "ctrl+p")
        assert [name for name, _ in rows(pilot) if not name.startswith("Theme: ")] == ["Close", "Save a screenshot"]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ExportDialog)


async def test_a_command_of_a_screen_that_is_gone_does_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        below = TextDialog("Below", (("Some words.", ""),))
        await pilot.app.push_screen(below)
        await pilot.press("ctrl+p", *"clos")
        # It goes as soon as the palette has, and before the command comes.
        pilot.app._screen_stack.remove(below)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)
        assert pilot.app.is_running


async def test_a_dialog_that_closes_under_the_palette_takes_nothing_along(opened: Opened) -> None:
    async with opened() as pilot:
        below = TextDialog("Below", (("Some words.", ""),))
        await pilot.app.push_screen(below)
        await pilot.press("ctrl+p", *"clos")
        below.dismiss()
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)


async def test_a_theme_that_was_chosen_is_kept(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"theme light", "enter")
        await settle(pilot)
        assert pilot.app.theme == "newsdiff-light"
        assert context.settings == {"theme": "newsdiff-light"}
        await pilot.press("ctrl+p", *"theme")
        signs = {row.text: row.sign for row in pilot.app.screen.query_one(PickList).rows}
        assert [name for name, sign in signs.items() if sign != " "] == ["Theme: newsdiff-light"]


@pytest.mark.parametrize("there", [True, False])
async def test_a_screenshot_shows_the_screen_without_the_palette(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    downloads, here = tmp_path / "[b]down", tmp_path / "here"
    here.mkdir()
    if there:
        downloads.mkdir()
    monkeypatch.setattr(platformdirs, "user_downloads_path", lambda: downloads)
    monkeypatch.chdir(here)
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"screenshot", "enter")
        await done(pilot)
        (path,) = (downloads if there else here).iterdir()
        said = "".join(line.strip() for line in screen_lines(pilot)[-4:]).replace(" ", "")
        assert f"Screenshot saved as {path}".replace(" ", "") in said
        picture = path.read_text()
        assert "ferries" in picture.lower()
        assert "Save&#160;a&#160;screenshot" not in picture


async def test_a_screenshot_that_cannot_be_written_is_reported(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(platformdirs, "user_downloads_path", lambda: tmp_path)
    monkeypatch.setattr("newsdiff.atomic_file.write", full)
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"screenshot", "enter")
        await done(pilot)
        said = " ".join(line.strip() for line in screen_lines(pilot)[-4:])
        assert "could not be written (no space left on device)" in said
        assert pilot.app.is_running


# Keys that found nothing, or came too early, too often or in too small a window


async def test_enter_on_nothing_says_so_and_the_field_goes_on(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"qqq", "enter")
        await settle(pilot)
        assert rows(pilot) == []
        assert "No such command" in dialog_text(pilot)
        await pilot.press("pagedown", "pageup", "down", "up", "ctrl+u", *"weaker", "enter")
        await settle(pilot)
        assert state_of(pilot).weaker


FAST = (
    ("ctrl+p", "r", "e", "enter", "enter"),
    ("ctrl+p", "pagedown"),
    ("ctrl+p", "ctrl+p", "ctrl+p"),
    ("ctrl+p", "escape", "escape", "ctrl+p"),
    ("ctrl+p", "q", "q", "q", "enter", "pagedown", "enter", "enter"),
    ("question_mark", "ctrl+p", "enter", "ctrl+p", "escape", "escape"),
    ("slash", "ctrl+p", "x", "enter", "escape", "escape", "j"),
    ("ctrl+p", "e", "x", "p", "o", "enter", "ctrl+p", "c", "l", "o", "enter", "enter"),
)
"""Keys of one write each. With the palette of Textual, the first two ended the program."""


@pytest.mark.parametrize("size", [(120, 40), (1, 1)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_keys_in_one_write_do_not_end_the_program(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        for keys in FAST:
            send(pilot, *keys)
            await done(pilot)
            assert palettes(pilot) <= 1, keys
            assert pilot.app.is_running, keys
            send(pilot, "escape", "escape", "escape", "escape")
            await done(pilot)
            before = state_of(pilot).weaker
            send(pilot, "ctrl+p", *"weaker", "enter")
            await done(pilot)
            assert state_of(pilot).weaker is not before, keys


async def test_it_is_open_once_however_often_its_key_comes(opened: Opened) -> None:
    async with opened() as pilot:
        send(pilot, "ctrl+p", "ctrl+p", *"weak", "ctrl+p")
        await done(pilot)
        assert palettes(pilot) == 1
        assert pilot.app.screen.query_one(Field).value == "weak"
        await pilot.press("escape")
        assert palettes(pilot) == 0


async def test_it_opens_before_the_first_screen_has_anything_to_show(context: FakeContext) -> None:
    from newsdiff.app.app import NewsdiffApp

    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test() as pilot:
        send(pilot, "ctrl+p", *"weaker", "enter")
        await done(pilot)
        assert pilot.app.screen is compare_screen(pilot)
        assert pilot.app.is_running


async def test_the_window_may_change_its_size_under_it(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"o")
        for size in ((6, 4), (1, 1), (200, 60), (40, 10)):
            await pilot.resize_terminal(*size)
            await pilot.press("down")
            await settle(pilot)
        view = pilot.app.screen.query_one(PickList)
        assert view.cursor == 4
        assert view.sees(4)
        assert view.size.height == 3


def test_a_name_that_has_all_words_comes_before_one_of_which_an_explanation_has_some() -> None:
    commands = [
        Command(name, about, "", lambda: None)  # type: ignore[arg-type,return-value]  # none is run
        for name, about in (("Link by hand", "Join two sentences to one match."), ("Unlinked summary", "Of the story."))
    ]
    assert [one.command.name for one in search(commands, "link mm")] == ["Unlinked summary"]
    assert [one.command.name for one in search(commands, "link m")] == ["Unlinked summary", "Link by hand"]
