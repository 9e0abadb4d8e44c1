"""Reads how the outlets of the story under the cursor begin, and its timeline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.debounce import Debounce
from newsdiff.app.stories.messages import PreviewRead

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.story_list import StoryList
    from newsdiff.app.stories.story_preview import StoryPreviewView
    from newsdiff.service.story_service import StoryService


class PreviewLoader:
    """Shows the story under the cursor of a list in the preview.

    It posts what it read to the screen as `PreviewRead`; the screen passes that on to `take`.
    """

    def __init__(
        self, session: LibrarySession, screen: BaseScreen, stories: StoryList, preview: StoryPreviewView
    ) -> None:
        self._session, self._screen, self._stories, self._preview = session, screen, stories, preview
        self._timer = Debounce(screen, self.show)

    def show_soon(self) -> None:
        """Show the story under the cursor when the cursor stops."""
        self._timer.start()

    def show(self) -> None:
        """Show the story under the cursor: at once what the list has of it, then what is read."""
        self._timer.stop()
        summary = self._stories.summary
        self._preview.words = self._stories.words
        self._preview.show(summary)
        if summary is not None:
            self._screen.begin(partial(self._read, summary.id), group="preview")

    async def _read(self, story_id: int) -> None:
        stories = (await self._session.service()).stories
        self._screen.post_message(await self._session.ask(lambda store: _read_preview(store, stories, story_id)))

    def take(self, message: PreviewRead) -> bool:
        """Show what was read; False if the reader is on another story by now."""
        summary = self._stories.summary
        if summary is None or summary.id != message.story_id:
            return False
        self._preview.show(summary, message.preview, message.timeline, message.suggestions)
        return True


def _read_preview(store: Store, stories: StoryService, story_id: int) -> PreviewRead:
    timeline, suggestions = store.story_timeline(story_id), len(store.suggestions(story_id))
    return PreviewRead(story_id, stories.preview(story_id), timeline, suggestions)
