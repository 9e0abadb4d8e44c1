"""Newsboat's cache.db: what was read and starred there, here as well; and files that are no lists at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.errors import FeedError, ReadError
from support.feed_server import NOON, FeedServer, feed, subscribe

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.service.feed_service import FeedService

BELL = "https://bell.example/feed"


def cache(path: Path, *items: tuple[str, str, str, int, str], feed_url: str = BELL) -> Path:
    """A cache.db with a feed, and items of a guid, a title, an address, whether they are unread, and flags."""
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("CREATE TABLE IF NOT EXISTS rss_feed (rssurl VARCHAR(1024) PRIMARY KEY, url TEXT, title TEXT)")
        direct.execute(
            "CREATE TABLE IF NOT EXISTS rss_item (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT, url TEXT, "
            "feedurl TEXT, pubDate INTEGER, content TEXT, unread INTEGER, flags TEXT, deleted INTEGER NOT NULL DEFAULT 0)"
        )
        direct.execute("INSERT INTO rss_feed VALUES (?, 'https://bell.example/', 'The Bell')", (feed_url,))
        direct.executemany(
            "INSERT INTO rss_item (guid, title, url, unread, flags, feedurl, author, pubDate, content) "
            "VALUES (?, ?, ?, ?, ?, ?, 'Ann Roe', 1795255200, '<p>Rain <b>fell</b>.</p><script>x</script>')",
            [(*item, feed_url) for item in items],
        )
    return path


ITEMS = (
    ("a", "a", "https://bell.example/a", 0, ""),
    ("b", "b", "https://bell.example/b", 1, "s"),
    ("c", "Long gone", "https://bell.example/c", 0, "xs"),
)


async def test_read_marks_and_flags_come_over(feed_service: FeedService, tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", *ITEMS)
    done = await feed_service.import_list(str(path), star_flag="s")
    assert done.cache is not None
    assert (done.added, done.cache.articles, done.cache.read, done.cache.flagged) == (1, 3, 2, 2)
    found = {one.title: (one.read, one.starred, one.tags, one.author) for one in feed_service.store.entries()}
    assert found == {
        "a": (True, False, (), "Ann Roe"),
        "b": (False, True, ("flag-s",), "Ann Roe"),
        "Long gone": (True, True, ("flag-s", "flag-x"), "Ann Roe"),
    }
    assert {one.title for one in feed_service.store.search("fell", now=NOON)} == set(found)
    # A second time nothing is new, and nothing unread again.
    feed_service.store.mark_read([one.id for one in feed_service.store.entries()])
    again = await feed_service.import_list(str(path))
    assert again.cache is not None
    assert (again.known, again.cache.articles) == (1, 0)
    assert all(one.read for one in feed_service.store.entries())


async def test_articles_that_are_there_already_get_their_marks(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    url = server.serves("/feed", feed("a", "b"))
    await feed_service.add(url)
    path = cache(tmp_path / "cache.db", *ITEMS[:2], feed_url=url)
    cache(path, ("z", "Elsewhere", "https://z.example/1", 0, ""), feed_url="https://z.example/feed")
    done = await feed_service.import_list(str(path))
    assert done.cache is not None
    assert (done.cache.articles, done.cache.left) == (0, ("https://z.example/feed",))
    assert {one.title: one.read for one in feed_service.store.entries()} == {"a": True, "b": False}
    assert (await feed_service.refresh(forced=True)).new == 0


async def test_the_searches_of_a_list_are_saved(feed_service: FeedService, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(
        'https://bell.example/feed\n"query:Quay:title =~ \\"quay\\" and unread = \\"yes\\""\n'
    )
    done = await feed_service.import_list(str(tmp_path / "urls"))
    assert (done.added, done.searches, done.refused) == (1, 1, ())
    assert [(one.name, one.query) for one in feed_service.store.saved_searches()] == [("Quay", "title:quay is:unread")]


async def test_what_is_no_list_is_refused_in_a_line(feed_service: FeedService, tmp_path: Path) -> None:
    path = tmp_path / "file"
    for body in (
        b"\x00\x01\x02 binary",
        b"\x89PNG\r\n\x1a\n\x00",
        b"Dear diary,\nnothing happened.\n",
        b'{"feeds": []}',
    ):
        path.write_bytes(body)
        with pytest.raises(FeedError, match=r"is not a list of feeds: neither OPML nor newsboat"):
            await feed_service.import_list(str(path))
    path.unlink()
    with closing(sqlite3.connect(path)) as direct:
        direct.execute("CREATE TABLE places (url TEXT)")
    with pytest.raises(FeedError, match=r"is a database, but not newsboat's cache\.db"):
        await feed_service.import_list(str(path))
    path.write_bytes(path.read_bytes()[:20] + os.urandom(3_000))
    with pytest.raises(FeedError, match="could not be read as a database"):
        await feed_service.import_list(str(path))
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ReadError, match="is no regular file"):
        await feed_service.import_list(str(path))
    assert feed_service.store.feeds() == ()


async def test_private_addresses_wait_for_the_users_word(feed_service: FeedService, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        '<opml><body><outline xmlUrl="http://nas.lan/feed"/><outline xmlUrl="http://10.0.0.2/"/></body></opml>'
    )
    first = await feed_service.import_list(str(path))
    assert (first.added, first.private) == (2, 2)
    assert all(one.typed_url is None for one in feed_service.store.feeds())
    second = await feed_service.import_list(str(path), private=True)
    assert (second.known, second.private) == (2, 0)
    assert all(one.typed_url == one.url for one in feed_service.store.feeds())


async def test_named_entities_of_a_list_are_read(feed_service: FeedService, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(
        '<opml><body><outline text="Caf&eacute; &amp; Co & Sons" xmlUrl="feed://ent.example/f?a=1&b=2"/></body></opml>'
    )
    await feed_service.import_list(str(tmp_path / "list"))
    assert [(one.title, one.url) for one in feed_service.store.feeds()] == [
        ("Café & Co & Sons", "http://ent.example/f?a=1&b=2")
    ]
    assert subscribe(feed_service, BELL)
