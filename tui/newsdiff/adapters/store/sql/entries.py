"""Entries: pages of lists, single entries, their texts and revisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.store.sql.full_text_search import add_entry, remove_entry
from newsdiff.adapters.store.sqlite.columns import (
    clean_line,
    clean_or_none,
    from_json,
    json_or_none,
    moment,
    ticks,
    to_json,
    values_from_json,
)
from newsdiff.core.library.entries import EntryText, PageText, Revision
from newsdiff.core.library.feeds import Entry
from newsdiff.core.text.emphasis import emphasis_of
from newsdiff.core.text.normalize import clean
from newsdiff.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newsdiff.adapters.store.sql.list_query import Selection
    from newsdiff.core.emphasis_span import Emphasis
    from newsdiff.core.library.entries import ListCursor, ListScope, Shown

_ROWS = """
    SELECT entry.id, feed_id, outlet, entry.title, entry.url, author, published, first_seen, read, starred, revised,
        day_only
    FROM ({ids}) AS chosen JOIN entry ON entry.id = chosen.id JOIN feed ON feed.id = feed_id
    ORDER BY published DESC, entry.id DESC
"""
_IDS = """
    SELECT id FROM {source} WHERE {where} ORDER BY published {direction}, id {direction} LIMIT ? OFFSET ?
"""
_RECENT = """
    SELECT count(*), min(id), max(id), min(published) FROM (
        SELECT id, published FROM entry INDEXED BY entry_all
        WHERE muted = 0 AND removed = 0 {below} ORDER BY published DESC, id DESC LIMIT ?
    )
"""
_COUNT = "SELECT count(*) FROM {source} WHERE {where}"
_ANY_TWIN = "SELECT 1 FROM entry INDEXED BY entry_twin WHERE same_as IS NOT NULL LIMIT 1"
_STORED_COUNTS = {
    "all": "SELECT coalesce(sum({kept}), 0) FROM feed",
    "feed": "SELECT coalesce(sum({kept}), 0) FROM feed WHERE id = :feed",
    "group": "SELECT coalesce(sum({kept}), 0) FROM feed WHERE group_name = :value",
}

RECENT = 5_000
"""Entries in which a search looks first. One that finds its page there need not list all that it finds, which would
take most of its time where a beginning of a word, or a phrase of frequent words, is found in half of the entries."""

SCATTERED = 4
"""The ids of the newest entries may span so many times `RECENT`: the index of words is narrowed by ids alone. They
span more where entries were stored in another order than that of their dates, as by a first refresh."""


def page(
    connection: sqlite3.Connection,
    selection: Selection,
    limit: int,
    *,
    before: ListCursor | None = None,
    after: ListCursor | None = None,
    skip: int = 0,
) -> tuple[Entry, ...]:
    """At most `limit` entries, the newest first: those below a cursor, those just above one, or the first.

    See `EntryRepository.entries` for the arguments.
    """
    if selection.first_hit is not None and after is None and not skip:
        found = _recent_page(connection, selection, selection.first_hit, limit, before)
        if found is not None:
            return found
    where, values, direction = selection.where, list(selection.values), "DESC"
    if before is not None:
        where += " AND (published, id) < (?, ?)"
        values += [ticks(before.published), before.id]
    if after is not None:
        where += " AND (published, id) > (?, ?)"
        values += [ticks(after.published), after.id]
        direction = "ASC" if before is None else "DESC"
    ids = _IDS.format(source=selection.source, where=where, direction=direction)
    rows = connection.execute(_ROWS.format(ids=ids), (*values, limit, skip)).fetchall()
    return _entries(connection, rows)


def _recent_page(
    connection: sqlite3.Connection, selection: Selection, first_hit: int, limit: int, before: ListCursor | None
) -> tuple[Entry, ...] | None:
    """A page of a search, if all of it is among the newest entries below the cursor; None if not."""
    below, cursor = (
        ("", ()) if before is None else ("AND (published, id) < (?, ?)", (ticks(before.published), before.id))
    )
    number, first, last, oldest = connection.execute(_RECENT.format(below=below), (*cursor, RECENT)).fetchone()
    if not number:
        return ()
    if last - first > SCATTERED * RECENT:
        return None
    # What is as new as the oldest of them and has a lower id than all of them comes after them.
    values = (*selection.values[:first_hit], first, *selection.values[first_hit + 1 :], oldest)
    narrowed = replace(selection, where=f"{selection.where} AND published >= ?", values=values, first_hit=None)
    found = page(connection, narrowed, limit, before=before)
    return found if len(found) == limit or number < RECENT else None


def count(connection: sqlite3.Connection, selection: Selection, above: ListCursor | None = None) -> int:
    """How many entries a selection has, by going through them: all, or those above a cursor."""
    where, values = selection.where, list(selection.values)
    if above is not None:
        where += " AND (published, id) > (?, ?)"
        values += [ticks(above.published), above.id]
    found: int = connection.execute(_COUNT.format(source=selection.source, where=where), values).fetchone()[0]
    return found


def stored_count(connection: sqlite3.Connection, scope: ListScope) -> int | None:
    """How many entries a scope has, from the counts stored with the feeds; None where these do not give it."""
    if scope.kind not in _STORED_COUNTS or scope.starred:
        return None
    if scope.kind != "all" and connection.execute(_ANY_TWIN).fetchone():
        # Some are told by several feeds, and counted with one.
        return None
    found: int = connection.execute(
        _STORED_COUNTS[scope.kind].format(kept="unread" if scope.unread else "items"),
        {"feed": scope.feed, "value": scope.value},
    ).fetchone()[0]
    return found


def some(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with these ids, in that order. Unknown ids are ignored."""
    rows = connection.execute(_ROWS.format(ids="SELECT DISTINCT value AS id FROM json_each(?)"), (to_json(ids),))
    found = {entry.id: entry for entry in _entries(connection, rows.fetchall())}
    return tuple(found[one] for one in dict.fromkeys(ids) if one in found)


