"""Full passes of the garbage collector, which block the screen, come where nobody waits for them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.gc_policy import resume_gc
from newsdiff.config import Config
from support.fake_feed_service import FakeFeedService, two_feeds
from support.home_driver import wait_until_idle
from support.screen_driver import wait_until
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.home_app import OpenedHome


@pytest.fixture
def full_passes() -> Iterator[list[int]]:
    """Grows by one with each full pass; the collector is as it was afterwards."""
    thresholds, found = gc.get_threshold(), []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            found.append(1)

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    gc.enable()


def test_what_a_reader_does_for_hours_brings_no_full_pass(full_passes: list[int]) -> None:
    gc.disable()
    resume_gc()
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000
    assert full_passes == []


async def test_what_a_story_took_is_collected_when_it_was_left(
    opened_home: OpenedHome, feed_service: FakeFeedService, full_passes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.app.compare.screen.REST", 0.01)
    events(feed_service)
    await feed_service.stories.catch_up()
    async with opened_home(two_feeds, config=Config()) as pilot:
        await pilot.press("m")
        await wait_until_idle(pilot)
        await pilot.press("enter")
        await wait_until_idle(pilot)
        gc.disable()
        before = len(full_passes)
        await pilot.press("q")
        await wait_until(pilot, lambda: len(full_passes) > before)
