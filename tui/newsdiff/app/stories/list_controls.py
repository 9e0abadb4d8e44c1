"""Filter, order and search of the list of stories, and going to unread ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.errors import QueryError

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.stories.list_loader import StoryListLoader
    from newsdiff.app.stories.story_counter import StoryCounter
    from newsdiff.app.stories.story_list import StoryList


class ListControls:
    """Has the loader read the chosen list, and says which one it is."""

    def __init__(self, screen: BaseScreen, view: StoryList, loader: StoryListLoader, counter: StoryCounter) -> None:
        self._screen, self._view, self._loader, self._counter = screen, view, loader, counter

    def next_filter(self) -> None:
        """List what the next filter lets through."""
        query = self._loader.query.next_filter()
        self._loader.choose(query)
        self._screen.show_status(f"Stories {query.filter_words}. {self._screen.key_of('filter')} goes on")

    def next_order(self) -> None:
        """List the same stories in the next order."""
        query = self._loader.query.next_order()
        self._loader.choose(query)
        self._screen.show_status(f"Now {query.order_words}. {self._screen.key_of('sort')} goes on")
        if query.order == "differing":
            self._counter.count_all()

    async def ask_search(self) -> None:
        """Ask what to search for. The dialog is awaited until it is open, so that keys typed ahead reach it."""
        from newsdiff.app.dialogs.prompts import SEARCHED, InputDialog

        dialog = InputDialog("Find stories", SEARCHED, self._loader.query.search, does="find")
        await self._screen.app.push_screen(dialog, self._search)

    def _search(self, search: str | None) -> None:
        if search is None or search == self._loader.query.search:
            return
        try:
            query = self._loader.query.searching(search)
        except QueryError as error:
            self._screen.show_status(str(error))
        else:
            self._screen.set_focus(self._view)
            self._loader.choose(query)

    def end_search(self) -> bool:
        """Go back to the list without the search; False where there was none."""
        query = self._loader.query
        if query.search:
            self._loader.choose(query.searching(""))
        return bool(query.search)

    def end_filter(self) -> bool:
        """Go back to the first filter; False where it is the one that holds."""
        query = self._loader.query
        if query.filter:
            self._loader.choose(query.filtered(0))
        return bool(query.filter)

    def go_unread(self, step: int) -> None:
        """Go to the next story with something unread, below (1) or above (-1)."""
        rows = self._view.rows
        row = rows.next_unread(self._view.cursor, step)
        if row is not None:
            self._view.go_to(row)
        elif step > 0 and not rows.complete:
            self._loader.read_on()
            self._screen.show_status("No unread story among those read so far; more are being read")
        else:
            self._screen.show_status("No unread story below" if step > 0 else "No unread story above")
