"""The command line: commands, messages and exit statuses."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

# Only click is imported at the top here and in `commands`, so that --help, --version and completion are fast.
import click

from newsdiff.cli.commands import newsdiff
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.output import log_line
from newsdiff.cli.process_exit import leave
from newsdiff.errors import NewsdiffError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> NoReturn:
    """Run the command of this process, and exit with its status."""
    # Comparing multiplies many small matrices. With a thread for each core, numpy spends more time waiting for its
    # threads than working as soon as another program is busy: measured, eight times as much.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    leave(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run a command.

    Args:
        args: The arguments, without the name of the program.

    Returns:
        The exit status. What went wrong is written to standard error in one line.
    """
    try:
        return newsdiff.main(list(args), prog_name="newsdiff", standalone_mode=False) or ExitStatus.FINE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "newsdiff"
        message = error.format_message()
        log_line(f'{message}{"" if message.endswith((".", "?")) else "."} See "{command} --help".')
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
    # A bug. A traceback would print articles and addresses to the terminal.
    except Exception as error:
        from newsdiff.cli.crash import keep

        log_line(keep(error))
        return ExitStatus.FAILED
