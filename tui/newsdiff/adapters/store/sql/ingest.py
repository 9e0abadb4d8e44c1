"""What a refresh brought, into the store: new entries are added, changed ones keep what they said, none goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import feeds, mutes
from newsdiff.adapters.store.sql.full_text_search import IndexedText, enter, enter_new, in_characters, withdraw
from newsdiff.adapters.store.sqlite.columns import ticks, to_json
from newsdiff.core.library.entries import IngestResult
from newsdiff.core.library.mutes import MuteMatcher

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState

AHEAD = timedelta(days=1)
"""So far in the future a date is believed: clocks and time zones are often wrong by hours, not by days."""

REVISIONS = 24
"""So many earlier states of an entry are kept: the first and the latest ones. Reader (github.com/lemon24/reader) stops
taking changes after as many; a page with a clock in it would otherwise fill the disk."""

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

# A text that comes back and goes again is kept once.
_KEEP = """
    INSERT INTO revision (entry_id, title, text, fingerprint, since, until)
    SELECT entry.id, title, text, fingerprint, changed, ? FROM entry JOIN body ON entry_id = entry.id WHERE entry.id = ?
    ON CONFLICT (entry_id, fingerprint) DO UPDATE SET until = excluded.until
"""

# Of too many, the oldest goes that changed the text alone, or else the oldest; never the first, nor the one just kept.
_THIN = """
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
class _Into:
    """The feed that entries go into, and what holds for all of them."""

    connection: sqlite3.Connection
    id: int
    outlet: str
    removed: int
    matcher: MuteMatcher
    now: datetime

    def mutes_it(self, entry: FeedItem) -> bool:
        return self.matcher.matches(title=entry.title, outlet=self.outlet, author=entry.author, categories=entry.tags)


def ingest_feed(
    connection: sqlite3.Connection,
    feed_id: int,
    content: FeedContent,
    state: FeedState,
    now: datetime,
    moved_url: str | None = None,
) -> IngestResult:
    """Takes in what a feed has now, and how fetching it went. Raises StoreError where there is no such feed."""
    moved = _save_feed(connection, feed_id, content, state, moved_url)
    outlet, removed = connection.execute("SELECT outlet, removed FROM feed WHERE id = ?", (feed_id,)).fetchone()
    into = _Into(connection, feed_id, outlet, removed, MuteMatcher(mutes.mutes(connection)), now)
    entries: dict[str, FeedItem] = {}
    for entry in content.entries:
        entries.setdefault(entry.key, entry)
    known = _known(connection, feed_id, entries)
    new: list[IndexedText] = []
    revised, silenced = [], 0
    # A feed has its newest entry first; the last one stored stands first among those of the same time.
    for entry in reversed(entries.values()):
        there = known.get(entry.key)
        if there is None:
            silent = into.mutes_it(entry)
            silenced += silent
            new.append(_add(into, entry, silent=silent))
        elif there[1] != entry.fingerprint:
            _revise(into, there[0], entry)
            revised.append(there[0])
    # At the end, one after another: any other change in between would make the index write out what it has gathered.
    enter_new(connection, new)
    return IngestResult(tuple(words.entry_id for words in reversed(new)), tuple(reversed(revised)), silenced, moved)


def _known(connection: sqlite3.Connection, feed_id: int, keys: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Id and fingerprint of those entries of a feed that are stored, by key."""
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
    # What a feed no longer says about itself still holds.
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), site = coalesce(?, site), "
        "language = coalesce(nullif(?, ''), language) WHERE id = ?",
        (content.title, content.site, content.language, feed_id),
    )
    feeds.name_outlet(connection, feed_id)
    return moved


def _add(into: _Into, entry: FeedItem, *, silent: bool) -> IndexedText:
    """Adds an entry, all but its words, and gives these."""
    published = entry.published
    if published is None or published > into.now + AHEAD:
        published = into.now
    now = ticks(into.now)
    values = (
        into.id,
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
        silent,
        into.removed,
    )
    new = into.connection.execute(_ADD, values).lastrowid
    assert new is not None  # noqa: S101  # for mypy: the row is there
    characters = in_characters(entry.title, entry.text)
    into.connection.execute(
        "INSERT INTO body (entry_id, text, links, characters) VALUES (?, ?, ?, ?)",
        (new, entry.text, to_json(entry.links), characters),
    )
    return IndexedText(new, entry.title, entry.text, characters)


def _revise(into: _Into, entry_id: int, entry: FeedItem) -> None:
    """Gives an entry what its feed says now. It keeps its place in the lists, its marks and its page's text."""
    connection, now = into.connection, ticks(into.now)
    connection.execute(_KEEP, (now, entry_id))
    connection.execute(_THIN, (entry_id, entry_id, REVISIONS))
    withdraw(connection, entry_id)
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
    enter(connection, entry_id)
    connection.execute("UPDATE entry SET muted = ? WHERE id = ?", (into.mutes_it(entry), entry_id))
