"""Writes to standard output and standard error, which may be a terminal, a pipe or closed."""

from __future__ import annotations

import os
import shutil
import sys

from newsdiff.errors import ExportError

WIDEST = 200
"""Greatest width of a table in terminal cells: wider ones are no easier to read."""

IN_A_PIPE = 100
"""Terminal cells of a line if the output is not a terminal."""


def width() -> int:
    """The width of standard output in terminal cells, at most `WIDEST`."""
    if sys.stdout is not None and sys.stdout.isatty():
        return min(WIDEST, shutil.get_terminal_size().columns)
    return IN_A_PIPE


def encoding() -> str:
    """The encoding of standard output."""
    return getattr(sys.stdout, "encoding", None) or "ascii"


def write(text: str) -> None:
    """Write a text to standard output. Characters that its encoding lacks become "?".

    Raises:
        BrokenPipeError: The other end of the pipe was closed.
        ExportError: It cannot be written to.
    """
    if sys.stdout is None:
        raise ExportError("there is no standard output to write to; name a file with -o.")
    stream = sys.stdout.buffer
    try:
        stream.write(text.encode(encoding(), "replace"))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise ExportError(f"the standard output could not be written to ({error.strerror}).") from error


def write_json(value: object) -> None:
    """Write a value to standard output as JSON."""
    import json

    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def drop_output() -> None:
    """Discard what is left for standard output, so that Python does not fail again when it flushes it at exit."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 -- os.devnull is a name and not a path
        os.dup2(nowhere.fileno(), 1)


def log_line(message: str) -> None:
    """Write a message to standard error on one line, cleaned (`core.text.normalize.clean`)."""
    from newsdiff.core.text.normalize import clean

    if sys.stderr is not None:
        print(f"newsdiff: {clean(message, lines=False)}", file=sys.stderr, flush=True)
