"""How much can run at once on this machine."""

from __future__ import annotations

import os


def cores() -> int:
    """How many processors this process may use."""
    # Not every system knows about affinity.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
