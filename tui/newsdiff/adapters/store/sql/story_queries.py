"""Stories read from the store: pages of lists, what one consists of, how it has grown, what is new about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.store.sql import entries
from newsdiff.adapters.store.sql.list_query import select
from newsdiff.adapters.store.sql.story_edits import resolve_alias
from newsdiff.adapters.store.sqlite.columns import moment, ticks, to_json
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.stories import Compared, OutletVersion, StorySummary, TimelineEvent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import Happened, StoryScope

NEVER_COMPARED = -1

_ORDERS = {
    "newest": ("newest", "id"),
    "outlets": ("outlets", "newest", "id"),
    "differing": (f"coalesce(figures, {NEVER_COMPARED})", "newest", "id"),
}
_STORIES = """
    SELECT story.id, first, newest, entries, unread, starred, revised, lead, pinned, watched,
        coalesce(touched > seen, 0), compared, version, common, reworded, only_one, figures
    FROM json_each(?) AS chosen CROSS JOIN story ON story.id = value WHERE entries > 0 ORDER BY chosen.key
"""
_TELLING = """
    SELECT story_id, entry.id, entry.title, outlet, published, copy_of
    FROM json_each(?) AS chosen CROSS JOIN entry ON story_id = value JOIN feed ON feed.id = feed_id
    WHERE muted = 0 AND entry.removed = 0 ORDER BY story_id, published, entry.id
"""
_TAGS = """
    SELECT DISTINCT story_id, tag FROM json_each(?) AS chosen CROSS JOIN entry ON story_id = value
    JOIN entry_tag ON entry_id = entry.id WHERE muted = 0 AND removed = 0 ORDER BY tag
"""
_IN_ORDER = "SELECT id FROM entry WHERE story_id = ? AND muted = 0 AND removed = 0 ORDER BY published, id"
_UNCOMPARED = """
    SELECT id FROM story WHERE entries > 0 AND outlets > 1 AND (compared IS NULL OR compared < version)
    ORDER BY newest DESC, id DESC LIMIT ?
"""
_REVISIONS = """
    SELECT entry.id, outlet, entry.title, until FROM entry JOIN feed ON feed.id = feed_id
    JOIN revision ON entry_id = entry.id WHERE story_id = ? AND muted = 0 AND entry.removed = 0
