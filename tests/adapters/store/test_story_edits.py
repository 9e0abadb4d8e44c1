"""The reader's word on stories: it holds, later refreshes respect it, and all of it can be undone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store
from newsdiff.core.library.stories import StoryScope
from newsdiff.errors import StoreError
from newsdiff.service.story_ingest import StoryIngest
from support.feed_builders import at, check_sound, entry, saved
from support.store_fixtures import temporary_store
from support.stored_stories import (
    ALONE,
    BRIDGE,
    check_stories,
    cluster,
    publish,
    publish_and_cluster,
    summary,
    titles_by_story,
)
from support.worded import undone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def state(path: Path) -> list[object]:
    """All that the reader's word can change."""
    with closing(sqlite3.connect(path)) as direct:
        return [
            direct.execute("SELECT id, story_id FROM entry ORDER BY id").fetchall(),
            direct.execute("SELECT a, b, together FROM story_link ORDER BY a, b").fetchall(),
            direct.execute("SELECT id, story_id FROM story_alias ORDER BY id").fetchall(),
            direct.execute("SELECT id, lead, pinned FROM story WHERE entries > 0 ORDER BY id").fetchall(),
            direct.execute("SELECT id, never_group FROM feed ORDER BY id").fetchall(),
        ]


def test_split_merge_and_move_do_as_they_say(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
        bridge, teachers = summary(store, "Norvik"), summary(store, "Aldmark")
        first, second, third = (one.id for one in store.story_entries(bridge.id))
        new = store.split_story(bridge.id, [second])
        assert [one.id for one in store.story_entries(new)] == [second]
        assert [one.id for one in store.story_entries(bridge.id)] == [first, third]
        store.move_entries([third], teachers.id)
        assert len(store.story_entries(teachers.id)) == 3
        assert store.merge_stories([new, bridge.id, new]) == bridge.id
        assert [one.id for one in store.story_entries(new)] == [first, second]
        assert [one.id for one in store.some_stories([new, bridge.id])] == [bridge.id]
    check_sound(path)
    check_stories(path)


def test_entries_are_moved_together_or_not_at_all(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
        bridge, teachers = summary(store, "Norvik"), summary(store, "Aldmark")
        entries = [one.id for one in store.story_entries(bridge.id)]
        before = state(path)
        with pytest.raises(StoreError, match="in that story already"):
            store.move_entries([entries[0], store.story_entries(teachers.id)[0].id], teachers.id)
        with pytest.raises(StoreError, match="not there any more"):
            store.move_entries([entries[0], 999], teachers.id)
        assert state(path) == before
        store.move_entries(entries, teachers.id)
        assert (store.some_stories([teachers.id])[0].entries, store.some_stories([bridge.id])[0].id) == (5, teachers.id)
        assert undone(store) == "3 articles moved into another story"
        assert state(path) == before
    check_stories(path)


def test_an_alias_leads_on_over_several_merges(store: Store) -> None:
    with store:
        publish_and_cluster(store)
        a, b, c = sorted(one.id for one in store.stories())[:3]
        assert store.merge_stories([b, c]) == b
        assert store.merge_stories([c, a]) == a
        assert store.some_stories([c])[0].id == a
        store.pin_story(c)
        assert store.some_stories([a])[0].pinned


def test_every_edit_is_undone_exactly(path: Path, store: Store) -> None:
    with store:
        bell, *_ = publish_and_cluster(store)
        bridge, teachers, museum = (summary(store, part) for part in ("Norvik", "Aldmark", "Museum"))
        entries = [one.id for one in store.story_entries(bridge.id)]
        acts = (
            lambda: store.merge_stories([teachers.id, bridge.id]),
            lambda: store.set_lead(bridge.id, entries[2]),
            lambda: store.pin_story(bridge.id),
            lambda: store.split_story(bridge.id, entries[1:]),
            lambda: store.move_entries([entries[0]], museum.id),
            lambda: store.never_group(bell),
        )
        before = state(path)
        for act in acts:
            act()
            assert state(path) != before
            assert store.undo()
            assert state(path) == before
        states = []
        for act in acts[1:]:
            states.append(state(path))
            act()
        for expected in reversed(states):
            store.undo()
            assert state(path) == expected
    check_stories(path)


def test_what_came_after_a_merge_stays_where_it_is_when_the_merge_is_undone(store: Store) -> None:
    with store:
        _, _, tide = publish_and_cluster(store)
        bridge, museum = summary(store, "Norvik"), summary(store, "Museum")
        stays = store.merge_stories([bridge.id, museum.id])
        publish(store, tide, "Tide", ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]), minutes=200)
        cluster(store)
        assert undone(store) == "2 stories merged"
        assert "freed" in " ".join(one.title for one in store.story_entries(stays))
        assert len(store.stories()) == 5


