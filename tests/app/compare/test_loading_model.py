"""Rows by words come first; the rows that the encoder finds take their place under the reader's cursor."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from newsdiff.service import Comparison
from support.compare_driver import compare_lines, settle, state_of
from support.fake_context import FakeContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.models import Article


class SlowEncoder(FakeContext):
    """By words nothing matches; the encoder, once it is let go, finds the story's matches."""

    def __init__(self) -> None:
        super().__init__()
        self.read = threading.Event()

    def compare(self, articles: Sequence[Article], *, wait: bool = True) -> Comparison:
        if not wait:
            by_words = replace(self.story, articles=tuple(articles), matches=())
            return Comparison(by_words, None, ("Compared by words.",), provisional=True)
        assert self.read.wait(20)
        return Comparison(replace(self.story, articles=tuple(articles)), None, ("Compared by words.",))


async def test_final_rows_do_not_move_the_reader() -> None:
    context = SlowEncoder()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(500):
            if app.screen_stack and state_of(pilot).order and not state_of(pilot).pending:
                break
            await pilot.pause(0.02)
        assert state_of(pilot).alignment.matches == ()
        await pilot.press("j", "j", "j")
        before = state_of(pilot).cursor.subject
        assert before is not None
        assert "different events" not in "".join(compare_lines(pilot))
        context.read.set()
        await settle(pilot)
        assert state_of(pilot).alignment.matches == context.story.matches
        assert state_of(pilot).cursor.subject == before
