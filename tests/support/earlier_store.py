"""A store as an earlier newsdiff left it, made from one of today."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.v4_stories import STORIES, story_told

if TYPE_CHECKING:
    from pathlib import Path


def to_version_8(path: Path, version: int = 8) -> None:
    """Takes back what later migrations have changed in a store that is closed: outlets are counted by the names of feeds.

    `version` is what the store says it is, for what an earlier migration is tried on.
    """
    (named,) = (one for one in STORIES if "story_outlet_named" in one)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        for statement in (
            "ALTER TABLE story DROP COLUMN central",
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
