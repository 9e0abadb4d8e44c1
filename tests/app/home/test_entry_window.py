"""A window on a list, on a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store
from newsdiff.app.home.entry_window import CHUNK, MAX_CHUNKS, EntryWindow, fetch, find_unread, open_window
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedState
from support.feed_builders import NOON, content, entry, subscribed
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdiff.core.library.feeds import Entry

ROWS = 5 * CHUNK + 37


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One feed with `ROWS` articles; those whose number can be divided by three are unread."""
    with temporary_store(tmp_path_factory.mktemp("window") / FILE_NAME) as opened:
        filled(opened)
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    """The same for a test that changes it."""
    with temporary_store(tmp_path / FILE_NAME) as opened:
        filled(opened)
        yield opened


def filled(store: Store) -> None:
    # Several at the same time: their ids then tell the order.
    told = content(*(entry(str(number), -(number // 3)) for number in range(ROWS)))
    store.save(subscribed(store), told, FeedState(), NOON)
    store.mark_read([one.id for one in store.entries(limit=ROWS) if int(one.title.split()[1]) % 3])


def row(store: Store, window: EntryWindow, number: int) -> Entry:
    chunk = number // CHUNK
    if not window.has(chunk):
        window.put(chunk, fetch(store, window.request(chunk)), number)
    found = window.at(number)
    assert found is not None
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.integers(0, ROWS - 1), max_size=12), st.booleans())
def test_every_row_is_the_one_that_the_whole_list_has_there(store: Store, visited: list[int], unread: bool) -> None:
    scope = ListScope(unread=unread)
    whole = store.entries(scope, ROWS)
    window, _ = open_window(store, scope)
    assert window.total == len(whole)
    for number in visited:
        wanted = number % len(whole)
        assert row(store, window, wanted) == whole[wanted]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.integers(0, ROWS - 1))
def test_a_list_opens_on_the_entry_that_the_reader_was_on(store: Store, number: int) -> None:
    anchor = store.entries(limit=1, skip=number)[0]
    window, cursor = open_window(store, ListScope(), anchor)
    assert cursor == number
    assert window.at(cursor) == anchor
    _, near = open_window(store, ListScope(unread=True), anchor)
    assert near == min(
        sum(not one.read for one in store.entries(limit=number)), store.count(ListScope(unread=True)) - 1
    )


@pytest.mark.parametrize("number", [1, CHUNK - 1, CHUNK + 1, 3 * CHUNK + 2])
def test_an_entry_that_left_the_list_stays_under_the_cursor_where_the_reader_did_not_ask(
    store: Store, number: int
) -> None:
    scope = ListScope(unread=True)
    anchor = next(one for one in store.entries(limit=ROWS)[number:] if one.read)
    window, cursor = open_window(store, scope, anchor, stay=True)
    assert window.at(cursor) == anchor
    rows = [row(store, window, one).id for one in range(window.total)]
    rows.remove(anchor.id)
    assert rows == [one.id for one in store.entries(scope, ROWS)]
    assert [row(store, window, one).id for one in range(window.total - 1, -1, -1)][::-1] == [
        row(store, window, one).id for one in range(window.total)
    ]


def test_a_removed_feeds_entry_does_not_stay(own_store: Store) -> None:
    anchor = own_store.entries(limit=1, skip=4)[0]
    own_store.remove_feed(anchor.feed_id)
    window, cursor = open_window(own_store, ListScope(unread=True), anchor, stay=True)
    assert (window.total, cursor, window.kept) == (0, 0, None)


def test_what_is_read_meanwhile_moves_no_row(own_store: Store) -> None:
    scope = ListScope(unread=True)
    whole = own_store.entries(scope, ROWS)
    window, _ = open_window(own_store, scope)
    own_store.mark_read([one.id for one in whole[:150]])
    assert row(own_store, window, CHUNK + 5) == whole[CHUNK + 5]
    assert row(own_store, window, 3).id == whole[3].id


def test_windows_far_away_are_let_go_and_come_back_as_they_were(own_store: Store) -> None:
    told = content(*(entry(f"m{number}", -1000 - number) for number in range((MAX_CHUNKS + 4) * CHUNK)))
    own_store.save(own_store.feeds()[0].id, told, FeedState(), NOON)
    window, _ = open_window(own_store, ListScope(unread=True))
    first = row(own_store, window, 0).id
    own_store.mark_read([first])
    for chunk in range(MAX_CHUNKS + 2):
        row(own_store, window, chunk * CHUNK)
    assert not window.has(0)
    assert row(own_store, window, 0).id == first


@pytest.mark.parametrize("step", [1, -1])
def test_the_nearest_unread_is_found_in_memory_as_in_the_store(store: Store, step: int) -> None:
    window, _ = open_window(store, ListScope())
    for number in range(0, ROWS, 97):
        here = row(store, window, number)
        known = window.next_unread(number, step)
        sought = find_unread(store, window, here, step)
        assert known in {None, sought}
        if sought >= 0:
            assert not row(store, window, sought).read
            between = range(number + step, sought, step)
            assert all(row(store, window, one).read for one in between)


def test_rows_that_the_store_has_lost_are_none(own_store: Store) -> None:
    window, _ = open_window(own_store, ListScope())
    window.total += 10
    chunk = (window.total - 1) // CHUNK
    window.put(chunk, fetch(own_store, window.request(chunk)), 0)
    assert window.at(window.total - 1) is None
    assert window.at(window.total + 5000) is None
