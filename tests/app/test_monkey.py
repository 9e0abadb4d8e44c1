"""Whatever is pressed and clicked, in windows of any size, no exception ends the program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.files import HtmlFile, read
from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from newsdiff.core.alignment.aligner import align
from newsdiff.core.articles.build import article
from newsdiff.resources import seeds
from support.compare_driver import settle
from support.fake_context import FakeContext
from support.fake_feed_service import HomeContext
from support.home_driver import wait_until_idle
from support.monkey import actions, keys, run
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from newsdiff.core.models import Alignment
    from support.fake_feed_service import FakeFeedService

SEED, COUNT = 11, 40
"""Of the run in the suite: some five seconds for each place."""

SEEDS, LONG = range(100, 108), 400
"""Of the slow run."""

PLACES = ["home", "stories", "compare", "stored story"]


@pytest.fixture(scope="module")
def sample() -> Alignment:
    """The sample story, compared by its words."""
    files = [read(path) for path in seeds()]
    return align([article(page) for pages in files if not isinstance(pages, HtmlFile) for page in pages])


@pytest.fixture
def monkey(
    feed_service: FakeFeedService, sample: Alignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, int, int], Awaitable[int]]:
    """Run random actions in a part of the program, over a small library."""
    # What is exported, and pictures of the screen, are written there.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_PICTURES_DIR", str(tmp_path))
    events(feed_service)

    async def go(place: str, seed: int, count: int) -> int:
        await feed_service.stories.catch_up()

        def open_app() -> NewsdiffApp:
            if place == "compare":
                context = FakeContext(story=replace(sample), library=feed_service)
                return NewsdiffApp(context, Config(), context.load_articles(["story"]))
            return NewsdiffApp(HomeContext(feed_service=feed_service), Config())

        first = {"stories": ("m",), "stored story": ("m", "enter")}.get(place, ())
        idle = settle if place == "compare" else wait_until_idle
        return await run(open_app, seed, count, first=first, idle=idle)

    return go


@pytest.mark.parametrize("place", PLACES)
async def test_no_key_click_or_size_ends_the_program(
    place: str, monkey: Callable[[str, int, int], Awaitable[int]]
) -> None:
    assert await monkey(place, SEED, COUNT) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("place", PLACES)
async def test_nor_does_a_long_run_of_them(
    place: str, seed: int, monkey: Callable[[str, int, int], Awaitable[int]]
) -> None:
    assert await monkey(place, seed, LONG) >= 1


def test_the_actions_of_a_seed_are_always_the_same_and_reach_every_key() -> None:
    assert list(actions(3, 200)) == list(actions(3, 200))
    assert list(actions(3, 200)) != list(actions(4, 200))
    pressed = {str(key) for one in actions(5, 4000) if one.kind == "key" for key in one.value}
    assert pressed == set(keys())
