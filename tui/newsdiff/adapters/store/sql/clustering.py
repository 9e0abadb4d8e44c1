"""What clustering reads in the store: pending entries, word counts, title openings, clustered entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.adapters.store.schema.opening_digest import opening_digest
from newsdiff.adapters.store.sqlite.columns import moment, to_json
from newsdiff.core.clustering.item_languages import Headline
from newsdiff.core.clustering.items import ClusterItem
from newsdiff.core.clustering.near_duplicates import CopyText
from newsdiff.core.clustering.tokenize import BODY_CHARACTERS, SAMPLE_CHARACTERS, language_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from newsdiff.core.clustering.constraints import Pair
    from newsdiff.core.clustering.packed_members import PackedMember, PackedTerms

TICKS_A_DAY: Final = 86_400_000_000

# In every join, a list of values comes first and is joined with CROSS JOIN, which keeps the order: SQLite takes such a
# list for short, and would otherwise go through it once for each row.

# By time; what came without a date of its own comes last, since when it came depends on how fast its server was.
_WAITING = """
    SELECT entry.id FROM entry JOIN feed ON feed.id = feed_id WHERE story_id IS NULL
    ORDER BY published = first_seen, CASE WHEN published = first_seen THEN 0 ELSE published END, feed_id, key LIMIT ?
"""
_ITEMS = """
    SELECT entry.id, entry.title, substr(body.text, 1, ?), outlet, published, language, never_group
    FROM json_each(?) AS chosen CROSS JOIN entry ON entry.id = chosen.value JOIN body ON entry_id = entry.id
    JOIN feed ON feed.id = feed_id ORDER BY chosen.key
"""
_HEADLINES = """
    SELECT entry.id, feed_id, entry.title, substr(body.text, 1, ?), language
    FROM json_each(?) AS chosen CROSS JOIN entry ON entry.id = chosen.value JOIN body ON entry_id = entry.id
    JOIN feed ON feed.id = feed_id ORDER BY chosen.key
"""
_FEED_LANGUAGES = """
    SELECT feed_id, language, count(*) FROM json_each(?) AS chosen CROSS JOIN entry ON feed_id = chosen.value
    JOIN story_member ON entry_id = entry.id GROUP BY feed_id, language
"""
_LINKS = """
    WITH RECURSIVE circle (id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT b FROM circle JOIN story_link ON a = id
        UNION SELECT a FROM circle JOIN story_link ON b = id
    )
    SELECT DISTINCT a, b, together FROM circle JOIN story_link ON a = id OR b = id
"""
# Few feeds are never grouped, and few clustered entries were taken out of their story: to ask for those alone is
# quicker than to look at the feed and the story of each.
_WINDOW = """
    SELECT entry_id, day, language, terms, weights FROM story_member
    WHERE {day} >= ? AND {day} < ? AND entry_id NOT IN (SELECT id FROM entry WHERE story_id IS NULL)
        AND entry_id NOT IN (SELECT entry.id FROM feed CROSS JOIN entry ON feed_id = feed.id WHERE never_group = 1)
"""
# For many members, to go through all of them in the order of their ids is quicker than to look up each by its day; a
# sign keeps SQLite from using the index.
_FEW_MEMBERS, _MANY_MEMBERS = _WINDOW.format(day="day"), _WINDOW.format(day="+day")
_MEMBERS = """
    SELECT story_member.entry_id, entry.story_id, day, coalesce(story_member.outlet, feed.outlet),
        story_member.language, coalesce(story_member.title, entry.title), column_name, terms, weights
    FROM json_each(?) AS chosen CROSS JOIN story_member ON story_member.entry_id = chosen.value
    CROSS JOIN entry ON entry.id = chosen.value CROSS JOIN feed ON feed.id = feed_id WHERE story_id IS NOT NULL
"""
_STORIES = "SELECT story_id, entry.id FROM json_each(?) AS chosen CROSS JOIN entry ON story_id = chosen.value"
_COUNT_MEMBERS = "SELECT count(*) FROM (SELECT 1 FROM story_member WHERE day >= ? AND day < ? LIMIT ?)"
_MANY: Final = 2_000
# What the user said, what was counted, which never goes down, and which feeds stay alone.
_STATE = """
    SELECT deeds, (SELECT total(documents) FROM story_documents),
        (SELECT group_concat(id) FROM feed WHERE never_group = 1)
    FROM story_state
