"""Compares stored stories for their numbers: sentences in common, figures that differ."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.stories.messages import CountEnded, CountProgressed, StoryCounted

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.list_loader import StoryListLoader
    from newsdiff.app.stories.story_list import StoryList
    from newsdiff.core.library.stories import StorySummary

MOST_COUNTED = 500
"""Stories, the newest, that are compared at once for their numbers: some ten seconds of work in the background."""

THINK = 0.4
"""Seconds that the cursor stays on a story before its texts are compared."""

IDLE = 1.5
"""Seconds without a key after which the stories in view are compared, so that the list can show what differs."""


class StoryCounter:
    """Compares stories in the background, one at a time.

    Only stored texts are compared; nothing is fetched. The screen gets the results as `StoryCounted`, `CountProgressed`
    and `CountEnded`.
    """

    def __init__(self, session: LibrarySession, screen: BaseScreen, view: StoryList, loader: StoryListLoader) -> None:
        """Take the open library, the screen, its list, and the loader, which knows the order of the list."""
        self._session, self._screen, self._view, self._loader = session, screen, view, loader
        self._thinking: Timer | None = None
        self._idling: Timer | None = None
        self._keys_pressed = 0

    async def _count(self, story_id: int) -> None:
        stories = (await self._session.service()).stories
        await asyncio.to_thread(stories.compare, story_id)
        self._screen.post_message(StoryCounted(await self._session.ask(lambda store: store.some_stories([story_id]))))

    # The story under the cursor

    def count_soon(self) -> None:
        """Compare the story under the cursor when the cursor stays there."""
        if self._thinking is not None:
            self._thinking.stop()
        summary = self._view.summary
        if summary is not None and uncounted(summary):
            self._thinking = self._screen.set_timer(THINK, partial(self._count_story, summary.id))

    def _count_story(self, story_id: int) -> None:
        self._screen.begin(partial(self._count, story_id), group="count")

    # Those in view

    def key_pressed(self) -> None:
        """The reader is there: what can wait waits."""
        self._keys_pressed += 1
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Compare the stories in view when no key is pressed for a while."""
        if self._idling is not None:
            self._idling.stop()
        self._idling = self._screen.set_timer(IDLE, self._count_in_view)

    def _count_in_view(self) -> None:
        ids = [one.id for one in self._view.in_view if uncounted(one)]
        if ids:
            self._screen.begin(partial(self._count_until_key, ids), group="count-in-view")

    async def _count_until_key(self, ids: list[int]) -> None:
        keys_pressed = self._keys_pressed
        for story_id in ids:
            if keys_pressed != self._keys_pressed or not self._screen.is_current:
                return
            await self._count(story_id)

    # For the order of what differs

    def count_all(self) -> None:
        """Compare the newest stories that were not, for as long as the list is in the order of what differs."""
        self._screen.begin(self._count_all, group="count-all")

    async def _count_all(self) -> None:
        ids = await self._session.ask(lambda store: store.uncompared(MOST_COUNTED))
        try:
            for number, story_id in enumerate(ids, 1):
                if self._loader.query.order != "differing":
                    return
                self._screen.post_message(CountProgressed(f"comparing {number:,}/{len(ids):,} stories"))
                await self._count(story_id)
        finally:
            self._screen.post_message(CountProgressed(""))
        if ids:
            self._screen.post_message(CountEnded())


def uncounted(summary: StorySummary) -> bool:
    """Its outlets can be compared, and were not compared as they are now."""
    return summary.outlets > 1 and (summary.compared is None or summary.compared.stale)
