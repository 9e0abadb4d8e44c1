"""The user's edits of stories: split, merge, move, pin, lead, never group. Each can be undone exactly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.schema import central_articles
from newsdiff.adapters.store.sql import undo_log
from newsdiff.adapters.store.sqlite.columns import to_json
from newsdiff.core.library.undo import UndoneStep
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

_VISIBLE = "SELECT id FROM entry WHERE story_id = ? AND muted = 0 AND removed = 0 ORDER BY published, id"
_ALL = "SELECT id FROM entry WHERE story_id = ? ORDER BY published, id"

# Where all entries of a story are of this feed, the first keeps the story, and with it the user's decisions about it.
_SHARING = """
    SELECT id, story_id FROM entry WHERE feed_id = ?1 AND story_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM entry AS other WHERE other.story_id = entry.story_id
            AND (other.feed_id <> ?1 OR (other.published, other.id) < (entry.published, entry.id))
    ) ORDER BY published, id
"""

Column = Literal["lead", "central", "pinned", "watched"]


class _StoryEdit:
    """Makes changes, and records what was there before, so that they can be undone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._moves: list[tuple[int, int, int]] = []
        self._links: list[tuple[int, int, int | None]] = []
        self._aliases: list[int] = []
        self._columns: list[tuple[int, Column, int | None]] = []
        self._feeds: list[tuple[int, int]] = []

    def new_story(self) -> int:
        (number,) = self._connection.execute("INSERT INTO story DEFAULT VALUES RETURNING id").fetchone()
        found: int = number
        return found

    def move(self, entries: Iterable[int], story: int) -> None:
        for entry in entries:
            (before,) = self._connection.execute("SELECT story_id FROM entry WHERE id = ?", (entry,)).fetchone()
            self._connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (story, entry))
            self._moves.append((entry, before, story))

    def link(self, a: int, b: int, *, together: bool) -> None:
        """Record the decision that two entries belong together, or do not. It replaces an earlier one."""
        a, b = min(a, b), max(a, b)
        if a != b:
            self._put_link(a, b, int(together))

    def unlink(self, some: Collection[int], others: Collection[int], *, together: bool) -> None:
        """Remove earlier decisions between two sets of entries."""
        rows = self._connection.execute(
            "SELECT a, b FROM story_link WHERE together = ?3 AND ("
            "a IN (SELECT value FROM json_each(?1)) AND b IN (SELECT value FROM json_each(?2)) OR "
            "b IN (SELECT value FROM json_each(?1)) AND a IN (SELECT value FROM json_each(?2)))",
            (to_json(some), to_json(others), together),
        ).fetchall()
        for a, b in rows:
            self._put_link(a, b, None)

    def alias(self, gone: int, stays: int) -> None:
        self._connection.execute("INSERT OR REPLACE INTO story_alias VALUES (?, ?)", (gone, stays))
        self._aliases.append(gone)

    def put(self, story: int, column: Column, value: int | None) -> None:
        (before,) = self._connection.execute(f"SELECT {column} FROM story WHERE id = ?", (story,)).fetchone()  # noqa: S608 -- a name of ours
        if before != value:
            self._connection.execute(f"UPDATE story SET {column} = ? WHERE id = ?", (value, story))  # noqa: S608 -- a name of ours
            self._columns.append((story, column, before))

    def never_group(self, feed: int, *, on: bool) -> None:
        (before,) = self._connection.execute("SELECT never_group FROM feed WHERE id = ?", (feed,)).fetchone()
        self._connection.execute("UPDATE feed SET never_group = ? WHERE id = ?", (on, feed))
        self._feeds.append((feed, before))

    def record(self, done: UndoneStep) -> None:
        """Record all of it as one undo step."""
        changed = central_articles.set_moved(self._connection, self._moves)
        self._columns += [(story, "central", before) for story, before in changed]
        value = {
            "moves": self._moves,
            "links": self._links,
            "aliases": self._aliases,
            "columns": self._columns,
            "feeds": self._feeds,
        }
        entries = [entry for entry, _, _ in self._moves]
        undo_log.record(self._connection, "story", json.dumps(value), entries, done)
        count_edit(self._connection)

    def _put_link(self, a: int, b: int, together: int | None) -> None:
        row = self._connection.execute("SELECT together FROM story_link WHERE (a, b) = (?, ?)", (a, b)).fetchone()
        _set_link(self._connection, a, b, together)
        self._links.append((a, b, row[0] if row else None))