"""


class ClusterState(NamedTuple):
    """Differs whenever anyone else has clustered entries, or the user has changed a story."""

    edits: int
    """How many times the user has changed stories."""
    documents: float
    """Documents counted so far, in all languages. The count never goes down."""
    ungrouped: str | None
    """The ids of the feeds that are never grouped."""


class ClusterReader:
    """Reads within one transaction, so that everything comes from one state of the store.

    Get one from `Store.reading_clusters`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count_pending(self) -> int:
        """How many entries of the batch under way have no story yet; 0 where none is under way."""
        return self._number("SELECT count(*) FROM story_pending")

    def pending(self) -> list[tuple[int, int]]:
        """What is left of the batch under way, in its order: positions (from 1) and entry ids."""
        return self._connection.execute("SELECT position, entry_id FROM story_pending ORDER BY position").fetchall()

    def next_pending(self) -> tuple[int, int] | None:
        """The first of `pending`; None where nothing is left."""
        row: tuple[int, int] | None = self._connection.execute(
            "SELECT position, entry_id FROM story_pending ORDER BY position LIMIT 1"
        ).fetchone()
        return row

    def refresh_began(self) -> datetime | None:
        """When the refresh began whose entries were not clustered yet; None if there is none."""
        began: int | None = self._connection.execute("SELECT refresh_began FROM story_state").fetchone()[0]
        return moment(began)

    def edits(self) -> int:
        """How many times the user has changed stories."""
        return self._number("SELECT deeds FROM story_state")

    def state(self) -> ClusterState:
        """The state on which anything kept in memory between two transactions depends."""
        return ClusterState(*self._connection.execute(_STATE).fetchone())

    def unclustered(self, limit: int) -> list[int]:
        """The ids of entries without a story, at most `limit`, in the order in which they are clustered.

        The order depends only on what is stored.
        """
        return [found for (found,) in self._connection.execute(_WAITING, (limit,))]

    def headlines(self, entry_ids: Sequence[int]) -> list[Headline]:
        """What tells the languages of entries, in the order of the ids."""
        rows = self._connection.execute(_HEADLINES, (SAMPLE_CHARACTERS, to_json(entry_ids)))
        return [Headline(*row) for row in rows]

    def feed_languages(self, feed_ids: Iterable[int]) -> dict[int, dict[str, int]]:
        """How many of the clustered entries of each feed are in each language, as far back as their words are kept."""
        found: dict[int, dict[str, int]] = {}
        for feed, language, entries in self._connection.execute(_FEED_LANGUAGES, (to_json(feed_ids),)):
            found.setdefault(feed, {})[language] = entries
        return found

    def items(self, entry_ids: Sequence[int], languages: Mapping[int, str]) -> list[ClusterItem]:
        """Entries as clustering sees them, in the order of the ids.

        Args:
            entry_ids: Their ids.
            languages: The languages of those for which they are known, by id.
        """
        rows = self._connection.execute(_ITEMS, (BODY_CHARACTERS, to_json(entry_ids)))
        return [
            ClusterItem(
                key,
                title,
                text,
                outlet,
                published / TICKS_A_DAY,
                languages.get(key) or language_of(title, text, language),
                bool(never),
            )
            for key, title, text, outlet, published, language, never in rows
        ]

    def window(self, first: float, end: float) -> list[PackedTerms]:
        """The terms of the clustered entries from the day `first` to before the day `end`, in any order.

        Days are counted from 1970 in UTC, as in `ClusterItem.day`. Those of feeds that are never grouped are left out.
        """
        (found,) = self._connection.execute(_COUNT_MEMBERS, (first, end, _MANY)).fetchone()
        query = _MANY_MEMBERS if found == _MANY else _FEW_MEMBERS
        return self._connection.execute(query, (first, end)).fetchall()

    def members(self, keys: Collection[int]) -> list[PackedMember]:
        """These clustered entries, in any order."""
        return self._connection.execute(_MEMBERS, (to_json(keys),)).fetchall()

    def keys_of(self, stories: Collection[int]) -> list[tuple[int, int]]:
        """The entries of some stories, in any order: story and id of each."""
        return self._connection.execute(_STORIES, (to_json(stories),)).fetchall()

    def links(self, entry_ids: Iterable[int]) -> tuple[list[Pair], list[Pair]]:
        """The user's decisions that concern some entries, directly or through others.

        Returns:
            Pairs that must share a story, and pairs that must not.
        """
        rows = self._connection.execute(_LINKS, (to_json(entry_ids),)).fetchall()
        return [(a, b) for a, b, together in rows if together], [(a, b) for a, b, together in rows if not together]

    def stories_of(self, entry_ids: Iterable[int]) -> dict[int, int]:
        """The story of each of these entries that has one."""
        return dict(
            self._connection.execute(
                "SELECT entry.id, story_id FROM json_each(?) CROSS JOIN entry ON entry.id = value "
                "WHERE story_id IS NOT NULL",
                (to_json(entry_ids),),
            )
        )

    def next_story(self) -> int:
        """The id for the next new story."""
        return self._number("SELECT coalesce(max(id), 0) + 1 FROM story")

    def pinned(self) -> set[int]:
        """The ids of the pinned stories."""
        return {found for (found,) in self._connection.execute("SELECT id FROM story WHERE pinned = 1")}

    def openings(self, names: Iterable[str]) -> list[tuple[str, int]]:
        """The days on which these openings of titles occurred, each with its opening."""
        named = {opening_digest(name): name for name in names}
        rows = self._connection.execute(
            "SELECT name, day FROM json_each(?) CROSS JOIN story_opening ON name = value", (to_json(named),)
        )
        return [(named[digest], day) for digest, day in rows]

    def word_counts(self, language: str, words: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many documents of a language each of these words occurs, and how many documents there are."""
        row = self._connection.execute(
            "SELECT documents FROM story_documents WHERE language = ?", (language,)
        ).fetchone()
        found = self._connection.execute(
            "SELECT word, documents FROM json_each(?) CROSS JOIN story_word ON language = ? AND word = value",
            (to_json(words), language),
        )
        return dict(found), row[0] if row else 0

    def originals(self, story: int) -> list[tuple[int, int, str]]:
        """The entries of a story that are no copies.

        Returns:
            When each was published, in negated ticks, its id, and the key of its outlet.
        """
        return self._connection.execute(
            "SELECT -published, entry.id, outlet_key FROM entry JOIN feed ON feed.id = feed_id "
            "WHERE story_id = ? AND copy_of IS NULL",
            (story,),
        ).fetchall()

    def published_text(self, entry_id: int, *, characters: int) -> tuple[int, str, CopyText]:
        """When an entry was published, in ticks, the key of its outlet, and what it says.

        Of its text, the first `characters` are read.
        """
        published, outlet, *said = self._connection.execute(
            "SELECT published, outlet_key, entry.title, substr(body.text, 1, ?), entry.url FROM entry "
            "JOIN body ON entry_id = entry.id JOIN feed ON feed.id = feed_id WHERE entry.id = ?",
            (characters, entry_id),
        ).fetchone()
        return published, outlet, CopyText(*said)

    def texts(self, entry_ids: Iterable[int], *, characters: int) -> list[tuple[int, CopyText]]:
        """What each of these entries says, in the first `characters` of its text, with its id."""
        rows = self._connection.execute(
            "SELECT entry.id, entry.title, substr(body.text, 1, ?), entry.url FROM json_each(?) "
            "CROSS JOIN entry ON entry.id = value JOIN body ON entry_id = entry.id ORDER BY json_each.key",
            (characters, to_json(entry_ids)),
        )
        return [(found, CopyText(*said)) for found, *said in rows]

    def largest(self, stories: Iterable[int]) -> int:
        """The number of entries of the largest of these stories; 0 where there are none."""
        found: int = self._connection.execute(
            "SELECT coalesce(max(entries), 0) FROM json_each(?) CROSS JOIN story ON story.id = value",
            (to_json(stories),),
        ).fetchone()[0]
        return found

    def _number(self, query: str) -> int:
        found: int = self._connection.execute(query).fetchone()[0]
        return found