def test_a_split_off_entry_draws_its_own_and_the_rest_draws_the_others(store: Store) -> None:
    with store:
        bell, _post, _ = publish_and_cluster(store)
        bridge = summary(store, "Norvik")
        wrong = next(one.id for one in store.story_entries(bridge.id) if "Ship hits" in one.title)
        new = store.split_story(bridge.id, [wrong])
        publish(store, bell, "Bell", ("Ship hits pillar of Norvik harbour bridge again", BRIDGE[1][1]), minutes=100)
        cluster(store)
        assert {one.title for one in store.story_entries(new)} == {
            BRIDGE[1][0],
            "Ship hits pillar of Norvik harbour bridge again",
        }


def test_an_edit_holds_while_entries_are_being_clustered(path: Path, store: Store) -> None:
    with store:
        bell, post, tide = publish_and_cluster(store)
        bridge = summary(store, "Norvik")
        for feed, outlet in ((bell, "Bell"), (post, "Post"), (tide, "Tide")):
            publish(
                store,
                feed,
                outlet,
                (f"Norvik harbour bridge: {outlet} sees cargo ship at pillar", BRIDGE[1][1]),
                minutes=100,
            )
        ingest = StoryIngest(store)
        assert ingest.begin_batch(at(900)) == 3
        assert ingest.assign(1, at(900)) == 2
        store.pin_story(bridge.id)
        assert ingest.assign(1, at(900)) == 2, "the user has edited a story, so it is loaded again"
        assert ingest.assign(5, at(900)) == 0
        assert summary(store, "Ship hits").entries == 4
        assert len(store.stories(StoryScope(search="sees"))) == 2
    check_stories(path)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda store: store.split_story(1, [99]), "Not all of these articles"),
        (lambda store: store.split_story(1, []), "Not all of these articles"),
        (lambda store: store.split_story(99, [1]), "Not all of these articles"),
        (lambda store: store.split_story(1, [one.id for one in store.story_entries(1)]), "all the articles"),
        (lambda store: store.merge_stories([1]), "takes two stories"),
        (lambda store: store.merge_stories([1, 99]), "takes two stories"),
        (lambda store: store.move_entries([99], 1), "not there any more"),
        (lambda store: store.move_entries([1], 99), "not there any more"),
        (lambda store: store.move_entries([store.story_entries(1)[0].id], 1), "in that story already"),
        (lambda store: store.put_entry(store.story_entries(1)[0].id, 1), "in that story already"),
        (lambda store: store.set_lead(1, 99), "cannot lead it"),
        (lambda store: store.pin_story(99), "not there any more"),
        (lambda store: store.never_group(99), "not in the store any more"),
    ],
)
def test_what_cannot_be_done_is_an_error_and_changes_nothing(
    path: Path, store: Store, act: Callable[[Store], object], said: str
) -> None:
    with store:
        publish_and_cluster(store)
        before = state(path)
        with pytest.raises(StoreError, match=said):
            act(store)
        assert state(path) == before
        assert store.undo() is None


