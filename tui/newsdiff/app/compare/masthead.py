"""The masthead: the outlets and headlines of the columns, how much is shared, and what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_strips import StyledSpan, flat, paint
from newsdiff.app.rendering.text_wrap import WrappedLine, parts_width, shorten, width_of, wrap
from newsdiff.app.widgets.styled_view import StyledView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from newsdiff.app.rendering.text_wrap import Column

HEADLINE_LINES = 2
_ASCII = str.maketrans("·…“”", '|.""')
_LEAST_HEADLINE = 12
"""Cells of a headline beside a name, below which it is left out."""

Part = tuple[str, str]
"""A text and the role it is drawn in."""


class MastheadLine(NamedTuple):
    """A line under the headlines."""

    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()
    """What stands at its end where there is room."""


class MastheadColumn(NamedTuple):
    """What stands over one column."""

    column: Column
    name: str
    time: str
    others: str
    """How many other articles the outlet has of the story; "" for none."""
    headline: str
    spans: tuple[StyledSpan, ...]
    """What another headline gives otherwise."""
    focused: bool
    note: str = ""
    """What is doubtful about the article."""


@dataclass(frozen=True, slots=True)
class MastheadContent:
    """What the masthead shows, as far as there is room."""

    columns: tuple[MastheadColumn, ...] = ()
    others: str = ""
    """The outlets that have no column, beside the name where there is one column and no line for them."""
    lines: tuple[MastheadLine, ...] = ()
    """How much is in common and what differs, or what to know and to do where nothing is."""
    state: str = ""
    """Where the reader is, for when nothing else of the masthead is left."""
    size: str = "full"
    """`full`; `short`, two lines; `line`, the names alone."""
    ascii: bool = False


class Masthead(StyledView):
    """A few lines over the columns."""

    ALLOW_SELECT = False

    @dataclass
    class Picked(Message):
        """The name of a column was clicked."""

        column: int

    def __init__(self) -> None:
        super().__init__()
        self._content = MastheadContent()
        self._lines: list[Strip] = []
        self._width = 0

    def show(self, content: MastheadContent, width: int) -> int:
        """Show a content in `width` cells; gives the lines that it takes."""
        if (content, width) != (self._content, self._width) or not self._lines:
            self._content, self._width = content, width
            self._lines = self._lay()
            self.refresh()
        return len(self._lines)

    def notify_style_update(self) -> None:
        """Draw anew when the theme has changed."""
        super().notify_style_update()
        self._lines = self._lay() if self._width else []

    def render_line(self, y: int) -> Strip:
        """One line."""
        strip = self._lines[y] if y < len(self._lines) else Strip([])
        return strip.adjust_cell_length(self.size.width, self.back())

    def on_click(self, event: events.Click) -> None:
        """Report which name was clicked."""
        for number, one in enumerate(self._content.columns):
            if one.column.x <= event.x < one.column.x + one.column.width:
                self.post_message(self.Picked(number))

    # Lines

    def _lay(self) -> list[Strip]:
        content = self._content
        if not content.columns:
            return [Strip([])]
        lines = [self._names()]
        if content.size == "line":
            return lines
        if content.size == "full":
            lines += self._headlines()
        return lines + [self._line(left, right) for left, right in content.lines]

    def _names(self) -> Strip:
        """The names and times; in a short masthead with the headlines, in a single line with the state."""
        content, segments, used = self._content, [], 0
        for number, one in enumerate(content.columns):
            segments.append(Segment(" " * (one.column.x - used), self.back()))
            right = content.state if content.size == "line" and number == len(content.columns) - 1 else ""
            if content.size == "short" and len(content.columns) == 1:
                right = shorten(content.others, one.column.width - width_of(one.name) - 6)
            room = one.column.width - 2 - width_of(right) - 2 * bool(right)
            if room < min(width_of(one.name), _LEAST_HEADLINE):
                right, room = "", one.column.width - 2
            name = shorten(flat(one.name), room)
            parts: list[Part] = [(name, "head" if one.focused else "muted")]
            left = room - width_of(name) - 2
            for more in (one.note, one.time, one.others):
                if more and left >= width_of(more):
                    parts.append((f"  {more}", "muted"))
                    left -= width_of(more) + 2
            if content.size != "full" and len(content.columns) > 1 and left >= _LEAST_HEADLINE:
                parts.append((f"  {shorten(one.headline, left)}", "text"))
            segments += self._line(parts, [(right, "muted")] if right else [], one.column.width)
            used = one.column.x + one.column.width
        return Strip(segments)

    def _headlines(self) -> Iterator[Strip]:
        """The headlines, each wrapped into its column."""
        laid = []
        for one in self._content.columns:
            lines = list(wrap(one.headline, one.column.width - 4))
            if len(lines) > HEADLINE_LINES:
                lines = [*lines[: HEADLINE_LINES - 1], WrappedLine(lines[HEADLINE_LINES - 1].start, lines[-1].end)]
            laid.append(lines)
        for number in range(max(len(lines) for lines in laid)):
            segments, used = [], 0
            for one, lines in zip(self._content.columns, laid, strict=True):
                segments.append(Segment(" " * (one.column.x - used + 3), self.back()))
                used = one.column.x + 3
                if number < len(lines):
                    text, line = self._cut(self._shown(one.headline), lines[number], one.column.width - 4)
                    base = self.back() + self.role_styles["head" if one.focused else "text"]
                    segments += paint(text, line, one.spans, self.role_styles, base)
                    used += width_of(text[line.start : line.end])
            yield Strip(segments)

    @staticmethod
    def _cut(text: str, line: WrappedLine, width: int) -> tuple[str, WrappedLine]:
        """A line cut to a width, with … where something is cut."""
        part = text[line.start : line.end]
        short = shorten(part, width)
        return text[: line.start] + short, WrappedLine(line.start, line.start + len(short))

    def _shown(self, text: str) -> str:
        return text.translate(_ASCII) if self._content.ascii else text

    def _line(self, left: Sequence[Part], right: Sequence[Part] = (), width: int = 0) -> Strip:
        """Parts on the left, cut if need be, and parts on the right where there is room for them."""
        width = width or self._width
        right = [part for part in right if part[0]]
        taken = parts_width(left)
        if taken + parts_width(right) + 4 > width:
            free = width - taken - 4
            right = [(shorten(right[0][0], free), right[0][1])] if len(right) == 1 and free > _LEAST_HEADLINE else []
        room = width - 2 - parts_width(right)
        segments, used = [Segment(" ", self.back())], 0
        for text, role in left:
            cut = shorten(text, room - used)
            segments.append(Segment(drawn(self._shown(cut)), self.back() + self.role_styles[role]))
            used += width_of(cut)
        segments.append(Segment(" " * max(0, room - used), self.back()))
        segments += (Segment(drawn(self._shown(text)), self.back() + self.role_styles[role]) for text, role in right)
        return Strip([*segments, Segment(" ", self.back())])
