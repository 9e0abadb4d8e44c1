"""The commands that group the items of a file into stories, and list the stories of the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsdiff.cli import param_types
from newsdiff.cli.formatting import story_json, story_lines
from newsdiff.cli.output import log_line, write, write_json
from newsdiff.cli.service_runner import with_feed_service
from newsdiff.errors import unreadable
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsdiff.adapters.jsonl_items import IdentifiedItem
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.service.feed_service import FeedService

AT_ONCE = 200
"""Lines that are written at once."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", is_flag=True, expose_value=False, help="Print JSON, the only format there is.")
def group(*, file: Path) -> None:
    """Group the items in FILE into stories, as if they came hour by hour, and print the story of each.

    FILE has one JSON object a line, with "id", "title", "published" (ISO 8601) and, if known, "summary", "outlet" and
    "language"; "-" is the standard input. A line with "id" and "story" is printed for each, in the order of their
    times. Nothing is kept.
    """
    import json
    from itertools import islice

    lines_of_json = (json.dumps({"id": key, "story": story}) + "\n" for key, story in _grouped(_items(file)))
    while some := "".join(islice(lines_of_json, AT_ONCE)):
        write(some)


@click.command("stories")
@click.option(
    "--since",
    callback=param_types.since,
    metavar="SPAN",
    default="",
    help="Only stories with articles from this long: 30m, 12h, 1d, 2w.",
)
@click.option(
    "--min-outlets", type=click.IntRange(1), default=1, metavar="N", help="Only stories from N or more outlets."
)
@click.option("--watched", is_flag=True, help="Only stories that you watch.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Most stories to list.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for scripts.")
def stories_(*, since: datetime | None, min_outlets: int, watched: bool, limit: int, as_json: bool) -> None:
    """List the stories, the newest first: when each was last told of, its headline, its id, and the outlets that tell
    it.

    Outlets that have the same text from an agency are counted once. What has come in and was not grouped yet is grouped
    first.

    \b
    Examples:
      newsdiff stories --since 1d --min-outlets 2
      newsdiff stories --watched
      newsdiff stories --json | jq '.[].headline'
      newsdiff compare --story 12               what the outlets of story 12 say
    """
    from newsdiff.core.library.stories import StoryScope

    scope = StoryScope(min_outlets=min_outlets, since=since, watched=watched)

    async def work(service: FeedService) -> tuple[tuple[StorySummary, ...], int]:
        await service.stories.catch_up()
        return service.store.stories(scope, limit), service.store.count_unclustered()

    found, waiting = with_feed_service(work)
    if waiting:
        # A refresh is running or was interrupted, or the store is read-only.
        log_line(f"{count_noun(waiting, 'article')} not grouped yet; the next refresh continues.")
    if as_json:
        write_json([story_json(summary) for summary in found])
        return
    if not found:
        log_line("no stories found.")
    write("".join(map(story_lines, found)))


def _items(file: Path) -> list[IdentifiedItem]:
    from newsdiff.adapters.jsonl_items import lines

    try:
        if str(file) == "-":
            return list(lines(sys.stdin.buffer, "the standard input"))
        with file.open("rb") as stream:
            return list(lines(stream, str(file)))
    except OSError as error:
        raise unreadable(file, error) from error


def _grouped(found: list[IdentifiedItem]) -> Iterator[tuple[str | int, int]]:
    from newsdiff.core.clustering.batch import cluster

    ids = {line.item.key: line.id for line in found}
    for member in cluster(line.item for line in found):
        yield ids[member.key], member.story


COMMANDS = (group, stories_)
"""The commands of this module."""
