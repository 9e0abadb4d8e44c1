"""What migration 5 adds to an entry: when it came into its story, which may be long after it was stored.

A story is touched then as well. What is published here never changes.
"""

from __future__ import annotations

from newsdiff.adapters.store.schema.v4_stories import story_told

JOINED: tuple[str, ...] = (
    "ALTER TABLE entry ADD COLUMN joined INTEGER",
    "DROP TRIGGER story_told",
    story_told("max(changed, coalesce(joined, 0))"),
)
"""The statements of migration 5."""
