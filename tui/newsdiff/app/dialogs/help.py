"""The help: the keys of a screen, made from its bindings, and the marks it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from newsdiff.app.bound_actions import PALETTE_KEY
from newsdiff.app.dialogs.base import Dialog
from newsdiff.app.rendering.text_wrap import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget


WIDTH, AROUND = 84, 5
"""Cells of a dialog, as its sheet has it, and those of them that border, padding and scroll bar take."""

LEAST = 20
"""Cells below which a column of text is of no use, and lines break where they must."""

_ABREAST = 2
"""Marks on one line, so that they line up in narrow windows too."""


class KeyHelp(NamedTuple):
    """The keys of one action and what it does."""

    keys: str
    tooltip: str


class HelpDialog(Dialog[None]):
    """A page of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q,enter", "dismiss", "Close", id="close-keys", show=False),
        Binding("j,down", "scroll(1)", "Down", id="keys-down", show=False),
        Binding("k,up", "scroll(-1)", "Up", id="keys-up", show=False),
        Binding("space,pagedown", "scroll(10)", "Page down", id="keys-page-down", show=False),
        Binding("b,pageup", "scroll(-10)", "Page up", id="keys-page-up", show=False),
        Binding("g,home", "edge(False)", "Top", id="keys-top", show=False),
        Binding("G,end", "edge(True)", "Bottom", id="keys-bottom", show=False),
    ]

    def __init__(self, keys: Sequence[KeyHelp], signs: Sequence[str]) -> None:
        """Take the keys, and the marks of the screen with what each means."""
        super().__init__("Keys of this screen", f"j k space b g G scroll · esc close · {PALETTE_KEY} all commands")
        self._help, self._signs = keys, signs

    def body(self) -> Iterator[Widget]:
        """The marks, then the keys."""
        cell = max(map(len, self._signs), default=0) + 3
        for start in range(0, len(self._signs), _ABREAST):
            line = "".join(f"{pair:<{cell}}" for pair in self._signs[start : start + _ABREAST]).rstrip()
            yield Static(Content(line), classes="dialog-marks")
        yield Static(Content(""))
        for row in self._rows():
            yield Static(Content.assemble(row), classes="dialog-key")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the lines anew."""
        super().on_resize(event)
        for row, widget in zip(self._rows(), self.query(".dialog-key").results(Static), strict=True):
            widget.update(Content.assemble(row))

    def _rows(self) -> Iterator[Content]:
        """Each key and what it does, in two columns, however many lines the second takes."""
        wide = max((width_of(one.keys) for one in self._help), default=0)
        room = min(WIDTH, self.app.size.width * 96 // 100) - AROUND - wide - 2
        for one in self._help:
            lines = (one.tooltip[line.start : line.end] for line in wrap(one.tooltip, max(LEAST, room)))
            keys = one.keys + " " * (wide - width_of(one.keys))
            yield Content.assemble((keys, "bold $news-accent"), "  ", ("\n" + " " * (wide + 2)).join(lines))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(".dialog-body").scroll_relative(y=by, animate=False)

    def action_edge(self, end: bool) -> None:
        """Scroll to the first line, or to the last."""
        body = self.query_one(".dialog-body")
        if end:
            body.scroll_end(animate=False)
        else:
            body.scroll_home(animate=False)
