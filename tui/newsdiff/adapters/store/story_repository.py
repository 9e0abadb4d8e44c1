"""The part of the store for stories. It is thread-safe."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import entry_marks, story_edits, story_queries, watch_news
from newsdiff.adapters.store.sqlite.columns import ticks
from newsdiff.core.library.stories import StoryScope
from newsdiff.core.library.undo import UndoneStep
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from newsdiff.adapters.store.sql.clustering import ClusterReader
    from newsdiff.adapters.store.sql.clustering_writer import ClusterWriter
    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import Compared, StoryNews, StorySummary, TimelineEvent

PAGE = 100
"""Stories in a page, by default."""


class StoryRepository:
    """The stories: their lists, page by page, the user's edits, and how they grow.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing. The id of
    a story that was merged into another stands for that one.
    """

    _database: Database

    @contextmanager
    def reading_clusters(self) -> Iterator[ClusterReader]:
        """One transaction in which `service.story_ingest` reads what it needs to cluster entries."""
        # It needs a stemmer, which the first frame does not wait for.
        from newsdiff.adapters.store.sql.clustering import ClusterReader

        with self._database.reading() as connection:
            yield ClusterReader(connection)

    @contextmanager
    def writing_clusters(self) -> Iterator[ClusterWriter]:
        """One transaction in which `service.story_ingest` stores how entries were clustered: all of it, or nothing."""
        from newsdiff.adapters.store.sql.clustering_writer import ClusterWriter

        with self._database.writing() as connection:
            yield ClusterWriter(connection)

    def record_refresh_start(self, now: datetime) -> None:
        """Record that a refresh has begun: when it has ended, what it brought is clustered all at once."""
        with self._database.writing() as connection:
            connection.execute("UPDATE story_state SET refresh_began = ?", (ticks(now),))

    def record_refresh_end(self) -> None:
        """Record that all feeds of a refresh have answered: what it brought may be clustered."""
        with self.writing_clusters() as writer:
            writer.end_refresh()

    def count_unclustered(self) -> int:
        """How many entries have no story yet."""
        with self._database.reading() as connection:
            found: int = connection.execute("SELECT count(*) FROM entry WHERE story_id IS NULL").fetchone()[0]
            return found

    def stories(
        self,
        scope: StoryScope = StoryScope(),  # noqa: B008 -- it is frozen, and every call may share it
        limit: int = PAGE,
        *,
        after: StorySummary | None = None,
        now: datetime | None = None,
    ) -> tuple[StorySummary, ...]:
        """A page of a list of stories.

        Args:
            scope: The list.
            limit: The most stories to return.
            after: The last story of the page before.
            now: The present, from which searches count days; for tests.

        Raises:
            QueryError: The search cannot be understood.
        """
        with self._database.reading() as connection:
            return story_queries.page(connection, scope, limit, after, now or local_now())

    def count_stories(
        self,
        scope: StoryScope = StoryScope(),  # noqa: B008 -- as above
        *,
        now: datetime | None = None,
    ) -> int:
        """How many stories a list has. Raises QueryError for a search that cannot be understood."""
        with self._database.reading() as connection:
            return story_queries.count(connection, scope, now or local_now())

    def some_stories(self, ids: Iterable[int]) -> tuple[StorySummary, ...]:
        """The stories with these ids that have a visible entry, in that order, each once."""
        with self._database.reading() as connection:
            return story_queries.summaries(connection, ids)

    def story_of(self, entry_id: int) -> int | None:
        """The story of an entry; None if it has none yet, or there is no such entry."""
        with self._database.reading() as connection:
            return story_edits.story_of(connection, entry_id)

    def story_entries(self, story_id: int) -> tuple[Entry, ...]:
        """The visible entries of a story, the earliest first."""
        with self._database.reading() as connection:
            return story_queries.visible_entries(connection, story_id)

    def suggestions(self, story_id: int) -> tuple[Entry, ...]:
        """Entries of stories of one outlet that may belong to a story, the closest first."""
        # It needs rapidfuzz, which the first frame does not wait for.
        from newsdiff.adapters.store.sql.suggestions import suggestions

        with self._database.reading() as connection:
            return suggestions(connection, story_edits.resolve_alias(connection, story_id))

    def doubtful(self, story_id: int) -> frozenset[int]:
        """The ids of the visible entries of a story that may not belong to it."""
        # It needs rapidfuzz, which the first frame does not wait for.
        from newsdiff.adapters.store.sql.doubts import doubtful

        with self._database.reading() as connection:
            found = story_queries.summaries(connection, [story_id])
            return doubtful(connection, found[0].id, found[0].lead) if found else frozenset()

    def story_timeline(self, story_id: int) -> tuple[TimelineEvent, ...]:
        """What happened in a story, in order of time."""
        with self._database.reading() as connection:
            return story_queries.timeline(connection, story_id)

    def set_compared(self, story_id: int, version: int, found: Compared) -> None:
        """Store the result of comparing a story.

        Args:
            story_id: The id from the summary that was compared.
            version: The version from that summary. If the story has changed since, the result is stale.
            found: The result.
        """
        with self._database.writing() as connection:
            story_queries.set_compared(connection, story_id, version, found)

    def recount_story(self, story_id: int) -> None:
        """Make the result of comparing a story stale."""
        with self._database.writing() as connection:
            story_queries.make_stale(connection, story_id)

    def uncompared(self, limit: int) -> tuple[int, ...]:
        """The newest stories of several outlets, at most `limit`, that have no result of comparing or a stale one."""
        with self._database.reading() as connection:
            return story_queries.uncompared(connection, limit)

    def mark_story_seen(self, story_id: int) -> None:
        """Record that the user has seen a story as it is now. Its entries stay read or unread."""
        with self._database.writing() as connection:
            story_queries.mark_seen(connection, story_id)

    def mark_story_read(self, story_id: int, *, read: bool = True) -> int:
        """Mark the visible entries of a story read or unread.

        Returns:
            How many entries were changed. More than one can be undone.
        """
        with self._database.writing() as connection:
            visible = [entry.id for entry in story_queries.visible_entries(connection, story_id)]
            return entry_marks.mark(connection, visible, "read", to=read, now=local_now())

    # The user's edits. `undo` takes the last one back.

    def split_story(self, story_id: int, entry_ids: Collection[int]) -> int:
        """Move some entries of a story into a new one.

        Returns:
            The id of the new story.

        Raises:
            StoreError: They are not all in the story, or nothing else is in it.
        """
        with self._database.writing() as connection:
            return story_edits.split(connection, story_id, entry_ids)

    def merge_stories(self, story_ids: Sequence[int]) -> int:
        """Merge stories into one.

        Returns:
            The id of the merged story: that of the oldest.

        Raises:
            StoreError: There are fewer than two.
        """
        with self._database.writing() as connection:
            return story_edits.merge(connection, story_ids)

    def move_entries(self, entry_ids: Collection[int], story_id: int) -> None:
        """Move entries into another story.

        Raises:
            StoreError: An entry or the story does not exist, or an entry is in that story already.
        """
        with self._database.writing() as connection:
            story_edits.move(connection, entry_ids, story_id)

    def put_entry(self, entry_id: int, story_id: int) -> None:
        """Move an entry into a story, whether it had one before or not.

        Raises:
            StoreError: One of the two does not exist, or the entry is in that story already.
        """
        with self._database.writing() as connection:
            story_edits.adopt(connection, entry_id, story_id)

    def take_out(self, entry_id: int, story_id: int) -> bool:
        """Undoes `put_entry`, whatever was changed elsewhere since then.

        Returns:
            Whether it was undone: the undo log keeps the last hundred changes, and another one may have undone it.
        """
        with self._database.writing() as connection:
            return story_edits.take_out(connection, entry_id, story_id)

    def set_lead(self, story_id: int, entry_id: int | None) -> None:
        """Choose the entry that leads a story; None: the most central one."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "lead", entry_id, UndoneStep("lead"))

    def pin_story(self, story_id: int, *, on: bool = True) -> None:
        """Pin a story, so that no entry joins it by itself, or unpin it."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "pinned", int(on), UndoneStep("pin" if on else "unpin"))

    def watch_story(self, story_id: int, *, on: bool = True) -> None:
        """Watch a story from now on, or no longer. `undo` does not take it back."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "watched", int(on))
            story_edits.news_from_now(connection, story_edits.resolve_alias(connection, story_id))

    def never_group(self, feed_id: int, *, on: bool = True) -> int:
        """Move the entries of a feed out of the stories that they share with others, and keep later ones alone.

        Args:
            feed_id: The feed.
            on: False: cluster its later entries again.

        Returns:
            How many entries were moved.
        """
        with self._database.writing() as connection:
            return story_edits.never_group(connection, feed_id, on=on)

    def news(self) -> tuple[StoryNews, ...]:
        """What is new about the watched stories and was not shown to the user yet."""
        with self._database.reading() as connection:
            return watch_news.unseen(connection)

    def mark_news_seen(self, some: Sequence[StoryNews]) -> None:
        """Record that some news was shown to the user."""
        if some:
            with self._database.writing() as connection:
                watch_news.mark_seen(connection, some)
