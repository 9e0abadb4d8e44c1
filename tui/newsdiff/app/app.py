"""The program: it owns the screens, the themes and the reader's keys, and does no work of its own."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding
from textual.events import Key
from textual.keys import _normalize_key_list
from textual.worker import Worker, WorkerState

from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.dialogs.bound_actions import PALETTE_KEY
from newsdiff.app.home.bindings import HOME
from newsdiff.app.rendering.ascii_fallback import spelt_key
from newsdiff.app.stories.bindings import STORIES
from newsdiff.app.themes import THEMES, roles
from newsdiff.config import check, config_file, shown
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ConfigError, NewsdiffError
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Mapping

    from textual import events
    from textual.binding import BindingType
    from textual.screen import Screen

    from newsdiff.config import Config
    from newsdiff.service import LoadedArticles
    from newsdiff.service.protocols import Context

ENDINGS = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end newsdiff, which puts the terminal in order first."""

LOOK_AROUND = 5.0
"""Seconds between two looks at whether the terminal is still there."""


MODIFIERS = frozenset(("alt", "ctrl", "hyper", "meta", "shift", "super"))
"""What may be held with a key, as Textual names it."""


class NewsdiffApp(App[NewsdiffError]):
    """newsdiff on a terminal. `run()` gives the error for which the story could not be shown, or nothing."""

    TITLE = "newsdiff"
    CSS_PATH = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave newsdiff.", id="quit", show=False, priority=True),
        Binding(PALETTE_KEY, "palette", "Palette", tooltip="Open the command palette", show=False, priority=True),
    ]

    def __init__(self, context: Context, config: Config, gathering: Awaitable[LoadedArticles] | None = None) -> None:
        """Take the reader's settings, and the articles that are on their way; without any, the feeds are shown.

        Raises:
            ConfigError: They name a theme, an action or a key that there is not.
        """
        self.context, self.config, self.gathering = context, config, gathering
        # Textual reads the sheet of a screen when it is pushed, and the first one is not.
        sheets = ["app.tcss"] if gathering is not None else ["app.tcss", "home.tcss"]
        super().__init__(css_path=[stylesheet(name) for name in sheets])
        for theme in THEMES:
            self.register_theme(theme)
        own = self._bindings.key_to_bindings["ctrl+q"]
        actions = {binding.id or "" for binding in (*COMPARE, *STORED, *HOME, *STORIES, *own)}
        check(config, config_file(), themes=self.available_themes, actions=actions, is_key=is_key)
        taken = {PALETTE_KEY: "palette"}
        for bindings in ((*COMPARE, *STORED), HOME, STORIES):
            check_keys(config.keymap, (*bindings, *own), taken)
        self.set_keymap(config.keymap)
        self.theme = self._wanted = config.theme
        self._writer = asyncio.Lock()

    def on_ready(self) -> None:
        """Watch whether the terminal is still there, and for the system asking newsdiff to end."""
        if self.is_headless:
            return
        self.set_interval(LOOK_AROUND, self._leave_with_terminal)
        for number in ENDINGS:
            # The shell's way of saying which signal ended a command.
            asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def on_unmount(self) -> None:
        """Leave signals to the system again."""
        for number in ENDINGS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _leave_with_terminal(self) -> None:
        """End where the terminal is gone and nobody said so: Textual would read its empty end for ever."""
        import select
        import sys

        poll = select.poll()
        poll.register(sys.__stdin__ or 0, 0)
        if any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0)):
            self.exit()

    def get_default_screen(self) -> Screen[None]:
        """The story that was named, or the feeds, is the first thing to see."""
        # Neither screen loads what the other needs.
        if self.gathering is not None:
            from newsdiff.app.compare.loading import once
            from newsdiff.app.compare.screen import CompareScreen

            return CompareScreen(self.context, self.config, once(self.gathering))
        from newsdiff.app.home.screen import HomeScreen

        return HomeScreen(self.context, self.config)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, and our roles worked out from them."""
        variables = super().get_css_variables()
        return {**roles(self.current_theme, variables, plain=self.no_color), **variables}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Nothing: our roles are worked out in `get_css_variables`."""
        return {}

    async def action_palette(self) -> None:
        """Open the palette. It is awaited until it stands, so that keys typed ahead reach it."""
        from newsdiff.app.dialogs.palette import Command, PaletteDialog, screen_commands, theme_commands

        if any(isinstance(screen, PaletteDialog) for screen in self.screen_stack):
            return
        picture = Command("Save a screenshot", "Write a picture of this screen to a file.", "", self._save_screenshot)
        commands = [*screen_commands(self.screen), *theme_commands(self), picture]

        async def run(command: Command | None) -> None:
            if command is not None:
                await command.run()

        await self.push_screen(PaletteDialog(commands, ascii_signs=self._plain), run)

    async def _save_screenshot(self) -> None:
        from newsdiff.app.screenshot import save_screenshot

        async def save(svg: str) -> None:
            path = await asyncio.to_thread(save_screenshot, svg)
            self.notify(clean(f"Screenshot saved as {path}", lines=False), markup=False)

        self.run_worker(save(self.export_screenshot()), group="screenshot", exit_on_error=False)

    def watch_theme(self, theme: str) -> None:
        """Keep the theme that the reader chose."""
        if self.is_running and theme != self._wanted:
            self._wanted = theme
            self.run_worker(self._keep_theme(), group="keep", exit_on_error=False)

    async def _keep_theme(self) -> None:
        # One after the other, each with the last choice, so that a slow disk does not end with an older one.
        async with self._writer:
            try:
                await asyncio.to_thread(self.context.save_setting, "theme", self._wanted)
            except NewsdiffError:
                self._wanted = ""
                raise

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        if event.state is not WorkerState.ERROR:
            return
        error = event.worker.error
        if isinstance(error, NewsdiffError):
            self.notify(clean(str(error), lines=False), severity="error", markup=False)
        elif error is not None:
            raise error

    async def on_event(self, event: events.Event) -> None:
        """Let no key act on screens that are being taken down."""
        if not (self._exit and isinstance(event, Key)):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Give a field what was typed ahead for it: a key that it would have taken, but that came before it stood."""
        if self.focused is None or not event.is_printable or not event.character:
            return
        from textual.widgets import Input

        from newsdiff.app.dialogs.base import Field

        if isinstance(self.focused, Field):
            event.prevent_default()
            self.focused.type_ahead(event)
        elif isinstance(self.focused, Input):
            event.prevent_default()
            self.focused.insert_text_at_cursor(event.character)

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is shown on this terminal."""
        name = super().get_key_display(binding)
        return spelt_key(name) if self._plain else name

    @property
    def _plain(self) -> bool:
        """The terminal, or the reader, wants ASCII only."""
        return any(getattr(screen, "ascii_signs", False) for screen in self.screen_stack)

    def action_help_quit(self) -> None:
        """Say which key quits, where the screen has a place for it: ctrl+c copies in a field, and ends nothing."""
        tell = getattr(self.screen, "tell", None)
        for active in self.screen.active_bindings.values():
            if tell is not None and active.binding.id == "leave":
                tell(f"{self.get_key_display(active.binding)} quits")
                return

    @property
    def crash(self) -> Exception | None:
        """The error that ended the program, if one did; for the caller to report in its own way."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual prints the local variables of every frame, which may hold addresses with passwords.
        self._close_messages_no_wait()


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name: a character, `f5`, `ctrl+x`, `slash`."""
    import string

    from textual.keys import Keys, _character_to_key

    *held, key = _parts(name.strip())
    if len(set(held)) < len(held) or not MODIFIERS.issuperset(held):
        return False
    if len(key) == 1:
        return key.isprintable() and clean(key) == key
    # Some names in Keys are no keys but events of a terminal, such as "<any>".
    known = {one.value for one in Keys if not one.value.startswith("<")} | {f"f{number}" for number in range(1, 25)}
    return key in known or key in {_character_to_key(one) for one in string.punctuation + " "}


