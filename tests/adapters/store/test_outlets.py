"""Feeds of one newsroom are one voice in a story; copies are none of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.core.library.feeds import FeedContent, FeedSettings, FeedState
from newsdiff.core.library.stories import Compared
from support.earlier_store import to_version_8
from support.feed_builders import at, check_sound, entry
from support.stored_stories import BRIDGE, LATER, TEACHERS, check_stories, cluster, summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsdiff.adapters.store import Store

Told = tuple[str, str, str]
"""The title of a feed, its site, and which article of `BRIDGE` it has."""

BELL, SPORT, POST = "https://www.bell.example/", "https://sport.bell.example/", "https://post.example/"
WIRE = "Harbour bridge in Norvik closed for six weeks after cargo ship strikes pillar"

STRIKE = "Teachers in Aldmark walk out over class sizes and pay in all seven schools"


def tells(store: Store, number: int, title: str, site: str | None, told: tuple[str, str], url: str = "") -> int:
    feed = store.add_feed(f"https://feeds.carrier{number}.example/{number}").feed.id
    item = replace(entry(f"g{number}", 7 * number, *told), url=url or f"https://carrier{number}.example/a/{number}")
    store.save(feed, FeedContent("rss", title, site, "en", (item,), 1), FeedState(), LATER)
    return feed


def bridge_told_by(store: Store, *sites: tuple[str, str | None]) -> list[int]:
    """Feeds with these titles and sites tell of the bridge, each in its own words; gives their ids."""
    found = [tells(store, number, title, site, BRIDGE[number]) for number, (title, site) in enumerate(sites)]
    cluster(store)
    return found


def voices(store: Store) -> list[str]:
    story = summary(store, "Norvik")
    assert len(story.accounts) == story.outlets
    return [one.outlet for one in story.accounts]


def test_two_feeds_of_one_newsroom_are_one_outlet(path: Path, store: Store) -> None:
    with store:
        bridge_told_by(store, ("Bell - World", BELL), ("Bell - Sport", SPORT), ("The Post", POST))
        # It is called as the feed of its newest article, which a comparison shows.
        assert voices(store) == ["Bell - Sport", "The Post"]
        assert summary(store, "Norvik").accounts[0].entries == 2
        story = summary(store, "Norvik").id
        assert [one.kind for one in store.story_timeline(story)] == ["first", "again", "joined"]
    check_sound(path)
    check_stories(path)


@pytest.mark.parametrize(
    "sites",
    [
        (("News", BELL), ("News", POST)),
        (("Ana", "https://ana.substack.com/"), ("Bob", "https://bob.substack.com/")),
        (("Ana", "https://medium.com/@ana"), ("Bob", "https://medium.com/@bob")),
        (("Ana", "http://127.0.0.1/a"), ("Bob", "http://127.0.0.1/b")),
    ],
)
def test_two_newsrooms_stay_two_outlets(store: Store, sites: tuple[tuple[str, str], ...]) -> None:
    with store:
        bridge_told_by(store, *sites)
        assert voices(store) == [title for title, _ in sites]


def test_without_a_site_the_address_of_the_feed_tells(store: Store) -> None:
    with store:
        bridge_told_by(store, ("Bell", None), ("Bell", None))
        assert voices(store) == ["Bell", "Bell"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({}, ["Bell - Sport", "The Post"]),
        ({"bell.example": "The Bell", "post.example": "The Bell"}, ["The Bell"]),
        ({"sport.bell.example": "Bell Sport"}, ["Bell - World", "Bell Sport", "The Post"]),
        ({"https://feeds.carrier1.example/1": "The Post", "post.example": "The Post"}, ["Bell - World", "The Post"]),
    ],
)
def test_the_readers_word_for_an_outlet_wins(
    path: Path, store: Store, names: Mapping[str, str], expected: list[str]
) -> None:
    with store:
        bridge_told_by(store, ("Bell - World", BELL), ("Bell - Sport", SPORT), ("The Post", POST))
        store.name_outlets(names)
        assert voices(store) == expected
        # What is taken back is as it was.
        store.name_outlets({})
        assert voices(store) == ["Bell - Sport", "The Post"]
    check_stories(path)


def test_feeds_that_the_reader_calls_the_same_are_one_outlet(store: Store) -> None:
    with store:
        _, post = bridge_told_by(store, ("Bell - World", BELL), ("The Post", POST))
        store.set_settings(post, FeedSettings(name="Bell - World"))
        assert voices(store) == ["Bell - World"]
        # In two groups a name says what a feed is about: "Bell / World" and "Post / World" are two outlets.
        store.set_settings(post, FeedSettings(name="Bell - World", group="Post"))
        assert voices(store) == ["Bell - World", "Bell - World"]
        store.set_settings(post, FeedSettings())
        assert voices(store) == ["Bell - World", "The Post"]


def test_a_feed_that_names_its_site_later_joins_its_newsroom(path: Path, store: Store) -> None:
    with store:
        feed, _ = bridge_told_by(store, ("Bell - World", None), ("Bell - Sport", SPORT))
        assert len(voices(store)) == 2
        store.save(feed, FeedContent("rss", "Bell - World", BELL, "en", (), 0), FeedState(), LATER)
        assert voices(store) == ["Bell - Sport"]
    check_stories(path)


@pytest.mark.parametrize(
    ("texts", "outlets"),
    [
        # Copies of eight content words or more.
        ([("Norvik bridge closed after ship strikes pillar", WIRE), ("Ship strikes pillar of Norvik bridge", WIRE)], 1),
        ([(WIRE, ""), (WIRE, "")], 1),
        ([("Bridge in Norvik", f"{WIRE}, the port said."), ("Norvik bridge", WIRE)], 1),
        ([(WIRE, "Engineers say how long the repairs will take."), (WIRE, "")], 1),
        # Short and the same, or another figure.
        ([("Ship strikes Norvik harbour bridge", ""), ("Ship strikes Norvik harbour bridge", "")], 2),
        ([("Norvik bridge", WIRE), ("Norvik bridge", WIRE.replace("six", "nine"))], 2),
        ([(WIRE, "The port said so."), (WIRE, "The mayor of Norvik speaks of a disaster for the whole of the town.")], 2),
    ],
)  # fmt: skip
def test_copies_count_once_and_equal_headlines_do_not(
    path: Path, store: Store, texts: list[tuple[str, str]], outlets: int
) -> None:
    with store:
        for number, told in enumerate(texts):
            tells(store, number, f"Outlet {number}", f"https://outlet{number}.example/", told)
        cluster(store)
        assert summary(store, "Norvik").entries == len(texts)
        assert summary(store, "Norvik").outlets == outlets
    check_stories(path)


def test_what_has_the_address_of_another_article_counts_once(store: Store) -> None:
    address = "https://bell.example/2026/norvik-bridge"
    with store:
        tells(store, 0, "Bell", BELL, BRIDGE[0], address)
        tells(store, 1, "Links of the day", "https://links.example/", BRIDGE[2], f"{address}?utm_source=x")
        cluster(store)
        story = summary(store, "Norvik")
        assert (story.entries, [(one.outlet, one.also) for one in story.accounts]) == (
            2,
            [("Bell", ("Links of the day",))],
        )


# -- a library of before ---------------------------------------------------------------------------------------------


def test_a_library_of_before_comes_along_with_what_the_reader_did(path: Path, store: Store) -> None:
    with store:
        bell, *_ = bridge_told_by(store, ("Bell - World", BELL), ("Bell - Sport", SPORT), ("The Post", POST))
        tells(store, 5, "Tide", "https://tide.example/", ("Teachers walk out", STRIKE))
        tells(store, 6, "Dawn", "https://dawn.example/", ("Schools shut by strike", STRIKE))
        cluster(store)
        story = summary(store, "Norvik")
        first, second, third = (one.id for one in store.story_entries(story.id))
        store.split_story(story.id, [second])
        store.merge_stories([story.id, summary(store, "Ship hits").id])
        store.mark_read([first])
        store.star([second, third], on=True)
        store.tag([third], "later", on=True)
        store.watch_story(story.id)
        store.add_mute("outlet", "Nobody")
    to_version_8(path)
    with open_store(path).store as store:
        assert list(path.parent.glob("*.backup-*-v8"))
        assert voices(store) == ["Bell - Sport", "The Post"]
        # Copies too short for an earlier newsdiff count once.
        copies = summary(store, "Teachers")
        assert [(one.outlet, one.also) for one in copies.accounts] == [("Tide", ("Dawn",))]
        now = summary(store, "Norvik")
        assert (now.id, now.entries, now.watched, now.starred, now.unread) == (story.id, 3, True, 2, 2)
        assert [one.tags for one in store.story_entries(now.id)] == [(), (), ("later",)]
        store.undo()
        store.undo()
        assert store.feeds()[0].id == bell
    check_sound(path)
    check_stories(path)


def test_a_comparison_of_before_is_stale_only_where_outlets_changed(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store:
        bridge_told_by(store, ("Bell - World", BELL), ("Bell - Sport", SPORT), ("The Post", POST))
        for number, told in enumerate(TEACHERS, 5):
            tells(store, number, f"Outlet {number}", f"https://outlet{number}.example/", told)
        cluster(store)
        for part in ("Norvik", "Aldmark"):
            story = summary(store, part)
            store.set_compared(story.id, story.version, Compared(1, 2, 3, 0))
    to_version_8(path)
    # Version 15 counts all of them again.
    monkeypatch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:14])
    with open_store(path).store as store:
        assert summary(store, "Norvik").compared == Compared(1, 2, 3, 0, stale=True)
        assert summary(store, "Aldmark").compared == Compared(1, 2, 3, 0)
    check_stories(path)


def test_a_migration_that_is_killed_begins_anew(path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store:
        bridge_told_by(store, ("Bell - World", BELL), ("Bell - Sport", SPORT))
    to_version_8(path)

    def dies(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        *before, ninth = migrations.MIGRATIONS[:9]
        patched.setattr(migrations, "MIGRATIONS", (*before, (*ninth, dies)))
        with pytest.raises(KeyboardInterrupt):
            open_store(path)
    with open_store(path).store as store:
        assert voices(store) == ["Bell - Sport"]
    check_sound(path)
    check_stories(path)


def test_news_of_a_second_feed_of_an_outlet_is_no_new_outlet(store: Store) -> None:
    with store:
        tells(store, 0, "Bell - World", BELL, BRIDGE[0])
        cluster(store)
        store.watch_story(summary(store, "Norvik").id)
        tells(store, 1, "Bell - Sport", SPORT, BRIDGE[1])
        cluster(store, now=at(700))
        assert [(one.kind, one.outlet) for one in store.news()] == [("again", "Bell - Sport")]


def test_feeds_that_a_service_carries_for_anybody_become_voices_of_their_own_in_a_library_of_before(path: Path) -> None:
    with open_store(path).store as store:
        bridge_told_by(store, ("Ana writes", "https://dev.to/ana"), ("Bob writes", "https://dev.to/bob"))
        assert voices(store) == ["Ana writes", "Bob writes"]
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("UPDATE feed SET outlet_key = 'dev.to'")
        direct.execute("PRAGMA user_version = 14")
    with open_store(path).store as store:
        assert voices(store) == ["Ana writes", "Bob writes"]
        check_stories(path)
        check_sound(path)
