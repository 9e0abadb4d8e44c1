"""The reader's word on stories: split, merge, move, pin, lead, never group. Each can be undone to the letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters.store.sql import undo_log
from newsdiff.adapters.store.sqlite.columns import to_json
from newsdiff.core.library.undo import UndoneStep
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

_SHOWN = "SELECT id FROM entry WHERE story_id = ? AND muted = 0 AND removed = 0 ORDER BY published, id"
_ALL = "SELECT id FROM entry WHERE story_id = ? ORDER BY published, id"

# Where a feed has a story for itself, the first of its entries keeps it, and with it what the reader said of it.
_SHARING = """
    SELECT id, story_id FROM entry WHERE feed_id = ?1 AND story_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM entry AS other WHERE other.story_id = entry.story_id
            AND (other.feed_id <> ?1 OR (other.published, other.id) < (entry.published, entry.id))
    ) ORDER BY published, id
"""

Column = Literal["lead", "pinned", "watched"]


class _Change:
    """Changes as they are made, with what was before, so that they can be taken back."""

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
        """Says that two belong together, or do not; an earlier word on the two gives way."""
        a, b = min(a, b), max(a, b)
        if a != b:
            self._put_link(a, b, int(together))

    def unlink(self, some: Collection[int], others: Collection[int], *, together: bool) -> None:
        """Takes back earlier words between two sets of entries."""
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
        value = {
            "moves": self._moves,
            "links": self._links,
            "aliases": self._aliases,
            "columns": self._columns,
            "feeds": self._feeds,
        }
        entries = [entry for entry, _, _ in self._moves]
        undo_log.record(self._connection, "story", json.dumps(value), entries, done)
        spoken(self._connection)

    def _put_link(self, a: int, b: int, together: int | None) -> None:
        row = self._connection.execute("SELECT together FROM story_link WHERE (a, b) = (?, ?)", (a, b)).fetchone()
        _set_link(self._connection, a, b, together)
        self._links.append((a, b, row[0] if row else None))


def split(connection: sqlite3.Connection, story: int, entries: Collection[int]) -> int:
    """Makes a story of its own of some entries of a story, and gives its id.

    Raises:
        StoreError: They are not all in it, or they are all that is in it.
    """
    story = resolve_alias(connection, story)
    every, shown = _ids(connection, _ALL, story), _ids(connection, _SHOWN, story)
    out = [one for one in every if one in set(entries)]
    if not out or len(out) != len(set(entries)):
        raise StoreError("Not all of these articles are in that story any more, so nothing was split off.")
    if not set(shown) - set(out):
        raise StoreError("These are all the articles of that story, so nothing was split off.")
    rest = [one for one in every if one not in set(out)]
    change = _Change(connection)
    new = change.new_story()
    _part(change, out, rest)
    change.move(out, new)
    _drop_lead(connection, change, story, out)
    change.record(UndoneStep("split", len(out)))
    return new


def merge(connection: sqlite3.Connection, stories: Sequence[int]) -> int:
    """Makes one story of several, and gives its id: that of the oldest. The other ids go on to lead to it.

    Raises:
        StoreError: There are not two of them.
    """
    found = sorted({resolve_alias(connection, one) for one in stories})
    members = {one: _ids(connection, _ALL, one) for one in found}
    found = [one for one in found if members[one]]
    if len(found) < 2:
        raise StoreError("It takes two stories to merge; nothing was changed.")
    stays, *others = found
    change = _Change(connection)
    joined = list(members[stays])
    for one in others:
        change.unlink(joined, members[one], together=False)
        change.link(joined[0], members[one][0], together=True)
        joined += members[one]
        change.move(members[one], stays)
        change.alias(one, stays)
    _carry_over(connection, change, stays, others)
    change.record(UndoneStep("merge", len(found)))
    return stays


def move(connection: sqlite3.Connection, entries: Collection[int], story: int) -> None:
    """Puts entries into another story.

    Raises:
        StoreError: An entry or the story is not there, or an entry stands in that story.
    """
    story = resolve_alias(connection, story)
    there = _ids(connection, _ALL, story)
    homes = {entry: story_of(connection, entry) for entry in entries}
    if not homes or None in homes.values() or not there:
        raise StoreError("That article or that story is not there any more, so nothing was moved.")
    if story in homes.values():
        raise StoreError("That article is in that story already, so nothing was moved.")
    change = _Change(connection)
    for before in sorted({home for home in homes.values() if home is not None}):
        out = [entry for entry, home in homes.items() if home == before]
        left = [one for one in _ids(connection, _ALL, before) if one not in out]
        _part(change, out, left)
        change.unlink(out, there, together=False)
        change.link(out[0], there[0], together=True)
        change.move(out, story)
        _drop_lead(connection, change, before, out)
        if not left:
            change.alias(before, story)
    change.record(UndoneStep("move", len(homes)))


def adopt(connection: sqlite3.Connection, entry: int, story: int) -> None:
    """Puts an entry into a story, where the reader has added it, whether it was placed before or not.

    Raises:
        StoreError: The entry or the story is not there, or the entry stands in that story.
    """
    if story_of(connection, entry) is None and _ids(connection, _ALL, resolve_alias(connection, story)):
        # On its own first, so that undoing leaves it somewhere.
        (alone,) = connection.execute("INSERT INTO story DEFAULT VALUES RETURNING id").fetchone()
        connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (alone, entry))
        connection.execute("DELETE FROM story_pending WHERE entry_id = ?", (entry,))
    move(connection, [entry], story)


def never_group(connection: sqlite3.Connection, feed: int, *, on: bool) -> int:
    """Takes a feed's entries out of the stories that they share, or lets the coming ones be grouped again; tells how
    many have left. Raises StoreError where there is no such feed."""
    row = connection.execute("SELECT outlet FROM feed WHERE id = ? AND removed = 0", (feed,)).fetchone()
    if row is None:
        raise StoreError("That feed is not in the store any more, so nothing was changed.")
    change = _Change(connection)
    change.never_group(feed, on=on)
    out = connection.execute(_SHARING, (feed,)).fetchall() if on else []
    for entry, story in out:
        _drop_lead(connection, change, story, [entry])
        change.move([entry], change.new_story())
    change.record(UndoneStep("never_group" if on else "group_again", names=(row[0],)))
    return len(out)


def put(
    connection: sqlite3.Connection, story: int, column: Column, value: int | None, done: UndoneStep | None = None
) -> None:
    """Sets the lead, pins or watches a story; `done` says what that was for undo, and None that it is not for undo.

    Raises:
        StoreError: The story is not there, or the lead is not in it.
    """
    story = resolve_alias(connection, story)
    there = _ids(connection, _ALL, story)
    if not there:
        raise StoreError("That story is not there any more, so nothing was changed.")
    if column == "lead" and value is not None and value not in there:
        raise StoreError("That article is not in that story, so it cannot lead it.")
    change = _Change(connection)
    change.put(story, column, value)
    if done is not None:
        change.record(done)


def news_from_now(connection: sqlite3.Connection, story: int) -> None:
    """From now on something about a watched story is new that is not there yet."""
    connection.execute("UPDATE story SET told = touched WHERE id = ?", (story,))


def take_back(connection: sqlite3.Connection, value: str) -> None:
    """Undoes a change, as `deeds` has kept it. What has been changed otherwise since then stays."""
    told = json.loads(value)
    for entry, before, after in reversed(told["moves"]):
        connection.execute("UPDATE entry SET story_id = ? WHERE id = ? AND story_id = ?", (before, entry, after))
    for a, b, together in reversed(told["links"]):
        _set_link(connection, a, b, together)
    for gone in told["aliases"]:
        connection.execute("DELETE FROM story_alias WHERE id = ?", (gone,))
    columns: dict[Column, str] = {
        "lead": "UPDATE story SET lead = ? WHERE id = ?",
        "pinned": "UPDATE story SET pinned = ? WHERE id = ?",
        "watched": "UPDATE story SET watched = ? WHERE id = ?",
    }
    for story, column, before in reversed(told["columns"]):
        connection.execute(columns[column], (before, story))
    for feed, before in reversed(told["feeds"]):
        connection.execute("UPDATE feed SET never_group = ? WHERE id = ?", (before, feed))
    spoken(connection)


def spoken(connection: sqlite3.Connection) -> None:
    """Lets whoever is placing entries know that stories were changed under it."""
    connection.execute("UPDATE story_state SET deeds = deeds + 1")


def resolve_alias(connection: sqlite3.Connection, story: int) -> int:
    """The story that an id leads to: itself, or what it was merged into."""
    seen = {story}
    while True:
        row = connection.execute("SELECT story_id FROM story_alias WHERE id = ?", (story,)).fetchone()
        if row is None or row[0] in seen:
            return story
        story = row[0]
        seen.add(story)


def story_of(connection: sqlite3.Connection, entry: int) -> int | None:
    """The story of an entry; None where it has none yet, or is not there."""
    row = connection.execute("SELECT story_id FROM entry WHERE id = ?", (entry,)).fetchone()
    return row[0] if row else None


def _part(change: _Change, out: Sequence[int], rest: Sequence[int]) -> None:
    """Keeps the word that some entries do not belong to the others, and that they belong together."""
    change.unlink(out, rest, together=True)
    for one in out[1:]:
        change.link(out[0], one, together=True)
    for other in rest:
        change.link(out[0], other, together=False)


def _drop_lead(connection: sqlite3.Connection, change: _Change, story: int, out: Collection[int]) -> None:
    (lead,) = connection.execute("SELECT lead FROM story WHERE id = ?", (story,)).fetchone()
    if lead in out:
        change.put(story, "lead", None)


def _carry_over(connection: sqlite3.Connection, change: _Change, stays: int, others: Sequence[int]) -> None:
    """What the reader has said of the stories that end holds for the one that stays."""
    rows = connection.execute(
        "SELECT lead, pinned, watched FROM json_each(?) AS chosen CROSS JOIN story ON story.id = value "
        "ORDER BY chosen.key",
        (to_json([stays, *others]),),
    )
    leads, pinned, watched = zip(*rows, strict=True)
    change.put(stays, "lead", next((lead for lead in leads if lead is not None), None))
    change.put(stays, "pinned", max(pinned))
    change.put(stays, "watched", max(watched))
    if any(watched):
        # What the reader has brought together is no news to them.
        news_from_now(connection, stays)


def _set_link(connection: sqlite3.Connection, a: int, b: int, together: int | None) -> None:
    if together is None:
        connection.execute("DELETE FROM story_link WHERE (a, b) = (?, ?)", (a, b))
    else:
        connection.execute("INSERT OR REPLACE INTO story_link VALUES (?, ?, ?)", (a, b, together))


def _ids(connection: sqlite3.Connection, query: str, story: int) -> list[int]:
    return [found for (found,) in connection.execute(query, (story,))]
