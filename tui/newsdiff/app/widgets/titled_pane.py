"""A pane: a heading over a list or a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_wrap import Column
from newsdiff.app.widgets.bars import Heading, HeadsBar
from newsdiff.app.widgets.plain_lines import PlainContainer

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget


class TitledPane(PlainContainer, can_focus=False):
    """A widget under a heading, which is strong while the pane has the focus."""

    def __init__(self, content: Widget, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.content = content
        self._bar = HeadsBar()
        self._heading = Heading("", "", focused=False)

    def compose(self) -> ComposeResult:
        """Heading, content."""
        yield self._bar
        yield self.content

    def set_heading(self, left: str, right: str, *, focused: bool) -> None:
        """Show a heading: its left part, cut to what fits, and its right part."""
        heading = Heading(left, right, focused)
        if heading != self._heading:
            self._heading = heading
            self._show(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the heading."""
        self._show(event.size.width)

    def _show(self, width: int) -> None:
        self._bar.show([Column(0, width)], [self._heading])
