"""Feeds: the subscriptions, their settings and their states."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsdiff.adapters.store.schema import outlet_keys
from newsdiff.adapters.store.sql import mutes, story_edits, undo_log
from newsdiff.adapters.store.sqlite.columns import (
    clean_line,
    clean_or_none,
    from_json,
    moment,
    pairs_from_json,
    ticks,
    to_json,
    values_from_json,
)
from newsdiff.core.library.entries import AddResult
from newsdiff.core.library.feeds import Feed, FeedNotice, FeedSettings, FeedState, cleaned
from newsdiff.core.library.undo import UndoneStep
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3

# What another feed told before is in the list of this one as well.
_ALSO = """
    (SELECT {counted} FROM entry AS twin JOIN entry AS told ON told.id = twin.same_as
    WHERE twin.feed_id = feed.id AND twin.same_as IS NOT NULL AND told.feed_id <> feed.id AND told.removed = 0
        AND told.muted = 0)
"""
_COLUMNS = """
    id, url, outlet, site, language, items, unread, {also}, {also_unread},
    name, group_name, tags, full_text, refresh_seconds, user_agent, headers, paused,
    never_group, etag, last_modified, body_hash, last_try, last_good, next_try, failures, failing_since, error, gone,
    notices, typed_url
"""
_FEEDS = " ".join(
    (
        "SELECT",
        _COLUMNS.format(
            also=_ALSO.format(counted="count(*)"), also_unread=_ALSO.format(counted="total(told.read = 0)")
        ),
        "FROM feed WHERE removed = 0",
    )
)

_SHOW_TWINS = """
    UPDATE entry SET removed = 0, read = told.read, starred = told.starred FROM entry AS told
    WHERE told.id = entry.same_as AND told.feed_id = ? AND told.same_as IS NULL AND entry.feed_id <> ?
        AND entry.feed_id IN (SELECT id FROM feed WHERE removed = 0)
"""
_HAND_BACK = """
    UPDATE entry SET read = max(entry.read, twin.read), starred = max(entry.starred, twin.starred) FROM entry AS twin
    WHERE twin.same_as = entry.id AND twin.removed = 0 AND entry.feed_id = ?
"""
_HIDE_TWINS = "UPDATE entry SET removed = 1 WHERE same_as IN (SELECT id FROM entry WHERE feed_id = ? AND removed = 0)"
_SHOW_OWN_TWINS = """
    UPDATE entry SET removed = 0, read = told.read, starred = told.starred FROM entry AS told
    WHERE told.id = entry.same_as AND told.removed = 1 AND told.feed_id <> entry.feed_id AND entry.feed_id = ?
"""

# Where it failed because nobody had typed its address, it need not wait any longer.
_SET_TYPED = """
    UPDATE feed SET next_try = CASE WHEN typed_url IS NULL AND failures > 0 THEN NULL ELSE next_try END,
        last_try = CASE WHEN typed_url IS NULL AND failures > 0 THEN NULL ELSE last_try END,
        failures = CASE WHEN typed_url IS NULL THEN 0 ELSE failures END, typed_url = ? WHERE id = ?
"""

_SET_SETTINGS = """
    UPDATE feed SET name = ?, group_name = ?, tags = ?, full_text = ?, refresh_seconds = ?, user_agent = ?,
    headers = ?, paused = ?, never_group = ? WHERE id = ?
"""

_SET_STATE = """
    UPDATE feed SET etag = ?, last_modified = ?, body_hash = ?, last_try = ?, last_good = ?, next_try = ?,
    failures = ?, failing_since = ?, error = ?, gone = ?, notices = ? WHERE id = ?
"""


def feeds(connection: sqlite3.Connection) -> tuple[Feed, ...]:
    """All subscriptions in the user's order."""
    return tuple(map(_feed, connection.execute(f"{_FEEDS} ORDER BY position, id")))


def feed(connection: sqlite3.Connection, feed_id: int) -> Feed | None:
    """The subscription with this id; None if there is none, or it was removed."""
    row = connection.execute(f"{_FEEDS} AND id = ?", (feed_id,)).fetchone()
    return None if row is None else _feed(row)


def by_url(connection: sqlite3.Connection, url: str) -> int | None:
    """The id of the feed that has an address or once had it; it may be a removed one."""
    for query in ("SELECT id FROM feed WHERE url = ?", "SELECT feed_id FROM former_url WHERE url = ?"):
        row = connection.execute(query, (url,)).fetchone()
        if row is not None:
            found: int = row[0]
            return found
    return None


def add(
    connection: sqlite3.Connection, url: str, settings: FeedSettings, title: str, typed_url: str | None = None
) -> AddResult:
    """Subscribe to an address, at the end of the list.

    A known feed is not changed, except for the address that the user typed to get there.
    """
    found = by_url(connection, url)
    if found is not None:
        if typed_url is not None:
            connection.execute(_SET_TYPED, (typed_url, found))
        known = feed(connection, found)
        if known is not None:
            return AddResult(known, already=True)
        restore(connection, found)
        return AddResult(_existing(connection, found), restored=True)
    connection.execute(
        "INSERT INTO feed (url, title, typed_url, outlet, position) "
        "VALUES (?, ?, ?, '', (SELECT coalesce(max(position), 0) + 1 FROM feed))",
        (url, clean(title, lines=False), typed_url),
    )
    (new,) = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    set_settings(connection, new, settings)
    return AddResult(_existing(connection, new))


