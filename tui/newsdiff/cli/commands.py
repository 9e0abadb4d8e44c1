"""The main command, and the commands that open articles and show the settings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from newsdiff import __version__
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.output import drop_output, log_line, write
from newsdiff.cli.screen import show
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

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

_MODULES: Final[Mapping[str, str]] = {
    "add": "add_feed",
    "compare": "compare",
    "export-opml": "subscription_lists",
    "feeds": "feeds",
    "group": "stories",
    "import": "subscription_lists",
    "model": "model",
    "refresh": "feeds",
    "remove": "feeds",
    "search": "feeds",
    "stories": "stories",
}
"""The commands in modules of their own, which are imported when they are asked for."""


def invoke(args: Sequence[str]) -> int:
    """Run a command.

    Args:
        args: The arguments, without the name of the program.

    Returns:
        The exit status. What is wrong with the arguments is written to standard error in one line.

    Raises:
        NewsdiffError, KeyboardInterrupt: The command failed, or was interrupted before it began.
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
    except click.Abort:
        return ExitStatus.INTERRUPTED


class _Commands(click.Group):
    """The commands, with what all of them do on an interrupt, a broken pipe and an unknown command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_MODULES))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        commands: tuple[click.Command, ...] = import_module(f"newsdiff.cli.{_MODULES[cmd_name]}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)

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
        ctx.exit(show(()))


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
    from newsdiff.cli.compare import require_sources

    require_sources(ctx, sources)
    ctx.exit(show(sources))


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


def _write_defaults(path: Path, text: str) -> None:
    from newsdiff.exports.output_file import save

    if path.exists():
        raise ConfigError(f"{path} exists and was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"the folder {path.parent} could not be made ({error.strerror}).") from error
    save(text.encode(), path)
