"""Where an entry stands in a list, and lists of what has a star."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store import FILE_NAME
from newsdiff.core.library.entries import ListScope, cursor_at
from support.feed_builders import entry, saved, subscribed, titles
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    from pathlib import Path


def test_the_place_of_an_entry_is_the_number_of_those_above_it(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        # Some of the same time: the one stored last is first.
        feed = subscribed(store)
        saved(store, feed, *(entry(str(number), number // 3) for number in range(20)))
        store.mark_read([one.id for one in store.entries()[::4]])
        for scope in (ListScope(), ListScope(unread=True), ListScope("feed", feed=feed), ListScope("search", "rain")):
            listed = store.entries(scope)
            assert [store.count(scope, above=cursor_at(one)) for one in listed] == list(range(len(listed)))


def test_any_list_can_be_cut_down_to_what_has_a_star(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post = subscribed(store), subscribed(store, "https://post.example/feed")
        saved(store, bell, entry("a", 3), entry("b", 2))
        saved(store, post, entry("c", 1, text="Snow fell."))
        store.star([one.id for one in store.entries() if one.title != "Title a"])
        scopes = {
            ListScope(starred=True): ["Title b", "Title c"],
            ListScope("feed", feed=bell, starred=True): ["Title b"],
            ListScope("group", "", starred=True): ["Title b", "Title c"],
            ListScope("search", "snow", starred=True): ["Title c"],
            ListScope("search", "rain", starred=True): ["Title b"],
        }
        assert {scope: titles(store, scope) for scope in scopes} == scopes
        assert {scope: store.count(scope) for scope in scopes} == {scope: len(found) for scope, found in scopes.items()}
