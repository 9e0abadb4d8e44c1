"""Resource limits that a child sets for itself, by which the system kills it."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from contextlib import suppress
from typing import Final

try:
    import resource
except ImportError:  # pragma: no cover  # Windows has none; there the parent's clock is the only bound
    resource = None  # type: ignore[assignment]  # so that one name tells both cases

_PR_SET_PDEATHSIG: Final = 1
"""The option of prctl(2) that names the signal for the end of the parent; from linux/prctl.h."""


def bound_memory(size: int) -> None:
    """Limit the address space to `size` bytes, and disable core dumps, which would contain pages."""
    if resource:
        _lower(resource.RLIMIT_AS, size)
        _lower(resource.RLIMIT_CORE, 0)


def bound_growth(size: int | None) -> None:
    """Limit memory to `size` bytes more than this process has now; None removes the limit.

    Only Linux counts the private memory of a process; elsewhere the address space is the only limit.
    """
    own = _own_memory()
    if resource and own is not None:
        _lower(resource.RLIMIT_DATA, resource.RLIM_INFINITY if size is None else own + size)


def _own_memory() -> int | None:
    """Bytes of this process's heap, stack and other memory of its own, as RLIMIT_DATA counts them (proc(5), statm)."""
    try:
        # pathlib takes 2 ms to import, which each child would pay.
        with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
            pages = int(numbers.read().split()[5])
    except (OSError, ValueError, IndexError):  # pragma: no cover  # a system without /proc
        return None
    return pages * resource.getpagesize()


def bound_time(seconds: int) -> None:
    """Have the system kill this process after this many more seconds of CPU time. Set again for each task."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def end_with(parent: int) -> None:
    """Exit this process as soon as the other end of the descriptor `parent` is closed.

    It takes effect between two steps of Python: C code that keeps the interpreter to itself, such as a regular
    expression, delays it. `die_with_parent` has no such limit.
    """
    poll = select.poll()
    poll.register(parent, 0)

    def watch() -> None:
        poll.poll()
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def die_with_parent() -> None:
    """Have the system kill this process when the thread that started it ends, whatever runs here. Linux alone can.

    A signal from the pipe of the requests would not do: the one for the last bytes of a request may come when these
    have been read, and would kill a healthy process.
    """
    if not sys.platform.startswith("linux"):  # pragma: no cover
        return
    # Imported lazily: the parent, which has these functions too, does not need it.
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _lower(limit: int, value: int) -> None:
    """Set only the soft limit, since it must be raised again for the next task, which a hard limit cannot be."""
    hard = resource.getrlimit(limit)[1]
    if hard != resource.RLIM_INFINITY:
        value = hard if value == resource.RLIM_INFINITY else min(value, hard)
    # Fails where the system has no such limit (macOS: RLIMIT_AS) or a lower one is set already.
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (value, hard))
