"""One picture for each state of the stories; a change of it is a change of the look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.stories import screen
from newsdiff.config import Config
from support.fake_feed_service import FakeNewsstand, HomeDesk, rest
from support.feed_builders import at
from support.story_builders import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def one_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour after noon of the feeds, whenever the tests run; and nothing is compared but what the test compares."""
    monkeypatch.setattr(screen, "THINK", 3600)
    monkeypatch.setattr(screen, "IDLE", 3600)
    for name, module in list(sys.modules.items()):
        if name.startswith("newsdiff.app") and hasattr(module, "present"):
            monkeypatch.setattr(module, "present", lambda: at(60))


@pytest.fixture
def app(newsstand: FakeNewsstand) -> Callable[..., NewsdiffApp]:
    def made(config: Config | None = None) -> NewsdiffApp:
        events(newsstand)
        return NewsdiffApp(HomeDesk(newsstand=newsstand), config or Config())  # type: ignore[arg-type]  # a desk by its shape

    return made


def after(newsstand: FakeNewsstand, *keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await rest(pilot)
        await pilot.press("m")
        await rest(pilot)
        for story in newsstand.stories.uncompared():
            newsstand.stories.compare(story)
        pilot.app.screen.changed()  # type: ignore[attr-defined]  # the stories screen
        await rest(pilot)
        for key in keys:
            await pilot.press(key)
            await rest(pilot)

    return press


@pytest.mark.parametrize("size", [(52, 14), (80, 24), (120, 40), (200, 50)], ids=lambda one: f"{one[0]}x{one[1]}")
def test_stories(
    snap_compare: Any, app: Callable[..., NewsdiffApp], newsstand: FakeNewsstand, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after(newsstand, "w", "j", "s", "k"))


@pytest.mark.parametrize("keys", [("X", "space"), (*"fffff", "j")], ids=["articles", "one-outlet"])
def test_a_state(
    snap_compare: Any, app: Callable[..., NewsdiffApp], newsstand: FakeNewsstand, keys: tuple[str, ...]
) -> None:
    assert snap_compare(app(), terminal_size=(100, 30), run_before=after(newsstand, *keys))


@pytest.mark.parametrize("config", [Config(theme="newsdiff-light"), Config(marks="ascii")], ids=["light", "ascii"])
def test_other_signs_and_colours(
    snap_compare: Any, app: Callable[..., NewsdiffApp], newsstand: FakeNewsstand, config: Config
) -> None:
    assert snap_compare(app(config), terminal_size=(120, 40), run_before=after(newsstand, "w", "space"))
