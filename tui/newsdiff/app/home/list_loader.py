"""How the home screen reads: the feeds, the list that was chosen, the article under the cursor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work

from newsdiff.app.gc_policy import resume_gc
from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.entry_window import EntryWindow, fetch, find_unread, open_listing
from newsdiff.app.home.feed_tree import feed_rows
from newsdiff.app.home.state import HomeBase
from newsdiff.app.messages import FeedsRead, ListOpened, StoreOpened, TextRead, UnreadFound, WindowRead
from newsdiff.core.library.entries import ListScope
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.search_query import QueryTerm

PAUSE = 0.06
"""Seconds that the cursor rests on an article before its text is read: a held key goes past the others."""

SOON = 0.15
"""Seconds in which changes are gathered before the counts of the feeds are read anew."""


class ListLoader(HomeBase):
    """The part of the home screen that reads the store and takes what it says."""

    _resting: Timer | None = None
    _counting: Timer | None = None
    _choosing: Timer | None = None
    _read = FeedsRead((), (), ())
    """What stands among the feeds."""

    # The store

    @work(exclusive=True, exit_on_error=False, group="open")
    async def open_store(self) -> None:
        """Open the store, and read what the screen begins with."""
        feeds = await self.ask(_read_feeds)
        self.post_message(StoreOpened(self.context.feed_service, feeds))

    @on(StoreOpened)
    def _store_opened(self, message: StoreOpened) -> None:
        self.feed_service = message.feed_service
        self._feeds_read(message.feeds)
        self.fit()
        self.open_list()
        self.begin_watch()
        self.tell_all(message.feed_service.notices)

    # Feeds

    def read_feeds_soon(self) -> None:
        """Read the feeds and their counts anew, once for several changes."""
        if self._counting is None:
            self._counting = self.set_timer(SOON, self.read_feeds)

    @work(exclusive=True, exit_on_error=False, group="feeds")
    async def read_feeds(self) -> None:
        """Read the feeds and their counts anew."""
        self._counting = None
        self.post_message(await self.ask(_read_feeds))

    @on(FeedsRead)
    def _feeds_read(self, message: FeedsRead) -> None:
        before = bool(self.feeds)
        self.feeds = {feed.id: feed for feed in message.feeds}
        self._read = message
        view, rows = self.feed_list, feed_rows(message.feeds, message.searches, message.tags, self.folded)
        here = view.row.scope if self.pane == "feeds" and view.row else self.scope
        if rows != view.rows:
            view.show(rows, here)
        if not self.searched and all(row.scope != self.scope for row in rows):
            # The feed, the tag or the search that was shown is gone.
            self.choose(ListScope())
        if before != bool(self.feeds):
            self.fit()
        self.follow()

    def fold(self) -> None:
        """List the feeds of the group under the cursor no more, or again; where there is none, go down a page."""
        row = self.feed_list.row
        group = row.feed.settings.group if row and row.feed else row.scope.value if row else ""
        if row is None or not (row.scope.kind == "group" or row.indent):
            self.run_action_page()
            return
        self.folded ^= {group}
        read = self._read
        self.feed_list.show(feed_rows(read.feeds, read.searches, read.tags, self.folded), ListScope("group", group))
        self.choose_soon()
        self.follow()

    def begin_watch(self) -> None:
        """From now on, look whether feeds are due."""
        raise NotImplementedError

    # The list

    @property
    def shown(self) -> ListScope:
        """The list that was chosen, with the filter."""
        if self.filter == "all":
            return self.scope
        return replace(self.scope, unread=self.filter == "unread", starred=self.filter == "starred")

    def choose(self, scope: ListScope) -> None:
        """Show another list from its top."""
        if scope != self.scope:
            self.scope = scope
            self.entry_list.cursor = -1
            self.open_list()

    def choose_soon(self) -> None:
        """Show the list under the cursor of the feeds when the cursor has come to rest."""
        if self._choosing is None:
            self._choosing = self.set_timer(PAUSE, self._choose)
        else:
            self._choosing.reset()

    def _choose(self) -> None:
        self._choosing = None
        self.choose(self.feed_row.scope)

    @work(exclusive=True, exit_on_error=False, group="list")
    async def open_list(self) -> None:
        """Read the list that was chosen, on the article that the reader is on where the list has it."""
        await self._open(slid=False)

    @work(exclusive=True, exit_on_error=False, group="list")
    async def reload_list(self) -> None:
        """Read the list anew, without moving the reader."""
        await self._open(slid=True)

    async def _open(self, *, slid: bool) -> None:
        # What was marked before is on the disk by then; what is marked from now on is in `recent`.
        async with self._turn:
            self.recent.clear()
        scope, anchor = self.shown, self.entry
        listing, cursor = await self.ask(lambda store: open_listing(store, scope, anchor, stay=slid))
        self.post_message(ListOpened(listing, cursor, slid))

    @on(ListOpened)
    def _list_opened(self, message: ListOpened) -> None:
        listing = message.listing
        if listing.scope != self.shown:
            return
        for entry in self.recent.values():
            row = listing.row_of(entry.id)
            if row is not None:
                listing.change(row, entry)
        view = self.entry_list
        slid = message.slid and view.listing.scope == listing.scope
        # The cursor may have moved while the list was read.
        moved = listing.row_of(view.entry.id) if slid and view.entry else None
        view.outlets = listing.scope.kind != "feed"
        view.empty = self._nothing()
        view.words = self.entry_view.words = _searched(listing.scope)
        view.show(listing, message.cursor if moved is None else moved, slid=slid)
        self.show_entry()
        self.follow()
        if message.slid and self.beside is not None:
            self.beside.read_stories(stay=True)
        # Whoever started the program may have put the collector aside until there is something to see.
        self.call_after_refresh(resume_gc)

    def _nothing(self) -> str:
        if self.filter == "unread":
            return "Everything here is read: f shows all"
        if self.filter == "starred":
            return "Nothing here has a star: f shows all"
        if self.scope.kind == "search":
            last = self.scope.value.split()[-1]
            more = f"; {last}* finds longer words too" if last.isalnum() else ""
            return f"Nothing was found: / searches again, esc ends it{more}"
        if self.scope.kind == "starred":
            return "Nothing has a star yet: s gives one"
        return "No articles yet: R asks the feeds for them"

    @on(EntryList.Wanted)
    def _wanted(self, message: EntryList.Wanted) -> None:
        self.read_window(message.listing, message.window)

    @work(exit_on_error=False, group="window")
    async def read_window(self, listing: EntryWindow, window: int) -> None:
        """Read some rows of the list."""
        request = listing.request(window)
        self.post_message(WindowRead(listing, window, await self.ask(lambda store: fetch(store, request))))

    @on(WindowRead)
    def _window_read(self, message: WindowRead) -> None:
        view = self.entry_list
        if message.listing is not view.listing:
            return
        view.listing.put(message.window, message.rows, view.cursor)
        view.arrived(message.window)
        if self.entry_view.entry is None or (self.entry and self.entry.id != self.entry_view.entry.id):
            self.show_entry()
        self.follow()

    # Unread

    def go_unread(self, step: int) -> None:
        """Go to the next unread article, below or above; in the text, open it."""
        view, entry = self.entry_list, self.entry
        if entry is None:
            return
        row = view.listing.next_unread(view.cursor, step)
        if row is None:
            self.find_unread(view.listing, entry, step)
        else:
            self.unread_found(UnreadFound(view.listing, row, step))

    @work(exclusive=True, exit_on_error=False, group="unread")
    async def find_unread(self, listing: EntryWindow, entry: Entry, step: int) -> None:
        """Look for the next unread article among those that are not in memory."""
        async with self._turn:
            row = await self.ask(lambda store: find_unread(store, listing, entry, step))
        self.post_message(UnreadFound(listing, row, step))

    @on(UnreadFound)
    def unread_found(self, message: UnreadFound) -> None:
        """Go to the unread article that was found, or say that there is none."""
        view = self.entry_list
        if message.listing is not view.listing:
            return
        if message.row < 0:
            where = "below" if message.step > 0 else "above"
            self.tell(f"No unread article {where}")
        else:
            self.go_to(message.row)

    def go_to(self, row: int) -> None:
        """Go to an article of the list; where the reader is in a text, open it there."""
        if self.pane == "feeds":
            self.focus_pane("entries")
        self.entry_list.go(row)
        if self.pane == "text":
            self.show_entry()
            self.mark_read()
            self.fetch_where_wanted()
        else:
            self.rest()
        self.follow()

    # The article

    def rest(self) -> None:
        """Show the article under the cursor when the cursor has come to rest."""
        if self._resting is None:
            self._resting = self.set_timer(PAUSE, self.show_entry)
        else:
            self._resting.reset()

    def show_entry(self) -> None:
        """Show the article under the cursor."""
        entry, view = self.entry, self.entry_view
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if entry is None:
            view.show(None, None)
        elif view.display and self.query_one("#text").display:
            self.read_text(entry)

    @work(exclusive=True, exit_on_error=False, group="text")
    async def read_text(self, entry: Entry) -> None:
        """Read the texts of an article."""
        self.post_message(TextRead(entry, await self.ask(lambda store: store.entry_text(entry.id))))


def _searched(scope: ListScope) -> tuple[QueryTerm, ...]:
    """The words that a list was searched by."""
    if scope.kind != "search":
        return ()
    from newsdiff.core.library.search_query import parse

    return parse(scope.value, local_now()).words


def _read_feeds(store: Store) -> FeedsRead:
    return FeedsRead(store.feeds(), store.saved_searches(), store.tags())
