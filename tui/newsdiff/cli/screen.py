"""Runs the app on the terminal. It imports no command, so that a bare `newsdiff` does not wait for them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newsdiff.cli.exit_status import ExitStatus
from newsdiff.errors import TerminalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.config import Config

AT_ONCE = 0.3
"""Seconds to wait for the articles before the screen is shown without them."""


def show(sources: Sequence[str]) -> int:
    """Run the app with the articles of some sources, without any with the feeds, and return the exit status.

    Raises:
        NewsdiffError: There is no terminal, or nothing to show; the message says why.
    """
    _require_terminal()
    import gc

    # Nothing that is loaded before the first frame becomes garbage, and collecting it took a tenth of the time; the app
    # turns garbage collection on again once the story is shown.
    gc.disable()

    from newsdiff.cli.process_exit import no_suspension

    with no_suspension():
        from newsdiff import config as settings
        from newsdiff.cli.event_loop import run_async
        from newsdiff.cli.thread_turns import loop_of_screen

        return run_async(run_app(sources, settings.load(settings.config_file())), loop_of_screen)


def _require_terminal() -> None:
    """Raise a TerminalError that says why the screen cannot be drawn here, if it cannot."""
    # Textual writes to standard error and reads standard input. Into a pipe it would write escape sequences.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        reason = "and its input or output is not one here"
    elif os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        reason = "and TERM names none that can move its cursor"
    else:
        return
    raise TerminalError(f'the screen needs a terminal, {reason}; "newsdiff compare" works without one.')


async def run_app(sources: Sequence[str], settings: Config) -> int:
    """Run the app until the reader leaves it, and return the exit status.

    Raises:
        NewsdiffError: There is nothing to show, or something of the reader's could not be stored.
    """
    import asyncio

    from newsdiff.app.app import NewsdiffApp
    from newsdiff.cli.process_exit import ENDINGS, ExitSignals
    from newsdiff.service import AppContext

    with ExitSignals() as signals:
        async with AppContext(settings) as context:
            loading = None
            if sources or not await asyncio.to_thread(context.has_feeds):
                loading = asyncio.create_task(context.load_articles(sources))
                # By then files are read, and the story is in the first frame. What takes longer is shown when it comes.
                await asyncio.wait([loading], timeout=AT_ONCE)
                if loading.done():
                    loading.result()
            app = NewsdiffApp(context, settings, loading)
            loop = asyncio.get_running_loop()
            signals.watch(ENDINGS, lambda status: loop.call_soon_threadsafe(app.end, status), app.restore_terminal)
            try:
                unshown = await app.run_async()
            finally:
                await app.session.finish()
    for error in (app.crash, unshown, app.session.unstored):
        if error:
            raise error
    return app.return_code or ExitStatus.FINE
