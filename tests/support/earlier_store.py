"""A store as an earlier newsdiff left it, made from one of today."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.v4_stories import STORIES, story_told
from newsdiff.core.clustering.packed_members import unpack_weights

if TYPE_CHECKING:
    from pathlib import Path


def to_version_8(path: Path, version: int = 8) -> None:
    """Takes back what later migrations have changed in a store that is closed: outlets are counted by the names of feeds.

    `version` is what the store says it is, for what an earlier migration is tried on.
    """
    (named,) = (one for one in STORIES if "story_outlet_named" in one)
    to_version_10(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        for statement in (
            "DROP TABLE known_items",
            "DROP TRIGGER story_told",
            "DROP TRIGGER story_outlet_set",
            "DROP TABLE outlet_name",
            "ALTER TABLE feed DROP COLUMN outlet_key",
            story_told("max(changed, coalesce(joined, 0))"),
            named,
            # Each story is counted as it was.
            "UPDATE entry SET revised = revised WHERE story_id IS NOT NULL",
            "UPDATE story SET compared = version WHERE compared IS NOT NULL",
            f"PRAGMA user_version = {version}",
        ):
            direct.execute(statement)


def to_version_10(path: Path) -> None:
    """Takes back what migrations 11 to 13 have changed in a store that is closed: clustered entries are stored at
    length, nothing is bold or italic, and no article is the central one of its story.

    The openings of titles, of which only hashes are stored, are lost.
    """
    member, day, opening = (
        next(one for one in STORIES if name in one)
        for name in ("TABLE story_member", "INDEX story_member_day", "TABLE story_opening")
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        members = direct.execute(
            "SELECT entry.id, day, coalesce(story_member.outlet, feed.outlet), story_member.language, "
            "coalesce(story_member.title, entry.title), column_name, terms, weights "
            "FROM story_member JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id"
        ).fetchall()
        for statement in (
            "ALTER TABLE story DROP COLUMN central",
            "ALTER TABLE body DROP COLUMN emphasis",
            "ALTER TABLE body DROP COLUMN page_emphasis",
            "DROP TRIGGER story_member_title",
            "DROP TRIGGER story_member_outlet",
            "DROP TABLE story_member",
            "DROP TABLE story_opening",
            member,
            day,
            opening,
            "PRAGMA user_version = 10",
        ):
            direct.execute(statement)
        direct.executemany(
            "INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (*head, title.lower()[:300], series, json.dumps(unpack_weights(terms, weights)))
                for *head, title, series, terms, weights in members
            ],
        )
