"""Fills the panes of the home screen: the feeds, the list that was chosen, the article under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.gc_policy import resume_gc
from newsdiff.app.home.entry_window import fetch, find_unread, open_window
from newsdiff.app.home.feed_tree import feed_rows
from newsdiff.app.home.messages import TextRead
from newsdiff.app.messages import FeedsRead
from newsdiff.core.library.entries import ListScope
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from newsdiff.app.home.entry_list import EntryList
    from newsdiff.app.home.entry_window import EntryWindow
    from newsdiff.app.home.state import PaneName
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.search_query import QueryTerm

PAUSE = 0.06
"""Seconds that the cursor stays on an article before its text is read, so that a held key reads no others."""


class ListLoader:
    """Reads from the store off the event loop, and shows the results in the panes.

    Work ends with the screen, which gets the results by its message queue.
    """

    def __init__(self, session: LibrarySession, view: HomeView) -> None:
        self._session, self._view, self._state, self._screen = session, view, view.state, view.screen
        self._read = FeedsRead((), (), ())
        """What the feed list was made of."""
        self._resting: Timer | None = None
        self._choosing: Timer | None = None

    # Feeds

    def take_feeds(self, read: FeedsRead) -> None:
        """Show the feeds and their counts."""
        began, self._read = bool(read.feeds) != bool(self._read.feeds), read
        view, state = self._view.feed_list, self._state
        rows = feed_rows(read.feeds, read.searches, read.tags, state.folded)
        here = view.row.scope if state.pane == "feeds" and view.row else state.scope
        if rows != view.rows:
            view.show(rows, here)
        if not state.search and all(row.scope != state.scope for row in rows):
            # The feed, tag or search that was shown does not exist any more.
            self.choose(ListScope())
        if any(entry.feed_id not in self._session.feeds for entry in state.picked.values()):
            state.picked = {key: entry for key, entry in state.picked.items() if entry.feed_id in self._session.feeds}
            self._view.entry_list.set_picked(state.picked)
        if began:
            self._view.fit()
        self._view.update_bars()

    def fold(self) -> None:
        """List the feeds of the group under the cursor no more, or again; where there is none, go down a page."""
        view, read = self._view.feed_list, self._read
        row = view.row
        if row is None or not (row.scope.kind == "group" or row.indent):
            view.action_page(1)
            return
        group = row.feed.settings.group if row.feed else row.scope.value
        self._state.folded ^= {group}
        view.show(feed_rows(read.feeds, read.searches, read.tags, self._state.folded), ListScope("group", group))
        self.choose_soon()
        self._view.update_bars()

    # The list

    def focus_pane(self, pane: PaneName) -> None:
        """Go to a pane: the articles are then those of the feed under the cursor, the text is that of the article."""
        if pane == self._state.pane:
            return
        self._view.focus(pane)
        row = self._view.feed_list.row
        if pane == "entries" and not self._state.search and row is not None:
            self.choose(row.scope)
        if not self._view.shows_entry:
            self.show_entry()

    def choose(self, scope: ListScope) -> None:
        """Show another list from its top."""
        if scope != self._state.scope:
            self._state.scope = scope
            self._view.entry_list.cursor = -1
            self.open_list()

    def choose_soon(self) -> None:
        """Show the list under the cursor of the feeds when the cursor stops."""
        if self._choosing is None:
            self._choosing = self._screen.set_timer(PAUSE, self._choose)
        else:
            self._choosing.reset()

    def _choose(self) -> None:
        self._choosing = None
        self.choose(self._view.feed_row.scope)

    def end_search(self) -> None:
        """Go back to the list that the feeds show."""
        self._state.search = ""
        self.choose(self._view.feed_row.scope)

    def open_list(self) -> None:
        """Read the chosen list, with the cursor on the current article if the list contains it."""
        self._screen.begin(partial(self._open_list, stay=False), group="list")

    def reload_list(self) -> None:
        """Read the list anew, without moving the reader."""
        self._screen.begin(partial(self._open_list, stay=True), group="list")

    async def _open_list(self, *, stay: bool) -> None:
        # Earlier marks are stored by then; marks set from now on are in `recent`.
        await self._session.settled()
        self._state.recent.clear()
        scope, anchor = self._state.listed, self._view.entry
        window, cursor = await self._session.ask(lambda store: open_window(store, scope, anchor, stay=stay))
        self._screen.call_later(self._show_list, window, cursor, stay=stay)

    def _show_list(self, window: EntryWindow, cursor: int, *, stay: bool) -> None:
        if window.scope != self._state.listed:
            return
        for entry in self._state.recent.values():
            row = window.row_of(entry.id)
            if row is not None:
                window.change(row, entry)
        view = self._view.entry_list
        stay = stay and view.window.scope == window.scope
        # The cursor may have moved while the list was read.
        moved = window.row_of(view.entry.id) if stay and view.entry else None
        view.outlets = window.scope.kind != "feed"
        view.empty = self._why_empty()
        view.words = self._view.entry_view.words = _searched(window.scope)
        view.show(window, cursor if moved is None else moved, slid=stay)
        self.show_entry()
        self._view.update_bars()
        # The command line has turned garbage collection off until something is shown.
        self._screen.call_after_refresh(resume_gc)

    def _why_empty(self) -> str:
        key, scope = self._screen.key_of, self._state.scope
        if self._state.filter == "unread":
            return f"Everything here is read: {key('filter')} shows all"
        if self._state.filter == "starred":
            return f"Nothing here has a star: {key('filter')} shows all"
        if scope.kind == "search":
            last = scope.value.split()[-1]
            more = f"; {last}* finds longer words too" if last.isalnum() else ""
            return f"Nothing was found: {key('search')} searches again, {key('back')} ends it{more}"
        if scope.kind == "starred":
            return f"Nothing has a star yet: {key('star')} gives one"
        return f"No articles yet: {key('reload-all')} asks the feeds for them"

    def read_chunk(self, message: EntryList.ChunkWanted) -> None:
        """Read rows that have come into view, or near it."""
        window, chunk = message.window, message.chunk
        request = window.request(chunk)

        async def read() -> None:
            rows = await self._session.ask(lambda store: fetch(store, request))
            self._screen.call_later(self._take_chunk, window, chunk, rows)

        self._screen.begin(read, group="chunk", exclusive=False)

    def _take_chunk(self, window: EntryWindow, chunk: int, rows: tuple[Entry, ...]) -> None:
        view = self._view.entry_list
        if window is not view.window:
            return
        window.put(chunk, rows, view.cursor)
        view.arrived(chunk)
        if not self._view.shows_entry:
            self.show_entry()
        self._view.update_bars()

    def find_unread(self, step: int, found: Callable[[int], None]) -> None:
        """Look for the next unread article, below (1) or above (-1), and give its row to `found`: at once where it is
        in memory."""
        view, entry = self._view.entry_list, self._view.entry
        if entry is None:
            return
        window = view.window

        def give(row: int) -> None:
            if window is not view.window:
                return
            if row < 0:
                self._screen.show_status(f"No unread article {'below' if step > 0 else 'above'}")
            else:
                found(row)

        async def find() -> None:
            await self._session.settled()
            row = await self._session.ask(lambda store: find_unread(store, window, entry, step))
            self._screen.call_later(give, row)

        row = window.next_unread(view.cursor, step)
        if row is None:
            self._screen.begin(find, group="unread")
        else:
            give(row)

    # The article

    def show_entry_soon(self) -> None:
        """Show the article under the cursor when the cursor stops."""
        if self._resting is None:
            self._resting = self._screen.set_timer(PAUSE, self.show_entry)
        else:
            self._resting.reset()

    def show_entry(self) -> None:
        """Show the article under the cursor."""
        entry = self._view.entry
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if entry is None:
            self._view.entry_view.show(None, None)
        elif self._view.text_visible:
            self._screen.begin(partial(self.read_text, entry), group="text")

    async def read_text(self, entry: Entry) -> None:
        """Read the texts of an article; the screen gets them in a message."""
        text = await self._session.ask(lambda store: store.entry_text(entry.id))
        self._screen.post_message(TextRead(entry, text))


def _searched(scope: ListScope) -> tuple[QueryTerm, ...]:
    """The words that a list was searched by."""
    if scope.kind != "search":
        return ()
    from newsdiff.core.library.search_query import parse

    return parse(scope.value, local_now()).words
