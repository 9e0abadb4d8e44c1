"""The form in which the store holds the openings of titles: short, and quick to compare. It never changes."""

from __future__ import annotations

import hashlib


def opening_digest(name: str) -> int:
    """The form in which the opening of a title is stored: a hash of 64 bits."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
