"""The last line of every screen: the keys that matter, and messages that are never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.widgets.bars import Hint, HintBar
from newsdiff.config import Config
from support.compare_driver import settle
from support.fake_context import FakeContext
from support.fake_feed_service import two_feeds
from support.home_driver import press
from support.screen_driver import screen_lines
from support.story_builders import events

if TYPE_CHECKING:
    from support.home_app import OpenedHome

HINTS = [Hint(key, "does this", "noop") for key in "abcdefghij"] + [
    Hint("?", "keys", "keys"),
    Hint("q", "quit", "leave"),
]


def bar_lines(height: int, lines: list[str]) -> list[str]:
    return [line.strip() for line in lines[-height:]]


@pytest.mark.parametrize("width", [20, 33, 52, 80, 120, 200])
async def test_help_and_leaving_stand_at_the_right_end_at_every_width(width: int) -> None:
    context = FakeContext()
    async with NewsdiffApp(context, Config(), context.load_articles(["story"])).run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        bar = pilot.app.screen.query_one(HintBar)
        bar.show(HINTS, always=2)
        await pilot.pause()
        last = screen_lines(pilot)[-1]
        assert last.rstrip().endswith("? keys  q quit")
        assert len(last.rstrip()) >= width - 3
        shown = [hint for hint in HINTS if f"{hint.key} does this" in last]
        assert shown == HINTS[: len(shown)]
        assert len(shown) == min(10, (width - 17) // 13)


async def test_a_key_at_the_right_end_is_run_when_it_is_clicked() -> None:
    context = FakeContext()
    async with NewsdiffApp(context, Config(), context.load_articles(["story"])).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(HintBar).show(HINTS, always=2)
        await pilot.pause()
        await pilot.click(HintBar, offset=(screen_lines(pilot)[-1].index("? keys"), 0))
        await settle(pilot)
        assert "Keys of this screen" in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("words", [10, 20, 40, 60])
async def test_a_message_is_shown_whole_and_goes_with_the_next_key(words: int) -> None:
    message = " ".join(f"word{number}" for number in range(words)) + " and press f7"
    context = FakeContext()
    async with NewsdiffApp(context, Config(), context.load_articles(["story"])).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = screen_lines(pilot)
        bar = pilot.app.screen.query_one(HintBar)
        bar.say(message)
        await settle(pilot)
        assert bar.size.height == (1 if len(message) <= 78 else bar.size.height)
        assert " ".join(bar_lines(bar.size.height, screen_lines(pilot))) == message
        bar.say("")
        await settle(pilot)
        assert screen_lines(pilot) == before


@pytest.mark.parametrize(("keys", "size"), [((), (80, 24)), (("m",), (80, 24)), ((), (52, 14)), (("h",), (60, 20))])
async def test_every_footer_of_the_library_ends_with_help_and_leaving(
    opened_home: OpenedHome, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with opened_home(events if keys == ("m",) else two_feeds, size=size) as pilot:
        await press(pilot, *keys)
        await settle(pilot)
        assert screen_lines(pilot)[-1].rstrip().endswith(("? keys  q quit", "? keys  q back"))
