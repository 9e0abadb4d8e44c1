"""Reads the list of stories, page by page, and keeps the reader on their story while others come in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.stories.list_query import StoryListQuery
from newsdiff.app.stories.messages import MoreStoriesRead, StoriesRead
from newsdiff.app.stories.story_rows import StoryRows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual.worker import Worker

    from newsdiff.adapters.store import Store
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.story_list import StoryList
    from newsdiff.core.library.stories import StorySummary

PAGE = 200
"""Stories read at a time."""

NEAR = 50
"""Distance of the cursor from the end of the loaded rows, in rows, at which more are loaded."""

MAX_TO_END = 5_000
"""Greatest number of stories loaded at once to reach the end of the list."""


class StoryListLoader:
    """Fills the list of stories from the store.

    It reads in the background and posts the results to the screen as `StoriesRead` and `MoreStoriesRead`; the screen
    passes these on to `take` and `take_more`.
    """

    def __init__(
        self, session: LibrarySession, screen: BaseScreen, view: StoryList, picked: Callable[[], Collection[int]]
    ) -> None:
        """Take the session, the screen and its list; `picked` returns the ids of the marked stories."""
        self.query = StoryListQuery()
        """The wanted list; the view shows it once it is read."""
        self._session, self._screen, self._view, self._picked = session, screen, view, picked
        self._more: Worker[None] | None = None
        self._wanted: int | None = None
        """The story that the cursor goes to when the list is read next."""

    # What is listed

    def choose(self, query: StoryListQuery) -> None:
        """List other stories, or the same in another order."""
        self.query = query
        self.read()

    def words_if_empty(self) -> str:
        """The text of an empty list."""
        key = self._screen.key_of
        if self.query.search:
            return f"No results · {key('search')} search again · {key('back')} clear"
        if not self._session.feeds:
            return f"No feeds yet: {key('add-feed')} adds one"
        if self._session.progress is not None:
            return "Stories are found when the feeds have been reloaded"
        placed = self._session.placement.progress
        if placed is not None:
            return f"Articles are still being placed in stories: {placed.done:,} of {placed.total:,}"
        if self.query.filter == 0:
            return f"No story from 2+ outlets yet: {key('reload-all')} reloads, {key('filter')} shows every story"
        return f"No story {self.query.filter_words} · {key('filter')} next filter"

    def update_empty(self) -> None:
        """Show in an empty list why it is empty now."""
        words = self.words_if_empty()
        if words != self._view.empty:
            self._view.empty = words
            if not len(self._view.rows):
                self._view.repaint()

    # Reading

    def go_to(self, story_id: int) -> None:
        """Move the cursor to a story when the list is read next, if the story is in it."""
        self._wanted = story_id

    def read(self, *, to_top: bool = False) -> None:
        """Reload the list as far down as the cursor is; with `to_top`, go to its first story."""
        view, query = self._view, self.query
        limit = max(PAGE, view.cursor + view.size.height + NEAR) if view.rows.query == query else PAGE
        here = view.summary
        ids = {*self._picked(), *({here.id} if here else ()), *(() if self._wanted is None else (self._wanted,))}
        self._screen.begin(partial(self._read, query, limit, ids, to_top=to_top), group="list")

    async def _read(self, query: StoryListQuery, limit: int, ids: Collection[int], *, to_top: bool) -> None:
        rows, known = await self._session.ask(lambda store: _read_rows(store, query, limit, ids))
        self._screen.post_message(StoriesRead(rows, known, to_top))

    def take(self, message: StoriesRead) -> bool:
        """Show what was read; False if another list is wanted by now."""
        rows, view = message.rows, self._view
        if rows.query != self.query:
            return False
        same, cursor = view.rows.query == rows.query, 0
        here, wanted = view.summary, self._wanted_row(message)
        if wanted is not None:
            cursor = wanted
        elif here is not None and not message.to_top:
            now = message.known.get(here.id) or here
            row = rows.row_of(now.id)
            if same and row is None and view.cursor >= len(rows) and not rows.complete:
                # The reader has gone further down while it was read.
                self.read()
                return False
            if row is not None and (same or view.rows.query.order == rows.query.order):
                cursor = row
            elif same:
                cursor = view.cursor
        view.words = rows.query.terms()
        view.empty = self.words_if_empty()
        view.show(rows, cursor, stay=same and wanted is None and not message.to_top)
        self.read_near_end()
        return True

    def _wanted_row(self, message: StoriesRead) -> int | None:
        """The row of the story that the cursor is to go to; None where it is not among those read."""
        if self._wanted is None or self._wanted not in message.known:
            return None
        story, self._wanted = message.known[self._wanted], None
        return message.rows.row_of(story.id) if story is not None else None

    def read_near_end(self) -> None:
        """Read more if the cursor is near the end of the loaded rows, unless that is under way."""
        rows = self._view.rows
        if not rows.complete and len(rows) - self._view.cursor < NEAR:
            self.read_on()

    def read_on(self, limit: int = PAGE, *, to_end: bool = False) -> None:
        """Read more of the list; with `to_end`, go to the last story that was read."""
        if to_end or self._more is None or self._more.is_finished:
            work = partial(self._read_on, self._view.rows, limit, to_end=to_end)
            self._more = self._screen.begin(work, group="more")

    def read_to_end(self) -> None:
        """Read the rest of the list, up to `MAX_TO_END` stories, and go to its end."""
        self.read_on(MAX_TO_END, to_end=True)

    async def _read_on(self, before: StoryRows, limit: int, *, to_end: bool) -> None:
        if not before.complete and len(before):
            rows = await self._session.ask(lambda store: _extended(store, before, limit))
            self._screen.post_message(MoreStoriesRead(before, rows, to_end))

    def take_more(self, message: MoreStoriesRead) -> None:
        """Show more of the list, unless it was reloaded since."""
        view = self._view
        if message.before is view.rows:
            view.show(message.rows, len(message.rows) - 1 if message.to_end else view.cursor, stay=True)
        elif message.to_end and view.rows.query == message.rows.query:
            self.read_to_end()
        else:
            self.read_near_end()


def _read_rows(
    store: Store, query: StoryListQuery, limit: int, ids: Collection[int]
) -> tuple[StoryRows, dict[int, StorySummary | None]]:
    summaries = store.stories(query.scope, limit)
    # The two reads are not atomic: if fewer stories came than asked for, there are no more.
    total = store.count_stories(query.scope) if len(summaries) == limit else len(summaries)
    rows = StoryRows(query, summaries, total)
    return rows, {story_id: next(iter(store.some_stories([story_id])), None) for story_id in ids}


def _extended(store: Store, rows: StoryRows, limit: int) -> StoryRows:
    return rows.extended(store.stories(rows.query.scope, limit, after=rows.summaries[-1]))
