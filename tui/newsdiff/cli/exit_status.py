"""Status: the numbers that newsdiff ends with."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ended, for the shell."""

    FINE = 0
    FAILED = 1
    BAD_INPUT = 2
    BAD_STORE = 3
    SOME_FAILED = 4
    """A refresh ended, and some feeds brought nothing."""
    BUSY = 5
    """Another newsdiff is refreshing."""
    INTERRUPTED = 130
    NOBODY_READS = 141
    """The reader of our output has gone: what a shell shows for a command that SIGPIPE ended."""
