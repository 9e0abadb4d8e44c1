"""Bars of one line: the title and state of a screen, the headings of its columns, its keys."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsdiff.app.rendering.ascii_fallback import to_ascii_cells
from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_wrap import parts_width, shorten, width_of, wrap
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from newsdiff.app.rendering.text_wrap import Column


HOLD = 4.0
"""Seconds for which keys do not remove a notice."""


class Hint(NamedTuple):
    """A key and what it does."""

    key: str
    does: str
    action: str


class Heading(NamedTuple):
    """The heading of one column."""

    left: str
    right: str
    focused: bool


class Bar(Widget, can_focus=False):
    """A line made of parts, each in a component style."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong", "bar--muted", "bar--key", "bar--said"}
    ALLOW_SELECT = False

    plain = False
    """The terminal has ASCII only: our own signs are replaced."""

    def __init__(self) -> None:
        super().__init__()
        self._styles_of: dict[str, Style] = {}

    def line(
        self, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]] = (), width: int = 0
    ) -> list[Segment]:
        """Segments of `width` cells: parts of (text, component) on the left, cut if need be, and on the right."""
        width = width or self.size.width
        room = width - parts_width(right)
        segments, used = [], 0
        for text, component in left:
            cut = self._shown(shorten(text, room - used))
            segments.append(Segment(cut, self._style(component)))
            used += width_of(cut)
        segments.append(Segment(" " * (room - used), self._style("")))
        segments += (Segment(self._shown(text), self._style(component)) for text, component in right)
        return segments

    def _shown(self, text: str) -> str:
        return to_ascii_cells(drawn(text)) if self.plain else drawn(text)

    def _style(self, component: str) -> Style:
        # Textual forgets what it found whenever a bar shows something else.
        if component not in self._styles_of:
            base = self.rich_style
            part = self.get_component_rich_style(f"bar--{component}", partial=True) if component else base
            self._styles_of[component] = base + part
        return self._styles_of[component]

    def notify_style_update(self) -> None:
        """Look the styles up again when the theme has changed."""
        super().notify_style_update()
        self._styles_of.clear()


class HeaderBar(Bar):
    """What the screen shows and where in it the cursor is."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[str, str] = ("", "")

    def show(self, title: str, state: str) -> None:
        """Show a title, cut to what fits, and a state, always whole."""
        parts = (clean(title, lines=False), clean(state, lines=False))
        if parts != self._parts:
            self._parts = parts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        del y
        title, state = self._parts
        room = self.size.width - width_of(state) - 2
        left = [(" newsdiff ", "strong"), ("› ", "muted")] if room > 50 else [(" ", "strong")]
        left.append((shorten(title, room - parts_width(left)), "strong"))
        return Strip(self.line(left, [(f" {state} ", "muted")]), self.size.width)


class HeadsBar(Bar):
    """Headings over columns, each of which can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[Heading] = ()
        self.columns: Sequence[Column] = ()

    def show(self, columns: Sequence[Column], heads: Sequence[Heading]) -> None:
        """Show headings over columns, as many of the one as of the other."""
        self.columns = columns
        self._heads = [
            Heading(clean(head.left, lines=False), clean(head.right, lines=False), head.focused) for head in heads
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
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
        """The heading of a column was clicked."""

        column: int

    def on_click(self, event: events.Click) -> None:
        """Report which heading was clicked."""
        for number, column in enumerate(self.columns):
            if column.x <= event.x < column.x + column.width:
                self.post_message(self.Picked(number))


class HintBar(Bar):
    """The keys that matter now, those for help and leaving at the right end; or a message in their place.

    A message that is wider than the window takes as many lines as it needs, so that the key it names is never cut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()
        self._always = 0
        self._message: tuple[str, ...] = ()
        self._held_until = 0.0

    def show(self, hints: Sequence[Hint], *, always: int = 0) -> None:
        """Show keys, as many as fit.

        Args:
            hints: The keys, those that matter most first.
            always: How many of the last ones stand at the right end, in narrow windows too, at the expense of the rest.
        """
        self._always = min(always, len(hints))
        cleaned = [Hint(clean(hint.key, lines=False), clean(hint.does, lines=False), hint.action) for hint in hints]
        if cleaned != list(self._hints):
            self._hints = cleaned
            self.refresh()

    def say(self, *sentences: str, hold: bool = False) -> None:
        """Show a message in place of the keys; an empty one brings the keys back.

        Args:
            sentences: Each begins a line.
            hold: A key does not remove it at once: who goes on pressing keys has not read it. What is held already
                stays above it.
        """
        message = tuple(clean(words, lines=False) for words in sentences if words)
        if hold and self.is_held:
            message = (*(words for words in self._message if words not in message), *message)
        self._held_until = monotonic() + HOLD if hold else 0.0
        if message != self._message:
            self._message = message
            self._fit(self.size.width)
            self.refresh()

    @property
    def is_held(self) -> bool:
        """Keys do not remove the message yet."""
        return monotonic() < self._held_until

    def release(self) -> None:
        """Bring the keys back, now that one has been pressed, unless the message is held."""
        if not self.is_held:
            self.say()

    def withdraw(self, words: str) -> None:
        """Bring the keys back if this message, or part of it, is shown; another one stays."""
        words = clean(words, lines=False)
        if words in self._message:
            self.say(*(other for other in self._message if other != words))

    def on_resize(self, event: events.Resize) -> None:
        """Break the message anew."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        height = len(self._message_lines(width))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def _message_lines(self, width: int) -> list[str]:
        """The lines of the message, at least one; no more than a third of the window, the last cut where it must be."""
        if width < 1 or not self.is_attached:
            return [" ".join(self._message)]
        lines = ((words, line) for words in self._message or ("",) for line in wrap(words, max(1, width - 2)))
        found = [words[line.start : line.end] for words, line in lines]
        most = max(1, self.screen.size.height // 3)
        return found if len(found) <= most else [*found[: most - 1], " ".join(found[most - 1 :])]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the bar."""
        width = self.size.width
        if self._message:
            lines = self._message_lines(width)
            return Strip(self.line([(f" {lines[y]}", "said")] if y < len(lines) else ()), width)
        left, right = ([part for hint in hints for part in _parts(hint)] for hints in self._fitting())
        return Strip(self.line([(" ", ""), *left], right), width)

    def _fitting(self) -> tuple[Sequence[Hint], Sequence[Hint]]:
        """The keys that fit: on the left, and at the right end."""
        split = len(self._hints) - self._always
        rest, last = self._hints[:split], self._hints[split:]
        room = self.size.width - 1
        while last and sum(map(_room, last)) > room:
            last = last[1:]
        room -= sum(map(_room, last))
        shown = len(rest)
        while shown and sum(map(_room, rest[:shown])) > room:
            shown -= 1
        return rest[:shown], last

    def on_click(self, event: events.Click) -> None:
        """Run the action of the key that was clicked."""
        left, right = self._fitting()
        x = 1
        for hint in (*left, *right):
            if right and hint is right[0]:
                x = self.size.width - sum(map(_room, right))
            wide = _room(hint)
            if x <= event.x < x + wide - 2 and not self._message:
                self.app.call_later(self.screen.run_action, hint.action)
                return
            x += wide


def _parts(hint: Hint) -> tuple[tuple[str, str], ...]:
    return (hint.key, "key"), (f" {hint.does}", "muted"), ("  ", "")


def _room(hint: Hint) -> int:
    """Cells that a key takes, with the space after it."""
    return width_of(hint.key) + width_of(hint.does) + 3
