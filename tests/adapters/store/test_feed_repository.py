"""Subscriptions in the store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedContent, FeedNotice, FeedSettings, FeedState
from newsdiff.errors import QueryError, StoreError
from newsdiff.wording import feed_notice
from support.feed_builders import NOON, at, check_sound, content, entry, saved, subscribed, titles
from support.worded import undone

if TYPE_CHECKING:
    from pathlib import Path

BELL, POST = "https://bell.example/feed", "https://post.example/feed"
FULL = FeedSettings(
    "My “bell”",
    "News",
    ("local", "münchen"),
    "always",
    900,
    "reader/1",
    (("X-Key", "a, b"), ("X-Key", "c")),
    paused=True,
)
FAILED = FeedState(
    '"tag"', "Fri, 20 Nov", "00ff", at(1), at(-60.00001), at(9), 3, at(-5), "the server said 500", gone=True
)


def test_a_feed_comes_back_with_its_settings_and_its_state(store: Store) -> None:
    added = store.add_feed(BELL, FULL, title="The Bell")
    assert (added.already, added.restored) == (False, False)
    store.save_states({added.feed.id: FAILED})
    (feed,) = store.feeds()
    assert feed == store.feed(added.feed.id) == store.feed_at(BELL)
    assert (feed.url, feed.title, feed.settings, feed.state) == (BELL, "My “bell”", FULL, FAILED)
    assert (feed.site, feed.language, feed.items, feed.unread) == (None, "", 0, 0)


def test_a_new_feed_has_the_programs_own_settings(store: Store) -> None:
    feed = store.add_feed(BELL).feed
    assert (feed.settings, feed.state) == (FeedSettings(), FeedState())


def test_a_feed_that_is_there_is_said_and_neither_doubled_nor_changed(store: Store) -> None:
    first = store.add_feed(BELL, FULL)
    again = store.add_feed(BELL, FeedSettings("Other"), title="Other")
    assert again.already
    assert again.feed == first.feed
    assert store.feeds() == (first.feed,)


@pytest.mark.parametrize(
    ("name", "own", "shown"),
    [
        ("Mine", "The Bell", "Mine"),
        (None, "The Bell", "The Bell"),
        ("", "The Bell", "The Bell"),
        (None, "", "bell.example"),
    ],
)
def test_a_feed_shows_the_readers_name_else_its_own_else_its_host(
    store: Store, name: str | None, own: str, shown: str
) -> None:
    feed = store.add_feed("https://user:secret@bell.example:8443/feed?key=secret", FeedSettings(name)).feed
    saved(store, feed.id, entry("1"), title=own)
    assert store.feeds()[0].title == shown
    assert store.entries()[0].outlet == shown


def test_what_a_feed_says_of_itself_is_kept_and_what_it_no_longer_says_still_holds(store: Store) -> None:
    feed = subscribed(store)
    store.save(feed, content(), FeedState(), NOON)
    store.save(feed, FeedContent("atom", "", None, "", (), 0), FeedState(), NOON)
    (kept,) = store.feeds()
    assert (kept.title, kept.site, kept.language) == ("The Bell", "https://bell.example/", "en")


def test_settings_replace_the_earlier_ones_and_a_name_shows_at_once(store: Store) -> None:
    feed = store.add_feed(BELL, FULL).feed
    saved(store, feed.id, entry("1"))
    store.set_settings(feed.id, FeedSettings("Bell", group="Local"))
    assert store.feeds()[0].settings == FeedSettings("Bell", group="Local")
    assert store.entries()[0].outlet == "Bell"


def test_a_new_feed_stands_last(store: Store) -> None:
    ids = [subscribed(store, f"https://{letter}.example/") for letter in "abcd"]
    assert [feed.id for feed in store.feeds()] == ids


def test_a_feed_that_is_not_there_is_told(store: Store) -> None:
    assert store.feed(7) is None
    assert store.feed_at(BELL) is None
    for act in (
        lambda: store.set_settings(7, FULL),
        lambda: store.save_states({7: FAILED}),
        lambda: store.remove_feed(7),
        lambda: saved(store, 7, entry("1")),
    ):
        with pytest.raises(StoreError, match="not in the store any more"):
            act()
    assert store.count() == 0


def test_the_states_of_many_feeds_are_kept_together_or_not_at_all(store: Store) -> None:
    bell, post = subscribed(store), subscribed(store, POST)
    store.save_states({bell: FAILED, post: FeedState(etag="b")})
    assert [feed.state for feed in store.feeds()] == [FAILED, FeedState(etag="b")]
    with pytest.raises(StoreError, match="not in the store any more"):
        store.save_states({bell: FeedState(), 99: FeedState()})
    assert store.feeds()[0].state == FAILED


def test_a_removed_feed_is_in_no_list_and_undo_brings_it_back_whole(store: Store) -> None:
    bell, post = subscribed(store), subscribed(store, POST)
    saved(store, bell, entry("1", 1), entry("2", 2))
    saved(store, post, entry("3", 3))
    ids = [one.id for one in store.entries()]
    store.star(ids)
    store.tag(ids, "later")
    store.mark_read(ids[-1:])
    before = store.feeds(), store.entries()
    store.remove_feed(bell)
    assert [feed.id for feed in store.feeds()] == [post]
    for scope in (
        ListScope(),
        ListScope(unread=True),
        ListScope("starred"),
        ListScope("tag", "later"),
        ListScope("group"),
        ListScope("search", "title"),
    ):
        assert titles(store, scope) == ["Title 3"]
        assert store.count(scope) == 1
    assert titles(store, ListScope("feed", feed=bell)) == []
    assert store.tags() == (("later", 1),)
    check_sound(store.path)
    assert undone(store) == "The Bell removed"
    assert (store.feeds(), store.entries()) == before
    check_sound(store.path)


def test_a_removed_feed_that_is_added_again_comes_back_with_its_entries(store: Store) -> None:
    bell = store.add_feed(BELL, FULL).feed
    saved(store, bell.id, entry("1"))
    store.remove_feed(bell.id)
    added = store.add_feed(BELL)
    assert (added.already, added.restored, added.feed.id, added.feed.settings) == (False, True, bell.id, FULL)
    assert titles(store) == ["Title 1"]
    assert store.undo() is None


def test_what_a_removed_feed_brings_shows_when_it_is_back(store: Store) -> None:
    bell = subscribed(store)
    store.remove_feed(bell)
    assert len(saved(store, bell, entry("1")).new) == 1
    assert titles(store) == []
    check_sound(store.path)
    store.undo()
    assert titles(store) == ["Title 1"]
    check_sound(store.path)


def test_a_feed_that_moved_is_found_by_either_address(store: Store) -> None:
    feed = subscribed(store)
    moved = store.save(feed, content(), FeedState(), NOON, moved_url=POST)
    assert moved.moved
    assert store.feeds()[0].url == POST
    assert store.add_feed(BELL).already
    assert store.add_feed(POST).already
    assert store.save(feed, content(), FeedState(), NOON, moved_url=BELL).moved
    assert store.feeds()[0].url == BELL
    assert store.add_feed(POST).already
    assert not store.save(feed, content(), FeedState(), NOON, moved_url=BELL).moved
    assert len(store.feeds()) == 1


def test_a_feed_that_moved_to_where_another_one_is_stays(store: Store) -> None:
    bell, post = subscribed(store), subscribed(store, POST)
    told = store.save(bell, content(entry("1")), FeedState(), NOON, moved_url=POST)
    assert (told.moved, len(told.new)) == (False, 1)
    assert {feed.id: feed.url for feed in store.feeds()} == {bell: BELL, post: POST}


def test_feeds_and_entries_are_never_deleted_from_the_tables(store: Store) -> None:
    saved(store, subscribed(store), entry("1"))
    with closing(sqlite3.connect(store.path)) as direct:
        for statement in ("DELETE FROM feed", "DELETE FROM entry", "DELETE FROM body"):
            with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
                direct.execute(statement)


def test_searches_are_saved_replaced_and_removed(store: Store) -> None:
    first = store.save_search("  Ferries\x1b[31m ", " ferry is:unread ")
    second = store.save_search("Storms", "storm")
    assert store.saved_searches() == (first, second)
    assert (first.name, first.query) == ("Ferries", "ferry is:unread")
    again = store.save_search("Ferries", "ferr*")
    assert (again.id, again.query) == (first.id, "ferr*")
    store.remove_search(second.id)
    store.remove_search(second.id)
    assert store.saved_searches() == (again,)
    assert undone(store) == "the saved search “Storms” removed"
    assert [(one.name, one.query) for one in store.saved_searches()] == [("Ferries", "ferr*"), ("Storms", "storm")]
    assert store.undo() is None


def test_a_faulty_search_and_one_without_a_name_are_not_saved(store: Store) -> None:
    with pytest.raises(QueryError, match="not closed"):
        store.save_search("Ferries", '"ferry')
    with pytest.raises(StoreError, match="needs a name"):
        store.save_search(" \u200b", "ferry")
    assert store.saved_searches() == ()


def test_notices_are_kept_and_those_of_an_earlier_newsdiff_read_as_they_were(tmp_path: Path) -> None:
    notices = (FeedNotice("too_many", 7, 12, 5), FeedNotice("malformed"))
    with open_store(tmp_path / FILE_NAME).store as store:
        feed = store.add_feed("https://bell.example/").feed
        store.save(feed.id, replace(content(), notices=notices), FeedState(), NOON)
        assert store.feeds()[0].state.notices == notices
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
            connection.execute(
                "UPDATE feed SET notices = ?", (json.dumps(["7 items were not taken.", "It breaks off."]),)
            )
        assert list(map(feed_notice, store.feeds()[0].state.notices)) == ["7 items were not taken.", "It breaks off."]
