"""The part of the store for entries. It is thread-safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import entries, entry_marks, undo
from newsdiff.adapters.store.sql.list_query import select
from newsdiff.core.library.entries import ListScope
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.library.entries import EntryText, ListCursor, PageText, Revision, Shown
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.undo import UndoneStep

PAGE = 200
"""Entries in a page, by default."""


class EntryRepository:
    """The entries: their lists, page by page, their texts, the user's marks, and undo.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing. Those that
    take a scope raise `QueryError` for a search that cannot be understood. `now` is for tests: searches count days from
    it; it is the present in the local time zone by default.
    """

    _database: Database

    def entries(
        self,
        scope: ListScope = ListScope(),  # noqa: B008 -- it is frozen, and every call may share it
        limit: int = PAGE,
        *,
        before: ListCursor | None = None,
        after: ListCursor | None = None,
        skip: int = 0,
        now: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """A page of a list, the newest first.

        Args:
            scope: The list.
            limit: The most entries to return.
            before: Only entries below this cursor in the list, that is, older ones.
            after: Only entries above this cursor; without `before`, those just above it.
            skip: Skip this many, to jump into the middle of a list.
            now: The present.
        """
        with self._database.reading() as connection:
            chosen = select(connection, scope, now or local_now())
            return entries.page(connection, chosen, limit, before=before, after=after, skip=skip)

    def search(
        self, query: str, limit: int = PAGE, *, before: ListCursor | None = None, now: datetime | None = None
    ) -> tuple[Entry, ...]:
        """The entries that a search finds, the newest first; see `core.library.search_query.parse` for its syntax."""
        return self.entries(ListScope("search", query), limit, before=before, now=now)

    def count(
        self,
        scope: ListScope = ListScope(),  # noqa: B008 -- as above
        *,
        above: ListCursor | None = None,
        now: datetime | None = None,
    ) -> int:
        """How many entries a list has; with `above`, how many of them are above that cursor."""
        with self._database.reading() as connection:
            count = entries.stored_count(connection, scope) if above is None else None
            if count is not None:
                return count
            return entries.count(connection, select(connection, scope, now or local_now()), above)

    def some_entries(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """The entries with these ids, in that order, whether lists show them or not. Unknown ids are ignored."""
        with self._database.reading() as connection:
            return entries.some(connection, ids)

    def entry_at(self, url: str) -> int | None:
        """The id of the latest visible entry with an address; None if there is none. It goes through all entries."""
        with self._database.reading() as connection:
            return entries.at(connection, url)

    def entry_of(self, feed_id: int, key: str) -> int | None:
        """The id of the entry to which a feed gives this key; None if there is none."""
        with self._database.reading() as connection:
            return entries.of(connection, feed_id, key)

    def latest_entry(self) -> int:
        """The id of the entry stored last, 0 if there is none: the `up_to` for what the user can see by now."""
        with self._database.reading() as connection:
            return entries.latest(connection)

    def entry_text(self, entry_id: int) -> EntryText | None:
        """The texts of an entry, and which of them is shown; None if there is no such entry."""
        with self._database.reading() as connection:
            return entries.text(connection, entry_id)

    def set_full_text(self, entry_id: int, page: PageText) -> None:
        """Store the text of an entry's page beside that from the feed, and show it; or why there is no text."""
        with self._database.writing() as connection:
            entries.set_page(connection, entry_id, page)

    def show_text(self, entry_id: int, shown: Shown) -> None:
        """Choose whether the text from the feed is shown for an entry, or that from its page."""
        with self._database.writing() as connection:
            entries.show(connection, entry_id, shown)

    def revisions(self, entry_id: int) -> tuple[Revision, ...]:
        """The earlier titles and texts of an entry that was changed, the earliest first."""
        with self._database.reading() as connection:
            return entries.revisions(connection, entry_id)

    def mark_read(
        self,
        which: ListScope | Collection[int],
        read: bool = True,
        *,
        now: datetime | None = None,
    ) -> int:
        """Mark entries read or unread.

        Args:
            which: A list, or ids.
            read: Read, or unread.
            now: The present.

        Returns:
            How many entries were changed. More than one, or a list, can be undone.
        """
        with self._database.writing() as connection:
            return entry_marks.mark(connection, which, "read", to=read, now=now or local_now())

    def mark_all_read(self, scope: ListScope, up_to: int | None = None, *, now: datetime | None = None) -> int:
        """Mark a whole list read, which can be undone.

        Args:
            scope: The list.
            up_to: What `latest_entry` returned when the list was drawn. Entries that came in since stay unread.
            now: The present.

        Returns:
            How many entries were changed.
        """
        with self._database.writing() as connection:
            return entry_marks.mark(connection, scope, "read", to=True, now=now or local_now(), up_to=up_to)

    def star(self, ids: Collection[int], *, on: bool = True) -> int:
        """Star entries, or remove the star.

        Returns:
            How many entries were changed. More than one can be undone.
        """
        with self._database.writing() as connection:
            return entry_marks.mark(connection, ids, "starred", to=on, now=local_now())

    def tag(self, ids: Collection[int], tag: str, *, on: bool = True) -> int:
        """Tag entries, or remove the tag.

        Args:
            ids: The entries.
            tag: The tag, which is stored in lower case.
            on: Add it, or remove it.

        Returns:
            How many entries were changed. More than one can be undone.
        """
        with self._database.writing() as connection:
            return entry_marks.tag(connection, ids, tag, on=on)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The user's tags by name, each with the number of visible entries that have it."""
        with self._database.reading() as connection:
            return entry_marks.tags(connection)

    def undo(self) -> UndoneStep | None:
        """Take back the last change to many entries, stories or the mute list, or the removal of a feed or search.

        Gives what it was, and None if there is nothing to undo.
        """
        with self._database.writing() as connection:
            return undo.undo(connection)
