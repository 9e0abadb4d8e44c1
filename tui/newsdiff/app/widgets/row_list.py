"""What the lists share: rows of one line, one of them under the cursor, with parts that keep their column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.rendering.text_strips import StyledSpan, paint
from newsdiff.app.rendering.text_wrap import WrappedLine, shorten, width_of
from newsdiff.app.widgets.block_view import BlockView

if TYPE_CHECKING:
    from collections.abc import Iterable

_FLAT = {ord(character): " " for character in "\n\r\t\v\f"}


class Cell(NamedTuple):
    """A part of a row."""

    text: str
    role: str
    width: int
    """Cells it takes; the text is cut or filled up to them."""
    right: bool = False
    """The text stands at the right of its cells."""
    spans: tuple[StyledSpan, ...] = ()
    """What is drawn in a role of its own in a text that stands at the left."""


class RowList(BlockView):
    """A list whose rows are one line each."""

    # A selection would take the marks and the ages along; y and Y copy.
    ALLOW_SELECT = False

    ascii = False
    """The terminal has ASCII only."""

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.repaint()

    def go(self, row: int) -> bool:
        """Put the cursor on a row, as far as there is one, and show it; whether that was a move."""
        row = max(0, min(row, len(self.heights) - 1))
        if not self.heights:
            return False
        moved = row != self.cursor
        if moved:
            self.set_cursor(row)
        self.reveal(row)
        return moved

    def page(self, part: float) -> bool:
        """Go by a part of what fits, view and cursor alike."""
        lines = round(part * (self.size.height - 1)) or 1
        self.jump(self.top + lines)
        return self.go(self.cursor + lines)

    def strip(self, cells: Iterable[Cell], *, under: bool) -> Strip:
        """A row as it is drawn."""
        back = self.back(cursor=under)
        segments = []
        for text, role, width, right, spans in cells:
            flat = text.translate(_FLAT)
            cut = shorten(flat, width)
            if self.ascii and cut and cut != flat:
                cut = f"{cut[:-1]}."
            fill = " " * max(0, width - width_of(cut))
            style = back + self.ink[role]
            if spans:
                segments += [*paint(cut, WrappedLine(0, len(cut)), spans, self.ink, style), Segment(fill, style)]
            else:
                segments.append(Segment(fill + cut if right else cut + fill, style))
        return Strip(segments).adjust_cell_length(self.size.width, back)