def set_settings(connection: sqlite3.Connection, feed_id: int, settings: FeedSettings) -> None:
    """Replace the user's settings for a feed, cleaned. Raises StoreError if there is no such feed."""
    settings = cleaned(settings)
    values = (
        settings.name,
        settings.group,
        to_json(settings.tags),
        settings.full_text,
        settings.interval,
        settings.user_agent,
        to_json(settings.headers),
        settings.paused,
        settings.never_group,
    )
    before = connection.execute("SELECT never_group FROM feed WHERE id = ?", (feed_id,)).fetchone()
    _check_changed(connection.execute(_SET_SETTINGS, (*values, feed_id)))
    if before != (settings.never_group,):
        story_edits.count_edit(connection)
    name_outlet(connection, feed_id)


def set_state(connection: sqlite3.Connection, feed_id: int, state: FeedState) -> None:
    """Replace the state of a feed. Raises StoreError if there is no such feed."""
    values = (
        state.etag,
        state.last_modified,
        state.body_hash,
        ticks(state.last_try),
        ticks(state.last_good),
        ticks(state.next_try),
        state.failures,
        ticks(state.failing_since),
        state.error,
        state.gone,
        to_json(map(asdict, state.notices)),
    )
    _check_changed(connection.execute(_SET_STATE, (*values, feed_id)))


def name_outlet(connection: sqlite3.Connection, feed_id: int) -> None:
    """Update the name of a feed's outlet (the user's name for it, else its own title, else its host), and its key."""
    url, title, name, before = connection.execute(
        "SELECT url, title, name, outlet FROM feed WHERE id = ?", (feed_id,)
    ).fetchone()
    outlet = name or title or _host(url)
    if outlet != before:
        connection.execute("UPDATE feed SET outlet = ? WHERE id = ?", (outlet, feed_id))
        mutes.outlet_renamed(connection, feed_id)
    outlet_keys.set_key(connection, feed_id)


def move(connection: sqlite3.Connection, feed_id: int, url: str) -> bool:
    """Change the address of a feed that has moved, and record the old one; False if another feed has the new one."""
    (old,) = connection.execute("SELECT url FROM feed WHERE id = ?", (feed_id,)).fetchone()
    if by_url(connection, url) not in {None, feed_id} or url == old:
        return False
    connection.execute("DELETE FROM former_url WHERE url = ?", (url,))
    connection.execute("INSERT OR REPLACE INTO former_url VALUES (?, ?)", (old, feed_id))
    connection.execute("UPDATE feed SET url = ? WHERE id = ?", (url, feed_id))
    return True


def remove(connection: sqlite3.Connection, feed_id: int) -> None:
    """Remove a feed and its entries from every list, which can be undone. Raises StoreError if there is none."""
    removed = feed(connection, feed_id)
    if removed is None:
        raise _gone()
    connection.execute("UPDATE feed SET removed = 1 WHERE id = ?", (feed_id,))
    connection.execute("UPDATE entry SET removed = 1 WHERE feed_id = ?", (feed_id,))
    # What other feeds told as well is shown as theirs.
    connection.execute(_SHOW_TWINS, (feed_id, feed_id))
    undo_log.record(connection, "remove", str(feed_id), (), UndoneStep("remove", names=(removed.title,)))


def restore(connection: sqlite3.Connection, feed_id: int) -> None:
    """Bring a removed feed back with its entries."""
    connection.execute("UPDATE feed SET removed = 0 WHERE id = ?", (feed_id,))
    connection.execute(_HAND_BACK, (feed_id,))
    connection.execute("UPDATE entry SET removed = 0 WHERE feed_id = ? AND same_as IS NULL", (feed_id,))
    connection.execute(_HIDE_TWINS, (feed_id,))
    connection.execute(_SHOW_OWN_TWINS, (feed_id,))
    undo_log.forget(connection, "remove", str(feed_id))


def _existing(connection: sqlite3.Connection, feed_id: int) -> Feed:
    found = feed(connection, feed_id)
    if found is None:
        raise _gone()
    return found


def _check_changed(cursor: sqlite3.Cursor) -> None:
    if not cursor.rowcount:
        raise _gone()


def _gone() -> StoreError:
    return StoreError(
        "That feed is not in the store any more, so nothing was changed. Look at the list of feeds again."
    )


def site_host(url: str | None) -> str:
    """The host of a site without "www."; "" where it is not known."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _host(url: str) -> str:
    """The host alone, since the rest of an address may be secret."""
    try:
        return urlsplit(url).hostname or "feed"
    except ValueError:
        return "feed"


def _feed(row: tuple[Any, ...]) -> Feed:
    settings, state, (notices, typed_url) = row[9:18], row[18:28], row[28:]
    name, group, tags, full_text, interval, user_agent, headers, paused, never_group = settings
    etag, last_modified, body_hash, last_try, last_good, next_try, failures, failing_since, error, gone = state
    feed_id, url, outlet, site, language, items, unread, also, also_unread = row[:9]
    return Feed(
        feed_id,
        url,
        clean_line(outlet),
        clean_or_none(site),
        language,
        items=items,
        unread=unread,
        also=also,
        also_unread=int(also_unread),
        settings=FeedSettings(
            clean_or_none(name),
            clean_line(group),
            tuple(map(clean_line, from_json(tags))),
            full_text,
            interval,
            user_agent,
            pairs_from_json(headers),
            paused=bool(paused),
            never_group=bool(never_group),
        ),
        state=FeedState(
            etag,
            last_modified,
            body_hash,
            moment(last_try),
            moment(last_good),
            moment(next_try),
            failures,
            moment(failing_since),
            clean_or_none(error),
            gone=bool(gone),
            notices=tuple(map(_notice, values_from_json(notices))),
        ),
        typed_url=typed_url,
    )


def _notice(kept: object) -> FeedNotice:
    """A notice as it is kept: the fields of a `FeedNotice`, or a sentence of an earlier newsdiff."""
    if isinstance(kept, dict):
        with suppress(TypeError):
            return FeedNotice(**kept)
    return FeedNotice("text", text=str(kept))