def split(connection: sqlite3.Connection, story: int, entries: Collection[int]) -> int:
    """Move some entries of a story into a new one, and return its id.

    Raises:
        StoreError: They are not all in the story, or nothing else is in it.
    """
    story = resolve_alias(connection, story)
    every, visible = _ids(connection, _ALL, story), _ids(connection, _VISIBLE, story)
    out = [one for one in every if one in set(entries)]
    if not out or len(out) != len(set(entries)):
        raise StoreError("Not all of these articles are in that story any more, so nothing was split off.")
    if not set(visible) - set(out):
        raise StoreError("These are all the articles of that story, so nothing was split off.")
    rest = [one for one in every if one not in set(out)]
    edit = _StoryEdit(connection)
    new = edit.new_story()
    _separate(edit, out, rest)
    edit.move(out, new)
    _drop_lead(connection, edit, story, out)
    edit.record(UndoneStep("split", len(out)))
    return new


def merge(connection: sqlite3.Connection, stories: Sequence[int]) -> int:
    """Merge stories into the oldest of them, and return its id. From then on the other ids stand for it.

    Raises:
        StoreError: There are fewer than two.
    """
    found = sorted({resolve_alias(connection, one) for one in stories})
    members = {one: _ids(connection, _ALL, one) for one in found}
    found = [one for one in found if members[one]]
    if len(found) < 2:
        raise StoreError("It takes two stories to merge; nothing was changed.")
    stays, *others = found
    edit = _StoryEdit(connection)
    joined = list(members[stays])
    for one in others:
        edit.unlink(joined, members[one], together=False)
        edit.link(joined[0], members[one][0], together=True)
        joined += members[one]
        edit.move(members[one], stays)
        edit.alias(one, stays)
    _carry_over(connection, edit, stays, others)
    edit.record(UndoneStep("merge", len(found)))
    return stays


def move(connection: sqlite3.Connection, entries: Collection[int], story: int) -> None:
    """Move entries into another story.

    Raises:
        StoreError: An entry or the story does not exist, or an entry is in that story already.
    """
    story = resolve_alias(connection, story)
    present = _ids(connection, _ALL, story)
    stories = {entry: story_of(connection, entry) for entry in entries}
    if not stories or None in stories.values() or not present:
        raise StoreError("That article or that story is not there any more, so nothing was moved.")
    if story in stories.values():
        raise StoreError("That article is in that story already, so nothing was moved.")
    edit = _StoryEdit(connection)
    for before in sorted({one for one in stories.values() if one is not None}):
        out = [entry for entry, one in stories.items() if one == before]
        left = [one for one in _ids(connection, _ALL, before) if one not in out]
        _separate(edit, out, left)
        edit.unlink(out, present, together=False)
        edit.link(out[0], present[0], together=True)
        edit.move(out, story)
        _drop_lead(connection, edit, before, out)
        if not left:
            edit.alias(before, story)
    edit.record(UndoneStep("move", len(stories)))


def adopt(connection: sqlite3.Connection, entry: int, story: int) -> None:
    """Move an entry that the user has added into a story, whether it had a story before or not.

    Raises:
        StoreError: The entry or the story does not exist, or the entry is in that story already.
    """
    if story_of(connection, entry) is None and _ids(connection, _ALL, resolve_alias(connection, story)):
        # First into a story of its own, to which undoing can return it.
        (alone,) = connection.execute("INSERT INTO story DEFAULT VALUES RETURNING id").fetchone()
        connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (alone, entry))
        connection.execute("DELETE FROM story_pending WHERE entry_id = ?", (entry,))
    move(connection, [entry], story)


def take_out(connection: sqlite3.Connection, entry: int, story: int) -> bool:
    """Undoes the last edit of an entry, if that moved it into this story; whether it was one.

    Edits of other entries since then stay.
    """
    story = resolve_alias(connection, story)
    step = undo_log.take_last_of(
        connection, "story", [entry], lambda value: [move[2] for move in json.loads(value)["moves"]] == [story]
    )
    if step is not None:
        take_back(connection, step.value)
    return step is not None


def never_group(connection: sqlite3.Connection, feed: int, *, on: bool) -> int:
    """Move the entries of a feed out of the stories that they share with others, and keep later ones alone.

    With `on` false, later entries are clustered again.

    Returns:
        How many entries were moved.

    Raises:
        StoreError: There is no such feed.
    """
    row = connection.execute("SELECT outlet FROM feed WHERE id = ? AND removed = 0", (feed,)).fetchone()
    if row is None:
        raise StoreError("That feed is not in the store any more, so nothing was changed.")
    edit = _StoryEdit(connection)
    edit.never_group(feed, on=on)
    out = connection.execute(_SHARING, (feed,)).fetchall() if on else []
    for entry, story in out:
        _drop_lead(connection, edit, story, [entry])
        edit.move([entry], edit.new_story())
    edit.record(UndoneStep("never_group" if on else "group_again", names=(row[0],)))
    return len(out)


