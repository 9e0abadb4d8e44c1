"""The rows of a list as far as they were read."""

from __future__ import annotations

from dataclasses import replace

from newsdiff.app.stories.list_query import FILTERS, StoryListQuery
from newsdiff.app.stories.story_rows import StoryRows
from newsdiff.core.library.stories import OutletVersion, StorySummary
from support.feed_builders import NOON


def story(number: int, *, unread: int = 0, headline: str = "") -> StorySummary:
    version = OutletVersion("The Bell", number, NOON, 1)
    return StorySummary(
        number,
        headline,
        number,
        (version,),
        1,
        NOON,
        NOON,
        unread,
        0,
        0,
        None,
        fresh=False,
        watched=False,
        pinned=False,
    )


def rows(*stories: StorySummary, total: int = 0) -> StoryRows:
    return StoryRows(StoryListQuery(), stories, total)


def test_a_story_that_comes_twice_keeps_its_first_row() -> None:
    found = rows(story(4), story(2, headline="first"), story(7), story(2, headline="again"), total=9)
    assert [(one.id, one.headline) for one in found.summaries] == [(4, ""), (2, "first"), (7, "")]
    assert [found.row_of(number) for number in (4, 2, 7, 5)] == [0, 1, 2, None]
    assert (found.at(1), found.at(3), found.at(-1)) == (story(2, headline="first"), None, None)
    assert (len(found), found.total, found.complete) == (3, 9, False)


def test_a_list_is_complete_when_nothing_new_follows() -> None:
    found = rows(story(1), story(2), total=4)
    more = found.extended((story(2), story(3)))
    assert ([one.id for one in more.summaries], more.total, more.complete) == ([1, 2, 3], 4, False)
    assert more.extended(()).complete
    assert more.extended((story(3), story(1))).complete
    assert more.extended((story(9),)).complete


def test_the_next_unread_story_is_found_on_both_sides_while_stories_change() -> None:
    found = rows(*(story(number, unread=number % 3 == 1) for number in range(10)))
    assert [found.next_unread(row, 1) for row in (-1, 0, 1, 3, 7)] == [1, 1, 4, 4, None]
    assert [found.next_unread(row, -1) for row in (1, 2, 7, 9)] == [None, 1, 4, 7]
    assert found.change(story(4)) == 4
    assert found.change(story(5, unread=2)) == 5
    assert found.change(story(5, unread=1)) == 5
    assert found.change(story(6)) == 6
    assert found.change(story(99, unread=1)) is None
    assert [found.next_unread(row, 1) for row in (1, 5)] == [5, 7]
    assert found.next_unread(5, -1) == 1
    assert found.at(5) == story(5, unread=1)


def test_a_list_goes_through_all_filters_and_orders_and_a_search_finds_what_one_outlet_has() -> None:
    query = StoryListQuery(order="outlets", search="ferry")
    assert (query.scope.min_outlets, query.scope.search, query.scope.order) == (1, "ferry", "outlets")
    seen = []
    for _ in FILTERS:
        seen.append(replace(query, search="").scope)
        query = query.next_filter()
        assert (query.search, query.order) == ("", "outlets")
    assert [replace(scope, order="newest") for scope in seen] == [scope for _, scope in FILTERS]
    assert query.filter == 0
    orders = [query.next_order(), query.next_order().next_order(), query.next_order().next_order().next_order()]
    assert [one.order for one in orders] == ["differing", "newest", "outlets"]
