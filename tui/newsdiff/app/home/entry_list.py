"""The list of articles, a virtual list: every row addressable, only viewed rows loaded and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newsdiff.app.home.bindings import ENTRY_LIST
from newsdiff.app.home.entry_window import EntryWindow
from newsdiff.app.rendering.hit_spans import hit_spans
from newsdiff.app.widgets.block_view import MARGIN
from newsdiff.app.widgets.focus_pane import ListPane
from newsdiff.app.widgets.row_list import Cell
from newsdiff.core.library.entries import ListScope
from newsdiff.text_format import WIDEST_AGE, age, local_now

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.binding import BindingType
    from textual.strip import Strip

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.search_query import QueryTerm

AHEAD = 100
"""Rows loaded ahead of the cursor, above and below."""

MAX_PAINTED = 500
"""Painted rows kept in memory, so that scrolling through a hundred thousand does not fill it."""

OUTLET_FROM = 56
"""Width in cells from which the outlet shows beside the title."""


class EntryList(ListPane):
    """Articles of one list, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [*ENTRY_LIST]

    @dataclass
    class ChunkRequested(Message):
        """Rows in or near the view must be loaded."""

        window: EntryWindow
        chunk: int

    def __init__(self) -> None:
        super().__init__()
        self.window = EntryWindow(ListScope(), 0)
        self.picked: Collection[int] = ()
        """Ids of the entries that are marked to compare."""
        self.outlets = True
        """The list has articles of several outlets."""
        self.words: tuple[QueryTerm, ...] = ()
        """The terms of the search, highlighted in the titles."""
        self._requested: set[int] = set()
        self._now = local_now()

    def show(self, window: EntryWindow, cursor: int, *, reloaded: bool = False) -> None:
        """Take a list.

        Args:
            window: Its rows.
            cursor: The row to be on.
            reloaded: It is the same list with rows added or removed: the row under the cursor stays where it is on the
                screen. At the top of the list, new rows show as long as that row stays in view.
        """
        top, line = self.top, self.cursor - self.top
        reloaded = reloaded and self.cursor >= 0
        self.window, self._requested = window, set()
        self.cursor = cursor if window.total else -1
        self.set_lines(window.total, self.size.width)
        if reloaded and not (top == 0 and cursor < self.size.height - MARGIN):
            self.jump(cursor - line)
        elif reloaded:
            self.jump(0)
        self.reveal(cursor)
        self.request_around(cursor)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None if there is none, or it is not read yet."""
        return self.window.at(self.cursor) if self.cursor >= 0 else None

    def go(self, row: int) -> bool:
        """Move the cursor to a row, and have the rows around it loaded."""
        moved = super().go(row)
        self.request_around(self.cursor)
        return moved

    def request_around(self, row: int) -> None:
        """Request the rows around one that are not in memory."""
        for chunk in self.window.chunks(row - AHEAD, row + AHEAD):
            if 0 <= row < self.window.total and not self.window.has(chunk) and chunk not in self._requested:
                self._requested.add(chunk)
                self.post_message(self.ChunkRequested(self.window, chunk))

    def arrived(self, chunk: int) -> None:
        """Repaint after requested rows were loaded."""
        self._requested.discard(chunk)
        self.repaint()

    def change(self, entry: Entry) -> None:
        """Update the row of an entry, if the list has one."""
        row = self.window.row_of(entry.id)
        if row is not None:
            self.window.change(row, entry)
            self.repaint(row)

    def set_picked(self, ids: Collection[int]) -> None:
        """Show which entries are marked to compare."""
        self.picked = frozenset(ids)
        self.repaint()

    def repaint(self, *blocks: int) -> None:
        """Repaint these rows, or all of them."""
        self._now = local_now()
        super().repaint(*blocks)

    def paint_block(self, block: int) -> list[Strip]:
        """A row: marks, outlet, title, age."""
        if len(self._painted) > MAX_PAINTED:
            self._painted.clear()
        under, entry = block == self.cursor, self.window.at(block)
        pointer = self.sign("cursor") if under and self.current else " "
        if entry is None:
            self.request_around(block)
            return [
                self.strip((Cell(pointer, "accent", 5), Cell("..." if self.ascii else "…", "muted", 3)), under=under)
            ]
        return [self.strip((Cell(pointer, "accent", 1), *self._cells(entry)), under=under)]

    def _cells(self, entry: Entry) -> tuple[Cell, ...]:
        width = self.size.width
        outlet = min(20, width // 5) if self.outlets and width >= OUTLET_FROM else 0
        gap = 2 if outlet else 0
        title = max(0, width - 5 - outlet - gap - WIDEST_AGE - 2)
        quiet = "again" if entry.read else "text"
        return (
            Cell(self.sign("picked") if entry.id in self.picked else " ", "only", 1),
            Cell(" " if entry.read else self.sign("unread"), "accent", 1),
            Cell(self.sign("starred") if entry.starred else " ", "only", 1),
            Cell(" ", "text", 1),
            Cell(entry.outlet, "muted", outlet),
            Cell("", "text", gap),
            Cell(entry.title or "(no title)", quiet, title, spans=hit_spans(entry.title, self.words)),
            Cell(age(entry.published, self._now), "muted", WIDEST_AGE + 1, right=True),
            Cell("", "text", 1),
        )
