"""A short list inside a dialog, of which one row, or several, are picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.widgets.row_list import Cell, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

TALLEST = 12
"""Rows that show at once, where there is room for them and for what a dialog says below."""

AROUND = 18
"""Lines of the screen that a list leaves to others."""


class PickRow(NamedTuple):
    """A row to pick."""

    text: str
    right: str = ""
    """What stands at its right: always whole."""
    sign: str = " "
    role: str = "text"


class PickList(RowList):
    """Rows, one of them under the cursor."""

    def __init__(self, rows: Sequence[PickRow] = ()) -> None:
        super().__init__()
        self.rows = rows
        self.focused = True

    def on_mount(self) -> None:
        """Take the rows that there are from the first on."""
        self.show(self.rows)

    def show(self, rows: Sequence[PickRow], cursor: int = 0) -> None:
        """Take rows."""
        self.rows = rows
        self.cursor = max(0, min(cursor, len(rows) - 1)) if rows else -1
        self.styles.height = max(1, min(len(rows), TALLEST, max(3, self.app.size.height - AROUND)))
        self.set_lines(len(rows), self.size.width)
        self.reveal(self.cursor)

    def paint_block(self, block: int) -> list[Strip]:
        """A row: cursor, sign, text, and what stands at the right."""
        row, under = self.rows[block], block == self.cursor
        pointer = (">" if self.ascii else "▸") if under and self.focused else " "
        right = len(row.right) + 2 if row.right else 1
        text = max(0, self.size.width - 3 - len(row.sign) - right)
        return [
            self.strip(
                (
                    Cell(pointer, "accent", 2),
                    Cell(row.sign, row.role if row.role == "differs" else "accent", len(row.sign) + 1),
                    Cell(row.text, row.role, text),
                    Cell(row.right, "muted", right - 1, right=True),
                    Cell("", "text", 1),
                ),
                under=under,
            )
        ]
