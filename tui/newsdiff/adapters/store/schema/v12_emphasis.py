"""What migration 12 adds: the bold and italic words of the text from the feed, and of that from the page.

What is published here never changes.
"""

from __future__ import annotations

EMPHASIS: tuple[str, ...] = (
    # As JSON: for each span its first character, the one after its last, and whether it is bold. NULL for none.
    "ALTER TABLE body ADD COLUMN emphasis TEXT",
    "ALTER TABLE body ADD COLUMN page_emphasis TEXT",
)
"""The statements of migration 12."""
