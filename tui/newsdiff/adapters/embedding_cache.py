"""Vectors of sentences on the disk, so that a model reads each sentence once. They may be deleted at any time."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST = 4_000
"""Sentences that are kept, of all models: some 100 MB. The oldest go first."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    number INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    sentence BLOB NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (model, sentence)
)
"""


def load(path: Path, model: str, texts: Sequence[str]) -> dict[str, bytes]:
    """The vectors of those sentences that the file has, as they were given to `save`; none where it cannot be read."""
    try:
        with closing(_open(path)) as connection:
            found = {}
            for text in texts:
                row = connection.execute(
                    "SELECT vector FROM vectors WHERE model = ? AND sentence = ?", (model, _key(text))
                ).fetchone()
                if row is not None and isinstance(row[0], bytes):
                    found[text] = row[0]
            return found
    except (OSError, sqlite3.Error):
        return {}


def save(path: Path, model: str, vectors: Mapping[str, bytes]) -> bool:
    """Keep the vectors of some sentences; false where the disk would not take them."""
    try:
        with closing(_open(path)) as connection, connection:
            connection.executemany(
                "INSERT OR IGNORE INTO vectors (model, sentence, vector) VALUES (?, ?, ?)",
                ((model, _key(text), vector) for text, vector in vectors.items()),
            )
            connection.execute("DELETE FROM vectors WHERE number <= (SELECT max(number) FROM vectors) - ?", (MOST,))
    except (OSError, sqlite3.Error):
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # What somebody reads is nobody else's business, not even by its hashes.
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=5)
    try:
        connection.execute(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(text: str) -> bytes:
    """A sentence is not kept in clear: its hash is enough to find it again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