"""


@dataclass(slots=True)
class _Telling:
    """An outlet of a story, as its entries are gone through."""

    outlet: str
    entry: int
    published: int
    entries: int = 0
    copied: int | None = None
    """The entry whose text it has, where it has no text of its own."""
    also: list[str] = field(default_factory=list)


def page(
    connection: sqlite3.Connection, scope: StoryScope, limit: int, after: StorySummary | None, now: datetime
) -> tuple[StorySummary, ...]:
    """At most `limit` stories of a list, those that follow a card, or the first. Raises QueryError."""
    where, values = _chosen(connection, scope, now)
    order = _ORDERS[scope.order]
    if after is not None:
        where += f" AND ({', '.join(order)}) < ({', '.join('?' for _ in order)})"
        values += _place(scope, after)
    by = ", ".join(f"{one} DESC" for one in order)
    rows = connection.execute(f"SELECT id FROM story WHERE {where} ORDER BY {by} LIMIT ?", (*values, limit))  # noqa: S608 -- texts of ours; what comes from outside is bound
    return cards(connection, [found for (found,) in rows])


def count(connection: sqlite3.Connection, scope: StoryScope, now: datetime) -> int:
    """How many stories a list has. Raises QueryError."""
    where, values = _chosen(connection, scope, now)
    found: int = connection.execute(f"SELECT count(*) FROM story WHERE {where}", values).fetchone()[0]  # noqa: S608 -- as above
    return found


def cards(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[StorySummary, ...]:
    """The stories of these ids, in that order, each once; one that was merged is what it was merged into."""
    chosen = to_json(dict.fromkeys(resolve_alias(connection, one) for one in ids))
    telling: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for story, *row in connection.execute(_TELLING, (chosen,)):
        telling[story].append(tuple(row))
    tags: dict[int, list[str]] = defaultdict(list)
    for story, tag in connection.execute(_TAGS, (chosen,)):
        tags[story].append(tag)
    rows = connection.execute(_STORIES, (chosen,)).fetchall()
    return tuple(_card(row, telling[row[0]], tags[row[0]]) for row in rows if telling[row[0]])


def members(connection: sqlite3.Connection, story: int) -> tuple[Entry, ...]:
    """The entries of a story that show, the earliest first."""
    return entries.some(
        connection, [one for (one,) in connection.execute(_IN_ORDER, (resolve_alias(connection, story),))]
    )


def uncompared(connection: sqlite3.Connection, limit: int) -> tuple[int, ...]:
    """The newest stories of several outlets that were not compared as they are now."""
    return tuple(found for (found,) in connection.execute(_UNCOMPARED, (limit,)))


def set_compared(connection: sqlite3.Connection, story: int, version: int, found: Compared) -> None:
    """Keeps what comparing a story, as it was in a version, has found. Of one that was merged meanwhile it says nothing
    about what it is in now: their versions are not the same numbers."""
    connection.execute(
        "UPDATE story SET compared = ?, common = ?, reworded = ?, only_one = ?, figures = ? WHERE id = ?",
        (version, found.common, found.reworded, found.only, found.figures, story),
    )


def look(connection: sqlite3.Connection, story: int) -> tuple[int, ...]:
    """Keeps that the reader has looked at a story as it is now, and gives its entries that show."""
    story = resolve_alias(connection, story)
    connection.execute(
        "UPDATE story SET seen = touched, told = CASE WHEN watched = 1 THEN touched ELSE told END WHERE id = ?",
        (story,),
    )
    return tuple(found for (found,) in connection.execute(_IN_ORDER, (story,)))


def timeline(connection: sqlite3.Connection, story: int) -> tuple[TimelineEvent, ...]:
    """What has happened in a story, in order of time."""
    story = resolve_alias(connection, story)
    found: list[tuple[int, int, str, str, Happened]] = []
    seen: set[str] = set()
    for _, entry, title, outlet, published, _ in connection.execute(_TELLING, (to_json([story]),)):
        found.append((published, entry, outlet, title, "again" if outlet in seen else "joined" if seen else "first"))
        seen.add(outlet)
    if not found:
        return ()
    begin = found[0][0]
    found += (
        (until, entry, outlet, title, "revised")
        for entry, outlet, title, until in connection.execute(_REVISIONS, (story,))
    )
    found.sort(key=lambda one: one[:2])
    return tuple(
        TimelineEvent(moment(at), outlet, entry, title, kind, (at - begin) / 1e6)
        for at, entry, outlet, title, kind in found
    )


def _chosen(connection: sqlite3.Connection, scope: StoryScope, now: datetime) -> tuple[str, list[Any]]:
    """The stories of a list, as what follows WHERE."""
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


def _place(scope: StoryScope, card: StorySummary) -> tuple[int, ...]:
    """Where a card stands in a list."""
    newest = ticks(card.newest)
    if scope.order == "outlets":
        return card.outlets, newest, card.id
    if scope.order == "differing":
        return card.compared.figures if card.compared else NEVER_COMPARED, newest, card.id
    return newest, card.id


def _card(row: tuple[Any, ...], telling: Sequence[tuple[Any, ...]], tags: Sequence[str]) -> StorySummary:
    story, first, newest, number, unread, starred, revised, lead, pinned, watched, fresh, *counts = row
    titles = {entry: title for entry, title, *_ in telling}
    lead = lead if lead in titles else telling[0][0]
    return StorySummary(
        story,
        titles[lead],
        lead,
        _accounts(telling),
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
        tags=tuple(tags),
        version=counts[1],
    )


def _compared(
    compared: int | None, version: int, common: int, reworded: int, only: int, figures: int
) -> Compared | None:
    if compared is None:
        return None
    return Compared(common, reworded, only, figures, stale=compared != version)


def _accounts(telling: Sequence[tuple[Any, ...]]) -> tuple[OutletVersion, ...]:
    """Who tells a story, from its entries in order; who has nothing but others' texts stands beside the first of these.

    It gives as many accounts as the trigger `story_told` counts outlets.
    """
    home = {entry: outlet for entry, _, outlet, *_ in telling}
    outlets: dict[str, _Telling] = {}
    for entry, _, outlet, published, copy_of in telling:
        there = outlets.setdefault(outlet, _Telling(outlet, entry, published, copied=copy_of))
        there.entries += 1
        if copy_of not in home:
            there.copied = None
    for one in outlets.values():
        if one.copied is not None:
            outlets[home[one.copied]].also.append(one.outlet)
    return tuple(
        OutletVersion(one.outlet, one.entry, moment(one.published), one.entries, tuple(one.also))
        for one in outlets.values()
        if one.copied is None
    )
