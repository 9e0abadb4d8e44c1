"""Storing what a refresh brought: new entries are added, changed ones keep their earlier texts, none is deleted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import entry_names
from newsdiff.adapters.store.sql import feeds, known_items, mutes
from newsdiff.adapters.store.sql.full_text_search import (
    IndexedText,
    add_entry,
    add_new_entries,
    in_characters,
    remove_entry,
)
from newsdiff.adapters.store.sql.item_matching import known_elsewhere, matched, told_elsewhere
from newsdiff.adapters.store.sqlite.columns import json_or_none, ticks, to_json
from newsdiff.core.library.entries import IngestResult
from newsdiff.core.library.mutes import MuteMatcher
from newsdiff.errors import PartialFeedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsdiff.adapters.store.sql.item_matching import MatchedItem
    from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState

AHEAD = timedelta(days=1)
"""How far ahead of the present a stored date may be: an earlier newsdiff believed clocks that were wrong by hours."""

REVISIONS = 24
"""How many revisions of an entry are kept: the first and the latest. A page with a clock in it would otherwise fill
the disk. Reader (github.com/lemon24/reader) stops storing changes after as many."""

_NAMES = "SELECT title, site FROM feed WHERE id = ?"
_ADD = """
    INSERT INTO entry (
        feed_id, key, title, url, author, published, published_text, first_seen, changed, fingerprint, summary_only,
        categories, muted, removed, day_only, same_as
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_ADD_BODY = "INSERT INTO body (entry_id, text, links, characters, emphasis) VALUES (?, ?, ?, ?, ?)"
_KNOWN_KEYS = "SELECT key FROM entry WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))"

_REVISE = """
    UPDATE entry SET title = ?, url = ?, author = ?, changed = ?, fingerprint = ?, summary_only = ?, categories = ?,
    revised = (SELECT count(*) FROM revision WHERE entry_id = entry.id) WHERE id = ?
"""

# A text that comes back and changes again is stored once.
_ADD_REVISION = """
    INSERT INTO revision (entry_id, title, text, fingerprint, since, until)
    SELECT entry.id, title, text, fingerprint, changed, ? FROM entry JOIN body ON entry_id = entry.id WHERE entry.id = ?
    ON CONFLICT (entry_id, fingerprint) DO UPDATE SET until = excluded.until
"""

# Of too many, the oldest in which only the text differs is deleted, or else the oldest; never the first or the last.
_DELETE_REVISIONS = """
    DELETE FROM revision WHERE id IN (
        SELECT id FROM (
            SELECT id, until, title = lead(title, 1, title) OVER (ORDER BY id) AS text_alone,
                row_number() OVER (ORDER BY id) AS number, row_number() OVER (ORDER BY until DESC, id DESC) AS back
            FROM revision WHERE entry_id = ?
        )
        WHERE number > 1 AND back > 1 ORDER BY text_alone DESC, id
        LIMIT max(0, (SELECT count(*) FROM revision WHERE entry_id = ?) - ?)
    )
"""


@dataclass(frozen=True, slots=True)
class _Target:
    """The feed to which entries are added, and what is the same for all of them."""

    connection: sqlite3.Connection
    id: int
    outlet: str
    removed: int
    host: str
    """Of its site; "" where that is not known."""
    matcher: MuteMatcher
    now: datetime
    elsewhere: frozenset[str]
    """The addresses of items that another feed has named as well."""
    keys: set[str]
    """The keys of items that an entry of the feed has."""
    bodies: list[tuple[object, ...]] = field(default_factory=list)
    """The texts of new entries, as rows of their table."""
    names: dict[str, int] = field(default_factory=dict)
    """The names of new entries."""
    indexed: list[IndexedText] = field(default_factory=list)
    """What is to be added to the full-text index."""

    def is_muted(self, entry: FeedItem) -> bool:
        return self.matcher.matches(title=entry.title, outlet=self.outlet, author=entry.author, categories=entry.tags)


def ingest_feed(
    connection: sqlite3.Connection,
    feed_id: int,
    content: FeedContent,
    state: FeedState,
    now: datetime,
    moved_url: str | None = None,
) -> IngestResult:
    """Store the current content of a feed, and how fetching it went; see `FeedRepository.save`.

    Raises:
        PartialFeedError: Items were left out, and one of the others may be one of them, or has changed.
        StoreError: There is no such feed.
    """
    moved = _save_feed(connection, feed_id, content, state, moved_url)
    outlet, removed, site = connection.execute(
        "SELECT outlet, removed, site FROM feed WHERE id = ?", (feed_id,)
    ).fetchone()
    matcher = MuteMatcher(mutes.mutes(connection))
    new: list[int] = []
    revised, muted = [], 0
    # A feed has its newest entry first, and of those with the same time lists show the one stored last first.
    items = matched(connection, feed_id, content.entries, content.site)
    _save_known(connection, feed_id, content, items)
    unknown = [one.item for one in items if one.entry_id is None]
    elsewhere = known_elsewhere(connection, feed_id, unknown)
    keys = _known_keys(connection, feed_id, unknown)
    target = _Target(connection, feed_id, outlet, removed, feeds.site_host(site), matcher, now, elsewhere, keys)
    for one in reversed(items):
        if one.entry_id is None:
            is_muted = target.is_muted(one.item)
            entry_id, shown = _add(target, one, muted=is_muted)
            if shown:
                muted += is_muted
                new.append(entry_id)
            continue
        if one.unknown:
            entry_names.add(connection, feed_id, dict.fromkeys(one.unknown, one.entry_id), take=False)
        if one.fingerprint != one.item.fingerprint and _update(target, one.entry_id, one.item):
            revised.append(one.entry_id)
    connection.executemany(_ADD_BODY, target.bodies)
    # A name that has come to stand for another item is that item's from now on.
    entry_names.add(connection, feed_id, target.names, take=True)
    # At the end, one after another: any other change in between would make the index write what it has buffered.
    add_new_entries(connection, target.indexed)
    return IngestResult(tuple(reversed(new)), tuple(reversed(revised)), muted, moved)


def _save_known(
    connection: sqlite3.Connection, feed_id: int, content: FeedContent, items: Sequence[MatchedItem]
) -> None:
    """Store which items need not be read the next time. Each of them is an entry that nothing new in the feed can take
    for itself, as long as what is new has no name in common with the entries of the feed.
    """
    settled = all(one.settled for one in items) and len(items) == len(content.entries)
    if content.known and not (settled and all(one.entry_id is None for one in items)):
        raise PartialFeedError("Some items of the feed were left out, and the others cannot be told without them.")
    known_items.save(connection, feed_id, content.items if settled else ())


def _save_feed(
    connection: sqlite3.Connection, feed_id: int, content: FeedContent, state: FeedState, moved_url: str | None
) -> bool:
    feeds.set_state(connection, feed_id, replace(state, notices=content.notices))
    moved = moved_url is not None and feeds.move(connection, feed_id, moved_url)
    before = connection.execute(_NAMES, (feed_id,)).fetchone()
    # What a feed no longer says about itself stays as it was.
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), site = coalesce(?, site), "
        "language = coalesce(nullif(?, ''), language) WHERE id = ?",
        (content.title, content.site, content.language, feed_id),
    )
    if moved or connection.execute(_NAMES, (feed_id,)).fetchone() != before:
        feeds.name_outlet(connection, feed_id)
    return moved


