"""What migration 3 adds to a feed: the address that the reader typed, and what should be known about how it was read.

What is published here never changes.
"""

from __future__ import annotations

FEED_TOLD: tuple[str, ...] = (
    "ALTER TABLE feed ADD COLUMN notices TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE feed ADD COLUMN typed_url TEXT",
    # Until now, every address counted as typed.
    "UPDATE feed SET typed_url = url",
)
"""The statements of migration 3."""