def at(connection: sqlite3.Connection, url: str) -> int | None:
    """The latest visible entry with an address; None if there is none."""
    row = connection.execute("SELECT max(id) FROM entry WHERE url = ? AND muted = 0 AND removed = 0", (url,)).fetchone()
    return row[0] if row else None


def of(connection: sqlite3.Connection, feed_id: int, key: str) -> int | None:
    """The entry to which a feed gives this key; None if there is none."""
    row = connection.execute("SELECT id FROM entry WHERE feed_id = ? AND key = ?", (feed_id, key)).fetchone()
    return row[0] if row else None


def latest(connection: sqlite3.Connection) -> int:
    """The id of the entry stored last; 0 if there is none."""
    found: int = connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0]
    return found


def text(connection: sqlite3.Connection, entry_id: int) -> EntryText | None:
    """The texts of an entry; None if there is no such entry."""
    row = connection.execute(
        "SELECT text, links, summary_only, categories, published_text, shown, "
        "(SELECT max(until) FROM revision WHERE revision.entry_id = entry.id), "
        "emphasis, page, page_url, page_fetched, page_links, page_error, page_emphasis "
        "FROM body JOIN entry ON entry.id = entry_id WHERE body.entry_id = ?",
        (entry_id,),
    ).fetchone()
    if row is None:
        return None
    words, links, summary_only, categories, published_text, shown, revised, emphasis, *fetched = row
    words = clean(words)
    return EntryText(
        words,
        from_json(links),
        bool(summary_only),
        from_json(categories),
        clean_or_none(published_text),
        _page(*fetched),
        shown,
        None if revised is None else moment(revised),
        _emphasis(emphasis, words),
    )


