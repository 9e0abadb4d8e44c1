"""Hosts that sent Retry-After, in a small file, so that other runs of newsdiff observe it too."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsdiff import atomic_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONGEST = timedelta(days=1)
"""Longer times are ignored: the fetcher shortens Retry-After to this."""

_MOST = 1024 * 1024
"""Bytes of the file that are read."""


def read(path: Path, now: datetime) -> dict[str, datetime]:
    """Host -> when its Retry-After is over, without those that are over. Empty if the file is invalid."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    found = {}
    for host, text in told.items() if isinstance(told, dict) else ():
        with suppress(ValueError, TypeError, OverflowError):
            until = datetime.fromisoformat(text).astimezone(UTC)
            if now < until <= now + LONGEST:
                found[host] = until
    return found


def write(path: Path, rests: Mapping[str, datetime]) -> None:
    """Replaces the file atomically, readable by its owner only. If it cannot be written, only this run observes
    them."""
    told = json.dumps({host: until.isoformat() for host, until in rests.items()})
    with suppress(OSError):
        # It is written on the event loop, between two requests, so it is not flushed: a power cut costs one request at
        # most.
        atomic_file.write(path, told.encode(), mode=0o600, follow_links=False, durable=False)
