"""The base of lists: rows of one line, one of them under the cursor, made of cells in columns."""

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
    """One cell of a row."""

    text: str
    role: str
    width: int
    """The terminal cells it takes; the text is cut or padded to them."""
    right: bool = False
    """The text is aligned to the right."""
    spans: tuple[StyledSpan, ...] = ()
    """What is drawn in a role of its own, in a text that is aligned to the left."""


class RowList(BlockView):
    """A list whose rows are one line each."""

    # A selection would include the marks and the ages; there are keys to copy.
    ALLOW_SELECT = False

    ascii = False
    """The terminal has ASCII only."""

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.repaint()

    def go(self, row: int) -> bool:
        """Move the cursor to a row, or to the nearest that there is, and show it; whether it moved."""
        row = max(0, min(row, len(self.heights) - 1))
        if not self.heights:
            return False
        moved = row != self.cursor
        if moved:
            self.set_cursor(row)
        self.reveal(row)
        return moved

    def page(self, part: float) -> bool:
        """Scroll by a part of the view, and move the cursor by as much; whether it moved."""
        lines = round(part * (self.size.height - 1)) or 1
        self.jump(self.top + lines)
        return self.go(self.cursor + lines)

    def strip(self, cells: Iterable[Cell], *, under: bool) -> Strip:
        """Draw a row from its cells."""
        back = self.back(cursor=under)
        segments = []
        for text, role, width, right, spans in cells:
            flat = text.translate(_FLAT)
            cut = shorten(flat, width)
            if self.ascii and cut and cut != flat:
                cut = f"{cut[:-1]}."
            fill = " " * max(0, width - width_of(cut))
            styles = self.role_styles
            style = back + styles[role]
            if spans:
                segments += [*paint(cut, WrappedLine(0, len(cut)), spans, styles, style), Segment(fill, style)]
            else:
                segments.append(Segment(fill + cut if right else cut + fill, style))
        return Strip(segments).adjust_cell_length(self.size.width, back)
