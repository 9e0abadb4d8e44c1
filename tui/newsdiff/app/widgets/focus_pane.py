"""Panes that take the focus and own the keys that mean something different in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from newsdiff.app.rendering.list_signs import list_sign
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.rich_text_view import RichTextView
from newsdiff.app.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable


class FocusPane(BlockView, can_focus=True, inherit_bindings=False):
    """A pane with keys of its own. Which pane has the focus is decided by its screen, also after a click."""

    FOCUS_ON_CLICK = False

    current = False
    """The reader is in this pane, even while the terminal itself has lost the focus."""

    moved: Callable[[], None] | None = None
    """Called at once when a key has moved the cursor or the text."""

    def set_current(self, on: bool) -> None:
        """Show that the reader is in this pane, or no longer."""
        if on is not self.current:
            self.current = on
            self.repaint()

    def _forward_event(self, event: events.Event) -> None:
        # A key would otherwise climb through the containers of its pane. From a pane that lies less deep, the key after
        # it would then arrive first.
        if isinstance(event, events.Key):
            self.screen._forward_event(event)
        else:
            super()._forward_event(event)

    def _report_move(self) -> None:
        if self.moved is not None:
            self.moved()


class ListPane(FocusPane, RowList):
    """A list to move about in."""

    def sign(self, name: str) -> str:
        """A sign of its rows by its name, as this terminal can show it."""
        return list_sign(name, plain=self.ascii)

    def action_move(self, by: int) -> None:
        """Go down by rows, or up."""
        self._go(self.cursor + by)

    def action_page(self, part: float) -> None:
        """Go down by a part of what fits, or up."""
        if self.page(part):
            self._report_move()

    def action_edge(self, end: int) -> None:
        """Go to the first row (-1), or to the last (1)."""
        self._go(len(self.heights) - 1 if end > 0 else 0)

    def _go(self, row: int) -> None:
        if self.go(row):
            self._report_move()


class TextPane(FocusPane, RichTextView):
    """A text to scroll."""

    def action_move(self, by: int) -> None:
        """Go down by lines, or up."""
        self._go_to_line(self.top + by)

    def action_page(self, part: float) -> None:
        """Go down by a part of what fits, or up."""
        self._go_to_line(self.top + round(part * (self.size.height - 1)))

    def action_edge(self, end: int) -> None:
        """Go to the beginning (-1), or to the end (1)."""
        if end > 0:
            self.jump_to_end()
        else:
            self.jump(0)
        self._report_move()

    def _go_to_line(self, line: int) -> None:
        self.jump(line)
        self._report_move()
