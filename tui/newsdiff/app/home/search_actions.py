"""Actions on searches and on the mute list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.library.entries import ListScope
from newsdiff.errors import NewsdiffError, QueryError
from newsdiff.text_format import local_now

if TYPE_CHECKING:
    from newsdiff.app.home.list_loader import ListLoader
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.entries import SavedSearch


class SearchActions:
    """Searches articles, saves and removes searches, and edits the mute list."""

    def __init__(self, session: LibrarySession, view: HomeView, lists: ListLoader) -> None:
        self._session, self._view, self._lists = session, view, lists
        self._state, self._screen = view.state, view.screen

    async def ask(self) -> None:
        """Ask what to search for."""
        from newsdiff.app.dialogs.prompts import SEARCHED, InputDialog

        dialog = InputDialog("Find articles", SEARCHED, self._state.search, does="find")
        await self._screen.app.push_screen(dialog, self._search)

    def _search(self, query: str | None) -> None:
        if query is None:
            return
        if not query:
            self._lists.end_search()
            return
        try:
            # A fault in the search is shown before anything is left.
            _check(query)
        except QueryError as error:
            self._screen.show_notices([str(error)])
            return
        self._state.search = query
        self._lists.focus_pane("entries")
        self._lists.choose(ListScope("search", query))

    async def save(self) -> None:
        """Ask for a name for the search, and keep it among the feeds."""
        query, key_of = self._state.search, self._screen.key_of
        if not query:
            self._screen.show_status(f"Search first: {key_of('search')} asks for the words")
            return
        from newsdiff.app.dialogs.prompts import InputDialog

        def save(name: str | None) -> None:
            if name:
                # From now on it is one of the lists, and esc goes to all articles.
                self._state.search = ""
                words = f"“{name}” stands among the feeds now. {key_of('remove-feed')} there removes it"
                self._session.change(lambda store: store.save_search(name, query), words, entries=False)

        about = f"“{query}” will stand among the feeds under this name."
        await self._screen.app.push_screen(InputDialog("Save the search", about, query, does="save"), save)

    async def remove(self, search: SavedSearch) -> None:
        """Ask for confirmation, then remove a saved search."""
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        undo = self._screen.key_of("undo")

        def remove(sure: bool | None) -> None:
            if sure:
                words = f"“{search.name}” removed. {undo} brings it back"
                self._session.change(lambda store: store.remove_search(search.id), words)

        question = (
            f"Remove the saved search “{search.name}” ({search.query})? No article is lost; {undo} brings it back."
        )
        await self._screen.app.push_screen(ConfirmDialog("Remove the saved search", question, "remove"), remove)

    async def mute(self) -> None:
        """Show the mute list, and take what is added to it or removed from it."""
        try:
            mutes = await self._session.ask(lambda store: store.mutes())
        except NewsdiffError as error:
            self._screen.show_notices([str(error)])
            return
        undo = self._screen.key_of("undo")
        from newsdiff.app.dialogs.mutes import MuteDialog, change_mutes

        def change(line: str | None) -> None:
            if line:
                self._session.change(lambda store: change_mutes(store, line, undo), lambda words: words)

        await self._screen.app.push_screen(MuteDialog(mutes, self._view.entry, undo), change)


def _check(query: str) -> None:
    """Raises QueryError where a search cannot be understood."""
    from newsdiff.core.library.search_query import parse

    parse(query, local_now())