def test_lead_and_looks(store: Store) -> None:
    with store:
        bell, *_ = publish_and_cluster(store)
        bridge = summary(store, "Norvik")
        last = store.story_entries(bridge.id)[-1]
        store.set_lead(bridge.id, last.id)
        assert (summary(store, "Norvik").headline, summary(store, "Norvik").lead) == (last.title, last.id)
        assert not summary(store, "Norvik").fresh
        store.mark_story_seen(bridge.id)
        assert not summary(store, "Norvik").fresh
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(700))
        assert summary(store, "Norvik").fresh
        store.mark_story_seen(bridge.id)
        assert not summary(store, "Norvik").fresh
        store.split_story(bridge.id, [last.id])
        assert summary(store, "Harbour").headline == title


def test_a_story_that_one_feed_has_for_itself_stays_when_that_is_never_grouped(path: Path, store: Store) -> None:
    with store:
        bell, *_ = publish_and_cluster(store)
        first = summary(store, "Fishermen")
        publish(store, bell, "Bell", ("Fishermen welcome the new herring quotas", ALONE[0][1]), minutes=90)
        cluster(store)
        assert store.some_stories([first.id])[0].entries == 2
        store.pin_story(first.id)
        store.set_lead(first.id, store.story_entries(first.id)[1].id)
        store.never_group(bell)
        (left,) = store.some_stories([first.id])
        assert (left.entries, left.pinned, left.headline) == (1, True, ALONE[0][0])
    check_stories(path)


def test_a_timeline_tells_who_was_first_who_followed_and_what_was_changed(store: Store) -> None:
    with store:
        bell, *_ = publish_and_cluster(store)
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(30))
        publish(store, bell, "Bell", ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]), minutes=20)
        cluster(store)
        line = store.story_timeline(summary(store, "Norvik").id)
        assert [(one.kind, one.outlet, one.after) for one in line] == [
            ("first", "Bell", 0), ("joined", "Post", 420), ("joined", "Tide", 840), ("again", "Bell", 1200), ("revised", "Bell", 1800),
        ]  # fmt: skip
        assert store.story_timeline(99) == ()


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["split", "merge", "move", "pin", "lead", "alone", "group", "mute", "remove", "undo"]),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    max_size=8,
)


@given(ACTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_edited_stories_stay_whole_and_undoing_all_of_it_restores_them(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("store") / FILE_NAME
    with temporary_store(path) as store:
        feeds = publish_and_cluster(store)
        before = titles_by_story(store)
        for act, a, b in acts:
            summaries = store.stories()
            if not summaries:
                store.undo()
                continue
            one, other = summaries[a % len(summaries)].id, summaries[b % len(summaries)].id
            entries = [entry.id for entry in store.story_entries(one)]
            some = entries[: b % len(entries) + 1]
            try:
                if act == "split":
                    store.split_story(one, some)
                elif act == "merge":
                    store.merge_stories([one, other])
                elif act == "move":
                    store.move_entries(some, other)
                elif act == "pin":
                    store.pin_story(one)
                elif act == "lead":
                    store.set_lead(one, some[-1])
                elif act == "mute":
                    store.add_mute("word", ("strike", "herring", "pillar")[a % 3])
                elif act == "remove":
                    store.remove_feed(feeds[a % 3])
                elif act == "undo":
                    store.undo()
                else:
                    store.never_group(feeds[a % 3], on=act == "alone")
            except StoreError:
                continue
            assert sum(map(len, titles_by_story(store))) == store.count()
        check_stories(path)
        while store.undo():
            pass
        assert titles_by_story(store) == before
    check_stories(path)


def test_an_entry_that_was_put_into_a_story_is_taken_out_again_whatever_was_done_since(
    path: Path, store: Store
) -> None:
    with store:
        publish_and_cluster(store)
        bridge, teachers = summary(store, "Norvik"), summary(store, "Aldmark")
        entry = store.story_entries(teachers.id)[0].id
        before = state(path)
        store.put_entry(entry, bridge.id)
        store.star([entry])
        assert not store.take_out(entry, teachers.id)
        assert store.take_out(entry, bridge.id)
        assert state(path) == before
        assert store.some_entries([entry])[0].starred
        assert not store.take_out(entry, bridge.id)
    check_sound(path)
