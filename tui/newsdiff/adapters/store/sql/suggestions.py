"""Finds stored articles that may belong to a story: those of stories that only one outlet tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql import entries
from newsdiff.adapters.store.sqlite.columns import to_json
from newsdiff.core.clustering.index import MAX_DAYS_APART
from newsdiff.core.clustering.packed_members import unpack_member
from newsdiff.core.clustering.suggestions import MIN_TERMS, heaviest_terms, suggested

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newsdiff.core.clustering.items import ClusterMember
    from newsdiff.core.library.feeds import Entry

MEMBER = """
    story_member.entry_id, entry.story_id, day, feed.outlet_key, story_member.language,
    coalesce(story_member.title, entry.title), column_name, terms, weights
"""
"""The columns of a clustered entry, of which `unpack_member` makes one."""

OWN = f"""
    SELECT {MEMBER} FROM entry JOIN story_member ON entry_id = entry.id JOIN feed ON feed.id = feed_id
    WHERE story_id = ? AND muted = 0 AND entry.removed = 0
"""  # noqa: S608 -- texts of ours
"""The clustered entries of a story that are visible."""

# Looking for terms in the text is quicker than taking it apart.
_OTHERS = f"""
    SELECT {MEMBER} FROM story_member JOIN entry ON entry.id = entry_id JOIN story ON story.id = entry.story_id
    JOIN feed ON feed.id = feed_id
    WHERE day BETWEEN ? AND ? AND entry.story_id <> ? AND story.outlets = 1 AND muted = 0 AND entry.removed = 0
        AND never_group = 0
        AND (SELECT count(*) FROM json_each(?) AS term WHERE instr(' ' || terms || ' ', term.value)) >= {MIN_TERMS}
        AND NOT EXISTS (
            SELECT 1 FROM story_link JOIN entry AS kept_apart ON kept_apart.id IN (a, b)
            WHERE together = 0 AND entry.id IN (a, b) AND kept_apart.story_id = ?
        )
"""  # noqa: S608 -- texts of ours


def suggestions(connection: sqlite3.Connection, story: int) -> tuple[Entry, ...]:
    """The articles that may belong to a story, the closest first.

    They are from stories of one outlet, were published within a few days of it, and the user has not kept them apart
    from it.
    """
    own = list(map(unpack_member, connection.execute(OWN, (story,))))
    if not own:
        return ()
    terms = terms_to_find(own)
    days = [member.day for member in own]
    first, last = min(days) - MAX_DAYS_APART, max(days) + MAX_DAYS_APART
    others = map(unpack_member, connection.execute(_OTHERS, (first, last, story, terms, story)))
    return entries.some(connection, suggested(own, others))


def terms_to_find(some: Sequence[ClusterMember]) -> str:
    """The heaviest terms of clustered entries, each between spaces, as they are found in those of others; as JSON."""
    return to_json(f" {term} " for term in heaviest_terms(some))
