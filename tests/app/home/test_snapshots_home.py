"""One picture for each state of the home screen; a change of it is a change of the look."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from newsdiff.core.library.feeds import FeedSettings, FeedState
from support.fake_feed_service import HomeContext
from support.feed_builders import NOON, at, content, entry
from support.home_driver import wait_until_idle

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from support.fake_feed_service import FakeFeedService

OUTLETS = {
    "Halverstone Courier": ("Local", ["Ferry company to add a night sailing", "Council puts off vote on the harbour"]),
    "The Pellworth Dispatch": ("Local", ["Night ferry to run from March, company says"]),
    "Brazen Gong": ("World", ["Storm Edda closes ports along the western coast", "Talks on fishing rights go on"]),
    "Weather Service": ("World", ["Gale warning for the western coast until Sunday morning"]),
    "A very long name of an outlet that nobody has ever heard of": ("", ["Café Öresund opens again, 東京 writes"]),
}
TEXT = """The company will put a second boat on the line between Halverstone and Pellworth from 1 March, it said on \
Thursday. It would leave at 23:40 and be back before six.

“People have asked us for this for twenty years,” said its head, Ines Vidal. The fare stays at 14 crowns.

The council has to agree to the noise of the late landing. It puts the matter to the vote on 4 December."""


@pytest.fixture(autouse=True)
def one_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour after noon of the feeds, whenever the tests run; and no cursor that blinks."""
    monkeypatch.setattr("textual.widgets.Input.cursor_blink", False)
    __import__("newsdiff.app.dialogs.feed_status")
    for name, module in list(sys.modules.items()):
        if name.startswith(("newsdiff.app", "newsdiff.text_format")) and hasattr(module, "local_now"):
            monkeypatch.setattr(module, "local_now", lambda: at(60))


def a_day(feed_service: FakeFeedService) -> None:
    """Five feeds in two groups and none, one of which fails; some articles are read, one has a star."""
    store, minutes = feed_service.store, 40
    for number, (outlet, (group, titles)) in enumerate(OUTLETS.items()):
        feed = store.add_feed(f"https://outlet-{number}.example/feed", FeedSettings(group=group)).feed.id
        entries = [entry(f"{number}-{key}", minutes - 97 * number - 400 * key, title, TEXT)
                   for key, title in enumerate(titles)]  # fmt: skip
        told = content(*(replace(one, author="Ines Vidal") for one in entries), title=outlet)
        feed_service.feeds[f"https://outlet-{number}.example/feed"] = told
        store.save(feed, told, FeedState(last_good=at(50)), NOON)
    failing = replace(store.feeds()[3].state, error="outlet-3.example answered 503 Service Unavailable.", failures=3)
    store.save_states({store.feeds()[3].id: replace(failing, failing_since=at(-200), next_try=at(75))})
    found = store.entries(limit=20)
    store.mark_read([found[2].id, found[4].id], read=True)
    store.star([found[1].id], on=True)


@pytest.fixture
def app(feed_service: FakeFeedService) -> Callable[..., NewsdiffApp]:
    def made(config: Config | None = None, *, empty: bool = False) -> NewsdiffApp:
        if not empty:
            a_day(feed_service)
        return NewsdiffApp(HomeContext(feed_service=feed_service), config or Config())

    return made


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await wait_until_idle(pilot)
        for key in keys:
            await pilot.press(key)
            await wait_until_idle(pilot)

    return press


SIZES = pytest.mark.parametrize(
    "size", [(52, 14), (80, 24), (120, 40), (200, 50)], ids=lambda one: f"{one[0]}x{one[1]}"
)


@SIZES
def test_the_list(snap_compare: Any, app: Callable[..., NewsdiffApp], size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after("j"))


@pytest.mark.parametrize(
    "keys",
    [("enter",), ("h", "j", "j"), ("space", "space"), ("slash", *"ferry", "enter"), ("f",), ("v",), ("a",), ("E",), ("K",)],
    ids=["text", "feeds", "marked", "search", "unread", "states", "add", "settings", "mute"],
)  # fmt: skip
def test_a_state(snap_compare: Any, app: Callable[..., NewsdiffApp], keys: tuple[str, ...]) -> None:
    assert snap_compare(app(), terminal_size=(100, 30), run_before=after(*keys))


def test_the_first_run(snap_compare: Any, app: Callable[..., NewsdiffApp]) -> None:
    assert snap_compare(app(empty=True), terminal_size=(80, 24), run_before=after())


@pytest.mark.parametrize("config", [Config(theme="newsdiff-light"), Config(marks="ascii")], ids=["light", "ascii"])
def test_other_signs_and_colours(snap_compare: Any, app: Callable[..., NewsdiffApp], config: Config) -> None:
    assert snap_compare(app(config), terminal_size=(120, 40), run_before=after("j", "space", "j"))
