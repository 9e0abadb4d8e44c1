"""Where there are more outlets than columns, a detail that differs brings an outlet beside the lead that contradicts
it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.article_builders import alignment, article
from support.compare_driver import compare_line, compare_lines, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.core.models import Alignment
    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def story() -> Alignment:
    """Four outlets: the third contradicts the first on the dead, the second on the cost."""
    articles = [
        article(
            "Gazette", ["The fire killed 49 people.", "The mill is old.", "The damage is put at 2.4 million euros."]
        ),
        article("Herald", ["It began at night.", "The damage is put at 3.1 million euros."]),
        article("Courier", ["The fire killed 52 people.", "It rained."]),
        article("Tribune", ["The mill is very old."]),
    ]
    return alignment(articles, [((0, 0), (2, 0), "same"), ((0, 1), (3, 0), "similar"), ((0, 2), (1, 1), "same")])


def names(pilot: Pilot[NewsdiffError]) -> list[str]:
    line = compare_line(pilot, 1)
    return [name for name in ("Gazette", "Herald", "Courier", "Tribune") if name in line]


async def test_the_story_opens_with_both_values_of_its_first_detail_side_by_side(
    opened: Opened, context: FakeContext
) -> None:
    context.story = story()
    async with opened() as pilot:
        assert names(pilot) == ["Gazette", "Courier"]
        assert any("killed 49 people" in line and "killed 52 people" in line for line in compare_lines(pilot))


async def test_the_next_difference_brings_the_outlet_that_contradicts_the_lead(
    opened: Opened, context: FakeContext
) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("n")
        assert any("2.4 million" in line and "3.1 million" in line for line in compare_lines(pilot))
        # The columns stay when the reader goes on from there, and where the rest of the rows has no detail.
        await pilot.press("k")
        assert names(pilot)[-1] == "Herald"


async def test_the_outlet_that_the_reader_is_in_keeps_its_column(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("l", "l", "l")
        assert state_of(pilot).cursor.column == 3
        await pilot.press("n")
        assert "Tribune" in compare_line(pilot, 1) + compare_line(pilot, 0)


async def test_an_outlet_that_agrees_with_the_lead_is_not_the_one(opened: Opened, context: FakeContext) -> None:
    articles = [
        article("Gazette", ["At least 12 people were killed when the bridge fell."]),
        article("Herald", ["The fall of the bridge killed 14 people."]),
        article("Courier", ["Nine people were killed when the bridge fell."]),
    ]
    context.story = alignment(articles, [((0, 0), (1, 0), "same"), ((0, 0), (2, 0), "same"), ((1, 0), (2, 0), "same")])
    async with opened() as pilot:
        assert names(pilot) == ["Gazette", "Courier"]
