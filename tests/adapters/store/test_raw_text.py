"""Text that another program wrote into the store raw is clean when it is read: it would act on the terminal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import astuple, is_dataclass
from typing import TYPE_CHECKING

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.stories import StoryScope
from newsdiff.core.text.normalize import clean
from support.feed_builders import saved
from support.stored_stories import BRIDGE, OUTLETS, cluster, feeds, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RAW = "\x1b[1337z\x9b2J\x1b]52;c;ZXZpbA==\x07\u202e"

COLUMNS = {
    "feed": ("title", "outlet", "site", "name", "group_name", "error"),
    "entry": ("title", "url", "author", "published_text"),
    "body": ("text", "page", "page_url", "page_error"),
    "revision": ("title", "text"),
    "entry_tag": ("tag",),
    "saved_search": ("name", "query"),
    "mute": ("value",),
}


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts(astuple(value))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts(one)


def test_nothing_that_acts_on_a_terminal_is_read_from_a_store(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with open_store(path).store as store:
        for feed, outlet, said in zip(feeds(store), OUTLETS, BRIDGE, strict=True):
            publish(store, feed, outlet, said)
            publish(store, feed, outlet, (said[0], f"{said[1]} It was towed away."))
            store.set_settings(feed, FeedSettings("Name", "Group", ("tag",)))
        cluster(store)
        ids = [one.id for one in store.entries()]
        store.tag(ids, "later")
        store.save_search("Bridges", "bridge")
        store.add_mute("word", "crossword")
        (story, *_) = store.stories(StoryScope(), limit=10)
        store.watch_story(story.id)
        saved(store, feeds(store, "Tide")[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        # The index is not of these texts, and triggers would look it up.
        for (name,) in direct.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            direct.execute(f"DROP TRIGGER {name}")
        for table, columns in COLUMNS.items():
            for column in columns:
                direct.execute(f"UPDATE OR IGNORE {table} SET {column} = {column} || ?", (RAW,))  # noqa: S608  # the names stand above
        direct.execute("UPDATE feed SET tags = json_array('tag' || ?)", (RAW,))
    with open_store(path).store as store:
        entries = store.entries()
        read = [
            *store.feeds(),
            *entries,
            *(store.entry_text(one.id) for one in entries),
            *(store.revisions(one.id) for one in entries),
            *store.stories(StoryScope(), limit=10),
            *store.story_timeline(story.id),
            *store.story_entries(story.id),
            *store.saved_searches(),
            *store.mutes(),
            *store.tags(),
            *store.news(),
        ]
    found = [text for text in texts(read) if "\x1b" in text or "\x9b" in text or clean(text) != text]
    assert found == []
    assert len(entries) == 3
    assert any("Name" in text for text in texts(read))
