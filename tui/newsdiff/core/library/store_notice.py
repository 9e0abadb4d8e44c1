"""What the user should know about how their store was opened, as a kind and values; `newsdiff.wording` words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

StoreFault = Literal["missing", "empty", "damaged"]
"""What was wrong with the file of a store."""

ReadOnlyReason = Literal["asked", "protected", "full"]
"""Why a store is only read: the caller asked for it, the file is write-protected, the disk takes nothing more."""


@dataclass(frozen=True, slots=True)
class StoreReplaced:
    """A faulty store was replaced, by a backup or by a new store."""

    path: Path
    fault: StoreFault
    kept_as: str
    """The name under which the faulty file is kept beside it; "" where there was no file."""
    backup: date | None
    """The day of the backup that took its place; None: there was no sound one, and a new store was begun."""


@dataclass(frozen=True, slots=True)
class StoreReadOnly:
    """The store can be read, and nothing is kept."""

    path: Path
    reason: ReadOnlyReason
    log_unread: bool = False
    """The last decisions stand in a log that cannot be read from here."""


StoreNotice = StoreReplaced | StoreReadOnly
