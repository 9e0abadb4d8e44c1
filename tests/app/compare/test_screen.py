from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.app.compare.article_pane import ArticlePane
from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.filters import Filter
from newsdiff.app.widgets.bars import HOLD
from newsdiff.config import Config
from newsdiff.core.models import Ref
from support.article_builders import alignment, article
from support.compare_driver import (
    compare_line,
    compare_lines,
    compare_screen,
    ref_at_cursor,
    settle,
    state_of,
    status_line,
)
from support.screen_driver import dialog_text, screen_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from newsdiff.service import LoadedArticles
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


async def test_a_story_opens_on_its_first_sentence_with_its_counterpart_beside_it(opened: Opened) -> None:
    async with opened() as pilot:
        assert ref_at_cursor(pilot) == Ref(0, 0)
        assert "0 statements in all 3   3 in some   + 6 in one only   # 1 detail differs" in compare_line(pilot, 3)
        assert "1 Gazette" in compare_line(pilot, 1)
        assert "2 Herald" in compare_line(pilot, 1)
        assert "after 49 bolts" in "".join(compare_lines(pilot)[5:8])
        assert "after 50 bolts" in "".join(compare_lines(pilot)[5:8])


async def test_a_sentence_whose_figures_differ_is_marked_so(opened: Opened) -> None:
    async with opened() as pilot:
        assert compare_line(pilot, 5).startswith("▸#")
        assert "# 49 bolts (1) | 50 (2)" in compare_line(pilot, 4)


async def test_the_drawer_says_no_match_found_in_an_outlet_and_never_left_out(opened: Opened) -> None:
    async with opened() as pilot:
        text = " ".join(compare_lines(pilot))
        assert "no match in 3" in text
        assert "left out" not in text


async def test_the_cursor_goes_down_and_up_by_sentences_and_skips_headings(opened: Opened) -> None:
    async with opened() as pilot:
        visited = []
        for _ in range(12):
            await pilot.press("j")
            visited.append(state_of(pilot).cursor.subject)
        assert Ref(0, 2) not in visited
        assert Ref(0, 5) in visited
        await pilot.press("g")
        assert ref_at_cursor(pilot) == Ref(0, 0)
        await pilot.press("G")
        assert state_of(pilot).cursor.row == len(state_of(pilot).rows) - 1


