"""The feed list: the lists of articles, with their unread counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsdiff.app.home.bindings import FEED_LIST
from newsdiff.app.widgets.focus_pane import ListPane
from newsdiff.app.widgets.row_list import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.strip import Strip

    from newsdiff.app.home.feed_tree import FeedRow
    from newsdiff.core.library.entries import ListScope

_STATES = {"": (" ", " ", "muted"), "failing": ("!", "!", "differs"), "paused": ("–", "-", "muted")}
"""For each state of a feed: its sign, the ASCII one, and its role."""

_FOLDS = {True: ("+", "+", "muted"), False: (" ", " ", "muted")}
"""The same for a group, folded or not."""


class FeedList(ListPane):
    """Lists of articles to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [*FEED_LIST]

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[FeedRow] = ()

    def show(self, rows: Sequence[FeedRow], scope: ListScope) -> None:
        """Take new rows; the cursor stays on the list that is shown."""
        self.rows = rows
        self.cursor = next((number for number, row in enumerate(rows) if row.scope == scope), 0)
        self.set_lines(len(rows), self.size.width)
        self.reveal(self.cursor)

    @property
    def row(self) -> FeedRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def paint_block(self, block: int) -> list[Strip]:
        """A row: cursor, state, name, unread."""
        row, under = self.rows[block], block == self.cursor
        count = f"{row.count:,}" if row.count else ""
        sign, plain, role = _STATES[row.state] if row.folded is None else _FOLDS[row.folded]
        pointer = (">" if self.ascii else "▸") if under and self.current else " "
        name = max(0, self.size.width - 4 - len(count) - row.indent)
        quiet = row.feed is not None and not row.count
        return [
            self.strip(
                (
                    Cell(pointer, "accent", 1),
                    Cell(plain if self.ascii else sign, role, 1),
                    Cell("", "text", row.indent),
                    Cell(row.label, "head" if row.heading else "muted" if quiet else "text", name),
                    Cell(count, "accent" if row.heading else "muted", len(count) + 1, right=True),
                    Cell("", "text", 1),
                ),
                under=under,
            )
        ]
