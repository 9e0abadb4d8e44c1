"""The bounds a child sets itself, by which the system ends it where the parent cannot see far enough."""

from __future__ import annotations

import os
import select
import threading
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover  # Windows has none; there the parent's clock is the only bound
    resource = None  # type: ignore[assignment]  # so that one name tells both cases


def bound_memory(size: int) -> None:
    """No more than `size` bytes of address space from now on, and no core dumps of the reader's pages."""
    if resource:
        _lower(resource.RLIMIT_AS, size)
        _lower(resource.RLIMIT_CORE, 0)


def bound_growth(size: int | None) -> None:
    """No more than `size` bytes of memory beside what this process has now; None for no such bound.

    Linux alone counts what a process has of its own; elsewhere the address space is the only bound.
    """
    own = _own_memory()
    if resource and own is not None:
        _lower(resource.RLIMIT_DATA, resource.RLIM_INFINITY if size is None else own + size)


def _own_memory() -> int | None:
    """Bytes of this process's heap, stack and other memory of its own, as RLIMIT_DATA counts them (proc(5), statm)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, ValueError, IndexError):  # pragma: no cover  # a system without /proc
        return None
    return pages * resource.getpagesize()


def bound_time(seconds: int) -> None:
    """The system ends this process after so many more seconds of computing. Every task gets its own."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def end_with(parent: int) -> None:
    """Ends this process as soon as nobody holds the other end of the descriptor `parent`, whatever it is doing."""
    poll = select.poll()
    poll.register(parent, 0)

    def watch() -> None:
        poll.poll()
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _lower(limit: int, value: int) -> None:
    """Sets the soft limit only: it has to rise again for the next task, and the hard one could not."""
    hard = resource.getrlimit(limit)[1]
    if hard != resource.RLIM_INFINITY:
        value = hard if value == resource.RLIM_INFINITY else min(value, hard)
    # Refused where the system has no such limit (macOS: RLIMIT_AS) or has set a lower one already.
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (value, hard))
