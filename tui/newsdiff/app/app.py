"""The program: it owns the screens, the themes and the reader's keys, and does no work of its own."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.events import Key
from textual.worker import Worker, WorkerState

from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.home.bindings import HOME
from newsdiff.app.keymap import check_keys, is_key
from newsdiff.app.rendering.ascii_fallback import spelt_key
from newsdiff.app.stories.bindings import STORIES
from newsdiff.app.themes import THEMES, roles
from newsdiff.config import check, config_file
from newsdiff.core.text.normalize import clean
from newsdiff.errors import NewsdiffError
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen

    from newsdiff.config import Config
    from newsdiff.service import AppContext, LoadedArticles

ENDINGS = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end newsdiff, which puts the terminal in order first."""

LOOK_AROUND = 5.0
"""Seconds between two looks at whether the terminal is still there."""


def _key_commands() -> type[Provider]:
    # The palette's machinery is imported when it is first opened.
    from newsdiff.app.command_palette import KeyCommands

    return KeyCommands


class NewsdiffApp(App[NewsdiffError]):
    """newsdiff on a terminal. `run()` gives the error for which the story could not be shown, or nothing."""

    TITLE = "newsdiff"
    CSS_PATH = None
    COMMANDS = App.COMMANDS | {_key_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave newsdiff.", id="quit", show=False, priority=True),
    ]

    def __init__(self, context: AppContext, config: Config, gathering: Awaitable[LoadedArticles] | None = None) -> None:
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
        taken = {binding.key: "palette" for _, binding in self._bindings if binding.priority and not binding.id}
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

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers beside the keys."""
        for command in super().get_system_commands(screen):
            if command.title in {"Theme", "Screenshot"}:
                yield command

    def watch_theme(self, theme: str) -> None:
        """Keep the theme that the reader chose."""
        if self.is_running and theme != self._wanted:
            self._wanted = theme
            self.run_worker(self._keep_theme(), group="keep", exit_on_error=False)

    async def _keep_theme(self) -> None:
        # One after the other, each with the last choice, so that a slow disk does not end with an older one.
        async with self._writer:
            try:
                await asyncio.to_thread(self.context.keep_setting, "theme", self._wanted)
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
        plain = any(getattr(screen, "ascii_signs", False) for screen in self.screen_stack)
        return spelt_key(name) if plain else name

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
