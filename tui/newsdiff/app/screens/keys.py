"""Keys: what can be pressed on a screen, made from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from newsdiff.app.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget


_ABREAST = 2
"""Signs on one line, so that they stand in columns in narrow windows too."""


class KeyHelp(NamedTuple):
    """The keys of one action and what it does."""

    keys: str
    description: str
    tooltip: str


class KeysDialog(Dialog[None]):
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
        """Take the keys, and the signs of the screen with what each means."""
        super().__init__("Keys of this screen", "j k space b g G scroll · esc close · ctrl+p all commands")
        self._help, self._signs = keys, signs

    def body(self) -> Iterator[Widget]:
        """The signs, then the keys."""
        cell = max(map(len, self._signs), default=0) + 3
        for start in range(0, len(self._signs), _ABREAST):
            line = "".join(f"{pair:<{cell}}" for pair in self._signs[start : start + _ABREAST]).rstrip()
            yield Static(Content(line), classes="dialog-marks")
        yield Static(Content(""))
        wide = max((len(one.keys) for one in self._help), default=0)
        for one in self._help:
            row = Content.assemble((f"{one.keys:<{wide}}", "bold $news-accent"), f"  {one.tooltip}")
            yield Static(row, classes="dialog-key")

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
