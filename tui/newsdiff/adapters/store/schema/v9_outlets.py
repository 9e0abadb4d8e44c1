"""What migration 9 changes: outlets are counted by newsroom, not by feed, and shorter copies of a text count once.

What is published here never changes; the keys are made by `schema.outlet_keys`, and copies found by
`core.clustering.near_duplicates`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema import outlet_keys

if TYPE_CHECKING:
    import sqlite3

    from newsdiff.core.clustering.near_duplicates import CopyText

# A copy counts where the text that it is a copy of does not show in the story.
_COUNTED = """
    count(DISTINCT CASE WHEN told.copy_of IS NULL OR NOT EXISTS (
        SELECT 1 FROM entry AS original
        WHERE original.id = told.copy_of AND original.story_id = told.story_id AND original.muted = 0
            AND original.removed = 0
    ) THEN feed.outlet_key END)
"""
_SHOWN = """
    FROM entry AS told JOIN feed ON feed.id = told.feed_id
    WHERE told.story_id = story.id AND told.muted = 0 AND told.removed = 0
"""
_TOLD = f"""
CREATE TRIGGER story_told AFTER UPDATE OF story_id, copy_of, muted, removed, revised, changed ON entry
WHEN NEW.story_id IS NOT NULL OR OLD.story_id IS NOT NULL BEGIN
    UPDATE story SET (first, newest, entries, outlets, unread, starred, revised, touched) = (
        SELECT min(published), max(published), count(*), {_COUNTED}, coalesce(sum(read = 0), 0),
            coalesce(sum(starred), 0), coalesce(sum(revised > 0), 0), max(max(changed, coalesce(joined, 0)))
        {_SHOWN}
    ), version = version + 1
    WHERE id IN (NEW.story_id, OLD.story_id);
END
"""  # noqa: S608 -- texts of ours
_KEY_SET = f"""
CREATE TRIGGER story_outlet_set AFTER UPDATE OF outlet_key ON feed WHEN NEW.outlet_key <> OLD.outlet_key BEGIN
    UPDATE story SET outlets = (SELECT {_COUNTED} {_SHOWN}), version = version + 1
    WHERE id IN (SELECT story_id FROM entry WHERE feed_id = NEW.id);
END
"""  # noqa: S608 -- texts of ours

OUTLETS: tuple[str, ...] = (
    # Feeds with one key are of one outlet.
    "ALTER TABLE feed ADD COLUMN outlet_key TEXT NOT NULL DEFAULT ''",
    # The names that the reader's settings give outlets, by feed address, host or domain.
    "CREATE TABLE outlet_name (place TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    "DROP TRIGGER story_told",
    "DROP TRIGGER story_outlet_named",
)
"""The statements of migration 9 before `set_outlets`."""

TRIGGERS: tuple[str, ...] = (_TOLD, _KEY_SET)
"""The statements after it: each story is counted once, and not for each of its entries."""

_CHARACTERS = 2_000
"""Characters of a text that tell whether it is a copy."""

_ENTRIES = """
    SELECT entry.story_id, entry.id, entry.title, substr(body.text, 1, ?), entry.url, feed.language, feed.outlet_key,
        entry.copy_of
    FROM story JOIN entry ON entry.story_id = story.id JOIN feed ON feed.id = feed_id JOIN body ON entry_id = entry.id
    WHERE story.entries > 1 AND entry.removed = 0 ORDER BY entry.story_id, entry.published, entry.id
"""
# What was compared stays valid where the outlets are still the same.
_RECOUNT = f"""
    UPDATE story SET outlets = (SELECT {_COUNTED} {_SHOWN}), version = version + 1
    WHERE entries > 1 AND outlets <> (SELECT {_COUNTED} {_SHOWN})
"""  # noqa: S608 -- texts of ours
_MOST = 12
"""Earlier texts of a story with which one is compared, the latest."""


def set_outlets(connection: sqlite3.Connection) -> None:
    """Gives each feed the key of its outlet, finds copies that an earlier newsdiff did not, and counts anew."""
    outlet_keys.set_all(connection)
    _find_copies(connection)
    connection.execute(_RECOUNT)


def _find_copies(connection: sqlite3.Connection) -> None:
    # They need rapidfuzz, which the first frame does not wait for.
    from newsdiff.core.clustering.near_duplicates import CopyText, is_short_copy
    from newsdiff.core.clustering.tokenize import language_of

    earlier: dict[int, list[tuple[int, str, CopyText]]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for story, entry, title, text, url, language, outlet, copy_of in connection.execute(_ENTRIES, (_CHARACTERS,)):
        if copy_of is not None:
            continue
        told, of_story = CopyText(title, text, url), earlier[story]
        others = [(other, copied) for other, its_outlet, copied in of_story[-_MOST:] if its_outlet != outlet]
        language = language_of(title, text, language) if others else ""
        original = next((other for other, copied in others if is_short_copy(told, copied, language)), None)
        if original is None:
            of_story.append((entry, outlet, told))
        else:
            found.append((original, entry))
    connection.executemany("UPDATE entry SET copy_of = ? WHERE id = ?", found)
