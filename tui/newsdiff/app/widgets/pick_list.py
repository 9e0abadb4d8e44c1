"""The list of a dialog, to choose one row or mark several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.widgets.row_list import Cell, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from newsdiff.app.rendering.text_strips import StyledSpan

TALLEST = 12
"""Rows that show at once, where the window has room for them and for the rest of the dialog."""

AROUND = 18
"""Lines of the window that a list leaves free."""

LEAST_ABOUT = 20
"""Cells below which the explanation of a row is left out."""


class PickRow(NamedTuple):
    """A row to choose."""

    text: str
    right: str = ""
    """Text at its right end, never cut."""
    sign: str = " "
    role: str = "text"
    about: str = ""
    """What explains it, in a column of its own where there is room."""
    spans: tuple[StyledSpan, ...] = ()
    """The highlighted spans of its text."""


class PickList(RowList):
    """Rows, one of them under the cursor."""

    def __init__(self, rows: Sequence[PickRow] = ()) -> None:
        super().__init__()
        self.rows = rows
        self.focused = True
        self.steady = False
        """The list keeps the height that it began with, as where it is filtered by each key that is typed."""
        self.text_width = 0
        """Cells of the text of a row that is followed by an explanation."""
        self._most = 0

    def on_mount(self) -> None:
        """Show the rows that were given at the start."""
        self.show(self.rows)

    def show(self, rows: Sequence[PickRow], cursor: int = 0) -> None:
        """Show rows, with the cursor on one of them."""
        self.rows = rows
        self.cursor = max(0, min(cursor, len(rows) - 1)) if rows else -1
        self._most = max(len(rows), self._most) if self.steady else len(rows)
        self.fit()
        self.set_lines(len(rows), self.size.width)
        self.reveal(self.cursor)

    def fit(self) -> None:
        """Take as many lines as there are rows, as far as the window has room."""
        self.styles.height = max(1, min(self._most, TALLEST, max(3, self.app.size.height - AROUND)))

    def paint_block(self, block: int) -> list[Strip]:
        """A row: cursor, sign, text, explanation, and the text at the right."""
        row, under = self.rows[block], block == self.cursor
        pointer = (">" if self.ascii else "▸") if under and self.focused else " "
        right = len(row.right) + 2 if row.right else 1
        room = max(0, self.size.width - 3 - len(row.sign) - right)
        text = self.text_width + 2 if row.about and room > self.text_width + LEAST_ABOUT else room
        return [
            self.strip(
                (
                    Cell(pointer, "accent", 2),
                    Cell(row.sign, row.role if row.role == "differs" else "accent", len(row.sign) + 1),
                    Cell(row.text, row.role, text, spans=row.spans),
                    Cell(row.about if text < room else "", "muted", room - text),
                    Cell(row.right, "muted", right - 1, right=True),
                    Cell("", "text", 1),
                ),
                under=under,
            )
        ]
