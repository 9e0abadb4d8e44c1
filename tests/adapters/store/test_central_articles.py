"""The headline of a story is that of its most central article, wherever the story is told of."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from newsdiff.adapters.store import Store, open_store
from newsdiff.adapters.store.schema import central_articles, migrations
from support.earlier_store import to_version_10
from support.stored_stories import ALONE, BRIDGE, cluster, feeds, publish, publish_and_cluster, summary

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.core.library.stories import StorySummary

ODD = ALONE[1]


def mixed(store: Store) -> StorySummary:
    """Three outlets report a bridge, and the story begins with an article of a fourth about an orchestra."""
    odd, *found = feeds(store, "Mail", "Bell", "Post", "Tide")
    publish(store, odd, "Mail", ODD, minutes=-60)
    for number, (feed, outlet) in enumerate(zip(found, ("Bell", "Post", "Tide"), strict=True)):
        publish(store, feed, outlet, BRIDGE[number], minutes=10 * number)
    cluster(store)
    bridge = summary(store, "Norvik")
    store.move_entries([store.story_entries(summary(store, "Orchestra").id)[0].id], bridge.id)
    return summary(store, "Norvik")


def test_the_headline_is_not_that_of_the_first_article_but_of_the_most_central(store: Store) -> None:
    with store:
        story = mixed(store)
        assert store.story_entries(story.id)[0].title == ODD[0]
        assert story.headline in {title for title, _ in BRIDGE}
        assert story.lead in {one.entry for one in story.accounts}
        store.watch_story(story.id)
        publish(store, 2, "Bell", ("Norvik harbour bridge: ship freed", BRIDGE[1][1]), minutes=90)
        cluster(store)
        (news,) = store.news()
        assert news.headline == summary(store, "Norvik").headline


def test_the_headline_follows_the_articles_as_they_join_and_leave(store: Store) -> None:
    with store:
        story = mixed(store)
        bridge = [one.id for one in store.story_entries(story.id) if one.title != ODD[0]]
        new = store.split_story(story.id, bridge)
        assert summary(store, "Orchestra").headline == ODD[0]
        assert store.some_stories([new])[0].headline in {title for title, _ in BRIDGE}
        store.undo()
        assert summary(store, "Norvik").headline in {title for title, _ in BRIDGE}


def test_the_headline_is_of_an_article_that_opens_with_the_story(store: Store) -> None:
    with store:
        bell, post = feeds(store, "Bell", "Post")
        publish(store, bell, "Bell", BRIDGE[0])
        publish(store, post, "Post", BRIDGE[1], minutes=5)
        cluster(store)
        assert summary(store, "Norvik").headline == BRIDGE[0][0]
        later = "Ship is pulled from pillar of Norvik harbour bridge"
        publish(store, bell, "Bell", (later, f"The Norvik harbour bridge stays shut. {BRIDGE[2][1]}"), minutes=50)
        cluster(store)
        found = summary(store, "Norvik")
        assert found.entries == 3
        assert found.headline in {later, BRIDGE[1][0]}
        for feed in (bell, post):
            store.remove_feed(feed)
            left = store.some_stories([found.id])
            assert [one.headline for one in left] == [BRIDGE[1][0]] * (feed == bell)


def test_the_headline_that_the_user_chose_stays(store: Store) -> None:
    with store:
        story = mixed(store)
        odd = store.story_entries(story.id)[0]
        store.set_lead(story.id, odd.id)
        publish(store, 2, "Bell", ("Norvik harbour bridge: ship freed", BRIDGE[1][1]), minutes=90)
        cluster(store)
        assert summary(store, "Norvik").headline == ODD[0]
        store.set_lead(story.id, None)
        assert summary(store, "Norvik").headline != ODD[0]


def test_the_stories_of_an_earlier_store_get_their_headlines(path: Path, store: Store) -> None:
    with store:
        story = mixed(store)
    to_version_10(path)
    with open_store(path).store as again:
        assert again.some_stories([story.id])[0].headline == story.headline != ODD[0]
    with closing(sqlite3.connect(path)) as direct:
        assert migrations.version(direct) == migrations.latest()


def test_an_article_that_another_story_fits_better_may_not_belong_and_stays_out_once_it_is_taken_out(
    store: Store,
) -> None:
    with store:
        publish_and_cluster(store)
        bridge, teachers = summary(store, "Norvik"), summary(store, "Aldmark")
        stray = store.story_entries(teachers.id)[0].id
        assert store.doubtful(bridge.id) == store.doubtful(teachers.id) == frozenset()
        with store._database.writing() as connection:
            # As if it had come into that story by itself.
            connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (bridge.id, stray))
            central_articles.set_central(connection, [bridge.id])
        assert store.doubtful(bridge.id) == {stray}
        alone = store.split_story(bridge.id, [stray])
        assert store.doubtful(bridge.id) == frozenset()
        assert store.take_out(stray, alone)
        assert store.doubtful(bridge.id) == {stray}
        # What the user puts there belongs there.
        store.undo()
        store.split_story(bridge.id, [stray])
        store.put_entry(stray, bridge.id)
        assert store.doubtful(bridge.id) == frozenset()
        assert store.doubtful(999) == frozenset()
