"""What the compare screen says of articles in other languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.app.compare.state import CompareState
from newsdiff.config import Config
from support.article_builders import alignment, article
from support.compare_driver import compare_lines, compare_screen, settle
from support.fake_context import FakeContext

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment


def story() -> Alignment:
    """Two outlets in English with one match, and one in German."""
    return alignment(
        [
            article("Gazette", ["The bridge was closed on Friday.", "Buses take the longer way."]),
            article("Herald", ["On Friday the bridge was closed."]),
            article("Kurier", ["Die Brücke wurde gesperrt.", "Busse fahren Umwege."], language="de"),
        ],
        [((0, 0), (1, 0), "same")],
    )


async def shown(found: Alignment, size: tuple[int, int] = (200, 50)) -> str:
    context = FakeContext(found)
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        return "\n".join(compare_lines(pilot))


async def test_an_outlet_in_another_language_is_not_compared_and_has_no_missing_match() -> None:
    text = await shown(story())
    assert "? not compared" in text
    assert "no match found in Kurier" not in text
    assert "? Die Brücke wurde gesperrt." in text
    assert "+ Die Brücke" not in text
    assert "not compared with 3: another language" in await shown(story(), (120, 40))


async def test_an_outlet_that_no_other_was_compared_with_has_no_count_of_matches() -> None:
    found = story()
    text = await shown(replace(found, articles=(found.articles[0], found.articles[2]), matches=()))
    assert "These two are in different languages, and were not compared." in text
    assert "different events" not in text
    assert "0 of 2" not in text
    # Nor is anything counted of two texts that were not held against each other.
    assert "At a glance" not in text
    assert "in one only" not in text


def test_only_here_shows_nothing_that_was_not_compared() -> None:
    state = CompareState(story())
    state.filter = Filter.ONLY
    state.refresh()
    assert [ref for row in state.rows for ref in row.refs] == [(0, 1)]


def test_the_next_difference_is_no_sentence_that_was_not_compared() -> None:
    state = CompareState(story())
    texts = [state.alignment.sentence(state.subject_of(row)).text for row in state.shown.starts]
    assert texts == ["Buses take the longer way."]


async def test_what_was_not_compared_is_not_golden() -> None:
    found = story()
    context = FakeContext(found)
    app = NewsdiffApp(context, Config(), context.load_articles(["story"]))
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        screen = compare_screen(pilot)
        gold = screen.screen_layout.view.query_one(RowsView).role_styles["only"].color
        strips = screen._compositor.render_strips()
        golden = {
            word
            for strip in strips
            for segment in strip
            if segment.style and segment.style.color == gold
            for word in segment.text.split()
        }
        assert "Buses" in golden
        assert not {"Brücke", "Busse"} & golden


def test_those_that_were_compared_with_the_lead_stand_beside_it() -> None:
    found = story()
    state = CompareState(replace(found, articles=(*found.articles, replace(found.articles[2], outlet="Bote"))))
    assert state.order == (0, 1, 2, 3)
    state.choose(2)
    assert state.order == (2, 3, 0, 1)
