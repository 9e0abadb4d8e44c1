"""What is new about watched stories: which outlets joined or changed something since the user last saw the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.store.schema.outlet_keys import shown_name
from newsdiff.adapters.store.sql.story_edits import resolve_alias
from newsdiff.adapters.store.sql.story_queries import summaries
from newsdiff.adapters.store.sqlite.columns import clean_line, moment, ticks
from newsdiff.core.library.stories import FigureChange, StoryNews

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newsdiff.core.diff.value_changes import ValueChange
    from newsdiff.core.library.stories import NewsKind

_WATCHED = """
    SELECT id, coalesce(told, 0) FROM story WHERE entries > 0 AND watched = 1 AND touched > coalesce(told, 0)
    ORDER BY newest DESC, id DESC
"""
_CHANGED = """
    SELECT entry.id, entry.title, outlet, outlet_key, language, max(entry.changed, coalesce(joined, 0)) AS at,
        coalesce(joined, first_seen) > :told AS arrived,
        EXISTS (
            SELECT 1 FROM entry AS other JOIN feed AS same ON same.id = other.feed_id
            WHERE other.story_id = entry.story_id AND same.outlet_key = feed.outlet_key AND other.id <> entry.id
                AND (other.first_seen, other.id) < (entry.first_seen, entry.id)
        ) AS known,
        earlier.title, earlier.text, body.text,
        (
            SELECT last.title FROM entry AS last JOIN feed AS same ON same.id = last.feed_id
            WHERE last.story_id = entry.story_id AND same.outlet_key = feed.outlet_key AND last.id <> entry.id
                AND (last.published, last.id) < (entry.published, entry.id)
            ORDER BY last.published DESC, last.id DESC LIMIT 1
        )
    FROM entry JOIN feed ON feed.id = feed_id JOIN body ON body.entry_id = entry.id
    LEFT JOIN revision AS earlier ON earlier.id = (
        SELECT id FROM revision WHERE entry_id = entry.id AND until > :told ORDER BY until, id LIMIT 1
    )
    WHERE story_id = :story AND muted = 0 AND entry.removed = 0
        AND max(entry.changed, coalesce(joined, 0)) > :told
    ORDER BY at, published, entry.id
"""


class _Changed(NamedTuple):
    entry: int
    title: str
    outlet: str
    key: str
    language: str
    at: int
    arrived: int
    known: int
    earlier_title: str | None
    """Of the article as the user last saw it; None where it has not changed since."""
    before: str | None
    after: str
    last_title: str | None
    """Of the outlet's article before this one."""


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
        found = _changes(one)
        kind: NewsKind = (
            ("again" if one.known else "joined") if one.arrived else "figure" if found.figures else "revised"
        )
        yield StoryNews(
            story,
            headline,
            kind,
            clean_line(shown_name(one.outlet, one.key)),
            one.entry,
            clean_line(one.title),
            moment(one.at),
            found.figures,
            clean_line(found.earlier_title),
            clean_line(found.sentence),
        )


class _Changes(NamedTuple):
    figures: tuple[FigureChange, ...] = ()
    earlier_title: str = ""
    sentence: str = ""


def _changes(one: _Changed) -> _Changes:
    """What an article says that the user has not seen: against itself before, or the outlet's headline before."""
    if (one.arrived and not (one.known and one.last_title)) or (not one.arrived and one.before is None):
        return _Changes()
    # It compares texts, which is seldom needed.
    from newsdiff.core.clustering.revision_diff import changed_values, new_sentence
    from newsdiff.core.clustering.tokenize import language_of
    from newsdiff.core.diff.value_changes import value_changes

    language = language_of(one.title, one.after, one.language)
    if one.arrived:
        # Two articles may well be about different things, unless the headline is the same but for its figures.
        return _Changes(
            _figures(value for value in value_changes(one.last_title or "", one.title, language) if value.same_form)
        )
    before, title = one.before or "", one.earlier_title or ""
    figures = _figures((*value_changes(title, one.title, language), *changed_values(before, one.after, language)))
    return _Changes(figures, title if title != one.title else "", new_sentence(before, one.after, language))


def _figures(changes: Iterable[ValueChange]) -> tuple[FigureChange, ...]:
    """The changes, each once: that in the headline stands for the same one in the text."""
    found: dict[tuple[str, str], FigureChange] = {}
    for one in changes:
        found.setdefault((one.before, one.after), FigureChange(one.before, one.after, one.subject, one.same_form))
    return tuple(found.values())
