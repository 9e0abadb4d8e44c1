"""A compare screen that is being taken down takes no more work, and what ends late finds nothing to draw on."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.compare.messages import ArticleAdded, ArticlesComplete, ArticlesRead, StoryCompared
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.compare.story_source import NamedArticles
from newsdiff.app.messages import WorkFailed
from newsdiff.config import Config
from newsdiff.errors import ReadError
from support.compare_driver import compare_screen, settle
from support.idle import hold
from support.screen_driver import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


async def another(pilot: Pilot[NewsdiffError], context: FakeContext) -> CompareScreen:
    """A second compare screen over the first."""
    source = NamedArticles(context, context.load_articles(["story"]))
    screen = CompareScreen(context, Config(), source)
    await pilot.app.push_screen(screen)
    await settle(pilot)
    assert screen.matches.comparison is not None
    return screen


async def test_no_action_begins_on_a_screen_that_was_left(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        screen = await another(pilot, context)
        screen.dismiss()
        for binding in (*COMPARE, *STORED):
            assert not await pilot.app.run_action(binding.action, screen), binding.action
        await settle(pilot)
        for binding in (*COMPARE, *STORED):
            assert not await pilot.app.run_action(binding.action, screen), binding.action
        assert pilot.app.screen_stack == [compare_screen(pilot)]


@pytest.mark.parametrize("work", ["judge", "undo"])
async def test_a_decision_that_is_stored_late_changes_no_screen_that_is_gone(
    opened: Opened, context: FakeContext, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as pilot:
        screen = await another(pilot, context)
        stored = threading.Event()
        comparison = screen.matches.comparison
        assert comparison is not None
        act: Callable[..., object] = getattr(comparison, work)

        def held(*args: Any, **kwargs: Any) -> object:
            hold(stored)
            return act(*args, **kwargs)

        monkeypatch.setattr(comparison, work, held)
        late = asyncio.create_task(screen.matches.judge(linked=False) if work == "judge" else screen.matches.undo())
        await pilot.pause()
        await pilot.press("q")
        await wait_until(pilot, lambda: not screen.is_attached)
        stored.set()
        await late
        assert pilot.app.screen is compare_screen(pilot)


async def test_a_dialog_that_comes_late_opens_over_no_other_screen(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        screen = await another(pilot, context)
        screen.dismiss()
        await screen.matches.show_timeline()
        await screen.matches.show_article_info()
        await settle(pilot)
        assert pilot.app.screen is compare_screen(pilot)


async def test_what_loading_brings_late_is_dropped(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        screen = await another(pilot, context)
        comparison = screen.matches.comparison
        assert comparison is not None
        articles = comparison.alignment.articles
        late = [
            ArticlesRead(articles, ("notice",)),
            StoryCompared(comparison),
            ArticlesComplete(("one", "two")),
            ArticleAdded(stored=True),
            WorkFailed(ReadError("It is gone.")),
        ]
        for message in late:
            screen.post_message(message)
        screen.dismiss()
        for message in late:
            screen.post_message(message)
        screen.loader.add("more.txt")
        await settle(pilot)
        screen.screen_layout.show()
        screen.screen_layout.fit()
        assert pilot.app.screen is compare_screen(pilot)
        assert pilot.app.is_running
