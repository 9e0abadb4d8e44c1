"""How the store holds the terms of clustered entries and the openings of titles: short, and quick to read.

The form is that of migration 11 and never changes.
"""

from __future__ import annotations

import hashlib
from struct import error, pack, unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNITS = 10_000
"""Weights have four decimals."""
_MOST = 2**16 - 1


def to_columns(weights: Mapping[str, float]) -> tuple[str, bytes]:
    """Terms with spaces between them, and their weights in ten thousandths, two bytes each, the lower one first."""
    units = [min(max(round(weight * _UNITS), 0), _MOST) for weight in weights.values()]
    return " ".join(weights), pack(f"<{len(units)}H", *units)


def from_columns(terms: str, weights: bytes) -> dict[str, float]:
    """The inverse of `to_columns`; nothing from damaged columns."""
    try:
        words = terms.split()
        return dict(zip(words, [unit / _UNITS for unit in unpack(f"<{len(words)}H", weights)], strict=True))
    except (AttributeError, TypeError, error):
        return {}


def opening_digest(name: str) -> int:
    """The form in which the opening of a title is stored: a hash of 64 bits."""
    digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
