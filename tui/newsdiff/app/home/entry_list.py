"""The list of articles: as many as there are, of which only those in view are read from the store and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newsdiff.app.home.bindings import ENTRY_LIST
from newsdiff.app.home.entry_window import EntryWindow
from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.app.widgets.block_view import MARGIN
from newsdiff.app.widgets.focus_pane import ListPane
from newsdiff.app.widgets.row_list import Cell
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.highlights import find_highlights
from newsdiff.text_format import WIDEST_AGE, age, local_now

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.binding import BindingType
    from textual.strip import Strip

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.search_query import QueryTerm

AHEAD = 100
"""Rows around the cursor that are read before they come into view."""

MOST_PAINTED = 500
"""Drawn rows that are kept: scrolling through a hundred thousand must not fill the memory."""

OUTLET_FROM = 56
"""Cells from which there is room for the outlet beside the title."""

_SIGNS = {"cursor": "▸>", "picked": "✓v", "unread": "●o", "starred": "★*"}


class EntryList(ListPane):
    """Articles of one list, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [*ENTRY_LIST]

    @dataclass
    class ChunkWanted(Message):
        """Rows came into view, or near it, that have to be read."""

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
        """What was searched for, to be seen in the titles."""
        self._wanted: set[int] = set()
        self._now = local_now()

    def show(self, window: EntryWindow, cursor: int, *, slid: bool = False) -> None:
        """Take a list.

        Args:
            window: Its rows.
            cursor: The row to be on.
            slid: It is the list from before with rows added or gone: the row under the cursor stays where it is on the
                screen. At the top of the list, what is new shows there as long as that row stays in view.
        """
        top, line = self.top, self.cursor - self.top
        slid = slid and self.cursor >= 0
        self.window, self._wanted = window, set()
        self.cursor = cursor if window.total else -1
        self.set_lines(window.total, self.size.width)
        if slid and not (top == 0 and cursor < self.size.height - MARGIN):
            self.jump(cursor - line)
        elif slid:
            self.jump(0)
        self.reveal(cursor)
        self.want(cursor)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None where there is none, or it is not read yet."""
        return self.window.at(self.cursor) if self.cursor >= 0 else None

    def go(self, row: int) -> bool:
        """Put the cursor on a row, and have what is around it read."""
        moved = super().go(row)
        self.want(self.cursor)
        return moved

    def want(self, row: int) -> None:
        """Have the rows around one read, where they are not in memory."""
        for chunk in self.window.chunks(row - AHEAD, row + AHEAD):
            if 0 <= row < self.window.total and not self.window.has(chunk) and chunk not in self._wanted:
                self._wanted.add(chunk)
                self.post_message(self.ChunkWanted(self.window, chunk))

    def arrived(self, chunk: int) -> None:
        """Rows that were wanted are in memory."""
        self._wanted.discard(chunk)
        self.repaint()

    def change(self, entry: Entry) -> None:
        """Show an entry as it is now, where it is in the list."""
        row = self.window.row_of(entry.id)
        if row is not None:
            self.window.change(row, entry)
            self.repaint(row)

    def set_picked(self, ids: Collection[int]) -> None:
        """Show which entries are marked to compare."""
        self.picked = frozenset(ids)
        self.repaint()

    def repaint(self, *blocks: int) -> None:
        """Paint these rows anew, or all of them."""
        self._now = local_now()
        super().repaint(*blocks)

    def paint_block(self, block: int) -> list[Strip]:
        """A row: marks, outlet, title, age."""
        if len(self._painted) > MOST_PAINTED:
            self._painted.clear()
        under, entry = block == self.cursor, self.window.at(block)
        pointer = self._sign("cursor") if under and self.current else " "
        if entry is None:
            self.want(block)
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
            Cell(self._sign("picked") if entry.id in self.picked else " ", "only", 1),
            Cell(" " if entry.read else self._sign("unread"), "accent", 1),
            Cell(self._sign("starred") if entry.starred else " ", "only", 1),
            Cell(" ", "text", 1),
            Cell(entry.outlet, "muted", outlet),
            Cell("", "text", gap),
            Cell(entry.title or "(no title)", quiet, title, spans=self._hits(entry.title)),
            Cell(age(entry.published, self._now), "muted", WIDEST_AGE + 1, right=True),
            Cell("", "text", 1),
        )

    def _hits(self, title: str) -> tuple[StyledSpan, ...]:
        return tuple(StyledSpan(*hit, "hit") for hit in find_highlights(title, self.words)) if self.words else ()

    def _sign(self, name: str) -> str:
        return _SIGNS[name][self.ascii]
