"""The part of the store that is about stories. Every method may be called from any thread."""

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

    from newsdiff.adapters.store.sql.clustering import ClusterReader, ClusterWriter
    from newsdiff.adapters.store.sqlite.database import Database
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import Compared, StoryNews, StorySummary, TimelineEvent

PAGE = 100
"""Stories in a page, where no other number is asked for."""


class StoryRepository:
    """The stories: their lists by pages, what the reader says of them, and how they grow.

    Every method raises `StoreError` where the store cannot be read or written, and has then changed nothing. An id of a
    story that was merged into another leads to that one.
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
        from newsdiff.adapters.store.sql.clustering import ClusterWriter

        with self._database.writing() as connection:
            yield ClusterWriter(connection)

    def record_refresh_start(self, now: datetime) -> None:
        """Records that a refresh has begun: when it has ended, what it brought is clustered all at once."""
        with self._database.writing() as connection:
            connection.execute("UPDATE story_state SET refresh_began = ?", (ticks(now),))

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
            limit: The most stories to give.
            after: The last one of the page before.
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
        """How many stories a list has. Raises QueryError where its search cannot be understood."""
        with self._database.reading() as connection:
            return story_queries.count(connection, scope, now or local_now())

    def some_stories(self, ids: Iterable[int]) -> tuple[StorySummary, ...]:
        """The stories of these ids that have something to show, in that order, each once."""
        with self._database.reading() as connection:
            return story_queries.cards(connection, ids)

    def story_of(self, entry_id: int) -> int | None:
        """The story of an entry; None where it was not placed yet, or is not there."""
        with self._database.reading() as connection:
            return story_edits.story_of(connection, entry_id)

    def story_entries(self, story_id: int) -> tuple[Entry, ...]:
        """The entries of a story that show, the earliest first."""
        with self._database.reading() as connection:
            return story_queries.members(connection, story_id)

    def story_timeline(self, story_id: int) -> tuple[TimelineEvent, ...]:
        """What has happened in a story, in order of time."""
        with self._database.reading() as connection:
            return story_queries.timeline(connection, story_id)

    def set_compared(self, story_id: int, version: int, found: Compared) -> None:
        """Keeps what comparing a story, as it was in a version, has found; the id is that of the story's card."""
        with self._database.writing() as connection:
            story_queries.set_compared(connection, story_id, version, found)

    def uncompared(self, limit: int) -> tuple[int, ...]:
        """The newest stories of several outlets that were not compared as they are now."""
        with self._database.reading() as connection:
            return story_queries.uncompared(connection, limit)

    def mark_story_seen(self, story_id: int) -> tuple[int, ...]:
        """Keeps that the reader has looked at a story as it is now, and gives the ids of its entries that show."""
        with self._database.writing() as connection:
            return story_queries.look(connection, story_id)

    def mark_story_read(self, story_id: int, *, read: bool = True) -> int:
        """Marks the entries of a story that show read or unread, and gives how many it changed; more than one can be
        undone."""
        with self._database.writing() as connection:
            shown = [entry.id for entry in story_queries.members(connection, story_id)]
            return entry_marks.mark(connection, shown, "read", to=read, now=local_now())

    # The reader's word. The last one is taken back by `undo`.

    def split_story(self, story_id: int, entry_ids: Collection[int]) -> int:
        """Makes a story of its own of some entries of a story, and gives its id.

        Raises:
            StoreError: They are not all in it, or they are all that is in it.
        """
        with self._database.writing() as connection:
            return story_edits.split(connection, story_id, entry_ids)

    def merge_stories(self, story_ids: Sequence[int]) -> int:
        """Makes one story of several, and gives its id, that of the oldest.

        Raises:
            StoreError: There are not two of them.
        """
        with self._database.writing() as connection:
            return story_edits.merge(connection, story_ids)

    def move_entries(self, entry_ids: Collection[int], story_id: int) -> None:
        """Puts entries into another story, which one `undo` takes back.

        Raises:
            StoreError: One of them or the story is not there, or an entry is in that story already.
        """
        with self._database.writing() as connection:
            story_edits.move(connection, entry_ids, story_id)

    def put_entry(self, entry_id: int, story_id: int) -> None:
        """Puts an entry into a story, whether it was placed before or not.

        Raises:
            StoreError: One of the two is not there, or the entry is in that story already.
        """
        with self._database.writing() as connection:
            story_edits.adopt(connection, entry_id, story_id)

    def set_lead(self, story_id: int, entry_id: int | None) -> None:
        """Lets an entry of a story lead it; None: the earliest."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "lead", entry_id, UndoneStep("lead"))

    def pin_story(self, story_id: int, *, on: bool = True) -> None:
        """Pins a story, which then takes nothing by itself, or lets it go."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "pinned", int(on), UndoneStep("pin" if on else "unpin"))

    def watch_story(self, story_id: int, *, on: bool = True) -> None:
        """Watches a story from now on, or no longer."""
        with self._database.writing() as connection:
            story_edits.put(connection, story_id, "watched", int(on))
            story_edits.news_from_now(connection, story_edits.resolve_alias(connection, story_id))

    def never_group(self, feed_id: int, *, on: bool = True) -> int:
        """Takes a feed's entries out of the stories that they share, and lets those to come stay alone; tells how many
        have left. With `on` false, those to come are grouped again."""
        with self._database.writing() as connection:
            return story_edits.never_group(connection, feed_id, on=on)

    def news(self) -> tuple[StoryNews, ...]:
        """What is new about the watched stories and was not told yet."""
        with self._database.reading() as connection:
            return watch_news.news(connection)

    def mark_news_seen(self, some: Sequence[StoryNews]) -> None:
        """Keeps that some news were told."""
        if some:
            with self._database.writing() as connection:
                watch_news.told(connection, some)