def _parts(name: str) -> list[str]:
    """A key and what is held with it, the key last; the key may be a plus sign itself."""
    if name == "+":
        return ["+"]
    return [*name[:-2].split("+"), "+"] if name.endswith("++") else name.split("+")


def check_keys(keymap: Mapping[str, str], bindings: Iterable[Binding], taken: Mapping[str, str]) -> None:
    """Hold the reader's keys against one another and against those that stay as they are.

    Args:
        keymap: By the id of a binding, its keys with commas between them.
        bindings: All that can be given other keys.
        taken: Keys that cannot be given away, and what they do.

    Raises:
        ConfigError: One key would do two things.
    """
    if not keymap:
        return
    keys = {
        binding.id or "": _normalize_key_list(keymap.get(binding.id or "", binding.key)).split(",")
        for binding in bindings
    }
    for name, given in ((name, given) for name, given in keymap.items() if name in keys):
        for key in (one.strip() for one in given.split(",")):
            long = _normalize_key_list(key)
            line = f'{config_file()}: "keymap.{name}" is {shown(given)}'
            if long in taken:
                raise ConfigError(f"{line}, but {key} always opens the {taken[long]}. Choose another key.")
            other = next((one for one in keys if one != name and long in keys[one]), None)
            if other:
                raise ConfigError(f"{line}, but {key} is {other}'s key already; give that one another key as well.")
