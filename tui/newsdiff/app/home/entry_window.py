"""The listing: a list of entries as the reader sees it, of which only the parts that were looked at are in memory.

Rows are counted from 0 at the top. The store gives them by windows; a row that was once seen stays where it is, read or
unread, until the list is opened anew.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsdiff.core.library.entries import cursor_at

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import ListCursor, ListScope
    from newsdiff.core.library.feeds import Entry

WINDOW = 200
"""Rows that are asked of the store at a time."""

MOST_WINDOWS = 40
"""Windows that are kept in memory: 8,000 entries take about 6 MB."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An entry that stays in a list which it no longer belongs to, because the reader is on it."""

    row: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask the store for one window."""

    window: int
    scope: ListScope
    limit: int
    """Rows of the window that the store's list has."""
    before: ListCursor | None
    skip: int
    """Rows to pass over after `before`, or from the top."""
    pin: Pin | None
    """Where the window has the pinned entry: its row within the window."""
    ids: tuple[int, ...] = ()
    """The window was seen before, and had these."""


def fetch(store: Store, request: Request) -> tuple[Entry, ...]:
    """The rows of a window, fewer where the store has lost some since. To be called off the event loop.

    Raises:
        StoreError: The store cannot be read.
        QueryError: The list is a search that cannot be understood.
    """
    if request.ids:
        return store.some_entries(request.ids)
    rows = list(store.entries(request.scope, request.limit, before=request.before, skip=request.skip))
    if request.pin is not None:
        rows.insert(request.pin.row, request.pin.entry)
    return tuple(rows)


@dataclass(slots=True)
class EntryWindow:
    """One list: how many rows it has, and those that are in memory."""

    scope: ListScope
    total: int
    latest: int = 0
    """The id of the entry stored last when the list was opened."""
    pin: Pin | None = None
    _windows: dict[int, list[Entry]] = field(default_factory=dict)
    _ids: dict[int, array[int]] = field(default_factory=dict)
    _last: dict[int, ListCursor] = field(default_factory=dict)
    """The place of the last row of each window that was ever seen."""

    def at(self, row: int) -> Entry | None:
        """The entry of a row; None where it is not in memory."""
        rows = self._windows.get(row // WINDOW)
        number = row % WINDOW
        return rows[number] if rows is not None and number < len(rows) else None

    def has(self, window: int) -> bool:
        """Whether a window is in memory."""
        return window in self._windows

    def windows(self, first: int, last: int) -> range:
        """The windows of some rows, both included."""
        return range(max(0, first) // WINDOW, max(0, min(last, self.total - 1)) // WINDOW + 1)

    def request(self, window: int) -> Request:
        """What to ask the store for a window."""
        if window in self._ids:
            return Request(window, self.scope, 0, None, 0, None, tuple(self._ids[window]))
        first = window * WINDOW
        last = min(first + WINDOW, self.total)
        pin = self.pin if self.pin and first <= self.pin.row < last else None
        # Counted from the nearest place above that is known: what was read since does not shift what follows it.
        known = max((number for number in self._last if number < window), default=-1)
        skip = first - (known + 1) * WINDOW
        if self.pin and (known + 1) * WINDOW <= self.pin.row < first:
            skip -= 1
        return Request(
            window,
            self.scope,
            last - first - (pin is not None),
            self._last.get(known),
            skip,
            replace(pin, row=pin.row - first) if pin else None,
        )

    def put(self, window: int, rows: tuple[Entry, ...], near: int) -> None:
        """Take a window in, and let go of those that are farthest from the row `near`."""
        self._windows[window] = list(rows)
        if rows and window not in self._ids:
            self._ids[window] = array("q", (row.id for row in rows))
            self._last[window] = cursor_at(rows[-1])
        while len(self._windows) > MOST_WINDOWS:
            del self._windows[max(self._windows, key=lambda one: abs(one - near // WINDOW))]

    def row_of(self, entry_id: int) -> int | None:
        """The row of an entry that is in memory."""
        for window, rows in self._windows.items():
            for number, row in enumerate(rows):
                if row.id == entry_id:
                    return window * WINDOW + number
        return None

    def change(self, row: int, entry: Entry) -> None:
        """Put an entry whose marks have changed in the place of what a row shows of it."""
        self._windows[row // WINDOW][row % WINDOW] = entry

    def next_unread(self, row: int, step: int) -> int | None:
        """The nearest unread row below (`step` 1) or above (-1); -1 where there is none, None where a row on the way
        is not in memory, so that the store must be asked."""
        row += step
        while 0 <= row < self.total:
            entry = self.at(row)
            if entry is None:
                return None
            if not entry.read:
                return row
            row += step
        return -1


def open_listing(
    store: Store, scope: ListScope, anchor: Entry | None = None, *, stay: bool = False
) -> tuple[EntryWindow, int]:
    """Open a list, and give it with the row that the cursor should be on. To be called off the event loop.

    Args:
        store: Where the entries are.
        scope: Which list.
        anchor: The entry that the reader is on.
        stay: The reader did not ask for the list: `anchor` stays in it, even if it is no longer unread, or starred.

    Raises:
        StoreError: The store cannot be read.
        QueryError: The list is a search that cannot be understood.
    """
    listing = EntryWindow(scope, store.count(scope), store.latest_entry())
    cursor = 0
    if anchor is not None:
        cursor = store.count(scope, above=cursor_at(anchor))
        whole = replace(scope, unread=False, starred=False)
        still = _entry_in(store, whole, anchor) if stay and whole != scope else None
        if still is not None and _entry_in(store, scope, anchor) is None:
            listing.pin = Pin(cursor, still)
            listing.total += 1
    cursor = max(0, min(cursor, listing.total - 1))
    for window in listing.windows(cursor - WINDOW // 4, cursor + WINDOW // 4):
        listing.put(window, fetch(store, listing.request(window)), cursor)
    return listing, cursor


def _entry_in(store: Store, scope: ListScope, entry: Entry) -> Entry | None:
    """An entry as a list has it now; None where the list does not have it."""
    found = store.entries(scope, 1, skip=store.count(scope, above=cursor_at(entry)))
    return found[0] if found and found[0].id == entry.id else None


def find_unread(store: Store, listing: EntryWindow, entry: Entry, step: int) -> int:
    """The row of the nearest unread entry below (`step` 1) or above one, and -1 where there is none. To be called off
    the event loop.

    Raises:
        StoreError: The store cannot be read.
    """
    scope, here = replace(listing.scope, unread=True), cursor_at(entry)
    # Without `before`, those above a place come from just above it.
    found = store.entries(scope, 1, before=here) if step > 0 else store.entries(scope, 1, after=here)
    if not found:
        return -1
    row = store.count(listing.scope, above=cursor_at(found[0]))
    return row + (listing.pin is not None and listing.pin.row <= row)
