"""Where an outlet has several counterparts of a short sentence, the weaker ones take one line, and the drawer has them
whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.row_layout import MOST_EMPTY
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.core.models import Alignment, Match, Ref
from support.article_builders import article
from support.compare_driver import compare_screen, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

REST = "as the engineers of the county had asked for many weeks in letters that no one at the town hall had answered"


def story(*, closed_at: str = "last") -> Alignment:
    """A short sentence and three long ones that match it, the first of them least."""
    gazette = article("Gazette", ["The harbour bridge was closed at 4 p.m."])
    herald = article(
        "Herald",
        [
            f"The bridge was closed {closed_at}, {REST}, the mayor said.",
            f"They shut the harbour bridge in the afternoon, {REST}, and it stays so.",
            f"The old bridge is closed since the afternoon, {REST}, with no end in sight.",
        ],
    )
    scores = (0.55, 0.92, 0.6)
    return Alignment(
        (gazette, herald), tuple(Match(Ref(0, 0), Ref(1, at), score, "similar") for at, score in enumerate(scores))
    )


def row_lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    rows = compare_screen(pilot).query_one(RowsView)
    return [rows.render_line(y).text for y in range(rows.size.height)]


def drawer_text(pilot: Pilot[NewsdiffError]) -> str:
    drawer = compare_screen(pilot).query_one(EvidenceDrawer)
    return " ".join(" ".join(drawer.render_line(y).text for y in range(drawer.size.height)).split())


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_weaker_counterparts_take_a_line_each_where_the_column_beside_would_stand_empty(
    opened: Opened, context: FakeContext, size: tuple[int, int]
) -> None:
    context.story = story()
    async with opened(size=size) as pilot:
        lines = row_lines(pilot)
        (least,) = [line for line in lines if "The bridge was closed last" in line]
        assert "…" in least
        assert "the mayor said" not in " ".join(lines)
        # The best one stays whole.
        assert "it stays so." in " ".join(lines)
        row = next(number for number, line in enumerate(lines) if "closed at 4 p.m." in line)
        ends = next(number for number, line in enumerate(lines[row:]) if not line.strip())
        assert ends <= 1 + MOST_EMPTY
        await settle(pilot)
        assert "the mayor said." in drawer_text(pilot)
        assert "it stays so." not in drawer_text(pilot)


async def test_what_is_cut_is_whole_in_the_drawer_when_the_cursor_is_on_it(
    opened: Opened, context: FakeContext
) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("l", "k", "k")
        await settle(pilot)
        assert "the mayor said." in drawer_text(pilot)


async def test_a_detail_that_differs_is_never_cut_away(opened: Opened, context: FakeContext) -> None:
    context.story = story(closed_at="at 5 p.m.")
    async with opened() as pilot:
        assert "the mayor said." in " ".join(" ".join(line.split()) for line in row_lines(pilot))


async def test_a_value_that_a_third_outlet_contradicts_is_not_cut_away(opened: Opened, context: FakeContext) -> None:
    found = story(closed_at="with 48 bolts broken")
    courier = article("Courier", ["The bridge was closed with 47 bolts broken."])
    matches = (*found.matches, Match(Ref(1, 0), Ref(2, 0), 0.9, "same"))
    context.story = Alignment((*found.articles, courier), matches)
    async with opened() as pilot:
        assert "the mayor said." in " ".join(" ".join(line.split()) for line in row_lines(pilot))


async def test_what_a_search_finds_is_not_cut_away(opened: Opened, context: FakeContext) -> None:
    context.story = story()
    async with opened() as pilot:
        await pilot.press("slash", *"the mayor", "enter")
        await settle(pilot)
        assert any("the mayor" in line for line in row_lines(pilot))
