"""Finds the articles of a story that may not belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.store.sql.suggestions import MEMBER, OWN, terms_to_find
from newsdiff.core.clustering.doubts import is_doubtful, weakly_tied
from newsdiff.core.clustering.index import MAX_DAYS_APART
from newsdiff.core.clustering.packed_members import unpack_member
from newsdiff.core.clustering.suggestions import MIN_TERMS

if TYPE_CHECKING:
    import sqlite3

# Looking for terms in the text is quicker than taking it apart.
_RIVALS = f"""
    SELECT {MEMBER} FROM story_member JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id
    WHERE day BETWEEN ? AND ? AND entry.story_id <> ? AND muted = 0 AND entry.removed = 0
        AND (SELECT count(*) FROM json_each(?) AS term WHERE instr(' ' || terms || ' ', term.value)) >= {MIN_TERMS}
"""  # noqa: S608 -- texts of ours
_PUT_HERE = """
    SELECT 1 FROM story_link JOIN entry AS other ON other.id IN (a, b) AND other.id <> ?1
    WHERE together = 1 AND ?1 IN (a, b) AND other.story_id = ?2
"""


def doubtful(connection: sqlite3.Connection, story: int, central: int) -> frozenset[int]:
    """The ids of the visible entries of a story that may not belong to it; none that the user put there.

    Args:
        connection: To the store.
        story: The story, which was not merged into another.
        central: The id of the entry of its headline.
    """
    own = list(map(unpack_member, connection.execute(OWN, (story,))))
    found = set()
    for article in weakly_tied(own, central):
        if connection.execute(_PUT_HERE, (article.key, story)).fetchone():
            continue
        days = article.day - MAX_DAYS_APART, article.day + MAX_DAYS_APART
        rivals = map(unpack_member, connection.execute(_RIVALS, (*days, story, terms_to_find([article]))))
        if is_doubtful(article, own, central, rivals):
            found.add(article.key)
    return frozenset(found)
