"""One picture for each screen and state that matters; a change of it is a change of the look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.dialogs.base import Dialog
from newsdiff.config import Config
from support.compare_driver import settle
from support.fake_context import FakeContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawer gives up its empty lines at once: a picture must not depend on how fast it is taken."""
    monkeypatch.setattr("newsdiff.app.compare.layout.REST", 0.001)


def app(config: Config | None = None) -> NewsdiffApp:
    context = FakeContext()
    return NewsdiffApp(context, config or Config(), context.load_articles(["story"]))


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return press


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (52, 14)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_rows(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after("j"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_panes(snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=after("p", "j", "j"))


def test_light(snap_compare: Any) -> None:
    assert snap_compare(app(Config(theme="newsdiff-light")), terminal_size=(120, 40), run_before=after("j"))


def test_ascii(snap_compare: Any) -> None:
    assert snap_compare(app(Config(marks="ascii")), terminal_size=(120, 40), run_before=after("j"))


@pytest.mark.parametrize("key", ["question_mark", "i", "e", "o", "slash", "a"])
def test_dialogs(snap_compare: Any, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A blinking cursor would make two pictures of one screen.
    monkeypatch.setattr("textual.widgets.Input.cursor_blink", False)
    press = after(key)

    async def opened(pilot: Pilot[Any]) -> None:
        await press(pilot)
        assert isinstance(pilot.app.screen, Dialog)

    assert snap_compare(app(), terminal_size=(100, 30), run_before=opened)


def test_verdicts(snap_compare: Any) -> None:
    assert snap_compare(app(), terminal_size=(120, 40), run_before=after("minus", "j", "tilde", "plus"))


def test_an_empty_filter(snap_compare: Any) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), run_before=after("f", "f", "f", "f"))
