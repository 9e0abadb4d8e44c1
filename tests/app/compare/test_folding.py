"""What only one outlet has folds into a line, stands under its own name, and is never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.loading import LoadController
from newsdiff.app.compare.state import CompareState
from newsdiff.core.models import Ref
from support.article_builders import alignment, article
from support.compare_driver import compare_lines, compare_screen, ref_at_cursor, settle, state_of, status_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.core.models import Alignment
    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def long_story() -> Alignment:
    """Two matched sentences; between them four that only Herald has; Courier has four of its own and no column."""
    gazette = article("Gazette", ["The bridge is closed.", "Ferries run.", "The mayor is sorry."])
    herald = article(
        "Herald",
        [
            "The bridge is shut.",
            *(f"Herald alone says {word}." for word in ("one", "two", "three", "four")),
            "Ferries go.",
        ],
    )
    courier = article(
        "Courier", [*(f"Courier alone says {word}." for word in ("red", "blue", "green")), "Sorry mayor."]
    )
    return alignment(
        [gazette, herald, courier],
        [((0, 0), (1, 0), "same"), ((0, 1), (1, 5), "same"), ((0, 2), (2, 3), "similar")],
    )


def at(pilot: Pilot[NewsdiffError], words: str) -> list[str]:
    """The lines of the screen that have these words."""
    return [line for line in compare_lines(pilot) if words in line]


async def test_a_run_of_one_outlet_is_one_line_with_its_name_and_its_count(
    opened: Opened, context: FakeContext
) -> None:
    context.story = long_story()
    async with opened() as pilot:
        (line,) = at(pilot, "4 sentences only in 2 Herald")
        assert 'Herald: "Herald alone says one."' in line
        assert not at(pilot, "Herald alone says two.")


async def test_enter_unfolds_a_run_in_place_and_enter_or_escape_folds_it_again(
    opened: Opened, context: FakeContext
) -> None:
    context.story = long_story()
    async with opened() as pilot:
        for key in ("enter", "escape"):
            state_of(pilot).cursor.move_to_row(1)
            await pilot.press("enter")
            assert at(pilot, "Herald alone says two.")
            assert ref_at_cursor(pilot) == Ref(1, 1)
            await pilot.press("j", "j", key)
            assert not at(pilot, "Herald alone says two.")
            assert state_of(pilot).cursor.row == 1
            assert state_of(pilot).cursor.subject == Ref(1, 1)


async def test_all_runs_unfold_and_fold_with_one_key(opened: Opened, context: FakeContext) -> None:
    context.story = long_story()
    async with opened() as pilot:
        await pilot.press("Z")
        assert at(pilot, "Herald alone says four.")
        assert at(pilot, "Courier alone says green.")
        await pilot.press("Z")
        assert not at(pilot, "Herald alone says four.")
        assert not at(pilot, "Courier alone says green.")
        assert "Folded what only one outlet has" in status_line(pilot)


async def test_every_sentence_is_shown_or_counted(opened: Opened, context: FakeContext) -> None:
    context.story = long_story()
    async with opened() as pilot:
        state = state_of(pilot)
        folded = sum(run.sentences for run in state.shown.runs if run is not None and run.folded)
        shown = {
            ref
            for row, run in zip(state.rows, state.shown.runs, strict=True)
            if run is None or not run.folded
            for ref in row.refs
        }
        assert folded + len(shown) == sum(len(one.sentences) for one in state.alignment.articles)


async def test_an_outlet_without_a_column_stands_in_a_band_under_its_own_name(
    opened: Opened, context: FakeContext
) -> None:
    context.story = long_story()
    async with opened() as pilot:
        await pilot.press("Z")
        (line,) = at(pilot, "Courier alone says red.")
        assert line.startswith("▌3 Courier")


async def test_the_name_of_a_band_stays_while_it_scrolls(opened: Opened, context: FakeContext) -> None:
    alone = [f"Courier goes on and on about the {number} bridges of the old town." for number in range(40)]
    context.story = alignment(
        [article("Gazette", ["It rained."]), article("Herald", ["Rain fell."]), article("Courier", alone)],
        [((0, 0), (1, 0), "same")],
    )
    async with opened() as pilot:
        await pilot.press("Z", "G")
        await settle(pilot)
        assert not at(pilot, "about the 0 bridges")
        assert at(pilot, "about the 39 bridges")
        assert len(at(pilot, "▌3 Courier")) == 1


async def test_a_sentence_shown_a_second_time_is_an_arrow_to_its_row(opened: Opened, context: FakeContext) -> None:
    context.story = alignment(
        [
            article("Gazette", ["The bridge is closed.", "It will stay closed."]),
            article("Herald", ["Closed it stays."]),
        ],
        [((0, 0), (1, 0), "similar"), ((0, 1), (1, 0), "same")],
    )
    async with opened() as pilot:
        (line,) = at(pilot, "≈ ↓ “Closed it stays.”")
        assert "The bridge is closed." in line


async def test_enter_follows_an_arrow_to_the_whole_sentence(opened: Opened, context: FakeContext) -> None:
    long = "Closed it stays, said the mayor, and she said it again and again until the last reporter had gone home."
    context.story = alignment(
        [article("Gazette", ["The bridge is closed.", "It will stay closed."]), article("Herald", [long])],
        [((0, 0), (1, 0), "similar"), ((0, 1), (1, 0), "same")],
    )
    async with opened() as pilot:
        assert at(pilot, "≈ ↓ “Closed it stays, said the mayor, and she said")
        await pilot.press("l")
        assert "go there" in compare_lines(pilot)[-1]
        await pilot.press("enter")
        await settle(pilot)
        assert not compare_screen(pilot).screen_layout.view.in_panes
        assert (state_of(pilot).cursor.row, ref_at_cursor(pilot)) == (1, Ref(1, 0))
        assert "go there" not in compare_lines(pilot)[-1]


async def test_an_arrow_in_an_empty_cell_leads_to_what_the_outlet_says_in_another_row(
    opened: Opened, context: FakeContext
) -> None:
    context.story = alignment(
        [article("A", ["One."]), article("B", ["Two.", "Three."]), article("C", ["One and three."])],
        [((0, 0), (2, 0), "same"), ((1, 1), (2, 0), "similar")],
    )
    async with opened((200, 50)) as pilot:
        (line,) = at(pilot, "↑ “One and three.”")
        assert "Three." in line
        row = next(number for number, row in enumerate(state_of(pilot).rows) if Ref(1, 1) in row.refs)
        state_of(pilot).cursor.move_to_row(row)
        await pilot.press("l", "l", "enter")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(2, 0)


async def test_a_search_unfolds_the_runs_in_which_it_finds_something(opened: Opened, context: FakeContext) -> None:
    context.story = long_story()
    async with opened() as pilot:
        await pilot.press("slash", *"three", "enter")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(1, 3)
        assert at(pilot, "Herald alone says three.")
        assert not at(pilot, "Courier alone says red.") or at(pilot, "only in 3 Courier")


async def test_panes_fold_nothing_and_rows_keep_the_sentence_that_was_read_there(
    opened: Opened, context: FakeContext
) -> None:
    context.story = long_story()
    async with opened() as pilot:
        await pilot.press("p", "l", "j", "j")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(1, 2)
        await pilot.press("p")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(1, 2)
        assert at(pilot, "Herald alone says two.")


def test_an_outlet_that_leads_leaves_the_reader_on_the_sentence_matched_or_not() -> None:
    state = CompareState(long_story())
    for ref in (Ref(1, 3), Ref(2, 1), Ref(0, 2)):
        for lead in (2, 0, 1):
            assert state.reveal(ref)
            state.choose(lead)
            if state.lead == lead and not state.alignment.counterparts(ref, lead):
                assert state.cursor.subject == ref


def test_a_decision_that_leaves_a_sentence_alone_does_not_fold_it_away() -> None:
    story = long_story()
    state = CompareState(story)
    assert state.cursor.go_to(Ref(1, 0))
    state.replace(alignment(story.articles, [((0, 2), (2, 3), "similar")]))
    assert state.cursor.current == Ref(1, 0)
    assert not state.folding.is_folded(state.cursor.row)


def test_nothing_folds_under_a_filter() -> None:
    state = CompareState(long_story())
    state.filter = Filter.ONLY
    state.refresh()
    assert len(state.rows) == 7


def test_next_goes_to_a_folded_run_as_to_one_place() -> None:
    state = CompareState(long_story())
    assert state.cursor.next_difference(1)
    assert state.folding.is_folded(state.cursor.row)
    assert state.cursor.subject == Ref(1, 1)
    assert state.cursor.next_difference(1)
    assert state.cursor.subject is not None
    assert state.cursor.subject.article == 2


def test_a_filter_that_would_keep_nearly_everything_is_passed_over() -> None:
    gazette, herald = (article(name, [f"{name} {number}." for number in range(10)]) for name in ("Gazette", "Herald"))
    state = CompareState(alignment([gazette, herald], [((0, n), (1, n), "similar") for n in range(10)]))
    visited = []
    for _ in range(4):
        state.filter = state.next_filter()
        visited.append(state.filter)
    # All is similar, and both tell it.
    assert visited == [Filter.DETAILS, Filter.ONLY, Filter.QUOTES, Filter.ALL]


def three_of_which_two_match() -> Alignment:
    """A statement that all three make, one of two, and one of which each half matches another outlet."""
    articles = [
        article("Gazette", ["The bridge is shut.", "Buses run.", "It rained.", "They shut it again."]),
        article("Herald", ["They shut the bridge.", "Buses run.", "Rain and snow fell."]),
        article("Courier", ["The bridge was shut by them.", "Snow fell."]),
    ]
    pairs = [
        ((0, 0), (1, 0), "same"),
        ((0, 0), (2, 0), "same"),
        ((0, 1), (1, 1), "same"),
        ((0, 2), (1, 2), "similar"),
        ((1, 2), (2, 1), "similar"),
        # Elsewhere it matches better, so that its row has an arrow.
        ((0, 3), (1, 0), "similar"),
    ]
    return alignment(articles, pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


def test_what_all_outlets_tell_can_be_read_alone() -> None:
    state = CompareState(three_of_which_two_match())
    state.filter = Filter.TOLD_BY_ALL
    state.refresh()
    told = [{ref for ref in row.own_refs if ref.article == 0} for row in state.rows]
    # The rain and the snow of the second are not one statement of the other two; its own sentence matches both.
    assert told == [{Ref(0, 0)}, {Ref(0, 2)}]
    assert state.overview.in_all == 2
    # With two outlets left it is what both tell.
    state.hidden.add(2)
    state.refresh()
    assert [row.refs[0] for row in state.rows] == [Ref(0, 0), Ref(0, 1), Ref(0, 2), Ref(0, 3)]


def test_what_all_tell_is_not_asked_where_two_outlets_were_not_compared() -> None:
    story = three_of_which_two_match()
    courier = replace(story.articles[2], language="de")
    matches = tuple(match for match in story.matches if match.b.article != 2)
    state = CompareState(replace(story, articles=(*story.articles[:2], courier), matches=matches))
    state.filter = Filter.QUOTES
    assert state.next_filter() is Filter.ALL


def test_a_filter_keeps_what_its_name_says() -> None:
    state = CompareState(long_story())
    state.filter = Filter.SIMILAR
    state.refresh()
    assert [row.refs for row in state.rows] == [(Ref(0, 2), Ref(2, 3))]
    assert state.cursor.next_difference(1) is False


async def test_while_matches_are_looked_for_the_lead_stands_in_its_own_column(
    opened: Opened, context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.story = long_story()
    monkeypatch.setattr(LoadController, "compare", lambda _: None)
    async with opened() as pilot:
        assert state_of(pilot).pending
        assert not any(line.startswith("▌") for line in compare_lines(pilot))
        assert at(pilot, "Ferries run.")
        # The other column is empty for a while, and says why; no key is named that does nothing yet.
        words = [line for line in compare_lines(pilot) if "Looking for matches in 2 Herald …" in line]
        assert len(words) == 1
        assert "next difference" not in status_line(pilot)


@pytest.mark.parametrize("keys", [("p", "p"), ("z", "z"), ("enter", "escape")])
async def test_the_rows_stand_as_before_after_a_whole_article_was_shown(
    opened: Opened, context: FakeContext, keys: tuple[str, str]
) -> None:
    context.story = long_story()
    async with opened() as pilot:
        before = compare_lines(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert compare_lines(pilot) == before


async def test_the_rows_take_the_whole_width_after_a_window_that_was_too_small(
    opened: Opened, context: FakeContext
) -> None:
    context.story = long_story()
    async with opened((200, 50)) as pilot:
        await settle(pilot)
        before = compare_lines(pilot)
    async with opened((30, 8)) as pilot:
        await pilot.resize_terminal(200, 50)
        await settle(pilot)
        assert compare_lines(pilot) == before


async def test_a_sentence_whose_own_row_a_filter_leaves_out_is_shown_where_it_stands_again(
    opened: Opened, context: FakeContext
) -> None:
    gazette = article("Gazette", ["The bridge is closed.", "It was shut today.", "Ferries run.", "Buses run."])
    herald = article("Herald", ["The bridge is shut.", "Ferries go."])
    context.story = alignment(
        [gazette, herald],
        [((0, 0), (1, 0), "same"), ((0, 1), (1, 0), "similar"), ((0, 2), (1, 1), "same")],
    )
    async with opened() as pilot:
        assert at(pilot, "↑ “The bridge is shut.”")
        await pilot.press("f", "f")
        assert state_of(pilot).filter is Filter.SIMILAR
        (line,) = at(pilot, "It was shut today.")
        assert "The bridge is shut." in line
        assert not at(pilot, "“")
