from __future__ import annotations

from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.match_to_judge import NoMatch, match_to_judge
from newsdiff.app.compare.sentence_renderer import SentenceRenderer
from newsdiff.app.compare.state import Chosen, CompareState
from newsdiff.core.diff.conflict_list import ListedConflict, ValueSpan
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Alignment, Match, Ref
from support.article_builders import alignment, article
from support.fake_context import small_story


def many(count: int) -> CompareState:
    articles = [article(f"Outlet {number}", ["It rained all day.", "The river rose."]) for number in range(count)]
    return CompareState(alignment(articles, [((0, 0), (1, 0), "same")]))


def test_at_most_eight_outlets_are_shown_and_the_ninth_waits() -> None:
    assert len(many(9).order) == 8


def test_an_outlet_that_joins_when_all_places_are_taken_waits_too() -> None:
    state = many(8)
    state.replace(many(9).alignment)
    assert len(state.order) == 8
    assert state.choose(8) is Chosen.NO_ROOM


def test_the_cursor_keeps_its_sentence_when_an_outlet_is_put_away() -> None:
    state = CompareState(small_story())
    assert state.cursor.go_to(Ref(0, 4))
    state.choose(1)
    state.choose(1)
    assert state.order == (0, 2)


def test_who_calls_an_outlet_to_the_front_looks_from_there() -> None:
    state = CompareState(small_story())
    state.choose(1)
    assert state.cursor.current == Ref(1, 0)


def test_a_rejected_match_can_be_accepted_again_and_is_not_rejected_twice() -> None:
    from datetime import UTC, datetime

    from newsdiff.core.alignment.verdicts import apply, verdict

    story = small_story()
    said = verdict(story, Ref(0, 0), Ref(1, 0), linked=False, at=datetime(2026, 1, 1, tzinfo=UTC))
    state = CompareState(apply(story, [said]))
    match = match_to_judge(state, accept=True)
    assert isinstance(match, Match)
    assert match.rejected
    assert match_to_judge(state, accept=False) is NoMatch.NONE


def test_nothing_is_judged_where_the_focused_outlet_has_no_match() -> None:
    state = CompareState(small_story())
    state.cursor.move_column(2)
    assert match_to_judge(state, accept=False) is NoMatch.NONE_IN_OUTLET


def test_a_sentence_stands_with_the_mark_of_its_match_in_the_row() -> None:
    articles = [article("A", ["One.", "Two."]), article("B", ["Both."])]
    story = alignment(articles, [((0, 0), (1, 0), "same"), ((0, 1), (1, 0), "similar")])
    state = CompareState(story)
    assert state.mark_in(state.rows[0], Ref(1, 0)) is MatchMark.SAME
    assert state.mark_in(state.rows[1], Ref(1, 0)) is MatchMark.SIMILAR


def test_a_heading_is_passed_in_the_direction_of_travel() -> None:
    state = CompareState(small_story())
    heading = next(number for number, row in enumerate(state.rows) if row.heading)
    state.cursor.move_to_row(heading)
    assert state.cursor.row == heading + 1
    state.cursor.move_to_row(heading)
    assert state.cursor.row == heading - 1


def test_hits_are_only_what_can_be_gone_to() -> None:
    state = CompareState(small_story())
    assert state.search("bridge") == 3
    state.filter = Filter.DETAILS
    state.refresh()
    assert len(state.hits) == 2
    state.choose(2)
    assert all(ref.article in state.order for ref in state.hits)


def test_a_hit_under_the_cursor_is_the_first() -> None:
    state = CompareState(small_story())
    state.search("bridge")
    assert state.cursor.next_hit(0)
    assert state.cursor.current == Ref(0, 0)
    assert state.cursor.next_hit(1)
    assert state.cursor.current == Ref(1, 0)


def test_differences_of_one_article_are_found_without_the_others() -> None:
    state = CompareState(small_story())
    seen = [state.cursor.current]
    while state.cursor.next_difference_in_article(1):
        seen.append(state.cursor.current)
    assert all(ref is not None and ref.article == 0 for ref in seen)
    assert len(seen) == len(set(seen)) > 2
    assert state.cursor.next_difference_in_article(-1)


