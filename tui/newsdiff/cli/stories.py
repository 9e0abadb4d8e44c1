"""The commands about stories: grouped from a file, and listed from the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsdiff.cli.streams import put
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.adapters.itemlines import Line

AT_ONCE = 200
"""Lines that are written together."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", is_flag=True, expose_value=False, help="Write JSON, which is the only form there is.")
def group(*, file: Path) -> None:
    """Group the items in FILE into stories, as if they came hour by hour, and print the story of each.

    FILE has one JSON object a line, with "id", "title", "published" (ISO 8601) and, if known, "summary", "outlet" and
    "language"; "-" is the standard input. A line with "id" and "story" is printed for each, in the order of their
    times. Nothing is kept.
    """
    import json
    from itertools import islice

    placed = (json.dumps({"id": told, "story": story}) + "\n" for told, story in _grouped(_items(file)))
    while some := "".join(islice(placed, AT_ONCE)):
        put(some)


def _items(file: Path) -> list[Line]:
    from newsdiff.adapters.itemlines import lines

    try:
        if str(file) == "-":
            return list(lines(sys.stdin.buffer, "the standard input"))
        with file.open("rb") as stream:
            return list(lines(stream, str(file)))
    except OSError as error:
        raise ReadError(f"{file} could not be read ({error.strerror or type(error).__name__}).") from error


def _grouped(found: list[Line]) -> Iterator[tuple[str | int, int]]:
    from newsdiff.core.stories.streams import group as grouped

    ids = {line.item.key: line.id for line in found}
    for member in grouped(line.item for line in found):
        yield ids[member.key], member.story


COMMANDS = (group,)
"""The commands of this module."""
