"""What is new about watched stories: which outlets joined or changed something since the user last saw the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.store.sql.story_edits import resolve_alias
from newsdiff.adapters.store.sql.story_queries import summaries
from newsdiff.adapters.store.sqlite.columns import clean_line, moment, ticks
from newsdiff.core.library.stories import StoryNews

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newsdiff.core.library.stories import NewsKind

_WATCHED = """
    SELECT id, coalesce(told, 0) FROM story WHERE entries > 0 AND watched = 1 AND touched > coalesce(told, 0)
    ORDER BY newest DESC, id DESC
"""
_CHANGED = """
    SELECT entry.id, entry.title, outlet, language, max(entry.changed, coalesce(joined, 0)) AS at,
        coalesce(joined, first_seen) > :told AS arrived,
        EXISTS (
            SELECT 1 FROM entry AS other JOIN feed AS same ON same.id = other.feed_id
            WHERE other.story_id = entry.story_id AND same.outlet = feed.outlet AND other.id <> entry.id
                AND (other.first_seen, other.id) < (entry.first_seen, entry.id)
        ) AS known,
        (SELECT revision.text FROM revision WHERE entry_id = entry.id ORDER BY until DESC, revision.id DESC LIMIT 1),
        body.text
    FROM entry JOIN feed ON feed.id = feed_id JOIN body ON body.entry_id = entry.id
    WHERE story_id = :story AND muted = 0 AND entry.removed = 0
        AND max(entry.changed, coalesce(joined, 0)) > :told
    ORDER BY at, published, entry.id
"""


class _Changed(NamedTuple):
    entry: int
    title: str
    outlet: str
    language: str
    at: int
    arrived: int
    known: int
    before: str | None
    after: str


def unseen(connection: sqlite3.Connection) -> tuple[StoryNews, ...]:
    """The news of watched stories that the user has not seen yet: the latest story first, each in order of time."""
    return tuple(one for story, seen in connection.execute(_WATCHED).fetchall() for one in _of(connection, story, seen))


def mark_seen(connection: sqlite3.Connection, some: Iterable[StoryNews]) -> None:
    """Record that the user has seen some news."""
    for one in some:
        connection.execute(
            "UPDATE story SET told = max(coalesce(told, 0), ?) WHERE id = ?",
            (ticks(one.at), resolve_alias(connection, one.story)),
        )


def _of(connection: sqlite3.Connection, story: int, since: int) -> Iterator[StoryNews]:
    headline = summaries(connection, [story])[0].headline
    rows = connection.execute(_CHANGED, {"story": story, "told": since}).fetchall()
    for row in rows:
        one = _Changed(*row)
        figures = () if one.arrived else _figures(one)
        kind: NewsKind = ("again" if one.known else "joined") if one.arrived else "figure" if figures else "revised"
        yield StoryNews(
            story, headline, kind, clean_line(one.outlet), one.entry, clean_line(one.title), moment(one.at), figures
        )


def _figures(one: _Changed) -> tuple[tuple[str, str], ...]:
    """The figures that differ from the earlier text of an article: each as it was and as it is."""
    if one.before is None:
        return ()
    # It compares texts, which is seldom needed.
    from newsdiff.core.clustering.revision_diff import changed_figures
    from newsdiff.core.clustering.tokenize import language_of

    return changed_figures(one.before, one.after, language_of(one.title, one.after, one.language))