def _add(target: _Target, one: MatchedItem, *, muted: bool) -> tuple[int, bool]:
    """Add an entry; return its id, and whether it is a new article.

    An article that another feed told before stands behind that feed's, or before it if it is from this feed's site.
    """
    entry, connection = one.item, target.connection
    elsewhere = None if target.removed or muted else told_elsewhere(connection, target.id, entry, target.elsewhere)
    takes_over = elsewhere is not None and _is_publisher(target, entry, elsewhere)
    behind = None if takes_over else elsewhere
    published, day_only = entry.published, entry.day_only
    if published is None or published > target.now:
        published, day_only = target.now, False
    now = ticks(target.now)
    values = (
        target.id,
        _free_key(target, entry),
        entry.title,
        entry.url,
        entry.author,
        ticks(published),
        entry.published_text,
        now,
        now,
        entry.fingerprint,
        entry.summary_only,
        to_json(entry.tags),
        muted,
        target.removed or behind is not None,
        day_only,
        behind,
    )
    new = connection.execute(_ADD, values).lastrowid
    assert new is not None  # noqa: S101  # for mypy: the row is there
    characters = in_characters(entry.title, entry.text)
    target.bodies.append((new, entry.text, to_json(entry.links), characters, json_or_none(entry.emphasis)))
    target.names.update(dict.fromkeys(one.names, new))
    target.indexed.append(IndexedText(new, entry.title, entry.text, characters))
    if elsewhere is not None and takes_over:
        entry_names.join(connection, new, elsewhere)
    return new, elsewhere is None


