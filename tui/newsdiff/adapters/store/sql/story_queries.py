"""Stories: pages of lists, summaries, entries and timelines, and the results of comparing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.store.schema.outlet_keys import shown_name
from newsdiff.adapters.store.sql import entries
from newsdiff.adapters.store.sql.list_query import select
from newsdiff.adapters.store.sql.story_edits import resolve_alias
from newsdiff.adapters.store.sqlite.columns import clean_line, moment, ticks, to_json
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.stories import Compared, OutletVersion, StorySummary, TimelineEvent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import Happened, StoryScope

NEVER_COMPARED = -1
"""Stands for the number of differing figures in a story that was never compared."""

_ORDERS = {
    "newest": ("newest", "id"),
    "outlets": ("outlets", "newest", "id"),
    "differing": (f"coalesce(figures, {NEVER_COMPARED})", "newest", "id"),
}
_STORIES = """
    SELECT story.id, first, newest, entries, unread, starred, revised, lead, central, pinned, watched,
        coalesce(touched > seen, 0), compared, version, common, reworded, only_one, figures
    FROM json_each(?) AS chosen CROSS JOIN story ON story.id = value WHERE entries > 0 ORDER BY chosen.key
"""
_STORY_ENTRIES = """
    SELECT story_id, entry.id, entry.title, outlet, outlet_key, published, copy_of, day_only,
        day_only = 0 AND published <> first_seen
    FROM json_each(?) AS chosen CROSS JOIN entry ON story_id = value JOIN feed ON feed.id = feed_id
    WHERE muted = 0 AND entry.removed = 0 ORDER BY story_id, published, entry.id
"""
_TAGS = """
    SELECT DISTINCT story_id, tag FROM json_each(?) AS chosen CROSS JOIN entry ON story_id = value
    JOIN entry_tag ON entry_id = entry.id WHERE muted = 0 AND removed = 0 ORDER BY tag
"""
_VISIBLE = "SELECT id FROM entry WHERE story_id = ? AND muted = 0 AND removed = 0 ORDER BY published, id"
_UNCOMPARED = """
    SELECT id FROM story WHERE entries > 0 AND outlets > 1 AND (compared IS NULL OR compared < version)
    ORDER BY newest DESC, id DESC LIMIT ?
"""
_REVISIONS = """
    SELECT entry.id, outlet, outlet_key, entry.title, until FROM entry JOIN feed ON feed.id = feed_id
    JOIN revision ON entry_id = entry.id WHERE story_id = ? AND muted = 0 AND entry.removed = 0
"""


@dataclass(slots=True)
class _Outlet:
    """An outlet of a story, while its entries are counted."""

    outlet: str
    entries: list[tuple[int, int, bool]] = field(default_factory=list)
    """Of each entry: the time, the id, and whether it copies another outlet's text; the earliest first."""
    copied: int | None = None
    """The entry whose text it copies, as long as it has no text of its own."""
    also: list[str] = field(default_factory=list)


def page(
    connection: sqlite3.Connection, scope: StoryScope, limit: int, after: StorySummary | None, now: datetime
) -> tuple[StorySummary, ...]:
    """At most `limit` stories of a list, those after a summary, or the first. Raises QueryError."""
    where, values = _chosen(connection, scope, now)
    order = _ORDERS[scope.order]
    if after is not None:
        where += f" AND ({', '.join(order)}) < ({', '.join('?' for _ in order)})"
        values += _position(scope, after)
    by = ", ".join(f"{one} DESC" for one in order)
    rows = connection.execute(f"SELECT id FROM story WHERE {where} ORDER BY {by} LIMIT ?", (*values, limit))  # noqa: S608 -- texts of ours; what comes from outside is bound
    return summaries(connection, [found for (found,) in rows])


def count(connection: sqlite3.Connection, scope: StoryScope, now: datetime) -> int:
    """How many stories a list has. Raises QueryError."""
    where, values = _chosen(connection, scope, now)
    found: int = connection.execute(f"SELECT count(*) FROM story WHERE {where}", values).fetchone()[0]  # noqa: S608 -- as above
    return found


