"""What newsboat has kept of feeds, its file `cache.db`: articles, which of them were read, and their flags."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdiff.adapters import urls
from newsdiff.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"SQLite format 3\x00"
"""How a file of SQLite begins."""

MOST = 200_000
"""Articles that are taken of one file, those stored last."""

SECONDS = 60.0
"""For one question to the file, whoever made it."""

CHUNK_ITEMS, CHUNK_SIZE = 500, 4 * 2**20
"""Articles, and characters of text, that are read at once."""

_TEXT = 300_000
_ITEMS = """
    SELECT guid, title, author, url, pubDate, substr(content, 1, ?), unread = 0 OR deleted = 1, flags
    FROM rss_item WHERE feedurl = ? ORDER BY id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed in the file."""

    url: str
    """As `urls.safe` writes it."""
    cached_url: str
    """As the file has it."""
    title: str


@dataclass(frozen=True, slots=True)
class CachedItem:
    """What the reader did with an article, and by which it is known."""

    guid: str
    read: bool
    flags: str
    """Letters."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles of a feed."""

    body: bytes
    """The articles as a JSON Feed, to be read where all feeds are."""
    items: tuple[CachedItem, ...]


class Cache:
    """An open file. Every method raises FeedError where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        """Opens a file for reading only.

        Raises:
            FeedError: It is none of newsboat's.
        """
        self._path = path
        self._left = MOST
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
            )
            self._ask("PRAGMA trusted_schema = OFF")
            names = {name for (name,) in self._ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except sqlite3.Error as error:
            raise FeedError(f"{path} could not be read as a database ({error}).") from error
        if not {"rss_feed", "rss_item"} <= names:
            self._connection.close()
            raise FeedError(f"{path} is a database, but not newsboat's cache.db, so there is no list of feeds in it.")

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def feeds(self) -> tuple[CachedFeed, ...]:
        """The feeds that are fetched from an address; newsboat's queries and programs are left out."""
        found = []
        for url, title in self._rows("SELECT rssurl, title FROM rss_feed LIMIT 10000"):
            try:
                found.append(CachedFeed(urls.safe(urls.as_web(str(url))), str(url), str(title or "")))
            except urls.AddressError:
                continue
        return tuple(found)

    def chunks(self, feed: CachedFeed) -> Iterator[Chunk]:
        """The articles of a feed, the one stored last first."""
        told: list[dict[str, object]] = []
        marks: list[CachedItem] = []
        size = 0
        for guid, title, author, url, date, content, read, flags in self._rows(
            _ITEMS, (_TEXT, feed.cached_url, max(0, self._left))
        ):
            self._left -= 1
            one = {
                "id": _text(guid) or _text(url),
                "title": _text(title),
                "url": _text(url),
                "content_html": _text(content),
            }
            told.append({**one, "date_published": _date(date), "authors": [{"name": _text(author)}]})
            marks.append(CachedItem(_text(guid) or _text(url), bool(read), _letters(flags)))
            size += len(_text(content))
            if len(told) >= CHUNK_ITEMS or size > CHUNK_SIZE:
                yield _chunk(feed, told, marks)
                told, marks, size = [], [], 0
        if told:
            yield _chunk(feed, told, marks)

    def _rows(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
        try:
            with closing(self._ask(sql, values)) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise FeedError(f"{self._path} could not be read as newsboat's cache.db ({error}).") from error

    def _ask(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        # What stands as a table may be anything in a file that somebody else has made.
        ends = time.monotonic() + SECONDS
        self._connection.set_progress_handler(lambda: time.monotonic() > ends, 100_000)
        return self._connection.execute(sql, values)


def _chunk(feed: CachedFeed, told: list[dict[str, object]], marks: list[CachedItem]) -> Chunk:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "items": told}
    return Chunk(json.dumps(whole).encode(), tuple(marks))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _letters(value: object) -> str:
    return "".join(dict.fromkeys(one for one in _text(value)[:100] if one.isascii() and one.isalpha()))


def _date(value: object) -> str:
    try:
        return datetime.fromtimestamp(value, UTC).isoformat() if isinstance(value, int) and value > 0 else ""
    except (ValueError, OverflowError, OSError):
        return ""