def _is_publisher(target: _Target, entry: FeedItem, other: int) -> bool:
    """Whether an article is from the site of this feed, and not from that of the feed which told it before."""
    (site,) = target.connection.execute(
        "SELECT site FROM feed JOIN entry ON feed_id = feed.id WHERE entry.id = ?", (other,)
    ).fetchone()
    host = feeds.site_host(entry.url)
    return bool(host) and target.host == host and feeds.site_host(site) != host


def _known_keys(connection: sqlite3.Connection, feed_id: int, items: Iterable[FeedItem]) -> set[str]:
    """Those of the keys of some items that an entry of the feed has."""
    return {key for (key,) in connection.execute(_KNOWN_KEYS, (feed_id, to_json({item.key for item in items})))}


def _free_key(target: _Target, entry: FeedItem) -> str:
    """The key of an entry; where another entry of the feed has it, one made of all that it says."""
    key, count = entry.key, 0
    if key not in target.keys:
        target.keys.add(key)
        return key
    while target.connection.execute("SELECT 1 FROM entry WHERE feed_id = ? AND key = ?", (target.id, key)).fetchone():
        count += 1
        said = f"{entry.key}\0{entry.title}\0{entry.url}\0{entry.published_text}\0{count}"
        key = "sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    target.keys.add(key)
    return key


def _update(target: _Target, entry_id: int, entry: FeedItem) -> bool:
    """Change an entry to what its feed says now; whether that is a revision, and not the same in other signs."""
    # Most refreshes change no entry, and this takes 15 ms.
    from newsdiff.core.library.revisions import same_words

    title, text = target.connection.execute(
        "SELECT title, text FROM entry JOIN body ON entry_id = entry.id WHERE entry.id = ?", (entry_id,)
    ).fetchone()
    is_revision = not same_words(title, text, entry.title, entry.text)
    _revise(target, entry_id, entry, keep=is_revision)
    return is_revision


def _revise(target: _Target, entry_id: int, entry: FeedItem, *, keep: bool) -> None:
    """Change an entry to what its feed says now. Its position in the lists, its marks and its page's text stay.

    `keep`: what it said before is kept, and it counts as changed.
    """
    connection, now = target.connection, ticks(target.now)
    if keep:
        connection.execute(_ADD_REVISION, (now, entry_id))
        connection.execute(_DELETE_REVISIONS, (entry_id, entry_id, REVISIONS))
    else:
        (now,) = connection.execute("SELECT changed FROM entry WHERE id = ?", (entry_id,)).fetchone()
    remove_entry(connection, entry_id)
    connection.execute(
        _REVISE,
        (
            entry.title,
            entry.url,
            entry.author,
            now,
            entry.fingerprint,
            entry.summary_only,
            to_json(entry.tags),
            entry_id,
        ),
    )
    connection.execute(
        "UPDATE body SET text = ?, links = ?, emphasis = ? WHERE entry_id = ?",
        (entry.text, to_json(entry.links), json_or_none(entry.emphasis), entry_id),
    )
    add_entry(connection, entry_id)
    connection.execute("UPDATE entry SET muted = ? WHERE id = ?", (target.is_muted(entry), entry_id))
