"""The main command, and the commands that open articles and show the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsdiff import __version__
from newsdiff.cli import add_feed, compare, feeds, model, stories, subscription_lists
from newsdiff.cli.compare import require_sources
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.output import drop_output, require_terminal, write
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsdiff.config import Config
    from newsdiff.service import AppContext

_EXIT_CODES = """\b
Exit status:
  0    success
  1    newsdiff crashed; the message names the log
  2    an argument or input cannot be used; the message says which
  3    the store of feeds, articles and your own matches is from a newer newsdiff, or cannot be used
  4    some feeds could not be refreshed, with a line each that says why
  5    another newsdiff is refreshing
  130  interrupted with ctrl+c
"""


class _Commands(click.Group):
    """The commands, with what all of them do on an interrupt, a broken pipe and an unknown command."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(ExitStatus.INTERRUPTED)
        except BrokenPipeError:
            drop_output()
            ctx.exit(ExitStatus.NOBODY_READS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            hint = f'; to open it, type "newsdiff open {name}"' if "." in name or "/" in name else ""
            raise click.UsageError(f"there is no command {name}{hint}.", ctx)
        return super().resolve_command(ctx, args)


AT_ONCE = 0.3
"""Seconds to wait for the articles before the screen is shown without them."""


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, "-V", "--version", message="newsdiff %(version)s", help="Print the version.")
@click.pass_context
def newsdiff(ctx: click.Context) -> None:
    """Read one story as several outlets tell it, side by side, sentence against sentence.

    Without a command, newsdiff opens your feeds, and its sample story as long as there are none.

    \b
    Examples:
      newsdiff                                  your feeds, or the sample story
      newsdiff open gazette.txt herald.html     two articles of your own
      newsdiff open https://example.org/a https://example.com/b
      newsdiff compare --html -o story.html articles/
      newsdiff add https://example.org          its feed, found and fetched
      newsdiff refresh                          what is new in all feeds

    \b
    To have your shell complete commands and options, put one line into its start-up file:
      bash   eval "$(_NEWSDIFF_COMPLETE=bash_source newsdiff)"
      zsh    eval "$(_NEWSDIFF_COMPLETE=zsh_source newsdiff)"
      fish   _NEWSDIFF_COMPLETE=fish_source newsdiff | source
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(_screen(()))


for _command in (
    *compare.COMMANDS,
    *add_feed.COMMANDS,
    *feeds.COMMANDS,
    *subscription_lists.COMMANDS,
    *stories.COMMANDS,
    *model.COMMANDS,
):
    newsdiff.add_command(_command)


@newsdiff.command("open")
@click.argument("sources", nargs=-1, metavar="PLACE...")
@click.pass_context
def open_(ctx: click.Context, sources: tuple[str, ...]) -> None:
    """Open articles as one story in the compare view.

    A PLACE is a file (plain text, Markdown, HTML, JSON), a folder of such files, or an http(s) address.

    \b
    Examples:
      newsdiff open gazette.txt herald.html
      newsdiff open articles/
      newsdiff open https://example.org/a saved-copy.html
      newsdiff open -- -odd-name.txt other.txt
    """
    require_sources(ctx, sources)
    ctx.exit(_screen(sources))


@newsdiff.command()
@click.option("--path", "only_path", is_flag=True, help="Print only the path of the file.")
@click.option("--init", is_flag=True, help="Write a file of commented defaults; nothing is overwritten.")
def config(*, only_path: bool, init: bool) -> None:
    """Show where the configuration file is, or write one to start from."""
    from newsdiff import config as settings

    path = settings.config_file()
    if init:
        _write_defaults(path, settings.default_file())
        write(f"{path} now holds the defaults, with comments.\n")
    elif only_path:
        write(f"{path}\n")
    else:
        there = (
            "exists" if path.exists() else 'does not exist, so the defaults apply; "newsdiff config --init" writes them'
        )
        write(f"{path} {there}.\n")


def _screen(sources: Sequence[str]) -> int:
    """Run the app with the articles of some sources, and return the exit status."""
    require_terminal()
    import gc
    import sys

    # Nothing that is loaded before the first frame becomes garbage, and collecting it took a tenth of the time; the app
    # turns garbage collection on again once the story is shown.
    gc.disable()
    # Threads that read and write the store must not delay keys: Python's default is 5 ms.
    sys.setswitchinterval(0.001)

    from newsdiff.cli.process_exit import no_suspension

    with no_suspension():
        from newsdiff import config as settings
        from newsdiff.cli.event_loop import run_async

        return run_async(_shown(sources, settings.load(settings.config_file())))


async def _shown(sources: Sequence[str], settings: Config) -> int:
    import asyncio

    from newsdiff.app.app import NewsdiffApp
    from newsdiff.cli.process_exit import ENDINGS, ExitSignals
    from newsdiff.service import AppContext

    with ExitSignals() as signals:
        async with AppContext(settings) as context:
            loading = None
            if sources or not await asyncio.to_thread(_has_feeds, context):
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


def _has_feeds(context: AppContext) -> bool:
    """Whether there are feeds in the store, which is not created if there is none."""
    from newsdiff.adapters.store import FILE_NAME
    from newsdiff.config import data_dir

    return (data_dir() / FILE_NAME).exists() and bool(context.feed_service.store.feeds())


def _write_defaults(path: Path, text: str) -> None:
    from newsdiff.exports.output_file import save

    if path.exists():
        raise ConfigError(f"{path} exists and was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"the folder {path.parent} could not be made ({error.strerror}).") from error
    save(text.encode(), path)
