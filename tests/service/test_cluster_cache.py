"""A story ingest that keeps clustered entries in memory gives the same stories as one that reads them anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store
from newsdiff.core.clustering.index import TimeWindowIndex
from newsdiff.core.clustering.items import ClusterItem, ClusterMember
from newsdiff.core.library.stories import StoryScope
from newsdiff.service.cluster_cache import ClusterCache, _around, _joined, _without
from newsdiff.service.story_ingest import StoryIngest
from support.feed_builders import NOON, entry, saved
from support.store_fixtures import temporary_store
from support.stored_stories import ALONE, BRIDGE, OUTLETS, TEACHERS, check_stories, cluster, feeds, ingest_all, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    import pytest

    from newsdiff.core.clustering.packed_members import PackedTerms

TEXTS = (*BRIDGE, *TEACHERS, *ALONE)
DAY = 24 * 60
NO_DAY = 6

Batch = list[tuple[int, int, int]]
"""The feed, the text and the day of each entry; those of the last day are stored without one."""
Batches = list[tuple[Batch, str, int]]
"""With what happens after it, and the days by which the clock is ahead meanwhile."""
BATCHES = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, len(TEXTS) - 1), st.integers(-20, NO_DAY)),
            min_size=1,
            max_size=6,
        ),
        st.sampled_from(("nothing", "another", "merge", "split", "alone", "settings")),
        st.sampled_from((0, 0, 0, 400)),
    ),
    min_size=2,
    max_size=6,
)


def meanwhile(store: Store, edit: str, number: int) -> None:
    """Something happens between two refreshes."""
    summaries = store.stories(StoryScope(order="outlets"))
    if edit == "another":
        publish(store, store.feeds()[0].id, OUTLETS[0], TEXTS[number % len(TEXTS)], minutes=number)
        cluster(store)
    elif edit == "merge" and len(summaries) > 1:
        store.merge_stories([summaries[0].id, summaries[1].id])
    elif edit == "split" and summaries and summaries[0].entries > 1:
        store.split_story(summaries[0].id, [summaries[0].lead])
    elif edit == "alone":
        store.never_group(store.feeds()[1].id)
    elif edit == "settings":
        feed = store.feeds()[2]
        store.set_settings(feed.id, replace(feed.settings, never_group=not feed.settings.never_group))


def run(path: Path, batches: Batches, ingest: Callable[[Store], StoryIngest]) -> list[tuple[object, ...]]:
    with temporary_store(path) as store:
        ids = feeds(store)
        for number, (batch, edit, ahead) in enumerate(batches):
            now = NOON + timedelta(days=ahead)
            for count, (feed, text, day) in enumerate(batch):
                one = entry(f"{number}-{count}", None if day == NO_DAY else day * DAY + count, *TEXTS[text])
                saved(store, ids[feed], one, title=OUTLETS[feed], now=now)
            ingest_all(ingest(store), now)
            meanwhile(store, edit, number)
    check_stories(path)
    with closing(sqlite3.connect(path)) as direct:
        entries = direct.execute("SELECT id, key, story_id, copy_of FROM entry ORDER BY id").fetchall()
        return entries + direct.execute("SELECT * FROM story_member ORDER BY entry_id").fetchall()


@given(BATCHES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cache_changes_nothing(tmp_path_factory: pytest.TempPathFactory, batches: Batches) -> None:
    held: list[StoryIngest] = []

    def one_for_all(store: Store) -> StoryIngest:
        held[:] = held or [StoryIngest(store)]
        return held[0]

    folder = tmp_path_factory.mktemp("stores")
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    without_cache = run(folder / "a" / FILE_NAME, batches, StoryIngest)
    assert run(folder / "b" / FILE_NAME, batches, one_for_all) == without_cache


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What any window takes in from now on."""
    read: list[int] = []
    whole, whole_packed = TimeWindowIndex.add, TimeWindowIndex.add_packed

    def counted(window: TimeWindowIndex, member: ClusterMember) -> None:
        read.append(member.key)
        whole(window, member)

    def counted_packed(window: TimeWindowIndex, members: Collection[PackedTerms]) -> None:
        read.extend(key for key, *_ in members)
        whole_packed(window, members)

    monkeypatch.setattr(TimeWindowIndex, "add", counted)
    monkeypatch.setattr(TimeWindowIndex, "add_packed", counted_packed)
    return read


