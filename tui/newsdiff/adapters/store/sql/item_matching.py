"""Which stored entry an item of a feed is, if any."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import entry_names
from newsdiff.adapters.store.sqlite.columns import moment, to_json
from newsdiff.core.library.identity import (
    Names,
    Told,
    alike,
    article_address,
    names_of,
    stands_for_another,
    used_once,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Sequence

    from newsdiff.core.library.feeds import FeedItem

_STORED = "SELECT entry.id, fingerprint FROM json_each(?) AS chosen CROSS JOIN entry ON entry.id = chosen.value"
_TOLD = """
    SELECT title, text, url, published, published_text IS NULL AND published = first_seen
    FROM entry JOIN body ON entry_id = entry.id WHERE entry.id = ?
"""


@dataclass(slots=True)
class MatchedItem:
    """An item of a feed, and what is known of it."""

    item: FeedItem
    names: tuple[str, ...]
    """Those that no other item of the feed has now."""
    entry_id: int | None = None
    """The stored entry that it is."""
    fingerprint: str = ""
    """Of that entry."""
    unknown: tuple[str, ...] = ()
    """Names that the entry has not been known by."""
    settled: bool = False
    """It has names, each is its own alone, and none is known as that of another entry."""


@dataclass(slots=True)
class _Stored:
    """The entries of a feed that may be items of it."""

    connection: sqlite3.Connection
    ids: dict[str, int]
    fingerprints: dict[int, str]
    claimed: set[int] = field(default_factory=set)

    def fitting(self, item: FeedItem, names: Iterable[str], *, by_guid: bool) -> int | None:
        """The entry with one of the names that no other item is, unless it is an item of its own."""
        for name in names:
            found = self.ids.get(name)
            if found is None or found in self.claimed or found not in self.fingerprints:
                continue
            if self.fingerprints[found] == item.fingerprint or not stands_for_another(
                told(self.connection, found), told_by(item), by_guid=by_guid
            ):
                self.claimed.add(found)
                return found
        return None


def matched(
    connection: sqlite3.Connection, feed_id: int, items: Sequence[FeedItem], site: str | None
) -> list[MatchedItem]:
    """The items of a feed, each once, with the stored entries that they are.

    An item is known by its guid, else by its link, else by its title and date. A name that several items of the feed
    have is none, nor is one that has come to stand for another item, nor the address of the feed's `site`.
    """
    named = _distinct(items, site)
    usable = used_once(names for _, names in named)
    stored = _stored(connection, feed_id, usable)
    result = [MatchedItem(item, tuple(name for name in names.every() if name in usable)) for item, names in named]
    for kind in ("guid", "link", "words"):
        for one, (item, names) in zip(result, named, strict=True):
            if one.entry_id is None:
                of_kind: tuple[str, ...] = getattr(names, kind)
                usable_names = (name for name in of_kind if name in usable)
                one.entry_id = stored.fitting(item, usable_names, by_guid=kind == "guid")
    for one in result:
        if one.entry_id is not None:
            one.fingerprint = stored.fingerprints[one.entry_id]
            one.unknown = tuple(name for name in one.names if name not in stored.ids)
    for one, (_, names) in zip(result, named, strict=True):
        own = bool(one.names) and len(one.names) == len(names.every())
        one.settled = own and all(stored.ids.get(name, one.entry_id) == one.entry_id for name in one.names)
    return result


def known_elsewhere(connection: sqlite3.Connection, feed_id: int, items: Iterable[FeedItem]) -> frozenset[str]:
    """Those of the addresses of some items that another feed has named as well."""
    names = (article_address(item.url) for item in items)
    return entry_names.known_elsewhere(connection, feed_id, filter(None, names))


def told_elsewhere(
    connection: sqlite3.Connection, feed_id: int, item: FeedItem, known: Container[str | None]
) -> int | None:
    """The entry of another feed that is the same article: it has the same address and tells the same.

    `known` are the addresses that any other feed has named (`known_elsewhere`).
    """
    name = article_address(item.url)
    if name is None or name not in known:
        return None
    for found in entry_names.elsewhere(connection, feed_id, name):
        if article_address(told(connection, found).url) == name and alike(told(connection, found), told_by(item)):
            return found
    return None


def told(connection: sqlite3.Connection, entry_id: int) -> Told:
    """What a stored entry says."""
    title, text, url, published, undated = connection.execute(_TOLD, (entry_id,)).fetchone()
    return Told(title, text, url, None if undated else moment(published))


def told_by(item: FeedItem) -> Told:
    """What an item of a feed says."""
    return Told(item.title, item.text, item.url, item.published)


def _stored(connection: sqlite3.Connection, feed_id: int, names: Iterable[str]) -> _Stored:
    ids = entry_names.find(connection, feed_id, names)
    rows = connection.execute(_STORED, (to_json(set(ids.values())),))
    return _Stored(connection, ids, dict(rows.fetchall()))


def _distinct(items: Sequence[FeedItem], site: str | None) -> list[tuple[FeedItem, Names]]:
    """The items with their names, without those that are an earlier one once more."""
    found: dict[tuple[object, ...], tuple[FeedItem, Names]] = {}
    for item in items:
        names = names_of(item, site)
        if names.guid:
            same: tuple[object, ...] = (names.guid[-1:], names.link[-1:], item.title)
        else:
            same = (names.link[-1:], names.words)
        found.setdefault(same, (item, names))
    return list(found.values())
