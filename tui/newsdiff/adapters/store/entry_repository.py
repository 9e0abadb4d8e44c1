"""The part of the store that is about entries. Every method may be called from any thread."""

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
"""Entries in a page, where no other number is asked for."""


class EntryRepository:
    """The entries: their lists by pages, their texts, the reader's marks, and undo.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing; those
    that take a scope raise `QueryError` where it is a search that cannot be understood. `now` is for tests: searches
    count days from it, and it is the present in the local zone otherwise.
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
            limit: The most entries to give.
            before: Only those that follow this place, that is, older ones.
            after: Only those above this place; without `before`, those that stand just above it.
            skip: Pass over so many, to jump into the middle of a list.
            now: The present.
        """
        with self._database.reading() as connection:
            chosen = select(connection, scope, now or local_now())
            return entries.page(connection, chosen, limit, before=before, after=after, skip=skip)

    def search(
        self, query: str, limit: int = PAGE, *, before: ListCursor | None = None, now: datetime | None = None
    ) -> tuple[Entry, ...]:
        """The entries that a search finds, the newest first; `core.query.parse` tells what may be written in it."""
        return self.entries(ListScope("search", query), limit, before=before, now=now)

    def count(
        self,
        scope: ListScope = ListScope(),  # noqa: B008 -- as above
        *,
        above: ListCursor | None = None,
        now: datetime | None = None,
    ) -> int:
        """How many entries a list has; with `above`, how many of them stand above that place."""
        with self._database.reading() as connection:
            kept = entries.counted(connection, scope) if above is None else None
            if kept is not None:
                return kept
            return entries.count(connection, select(connection, scope, now or local_now()), above)

    def some_entries(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """The entries of these ids, in that order, shown in lists or not; where there is none, it is passed over."""
        with self._database.reading() as connection:
            return entries.some(connection, ids)

    def entry_at(self, url: str) -> int | None:
        """The id of the entry that leads to an address, the latest of several that show; None where there is none.
        It goes over all entries."""
        with self._database.reading() as connection:
            return entries.at(connection, url)

    def entry_of(self, feed_id: int, key: str) -> int | None:
        """The id of the entry that a feed calls so; None where there is none."""
        with self._database.reading() as connection:
            return entries.of(connection, feed_id, key)

    def latest_entry(self) -> int:
        """The id of the entry stored last, 0 where there is none: the `up_to` for what the reader could see by now."""
        with self._database.reading() as connection:
            return entries.latest(connection)

    def entry_text(self, entry_id: int) -> EntryText | None:
        """The texts of an entry, and which of them is shown; None where there is no such entry."""
        with self._database.reading() as connection:
            return entries.text(connection, entry_id)

    def set_full_text(self, entry_id: int, page: PageText) -> None:
        """Keeps what an entry's page gave, beside the feed's text, and shows it; one that gave nothing says why."""
        with self._database.writing() as connection:
            entries.set_page(connection, entry_id, page)

    def show_text(self, entry_id: int, shown: Shown) -> None:
        """Chooses whether the feed's text of an entry is shown, or its page's."""
        with self._database.writing() as connection:
            entries.show(connection, entry_id, shown)

    def revisions(self, entry_id: int) -> tuple[Revision, ...]:
        """What an entry said before it was changed, the earliest first."""
        with self._database.reading() as connection:
            return entries.revisions(connection, entry_id)

    def mark_read(
        self,
        which: ListScope | Collection[int],
        read: bool = True,
        *,
        now: datetime | None = None,
    ) -> int:
        """Marks entries read or unread, and tells how many were not; more than one at once can be undone."""
        with self._database.writing() as connection:
            return entry_marks.mark(connection, which, "read", to=read, now=now or local_now())

    def mark_all_read(self, scope: ListScope, up_to: int | None = None, *, now: datetime | None = None) -> int:
        """Marks a whole list read, which can be undone at one stroke, and tells how many were not.

        Args:
            scope: The list.
            up_to: What `latest_entry` gave when the list was drawn: what has come in since stays unread.
            now: The present.
        """
        with self._database.writing() as connection:
            return entry_marks.mark(connection, scope, "read", to=True, now=now or local_now(), up_to=up_to)

    def star(self, ids: Collection[int], *, on: bool = True) -> int:
        """Stars entries or takes the star away, and tells how many it changed; more than one at once can be undone."""
        with self._database.writing() as connection:
            return entry_marks.mark(connection, ids, "starred", to=on, now=local_now())

    def tag(self, ids: Collection[int], tag: str, *, on: bool = True) -> int:
        """Tags entries or takes the tag away, and tells how many it changed; more than one at once can be undone.

        Tags are kept in lower case.
        """
        with self._database.writing() as connection:
            return entry_marks.tag(connection, ids, tag, on=on)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The tags that the reader gave, by name, each with the number of entries that have it and show."""
        with self._database.reading() as connection:
            return entry_marks.tags(connection)

    def undo(self) -> UndoneStep | None:
        """Takes back the last change to many entries, stories or the mute list, or the removal of a feed or search.

        Gives what it was, and None where there is nothing to undo.
        """
        with self._database.writing() as connection:
            return undo.undo(connection)
