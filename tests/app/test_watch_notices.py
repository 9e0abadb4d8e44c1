"""Notices of watched stories outside the window, which the user has to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from newsdiff.adapters import desktop_notice
from newsdiff.app import terminal_notice, watch_notices
from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from newsdiff.config.settings import Notify
from newsdiff.core.library.stories import StoryNews
from support.fake_feed_service import FakeFeedService, HomeContext
from support.feed_builders import NOON
from support.screen_driver import screen_lines

if TYPE_CHECKING:
    from textual.app import App


@pytest.mark.parametrize(
    ("kind", "written"),
    [("osc9", "\x1b]9;newsdiff: {}\x07"), ("osc777", "\x1b]777;notify;newsdiff;{}\x07")],
)
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("cars: 12 → 14 (Bell)", "cars: 12 → 14 (Bell)"),
        ("4;3 of 5\x07\x1b]52;c;aGk=\x1b\\ end\u009d0;x\u009c", "4,3 of 5 end"),
        ("one\ntwo\u202ethree", "one twothree"),
    ],
)
def test_nothing_in_a_notice_ends_its_sequence_or_is_read_as_another(
    kind: terminal_notice.Sequence, written: str, words: str, shown: str
) -> None:
    assert terminal_notice.sequence(kind, words) == written.format(shown)


def news(count: int) -> list[StoryNews]:
    return [StoryNews(1, "Ferry", "joined", f"Bell {n}", n, "Ferry\x1b[31m late", NOON) for n in range(count)]


@pytest.mark.parametrize("notify", get_args(Notify))
async def test_news_shows_outside_the_window_only_where_the_user_wants_it(
    feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch, notify: Notify
) -> None:
    sent: list[str] = []

    def to_terminal(app: App[object], kind: str, words: str) -> None:
        del app
        sent.append(f"{kind} {words}")

    def to_desktop(title: str, words: str) -> bool:
        sent.append(f"{title}\n{words}")
        return False

    monkeypatch.setattr(terminal_notice, "send", to_terminal)
    monkeypatch.setattr(desktop_notice, "send", to_desktop)
    reported: list[str] = []
    app = NewsdiffApp(HomeContext(feed_service=feed_service), Config())
    async with app.run_test(size=(120, 40)) as pilot:
        await watch_notices.show(app, notify, news(7), reported.append)
        await pilot.pause()
        said = [line.strip() for line in screen_lines(pilot)[-7:]]
    assert said[0] == "News of watched stories:"
    assert said[1] == "Bell 0 tells it too: Ferry late"
    assert said[-1] == "and 2 more, in the watched stories"
    match notify:
        case "off":
            assert sent == []
        case "desktop":
            (desktop,) = sent
            assert desktop.startswith("Watched stories\nBell 0 tells it too: Ferry")
            assert desktop.endswith("\nand 2 more, in the watched stories")
            assert "notify-send" in reported[0]
        case _:
            assert len(sent) == 1
            assert sent[0].startswith(f"{notify} Bell 0 tells it too: Ferry")
            assert sent[0].endswith("(and 6 more)")
    assert bool(reported) == (notify == "desktop")


async def test_the_terminal_gets_the_sequence_whole(
    feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    app = NewsdiffApp(HomeContext(feed_service=feed_service), Config())
    async with app.run_test():
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        terminal_notice.send(app, "osc9", "Bell tells it too")
    assert "\x1b]9;newsdiff: Bell tells it too\x07" in written
