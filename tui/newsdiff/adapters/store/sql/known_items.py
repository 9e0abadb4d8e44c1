"""The items that each feed had when it was last read, by digests of what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sqlite.columns import to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_DIGITS = 16
"""Hexadecimal digits of one digest."""

_OF_FEEDS = "SELECT feed_id, digests FROM known_items WHERE feed_id IN (SELECT value FROM json_each(?))"


def of_feeds(connection: sqlite3.Connection, feed_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The digests of the items of some feeds, by feed; feeds without any are missing."""
    rows = connection.execute(_OF_FEEDS, (to_json(feed_ids),))
    return {feed_id: _split(digests.hex()) for feed_id, digests in rows if isinstance(digests, bytes)}


def save(connection: sqlite3.Connection, feed_id: int, digests: Iterable[str]) -> None:
    """Replace the digests of a feed."""
    joined = bytes.fromhex("".join(digests))
    if joined:
        connection.execute("INSERT OR REPLACE INTO known_items VALUES (?, ?)", (feed_id, joined))
    else:
        connection.execute("DELETE FROM known_items WHERE feed_id = ?", (feed_id,))


def _split(digits: str) -> tuple[str, ...]:
    return tuple(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))
