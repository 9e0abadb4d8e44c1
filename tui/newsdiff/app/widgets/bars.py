"""The three single lines: what is open, which column is whose, and what can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsdiff.app.rendering.text_wrap import shorten, width_of
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from newsdiff.app.rendering.text_wrap import Column


_ASCII = str.maketrans("·›…", "|>.")


class Hint(NamedTuple):
    """A key and what it does."""

    key: str
    does: str
    action: str


class Heading(NamedTuple):
    """What stands over one column."""

    left: str
    right: str
    focused: bool


class Bar(Widget, can_focus=False):
    """A line of parts in component styles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong", "bar--muted", "bar--key", "bar--said"}
    ALLOW_SELECT = False

    plain = False
    """The terminal has ASCII only: our own ornaments are spelt with it."""

    def line(
        self, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]] = (), width: int = 0
    ) -> list[Segment]:
        """Segments of `width` cells: parts of (text, component) on the left, cut if need be, and on the right."""
        width = width or self.size.width
        room = width - sum(width_of(text) for text, _ in right)
        segments, used = [], 0
        for text, component in left:
            cut = self._spelt(shorten(text, room - used))
            segments.append(Segment(cut, self._ink(component)))
            used += width_of(cut)
        segments.append(Segment(" " * (room - used), self._ink("")))
        segments += (Segment(self._spelt(text), self._ink(component)) for text, component in right)
        return segments

    def _spelt(self, text: str) -> str:
        return text.translate(_ASCII) if self.plain else text

    def _ink(self, component: str) -> Style:
        base = self.rich_style
        return base + self.get_component_rich_style(f"bar--{component}", partial=True) if component else base


class HeaderBar(Bar):
    """The story and where the reader is in it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[str, str] = ("", "")

    def show(self, title: str, state: str) -> None:
        """A title, cut where it must be, and the state, always whole."""
        parts = (clean(title, lines=False), clean(state, lines=False))
        if parts != self._parts:
            self._parts = parts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        title, state = self._parts
        room = self.size.width - width_of(state) - 2
        left = [(" newsdiff ", "strong"), ("› ", "muted")] if room > 50 else [(" ", "strong")]
        left.append((shorten(title, room - sum(width_of(text) for text, _ in left)), "strong"))
        return Strip(self.line(left, [(f" {state} ", "muted")]), self.size.width)


class HeadsBar(Bar):
    """The names over the columns; a click tells which."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[Heading] = ()
        self.columns: Sequence[Column] = ()

    def show(self, columns: Sequence[Column], heads: Sequence[Heading]) -> None:
        """Headings over columns."""
        self.columns = columns
        self._heads = [
            Heading(clean(head.left, lines=False), clean(head.right, lines=False), head.focused) for head in heads
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        segments, used = [], 0
        between = Style(bgcolor=self.get_component_rich_style("bar--muted").bgcolor)
        for column, head in zip(self.columns, self._heads, strict=True):
            segments.append(Segment(" " * (column.x - used), between))
            strength = "strong" if head.focused else "muted"
            right = head.right if column.width > width_of(head.left) + width_of(head.right) + 4 else ""
            segments += self.line([(f" {head.left}", strength)], [(f"{right} ", "muted")], column.width)
            used = column.x + column.width
        return Strip(segments).adjust_cell_length(self.size.width, between)

    @dataclass
    class Picked(Message):
        """A column's name was clicked."""

        column: int

    def on_click(self, event: events.Click) -> None:
        """Tell which column's name was clicked."""
        for number, column in enumerate(self.columns):
            if column.x <= event.x < column.x + column.width:
                self.post_message(self.Picked(number))


class HintBar(Bar):
    """The keys that matter here and now, or what was just done."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()
        self._always = 0
        self._said = ""

    def show(self, hints: Sequence[Hint], *, always: int = 0) -> None:
        """Keys, those that matter most first; what does not fit is not shown.

        Args:
            hints: The keys.
            always: How many of the last ones show in narrow windows too, in the place of those before them.
        """
        self._always = always
        cleaned = [Hint(clean(hint.key, lines=False), clean(hint.does, lines=False), hint.action) for hint in hints]
        if cleaned != list(self._hints):
            self._hints = cleaned
            self.refresh()

    def say(self, words: str) -> None:
        """Show a sentence instead of the keys, until it is taken back with an empty one."""
        words = clean(words, lines=False)
        if words != self._said:
            self._said = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        if self._said:
            return Strip(self.line([(f" {self._said}", "said")]), self.size.width)
        parts: list[tuple[str, str]] = []
        for hint in self._fitting():
            parts += [("  " if parts else " ", ""), (hint.key, "key"), (f" {hint.does}", "muted")]
        return Strip(self.line(parts), self.size.width)

    def _fitting(self) -> Sequence[Hint]:
        """The keys that there is room for."""
        last = self._hints[len(self._hints) - self._always :] if self._always else ()
        for count in range(len(self._hints) - self._always, 0, -1):
            found = [*self._hints[:count], *last]
            if sum(map(_room, found)) - 2 <= self.size.width - 1:
                return found
        return self._hints[:1]

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        x = 1
        for hint in self._fitting():
            wide = _room(hint)
            if x <= event.x < x + wide - 2 and not self._said:
                self.app.call_later(self.screen.run_action, hint.action)
                return
            x += wide


def _room(hint: Hint) -> int:
    """Cells that a key takes, with those between it and the next one."""
    return width_of(hint.key) + width_of(hint.does) + 3
