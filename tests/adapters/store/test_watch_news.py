"""The news of watched stories: what joined or changed since the user last saw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.wording import story_news
from support.feed_builders import at, entry, saved
from support.stored_stories import (
    BRIDGE,
    TEACHERS,
    cluster,
    feeds,
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
            ("figure", "Bell", f"cars: 12 → 14 (Bell): {title}"),
            ("joined", "Tide", "Tide tells it too: Teachers of Aldmark strike for smaller classes at schools"),
        ]
        assert {one.story for one in news} == {bridge.id, teachers.id}
        store.mark_news_seen([one for one in news if one.story == bridge.id])
        assert [one.kind for one in store.news()] == ["joined"]
        store.mark_story_seen(teachers.id)
        assert store.news() == ()
        saved(store, bell, entry(title, 0, title, text + " Rain fell."), title="Bell", now=at(800))
        assert [story_news(one) for one in store.news()] == [f"cars: 14 → 12 (Bell): {title}"]
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


FLOOD = "The river burst its banks at Norvik harbour bridge on Friday. The death toll stands at at least 50, the police said."


def watched_flood(
    store: Store, title: str = "Norvik harbour bridge flooded: death toll at least 50"
) -> tuple[int, str]:
    """A watched story of one article; gives its feed and its title."""
    (bell,) = feeds(store, "Bell")
    saved(store, bell, entry("flood", 0, title, FLOOD), title="Bell")
    cluster(store)
    store.watch_story(summary(store, "Norvik").id)
    return bell, title


def changed(store: Store, feed: int, title: str, text: str, minutes: float = 700) -> list[str]:
    """What is told when the article has another title and text."""
    saved(store, feed, entry("flood", 0, title, text), title="Bell", now=at(minutes))
    return [story_news(one) for one in store.news()]


def test_a_figure_is_told_with_what_it_is_of_and_the_words_that_leave_it_open(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        told = changed(store, bell, title, FLOOD.replace("at least 50", "57"))
        assert told == [f"death toll: at least 50 → 57 (Bell): {title}"]


def test_a_figure_in_the_headline_is_told_once(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        new = title.replace("at least 50", "57")
        told = changed(store, bell, new, FLOOD.replace("at least 50", "57"))
        assert told == [f"death toll: at least 50 → 57 (Bell): {new}"]


def test_what_the_user_missed_in_between_is_told_as_one_change(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        changed(store, bell, title, FLOOD.replace("at least 50", "54"))
        told = changed(store, bell, title, FLOOD.replace("at least 50", "57"), 800)
        assert told == [f"death toll: at least 50 → 57 (Bell): {title}"]
        store.mark_news_seen(store.news())
        told = changed(store, bell, title, FLOOD.replace("at least 50", "61"), 900)
        assert told == [f"death toll: 57 → 61 (Bell): {title}"]


def test_another_headline_is_told_as_it_was_and_is(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        new = "After the flood, Norvik counts the dead"
        assert changed(store, bell, new, FLOOD) == [f"Bell changed its headline: “{title}” → “{new}”"]


def test_a_new_sentence_is_told_in_its_own_words(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        told = changed(store, bell, title, f"{FLOOD} The mayor has resigned.")
        assert told == [f"Bell now says: “The mayor has resigned.” ({title})"]


def test_what_only_leaves_a_sentence_out_is_told_as_a_change(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        assert changed(store, bell, title, FLOOD.split(". ")[0] + ".") == [f"Bell changed its article: {title}"]


def test_a_later_article_with_the_same_headline_but_another_figure_tells_the_figure(store: Store) -> None:
    with store:
        bell, title = watched_flood(store)
        new = title.replace("at least 50", "57")
        publish(store, bell, "Bell", (new, FLOOD), minutes=100, now=at(700))
        cluster(store, now=at(700))
        assert [(one.kind, story_news(one)) for one in store.news()] == [
            ("again", f"death toll: at least 50 → 57 (Bell): {new}")
        ]


def test_a_later_article_with_another_headline_is_told_in_its_own_words(store: Store) -> None:
    with store:
        bell, _ = watched_flood(store)
        new = "Death toll of 57 in flooded Norvik: harbour bridge closed, river burst its banks"
        publish(store, bell, "Bell", (new, FLOOD), minutes=100, now=at(700))
        cluster(store, now=at(700))
        assert [story_news(one) for one in store.news()] == [f"Bell has more: {new}"]
