"""The base of the controllers of the home screen: what each of them is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdiff.app.home.list_loader import ListLoader
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.session import LibrarySession


class HomeController:
    """Acts on the library, and shows the result in the view."""

    def __init__(self, session: LibrarySession, view: HomeView, lists: ListLoader) -> None:
        self._session, self._view, self._lists = session, view, lists
        self._state, self._screen = view.state, view.screen
