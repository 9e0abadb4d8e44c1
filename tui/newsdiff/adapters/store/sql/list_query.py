"""From a list to the SQL that finds its entries, with the index that finds them soonest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.outlet_keys import shown_name
from newsdiff.adapters.store.sqlite.columns import from_json, ticks, to_json
from newsdiff.core.library.search_query import Query, parse
from newsdiff.core.library.search_text import folded, joined_digits, spaced
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newsdiff.core.library.entries import ListScope
    from newsdiff.core.library.search_query import QueryTerm

FEW = 3_000
"""Up to this many entries found by a word or a tag are looked up and sorted. Where there are more, the list of all
entries is searched from the newest on, which soon finds enough. Measured: about where the two take the same time."""

SHARE = 10
"""A set of feeds that has less than one in this many of all entries is read feed by feed, a larger one along the list
of all entries."""

_HITS = "SELECT rowid FROM words WHERE words MATCH ?"
_HITS_FROM = f"{_HITS} AND rowid >= ?"
_TAGGED = "SELECT entry_id FROM entry_tag WHERE tag = ?"
_TAGGED_OR_FEED = (
    "(+id IN (SELECT entry_id FROM entry_tag WHERE tag = ?) OR feed_id IN (SELECT value FROM json_each(?)))"
)
_TWINS_OF = (
    "SELECT {what} FROM entry AS twin INDEXED BY entry_twin "
    "WHERE same_as IS NOT NULL AND feed_id IN (SELECT value FROM json_each(?))"
)
"""What other feeds told before some did; it is in the lists of both."""
_TOLD_BY = "(feed_id IN (SELECT value FROM json_each(?)) OR id IN ({twins}))"
_HOW_MANY = "SELECT count(*) FROM ({ids} LIMIT ?)"

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """Entries, as the part of a SELECT between FROM and ORDER BY."""

    source: str
    where: str
    values: tuple[Value, ...]
    first_hit: int | None = None
    """The place in `values` of the least id of an entry that a search finds, 0; None where no search leads to many."""


class _Conditions:
    """Collects the conditions of a WHERE clause."""

    def __init__(self) -> None:
        self.sql: list[str] = []
        self.values: list[Value] = []
        self.first_hit: int | None = None
        """As in `Selection`."""

    def add(self, sql: str, *values: Value) -> None:
        self.sql.append(sql)
        self.values.extend(values)


def select(connection: sqlite3.Connection, scope: ListScope, now: datetime) -> Selection:
    """The entries of a scope; searches count days from `now`.

    Raises:
        QueryError: The search cannot be understood.
    """
    query = _query(scope, now)
    feeds = _feeds(connection, scope, query)
    found = _Conditions()
    found.add("muted = 1 AND removed = 0" if scope.kind == "muted" else "muted = 0 AND removed = 0")
    if scope.unread:
        found.add("read = 0")
    if scope.starred:
        found.add("starred = 1")
    if query.read is not None:
        found.add(f"read = {query.read:d}")
    if query.starred is not None:
        found.add(f"starred = {query.starred:d}")
    if query.since is not None:
        found.add("published >= ?", ticks(query.since))
    if query.before is not None:
        found.add("published < ?", ticks(query.before))
    twins = (
        feeds is not None and connection.execute(_TWINS_OF.format(what="1"), (to_json(feeds),)).fetchone() is not None
    )
    if feeds is not None and twins:
        named = to_json(feeds)
        found.add(_TOLD_BY.format(twins=_TWINS_OF.format(what="same_as")), named, named)
    elif feeds is not None and len(feeds) == 1:
        found.add("feed_id = ?", feeds[0])
    elif feeds is not None:
        found.add("feed_id IN (SELECT value FROM json_each(?))", to_json(feeds))
    few = _add_words(connection, found, query)
    _add_heads(found, query)
    few = _add_tags(connection, found, query, few=few)
    index = _index(connection, scope, query, feeds)
    # With what other feeds told, no one index has the whole list.
    source = "entry NOT INDEXED" if few else "entry" if twins and "feed" in index else f"entry INDEXED BY {index}"
    return Selection(source, " AND ".join(found.sql), tuple(found.values), found.first_hit)


def fold_tag(tag: str) -> str:
    """The form in which tags are stored and compared."""
    return " ".join(tag.split()).casefold()


def _query(scope: ListScope, now: datetime) -> Query:
    if scope.kind == "search":
        return parse(scope.value, now)
    if scope.kind == "starred":
        return Query(starred=True)
    return Query(tags=(scope.value,)) if scope.kind == "tag" else Query()


def _feeds(connection: sqlite3.Connection, scope: ListScope, query: Query) -> tuple[int, ...] | None:
    """The feeds to which a scope is restricted; None for no restriction."""
    if scope.kind == "feed":
        return (scope.feed,)
    if scope.kind == "group":
        rows = connection.execute("SELECT id FROM feed WHERE removed = 0 AND group_name = ?", (scope.value,))
        return tuple(found for (found,) in rows)
    if not query.outlets and not query.not_outlets:
        return None
    wanted, unwanted = ([fold(name) for name in names] for names in (query.outlets, query.not_outlets))
    return tuple(
        found
        for found, outlet, key in connection.execute("SELECT id, outlet, outlet_key FROM feed WHERE removed = 0")
        if (not wanted or _is_called(outlet, key, wanted)) and not _is_called(outlet, key, unwanted)
    )


def _is_called(outlet: str, key: str, names: Iterable[str]) -> bool:
    """Whether a feed or its outlet has one of these folded names, or one that contains it."""
    called = fold(f"{outlet}\n{shown_name(outlet, key)}")
    return any(name in called for name in names)


def _add_words(connection: sqlite3.Connection, found: _Conditions, query: Query) -> bool:
    """Add the words of a search; whether few entries have them, so that these are looked up one by one."""
    without = " OR ".join(map(_term, query.without))
    # The index finds those that have a word anywhere; of these, the titles are looked at.
    words = (*query.words, *query.titles)
    if not words:
        if without:
            found.add(f"id NOT IN ({_HITS})", without)
        return False
    match = " AND ".join(map(_term, words))
    if without:
        match = f"({match}) NOT ({without})"
    # For the beginning of a word, SQLite merges the lists of all words that begin so before it returns the first hit.
    few = not any(one.prefix for one in words) and _few(connection, _HITS, match)
    if few:
        found.add(f"id IN ({_HITS})", match)
    else:
        # The plus sign keeps SQLite from using it to drive the query.
        found.add(f"+id IN ({_HITS_FROM})", match, 0)
        found.first_hit = len(found.values) - 1
    return few


def _add_heads(found: _Conditions, query: Query) -> None:
    """Adds what a search says of titles and authors."""
    for words in query.titles:
        found.add("has_words(CAST(title AS BLOB), ?)", words.text)
    for words in query.not_titles:
        found.add("NOT has_words(CAST(title AS BLOB), ?)", words.text)
    for name in query.authors:
        found.add("has_words(CAST(author AS BLOB), ?)", name)
    for name in query.not_authors:
        found.add("NOT has_words(CAST(author AS BLOB), ?)", name)


def _add_tags(connection: sqlite3.Connection, found: _Conditions, query: Query, *, few: bool) -> bool:
    """Add the tags of a search, which an entry has from the user or from the settings of its feed."""
    for tag in query.tags:
        feeds = _tagged_feeds(connection, tag)
        if feeds:
            found.add(_TAGGED_OR_FEED, fold_tag(tag), to_json(feeds))
            continue
        leads = not few and _few(connection, _TAGGED, fold_tag(tag))
        found.add(f"{'id' if leads else '+id'} IN ({_TAGGED})", fold_tag(tag))
        few = few or leads
    for tag in query.not_tags:
        found.add(f"+id NOT IN ({_TAGGED})", fold_tag(tag))
        found.add("feed_id NOT IN (SELECT value FROM json_each(?))", to_json(_tagged_feeds(connection, tag)))
    return few


def _tagged_feeds(connection: sqlite3.Connection, tag: str) -> tuple[int, ...]:
    rows = connection.execute("SELECT id, tags FROM feed WHERE removed = 0 AND tags <> '[]'")
    return tuple(found for found, tags in rows if fold_tag(tag) in map(fold_tag, from_json(tags)))


def _few(connection: sqlite3.Connection, ids: str, value: str) -> bool:
    (counted,) = connection.execute(_HOW_MANY.format(ids=ids), (value, FEW + 1)).fetchone()
    return bool(counted <= FEW)


def _index(connection: sqlite3.Connection, scope: ListScope, query: Query, feeds: tuple[int, ...] | None) -> str:
    if scope.kind == "muted":
        return "entry_muted"
    if query.starred or scope.starred:
        return "entry_starred"
    unread = scope.unread or query.read is False
    if feeds is not None and (len(feeds) == 1 or _small(connection, feeds)):
        return "entry_feed_unread" if unread else "entry_feed"
    return "entry_unread" if unread else "entry_all"


def _small(connection: sqlite3.Connection, feeds: tuple[int, ...]) -> bool:
    some, every = connection.execute(
        "SELECT sum(items) FILTER (WHERE id IN (SELECT value FROM json_each(?))), sum(items) FROM feed",
        (to_json(feeds),),
    ).fetchone()
    return (some or 0) * SHARE <= (every or 0)


def _term(words: QueryTerm) -> str:
    """A term of a full-text query, quoted so that nothing in it is syntax (https://sqlite.org/fts5.html#full_text_query_syntax)."""
    apart = spaced(words.text)
    if apart:
        return f"characters : {_quoted(apart)}"
    # Letters that the tokenizer keeps apart may be written otherwise in the text, or in the search.
    forms = [
        f"{_quoted(form)} *" if words.prefix else _quoted(form)
        for form in dict.fromkeys((words.text, folded(words.text), folded(joined_digits(words.text))))
    ]
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
