"""What the screens tell: a sentence in the last line, the keys that matter, and the help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from textual import on
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from newsdiff.app.messages import WorkFailed
from newsdiff.app.rendering.ascii_fallback import wants_ascii
from newsdiff.app.rendering.key_names import spelled_out
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.bars import Hint, HintBar
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.app.navigator import Navigator
    from newsdiff.config import Config


class BaseScreen(Screen[None]):
    """A screen with a hint bar, which shows keys as they are bound now."""

    config: Config
    signs: Sequence[str] = ()
    """The signs of the screen, each with what it means."""
    _keys: dict[str, tuple[str, str]] | None = None
    """For each binding's id, the key to show for it and its action."""

    @property
    def ascii_signs(self) -> bool:
        """The terminal, or the reader, wants the ASCII signs."""
        if self.config.marks == "auto":
            return wants_ascii(self.app.console.encoding, os.environ)
        return self.config.marks == "ascii"

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        if event.state is not WorkerState.ERROR:
            return
        error = event.worker.error
        if isinstance(error, NewsdiffError):
            self.post_message(WorkFailed(error))
        elif error is not None:
            raise error

    @property
    def navigator(self) -> Navigator:
        """The program, which knows the other screens."""
        return cast("Navigator", self.app)

    @property
    def is_live(self) -> bool:
        """The screen is open and not being taken down. Work that ends later than that finds nothing to draw on."""
        return self.is_attached and self in self.app.screen_stack

    @property
    def is_above(self) -> bool:
        """Another screen lies below this one."""
        return self.app.screen_stack[0] is not self

    def show_status(self, words: str) -> None:
        """Show a sentence in place of the keys until the next key; nothing on a screen that is being taken down."""
        for bar in self.query(HintBar):
            bar.say(words)

    def show_notices(self, notices: Sequence[str]) -> None:
        """Show what should be known: one short sentence in place of the keys, more in a box that cuts nothing."""
        if len(notices) == 1 and width_of(notices[0]) < self.size.width - 2:
            self.show_status(notices[0])
        elif notices:
            self.app.notify("\n".join(notices), timeout=20, markup=False)

    def tell(self, words: str) -> None:
        """`show_status`, by its old name."""
        self.show_status(words)

    def tell_all(self, notices: Sequence[str]) -> None:
        """`show_notices`, by its old name."""
        self.show_notices(notices)

    def on_key(self) -> None:
        """A key takes the sentence away."""
        self.show_status("")

    def key_of(self, binding_id: str) -> str:
        """The key of a binding for use in a sentence, the reader's own keymap included; "" where it has none."""
        return spelled_out(self.hint(binding_id, "").key)

    def hint(self, name: str, does: str) -> Hint:
        """A key as it is bound now, the reader's own keymap included; the shortest of several."""
        if self._keys is None:
            self._keys = {}
            for active in self.active_bindings.values():
                binding = active.binding
                key = self.app.get_key_display(binding)
                if binding.id and len(key) < len(self._keys.get(binding.id, (key + " ", ""))[0]):
                    self._keys[binding.id] = (key, binding.action)
        key, action = self._keys.get(name, ("", ""))
        return Hint(key, does, action)

    async def action_keys(self) -> None:
        """Show the keys. The dialog is awaited until it stands, so that keys typed ahead reach it."""
        from newsdiff.app.dialogs.bound_actions import bound_actions
        from newsdiff.app.dialogs.help import HelpDialog, KeyHelp

        found = [KeyHelp(one.keys, one.binding.tooltip) for one in bound_actions(self) if one.binding.tooltip]
        await self.app.push_screen(HelpDialog(found, self.signs))