def set_page(connection: sqlite3.Connection, entry_id: int, found: PageText) -> None:
    """Store the text of an entry's page beside that from the feed, and show it.

    A page without text does not replace the text of an earlier one. Raises StoreError if there is no such entry.
    """
    _check_entry(connection, entry_id)
    if not found.text:
        connection.execute(
            "UPDATE body SET page_fetched = CASE WHEN page IS NULL THEN ? ELSE page_fetched END, "
            "page_url = coalesce(page_url, ?), page_error = ? WHERE entry_id = ?",
            (ticks(found.fetched), found.url, found.error or "The page gave no text.", entry_id),
        )
        return
    remove_entry(connection, entry_id)
    connection.execute(
        "UPDATE body SET page = ?, page_url = ?, page_links = ?, page_fetched = ?, page_emphasis = ?, "
        "page_error = NULL, shown = 'page' WHERE entry_id = ?",
        (
            found.text,
            found.url,
            to_json(found.links),
            ticks(found.fetched),
            json_or_none(found.emphasis),
            entry_id,
        ),
    )
    add_entry(connection, entry_id)


def show(connection: sqlite3.Connection, entry_id: int, shown: Shown) -> None:
    """Choose which text of an entry is shown. Raises StoreError if it does not have that text."""
    _check_entry(connection, entry_id)
    if not connection.execute(
        "UPDATE body SET shown = ? WHERE entry_id = ? AND (? = 'feed' OR page IS NOT NULL)", (shown, entry_id, shown)
    ).rowcount:
        raise StoreError("The full text of this article was not fetched, so the feed's text stays.")


def revisions(connection: sqlite3.Connection, entry_id: int) -> tuple[Revision, ...]:
    """The earlier titles and texts of an entry, the earliest first."""
    rows = connection.execute(
        "SELECT title, text, since, until FROM revision WHERE entry_id = ? ORDER BY id", (entry_id,)
    )
    return tuple(
        Revision(clean_line(title), clean(words), moment(since), moment(until)) for title, words, since, until in rows
    )


def _check_entry(connection: sqlite3.Connection, entry_id: int) -> None:
    if connection.execute("SELECT 1 FROM body WHERE entry_id = ?", (entry_id,)).fetchone() is None:
        raise StoreError("That article is not in the store, so nothing was changed.")


def _page(
    page: str | None, url: str, fetched: int | None, links: str, error: str | None, emphasis: str | None
) -> PageText | None:
    if fetched is None:
        return None
    words, marked = clean(page or ""), (clean_line(url), moment(fetched), from_json(links), clean_or_none(error))
    return PageText(words, *marked, _emphasis(emphasis, words))


def _emphasis(stored: str | None, text: str) -> tuple[Emphasis, ...]:
    return () if stored is None else emphasis_of(values_from_json(stored), len(text))


def _entries(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> tuple[Entry, ...]:
    tags: dict[int, list[str]] = {}
    for entry_id, tag in connection.execute(
        "SELECT entry_id, tag FROM json_each(?) JOIN entry_tag ON entry_id = value ORDER BY tag",
        (to_json(row[0] for row in rows),),
    ):
        tags.setdefault(entry_id, []).append(clean_line(tag))
    return tuple(_entry(tuple(tags.get(row[0], ())), *row) for row in rows)


def _entry(
    tags: tuple[str, ...],
    entry_id: int,
    feed_id: int,
    outlet: str,
    title: str,
    url: str | None,
    author: str | None,
    published: int,
    first_seen: int,
    read: int,
    starred: int,
    revised: int,
    day_only: int,
) -> Entry:
    """An entry from its row in `_ROWS`."""
    when, seen = moment(published), moment(first_seen)
    marks = bool(read), bool(starred)
    head = clean_line(outlet), clean_line(title), clean_or_none(url), clean_or_none(author)
    return Entry(entry_id, feed_id, *head, when, seen, *marks, revised, tags, day_only=bool(day_only))