def summaries(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[StorySummary, ...]:
    """The stories with these ids, in that order, each once. One that was merged stands for what it was merged into."""
    chosen = to_json(dict.fromkeys(resolve_alias(connection, one) for one in ids))
    story_entries: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for story, *row in connection.execute(_STORY_ENTRIES, (chosen,)):
        story_entries[story].append(tuple(row))
    tags: dict[int, list[str]] = defaultdict(list)
    for story, tag in connection.execute(_TAGS, (chosen,)):
        tags[story].append(tag)
    rows = connection.execute(_STORIES, (chosen,)).fetchall()
    return tuple(_summary(row, story_entries[row[0]], tags[row[0]]) for row in rows if story_entries[row[0]])


def visible_entries(connection: sqlite3.Connection, story: int) -> tuple[Entry, ...]:
    """The visible entries of a story, the earliest first."""
    return entries.some(
        connection, [one for (one,) in connection.execute(_VISIBLE, (resolve_alias(connection, story),))]
    )


def uncompared(connection: sqlite3.Connection, limit: int) -> tuple[int, ...]:
    """The newest stories of several outlets that have no result of comparing, or a stale one."""
    return tuple(found for (found,) in connection.execute(_UNCOMPARED, (limit,)))


def set_compared(connection: sqlite3.Connection, story: int, version: int, found: Compared) -> None:
    """Store the result of comparing a version of a story.

    If the story was merged since, the other one gets no result: the two count their versions separately.
    """
    connection.execute(
        "UPDATE story SET compared = ?, common = ?, reworded = ?, only_one = ?, figures = ? WHERE id = ?",
        (version, found.common, found.reworded, found.only, found.figures, story),
    )


def make_stale(connection: sqlite3.Connection, story: int) -> None:
    """Have the result of comparing a story count for an earlier version of it."""
    connection.execute("UPDATE story SET version = version + 1 WHERE id = ?", (resolve_alias(connection, story),))


def mark_seen(connection: sqlite3.Connection, story: int) -> None:
    """Record that the user has seen a story as it is now."""
    connection.execute(
        "UPDATE story SET seen = touched, told = CASE WHEN watched = 1 THEN touched ELSE told END WHERE id = ?",
        (resolve_alias(connection, story),),
    )


def timeline(connection: sqlite3.Connection, story: int) -> tuple[TimelineEvent, ...]:
    """What happened in a story, in order of time."""
    story = resolve_alias(connection, story)
    found: list[tuple[int, int, str, str, Happened, bool]] = []
    seen: set[str] = set()
    rows = connection.execute(_STORY_ENTRIES, (to_json([story]),)).fetchall()
    # Whatever has no time may have been there before what has one.
    first_known = all(timed for *_, timed in rows)
    for _, entry, title, outlet, key, published, _, _, timed in rows:
        kind: Happened = "again" if key in seen else "first" if first_known and not seen else "joined"
        found.append((published, entry, shown_name(outlet, key), title, kind, bool(timed)))
        seen.add(key)
    if not found:
        return ()
    begin = found[0][0]
    found += (
        (until, entry, shown_name(outlet, key), title, "revised", True)
        for entry, outlet, key, title, until in connection.execute(_REVISIONS, (story,))
    )
    found.sort(key=lambda one: one[:2])
    return tuple(
        TimelineEvent(moment(at), clean_line(outlet), entry, clean_line(title), kind, (at - begin) / 1e6, timed)
        for at, entry, outlet, title, kind, timed in found
    )


def _chosen(connection: sqlite3.Connection, scope: StoryScope, now: datetime) -> tuple[str, list[Any]]:
    """The stories of a list, as the condition of a WHERE clause with its values."""
    where, values = ["entries > 0"], list[Any]()
    if scope.unread:
        where.append("unread > 0")
    if scope.starred:
        where.append("starred > 0")
    if scope.watched:
        where.append("watched = 1")
    if scope.min_outlets > 1:
        where.append("outlets >= ?")
        values.append(scope.min_outlets)
    if scope.since is not None:
        where.append("newest >= ?")
        values.append(ticks(scope.since))
    for kind, value in (("tag", scope.tag), ("search", scope.search)):
        if value.strip():
            chosen = select(connection, ListScope(kind, value), now)  # type: ignore[arg-type]  # the two names are kinds
            where.append(f"id IN (SELECT story_id FROM {chosen.source} WHERE {chosen.where})")  # noqa: S608 -- as above
            values += chosen.values
    return " AND ".join(where), values


def _position(scope: StoryScope, summary: StorySummary) -> tuple[int, ...]:
    """The position of a story in a list, as the values of the columns by which it is ordered."""
    newest = ticks(summary.newest)
    if scope.order == "outlets":
        return summary.outlets, newest, summary.id
    if scope.order == "differing":
        return summary.compared.figures if summary.compared else NEVER_COMPARED, newest, summary.id
    return newest, summary.id


def _summary(row: tuple[Any, ...], story_entries: Sequence[tuple[Any, ...]], tags: Sequence[str]) -> StorySummary:
    story, first, newest, number, unread, starred, revised, lead, central, pinned, watched, fresh, *counts = row
    titles = {entry: title for entry, title, *_ in story_entries}
    versions = _versions(story_entries)
    if lead not in titles:
        opening = [one.entry for one in versions]
        lead = central if central in opening else next(iter(opening), story_entries[0][0])
    return StorySummary(
        story,
        clean_line(titles[lead]),
        lead,
        versions,
        number,
        moment(first),
        moment(newest),
        unread,
        starred,
        revised,
        _compared(*counts),
        fresh=bool(fresh),
        watched=bool(watched),
        pinned=bool(pinned),
        tags=tuple(map(clean_line, tags)),
        version=counts[1],
        newest_day_only=all(day for *_, published, _, day, _ in story_entries if published == newest),
    )


def _compared(
    compared: int | None, version: int, common: int, reworded: int, only: int, figures: int
) -> Compared | None:
    if compared is None:
        return None
    return Compared(common, reworded, only, figures, stale=compared != version)


def _versions(story_entries: Sequence[tuple[Any, ...]]) -> tuple[OutletVersion, ...]:
    """The versions of a story's outlets, from its entries in order.

    An outlet that has only copies of others' texts is listed with the outlet of the first of these. There are as many
    versions as the trigger `story_told` counts outlets: feeds with one key are of one outlet.
    """
    key_of = {entry: key for entry, _, _, key, *_ in story_entries}
    outlets: dict[str, _Outlet] = {}
    for entry, _, outlet, key, published, copy_of, *_ in story_entries:
        copies = copy_of in key_of
        found = outlets.setdefault(key, _Outlet(clean_line(shown_name(outlet, key)), copied=copy_of))
        found.entries.append((published, entry, copies))
        if not copies:
            found.copied, found.outlet = None, clean_line(shown_name(outlet, key))
    for one in outlets.values():
        if one.copied is not None:
            outlets[key_of[one.copied]].also.append(one.outlet)
    return tuple(_version(one) for one in outlets.values() if one.copied is None)


def _version(one: _Outlet) -> OutletVersion:
    newest_first = one.entries[::-1]
    published, newest, _ = next(entry for entry in newest_first if not entry[2])
    others = tuple(entry for _, entry, _ in newest_first if entry != newest)
    return OutletVersion(one.outlet, newest, moment(published), len(one.entries), tuple(one.also), others)
