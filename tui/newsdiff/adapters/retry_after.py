"""Hosts that asked to be left in peace, kept in a small file, so that the next start of newsdiff knows it as well."""

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
"""No rest is believed that is longer: the fetcher cuts Retry-After to as much."""

_MOST = 1024 * 1024
"""Bytes of the file that are read."""


def read(path: Path, now: datetime) -> dict[str, datetime]:
    """Until when each host rests; those whose time is over are not in it. A file that makes no sense holds none."""
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
    """Replaces the file in one step, for its owner only. Where it cannot be written, this run still knows them."""
    told = json.dumps({host: until.isoformat() for host, until in rests.items()})
    with suppress(OSError):
        # It is written between two requests, on the event loop, and a power cut costs no more than a request too many.
        atomic_file.write(path, told.encode(), mode=0o600, follow_links=False, durable=False)
