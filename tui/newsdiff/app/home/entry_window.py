"""A virtual list of entries: every row addressable, only viewed rows loaded.

Rows are counted from 0 at the top and read from the store in chunks. A row that was seen once stays where it is, read
or unread, until the list is reopened.
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

CHUNK = 200
"""Rows that are read from the store at a time."""

MAX_CHUNKS = 40
"""Chunks that are kept in memory: 8,000 entries take about 6 MB."""


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry that stays in a list that it no longer belongs to, because the cursor is on it."""

    row: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Request:
    """What to read from the store for one chunk."""

    chunk: int
    scope: ListScope
    limit: int
    """Rows of the chunk that the store's list has."""
    before: ListCursor | None
    skip: int
    """Rows to pass over after `before`, or from the top."""
    kept: KeptEntry | None
    """Where the chunk has the pinned entry: its row within the chunk."""
    ids: tuple[int, ...] = ()
    """The chunk was seen before, and had these."""


def fetch(store: Store, request: Request) -> tuple[Entry, ...]:
    """The rows of a chunk, fewer where the store has lost some since. To be called off the event loop.

    Raises:
        StoreError: The store cannot be read.
        QueryError: The list is a search that cannot be understood.
    """
    if request.ids:
        return store.some_entries(request.ids)
    rows = list(store.entries(request.scope, request.limit, before=request.before, skip=request.skip))
    if request.kept is not None:
        rows.insert(request.kept.row, request.kept.entry)
    return tuple(rows)


@dataclass(slots=True)
class EntryWindow:
    """One list: how many rows it has, and those that are in memory."""

    scope: ListScope
    total: int
    latest: int = 0
    """The id of the entry stored last when the list was opened."""
    kept: KeptEntry | None = None
    _chunks: dict[int, list[Entry]] = field(default_factory=dict)
    _ids: dict[int, array[int]] = field(default_factory=dict)
    _last: dict[int, ListCursor] = field(default_factory=dict)
    """The cursor of the last row of each chunk that was ever seen."""

    def at(self, row: int) -> Entry | None:
        """The entry of a row; None if it is not in memory."""
        rows = self._chunks.get(row // CHUNK)
        number = row % CHUNK
        return rows[number] if rows is not None and number < len(rows) else None

    def has(self, chunk: int) -> bool:
        """Whether a chunk is in memory."""
        return chunk in self._chunks

    def chunks(self, first: int, last: int) -> range:
        """The chunks of some rows, both included."""
        return range(max(0, first) // CHUNK, max(0, min(last, self.total - 1)) // CHUNK + 1)

    def request(self, chunk: int) -> Request:
        """What to read from the store for a chunk."""
        if chunk in self._ids:
            return Request(chunk, self.scope, 0, None, 0, None, tuple(self._ids[chunk]))
        first = chunk * CHUNK
        last = min(first + CHUNK, self.total)
        kept = self.kept if self.kept and first <= self.kept.row < last else None
        # Counted from the nearest row above that is known: what was read since does not shift what follows it.
        known = max((number for number in self._last if number < chunk), default=-1)
        skip = first - (known + 1) * CHUNK
        if self.kept and (known + 1) * CHUNK <= self.kept.row < first:
            skip -= 1
        return Request(
            chunk,
            self.scope,
            last - first - (kept is not None),
            self._last.get(known),
            skip,
            replace(kept, row=kept.row - first) if kept else None,
        )

    def put(self, chunk: int, rows: tuple[Entry, ...], near: int) -> None:
        """Store a chunk, and evict the chunks farthest from row `near`."""
        self._chunks[chunk] = list(rows)
        if rows and chunk not in self._ids:
            self._ids[chunk] = array("q", (row.id for row in rows))
            self._last[chunk] = cursor_at(rows[-1])
        while len(self._chunks) > MAX_CHUNKS:
            del self._chunks[max(self._chunks, key=lambda one: abs(one - near // CHUNK))]

    def row_of(self, entry_id: int) -> int | None:
        """The row of an entry that is in memory."""
        for chunk, rows in self._chunks.items():
            for number, row in enumerate(rows):
                if row.id == entry_id:
                    return chunk * CHUNK + number
        return None

    def change(self, row: int, entry: Entry) -> None:
        """Replace a row's entry after its marks changed."""
        self._chunks[row // CHUNK][row % CHUNK] = entry

    def next_unread(self, row: int, step: int) -> int | None:
        """The nearest unread row below (`step` 1) or above (-1); -1 if there is none, None if a row on the way is
        not in memory, so that the store must be asked."""
        row += step
        while 0 <= row < self.total:
            entry = self.at(row)
            if entry is None:
                return None
            if not entry.read:
                return row
            row += step
        return -1


def open_window(
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
    window = EntryWindow(scope, store.count(scope), store.latest_entry())
    cursor = 0
    if anchor is not None:
        cursor = store.count(scope, above=cursor_at(anchor))
        whole = replace(scope, unread=False, starred=False)
        still = _entry_in(store, whole, anchor) if stay and whole != scope else None
        if still is not None and _entry_in(store, scope, anchor) is None:
            window.kept = KeptEntry(cursor, still)
            window.total += 1
    cursor = max(0, min(cursor, window.total - 1))
    for chunk in window.chunks(cursor - CHUNK // 4, cursor + CHUNK // 4):
        window.put(chunk, fetch(store, window.request(chunk)), cursor)
    return window, cursor


def _entry_in(store: Store, scope: ListScope, entry: Entry) -> Entry | None:
    """An entry as a list has it now; None if the list does not have it."""
    found = store.entries(scope, 1, skip=store.count(scope, above=cursor_at(entry)))
    return found[0] if found and found[0].id == entry.id else None


def find_unread(store: Store, window: EntryWindow, entry: Entry, step: int) -> int:
    """The row of the nearest unread entry below (`step` 1) or above one; -1 if there is none. To be called off
    the event loop.

    Raises:
        StoreError: The store cannot be read.
    """
    scope, here = replace(window.scope, unread=True), cursor_at(entry)
    # Without `before`, those above an entry come from just above it.
    found = store.entries(scope, 1, before=here) if step > 0 else store.entries(scope, 1, after=here)
    if not found:
        return -1
    row = store.count(window.scope, above=cursor_at(found[0]))
    return row + (window.kept is not None and window.kept.row <= row)
