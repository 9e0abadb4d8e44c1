"""Stories in the store: listed, and kept right by whatever changes an entry."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import Store, open_store
from newsdiff.adapters.store.backups import backups
from newsdiff.adapters.store.schema import migrations
from newsdiff.cli.formatting import story_json, story_lines
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.stories import Compared, StoryScope
from newsdiff.errors import QueryError, StoreError
from support.feed_builders import at, check_sound, entry, saved
from support.stored_stories import (
    ALONE,
    BRIDGE,
    OUTLETS,
    TEACHERS,
    WIRE,
    check_stories,
    cluster,
    feeds,
    publish,
    publish_and_cluster,
    summary,
    titles_by_story,
)

if TYPE_CHECKING:
    from pathlib import Path

TOGETHER = {
    frozenset(title for title, _ in BRIDGE),
    frozenset(title for title, _ in TEACHERS),
    *(frozenset({title}) for title, _ in ALONE),
}


def test_what_is_stored_finds_its_stories(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
        assert store.count_unclustered() == 0
        assert titles_by_story(store) == TOGETHER
        bridge = summary(store, "Norvik")
        assert bridge.headline == BRIDGE[0][0]
        assert [one.outlet for one in bridge.accounts] == list(OUTLETS)
        assert (bridge.entries, bridge.outlets, bridge.unread, bridge.starred, bridge.revised) == (3, 3, 3, 0, 0)
        assert (bridge.first, bridge.newest) == (at(0), at(14))
        assert (bridge.compared, bridge.fresh, bridge.watched, bridge.pinned) == (None, False, False, False)
    check_sound(path)
    check_stories(path)


def test_a_feed_that_is_never_grouped_stays_alone(path: Path, store: Store) -> None:
    with store:
        _bell, post, tide = publish_and_cluster(store)
        assert store.never_group(post) == 2
        assert summary(store, "Ship hits").entries == 1
        assert [feed.settings.never_group for feed in store.feeds()] == [False, True, False]
        publish(
            store,
            post,
            "Post",
            ("Norvik harbour bridge to reopen after cargo ship hit pillar", BRIDGE[1][1]),
            minutes=200,
        )
        publish(
            store,
            tide,
            "Tide",
            ("Norvik harbour bridge pillar hit by cargo ship: more cracks", BRIDGE[2][1]),
            minutes=220,
        )
        cluster(store)
        assert summary(store, "reopen").entries == 1
        assert {one.outlet for one in summary(store, "cracks").accounts} == {"Bell", "Tide"}
        store.undo()
        assert summary(store, "Ship hits").entries == 4
        assert not any(feed.settings.never_group for feed in store.feeds())
    check_stories(path)


def test_settings_carry_that_a_feed_is_never_grouped(store: Store) -> None:
    with store:
        (bell, *_) = feeds(store)
        store.set_settings(bell, FeedSettings(never_group=True))
        publish(store, bell, "Bell", BRIDGE[0], BRIDGE[1])
        cluster(store)
        assert store.count_stories() == 2


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (StoryScope(), ["Museum", "Aldmark", "Norvik", "Orchestra", "Fishermen"]),
        (StoryScope(order="outlets"), ["Norvik", "Aldmark", "Museum", "Orchestra", "Fishermen"]),
        (StoryScope(order="differing"), ["Aldmark", "Norvik", "Museum", "Orchestra", "Fishermen"]),
        (StoryScope(min_outlets=2), ["Aldmark", "Norvik"]),
        (StoryScope(min_outlets=3), ["Norvik"]),
        (StoryScope(unread=True), ["Museum", "Aldmark", "Norvik", "Orchestra"]),
        (StoryScope(starred=True), ["Museum"]),
        (StoryScope(tag="Sea"), ["Norvik", "Fishermen"]),
        (StoryScope(search="engineers"), ["Norvik"]),
        (StoryScope(search="strike outlet:post"), ["Aldmark"]),
        (StoryScope(search="zebra"), []),
        (StoryScope(since=at(70)), ["Museum", "Aldmark"]),
        (StoryScope(watched=True), ["Orchestra"]),
        (StoryScope(min_outlets=2, unread=True, search="norvik"), ["Norvik"]),
    ],
)
def test_lists_of_stories(store: Store, scope: StoryScope, expected: list[str]) -> None:
    with store:
        found = feeds(store)
        bridge = [(feed, outlet, text) for feed, outlet, text in zip(found, OUTLETS, BRIDGE, strict=True)]
        for n, (feed, outlet, text) in enumerate(bridge):
            publish(store, feed, outlet, ALONE[n], minutes=30 * n)
            publish(store, feed, outlet, text, minutes=66 + n)
        for n, text in enumerate(TEACHERS):
            publish(store, found[n], OUTLETS[n], text, minutes=70 - 5 * n)
        publish(store, found[2], "Tide", ("Museum buys two paintings of the fjord again", ALONE[2][1]), minutes=71)
        cluster(store)
        ids = {part: summary(store, part).id for part in ("Norvik", "Aldmark", "Museum", "Orchestra", "Fishermen")}
        names = {story: part for part, story in ids.items()}
        store.mark_read([store.story_entries(ids["Fishermen"])[0].id])
        store.star([store.story_entries(ids["Museum"])[0].id])
        store.tag([store.story_entries(ids[part])[0].id for part in ("Norvik", "Fishermen")], "sea")
        store.watch_story(ids["Orchestra"])
        store.set_compared(ids["Aldmark"], 5, Compared(1, 2, 3, 4))
        store.set_compared(ids["Norvik"], 5, Compared(6, 2, 3, 1))
        assert [names[one.id] for one in store.stories(scope)] == expected
        assert store.count_stories(scope) == len(expected)
        pages, last = [], None
        while some := store.stories(scope, 2, after=last):
            pages += [names[one.id] for one in some]
            last = some[-1]
        assert pages == expected


def test_a_faulty_search_is_told(store: Store) -> None:
    with store, pytest.raises(QueryError):
        store.stories(StoryScope(search="since:yesterdayish"))


def test_whatever_changes_an_entry_leaves_its_story_right(path: Path, store: Store) -> None:
    with store:
        bell, post, _ = publish_and_cluster(store)
        story = summary(store, "Norvik")
        entries = [one.id for one in store.story_entries(story.id)]
        store.mark_read(entries)
        store.star(entries[:1])
        assert (summary(store, "Norvik").unread, summary(store, "Norvik").starred) == (0, 1)
        store.undo()
        assert summary(store, "Norvik").unread == 3
        store.add_mute("outlet", "Post")
        muted = summary(store, "Norvik")
        assert (muted.entries, muted.outlets, muted.unread) == (2, 2, 2)
        store.undo()
        store.remove_feed(bell)
        assert summary(store, "Norvik").headline == BRIDGE[1][0]
        store.undo()
        assert summary(store, "Norvik").headline == BRIDGE[0][0]
        store.set_settings(post, FeedSettings(name="Bell"))
        assert summary(store, "Norvik").outlets == 2
        assert store.count_stories(StoryScope(min_outlets=2)) == 1
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text.replace("12", "14")), title="Bell", now=at(300))
        assert summary(store, "Norvik").revised == 1
        store.mark_all_read(ListScope())
        assert store.stories(StoryScope(unread=True)) == ()
    check_sound(path)
    check_stories(path)


def test_of_the_newest_article_of_a_story_only_the_day_may_be_known(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
        assert not summary(store, "Norvik").newest_day_only
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("UPDATE entry SET day_only = 1")
    with open_store(path).store as opened:
        found = summary(opened, "Norvik")
    assert found.newest_day_only
    assert story_json(found)["newest"] == f"{found.newest:%Y-%m-%d}"
    assert story_lines(found).startswith(f"{found.newest:%Y-%m-%d}        {found.headline}")


def test_a_comparison_is_kept_until_something_changes(store: Store) -> None:
    with store:
        bell, *_ = publish_and_cluster(store)
        story = summary(store, "Norvik")
        assert set(store.uncompared(9)) == {story.id, summary(store, "Aldmark").id}
        store.set_compared(story.id, story.version, Compared(1, 2, 3, 1))
        assert summary(store, "Norvik").compared == Compared(1, 2, 3, 1)
        assert store.uncompared(9) == (summary(store, "Aldmark").id,)
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rained."), title="Bell", now=at(300))
        assert summary(store, "Norvik").compared == Compared(1, 2, 3, 1, stale=True)
        assert story.id in store.uncompared(9)


def test_what_was_counted_in_another_way_is_shown_until_it_is_counted_again(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
        story = summary(store, "Norvik")
        store.set_compared(story.id, story.version, Compared(1, 2, 3, 1))
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("PRAGMA user_version = 14")
    with open_store(path).store as opened:
        assert summary(opened, "Norvik").compared == Compared(1, 2, 3, 1, stale=True)
        assert story.id in opened.uncompared(9)


def test_a_comparison_of_a_story_that_was_merged_meanwhile_says_nothing_of_the_other(store: Store) -> None:
    with store:
        publish_and_cluster(store)
        stays, goes = sorted((summary(store, "Norvik"), summary(store, "Aldmark")), key=lambda one: one.id)
        store.merge_stories([stays.id, goes.id])
        merged = store.some_stories([stays.id])[0]
        store.set_compared(goes.id, merged.version, Compared(9, 9, 9, 9))
        assert store.some_stories([stays.id])[0].compared is None


def test_who_has_nothing_but_copies_is_counted_as_the_list_counts_it(store: Store) -> None:
    with store:
        bell, post, tide = feeds(store)
        other = "The fishing fleet of Oster stays in port for a third week as a storm from the north keeps all of its forty boats from leaving the harbour."
        publish(store, bell, "Bell", ("Oster closes its station for repairs", WIRE))
        publish(store, tide, "Tide", ("Fleet of Oster stays in port", other), minutes=2)
        publish(store, post, "Post", ("Station of Oster closed for repairs", WIRE), minutes=5)
        publish(store, post, "Post", ("Oster fleet kept in port", other), minutes=6)
        cluster(store)
        first = store.story_of(1)
        assert first is not None
        store.merge_stories([one.id for one in store.stories()])
        for outlet, count in (("Bell", 2), ("Tide", 2)):
            store.add_mute("outlet", outlet)
            (story,) = store.stories()
            assert (story.outlets, store.count_stories(StoryScope(min_outlets=count))) == (count, 1)
            assert store.stories(StoryScope(order="outlets"), after=story) == ()
            store.undo()


def test_a_store_of_version_2_gets_its_stories(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    with monkeypatch.context() as earlier, closing(sqlite3.connect(path)) as direct:
        earlier.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:2])
        migrations.migrate(direct)
        direct.execute(
            "INSERT INTO feed (id, url, outlet, position, items, unread) VALUES (1, 'https://a.example/', 'A', 1, 0, 0)"
        )
        for number, (title, text) in enumerate((*BRIDGE, *ALONE), 1):
            direct.execute(
                "INSERT INTO entry (id, feed_id, key, title, published, first_seen, changed, fingerprint, summary_only) VALUES (?, 1, ?, ?, ?, 5, 5, '', 1)",
                (number, title, title, number),
            )
            direct.execute("INSERT INTO body (entry_id, text) VALUES (?, ?)", (number, text))
        direct.execute("INSERT INTO words (words) VALUES ('rebuild')")
        direct.commit()
    with open_store(path).store as now:
        assert [backup.version for backup in backups(path)] == [2]
        assert now.count() == now.count_unclustered() == 6
        assert cluster(now) == 6
        assert summary(now, "Norvik").entries == 3
    check_sound(path)
    check_stories(path)


def test_a_store_that_is_read_only_shows_its_stories(path: Path, store: Store) -> None:
    with store:
        publish_and_cluster(store)
    with open_store(path, read_only=True).store as reading:
        assert titles_by_story(reading) == TOGETHER
        with pytest.raises(StoreError, match="reading only"):
            reading.pin_story(1)
