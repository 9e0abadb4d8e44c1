"""The program: it owns the screens, the themes and the reader's keys, and does no work of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding

from newsdiff.app.bindings import COMPARE
from newsdiff.app.screens.compare import CompareScreen
from newsdiff.app.themes import THEMES, roles
from newsdiff.config import check, config_file
from newsdiff.errors import NewsdiffError
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen

    from newsdiff.config import Config
    from newsdiff.service import Desk, Gathered

LOOK_AROUND = 5.0
"""Seconds between two looks at whether the terminal is still there."""


def _key_commands() -> type[Provider]:
    # The palette's machinery is imported when it is first opened.
    from newsdiff.app.commands import KeyCommands

    return KeyCommands


class NewsdiffApp(App[NewsdiffError]):
    """newsdiff on a terminal. `run()` gives the error for which the story could not be shown, or nothing."""

    TITLE = "newsdiff"
    CSS_PATH = None
    COMMANDS = App.COMMANDS | {_key_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave newsdiff.", id="quit", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, config: Config, gathering: Awaitable[Gathered]) -> None:
        """Take the reader's settings, and the articles that are on their way.

        Raises:
            ConfigError: They name a theme, an action or a key that there is not.
        """
        self.desk, self.config, self.gathering = desk, config, gathering
        super().__init__(css_path=[stylesheet("app.tcss")])
        for theme in THEMES:
            self.register_theme(theme)
        actions = {binding.id or "" for binding in (*COMPARE, *self._bindings.key_to_bindings["ctrl+q"])}
        check(config, config_file(), themes=self.available_themes, actions=actions, is_key=is_key)
        self.set_keymap(config.keymap)
        self.theme = config.theme

    def on_ready(self) -> None:
        """Watch whether the terminal is still there."""
        if not self.is_headless:
            self.set_interval(LOOK_AROUND, self._leave_with_terminal)

    def _leave_with_terminal(self) -> None:
        """End where the terminal is gone and nobody said so: Textual would read its empty end for ever."""
        import select
        import sys

        poll = select.poll()
        poll.register(sys.__stdin__ or 0, 0)
        if any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0)):
            self.exit()

    def get_default_screen(self) -> Screen[None]:
        """The story is the first thing to see."""
        return CompareScreen(self.desk, self.config, self.gathering)

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
        if self.is_running and theme != self.config.theme:
            self.run_worker(self._keep_theme(theme), exclusive=True, group="keep", exit_on_error=False)

    async def _keep_theme(self, theme: str) -> None:
        import asyncio

        await asyncio.to_thread(self.desk.keep_setting, "theme", theme)

    def on_key(self, event: events.Key) -> None:
        """Give a field what was typed ahead for it: a key that it would have taken, but that came before it stood."""
        if self.focused is None or not event.is_printable or not event.character:
            return
        from textual.widgets import Input

        if isinstance(self.focused, Input):
            event.prevent_default()
            self.focused.insert_text_at_cursor(event.character)

    @property
    def crash(self) -> Exception | None:
        """The error that ended the program, if one did; for the caller to report in its own way."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual prints the local variables of every frame, which may hold addresses with passwords.
        self._close_messages_no_wait()


def is_key(name: str) -> bool:
    """Whether Textual has a key of this name: a character, `f5`, `ctrl+x`, `slash`."""
    import unicodedata

    from textual.keys import Keys

    *_, key = name.strip().split("+") if name.strip() != "+" else ["+"]
    if len(key) == 1 or key in {one.value for one in Keys}:
        return True
    try:
        unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return False
    return True
