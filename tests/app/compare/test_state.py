from __future__ import annotations

from newsdiff.app.compare.state import CompareState, Filter
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Ref
from support.article_builders import alignment, article
from support.fake_context import small_story


def many(count: int) -> CompareState:
    articles = [article(f"Outlet {number}", ["It rained all day.", "The river rose."]) for number in range(count)]
    return CompareState(alignment(articles, [((0, 0), (1, 0), "same")]))


def test_at_most_eight_outlets_are_shown_and_the_ninth_waits() -> None:
    assert len(many(9).order) == 8


def test_an_outlet_that_joins_when_all_places_are_taken_waits_too() -> None:
    reading = many(8)
    reading.replace(many(9).alignment)
    assert len(reading.order) == 8
    assert "8 outlets are shown" in reading.choose(8)


def test_the_cursor_keeps_its_sentence_when_an_outlet_is_put_away() -> None:
    reading = CompareState(small_story())
    assert reading.go_to(Ref(0, 4))
    reading.choose(1)
    reading.choose(1)
    assert reading.order == (0, 2)


def test_who_calls_an_outlet_to_the_front_looks_from_there() -> None:
    reading = CompareState(small_story())
    reading.choose(1)
    assert reading.current == Ref(1, 0)


def test_a_rejected_match_can_be_accepted_again_and_is_not_rejected_twice() -> None:
    from datetime import UTC, datetime

    from newsdiff.core.alignment.verdicts import apply, verdict

    story = small_story()
    said = verdict(story, Ref(0, 0), Ref(1, 0), linked=False, at=datetime(2026, 1, 1, tzinfo=UTC))
    reading = CompareState(apply(story, [said]))
    match, _ = reading.match_at_cursor(accept=True)
    assert match is not None
    assert match.rejected
    assert reading.match_at_cursor(accept=False)[0] is None


def test_nothing_is_judged_where_the_focused_outlet_has_no_match() -> None:
    reading = CompareState(small_story())
    reading.move_column(2)
    match, reason = reading.match_at_cursor(accept=False)
    assert match is None
    assert "No match found in Courier" in reason


def test_a_sentence_stands_with_the_mark_of_its_match_in_the_row() -> None:
    articles = [article("A", ["One.", "Two."]), article("B", ["Both."])]
    story = alignment(articles, [((0, 0), (1, 0), "same"), ((0, 1), (1, 0), "similar")])
    reading = CompareState(story)
    assert reading.mark_in(reading.rows[0], Ref(1, 0)) is MatchMark.SAME
    assert reading.mark_in(reading.rows[1], Ref(1, 0)) is MatchMark.SIMILAR


def test_a_heading_is_passed_in_the_direction_of_travel() -> None:
    reading = CompareState(small_story())
    heading = next(number for number, row in enumerate(reading.rows) if row.heading)
    reading.move_to_row(heading)
    assert reading.row == heading + 1
    reading.move_to_row(heading)
    assert reading.row == heading - 1


def test_hits_are_only_what_can_be_gone_to() -> None:
    reading = CompareState(small_story())
    assert reading.search("bridge") == 3
    reading.filter = Filter.FIGURES
    reading.refresh()
    assert len(reading.hits) == 2
    reading.choose(2)
    assert all(ref.article in reading.order for ref in reading.hits)


def test_a_hit_under_the_cursor_is_the_first() -> None:
    reading = CompareState(small_story())
    reading.search("bridge")
    assert reading.next_hit(0)
    assert reading.current == Ref(0, 0)
    assert reading.next_hit(1)
    assert reading.current == Ref(1, 0)


def test_differences_of_one_article_are_found_without_the_others() -> None:
    reading = CompareState(small_story())
    seen = [reading.current]
    while reading.next_in_article(1):
        seen.append(reading.current)
    assert all(ref is not None and ref.article == 0 for ref in seen)
    assert len(seen) == len(set(seen)) > 2
    assert reading.next_in_article(-1)


def test_in_panes_the_reader_stands_on_a_sentence_that_is_shown() -> None:
    reading = CompareState(small_story())
    for row in range(len(reading.rows)):
        for column in range(3):
            reading.row, reading.column, reading.depth = row, column, 0
            for shown in ([0], [1], [0, 1], [2]):
                reading.stand_in(shown)
                assert reading.current is not None
                assert reading.current.article in shown
