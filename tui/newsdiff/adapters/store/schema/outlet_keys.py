"""The key of the outlet of each feed: feeds with one key are one voice (core.library.outlets)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.registrable_domain import registrable_domain
from newsdiff.core.library.outlets import name_key, named_outlet, newsroom

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

NAMED = "="
"""Begins a key that is a name of the reader's own."""

_TITLED = "~"
"""Begins a key that is no more than what a feed is called."""

# An article that was added by hand has its feed's site in its own address.
_FEED = """
    SELECT url, CASE WHEN site IS NOT NULL OR url LIKE 'http%' THEN site ELSE
        (SELECT entry.url FROM entry WHERE feed_id = feed.id AND entry.url IS NOT NULL ORDER BY id DESC LIMIT 1) END
    FROM feed WHERE id = ?
"""
# The reader calls two feeds of one group the same only where they are one outlet. A name that is the feed's own title
# came with a list of subscriptions, and says nothing.
_CALLED_THE_SAME = """
    SELECT other.id FROM feed JOIN feed AS other ON other.outlet = feed.name AND other.group_name = feed.group_name
    WHERE feed.id = ? AND feed.title <> '' AND feed.name <> feed.title AND other.id <> feed.id AND other.removed = 0
        AND other.title <> '' AND (other.outlet = other.title OR other.id < feed.id)
    ORDER BY other.outlet <> other.title, other.id LIMIT 1
"""
_KEY_BY_TITLE = """
    SELECT outlet_key FROM feed WHERE outlet = ? AND id <> ? AND removed = 0 AND outlet_key NOT LIKE '~%'
    ORDER BY id LIMIT 1
"""
_CONCERNED = """
    SELECT other.id FROM feed JOIN feed AS other ON other.id = feed.id OR other.outlet = feed.outlet
        OR (other.outlet_key = feed.outlet_key AND feed.outlet_key <> '')
    WHERE feed.id = ? ORDER BY other.id
"""


def set_all(connection: sqlite3.Connection) -> None:
    """Set the key of every feed, the removed ones included."""
    _set(connection, [feed_id for (feed_id,) in connection.execute("SELECT id FROM feed ORDER BY id")])


def set_key(connection: sqlite3.Connection, feed_id: int) -> None:
    """Set the key of a feed whose address, site or name has changed, and of those whose key may follow from it."""
    _set(connection, [other for (other,) in connection.execute(_CONCERNED, (feed_id,))])


def reader_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The names that the reader gives outlets, by feed address, host or domain."""
    return dict(connection.execute("SELECT place, name FROM outlet_name"))


def set_reader_names(connection: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Replace the names that the reader gives outlets."""
    connection.execute("DELETE FROM outlet_name")
    connection.executemany("INSERT INTO outlet_name VALUES (?, ?)", names.items())
    set_all(connection)


def shown_name(outlet: str, key: str) -> str:
    """The name of an outlet: the reader's own for it, else that of its feed."""
    return key.removeprefix(NAMED) if key.startswith(NAMED) else outlet


def _set(connection: sqlite3.Connection, feed_ids: Iterable[int]) -> None:
    names = {name_key(place): name for place, name in reader_names(connection).items()}
    places = {feed_id: _place(connection, feed_id, names) for feed_id in feed_ids}
    # What follows from the keys of others comes after these.
    for feed_id, key in places.items():
        if key:
            _put(connection, feed_id, key)
    for feed_id, key in places.items():
        same = None if key.startswith(NAMED) else connection.execute(_CALLED_THE_SAME, (feed_id,)).fetchone()
        if same is not None:
            _put(connection, feed_id, _key(connection, same[0]) or key)
        elif not key:
            _put(connection, feed_id, _key_by_title(connection, feed_id))


def _place(connection: sqlite3.Connection, feed_id: int, names: Mapping[str, str]) -> str:
    """The key of a feed by the reader's names or its place on the web; "" where neither tells."""
    url, site = connection.execute(_FEED, (feed_id,)).fetchone()
    place = newsroom(site or url, registrable_domain)
    name = named_outlet(url, site, place, names)
    return f"{NAMED}{name}" if name else place


def _key_by_title(connection: sqlite3.Connection, feed_id: int) -> str:
    """The key of a feed of which only its title is known: that of a feed with the same one, if there is any."""
    (outlet,) = connection.execute("SELECT outlet FROM feed WHERE id = ?", (feed_id,)).fetchone()
    known = connection.execute(_KEY_BY_TITLE, (outlet, feed_id)).fetchone()
    return known[0] if known else f"{_TITLED}{outlet}"


def _key(connection: sqlite3.Connection, feed_id: int) -> str:
    (key,) = connection.execute("SELECT outlet_key FROM feed WHERE id = ?", (feed_id,)).fetchone()
    found: str = key
    return found


def _put(connection: sqlite3.Connection, feed_id: int, key: str) -> None:
    # A key that stays makes no story count anew.
    connection.execute("UPDATE feed SET outlet_key = ? WHERE id = ? AND outlet_key <> ?", (key, feed_id, key))
