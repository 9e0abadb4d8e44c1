"""The base class of all screens: header, hint bar, background work, keys and help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.worker import Worker

from newsdiff.app.bound_actions import actions_by_id
from newsdiff.app.lost_keys import drop_lost_keys, in_palette, kept_keys
from newsdiff.app.messages import WorkFailed
from newsdiff.app.rendering.ascii_fallback import wants_ascii
from newsdiff.app.rendering.key_names import in_short, spelled_out
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.bars import Bar, HeaderBar, Hint, HintBar
from newsdiff.app.widgets.plain_lines import blank_lines, is_plain
from newsdiff.app.widgets.styled_view import ROLE_CLASSES
from newsdiff.app.widgets.window_screen import WindowScreen
from newsdiff.app.worker_errors import worker_error

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    from newsdiff.app.bound_actions import BoundAction
    from newsdiff.app.help_groups import HelpGroup
    from newsdiff.app.navigator import Navigator
    from newsdiff.config import Config
    from newsdiff.service.protocols import Context

NO_KEY = "no key"
"""What stands in the help in place of a key that the user gave to another action."""


class BaseScreen(WindowScreen[None]):
    """A screen with a header and a hint bar, to be composed by the subclass.

    Work may still report to a screen that is being removed. Widgets are therefore attributes and are not looked up by
    queries: changing a widget that was removed is no error.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*ROLE_CLASSES}
    AUTO_FOCUS: ClassVar[str | None] = ""
    """Textual focuses nothing by itself; the screen decides (`key_pane`)."""

    KEYS: ClassVar[Sequence[Binding]] = ()
    """Every key of the screen and of its panes, in the order of the help; where empty, those that are active."""

    HELP_GROUPS: ClassVar[Sequence[HelpGroup]] = ()
    """The help in groups, in which every key has its place."""

    config: Config
    signs: Sequence[str] = ()
    """The signs of the screen, each with what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.header, self.hint_bar = HeaderBar(), HintBar()
        self._actions: dict[Widget | None, dict[str, BoundAction]] = {}
        """For each pane that has had the focus: what the keys do then, by the ids of bindings."""
        self.keyless: Sequence[tuple[DOMNode, Binding]] = ()
        """The bindings of the screen and its panes that have no key, since the user gave theirs to other actions."""

    @property
    def ascii_signs(self) -> bool:
        """ASCII signs are to be shown, because of the terminal or the settings."""
        if self.config.marks == "auto":
            return wants_ascii(self.app.console.encoding, os.environ)
        return self.config.marks == "ascii"

    def prepare_bars(self) -> None:
        """Have the bars of the screen draw in the signs of the terminal."""
        for bar in self.query(Bar):
            bar.plain = self.ascii_signs

    @property
    def navigator(self) -> Navigator:
        """The app, which navigates to other screens."""
        return cast("Navigator", self.app)

    @property
    def key_pane(self) -> Widget | None:
        """The pane that should have the focus; None if the screen itself has all the keys."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines behind the widgets, which cover almost all of them."""
        opaque = self.styles.background.a == 1
        return blank_lines(self, crop) if opaque and is_plain(self) else super().render_lines(crop)

    def close(self) -> None:
        """Go back to the screen below, if this one is on top."""
        if self.app.screen is self:
            self.dismiss()

    # Work

    def begin(
        self, work: Callable[[], Coroutine[None, None, None]], *, group: str, exclusive: bool = True
    ) -> Worker[None]:
        """Start background work that ends with this screen. It should deliver results by `call_later`, or in a message.

        Args:
            work: A `NewsdiffError` that it raises is posted as `WorkFailed`.
            group: What kind of work it is.
            exclusive: Cancel unfinished work of the same group.
        """
        return self.run_worker(work, group=group, exclusive=exclusive, exit_on_error=False)

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        error = worker_error(event)
        if error is not None:
            self.post_message(WorkFailed(error))

    # The status line

    @property
    def is_live(self) -> bool:
        """The screen is mounted and not being removed. Work that ends later has nothing to draw on."""
        return self.is_attached and self in self.app.screen_stack

    @property
    def is_above(self) -> bool:
        """Another screen is below this one."""
        return self.app.screen_stack[0] is not self

    def show_status(self, words: str) -> None:
        """Show a sentence in place of the keys until the next key."""
        self.hint_bar.say(words)

    def withdraw_status(self, words: str) -> None:
        """Remove a sentence that is no longer true, unless another has taken its place."""
        self.hint_bar.withdraw(words)

    def show_notices(self, notices: Sequence[str]) -> None:
        """Show notices in place of the keys, where they cover nothing; longer ones for some seconds at least."""
        if notices:
            short = len(notices) == 1 and width_of(notices[0]) < self.size.width - 2
            self.hint_bar.say(*notices, hold=not short or self.hint_bar.is_held)

    def on_screen_suspend(self) -> None:
        """Remove the message when another screen takes the place of this one, and not only a dialog."""
        if not self.app.screen.is_modal:
            self.show_status("")

    def on_key(self) -> None:
        """Remove the sentence, and give the focus to the current pane, for which the key is meant."""
        self.hint_bar.release()
        pane = self.key_pane
        if pane is not None and pane is not self.focused:
            # The terminal had lost the focus, or the pane was hidden for a while.
            self.set_focus(pane, scroll_visible=False)

    async def show_address(self, outlet: str, url: str, context: Context) -> None:
        """Show the address of an article, which the reader may then open or copy. `context` has the browser."""
        from newsdiff.app.dialogs.open_link import AddressDialog

        def report(words: str | None) -> None:
            if words:
                self.show_status(words)

        await self.app.push_screen(AddressDialog(outlet, url, context), report)

    # Keys

    def drop_lost_keys(self, *panes: Widget) -> None:
        """Take away the default keys that the user gave to other actions; call it when the panes are made."""
        self.keyless = drop_lost_keys((self, *panes), self.config.keymap)

    def key_of(self, binding_id: str) -> str:
        """The current key of a binding, for use in a sentence; the user's keymap is applied.

        Where the user gave its keys to other actions, its place in the palette; "" if the screen has no such action.
        """
        key = spelled_out(self.hint(binding_id, "").key)
        return key or next((in_palette(one) for _, one in self.keyless if one.id == binding_id), "")

    def hint(self, name: str, does: str) -> Hint:
        """The hint for a binding, with its current key, the shortest if it has several; the user's keymap is
        applied."""
        found = (self._actions.get(self.focused) or self._read_actions()).get(name)
        return Hint(min(found.keys, key=len, default=""), does, found.binding.action) if found else Hint("", does, "")

    def _read_actions(self) -> dict[str, BoundAction]:
        """What every key of the screen does, with this pane in focus."""
        others = kept_keys(self.config.keymap, self.KEYS)
        found = self._actions[self.focused] = actions_by_id(self, others)
        return found

    async def action_keys(self) -> None:
        """Show the keys. The dialog is awaited until it is open, so that keys typed ahead reach it."""
        from newsdiff.app.dialogs.help import HelpDialog, KeyHelp

        found = self._read_actions()
        groups = []
        for heading, ids in self.HELP_GROUPS:
            # What does the same for several outlets is one line.
            keys: dict[str, list[str]] = {}
            for one in (found[name] for name in ids if name in found):
                keys.setdefault(one.binding.tooltip, []).extend(one.keys)
            groups.append((heading, [KeyHelp(in_short(shown) or NO_KEY, tooltip) for tooltip, shown in keys.items()]))
        await self.app.push_screen(HelpDialog(groups, self.signs))
