"""Clustered entries are stored in little room, and are the same for whoever reads them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.adapters.store import open_store
from newsdiff.core.clustering.packed_members import pack_weights, unpack_member, unpack_weights
from support.earlier_store import to_version_10
from support.feed_builders import entry, saved
from support.stored_stories import ALONE, BRIDGE, LATER, OUTLETS, check_stories, cluster, feeds, publish

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.clustering.items import ClusterMember


def members(store: Store) -> list[ClusterMember]:
    with store.reading_clusters() as reader:
        return [unpack_member(one) for one in reader.members([key for key, *_ in reader.window(0, 1e6)])]


def filled(path: Path) -> list[ClusterMember]:
    """A store with clustered entries, of which one has another title now, and one feed another name; its members."""
    with open_store(path).store as store:
        ids = feeds(store)
        for number, feed in enumerate(ids):
            publish(store, feed, OUTLETS[number], BRIDGE[number], ALONE[number])
        cluster(store)
        return members(store)


@given(st.dictionaries(st.from_regex(r"[^\W_]{1,8}", fullmatch=True), st.integers(0, 10_000).map(lambda n: n / 10_000)))
def test_terms_keep_their_order_and_weights(weights: dict[str, float]) -> None:
    found = unpack_weights(*pack_weights(weights))
    assert list(found.items()) == list(weights.items())


@pytest.mark.parametrize(
    ("terms", "weights"), [("one two", b"\0\0"), ("", b"\0\0"), ("one", "xx"), (None, b""), ("one", None)]
)
def test_of_damaged_terms_nothing_is_left(terms: str, weights: bytes) -> None:
    assert unpack_weights(terms, weights) == {}


def test_what_an_entry_and_its_feed_say_is_not_stored_twice(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as direct:
        rows = direct.execute("SELECT title, outlet FROM story_member").fetchall()
    assert rows == [(None, None)] * 6


def test_a_clustered_entry_stays_as_it_was_when_its_title_or_its_outlet_changes(path: Path) -> None:
    before = filled(path)
    with open_store(path).store as store:
        feed = store.feeds()[0]
        title, text = BRIDGE[0]
        saved(store, feed.id, entry(title, 0, "Quite another title", text), title="Gazette", now=LATER)
        assert {("Quite another title", "Gazette")} < {(one.title, one.outlet) for one in store.entries()}
        assert members(store) == before


def test_a_title_that_changed_before_its_entry_was_clustered_is_stored(path: Path) -> None:
    before = filled(path)
    with open_store(path).store as store:
        with closing(sqlite3.connect(path)) as direct, direct:
            direct.execute("DELETE FROM story_member")
        changed = [one._replace(title=f"{one.title} once", outlet="Former") for one in before]
        with store.writing_clusters() as writer:
            writer.add_members(changed)
        assert members(store) == changed


def test_a_store_of_version_10_keeps_its_members_and_openings(path: Path) -> None:
    before = filled(path)
    to_version_10(path)
    with closing(sqlite3.connect(path)) as direct, direct:
        direct.execute("UPDATE entry SET title = 'New' WHERE id = (SELECT min(id) FROM entry)")
        direct.execute("INSERT INTO story_opening VALUES ('Bell\x1fWordle', 20777)")
        direct.execute("UPDATE story_member SET weights = '{broken' WHERE entry_id = (SELECT max(id) FROM entry)")
    with open_store(path).store as store:
        expected = [
            one._replace(weights={}) if one.key == max(other.key for other in before) else one for one in before
        ]
        assert members(store) == expected
        with store.reading_clusters() as reader:
            assert reader.openings(["Bell\x1fWordle", "Post\x1fWordle"]) == [("Bell\x1fWordle", 20777)]
    check_stories(path)
