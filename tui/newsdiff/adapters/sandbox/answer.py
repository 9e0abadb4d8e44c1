"""Reads the answer of a child, which hostile input may have compromised: values may be missing or of another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def text_of(answer: Mapping[str, object], key: str) -> str:
    """The text that an answer has under a key; "" if it has none there."""
    value = answer.get(key)
    return value if isinstance(value, str) else ""
