"""One picture for each state of the stories; a change of it is a change of the look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.stories import story_comparer
from newsdiff.config import Config
from support.fake_feed_service import FakeFeedService, HomeContext
from support.feed_builders import at
from support.home_driver import wait_until_idle
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def one_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour after noon of the feeds, whenever the tests run; and nothing is compared but what the test compares."""
    monkeypatch.setattr(story_comparer, "THINK", 3600)
    monkeypatch.setattr(story_comparer, "IDLE", 3600)
    for name, module in list(sys.modules.items()):
        if name.startswith(("newsdiff.app", "newsdiff.text_format")) and hasattr(module, "local_now"):
            monkeypatch.setattr(module, "local_now", lambda: at(60))


@pytest.fixture
def app(feed_service: FakeFeedService) -> Callable[..., NewsdiffApp]:
    def made(config: Config | None = None) -> NewsdiffApp:
        events(feed_service)
        return NewsdiffApp(HomeContext(feed_service=feed_service), config or Config())

    return made


def after(feed_service: FakeFeedService, *keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await wait_until_idle(pilot)
        await pilot.press("m")
        await wait_until_idle(pilot)
        for story in feed_service.store.uncompared(20):
            feed_service.stories.compare(story)
        pilot.app.session.changed()  # type: ignore[attr-defined]  # of our app
        await wait_until_idle(pilot)
        for key in keys:
            await pilot.press(key)
            await wait_until_idle(pilot)

    return press


@pytest.mark.parametrize("size", [(52, 14), (80, 24), (120, 40), (200, 50)], ids=lambda one: f"{one[0]}x{one[1]}")
def test_stories(
    snap_compare: Any, app: Callable[..., NewsdiffApp], feed_service: FakeFeedService, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after(feed_service, "w", "j", "s", "k"))


@pytest.mark.parametrize("keys", [("X", "space"), (*"fffff", "j")], ids=["articles", "one-outlet"])
def test_a_state(
    snap_compare: Any, app: Callable[..., NewsdiffApp], feed_service: FakeFeedService, keys: tuple[str, ...]
) -> None:
    assert snap_compare(app(), terminal_size=(100, 30), run_before=after(feed_service, *keys))


@pytest.mark.parametrize("config", [Config(theme="newsdiff-light"), Config(marks="ascii")], ids=["light", "ascii"])
def test_other_signs_and_colours(
    snap_compare: Any, app: Callable[..., NewsdiffApp], feed_service: FakeFeedService, config: Config
) -> None:
    assert snap_compare(app(config), terminal_size=(120, 40), run_before=after(feed_service, "w", "space"))
