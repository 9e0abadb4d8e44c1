"""Which words of a text are emphasized. Children that parse feeds import it, and need no other model."""

from __future__ import annotations

from typing import NamedTuple


class Emphasis(NamedTuple):
    """Some characters of a text that are bold or italic."""

    start: int
    end: int
    strong: bool
    """Bold; otherwise italic."""
