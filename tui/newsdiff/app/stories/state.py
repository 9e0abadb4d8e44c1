"""What the parts of the stories screen share: its state, and how they ask and tell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, TypeVar

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.feed_actions import FeedActions
from newsdiff.app.stories.story_list import StoryList
from newsdiff.app.stories.story_preview import StoryPreviewView
from newsdiff.core.library.stories import StoryScope
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.adapters.store import Store
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.service.story_service import StoryService

T = TypeVar("T")

PaneName = Literal["stories", "preview"]
"""The panes, from left to right."""

LOOKS: tuple[tuple[str, StoryScope], ...] = (
    ("told by two outlets or more", StoryScope(min_outlets=2)),
    ("told by three outlets or more", StoryScope(min_outlets=3)),
    ("with something unread", StoryScope(min_outlets=2, unread=True)),
    ("with a star", StoryScope(starred=True)),
    ("watched", StoryScope(watched=True)),
    ("told by one outlet or more", StoryScope()),
)
"""What the filter goes through, each with its words."""


class StoriesState(BaseScreen):
    """The state of the stories screen. It lies over the home screen, which goes on asking feeds."""

    def __init__(self, session: LibrarySession) -> None:
        super().__init__()
        self.session = session
        self.config = session.config
        self.feed_actions = FeedActions(session, self)
        self.looking = 0
        """The filter: a place in `LOOKS`."""
        self.scope = LOOKS[0][1]
        self.pane: PaneName = "stories"
        self.zen = False
        self.total = 0
        """How many stories the list has, of which only the first are read."""
        self.wanted: int | None = None
        """The story to go to when the list is read the next time."""
        self.picked: dict[int, StorySummary] = {}
        """The stories that are marked, in the order of marking."""

    @property
    def story_list(self) -> StoryList:
        """The pane of stories."""
        return self.query_one(StoryList)

    @property
    def preview(self) -> StoryPreviewView:
        """The pane of one story."""
        return self.query_one(StoryPreviewView)

    @property
    def card(self) -> StorySummary | None:
        """The story that keys are about: the one under the cursor."""
        return self.story_list.card

    @property
    def stories(self) -> StoryService:
        """The work on stories of the store, which is open by now."""
        return self.session.context.feed_service.stories

    @property
    def store(self) -> Store:
        """The store, which is open by now."""
        return self.session.context.feed_service.store

    async def ask(self, call: Callable[[Store], T]) -> T:
        """What a call to the store gives, off the event loop. Raises what it raises."""
        return await asyncio.to_thread(call, self.store)

    def change(self, call: Callable[[Store], object], words: str = "") -> None:
        """Have something changed after what was asked for before it; then say so, and show the list anew."""

        async def changed() -> None:
            try:
                told = await self.ask(call)
            except NewsdiffError as error:
                self.tell_all([str(error)])
            else:
                self.tell(told if isinstance(told, str) else words)
            self.changed()

        self.session.in_turn(changed())

    # Given by the other parts

    def changed(self) -> None:
        """Stories, or the marks of articles, have changed: show them as they are, here and on the home screen."""
        raise NotImplementedError

    def follow(self) -> None:
        """Let bars and headings say where the reader is."""
        raise NotImplementedError

    def show_card(self) -> None:
        """Show the story under the cursor."""
        raise NotImplementedError
