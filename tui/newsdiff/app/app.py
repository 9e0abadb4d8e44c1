"""The app: it creates the screens and navigates between them, and has the themes and the user's keys."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import constants, on
from textual.app import App
from textual.binding import Binding
from textual.events import Key
from textual.worker import Worker

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.bound_actions import PALETTE_KEY
from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.home.bindings import HOME
from newsdiff.app.keymap import check_keys, is_key
from newsdiff.app.lost_keys import in_palette, kept_keys, keyless, keyless_notice
from newsdiff.app.refresh_clock import RefreshClock
from newsdiff.app.rendering.ascii_fallback import shows_ascii
from newsdiff.app.rendering.key_names import ascii_key, spelled_out
from newsdiff.app.session import LibrarySession
from newsdiff.app.stories.bindings import STORIES
from newsdiff.app.themes import THEMES, roles
from newsdiff.app.worker_errors import worker_error
from newsdiff.config import check, config_file
from newsdiff.errors import NewsdiffError
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.screen import Screen

    from newsdiff.app.compare.screen import CompareScreen
    from newsdiff.app.stories.screen import StoriesScreen
    from newsdiff.config import Config, HomeView
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.service import LoadedArticles
    from newsdiff.service.protocols import Context

_T = TypeVar("_T")

LOOK_AROUND = 2.0
"""Seconds between two checks whether the terminal still exists; until then Textual may read from it in a loop."""


class NewsdiffApp(App[NewsdiffError]):
    """The Textual app. `run()` returns the error because of which the story could not be shown, or None."""

    TITLE = "newsdiff"
    CSS_PATH = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Quit newsdiff.", id="quit", show=False, priority=True),
        Binding(PALETTE_KEY, "palette", "Palette", tooltip="Find any command by name.", show=False, priority=True),
    ]

    def __init__(self, context: Context, config: Config, loading: Awaitable[LoadedArticles] | None = None) -> None:
        """Create the app; `loading` gives the articles to show first, and without it the feeds are shown.

        Raises:
            ConfigError: The settings name an unknown theme, action or key.
        """
        self.context, self.config = context, config
        self._loading = loading
        # Textual reads the style sheet of a screen when it is pushed, which the first screen never is.
        sheets = ["app.tcss"] if loading is not None else ["app.tcss", "home.tcss"]
        super().__init__(driver_class=_driver(), css_path=[stylesheet(name) for name in sheets])
        for theme in THEMES:
            self.register_theme(theme)
        own = self._bindings.key_to_bindings["ctrl+q"]
        actions = {binding.id or "" for binding in (*COMPARE, *STORED, *HOME, *STORIES, *own)}
        check(config, config_file(), themes=self.available_themes, actions=actions, is_key=is_key)
        taken = {PALETTE_KEY: "palette"}
        screens = ((*COMPARE, *STORED), HOME, STORIES)
        for bindings in screens:
            check_keys(config.keymap, (*bindings, *own), taken)
        self.set_keymap(config.keymap)
        self._keyless = [one for bindings in screens for one in keyless(config.keymap, (*bindings, *own))]
        self._has_css_of_theme = config.theme != self.theme
        """The style sheets are parsed with the colours of the theme for the first time, which need no refreshing."""
        self.theme = config.theme
        self.stylesheet.set_variables(self.get_css_variables())
        self._kept: dict[str, str] = {"theme": config.theme, "home": config.home}
        """Settings as the next start finds them."""
        self._writer = asyncio.Lock()
        self.session = LibrarySession(self, context, config)
        self.clock = RefreshClock(self, self.session)
        self._stories: StoriesScreen | None = None
        """The stories screen, while it is on top of the articles."""

    def on_ready(self) -> None:
        """Tell which actions have no key; watch for the terminal being closed, the program stopped and continued."""
        if isinstance(self.screen, BaseScreen) and self._keyless:
            self.screen.hint_bar.say(keyless_notice(self._keyless), hold=True)
        if self.is_headless:
            return
        self.set_interval(LOOK_AROUND, self._leave_with_terminal)
        # What was on the screen is gone, and Textual draws only what changes.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def end(self, status: int) -> None:
        """Leave with an exit status, once the changes of earlier keys are stored. The app may not have started yet."""
        if self.is_running:
            self._leave(sure=True, status=status)
        else:
            self.exit(return_code=status)

    def restore_terminal(self) -> None:
        """Restore the terminal at once, from any thread, if the screen is still shown on it."""
        from newsdiff.app.terminal_driver import TerminalDriver

        if isinstance(self._driver, TerminalDriver):
            self._driver.restore()

    def _leave_with_terminal(self) -> None:
        """Exit if the terminal was closed without a signal: Textual would read from it in an endless loop."""
        import select
        import sys

        poll = select.poll()
        poll.register(sys.__stdin__ or 0, 0)
        if any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0)):
            self.exit()

    def get_default_screen(self) -> Screen[None]:
        """The compare screen if articles were named, else the home screen."""
        # Neither screen imports what only the other needs.
        if self._loading is not None:
            return self._compare(self._loading)
        from newsdiff.app.home.screen import HomeScreen

        return HomeScreen(self.session, self.clock)

    # From screen to screen

    def _compare(self, loading: Awaitable[LoadedArticles]) -> CompareScreen:
        from newsdiff.app.compare.screen import CompareScreen
        from newsdiff.app.compare.story_source import NamedArticles

        return CompareScreen(self.context, self.config, NamedArticles(self.context, loading))

    async def open_story(self, story: StorySummary, closed: Callable[[], None]) -> None:
        """Compare the articles of a stored story; `closed` is called when the reader is back."""
        from newsdiff.app.compare.screen import CompareScreen
        from newsdiff.app.compare.story_source import StoredStory

        service = self.context.feed_service
        source = StoredStory(service.store, service.stories, story, self.make)
        await self.push_screen(CompareScreen(self.context, self.config, source), lambda _: closed())

    async def open_articles(self, articles: LoadedArticles | None) -> None:
        """Compare these articles; None for the sample story."""

        async def loaded() -> LoadedArticles:
            return articles or await self.context.load_articles([])

        await self.push_screen(self._compare(loaded()))

    async def show_view(self, view: HomeView) -> None:
        """Show the stories or the articles; the next start begins with the same view."""
        open_now = self._stories is not None and self._stories in self.screen_stack
        if view == "stories" and not open_now:
            from newsdiff.app.stories.screen import StoriesScreen

            self._stories = StoriesScreen(self.session)
            await self.push_screen(self._stories)
        elif view == "articles" and self._stories is not None and self._stories is self.screen:
            stories, self._stories = self._stories, None
            await stories.dismiss()
        self._keep("home", view)

    async def show_feeds(self) -> None:
        """Show the feeds over the present screen, ready to add one."""
        from newsdiff.app.home.screen import HomeScreen

        await self.push_screen(HomeScreen(self.session, self.clock, adding=True))

    def tell(self, *sentences: str) -> None:
        """Show notices on the screen that the reader sees, below any dialog."""
        screens = (screen for screen in reversed(self.screen_stack) if isinstance(screen, BaseScreen))
        for screen in screens:
            screen.show_notices(sentences)
            return

    async def make(self, change: Callable[[], _T]) -> _T:
        """Make a change of what is stored, off the event loop; it is made though the app ends meanwhile."""
        return await self.session.make(change)

    async def leave(self) -> None:
        """Leave newsdiff; while feeds are refreshed, ask first."""
        if not self.session.refreshing:
            self._leave(sure=True)
            return
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        words = "Feeds are being reloaded. What has arrived is kept; the remaining feeds wait until next time."
        await self.push_screen(ConfirmDialog("Quit now?", words, "quit"), self._leave)

    async def action_quit(self) -> None:
        """Leave newsdiff without a question."""
        self._leave(sure=True)

    def _leave(self, sure: bool | None, status: int = 0) -> None:
        async def leave() -> None:
            self.exit(return_code=status)

        if sure:
            self.session.leaving = True
            # After the changes of earlier keys are stored.
            self.session.enqueue(leave)

    # Colours

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, and those of our roles, which are derived from them."""
        variables = super().get_css_variables()
        return {**roles(self.current_theme, variables, plain=self.no_color), **variables}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Nothing: the colours of our roles come from `get_css_variables`."""
        return {}

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheets again and apply them, as after every change of the theme but the first."""
        if self._has_css_of_theme:
            self._has_css_of_theme = False
        else:
            super().refresh_css(animate)

    async def action_palette(self) -> None:
        """Open the palette. It is awaited until it is open, so that keys typed ahead reach it."""
        from newsdiff.app.dialogs.palette import Command, PaletteDialog, screen_commands, theme_commands

        if any(isinstance(screen, PaletteDialog) for screen in self.screen_stack):
            return
        picture = Command("Save a screenshot", "Save a picture of this screen as a file.", "", self._save_screenshot)
        commands = [*screen_commands(self.screen), *theme_commands(self), picture]

        async def run(command: Command | None) -> None:
            if command is not None:
                await command.run()

        await self.push_screen(PaletteDialog(commands, ascii_signs=shows_ascii(self)), run)

    async def _save_screenshot(self) -> None:
        from newsdiff.app.screenshot import save_screenshot

        async def save(svg: str) -> None:
            path = await asyncio.to_thread(save_screenshot, svg)
            self.tell(f"Screenshot saved as {path}")

        self.run_worker(save(self.export_screenshot()), group="screenshot", exit_on_error=False)

    def watch_theme(self, theme: str) -> None:
        """Keep the theme that the reader chose."""
        if self.is_running:
            self._keep("theme", theme)

    def key_of_stories(self, binding_id: str) -> str:
        """The current key of a binding of the list of stories, for use in a sentence on another screen."""
        lost = {one.binding.id: one.binding for one in keyless(self.config.keymap, STORIES)}
        if binding_id in lost:
            return in_palette(lost[binding_id])
        keys = (one for one in kept_keys(self.config.keymap, STORIES) if one.id == binding_id)
        return spelled_out(self.get_key_display(next(keys)))

    # Settings and errors

    def _keep(self, name: str, value: str) -> None:
        """Have the next start find a setting."""
        if self._kept.get(name) != value:
            self._kept[name] = value
            self.session.begin(partial(self._write_setting, name), group="settings")

    async def _write_setting(self, name: str) -> None:
        # One write at a time, each with the latest choice, so that a slow disk does not end up with an older one.
        async with self._writer:
            value = self._kept.get(name)
            if value is None:
                return
            try:
                await asyncio.to_thread(self.context.save_setting, name, value)
            except NewsdiffError:
                # The next choice is written even if it is the same.
                self._kept.pop(name, None)
                raise

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        error = worker_error(event)
        if error is not None:
            self.tell(str(error))

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Note when keys come; ignore them while the app exits, since its screens are being removed."""
        self.session.keys.note(event)
        if not (self._exit and isinstance(event, Key)):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Pass a field a key that was typed before the field was mounted."""
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
        return ascii_key(name) if shows_ascii(self) else name

    def action_help_quit(self) -> None:
        """Show which key quits, since ctrl+c does not: it copies in a field."""
        if isinstance(screen := self.screen, BaseScreen) and (key := screen.key_of("leave")):
            screen.show_status(f"{key} quits")

    @property
    def crash(self) -> Exception | None:
        """The error that ended the app, or None; the caller reports it."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual prints the local variables of every frame, which may hold addresses with passwords.
        self._close_messages_no_wait()


def _driver() -> type[Driver] | None:
    """The class that draws on the terminal; None for the one of the variable TEXTUAL_DRIVER, which serves a browser."""
    if constants.DRIVER:
        return None
    from newsdiff.app.terminal_driver import TerminalDriver

    return TerminalDriver
