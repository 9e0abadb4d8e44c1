"""Entries of made-up events for the tests of stories, and stores in which they are clustered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from newsdiff.adapters.store import open_store
from newsdiff.service.story_ingest import StoryIngest
from support.feed_builders import NOON, at, entry, saved

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import IngestResult
    from newsdiff.core.library.stories import StorySummary

BRIDGE = (
    ("Harbour bridge in Norvik closed after ship strikes pillar", "A cargo ship struck the harbour bridge in Norvik on Friday. Nobody was hurt, and 12 cars were towed away."),
    ("Ship hits pillar of Norvik harbour bridge", "The Norvik harbour bridge was closed to traffic after a cargo ship hit a pillar. Engineers are at work."),
    ("Norvik bridge shut as cargo ship rams pillar", "Engineers inspect the harbour bridge in Norvik for damage to its pillar after a ship rammed it."),
)  # fmt: skip
TEACHERS = (
    ("Teachers in Aldmark walk out over class sizes", "Schools in Aldmark stayed closed as teachers began a strike over the size of classes on Friday."),
    ("Aldmark school strike: teachers demand smaller classes", "A third of all schools in Aldmark are shut by a strike of teachers, who want smaller classes."),
)  # fmt: skip
ALONE = (
    ("Fishermen welcome new quotas for herring", "The fisheries board allows a tenth more herring to be caught off the northern coast next season."),
    ("Orchestra rehearses forgotten symphony", "A symphony that lay in an attic for eighty years will be played by the city orchestra in spring."),
    ("Museum buys two paintings of the fjord", "Two early paintings of the fjord go on show at the museum from March, the director announced."),
)  # fmt: skip
WIRE = "The council of Oster voted late in the evening to close its only railway station for repairs that will take at least six weeks and cost two million crowns."
OUTLETS = ("Bell", "Post", "Tide")
LATER = at(601)
"""When entries are stored, where it does not matter: later than they were published."""


def feeds(store: Store, *names: str) -> list[int]:
    """Subscribes to a feed for each outlet, and gives the ids."""
    return [store.add_feed(f"https://{name.lower()}.example/feed").feed.id for name in names or OUTLETS]


def publish(
    store: Store, feed: int, outlet: str, *texts: tuple[str, str], minutes: float = 0, now: datetime = LATER
) -> IngestResult:
    """Stores entries of an outlet, an hour apart; each is given by its title and its text."""
    some = [entry(title, minutes + 60 * n, title, text) for n, (title, text) in enumerate(texts)]
    return saved(store, feed, *reversed(some), title=outlet, now=now)


def cluster(store: Store, *, now: datetime = NOON, most: int = 2) -> int:
    """Clusters everything, as the service does."""
    return ingest_all(StoryIngest(store), now, most=most)


def ingest_all(ingest: StoryIngest, now: datetime = NOON, *, most: int = 2) -> int:
    """Clusters everything, in chunks of `most`, and gives how many entries that were."""
    assigned = 0
    while left := ingest.begin_batch(now):
        while left:
            now_left = ingest.assign(most, now)
            assigned, left = assigned + left - now_left, now_left
    return assigned


def publish_and_cluster(store: Store) -> list[int]:
    """Three outlets write about a bridge, two about teachers, and each about something else; all of it is clustered."""
    found = feeds(store)
    for number, (feed, outlet) in enumerate(zip(found, OUTLETS, strict=True)):
        more = TEACHERS[number : number + 1]
        publish(store, feed, outlet, BRIDGE[number], ALONE[number], *more, minutes=7 * number)
    cluster(store)
    return found


def titles_by_story(store: Store) -> set[frozenset[str]]:
    """The titles of each story."""
    return {frozenset(one.title for one in store.story_entries(summary.id)) for summary in store.stories(limit=10_000)}


def summary(store: Store, part: str) -> StorySummary:
    """The story that has an entry with these words in its title."""
    return next(
        one for one in store.stories(limit=10_000) if any(part in told.title for told in store.story_entries(one.id))
    )


# What is stored with a story must be what counting gives.
_STORIES = """
    SELECT id FROM story WHERE (entries, unread, starred, revised, coalesce(first, 0), coalesce(newest, 0)) <> (
        SELECT count(*), coalesce(sum(read = 0), 0), coalesce(sum(starred), 0), coalesce(sum(revised > 0), 0),
            coalesce(min(published), 0), coalesce(max(published), 0)
        FROM entry WHERE story_id = story.id AND muted = 0 AND removed = 0
    )
    UNION ALL SELECT entry_id FROM story_pending JOIN entry ON id = entry_id WHERE story_id IS NOT NULL
    UNION ALL SELECT entry_id FROM story_member JOIN entry ON id = entry_id WHERE story_id IS NULL
"""


def check_stories(path: Path) -> None:
    """Fails if what is stored with a story does not agree with its entries."""
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute(_STORIES).fetchall() == []
        counted = dict(direct.execute("SELECT id, outlets FROM story WHERE entries > 0"))
    with open_store(path, read_only=True).store as store:
        assert {one.id: one.outlets for one in store.stories(limit=100_000)} == counted
