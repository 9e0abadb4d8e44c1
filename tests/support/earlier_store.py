"""A store as an earlier newsdiff left it, made from one of today."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.v4_stories import STORIES, story_told
from newsdiff.adapters.store.schema.v11_compact_members import MEMBERS, TRIGGERS
from newsdiff.core.clustering.packed_members import unpack_weights
from newsdiff.core.clustering.terms import term_of
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.stemming import word_stemmer

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
    """Takes back what migrations 11 to 16 have changed in a store that is closed: clustered entries are stored at
    length, nothing is bold or italic, and no article is the central one of its story.

    The openings of titles, of which only hashes are stored, are lost.
    """
    to_version_15(path)
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
                (
                    *head,
                    title.lower()[:300],
                    series,
                    json.dumps(dict(zip(terms.split(), numbers(weights), strict=True))),
                )
                for *head, title, series, terms, weights in members
            ],
        )


def to_version_15(path: Path) -> None:
    """Takes back what migration 16 has changed in a store that is closed: terms are stored as words.

    The words are those of the stored titles and texts; of what is not in them nothing is left.
    """
    (member,) = (one for one in MEMBERS if "CREATE TABLE story_member" in one)
    (word,) = (one for one in STORIES if "TABLE story_word" in one)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        told = direct.execute(
            "SELECT story_member.*, entry.title, body.text FROM story_member JOIN entry ON entry.id = entry_id "
            "JOIN body USING (entry_id)"
        ).fetchall()
        known: dict[int, tuple[str, str]] = {}
        members = []
        for *head, packed, title, text in told:
            known |= {term_of(stem, head[2]): (head[2], stem) for stem in stems(f"{title} {text}", head[2])}
            weights = {known[term][1]: weight for term, weight in unpack_weights(packed).items() if term in known}
            units = struct.pack(f"<{len(weights)}H", *(round(weight * 10_000) for weight in weights.values()))
            members.append((*head, " ".join(weights), units))
        words = [
            (*known[term], documents)
            for term, documents in direct.execute("SELECT term, documents FROM story_term")
            if term in known
        ]
        for statement in ("DROP TABLE story_term", "DROP TABLE story_member", word, member, *TRIGGERS[:1]):
            direct.execute(statement)
        for trigger in TRIGGERS[1:]:
            direct.execute(f"DROP TRIGGER IF EXISTS {trigger.split()[2]}")
            direct.execute(trigger)
        direct.executemany("INSERT INTO story_member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", members)
        direct.executemany("INSERT INTO story_word VALUES (?, ?, ?)", words)
        direct.execute("PRAGMA user_version = 15")


def stems(text: str, language: str) -> list[str]:
    """The stems of the words of a text, function words included."""
    stem = word_stemmer(language)
    return [stem(word) for word in re.findall(r"\w+", fold(text))]


def numbers(weights: bytes) -> list[float]:
    """Weights as a store of versions 11 to 15 has them."""
    return [unit / 10_000 for (unit,) in struct.iter_unpack("<H", weights)]
