"""The most central article of each story (core.clustering.central_article)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsdiff.core.clustering.packed_members import unpack_weights

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newsdiff.core.clustering.items import ClusterMember

MOST = 200
"""Entries of a story that are looked at, the newest ones."""

# A copy counts where the text that it is a copy of does not show in the story.
_VISIBLE = """
    SELECT story_member.entry_id, told.story_id, day, feed.outlet_key, story_member.language,
        coalesce(story_member.title, told.title), column_name, terms, weights, told.copy_of IS NOT NULL AND EXISTS (
            SELECT 1 FROM entry AS original
            WHERE original.id = told.copy_of AND original.story_id = told.story_id AND original.muted = 0
                AND original.removed = 0
        )
    FROM entry AS told JOIN feed ON feed.id = told.feed_id LEFT JOIN story_member ON entry_id = told.id
    WHERE told.story_id = ? AND told.muted = 0 AND told.removed = 0 ORDER BY told.published DESC, told.id DESC LIMIT ?
"""


def set_all(connection: sqlite3.Connection) -> None:
    """Choose the central article of every story of several entries."""
    set_central(connection, [one for (one,) in connection.execute("SELECT id FROM story WHERE entries > 1")])


def set_moved(connection: sqlite3.Connection, moves: Iterable[Sequence[int]]) -> list[tuple[int, int | None]]:
    """Choose the central article of the stories between which entries were moved.

    Args:
        connection: To the store.
        moves: Of each entry its id, its story before and its story now.

    Returns:
        The stories that have another one now, each with the one before.
    """
    return set_central(connection, sorted({story for _, *stories in moves for story in stories}))


def set_central(connection: sqlite3.Connection, stories: Iterable[int]) -> list[tuple[int, int | None]]:
    """Choose the central article of stories whose entries have changed; gives the same as `set_moved`.

    A story keeps the one that it has where the words of its entries are not known any more.
    """
    changed: list[tuple[int, int | None]] = []
    # It needs rapidfuzz, which the first frame does not wait for.
    from newsdiff.core.clustering.central_article import central_article

    for story in stories:
        row = connection.execute("SELECT central FROM story WHERE id = ?", (story,)).fetchone()
        if row is None:
            continue
        shown, earlier = _members(connection.execute(_VISIBLE, (story, MOST)).fetchall())
        found = central_article(shown, earlier, row[0])
        if found is not None and found != row[0]:
            connection.execute("UPDATE story SET central = ? WHERE id = ?", (found, story))
            changed.append((story, row[0]))
    return changed


def _members(rows: Iterable[tuple[Any, ...]]) -> tuple[list[ClusterMember], list[ClusterMember]]:
    """The newest entry of each outlet, of which a story has its headline, and its other entries."""
    from newsdiff.core.clustering.items import ClusterMember, compared_title

    shown: list[ClusterMember] = []
    earlier: list[ClusterMember] = []
    seen: set[str] = set()
    for key, story, day, outlet, language, title, series, terms, weights, is_copy in rows:
        if is_copy:
            continue
        if key is not None:
            found = unpack_weights(terms, weights)
            member = ClusterMember(key, story, day, outlet, language, compared_title(title), series, found)
            (earlier if outlet in seen else shown).append(member)
        seen.add(outlet)
    return shown, earlier
