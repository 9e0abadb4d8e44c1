"""Token vectors on the disk, so that a model reads each sentence once. The file may be deleted at any time."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_BYTES: Final = 96 * 2**20
"""Bytes of vectors that are kept, of all models: some 4,000 sentences of thirty tokens. The oldest go first."""

FILE_NAME: Final = "token-vectors.sqlite3"

FORMER_NAME: Final = "vectors.sqlite3"
"""The file of an earlier edition, with one vector a sentence. Nothing reads it any more."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sentence (
    number INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    sentence BLOB NOT NULL,
    size INTEGER NOT NULL,
    vectors BLOB NOT NULL,
    spans BLOB NOT NULL,
    UNIQUE (model, sentence)
)
"""


class PackedVectors(NamedTuple):
    """The token vectors of one sentence as they are stored and sent."""

    size: int
    """Numbers in a vector."""
    vectors: bytes
    """float16, little-endian, one token after the other."""
    spans: bytes
    """int32, little-endian: for each token its start and end in the text, in characters."""


def load(path: Path, model: str, texts: Sequence[str]) -> dict[str, PackedVectors]:
    """The vectors of those sentences that the file has; none where it cannot be read.

    Args:
        path: The file.
        model: The key of the model.
        texts: The sentences.
    """
    if not path.exists():
        return {}
    found = {}
    try:
        with closing(_open(path)) as connection:
            for text in texts:
                row = connection.execute(
                    "SELECT size, vectors, spans FROM sentence WHERE model = ? AND sentence = ?", (model, _key(text))
                ).fetchone()
                match row:
                    case (int(size), bytes(vectors), bytes(spans)):
                        found[text] = PackedVectors(size, vectors, spans)
    except (OSError, sqlite3.Error):
        return {}
    return found


def save(path: Path, model: str, vectors: Mapping[str, PackedVectors], *, most: int = MAX_BYTES) -> bool:
    """Keep the vectors of some sentences, and drop the oldest over `most` bytes; False if the disk refuses them."""
    try:
        with closing(_open(path)) as connection:
            with connection:
                connection.executemany(
                    "INSERT OR IGNORE INTO sentence (model, sentence, size, vectors, spans) VALUES (?, ?, ?, ?, ?)",
                    ((model, _key(text), *one) for text, one in vectors.items()),
                )
                connection.execute(
                    "DELETE FROM sentence WHERE number <= (SELECT max(number) FROM (SELECT number, "
                    "sum(length(vectors) + length(spans)) OVER (ORDER BY number DESC) AS bytes FROM sentence) "
                    "WHERE bytes > ?)",
                    (most,),
                )
            # What was dropped leaves the file in small steps, and never all at once while somebody waits.
            connection.execute("PRAGMA incremental_vacuum(500)")
    except (OSError, sqlite3.Error):
        return False
    return True


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        path.with_name(FORMER_NAME).unlink(missing_ok=True)
    # What somebody reads is nobody else's business, not even by its hashes.
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=5)
    try:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(text: str) -> bytes:
    """A sentence is not kept in clear: its hash is enough to find it again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
