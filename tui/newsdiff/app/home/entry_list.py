"""The list of articles: as many as there are, of which only those in view are read from the store and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsdiff.app.home.entry_window import EntryWindow
from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.app.widgets.block_view import MARGIN
from newsdiff.app.widgets.row_list import Cell, RowList
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.highlights import find_highlights
from newsdiff.text_format import WIDEST_AGE, age, local_now

if TYPE_CHECKING:
    from collections.abc import Collection

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


class EntryList(RowList):
    """Articles of one list, the newest first."""

    @dataclass
    class Wanted(Message):
        """Rows came into view, or near it, that have to be read."""

        listing: EntryWindow
        window: int

    def __init__(self) -> None:
        super().__init__()
        self.listing = EntryWindow(ListScope(), 0)
        self.picked: Collection[int] = ()
        """Ids of the entries that are marked for comparing."""
        self.focused = True
        self.outlets = True
        """The list has articles of several outlets."""
        self.words: tuple[QueryTerm, ...] = ()
        """What was searched for, to be seen in the titles."""
        self._wanted: set[int] = set()
        self._now = local_now()

    def show(self, listing: EntryWindow, cursor: int, *, slid: bool = False) -> None:
        """Take a list.

        Args:
            listing: Its rows.
            cursor: The row to be on.
            slid: It is the list from before with rows added or gone: the row under the cursor stays where it is on the
                screen. At the top of the list, what is new shows there as long as that row stays in view.
        """
        top, line = self.top, self.cursor - self.top
        slid = slid and self.cursor >= 0
        self.listing, self._wanted = listing, set()
        self.cursor = cursor if listing.total else -1
        self.set_lines(listing.total, self.size.width)
        if slid and not (top == 0 and cursor < self.size.height - MARGIN):
            self.jump(cursor - line)
        elif slid:
            self.jump(0)
        self.reveal(cursor)
        self.want(cursor)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None where there is none, or it is not read yet."""
        return self.listing.at(self.cursor) if self.cursor >= 0 else None

    def go(self, row: int) -> bool:
        """Put the cursor on a row, and have what is around it read."""
        moved = super().go(row)
        self.want(self.cursor)
        return moved

    def want(self, row: int) -> None:
        """Have the rows around one read, where they are not in memory."""
        for window in self.listing.windows(row - AHEAD, row + AHEAD):
            if 0 <= row < self.listing.total and not self.listing.has(window) and window not in self._wanted:
                self._wanted.add(window)
                self.post_message(self.Wanted(self.listing, window))

    def arrived(self, window: int) -> None:
        """Rows that were wanted are in the listing."""
        self._wanted.discard(window)
        self.repaint()

    def repaint(self, *blocks: int) -> None:
        """Paint these rows anew, or all of them."""
        self._now = local_now()
        super().repaint(*blocks)

    def paint_block(self, block: int) -> list[Strip]:
        """A row: marks, outlet, title, age."""
        if len(self._painted) > MOST_PAINTED:
            self._painted.clear()
        under, entry = block == self.cursor, self.listing.at(block)
        pointer = self._sign("cursor") if under and self.focused else " "
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
