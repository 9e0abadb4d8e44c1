"""The command line: what can be asked for, and how it ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

# Nothing but click is imported here and in `commands`: --help, --version and shell completion come up at once.
import click

from newsdiff.cli.commands import newsdiff
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.output import log_line
from newsdiff.errors import NewsdiffError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> NoReturn:
    """Run the command that the process was started with, and end the process with its status."""
    # Comparing multiplies many small matrices. With a thread for each core, numpy waits for its threads longer than it
    # works as soon as another program is busy: measured, eight times as long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run a command, say on the standard error what went wrong in one line, and give the exit status."""
    try:
        return newsdiff.main(list(args), prog_name="newsdiff", standalone_mode=False) or ExitStatus.FINE
    except click.UsageError as error:
        asked = error.ctx.command_path if error.ctx else "newsdiff"
        said = error.format_message()
        log_line(f'{said}{"" if said.endswith((".", "?")) else "."} See "{asked} --help".')
        return ExitStatus.BAD_INPUT
    except click.ClickException as error:
        log_line(error.format_message())
        return ExitStatus.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except StoreError as error:
        log_line(str(error))
        return ExitStatus.BAD_STORE
    except NewsdiffError as error:
        log_line(str(error))
        return ExitStatus.BAD_INPUT
    # The last resort for our own mistakes: a traceback would put the reader's texts and addresses on the screen.
    except Exception as error:
        from newsdiff.cli.crash import keep

        log_line(keep(error))
        return ExitStatus.FAILED
