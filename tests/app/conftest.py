"""The program over a small story, and over feeds."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME
from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from support.compare_driver import open_story
from support.fake_context import FakeContext
from support.fake_feed_service import FakeFeedService, HomeContext
from support.home_driver import wait_until_idle
from support.idle import exact_idle
from support.store_fixtures import temporary_store
from support.style_sheets import parsed_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.home_app import OpenedHome


@pytest.fixture(scope="session", autouse=True)
def exact_waiting() -> Iterator[None]:
    """Pilots go on when the program has done all it can, and not when the machine looks idle."""
    with exact_idle():
        yield


@pytest.fixture(scope="session", autouse=True)
def style_sheets() -> Iterator[None]:
    """Parsing them took a fifteenth of the time of these tests."""
    with parsed_once():
        yield


@pytest.fixture
def context() -> FakeContext:
    return FakeContext()


@pytest.fixture
def opened(context: FakeContext) -> Callable[..., object]:
    """Opens the story of the context in the compare screen."""

    def run(
        size: tuple[int, int] = (120, 40), config: Config | None = None
    ) -> AbstractAsyncContextManager[Pilot[NewsdiffError]]:
        return open_story(context, config, size)

    return run


@pytest.fixture
def feed_service(tmp_path: Path) -> Iterator[FakeFeedService]:
    """A feed service on an empty store."""
    with temporary_store(tmp_path / FILE_NAME) as store:
        found = FakeFeedService(store)
        yield found
        asyncio.run(found.writer.close())


@pytest.fixture
def opened_home(feed_service: FakeFeedService) -> OpenedHome:
    """Run the program over the feeds of the store, from when the list is drawn."""

    @asynccontextmanager
    async def run(
        fill: Callable[[FakeFeedService], None] | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        config: Config | None = None,
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        if fill:
            fill(feed_service)
        app = NewsdiffApp(HomeContext(feed_service=feed_service), config or Config())
        async with app.run_test(size=size) as pilot:
            await wait_until_idle(pilot)
            yield pilot

    return run
