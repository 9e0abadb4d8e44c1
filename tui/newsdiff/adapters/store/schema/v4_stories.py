"""The tables of stories, as migration 4 makes them. What is published here never changes.

An entry has its story in a column of its own; NULL says that it was not placed yet. What lists need of a story is kept
with it by triggers, so that no list looks at entries, and whatever changes an entry leaves its story right.
"""

from __future__ import annotations

_STORY = """
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    first INTEGER,
    newest INTEGER,
    entries INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    touched INTEGER,
    version INTEGER NOT NULL DEFAULT 0,
    lead INTEGER REFERENCES entry (id),
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    watched INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1)),
    seen INTEGER,
    told INTEGER,
    compared INTEGER,
    common INTEGER,
    reworded INTEGER,
    only_one INTEGER,
    figures INTEGER
)
"""

_COLUMNS = (
    "ALTER TABLE feed ADD COLUMN never_group INTEGER NOT NULL DEFAULT 0 CHECK (never_group IN (0, 1))",
    "ALTER TABLE entry ADD COLUMN story_id INTEGER REFERENCES story (id)",
    # The entry whose text, an agency's, this one has as well.
    "ALTER TABLE entry ADD COLUMN copy_of INTEGER REFERENCES entry (id)",
)

_WORD_OF_THE_READER = (
    """
    CREATE TABLE story_link (
        a INTEGER NOT NULL REFERENCES entry (id), b INTEGER NOT NULL REFERENCES entry (id),
        together INTEGER NOT NULL CHECK (together IN (0, 1)), PRIMARY KEY (a, b), CHECK (a < b)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX story_link_b ON story_link (b, a)",
    "CREATE TABLE story_alias (id INTEGER PRIMARY KEY REFERENCES story (id), story_id INTEGER NOT NULL)",
)

# What placing has to know to go on: the counts of words, the openings of titles, the words of what was placed lately as
# they weighed then, and what is being placed, in its order.
_PLACING = (
    "CREATE TABLE story_documents (language TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE story_word (
        language TEXT NOT NULL, word TEXT NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (language, word)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE story_opening (name TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (name, day)) WITHOUT ROWID",
    """
    CREATE TABLE story_member (
        entry_id INTEGER PRIMARY KEY REFERENCES entry (id), day REAL NOT NULL, outlet TEXT NOT NULL,
        language TEXT NOT NULL, title TEXT NOT NULL, column_name TEXT NOT NULL, weights TEXT NOT NULL
    )
    """,
    "CREATE INDEX story_member_day ON story_member (day)",
    "CREATE TABLE story_pending (position INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id))",
    # One row: when a refresh began that has not placed yet what it brought, and how often the reader has spoken.
    """
    CREATE TABLE story_state (
        id INTEGER PRIMARY KEY CHECK (id = 1), refresh_began INTEGER, deeds INTEGER NOT NULL DEFAULT 0
    )
    """,
    "INSERT INTO story_state (id) VALUES (1)",
)

_INDEXES = (
    "CREATE INDEX story_newest ON story (newest, id) WHERE entries > 0",
    "CREATE INDEX story_outlets ON story (outlets, newest, id) WHERE entries > 0",
    "CREATE INDEX story_watched ON story (newest, id) WHERE entries > 0 AND watched = 1",
    "CREATE INDEX entry_story ON entry (story_id, published, id) WHERE story_id IS NOT NULL",
    "CREATE INDEX entry_unplaced ON entry (id) WHERE story_id IS NULL",
)

# A copy counts where the text that it is a copy of does not show in the story.
_OUTLETS = """
    count(DISTINCT CASE WHEN told.copy_of IS NULL OR NOT EXISTS (
        SELECT 1 FROM entry AS original
        WHERE original.id = told.copy_of AND original.story_id = told.story_id AND original.muted = 0
            AND original.removed = 0
    ) THEN feed.outlet END)
"""
_SHOWN = """
    FROM entry AS told JOIN feed ON feed.id = told.feed_id
    WHERE told.story_id = story.id AND told.muted = 0 AND told.removed = 0
"""
_TOLD = """
CREATE TRIGGER story_told AFTER UPDATE OF story_id, copy_of, muted, removed, revised, changed ON entry
WHEN NEW.story_id IS NOT NULL OR OLD.story_id IS NOT NULL BEGIN
    UPDATE story SET (first, newest, entries, outlets, unread, starred, revised, touched) = (
        SELECT min(published), max(published), count(*), {outlets}, coalesce(sum(read = 0), 0),
            coalesce(sum(starred), 0), coalesce(sum(revised > 0), 0), max({touched})
        {shown}
    ), version = version + 1
    WHERE id IN (NEW.story_id, OLD.story_id);
END
"""
_MARKED = """
CREATE TRIGGER story_marked AFTER UPDATE OF read, starred ON entry
WHEN NEW.story_id IS NOT NULL AND NEW.muted = 0 AND NEW.removed = 0
    AND (NEW.read <> OLD.read OR NEW.starred <> OLD.starred) BEGIN
    UPDATE story SET unread = unread + OLD.read - NEW.read, starred = starred + NEW.starred - OLD.starred
    WHERE id = NEW.story_id;
END
"""
_OUTLET_NAMED = """
CREATE TRIGGER story_outlet_named AFTER UPDATE OF outlet ON feed WHEN NEW.outlet <> OLD.outlet BEGIN
    UPDATE story SET outlets = (SELECT {outlets} {shown})
    WHERE id IN (SELECT story_id FROM entry WHERE feed_id = NEW.id);
END
"""
# Full text that was fetched makes the comparison an old one.
_TEXT_CAME = """
CREATE TRIGGER story_text_came AFTER UPDATE OF page, shown, text ON body BEGIN
    UPDATE story SET version = version + 1 WHERE id = (SELECT story_id FROM entry WHERE id = NEW.entry_id);
END
"""


def story_told(touched: str) -> str:
    """The trigger that keeps a story as its entries are; `touched` tells of an entry when it was new last."""
    return _TOLD.format(outlets=_OUTLETS, shown=_SHOWN, touched=touched)


_TRIGGERS = (
    story_told("changed"),
    _MARKED,
    _OUTLET_NAMED.format(outlets=_OUTLETS, shown=_SHOWN),
    _TEXT_CAME,
)

STORIES: tuple[str, ...] = (_STORY, *_COLUMNS, *_WORD_OF_THE_READER, *_PLACING, *_INDEXES, *_TRIGGERS)
"""The statements of migration 4."""
