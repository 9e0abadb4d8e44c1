"""The program over a small story."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from desk import FakeDesk, settle
from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError


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
