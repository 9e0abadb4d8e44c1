"""Feeds and entries for the tests of the store, and what must hold of every store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.entries import IngestResult, ListScope

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

# What is counted apart from the lists must be what counting gives.
_COUNTS = """
    SELECT url FROM feed WHERE (items, unread) <> (
        SELECT count(*), count(*) FILTER (WHERE read = 0) FROM entry
        WHERE feed_id = feed.id AND muted = 0 AND entry.removed = 0
    )
    UNION ALL SELECT key FROM entry WHERE revised <> (SELECT count(*) FROM revision WHERE entry_id = entry.id)
    UNION ALL SELECT key FROM entry JOIN feed ON feed.id = feed_id WHERE entry.removed <> feed.removed AND same_as IS NULL
    UNION ALL SELECT key FROM entry WHERE NOT EXISTS (SELECT 1 FROM body WHERE entry_id = entry.id)
"""


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def entry(key: str, minutes: float | None = 0, title: str | None = None, text: str = "Rain fell.") -> FeedItem:
    published = None if minutes is None else at(minutes)
    return FeedItem(
        key, f"Title {key}" if title is None else title, f"https://bell.example/{key}", None, published, text=text
    )


def content(*entries: FeedItem, title: str = "The Bell") -> FeedContent:
    return FeedContent("rss", title, site_of(title), "en", entries, len(entries))


def site_of(title: str) -> str:
    """The site of an outlet: each title has one of its own."""
    name = "-".join(title.lower().removeprefix("the ").split())
    return f"https://{name if name.isascii() else 'bell'}.example/"


def subscribed(store: Store, url: str = "https://bell.example/feed") -> int:
    return store.add_feed(url).feed.id


def saved(
    store: Store, feed: int, *entries: FeedItem, title: str = "The Bell", now: datetime | None = None
) -> IngestResult:
    """Stores entries at noon, or when the newest of them is published, if that is later."""
    dates = [one.published for one in entries if one.published]
    return store.save(feed, content(*entries, title=title), FeedState(), now or max((NOON, *dates)))


def titles(store: Store, scope: ListScope | None = None) -> list[str]:
    """The titles of a list, all of them."""
    return [one.title for one in (store.entries(limit=10_000) if scope is None else store.entries(scope, 10_000))]


def check_sound(path: Path) -> None:
    """Fails where the file is damaged, a row refers to nothing, a count is wrong, or the index is not of the texts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert direct.execute("PRAGMA foreign_key_check").fetchall() == []
        assert direct.execute(_COUNTS).fetchall() == []
        # With a rank of 1 SQLite compares the index with the texts (https://sqlite.org/fts5.html#the_integrity_check_command).
        direct.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
