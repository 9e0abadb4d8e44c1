"""The store: what newsdiff keeps between two runs, in one SQLite file that survives a kill and a full disk."""

from __future__ import annotations

from newsdiff.adapters.store.open import Opened, open_store
from newsdiff.adapters.store.store import Store
from newsdiff.adapters.store_file import FILE_NAME

__all__ = ["FILE_NAME", "Opened", "Store", "open_store"]
