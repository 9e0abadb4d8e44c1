"""Stored entries are clustered in batches, whatever interrupts them and whichever process continues."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.adapters.store.sql.clustering import ClusterReader
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.core.library.stories import StoryScope
from newsdiff.service import story_ingest
from newsdiff.service.story_ingest import StoryIngest
from support.feed_builders import NOON, at, content, entry, saved
from support.store_fixtures import open_new_store, temporary_store
from support.stored_stories import (
    ALONE,
    BRIDGE,
    OUTLETS,
    TEACHERS,
    WIRE,
    check_stories,
    cluster,
    feeds,
    ingest_all,
    publish,
    summary,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_later_entries_join_and_nothing_moves(store: Store) -> None:
    with store:
        found = feeds(store)
        publish(store, found[0], "Bell", BRIDGE[0], *ALONE)
        assert cluster(store) == 4
        before = {one.id: store.story_of(one.id) for one in store.entries()}
        publish(store, found[1], "Post", BRIDGE[1], minutes=90)
        publish(store, found[2], "Tide", BRIDGE[2], minutes=100)
        assert cluster(store) == 2
        assert summary(store, "Norvik").entries == 3
        assert all(store.story_of(key) == story for key, story in before.items())
        assert cluster(store) == 0


def partition(path: Path) -> list[tuple[str, int, int | None]]:
    with closing(sqlite3.connect(path)) as direct:
        return direct.execute("SELECT title, story_id, copy_of FROM entry ORDER BY feed_id, key").fetchall()


TEXTS = (
    *BRIDGE,
    *TEACHERS,
    *ALONE,
    ("Oster closes its station", WIRE),
    ("Station of Oster closed", f"OSTER (XP) — {WIRE}"),
)


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, len(TEXTS) - 1), st.integers(0, 4000)), min_size=1, max_size=16
    ),
    st.data(),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_interruption_anywhere_and_any_order_of_storing_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    some = [(feed, entry(f"{number:02}", minutes, *TEXTS[text])) for number, (feed, text, minutes) in enumerate(chosen)]
    paths = [tmp_path_factory.mktemp("store") / FILE_NAME for _ in range(2)]
    with open_new_store(paths[0]).store as whole:
        ids = feeds(whole)
        for feed in range(3):
            saved(whole, ids[feed], *(one for where, one in some if where == feed), title=OUTLETS[feed])
        cluster(whole, most=100)
    with open_new_store(paths[1]).store as broken:
        ids = feeds(broken)
        for feed in data.draw(st.permutations(range(3))):
            broken.record_refresh_start(NOON)
            saved(broken, ids[feed], *(one for where, one in some if where == feed), title=OUTLETS[feed])
            # A kill while feeds are being asked, and a start after it: what there is waits for the rest.
            assert StoryIngest(broken).begin_batch(NOON + timedelta(minutes=5), interrupted=False) == 0
    left = 1
    while left:
        # Each chunk is another process's.
        with open_store(paths[1]).store as broken:
            ingest = StoryIngest(broken)
            left = ingest.begin_batch(NOON) and ingest.assign(data.draw(st.integers(0, 5)) or 1, NOON) + 1
    whole_titles, broken_titles = partition(paths[0]), partition(paths[1])
    assert [one[:2] for one in whole_titles] == [one[:2] for one in broken_titles]
    for one in paths:
        check_stories(one)


def test_what_an_interrupted_refresh_brought_waits_an_hour_and_no_longer(store: Store) -> None:
    with store:
        (bell, *_) = feeds(store)
        store.record_refresh_start(NOON)
        publish(store, bell, "Bell", BRIDGE[0])
        assert StoryIngest(store).begin_batch(NOON + timedelta(minutes=59), interrupted=False) == 0
        assert StoryIngest(store).begin_batch(NOON + timedelta(minutes=60), interrupted=False) == 1


def test_an_entry_without_a_date_is_clustered_after_those_with_one(store: Store) -> None:
    with store:
        (bell, post, _) = feeds(store)
        saved(store, bell, entry("undated", None, *ALONE[0]), title="Bell", now=at(-500))
        publish(store, post, "Post", ALONE[1])
        cluster(store)
        assert store.story_of(2) == 1
        assert store.story_of(1) == 2


def test_copies_of_an_agencys_text_count_once(store: Store) -> None:
    with store:
        found = feeds(store)
        publish(store, found[0], "Bell", ("Oster closes its station for repairs", WIRE))
        publish(store, found[1], "Post", ("Station of Oster closed for repairs", f"OSTER (XP) — {WIRE}"), minutes=5)
        publish(
            store,
            found[2],
            "Tide",
            (
                "Oster station closed: six weeks of repairs at the station",
                "The only railway station in Oster is closed for repairs, the council has decided after a debate that lasted the whole day and half the night.",
            ),
            minutes=9,
        )
        cluster(store)
        story = summary(store, "Oster closes")
        assert [(one.outlet, one.also) for one in story.accounts] == [("Bell", ("Post",)), ("Tide", ())]
        assert (story.entries, story.outlets) == (3, 2)
        assert store.stories(StoryScope(min_outlets=3)) == ()
        assert store.stories(StoryScope(min_outlets=2)) == (story,)
        # On its own, a copy is an account like any other.
        store.split_story(story.id, [story.accounts[0].entry])
        assert [one.outlet for one in summary(store, "Station of Oster").accounts] == ["Post", "Tide"]
        assert store.count_stories(StoryScope(min_outlets=2)) == 1


def test_a_feed_that_is_set_never_to_be_grouped_is_not_in_the_batch_under_way(store: Store) -> None:
    with store:
        bell, post, _ = feeds(store)
        publish(store, bell, "Bell", BRIDGE[0])
        publish(store, post, "Post", BRIDGE[1], minutes=9)
        ingest = StoryIngest(store)
        assert (ingest.begin_batch(NOON), ingest.assign(1, NOON)) == (2, 1)
        store.set_settings(post, FeedSettings(never_group=True))
        while ingest.begin_batch(NOON):
            ingest.assign(1, NOON)
        assert store.count_stories() == 2


def test_a_clock_that_was_ahead_deletes_nothing(path: Path, store: Store) -> None:
    with store:
        bell, post, tide = feeds(store)
        publish(store, bell, "Bell", BRIDGE[0])
        saved(store, post, entry("undated", None, *ALONE[0]), title="Post", now=at(3 * 365 * 24 * 60))
        cluster(store, now=at(3 * 365 * 24 * 60))
        publish(store, tide, "Tide", TEACHERS[0])
        cluster(store)
        publish(store, post, "Post", BRIDGE[1], minutes=30)
        cluster(store)
        assert summary(store, "Norvik").outlets == 2
    check_stories(path)


def test_a_batch_that_another_newsdiff_has_finished_is_dropped(path: Path, store: Store) -> None:
    with store:
        bell, post, tide = feeds(store)
        publish(store, bell, "Bell", *ALONE)
        first, other = StoryIngest(store), StoryIngest(store)
        assert (first.begin_batch(NOON), first.assign(1, NOON)) == (3, 2)
        assert other.begin_batch(NOON) == 2
        assert other.assign(9, NOON) == 0
        publish(store, post, "Post", *BRIDGE)
        publish(store, tide, "Tide", *TEACHERS)
        assert (other.begin_batch(NOON), other.assign(1, NOON)) == (5, 4)
        assert first.begin_batch(NOON) == 4
        assert first.assign(9, NOON) == 4, "it looks again"
        assert first.assign(9, NOON) == 0
        assert store.count_unclustered() == 0
    check_stories(path)


def test_entries_of_many_days_take_several_batches_and_old_words_are_deleted(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_ingest, "MAX_BATCH", 10)
    with store:
        (bell, *_) = feeds(store)
        some = [
            entry(str(n), 24 * 60 * n, f"Day {n} of the herring season", f"Catch number {n}.") for n in range(-40, 0)
        ]
        store.save(bell, content(*some), FeedState(), NOON)
        assert cluster(store, most=7) == 40
    with closing(sqlite3.connect(path)) as direct:
        (kept,) = direct.execute("SELECT count(*) FROM story_member").fetchone()
    assert 14 <= kept < 30
    check_stories(path)


def test_a_batch_from_which_the_user_has_moved_an_entry_is_finished(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post, _ = feeds(store)
        publish(store, bell, "Bell", TEACHERS[0])
        cluster(store)
        publish(store, post, "Post", BRIDGE[0], TEACHERS[1], *ALONE)
        ingest = StoryIngest(store)
        assert ingest.begin_batch(NOON) == 5
        with store.reading_clusters() as reader:
            taken = dict(reader.pending())[2]
        home = store.story_of(1)
        assert home is not None
        store.put_entry(taken, home)
        assert ingest.assign(9, NOON) == 0
        assert store.count_unclustered() == 0
    check_stories(tmp_path / FILE_NAME)


def test_what_another_newsdiff_assigns_of_a_batch_that_this_one_began_is_not_missed(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post, tide = feeds(store)
        first, other = StoryIngest(store), StoryIngest(store)
        publish(store, tide, "Tide", ALONE[0])
        ingest_all(first)
        publish(store, bell, "Bell", BRIDGE[0], minutes=1)
        assert first.begin_batch(NOON) == 1
        assert other.assign(9, NOON) == 0
        publish(store, post, "Post", BRIDGE[1], minutes=2)
        ingest_all(first)
        assert store.stories(StoryScope(order="outlets"))[0].outlets == 2
    check_stories(tmp_path / FILE_NAME)


def test_a_story_of_many_like_entries_is_read_once_and_counted_once_a_chunk(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    whole = ClusterReader.originals

    def counted(reader: ClusterReader, story: int) -> list[tuple[int, int, str]]:
        read.append(story)
        return whole(reader, story)

    monkeypatch.setattr(ClusterReader, "originals", counted)
    with store:
        for number, feed in enumerate(feeds(store)):
            some = [entry(f"{number}-{n}", 3 * n + number, "Oster closes its station", WIRE) for n in range(200)]
            saved(store, feed, *reversed(some), title=OUTLETS[number])
        ingest_all(StoryIngest(store), NOON, most=50)
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("SELECT count(*), max(entries) FROM story WHERE entries > 0").fetchone() == (1, 600)
        # One by one up to the size from which it pays, and then once for each chunk.
        assert direct.execute("SELECT version FROM story WHERE entries > 0").fetchone()[0] <= 150 + 600 // 50
    assert len(read) == 1
    check_stories(path)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, len(TEXTS) - 1)), min_size=1, max_size=20), st.integers(1, 7)
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_how_often_stories_are_counted_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[int, int]], most: int
) -> None:
    found = []
    for large in (1, 1000):
        path = tmp_path_factory.mktemp("stores") / FILE_NAME
        with temporary_store(path) as store, pytest.MonkeyPatch.context() as patch:
            patch.setattr(story_ingest, "_LARGE", large)
            ids = feeds(store)
            for number, (feed, text) in enumerate(chosen):
                one = entry(str(number), number, *TEXTS[text])
                saved(store, ids[feed], one, title=OUTLETS[feed])
            ingest_all(StoryIngest(store), NOON, most=most)
        check_stories(path)
        found.append(partition(path))
    assert found[0] == found[1]
