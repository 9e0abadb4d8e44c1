"""The part of the store that is about feeds. Every method may be called from any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import feeds, full_text_search, ingest, mutes
from newsdiff.adapters.store.sqlite import refresh_lock
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import StoreError
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.library.entries import AddResult, IngestResult, SavedSearch
    from newsdiff.core.library.feeds import Feed, FeedContent, FeedState
    from newsdiff.core.library.mutes import Mute, MuteKind


class FeedRepository:
    """The feeds, what a refresh brings into them, the saved searches and the mute list.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing.
    """

    _database: Database

    def add_feed(
        self, url: str, settings: FeedSettings | None = None, *, title: str = "", typed_url: str | None = None
    ) -> AddResult:
        """Subscribes to an address, written as `adapters.addresses` writes it, which may be one that a feed has had
        before it moved. A feed that is there is not changed; a removed one comes back as it was.

        Args:
            url: The feed's address.
            settings: What the reader has set for it.
            title: Its own title, where it is known already.
            typed_url: The address that the reader typed to get there. It is kept also for a feed that is there already.
        """
        with self._database.writing() as connection:
            return feeds.add(connection, url, settings or FeedSettings(), title, typed_url)

    def feeds(self) -> tuple[Feed, ...]:
        """Every subscription in the reader's order, with the numbers of entries that show and that are unread."""
        with self._database.reading() as connection:
            return feeds.feeds(connection)

    def feed(self, feed_id: int) -> Feed | None:
        """One subscription; None where there is none of that id, or it was removed."""
        with self._database.reading() as connection:
            return feeds.feed(connection, feed_id)

    def feed_at(self, url: str) -> Feed | None:
        """The subscription that has an address, or had it before it moved; None where there is none."""
        with self._database.reading() as connection:
            found = feeds.by_url(connection, url)
            return None if found is None else feeds.feed(connection, found)

    def set_settings(self, feed_id: int, settings: FeedSettings) -> None:
        """Replaces what the reader has set for a feed."""
        with self._database.writing() as connection:
            feeds.set_settings(connection, feed_id, settings)

    def remove_feed(self, feed_id: int) -> None:
        """Takes a feed and its entries out of every list. `undo`, or adding it again, brings all of it back."""
        with self._database.writing() as connection:
            feeds.remove(connection, feed_id)

    def save(
        self, feed_id: int, content: FeedContent, state: FeedState, now: datetime, moved_url: str | None = None
    ) -> IngestResult:
        """Takes in what a feed has now, in one transaction: all of it is kept, or nothing.

        No entry is ever deleted. One whose title or text has changed keeps its place, its marks and what it said.
        An entry without a believable date stands where it was first seen. A feed that was removed meanwhile takes its
        entries in all the same; they show when it is back.

        Args:
            feed_id: The feed.
            content: What its bytes hold.
            state: How fetching it went.
            now: The time of the refresh, aware.
            moved_url: The address it has moved to for good.
        """
        with self._database.writing() as connection:
            return ingest.ingest_feed(connection, feed_id, content, state, now, moved_url)

    def save_states(self, states: Mapping[int, FeedState]) -> None:
        """Keeps how fetching feeds went where it brought nothing: it failed, or nothing had changed.

        One transaction for all: a thousand unchanged feeds wait for the disk once."""
        with self._database.writing() as connection:
            for feed_id, state in states.items():
                feeds.set_state(connection, feed_id, state)

    def refresh_lock(self) -> AbstractContextManager[None]:
        """Holds the right to refresh for a block; while another newsdiff has it, entering raises `StoreError`,
        which says which process that is."""
        if self._database.read_only:
            raise StoreError(f"{self._database.path} is open for reading only, so nothing is refreshed.")
        return refresh_lock.refresh_lock(self._database.path)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The reader's saved searches."""
        with self._database.reading() as connection:
            return full_text_search.saved(connection)

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Saves a search, in place of one of the same name. Raises QueryError where it cannot be understood."""
        with self._database.writing() as connection:
            return full_text_search.save(connection, name, query, local_now())

    def remove_search(self, search_id: int) -> None:
        """Removes a saved search, if it is there."""
        with self._database.writing() as connection:
            full_text_search.remove(connection, search_id)

    def mutes(self) -> tuple[Mute, ...]:
        """The mute list."""
        with self._database.reading() as connection:
            return mutes.mutes(connection)

    def add_mute(self, kind: MuteKind, value: str) -> tuple[Mute, int]:
        """Adds to the mute list, and tells how many entries that has muted. They are kept, and `undo` shows them."""
        with self._database.writing() as connection:
            return mutes.add(connection, kind, value)

    def remove_mute(self, mute_id: int) -> int:
        """Takes from the mute list, and tells how many entries show again."""
        with self._database.writing() as connection:
            return mutes.remove(connection, mute_id)
