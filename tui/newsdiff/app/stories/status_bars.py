"""The lines around the panes of the stories screen: what is listed, where the reader is, what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.library_screen import MORE_HINTS_WIDTH

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.list_loader import StoryListLoader
    from newsdiff.app.stories.panes import StoryPanes
    from newsdiff.app.stories.story_actions import StoryActions


class StatusBars:
    """What the header, the headings of the panes and the hints show."""

    def __init__(
        self,
        session: LibrarySession,
        screen: BaseScreen,
        panes: StoryPanes,
        loader: StoryListLoader,
        actions: StoryActions,
    ) -> None:
        """Take the panes, and the controllers that know what is listed and marked."""
        self._session, self._screen, self._loader, self._actions = session, screen, loader, actions
        self._panes = panes
        self._list, self._preview = panes.story_list, panes.preview
        self.comparing = ""
        """How far comparing many stories is, in words."""
        self._unread = 0

    def count_unread(self) -> None:
        """Take the feeds as they are now."""
        self._unread = sum(feed.unread for feed in self._session.feeds.values())

    def update(self) -> None:
        """Show where the reader is now."""
        query, total = self._loader.query, self._list.rows.total
        self._screen.header.show(query.title, " · ".join(self._state()))
        position = f"{self._list.cursor + 1:,}/{total:,}" if total else ""
        self._panes.list_pane.set_heading(query.heading, position, focused=self._list.current)
        percent = f"{self._preview.percent}%" if self._list.summary else ""
        self._panes.preview_pane.set_heading("Summary", percent, focused=not self._list.current)
        hints = (self._screen.hint(name, does) for name, does in self._needed_keys())
        self._screen.hint_bar.show([hint for hint in hints if hint.key], always=2)

    def _state(self) -> list[str]:
        state = self._session.work_in_progress
        state += [self.comparing] if self.comparing else []
        state += [f"{len(self._actions.picked)} marked"] if self._actions.picked else []
        return [*state, f"{self._unread:,} unread articles"]

    def _needed_keys(self) -> list[tuple[str, str]]:
        """The keys that matter here; as many as fit beside those for help and leaving."""
        summary, picked, wide = self._list.summary, self._actions.picked, self._screen.size.width >= MORE_HINTS_WIDTH
        found = [("open", "compare")] if summary is not None else [("add-feed", "add a feed")]
        found += [("stop-reloading", "stop")] if self._session.work_in_progress else []
        found += [("merge", "merge")] if picked else []
        found += [("next-unread", "next unread"), ("filter", "filter")]
        if summary is not None and wide:
            found += [("watch", "unwatch" if summary.watched else "watch"), ("search", "search")]
        found += [("reload-all", "reload")] if wide or not picked else []
        found += [("articles", "articles and feeds" if wide else "articles")]
        last = self._list.current and not self._loader.query.search
        return [*found, ("keys", "keys"), ("leave", "quit" if last else "back")]
