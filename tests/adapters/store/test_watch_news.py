"""The news of watched stories: what joined or changed since the user last saw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.wording import story_news
from support.feed_builders import at, entry, saved
from support.stored_stories import (
    BRIDGE,
    TEACHERS,
    cluster,
    publish,
    publish_and_cluster,
    summary,
)

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store


def test_news_of_watched_stories_is_reported_once(store: Store) -> None:
    with store:
        bell, _post, tide = publish_and_cluster(store)
        teachers = summary(store, "Aldmark")
        bridge = summary(store, "Norvik")
        store.watch_story(bridge.id)
        store.watch_story(teachers.id)
        assert store.news() == ()
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text.replace("12 cars", "14 cars")), title="Bell", now=at(700))
        publish(
            store,
            tide,
            "Tide",
            ("Teachers of Aldmark strike for smaller classes at schools", TEACHERS[1][1]),
            minutes=200,
            now=at(701),
        )
        publish(
            store,
            bell,
            "Bell",
            ("Norvik harbour bridge: cargo ship freed from pillar", BRIDGE[1][1]),
            minutes=210,
            now=at(702),
        )
        cluster(store)
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


def test_an_entry_that_joins_late_is_news_though_the_story_was_seen_since_it_came(store: Store) -> None:
    with store:
        bell, _post, tide = publish_and_cluster(store)
        bridge = summary(store, "Norvik")
        store.watch_story(bridge.id)
        # Stored, and left unplaced by a refresh that was killed.
        publish(store, tide, "Tide", ("Norvik harbour bridge: cargo ship freed", BRIDGE[1][1]), minutes=90, now=at(650))
        title, text = BRIDGE[0]
        saved(store, bell, entry(title, 0, title, text + " It rains."), title="Bell", now=at(700))
        store.mark_news_seen(store.news())
        store.mark_story_seen(bridge.id)
        # The clock was put back, besides.
        cluster(store, now=at(660))
        assert summary(store, "Norvik").fresh
        (news,) = store.news()
        assert (news.kind, news.outlet) == ("again", "Tide")
        store.mark_news_seen([news])
        assert store.news() == ()
        store.mark_story_seen(bridge.id)
        assert not summary(store, "Norvik").fresh


def test_merging_with_a_watched_story_keeps_the_watch_and_makes_nothing_old_news(store: Store) -> None:
    with store:
        publish_and_cluster(store)
        older, younger = sorted((summary(store, "Norvik"), summary(store, "Aldmark")), key=lambda one: one.id)
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
