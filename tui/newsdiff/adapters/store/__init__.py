"""The store: what newsdiff keeps between two runs, in one SQLite file that survives a kill and a full disk."""

from __future__ import annotations

from newsdiff.adapters.store.open import Opened, open_store
from newsdiff.adapters.store.store import FILE_NAME, Store

__all__ = ["FILE_NAME", "Opened", "Store", "open_store"]
