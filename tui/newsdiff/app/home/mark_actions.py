"""Marks of articles: read, star, tag, all read, undo, and those that are marked for comparing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.home.messages import ArticlesLoaded
from newsdiff.wording import undone_step

if TYPE_CHECKING:
    from newsdiff.app.home.list_loader import ListLoader
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.undo import UndoneStep
    from newsdiff.service import LoadedArticles

LEAST = 2
"""Articles that can be compared."""


class MarkActions:
    """Marks are shown at once, and stored a moment later in the order of the keys."""

    def __init__(self, session: LibrarySession, view: HomeView, lists: ListLoader) -> None:
        self._session, self._view, self._lists = session, view, lists
        self._state, self._screen = view.state, view.screen

    def _show(self, entry: Entry) -> None:
        self._state.recent[entry.id] = entry
        self._view.entry_list.change(entry)
        self._view.update_bars()

    # One article

    def mark_read(self, *, read: bool = True) -> None:
        """Mark the article under the cursor read or unread."""
        entry = self._view.entry
        if entry is None or entry.read is read:
            return
        self._show(replace(entry, read=read))
        self._session.change(lambda store: store.mark_read([entry.id], read), entries=False)

    def toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        if self._view.entry is not None:
            self.mark_read(read=not self._view.entry.read)

    def star(self) -> None:
        """Give the article a star, or take it away."""
        entry = self._view.entry
        if entry is not None:
            self._show(replace(entry, starred=not entry.starred))
            self._session.change(lambda store: store.star([entry.id], on=not entry.starred), entries=False)

    async def tag(self) -> None:
        """Ask for a tag to give the article, or to take away."""
        entry = self._view.entry
        if entry is None:
            return
        from newsdiff.app.dialogs.prompts import InputDialog

        about = f"It has: {', '.join(entry.tags)}. One of these is taken away." if entry.tags else "It has none yet."
        dialog = InputDialog("Tag the article", about, hint="a word or two")
        await self._screen.app.push_screen(dialog, lambda tag: self._tag(entry, tag))

    def _tag(self, entry: Entry, tag: str | None) -> None:
        # The feed list shows tags as #tag, so they may be typed like that.
        name = " ".join((tag or "").removeprefix("#").split()).casefold()
        if not name:
            return
        there = name in entry.tags
        tags = tuple(sorted({*entry.tags} ^ {name}))
        self._show(replace(entry, tags=tags))
        self._session.change(lambda store: store.tag([entry.id], name, on=not there), entries=False)
        self._lists.show_entry()

    # Many articles

    async def mark_all_read(self) -> None:
        """Ask, then mark the whole list read."""
        window, row, search = self._view.entry_list.window, self._view.feed_row, self._state.search
        if not window.total:
            self._screen.show_status("There is nothing here to mark")
            return
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        name = f" of the search “{search}”" if search else f" of “{row.label}”"
        name = "" if row.scope.kind == "all" and not search else name
        only = " with a star" if self._state.filter == "starred" else ""
        undo = self._screen.key_of("undo")
        question = f"Mark all articles{only}{name} as read? {undo} takes it back."

        def reported(count: int) -> str:
            return f"{count:,} marked read. {undo} takes it back" if count else "All of it was read already"

        def mark(sure: bool | None) -> None:
            if sure:
                latest = window.latest or None
                self._session.change(lambda store: store.mark_all_read(window.scope, latest), reported)

        await self._screen.app.push_screen(ConfirmDialog("Mark all read", question, "mark read"), mark)

    def undo(self) -> None:
        """Take back the last thing done to many articles."""

        def reported(undone: UndoneStep | None) -> str:
            if undone is None:
                return "Nothing to take back: it is for what changed many articles"
            return f"Taken back: {undone_step(undone)}"

        self._session.change(lambda store: store.undo(), reported)

    # Comparing

    def pick(self) -> None:
        """Mark the article for comparing, or take the mark away, and go on to the next one."""
        entry, view = self._view.entry, self._view.entry_list
        if entry is None:
            return
        if self._state.picked.pop(entry.id, None) is None:
            self._state.picked[entry.id] = entry
        view.set_picked(self._state.picked)
        view.go(view.cursor + 1)
        self._lists.show_entry_soon()
        self._view.update_bars()

    def unpick(self) -> None:
        """Take the marks for comparing away."""
        self._state.picked.clear()
        self._view.entry_list.set_picked(())
        self._view.update_bars()

    def compare(self) -> None:
        """Load the articles that are marked, to compare them."""
        picked, key_of = self._state.picked, self._screen.key_of
        if self._session.feed_service is None:
            return
        if len(picked) < LEAST:
            more = "one more article" if picked else "two articles or more"
            self._screen.show_status(f"Mark {more} with {key_of('pick')} first, then {key_of('compare')} compares them")
            return
        self._screen.show_status(f"Getting {len(picked)} articles to compare …")
        self._screen.begin(partial(self._load, list(picked)), group="compare")

    async def _load(self, ids: list[int]) -> None:
        self._screen.post_message(ArticlesLoaded(await (await self._session.service()).articles(ids)))

    async def open(self, loaded: LoadedArticles) -> None:
        """Open the articles that were loaded in the compare view."""
        if len(loaded.articles) < LEAST:
            words = " ".join(loaded.notices) or "Only one of these articles has a text to compare"
            self._screen.show_notices([words])
            return
        await self._screen.navigator.open_articles(loaded)
        self.unpick()
