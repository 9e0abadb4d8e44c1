"""Streams: the terminal or the pipes that newsdiff was started with, and how it writes to them."""

from __future__ import annotations

import os
import shutil
import sys

import click

from newsdiff.errors import ExportError

WIDEST = 200
"""Cells beyond which a table gets no easier to read."""

IN_A_PIPE = 100
"""Cells of a line where there is no terminal to ask."""


def require_terminal() -> None:
    """Make sure that a screen can be drawn.

    Raises:
        click.ClickException: It cannot, and why.
    """
    # Textual draws on the standard error and reads the standard input; into a pipe it would write escape codes.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        reason = "and its input or output is none here"
    elif os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        reason = "and TERM names none that can move its cursor"
    else:
        return
    raise click.ClickException(f'the screen needs a terminal, {reason}; "newsdiff compare" works without one.')


def width() -> int:
    """Cells of a line on the standard output."""
    if sys.stdout is not None and sys.stdout.isatty():
        return min(WIDEST, shutil.get_terminal_size().columns)
    return IN_A_PIPE


def encoding() -> str:
    """What the standard output is encoded in."""
    return getattr(sys.stdout, "encoding", None) or "ascii"


def write(text: str) -> None:
    """Write a text to the standard output.

    Raises:
        BrokenPipeError: Nobody reads it any more.
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


def drop_output() -> None:
    """Send what is left for the standard output nowhere, so that Python does not fail on it again when it ends."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 -- os.devnull is a name and not a path
        os.dup2(nowhere.fileno(), 1)


def log_line(message: str) -> None:
    """Write one line to the standard error, with nothing in it that a terminal would act on."""
    from newsdiff.core.text.normalize import clean

    if sys.stderr is not None:
        click.echo(f"newsdiff: {clean(message, lines=False)}", err=True)