def test_what_is_in_memory_is_not_read_again_and_what_is_long_past_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = counting(monkeypatch)
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post, tide = feeds(store)
        ingest = StoryIngest(store)
        for feed, outlet, text, day in (
            (bell, "Bell", BRIDGE[0], -10),
            (post, "Post", BRIDGE[1], -9),
            (tide, "Tide", ALONE[0], -1),
        ):
            publish(store, feed, outlet, text, minutes=day * DAY)
            ingest_all(ingest)
        assert len(read) == 3
        publish(store, tide, "Tide", BRIDGE[2], minutes=60 - 9 * DAY)
        ingest_all(ingest)
        # The two of the bridge were forgotten when the last came, and are needed once more.
        assert len(read) == 6
        assert store.stories(StoryScope(order="outlets"))[0].outlets == 3


def test_a_clock_that_was_ahead_drops_nothing_that_is_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post, tide = feeds(store)
        ingest = StoryIngest(store)
        ahead = NOON + timedelta(days=400)
        saved(store, bell, entry("ahead", None, *ALONE[0]), title="Bell", now=ahead)
        ingest_all(ingest, ahead)
        publish(store, bell, "Bell", BRIDGE[0])
        ingest_all(ingest)
        read = counting(monkeypatch)
        publish(store, post, "Post", BRIDGE[1], minutes=1)
        ingest_all(ingest)
        publish(store, tide, "Tide", BRIDGE[2], minutes=2)
        ingest_all(ingest)
        assert read == [3, 4], "nothing was read again"
        assert store.stories(StoryScope(order="outlets"))[0].outlets == 3


def test_what_the_store_deletes_is_dropped_from_memory(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, post, tide = feeds(store)
        publish(store, tide, "Tide", ALONE[0])
        cluster(store)
        ingest = StoryIngest(store)
        publish(store, bell, "Bell", BRIDGE[0], minutes=-20 * DAY)
        ingest_all(ingest)
        publish(store, post, "Post", BRIDGE[1], minutes=1 - 20 * DAY)
        ingest_all(ingest)
        assert store.count_stories() == 3, "the words of the first were too old to be kept"


def test_only_what_is_near_an_entry_is_read(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as store:
        bell, *_ = feeds(store)
        some = [entry(str(day), (day - 12) * DAY, f"Catch of day {day}", "Herring again.") for day in range(12)]
        saved(store, bell, *reversed(some), title="Bell")
        cluster(store)
        with store.reading_clusters() as reader:
            first = min(day for _, day, *_ in reader.window(0, 1e6))
            found = ClusterCache(TimeWindowIndex(), [], reader.state())
            found.read(reader, [ClusterItem(90, "", "", "", first), ClusterItem(91, "", "", "", first + 11)])
            assert len(found.window) == 8
            found.read(reader, [ClusterItem(92, "", "", "", first + 6)])
            assert len(found.window) == 12


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8)


@given(SPANS, SPANS)
def test_times_are_joined_and_taken_from_one_another(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    def days(spans: list[tuple[float, float]]) -> set[float]:
        return {float(day) for first, last in spans for day in range(int(first), int(last))}

    one, other = ([(float(first), float(first + length)) for first, length in spans] for spans in (some, others))
    assert days(_joined(one)) == days(one)
    assert all(before[1] < after[0] for before, after in zip(_joined(one), _joined(one)[1:], strict=False))
    assert days(_without(_joined(one), _joined(other))) == days(one) - days(other)
    assert _without(_joined(one), _joined(one)) == []


def test_the_time_around_an_item_is_three_days_each_way() -> None:
    ((first, last),) = _around([10.0])
    assert first == 7.0 <= 13.0 < last