async def test_looking_from_another_outlet_moves_the_focus(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("l")
        assert ref_at_cursor(pilot) == Ref(1, 0)
        await pilot.press("h")
        assert ref_at_cursor(pilot) == Ref(0, 0)


async def test_a_third_outlet_gets_a_column_when_the_reader_goes_there(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("l", "l")
        assert "3 Courier" in compare_line(pilot, 1)
        assert "2 Herald" not in compare_line(pilot, 1)


async def test_next_difference_goes_past_what_all_say_alike_and_back(opened: Opened) -> None:
    async with opened() as pilot:
        places = [ref_at_cursor(pilot)]
        for _ in range(4):
            await pilot.press("n")
            places.append(state_of(pilot).cursor.subject)
        assert places == sorted(set(places), key=places.index)
        await pilot.press("N")
        assert state_of(pilot).cursor.subject == places[-2]


async def test_the_end_of_the_differences_is_said(opened: Opened) -> None:
    async with opened() as pilot:
        for _ in range(20):
            await pilot.press("n")
        assert "No more differences" in status_line(pilot)


async def test_the_only_here_filter_shows_what_one_outlet_has_alone(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f", "f", "f")
        state = state_of(pilot)
        assert state.filter.value == "only here"
        assert state.rows
        assert all(row.alone for row in state.rows)
        assert "Only here: 6 rows" in status_line(pilot)
        await pilot.press("escape")
        assert state.filter is Filter.ALL


async def test_a_filter_that_finds_nothing_says_so_and_how_to_leave(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f", "f", "f", "f")
        assert state_of(pilot).filter is Filter.QUOTES
        assert "esc show all" in status_line(pilot)
        await pilot.press("j", "k", "l", "h", "y", "plus", "L", "enter", "n", "g", "G", "space")
        assert "No sentence here" in "".join(compare_lines(pilot))
        assert "esc show all" in "".join(compare_lines(pilot))


async def test_weaker_matches_come_on_demand_and_go(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("j")
        assert "no match in 1, 3 (~ 1 weaker)" in "".join(compare_lines(pilot))
        await pilot.press("tilde")
        assert "fortnight" in "".join(compare_lines(pilot)[2:20])
        assert compare_line(pilot, 0).count("weaker shown")
        await pilot.press("tilde")
        assert "weaker shown" not in compare_line(pilot, 0)


async def test_another_outlet_can_lead_and_the_same_key_hides_it_and_shows_it_again(opened: Opened) -> None:
    async with opened() as pilot:
        state = state_of(pilot)
        await pilot.press("2")
        assert list(state.order) == [1, 0, 2]
        await pilot.press("2")
        assert list(state.order) == [0, 2]
        assert "is hidden. 2 shows it again" in status_line(pilot)
        await pilot.press("2")
        assert list(state.order) == [0, 1, 2]
        await pilot.press("7")
        assert "No outlet 7" in status_line(pilot)


async def test_two_outlets_always_stay(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("1", "1")
        state = state_of(pilot)
        assert len(state.order) >= 2
        for key in ("1", "2", "3") * 4:
            await pilot.press(key)
            assert len(state.order) >= 2


async def test_panes_show_whole_articles_and_the_others_come_along(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("p")
        await settle(pilot)
        panes = {pane.article: pane for pane in pilot.app.screen.query(ArticlePane) if pane.display}
        assert set(panes) == {0, 1}
        await pilot.press("j", "j")
        assert ref_at_cursor(pilot) == Ref(0, 3)
        assert panes[1].cursor == 3
        await pilot.press("l")
        assert ref_at_cursor(pilot) == Ref(1, 3)
        await pilot.press("k")
        assert ref_at_cursor(pilot) == Ref(1, 2)
        assert panes[0].cursor == -1
        await pilot.press("p")
        assert ref_at_cursor(pilot) == Ref(1, 2)


async def test_enter_opens_the_sentence_in_its_article_and_escape_comes_back(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("l", "enter")
        await settle(pilot)
        assert any(pane.display for pane in pilot.app.screen.query(ArticlePane))
        assert ref_at_cursor(pilot) == Ref(1, 0)
        await pilot.press("escape")
        await settle(pilot)
        assert not pilot.app.screen.query_one("#panes").display


async def test_zen_shows_one_article_alone(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("z")
        await settle(pilot)
        assert sum(pane.display for pane in pilot.app.screen.query(ArticlePane)) == 1
        assert not pilot.app.screen.query_one(EvidenceDrawer).display
        await pilot.press("z")
        await settle(pilot)
        assert pilot.app.screen.query_one(EvidenceDrawer).display


async def test_below_60_by_16_one_article_can_be_read_and_the_size_is_said(opened: Opened) -> None:
    async with opened(size=(52, 14)) as pilot:
        assert "52x14: too small to compare" in compare_line(pilot, 0)
        assert "harbour bridge" in "".join(compare_lines(pilot))
        await pilot.press("j")
        assert ref_at_cursor(pilot) == Ref(0, 1)


@pytest.mark.parametrize(("view", "where"), [("rows", "3/9"), ("panes", "9/9")])
async def test_resizing_at_any_moment_is_safe(opened: Opened, view: str, where: str) -> None:
    async with opened(config=Config(view=view)) as pilot:  # type: ignore[arg-type]  # mypy cannot see the literals here
        for width, height in [
            (200, 50),
            (80, 24),
            (1, 1),
            (59, 15),
            (60, 16),
            (500, 100),
            (100, 20),
            (3, 40),
            (120, 40),
        ]:
            await pilot.resize_terminal(width, height)
            await pilot.press("j", "l", "p", "n")
            await settle(pilot)
        assert compare_line(pilot, 0).strip().endswith(where)


async def test_a_search_finds_sentences_and_n_goes_through_them(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"ferries", "enter")
        await settle(pilot)
        state = state_of(pilot)
        assert state.hits == (Ref(0, 3), Ref(1, 3))
        assert ref_at_cursor(pilot) == Ref(0, 3)
        await pilot.press("n")
        assert ref_at_cursor(pilot) == Ref(1, 3)
        await pilot.press("n")
        assert ref_at_cursor(pilot) == Ref(0, 3)
        await pilot.press("escape")
        assert state.query == ""


async def test_a_search_without_hits_says_so(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"[/b]zebra", "enter")
        await settle(pilot)
        assert "“[/b]zebra” is not in the articles shown" in status_line(pilot)


async def test_a_rejected_match_stays_rejected_and_undo_brings_it_back(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("minus")
        assert "Rejected" in status_line(pilot)
        row = next(line for line in compare_lines(pilot) if line.startswith("▸"))
        assert "· match rejected by you" in row
        assert "no match found" not in row
        assert "0 statements in all 3   2 in some   + 8 in one only" in compare_line(pilot, 3)
        await pilot.press("ctrl+z")
        assert "0 statements in all 3   3 in some   + 6 in one only   # 1 detail differs" in compare_line(pilot, 3)
        await pilot.press("ctrl+z")
        assert "Nothing to undo" in status_line(pilot)


async def test_a_rejected_mark_leaves_the_row_the_counts_and_the_filter_and_comes_back(opened: Opened) -> None:
    async with opened() as pilot:
        assert "# reject mark" in compare_lines(pilot)[-1]
        await pilot.press("number_sign")
        assert "Mark 1|2 rejected" in status_line(pilot)
        text = " ".join(compare_lines(pilot))
        assert "2 = same, 90% sure  # rejected by you" in text
        assert "0 statements in all 3   3 in some   + 6 in one only" in text
        assert "49 bolts (1)" not in text
        await pilot.press("f")
        assert state_of(pilot).filter is Filter.DETAILS
        assert state_of(pilot).rows == ()
        await pilot.press("escape", "ctrl+z")
        assert "# 1 detail differs" in " ".join(compare_lines(pilot))


async def test_what_still_differs_after_a_mark_was_rejected_is_said(opened: Opened, context: FakeContext) -> None:
    texts = [f"The bridge was shut on Monday after {bolts} bolts were found broken." for bolts in (49, 50, 52)]
    context.story = alignment(
        [article(name, [text]) for name, text in zip(("Gazette", "Herald", "Courier"), texts, strict=True)],
        [((0, 0), (1, 0), "same"), ((0, 0), (2, 0), "same")],
    )
    async with opened() as pilot:
        await pilot.press("l", "number_sign")
        assert "Mark 1|2 rejected. Still differs: 49 bolts (1) | 52 (3). " in status_line(pilot)
        assert "# 1 detail differs" in compare_line(pilot, 3)
        await pilot.press("ctrl+z", "2", "number_sign")
        assert "Still differs: 49 bolts (1) | 52 (3)" in status_line(pilot)


async def test_the_keys_that_judge_a_row_are_named_together(opened: Opened, context: FakeContext) -> None:
    sample = replace(context.story.articles[0], sample=True)
    context.story = replace(context.story, articles=(sample, *context.story.articles[1:]))
    async with opened() as pilot:
        assert "# reject mark  + accept  - reject" in status_line(pilot)


async def test_the_same_key_brings_a_rejected_mark_back(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("number_sign", "j", "k")
        assert "# mark again" in compare_lines(pilot)[-1]
        await pilot.press("number_sign")
        assert "Mark 1|2 restored" in status_line(pilot)
        assert compare_line(pilot, 5).startswith("▸#")
        await pilot.press("j", "number_sign")
        assert "No details are marked here" in status_line(pilot)


async def test_a_weaker_match_can_be_accepted(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("tilde", "j", "plus")
        assert "Accepted" in status_line(pilot)
        assert "accepted by you" in " ".join(compare_lines(pilot))
        assert "0 statements in all 3   4 in some   + 4 in one only   # 1 detail differs" in compare_line(pilot, 3)


async def test_two_sentences_are_linked_by_hand(opened: Opened) -> None:
    async with opened() as pilot:
        state = state_of(pilot)
        await pilot.press("G")
        assert state.cursor.go_to(Ref(0, 5))
        await pilot.press("L")
        assert "Link from Gazette" in status_line(pilot)
        await pilot.press("L")
        assert "joins two outlets" in status_line(pilot)
        assert state.cursor.go_to(Ref(2, 1))
        await pilot.press("L")
        assert "Linked by hand" in status_line(pilot)
        match = state_of(pilot).alignment.counterparts(Ref(0, 5), 2)[0]
        assert match.by == "reader"
        assert "linked by you" in " ".join(compare_lines(pilot))


async def test_accepting_where_nothing_matches_says_what_to_do(opened: Opened) -> None:
    async with opened() as pilot:
        assert state_of(pilot).cursor.go_to(Ref(2, 1))
        await pilot.press("plus")
        assert "L links two sentences by hand" in status_line(pilot)


async def test_judging_where_the_focused_outlet_has_no_match_names_the_outlet(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("l", "l", "minus")
        assert "No match in Courier to judge" in status_line(pilot)


async def test_a_ninth_outlet_waits_for_its_key_and_for_room(opened: Opened, context: FakeContext) -> None:
    context.story = alignment([article(f"Outlet {number}", ["Rain."]) for number in range(9)], [])
    async with opened() as pilot:
        assert "9 articles: the first 8 are shown; press 9 to show the ninth." in status_line(pilot)
        await pilot.press("9")
        assert "8 outlets are shown and no more fit: hide one first" in status_line(pilot)


async def test_a_sentence_and_a_pair_are_copied_with_their_sources(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("y")
        assert pilot.app.clipboard == (
            "The harbour bridge was closed on Monday after 49 bolts were found broken.\n(Gazette, https://gazette.example/bridge)"
        )
        await pilot.press("Y")
        assert "50 bolts" in pilot.app.clipboard
        assert "https://herald.example/bridge" in pilot.app.clipboard


async def test_an_article_is_added_to_the_story(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        await pilot.press("a", *"more.txt", "enter")
        await settle(pilot)
        assert context.asked[-1] == ("more.txt",)
        assert len(state_of(pilot).alignment.articles) == 4


async def test_an_article_that_cannot_be_added_is_told_and_the_story_stays(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a", *"./missing", "enter")
        await settle(pilot)
        assert "there is no such file" in status_line(pilot)
        assert len(state_of(pilot).alignment.articles) == 3


async def test_articles_that_cannot_be_read_end_the_program_with_a_sentence(context: FakeContext) -> None:
    from newsdiff.app.app import NewsdiffApp

    app = NewsdiffApp(context, Config(), context.load_articles(["missing"]))
    async with app.run_test() as pilot:
        await settle(pilot)
    assert str(app.return_value) == "missing: there is no such file."


async def test_about_shows_what_cleaning_took_out(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("i")
        await settle(pilot)
        assert "page furniture: Also read" in dialog_text(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is compare_screen(pilot)


async def test_the_help_names_every_key(opened: Opened) -> None:
    from newsdiff.app.compare.bindings import COMPARE

    async with opened() as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        text = dialog_text(pilot)
        for binding in COMPARE:
            assert binding.tooltip in text


async def test_keys_of_the_readers_own_work_and_are_shown(opened: Opened) -> None:
    async with opened(config=Config(keymap={"next-sentence": "B"})) as pilot:
        await pilot.press("B")
        assert state_of(pilot).cursor.row == 1
        await pilot.press("j")
        assert state_of(pilot).cursor.row == 1
        assert "B next" in status_line(pilot)


async def test_a_click_goes_to_the_sentence(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.click(offset=(70, 3))
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(1, 0)


async def test_the_palette_offers_what_the_keys_do(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"only rows or panes"[5:])
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen.query_one("#panes").display


async def test_hostile_titles_and_text_are_shown_as_they_are(opened: Opened, context: FakeContext) -> None:
    evil = "[/b] [@click=app.quit]press[/] [link='x] is not markup here."
    context.story = alignment([article(evil, [evil, evil]), article("[red]B", [evil])], [((0, 0), (1, 0), "same")])
    async with opened() as pilot:
        assert "[@click=app.quit]press[/]" in "".join(compare_lines(pilot))
        await pilot.press("i")
        await settle(pilot)
        assert evil in dialog_text(pilot)
        await pilot.press("escape")
        for key in ("o", "slash", "a", "e", "question_mark"):
            await pilot.press(key)
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert pilot.app.screen is compare_screen(pilot), key
        assert "[@click=app.quit]press[/]" in "".join(compare_lines(pilot))


async def test_ascii_marks_are_used_where_the_reader_wants_them(opened: Opened) -> None:
    async with opened(config=Config(marks="ascii")) as pilot:
        assert compare_line(pilot, 5).startswith(">#")
        assert not any(sign in "".join(compare_lines(pilot)) for sign in "≈·▸")


@pytest.mark.parametrize("theme", ["newsdiff-light", "nord", "textual-light", "ansi-dark", "ansi-light"])
async def test_every_kind_of_theme_draws(opened: Opened, theme: str) -> None:
    async with opened(config=Config(theme=theme)) as pilot:
        assert "harbour bridge" in "".join(compare_lines(pilot))


async def test_the_theme_that_the_reader_chose_is_kept(opened: Opened, context: FakeContext) -> None:
    async with opened() as pilot:
        pilot.app.theme = "newsdiff-light"
        await settle(pilot)
        assert context.settings == {"theme": "newsdiff-light"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (52, 14)])
@pytest.mark.parametrize("key", ["z", "p"])
async def test_from_any_row_the_cursor_moves_on_in_panes_and_zen(
    opened: Opened, size: tuple[int, int], key: str
) -> None:
    async with opened(size=size) as pilot:
        state = state_of(pilot)
        for row in range(len(state.rows)):
            state.cursor.move_to_row(row)
            compare_screen(pilot).screen_layout.follow()
            await pilot.press(key)
            await settle(pilot)
            await pilot.press("g")
            first = state.cursor.current
            await pilot.press("j")
            assert state.cursor.current != first, f"stuck in row {row}"
            # Back to the rows, or in a tiny window still in the one article.
            await pilot.press(key)
            await settle(pilot)


async def test_zen_over_a_filter_shows_the_whole_article(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f", "f", "z")
        await settle(pilot)
        assert state_of(pilot).filter.value == "all"
        shown = [pane.article for pane in pilot.app.screen.query(ArticlePane) if pane.display]
        await pilot.press("g")
        assert ref_at_cursor(pilot) == Ref(shown[0], 0)
        await pilot.press("j")
        assert ref_at_cursor(pilot) == Ref(shown[0], 1)


async def test_in_one_column_the_chosen_lead_is_the_article_that_is_shown(opened: Opened) -> None:
    async with opened(size=(80, 24)) as pilot:
        await pilot.press("p", "2")
        await settle(pilot)
        assert [pane.article for pane in pilot.app.screen.query(ArticlePane) if pane.display] == [1]
        assert "2 Herald" in compare_line(pilot, 1)


async def test_two_articles_that_are_added_at_once_both_join(opened: Opened) -> None:
    async with opened() as pilot:
        screen = compare_screen(pilot)
        screen.matches.add_source("one.txt")
        screen.matches.add_source("two.txt")
        await settle(pilot)
        assert len(state_of(pilot).alignment.articles) == 5
        assert "added as outlet" in status_line(pilot)


async def test_a_comparison_that_comes_too_late_is_dropped(opened: Opened, context: FakeContext) -> None:
    from newsdiff.app.compare.messages import StoryCompared

    async with opened() as pilot:
        late = context.compare(state_of(pilot).alignment.articles[:2])
        compare_screen(pilot).post_message(StoryCompared(late))
        await settle(pilot)
        assert len(state_of(pilot).alignment.articles) == 3


async def test_notices_at_the_start_stay_until_they_are_read(opened: Opened, context: FakeContext) -> None:
    context.notices = ("a.txt is empty.", "b.txt holds the same article as c.txt, so it is taken once.")
    async with opened() as pilot:
        await pilot.press("j")
        assert compare_line(pilot, -2).strip() == "a.txt is empty."
        assert status_line(pilot).strip() == "b.txt holds the same article as c.txt, so it is taken once."
        assert state_of(pilot).cursor.row > 0


async def test_a_notice_goes_with_a_key_once_it_could_be_read_and_when_another_screen_comes(
    opened: Opened, context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.notices = ("a.txt is empty.", "b.txt is empty.")
    async with opened() as pilot:
        assert status_line(pilot).strip() == "b.txt is empty."
        now = monotonic()
        monkeypatch.setattr("newsdiff.app.widgets.bars.monotonic", lambda: now + HOLD + 1)
        await pilot.press("j")
        await settle(pilot)
        assert "next difference" in status_line(pilot)
        compare_screen(pilot).show_notices(("One.", "Two."))
        await pilot.press("F")
        await settle(pilot)
        assert "Two." not in "\n".join(screen_lines(pilot))
        assert "Two." not in status_line(pilot)


async def test_a_sentence_taller_than_the_screen_can_be_read_to_its_end(opened: Opened, context: FakeContext) -> None:
    context.story = alignment([article("A", ["word " * 400 + "end.", "Next."]), article("B", ["Other."])], [])
    async with opened(size=(80, 24)) as pilot:
        seen = "".join(compare_lines(pilot))
        for _ in range(12):
            await pilot.press("space")
            await settle(pilot)
            seen += "".join(compare_lines(pilot)[1:23])
            if ref_at_cursor(pilot) != Ref(0, 0):
                break
        assert "end." in seen


async def test_one_article_is_shown_and_every_key_says_what_is_missing(opened: Opened, context: FakeContext) -> None:
    context.story = alignment([article("A", ["Only this.", "And this."])], [])
    async with opened() as pilot:
        assert "Only one article" in status_line(pilot)
        for key in ("n", "f", "tilde", "plus", "minus", "L", "e", "1", "ctrl+z"):
            await pilot.press(key)
            await settle(pilot)
            assert "Only one article" in status_line(pilot), key
        await pilot.press("j")
        assert ref_at_cursor(pilot) == Ref(0, 1)


async def test_a_link_that_was_begun_stays_in_sight(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("L", "j")
        assert "linking from Gazette" in compare_line(pilot, 0)
        await pilot.press("escape")
        assert "linking" not in compare_line(pilot, 0)


async def test_panes_stand_still_when_the_reader_wants_it_and_come_again(opened: Opened) -> None:
    async with opened(size=(120, 12)) as pilot:
        await pilot.press("v", "p")
        await pilot.resize_terminal(120, 17)
        await settle(pilot)
        panes = {pane.article: pane for pane in pilot.app.screen.query(ArticlePane)}
        await pilot.press("S", "j", "j")
        assert panes[1].top == 0
        assert "stand still" not in status_line(pilot)
        await pilot.press("S")
        assert "scroll together" in status_line(pilot)
        await pilot.press("equals_sign")
        assert ref_at_cursor(pilot) is not None


async def test_a_new_search_takes_the_place_of_the_old_one(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"ferries", "enter")
        await settle(pilot)
        assert "2 hits · n/N next/previous" in status_line(pilot)
        await pilot.press("slash", *"bridge", "enter")
        await settle(pilot)
        assert state_of(pilot).query == "bridge"


async def test_a_wide_window_names_the_keys_that_search_add_link_and_export(opened: Opened) -> None:
    async with opened(size=(200, 50)) as pilot:
        for words in ("/ search", "a add an article", "L link by hand", "e export"):
            assert words in status_line(pilot)


async def test_all_articles_that_are_being_read_are_named(
    opened: Opened, context: FakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as pilot:
        screen, come, load = compare_screen(pilot), asyncio.Event(), context.load_articles

        async def load_late(*args: Any, **kwargs: Any) -> LoadedArticles:
            await come.wait()
            return await load(*args, **kwargs)

        monkeypatch.setattr(context, "load_articles", load_late)
        screen.matches.add_source("one.txt")
        screen.matches.add_source("two.txt")
        await pilot.pause()
        assert screen.hint_bar._message == ("Reading one.txt and two.txt …",)
        come.set()
        await settle(pilot)
        assert "Reading" not in status_line(pilot)


async def test_named_articles_have_a_timeline_by_their_dates(opened: Opened, context: FakeContext) -> None:
    first, second, third = context.story.articles[:3]
    articles = (
        replace(first, published=datetime(2026, 3, 12, 11, 15, tzinfo=UTC)),
        replace(second, published=datetime(2026, 3, 12, 7, 40, tzinfo=UTC)),
        replace(third, published=datetime(2026, 3, 13, tzinfo=UTC), day_only=True),
    )
    context.story = replace(context.story, articles=articles)
    async with opened() as pilot:
        await pilot.press("t")
        await settle(pilot)
        said = dialog_text(pilot)
        assert said.index("Herald had it first") < said.index("Gazette followed")
        assert "13 Mar 2026: Courier gives the day and no time" in said


async def test_articles_without_a_date_have_no_timeline_and_that_is_said(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("t")
        await settle(pilot)
        assert "No article of this story has a date" in status_line(pilot)
