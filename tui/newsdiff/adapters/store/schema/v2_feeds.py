"""The tables of feeds and entries, as migration 2 makes them. What is published here never changes.

Times are whole microseconds since 1970 in UTC, lists are JSON. Entries are never deleted: a removed feed and what a
mute is about are marked, and the indexes by which lists are read leave them out.
"""

from __future__ import annotations

_FEED = """
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    outlet TEXT NOT NULL,
    site TEXT,
    language TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    items INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    name TEXT,
    group_name TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    full_text TEXT NOT NULL DEFAULT 'auto' CHECK (full_text IN ('auto', 'always', 'never')),
    refresh_seconds INTEGER,
    user_agent TEXT,
    headers TEXT NOT NULL DEFAULT '[]',
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    last_try INTEGER,
    last_good INTEGER,
    next_try INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    error TEXT,
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
)
"""

# What every list needs is in `entry`, in short rows; the texts have a table of their own.
_ENTRY = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    author TEXT,
    published INTEGER NOT NULL,
    published_text TEXT,
    first_seen INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    summary_only INTEGER NOT NULL,
    categories TEXT NOT NULL DEFAULT '[]',
    read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    revised INTEGER NOT NULL DEFAULT 0,
    UNIQUE (feed_id, key)
)
"""

_BODY = """
CREATE TABLE body (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    text TEXT NOT NULL,
    links TEXT NOT NULL DEFAULT '[]',
    page TEXT,
    page_url TEXT,
    page_links TEXT NOT NULL DEFAULT '[]',
    page_fetched INTEGER,
    page_error TEXT,
    shown TEXT NOT NULL DEFAULT 'feed' CHECK (shown IN ('feed', 'page')),
    characters TEXT
)
"""

_REVISION = """
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    UNIQUE (entry_id, fingerprint)
)
"""

# The rowid is the entry's id. It keeps no second copy of the texts: the view has them, and `characters` has the texts
# in scripts without spaces once more, each character a word.
_WORDS = (
    """
    CREATE VIEW searchable AS
    SELECT entry.id AS id, title, text, page, characters FROM entry JOIN body ON entry_id = entry.id
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5(
        title, text, page, characters,
        content = 'searchable', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
)

_SMALL = (
    "CREATE TABLE former_url (url TEXT PRIMARY KEY, feed_id INTEGER NOT NULL REFERENCES feed (id)) WITHOUT ROWID",
    """
    CREATE TABLE entry_tag (
        tag TEXT NOT NULL, entry_id INTEGER NOT NULL REFERENCES entry (id), PRIMARY KEY (tag, entry_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entry_tag_entry ON entry_tag (entry_id, tag)",
    "CREATE TABLE saved_search (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL)",
    """
    CREATE TABLE mute (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('word', 'outlet', 'author')),
        value TEXT NOT NULL, UNIQUE (kind, value)
    )
    """,
    # What can be undone, the last first: what was done to which entries.
    """
    CREATE TABLE deed (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, value TEXT NOT NULL, entries TEXT NOT NULL,
        description TEXT NOT NULL
    )
    """,
)

# Each holds all that is needed to find one page of one kind of list, in its order, without a look at the entries.
_INDEXES = tuple(
    f"CREATE INDEX {name} ON entry ({columns}) WHERE {where}"
    for name, columns, where in (
        ("entry_all", "published, id, feed_id", "muted = 0 AND removed = 0"),
        ("entry_unread", "published, id, feed_id", "muted = 0 AND removed = 0 AND read = 0"),
        ("entry_starred", "published, id, feed_id", "muted = 0 AND removed = 0 AND starred = 1"),
        ("entry_feed", "feed_id, published, id", "muted = 0 AND removed = 0"),
        ("entry_feed_unread", "feed_id, published, id", "muted = 0 AND removed = 0 AND read = 0"),
        ("entry_muted", "published, id, feed_id", "muted = 1 AND removed = 0"),
    )
)


_IS_SHOWN = "({row}.muted = 0 AND {row}.removed = 0)"
_IS_UNREAD = "({row}.muted = 0 AND {row}.removed = 0 AND {row}.read = 0)"
_STATES = {
    "new_shown": _IS_SHOWN.format(row="NEW"),
    "old_shown": _IS_SHOWN.format(row="OLD"),
    "new_unread": _IS_UNREAD.format(row="NEW"),
    "old_unread": _IS_UNREAD.format(row="OLD"),
}
_COUNTED = """
CREATE TRIGGER entry_counted AFTER INSERT ON entry WHEN {new_shown} BEGIN
    UPDATE feed SET items = items + 1, unread = unread + {new_unread} WHERE id = NEW.feed_id;
END
"""
_RECOUNTED = """
CREATE TRIGGER entry_recounted AFTER UPDATE OF read, muted, removed ON entry
WHEN {new_shown} <> {old_shown} OR {new_unread} <> {old_unread} BEGIN
    UPDATE feed SET
        items = items + {new_shown} - {old_shown}, unread = unread + {new_unread} - {old_unread}
    WHERE id = NEW.feed_id;
END
"""

# The counts of a feed are kept with it, so that a list of 1,000 feeds costs no look at their entries.
_TRIGGERS = (
    _COUNTED.format_map(_STATES),
    _RECOUNTED.format_map(_STATES),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'what was read is never deleted'); END"
        for table in ("feed", "entry", "body")
    ),
)

FEEDS: tuple[str, ...] = (_FEED, _ENTRY, _BODY, _REVISION, *_SMALL, *_WORDS, *_INDEXES, *_TRIGGERS)
"""The statements of migration 2."""
