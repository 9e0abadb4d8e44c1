"""What the compare screen shows, and waiting for it."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.config import Config
from support.fake_feed_service import HomeContext
from support.home_driver import wait_until_idle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.compare.story_source import StoredStory
    from newsdiff.core.models import Ref
    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext
    from support.fake_feed_service import FakeFeedService


def compare_screen(pilot: Pilot[NewsdiffError]) -> CompareScreen:
    """The compare screen, below any dialog."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, CompareScreen)
    return screen


def state_of(pilot: Pilot[NewsdiffError]) -> CompareState:
    """The state of the compare screen."""
    return compare_screen(pilot).state


async def settle(pilot: Pilot[NewsdiffError]) -> None:
    """Wait until workers are done, those that they begin too, and all is drawn."""
    await pilot.pause()
    while len(pilot.app.workers):
        # One that failed is reported by the screen.
        with suppress(WorkerError):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@asynccontextmanager
async def open_story(
    context: FakeContext, config: Config | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[NewsdiffError]]:
    """Run the program over the story of a context, from when the compare screen has drawn it."""
    app = NewsdiffApp(context, config or Config(), context.load_articles(["story"]))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


@asynccontextmanager
async def open_stored_story(
    feed_service: FakeFeedService, source: StoredStory, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[NewsdiffError], CompareScreen]]:
    """Run the program over the feeds of a service, with a story of theirs open above them."""
    context, config = HomeContext(feed_service=feed_service), Config()
    app = NewsdiffApp(context, config)
    async with app.run_test(size=size) as pilot:
        await wait_until_idle(pilot)
        screen = CompareScreen(context, config, source)
        await app.push_screen(screen)
        yield pilot, screen


def ref_at_cursor(pilot: Pilot[NewsdiffError]) -> Ref | None:
    """The sentence under the cursor."""
    return state_of(pilot).cursor.current


def status_line(pilot: Pilot[NewsdiffError]) -> str:
    """The last line of the compare screen."""
    return compare_line(pilot, -1)


def compare_line(pilot: Pilot[NewsdiffError], number: int) -> str:
    """One line of the compare screen, counted from 0."""
    return compare_lines(pilot)[number]


def compare_lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    """The lines of the compare screen."""
    compositor = compare_screen(pilot)._compositor
    return ["".join(segment.text for segment in strip) for strip in compositor.render_strips()]
