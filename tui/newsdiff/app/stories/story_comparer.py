"""Compares stored stories for their numbers: sentences in common, figures that differ."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.stories.messages import ComparingEnded, ComparingProgressed, StoryCompared

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.list_loader import StoryListLoader
    from newsdiff.app.stories.story_list import StoryList
    from newsdiff.core.library.stories import StorySummary

MAX_COMPARED = 500
"""Stories, the newest, that are compared at once for their numbers: some ten seconds of work in the background."""

THINK = 0.4
"""Seconds that the cursor stays on a story before its texts are compared."""

IDLE = 1.5
"""Seconds without a key after which the stories in view are compared, so that the list can show what differs."""


class StoryComparer:
    """Compares stories in the background, one at a time.

    Only stored texts are compared; nothing is fetched. The results are posted to the screen as `StoryCompared`,
    `ComparingProgressed` and `ComparingEnded`.
    """

    def __init__(self, session: LibrarySession, screen: BaseScreen, view: StoryList, loader: StoryListLoader) -> None:
        """Take the open library, the screen, its list, and the loader, which knows the order of the list."""
        self._session, self._screen, self._view, self._loader = session, screen, view, loader
        self._compare_timer: Timer | None = None
        self._idle_timer: Timer | None = None
        self._keys_pressed = 0

    async def _compare(self, story_id: int) -> None:
        stories = (await self._session.service()).stories
        await asyncio.to_thread(stories.compare, story_id)
        self._screen.post_message(StoryCompared(await self._session.ask(lambda store: store.some_stories([story_id]))))

    # The story under the cursor

    def compare_soon(self) -> None:
        """Compare the story under the cursor when the cursor stays there."""
        if self._compare_timer is not None:
            self._compare_timer.stop()
        summary = self._view.summary
        if summary is not None and needs_comparing(summary):
            self._compare_timer = self._screen.set_timer(THINK, partial(self._compare_story, summary.id))

    def _compare_story(self, story_id: int) -> None:
        self._screen.begin(partial(self._compare, story_id), group="compare")

    # Those in view

    def key_pressed(self) -> None:
        """The reader is active: postpone background work."""
        self._keys_pressed += 1
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Compare the stories in view when no key is pressed for a while."""
        if self._idle_timer is not None:
            self._idle_timer.stop()
        self._idle_timer = self._screen.set_timer(IDLE, self._compare_in_view)

    def _compare_in_view(self) -> None:
        ids = [one.id for one in self._view.in_view if needs_comparing(one)]
        if ids:
            self._screen.begin(partial(self._compare_until_key, ids), group="compare-in-view")

    async def _compare_until_key(self, ids: list[int]) -> None:
        keys_pressed = self._keys_pressed
        for story_id in ids:
            if keys_pressed != self._keys_pressed or not self._screen.is_current:
                return
            await self._compare(story_id)

    # For the order of what differs

    def compare_all(self) -> None:
        """Compare uncompared stories, the newest first, while sorted by differences and no story is open."""
        self._screen.begin(self._compare_all, group="compare-all")

    async def _compare_all(self) -> None:
        ids = await self._session.ask(lambda store: store.uncompared(MAX_COMPARED))
        try:
            for number, story_id in enumerate(ids, 1):
                if self._loader.query.order != "differing" or not self._screen.is_current:
                    return
                self._screen.post_message(ComparingProgressed(f"comparing {number:,}/{len(ids):,} stories"))
                await self._compare(story_id)
        finally:
            self._screen.post_message(ComparingProgressed(""))
        if ids:
            self._screen.post_message(ComparingEnded())


def needs_comparing(summary: StorySummary) -> bool:
    """Whether its outlets can be compared, and were not since the story last changed."""
    return summary.outlets > 1 and (summary.compared is None or summary.compared.stale)
