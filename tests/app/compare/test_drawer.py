"""The drawer and the rail tell what is not on the screen, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.row_layout import LaidRow, RowLayout
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.core.models import Alignment, Evidence, Match, Ref
from support.article_builders import alignment, article
from support.compare_driver import compare_lines, compare_screen, settle
from support.screen_driver import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def drawer_lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    """The lines of the drawer."""
    drawer = compare_screen(pilot).query_one(EvidenceDrawer)
    return [drawer.render_line(y).text.rstrip() for y in range(drawer.size.height)]


def four_outlets() -> Alignment:
    """A sentence that two visible outlets and one without a column have, and one has not; with evidence."""
    articles = [
        article("Gazette", ["The Harbour bridge was shut.", "It rained."]),
        article("Herald", ["The Harbour bridge was closed."]),
        article("Courier", ["They shut the old bridge."]),
        article("Tribune", ["Nothing happened.", "Still nothing."]),
    ]
    story = alignment(articles, [((0, 0), (2, 0), "similar"), ((0, 0), (3, 1), None)])
    why = Evidence(words=("the", "Harbour", "bridge", "was", "one", "two", "three", "four"), figures=("49",))
    shown = Match(Ref(0, 0), Ref(1, 0), 0.9, "same", why)
    return Alignment(story.articles, tuple(sorted((shown, *story.matches), key=lambda match: (match.a, match.b))))


async def test_the_drawer_shows_what_has_no_column_before_it_says_who_has_no_match(
    opened: Opened, context: FakeContext
) -> None:
    context.story = four_outlets()
    async with opened() as pilot:
        lines = drawer_lines(pilot)
        assert lines[0].startswith(" 3 Courier  ≈ 60%")
        assert lines[0].endswith("They shut the old bridge.")
        assert "no match in 4 (~ 1 weaker)" in lines[-1]
        assert len(lines) == 2


async def test_the_drawer_does_not_repeat_the_sentence_that_stands_beside(opened: Opened, context: FakeContext) -> None:
    context.story = four_outlets()
    async with opened() as pilot:
        assert "Harbour bridge was closed" not in " ".join(drawer_lines(pilot))
        assert "Harbour bridge was closed" in " ".join(compare_lines(pilot))


async def test_why_is_told_in_a_few_strong_words(opened: Opened, context: FakeContext) -> None:
    context.story = four_outlets()
    async with opened() as pilot:
        assert "2 = same, 90% sure  Harbour, bridge, one, two, 49" in drawer_lines(pilot)[-1]


async def test_a_word_that_half_of_the_story_has_does_not_tell_why(opened: Opened, context: FakeContext) -> None:
    rest = [f"Putin said {word}." for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")]
    articles = (article("A", ["Putin offers talks.", *rest]), article("B", ["Putin proposes talks."]))
    why = Evidence(words=("Putin", "talks"))
    context.story = Alignment(articles, (Match(Ref(0, 0), Ref(1, 0), 0.9, "same", why),))
    async with opened() as pilot:
        assert drawer_lines(pilot) == [" 2 = same, 90% sure  talks"]


async def test_with_nothing_to_say_the_drawer_is_one_line(opened: Opened, context: FakeContext) -> None:
    context.story = four_outlets()
    async with opened() as pilot:
        await pilot.press("G")
        await wait_until(pilot, lambda: len(drawer_lines(pilot)) == 1)
        assert drawer_lines(pilot) == [" no match in 1, 2, 3 (~ 1 weaker)"]


async def test_weaker_matches_of_outlets_without_a_column_take_a_line_in_the_drawer(
    opened: Opened, context: FakeContext
) -> None:
    context.story = four_outlets()
    async with opened() as pilot:
        await pilot.press("tilde")
        lines = drawer_lines(pilot)
        assert lines[1].startswith(" 4 Tribune  ~ 20%")
        assert lines[1].endswith("Still nothing.")
        assert "no match" not in " ".join(lines)


async def test_what_the_reader_rejected_and_accepted_is_told(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("minus")
        await settle(pilot)
        assert "2 Herald  rejected by you" in drawer_lines(pilot)[0]
        await pilot.press("j", "j", "tilde", "plus")
        await settle(pilot)
        assert "accepted by you" in " ".join(drawer_lines(pilot))


@pytest.mark.parametrize("width", [160, 200])
async def test_the_rail_tells_headlines_without_a_column_conflicts_and_who_had_it_first(
    opened: Opened, context: FakeContext, width: int
) -> None:
    story = four_outlets()
    times = [datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (12, 9, 10, 11)]
    titles = ["49 saved", "Boat sinks: 50 saved", "A bridge is shut", "Nothing happens"]
    context.story = replace(
        story,
        articles=tuple(
            replace(one, published=time, title=title)
            for one, time, title in zip(story.articles, times, titles, strict=True)
        ),
    )
    async with opened(size=(width, 50)) as pilot:
        lines = drawer_lines(pilot)
        text = " ".join(" ".join(lines).split())
        assert "4 Tribune: Nothing happens" in text
        assert "49 saved" not in text.split("Details that differ")[0]
        assert "# 49 saved (1) | 50 (2)" in text
        first = [line.strip() for line in lines if line.startswith(" 20 Nov 2026")]
        assert [line.split("  ")[1] for line in first] == ["2 Herald", "3 Courier", "4 Tribune", "1 Gazette"]
        assert "1 Gazette: 1 of 2" in text
        assert "Harbour bridge was closed" not in text
        assert "details differ" not in "".join(compare_lines(pilot)[:5])[: width - 50]


async def test_a_day_without_a_time_is_not_said_to_be_first(opened: Opened, context: FakeContext) -> None:
    days = [datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)]
    articles = (
        replace(article("Weekly", ["One."]), published=days[0], day_only=True),
        replace(article("Daily", ["Two."]), published=days[1]),
    )
    context.story = Alignment(articles, ())
    async with opened(size=(160, 50)) as pilot:
        lines = [line.strip() for line in drawer_lines(pilot) if line.startswith(" 20 Nov 2026")]
        assert [line.rsplit("  ", 1)[1] for line in lines] == ["2 Daily", "1 Weekly"]


async def test_hostile_evidence_keeps_the_grid(opened: Opened, context: FakeContext) -> None:
    why = Evidence(words=("[/b]tab\there", "line\nbreak", "\x1b[31m"))
    articles = (article("A\x1b[31m", ["One."]), article("B", ["Two."]))
    context.story = Alignment(articles, (Match(Ref(0, 0), Ref(1, 0), 0.9, "same", why),))
    async with opened() as pilot:
        assert drawer_lines(pilot) == [" 2 = same, 90% sure  [/b]tab here, line break,  [31m"]


async def test_moving_lays_no_row_out_anew_however_many_lines_the_drawer_takes(
    opened: Opened, context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "A very long sentence about the bridge that takes several lines in the drawer. " * 4
    articles = [article("A", [f"One {n}." for n in range(8)]), article("B", ["One."]), article("C", [long] * 4)]
    context.story = alignment(articles, [((0, 2 * n), (2, n), "same") for n in range(4)])
    async with opened() as pilot:
        laid: list[int] = []
        lay_all = RowLayout.lay_all

        def counted(layout: RowLayout) -> list[LaidRow]:
            laid.append(1)
            return lay_all(layout)

        monkeypatch.setattr(RowLayout, "lay_all", counted)
        heights = set()
        for _ in range(8):
            await pilot.press("j")
            await pilot.pause()
            heights.add(compare_screen(pilot).query_one(EvidenceDrawer).size.height)
        assert max(heights) > 1
        assert laid == []


async def test_a_drawer_that_grows_has_the_screen_laid_out_once(opened: Opened, context: FakeContext) -> None:
    long = "A very long sentence about the bridge that takes several lines in the drawer. " * 4
    articles = [article("A", [f"One {n}." for n in range(40)]), article("B", ["One."]), article("C", [long])]
    context.story = alignment(articles, [((0, n), (1, 0), "same") for n in range(31)] + [((0, 31), (2, 0), "same")])
    async with opened() as pilot:
        screen = compare_screen(pilot)
        await pilot.press(*["j"] * 30)
        await settle(pilot)
        assert len(drawer_lines(pilot)) == 1
        laid: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, laid.append, immediate=True)
        await pilot.press("j")
        await settle(pilot)
        assert len(drawer_lines(pilot)) > 3
        assert len(laid) == 1
        rows = screen.query_one(RowsView)
        assert rows.tops[rows.cursor + 1] <= rows.top + rows.size.height


async def test_the_drawer_gives_its_lines_back_when_the_reader_rests(opened: Opened, context: FakeContext) -> None:
    long = "A very long sentence about the bridge that takes several lines in the drawer. " * 4
    articles = [article("A", ["One.", "Two."]), article("B", ["One."]), article("C", [long])]
    context.story = alignment(articles, [((0, 0), (2, 0), "same"), ((0, 1), (1, 0), "same")])
    async with opened() as pilot:
        assert len(drawer_lines(pilot)) > 3
        await pilot.press("j")
        await wait_until(pilot, lambda: len(drawer_lines(pilot)) == 1)
        assert drawer_lines(pilot) == [" 2 = same, 90% sure   no match in 3"]


@pytest.mark.parametrize(("size", "words"), [((80, 24), False), ((120, 40), True), ((200, 50), True)])
async def test_the_sample_story_says_what_the_signs_mean(
    opened: Opened, context: FakeContext, size: tuple[int, int], words: bool
) -> None:
    found = four_outlets()
    context.story = found
    async with opened(size=size) as pilot:
        assert "+ only here" not in " ".join(drawer_lines(pilot))
    context.story = replace(found, articles=tuple(replace(one, sample=True) for one in found.articles))
    async with opened(size=size) as pilot:
        said = " ".join(drawer_lines(pilot))
        assert "# details differ" in said
        assert "+ only here" in said
        assert ("words the other sentence lacks" in said) is words