def put(
    connection: sqlite3.Connection, story: int, column: Column, value: int | None, done: UndoneStep | None = None
) -> None:
    """Set the lead of a story, pin it or watch it.

    Args:
        connection: To the store.
        story: The story.
        column: What to set.
        value: The lead's entry id or None; else 0 or 1.
        done: The undo step; None: it cannot be undone.

    Raises:
        StoreError: There is no such story, or the lead is not in it.
    """
    story = resolve_alias(connection, story)
    present = _ids(connection, _ALL, story)
    if not present:
        raise StoreError("That story is not there any more, so nothing was changed.")
    if column == "lead" and value is not None and value not in present:
        raise StoreError("That article is not in that story, so it cannot lead it.")
    edit = _StoryEdit(connection)
    edit.put(story, column, value)
    if done is not None:
        edit.record(done)


def news_from_now(connection: sqlite3.Connection, story: int) -> None:
    """Mark what there is about a watched story as seen, so that only what comes later is news."""
    connection.execute("UPDATE story SET told = touched WHERE id = ?", (story,))


def take_back(connection: sqlite3.Connection, value: str) -> None:
    """Undo an edit, from its undo step. What was changed in other ways since then stays."""
    step = json.loads(value)
    for entry, before, after in reversed(step["moves"]):
        connection.execute("UPDATE entry SET story_id = ? WHERE id = ? AND story_id = ?", (before, entry, after))
    for a, b, together in reversed(step["links"]):
        _set_link(connection, a, b, together)
    for gone in step["aliases"]:
        connection.execute("DELETE FROM story_alias WHERE id = ?", (gone,))
    columns: dict[Column, str] = {
        "lead": "UPDATE story SET lead = ? WHERE id = ?",
        "central": "UPDATE story SET central = ? WHERE id = ?",
        "pinned": "UPDATE story SET pinned = ? WHERE id = ?",
        "watched": "UPDATE story SET watched = ? WHERE id = ?",
    }
    for story, column, before in reversed(step["columns"]):
        connection.execute(columns[column], (before, story))
    for feed, before in reversed(step["feeds"]):
        connection.execute("UPDATE feed SET never_group = ? WHERE id = ?", (before, feed))
    central_articles.set_moved(connection, step["moves"])
    count_edit(connection)


def count_edit(connection: sqlite3.Connection) -> None:
    """Count an edit of stories, by which clustering notices that they have changed."""
    connection.execute("UPDATE story_state SET deeds = deeds + 1")


def resolve_alias(connection: sqlite3.Connection, story: int) -> int:
    """The story for which an id stands: itself, or the one into which it was merged."""
    seen = {story}
    while True:
        row = connection.execute("SELECT story_id FROM story_alias WHERE id = ?", (story,)).fetchone()
        if row is None or row[0] in seen:
            return story
        story = row[0]
        seen.add(story)


def story_of(connection: sqlite3.Connection, entry: int) -> int | None:
    """The story of an entry; None if it has none yet, or there is no such entry."""
    row = connection.execute("SELECT story_id FROM entry WHERE id = ?", (entry,)).fetchone()
    return row[0] if row else None


def _separate(edit: _StoryEdit, out: Sequence[int], rest: Sequence[int]) -> None:
    """Record that some entries belong together, and do not belong to the others."""
    edit.unlink(out, rest, together=True)
    for one in out[1:]:
        edit.link(out[0], one, together=True)
    for other in rest:
        edit.link(out[0], other, together=False)


def _drop_lead(connection: sqlite3.Connection, edit: _StoryEdit, story: int, out: Collection[int]) -> None:
    (lead,) = connection.execute("SELECT lead FROM story WHERE id = ?", (story,)).fetchone()
    if lead in out:
        edit.put(story, "lead", None)


def _carry_over(connection: sqlite3.Connection, edit: _StoryEdit, stays: int, others: Sequence[int]) -> None:
    """Apply to the remaining story what the user has decided about the ones that are merged into it."""
    rows = connection.execute(
        "SELECT lead, pinned, watched FROM json_each(?) AS chosen CROSS JOIN story ON story.id = value "
        "ORDER BY chosen.key",
        (to_json([stays, *others]),),
    )
    leads, pinned, watched = zip(*rows, strict=True)
    edit.put(stays, "lead", next((lead for lead in leads if lead is not None), None))
    edit.put(stays, "pinned", max(pinned))
    edit.put(stays, "watched", max(watched))
    if any(watched):
        # What the user has merged is no news to them.
        news_from_now(connection, stays)


def _set_link(connection: sqlite3.Connection, a: int, b: int, together: int | None) -> None:
    if together is None:
        connection.execute("DELETE FROM story_link WHERE (a, b) = (?, ?)", (a, b))
    else:
        connection.execute("INSERT OR REPLACE INTO story_link VALUES (?, ?, ?)", (a, b, together))


def _ids(connection: sqlite3.Connection, query: str, story: int) -> list[int]:
    return [found for (found,) in connection.execute(query, (story,))]
