"""An empty store for each test that does not make one of its own."""

from __future__ import annotations

from support.store_fixtures import path, store

__all__ = ["path", "store"]
