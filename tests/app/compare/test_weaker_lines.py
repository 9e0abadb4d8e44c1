"""Weaker matches take one line each, two at most for a sentence and an outlet, and can be read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.models import Alignment, Match, Ref
from support.article_builders import article
from support.compare_driver import compare_lines, ref_at_cursor, settle, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

LONG = "The herald has a long sentence about the bridge, its bolts, its keepers, its tolls, its ghosts and its end."


def story() -> Alignment:
    """A sentence with three weaker matches in another outlet, and one that is linked there."""
    gazette = article("Gazette", ["The bridge is closed.", "It rained."])
    herald = article("Herald", [LONG, "A second one.", "A third one.", "Rain fell."])
    scores = {0: 0.31, 1: 0.22, 2: 0.11}
    weaker = [Match(Ref(0, 0), Ref(1, number), score, None) for number, score in scores.items()]
    linked = [Match(Ref(0, 1), Ref(1, 0), 0.2, None), Match(Ref(0, 1), Ref(1, 3), 0.9, "same")]
    return Alignment((gazette, herald), (*weaker, *linked))


def at(pilot: Pilot[NewsdiffError], words: str) -> list[str]:
    return [line for line in compare_lines(pilot) if words in line]


async def test_two_weaker_matches_stand_on_a_line_each_cut_and_with_their_per_cent(
    opened: Opened, context: FakeContext
) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("tilde", "g")
        (first,) = at(pilot, "~ 31% The herald has a long sentence")
        assert "The bridge is closed." in first
        assert first.rstrip().endswith("…")
        assert at(pilot, "~ 22% A second one.")
        assert not at(pilot, "~ 11% A third one.")


async def test_a_sentence_that_is_linked_there_shows_no_weaker_match(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("tilde")
        assert not at(pilot, "~ 20% The herald")


async def test_enter_shows_a_weaker_match_whole_and_cuts_it_again(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("tilde", "g", "l")
        assert ref_at_cursor(pilot) == Ref(1, 0)
        await pilot.press("enter")
        column = " ".join(line[60:] for line in compare_lines(pilot))
        assert LONG in " ".join(column.split())
        await pilot.press("enter")
        assert at(pilot, "~ 31% The herald")[0].rstrip().endswith("…")


async def test_accept_means_the_weaker_match_on_whose_line_the_cursor_is(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("tilde", "g", "l", "j", "plus")
        await settle(pilot)
        match = state_of(pilot).alignment.counterparts(Ref(0, 0), 1)[0]
        assert (match.other(Ref(0, 0)), match.by) == (Ref(1, 1), "reader")


async def test_a_match_that_is_not_sure_is_not_said_to_be_none(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        (line,) = at(pilot, "no sure match (~ 31%)")
        assert "The bridge is closed." in line
        await pilot.press("tilde")
        assert not at(pilot, "no sure match")
