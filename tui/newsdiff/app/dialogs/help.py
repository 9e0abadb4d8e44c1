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


MIN_COLUMN = 20
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

    def __init__(self, groups: Sequence[tuple[str, Sequence[KeyHelp]]], signs: Sequence[str]) -> None:
        """Take the keys in groups, each with its heading, and the marks of the screen with what each means."""
        super().__init__("Keys of this screen", f"j k g G scroll · {PALETTE_KEY} commands · esc close")
        self._groups, self._signs = [group for group in groups if group[1]], signs
        self._widest = max((width_of(one.keys) for _, keys in groups for one in keys), default=0)

    def body(self) -> Iterator[Widget]:
        """The marks, then the keys."""
        cell = max(map(len, self._signs), default=0) + 3
        for start in range(0, len(self._signs), _ABREAST):
            line = "".join(f"{pair:<{cell}}" for pair in self._signs[start : start + _ABREAST]).rstrip()
            yield Static(Content(line), classes="dialog-marks")
        for heading, keys in self._groups:
            yield Static(Content(heading), classes="dialog-group")
            for one in keys:
                yield Static(self._row(one), classes="dialog-key")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the lines to the new width."""
        super().on_resize(event)
        shown = (one for _, keys in self._groups for one in keys)
        for one, widget in zip(shown, self.query(".dialog-key").results(Static), strict=True):
            widget.update(self._row(one))

    def _row(self, one: KeyHelp) -> Content:
        """The keys of an action and what it does, in two columns, however many lines the second takes."""
        room = self._room() - self._widest - 2
        lines = (one.tooltip[line.start : line.end] for line in wrap(one.tooltip, max(MIN_COLUMN, room)))
        keys = one.keys + " " * (self._widest - width_of(one.keys))
        return Content.assemble((keys, "bold $news-accent"), "  ", ("\n" + " " * (self._widest + 2)).join(lines))

    def action_edge(self, end: bool) -> None:
        """Scroll to the first line, or to the last."""
        body = self.query_one(".dialog-body")
        if end:
            body.scroll_end(animate=False)
        else:
            body.scroll_home(animate=False)
