"""The command line: commands, messages and exit statuses."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.output import drop_output, log_line
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
        return _run(args)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return ExitStatus.NOBODY_READS
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


def _run(args: Sequence[str]) -> int:
    # The feeds are what is opened most often, and need no command. A shell asks for completions in a variable.
    if args or "_NEWSDIFF_COMPLETE" in os.environ:
        from newsdiff.cli.commands import invoke

        return invoke(args)
    from newsdiff.cli.screen import show

    return show(())
