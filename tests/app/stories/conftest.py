"""The stories of three outlets, on the screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from support.fake_feed_service import FakeFeedService, HomeContext
from support.home_driver import press, wait_until_idle
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.story_builders import OpenedStories


@pytest.fixture
def opened(feed_service: FakeFeedService) -> OpenedStories:
    """Run the program over `events`."""

    @asynccontextmanager
    async def run(
        *keys: str, size: tuple[int, int] = (120, 40), config: Config | None = None
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        events(feed_service)
        app = NewsdiffApp(HomeContext(feed_service=feed_service), config or Config())
        async with app.run_test(size=size) as pilot:
            await wait_until_idle(pilot)
            await press(pilot, *keys)
            yield pilot

    return run
