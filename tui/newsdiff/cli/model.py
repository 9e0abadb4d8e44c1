"""The command about the sentence encoder: show it, check it, set another, fetch one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsdiff.cli.output import log_line, write
from newsdiff.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.adapters.encoder import EncoderModel

_LANGUAGES = click.option(
    "--languages",
    default="en",
    show_default=True,
    metavar="CODES",
    help='Languages that the model reads: codes such as "en,de", or "all".',
)


@click.group(invoke_without_command=True)
@click.pass_context
def model(ctx: click.Context) -> None:
    """Show, check, set or fetch the model that reads sentences for what they mean.

    The model of newsdiff[model] is used as soon as it is installed. It reads English; articles in other languages are
    compared by their words. Any folder with model.onnx, which gives last_hidden_state, and tokenizer.json can take its
    place. Models run in a process of their own, offline, and are checked against their SHA-256 each time.

    \b
    Examples:
      newsdiff model                        which one is used
      newsdiff model check                  whether it works, and how fast
      newsdiff model set ~/models/e5 --languages all
      newsdiff model set off                compare by words alone
      newsdiff model set auto               the installed one again
      newsdiff model fetch https://example.org/model.zip --sha256 0123...
    """
    if ctx.invoked_subcommand is None:
        found = _current()
        write(_described(found) if found else _none())


@model.command("check")
def check_() -> None:
    """Load the model and have it read two sentences."""
    from newsdiff.service.encoder_models import check

    found = _current()
    if found is None:
        raise EncoderError(_none().strip())
    trial = check(found)
    write(
        _described(found)
        + f"It works: {trial.tokens} tokens read in {trial.seconds:.1f} s, {trial.size} numbers for each.\n"
    )


@model.command("set")
@click.argument("which", metavar="FOLDER|auto|off")
@_LANGUAGES
def set_(*, which: str, languages: str) -> None:
    """Use the model in FOLDER, the installed one (auto) or none (off)."""
    if which not in {"auto", "off"}:
        from newsdiff.config import data_dir
        from newsdiff.service.encoder_models import choose

        which = choose(Path(which), _codes(languages), data_dir()).name
    _keep(which)


@model.command("fetch")
@click.argument("address")
@click.option("--sha256", required=True, metavar="HASH", help="Expected SHA-256 of the file, from its publisher.")
@_LANGUAGES
def fetch_(*, address: str, sha256: str, languages: str) -> None:
    """Download a ZIP file with model.onnx and tokenizer.json, check it, and use it from now on.

    A download that breaks off is gone on with by the same command.
    """
    from newsdiff.cli.event_loop import run_async
    from newsdiff.config import data_dir
    from newsdiff.service.encoder_models import fetch

    found = run_async(fetch(address, sha256, _codes(languages), data_dir(), _progress()))
    _keep(found.name)


def _progress() -> Callable[[int, int | None], None]:
    """Say every 10 MB how far a download is."""
    step = 10 * 2**20
    said = 0

    def progress(size: int, total: int | None) -> None:
        nonlocal said
        if size // step > said:
            said = size // step
            log_line(f"{size / 2**20:.0f} MB" + (f" of {total / 2**20:.0f} MB" if total else ""))

    return progress


def _current() -> EncoderModel | None:
    from newsdiff.config import config_file, data_dir, load
    from newsdiff.service.encoder_models import current

    return current(load(config_file()).model, data_dir())


def _keep(name: str) -> None:
    from newsdiff.config import config_file, save_setting

    save_setting(config_file(), "model", name)
    found = _current()
    write(_described(found) if found else _none())


def _codes(languages: str) -> tuple[str, ...]:
    codes = tuple(code.strip().lower() for code in languages.split(",") if code.strip())
    if codes == ("all",):
        return ()
    if not codes or any(not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3) for code in codes):
        raise click.BadParameter('give two-letter codes separated by commas, such as "en,de", or "all".')
    return codes


def _described(found: EncoderModel) -> str:
    reads = ", ".join(found.languages) if found.languages else "every language"
    return f"{found.name} reads {reads}.\n{found.weights}\nSHA-256 {found.weights_sha256}\n"


def _none() -> str:
    from newsdiff.adapters.encoder.models import INSTALL
    from newsdiff.config import config_file, load

    if load(config_file()).model == "off":
        return 'No model is used: sentences are compared by their words. "newsdiff model set auto" turns it on.\n'
    return f"No model is installed: sentences are compared by their words. Install one with: {INSTALL}\n"


COMMANDS = (model,)
