"""The program around its screens: keys, themes, and how it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.css.stylesheet import Stylesheet
from textual.events import Key

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.keymap import is_key
from newsdiff.app.rendering.ascii_fallback import wants_ascii
from newsdiff.config import Config
from newsdiff.errors import ConfigError
from support.compare_driver import compare_screen, settle, status_line
from support.fake_context import FakeContext
from support.screen_driver import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


async def test_going_back_to_the_theme_of_the_start_is_kept_too(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        pilot.app.theme = "newsdiff-light"
        await settle(pilot)
        pilot.app.theme = "newsdiff-dark"
        await settle(pilot)
        assert context.settings == {"theme": "newsdiff-dark"}


@pytest.mark.parametrize("theme", ["newsdiff-light", "textual-dark"])
async def test_the_style_sheets_are_parsed_again_for_another_theme_and_not_for_the_first(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    parsed: list[Stylesheet] = []
    reparse = Stylesheet.reparse

    def recorded(sheet: Stylesheet) -> None:
        parsed.append(sheet)
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", recorded)
    async with opened(config=Config(theme=theme)) as pilot:
        await settle(pilot)
        assert parsed == []
        shown = pilot.app.screen.styles.background
        pilot.app.theme = "nord"
        await wait_until(pilot, lambda: bool(parsed) and pilot.app.screen.styles.background != shown)


async def test_a_theme_that_cannot_be_kept_is_told_and_tried_again(
    opened: Opened, context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(name: str, value: object) -> None:
        tried.append((name, value))
        raise ConfigError("[/x] could not be written.")

    monkeypatch.setattr(context, "save_setting", fail)
    async with opened() as pilot:
        for theme in ["newsdiff-light", "newsdiff-dark"] * 2:
            compare_screen(pilot).show_status("")
            pilot.app.theme = theme
            await wait_until(pilot, lambda: status_line(pilot).strip() == "[/x] could not be written.")
        assert len(tried) == 4
        assert pilot.app.is_running


async def test_a_mistake_of_ours_in_keeping_a_theme_is_not_swallowed(
    context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, value: object) -> None:
        raise LookupError(name, value)

    monkeypatch.setattr(context, "save_setting", fail)
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))

    async def choose() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            app.theme = "newsdiff-light"
            await wait_until(pilot, lambda: app.crash is not None)

    with pytest.raises(LookupError):
        await choose()
    assert isinstance(app.crash, LookupError)


async def test_ctrl_c_tells_the_key_that_quits_and_nothing_else(opened: Opened) -> None:
    async with opened(config=Config(keymap={"leave": "Q"})) as pilot:
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert status_line(pilot).strip() == "Q quits"
        await pilot.press("i", "ctrl+c")
        await settle(pilot)
        assert pilot.app.screen is not compare_screen(pilot)


async def test_keys_after_the_one_that_quits_do_nothing(context: FakeContext) -> None:
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in "qpjpi":
            app.post_message(Key(key, key))
        await pilot.pause()
    assert app.crash is None


@pytest.mark.parametrize(
    "name",
    ["j", "J", "7", "+", "/", "~", "é", "ж", "slash", "question_mark", "plus", "minus", "equals_sign", "at", "f1", "f24",
     "escape", "pagedown", "space", "ctrl+x", "ctrl+f5", "alt+shift+up", "ctrl++", "meta+plus", " n ", "super+j"],
)  # fmt: skip
def test_a_key_of_a_keyboard_is_one(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize(
    "name",
    ["", "banana", "ctrl+banana", "snowman", "latin_small_letter_a", "f25", "f0", "ctrl+", "strg+x", "ctrl+ctrl+x",
     "<any>", "\u202e", "\x1b", "++", "Ctrl+x", "jj"],
)  # fmt: skip
def test_what_no_keyboard_sends_is_no_key(name: str) -> None:
    assert not is_key(name)


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        (
            {"reject": "f9", "accept": "f9"},
            '"keymap.reject" is "f9", but f9 is accept\'s key already; give that one another key',
        ),
        ({"reject": "f9,/", "search": "/"}, "/ is search's key already"),
        ({"reject": "down", "next-sentence": "f9,down"}, "down is next-sentence's key already"),
        ({"reject": "ctrl+q"}, "ctrl+q is quit's key already"),
        ({"reject": "ctrl+p"}, "ctrl+p always opens the palette"),
    ],
)
def test_one_key_cannot_do_two_things(keymap: dict[str, str], words: str) -> None:
    context = FakeContext()
    gathering = context.load_articles(["story"])
    with pytest.raises(ConfigError, match=r"config\.toml") as error:
        NewsdiffApp(context, Config(keymap=keymap), gathering)
    gathering.close()
    assert words in str(error.value)


async def test_two_keys_can_be_swapped(opened: Opened) -> None:
    async with opened(config=Config(keymap={"next-sentence": "k", "previous-sentence": "j"})) as pilot:
        await pilot.press("k")
        await settle(pilot)
        assert compare_screen(pilot).state.cursor.row == 1


@pytest.mark.parametrize(
    ("encoding", "environ", "wanted"),
    [
        ("utf-8", {}, False),
        ("UTF8", {"LANG": "de_DE.UTF-8"}, False),
        ("utf_8", {"LANG": "C.UTF-8"}, False),
        ("utf-8", {"LANG": "C"}, True),
        ("utf-8", {"LANG": "POSIX"}, True),
        ("utf-8", {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "POSIX", "LC_CTYPE": "C.UTF-8", "LANG": "en_GB.UTF-8"}, True),
        # Python has put LC_CTYPE there by itself.
        ("utf-8", {"LC_CTYPE": "C.UTF-8", "LANG": "C"}, True),
        ("utf-8", {"LC_CTYPE": "en_GB.UTF-8", "LANG": "C"}, False),
        ("utf-8", {"LC_ALL": "C.UTF-8", "LANG": "C"}, False),
        ("utf-8", {"LC_CTYPE": "C.UTF-8"}, False),
        ("utf-8", {"LC_CTYPE": "C", "LANG": "en_GB.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "", "LC_CTYPE": "", "LANG": "en_GB.UTF-8"}, False),
        ("iso-8859-1", {"LANG": "de_DE"}, True),
        ("ascii", {}, True),
    ],
)
def test_a_terminal_without_utf_8_gets_ascii(encoding: str, environ: dict[str, str], wanted: bool) -> None:
    assert wants_ascii(encoding, environ) is wanted
