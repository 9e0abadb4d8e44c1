"""Rows by words come first; the rows that the encoder finds take their place under the reader's cursor."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.app.app import NewsdiffApp
from newsdiff.config import Config
from newsdiff.core.models import Ref
from newsdiff.service.comparison import Comparison
from support.article_builders import alignment, article
from support.compare_driver import compare_line, compare_lines, compare_screen, settle, state_of, status_line
from support.fake_context import FakeContext
from support.idle import hold
from support.screen_driver import screen_lines, wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.models import Alignment, Article
    from newsdiff.service import LoadedArticles


class SlowEncoder(FakeContext):
    """By words nothing matches; the encoder, once it is let go, finds the story's matches."""

    def __init__(self) -> None:
        super().__init__()
        self.read = threading.Event()

    def compare(self, articles: Sequence[Article], *, wait: bool = True) -> Comparison:
        if not wait:
            by_words = replace(self.story, articles=tuple(articles), matches=())
            return Comparison(by_words, None, ("Compared by words.",), provisional=True)
        hold(self.read)
        return Comparison(replace(self.story, articles=tuple(articles)), None, ("Compared by words.",))


async def test_final_rows_do_not_move_the_reader() -> None:
    context = SlowEncoder()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(
            pilot, lambda: bool(app.screen_stack and state_of(pilot).order and not state_of(pilot).pending)
        )
        assert state_of(pilot).alignment.matches == ()
        await pilot.press("j", "j", "j")
        before = state_of(pilot).cursor.subject
        assert before is not None
        assert "different events" not in "".join(compare_lines(pilot))
        assert "refining matches …" in compare_line(pilot, 0)
        context.read.set()
        await settle(pilot)
        assert state_of(pilot).alignment.matches == context.story.matches
        assert state_of(pilot).cursor.subject == before
        assert "refining matches" not in "".join(compare_lines(pilot))


def town() -> Alignment:
    """Two outlets with forty sentences each, of which the encoder matches those that are far up."""
    gazette = article("Gazette", [f"The gazette tells of street {number} in the old town." for number in range(40)])
    herald = article("Herald", [f"The herald counts the houses of quarter {number}." for number in range(40)])
    pairs = [((0, number), (1, number), "same") for number in range(0, 12, 2)]
    return alignment([gazette, herald], pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


async def test_final_rows_leave_the_readers_sentence_on_its_line() -> None:
    context = SlowEncoder()
    context.story = town()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(pilot, lambda: bool(state_of(pilot).order) and not state_of(pilot).pending)
        await pilot.press("Z")
        assert state_of(pilot).reveal(Ref(0, 30))
        compare_screen(pilot).screen_layout.follow()
        await wait_until(pilot, lambda: any("of street 30 in" in line for line in compare_lines(pilot)))
        await wait_until(pilot, lambda: "1 Gazette" in compare_line(pilot, 0))
        before = next(at for at, line in enumerate(compare_lines(pilot)) if "of street 30 in" in line)
        context.read.set()
        await wait_until(pilot, lambda: state_of(pilot).alignment.matches == context.story.matches)
        await wait_until(pilot, lambda: "refining" not in "".join(compare_lines(pilot)))
        await wait_until(pilot, lambda: "of street 30 in" in compare_line(pilot, before))


class SlowMatches(FakeContext):
    """Finds no match before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.compared = threading.Event()

    def compare(self, articles: Sequence[Article], *, wait: bool = True) -> Comparison:
        hold(self.compared)
        return super().compare(articles, wait=wait)


async def test_the_status_no_longer_says_that_matches_are_looked_for_when_they_have_come() -> None:
    context = SlowMatches()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(pilot, lambda: bool(app.screen_stack and state_of(pilot).order))
        await pilot.press("n")
        assert "Still looking for matches" in status_line(pilot)
        context.compared.set()
        await settle(pilot)
        assert "Still looking for matches" not in status_line(pilot)


class Wordy(FakeContext):
    """Has more to say of an article that is added than the status line holds."""

    async def load_articles(self, sources: Sequence[str], *, beside: Sequence[Article] = ()) -> LoadedArticles:
        loaded = await super().load_articles(sources, beside=beside)
        return replace(loaded, notices=("Its page gave no date.",)) if beside else loaded


async def test_what_is_said_of_an_article_that_is_added_goes_when_it_is_no_longer_true() -> None:
    context = Wordy()
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        compare_screen(pilot).matches.add_source("one.txt")
        await settle(pilot)
        assert "Reading" not in status_line(pilot)
        assert "added as outlet 4" in status_line(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "added as outlet 4" not in "\n".join(screen_lines(pilot))
        assert status_line(pilot).strip() == "Removed from the story"
