"""Resource limits that a child sets for itself, by which the system kills it."""

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
    """Limits the address space to `size` bytes, and disables core dumps, which would contain pages."""
    if resource:
        _lower(resource.RLIMIT_AS, size)
        _lower(resource.RLIMIT_CORE, 0)


def bound_growth(size: int | None) -> None:
    """Limits memory to `size` bytes more than this process has now; None removes the limit.

    Only Linux counts the private memory of a process; elsewhere the address space is the only limit.
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
    """Has the system kill this process after so many more seconds of CPU time. Set anew for each task."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def end_with(parent: int) -> None:
    """Exits this process as soon as the other end of the descriptor `parent` is closed, whatever it is doing."""
    poll = select.poll()
    poll.register(parent, 0)

    def watch() -> None:
        poll.poll()
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _lower(limit: int, value: int) -> None:
    """Sets only the soft limit, since it must be raised again for the next task, which a hard limit cannot be."""
    hard = resource.getrlimit(limit)[1]
    if hard != resource.RLIM_INFINITY:
        value = hard if value == resource.RLIM_INFINITY else min(value, hard)
    # Fails where the system has no such limit (macOS: RLIMIT_AS) or a lower one is set already.
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (value, hard))
