"""Every key that a dialog names is the key that does it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.binding import Binding

from newsdiff.app import dialogs
from newsdiff.app.app import NewsdiffApp
from newsdiff.app.bound_actions import PALETTE_KEY
from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.dialogs.add_article import AddDialog
from newsdiff.app.dialogs.add_feed import AddFeedDialog
from newsdiff.app.dialogs.article_info import ArticleInfoDialog
from newsdiff.app.dialogs.base import Dialog, Field
from newsdiff.app.dialogs.export import ExportDialog, ExportedDialog
from newsdiff.app.dialogs.feed_settings import FeedSettingsDialog
from newsdiff.app.dialogs.find import FindDialog
from newsdiff.app.dialogs.help import HelpDialog
from newsdiff.app.dialogs.links import LinksDialog
from newsdiff.app.dialogs.mutes import MuteDialog
from newsdiff.app.dialogs.palette import PaletteDialog
from newsdiff.app.dialogs.prompts import ConfirmDialog, InputDialog, TextDialog
from newsdiff.app.home.bindings import HOME
from newsdiff.app.rendering.key_names import spelled_out
from newsdiff.app.stories.bindings import STORIES
from newsdiff.config import Config
from newsdiff.core.library.feeds import Feed, FeedSettings, FeedState
from newsdiff.errors import ConfigError
from newsdiff.exports.report import EVERYTHING
from support.fake_context import FakeContext
from support.fake_feed_service import two_feeds
from support.home_driver import press, status_line
from support.screen_driver import dialog_text
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.home_app import OpenedHome

FEED = Feed(1, "https://bell.example/feed", "The Bell", None, "en", FeedSettings(), FeedState())

NAMES = {"esc": "escape", "enter": "enter", "space": "space", "tab": "tab", PALETTE_KEY: PALETTE_KEY}
"""Keys of more than one letter, as dialogs name them and as Textual does."""


def comparison() -> Any:
    context = FakeContext()
    return context.compare(context.story.articles)


async def nothing_stored(_: str) -> tuple[()]:
    return ()


# A dialog of each kind that can be made without the screen below it; the others are opened below.
DIALOGS: list[Callable[[], Dialog[Any]]] = [
    lambda: AddDialog(nothing_stored, ascii_signs=False),
    lambda: AddFeedDialog(lambda *_: None, lambda _: None, url="", ascii_signs=False),
    lambda: ArticleInfoDialog(FakeContext().story.articles[0]),
    lambda: ExportDialog(comparison(), "a.md", EVERYTHING),
    lambda: ExportedDialog(Path("/a.md"), FakeContext()),
    lambda: FeedSettingsDialog(FEED),
    lambda: FindDialog(""),
    lambda: HelpDialog([], []),
    lambda: LinksDialog(["https://a.example/"], ascii_signs=False),
    lambda: MuteDialog([], None, "ctrl+z"),
    lambda: PaletteDialog([], ascii_signs=False),
    lambda: ConfirmDialog("Sure?", "Really?", "do it"),
    lambda: InputDialog("A word", "Type it."),
    lambda: TextDialog("A text", (("Words.", ""),)),
]


def bindings_of(kind: type[Dialog[Any]]) -> Iterator[Binding]:
    for one in kind.__mro__:
        yield from (binding for binding in one.__dict__.get("BINDINGS", ()) if isinstance(binding, Binding))


def kinds() -> list[type[Dialog[Any]]]:
    """Every class of a dialog that there is."""
    for module in pkgutil.iter_modules(dialogs.__path__, f"{dialogs.__name__}."):
        importlib.import_module(module.name)
    found: list[type[Dialog[Any]]] = Dialog.__subclasses__()
    for kind in found:
        found += kind.__subclasses__()
    return found


def named_keys(dialog: Dialog[Any]) -> list[str]:
    """The keys that the last line of a dialog names, as Textual calls them."""
    found = []
    for part in str(dialog.screen.query_one(".dialog-keys").render()).split("  "):
        for word in part.split():
            if not (word in NAMES or len(word) == 1 or re.fullmatch(r"\d-\d", word)):
                break
            found.append(NAMES.get(word, word[0]))
    return found


async def check_keys(dialog: Dialog[Any]) -> None:
    """Fails where a dialog names a key that is not bound in it."""
    bound = {key for node in (dialog, *dialog.query(Field)) for key in node._bindings.key_to_bindings}
    named = named_keys(dialog)
    assert "escape" in named
    assert set(named) <= bound | {PALETTE_KEY}, type(dialog).__name__


async def test_a_dialog_names_no_key_that_it_does_not_have() -> None:
    context = FakeContext()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(200, 50)) as pilot:
        for make in DIALOGS:
            dialog = make()
            await app.push_screen(dialog)
            await check_keys(dialog)
            await pilot.press("escape")
            assert not dialog.is_open


@pytest.mark.parametrize("keys", [("v",), ("m", "X"), ("l", "o")], ids=" ".join)
async def test_nor_does_one_that_knows_the_screen_below(opened_home: OpenedHome, keys: tuple[str, ...]) -> None:
    async with opened_home(events) as pilot:
        await press(pilot, *keys)
        dialog = pilot.app.screen
        assert isinstance(dialog, Dialog)
        await check_keys(dialog)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_configuration_file_cannot_change_the_keys_of_a_dialog(kind: type[Dialog[Any]]) -> None:
    of_screens = {binding.id for binding in (*COMPARE, *STORED, *HOME, *STORIES)}
    for binding in bindings_of(kind):
        assert binding.id not in of_screens
        context = FakeContext()
        coming = context.load_articles(["story"])
        with pytest.raises(ConfigError):
            NewsdiffApp(context, Config(keymap={binding.id or "": "f9"}), coming)
        coming.close()


async def test_a_dialog_names_a_key_of_the_screen_below_as_the_reader_has_bound_it(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"undo": "f9"})) as pilot:
        await press(pilot, "K")
        assert "f9 undoes" in dialog_text(pilot)
        await press(pilot, *"bridge", "enter")
        assert "f9 undoes" in status_line(pilot)
        await press(pilot, "f9")
        assert "Undone" in status_line(pilot)


async def test_the_key_that_marks_stories_is_named_as_it_is_bound(opened_home: OpenedHome) -> None:
    async with opened_home(events, config=Config(keymap={"pick": "f8"})) as pilot:
        await press(pilot, "m", "X")
        assert "mark that story with f8" in dialog_text(pilot)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [("^z", "ctrl+z"), ("shift+^z", "shift+ctrl+z"), ("^", "^"), ("alt+^", "alt+^"), ("^^", "ctrl+^"), ("f9", "f9")],
)
def test_sentences_spell_control_keys_out(shown: str, wanted: str) -> None:
    assert spelled_out(shown) == wanted
