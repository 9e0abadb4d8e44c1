"""What migration 10 adds: the items of each feed as it last wrote them, so that unchanged ones are not read again.

What is published here never changes.
"""

from __future__ import annotations

KNOWN_ITEMS: tuple[str, ...] = (
    # Eight bytes for each item, one behind another: a digest of it.
    "CREATE TABLE known_items (feed_id INTEGER PRIMARY KEY REFERENCES feed (id), digests BLOB NOT NULL)",
)
"""The statements of migration 10."""
