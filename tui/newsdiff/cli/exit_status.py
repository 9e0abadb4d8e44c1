"""Exit statuses."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ended, for the shell and scripts."""

    FINE = 0
    FAILED = 1
    BAD_INPUT = 2
    BAD_STORE = 3
    SOME_FAILED = 4
    """A refresh ended, and some feeds failed."""
    BUSY = 5
    """Another newsdiff is refreshing; nothing was done."""
    INTERRUPTED = 130
    NOBODY_READS = 141
    """The other end of the pipe was closed: the status that a shell shows after SIGPIPE, 128 + 13."""
