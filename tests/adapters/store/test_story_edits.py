"""The reader's word on stories: it holds, later refreshes respect it, and all of it can be undone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.core.library.stories import StoryScope
from newsdiff.errors import StoreError
from newsdiff.service.story_ingest import StoryIngest
from newsdiff.wording import story_news
from support.feed_builders import at, check_sound, entry, saved
from support.stored_stories import ALONE, BRIDGE, TEACHERS, card, check_stories, groups, place, told, town
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
        town(store)
        bridge, teachers = card(store, "Norvik"), card(store, "Aldmark")
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
        town(store)
        bridge, teachers = card(store, "Norvik"), card(store, "Aldmark")
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
        town(store)
        a, b, c = sorted(one.id for one in store.stories())[:3]
        assert store.merge_stories([b, c]) == b
        assert store.merge_stories([c, a]) == a
        assert store.some_stories([c])[0].id == a
        store.pin_story(c)
        assert store.some_stories([a])[0].pinned


def test_every_word_is_undone_to_the_letter(path: Path, store: Store) -> None:
    with store:
        bell, *_ = town(store)
        bridge, teachers, museum = (card(store, part) for part in ("Norvik", "Aldmark", "Museum"))
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
        _, _, tide = town(store)
        bridge, museum = card(store, "Norvik"), card(store, "Museum")
        stays = store.merge_stories([bridge.id, museum.id])
        told(store, tide, "Tide", ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]), minutes=200)
        place(store)
        assert undone(store) == "2 stories merged"
        assert "freed" in " ".join(one.title for one in store.story_entries(stays))
        assert len(store.stories()) == 5


def test_a_split_off_entry_draws_its_own_and_the_rest_draws_the_others(store: Store) -> None:
    with store:
        bell, _post, _ = town(store)
        bridge = card(store, "Norvik")
        wrong = next(one.id for one in store.story_entries(bridge.id) if "Ship hits" in one.title)
        new = store.split_story(bridge.id, [wrong])
        told(store, bell, "Bell", ("Ship hits pillar of Norvik harbour bridge again", BRIDGE[1][1]), minutes=100)
        place(store)
        assert {one.title for one in store.story_entries(new)} == {
            BRIDGE[1][0],
            "Ship hits pillar of Norvik harbour bridge again",
        }


def test_the_word_holds_while_entries_are_being_placed(path: Path, store: Store) -> None:
    with store:
        bell, post, tide = town(store)
        bridge = card(store, "Norvik")
        for feed, outlet in ((bell, "Bell"), (post, "Post"), (tide, "Tide")):
            told(
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
        assert ingest.assign(1, at(900)) == 2, "the reader has spoken: it looks again"
        assert ingest.assign(5, at(900)) == 0
        assert card(store, "Ship hits").entries == 4
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
def test_what_cannot_be_done_is_told_and_changes_nothing(
    path: Path, store: Store, act: Callable[[Store], object], said: str
) -> None:
    with store:
        town(store)
        before = state(path)
        with pytest.raises(StoreError, match=said):
            act(store)
        assert state(path) == before
        assert store.undo() is None


def test_lead_and_looks(store: Store) -> None:
    with store:
        bell, *_ = town(store)
        bridge = card(store, "Norvik")
        last = store.story_entries(bridge.id)[-1]
        store.set_lead(bridge.id, last.id)
        assert (card(store, "Norvik").headline, card(store, "Norvik").lead) == (last.title, last.id)
        assert not card(store, "Norvik").fresh
        store.mark_story_seen(bridge.id)
        assert not card(store, "Norvik").fresh
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(700))
        assert card(store, "Norvik").fresh
        store.mark_story_seen(bridge.id)
        assert not card(store, "Norvik").fresh
        store.split_story(bridge.id, [last.id])
        assert card(store, "Harbour").headline == title


def test_news_of_watched_stories_are_told_once(store: Store) -> None:
    with store:
        bell, _post, tide = town(store)
        teachers = card(store, "Aldmark")
        bridge = card(store, "Norvik")
        store.watch_story(bridge.id)
        store.watch_story(teachers.id)
        assert store.news() == ()
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text.replace("12 cars", "14 cars")), title="Bell", now=at(700))
        told(
            store,
            tide,
            "Tide",
            ("Teachers of Aldmark strike for smaller classes at schools", TEACHERS[1][1]),
            minutes=200,
            now=at(701),
        )
        told(
            store,
            bell,
            "Bell",
            ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]),
            minutes=210,
            now=at(702),
        )
        place(store)
        news = store.news()
        assert sorted((one.kind, one.outlet, story_news(one)) for one in news) == [
            ("again", "Bell", "Bell has more: Norvik harbour bridge: cargo ship freed from pillar"),
            ("figure", "Bell", f"Bell changed 12 to 14: {title}"),
            ("joined", "Tide", "Tide tells it too: Teachers of Aldmark strike for smaller classes at schools"),
        ]
        assert {one.story for one in news} == {bridge.id, teachers.id}
        store.mark_news_seen([one for one in news if one.story == bridge.id])
        assert [one.kind for one in store.news()] == ["joined"]
        store.mark_story_seen(teachers.id)
        assert store.news() == ()
        saved(store, bell, entry(title, 0, title, text + " Rain fell."), title="Bell", now=at(800))
        assert [story_news(one) for one in store.news()] == [f"Bell changed 14 to 12: {title}"]
        store.watch_story(bridge.id, on=False)
        assert store.news() == ()


def test_who_joins_late_is_told_though_the_story_was_looked_at_since_it_came(store: Store) -> None:
    with store:
        bell, _post, tide = town(store)
        bridge = card(store, "Norvik")
        store.watch_story(bridge.id)
        # Stored, and left unplaced by a refresh that was killed.
        told(store, tide, "Tide", ("Norvik harbour bridge: cargo ship freed", BRIDGE[1][1]), minutes=90, now=at(650))
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(700))
        store.mark_news_seen(store.news())
        store.mark_story_seen(bridge.id)
        # The clock was put back, besides.
        place(store, now=at(660))
        assert card(store, "Norvik").fresh
        (news,) = store.news()
        assert (news.kind, news.outlet) == ("again", "Tide")
        store.mark_news_seen([news])
        assert store.news() == ()
        store.mark_story_seen(bridge.id)
        assert not card(store, "Norvik").fresh


def test_merging_with_a_watched_story_carries_the_watch_and_tells_nothing_old(store: Store) -> None:
    with store:
        town(store)
        older, younger = sorted((card(store, "Norvik"), card(store, "Aldmark")), key=lambda one: one.id)
        lead = store.story_entries(younger.id)[-1].id
        store.set_lead(younger.id, lead)
        store.watch_story(younger.id)
        assert store.merge_stories([younger.id, older.id]) == older.id
        (merged,) = store.some_stories([older.id])
        assert (merged.watched, merged.lead) == (True, lead)
        assert store.news() == ()
        store.undo()
        assert [one.watched for one in store.some_stories([older.id, younger.id])] == [False, True]
        assert store.some_stories([older.id])[0].lead != lead


def test_a_story_that_one_feed_has_for_itself_stays_when_that_is_never_grouped(path: Path, store: Store) -> None:
    with store:
        bell, *_ = town(store)
        first = card(store, "Fishermen")
        told(store, bell, "Bell", ("Fishermen welcome the new herring quotas", ALONE[0][1]), minutes=90)
        place(store)
        assert store.some_stories([first.id])[0].entries == 2
        store.pin_story(first.id)
        store.set_lead(first.id, store.story_entries(first.id)[1].id)
        store.never_group(bell)
        (left,) = store.some_stories([first.id])
        assert (left.entries, left.pinned, left.headline) == (1, True, ALONE[0][0])
    check_stories(path)


def test_a_timeline_tells_who_was_first_who_followed_and_what_was_changed(store: Store) -> None:
    with store:
        bell, *_ = town(store)
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(30))
        told(store, bell, "Bell", ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]), minutes=20)
        place(store)
        line = store.story_timeline(card(store, "Norvik").id)
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
def test_whatever_is_said_stories_stay_whole_and_undoing_all_of_it_leads_back(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("store") / FILE_NAME
    with open_store(path).store as store:
        feeds = town(store)
        before = groups(store)
        for act, a, b in acts:
            cards = store.stories()
            if not cards:
                store.undo()
                continue
            one, other = cards[a % len(cards)].id, cards[b % len(cards)].id
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
            assert sum(map(len, groups(store))) == store.count()
        check_stories(path)
        while store.undo():
            pass
        assert groups(store) == before
    check_stories(path)