def test_in_panes_the_reader_stands_on_a_sentence_that_is_shown() -> None:
    state = CompareState(small_story())
    for row in range(len(state.rows)):
        for column in range(3):
            state.cursor.row, state.cursor.column, state.cursor.depth = row, column, 0
            for shown in ([0], [1], [0, 1], [2]):
                state.cursor.go_into(shown)
                assert state.cursor.current is not None
                assert state.cursor.current.article in shown


# The story grows


def test_a_story_without_articles_shows_nothing_and_everything_else_holds() -> None:
    state = CompareState(alignment([], []), pending=True)
    state.search("bridge")
    state.cursor.move(1)
    state.cursor.move_to_row(3)
    state.cursor.move_column(1)
    state.cursor.go_into([])
    assert not state.cursor.next_difference(1)
    assert not state.cursor.next_hit(0)
    assert (state.order, state.rows, state.cursor.subject) == ((), (), None)
    assert match_to_judge(state, accept=True) is NoMatch.NO_SENTENCE
    state.replace(small_story())
    assert state.order == (0, 1, 2)
    assert state.cursor.current == Ref(0, 0)


def test_the_cursor_keeps_its_sentence_when_the_text_of_its_article_comes() -> None:
    other = article("B", ["Other."])
    state = CompareState(alignment([article("A", ["A summary.", "It rained."]), other], []))
    assert state.cursor.go_to(Ref(0, 1))
    state.linking = Ref(0, 1)
    state.replace(alignment([article("A", ["A storm came.", "It blew.", "It rained.", "It ended."]), other], []))
    assert state.cursor.current == state.linking == Ref(0, 2)


def test_the_cursor_stays_in_its_article_when_the_sentence_is_gone_and_a_link_from_it_is_dropped() -> None:
    other = article("B", ["Other."])
    state = CompareState(alignment([article("A", ["One.", "Two.", "Three."]), other], []))
    assert state.reveal(Ref(0, 2))
    state.linking = Ref(0, 2)
    state.replace(alignment([article("A", ["Only this."]), other], []))
    assert state.cursor.current == Ref(0, 0)
    assert state.linking is None


def test_lead_hidden_outlets_and_cursor_follow_their_articles_when_an_earlier_one_joins() -> None:
    a, b, c, d = (article(name, [f"{name} one.", f"{name} two."]) for name in "ABCD")
    state = CompareState(alignment([b, c, d], []))
    state.choose(1)
    state.choose(0)
    state.choose(0)
    assert (state.lead, state.hidden) == (1, {0})
    assert state.cursor.go_to(Ref(2, 1))
    state.replace(alignment([a, b, c, d], []))
    assert (state.lead, state.hidden, state.order) == (2, {1}, (2, 0, 3))
    assert state.cursor.current == Ref(3, 1)


def test_a_sentence_is_laid_out_with_the_text_that_it_has_now() -> None:
    other = article("B", ["Other."])
    state = CompareState(alignment([article("A", ["A summary."]), other], []))
    renderer = SentenceRenderer(state)
    assert renderer.lay(Ref(0, 0), 40).text == "A summary."
    state.replace(alignment([article("A", ["The whole text."]), other], []))
    assert renderer.lay(Ref(0, 0), 40).text == "The whole text."


def test_a_detail_is_quoted_with_the_words_that_it_has_now_and_looked_up_once() -> None:
    def story(first: str) -> Alignment:
        return alignment([article("A", [first]), article("B", ["In all, 50 people were saved."])], [])

    text = "After the storm 49 people were saved."
    detail = ListedConflict((), (ValueSpan(0, 0, text.index("49"), text.index("49") + 2),), 1.0)
    state = CompareState(story(text))
    renderer = SentenceRenderer(state)
    quote = renderer.quote(detail, 60)
    assert "".join(words for words, _ in quote) == f"1 “{text}”"
    assert renderer.quote(detail, 60) is quote
    assert renderer.quote(detail, 30) != quote
    state.replace(story("Before the calm 49 people were saved."))
    assert "".join(words for words, _ in renderer.quote(detail, 60)) == "1 “Before the calm 49 people were saved.”"
