"""What the parts of the home screen share: its state, and how they ask and tell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, TypeVar

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.entry_view import EntryView
from newsdiff.app.home.feed_list import FeedList
from newsdiff.app.home.feed_tree import FeedRow
from newsdiff.app.messages import WorkFailed
from newsdiff.core.library.entries import ListScope
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from newsdiff.adapters.store import Store
    from newsdiff.app.refresh_progress import RefreshProgress
    from newsdiff.app.stories.screen import StoriesScreen
    from newsdiff.config import Config
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.service.protocols import Context, Feeds

T = TypeVar("T")

PaneName = Literal["feeds", "entries", "text"]
"""The panes, from left to right."""

FilterName = Literal["all", "unread", "starred"]


class HomeBase(BaseScreen):
    """The state of the home screen.

    Whatever asks the store does so off the event loop. Reading may overtake reading; what changes the store is done in
    the order in which the keys came (`in_turn`), and shown at once.
    """

    def __init__(self, context: Context, config: Config) -> None:
        super().__init__()
        self.context, self.config = context, config
        self.feed_service: Feeds | None = None
        """None until the store is open."""
        self.feeds: dict[int, Feed] = {}
        self.scope = ListScope()
        """The list that was chosen, without the filter."""
        self.filter: FilterName = "all"
        self.searched = ""
        """The search that was typed, while its hits are the list."""
        self.pane: PaneName = "entries"
        self.zen = False
        self.picked: dict[int, Entry] = {}
        """The entries that are marked for comparing, in the order of marking."""
        self.client: RefreshProgress | None = None
        """How far it is, while feeds are reloaded."""
        self.beside: StoriesScreen | None = None
        """The stories, while they lie over this screen."""
        self.folded: set[str] = set()
        """Groups whose feeds are not listed."""
        self.recent: dict[int, Entry] = {}
        """Entries whose marks have changed since the list began to be read."""
        self._turn = asyncio.Lock()

    def tell(self, words: str) -> None:
        """Say a sentence where the keys stand, be it those of the stories over this screen."""
        if self.beside is not None:
            self.beside.tell(words)
        else:
            super().tell(words)

    # Widgets

    @property
    def feed_list(self) -> FeedList:
        """The pane of feeds."""
        return self.query_one(FeedList)

    @property
    def entry_list(self) -> EntryList:
        """The pane of articles."""
        return self.query_one(EntryList)

    @property
    def entry_view(self) -> EntryView:
        """The pane of one article."""
        return self.query_one(EntryView)

    # What the reader is on

    @property
    def entry(self) -> Entry | None:
        """The article that keys are about: the one under the cursor of the list."""
        return self.entry_list.entry

    @property
    def feed(self) -> Feed | None:
        """The feed that keys are about: the one under the cursor, or that of the article."""
        if self.pane == "feeds":
            row = self.feed_list.row
            return row.feed if row else None
        return self.feeds.get(self.entry.feed_id) if self.entry else None

    @property
    def feed_row(self) -> FeedRow:
        """The row of the feed list that is shown."""
        return self.feed_list.row or FeedRow("All articles", ListScope())

    # Asking

    async def stand(self) -> Feeds:
        """The newsstand, opened off the event loop if it is not open yet. Raises StoreError."""
        if self.feed_service is None:
            return await asyncio.to_thread(lambda: self.context.feed_service)
        return self.feed_service

    async def ask(self, call: Callable[[Store], T]) -> T:
        """What a call to the store gives, off the event loop. Raises what it raises."""
        return await asyncio.to_thread(lambda: call(self.context.feed_service.store))

    def in_turn(self, work: Coroutine[object, object, None]) -> None:
        """Have something done after what was asked for before it. A `NewsdiffError` of it is told."""

        async def turn() -> None:
            async with self._turn:
                await work

        self.run_worker(turn(), group="turn", exit_on_error=False)

    def change(self, call: Callable[[Store], object]) -> None:
        """Have the store changed, in turn. What was shown before is put right where it fails."""

        async def changed() -> None:
            try:
                await self.ask(call)
            except NewsdiffError as error:
                self.post_message(WorkFailed(error))
                self.reload_list()
            self.read_feeds_soon()

        self.in_turn(changed())

    # Given by the other parts

    def choose_soon(self) -> None:
        """Show the list under the cursor of the feeds when the cursor has come to rest."""
        raise NotImplementedError

    def go_unread(self, step: int) -> None:
        """Go to the next unread article, below or above; in the text, open it."""
        raise NotImplementedError

    def go_to(self, row: int) -> None:
        """Go to an article of the list; where the reader is in a text, open it there."""
        raise NotImplementedError

    def end_search(self) -> None:
        """Go back to the list that the feeds show."""
        raise NotImplementedError

    def fold(self) -> None:
        """List the feeds of the group under the cursor no more, or again; where there is none, go down a page."""
        raise NotImplementedError

    def run_action_page(self) -> None:
        """Go down by a page in the pane that the reader is in."""
        raise NotImplementedError

    def unpick(self) -> None:
        """Take the marks for comparing away."""
        raise NotImplementedError

    def show_headings(self) -> None:
        """Name the panes, and how far the reader is in each."""
        raise NotImplementedError

    def fit(self) -> None:
        """Give each part its place in the present window."""
        raise NotImplementedError

    def choose(self, scope: ListScope) -> None:
        """Show another list from its top."""
        raise NotImplementedError

    def reload_list(self) -> object:
        """Read the list anew, without moving the reader."""
        raise NotImplementedError

    def open_list(self) -> object:
        """Read the list that was chosen."""
        raise NotImplementedError

    def read_feeds(self) -> object:
        """Read the feeds and their counts anew."""
        raise NotImplementedError

    def read_feeds_soon(self) -> None:
        """Read the feeds and their counts anew, once for several changes."""
        raise NotImplementedError

    def show_entry(self) -> None:
        """Show the article under the cursor."""
        raise NotImplementedError

    def rest(self) -> None:
        """Show the article under the cursor when the cursor has come to rest."""
        raise NotImplementedError

    def focus_pane(self, pane: PaneName) -> None:
        """Go to a pane."""
        raise NotImplementedError

    def follow(self) -> None:
        """Let bars and headings say where the reader is."""
        raise NotImplementedError

    def mark_read(self, *, read: bool = True) -> None:
        """Mark the article under the cursor read or unread."""
        raise NotImplementedError

    def fetch_where_wanted(self) -> None:
        """Fetch the page of the article that was opened, where its feed's settings say so."""
        raise NotImplementedError
