"""How the reader moves about in the home screen: rows, panes, unread articles, filters, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.feed_list import FeedList
from newsdiff.app.home.state import HomeBase
from newsdiff.app.widgets.block_view import BlockView

if TYPE_CHECKING:
    from newsdiff.app.home.state import FilterName, PaneName

PANES: tuple[PaneName, ...] = ("feeds", "entries", "text")
"""The panes, from left to right."""


class Navigation(HomeBase):
    """Where the reader is; what is there is read by others."""

    # Moving

    def action_move(self, by: int) -> None:
        """Go down or up in the pane."""
        if self.pane == "text":
            self.entry_view.scroll_lines(by)
            self.show_headings()
        else:
            view = self.feed_list if self.pane == "feeds" else self.entry_list
            self._moved(moved=view.go(view.cursor + by))

    def action_page(self, part: float) -> None:
        """Go down or up by a part of the pane."""
        if self.pane == "text":
            self.entry_view.scroll_lines(round(part * (self.entry_view.size.height - 1)))
            self.show_headings()
        else:
            view = self.feed_list if self.pane == "feeds" else self.entry_list
            self._moved(moved=view.page(part))

    def run_action_page(self) -> None:
        """Go down by a page in the pane that the reader is in."""
        self.action_page(1)

    def action_edge(self, end: int) -> None:
        """Go to the beginning or the end."""
        if self.pane == "text":
            view = self.entry_view
            view.jump(view.tops[-1] if end > 0 else 0)
            self.show_headings()
        else:
            rows = self.feed_list if self.pane == "feeds" else self.entry_list
            self._moved(moved=rows.go(len(rows.heights) - 1 if end > 0 else 0))

    def _moved(self, *, moved: bool) -> None:
        if not moved:
            return
        if self.pane == "feeds":
            self.searched = ""
            self.choose_soon()
        else:
            self.rest()
            self.show_headings()

    def action_pane(self, by: int) -> None:
        """Go to the pane on the right or left."""
        place = PANES.index(self.pane) + by
        if not 0 <= place < len(PANES) or not self.feeds:
            return
        if PANES[place] == "text":
            self.action_open()
        else:
            self.focus_pane(PANES[place])

    def action_open(self) -> None:
        """Go into what is under the cursor."""
        if self.pane == "feeds":
            self.focus_pane("entries")
        elif self.pane == "entries" and self.entry is not None:
            self.focus_pane("text")
            self.mark_read()
            self.fetch_where_wanted()

    def action_unread(self, step: int) -> None:
        """Go to the next or previous unread article; in a search, to the next or previous hit."""
        view = self.entry_list
        if not self.searched:
            self.go_unread(step)
        elif 0 <= view.cursor + step < view.listing.total:
            self.go_to(view.cursor + step)
        else:
            self.tell("No further hit below" if step > 0 else "No further hit above")

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        view = message.view
        if isinstance(view, FeedList):
            self.focus_pane("feeds")
            self._moved(moved=view.go(message.block))
        elif isinstance(view, EntryList):
            again = view.cursor == message.block and self.pane == "entries"
            self.focus_pane("entries")
            self._moved(moved=view.go(message.block))
            if again:
                self.action_open()
        else:
            self.focus_pane("text")

    # Looking

    def action_filter(self) -> None:
        """The next filter."""
        order: tuple[FilterName, ...] = ("all", "unread", "starred")
        self.filter = order[(order.index(self.filter) + 1) % len(order)]
        self.focus_pane("entries")
        self.open_list()
        words = {"all": "All articles", "unread": "Unread articles only", "starred": "Articles with a star only"}
        self.tell(f"{words[self.filter]}. f for the next filter{'' if self.filter == 'all' else ', esc for all'}")

    def action_zen(self) -> None:
        """One pane alone, or all again."""
        self.zen = not self.zen
        self.fit()

    @property
    def aside(self) -> bool:
        """The reader has turned to something that esc ends."""
        return self.zen or bool(self.searched) or self.filter != "all" or bool(self.picked)

    def action_back(self) -> None:
        """Undo one step of looking: the text, the single pane, the search, the filter, the marks, the feed."""
        if self.pane == "text":
            self.focus_pane("entries")
        elif self.zen:
            self.action_zen()
        elif self.searched:
            self.end_search()
        elif self.filter != "all":
            self.filter = "all"
            self.open_list()
        elif self.picked:
            self.unpick()
        elif self.feed_list.cursor > 0:
            self.feed_list.go(0)
            self.choose(self.feed_row.scope)
        elif len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.tell("q quits")
