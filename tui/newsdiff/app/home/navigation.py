"""How the reader moves about in the home screen: panes, articles, unread ones, filters, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.feed_list import FeedList
from newsdiff.app.home.state import FILTERS, PANES

if TYPE_CHECKING:
    from newsdiff.app.home.article_actions import ArticleActions
    from newsdiff.app.home.list_loader import ListLoader
    from newsdiff.app.home.mark_actions import MarkActions
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.widgets.block_view import BlockView

_FILTERED = {"all": "All articles", "unread": "Unread articles only", "starred": "Starred articles only"}


class Navigation:
    """Moves between panes and articles. Opening an article marks it read, and fetches its page if that is wanted."""

    def __init__(self, view: HomeView, lists: ListLoader, marks: MarkActions, articles: ArticleActions) -> None:
        self._view, self._lists, self._marks, self._articles = view, lists, marks, articles
        self._state, self._screen = view.state, view.screen
        view.feed_list.moved = self._moved_in_feeds
        view.entry_list.moved = self._moved_in_entries
        view.entry_view.moved = view.update_position

    # Moving

    def _moved_in_feeds(self) -> None:
        self._state.search = ""
        self._lists.choose_soon()

    def _moved_in_entries(self) -> None:
        self._lists.show_entry_soon()
        self._view.update_position()

    def change_pane(self, by: int) -> None:
        """Go to the pane on the right, or on the left."""
        number = PANES.index(self._state.pane) + by
        if self._view.is_first_run or not 0 <= number < len(PANES):
            return
        if PANES[number] == "text":
            self.open()
        else:
            self._lists.focus_pane(PANES[number])

    def open(self) -> None:
        """Open the article under the cursor."""
        if self._view.entry is not None:
            self._lists.focus_pane("text")
            self._read()

    def _read(self) -> None:
        self._marks.mark_read()
        self._articles.fetch_where_wanted()

    def unread(self, step: int) -> None:
        """Go to the next unread article (1) or the previous one (-1); in a search, to the next or previous hit."""
        view = self._view.entry_list
        if not self._state.search:
            self._lists.find_unread(step, self._go_to)
        elif 0 <= view.cursor + step < view.window.total:
            self._go_to(view.cursor + step)
        else:
            self._screen.show_status(f"No more hits {'below' if step > 0 else 'above'}")

    def _go_to(self, row: int) -> None:
        """Go to an article of the list; open it if the text pane has the focus."""
        in_text = self._state.pane == "text"
        if not in_text:
            self._lists.focus_pane("entries")
        self._view.entry_list.go(row)
        if in_text:
            self._lists.show_entry()
            self._read()
        else:
            self._lists.show_entry_soon()
        self._view.update_bars()

    def click(self, view: BlockView, block: int) -> None:
        """Go to the row that was clicked; a second click on an article opens it."""
        if isinstance(view, FeedList):
            self._lists.focus_pane("feeds")
            if view.go(block):
                self._moved_in_feeds()
        elif isinstance(view, EntryList):
            again = view.cursor == block and self._state.pane == "entries"
            self._lists.focus_pane("entries")
            if view.go(block):
                self._moved_in_entries()
            if again:
                self.open()
        else:
            self._lists.focus_pane("text")

    # What is shown

    def next_filter(self) -> None:
        """Show the articles of the next filter."""
        state = self._state
        state.filter = FILTERS[(FILTERS.index(state.filter) + 1) % len(FILTERS)]
        self._lists.focus_pane("entries")
        self._lists.open_list()
        key_of = self._screen.key_of
        more = "" if state.filter == "all" else f" · {key_of('back')} show all"
        self._screen.show_status(f"{_FILTERED[state.filter]} · {key_of('filter')} next filter{more}")

    def zen(self) -> None:
        """Show one pane alone, or all again."""
        self._state.zen = not self._state.zen
        self._view.fit()

    def back(self) -> None:
        """Undo one step: the single pane, the search, the filter, the marks, the feed; then go to the screen below."""
        state, feeds = self._state, self._view.feed_list
        if state.zen:
            self.zen()
        elif state.search:
            self._lists.end_search()
        elif state.filter != "all":
            state.filter = "all"
            self._lists.open_list()
        elif state.picked:
            self._marks.unpick()
        elif feeds.cursor > 0:
            feeds.go(0)
            self._lists.choose(self._view.feed_row.scope)
        elif self._screen.is_above:
            self._screen.close()
        else:
            self._screen.show_status(f"{self._screen.key_of('leave')} quits")

    async def leave(self) -> None:
        """Leave the search, then the screen."""
        if self._state.search:
            self._lists.end_search()
        elif self._screen.is_above:
            self._screen.close()
        else:
            await self._screen.navigator.leave()
