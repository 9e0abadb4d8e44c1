"""The program over a small story, and over feeds."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from support.fake_context import FakeDesk, settle
from support.fake_feed_service import FakeNewsstand, HomeDesk, rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.home_app import OpenedHome


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def opened(desk: FakeDesk) -> Callable[..., object]:
    """Run the program over the desk's story until it is drawn."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 40), config: Config | None = None
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        app = NewsdiffApp(desk, config or Config(), desk.gather(["story"]))  # type: ignore[arg-type]  # a desk by its shape
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await settle(pilot)
            yield pilot

    return run


@pytest.fixture
def newsstand(tmp_path: Path) -> Iterator[FakeNewsstand]:
    """A newsstand on an empty store."""
    with open_store(tmp_path / FILE_NAME).store as store:
        found = FakeNewsstand(store)
        yield found
        asyncio.run(found.keeping.close())


@pytest.fixture
def opened_home(newsstand: FakeNewsstand) -> OpenedHome:
    """Run the program over the newsstand's feeds until the list is drawn."""

    @asynccontextmanager
    async def run(
        fill: Callable[[FakeNewsstand], None] | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        config: Config | None = None,
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        if fill:
            fill(newsstand)
        app = NewsdiffApp(HomeDesk(newsstand=newsstand), config or Config())  # type: ignore[arg-type]  # a desk by its shape
        async with app.run_test(size=size) as pilot:
            await rest(pilot)
            yield pilot

    return run
