"""Stores of many articles, and one run over everything that the screens read and write of them."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.store import open_store
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.core.library.entries import ListScope, PageText
from newsdiff.core.library.feeds import FeedItem, FeedSettings, FeedState
from newsdiff.core.library.stories import StoryScope
from support.feed_builders import content
from support.stored_stories import cluster

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry

PER_FEED = 50
STARRED = 7
"""Every seventh entry of a feed is starred."""

_BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
_WORDS = ("bridge", "harbour", "council", "strike", "teacher", "ferry", "budget", "storm", "river", "museum", "herring")


class Kept(NamedTuple):
    """What a store has of the reader's."""

    feeds: int
    entries: int
    starred: int
    tagged: int
    verdicts: int


def build(path: Path, items: int) -> Kept:
    """Make a store with this many articles, told by several outlets each, with marks of every kind; and a backup."""
    chance = random.Random(5)  # noqa: S311 -- it makes up texts, not keys
    with open_store(path).store as store:
        for number in range(items // PER_FEED):
            settings = FeedSettings(
                f"Outlet {number}", f"Group {number % 3}", ("daily",), headers=(("X-Key", "secret"),)
            )
            feed = store.add_feed(f"https://outlet{number}.example/feed", settings).feed.id
            store.save(feed, content(*_items(number, chance), title=f"Outlet {number}"), FeedState(), _BEGIN)
            ids = [one.id for one in store.entries(ListScope("feed", feed=feed), PER_FEED)]
            store.star(ids[::STARRED])
            store.tag(ids[1::STARRED], "later")
            store.mark_read(ids[2::STARRED])
            store.set_full_text(ids[0], PageText("The whole text of the page.", "https://outlet.example/p", _BEGIN))
        store.add_mute("word", "crossword")
        store.save_search("Bridges", "bridge is:unread")
        for number in range(20):
            store.record(Verdict("A", f"Sentence {number}.", "B", "Another.", linked=True, at=_BEGIN))
        cluster(store, now=_BEGIN + timedelta(days=20), most=500)
        return kept_in(store, store.entries(limit=100_000))


def _items(feed: int, chance: random.Random) -> list[FeedItem]:
    found = []
    for number in range(PER_FEED):
        # The same event in three feeds.
        event = random.Random(feed // 3 * PER_FEED + number)  # noqa: S311
        words = [*event.choices(_WORDS, k=5), f"place{event.randrange(10_000)}", f"name{event.randrange(10_000)}"]
        title = " ".join(event.sample(words, 6)).capitalize()
        text = " ".join(chance.choices(words, k=60)).capitalize() + "."
        when = _BEGIN - timedelta(hours=number)
        found.append(
            FeedItem(f"g{feed}-{number}", title, f"https://o{feed}.example/{number}", "Ann Ex", when, text=text)
        )
    return found


def kept_in(store: Store, entries: Sequence[Entry]) -> Kept:
    """What the lists of a store have of the reader's; `entries` are all that it has."""
    tagged = sum("later" in one.tags for one in entries)
    verdicts = store.verdicts({"A", "B"})
    return Kept(len(store.feeds()), len(entries), sum(one.starred for one in entries), tagged, len(verdicts))


def use(path: Path) -> tuple[str, Kept]:
    """Open a store, read everything, write something of each kind, and close it; the notice, and what it had at first.

    Raises:
        StoreError: As the screens would tell it.
    """
    from newsdiff.wording import store_notice

    opened = open_store(path)
    with opened.store as store:
        entries = store.entries(limit=100_000)
        kept = kept_in(store, entries)
        # A quarter of the texts and of the stories, another one in each process.
        quarter = os.getpid() % 4
        for one in entries[quarter::4]:
            store.entry_text(one.id)
        for one in entries[:50]:
            store.revisions(one.id)
        store.entries(ListScope("search", "bridge storm"), 100)
        store.entries(ListScope("search", "title:ferry is:unread"), 100)
        store.count(ListScope())
        for reads in (store.tags, store.saved_searches, store.mutes, store.news, store.count_unclustered):
            reads()
        stories = store.stories(StoryScope(), limit=200)
        for story in stories[quarter::4]:
            store.story_entries(story.id)
            store.story_timeline(story.id)
        some = [one.id for one in entries[:20]]
        store.mark_read(some)
        store.star(some[:3])
        store.tag(some[:3], "new")
        store.undo()
        if feeds := store.feeds():
            new = [
                FeedItem(f"new-{n}", f"Bridge closed {n}", f"https://x.example/{n}", text="A storm.") for n in range(5)
            ]
            store.save(feeds[0].id, content(*new), FeedState(), _BEGIN + timedelta(days=20))
        cluster(store, now=_BEGIN + timedelta(days=20), most=500)
        store.recount_story(stories[0].id) if stories else None
    return (store_notice(opened.notice) if opened.notice else ""), kept
