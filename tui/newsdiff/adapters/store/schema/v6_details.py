"""What migration 6 adds to a verdict: whether it is about a match, or about the details of one.

What is published here never changes.
"""

from __future__ import annotations

DETAILS: tuple[str, ...] = (
    # Until now, every verdict was about a match.
    "ALTER TABLE verdict ADD COLUMN about TEXT NOT NULL DEFAULT 'match' CHECK (about IN ('match', 'details'))",
)
"""The statements of migration 6."""
