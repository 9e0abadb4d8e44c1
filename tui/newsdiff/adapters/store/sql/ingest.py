"""Storing what a refresh brought: new entries are added, changed ones keep their earlier texts, none is deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import feeds, mutes
from newsdiff.adapters.store.sql.full_text_search import (
    IndexedText,
    add_entry,
    add_new_entries,
    in_characters,
    remove_entry,
)
from newsdiff.adapters.store.sqlite.columns import ticks, to_json
from newsdiff.core.library.entries import IngestResult
from newsdiff.core.library.mutes import MuteMatcher

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState

AHEAD = timedelta(days=1)
"""How far in the future a date is believed: clocks and time zones are often wrong by hours, not by days."""

REVISIONS = 24
"""How many revisions of an entry are kept: the first and the latest. A page with a clock in it would otherwise fill
the disk. Reader (github.com/lemon24/reader) stops storing changes after as many."""

_ADD = """
    INSERT INTO entry (
        feed_id, key, title, url, author, published, published_text, first_seen, changed, fingerprint, summary_only,
        categories, muted, removed
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

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
    matcher: MuteMatcher
    now: datetime

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
        StoreError: There is no such feed.
    """
    moved = _save_feed(connection, feed_id, content, state, moved_url)
    outlet, removed = connection.execute("SELECT outlet, removed FROM feed WHERE id = ?", (feed_id,)).fetchone()
    target = _Target(connection, feed_id, outlet, removed, MuteMatcher(mutes.mutes(connection)), now)
    entries: dict[str, FeedItem] = {}
    for entry in content.entries:
        entries.setdefault(entry.key, entry)
    known = _known(connection, feed_id, entries)
    new: list[IndexedText] = []
    revised, muted = [], 0
    # A feed has its newest entry first, and of those with the same time lists show the one stored last first.
    for entry in reversed(entries.values()):
        stored = known.get(entry.key)
        if stored is None:
            is_muted = target.is_muted(entry)
            muted += is_muted
            new.append(_add(target, entry, muted=is_muted))
        elif stored[1] != entry.fingerprint:
            _revise(target, stored[0], entry)
            revised.append(stored[0])
    # At the end, one after another: any other change in between would make the index write what it has buffered.
    add_new_entries(connection, new)
    return IngestResult(tuple(words.entry_id for words in reversed(new)), tuple(reversed(revised)), muted, moved)


def _known(connection: sqlite3.Connection, feed_id: int, keys: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The id and the fingerprint of the stored entries of a feed, by key."""
    rows = connection.execute(
        "SELECT key, id, fingerprint FROM entry WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))",
        (feed_id, to_json(keys)),
    )
    return {key: (entry_id, fingerprint) for key, entry_id, fingerprint in rows}


def _save_feed(
    connection: sqlite3.Connection, feed_id: int, content: FeedContent, state: FeedState, moved_url: str | None
) -> bool:
    feeds.set_state(connection, feed_id, replace(state, notices=content.notices))
    moved = moved_url is not None and feeds.move(connection, feed_id, moved_url)
    # What a feed no longer says about itself stays as it was.
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), site = coalesce(?, site), "
        "language = coalesce(nullif(?, ''), language) WHERE id = ?",
        (content.title, content.site, content.language, feed_id),
    )
    feeds.name_outlet(connection, feed_id)
    return moved


def _add(target: _Target, entry: FeedItem, *, muted: bool) -> IndexedText:
    """Add an entry, and return what is to be added to the full-text index."""
    published = entry.published
    if published is None or published > target.now + AHEAD:
        published = target.now
    now = ticks(target.now)
    values = (
        target.id,
        entry.key,
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
        target.removed,
    )
    new = target.connection.execute(_ADD, values).lastrowid
    assert new is not None  # noqa: S101  # for mypy: the row is there
    characters = in_characters(entry.title, entry.text)
    target.connection.execute(
        "INSERT INTO body (entry_id, text, links, characters) VALUES (?, ?, ?, ?)",
        (new, entry.text, to_json(entry.links), characters),
    )
    return IndexedText(new, entry.title, entry.text, characters)


def _revise(target: _Target, entry_id: int, entry: FeedItem) -> None:
    """Change an entry to what its feed says now. Its position in the lists, its marks and its page's text stay."""
    connection, now = target.connection, ticks(target.now)
    connection.execute(_ADD_REVISION, (now, entry_id))
    connection.execute(_DELETE_REVISIONS, (entry_id, entry_id, REVISIONS))
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
        "UPDATE body SET text = ?, links = ? WHERE entry_id = ?", (entry.text, to_json(entry.links), entry_id)
    )
    add_entry(connection, entry_id)
    connection.execute("UPDATE entry SET muted = ? WHERE id = ?", (target.is_muted(entry), entry_id))
