"""The commands that import and export lists of subscriptions."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.formatting import import_summary
from newsdiff.cli.output import log_line, write
from newsdiff.cli.service_runner import with_feed_service
from newsdiff.text_format import plural
from newsdiff.wording import empty_list, in_private_network, list_fault

if TYPE_CHECKING:
    from newsdiff.service.feed_service import FeedService
    from newsdiff.service.import_export import ImportResult


@click.command("import")
@click.argument("place", metavar="PLACE")
@click.option("--private", is_flag=True, help="The list is my own: its feeds may lie in a private network.")
@click.option("--star-flag", default="", metavar="LETTERS", help="Star the articles that have these flags in newsboat.")
def import_(*, place: str, private: bool, star_flag: str) -> int:
    """Subscribe to the feeds in PLACE: a list in OPML, or newsboat's file "urls"; a file, or an http(s) address. Or
    bring over newsboat's file "cache.db": its articles, which of them were read, and their flags, each of which becomes
    a tag ("flag-s").

    Feeds are fetched by the next "newsdiff refresh". What cannot be taken from the list is told, line by line.
    """

    async def work(service: FeedService) -> ImportResult:
        done = await service.import_list(place, private=private, star_flag=star_flag)
        if done.private and sys.stdin is not None and sys.stdin.isatty():
            asked = f"{in_private_network(done.private)}. Is it your own list?"
            if click.confirm(asked):
                return replace(await service.import_list(place, private=True), added=done.added, known=done.known)
        return done

    done = with_feed_service(work)
    for fault in done.refused:
        log_line(list_fault(fault))
    if done.nothing:
        from newsdiff.adapters.urls import source_name

        log_line(empty_list(source_name(place)))
        return ExitStatus.BAD_INPUT
    if done.private:
        log_line(
            f"{in_private_network(done.private)} and {plural(done.private, 'is', 'are')} not fetched. "
            "If the list is your own, import it with --private."
        )
    write(import_summary(done))
    return ExitStatus.FINE


@click.command("export-opml")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FILE]")
@click.option("--secrets", is_flag=True, help="Write the passwords and keys that stand in addresses.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def export_opml(*, file: Path | None, secrets: bool, force: bool) -> None:
    """Write the subscriptions as OPML to FILE, or to the standard output, for other programs."""
    where = None if file is None or str(file) == "-" else file

    async def work(service: FeedService) -> tuple[bytes, tuple[str, ...]]:
        export = await service.export_opml(where, secrets=secrets, force=force)
        return export.data, export.redacted

    data, redacted = with_feed_service(work)
    if where is None:
        write(data.decode())
    for title in redacted:
        log_line(f"{title}: its address was written without its password or key; --secrets writes it.")


COMMANDS = (import_, export_opml)
"""The commands of this module."""
