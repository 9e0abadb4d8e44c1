"""The part of the store for feeds. It is thread-safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import outlet_keys
from newsdiff.adapters.store.sql import entry_marks, feeds, full_text_search, ingest, item_matching, known_items, mutes
from newsdiff.adapters.store.sqlite import refresh_lock
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import StoreError
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.library.entries import AddResult, IngestResult, ItemMarks, SavedSearch
    from newsdiff.core.library.feeds import Feed, FeedContent, FeedItem, FeedState
    from newsdiff.core.library.mutes import Mute, MuteKind


class FeedRepository:
    """The feeds, what a refresh adds to them, the saved searches, and the mute list.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing.
    """

    _database: Database

    def add_feed(
        self, url: str, settings: FeedSettings | None = None, *, title: str = "", typed_url: str | None = None
    ) -> AddResult:
        """Subscribe to the feed at an address. A known feed is not changed; a removed one comes back as it was.

        Args:
            url: The address, in the form of `adapters.urls.safe`. It may be one that a known feed had before it moved.
            settings: The user's settings for the feed.
            title: The feed's own title, if it is known.
            typed_url: The address that the user typed to get there. It is stored for a known feed as well.
        """
        with self._database.writing() as connection:
            return feeds.add(connection, url, settings or FeedSettings(), title, typed_url)

    def name_outlets(self, names: Mapping[str, str]) -> None:
        """Take the names that the reader's settings give outlets; nothing is written where they are known already.

        Args:
            names: The name of each outlet by a feed's address, or by the domain of a site.
        """
        with self._database.reading() as connection:
            known = outlet_keys.reader_names(connection)
        if known != names:
            with self._database.writing() as connection:
                outlet_keys.set_reader_names(connection, names)

    def feeds(self) -> tuple[Feed, ...]:
        """Every subscription in the user's order, with the numbers of visible and of unread entries."""
        with self._database.reading() as connection:
            return feeds.feeds(connection)

    def feed(self, feed_id: int) -> Feed | None:
        """The subscription with this id; None if there is none, or it was removed."""
        with self._database.reading() as connection:
            return feeds.feed(connection, feed_id)

    def feed_at(self, url: str) -> Feed | None:
        """The subscription that has this address, or had it before it moved; None if there is none."""
        with self._database.reading() as connection:
            found = feeds.by_url(connection, url)
            return None if found is None else feeds.feed(connection, found)

    def set_settings(self, feed_id: int, settings: FeedSettings) -> None:
        """Replace the user's settings for a feed."""
        with self._database.writing() as connection:
            feeds.set_settings(connection, feed_id, settings)

    def remove_feed(self, feed_id: int) -> None:
        """Remove a feed and its entries from every list. `undo`, or adding it again, brings all of it back."""
        with self._database.writing() as connection:
            feeds.remove(connection, feed_id)

    def save(
        self, feed_id: int, content: FeedContent, state: FeedState, now: datetime, moved_url: str | None = None
    ) -> IngestResult:
        """Store the current content of a feed in one transaction: all of it, or nothing.

        No entry is ever deleted. One whose title or text has changed keeps its position, its marks and its earlier
        texts. An entry without a believable date gets the time at which it was first seen. The entries of a feed that
        was removed since are stored too; they are visible when it is back.

        Args:
            feed_id: The feed.
            content: Its parsed content.
            state: How fetching it went.
            now: The time of the refresh, aware.
            moved_url: The address to which it has moved permanently.

        Raises:
            PartialFeedError: Items were left out because they were known, and the others cannot be told without them.
        """
        with self._database.writing() as connection:
            return ingest.ingest_feed(connection, feed_id, content, state, now, moved_url)

    def known_items(self, feed_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The items that feeds had when they were last read, as `FeedContent.items`; those without any are missing."""
        with self._database.reading() as connection:
            return known_items.of_feeds(connection, feed_ids)

    def save_marked(
        self,
        feed_id: int,
        content: FeedContent,
        state: FeedState,
        now: datetime,
        marks: Sequence[tuple[FeedItem, ItemMarks]],
    ) -> IngestResult:
        """As `save`, for articles from another program: each gets the marks that it had there, and loses none."""
        with self._database.writing() as connection:
            result = ingest.ingest_feed(connection, feed_id, content, state, now)
            found = item_matching.matched(connection, feed_id, [item for item, _ in marks], content.site)
            by_item = {id(one.item): one.entry_id for one in found if one.entry_id is not None}
            for item, mark in marks:
                if (entry_id := by_item.get(id(item))) is not None:
                    entry_marks.add(connection, entry_id, mark)
            return result

    def save_states(self, states: Mapping[int, FeedState]) -> None:
        """Store how fetching feeds went, where they failed or had not changed.

        It takes one transaction: a thousand unchanged feeds wait for the disk once.
        """
        with self._database.writing() as connection:
            for feed_id, state in states.items():
                feeds.set_state(connection, feed_id, state)

    def refresh_lock(self) -> AbstractContextManager[None]:
        """Hold the refresh lock for a block.

        Raises:
            StoreError: The store is open for reading only. Entering the block raises it too, while another newsdiff
                holds the lock; the message names the process.
        """
        if self._database.read_only:
            raise StoreError(f"{self._database.path} is open for reading only, so nothing is refreshed.")
        return refresh_lock.refresh_lock(self._database.path)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The user's saved searches."""
        with self._database.reading() as connection:
            return full_text_search.saved(connection)

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Save a search, replacing one of the same name. Raises QueryError if it cannot be understood."""
        with self._database.writing() as connection:
            return full_text_search.save(connection, name, query, local_now())

    def remove_search(self, search_id: int) -> None:
        """Remove a saved search, if it exists."""
        with self._database.writing() as connection:
            full_text_search.remove(connection, search_id)

    def mutes(self) -> tuple[Mute, ...]:
        """The mute list."""
        with self._database.reading() as connection:
            return mutes.mutes(connection)

    def add_mute(self, kind: MuteKind, value: str) -> tuple[Mute, int]:
        """Add to the mute list, and return the mute and how many entries it hid. `undo` shows them again."""
        with self._database.writing() as connection:
            return mutes.add(connection, kind, value)

    def remove_mute(self, mute_id: int) -> int:
        """Remove from the mute list, and return how many entries are visible again."""
        with self._database.writing() as connection:
            return mutes.remove(connection, mute_id)
