"""The listing: windows of a list, on a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.app.home.entry_window import MOST_WINDOWS, WINDOW, EntryWindow, fetch, find_unread, open_listing
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedState
from support.feed_builders import NOON, content, entry, subscribed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdiff.core.library.feeds import Entry

ROWS = 5 * WINDOW + 37


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One feed with `ROWS` articles; those whose number can be divided by three are unread."""
    with open_store(tmp_path_factory.mktemp("listing") / FILE_NAME).store as opened:
        filled(opened)
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    """The same for a test that changes it."""
    with open_store(tmp_path / FILE_NAME).store as opened:
        filled(opened)
        yield opened


def filled(store: Store) -> None:
    # Several at the same time: their ids then tell the order.
    told = content(*(entry(str(number), -(number // 3)) for number in range(ROWS)))
    store.save(subscribed(store), told, FeedState(), NOON)
    store.mark_read([one.id for one in store.entries(limit=ROWS) if int(one.title.split()[1]) % 3])


def row(store: Store, listing: EntryWindow, number: int) -> Entry:
    window = number // WINDOW
    if not listing.has(window):
        listing.put(window, fetch(store, listing.request(window)), number)
    found = listing.at(number)
    assert found is not None
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.integers(0, ROWS - 1), max_size=12), st.booleans())
def test_every_row_is_the_one_that_the_whole_list_has_there(store: Store, visited: list[int], unread: bool) -> None:
    scope = ListScope(unread=unread)
    whole = store.entries(scope, ROWS)
    listing, _ = open_listing(store, scope)
    assert listing.total == len(whole)
    for number in visited:
        wanted = number % len(whole)
        assert row(store, listing, wanted) == whole[wanted]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.integers(0, ROWS - 1))
def test_a_list_opens_on_the_entry_that_the_reader_was_on(store: Store, number: int) -> None:
    anchor = store.entries(limit=1, skip=number)[0]
    listing, cursor = open_listing(store, ListScope(), anchor)
    assert cursor == number
    assert listing.at(cursor) == anchor
    _, near = open_listing(store, ListScope(unread=True), anchor)
    assert near == min(
        sum(not one.read for one in store.entries(limit=number)), store.count(ListScope(unread=True)) - 1
    )


@pytest.mark.parametrize("number", [1, WINDOW - 1, WINDOW + 1, 3 * WINDOW + 2])
def test_an_entry_that_left_the_list_stays_under_the_cursor_where_the_reader_did_not_ask(
    store: Store, number: int
) -> None:
    scope = ListScope(unread=True)
    anchor = next(one for one in store.entries(limit=ROWS)[number:] if one.read)
    listing, cursor = open_listing(store, scope, anchor, stay=True)
    assert listing.at(cursor) == anchor
    rows = [row(store, listing, one).id for one in range(listing.total)]
    rows.remove(anchor.id)
    assert rows == [one.id for one in store.entries(scope, ROWS)]
    assert [row(store, listing, one).id for one in range(listing.total - 1, -1, -1)][::-1] == [
        row(store, listing, one).id for one in range(listing.total)
    ]


def test_a_removed_feeds_entry_does_not_stay(own_store: Store) -> None:
    anchor = own_store.entries(limit=1, skip=4)[0]
    own_store.remove_feed(anchor.feed_id)
    listing, cursor = open_listing(own_store, ListScope(unread=True), anchor, stay=True)
    assert (listing.total, cursor, listing.pin) == (0, 0, None)


def test_what_is_read_meanwhile_moves_no_row(own_store: Store) -> None:
    scope = ListScope(unread=True)
    whole = own_store.entries(scope, ROWS)
    listing, _ = open_listing(own_store, scope)
    own_store.mark_read([one.id for one in whole[:150]])
    assert row(own_store, listing, WINDOW + 5) == whole[WINDOW + 5]
    assert row(own_store, listing, 3).id == whole[3].id


def test_windows_far_away_are_let_go_and_come_back_as_they_were(own_store: Store) -> None:
    told = content(*(entry(f"m{number}", -1000 - number) for number in range((MOST_WINDOWS + 4) * WINDOW)))
    own_store.save(own_store.feeds()[0].id, told, FeedState(), NOON)
    listing, _ = open_listing(own_store, ListScope(unread=True))
    first = row(own_store, listing, 0).id
    own_store.mark_read([first])
    for window in range(MOST_WINDOWS + 2):
        row(own_store, listing, window * WINDOW)
    assert not listing.has(0)
    assert row(own_store, listing, 0).id == first


@pytest.mark.parametrize("step", [1, -1])
def test_the_nearest_unread_is_found_in_memory_as_in_the_store(store: Store, step: int) -> None:
    listing, _ = open_listing(store, ListScope())
    for number in range(0, ROWS, 97):
        here = row(store, listing, number)
        known = listing.next_unread(number, step)
        sought = find_unread(store, listing, here, step)
        assert known in {None, sought}
        if sought >= 0:
            assert not row(store, listing, sought).read
            between = range(number + step, sought, step)
            assert all(row(store, listing, one).read for one in between)


def test_rows_that_the_store_has_lost_are_none(own_store: Store) -> None:
    listing, _ = open_listing(own_store, ListScope())
    listing.total += 10
    window = (listing.total - 1) // WINDOW
    listing.put(window, fetch(own_store, listing.request(window)), 0)
    assert listing.at(listing.total - 1) is None
    assert listing.at(listing.total + 5000) is None
